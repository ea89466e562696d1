//! Checking files on all processors, and handing them on in order.
//!
//! Every thread takes the next file as soon as it is done with one, and the caller's thread also hands on, in the order
//! of the files ([`in_order`]): so the report does not show what the threads do. A large file waits for its turn and is
//! not held with others; so does a stream. What git has stored is read whatever its size.
//!
//! Where an end is asked for, no file is begun any more. What was checked by then is handed on. A file that asked
//! what the others show, of which only some were looked into by then, does not count as checked.

use std::cell::{Cell, OnceCell};
use std::num::NonZero;
use std::thread::available_parallelism;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::cached::Cached;
use super::in_order::{Waiting, in_order};
use super::surveyor::Surveyor;

use crate::cli::exit::Failure;
use crate::cli::interrupt;
use crate::cli::progress;
use crate::cli::projects::{Assigned, Profiles};
use crate::exposure::{Surroundings, Survey};
use crate::fingerprint::Key;
use crate::input::Problem;
use crate::input::cache::{Kept, Slot};
use crate::lint;
use crate::report::FileReport;
use crate::text::{LateText, Text};

/// Bytes from which on a file is not held with others.
pub(super) const LARGE: u64 = 1 << 20;

/// What checking a file needs; nothing of it changes while files are checked.
pub(super) struct Checker<'a> {
    pub(super) files: &'a [Assigned],
    pub(super) profiles: &'a Profiles,
    pub(super) key: Option<&'a Key>,
    /// Larger files are not read.
    pub(super) max_size: u64,
    /// Tells what the files of the run hide and show, when the first redaction asks for it.
    pub(super) surveyor: Surveyor<'a>,
    /// What earlier runs have found.
    pub(super) cached: &'a Cached,
    /// The threads that check beside the caller's; `None` where that is enough.
    pub(super) others: Option<ThreadPool>,
}

/// What came of a file.
type Outcome<'a> = Result<Checked<'a>, Problem>;

/// A file that was checked.
pub(super) struct Checked<'a> {
    pub(super) report: FileReport<'a>,
    /// It came from the cache. Counted by whoever hands it on: a number that all threads write to costs each of them more
    /// than the search for what is kept.
    pub(super) is_spared: bool,
    /// Where what was found is to be kept, and whether other files were asked for it.
    to_keep: Option<(Slot<'a>, bool)>,
}

impl Checked<'_> {
    /// Keeps what was found. In the order of the files, whichever thread was done first: so the next run finds what it
    /// looks for beside what it has looked for last, which costs it far less than any other order.
    fn keep(&mut self) {
        if let Some((slot, asked_others)) = self.to_keep.take() {
            slot.keep(&self.report.documents, asked_others, self.report.text.without_text());
        }
    }
}

impl Waiting for Vec<Option<Outcome<'_>>> {
    fn bytes(&self) -> usize {
        let checked = self.iter().flatten().flatten();
        checked.map(|checked| checked.report.text.held()).sum()
    }
}

impl<'a> Checker<'a> {
    /// Checks all files and hands each on, in order, until `take` fails. Gives how many were not checked, since
    /// an end was asked for.
    pub(super) fn check_all(
        &self,
        mut take: impl FnMut(&'a Assigned, &mut Outcome<'a>) -> Result<(), Failure>,
    ) -> Result<usize, Failure> {
        let files: Vec<&'a Assigned> = to_check(self.files).collect();
        let mut left = 0;
        let mut hand_on = |file: &'a Assigned, outcome: Option<&mut Outcome<'a>>| {
            left += usize::from(outcome.is_none());
            let Some(outcome) = outcome else { return Ok(()) };
            outcome.iter_mut().for_each(Checked::keep);
            progress::checked();
            take(file, outcome)
        };
        let Some(others) = &self.others else {
            files.into_iter().try_for_each(|file| hand_on(file, self.check(file).as_mut()))?;
            return Ok(left);
        };
        let batches = batches(&files, 1 + others.current_num_threads());
        let batch = |number: usize| batches.get(number).copied().unwrap_or_default();
        let held =
            |number| -> Vec<_> { batch(number).iter().map(|file| self.check_unless_larger(file)).collect() };
        in_order(others, batches.len(), held, |number, outcomes| {
            batch(number).iter().zip(outcomes).try_for_each(|(file, outcome)| {
                // What is too large to be held is checked now, and let go of at once.
                let mut large = if outcome.is_none() { self.check(file) } else { None };
                hand_on(file, outcome.as_mut().or(large.as_mut()))
            })
        })?;
        Ok(left)
    }

