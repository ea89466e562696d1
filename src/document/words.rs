//! Words of a line with their places, and small readings that all parts share.

pub(super) use crate::text::reach::{floor_boundary, reach_back, reach_on};

use super::{Number, Word};
use crate::span::Span;

/// The words of `line`, which starts at `start` of its text; blanks separate.
pub(super) fn words(line: &str, start: usize) -> impl Iterator<Item = Word> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let begin = at + rest.find(|character: char| !is_gap(character))?;
        let word = line.get(begin..)?.split(is_gap).next()?;
        at = begin + word.len();
        Some(Word { text: word.to_owned(), span: Span::new(begin, at).shifted(start) })
    })
}

/// A blank, or the end of a line within a folded header.
const fn is_gap(character: char) -> bool {
    is_blank(character) || matches!(character, '\n' | '\r')
}

/// Blank, tab, the blanks of Unicode (a line separator stands inside lines of re-saved copies, seen:
/// 09MEXICO2205) and the publisher's pilcrow.
pub(super) const fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{85}' | '\u{a0}' | '\u{b6}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{3000}'
    )
}

/// Bytes of blanks at the front of a line.
pub(super) fn indent(line: &str) -> usize {
    let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match line.as_bytes().get(blanks) {
        Some(byte) if byte.is_ascii() => blanks,
        _ => line.len() - line.trim_start_matches(is_blank).len(),
    }
}

/// The number that some digits say, with its place; `None` for no digits or more than nine.
pub(super) fn number(digits: &str, start: usize) -> Option<Number> {
    let all_digits =
        !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = digits.parse().ok().filter(|_| all_digits)?;
    Some(Number { value, span: Span::new(start, start + digits.len()) })
}

/// The digits at the front of a string.
pub(super) fn leading_digits(text: &str) -> &str {
    let length = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.get(..length).unwrap_or_default()
}

/// Blanks folded to one, ends trimmed.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Letters and digits only, capitals: the form in which posts are compared.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

/// True where the text has a letter and no small one.
pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_uppercase()) && !text.chars().any(char::is_lowercase)
}
