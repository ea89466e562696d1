//! Results by key, in memory: their records stand one behind the other, as on the disk.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::Kept;
use super::basis::Key;
use super::record::{Pools, Record};
use crate::digest::ByDigest;
use crate::text::Sort;

/// Bytes of a file or finding on the disk, a little more than of most.
const BYTES: usize = 160;

/// Results by key.
#[derive(Debug, Default)]
pub(super) struct Table {
    pools: Pools,
    /// What the places tell of.
    bytes: Vec<u8>,
    entries: ByDigest<Key, Entry>,
    /// Files and findings.
    weight: usize,
}

/// What was found in one file.
#[derive(Debug)]
struct Entry {
    head: Head,
    /// Where its records begin in the bytes.
    at: usize,
    /// This run has asked for it.
    used: AtomicBool,
}

/// What stands in front of the records of a file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Head {
    /// Bytes of the records.
    length: u32,
    findings: u32,
    asked_others: bool,
    without_text: Option<Sort>,
}

impl Table {
    /// A table for what comes to another one: what the records of that share serves it, too.
    pub(super) fn beside(other: &Self) -> Self {
        Self { pools: other.pools.clone(), ..Self::default() }
    }

    /// The table that [`write`](Self::write) wrote, behind the first so many bytes.
    pub(super) fn read(bytes: Vec<u8>, behind: usize) -> Option<Self> {
        let ((pools, count), mut rest) =
            postcard::take_from_bytes::<(Pools, u32)>(bytes.get(behind..)?).ok()?;
        let mut table = Self { pools, ..Self::default() };
        // No more than there can be, whatever the count says.
        table.entries.reserve(usize::try_from(count).ok()?.min(rest.len() / size_of::<Key>()));
        while let Some((key, behind)) = Key::split_first(rest) {
            let (head, records) = postcard::take_from_bytes::<Head>(behind).ok()?;
            let at = bytes.len() - records.len();
            rest = records.get(usize::try_from(head.length).ok()?..)?;
            table.insert(key, head, at);
        }
        table.bytes = bytes;
        Some(table)
    }

    pub(super) fn get(&self, key: &Key) -> Option<Kept> {
        let entry = self.entries.get(key)?;
        let kept = self.kept(entry)?;
        entry.used.store(true, Ordering::Relaxed);
        Some(kept)
    }

    fn kept(&self, entry: &Entry) -> Option<Kept> {
        let records: Vec<Record> = postcard::from_bytes(self.records(entry)).ok()?;
        let documents = records.iter().map(|record| record.report(&self.pools));
        Some(Kept {
            documents: documents.collect::<Option<_>>()?,
            asked_others: entry.head.asked_others,
            without_text: entry.head.without_text,
        })
    }

    fn records(&self, entry: &Entry) -> &[u8] {
        let length = usize::try_from(entry.head.length).unwrap_or(usize::MAX);
        self.bytes.get(entry.at..).and_then(|bytes| bytes.get(..length)).unwrap_or_default()
    }

    /// Keeps what was found, where it can be given back as it is.
    pub(super) fn keep(&mut self, key: Key, kept: &Kept) {
        let records = kept.documents.iter().map(|document| Record::of(document, &mut self.pools));
        let Some(records) = records.collect::<Option<Vec<Record>>>() else { return };
        let Ok(records) = postcard::to_stdvec(&records) else { return };
        let (Ok(length), Ok(findings)) = (u32::try_from(records.len()), u32::try_from(kept.findings()))
        else {
            return;
        };
        let Kept { asked_others, without_text, .. } = *kept;
        let at = self.bytes.len();
        self.bytes.extend_from_slice(&records);
        self.insert(key, Head { length, findings, asked_others, without_text }, at);
    }

    fn insert(&mut self, key: Key, head: Head, at: usize) {
        let entry = Entry { head, at, used: AtomicBool::new(false) };
        self.weight += entry.weight();
        let replaced = self.entries.insert(key, entry);
        self.weight -= replaced.map_or(0, |entry| entry.weight());
    }