    /// Checks a file; `None` where an end is asked for, and where it is too large to be held with others.
    fn check_unless_larger(&self, file: &'a Assigned) -> Option<Outcome<'a>> {
        if interrupt::is_asked() {
            return None;
        }
        let read = file.source.read_unless_larger(LARGE, self.max_size).transpose()?;
        self.checked(file, read)
    }

    /// Checks a file; `None` where an end is asked for.
    fn check(&self, file: &'a Assigned) -> Option<Outcome<'a>> {
        interrupt::read(&file.source, self.max_size).and_then(|read| self.checked(file, read))
    }

    fn checked(&self, file: &'a Assigned, read: Result<Vec<u8>, Problem>) -> Option<Outcome<'a>> {
        read.map(|bytes| self.look_at(file, bytes)).transpose()
    }

    /// What is found in a file; `None` where that asks for a survey that was cut short.
    fn look_at(&self, file: &'a Assigned, mut bytes: Vec<u8>) -> Option<Checked<'a>> {
        let rules = &self.profiles.get(file.profile).rules;
        let path = &file.source.name;
        let slot = self.cached.slot(file.profile, path, &mut bytes);
        let kept = slot.as_ref().and_then(Slot::kept).filter(|kept| self.is_settled(kept.asked_others));
        if let Some(kept) = kept {
            let text = LateText::new(bytes, kept.without_text);
            let report = FileReport { path: path.into(), rules, text, documents: kept.documents };
            return Some(Checked { report, is_spared: true, to_keep: None });
        }
        let text = Text::decode(bytes);
        let found = self.found(path, file.profile, &text);
        if found.asked_others && self.surveyor.survey().is_none() {
            return None;
        }
        let to_keep = slot.filter(|_| self.is_settled(found.asked_others));
        let to_keep = to_keep.map(|slot| (slot, found.asked_others));
        let text = text.without_index().into();
        let report = FileReport { path: path.into(), rules, text, documents: found.documents };
        Some(Checked { report, is_spared: false, to_keep })
    }

    /// True where what is found in a file does not follow from what others show: only that is kept, and only
    /// where that is so it holds.
    fn is_settled(&self, asked_others: bool) -> bool {
        !asked_others || self.surveyor.survey().is_some_and(Survey::is_empty)
    }

    /// What is found in a file.
    fn found(&self, path: &str, profile: usize, text: &Text) -> Kept {
        let profile = self.profiles.get(profile);
        let asked_others = Cell::new(false);
        let nothing = OnceCell::new();
        let survey = || {
            asked_others.set(true);
            self.surveyor.survey().unwrap_or_else(|| nothing.get_or_init(Survey::default))
        };
        let around = Surroundings { file: Some(path), survey: Some(&survey) };
        let documents = lint::lint_among(text, around, &profile.rules, profile.options(self.key));
        Kept { documents, asked_others: asked_others.get(), without_text: text.without_text() }
    }
}

/// Files of which a thread takes several at a time, since whatever threads share costs each of them more than most
/// files from a cache: eight, and fewer towards the end, lest one has eight large ones while others have none.
fn batches<T>(files: &[T], threads: usize) -> Vec<&[T]> {
    const MOST: usize = 8;
    let mut rest = files;
    let mut batches = Vec::with_capacity(files.len() / MOST + threads * MOST * MOST);
    while !rest.is_empty() {
        let (batch, behind) = rest.split_at((rest.len() / (threads * MOST)).clamp(1, MOST));
        batches.push(batch);
        rest = behind;
    }
    batches
}

/// The files that are not left out.
pub(super) fn to_check(files: &[Assigned]) -> impl Iterator<Item = &Assigned> {
    files.iter().filter(|file| file.left_out.is_none())
}

/// How many threads check files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Threads(usize);

impl Threads {
    /// As many as were asked for, or as there are processors.
    pub(super) fn new(asked: Option<NonZero<usize>>) -> Self {
        Self(asked.or_else(|| available_parallelism().ok()).map_or(1, NonZero::get))
    }

    pub(super) const fn count(self) -> usize {
        self.0
    }

    /// Those that check so many files beside the caller's; `None` where that is enough.
    pub(super) fn beside_caller(self, files: usize) -> Option<ThreadPool> {
        pool(self.0.min(files).saturating_sub(1))
    }

    /// All of them; `None` where the caller's is enough.
    pub(super) fn all(self) -> Option<ThreadPool> {
        if self.0 > 1 { pool(self.0) } else { None }
    }
}

fn pool(threads: usize) -> Option<ThreadPool> {
    // Of none rayon would make as many as there are processors.
    if threads == 0 { None } else { ThreadPoolBuilder::new().num_threads(threads).build().ok() }
}

#[cfg(test)]
mod tests {
    use super::batches;

    #[test]
    fn batches_hold_every_file_once_and_grow_smaller_towards_the_end() {
        for count in [0, 1, 7, 31, 1_000] {
            let files: Vec<usize> = (0..count).collect();
            for threads in [2, 8] {
                let batches = batches(&files, threads);
                assert_eq!(batches.concat(), files);
                assert!(batches.iter().is_sorted_by_key(|batch| std::cmp::Reverse(batch.len())));
                // At the end nobody waits for more than one file of another.
                assert!(batches.iter().rev().take(threads).all(|batch| batch.len() == 1));
            }
        }
    }
}
