//! `cablelint man`: the manual pages, made from the command line's own help.

use std::io::Write;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::exit::{self, Exit, Failure};
use crate::report::safe::visible;

/// Print a manual page
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// The command whose page to print, as `check`, `baseline prune` or `baseline-prune`; without one, the
    /// program's
    #[arg(value_name = "COMMAND")]
    words: Vec<String>,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let mut program = super::Cli::command();
        program.build();
        let mut wanted = program.get_name().to_owned();
        for word in &self.words {
            wanted.push('-');
            wanted.push_str(word);
        }
        let page = page_named(&wanted, &program)
            .ok_or_else(|| Failure::Usage(format!("unknown command `{}`", visible(&self.words.join(" ")))))?;
        Man::new(page.clone()).render(out)?;
        Ok(Exit::Clean)
    }
}

/// The command of this name, as its page is called where others refer to it: `cablelint-baseline-prune`.
fn page_named<'c>(name: &str, command: &'c Command) -> Option<&'c Command> {
    let own = command.get_display_name().unwrap_or_else(|| command.get_name());
    if own == name {
        return Some(command);
    }
    command.get_subcommands().find_map(|command| page_named(name, command))
}
