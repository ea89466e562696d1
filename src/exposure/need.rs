//! Which words a text must hold to show what a redaction hides: a clue is made of the words beside a redaction, and
//! nearly every text of a run lacks one of them. Such a text need not be taken apart.
//!
//! The answer is no wrong no, but where a stamp ends within a word and the rest of it counts as a word, and where
//! thousands of letters stand between words that belong together, as no passage and no stamp has.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use memchr::memmem;

use super::clue::{NEAREST, Sort};
use super::mask::Mask;
use super::title::{self, Title};
use super::token::{Token, Words};
use super::{lexicon, written};
use crate::text::Text;
use crate::text::reach::floor_boundary;

/// Words that a text must hold all of, in any order; small letters, the longest first, which most texts lack.
pub(super) type Need = Vec<Box<str>>;

/// Of more needs some word or other stands in every text, and looking for all of them costs more than it spares.
const MOST: usize = 200;

/// Bytes of the longest text that they are looked for in: a longer one holds nearly all groups of letters.
const LONGEST: usize = 1 << 16;

/// How far from the first word of a need the others may stand, in bytes, one between two words: a passage of 60 words
/// with the words on both sides has a quarter of it.
const NEAR: usize = 2_048;

/// What a text must hold to show anything that is hidden: all words of one of the needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs(BTreeSet<Need>);

impl Needs {
    pub(super) fn add(&mut self, needs: impl IntoIterator<Item = Need>) {
        for need in needs {
            if self.0.len() <= MOST {
                self.0.insert(need);
            }
        }
    }

    /// False where nothing in a text answers to a clue that another text has.
    pub(super) fn may_stand(&self, text: &Text) -> bool {
        if self.0.len() > MOST || text.as_str().len() > LONGEST {
            return true;
        }
        let odd = written::odd_words(text.as_str());
        let (small, folded) = (OnceCell::new(), OnceCell::new());
        let small = || small.get_or_init(|| text.as_str().to_ascii_lowercase()).as_str();
        let folded = || folded.get_or_init(|| with_gaps_folded(small())).as_str();
        let stands_odd = |word: &str| !odd.is_empty() && stands(&odd, word);
        // Of a word of a few letters the groups of a text tell nothing.
        let grouped = |need: &&Need| need.iter().all(|word| text.may_hold(word) || stands_odd(word));
        let held = |need: &&Need| need.iter().all(|word| stands(small(), word) || stands_odd(word));
        // Where odd words stand is not looked at.
        let near = |need: &Need| need.iter().any(|word| stands_odd(word)) || stand_together(folded(), need);
        self.0.iter().filter(grouped).filter(held).any(near)
    }
}

/// All words of a need stand near the first. Places of the first that are near each other share one look.
fn stand_together(small: &str, need: &Need) -> bool {
    let Some((first, others)) = need.split_first() else { return true };
    let mut seen = 0;
    let mut unseen = places(small, first).filter(|&at| {
        let unseen = at >= seen;
        seen = if unseen { at + NEAR } else { seen };
        unseen
    });
    unseen.any(|at| {
        let (start, end) = (at.saturating_sub(NEAR), at + 2 * NEAR + first.len());
        let near = small.get(floor_boundary(small, start)..floor_boundary(small, end)).unwrap_or_default();
        others.iter().all(|word| stands(near, word))
    })
}

/// A text with one blank for all that stands between two words.
fn with_gaps_folded(small: &str) -> String {
    let mut folded = String::with_capacity(small.len());
    for word in small.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
        folded.push_str(word);
        folded.push(' ');
    }
    folded
}

/// A word stands in a text of small letters.
fn stands(small: &str, word: &str) -> bool {
    places(small, word).next().is_some()
}

/// Where a word stands in a text of small letters, and is not part of another. Masks and numbers may touch it, since
/// what is cut out of a text does not always leave a blank.
fn places(small: &str, word: &str) -> impl Iterator<Item = usize> {
    let own = word.as_bytes();
    memmem::find_iter(small.as_bytes(), own).filter(move |at| {
        let (front, rest) = small.as_bytes().split_at_checked(*at).unwrap_or_default();
        let touching = [front.last().zip(own.first()), rest.get(own.len()).zip(own.last())];
        !touching.into_iter().flatten().any(|(sign, own)| goes_on(*sign, *own))
    })
}

/// A sign that touches one of a word belongs to the word: a letter to a letter, if it is of no mask, a digit to a digit.
const fn goes_on(sign: u8, own: u8) -> bool {
    sign.is_ascii_alphabetic() && sign != b'x' && own.is_ascii_alphabetic()
        || sign.is_ascii_digit() && own.is_ascii_digit()
}

/// What a text needs to answer to the clues of these redactions that count for other texts; `words` are those of
/// the text of the redactions.
pub(super) fn read(text: &Text, words: &Words, masks: &[Mask]) -> Vec<Need> {
    let of_mask = |mask: &Mask| {
        let asks = |sorts: &[Sort]| mask.clues.iter().any(|clue| clue.wide && sorts.contains(&clue.sort));
        let titles = Title::all(words, mask.at, mask.at + 1).filter(|_| asks(&[Sort::Title]));
        let around = asks(&[Sort::Frame, Sort::Passage]).then(|| of_neighbours(text, words, mask.at));
        let titles = titles.filter(|title| title.singular).map(|title| of_title(text, words, &title));
        titles.chain(around).collect::<Vec<_>>()
    };
    masks.iter().flat_map(of_mask).collect()
}

/// The words of a title; only those count that every spelling of it has.
fn of_title(text: &Text, words: &Words, title: &Title) -> Need {
    let said = |token: &&Token| !token.of(lexicon::CIVIL | lexicon::FUNCTION) && !title::is_spelt_out(token);
    need(text, words.run(title.from, title.to).iter().filter(said))
}

/// The words that stand nearest to token `at`.
fn of_neighbours(text: &Text, words: &Words, at: usize) -> Need {
    let front = words.run(at.saturating_sub(NEAREST), at);
    need(text, front.iter().chain(words.run(at + 1, at + 1 + NEAREST)))
}

fn need<'w>(text: &Text, tokens: impl Iterator<Item = &'w Token>) -> Need {
    let mut need: Need = tokens.filter_map(|token| word(text, token)).collect();
    need.sort_by_key(|word| Reverse(word.len()));
    need
}

/// A word as it must stand elsewhere, in small letters. `None` where it may be written with other letters: with
/// an apostrophe, or short for another.
fn word(text: &Text, token: &Token) -> Option<Box<str>> {
    let written = text.slice(token.span());
    let plain = token.is_word() && written.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && !lexicon::has_short_form(token.hash)).then(|| written.to_ascii_lowercase().into())
}
