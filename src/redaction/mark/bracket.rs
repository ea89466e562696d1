//! Brackets that stand for what was taken out: `[2 lines not declassified]`, `[REDACTED]`, `[ ]`, `[* * *]`.

use memchr::memchr_iter;

use super::{ExemptionCode, Redaction, RedactionKind, around, excision};
use crate::redaction::near;
use crate::span::Span;
use crate::text::Text;
use crate::text::word::is_of_word;

/// Longest content of a bracket, in bytes, and the most line ends in it.
const REACH: usize = 200;
const LINE_ENDS: usize = 6;

/// All brackets of a text, in order.
pub(super) fn read(text: &Text, codes: &[ExemptionCode]) -> Vec<Redaction> {
    let content = text.as_str();
    let mut found = Vec::new();
    if text.may_hold_sign(b'[') {
        found.extend(memchr_iter(b'[', content.as_bytes()).filter_map(|at| bracket(text, at, codes)));
    }
    found.extend(odd(text, &found));
    found
}

/// The bracket that opens at `at`.
fn bracket(text: &Text, at: usize, codes: &[ExemptionCode]) -> Option<Redaction> {
    let content = text.as_str();
    let window = content.as_bytes().get(at + 1..content.len().min(at + 1 + REACH + 3 * LINE_ENDS))?;
    let length = memchr::memchr2(b']', b'[', window).filter(|end| window.get(*end) == Some(&b']'))?;
    let inner = Span::new(at + 1, at + 1 + length);
    let span = Span::new(at, inner.end + 1);
    let words = text.slice(inner);
    // the text of a Markdown link
    if content.as_bytes().get(span.end) == Some(&b'(') || line_ends(words) > LINE_ENDS {
        return None;
    }
    if let Some(read) = excision::read(words) {
        let amount = read.amount.map(|range| Span::from(range).shifted(inner.start));
        return Some(Redaction { span, amount, ..Redaction::default() });
    }
    let (kind, length) =
        signs(words).or_else(|| blanks(text, span)).or_else(|| only_codes(text, inner, codes))?;
    Some(Redaction { span, kind, length, ..Redaction::default() })
}

fn line_ends(words: &str) -> usize {
    words.lines().count().saturating_sub(1)
}

/// Signs or mask letters alone: `[* * *]`, `[-----]`, `[____]`, `[XXXX]`, `[████]`.
fn signs(words: &str) -> Option<(RedactionKind, usize)> {
    let mut signs = words.chars().filter(|sign| !sign.is_whitespace());
    let first = signs.next()?;
    let count = 1 + signs.clone().count();
    let same = signs.all(|sign| sign == first);
    match first {
        _ if !same => None,
        '*' | '-' | '_' if count >= 3 => Some((RedactionKind::Bracket, 0)),
        '—' | '–' if count >= 2 => Some((RedactionKind::Bracket, 0)),
        'X' | 'x' if count >= 3 => Some((RedactionKind::Mask, count)),
        sign if super::bar::is_block(sign) => Some((RedactionKind::Bar, count)),
        _ => None,
    }
}

/// Blanks alone. At the head of a line or beside another box, one or two blanks are a box to tick.
fn blanks(text: &Text, span: Span) -> Option<(RedactionKind, usize)> {
    let inner = text.slice(Span::new(span.start + 1, span.end - 1));
    let blank = !inner.is_empty() && inner.chars().all(|sign| matches!(sign, ' ' | '\t' | '\u{a0}'));
    if !blank {
        return None;
    }
    let (front, behind) = around::on_line(text, span, 120);
    let narrow = inner.chars().count() <= 2;
    let glued = front.ends_with(|letter: char| letter.is_alphanumeric());
    let beside = is_box_line(front) || is_box_line(behind);
    let heads = front.trim_matches(|sign: char| !sign.is_alphabetic()).is_empty() && is_list(text, span);
    (!narrow || !(glued || beside || heads)).then_some((RedactionKind::Bracket, 0))
}

/// Another box to tick stands in this part of a line.
fn is_box_line(part: &str) -> bool {
    ["[ ]", "[  ]", "[x]", "[X]", "[]", "[\u{2713}]", "[\u{2714}]"].iter().any(|ticked| part.contains(ticked))
}

