//! Results by key, in memory: their records stand one behind the other, as on the disk.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::basis::Key;
use super::record::{Pools, Record};
use super::{Kept, findings};
use crate::digest::ByDigest;
use crate::finding::DocumentReport;
use crate::text::Sort;

/// Results by key.
#[derive(Debug, Default)]
pub(super) struct Table {
    pools: Pools,
    /// The entries, one behind the other: of each its key, its head and its records.
    bytes: Vec<u8>,
    /// By the front of the key. Two keys with one front have one place: of one of them nothing is known.
    places: ByDigest<u64, Place>,
    /// Files and findings.
    weight: usize,
}

/// Where an entry begins.
#[derive(Debug)]
struct Place {
    at: u32,
    /// This run has asked for it.
    used: AtomicBool,
}

/// What was found in one file.
#[derive(Clone, Copy, Debug)]
struct Entry<'t> {
    key: Key,
    head: Head,
    /// Those of its documents.
    records: &'t [u8],
    /// All of it, as it stands.
    whole: &'t [u8],
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
        table.places.reserve(usize::try_from(count).ok()?.min(rest.len() / size_of::<Key>()));
        while !rest.is_empty() {
            let entry = Entry::at_front(rest)?;
            let place =
                Place { at: u32::try_from(bytes.len() - rest.len()).ok()?, used: AtomicBool::default() };
            rest = rest.get(entry.whole.len()..)?;
            table.weight += entry.weight();
            table.places.insert(entry.key.front(), place);
        }
        table.bytes = bytes;
        Some(table)
    }

    pub(super) fn get(&self, key: &Key) -> Option<Kept> {
        let place = self.places.get(&key.front())?;
        let kept = self.entry(place).filter(|entry| entry.key == *key)?.kept(&self.pools)?;
        place.used.store(true, Ordering::Relaxed);
        Some(kept)
    }

    fn entry(&self, place: &Place) -> Option<Entry<'_>> {
        self.bytes.get(usize::try_from(place.at).ok()?..).and_then(Entry::at_front)
    }

    /// Keeps what was found, where it can be given back as it is. The last three are as in [`Kept`].
    pub(super) fn keep(
        &mut self,
        key: Key,
        documents: &[DocumentReport],
        asked_others: bool,
        without_text: Option<Sort>,
    ) -> Option<()> {
        let records = documents.iter().map(|document| Record::of(document, &mut self.pools));
        let records = postcard::to_stdvec(&records.collect::<Option<Vec<Record>>>()?).ok()?;
        let length = u32::try_from(records.len()).ok()?;
        let findings = u32::try_from(findings(documents)).ok()?;
        let head = postcard::to_stdvec(&Head { length, findings, asked_others, without_text }).ok()?;
        let at = u32::try_from(self.bytes.len()).ok()?;
        self.bytes.extend([key.as_bytes(), &head, &records].into_iter().flatten());
        self.weight += 1 + usize::try_from(findings).ok()?;
        self.places.insert(key.front(), Place { at, used: AtomicBool::default() });
        Some(())
    }

    /// Files and findings.
    pub(super) const fn weight(&self) -> usize {
        self.weight
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// This run has asked for all of it.
    pub(super) fn is_used(&self) -> bool {
        self.places.values().all(Place::is_used)
    }

    /// As it goes to the disk.
    pub(super) fn write(&self) -> Option<Vec<u8>> {
        self.write_with(&Self::beside(self))
    }

    /// As it goes to the disk, with what came to a table [`beside`](Self::beside) it behind it.
    pub(super) fn write_with(&self, fresh: &Self) -> Option<Vec<u8>> {
        let all = self.with(fresh, |_| true);
        let count = u32::try_from(all.len()).ok()?;
        let mut bytes = postcard::to_stdvec(&(&fresh.pools, count)).ok()?;
        // At once as large as it will be: to double it now and then would take twice the memory.
        bytes.reserve_exact(self.bytes.len() + fresh.bytes.len());
        for (table, place) in all {
            bytes.extend_from_slice(table.entry(place)?.whole);
        }
        Some(bytes)
    }

    /// Puts only what this run has asked for to what came beside it, so that the next has room.
    pub(super) fn asked_for(&self, fresh: &Self) -> Option<Self> {
        let mut table = Self::default();
        for (from, place) in self.with(fresh, Place::is_used) {
            let entry = from.entry(place)?;
            let Kept { documents, asked_others, without_text } = entry.kept(&from.pools)?;
            table.keep(entry.key, &documents, asked_others, without_text)?;
        }
        Some(table)
    }

    /// Some of it and behind it all that came beside it, in the order in which it was kept, each with the table that it
    /// stands in.
    fn with<'t>(&'t self, fresh: &'t Self, stays: impl Fn(&Place) -> bool) -> Vec<(&'t Self, &'t Place)> {
        let stays = |(front, place): &(&u64, &Place)| stays(place) && !fresh.places.contains_key(*front);
        let old = self.places.iter().filter(stays).map(|(_, place)| (self, place));
        let new = fresh.places.values().map(|place| (fresh, place));
        let mut all: Vec<_> = old.chain(new).collect();
        all.sort_unstable_by_key(|(table, place)| (std::ptr::eq(*table, fresh), place.at));
        all
    }
}

