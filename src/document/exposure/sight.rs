//! Names that stand in clear where a redaction stands elsewhere: behind the same title, behind the same
//! given name, between the same words; and passages that stand whole where another copy has a redaction.
//!
//! One pass over the words of a text. What is kept of each sort is bounded, so that a text of nothing but
//! `Mr. Haddad` costs no more than any other.

use std::collections::{HashMap, HashSet};

use super::lexicon;
use super::mask::{Agreement, PASSAGE, Wanted, is_name};
use super::phrase::{Phrase, complements};
use super::token::{BREAK, CAPITAL, COMMA, DIGIT, MASK, Token, UPPER};
use crate::span::Span;
use crate::text::Text;

/// Names kept of one title: with more, a title says nothing.
const BEARERS: usize = 64;
/// Places kept where the words around a redaction stand again.
const REPEATS: usize = 8;
/// Most words of a name.
const NAME: usize = 4;
/// Most words of a passage that another copy has whole.
const FILL: usize = 60;

/// A name, or a passage, that stands in clear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sighting {
    pub(super) span: Span,
    /// The document, or the file, it stands in.
    pub(super) scope: usize,
    /// The words of the name; 0 where there are fewer.
    pub(super) words: [u64; NAME],
    /// Letters of the last word.
    pub(super) letters: usize,
    /// Its title.
    pub(super) title: Phrase,
    /// The word behind.
    pub(super) next: u64,
    /// It stands where everything is in capitals, so that any word may look like a name.
    doubtful: bool,
}

/// Everything that was seen in clear.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// By title, within a document.
    titles: HashMap<(usize, u64), Vec<Sighting>>,
    /// By title, wherever.
    titles_anywhere: HashMap<u64, Vec<Sighting>>,
    /// By given name, within a document.
    givens: HashMap<(usize, u64), Vec<Sighting>>,
    /// By redaction: between the same words.
    frames: HashMap<usize, Vec<(Sighting, Agreement)>>,
    /// By redaction: the same passage.
    passages: HashMap<usize, Vec<Sighting>>,
}

impl Sighting {
    /// Two names that share a word are names of one person.
    pub(super) fn is_same_name(&self, other: &Self) -> bool {
        self.words.iter().any(|word| *word != 0 && other.words.contains(word))
    }
}

