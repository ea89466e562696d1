//! What stands beside a place: bounded windows that do not count line ends, so that the same text with
//! other line ends is looked at equally far.

use std::borrow::Cow;

use crate::span::Span;
use crate::text::{Text, reach};

/// What stands beside a stretch of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// The line starts or ends here, but for blanks.
    Line,
    /// Two blanks or more, or a tab: another column.
    Gap,
    /// One blank.
    Blank,
    /// Something touches it.
    Glued,
}

/// Up to `reach` bytes before a place, line ends not counted.
pub(super) fn before(text: &Text, at: usize, reach: usize) -> &str {
    reach::before(text.as_str(), at, reach)
}

/// Up to `reach` bytes behind a place, line ends not counted.
pub(super) fn behind(text: &Text, at: usize, reach: usize) -> &str {
    reach::behind(text.as_str(), at, reach)
}

/// What stands in front of a place.
pub(super) fn edge_before(text: &Text, at: usize) -> Edge {
    let front = text.as_str().get(..at).unwrap_or_default();
    edge(front.chars().rev())
}

/// What stands behind a place.
pub(super) fn edge_behind(text: &Text, at: usize) -> Edge {
    let behind = text.as_str().get(at..).unwrap_or_default();
    if ends_with_backslash(behind) { Edge::Line } else { edge(behind.chars()) }
}

/// The text with blanks in place of such backslashes, for patterns that read over line ends; every place stays.
pub(super) fn without_backslashes(text: &str) -> Cow<'_, str> {
    let ends_line = |at: &usize| text.get(*at..).is_some_and(ends_with_backslash);
    let mut places = memchr::memchr_iter(b'\\', text.as_bytes()).filter(ends_line).peekable();
    if places.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for at in places {
        plain.push_str(text.get(plain.len()..at).unwrap_or_default());
        plain.push(' ');
    }
    plain.push_str(text.get(plain.len()..).unwrap_or_default());
    Cow::Owned(plain)
}

/// The line ends in the backslash that saved web pages have there (seen in published copies of telegrams).
fn ends_with_backslash(behind: &str) -> bool {
    let blanks = [' ', '\t'];
    let rest =
        behind.trim_start_matches(blanks).strip_prefix('\\').map(|rest| rest.trim_start_matches(blanks));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']))
}

/// Blanks from a place on: how far one looks for the end of the line.
const FARTHEST: usize = 400;

fn edge(letters: impl Iterator<Item = char>) -> Edge {
    let mut blanks = 0;
    let mut tab = false;
    for letter in letters.take(FARTHEST) {
        match letter {
            '\n' | '\r' | '\u{c}' => return Edge::Line,
            '\t' => tab = true,
            _ if letter.is_whitespace() => {}
            _ => return edge_of(blanks, tab),
        }
        blanks += 1;
    }
    if blanks < FARTHEST { Edge::Line } else { Edge::Gap }
}

const fn edge_of(blanks: usize, tab: bool) -> Edge {
    match blanks {
        _ if tab => Edge::Gap,
        0 => Edge::Glued,
        1 => Edge::Blank,
        _ => Edge::Gap,
    }
}

/// How many lines end in a stretch of text.
pub(super) fn line_ends(text: &str) -> usize {
    text.replace("\r\n", "\n").bytes().filter(|byte| reach::is_line_end(*byte)).count()
}

/// One of some words stands anywhere: asked before a pattern is run, so that a text without costs nothing.
pub(super) fn holds(text: &Text, words: &[&str]) -> bool {
    leads(text, words, |_| true)
}

/// Behind one of some words stands what `follows` asks for: the same, where the word alone stands in many texts.
pub(super) fn leads(text: &Text, words: &[&str], follows: fn(&str) -> bool) -> bool {
    let content = text.as_str();
    let leads = |word: &str| {
        let mut places = memchr::memmem::find_iter(content.as_bytes(), word);
        places.any(|at| follows(content.get(at + word.len()..).unwrap_or_default()))
    };
    words.iter().any(|word| text.may_hold(word) && leads(word))
}

/// Where some words of small letters stand in a text, whatever its case; in order.
pub(super) fn places(text: &Text, words: &[&str]) -> Vec<Span> {
    let mut held = words.iter().filter(|word| text.may_hold(word)).peekable();
    if held.peek().is_none() {
        return Vec::new();
    }
    let small = text.as_str().to_ascii_lowercase();
    let of = |word: &&str| {
        let length = word.len();
        memchr::memmem::find_iter(small.as_bytes(), *word)
            .map(move |at| Span::new(at, at + length))
            .collect::<Vec<_>>()
    };
    let mut places: Vec<Span> = held.flat_map(of).collect();
    places.sort_unstable_by_key(|place| place.start);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: &str) -> Text {
        Text::decode(content.as_bytes().to_vec())
    }

    #[test]
    fn a_word_is_found_in_any_case() {
        let text = text("Exempt, éREMOVED exem EXEMPT");
        let starts: Vec<_> = places(&text, &["exempt", "removed"]).iter().map(|place| place.start).collect();
        assert_eq!(starts, [0, 10, 23]);
        assert_eq!(places(&text, &["denied"]), []);
    }

    #[test]
    fn an_edge_is_a_column_from_two_blanks_on() {
        let text = text("a  b c\n  d");
        assert_eq!(edge_behind(&text, 1), Edge::Gap);
        assert_eq!(edge_behind(&text, 4), Edge::Blank);
        assert_eq!(edge_behind(&text, 6), Edge::Line);
        for line_end in ["B6 \\\nText", "B6\\ \r\nText", "B6  \\"] {
            assert_eq!(edge_behind(&self::text(line_end), 2), Edge::Line, "{line_end:?}");
        }
        assert_eq!(edge_behind(&self::text("B6 \\ and"), 2), Edge::Blank);
        assert_eq!(without_backslashes("By MW \\\nDate \\ x \\ "), "By MW  \nDate \\ x   ");
        assert_eq!(edge_before(&text, 9), Edge::Line);
        assert_eq!(edge_before(&text, 1), Edge::Glued);
    }
}
