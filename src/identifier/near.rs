//! Windows around a place. Line ends are not counted, so that the same text with other line ends is
//! looked at equally far.

use crate::span::Span;
use crate::text::Text;

pub(super) use crate::text::reach::{before, behind};

/// How far apart two groups of digits of one identifier may stand, in bytes, line ends of every sort included.
const APART: usize = 256;

/// The same of the shortest, a date: `5 MAY 61`, `5/5/61`.
const NEAR: usize = 32;

/// How far behind its digits the value may go on.
const TAIL: usize = 256;

/// How far before its first digit an identifier's keyword may begin.
const LEAD: usize = 320;

/// A hyphen inside a class of a pattern: word processors put those of print in its place (U+2010 to U+2013), and the
/// number stays what it is.
pub(super) const HYPHENS: &str = r"\-\u{2010}-\u{2013}";

/// A hyphen, as [`HYPHENS`] has them.
pub(super) const fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2013}')
}

/// A stretch of a text that may hold identifiers.
#[derive(Debug)]
pub(super) struct Stretch<'g> {
    pub(super) span: Span,
    /// Its digits.
    pub(super) groups: &'g [Span],
}

/// The stretches of a text that hold enough digits for an identifier, with its keyword in front; cut at
/// blanks. Most of a text is prose, which needs no closer look. `groups` are the digits of the text.
pub(super) fn stretches<'g>(text: &Text, groups: &'g [Span]) -> Vec<Stretch<'g>> {
    let bytes = text.as_str().as_bytes();
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let pair = groups.get(index + 1).filter(|next| are_enough(*group, **next));
        if pair.is_none() && !is_enough(bytes, *group) {
            continue;
        }
        let held = pair.map_or(*group, |next| group.cover(*next));
        let (start, end) = (held.start.saturating_sub(LEAD), held.end + TAIL);
        match stretches.last_mut().filter(|(_, reached)| *reached >= start) {
            Some((_, reached)) => *reached = end.max(*reached),
            None => stretches.push((start, end)),
        }
    }
    let cut = |(start, end)| {
        let span = Span::new(blank_before(bytes, start), blank_behind(bytes, end));
        let [from, to] = [span.start, span.end].map(|at| groups.partition_point(|group| group.start < at));
        Stretch { span, groups: groups.get(from..to).unwrap_or_default() }
    };
    stretches.into_iter().map(cut).collect()
}

/// Digits in a row.
pub(super) fn groups(digits: &[usize]) -> Vec<Span> {
    let mut groups: Vec<Span> = Vec::new();
    for &digit in digits {
        match groups.last_mut().filter(|last| last.end == digit) {
            Some(last) => last.end += 1,
            None => groups.push(Span::new(digit, digit + 1)),
        }
    }
    groups
}

/// Digits that may be an identifier by themselves: `X1234ABCD`. A year by itself is none.
fn is_enough(bytes: &[u8], group: Span) -> bool {
    let at = |place: Option<usize>| place.and_then(|place| bytes.get(place)).copied().unwrap_or(b' ');
    let touched =
        at(group.start.checked_sub(1)).is_ascii_alphanumeric() || at(Some(group.end)).is_ascii_alphanumeric();
    let century = bytes.get(group.start..group.start + 2);
    let year = !touched && group.len() == 4 && matches!(century, Some(b"19" | b"20"));
    group.len() >= 4 && !year
}

/// Two groups that may be parts of one: of a date there are three digits at least, near each other.
const fn are_enough(one: Span, other: Span) -> bool {
    let (digits, apart) = (one.len() + other.len(), other.start - one.end);
    digits >= 4 && apart <= APART || digits == 3 && apart <= NEAR
}

/// The nearest blank at or before a place; the start of the text where there is none.
fn blank_before(bytes: &[u8], at: usize) -> usize {
    let front = bytes.get(..at).unwrap_or_default();
    front.iter().rposition(u8::is_ascii_whitespace).unwrap_or(0)
}

/// The nearest blank at or behind a place; the end of the text where there is none.
fn blank_behind(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |found| at + found)
}

