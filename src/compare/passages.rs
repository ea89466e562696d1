//! Passages: what is redacted here and stands in clear there, or is redacted there under other codes.

use super::Excision;
use super::gaps::{Hidden, Pair};
use super::names::{Telling, is_ordinary, telling};
use super::words::{Belonging, ByKey, Word, chain};
use crate::span::Span;

/// Words of the shortest passage; shorter ones are names and phrases, which `leaks` looks for.
pub(super) const PASSAGE: usize = 4;
/// Words in a row by which a longer passage is recognised.
const GRAM: usize = 8;
/// Ordinary words stand in a row by chance up to this number.
const CHANCE: usize = 6;

/// Says of each redaction whether its passage stands in clear, or is redacted under other codes.
pub(super) fn judge(pair: &Pair<'_>, hidden: &[Hidden], excisions: &mut [Excision]) {
    let passages: Vec<Vec<Word>> = hidden.iter().map(|one| words_of(pair, one)).collect();
    other_codes(pair, &passages, excisions);
    let mut search = Search::new(&passages);
    search.run(pair);
    for (excision, passage) in excisions.iter_mut().zip(search.passages) {
        excision.clear = passage.clear;
    }
}

/// The words that a mark hides.
pub(super) fn words_of(pair: &Pair<'_>, hidden: &Hidden) -> Vec<Word> {
    hidden.ranges.iter().flat_map(|range| pair.hidden(range)).copied().collect()
}

fn other_codes(pair: &Pair<'_>, passages: &[Vec<Word>], excisions: &mut [Excision]) {
    let mut first: ByKey<(Span, Vec<String>)> = ByKey::default();
    for (passage, excision) in passages.iter().zip(excisions) {
        let tells = |word: &Word| telling(pair.original, word) != Telling::Nothing;
        if excision.codes.is_empty() || (passage.len() < PASSAGE && !passage.iter().any(tells)) {
            continue;
        }
        let mut codes = excision.codes.clone();
        codes.sort();
        let key = chain(passage.iter().map(|word| word.key));
        let (span, known) = first.entry(key).or_insert_with(|| (excision.span, codes.clone()));
        if *known != codes {
            excision.other_codes = Some(*span);
        }
    }
}

/// A passage that is looked for.
struct Passage<'p> {
    words: &'p [Word],
    /// Words in a row that must stand.
    needed: usize,
    /// Where it stands.
    clear: Option<Span>,
    /// Up to where the release was looked at already.
    seen: usize,
}

struct Search<'p> {
    passages: Vec<Passage<'p>>,
    /// For each number of words in a row: which passage has them, and where.
    grams: [ByKey<Vec<(usize, usize)>>; GRAM + 1],
}

/// The same words may stand in this many passages; more are not looked for.
const SHARED: usize = 4;

impl<'p> Search<'p> {
    fn new(passages: &'p [Vec<Word>]) -> Self {
        let mut search = Self { passages: Vec::new(), grams: Default::default() };
        for (index, words) in passages.iter().enumerate() {
            let length = words.len();
            let ordinary = length < CHANCE && words.iter().all(|word| is_ordinary(word.key) || short(word));
            let needed = if length <= GRAM { length } else { GRAM.max(length * 3 / 5) };
            search.passages.push(Passage { words, needed, clear: None, seen: 0 });
            if length >= PASSAGE && !ordinary {
                search.index(index, words);
            }
        }
        search
    }

    fn index(&mut self, index: usize, words: &[Word]) {
        let length = words.len().min(GRAM);
        let Some(grams) = self.grams.get_mut(length) else { return };
        for (at, gram) in words.windows(length).enumerate() {
            let places = grams.entry(chain(gram.iter().map(|word| word.key))).or_default();
            if places.len() < SHARED {
                places.push((index, at));
            }
        }
    }

    fn run(&mut self, pair: &Pair<'_>) {
        let clear: Vec<Word> = pair.new.iter().filter(|word| word.of != Belonging::Mark).copied().collect();
        for length in PASSAGE..=GRAM {
            let Some(grams) = self.grams.get(length).filter(|grams| !grams.is_empty()) else { continue };
            for (at, gram) in clear.windows(length).enumerate() {
                let Some(places) = grams.get(&chain(gram.iter().map(|word| word.key))) else { continue };
                for &(index, from) in places {
                    if let Some(passage) = self.passages.get_mut(index) {
                        passage.try_at(&clear, at, from);
                    }
                }
            }
        }
    }
}

impl Passage<'_> {
    /// Tries whether the passage, from its word `from` on, stands at `at`.
    fn try_at(&mut self, clear: &[Word], at: usize, from: usize) {
        if self.clear.is_some() || at < self.seen {
            return;
        }
        let (own, other) = (self.words.iter().skip(from), clear.iter().skip(at));
        let length = own.zip(other).take_while(|(own, other)| own.key == other.key).count();
        self.seen = at + length.saturating_sub(GRAM);
        if length >= self.needed {
            let ends = clear.get(at).zip(clear.get(at + length - 1));
            self.clear = ends.map(|(first, last)| first.span.cover(last.span));
        }
    }
}

/// A word of one or two characters, which no list holds.
const fn short(word: &Word) -> bool {
    word.span.len() < 3
}
