//! stderr and what is known of the terminal. stdout carries the report and nothing else, so whatever
//! else there is to say goes through [`complain`].

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use crate::report::safe::visible;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(super) enum ColorChoice {
    /// At a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Says something on stderr. That stderr is closed is no reason to stop.
pub(super) fn complain(message: impl Display) {
    let message = message.to_string();
    let mut stderr = io::stderr().lock();
    for line in message.lines() {
        let _ = writeln!(stderr, "cablelint: {}", visible(line));
    }
}

/// Says something on stderr that is already laid out.
pub(super) fn show(page: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", page.trim_end());
}

impl ColorChoice {
    /// Whether stdout is to have colours.
    pub(super) fn on_stdout(self) -> bool {
        match self {
            Self::Auto => io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb(),
            Self::Always => true,
            Self::Never => false,
        }
    }

    /// Whether a file is to have colours.
    pub(super) const fn in_file(self) -> bool {
        matches!(self, Self::Always)
    }
}

/// Columns of the terminal on stdout, unless COLUMNS says otherwise; shells do not hand that on by themselves.
pub(super) fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let measured = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    said.or_else(measured).map_or(100, |columns| columns.clamp(40, 400))
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
