//! The cables of a run, each kept as a few numbers, and the copies that differ from what was seen before.
//!
//! Of a cable no more than [`KEPT`] copies are kept: the first, and the first that shows what no earlier one does.
//! So three bare copies and a full one are told apart, and a hundred thousand copies cost no more than three.
//!
//! Every word of a marking is kept, once, however many there are and however long: what is not kept could not be
//! compared, and nobody would know. That costs no more than the markings of the run take as text.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::showing::PARAGRAPHS;
use super::{Disagreement, Mark, Matter, Showing, Shown};
use crate::digest::ByDigest;
use crate::span::Span;

/// Copies of a cable that are kept.
const KEPT: u8 = 3;

/// What stands between two captions of a list. A release list has commas of its own.
const BETWEEN: &str = "\n";

/// A place in the run, by the number of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which of the files that the caller hands over.
    pub file: u32,
    /// The line, from 1.
    pub line: u32,
}

/// What was seen of the cables of a run.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// By the digest of the cable and the number of the copy. Among a hundred thousand cables in order every step of a
    /// search would be a place in memory that nothing was read from for long.
    kept: ByDigest<u64, Kept>,
    /// What is kept of all copies, one behind the other.
    numbers: Vec<u8>,
    words: Words,
}

/// A copy that is kept.
#[derive(Clone, Copy, Debug)]
struct Kept {
    place: Place,
    /// Where its numbers begin.
    at: u32,
}

/// Every word that stands in a marking, by number from 1. 0 is none.
#[derive(Clone, Debug, Default)]
struct Words {
    words: IndexSet<String>,
}

/// What is kept of a copy, or what another one is compared by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Numbers {
    banner: u32,
    captions: u32,
    whole_header: bool,
    /// By row, in order; 0 is the subject, the last one the declassification date.
    marks: Vec<(u16, u32)>,
}

impl Copies {
    /// Nothing was seen yet of so many cables, about.
    pub fn of(cables: usize) -> Self {
        let mut kept = ByDigest::default();
        kept.reserve(cables);
        Self { kept, ..Self::default() }
    }

    /// Takes in a copy that stands in file `file`, and tells in what it differs from those before. `name` gives
    /// the name of a file.
    pub fn add(&mut self, copy: &Showing, file: u32, name: impl Fn(u32) -> String) -> Vec<Disagreement> {
        let place = Place { file, line: u32::try_from(copy.line).unwrap_or(u32::MAX) };
        let numbers = self.numbers_of(copy);
        let mut found: BTreeMap<Matter, Disagreement> = BTreeMap::new();
        let mut known = Numbers::default();
        for rank in 0..KEPT {
            let Some(kept) = self.kept.get(&key(copy, rank)).copied() else {
                if rank == 0 || numbers.shows_more_than(&known) {
                    self.keep(key(copy, rank), place, &numbers);
                }
                break;
            };
            let earlier = self.read(kept.at);
            for (matter, here, there) in self.differences(copy, &numbers, &earlier) {
                found.entry(matter).or_insert_with(|| Disagreement {
                    span: here.span,
                    matter,
                    here: here.word.into(),
                    there,
                    file: name(kept.place.file),
                    line: usize::try_from(kept.place.line).unwrap_or_default(),
                });
            }
            known.take_in(earlier);
        }
        found.into_values().collect()
    }

    fn numbers_of(&mut self, copy: &Showing) -> Numbers {
        let words: Vec<u32> = copy.words.iter().map(|word| self.words.number(word)).collect();
        let number = |mark: &Mark| words.get(usize::from(mark.word)).copied();
        let marks = copy.marks.iter().map(|mark| Some((mark.matter.row()?, number(mark)?)));
        Numbers {
            banner: copy.banner.as_ref().map_or(0, |banner| self.words.number(&banner.word)),
            captions: self.words.number(&list(&copy.captions, BETWEEN)),
            whole_header: copy.whole_header,
            marks: marks.flatten().collect(),
        }
    }

    /// What differs, with what stands here and what stands there.
    fn differences(&self, copy: &Showing, here: &Numbers, there: &Numbers) -> Vec<(Matter, Shown, String)> {
        let differ = |one: u32, other: u32| one != 0 && other != 0 && one != other;
        let mut found = Vec::new();
        if let Some(banner) = copy.banner.as_ref().filter(|_| differ(here.banner, there.banner)) {
            found.push((Matter::Banner, banner.clone(), self.words.word(there.banner).to_owned()));
        }
        if differ(here.captions, there.captions) {
            found.extend(self.captions(copy, there));
        }
        let mut told = false;
        for mark in &copy.marks {
            let row = mark.matter.row().unwrap_or_default();
            let number = |numbers: &Numbers| numbers.mark(row).unwrap_or_default();
            let is_date = mark.matter == Matter::Declassification;
            // One mark tells that the marks differ.
            if (is_date || !told) && differ(number(here), number(there)) {
                let shown = Shown { word: copy.word(mark).into(), span: mark.span };
                found.push((mark.matter, shown, self.words.word(number(there)).to_owned()));
                told = true;
            }
        }
        found
    }

