//! stderr and what is known of the terminal. stdout carries the report and nothing else, so whatever
//! else there is to say goes through [`complain`].

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use super::progress;
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

/// Says something on stderr, on one line. That stderr is closed is no reason to stop.
pub(super) fn complain(message: impl Display) {
    show(&line(message));
}

/// One line for stderr. A message can hold the name of a file: a line break in that one must not begin a line that
/// looks like ours.
pub(super) fn line(message: impl Display) -> String {
    format!("cablelint: {}", visible(&message.to_string()))
}

/// Says something on stderr that is already laid out.
pub(super) fn show(page: &str) {
    progress::above(|| {
        let _ = writeln!(io::stderr().lock(), "{}", page.trim_end());
    });
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

/// Columns of the terminal on stdout, as many as a source line with its frame needs.
pub(super) fn width() -> usize {
    width_from(40)
}

/// Columns of the terminal on stdout, unless COLUMNS says otherwise; shells do not hand that on by themselves. `least` are
/// those below which nothing fits.
pub(super) fn width_from(least: usize) -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let measured = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    said.or_else(measured).map_or(100, |columns| columns.clamp(least, 400))
}

/// Another program reads stdout.
#[cfg(unix)]
pub(super) fn stdout_is_pipe() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let stdout = io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from);
    let kind = stdout.and_then(|stdout| stdout.metadata()).map(|metadata| metadata.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_socket())
}

/// Another program reads stdout; not told here.
#[cfg(not(unix))]
pub(super) const fn stdout_is_pipe() -> bool {
    false
}

/// Whether an environment variable says something.
pub(super) fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// The terminal can do nothing but print.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// What is written, handed on in whole lines and above the bar: nothing is left half on a terminal, nor in a
/// file, where the program is killed.
pub(super) struct WholeLines<W: Write> {
    out: W,
    held: Vec<u8>,
}

/// Bytes that are held before they are handed on.
const HELD: usize = 64 * 1024;

impl<W: Write> WholeLines<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, held: Vec::with_capacity(HELD) }
    }

    /// Hands on so many bytes. What cannot be is forgotten: after a failure there is no telling what has
    /// arrived.
    fn hand_on(&mut self, bytes: usize) -> io::Result<()> {
        let rest = self.held.split_off(bytes);
        let lines = std::mem::replace(&mut self.held, rest);
        progress::above(|| self.out.write_all(&lines))
    }
}

impl<W: Write> Write for WholeLines<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let before = self.held.len();
        self.held.extend_from_slice(buffer);
        if self.held.len() >= HELD
            && let Some(end) = memchr::memrchr(b'\n', buffer)
        {
            self.hand_on(before + end + 1)?;
        }
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on(self.held.len())?;
        progress::above(|| self.out.flush())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_are_handed_on_until_the_end() {
        let mut lines = WholeLines::new(Vec::new());
        let long = "x".repeat(HELD);
        for text in ["first\n", "second ", &long, "\nthird"] {
            assert!(lines.write_all(text.as_bytes()).is_ok());
        }
        assert_eq!(lines.out, format!("first\nsecond {long}\n").into_bytes());
        assert!(lines.flush().is_ok());
        assert!(lines.out.ends_with(b"\nthird"));
    }
}
