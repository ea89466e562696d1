//! Redactions that may hide a name, with the words around each.

use std::collections::{HashMap, HashSet};

use super::lexicon;
use super::phrase::Phrase;
use super::token::{BREAK, CAPITAL, COMMA, DIGIT, MASK, Token, UPPER, join};
use crate::redaction::{Redaction, RedactionKind};
use crate::span::Span;
use crate::text::Text;

/// Words that are compared on each side of a redaction.
const REACH: usize = 8;
/// Words on each side that make a passage.
pub(super) const PASSAGE: usize = 4;
/// Redactions that are compared where the words next to them are the same.
const CANDIDATES: usize = 16;

/// A redaction and the words around it. Redactions in a row are one.
#[derive(Clone, Debug)]
pub(super) struct Mask {
    /// The redaction's mark.
    pub(super) span: Span,
    /// The document, or the file, it stands in.
    pub(super) scope: usize,
    /// It may hide a name; otherwise it hides lines or pages.
    pub(super) names: bool,
    /// The title in front and the title behind.
    pub(super) titles: [Option<Phrase>; 2],
    /// A given name in front that was left standing.
    pub(super) given: Option<u64>,
    /// The word behind.
    pub(super) next: u64,
    /// Letters of a mask that may have kept the length.
    pub(super) length: usize,
    /// Its codes.
    pub(super) codes: Vec<String>,
    pub(super) window: Window,
}

/// The words around a redaction, the nearest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Window {
    left: Vec<(u64, bool)>,
    right: Vec<(u64, bool)>,
}

/// How far the words around a place agree with those around a redaction.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Agreement {
    pub(super) left: usize,
    pub(super) right: usize,
    /// Words that say something of their own.
    pub(super) content: usize,
}

/// The redactions of a text with the words around them. `scope` says in which document one stands.
pub(super) fn masks(
    text: &Text,
    redactions: &[Redaction],
    tokens: &[Token],
    scope: &dyn Fn(usize) -> usize,
) -> Vec<Mask> {
    let mut masks = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is(MASK)) {
        let follows = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.is(MASK));
        let redaction = usize::try_from(token.hash).ok().and_then(|index| redactions.get(index));
        let Some(redaction) = redaction.filter(|_| !follows) else { continue };
        let behind = tokens.iter().skip(at).take_while(|token| token.is(MASK)).count() + at;
        let names = hides_name(text, redaction);
        masks.push(Mask {
            span: redaction.span,
            scope: scope(redaction.span.start),
            names,
            titles: if names { titles(tokens, at, behind) } else { [None, None] },
            given: given(tokens, at).filter(|_| names),
            next: tokens.get(behind).map_or(0, |token| token.hash),
            length: if redaction.kind == RedactionKind::Mask && behind == at + 1 { redaction.length } else { 0 },
            codes: redaction.codes.clone(),
            window: Window::around(tokens, at, behind),
        });
    }
    masks
}

/// A given name between title and redaction belongs to the name.
fn titles(tokens: &[Token], at: usize, behind: usize) -> [Option<Phrase>; 2] {
    let before = Phrase::before(tokens, at).or_else(|| {
        let given = at.checked_sub(1).filter(|_| given(tokens, at).is_some())?;
        Phrase::before(tokens, given)
    });
    [before, Phrase::behind(tokens, behind)]
}

/// The word in front, where it is written as a name.
fn given(tokens: &[Token], at: usize) -> Option<u64> {
    let before = tokens.get(at.checked_sub(1)?)?;
    let glued = tokens.get(at).is_some_and(|mask| !mask.is(COMMA));
    let name = before.is(CAPITAL) && !before.is(UPPER | DIGIT | BREAK) && before.class == 0 && before.length > 2;
    (name && glued).then_some(before.hash)
}

/// Lines, pages and places are not names.
fn hides_name(text: &Text, redaction: &Redaction) -> bool {
    if redaction.kind != RedactionKind::Bracket {
        return redaction.kind != RedactionKind::Page;
    }
    let said = text.slice(redaction.span).to_lowercase();
    let other = ["line", "page", "paragraph", "text", "remainder", "number", "place", "restriction", "title"];
    said.contains("name") || !other.iter().any(|word| said.contains(word))
}

impl Window {
    fn around(tokens: &[Token], at: usize, behind: usize) -> Self {
        let word = |token: &Token| (token.hash, token.is_content());
        let stands = |token: &&Token| !token.is(MASK);
        let front = tokens.get(..at).unwrap_or_default();
        let back = tokens.get(behind..).unwrap_or_default();
        Self {
            left: front.iter().rev().take(REACH).take_while(stands).map(word).collect(),
            right: back.iter().take(REACH).take_while(stands).map(word).collect(),
        }
    }

