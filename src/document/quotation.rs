//! The words that open and close a quoted text: BEGIN TEXT and END TEXT, QUOTE and UNQUOTE. Two look for them.
//!
//! Lines ([`of_line`]) part telegrams from one another, so they must be sure: nothing but blanks stands in front, and no word
//! between BEGIN and its noun or behind it. Behind what closes a quotation the sender of a quoted telegram may stand.
//!
//! Blocks (`body::block`) only say which paragraphs of a telegram are its own: they begin in mid-line, too, have more nouns,
//! and other words around them (`Begin unofficial translation`).

use crate::text::word;

/// Who looks for a noun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seeker {
    /// Both: a text of that name may hold a banner line.
    Both,
    /// Lines alone.
    Line,
    /// Blocks alone.
    Block,
}

/// The nouns behind BEGIN and END. Where a name has two the first of these counts.
const NOUNS: [(&str, Seeker); 19] = [
    ("text", Seeker::Both),
    ("summary", Seeker::Block),
    ("comment", Seeker::Block),
    ("quote", Seeker::Both),
    ("translation", Seeker::Block),
    ("non-paper", Seeker::Block),
    ("nonpaper", Seeker::Block),
    ("points", Seeker::Block),
    ("note", Seeker::Block),
    ("letter", Seeker::Block),
    ("statement", Seeker::Block),
    ("message", Seeker::Both),
    ("excerpt", Seeker::Block),
    ("memo", Seeker::Block),
    ("speech", Seeker::Block),
    ("list", Seeker::Block),
    ("report", Seeker::Block),
    ("cable", Seeker::Line),
    ("telegram", Seeker::Line),
];

/// What opens a quotation without a noun.
pub(super) const QUOTE: [&str; 2] = ["QUOTE", "QTE"];

/// What closes one without a noun.
pub(super) const UNQUOTE: [&str; 2] = ["UNQUOTE", "UNQTE"];

/// The nouns of blocks.
pub(super) fn nouns_of_blocks() -> impl Iterator<Item = &'static str> {
    NOUNS.into_iter().filter(|(_, seeker)| *seeker != Seeker::Line).map(|(noun, _)| noun)
}

fn nouns_of_lines() -> impl Iterator<Item = &'static str> {
    NOUNS.into_iter().filter(|(_, seeker)| *seeker != Seeker::Block).map(|(noun, _)| noun)
}

/// What a line does that is an edge of a quoted text.
pub(super) enum Edge {
    Opens,
    Closes,
}

/// Reads a line from its first letter on, and most lines no further.
pub(super) fn of_line(line: &str) -> Option<Edge> {
    match line.as_bytes().first()? {
        b'B' | b'Q' => opens(line).then_some(Edge::Opens),
        b'E' | b'U' => closes(line).then_some(Edge::Closes),
        _ => None,
    }
}

fn opens(line: &str) -> bool {
    let words = line.trim_end_matches(|sign: char| sign.is_whitespace() || matches!(sign, ':' | '.'));
    let begun = behind(words, "BEGIN ");
    let quoted = |word| behind(line, word).and_then(|rest| rest.strip_prefix(':')).is_some_and(ends_word);
    begun.is_some_and(|name| nouns_of_lines().any(|noun| name.eq_ignore_ascii_case(noun)))
        || QUOTE.iter().any(|word| words.eq_ignore_ascii_case(word) || quoted(word))
}

fn closes(line: &str) -> bool {
    let closed = |rest, word| behind(rest, word).is_some_and(ends_word);
    behind(line, "END ")
        .is_some_and(|name| closed(name, "of text") || nouns_of_lines().any(|noun| closed(name, noun)))
        || UNQUOTE.iter().any(|word| closed(line, word))
}

/// What stands behind the words with which a line begins.
fn behind<'l>(line: &'l str, front: &str) -> Option<&'l str> {
    word::begins(line, front).then(|| line.get(front.len()..)).flatten()
}

/// No word goes on here.
fn ends_word(rest: &str) -> bool {
    !rest.starts_with(word::is_of_word)
}
