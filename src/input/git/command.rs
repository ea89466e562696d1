//! Running git: with the caller's repository and index, and without anything of the caller's that
//! changes what git prints.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::GitError;

/// Before every command. Paths are paths and no patterns; nothing is written, not even a refreshed index
/// (a hook runs while git holds its lock); no program is started to ask what has changed; a file is not
/// changed by who may execute it.
const GLOBAL: &[&str] = &[
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.fileMode=false",
    "-c",
    "core.quotePath=true",
    "-c",
    "diff.autoRefreshIndex=true",
];

/// What would overrule the options: git(1), "Git Diffs" and "other".
const OVERRULING: &[&str] =
    &["GIT_DIFF_OPTS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"];

/// git, run in a folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
}

impl Git {
    pub(super) fn within(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// A command that is yet to be run.
    pub(super) fn command(&self, name: &str) -> Command {
        let mut command = Command::new("git");
        command.args(GLOBAL).arg(name).current_dir(&self.folder).stdin(Stdio::null());
        for variable in OVERRULING {
            command.env_remove(variable);
        }
        command
    }

    /// What a command prints.
    pub(super) fn run<A: AsRef<OsStr>>(
        &self,
        name: &'static str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Vec<u8>, GitError> {
        let output = self.command(name).args(arguments).output().map_err(GitError::NotRun)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let message = String::from_utf8_lossy(&output.stderr).trim().lines().collect::<Vec<_>>().join("; ");
        let message = if message.is_empty() { output.status.to_string() } else { message };
        Err(GitError::Failed { command: name, message })
    }
}
