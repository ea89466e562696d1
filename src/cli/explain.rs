//! `cablelint explain`: the page of a rule.

use std::io::{self, Write};

use clap::Args;

use super::arguments::RuleArguments;
use super::console;
use super::exit::{self, Exit, Failure};
use super::{prose, rule_sets};
use crate::pack;
use crate::rule::{Example, Rule, RuleSet, UnknownRule};

/// Explain a rule: what it checks, why, and how to fix what it finds
///
/// Knows the rules of all built-in packs, those of --rules before others.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// The rule
    #[arg(value_name = "RULE", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    rules: RuleArguments,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let asked = rule_sets::load(&self.rules.rules)?;
        // To load every pack is dear, and nearly always what is asked for is in those that `check` uses.
        let has_all = self.ids.iter().all(|id| asked.rule(id).is_some());
        let others = if has_all { Vec::new() } else { rule_sets::built_in().collect() };
        let sets: Vec<Set<'_>> = std::iter::once((None, &asked))
            .chain(others.iter().map(|(pack, set)| (Some(*pack), set)))
            .collect();
        let found = |id: &String| sets.iter().find_map(|&(pack, set)| Some((pack, set, set.rule(id)?)));
        let missing = self.ids.iter().filter(|id| found(id).is_none());
        let unknown: Vec<UnknownRule> = missing.filter_map(|id| unknown(id, &sets)).collect();
        if !unknown.is_empty() {
            return Err(rule_sets::unknown_rules(&unknown));
        }
        for (pack, rules, rule) in self.ids.iter().filter_map(found) {
            write_page(rules, rule, pack, out)?;
        }
        Ok(Exit::Clean)
    }
}

/// Rules, with the name of their pack where it is not one that was asked for.
type Set<'a> = (Option<&'static str>, &'a RuleSet);

/// What is said of a rule that no set has: the first set that has one of nearly the same name tells it.
fn unknown(id: &String, sets: &[Set<'_>]) -> Option<UnknownRule> {
    let unknown = sets.iter().filter_map(|(_, set)| set.select(std::slice::from_ref(id), &[]).err());
    let unknown: Vec<UnknownRule> = unknown.flatten().collect();
    unknown.iter().find(|unknown| unknown.help.is_some()).or(unknown.first()).cloned()
}

/// The columns that the words of a page need; the ids of some rules are longer.
const NARROWEST: usize = 20;

fn write_page(rules: &RuleSet, rule: &Rule, pack: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let width = console::width_from(NARROWEST);
    writeln!(out, "{}\n", prose::wrapped(&format!("{}: {}", rule.id, rule.summary), width))?;
    for (label, text) in heading(rule, pack) {
        writeln!(out, "{}", prose::labelled(&format!("  {label:<9} "), &text, width))?;
    }
    writeln!(out, "\n{}\n", prose::wrapped(&rule.explain, width))?;
    writeln!(out, "{}\n", prose::wrapped(&format!("What to do: {}", rule.help), width))?;
    rules.examples(rule).iter().try_for_each(|example| write_example(example, out))
}

/// What is to be known of a rule, with its label.
fn heading(rule: &Rule, pack: Option<&str>) -> Vec<(&'static str, String)> {
    let foreign = pack.filter(|pack| !pack::DEFAULT.contains(pack) && *pack != pack::EXCUSES);
    let foreign = foreign.map(|pack| ("pack", format!("{pack}, which is not one of the default packs")));
    let mut rows: Vec<_> = foreign.into_iter().collect();
    rows.push(("severity", rule.severity_name().to_owned()));
    rows.push(("looks at", rule.kind.name().to_owned()));
    rows.push(("applies", format!("to {}", rule.applies_to())));
    if !rule.needs.is_empty() {
        let needs: Vec<&str> = rule.needs.iter().map(|need| need.name()).collect();
        rows.push(("needs", needs.join(", ")));
    }
    rows.push(("in force", rule.in_force.map_or("always".to_owned(), |span| span.to_string())));
    let labels = std::iter::once("basis").chain(std::iter::repeat(""));
    rows.extend(labels.zip(rule.basis.iter().cloned()));
    rows.push(("file", rule.file.clone()));
    rows
}

fn write_example(example: &Example, out: &mut dyn Write) -> io::Result<()> {
    match &example.flagged {
        Some(flagged) => writeln!(out, "Flagged, at `{flagged}`:\n")?,
        None => writeln!(out, "Clean:\n")?,
    }
    for line in example.text.lines() {
        writeln!(out, "{}", format!("    {line}").trim_end())?;
    }
    writeln!(out)
}