    /// The captions, where one copy has one that the other is known to lack.
    fn captions(&self, copy: &Showing, there: &Numbers) -> Option<(Matter, Shown, String)> {
        let words = self.words.word(there.captions);
        let earlier: BTreeSet<&str> = words.split(BETWEEN).filter(|word| !word.is_empty()).collect();
        let added = copy.captions.iter().find(|caption| !earlier.contains(caption.word.as_str()));
        let added = added.filter(|_| there.whole_header).map(|caption| caption.span);
        let here: BTreeSet<&str> = copy.captions.iter().map(|caption| caption.word.as_str()).collect();
        let lost = copy.whole_header && !earlier.is_subset(&here);
        let first = || copy.captions.iter().map(|caption| caption.span).min().unwrap_or(copy.face);
        let span: Span = added.or_else(|| lost.then(first))?;
        let there = words.replace(BETWEEN, ", ");
        Some((Matter::Captions, Shown { word: list(&copy.captions, ", ").into(), span }, there))
    }

    fn keep(&mut self, key: u64, place: Place, numbers: &Numbers) {
        // Beyond 4 GiB of numbers nothing more is kept.
        if let Ok(at) = u32::try_from(self.numbers.len()) {
            numbers.write(&mut self.numbers);
            self.kept.insert(key, Kept { place, at });
        }
    }

    fn read(&self, at: u32) -> Numbers {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        self.numbers.get(at..).map(Numbers::read).unwrap_or_default()
    }
}

/// The words of captions, with something between them.
fn list(captions: &[Shown], between: &str) -> String {
    let mut list = String::new();
    for (index, caption) in captions.iter().enumerate() {
        list.push_str(if index == 0 { "" } else { between });
        list.push_str(&caption.word);
    }
    list
}

/// What a copy of a cable is kept under. That the digest of another one differs in so few bits is as unlikely as that it
/// is the same.
fn key(copy: &Showing, rank: u8) -> u64 {
    u64::from_le_bytes(copy.cable) ^ u64::from(rank)
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        let known = self.words.get_index_of(word);
        let index = known.unwrap_or_else(|| self.words.insert_full(word.to_owned()).0);
        // Four thousand million words do not fit into the memory of a run.
        u32::try_from(index + 1).unwrap_or_default()
    }

    fn word(&self, number: u32) -> &str {
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        index.and_then(|index| self.words.get_index(index)).map(String::as_str).unwrap_or_default()
    }
}

impl Numbers {
    /// It shows something that the other does not.
    fn shows_more_than(&self, known: &Self) -> bool {
        self.banner != 0 && known.banner == 0
            || self.whole_header && !known.whole_header
            || self.marks.iter().any(|(row, _)| known.mark(*row).is_none())
    }

    /// The number of the mark in a row.
    fn mark(&self, row: u16) -> Option<u32> {
        let at = self.marks.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.marks.get(at).map(|(_, number)| *number)
    }

    fn take_in(&mut self, other: Self) {
        self.banner = self.banner.max(other.banner);
        self.whole_header |= other.whole_header;
        self.marks.extend(other.marks);
        self.marks.sort_by_key(|(row, _)| *row);
        self.marks.dedup_by_key(|(row, _)| *row);
    }

    /// Banner, captions and whole header, then the runs of equal marks as length and mark; a run of nothing ends it.
    fn write(&self, bytes: &mut Vec<u8>) {
        let mut write = |numbers: &[u32]| numbers.iter().for_each(|number| write_number(*number, bytes));
        write(&[self.banner, self.captions, u32::from(self.whole_header)]);
        let mut next = 0;
        let goes_on = |(row, mark): &(u16, u32), (after, other): &(u16, u32)| {
            mark == other && row.saturating_add(1) == *after
        };
        for run in self.marks.chunk_by(goes_on) {
            let (Some(&(row, mark)), Some((last, _))) = (run.first(), run.last()) else { continue };
            if row > next {
                write(&[u32::from(row - next), 0]);
            }
            next = last.saturating_add(1);
            write(&[u32::from(next - row), mark]);
        }
        write(&[0]);
    }

    fn read(mut bytes: &[u8]) -> Self {
        let mut next = || read_number(&mut bytes);
        let (banner, captions, whole_header) = (next(), next(), next() == 1);
        let mut marks = Vec::new();
        let mut row: u16 = 0;
        loop {
            let length = next();
            if length == 0 {
                return Self { banner, captions, whole_header, marks };
            }
            let mark = next();
            let end = row.saturating_add(u16::try_from(length).unwrap_or(u16::MAX));
            marks.extend((row..end).filter(|_| mark != 0).map(|row| (row, mark)));
            row = end;
        }
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow. Most numbers are small.
fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 0x7F {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn read_number(bytes: &mut &[u8]) -> u32 {
    let mut number = 0;
    for shift in [0, 7, 14, 21, 28] {
        let Some((&byte, rest)) = bytes.split_first() else { break };
        *bytes = rest;
        number |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    number
}

impl Matter {
    /// The row of a mark; a declassification date is kept as one, behind all paragraphs.
    const fn row(self) -> Option<u16> {
        match self {
            Self::Subject => Some(0),
            Self::Paragraph(number) => Some(number),
            Self::Declassification => Some(PARAGRAPHS),
            Self::Banner | Self::Captions => None,
        }
    }
}

#[cfg(test)]
mod tests;
