//! `cablelint man`: the manual pages, made from the command line's own help.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::exit::{self, Exit, Failure};

/// Print a manual page
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// The command whose page to print; without one, the program's
    command: Option<String>,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let mut program = super::Cli::command();
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => program
                .find_subcommand(name)
                .cloned()
                .ok_or_else(|| Failure::Usage(format!("unknown command `{name}`")))?,
        };
        Man::new(page).render(out)?;
        Ok(Exit::Clean)
    }
}
