//! A survey of all files of a run: what redactions anywhere hide, and which file shows it in clear.
//!
//! Two passes over the files: [`want`](Survey::want) each, then [`look`](Survey::look) into each. Only numbers
//! are kept, as many as there are different redactions; no text. What is kept does not depend on the order
//! of the files.

use std::collections::HashMap;

use super::clear::look;
use super::clue::{Clue, Sort};
use super::mask::{Mask, Wanted};
use super::{Elsewhere, Source};
use crate::text::Text;

/// What the files of a run show in clear of what others hide.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    wanted: Wanted,
    seen: HashMap<u64, Seen>,
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
        if let Some(source) = Source::of(text) {
            let (masks, sides) = source.masks();
            self.wanted.add(&masks, &sides, |clue| clue.wide);
        }
    }

    /// Looks what of it a file shows. Every file must have been taken up before.
    pub fn look(&mut self, file: &str, text: &Text) {
        if self.wanted.is_empty() {
            return;
        }
        let source = Source::whole(text);
        let seen = &mut self.seen;
        look(text.as_str(), &source.words, &self.wanted, &mut |key, sighting| {
            let place = || Elsewhere { file: file.to_owned(), line: text.position(sighting.span.start).line };
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
