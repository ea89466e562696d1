//! Telephone numbers and private e-mail addresses. Whether they may stand is asked of released text only.

use std::sync::LazyLock;

use regex::Regex;

use super::near::{digits, stands_alone};
use super::{Identifier, IdentifierKind};
use crate::span::Span;

/// `(410) 555-0142`, `410-555-0142`, `+358 40 123 4567`.
static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let shapes = concat!(
        r"(?-u)(?:\+[0-9]{1,3}[ .-]?)?(?:\([0-9]{3}\)[ ]?|\b[0-9]{3}[-.])[0-9]{3}[-. ][0-9]{4}\b",
        r"|\+[0-9]{1,3}(?:[ .-]\(?[0-9]{1,5}\)?){2,5}\b",
    );
    Regex::new(shapes).ok()
});

/// Exchanges of the Department of State and the White House: numbers of offices, not of persons
/// (seen: C05767499, C05769735, C05787984).
const OFFICES: [&str; 5] = ["202647", "202663", "202736", "202456", "202395"];

/// The telephone numbers of a text.
pub(super) fn phones(text: &str) -> Vec<Identifier> {
    let Some(numbers) = NUMBERS.as_ref() else { return Vec::new() };
    let found = numbers.find_iter(text).filter(|found| {
        let digits = digits(found.as_str());
        let office = OFFICES.iter().any(|office| digits.starts_with(office));
        (10..=15).contains(&digits.len()) && !office && stands_alone(text, found.start(), found.end())
    });
    found.map(|found| identifier(Span::from(found.range()), IdentifierKind::Phone)).collect()
}

/// The e-mail addresses of a text, but for those of the Government itself.
pub(super) fn addresses(text: &str) -> Vec<Identifier> {
    memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| address(text, at)).collect()
}

fn address(text: &str, at: usize) -> Option<Identifier> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-');
    let domain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let bytes = text.as_bytes();
    let front = bytes.get(..at)?.iter().rev().take(64).take_while(|byte| local(byte)).count();
    let back = bytes.get(at + 1..)?.iter().take(255).take_while(|byte| domain(byte)).count();
    let name = text.get(at + 1..at + 1 + back)?.trim_end_matches(['.', '-']);
    let top = name.rsplit('.').next()?;
    let private = !matches!(top.to_ascii_lowercase().as_str(), "gov" | "mil");
    let well_formed = front > 0
        && name.contains('.')
        && top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    (well_formed && private)
        .then(|| identifier(Span::new(at - front, at + 1 + name.len()), IdentifierKind::Email))
}

const fn identifier(span: Span, kind: IdentifierKind) -> Identifier {
    Identifier { span, kind, keyword: None, checked: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_have_ten_digits_or_a_country_code() {
        for text in ["Call (410) 555-0142 now", "cell: 410-555-0142.", "Tel. +358 40 123 4567 at"] {
            assert_eq!(phones(text).len(), 1, "{text}");
        }
        for text in
            ["F-2014-20439", "251645Z", "202 647 0001 12", "ext. 7292", "2009-12-29 10:11", "(202) 647-4084"]
        {
            assert!(phones(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn addresses_are_private_and_have_a_domain() {
        let found = |text: &str| {
            addresses(text)
                .iter()
                .map(|one| text[one.span.start..one.span.end].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("Write to lucia.orne@example.org. Or"), ["lucia.orne@example.org"]);
        assert!(found("OrneL@state.gov, a@b, @twitter, x@y.12").is_empty());
    }
}
