//! What stands around a place, as far as a recogniser looks. The distance does not count line ends, so that
//! the same text with other line ends is looked at equally far.

use crate::span::Span;
use crate::text::Text;

pub(super) use crate::text::reach::{before, behind};

/// The part of its line in front of a place, and the part behind it, each at most `reach` bytes.
pub(super) fn on_line(text: &Text, place: Span, reach: usize) -> (&str, &str) {
    let front = before(text.as_str(), place.start, reach);
    let front = front.rsplit(['\n', '\r']).next().unwrap_or_default();
    let behind = behind(text.as_str(), place.end, reach);
    let behind = behind.split(['\n', '\r']).next().unwrap_or_default();
    (front, behind)
}

/// The last word of a front part, without the marks around it; empty where there is none.
pub(super) fn last_word(front: &str) -> &str {
    front.split_whitespace().next_back().unwrap_or_default()
}

/// The first word of a part behind.
pub(super) fn first_word(behind: &str) -> &str {
    behind.split_whitespace().next().unwrap_or_default()
}

/// The letters that end a front part, up to its end.
pub(super) fn ending_letters(front: &str) -> &str {
    let rest = front.trim_end_matches(char::is_alphabetic);
    front.get(rest.len()..).unwrap_or_default()
}

/// The letters that begin a part behind.
pub(super) fn beginning_letters(behind: &str) -> &str {
    let rest = behind.trim_start_matches(char::is_alphabetic);
    behind.get(..behind.len() - rest.len()).unwrap_or_default()
}

/// True where `word`, without the signs at its ends, is one of `list`, which is in small letters.
pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    list.iter().any(|one| one.eq_ignore_ascii_case(bare))
}
