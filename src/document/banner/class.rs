//! The class word at the front of a line.

use super::ClassWord;
use crate::register::{Level, Register};
use crate::span::Span;

/// The class word at the front, with its length in bytes: the longest word of the register that fits,
/// capitals or letter-spaced.
pub(in crate::document) fn class_word(
    text: &str,
    start: usize,
    register: &Register,
) -> Option<(ClassWord, usize)> {
    let mut best: Option<(&str, Level, usize, bool)> = None;
    for (word, level) in register.class_words.beginning(text.bytes().next()?) {
        if let Some((length, spaced)) = match_word(text, word)
            && best.is_none_or(|(_, _, longest, _)| length > longest)
        {
            best = Some((word, level, length, spaced));
        }
    }
    let (word, level, length, spaced) = best?;
    let span = Span::new(start, start + length);
    Some((ClassWord { span, word: word.to_owned(), level: Some(level), spaced }, length))
}

/// A word of so many letters that is letter-spaced may have lost two blanks: `CO N F I D E N T I A L`.
const LONG: usize = 6;
const LOST_BLANKS: usize = 2;

/// The bytes of the blank at the front, one that holds words together included: it letter-spaces as well as a plain one
/// and keeps word processors from breaking the line.
const fn blank(bytes: &[u8]) -> usize {
    match bytes {
        [b' ', ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        _ => 0,
    }
}

/// The bytes of all blanks at the front: two say no more than one (`TOP  SECRET`, `LIMITED  OFFICIAL  USE`).
fn gap(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let length @ 1.. = blank(bytes.get(at..).unwrap_or_default()) {
        at += length;
    }
    at
}

/// Matches `word` at the front of `text`, plain or with blanks between its letters, in any case; gives
/// the bytes taken and whether it was spaced.
pub(super) fn match_word(text: &str, word: &str) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let (mut at, mut blanks, mut letters, mut zeros) = (0, 0, 0, false);
    for letter in word.bytes() {
        if letter == b' ' {
            continue;
        }
        let gap = if letters > 0 { gap(bytes.get(at..).unwrap_or_default()) } else { 0 };
        at += gap;
        blanks += usize::from(gap > 0);
        let next = *bytes.get(at)?;
        let is_zero = letter == b'O' && next == b'0';
        if !next.eq_ignore_ascii_case(&letter) && !is_zero {
            return None;
        }
        zeros |= is_zero;
        at += 1;
        letters += 1;
    }
    let behind = text.get(at..)?;
    let spaced = blanks + 1 >= letters || letters >= LONG && blanks + LOST_BLANKS + 1 >= letters;
    let ends = !behind.starts_with(|next: char| next.is_ascii_alphanumeric())
        || spaced && behind.starts_with("SECTION ");
    if zeros && !spaced {
        return None;
    }
    let plausible = spaced || blanks <= word.matches(' ').count() + 1;
    (ends && plausible).then_some((at, spaced))
}
