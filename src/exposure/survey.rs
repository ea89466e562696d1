//! A survey of all files of a run: what redactions anywhere hide, and which file shows it in clear.
//!
//! Two passes over the files: all that they hide is taken up ([`wants`](Survey::wants), [`want`](Survey::want)), then
//! what each shows of it is noted ([`shown`](Survey::shown), [`note`](Survey::note)). Of both steps the first is the
//! work, and can be done for many texts at once. Only numbers are kept, a few of each redaction and of each stamp; no
//! text. What is kept does not depend on the order of the files.

use std::collections::{BTreeMap, HashMap};
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

/// What the redactions of one text hide.
#[derive(Debug)]
pub struct Wants {
    text: u64,
    marks: Marks,
    masks: Vec<Mask>,
    sides: Vec<(u64, u64)>,
}

/// What one text shows in clear of what is wanted, by clue.
#[derive(Debug)]
pub struct Shown(BTreeMap<u64, Here>);

/// Where a text shows something first.
#[derive(Debug)]
struct Here {
    name: u64,
    ambiguous: bool,
    /// From 1.
    line: usize,
}

impl Survey {
    /// What the redactions of a text hide, to be taken up.
    pub fn wants(&self, text: &Text) -> Wants {
        let (marks, redactions) = Marks::read(text);
        // Taking a text apart into words is dear, and most texts have no redactions.
        let (hidden, sides) = if redactions.is_empty() {
            Default::default()
        } else {
            mask::read(text, &redactions, &marks.words(text))
        };
        Wants { text: self.number(text), marks, masks: hidden, sides }
    }

    /// Takes up what a text hides.
    pub fn want(&mut self, wants: Wants) {
        self.wanted.add(&wants.masks, &wants.sides, |clue| clue.wide);
        self.marks.insert(wants.text, wants.marks);
    }

    fn number(&self, text: &Text) -> u64 {
        self.marks.hasher().hash_one(text.as_str())
    }

    /// What a text shows of all that was taken up, to be noted.
    pub fn shown(&self, text: &Text) -> Shown {
        let mut shown = BTreeMap::new();
        if self.wanted.is_empty() {
            return Shown(shown);
        }
        let known = self.marks.get(&self.number(text)).map(|marks| marks.words(text));
        let words = known.unwrap_or_else(|| Marks::read(text).0.words(text));
        look(text.as_str(), &words, &self.wanted, &mut |key, sighting| {
            let here = shown.entry(key).or_insert_with(|| Here {
                name: sighting.name,
                ambiguous: false,
                line: text.line_index(sighting.span.start) + 1,
            });
            here.ambiguous |= here.name != sighting.name;
        });
        Shown(shown)
    }

    /// Notes what a file shows.
    pub fn note(&mut self, file: &str, shown: Shown) {
        for (key, here) in shown.0 {
            let seen = self.seen.entry(key).or_insert_with(|| Seen {
                name: here.name,
                ambiguous: false,
                files: [None, None],
            });
            seen.ambiguous |= here.ambiguous || seen.name != here.name;
            seen.add(file, || Elsewhere { file: file.to_owned(), line: here.line });
        }
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
