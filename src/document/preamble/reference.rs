//! REF: other cables, one letter each, in the many ways they are written.

use super::field::Field;
use super::subject::placed;
use crate::document::words::{compact, folded as fold_blanks, leading_digits};
use crate::marking::{self, Mark};
use crate::register::Register;
use crate::span::Span;
use crate::text::Folded;

/// One reference.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// The reference, with its letter.
    pub span: Span,
    /// `A`.
    pub letter: Option<char>,
    /// As printed, blanks folded, without the letter.
    pub text: String,
    /// Post, letters only.
    pub post: Option<String>,
    /// Serial.
    pub serial: Option<i64>,
    /// Year, four digits, as far as printed.
    pub year: Option<i64>,
    /// Its mark.
    pub mark: Option<Mark>,
}

/// Reads the references of a field. Telcons, e-mails and reports stay as printed, without a post.
pub(super) fn read(header: &Folded<'_>, field: &Field, register: &Register) -> Vec<Reference> {
    let value = field.paragraph(header.as_str());
    let starts = item_starts(value);
    let mut references = Vec::new();
    for (index, &(start, letter)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(value.len(), |next| next.0);
        let Some(item) = value.get(start..end) else { continue };
        if let Some(reference) = read_item(header, field.value + start, item, letter, register) {
            references.push(reference);
        }
    }
    references
}

/// Where the items of a list start, each with its letter: `A)`, `(A)`, `A.`, `[A]`, `A:`; without
/// letters the commas and semicolons separate.
fn item_starts(value: &str) -> Vec<(usize, Option<char>)> {
    let mut starts: Vec<(usize, Option<char>)> = Vec::new();
    let mut expected = 'A';
    let mut at = 0;
    for word in value.split_inclusive([' ', '\n', '\t']) {
        // A letter may be skipped, but only where an item clearly begins.
        let before = value.get(..at).unwrap_or_default();
        let begins = before.trim_end_matches([' ', '\t']).ends_with(['\n', ',', ';']);
        let due = |letter: char| letter == expected || (begins && letter > expected && !starts.is_empty());
        if let Some(letter) = letter_of(word.trim()).filter(|&letter| due(letter)) {
            starts.push((at, Some(letter)));
            expected = char::from(u8::try_from(letter).unwrap_or(b'Z').saturating_add(1));
        }
        at += word.len();
    }
    if starts.is_empty() {
        // A further line without a number is text that follows the list (seen: 08BUENOSAIRES62).
        let numbered = |at: &usize| {
            let line = value.get(*at..).unwrap_or_default().lines().next().unwrap_or_default();
            line.bytes().any(|byte| byte.is_ascii_digit())
        };
        let ends = value.match_indices([',', ';', '\n']).map(|(at, _)| at + 1).filter(numbered);
        starts.extend(std::iter::once((0, None)).chain(ends.map(|at| (at, None))));
    }
    starts
}

fn letter_of(word: &str) -> Option<char> {
    let letter = word.trim_start_matches(['(', '[']);
    let mut characters = letter.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase()).filter(char::is_ascii_uppercase)?;
    let mark = characters.next()?;
    (matches!(mark, ')' | '.' | ']' | ':') && characters.next().is_none()).then_some(first)
}

fn read_item(
    header: &Folded<'_>,
    at: usize,
    item: &str,
    letter: Option<char>,
    register: &Register,
) -> Option<Reference> {
    let line = if letter.is_none() { item.trim_start().lines().next().unwrap_or_default() } else { item };
    let content = line.trim_matches(|character: char| character.is_whitespace() || ",;.".contains(character));
    let begin = at + item.find(content)?;
    let after_letter = letter
        .map_or(content, |_| content.split_once([' ', '\n', '\t']).map_or("", |(_, rest)| rest).trim_start());
    let mark = front_mark(header, begin + content.len() - after_letter.len(), after_letter, register)
        .filter(|(mark, _)| mark.text.len() > 1 || letter.is_some_and(|letter| !is_letter(letter, mark)));
    let printed =
        mark.as_ref().map_or(after_letter, |(_, length)| after_letter.get(*length..).unwrap_or_default());
    let text = fold_blanks(&printed.replace(['\n', '\r'], " "));
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let message = message_reference(&text);
    Some(Reference {
        span: header.span(begin..begin + content.len()),
        letter,
        text,
        post: message.post,
        serial: message.serial,
        year: message.year,
        mark: mark.map(|(mark, _)| placed(mark, header)),
    })
}

