//! Words of a line with their places, and small readings that all parts share.

pub(super) use crate::text::reach::{floor_boundary, reach_back, reach_on};

use super::{Number, Word};
use crate::span::Span;
use crate::text::Text;

/// The words of `line`, which starts at `start` of its text; blanks separate.
pub(super) fn words(line: &str, start: usize) -> impl Iterator<Item = Word> + '_ {
    pieces(line).map(move |(at, word)| kept(at, word, start))
}

/// The words of `line` with their places in it, for those who keep few of them.
pub(super) fn pieces(line: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let begin = at + rest.len() - without_gap(rest).len();
        let word = front_word(line.get(begin..)?);
        at = begin + word.len();
        (!word.is_empty()).then_some((begin, word))
    })
}

/// A word at `at` of a line that starts at `start` of its text.
pub(super) fn kept(at: usize, word: &str, start: usize) -> Word {
    Word { text: word.to_owned(), span: Span::new(at, at + word.len()).shifted(start) }
}

/// The text without the gap at its front.
pub(super) fn without_gap(text: &str) -> &str {
    let gap = text.bytes().take_while(|&byte| byte.is_ascii() && is_gap(char::from(byte))).count();
    let rest = text.get(gap..).unwrap_or_default();
    if rest.bytes().next().is_some_and(|byte| !byte.is_ascii()) {
        rest.trim_start_matches(is_gap)
    } else {
        rest
    }
}

/// The text up to its first gap.
fn front_word(text: &str) -> &str {
    let plain = text.bytes().take_while(|&byte| byte.is_ascii() && !is_gap(char::from(byte))).count();
    let ends = text.as_bytes().get(plain).is_none_or(u8::is_ascii);
    if ends { text.get(..plain).unwrap_or_default() } else { text.split(is_gap).next().unwrap_or_default() }
}

/// A blank, or the end of a line within a folded header.
#[inline]
const fn is_gap(character: char) -> bool {
    is_blank(character) || matches!(character, '\n' | '\r')
}

/// Blank, tab, the ends of pages in front of a line (a printer's form feed), the blanks of Unicode (a line separator
/// stands inside lines of re-saved copies, seen: 09MEXICO2205) and the publisher's pilcrow.
#[inline]
pub(super) const fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{b6}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{3000}'
    )
}

/// A blank, or what else Unicode takes for white space.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || is_blank(character)
}

/// What stands between the last word of a line and its end: blanks, and the backslash that saved web pages have there.
#[inline]
pub(super) const fn is_line_end(character: char) -> bool {
    is_blank(character) || character == '\\'
}

/// Bytes of blanks at the front of a line.
#[inline]
pub(super) fn indent(line: &str) -> usize {
    let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0b' | b'\x0c')).count();
    match line.as_bytes().get(blanks) {
        Some(byte) if byte.is_ascii() => blanks,
        _ => line.len() - line.trim_start_matches(is_blank).len(),
    }
}

/// The number that some digits say, with its place; `None` for no digits or more than nine.
pub(super) fn number(digits: &str, start: usize) -> Option<Number> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let value = digits
        .bytes()
        .try_fold(0, |value: i64, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))?;
    Some(Number { value, span: Span::new(start, start + digits.len()) })
}

/// The digits at the front of a string.
#[inline]
pub(super) fn leading_digits(text: &str) -> &str {
    let length = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.get(..length).unwrap_or_default()
}

/// Blanks folded to one, ends trimmed.
pub(super) fn folded(text: &str) -> String {
    if is_folded(text) {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Nothing of a text can be folded: no blank but single spaces, none at its ends.
fn is_folded(text: &str) -> bool {
    let mut blank = true;
    for byte in text.bytes() {
        if !byte.is_ascii() || byte == b'\t' || (blank && byte == b' ') {
            return false;
        }
        blank = byte == b' ';
    }
    !blank || text.is_empty()
}

/// Letters and digits only, capitals: the form in which posts are compared.
pub(super) fn compact(text: &str) -> String {
    let mut compact = String::with_capacity(text.len());
    let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
    compact.extend(letters.map(|letter| char::from(letter.to_ascii_uppercase())));
    compact
}

/// Where the numbers of a stretch begin that stand behind a blank, in order: a text has few, and they are known,
/// while words in front of them would have to be looked for.
pub(super) fn numbers_behind_blank(text: &Text, span: Span) -> impl Iterator<Item = usize> {
    let all = text.digits();
    let bytes = text.as_str().as_bytes();
    let behind_blank =
        move |at: usize| matches!(at.checked_sub(1).and_then(|at| bytes.get(at)), Some(b' ' | b'\t'));
    let from = all.partition_point(|&at| at < span.start);
    all.iter().copied().skip(from).take_while(move |&at| at < span.end).filter(move |&at| behind_blank(at))
}

/// The same place as [`reach_on`] gives, told from the lines of the text, which are known already.
pub(super) fn reach_on_lines(text: &Text, at: usize, reach: usize) -> usize {
    let (mut left, mut to) = (reach, at);
    for line in text.lines().get(text.line_index(at)..).unwrap_or_default() {
        let counted = Span::new(line.start.max(at), line.end).len().min(left);
        if counted > 0 {
            to = line.start.max(at) + counted;
        }
        left -= counted;
        if left == 0 {
            break;
        }
    }
    floor_boundary(text.as_str(), to)
}

/// True where the text has a letter and no small one.
pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_uppercase()) && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_tell_how_far_one_looks(text in "[ab\u{e9}\r\n]{0,60}", at in 0_usize..60, reach in 0_usize..40) {
            let at = floor_boundary(&text, at);
            let decoded = Text::decode(text.clone().into_bytes());
            prop_assert_eq!(reach_on_lines(&decoded, at, reach), reach_on(&text, at, reach));
        }

        #[test]
        fn words_are_what_gaps_part(line in "[ab\u{e9}\u{a0}\u{2028} \t\n]{0,30}") {
            let parted: Vec<&str> = line.split(is_gap).filter(|word| !word.is_empty()).collect();
            let read: Vec<&str> = pieces(&line).map(|(_, word)| word).collect();
            prop_assert_eq!(read, parted);
            for (at, word) in pieces(&line) {
                prop_assert_eq!(line.get(at..at + word.len()), Some(word));
            }
        }

        #[test]
        fn folding_leaves_single_spaces(text in "[ab\u{e9}\u{a0} \t]{0,20}") {
            let words: Vec<&str> = text.split(is_blank).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(folded(&text), words.join(" "));
        }
    }
}
