//! The command line. One module a command; the exit codes are in `exit`.
//!
//! stdout carries the report and nothing else. A closed stdout is an error like any other: it ends
//! the run with code 3, without a panic and without a message.

mod arguments;
mod baseline;
mod check;
mod checking;
mod compare;
mod completions;
mod console;
mod exit;
mod explain;
mod facts;
mod file;
mod init;
mod interrupt;
mod man;
mod mark;
mod outputs;
mod own;
mod parse;
mod place;
mod progress;
mod projects;
mod prose;
mod rollup;
mod rule_sets;
mod rules;
mod schema;
mod step_summary;
mod suppressions;
mod terms;
mod test;
mod today;
mod written;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use console::WholeLines;
use exit::{Exit, Failure};

/// A linter for the classification markings and redactions of US government text
///
/// cablelint reads files, takes each cable or other marked document in them apart, and reports markings
/// that are missing, contradict each other, are ill-formed, or were not valid at their time, and
/// redactions that do not say why or do not hide what they should. It never says that something is or
/// is not classified.
#[derive(Debug, Parser)]
#[command(name = "cablelint", version, after_help = exit::TABLE)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(Box<check::Arguments>),
    Compare(Box<compare::Arguments>),
    Baseline(baseline::Arguments),
    Suppressions(suppressions::Arguments),
    Init(init::Arguments),
    Parse(parse::Arguments),
    Mark(mark::Arguments),
    Rollup(rollup::Arguments),
    Explain(explain::Arguments),
    Rules(rules::Arguments),
    Facts(facts::Arguments),
    Test(test::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the program on its arguments.
pub fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => finish(cli.command.run_to_stdout()),
        Err(answer) => {
            // Help and version are answers, on stdout; everything else is wrong usage, on stderr.
            let printed = answer.print();
            let exit = if answer.use_stderr() { Exit::Usage } else { Exit::Clean };
            if exit == Exit::Clean && printed.is_err() { Exit::Incomplete.into() } else { exit.into() }
        }
    }
}

fn finish(outcome: Result<Exit, Failure>) -> ExitCode {
    outcome
        .unwrap_or_else(|failure| {
            match &failure {
                Failure::Defects(pages) | Failure::LateDefects(pages) => {
                    for page in pages {
                        console::show(page);
                    }
                }
                failure if failure.is_silent() => {}
                failure => console::complain(failure),
            }
            failure.exit()
        })
        .into()
}

impl Command {
    fn run_to_stdout(self) -> Result<Exit, Failure> {
        let mut out = WholeLines::new(io::stdout().lock());
        let ended = self.run(&mut out);
        let flushed = out.flush();
        let exit = ended?;
        flushed?;
        Ok(exit)
    }

    fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        match self {
            Self::Check(arguments) => arguments.run(out),
            Self::Compare(arguments) => arguments.run(out),
            Self::Baseline(arguments) => arguments.run(out),
            Self::Suppressions(arguments) => arguments.run(out),
            Self::Init(arguments) => arguments.run(out),
            Self::Parse(arguments) => arguments.run(out),
            Self::Mark(arguments) => arguments.run(out),
            Self::Rollup(arguments) => arguments.run(out),
            Self::Explain(arguments) => arguments.run(out),
            Self::Rules(arguments) => arguments.run(out),
            Self::Facts(arguments) => arguments.run(out),
            Self::Test(arguments) => arguments.run(out),
            Self::Schema(arguments) => arguments.run(out),
            Self::Completions(arguments) => arguments.run(out),
            Self::Man(arguments) => arguments.run(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound_and_every_help_states_the_exit_codes() {
        let command = super::Cli::command();
        command.clone().debug_assert();
        for subcommand in command.get_subcommands() {
            let help = subcommand.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Exit codes:"), "{}", subcommand.get_name());
            assert!(subcommand.get_about().is_some(), "{}", subcommand.get_name());
        }
    }
}
