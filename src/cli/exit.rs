//! How a run ends: one meaning for each code, the same for every command.

use std::io;
use std::process::ExitCode;

/// The table under every command's help.
pub(super) const TABLE: &str = "\
Exit codes:
  0  did everything that was asked, nothing at or above --fail-on
  1  findings at or above --fail-on; `test` with noisy or missing examples;
     `mark` and `rollup` with an ill-formed marking
  2  wrong usage, configuration, rule set, suppressions or baseline, unknown
     rule: nothing was checked
  3  incomplete, never a pass: a path is missing, unreadable or too large, a
     line of a stream is no record, no file matched, no document was recognised
     in any file, `mark` or `rollup` was given nothing, a report or baseline
     cannot be written, git cannot tell what has changed, stdout was closed
     early, or Ctrl-C ended `check`, `compare`, `parse` or `baseline prune`
     before they were done (it ends other commands at once, as it ends any
     program); 3 wins over 1";

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// Everything was done and nothing is wrong.
    Clean = 0,
    /// Something was found.
    Findings = 1,
    /// Nothing was done, because it is not clear what to do.
    Usage = 2,
    /// Not everything was done.
    Incomplete = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Wrong usage or configuration, in words of its own.
    #[error("{0}")]
    Usage(String),
    /// Several at once, each already rendered.
    #[error("{}", .0.join("\n"))]
    Defects(Vec<String>),
    /// The same, but found when something was checked already.
    #[error("{}", .0.join("\n"))]
    LateDefects(Vec<String>),
    /// Not everything could be looked at, in words of its own.
    #[error("{0}")]
    Incomplete(String),
    /// The report could not be written.
    #[error("cannot write to stdout: {0}")]
    Stdout(#[from] io::Error),
}

impl Failure {
    pub(super) const fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) | Self::Defects(_) => Exit::Usage,
            Self::LateDefects(_) | Self::Incomplete(_) | Self::Stdout(_) => Exit::Incomplete,
        }
    }

    /// True where nobody is there to read the report: `cablelint check | head` needs no message.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self, Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