impl Seen {
    pub(super) fn titled(&self, scope: usize, head: u64) -> &[Sighting] {
        self.titles.get(&(scope, head)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn titled_anywhere(&self, head: u64) -> &[Sighting] {
        self.titles_anywhere.get(&head).map_or(&[], Vec::as_slice)
    }

    pub(super) fn given(&self, scope: usize, given: u64) -> &[Sighting] {
        self.givens.get(&(scope, given)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn between(&self, mask: usize) -> &[(Sighting, Agreement)] {
        self.frames.get(&mask).map_or(&[], Vec::as_slice)
    }

    pub(super) fn passages(&self, mask: usize) -> &[Sighting] {
        self.passages.get(&mask).map_or(&[], Vec::as_slice)
    }

    /// True where so many bear a title that none can be told from it.
    pub(super) fn is_crowded(bearers: &[Sighting]) -> bool {
        bearers.len() >= BEARERS
    }

    /// Looks through a text. `scope` says in which document a place stands; a passage is not looked for
    /// where `own` says that a redaction is this very file's.
    pub(super) fn look(&mut self, view: &View<'_>, wanted: &Wanted) {
        let mut found = Found::default();
        let look = Look { view, wanted };
        for at in 0..view.tokens.len() {
            look.at(at, &mut found);
        }
        let struck = ordinary_words(view.tokens, &found);
        self.take(found, &|sighting: &Sighting| {
            sighting.doubtful && sighting.words.iter().all(|word| *word == 0 || struck.contains(word))
        });
    }

    fn take(&mut self, found: Found, is_struck: &dyn Fn(&Sighting) -> bool) {
        for sighting in found.titles.into_iter().filter(|one| !is_struck(one)) {
            let head = sighting.title.head;
            keep(self.titles.entry((sighting.scope, head)).or_default(), sighting);
            keep(self.titles_anywhere.entry(head).or_default(), sighting);
        }
        for (given, sighting) in found.givens.into_iter().filter(|(_, one)| !is_struck(one)) {
            keep(self.givens.entry((sighting.scope, given)).or_default(), sighting);
        }
        for (mask, sighting, agreement) in found.frames.into_iter().filter(|(_, one, _)| !is_struck(one)) {
            let list = self.frames.entry(mask).or_default();
            if list.len() < REPEATS {
                list.push((sighting, agreement));
            }
        }
        for (mask, sighting) in found.passages {
            let list = self.passages.entry(mask).or_default();
            if list.len() < REPEATS {
                list.push(sighting);
            }
        }
    }
}

fn keep(list: &mut Vec<Sighting>, sighting: Sighting) {
    if list.len() < BEARERS {
        list.push(sighting);
    }
}

/// A text as it is looked through.
pub(super) struct View<'t> {
    pub(super) text: &'t Text,
    pub(super) tokens: &'t [Token],
    /// The document, or the file, of a place.
    pub(super) scope: &'t dyn Fn(usize) -> usize,
    /// What kind of place it is: one name is kept of each kind.
    pub(super) zone: &'t dyn Fn(Span) -> u8,
    /// The file itself: its own redactions are compared elsewhere.
    pub(super) own: Option<usize>,
}

/// What one text gave.
#[derive(Default)]
struct Found {
    titles: Vec<Sighting>,
    givens: Vec<(u64, Sighting)>,
    frames: Vec<(usize, Sighting, Agreement)>,
    passages: Vec<(usize, Sighting)>,
    /// Title, name, document and kind of place, of what is kept already.
    known: HashSet<(usize, u64, u64, u8)>,
    /// How many are kept of a title in a document, or of a redaction.
    kept: HashMap<(usize, u64), usize>,
}

impl Found {
    /// True for the first sightings of a key, up to a bound.
    fn is_new(&mut self, scope: usize, key: u64, name: u64, zone: u8, most: usize) -> bool {
        let kept = self.kept.entry((scope, key)).or_default();
        if *kept >= most || !self.known.insert((scope, key, name, zone)) {
            return false;
        }
        *kept += 1;
        true
    }
}

struct Look<'l> {
    view: &'l View<'l>,
    wanted: &'l Wanted,
}

impl Look<'_> {
    fn at(&self, at: usize, found: &mut Found) {
        let Some(token) = self.view.tokens.get(at) else { return };
        if token.of(lexicon::TITLE) {
            self.title(at, found);
        }
        if token.is(CAPITAL) && token.class & lexicon::NO_NAME == 0 {
            self.name(at, found);
        }
        if self.wanted.has_passages() {
            self.passage(at, found);
        }
    }

    /// Looks at the title around an office.
    fn title(&self, office: usize, found: &mut Found) {
        let tokens = self.view.tokens;
        let mut phrases = vec![(Phrase::of_office(tokens, office, None), office + 1)];
        for (complement, behind) in complements(tokens, office) {
            phrases.push((Phrase::of_office(tokens, office, Some(complement)), behind));
        }
        for (phrase, behind) in phrases {
            let Some(phrase) = phrase.filter(|phrase| self.wanted.heads.contains(&phrase.head)) else { continue };
            let after = self.name_behind(behind);
            let name = after.or_else(|| self.name_before(&phrase, behind));
            let Some((from, to)) = name else { continue };
            let sighting = Sighting { title: phrase, ..self.sighting(from, to) };
            let (_, nearest, standing) = phrase.office();
            let last = sighting.words.iter().rev().find(|word| **word != 0).copied().unwrap_or(0);
            let key = (nearest ^ standing ^ last, (self.view.zone)(sighting.span));
            if found.is_new(sighting.scope, phrase.head, key.0, key.1, BEARERS) {
                found.titles.push(sighting);
            }
        }
    }

    /// The name behind a title: at once, or between commas.
    fn name_behind(&self, at: usize) -> Option<(usize, usize)> {
        let tokens = self.view.tokens;
        let honorific = tokens.get(at).is_some_and(|token| token.of(lexicon::HONORIFIC));
        let from = if honorific { at + 1 } else { at };
        let to = self.name_end(from)?;
        let apart = tokens.get(from).is_some_and(|token| token.is(COMMA));
        let closed = tokens.get(to).is_none_or(|token| token.is(COMMA | BREAK));
        (!apart || closed).then_some((from, to))
    }

    /// The name in front of a title that stands as an apposition.
    fn name_before(&self, phrase: &Phrase, behind: usize) -> Option<(usize, usize)> {
        let tokens = self.view.tokens;
        let ends = tokens.get(behind).is_none_or(|token| {
            token.is(COMMA | BREAK) || token.of(lexicon::FUNCTION | lexicon::REPORTING)
        });
        let mut to = phrase.start;
        if !tokens.get(to)?.is(COMMA) {
            to = to.checked_sub(1)?;
            tokens.get(to).filter(|token| token.is(COMMA) && token.of(lexicon::FUNCTION))?;
        }
        let mut from = to;
        while to - from < NAME && from > 0 && self.is_name(from - 1) {
            from -= 1;
            if tokens.get(from).is_some_and(|token| token.is(COMMA)) {
                break;
            }
        }
        (ends && from < to).then_some((from, to))
    }

    /// Where a name that begins at token `from` ends.
    fn name_end(&self, from: usize) -> Option<usize> {
        let tokens = self.view.tokens;
        let (mut at, mut end) = (from, None);
        while at < from + NAME {
            let Some(token) = tokens.get(at) else { break };
            let apart = at > from && token.is(COMMA);
            if apart || !(self.is_name(at) || token.of(lexicon::PARTICLE)) {
                break;
            }
            at += 1;
            if !token.of(lexicon::PARTICLE) {
                end = Some(at);
            }
        }
        end
    }

    fn is_name(&self, at: usize) -> bool {
        let (tokens, text) = (self.view.tokens, self.view.text);
        tokens.get(at).is_some_and(|token| is_name(text, token, is_heading(tokens, at)))
    }

    /// Looks at the words around what may be a name.
    fn name(&self, at: usize, found: &mut Found) {
        let tokens = self.view.tokens;
        let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return };
        let wanted = self.wanted;
        let given = wanted.givens.contains(&before.hash) && !before.is(BREAK | MASK);
        if !given && !wanted.lefts.contains(&before.hash) {
            return;
        }
        let Some(end) = self.name_end(at) else { return };
        if given && tokens.get(at).is_some_and(|token| !token.is(COMMA)) {
            let sighting = self.sighting(at, end);
            let zone = (self.view.zone)(sighting.span);
            let name = sighting.words.first().copied().unwrap_or(0);
            if found.is_new(sighting.scope, !before.hash, name, zone, BEARERS) {
                found.givens.push((before.hash, sighting));
            }
        }
        for to in at + 1..=end {
            self.frame(at, to, found);
        }
    }