    /// Files and findings.
    pub(super) const fn weight(&self) -> usize {
        self.weight
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// This run has asked for all of it.
    pub(super) fn is_used(&self) -> bool {
        self.entries.values().all(Entry::is_used)
    }

    /// As it goes to the disk.
    pub(super) fn write(&self) -> Option<Vec<u8>> {
        self.write_with(&Self::beside(self))
    }

    /// As it goes to the disk, with what came to a table [`beside`](Self::beside) it: in the order of the keys, whatever
    /// thread has found what first.
    pub(super) fn write_with(&self, fresh: &Self) -> Option<Vec<u8>> {
        let all = self.with(fresh, |_| true);
        // At once as large as it will be: to double it now and then would take twice the memory.
        let bytes = Vec::with_capacity(BYTES * (self.weight + fresh.weight));
        let mut bytes = postcard::to_extend(&(&fresh.pools, u32::try_from(all.len()).ok()?), bytes).ok()?;
        for (key, table, entry) in all {
            bytes.extend_from_slice(key.as_bytes());
            bytes = postcard::to_extend(&entry.head, bytes).ok()?;
            bytes.extend_from_slice(table.records(entry));
        }
        Some(bytes)
    }

    /// Puts only what this run has asked for to what came beside it, so that the next has room.
    pub(super) fn asked_for(&self, fresh: &Self) -> Option<Self> {
        let mut table = Self::default();
        for (key, from, entry) in self.with(fresh, Entry::is_used) {
            table.keep(*key, &from.kept(entry)?);
        }
        Some(table)
    }

    /// Some of it and all that came beside it, in order, each with the table that it stands in.
    fn with<'t>(
        &'t self,
        fresh: &'t Self,
        stays: impl Fn(&Entry) -> bool,
    ) -> Vec<(&'t Key, &'t Self, &'t Entry)> {
        let stays = |(key, entry): &(&Key, &Entry)| stays(entry) && !fresh.entries.contains_key(*key);
        let old = self.entries.iter().filter(stays).map(|(key, entry)| (key, self, entry));
        let new = fresh.entries.iter().map(|(key, entry)| (key, fresh, entry));
        let mut all: Vec<_> = old.chain(new).collect();
        all.sort_by_key(|(key, ..)| **key);
        all
    }
}

impl Entry {
    fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }

    fn weight(&self) -> usize {
        1 + usize::try_from(self.head.findings).unwrap_or(usize::MAX - 1)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::DocumentKind;
    use crate::finding::{DocumentReport, Finding, Heading, NotCheckable, PostName, Related, Severity};
    use crate::input::cache::Basis;
    use crate::span::Span;

    fn key(name: &str) -> Key {
        Basis::any().key(name, &mut Vec::new())
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

    fn kept(documents: Vec<DocumentReport>) -> Kept {
        Kept { documents, asked_others: true, without_text: Some(Sort::Image) }
    }

    /// As it goes to the disk and comes back.
    fn read(table: &Table) -> Table {
        let bytes = [b"behind this".to_vec(), table.write().unwrap()].concat();
        Table::read(bytes, 11).unwrap()
    }

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let found = kept(vec![report("OSLO", 1), report("BERN", 0)]);
        let mut table = Table::default();
        table.keep(key("a"), &found);
        let read = read(&table);
        assert_eq!(format!("{:?}", read.get(&key("a")).unwrap()), format!("{found:?}"));
        assert!(read.get(&key("b")).is_none());
    }

    #[test]
    fn what_comes_beside_a_table_is_written_with_it() {
        let mut first = Table::default();
        first.keep(key("a"), &kept(vec![report("OSLO", 1)]));
        first.keep(key("b"), &kept(vec![report("OSLO", 0)]));
        let stored = read(&first);
        let mut fresh = Table::beside(&stored);
        fresh.keep(key("b"), &kept(vec![report("BERN", 1)]));
        fresh.keep(key("c"), &kept(Vec::new()));
        let both = Table::read(stored.write_with(&fresh).unwrap(), 0).unwrap();
        let post =
            |name: &str| both.get(&key(name)).unwrap().documents.pop()?.heading.post.map(|post| post.name);
        assert_eq!(
            [post("a"), post("b"), post("c")],
            [Some("OSLO".to_owned()), Some("BERN".to_owned()), None]
        );
        assert_eq!(both.weight(), 2 + 2 + 1);
    }

    #[test]
    fn a_fingerprint_that_is_none_is_not_kept() {
        for fingerprint in
            ["v2:00112233445566778899aabbccddeeff", "v1:00", "v1:zz112233445566778899aabbccddeeff"]
        {
            let mut odd = report("OSLO", 1);
            odd.findings.iter_mut().for_each(|finding| finding.fingerprint = fingerprint.to_owned());
            let mut table = Table::default();
            table.keep(key("a"), &kept(vec![odd]));
            assert!(table.get(&key("a")).is_none(), "{fingerprint}");
        }
    }

    #[test]
    fn whatever_stands_in_the_bytes_nothing_panics() {
        let mut table = Table::default();
        table.keep(key("a"), &kept(vec![report("OSLO", 2), report("BERN", 0)]));
        let whole = table.write().unwrap();
        let look = |bytes| Table::read(bytes, 0).and_then(|table| table.get(&key("a")));
        assert!(look(whole.clone()).is_some());
        for at in 0..whole.len() {
            for value in [0, 1, 127, 128, 255] {
                let mut bytes = whole.clone();
                bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = value);
                let _ = look(bytes);
            }
            let _ = look(whole.iter().take(at).copied().collect());
        }
    }
}
