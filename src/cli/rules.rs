//! `cablelint rules`: the list of rules.

use std::io::Write;

use clap::Args;
use serde::Serialize;

use super::arguments::{ListFormat, RuleArguments};
use super::exit::{self, Exit, Failure};
use super::rule_sets;
use crate::report::write_value;
use crate::rule::{Example, Rule, RuleSet};

/// List the rules
///
/// Rules that are `off` are shipped to be switched on, with --select or in a rule set of your own.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,

    /// For people, or one JSON list with everything that `explain` says
    #[arg(long, default_value = "human")]
    format: ListFormat,
}

/// A rule, as machines read it; the keys are those of rule files.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct RuleShape<'r> {
    id: &'r str,
    summary: &'r str,
    severity: &'static str,
    basis: &'r [String],
    in_force: Option<String>,
    documents: Vec<&'static str>,
    shown_by: Vec<&'static str>,
    r#for: &'static str,
    needs: Vec<&'static str>,
    message: &'r str,
    help: &'r str,
    explain: &'r str,
    file: &'r str,
    examples: Vec<ExampleShape<'r>>,
}

#[derive(Serialize)]
struct ExampleShape<'r> {
    text: &'r str,
    flagged: Option<&'r str>,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let rules = rule_sets::load(&self.rules.rules)?;
        match self.format {
            ListFormat::Human => write_list(&rules, out)?,
            ListFormat::Json => {
                write_value(
                    &rules.rules().iter().map(|rule| RuleShape::of(rule, &rules)).collect::<Vec<_>>(),
                    out,
                )?;
                writeln!(out)?;
            }
        }
        Ok(Exit::Clean)
    }
}

fn write_list(rules: &RuleSet, out: &mut dyn Write) -> std::io::Result<()> {
    let width = rules.rules().iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules.rules() {
        writeln!(out, "{:<width$}  {:<7}  {}", rule.id, rule.severity_name(), rule.summary)?;
    }
    Ok(())
}

impl<'r> RuleShape<'r> {
    fn of(rule: &'r Rule, rules: &RuleSet) -> Self {
        let example =
            |example: &'r Example| ExampleShape { text: &example.text, flagged: example.flagged.as_deref() };
        Self {
            id: &rule.id,
            summary: &rule.summary,
            severity: rule.severity_name(),
            basis: &rule.basis,
            in_force: rule.in_force.map(|span| span.to_string()),
            documents: rule.documents.iter().map(|kind| kind.name()).collect(),
            shown_by: rule.shown_by.iter().map(|kind| kind.name()).collect(),
            r#for: rule.kind.name(),
            needs: rule.needs.iter().map(|need| need.name()).collect(),
            message: &rule.message,
            help: &rule.help,
            explain: &rule.explain,
            file: &rule.file,
            examples: rules.examples(rule).iter().map(example).collect(),
        }
    }
}