/// The line stands by itself: the line above is empty, ends a sentence or has a box too, or there is none.
fn is_list(text: &Text, span: Span) -> bool {
    let index = text.line_index(span.start);
    let above = index.checked_sub(1).map_or("", |above| text.line(above)).trim_end();
    let below = text.line(index + 1).trim_start();
    let boxes =
        |line: &str| line.chars().take(8).find(|sign| sign.is_alphabetic() || *sign == '[') == Some('[');
    above.is_empty()
        || above.ends_with(['.', ':', ';', '?', '!'])
        || boxes(above.trim_start())
        || boxes(below)
}

/// Exemption codes alone: `[B6]`, `[(b)(1), (b)(3)]`.
fn only_codes(text: &Text, inner: Span, codes: &[ExemptionCode]) -> Option<(RedactionKind, usize)> {
    let mut at = inner.start;
    let mut any = false;
    for code in super::coded::within(codes, inner) {
        if !is_separator(text.slice(Span::new(at, code.span.start.max(at)))) {
            return None;
        }
        at = code.span.end;
        any = true;
    }
    (any && is_separator(text.slice(Span::new(at, inner.end)))).then_some((RedactionKind::Bracket, 0))
}

fn is_separator(between: &str) -> bool {
    between.chars().all(|sign| sign.is_whitespace() || ",;/&-".contains(sign))
}

/// Editors' words outside square brackets: `[2 lines not declassified` without its end, `(2 lines not
/// declassified)`, `(REDACTED)`, `REDACTED` in place of text.
fn odd(text: &Text, known: &[Redaction]) -> Vec<Redaction> {
    let words = near::places(text, &["declassified", "redacted"]);
    let sayings = words.into_iter().filter_map(|word| saying(text, word));
    sayings.filter(|saying| !covers(known, *saying)).filter_map(|saying| loose(text, saying)).collect()
}

/// `not declassified` or `redacted`, not as a part of another word; `word` is its last.
fn saying(text: &Text, word: Span) -> Option<Span> {
    let (front, behind) = (text.as_str().get(..word.start)?, text.as_str().get(word.end..)?);
    if text.slice(word).eq_ignore_ascii_case("redacted") {
        return (!front.ends_with(is_of_word) && !behind.starts_with(is_of_word)).then_some(word);
    }
    let before = front.trim_end();
    let start = before.len().checked_sub("not".len())?;
    let not = before.get(start..).is_some_and(|not| not.eq_ignore_ascii_case("not"));
    let parted = before.len() < front.len() && !before.get(..start)?.ends_with(is_of_word);
    (not && parted).then_some(Span::new(start, word.end))
}

/// One of the redactions, which are in the order of the text, holds the place.
fn covers(known: &[Redaction], place: Span) -> bool {
    let before = known.partition_point(|one| one.span.start <= place.start);
    before.checked_sub(1).and_then(|last| known.get(last)).is_some_and(|one| one.span.contains(place))
}

fn loose(text: &Text, saying: Span) -> Option<Redaction> {
    let front = around::before(text.as_str(), saying.start, 80);
    let behind = around::behind(text.as_str(), saying.end, 80);
    if let Some(span) = enclosed(front, behind, saying) {
        return amounting(text, span, Span::new(span.start + 1, span.end - 1));
    }
    let opened =
        front.rfind(['[', ']']).filter(|at| front.get(*at..).is_some_and(|rest| rest.starts_with('[')));
    if let Some(at) = opened {
        let start = saying.start - (front.len() - at);
        return amounting(text, Span::new(start, saying.end), Span::new(start + 1, saying.end));
    }
    let closed =
        text.as_str().get(saying.end..).is_some_and(|rest| rest.trim_start_matches('.').starts_with(']'));
    if closed {
        return unopened(text, front, saying);
    }
    if let Some(span) = signed(front, behind, saying) {
        return Some(Redaction { span, ..Redaction::default() });
    }
    is_bare(text, saying).then(|| Redaction { span: saying, ..Redaction::default() })
}

/// The round or curly brackets around a saying, of a strict form only.
fn enclosed(front: &str, behind: &str, saying: Span) -> Option<Span> {
    let open = front.rfind(['(', '{', ')', '}', '[', ']'])?;
    let sign = front.get(open..)?.chars().next().filter(|sign| matches!(sign, '(' | '{'))?;
    let close = if sign == '(' { ')' } else { '}' };
    // `3 paragraphs (19 lines) not declassified` has its bracket closed in front
    let end = behind
        .find(close)
        .filter(|end| behind.get(..*end).is_some_and(|tail| tail.trim_matches('.').is_empty()))?;
    Some(Span::new(saying.start - (front.len() - open), saying.end + end + 1))
}