    /// Compares it with the words around the tokens `from..to`.
    pub(super) fn agreement(&self, tokens: &[Token], from: usize, to: usize) -> Agreement {
        let front = tokens.get(..from).unwrap_or_default();
        let back = tokens.get(to..).unwrap_or_default();
        let equal = |(word, token): &(&(u64, bool), &Token)| word.0 == token.hash && !token.is(MASK);
        let left = self.left.iter().zip(front.iter().rev()).take_while(equal).count();
        let right = self.right.iter().zip(back).take_while(equal).count();
        let words = self.left.iter().take(left).chain(self.right.iter().take(right));
        Agreement { left, right, content: words.filter(|word| word.1).count() }
    }

    fn left(&self, words: usize) -> Option<u64> {
        let near = self.left.get(..words)?;
        near.iter().map(|word| word.0).reduce(join)
    }

    fn right(&self, words: usize) -> Option<u64> {
        let near = self.right.get(..words)?;
        near.iter().map(|word| word.0).reduce(join)
    }

    /// The passage around it, for redactions that stand in the same one.
    pub(super) fn passage(&self) -> Option<u64> {
        let words = self.left.iter().take(PASSAGE).chain(self.right.iter().take(PASSAGE));
        let content = words.filter(|word| word.1).count();
        let passage = join(self.left(PASSAGE)?, self.right(PASSAGE)?);
        (content >= PASSAGE).then_some(passage)
    }
}

/// What to look for in clear: everything that stands around some redaction.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    pub(super) masks: Vec<Mask>,
    pub(super) heads: HashSet<u64>,
    pub(super) givens: HashSet<u64>,
    /// The word in front of a redaction.
    pub(super) lefts: HashSet<u64>,
    /// Two words on one side and one on the other, with the redactions between them.
    anchors: HashMap<u64, Vec<usize>>,
    /// Four words in front of a redaction.
    passages: HashMap<u64, Vec<usize>>,
}

impl Wanted {
    pub(super) fn add(&mut self, masks: Vec<Mask>) {
        for mask in masks {
            let index = self.masks.len();
            self.heads.extend(mask.titles.iter().flatten().map(|phrase| phrase.head));
            self.givens.extend(mask.given);
            let window = &mask.window;
            if mask.names {
                self.lefts.extend(window.left(1));
                for anchor in [anchor(window.left(2), window.right(1)), anchor(window.left(1), window.right(2))] {
                    note(&mut self.anchors, anchor, index);
                }
            }
            if window.right(PASSAGE).is_some() {
                note(&mut self.passages, window.left(PASSAGE), index);
            }
            self.masks.push(mask);
        }
    }

    /// The redactions that stand between the same words as the tokens `from..to`.
    pub(super) fn between(&self, tokens: &[Token], from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let left = |words| before(tokens, from, words);
        let right = |words| behind(tokens, to, words);
        let anchors = [anchor(left(2), right(1)), anchor(left(1), right(2))];
        anchors.into_iter().flatten().filter_map(|anchor| self.anchors.get(&anchor)).flatten().copied()
    }

    /// The redactions in front of which the same four words stand as in front of token `from`.
    pub(super) fn after(&self, tokens: &[Token], from: usize) -> &[usize] {
        let left = before(tokens, from, PASSAGE);
        left.and_then(|left| self.passages.get(&left)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has_passages(&self) -> bool {
        !self.passages.is_empty()
    }
}

fn note(map: &mut HashMap<u64, Vec<usize>>, key: Option<u64>, index: usize) {
    let Some(key) = key else { return };
    let list = map.entry(key).or_default();
    if list.len() < CANDIDATES {
        list.push(index);
    }
}

fn anchor(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    Some(join(left?.rotate_left(7), right?))
}

fn before(tokens: &[Token], at: usize, words: usize) -> Option<u64> {
    let near = tokens.get(at.checked_sub(words)?..at)?;
    near.iter().rev().map(|token| token.hash).reduce(join)
}

fn behind(tokens: &[Token], at: usize, words: usize) -> Option<u64> {
    let near = tokens.get(at..at + words)?;
    near.iter().map(|token| token.hash).reduce(join)
}

/// True for a word that may be part of a name. `heading` where capitals mean nothing.
pub(super) fn is_name(text: &Text, token: &Token, heading: bool) -> bool {
    let written = token.is(CAPITAL) && !token.is(DIGIT | BREAK | MASK) && token.length > 1;
    if !written || token.of(lexicon::NO_NAME) {
        return false;
    }
    let acronym = token.is(UPPER) && !heading && token.length < 4;
    !acronym && !(heading && (token.length < 3 || lexicon::has_ordinary_ending(text.slice(token.span()))))
}
