//! The findings that the page holds: all, or the worst of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::Severity;
use crate::report::statistics;
use crate::report::{Found, Look};

/// One finding, as the table shows it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) severity: Severity,
    /// Place of the rule in the guide.
    pub(super) rule: usize,
    pub(super) path: Arc<str>,
    /// The same for files of the same text, of which it tells nothing else: it never leaves the program.
    pub(super) content: blake3::Hash,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: Box<str>,
    pub(super) help: Box<str>,
    pub(super) post: Box<str>,
    pub(super) year: Box<str>,
    pub(super) mrn: Box<str>,
    /// The characters found, where they are to be shown.
    pub(super) source: Box<str>,
}

/// The worst findings, in the order in which they came. What does not fit is counted.
#[derive(Debug)]
pub(super) struct Worst {
    rows: BTreeMap<Severity, Vec<Row>>,
    room: usize,
    kept: usize,
    /// All findings that came, kept or not.
    pub(super) all: usize,
    /// The name of the file at hand, shared by its rows.
    path: Arc<str>,
    content: blake3::Hash,
}

impl Worst {
    /// Room for so many.
    pub(super) fn within(room: usize) -> Self {
        Self { rows: BTreeMap::new(), room, kept: 0, all: 0, path: Arc::from(""), content: blake3::hash(&[]) }
    }

    pub(super) fn add(&mut self, found: Found<'_>, rule: usize, look: Look) {
        let severity = found.finding.severity;
        self.all += 1;
        if self.kept == self.room && !self.drop_below(severity) {
            return;
        }
        if *self.path != *found.file.path {
            self.path = Arc::from(&*found.file.path);
            self.content = blake3::hash(found.file.text.as_str().as_bytes());
        }
        let row = Row::new(found, rule, (Arc::clone(&self.path), self.content), look);
        self.rows.entry(severity).or_default().push(row);
        self.kept += 1;
    }

    /// Drops the last of the least findings, if they are less than this.
    fn drop_below(&mut self, severity: Severity) -> bool {
        let least = self.rows.iter_mut().find(|(_, rows)| !rows.is_empty());
        let dropped = least.filter(|(least, _)| **least < severity).and_then(|(_, rows)| rows.pop());
        self.kept -= usize::from(dropped.is_some());
        dropped.is_some()
    }

    /// Those that are kept, the worst first.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().rev().flatten()
    }

    /// How many are kept.
    pub(super) const fn len(&self) -> usize {
        self.kept
    }
}

impl Row {
    fn new(found: Found<'_>, rule: usize, (path, content): (Arc<str>, blake3::Hash), look: Look) -> Self {
        let (finding, heading) = (found.finding, found.heading);
        let place = found.file.text.position(finding.span.start);
        Self {
            severity: finding.severity,
            rule,
            path,
            content,
            line: place.line,
            column: place.column,
            message: finding.message.as_str().into(),
            help: finding.help.as_str().into(),
            post: statistics::post(heading).into(),
            year: statistics::year(heading).into(),
            mrn: heading.mrn().unwrap_or_default().into(),
            source: found.source(look).unwrap_or_default().into(),
        }
    }
}
