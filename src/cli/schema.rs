//! `cablelint schema`: the JSON Schemas of rule-set files, configurations and suppression files.

use std::io::Write;

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::exit::{self, Exit, Failure};
use super::rule_sets;
use crate::config;
use crate::rule::schema::schema;

/// Print the JSON Schema of a file, for editors
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// Of which file
    #[arg(value_name = "FILE", default_value = "rules")]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// Rule-set files
    Rules,
    /// `cablelint.yaml`
    Config,
    /// `cablelint-ignore.yaml`
    Suppressions,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let schema = match self.of {
            Of::Rules => schema(),
            Of::Config => config(),
            Of::Suppressions => suppressions(),
        };
        writeln!(out, "{schema:#}")?;
        Ok(Exit::Clean)
    }
}

/// The schema of `cablelint.yaml`.
pub(super) fn config() -> Value {
    let ids = rule_sets::built_in_ids();
    config::schema::config(&words(&ids))
}

fn suppressions() -> Value {
    let ids = rule_sets::built_in_ids();
    config::schema::suppressions(&words(&ids))
}

fn words(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}
