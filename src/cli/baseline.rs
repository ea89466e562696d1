//! `cablelint baseline`: looking after baselines.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::check;
use super::exit::{self, Exit, Failure};

/// Look after baselines
///
/// `cablelint check --write-baseline FILE` writes one.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Take out what is not found any more
    ///
    /// Checks PATH as `check` does, prints no findings, and writes the baseline anew: without findings that
    /// the checked files no longer have, and without those of files that no longer stand in the checked
    /// folders. It adds nothing, and keeps what nobody looked for: findings of a rule that did not run for
    /// their file, or could not be checked there.
    #[command(after_help = exit::TABLE)]
    Prune(Box<check::PruneArguments>),
    /// Say how many findings a baseline knows, by rule and by folder
    #[command(after_help = exit::TABLE)]
    Stats {
        /// The baseline
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        match self.command {
            Command::Prune(arguments) => arguments.run(out),
            Command::Stats { file } => check::write_stats(&file, out),
        }
    }
}
