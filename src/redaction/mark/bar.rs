//! Bars: block characters in a row, or underscores between words of a sentence.

use super::{Redaction, RedactionKind, around};
use crate::span::Span;
use crate::text::Text;

/// Fewest characters of a bar of underscores.
const UNDERSCORES: usize = 4;

/// Words in front of a line to fill in.
const FORM: &[&str] = &[
    "amount",
    "approve",
    "approved",
    "by",
    "copy",
    "date",
    "disapprove",
    "dated",
    "day",
    "disapproved",
    "initials",
    "name",
    "no",
    "number",
    "of",
    "page",
    "room",
    "sign",
    "signed",
    "signature",
    "tel",
    "this",
    "time",
    "title",
    "yes",
];

/// A character that blacks out. Small squares are bullets and stand in a row only as a bar.
pub(super) const fn is_block(sign: char) -> bool {
    matches!(sign, '\u{2581}'..='\u{2593}' | '\u{25a0}' | '\u{25ae}' | '\u{25fc}' | '\u{2b1b}' | '\u{25a9}')
}

/// All bars of a text, in order.
pub(super) fn read(text: &Text) -> Vec<Redaction> {
    let mut found = blocks(text);
    found.extend(underscores(text));
    found
}

/// Runs of block characters. All begin with the byte E2.
fn blocks(text: &Text) -> Vec<Redaction> {
    let content = text.as_str();
    let mut found = Vec::new();
    let mut reached = 0;
    if text.is_ascii() {
        return found;
    }
    for at in memchr::memchr_iter(0xE2, content.as_bytes()) {
        if at < reached {
            continue;
        }
        let (length, end) = run(content, at);
        reached = end.max(at + 1);
        let span = Span::new(at, end);
        if length >= 2 || (length == 1 && stands_for_a_word(text, span)) {
            found.push(Redaction { span, kind: RedactionKind::Bar, length, ..Redaction::default() });
        }
    }
    found
}

/// The blocks from `at` on, with single blanks between them, and where they end.
fn run(content: &str, at: usize) -> (usize, usize) {
    let (mut count, mut end, mut blanks) = (0, at, 0);
    for (offset, sign) in content.get(at..).unwrap_or_default().char_indices() {
        if is_block(sign) {
            count += 1;
            blanks = 0;
            end = at + offset + sign.len_utf8();
        } else if sign == ' ' && blanks == 0 {
            blanks = 1;
        } else {
            break;
        }
    }
    (count, end)
}

/// One full block between words; a square at the head of a line or behind a blank one is a bullet.
fn stands_for_a_word(text: &Text, span: Span) -> bool {
    let (front, behind) = around::on_line(text, span, 40);
    let word = |part: &str| part.contains(char::is_alphabetic);
    matches!(text.slice(span), "█" | "▇") && word(front) && word(behind)
}

/// Underscores between words of a sentence; a line to fill in stands behind a colon, at the end of its
/// line or beside a word of forms.
fn underscores(text: &Text) -> Vec<Redaction> {
    let content = text.as_str();
    let mut found = Vec::new();
    let mut reached = 0;
    if !text.may_hold_sign(b'_') {
        return found;
    }
    for at in memchr::memmem::find_iter(content.as_bytes(), "____") {
        if at < reached {
            continue;
        }
        let rest = content.get(at..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('_').len();
        reached = at + length;
        let span = Span::new(at, reached);
        if length >= UNDERSCORES && is_in_sentence(text, span) {
            found.push(Redaction { span, kind: RedactionKind::Bar, length, ..Redaction::default() });
        }
    }
    found
}

fn is_in_sentence(text: &Text, span: Span) -> bool {
    let (front, behind) = around::on_line(text, span, 120);
    let (last, first) = (around::last_word(front), around::first_word(behind));
    let prose = |word: &str| word.trim_matches(|sign: char| !sign.is_alphabetic()).chars().count() >= 2;
    let glued = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let both = glued(front.chars().next_back()) && glued(behind.chars().next());
    let fills = last.ends_with([':', ')', '$', '#'])
        || around::is_one_of(last, FORM)
        || around::is_one_of(first, FORM);
    let words = front.split_whitespace().chain(behind.split_whitespace()).filter(|word| prose(word)).count();
    let code = front.ends_with(['.', '/', '@', '=', '-']) && !front.ends_with(". ");
    words >= 4 && prose(last) && prose(first) && !both && !fills && !code && !behind.starts_with("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(content: &str) -> Vec<(String, usize)> {
        let text = Text::decode(content.into());
        read(&text).iter().map(|one| (text.slice(one.span).to_owned(), one.length)).collect()
    }

    #[test]
    fn blocks_in_a_row_are_a_bar() {
        assert_eq!(found("He met ████ on the pier."), [("████".to_owned(), 4)]);
        assert_eq!(found("Minister Iv▇▇▇ and ■ ■ ■ left."), [("▇▇▇".to_owned(), 3), ("■ ■ ■".to_owned(), 3)]);
        assert_eq!(found("■ first item\n▪ second"), []);
    }

    #[test]
    fn underscores_in_a_sentence_are_a_bar_and_forms_are_not() {
        assert_eq!(found("The boat left with ______ and two guests."), [("______".to_owned(), 6)]);
        for form in [
            "Name: ________ Date: ______",
            "COPY NO. ______--",
            "__________ ----------",
            "Signed this ____ day of March 2009",
            "let max____size = four words in code",
            "Approve ______ Disapprove ______",
            "________________",
        ] {
            assert_eq!(found(form), [], "{form}");
        }
    }
}
