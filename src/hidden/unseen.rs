//! Characters that take no room, and controls that turn the direction of text.
//!
//! What a language or a picture needs is left alone: joiners in Arabic, Persian and Indian words and between
//! pictographs, breaks in Thai and Khmer, controls of direction on a line with letters that run from right to
//! left, one soft hyphen between two letters or at the end of a line, one variant selector behind a sign. A
//! single character on a line of its own, as web pages leave it, hides nothing and divides nothing.

use super::{Hidden, HiddenKind, has_words};
use crate::span::Span;

/// What an unseen character is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Joins letters or pictographs, or keeps them apart.
    Joiner,
    /// Allows a line to break.
    Break,
    /// Chooses a variant of the sign in front.
    Selector,
    /// Chooses a variant of a Mongolian letter.
    Mongolian,
    /// Spells the name of a flag, letter by letter.
    Tag,
    /// Shows only where a line breaks.
    SoftHyphen,
    /// Nothing that a text of today needs.
    Nothing,
    /// Says or changes the direction of text; `true` where it turns even Latin letters round.
    Direction(bool),
}

const fn use_of(character: char) -> Option<Use> {
    Some(match character {
        '\u{200c}' | '\u{200d}' => Use::Joiner,
        '\u{200b}' => Use::Break,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Use::Selector,
        '\u{180b}'..='\u{180f}' => Use::Mongolian,
        '\u{e0000}'..='\u{e007f}' => Use::Tag,
        '\u{ad}' => Use::SoftHyphen,
        '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' => Use::Nothing,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => {
            Use::Direction(false)
        }
        '\u{202d}' | '\u{202e}' => Use::Direction(true),
        _ => return None,
    })
}

/// True for a character that takes no room or turns the direction of text.
pub(super) const fn is_unseen(character: char) -> bool {
    use_of(character).is_some()
}

/// A character that is not seen, with its neighbours.
struct Place {
    before: Option<char>,
    after: Option<char>,
    /// Tags that the flag in front may still have.
    tags: usize,
    /// Letters that run from right to left stand on the line.
    right_to_left: bool,
}

impl Place {
    /// The character does here what it is for.
    fn needs(&self, what: Use) -> bool {
        let before = |test: fn(char) -> bool| self.before.is_some_and(test);
        let after = |test: fn(char) -> bool| self.after.is_some_and(test);
        match what {
            Use::Joiner => before(|one| is_joining(one) || is_sign(one) || one == '\u{fe0f}'),
            Use::Break => before(is_unspaced) || after(is_unspaced),
            Use::Selector => before(|one| is_sign(one) || matches!(one, '0'..='9' | '#' | '*')),
            Use::Mongolian => before(|one| matches!(one, '\u{1800}'..='\u{18af}')),
            Use::Tag => self.tags > 0,
            Use::SoftHyphen => {
                before(char::is_alphabetic) && self.after.is_none_or(|one| one.is_alphabetic() || one == ' ')
            }
            Use::Direction(turns) => self.right_to_left && !turns,
            Use::Nothing => false,
        }
    }
}

/// The stretches of a line, which starts at `start`: characters without width word by word, controls of
/// direction from the first to the last.
pub(super) fn hidden(line: &str, start: usize) -> Vec<Hidden> {
    let mut alone = line.trim().chars();
    if alone.next().is_some_and(|one| use_of(one).is_some()) && alone.next().is_none() {
        return Vec::new();
    }
    let mut words: Vec<Hidden> = Vec::new();
    let mut turned: Option<Span> = None;
    let mut word = false; // the last of `words` belongs to this word
    for (span, character, what) in unneeded(line) {
        let Some(what) = what else {
            word &= !character.is_whitespace();
            continue;
        };
        if matches!(what, Use::Direction(_)) {
            turned = Some(turned.map_or(span, |turned| turned.cover(span)));
            continue;
        }
        let spells = what == Use::Tag; // letters in disguise
        match words.last_mut().filter(|_| word) {
            Some(last) => {
                last.span = last.span.cover(span);
                last.wordy |= spells;
            }
            None => words.push(Hidden { span, kind: HiddenKind::ZeroWidth, wordy: spells }),
        }
        word = true;
    }
    let turned = turned.map(|span| Hidden {
        span,
        kind: HiddenKind::Bidirectional,
        wordy: line.get(span.start..span.end).is_some_and(has_words),
    });
    let found = words.into_iter().chain(turned);
    found.map(|one| Hidden { span: one.span.shifted(start), ..one }).collect()
}

/// The characters of a line; with each that is not seen, and is not needed where it stands, its use.
fn unneeded(line: &str) -> impl Iterator<Item = (Span, char, Option<Use>)> {
    const FLAG: char = '\u{1f3f4}';
    /// Letters of the longest name of a flag, and the sign that ends it.
    const TAGS: usize = 7;
    let right_to_left = line.chars().any(is_right_to_left);
    let mut before = None;
    let mut tags = 0;
    let mut characters = line.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, character) = characters.next()?;
        let place = Place { before, after: characters.peek().map(|one| one.1), tags, right_to_left };
        let what = use_of(character).filter(|what| !place.needs(*what));
        tags = match use_of(character) {
            Some(Use::Tag) => tags.saturating_sub(1),
            _ if character == FLAG => TAGS,
            _ => 0,
        };
        before = Some(character);
        Some((Span::new(at, at + character.len_utf8()), character, what))
    })
}

/// A letter or vowel sign of a script that joins its letters: Arabic to Mongolian.
const fn is_joining(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// A letter of a script that puts no blanks between words: Thai, Lao, Burmese, Khmer.
const fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// A pictograph or sign, or an ideograph, that comes in variants.
fn is_sign(character: char) -> bool {
    match character {
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' => true,
        _ => character >= '\u{2100}' && use_of(character).is_none() && character < '\u{e0000}',
    }
}

const fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
