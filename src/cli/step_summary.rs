//! The page of a run on GitHub Actions: beside the format `github`, whose annotations are few, a report in
//! Markdown is added to the file that the runner names.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::report::{FileReport, Format, Look, Report, Summary};

/// The variable that names the file.
const VARIABLE: &str = "GITHUB_STEP_SUMMARY";

/// GitHub shows nothing of a step whose file is larger.
const LIMIT: u64 = 1024 * 1024;

/// What is to be added to the page.
#[derive(Debug)]
pub(super) struct StepSummary {
    pub(super) path: PathBuf,
    report: Report,
    page: Vec<u8>,
    /// Bytes that may still be added.
    room: usize,
}

impl StepSummary {
    /// The page that goes with a report in `format`, if one does and somebody wants it.
    pub(super) fn beside(format: Format, look: Look) -> Option<Self> {
        let path = std::env::var_os(VARIABLE).filter(|path| !path.is_empty() && format == Format::Github)?;
        let path = PathBuf::from(path);
        // Commands before this one in the step may have written to it.
        let taken = std::fs::metadata(&path).map_or(0, |file| file.len());
        let room = usize::try_from(LIMIT.saturating_sub(taken)).unwrap_or(0);
        Some(Self { path, report: Report::markdown_within(room, look), page: Vec::new(), room })
    }

    /// Takes in what was found in a file.
    pub(super) fn file(&mut self, checked: &FileReport<'_>) -> io::Result<()> {
        self.report.file(checked, &mut self.page)
    }

    /// Adds the page to the file.
    pub(super) fn finish(mut self, summary: &Summary) -> io::Result<()> {
        self.report.finish(summary, &mut self.page)?;
        if self.page.len() > self.room {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        OpenOptions::new().append(true).create(true).open(&self.path)?.write_all(&self.page)
    }
}
