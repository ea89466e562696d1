//! Results of a stream: one JSON object a record, in the order of the records, each whole in itself.
//!
//! There is no beginning and no summary among them, so that what a bigger engine cuts into parts and puts
//! together again is the same. What was found in all of them is for stderr.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{FindingShape, write_value};
use super::recap::{count, marking};
use super::{Documents, FileReport, Look, NotCheckableCount, Summary};

/// Writes results and counts them.
#[derive(Debug)]
pub struct Results {
    look: Look,
    /// How many there are of each status.
    pub tally: Tally,
    /// What was found in all of them.
    pub summary: Summary,
}

/// How many results there are, by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Nothing was found.
    pub clean: u64,
    /// Something was.
    pub findings: u64,
    /// No document was recognised, and nothing found.
    pub not_a_cable: u64,
    /// Nothing could be checked.
    pub error: u64,
}

/// A record that was checked.
#[derive(Serialize)]
struct Checked<'a> {
    path: &'a str,
    status: &'static str,
    input_line: u64,
    highest_marking: Option<&'a str>,
    documents: Documents,
    findings: Vec<FindingShape<'a>>,
    /// Findings below the severity that is shown; the status counts them.
    not_shown: usize,
    /// How many rules could not be checked, document by document.
    rules_not_checkable: usize,
    /// Which, where that is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_checkable: Option<&'a [NotCheckableCount]>,
}

/// A line that could not be checked.
#[derive(Serialize)]
struct Unchecked<'a> {
    path: Option<&'a str>,
    status: &'static str,
    input_line: u64,
    reason: &'a str,
}

impl Results {
    /// Results that look so.
    pub fn new(look: Look) -> Self {
        Self { look, tally: Tally::default(), summary: Summary::default() }
    }

    /// What is said where an end was asked for before the last line.
    pub fn left_unanswered(&self) -> String {
        format!("interrupted: {} answered, what follows is not checked", lines(self.tally.total()))
    }

    /// Writes what was found in the record of a line.
    ///
    /// # Errors
    /// The writer's.
    pub fn checked(&mut self, input_line: u64, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        let least = self.look.least;
        let mut here = Summary::default();
        here.add(file, least);
        self.summary.add(file, least);
        let shown = file.findings().filter(|found| found.finding.severity >= least);
        let result = Checked {
            path: &file.path,
            status: self.tally.status(&here),
            input_line,
            highest_marking: file.highest_marking(),
            documents: here.documents,
            findings: shown.map(|found| FindingShape::new(found, self.look)).collect(),
            not_shown: here.not_shown,
            rules_not_checkable: here.not_checkable.iter().map(|entry| entry.documents).sum(),
            not_checkable: self.look.verbose.then_some(here.not_checkable.as_slice()),
        };
        write_value(&result, out)?;
        out.write_all(b"\n")
    }

    /// Writes why a line could not be checked.
    ///
    /// # Errors
    /// The writer's.
    pub fn unchecked(
        &mut self,
        input_line: u64,
        path: Option<&str>,
        reason: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.tally.error += 1;
        write_value(&Unchecked { path, status: "error", input_line, reason }, out)?;
        out.write_all(b"\n")
    }

    /// What all of them come to, in lines that are safe to print.
    pub fn headlines(&self) -> Vec<String> {
        let (tally, documents, findings) = (self.tally, self.summary.documents, self.summary.findings);
        let statuses = format!(
            "{}: {} clean, {} with findings, {} not a cable, {} that could not be checked",
            lines(tally.total()),
            tally.clean,
            tally.findings,
            tally.not_a_cable,
            tally.error
        );
        let excused =
            self.summary.excused.iter().map(|(by, findings)| format!("; {findings} excused by a {by}"));
        let found = format!(
            "{}, {}: {}, {}, {}{}",
            count(documents.cable, "cable"),
            count(documents.memo, "memo"),
            count(findings.error, "error"),
            count(findings.warning, "warning"),
            count(findings.note, "note"),
            excused.collect::<String>()
        );
        [statuses, found].into_iter().chain(marking(&self.summary)).collect()
    }
}

impl Tally {
    /// All of them.
    pub const fn total(self) -> u64 {
        self.clean + self.findings + self.not_a_cable + self.error
    }

    /// Counts a record and gives its status. What is excused does not count.
    const fn status(&mut self, record: &Summary) -> &'static str {
        let findings = record.findings;
        let (count, status) = if findings.error + findings.warning + findings.note > 0 {
            (&mut self.findings, "findings")
        } else if record.documents.total() == 0 {
            (&mut self.not_a_cable, "not-a-cable")
        } else {
            (&mut self.clean, "clean")
        };
        *count += 1;
        status
    }
}

fn lines(number: u64) -> String {
    format!("{number} line{}", if number == 1 { "" } else { "s" })
}
