//! The redactions of a text, each with the clues to what it hides, and what is to be looked for in clear.

use std::collections::{HashMap, HashSet};

use super::clue::{self, Clue, Sort};
use super::title::Title;
use super::token::{MASK, Words};
use crate::redaction::{Coded, Redaction, RedactionKind};
use crate::span::Span;
use crate::text::Text;

/// Passages with the same words in front that are kept apart; more are a form that is filled in.
const SAME: usize = 16;

/// A redaction, or some in a row.
#[derive(Clone, Debug)]
pub(super) struct Mask {
    /// The mark of the first.
    pub(super) span: Span,
    /// Its place among the words.
    pub(super) at: usize,
    /// It may hide a name: it does not say that it hides lines or pages.
    pub(super) names: bool,
    /// The codes that say why, where they stand beside it.
    pub(super) codes: Vec<String>,
    /// The surest first.
    pub(super) clues: Vec<Clue>,
}

/// What is to be looked for in clear.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    keys: HashSet<u64>,
    /// What stands in front of a passage: what stands behind it.
    passages: HashMap<u64, Vec<u64>>,
    few: Few,
}

/// Some bits of each key, asked first: nearly every word of a text answers to nothing, and the tables, whose keys
/// nobody outside can foresee, are slower to ask.
#[derive(Clone, Debug, Default)]
struct Few(Vec<bool>);

impl Few {
    /// Several times as many as there are keys in some hundred texts with redactions.
    const PLACES: usize = 1 << 15;

    #[allow(clippy::cast_possible_truncation)] // few bits are left
    const fn place(key: u64) -> usize {
        (key >> (u64::BITS - Self::PLACES.ilog2())) as usize
    }

    fn add(&mut self, key: u64) {
        self.0.resize(Self::PLACES, false);
        self.0.get_mut(Self::place(key)).into_iter().for_each(|seen| *seen = true);
    }

    fn may_hold(&self, key: u64) -> bool {
        self.0.get(Self::place(key)).is_some_and(|seen| *seen)
    }
}

impl Wanted {
    /// What these redactions hide. `is_asked` says which of their clues count.
    pub(super) fn add(&mut self, masks: &[Mask], sides: &[(u64, u64)], is_asked: fn(&Clue) -> bool) {
        let clues = masks.iter().flat_map(|mask| &mask.clues);
        let asked = clues.filter(|clue| clue.sort != Sort::Passage && is_asked(clue));
        for clue in asked {
            self.few.add(clue.key);
            self.keys.insert(clue.key);
        }
        for (front, back) in sides {
            self.few.add(*front);
            let backs = self.passages.entry(*front).or_default();
            if backs.len() < SAME && !backs.contains(back) {
                backs.push(*back);
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.passages.is_empty()
    }

    pub(super) fn has(&self, key: u64) -> bool {
        self.few.may_hold(key) && self.keys.contains(&key)
    }

    /// What stands behind the passages that these words stand in front of.
    pub(super) fn behind(&self, front: u64) -> &[u64] {
        let passages = self.few.may_hold(front).then(|| self.passages.get(&front)).flatten();
        passages.map_or(&[], Vec::as_slice)
    }

    pub(super) fn has_passages(&self) -> bool {
        !self.passages.is_empty()
    }
}

/// The redactions of a text that have clues or may hide a name, and both sides of their passages.
pub(super) fn read(text: &Text, redactions: &[Redaction], words: &Words) -> (Vec<Mask>, Vec<(u64, u64)>) {
    let mut masks = Vec::new();
    let mut sides = Vec::new();
    let mut rest = redactions.iter();
    for (at, token) in words.all().iter().enumerate().filter(|(_, token)| token.is(MASK)) {
        let Some(redaction) = rest.find(|redaction| redaction.span.start >= token.start) else { break };
        let passages: Vec<_> = clue::of_passages(words, at, at + 1).collect();
        let names = hides_name(text, redaction);
        let keys = passages.iter().map(|(front, back)| clue::passage(*front, *back));
        let mut clues: Vec<Clue> = keys.map(|key| Clue { key, sort: Sort::Passage, wide: true }).collect();
        if names {
            add_clues(&mut clues, words, at, text, redaction);
        }
        sides.extend(passages);
        let near = matches!(redaction.coded, Coded::Inside | Coded::Beside);
        let codes = if near { redaction.codes.clone() } else { Vec::new() };
        masks.push(Mask { span: redaction.span, at, names, codes, clues });
    }
    (masks, sides)
}

fn add_clues(clues: &mut Vec<Clue>, words: &Words, at: usize, text: &Text, redaction: &Redaction) {
    clues.extend(Title::all(words, at, at + 1).flat_map(|title| clue::of_title(&title)));
    clues.extend(clue::of_frames(words, at, at + 1));
    let single = redaction.kind == RedactionKind::Mask && !text.slice(redaction.span).contains([' ', '-']);
    let told = single && redaction.length >= SHORTEST && !clue::is_constant(redaction.length);
    let title = Title::before(words, at).filter(|_| told);
    let length = title.map(|title| clue::of_length(&title, redaction.length));
    clues.extend(length.map(|key| Clue { key, sort: Sort::Length, wide: false }));
}

/// Letters of a mask or name whose length says something.
pub(super) const SHORTEST: usize = 5;

/// Lines, pages and places are not names.
fn hides_name(text: &Text, redaction: &Redaction) -> bool {
    if redaction.kind != RedactionKind::Bracket {
        return redaction.kind != RedactionKind::Page;
    }
    let said = text.slice(redaction.span).to_lowercase();
    let other = ["line", "page", "paragraph", "text", "remainder", "number", "place", "restriction", "title"];
    said.contains("name") || !other.iter().any(|word| said.contains(word))
}
