//! All that is kept under one basis, in memory.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::Kept;
use super::basis::Key;
use super::record::{Pools, Record};
use crate::finding::DocumentReport;

/// Files and findings that are kept. So many take some 100 MB of memory (a file 170 bytes, a finding 200).
const ROOM: usize = 500_000;

/// Results by key.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Table {
    pools: Pools,
    entries: BTreeMap<Key, Entry>,
    /// Something was kept that is not on the disk.
    #[serde(skip)]
    changed: bool,
    /// Something was not kept for want of room.
    #[serde(skip)]
    full: bool,
    /// Files and findings.
    #[serde(skip)]
    weight: usize,
}

/// What was found in one file.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    documents: Box<[Record]>,
    asked_others: bool,
    /// This run has asked for it, or has found it.
    #[serde(skip)]
    used: AtomicBool,
}

impl Table {
    /// The table of some bytes that [`bytes`](Self::bytes) gave.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut table: Self = postcard::from_bytes(bytes).ok()?;
        table.weight = table.entries.values().map(Entry::weight).sum();
        Some(table)
    }

    pub(super) fn get(&self, key: &Key) -> Option<Kept> {
        let entry = self.entries.get(key)?;
        let kept = entry.kept(&self.pools)?;
        entry.used.store(true, Ordering::Relaxed);
        Some(kept)
    }

    pub(super) fn keep(&mut self, key: Key, documents: &[DocumentReport], asked_others: bool) {
        let findings: usize = documents.iter().map(|document| document.findings.len()).sum();
        if self.weight + 1 + findings > ROOM {
            self.full = true;
            return;
        }
        let records = documents.iter().map(|document| Record::of(document, &mut self.pools));
        let Some(documents) = records.collect::<Option<_>>() else { return };
        let entry = Entry { documents, asked_others, used: AtomicBool::new(true) };
        self.weight += entry.weight();
        let replaced = self.entries.insert(key, entry);
        self.weight -= replaced.map_or(0, |entry| entry.weight());
        self.changed = true;
    }

    /// The table as it goes to the disk; `None` where the disk has it.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        let kept = if self.full { self.asked_for() } else { None };
        let table = kept.as_ref().or(self.changed.then_some(self))?;
        postcard::to_stdvec(table).ok()
    }

    /// Only what this run has asked for, so that the next has room; `None` where that is all there is.
    fn asked_for(&self) -> Option<Self> {
        let is_used = |entry: &&Entry| entry.used.load(Ordering::Relaxed);
        if self.entries.values().all(|entry| is_used(&entry)) {
            return None;
        }
        let mut table = Self::default();
        for (key, entry) in self.entries.iter().filter(|(_, entry)| is_used(entry)) {
            let kept = entry.kept(&self.pools)?;
            table.keep(*key, &kept.documents, kept.asked_others);
        }
        Some(table)
    }
}

impl Entry {
    fn kept(&self, pools: &Pools) -> Option<Kept> {
        let documents = self.documents.iter().map(|record| record.report(pools));
        Some(Kept { documents: documents.collect::<Option<_>>()?, asked_others: self.asked_others })
    }

    fn weight(&self) -> usize {
        1 + self.documents.iter().map(Record::findings).sum::<usize>()
    }
}
