//! `cablelint test`: the examples of rules, tried.

use std::io::Write;

use clap::{Args, ValueHint};

use super::exit::{self, Exit, Failure};
use super::rule_sets;
use crate::report::safe::visible;
use crate::rule::examples::{self, Outcome, Verdict};
use crate::rule::{Rule, RuleSet};

/// Try the examples of rules
///
/// Every rule carries small documents that show it at work. A rule must fire on each flagged one and
/// underline exactly what is stated there, and stay silent on each clean one. A file with a rule that
/// lacks examples of either sort is refused (exit code 2).
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// Packs or rule-set files; without any, the default packs
    #[arg(value_name = "PACK|PATH", value_hint = ValueHint::AnyPath)]
    rules: Vec<String>,

    /// Also list the examples that came out as they should
    #[arg(short, long)]
    verbose: bool,
}

/// Every way in which an example can come out.
const VERDICTS: [Verdict; 5] =
    [Verdict::Validated, Verdict::Reported, Verdict::Noisy, Verdict::Missing, Verdict::WrongSpan];

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let rules = rule_sets::load(&self.rules)?;
        let outcomes = examples::run(&rules);
        for outcome in outcomes.iter().filter(|outcome| self.verbose || !outcome.verdict.passed()) {
            writeln!(out, "{}", line(&rules, outcome))?;
        }
        let unproved: Vec<&Rule> = rules.rules().iter().filter(|rule| !is_proved(&rules, rule)).collect();
        for rule in &unproved {
            writeln!(out, "{:<10}  {}: a flagged and a clean example are needed", "unproved", rule.id)?;
        }
        let count = |verdict| outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
        let counts = VERDICTS.map(|verdict| format!("{} {}", count(verdict), verdict.name()));
        let count = rules.rules().len();
        let noun = if count == 1 { "rule" } else { "rules" };
        writeln!(out, "{count} {noun}: {}, {} unproved", counts.join(", "), unproved.len())?;
        let passed = unproved.is_empty() && outcomes.iter().all(|outcome| outcome.verdict.passed());
        Ok(if passed { Exit::Clean } else { Exit::Findings })
    }
}

fn is_proved(rules: &RuleSet, rule: &Rule) -> bool {
    let examples = rules.examples(rule);
    let proofs = examples.iter().filter(|example| example.flagged.is_some()).count();
    proofs > 0 && proofs < examples.len()
}

fn line(rules: &RuleSet, outcome: &Outcome) -> String {
    let rule = rules.rules().get(outcome.rule);
    let examples = rule.map(|rule| rules.examples(rule)).unwrap_or_default();
    let expected = examples.get(outcome.example).and_then(|example| example.flagged.as_deref());
    let mut details = vec![match expected {
        Some(expected) => format!("`{expected}` is to be underlined"),
        None => "it is to stay silent".to_owned(),
    }];
    if !outcome.verdict.passed() && !outcome.underlined.is_empty() {
        details.push(format!("underlined: `{}`", outcome.underlined.join("`, `")));
    }
    details.extend(outcome.not_checkable.as_ref().map(|reason| format!("not checkable: {reason}")));
    let detail = details.join("; ");
    let id = rule.map_or("", |rule| rule.id.as_str());
    format!("{:<10}  {id}, example {}: {}", outcome.verdict.name(), outcome.example + 1, visible(&detail))
}
