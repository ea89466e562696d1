//! `cablelint explain`: the page of a rule.

use std::io::{self, Write};

use clap::Args;

use super::arguments::RuleArguments;
use super::engine::{Engine, RulePage};
use super::exit::{self, Exit, Failure};

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
        let engine = Engine::load(&self.rules.rules)?;
        engine.prove(&self.ids)?;
        for id in &self.ids {
            write_page(engine.page(id)?, out)?;
        }
        Ok(Exit::Clean)
    }
}

fn write_page(page: &RulePage, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}\n", page.id, page.summary)?;
    writeln!(out, "  severity  {}", page.severity)?;
    writeln!(out, "  looks at  {}", page.kind)?;
    if !page.needs.is_empty() {
        writeln!(out, "  needs     {}", page.needs.join(", "))?;
    }
    writeln!(out, "  in force  {}", page.in_force.as_deref().unwrap_or("always"))?;
    for (index, basis) in page.basis.iter().enumerate() {
        writeln!(out, "  {:<9} {basis}", if index == 0 { "basis" } else { "" })?;
    }
    writeln!(out, "  file      {}", page.file)?;
    writeln!(out, "\n{}\n", page.explain.trim_end())?;
    writeln!(out, "What to do: {}\n", page.help)?;
    for example in &page.examples {
        match &example.flagged {
            Some(flagged) => writeln!(out, "Flagged, at `{flagged}`:\n")?,
            None => writeln!(out, "Clean:\n")?,
        }
        for line in example.text.lines() {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        }
        writeln!(out)?;
    }
    Ok(())
}