/// A single letter in front of a reference is its enumeration, and also behind it the same: `C. (C) STATE 1`.
fn is_letter(letter: char, mark: &Mark) -> bool {
    mark.text.chars().eq([letter.to_ascii_uppercase()])
}

/// A mark in front of a reference: `(S/NF) TD-314 ...`.
fn front_mark(header: &Folded<'_>, at: usize, text: &str, register: &Register) -> Option<(Mark, usize)> {
    if !text.starts_with('(') {
        return None;
    }
    let mark = marking::read(header.as_str(), at, register)?;
    let length = mark.span.len();
    Some((mark, length))
}

struct Message {
    post: Option<String>,
    serial: Option<i64>,
    year: Option<i64>,
}

/// `05 SAO PAULO 975`, `2005 RIO DE JANEIRO 1`, `SECSTATE 12345 (08)`, `09CAIRO0561`.
fn message_reference(text: &str) -> Message {
    let trimmed = text.trim_start_matches(['\'', '(']);
    let digits = leading_digits(trimmed);
    let year = year(digits);
    let rest = if year.is_some() { trimmed.get(digits.len()..).unwrap_or_default() } else { trimmed };
    let rest = rest.trim_start_matches([' ', '-', ')']);
    let length = rest.find(|character: char| character.is_ascii_digit()).unwrap_or(rest.len());
    let post = rest.get(..length).filter(|post| is_post(post));
    let serial = leading_digits(rest.get(length..).unwrap_or_default());
    let behind = rest.get(length + serial.len()..).unwrap_or_default();
    // `TELCON 11/30/06`: a day, and no serial with its year.
    if behind.starts_with('/') && behind.matches('/').count() == 2 && serial.len() <= 2 {
        return Message { post: None, serial: None, year: None };
    }
    let tail = behind.trim_start_matches([' ', '(', '/', '-']);
    Message {
        post: post.map(compact),
        serial: serial.parse().ok().filter(|_| post.is_some() && serial.len() <= 7),
        year: year.or_else(|| self::year(leading_digits(tail)).filter(|_| post.is_some() && tail.len() <= 5)),
    }
}

fn is_post(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let letters = text.chars().all(|letter| letter.is_ascii_alphabetic() || " .'-".contains(letter));
    (1..=4).contains(&words) && letters && compact(text).len() >= 3
}

/// Two digits, or four that begin with 19 or 20.
fn year(digits: &str) -> Option<i64> {
    let value: i64 = digits.parse().ok()?;
    match digits.len() {
        2 if value >= 45 => Some(1900 + value),
        2 => Some(2000 + value),
        4 if (1945..2100).contains(&value) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_references_are_read_in_their_forms() {
        let read = |text: &str| {
            let message = message_reference(text);
            (message.year, message.post, message.serial)
        };
        assert_eq!(read("05 SAO PAULO 975"), (Some(2005), Some("SAOPAULO".into()), Some(975)));
        assert_eq!(read("09CAIRO0561"), (Some(2009), Some("CAIRO".into()), Some(561)));
        assert_eq!(read("STATE 188314 (08)"), (Some(2008), Some("STATE".into()), Some(188_314)));
        assert_eq!(read("SMITH/JONES TELCON"), (None, None, None));
        assert_eq!(read("SMITH-JONES TELCON OF 11/30/06"), (None, None, None));
    }

    #[test]
    fn letters_separate_items_only_in_sequence() {
        assert_eq!(item_starts("A) OSLO 1, B) BERN 2"), [(0, Some('A')), (11, Some('B'))]);
        assert_eq!(item_starts("OSLO 1, BERN 2").len(), 2);
    }
}
