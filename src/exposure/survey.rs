//! A survey of all files of a run: what redactions anywhere hide, and which file shows it in clear.
//!
//! Two passes over the files: [`want`](Survey::want) each, then [`look`](Survey::look) into each. Only numbers
//! are kept, a few of each redaction and of each stamp; no text. What is kept does not depend on the order
//! of the files.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::clear::look;
use super::clue::{Clue, Sort};
use super::mask::{self, Mask, Wanted};
use super::{Elsewhere, Marks};
use crate::text::Text;

/// What the files of a run show in clear of what others hide.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    wanted: Wanted,
    seen: HashMap<u64, Seen>,
    /// The marks of each text that was taken up, so that they are not looked for again, by a number for its content.
    marks: HashMap<u64, Marks>,
}

/// Where something stands in clear.
#[derive(Clone, Debug)]
struct Seen {
    name: u64,
    /// Different names stand there, so that none can be told.
    ambiguous: bool,
    /// The first file, by name, that shows it, and the second: a file is not compared with itself.
    files: [Option<Elsewhere>; 2],
}

impl Survey {
    /// Takes up what a file's redactions hide.
    pub fn want(&mut self, text: &Text) {
        let (marks, redactions) = Marks::read(text);
        // Taking a text apart into words is dear, and most texts have no redactions.
        if !redactions.is_empty() {
            let (masks, sides) = mask::read(text, &redactions, &marks.words(text));
            self.wanted.add(&masks, &sides, |clue| clue.wide);
        }
        self.marks.insert(self.number(text), marks);
    }

    fn number(&self, text: &Text) -> u64 {
        self.marks.hasher().hash_one(text.as_str())
    }

    /// Looks what of it a file shows. Every file must have been taken up before.
    pub fn look(&mut self, file: &str, text: &Text) {
        if self.wanted.is_empty() {
            return;
        }
        let known = self.marks.get(&self.number(text)).map(|marks| marks.words(text));
        let words = known.unwrap_or_else(|| Marks::read(text).0.words(text));
        let seen = &mut self.seen;
        look(text.as_str(), &words, &self.wanted, &mut |key, sighting| {
            let place = || Elsewhere { file: file.to_owned(), line: text.line_index(sighting.span.start) + 1 };
            let known = seen.entry(key).or_insert_with(|| Seen {
                name: sighting.name,
                ambiguous: false,
                files: [None, None],
            });
            known.ambiguous |= known.name != sighting.name;
            known.add(file, place);
        });
    }

    /// True where no file shows anything that another hides.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Where another file than this shows what a redaction hides.
    pub(super) fn elsewhere<'a>(
        &'a self,
        file: Option<&str>,
        mask: &'a Mask,
    ) -> Option<(&'a Clue, &'a Elsewhere)> {
        mask.clues.iter().filter(|clue| clue.wide && clue.sort != Sort::Length).find_map(|clue| {
            let seen = self.seen.get(&clue.key).filter(|seen| !seen.ambiguous)?;
            let mut others = seen.files.iter().flatten();
            Some((clue, others.find(|other| Some(other.file.as_str()) != file)?))
        })
    }
}

impl Seen {
    /// Keeps the first two files by name, whatever the order in which they come.
    fn add(&mut self, file: &str, place: impl FnOnce() -> Elsewhere) {
        let [first, second] = &mut self.files;
        let before = |one: &Option<Elsewhere>| one.as_ref().is_none_or(|one| file < one.file.as_str());
        let is = |one: &Option<Elsewhere>| one.as_ref().is_some_and(|one| one.file == file);
        if is(first) || is(second) {
            return;
        }
        if before(first) {
            *second = first.take();
            *first = Some(place());
        } else if before(second) {
            *second = Some(place());
        }
    }
}