    fn frame(&self, at: usize, to: usize, found: &mut Found) {
        for index in self.wanted.between(self.view.tokens, at, to) {
            let Some(mask) = self.wanted.masks.get(index).filter(|mask| !self.is_own(mask.scope)) else { continue };
            let agreement = mask.window.agreement(self.view.tokens, at, to);
            let sighting = self.sighting(at, to);
            let name = sighting.words.first().copied().unwrap_or(0);
            let zone = (self.view.zone)(sighting.span);
            if agreement.is_telling() && found.is_new(usize::MAX, index as u64, name ^ sighting.scope as u64, zone, REPEATS)
            {
                found.frames.push((index, sighting, agreement));
            }
        }
    }

    /// Looks whether a passage begins here that has a redaction elsewhere.
    fn passage(&self, at: usize, found: &mut Found) {
        let tokens = self.view.tokens;
        for &index in self.wanted.after(tokens, at) {
            let Some(mask) = self.wanted.masks.get(index).filter(|mask| !self.is_own(mask.scope)) else { continue };
            for to in at + 1..=at + FILL {
                if tokens.get(to - 1).is_none_or(|token| token.is(MASK)) {
                    break;
                }
                let agreement = mask.window.agreement(tokens, at, to);
                let same = agreement.left >= PASSAGE && agreement.right >= PASSAGE && agreement.content > PASSAGE;
                if same && found.is_new(usize::MAX - 1, index as u64, at as u64, 0, 2) {
                    found.passages.push((index, self.sighting(at, to)));
                }
                if same {
                    break;
                }
            }
        }
    }

