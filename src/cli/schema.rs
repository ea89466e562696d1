//! `cablelint schema`: the JSON Schema of rule-set files.

use std::io::Write;

use clap::Args;

use super::exit::{self, Exit, Failure};
use crate::rule::schema::schema;

/// Print the JSON Schema of rule-set files, for editors
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {}

impl Arguments {
    #[allow(clippy::unused_self)] // every command has the same shape
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        writeln!(out, "{:#}", schema())?;
        Ok(Exit::Clean)
    }
}
