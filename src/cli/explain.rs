//! `cablelint explain`: the page of a rule.

use std::io::{self, Write};

use clap::Args;

use super::arguments::RuleArguments;
use super::exit::{self, Exit, Failure};
use super::rule_sets;
use crate::rule::{Example, Rule, RuleSet};

/// Explain a rule: what it checks, why, and how to fix what it finds
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
        let rules = rule_sets::load(&self.rules.rules)?;
        rule_sets::select(&rules, &self.ids, &[])?;
        for id in &self.ids {
            write_page(&rules, rule_sets::rule(&rules, id)?, out)?;
        }
        Ok(Exit::Clean)
    }
}

fn write_page(rules: &RuleSet, rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}\n", rule.id, rule.summary)?;
    writeln!(out, "  severity  {}", rule.severity_name())?;
    writeln!(out, "  looks at  {}", rule.kind.name())?;
    writeln!(out, "  applies   to {}", rule.applies_to())?;
    if !rule.needs.is_empty() {
        let needs: Vec<&str> = rule.needs.iter().map(|need| need.name()).collect();
        writeln!(out, "  needs     {}", needs.join(", "))?;
    }
    writeln!(out, "  in force  {}", rule.in_force.map_or("always".to_owned(), |span| span.to_string()))?;
    for (index, basis) in rule.basis.iter().enumerate() {
        writeln!(out, "  {:<9} {basis}", if index == 0 { "basis" } else { "" })?;
    }
    writeln!(out, "  file      {}", rule.file)?;
    writeln!(out, "\n{}\n", rule.explain.trim_end())?;
    writeln!(out, "What to do: {}\n", rule.help)?;
    rules.examples(rule).iter().try_for_each(|example| write_example(example, out))
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