    fn is_own(&self, scope: usize) -> bool {
        self.view.own == Some(scope)
    }

    fn sighting(&self, from: usize, to: usize) -> Sighting {
        let tokens = self.view.tokens;
        let mut sighting = Sighting::default();
        let words = tokens.get(from..to).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return sighting };
        sighting.span = first.span().cover(last.span());
        sighting.scope = (self.view.scope)(sighting.span.start);
        let told = words.iter().filter(|word| !word.of(lexicon::PARTICLE));
        for (slot, word) in sighting.words.iter_mut().zip(told) {
            *slot = word.hash;
        }
        sighting.letters = self.view.text.slice(last.span()).chars().count();
        sighting.next = tokens.get(to).map_or(0, |token| token.hash);
        sighting.doubtful = is_heading(tokens, from);
        sighting
    }
}

impl Agreement {
    /// The same words stand around it: so many that it is no chance.
    pub(super) const fn is_sure(self) -> bool {
        self.content >= 3 && self.left + self.right >= 5
    }

    /// Enough words stand around it to look again.
    const fn is_telling(self) -> bool {
        self.left > 0 && self.right > 0 && self.content >= 2 && self.left + self.right >= 5
    }
}

/// True where capitals do not tell a name from another word: in a line of capitals or a heading.
fn is_heading(tokens: &[Token], at: usize) -> bool {
    let around = tokens.get(at.saturating_sub(3)..(at + 4).min(tokens.len())).unwrap_or_default();
    let here = tokens.get(at).map_or(0, |token| token.start);
    let words =
        || around.iter().filter(|token| token.start != here && !token.is(BREAK | MASK | DIGIT) && token.length > 1);
    let upper = tokens.get(at).is_some_and(|token| token.is(UPPER));
    let plain = |token: &Token| !token.of(lexicon::FUNCTION);
    if upper {
        return words().all(|token| token.is(UPPER));
    }
    words().all(|token| token.is(CAPITAL) || !plain(token)) && words().filter(|token| plain(token)).count() > 1
}

/// Words that stand in small letters somewhere in the text, of those that may be names in a heading.
fn ordinary_words(tokens: &[Token], found: &Found) -> HashSet<u64> {
    let titles = found.titles.iter();
    let others = found.givens.iter().map(|(_, sighting)| sighting);
    let frames = found.frames.iter().map(|(_, sighting, _)| sighting);
    let doubtful = titles.chain(others).chain(frames).filter(|sighting| sighting.doubtful);
    let words: HashSet<u64> = doubtful.flat_map(|sighting| sighting.words).collect();
    if words.is_empty() {
        return words;
    }
    let small = tokens.iter().filter(|token| !token.is(CAPITAL | BREAK | MASK | DIGIT));
    small.map(|token| token.hash).filter(|hash| words.contains(hash)).collect()
}