/// Nothing touches `start..end` that would make it a piece of a longer number or word.
pub(super) fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let mut front = text.get(..start).unwrap_or_default().chars().rev();
    let mut rest = text.get(end..).unwrap_or_default().chars();
    let [last, second_last] = [front.next(), front.next()].map(|sign| sign.unwrap_or(' '));
    let [next, second] = [rest.next(), rest.next()].map(|sign| sign.unwrap_or(' '));
    // A hyphen of print goes on with a number only where it parts the number itself: else it is a dash.
    let parts = |sign: char| is_hyphen(sign) && text.get(start..end).is_some_and(|own| own.contains(sign));
    let joins = |sign: char| matches!(sign, '-' | '/' | '.' | ',' | '_') || parts(sign);
    // A hyphen also glues letters: `X-123`; a comma or full stop only digits: `1,123`; and so does a dash.
    let glues_letters =
        (last == '-' || (last < '\u{2012}' && parts(last))) && !follows_keyword(text, start, last);
    let glued_left =
        joins(last) && (second_last.is_ascii_digit() || (glues_letters && second_last.is_ascii_alphabetic()));
    let glued_right = joins(next) && second.is_ascii_digit();
    !(last.is_ascii_alphanumeric() || next.is_ascii_alphanumeric() || glued_left || glued_right)
}

/// The word in front of a hyphen says what the number behind it is, and makes no longer name of it: `SSN-536-22-1234`.
fn follows_keyword(text: &str, start: usize, hyphen: char) -> bool {
    const KEYWORDS: [&str; 2] = ["SSN", "SSAN"];
    let front =
        start.checked_sub(hyphen.len_utf8()).and_then(|end| text.as_bytes().get(..end)).unwrap_or_default();
    KEYWORDS.iter().any(|keyword| {
        let word = front.len().checked_sub(keyword.len()).and_then(|from| front.get(from..));
        word.is_some_and(|word| word.eq_ignore_ascii_case(keyword.as_bytes()))
    })
}

/// The digits of a string.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_hold_the_digits_with_what_stands_before_them() {
        let prose = "the harbor council met again ".repeat(40);
        let read = |content: &str| {
            let text = Text::decode(content.into());
            let groups = groups(text.digits());
            stretches(&text, &groups).iter().map(|stretch| stretch.span).collect::<Vec<_>>()
        };
        assert!(read(&format!("{prose}12. {prose}")).is_empty());
        let text = format!("{prose}born 5/5/61 {prose}");
        let found = read(&text);
        assert_eq!(found.len(), 1);
        assert!(read(&format!("{prose} in 1961 {prose}")).is_empty());
        assert_eq!(read(&format!("{prose} Passport no. C1234ABCD {prose}")).len(), 1);
        assert_eq!(read(&format!("{prose} born 5 MAY 61 {prose}")).len(), 1);
        assert_eq!(read(&format!("{prose} 5 May 1961 {prose}")).len(), 1);
        let held =
            |span: &Span| text.get(span.start..span.end).is_some_and(|one| one.contains("born 5/5/61"));
        assert!(found.iter().all(|one| held(one) && one.len() < 900));
        assert_eq!(read("SSN 219-09-9998"), [Span::new(0, 15)]);
    }

    #[test]
    fn pieces_of_longer_numbers_do_not_stand_alone() {
        assert!(stands_alone("no. 123.", 4, 7));
        assert!(stands_alone("(123)", 1, 4));
        for glued in ["1-123", "123-4", "A123", "1,123", "X-123"] {
            let start = glued.find("123").unwrap_or_default();
            assert!(!stands_alone(glued, start, start + 3), "{glued}");
        }
        for (text, alone) in [
            ("9\u{2011}123\u{2011}4", false),
            ("123\u{2013}4\u{2013}9", false),
            ("X\u{2010}123\u{2010}4", false),
            ("SSN\u{2013}123\u{2013}4", true),
            ("123-4\u{2013}9", true),
        ] {
            let start = text.find("123").unwrap_or_default();
            let end = text.rfind('4').unwrap_or_default() + 1;
            assert_eq!(stands_alone(text, start, end), alone, "{text}");
        }
    }
}
