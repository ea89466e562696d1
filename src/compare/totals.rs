//! Totals of a comparison, as reports print them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ChangeKind, Comparison};

/// What a run of comparisons counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Redactions that hide something of the original.
    pub redactions: usize,
    /// Words they hide.
    pub words: usize,
    /// Characters they hide.
    pub characters: usize,
    /// Redactions by the code that says why; one with several codes counts for each.
    pub codes: BTreeMap<String, usize>,
    /// Redactions without a code of their own.
    pub without_code: usize,
    /// Text that differs without a mark.
    pub changes: ChangeTotals,
}

/// Text that differs without a mark, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeTotals {
    /// Gone.
    pub gone: usize,
    /// Changed.
    pub changed: usize,
    /// Added.
    pub added: usize,
}

impl Totals {
    /// Adds a comparison.
    pub fn add(&mut self, comparison: &Comparison) {
        for excision in &comparison.excisions {
            self.redactions += 1;
            self.words += excision.words;
            self.characters += excision.characters;
            self.without_code += usize::from(excision.codes.is_empty());
            for code in &excision.codes {
                *self.codes.entry(code.clone()).or_default() += 1;
            }
        }
        for change in &comparison.changes {
            match change.kind {
                ChangeKind::Gone => self.changes.gone += 1,
                ChangeKind::Changed => self.changes.changed += 1,
                ChangeKind::Added => self.changes.added += 1,
            }
        }
    }

    /// Adds other totals.
    pub fn join(&mut self, other: &Self) {
        self.redactions += other.redactions;
        self.words += other.words;
        self.characters += other.characters;
        self.without_code += other.without_code;
        for (code, times) in &other.codes {
            *self.codes.entry(code.clone()).or_default() += times;
        }
        self.changes.gone += other.changes.gone;
        self.changes.changed += other.changes.changed;
        self.changes.added += other.changes.added;
    }
}
