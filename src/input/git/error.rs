//! What git could not tell, and what to do about it.

use std::io;

/// Why it is not known what has changed.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// git did not start.
    #[error("git cannot be run: {0}; install git, or name the files to check without --staged and --since")]
    NotRun(#[source] io::Error),
    /// There is no repository, or git does not trust it.
    #[error(
        "git finds no repository here: {0}; run cablelint in a repository, or without --staged and --since"
    )]
    NoRepository(String),
    /// A repository without files: bare, or the folder `.git` itself.
    #[error("there is no working tree here, only git's own files; run cablelint in a working tree")]
    NoWorkTree,
    /// There is nothing to compare with.
    #[error("the repository has no commit yet, so that nothing can have changed since one; use --staged")]
    NoCommit,
    /// No such commit.
    #[error(
        "`{0}` is no commit that git knows here; name a branch, tag or commit, and in CI fetch it first \
         (`fetch-depth: 0`, `GIT_DEPTH: 0`)"
    )]
    UnknownRevision(String),
    /// The history between is not there.
    #[error(
        "git finds no commit from which both `{0}` and the current commit come; in CI fetch the whole \
         history (`fetch-depth: 0`, `GIT_DEPTH: 0`)"
    )]
    Unrelated(String),
    /// git failed, in its own words.
    #[error("`git {command}` failed, so that it is not known what has changed: {message}")]
    Failed {
        /// Which command.
        command: &'static str,
        /// What git said.
        message: String,
    },
    /// git printed what it should not.
    #[error("what `git {0}` printed is not understood; name the files to check without --staged and --since")]
    Garbled(&'static str),
}

impl GitError {
    /// The first question is whether there is a repository at all.
    pub(super) fn or_no_repository(self) -> Self {
        match self {
            Self::Failed { message, .. } => Self::NoRepository(message),
            other => other,
        }
    }
}
