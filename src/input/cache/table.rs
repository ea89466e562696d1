//! All that is kept under one basis, in memory.

use std::hash::BuildHasherDefault;
use std::sync::atomic::{AtomicBool, Ordering};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize, Serializer};

use super::Kept;
use super::basis::{Key, KeyHasher};
use super::record::{Pools, Record};
use crate::finding::DocumentReport;

/// Files and findings that are kept. So many take some 80 MB of memory (a file 160 bytes, a finding 60).
const ROOM: usize = if cfg!(test) { 6 } else { 500_000 };

/// Bytes of a file or finding on the disk, a little more than of most.
const BYTES: usize = 160;

/// What was found in each file.
type Entries = IndexMap<Key, Entry, BuildHasherDefault<KeyHasher>>;

/// Results by key.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Table {
    pools: Pools,
    #[serde(serialize_with = "in_order")]
    entries: Entries,
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
    /// The records of its documents, written one behind the other: an allocation a file, and half the memory.
    documents: Box<[u8]>,
    findings: u32,
    asked_others: bool,
    /// This run has asked for it, or has found it.
    #[serde(skip)]
    used: AtomicBool,
}

/// In the order of the keys, whatever thread has found what first.
fn in_order<S: Serializer>(entries: &Entries, serializer: S) -> Result<S::Ok, S::Error> {
    let mut entries: Vec<(&Key, &Entry)> = entries.iter().collect();
    entries.sort_by_key(|(key, _)| **key);
    serializer.collect_map(entries)
}

impl Table {
    /// The table of bytes that [`bytes`](Self::bytes) gave.
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
        let Some(records) = records.collect::<Option<Vec<Record>>>() else { return };
        let (Ok(documents), Ok(findings)) = (postcard::to_stdvec(&records), u32::try_from(findings)) else {
            return;
        };
        let documents = documents.into_boxed_slice();
        let entry = Entry { documents, findings, asked_others, used: AtomicBool::new(true) };
        self.weight += entry.weight();
        let replaced = self.entries.insert(key, entry);
        self.weight -= replaced.map_or(0, |entry| entry.weight());
        self.changed = true;
    }

    /// The table as it goes to the disk; `None` where the disk has it.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        let kept = if self.full { self.asked_for() } else { None };
        let table = kept.as_ref().or(self.changed.then_some(self))?;
        // At once as large as it will be: to double it now and then would take twice the memory.
        postcard::to_extend(table, Vec::with_capacity(BYTES * table.weight)).ok()
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
        let records: Vec<Record> = postcard::from_bytes(&self.documents).ok()?;
        let documents = records.iter().map(|record| record.report(pools));
        Some(Kept { documents: documents.collect::<Option<_>>()?, asked_others: self.asked_others })
    }

    fn weight(&self) -> usize {
        1 + usize::try_from(self.findings).unwrap_or(usize::MAX - 1)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::DocumentKind;
    use crate::finding::{Finding, Heading, NotCheckable, PostName, Related, Severity};
    use crate::input::cache::Basis;
    use crate::span::Span;

    fn key(name: &str) -> Key {
        Basis::any().key(name, b"")
    }

    fn report(post: &str, findings: usize) -> DocumentReport {
        let finding = Finding {
            rule: 3,
            severity: Severity::Warning,
            message: "marked S".to_owned(),
            help: "raise the banner line".to_owned(),
            span: Span::new(9, 12),
            related: vec![Related { span: Span::new(0, 6), message: "the banner line".to_owned() }],
            fingerprint: "v1:00112233445566778899aabbccddeeff".to_owned(),
            excuse: None,
        };
        DocumentReport {
            heading: Heading {
                kind: DocumentKind::Cable,
                post: Some(PostName { name: post.to_owned(), known: true }),
                serial: Some(160),
                year: Some(1974),
                levels: Vec::new(),
            },
            showing: None,
            findings: vec![finding; findings],
            not_checkable: vec![NotCheckable { rule: 5, reason: "no date".to_owned() }],
        }
    }

    fn told(kept: Option<Kept>) -> String {
        format!("{:?}", kept.unwrap().documents)
    }

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let documents = vec![report("OSLO", 1), report("BERN", 0)];
        let mut table = Table::default();
        table.keep(key("a"), &documents, true);
        let read = Table::read(&table.bytes().unwrap()).unwrap();
        assert_eq!(told(read.get(&key("a"))), format!("{documents:?}"));
        assert!(read.get(&key("a")).unwrap().asked_others && read.get(&key("b")).is_none());
        assert!(read.bytes().is_none(), "nothing is new");
    }

    #[test]
    fn a_fingerprint_that_is_none_is_not_kept() {
        for fingerprint in
            ["v2:00112233445566778899aabbccddeeff", "v1:00", "v1:zz112233445566778899aabbccddeeff"]
        {
            let mut odd = report("OSLO", 1);
            odd.findings.iter_mut().for_each(|finding| finding.fingerprint = fingerprint.to_owned());
            let mut table = Table::default();
            table.keep(key("a"), &[odd], false);
            assert!(table.get(&key("a")).is_none(), "{fingerprint}");
        }
    }

    #[test]
    fn where_there_is_no_room_what_is_not_asked_for_goes() {
        let mut first = Table::default();
        for name in ["a", "b", "c", "d"] {
            first.keep(key(name), &[report(name, 0)], false);
        }
        let mut second = Table::read(&first.bytes().unwrap()).unwrap();
        assert!(second.get(&key("b")).is_some());
        second.keep(key("e"), &[report("e", 2)], false);
        assert!(second.get(&key("e")).is_none(), "four, one and two are more than six");
        let mut third = Table::read(&second.bytes().unwrap()).unwrap();
        assert!(third.get(&key("a")).is_none() && third.get(&key("b")).is_some());
        third.keep(key("e"), &[report("e", 2)], false);
        assert!(third.get(&key("e")).is_some());
        third.keep(key("f"), &[report("f", 9)], false);
        let fourth = Table::read(&third.bytes().unwrap()).unwrap();
        assert!(fourth.get(&key("e")).is_some() && fourth.get(&key("f")).is_none());
    }

    #[test]
    fn whatever_stands_in_the_bytes_nothing_panics() {
        let mut table = Table::default();
        table.keep(key("a"), &[report("OSLO", 2), report("BERN", 0)], true);
        let whole = table.bytes().unwrap();
        for at in 0..whole.len() {
            for value in [0, 1, 127, 128, 255] {
                let mut bytes = whole.clone();
                bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = value);
                let _ = Table::read(&bytes).and_then(|table| table.get(&key("a")));
            }
            let _ = Table::read(&bytes_until(&whole, at));
        }
    }

    fn bytes_until(whole: &[u8], end: usize) -> Vec<u8> {
        whole.iter().take(end).copied().collect()
    }
}
