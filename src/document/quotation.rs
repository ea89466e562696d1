//! The words that open and close a quoted text: BEGIN TEXT and END TEXT, QUOTE and UNQUOTE. Two look for them.
//!
//! Lines ([`of_line`]) part telegrams from one another, so they must be sure: nothing but blanks and a frame stands in front
//! (`-- BEGIN TEXT --`), and no word between BEGIN and its noun or behind it. Behind what closes a quotation the sender of a
//! quoted telegram may stand.
//!
//! Blocks (`body::block`) only say which paragraphs of a telegram are its own: they begin in mid-line, too, have more nouns,
//! and other words around them (`Begin unofficial translation`).

use crate::text::word;

/// What a line says that it opens or closes: what is opened as one sort is closed as that sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// A text, or a quotation without a name: the words for these stand for one another (BEGIN TEXT, UNQUOTE).
    Text,
    /// A telegram. END OF MESSAGE is also the last line of the one that quotes, and must not close a text of it.
    Telegram,
    Letter,
    Note,
    Paper,
    Statement,
}

/// Who looks for a noun.
enum Seeker {
    /// Both lines and blocks: a text of that name may have a class line.
    Both(Sort),
    /// Lines alone, since blocks know the noun by another or prose has the words (`at the end of the cable`).
    Line(Sort),
    /// Blocks alone.
    Block,
}

/// The nouns behind BEGIN and END. Where a name has two the first of these counts.
const NOUNS: [(&str, Seeker); 20] = [
    ("text", Seeker::Both(Sort::Text)),
    ("summary", Seeker::Block),
    ("comment", Seeker::Block),
    ("quote", Seeker::Both(Sort::Text)),
    ("translation", Seeker::Block),
    ("non-paper", Seeker::Both(Sort::Paper)),
    ("nonpaper", Seeker::Both(Sort::Paper)),
    ("points", Seeker::Block),
    ("note", Seeker::Block),
    ("diplomatic note", Seeker::Line(Sort::Note)),
    ("letter", Seeker::Both(Sort::Letter)),
    ("statement", Seeker::Both(Sort::Statement)),
    ("message", Seeker::Both(Sort::Telegram)),
    ("excerpt", Seeker::Block),
    ("memo", Seeker::Block),
    ("speech", Seeker::Block),
    ("list", Seeker::Block),
    ("report", Seeker::Block),
    ("cable", Seeker::Line(Sort::Telegram)),
    ("telegram", Seeker::Line(Sort::Telegram)),
];

/// What opens a quotation without a noun.
pub(super) const QUOTE: [&str; 2] = ["QUOTE", "QTE"];

/// What closes one without a noun.
pub(super) const UNQUOTE: [&str; 2] = ["UNQUOTE", "UNQTE"];

/// The nouns of blocks.
pub(super) fn nouns_of_blocks() -> impl Iterator<Item = &'static str> {
    NOUNS.iter().filter(|(_, seeker)| !matches!(seeker, Seeker::Line(_))).map(|(noun, _)| *noun)
}

/// The sort of the noun of a line that is the one.
fn sort_of_line(is_noun: impl Fn(&str) -> bool) -> Option<Sort> {
    NOUNS.iter().find_map(|(noun, seeker)| match seeker {
        Seeker::Both(sort) | Seeker::Line(sort) => is_noun(noun).then_some(*sort),
        Seeker::Block => None,
    })
}

/// What a line does that is an edge of a quoted text.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    Opens(Sort),
    Closes(Sort),
}

/// Reads a line from its first letter on, and most lines no further.
pub(super) fn of_line(line: &str) -> Option<Edge> {
    match line.as_bytes().first()? {
        b'B' | b'Q' => opens(line).map(Edge::Opens),
        b'E' | b'U' => closes(line).map(Edge::Closes),
        _ => None,
    }
}

/// The same of a line that begins with a sign of a frame.
pub(super) fn of_framed_line(line: &str) -> Option<Edge> {
    of_line(line.trim_start_matches(|sign| sign == ' ' || is_of_frame(sign)))
}

/// `(BEGIN TEXT)`, `[BEGIN TEXT]`, `-- BEGIN TEXT --`.
const fn is_of_frame(sign: char) -> bool {
    matches!(sign, '(' | ')' | '[' | ']' | '-')
}

fn opens(line: &str) -> Option<Sort> {
    let is_end = |sign: char| sign.is_whitespace() || is_of_frame(sign) || matches!(sign, ':' | '.');
    let words = line.trim_end_matches(is_end);
    if let Some(name) = behind(words, "BEGIN ") {
        return sort_of_line(|noun| name.eq_ignore_ascii_case(noun));
    }
    let is_quote = |word: &str| {
        let rest = behind(line, word).and_then(|rest| rest.strip_prefix(':'));
        words.eq_ignore_ascii_case(word) || rest.is_some_and(ends_word)
    };
    QUOTE.iter().any(|word| is_quote(word)).then_some(Sort::Text)
}

fn closes(line: &str) -> Option<Sort> {
    if let Some(name) = behind(line, "END ") {
        let name = behind(name, "OF ").unwrap_or(name);
        return sort_of_line(|noun| behind(name, noun).is_some_and(ends_word));
    }
    let closed = |word: &str| behind(line, word).is_some_and(ends_word);
    UNQUOTE.iter().any(|word| closed(word)).then_some(Sort::Text)
}

/// What stands behind the words with which a line begins.
fn behind<'l>(line: &'l str, front: &str) -> Option<&'l str> {
    word::begins(line, front).then(|| line.get(front.len()..)).flatten()
}

/// No word goes on here.
fn ends_word(rest: &str) -> bool {
    !rest.starts_with(word::is_of_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_are_sure_open_and_close_a_quotation() {
        let opens = |line| matches!(of_framed_line(line), Some(Edge::Opens(_)));
        assert!(["BEGIN TEXT", "-- Begin letter: --", "(QUOTE)", "QTE: DEAR SIR"].into_iter().all(opens));
        for line in
            ["BEGIN TEXT MESSAGES", "BEGIN SUMMARY", "BEGIN TALKS", "QUOTES", "QUOTE DEAR SIR", "- BEGIN"]
        {
            assert!(of_framed_line(line).is_none(), "{line}");
        }
        let closes = |line| matches!(of_framed_line(line), Some(Edge::Closes(_)));
        assert!(
            ["END OF TEXT", "[End non-paper.]", "UNQUOTE KISSINGER", "END TEXT -- LEE"]
                .into_iter()
                .all(closes)
        );
        for line in ["END TEXTS", "END COMMENT", "END OF THE YEAR", "UNQUOTED", "ENDED", "END"] {
            assert!(of_framed_line(line).is_none(), "{line}");
        }
    }
}
