//! `cablelint rules`: the list of rules.

use std::io::Write;

use clap::Args;

use super::arguments::{ListFormat, RuleArguments};
use super::engine::Engine;
use super::exit::{self, Exit, Failure};
use crate::report::write_value;

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

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let engine = Engine::load(&self.rules.rules)?;
        let pages = engine.pages();
        if matches!(self.format, ListFormat::Json) {
            write_value(&pages, out)?;
            writeln!(out)?;
            return Ok(Exit::Clean);
        }
        let width = pages.iter().map(|page| page.id.len()).max().unwrap_or(0);
        for page in pages {
            writeln!(out, "{:<width$}  {:<7}  {}", page.id, page.severity, page.summary)?;
        }
        Ok(Exit::Clean)
    }
}
