//! The cache: what earlier runs found, so that a file that has not changed is read but not checked again.
//!
//! A result is kept under the hash of everything that it follows from: the program, its rules and settings
//! ([`Basis`]), the name of the file without its folders, and its bytes. So a kept result cannot be out of
//! date; it can only be damaged, which a checksum tells, or belong to somebody else, which its folder tells
//! ([`Folder`]). Whatever is not as it should be is a [`Note`], and everything is checked as if there were no
//! cache: a cache never makes a run fail, and never decides what a run says.
//!
//! Not in it: text of a file, names of files, the key of the fingerprints. Nor any result that follows from
//! other files.

mod basis;
mod folder;
mod record;
mod table;

use std::sync::Mutex;

pub use basis::Basis;
pub use folder::{Folder, Note, is_kept_there};

use crate::finding::DocumentReport;
use crate::text::Sort;
use basis::Key;
use table::Table;

/// Files and findings that are kept. So many take some 80 MB of memory (a file 160 bytes, a finding 60).
const ROOM: usize = if cfg!(test) { 6 } else { 500_000 };

/// What was found under one basis.
#[derive(Debug)]
pub struct Results {
    basis: Basis,
    /// By earlier runs.
    stored: Table,
    /// By this run.
    fresh: Mutex<Fresh>,
}

/// What this run has found.
#[derive(Debug)]
struct Fresh {
    table: Table,
    /// Something was not kept for want of room.
    full: bool,
}

/// The place of one file.
#[derive(Debug)]
pub struct Slot<'r> {
    results: &'r Results,
    key: Key,
}

/// What was found in a file of a name and content.
#[derive(Debug)]
pub struct Kept {
    /// As when it was checked.
    pub documents: Vec<DocumentReport>,
    /// What other files show was asked for then, and nothing was shown.
    pub asked_others: bool,
    /// What the file is, if it holds no text.
    pub without_text: Option<Sort>,
}

impl Results {
    fn new(basis: Basis, stored: Table) -> Self {
        let fresh = Fresh { table: Table::beside(&stored), full: false };
        Self { basis, stored, fresh: Mutex::new(fresh) }
    }

    /// The place of a file: its name without folders, and what it holds. That is hashed where it stands, and is
    /// afterwards as it was.
    pub fn slot(&self, name: &str, content: &mut Vec<u8>) -> Slot<'_> {
        Slot { results: self, key: self.basis.key(name, content) }
    }

    /// What is to stand on the disk; `None` where it stands there. Of a thread that has ended before its time nothing
    /// is trusted.
    fn to_write(&self) -> Option<Vec<u8>> {
        let fresh = self.fresh.lock().ok()?;
        if fresh.full && !self.stored.is_used() {
            self.stored.asked_for(&fresh.table)?.write()
        } else if fresh.table.is_empty() {
            None
        } else {
            self.stored.write_with(&fresh.table)
        }
    }
}

impl Slot<'_> {
    /// What an earlier run has kept there.
    pub fn kept(&self) -> Option<Kept> {
        self.results.stored.get(&self.key)
    }

    /// Keeps what was found, behind what was kept before, while there is room. The others are as in [`Kept`].
    pub fn keep(self, documents: &[DocumentReport], asked_others: bool, without_text: Option<Sort>) {
        let Results { stored, fresh, .. } = self.results;
        let Ok(mut fresh) = fresh.lock() else { return };
        if stored.weight() + fresh.table.weight() + 1 + findings(documents) > ROOM {
            fresh.full = true;
        } else {
            // What could not be given back as it is stays unknown.
            let _ = fresh.table.keep(self.key, documents, asked_others, without_text);
        }
    }
}

fn findings(documents: &[DocumentReport]) -> usize {
    documents.iter().map(|document| document.findings.len()).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::DocumentKind;
    use crate::finding::{Finding, Heading, Severity};
    use crate::span::Span;

    fn slot<'r>(results: &'r Results, name: &str) -> Slot<'r> {
        results.slot(name, &mut Vec::new())
    }

    fn keep(slot: Slot<'_>, findings: usize) {
        slot.keep(&[found(findings)], false, None);
    }

    fn found(findings: usize) -> DocumentReport {
        let finding = Finding {
            rule: 3,
            severity: Severity::Warning,
            message: String::new(),
            help: String::new(),
            span: Span::new(9, 12),
            related: Vec::new(),
            fingerprint: "v1:00112233445566778899aabbccddeeff".to_owned(),
            excuse: None,
        };
        let heading =
            Heading { kind: DocumentKind::Cable, post: None, serial: None, year: None, levels: Vec::new() };
        let findings = vec![finding; findings];
        DocumentReport { heading, showing: None, findings, not_checkable: Vec::new() }
    }

    fn next(results: &Results) -> Results {
        Results::new(Basis::any(), Table::read(results.to_write().unwrap(), 0).unwrap())
    }

    #[test]
    fn what_is_found_serves_the_next_run_and_not_this_one() {
        let first = Results::new(Basis::any(), Table::default());
        keep(slot(&first, "a"), 1);
        assert!(slot(&first, "a").kept().is_none(), "which thread came first must not show");
        let second = next(&first);
        assert!(slot(&second, "a").kept().is_some() && slot(&second, "b").kept().is_none());
        assert!(second.to_write().is_none(), "nothing is new");
    }

    #[test]
    fn where_there_is_no_room_what_is_not_asked_for_goes() {
        let first = Results::new(Basis::any(), Table::default());
        for name in ["a", "b", "c", "d"] {
            keep(slot(&first, name), 0);
        }
        let second = next(&first);
        assert!(slot(&second, "b").kept().is_some());
        // Four, one and two are more than six.
        keep(slot(&second, "e"), 2);
        let third = next(&second);
        assert!(slot(&third, "a").kept().is_none() && slot(&third, "b").kept().is_some());
        assert!(slot(&third, "e").kept().is_none());
        keep(slot(&third, "e"), 2);
        keep(slot(&third, "f"), 9);
        let fourth = next(&third);
        assert!(slot(&fourth, "e").kept().is_some() && slot(&fourth, "f").kept().is_none());
    }
}