impl Place {
    fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }
}

impl<'t> Entry<'t> {
    /// The entry that some bytes begin with.
    fn at_front(bytes: &'t [u8]) -> Option<Self> {
        let (key, behind) = Key::split_first(bytes)?;
        let (head, behind) = postcard::take_from_bytes::<Head>(behind).ok()?;
        let records = behind.get(..usize::try_from(head.length).ok()?)?;
        let whole = bytes.get(..bytes.len() - behind.len() + records.len())?;
        Some(Self { key, head, records, whole })
    }

    fn kept(self, pools: &Pools) -> Option<Kept> {
        let Head { asked_others, without_text, .. } = self.head;
        let (count, mut rest) = postcard::take_from_bytes::<usize>(self.records).ok()?;
        // No more than there can be, whatever the count says.
        let mut documents = Vec::with_capacity(count.min(rest.len()));
        for _ in 0..count {
            let (record, behind) = postcard::take_from_bytes::<Record>(rest).ok()?;
            documents.push(record.report(pools)?);
            rest = behind;
        }
        Some(Kept { documents, asked_others, without_text })
    }

    fn weight(self) -> usize {
        1 + usize::try_from(self.head.findings).unwrap_or(usize::MAX - 1)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::DocumentKind;
    use crate::finding::{
        DocumentReport, Finding, Heading, NotCheckable, PostName, Reason, Related, Severity,
    };
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
                post: Some(PostName { name: post.into(), known: true }),
                serial: Some(160),
                year: Some(1974),
                levels: Vec::new(),
            },
            showing: None,
            findings: vec![finding; findings],
            not_checkable: vec![NotCheckable { rule: 5, reason: Reason::Date }],
        }
    }

    fn keep(table: &mut Table, name: &str, documents: &[DocumentReport]) {
        table.keep(key(name), documents, true, Some(Sort::Image));
    }

    /// As it goes to the disk and comes back.
    fn read(table: &Table) -> Table {
        let bytes = [b"behind this".to_vec(), table.write().unwrap()].concat();
        Table::read(bytes, 11).unwrap()
    }

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let found = vec![report("OSLO", 1), report("BERN", 0)];
        let mut table = Table::default();
        keep(&mut table, "a", &found);
        let read = read(&table);
        let found = Kept { documents: found, asked_others: true, without_text: Some(Sort::Image) };
        assert_eq!(format!("{:?}", read.get(&key("a")).unwrap()), format!("{found:?}"));
        assert!(read.get(&key("b")).is_none());
    }

    #[test]
    fn what_comes_beside_a_table_is_written_with_it() {
        let mut first = Table::default();
        keep(&mut first, "a", &[report("OSLO", 1)]);
        keep(&mut first, "b", &[report("OSLO", 0)]);
        let stored = read(&first);
        let mut fresh = Table::beside(&stored);
        keep(&mut fresh, "b", &[report("BERN", 1)]);
        keep(&mut fresh, "c", &[]);
        let both = Table::read(stored.write_with(&fresh).unwrap(), 0).unwrap();
        let post =
            |name: &str| both.get(&key(name)).unwrap().documents.pop()?.heading.post.map(|post| post.name);
        assert_eq!([post("a"), post("b"), post("c")], [Some("OSLO".into()), Some("BERN".into()), None]);
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
            keep(&mut table, "a", &[odd]);
            assert!(table.get(&key("a")).is_none(), "{fingerprint}");
        }
    }

    #[test]
    fn whatever_stands_in_the_bytes_nothing_panics() {
        let mut table = Table::default();
        keep(&mut table, "a", &[report("OSLO", 2), report("BERN", 0)]);
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
