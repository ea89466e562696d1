//! Identifiers that are told by their shape: hyphens at the right places, check digits, an issuer's
//! letters. Bare digits are never enough.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::near::{before, digits, stands_alone};
use super::{Identifier, IdentifierKind, account, sample};
use crate::span::Span;

/// How far from its ends a number's line is looked at.
const REACH: usize = 48;

/// One shape an alternative. The prefixes of receipts are those of the service centers; of an account number
/// the first eight characters are enough, its check digits tell the rest.
static SHAPES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
            (?P<social>[0-9]{3}-[0-9]{2}-[0-9]{4})
          | (?P<alien>A[\ -]?[0-9]{2,3}-[0-9]{3}-[0-9]{3})
          | (?P<receipt>(?:EAC|WAC|LIN|SRC|MSC|NBC|IOE|YSC)[\ -]?[0-9]{2}[\ -]?[0-9]{3}[\ -]?[0-9]{5})
          | (?P<student>N00[0-9]{8})
          | (?P<card>(?:[0-9]{4}[\ -]){3}[0-9]{4} | 3[0-9]{3}[\ -][0-9]{6}[\ -][0-9]{4,5})
          | (?P<account>[A-Z]{2}[0-9]{2}[\ -]?[A-Z0-9]{4})
          | (?P<abroad>\+[0-9]{1,3}[\ .-]?\(?[0-9]{1,4}\)?(?:[\ .-]?[0-9]{2,4}){2,4}
                     | 011[\ -][0-9]{1,3}(?:[\ .-][0-9]{2,8}){1,4})
          | (?P<phone>\([0-9]{3}\)[\ ]?[0-9]{3}[\ .-][0-9]{4} | [0-9]{3}[-.][0-9]{3}[-.][0-9]{4}
                     | [0-9]{3}\ [0-9]{3}[-\ ][0-9]{4})
        ",
    )
    .ok()
});

/// Words before a number that make it something else than a person's.
const OTHER: [&str; 16] = [
    "part", "item", "contract", "grant", "invoice", "order", "serial", "docket", "nsn", "tel", "phone",
    "fax", "lot", "file", "patent", "stock",
];

/// The identifiers of a text that need no keyword.
pub(super) fn shaped(text: &str) -> Vec<Identifier> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(shape) = SHAPES.as_ref().and_then(|shapes| shapes.captures_at(text, at)) {
        let Some(whole) = shape.get(0) else { break };
        let read = read(text, &shape);
        // A piece that is nothing may overlap with something: go on behind its first character.
        at = read.as_ref().map_or(whole.start() + 1, |one| one.span.end);
        found.extend(read);
    }
    found
}

/// What stands in a shape, if it is anything.
fn read(text: &str, shape: &Captures<'_>) -> Option<Identifier> {
    let whole = shape.get(0)?;
    let digits = digits(whole.as_str());
    let mut span = Span::from(whole.range());
    let stands = |group: &str| shape.name(group).is_some();
    let kind = if stands("social") {
        sample::social(&digits).filter(|_| !is_other(text, span))?
    } else if stands("card") {
        account::is_payment_card(&digits).then_some(IdentifierKind::PaymentCard)?
    } else if stands("account") {
        span.end = span.start + account::bank_account(text.get(span.start..)?)?;
        IdentifierKind::BankAccount
    } else if stands("abroad") {
        (9..=15).contains(&digits.len()).then_some(IdentifierKind::Phone)?
    } else if stands("phone") {
        is_phone(text, span, &digits).then_some(IdentifierKind::Phone)?
    } else if stands("alien") {
        IdentifierKind::Alien
    } else if stands("receipt") {
        IdentifierKind::Receipt
    } else {
        IdentifierKind::Student
    };
    let checked = matches!(kind, IdentifierKind::BankAccount | IdentifierKind::PaymentCard);
    let own = checked || !sample::is_filler(&digits);
    let whole = stands_alone(text, span.start, span.end) && !is_glued(text, span.start);
    (own && whole).then_some(Identifier { span, kind, keyword: None, checked })
}

/// Something else than a person's number was announced: `CONTRACT 536-22-1234`.
fn is_other(text: &str, span: Span) -> bool {
    let before = before(text, span.start, 24).to_ascii_lowercase();
    let words = before.split(|letter: char| !letter.is_ascii_alphabetic());
    words.rev().filter(|word| !word.is_empty()).take(2).any(|word| OTHER.contains(&word))
}

/// A telephone number of the American plan: neither area nor exchange begins with 0 or 1. Blanks alone also
/// part the columns of a table: such a number stands alone on its line, or has its hyphen.
fn is_phone(text: &str, span: Span, digits: &str) -> bool {
    let local = |at: usize| digits.as_bytes().get(at).is_some_and(|digit| (b'2'..=b'9').contains(digit));
    let value = text.get(span.start..span.end).unwrap_or_default();
    local(0) && local(3) && (value.contains(['-', '.', '(']) || is_whole_line(text, span))
}

fn is_whole_line(text: &str, span: Span) -> bool {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let blank = |byte: &u8| *byte == b' ' || *byte == b'\t';
    let bytes = text.as_bytes();
    let front = bytes.get(..span.start).unwrap_or_default();
    let back = front.iter().rev().take(REACH).find(|byte| !blank(byte));
    let on = bytes.get(span.end..).unwrap_or_default().iter().take(REACH).find(|byte| !blank(byte));
    back.is_none_or(is_end) && on.is_none_or(is_end)
}

/// A plus in front makes it a piece of something longer.
fn is_glued(text: &str, start: usize) -> bool {
    text.as_bytes().get(..start).and_then(<[u8]>::last) == Some(&b'+')
}
