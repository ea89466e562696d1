//! `cablelint completions`: what a shell needs to complete command lines.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::exit::{self, Exit, Failure};

/// Print the completion script of a shell
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        // The generator panics where it cannot write, so it writes to memory.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::Cli::command(), "cablelint", &mut script);
        out.write_all(&script)?;
        Ok(Exit::Clean)
    }
}
