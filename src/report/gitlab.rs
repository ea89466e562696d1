//! GitLab's Code Quality report: an array of issues.
//!
//! It has no place for what is excused, so that is left out; and none for a run that went wrong, so
//! what could not be read is an issue too. Each issue carries the highest marking of its file.

use std::io::{self, Write};

use serde::Serialize;

use super::identity::Identities;
use super::json::Sequence;
use super::{Found, Summary};
use crate::finding::Severity;

/// One issue.
#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    /// The one of all formats, for suppressions; GitLab's own must differ between copies of one cable.
    #[serde(skip_serializing_if = "Option::is_none")]
    cablelint_fingerprint: Option<&'a str>,
    severity: &'static str,
    location: Location<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    highest_marking: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// A Code Quality report on its way.
#[derive(Debug)]
pub(super) struct Gitlab {
    issues: Sequence,
    identities: Identities,
}

impl Default for Gitlab {
    fn default() -> Self {
        Self { issues: Sequence::new("["), identities: Identities::default() }
    }
}

impl Gitlab {
    pub(super) fn finding(&mut self, found: Found<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (file, finding) = (found.file, found.finding);
        let line = |offset| file.text.position(offset).line;
        let issue = Issue {
            description: &finding.message,
            check_name: &found.rule.id,
            fingerprint: self.identities.next(&file.path, &finding.fingerprint),
            cablelint_fingerprint: Some(&finding.fingerprint),
            severity: severity(finding.severity),
            location: Location {
                path: &file.path,
                lines: Lines { begin: line(finding.span.start), end: line(finding.span.end) },
            },
            highest_marking: file.highest_marking(),
        };
        self.issues.push(&issue, out)
    }

    pub(super) fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        for unreadable in &summary.unreadable {
            self.not_checked(&unreadable.path, &unreadable.reason, out)?;
        }
        if let Some(complaint) = &summary.incomplete {
            self.not_checked(".", complaint, out)?;
        }
        self.issues.close(out)?;
        out.write_all(b"\n")
    }

    fn not_checked(&mut self, path: &str, reason: &str, out: &mut dyn Write) -> io::Result<()> {
        let check_name = "not-checked";
        let issue = Issue {
            description: reason,
            check_name,
            fingerprint: self.identities.next(path, check_name),
            cablelint_fingerprint: None,
            severity: "blocker",
            location: Location { path, lines: Lines { begin: 1, end: 1 } },
            highest_marking: None,
        };
        self.issues.push(&issue, out)
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
