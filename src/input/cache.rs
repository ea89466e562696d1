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

use std::sync::RwLock;

pub use basis::Basis;
pub use folder::{Folder, Note, is_kept_there};

use crate::finding::DocumentReport;
use basis::Key;
use table::Table;

/// What was found under one basis, by earlier runs and by this one.
#[derive(Debug)]
pub struct Results {
    basis: Basis,
    table: RwLock<Table>,
}

/// The place of one file.
#[derive(Debug)]
pub struct Slot<'r> {
    results: &'r Results,
    key: Key,
}

/// What was found in a file of the same name and content.
#[derive(Debug)]
pub struct Kept {
    /// As when it was checked.
    pub documents: Vec<DocumentReport>,
    /// What other files show was asked for then, and nothing was shown.
    pub asked_others: bool,
}

impl Results {
    const fn new(basis: Basis, table: Table) -> Self {
        Self { basis, table: RwLock::new(table) }
    }

    /// The place of a file: its name without folders, and what it holds.
    pub fn slot(&self, name: &str, bytes: &[u8]) -> Slot<'_> {
        Slot { results: self, key: self.basis.key(name, bytes) }
    }
}

impl Slot<'_> {
    /// What is kept there. Poison, here and below, is a thread that has ended before its time: what it left is
    /// not trusted.
    pub fn kept(&self) -> Option<Kept> {
        self.results.table.read().ok()?.get(&self.key)
    }

    /// Keeps what was found, while there is room.
    pub fn keep(self, documents: &[DocumentReport], asked_others: bool) {
        if let Ok(mut table) = self.results.table.write() {
            table.keep(self.key, documents, asked_others);
        }
    }
}
