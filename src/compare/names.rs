//! Names: which hidden words tell something where they stand alone.

use std::sync::LazyLock;

use super::words::{Keys, Word, key, parts};
use crate::text::Text;

/// Words that are no names of persons: ordinary words, places, peoples, months, offices.
static ORDINARY: LazyLock<Keys> = LazyLock::new(|| include_str!("ordinary.txt").lines().map(key).collect());

/// What a word tells where it stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// Nothing: it is an ordinary word.
    Nothing,
    /// It may be a name of three letters, if it was hidden alone.
    Short,
    /// It looks like a name.
    Name,
    /// It is a number that is long enough to tell something.
    Number,
}

/// Letters of a name that tells something alone.
const NAME: usize = 4;
/// Digits of a number that tells something alone: a year has four.
const NUMBER: usize = 5;

/// What a word of a text tells.
pub(super) fn telling(text: &Text, word: &Word) -> Telling {
    let shown = text.slice(word.span);
    let digits = shown.chars().filter(char::is_ascii_digit).count();
    let letters = shown.chars().filter(|character| character.is_alphabetic()).count();
    if digits >= NUMBER || (digits >= NAME && letters > 0 && digits + letters > NUMBER) {
        return Telling::Number;
    }
    // Of `Vice-President` each part counts; a name that is broken over the line is one word.
    if word.joined && digits == 0 && !shown.contains(['\n', '\r']) && !is_ordinary(word.key) {
        let parts = parts(shown, word.span.start);
        let name = parts.iter().any(|part| telling(text, part) == Telling::Name);
        return if name { Telling::Name } else { Telling::Nothing };
    }
    if digits > 0 || !begins_large(shown) || is_ordinary(word.key) {
        return Telling::Nothing;
    }
    match letters {
        0..NAME if letters + 1 == NAME => Telling::Short,
        0..NAME => Telling::Nothing,
        _ => Telling::Name,
    }
}

/// The first letter is a capital.
pub(super) fn begins_large(shown: &str) -> bool {
    shown.chars().next().is_some_and(char::is_uppercase)
}

/// A name of two or three letters, as `Li` and `Kim`: too short to be looked for alone.
pub(super) fn is_short_name(text: &Text, word: &Word) -> bool {
    let shown = text.slice(word.span);
    let short = (NAME - 2..NAME).contains(&shown.chars().count());
    short && shown.chars().all(char::is_alphabetic) && begins_large(shown) && !is_ordinary(word.key)
}

/// Behind this word stands a surname.
pub(super) fn is_title(shown: &str) -> bool {
    const TITLES: [&str; 16] = [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mme",
        "dr",
        "prof",
        "gen",
        "col",
        "maj",
        "capt",
        "amb",
        "minister",
        "ambassador",
        "president",
        "director",
    ];
    TITLES.iter().any(|title| shown.eq_ignore_ascii_case(title))
}

/// The word has its capital in the middle of a sentence: what stands before it begins with a small letter,
/// or is a title.
pub(super) fn is_proper(text: &Text, word: &Word) -> bool {
    const REACH: usize = 64;
    let shown = text.slice(word.span);
    let mut from = word.span.start.saturating_sub(REACH);
    while !text.as_str().is_char_boundary(from) {
        from += 1;
    }
    let front = text.as_str().get(from..word.span.start).unwrap_or_default().trim_end();
    let before = front.rsplit(char::is_whitespace).next().unwrap_or_default();
    let small = before.starts_with(char::is_lowercase) && !before.ends_with(['.', '?', '!', ':', ';']);
    let mixed = shown.chars().skip(1).any(char::is_lowercase);
    mixed && begins_large(shown) && (small || is_title(before.trim_end_matches('.')))
}

/// The word of this key is no name of a person.
pub(super) fn is_ordinary(key: u64) -> bool {
    ORDINARY.contains(&key)
}

/// The same of a word as it stands.
pub(crate) fn is_ordinary_word(word: &str) -> bool {
    is_ordinary(key(word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::compare::words::words;

    fn told(content: &str) -> Vec<Telling> {
        let text = Text::decode(content.into());
        words(&text).iter().map(|word| telling(&text, word)).collect()
    }

    #[test]
    fn names_and_long_numbers_tell_something() {
        use Telling::{Name, Nothing, Number, Short};
        assert_eq!(told("the Deputy Minister Velkov"), [Nothing, Nothing, Nothing, Name]);
        assert_eq!(told("THE MINISTER VELKOV OF MOSCOW"), [Nothing, Nothing, Name, Nothing, Nothing]);
        assert_eq!(told("Kim Wu 2008 55512 C45117"), [Short, Nothing, Nothing, Number, Number]);
        assert_eq!(told("Vice-President al-Velkov Vel-\nkov"), [Nothing, Name, Name]);
    }
}
