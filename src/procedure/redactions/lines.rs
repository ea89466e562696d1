//! Bounded looks at the text around a place.

use crate::span::Span;
use crate::text::Text;

/// How far, in bytes without line ends, a check looks from a mark: a long sentence, or some lines of text.
const REACH: usize = 600;

/// What stands on one side of a place, in its paragraph.
pub(super) struct Look<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// It reaches to the end of the paragraph on that side.
    pub(super) whole: bool,
}

/// The text before a place.
pub(super) fn before(text: &Text, at: usize) -> Look<'_> {
    let own = text.line_index(at);
    let mut from = start_of(text, own);
    let mut left = REACH;
    for index in (0..=own).rev() {
        let line = text.lines().get(index).copied().unwrap_or_default();
        let part = Span::new(line.start, line.end.min(at));
        if index < own && text.slice(part).trim().is_empty() {
            break;
        }
        if part.len() > left {
            from = boundary(text, part.end.saturating_sub(left));
            return Look { text: text.slice(Span::new(from, at)), whole: false };
        }
        left -= part.len();
        from = part.start;
    }
    Look { text: text.slice(Span::new(from, at)), whole: true }
}

/// The text behind a place.
pub(super) fn behind(text: &Text, at: usize) -> Look<'_> {
    let own = text.line_index(at);
    let mut to = at;
    let mut left = REACH;
    for (index, line) in text.lines().iter().enumerate().skip(own) {
        let part = Span::new(line.start.max(at), line.end.max(at));
        if index > own && text.slice(part).trim().is_empty() {
            break;
        }
        if part.len() > left {
            to = boundary(text, part.start.saturating_add(left));
            return Look { text: text.slice(Span::new(at, to)), whole: false };
        }
        left -= part.len();
        to = part.end;
    }
    Look { text: text.slice(Span::new(at, to)), whole: true }
}

fn start_of(text: &Text, line: usize) -> usize {
    text.lines().get(line).map_or(0, |line| line.start)
}

/// The place, or the next one that is on a character boundary.
fn boundary(text: &Text, at: usize) -> usize {
    let whole = text.as_str();
    (at..=whole.len()).find(|&place| whole.is_char_boundary(place)).unwrap_or(whole.len())
}

/// The line that holds a place, before and behind a mark; `None` where either side is longer than a line
/// that a person reads.
pub(super) fn line_around(text: &Text, mark: Span) -> Option<(&str, &str)> {
    let line = text.lines().get(text.line_index(mark.start)).copied()?;
    let front = Span::new(line.start, mark.start);
    let rest = Span::new(mark.end, line.end.max(mark.end));
    (front.len() <= REACH && rest.len() <= REACH).then(|| (text.slice(front), text.slice(rest)))
}

/// The facts of a list, sorted by place, that begin inside an extent.
pub(super) fn inside<T>(list: &[T], extent: Span, place: fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let from = list.partition_point(|one| place(one).start < extent.start);
    list.iter().skip(from).take_while(move |one| place(one).start < extent.end)
}

/// The words of a text that have at least two letters in a row.
pub(super) fn count_words(text: &str) -> usize {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    text.split(|letter: char| !letter.is_alphanumeric()).filter(is_word).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: &str) -> Text {
        Text::decode(content.as_bytes().to_vec())
    }

    #[test]
    fn a_look_ends_at_the_blank_line() {
        let content = "one\n\ntwo three\nfour\n \nfive";
        let read = text(content);
        let at = content.find("three").unwrap_or_default();
        assert_eq!(before(&read, at).text, "two ");
        assert_eq!(behind(&read, at).text, "three\nfour");
    }

    #[test]
    fn a_look_is_bounded() {
        let read = text(&"ä".repeat(2_000));
        let (front, rest) = (before(&read, 3_000), behind(&read, 0));
        assert!(front.text.len() <= REACH && !front.whole);
        assert!(rest.text.len() <= REACH && !rest.whole);
    }

    #[test]
    fn numbers_and_single_letters_are_no_words() {
        assert_eq!(count_words("The ferry B6 1.4(D) leaves at 8"), 4);
    }
}
