//! Identifiers that are told by their shape: hyphens at the right places, check digits, an issuer's
//! letters. Bare digits are never enough.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use super::near::{HYPHENS, before, digits, is_hyphen, stands_alone};
use super::{Identifier, IdentifierKind, account, sample};
use crate::span::Span;
use crate::text::reach::floor_boundary;

/// How far from its ends a number's line is looked at.
const REACH: usize = 48;

/// One shape an alternative; `~` is a hyphen. The prefixes of receipts are those of the service centers; of an account number
/// the first eight characters are enough, its check digits tell the rest.
static SHAPES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let shapes = r"(?x)
            (?P<social>[0-9]{3}[~][0-9]{2}[~][0-9]{4})
          | (?P<alien>A[\ ~]?[0-9]{2,3}[~][0-9]{3}[~][0-9]{3})
          | (?P<receipt>(?:EAC|WAC|LIN|SRC|MSC|NBC|IOE|YSC)[\ -]?[0-9]{2}[\ ~]?[0-9]{3}[\ ~]?[0-9]{5})
          | (?P<student>N00[0-9]{8})
          | (?P<card>(?:[0-9]{4}[\ ~]){3}[0-9]{4} | 3[0-9]{3}[\ ~][0-9]{6}[\ ~][0-9]{4,5})
          | (?P<account>[A-Z]{2}[0-9]{2}[\ -]?[A-Z0-9]{4})
          | (?P<abroad>\+[0-9]{1,3}[\ .~]?\(?[0-9]{1,4}\)?(?:[\ .~]?[0-9]{2,4}){2,4}
                     | 011[\ -][0-9]{1,3}(?:[\ .~][0-9]{2,8}){1,4})
          | (?P<phone>\([0-9]{3}\)[\ ]?[0-9]{3}[\ .~][0-9]{4} | [0-9]{3}[~.][0-9]{3}[~.][0-9]{4}
                     | [0-9]{3}\ [0-9]{3}[~\ ][0-9]{4})
        ";
    Regex::new(&shapes.replace('~', HYPHENS)).ok()
});

/// Words before a number that make it something else than a person's.
const OTHER: [&str; 16] = [
    "part", "item", "contract", "grant", "invoice", "order", "serial", "docket", "nsn", "tel", "phone",
    "fax", "lot", "file", "patent", "stock",
];

/// How far in front of its first digits a shape may begin, and how far behind them it may end.
const LEAD: usize = 4;
const TAIL: usize = 64;

/// The identifiers of a text that need no keyword. `groups` are its digits.
pub(super) fn shaped(text: &str, groups: &[Span]) -> Vec<Identifier> {
    let mut found = Vec::new();
    let mut at = 0;
    for (index, group) in groups.iter().enumerate() {
        // To look for a shape is dear, and most digits are days, paragraphs and numbers of telegrams.
        if at >= group.end || !may_open(text, groups.get(index..).unwrap_or_default()) {
            continue;
        }
        let near = text.get(..end_of_signs(text, group.end)).unwrap_or_default();
        at = at.max(floor_boundary(text, group.start.saturating_sub(LEAD)));
        while let Some(shape) = SHAPES.as_ref().and_then(|shapes| shapes.captures_at(near, at)) {
            // One that other digits open has its turn with these.
            let Some(whole) = shape.get(0).filter(|whole| opens(*whole, *group)) else { break };
            let read = read(text, &shape);
            // A piece that is nothing may overlap with something: go on behind its first character.
            at = read.as_ref().map_or(whole.start() + 1, |one| one.span.end);
            found.extend(read);
        }
    }
    found
}

/// The end of what may belong to a shape: all of them are made of the same few signs, hyphens of print among them.
fn end_of_signs(text: &str, from: usize) -> usize {
    let behind = text.as_bytes().get(from..).unwrap_or_default().iter().take(TAIL);
    let belongs = |sign: &&u8| {
        matches!(sign, b'0'..=b'9' | b'A'..=b'Z' | b' ' | b'+' | b'-' | b'.' | b'(' | b')')
            || matches!(sign, 0xe2 | 0x80 | 0x90..=0x93)
    };
    floor_boundary(text, from + behind.take_while(belongs).count())
}

/// What parts two groups of digits of a shape: a blank, a full stop, a hyphen (those of print have three bytes).
const fn is_parting(gap: &[u8]) -> bool {
    matches!(gap, [b' ' | b'-' | b'.'] | [0xe2, 0x80, 0x90..=0x93])
}

/// The first digits of a shape are of this group.
fn opens(shape: Match<'_>, group: Span) -> bool {
    let digit = shape.as_str().bytes().position(|byte| byte.is_ascii_digit());
    digit.is_some_and(|digit| (group.start..group.end).contains(&(shape.start() + digit)))
}

/// The first of these groups of digits may open a shape: others follow behind one sign, or what stands
/// in front is a sign or are letters of one.
fn may_open(text: &str, groups: &[Span]) -> bool {
    let [group, behind @ ..] = groups else { return false };
    let bytes = text.as_bytes();
    let follows = |one: Span, next: Span| bytes.get(one.end..next.start).is_some_and(is_parting);
    let parted = matches!(behind, [second, third, ..] if (2..=6).contains(&second.len())
        && third.len() >= 3 && follows(*group, *second) && follows(*second, *third));
    let front = bytes.get(..group.start).unwrap_or_default();
    let lettered = || match front {
        [.., b'+'] => true,
        [.., b'('] => group.len() == 3,
        [.., b'N'] if group.len() >= 10 => true,
        [.., b'A'..=b'Z' | b' ' | b'-'] => is_prefixed(front),
        _ => false,
    };
    let abroad = || {
        let [digits, next] = [bytes.get(..group.end), bytes.get(group.end..)].map(Option::unwrap_or_default);
        digits.ends_with(b"011") && matches!(next, [b' ' | b'-', ..])
    };
    parted || lettered() || abroad()
}

/// The letters of a receipt end here, or those of a country.
fn is_prefixed(front: &[u8]) -> bool {
    const RECEIPTS: [&[u8]; 8] = [b"EAC", b"WAC", b"LIN", b"SRC", b"MSC", b"NBC", b"IOE", b"YSC"];
    let letters = front.strip_suffix(b" ").or_else(|| front.strip_suffix(b"-")).unwrap_or(front);
    let country = front.last_chunk().filter(|country| country.iter().all(u8::is_ascii_uppercase));
    country.is_some_and(|country| account::is_country(*country))
        || RECEIPTS.iter().any(|receipt| letters.ends_with(receipt))
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
    local(0)
        && local(3)
        && (value.contains(|sign: char| is_hyphen(sign) || matches!(sign, '.' | '('))
            || is_whole_line(text, span))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::identifier::near;
    use crate::text::Text;

    proptest! {
        #[test]
        fn a_shape_is_found_wherever_it_stands(text in "([0-9]{1,5}|[ .+()-]|[\u{2010}-\u{2013}]|011|EAC|LIN|N00|A|GB|é|4111 1111 1111 1112|[a-z\n]){0,14}") {
            let mut plain = Vec::new();
            let mut at = 0;
            while let Some(shape) = SHAPES.as_ref().and_then(|shapes| shapes.captures_at(&text, at)) {
                let read = read(&text, &shape);
                let start = shape.get(0).map_or(text.len(), |whole| whole.start());
                at = read.as_ref().map_or(start + 1, |one| one.span.end);
                plain.extend(read);
            }
            let groups = near::groups(Text::decode(text.clone().into_bytes()).digits());
            prop_assert_eq!(shaped(&text, &groups), plain);
        }
    }
}