/// Signs that set the word off in place of brackets: `***REDACTED***`, `<redacted>`, `--REDACTED--`.
fn signed(front: &str, behind: &str, saying: Span) -> Option<Span> {
    [("<", ">"), ("***", "***"), ("**", "**"), ("--", "--"), ("==", "==")]
        .into_iter()
        .find(|(open, close)| front.ends_with(open) && behind.starts_with(close))
        .map(|(open, close)| Span::new(saying.start - open.len(), saying.end + close.len()))
}

/// The redaction whose words stand in `inner`, if they are counted or named without a flaw.
fn amounting(text: &Text, span: Span, inner: Span) -> Option<Redaction> {
    let read = excision::read(text.slice(inner))?;
    let amount = read.amount.map(|range| Span::from(range).shifted(inner.start));
    Some(Redaction { span, amount, ..Redaction::default() })
}

/// `2 lines not declassified]`: the words from the number on.
fn unopened(text: &Text, front: &str, saying: Span) -> Option<Redaction> {
    let words: Vec<&str> = front.split_whitespace().rev().take(5).collect();
    let head =
        words.iter().position(|word| word.starts_with(|sign: char| sign.is_ascii_digit() || sign == '½'))?;
    let first = words.get(head)?;
    let start = saying.start - (front.len() - front.rfind(*first)?);
    let end = saying.end + text.as_str().get(saying.end..)?.find(']')? + 1;
    amounting(text, Span::new(start, end), Span::new(start, end - 1))
}

/// `REDACTED` in capitals in place of text: alone on its line, behind a colon, or in a line with small
/// letters; not `REDACTED COPY`.
fn is_bare(text: &Text, saying: Span) -> bool {
    if text.slice(saying) != "REDACTED" {
        return false;
    }
    let (front, behind) = around::on_line(text, saying, 80);
    let closed =
        behind.trim_start().chars().next().is_none_or(|sign| !sign.is_alphanumeric() || sign.is_lowercase());
    let small = front.contains(char::is_lowercase) || behind.contains(char::is_lowercase);
    let alone = front.trim().is_empty() && behind.trim().is_empty();
    closed
        && !front.ends_with(['-', '_', '/', '"', '“'])
        && (small || alone || front.trim_end().ends_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(content: &str) -> Vec<String> {
        let text = Text::decode(content.into());
        read(&text, &[]).iter().map(|one| text.slice(one.span).to_owned()).collect()
    }

    #[test]
    fn brackets_in_place_of_text_are_redactions() {
        for bracket in [
            "[REDACTED]",
            "[ ]",
            "[   ]",
            "[* * *]",
            "[***]",
            "[-----]",
            "[xxxx]",
            "[███]",
            "[2 lines not\r\ndeclassified]",
            "[EXCISED]",
            "[Redacted - B6]",
        ] {
            assert_eq!(found(&format!("He met {bracket} on the pier.")), [bracket], "{bracket}");
        }
    }

    #[test]
    fn editors_notes_links_and_boxes_are_none() {
        for line in [
            "He wrote recieve [sic] twice.",
            "[Omitted here is a list.]",
            "TAGS: [PARM](#), [US](#)",
            "[ ] Yes  [ ] No",
            "[ ] Approve\n[ ] Disapprove",
            "Check one:\n[ ] Approve",
            "an array[ ] of names",
            "[x] done",
            "[...] and on",
            "[1]",
            "[*]",
            "[FRUS]",
            "[no date]",
            "[SEC=UNCLASSIFIED]",
            "[ ](#anchor)",
            "[]",
        ] {
            assert_eq!(found(line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn a_bracket_that_is_missing_does_not_hide_the_words() {
        assert_eq!(found("The plan [2 lines not declassified and then"), ["[2 lines not declassified"]);
        assert_eq!(found("The plan 2 lines not declassified] and then"), ["2 lines not declassified]"]);
        assert_eq!(found("The plan (2 lines not declassified) and then"), ["(2 lines not declassified)"]);
        assert_eq!(
            found("When material is not declassified, has the office done its job?"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn the_bare_word_stands_for_text_only_in_its_place() {
        assert_eq!(found("Name: REDACTED\nHe told REDACTED so."), ["REDACTED", "REDACTED"]);
        assert_eq!(found("REDACTED COPY\nTHE REDACTED VERSION"), Vec::<String>::new());
    }
}
