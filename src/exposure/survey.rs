//! A survey of all files of a run: which file shows in clear what redactions of another hide.
//!
//! Two passes over the files: what they hide ([`Hidden`](super::Hidden)) is put together ([`Sought`](super::Sought)),
//! then what each shows of it ([`Shown`]) is noted. Of both steps the first is the work, and can be done for many texts at
//! once. What is kept does not depend on the order of the files.

use std::collections::HashMap;

use super::Elsewhere;
use super::clue::{Clue, Sort};
use super::mask::Mask;
use super::sought::Shown;

/// What the files of a run show in clear of what others hide.
#[derive(Clone, Debug, Default)]
pub struct Survey {
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
