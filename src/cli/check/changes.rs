//! Checking only what has changed: which files git names, and which findings stand on changed lines.

use std::path::Path;

use clap::Args;

use crate::cli::exit::Failure;
use crate::input::git::Repository;
use crate::input::{self, Gathered, Lines, Query};
use crate::report::{FileReport, Term};

/// Only what has changed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Changes")]
pub(super) struct ChangeArguments {
    /// Check only the files that are staged, as they are staged
    #[arg(long, conflicts_with_all = ["since", "files_from", "gitignore"])]
    staged: bool,

    /// Check only the files that differ from where the current commit left this revision
    #[arg(long, value_name = "REV", conflicts_with_all = ["files_from", "gitignore"])]
    since: Option<String>,

    /// Report only findings on lines that have changed
    #[arg(long)]
    changed_lines: bool,
}

impl ChangeArguments {
    /// The files to check.
    pub(super) fn gather(&self, query: &Query) -> Result<Gathered, Failure> {
        if self.changed_lines && !self.is_given() {
            let advice = "--changed-lines goes with --staged or --since: git has to say what has changed";
            return Err(Failure::Usage(advice.to_owned()));
        }
        if !self.is_given() {
            return Ok(input::gather(query));
        }
        if query.paths.iter().any(|path| path.as_os_str() == "-") {
            let advice = "git knows no changes of standard input: leave out `-`, or --staged and --since";
            return Err(Failure::Usage(advice.to_owned()));
        }
        // That git cannot tell what has changed is not that nothing has.
        let gathered = Repository::open(Path::new(".")).and_then(|repository| match &self.since {
            Some(revision) => repository.since(revision, query),
            None => repository.staged(query),
        });
        gathered.map_err(|error| Failure::Incomplete(error.to_string()))
    }

    /// What of the changes is checked, if only they are.
    pub(super) fn term(&self) -> Option<Term> {
        let files = match &self.since {
            Some(revision) => format!("changed since {revision} (--since)"),
            None if self.staged => "staged (--staged)".to_owned(),
            None => return None,
        };
        let lines =
            if self.changed_lines { "; only findings on changed lines (--changed-lines)" } else { "" };
        Some(Term::new("Only files", files + lines))
    }

    /// Only changes are checked.
    pub(super) const fn is_given(&self) -> bool {
        self.staged || self.since.is_some()
    }

    /// Only findings on changed lines are reported.
    pub(super) const fn only_lines(&self) -> bool {
        self.changed_lines
    }
}

/// Takes out the findings of a file that have no part on changed lines, and says how many they are. A finding
/// has a part where one of the other places that matter to it stands: a portion mark that was changed
/// contradicts a banner line that was not.
pub(super) fn drop_unchanged(report: &mut FileReport<'_>, changed: &Lines) -> usize {
    let touched = changed.within(report.text.as_str());
    let mut dropped = 0;
    for document in &mut report.documents {
        let before = document.findings.len();
        document.findings.retain(|finding| {
            let related = finding.related.iter().map(|related| related.span);
            std::iter::once(finding.span).chain(related).any(|span| touched.meets(span))
        });
        dropped += before - document.findings.len();
    }
    dropped
}
