//! Identifiers that a keyword announces: shapes too weak to stand alone (marking-facts E.5).

use std::sync::LazyLock;

use regex::Regex;

use super::near::{behind, digits, stands_alone};
use super::{Identifier, IdentifierKind, account, sample};
use crate::span::Span;

/// How far behind its keyword a value may stand, in bytes.
const REACH: usize = 60;

/// What may stand between a keyword and its value.
const GAP: &str =
    r"^(?i-u:[ \t]*(?:numbers?|nos?\.|no|nr\.?|num|id|is|was|card|ending|[:#=(\-]|\r?\n))*[ \t]*";

/// Every keyword; the name of its group says what it announces.
static KEYWORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = concat!(
        r"(?i-u)\b(?:(?P<social>SSN|social[ \t]+security|ITIN|taxpayer[ \t]+id(?:entification)?)\b",
        r"|(?P<passport>passports?|PPT)\b",
        r"|(?P<foil>visa[ \t]+foil|foil|visa[ \t]+(?:no\b|number|\#))",
        r"|(?P<alien>A[ \t]?\#|A-number|alien[ \t]+(?:registration|file|number|no\b))",
        r"|(?P<case>receipts?|case)\b",
        r"|(?P<admission>I-94A?|admission)\b",
        r"|(?P<student>SEVIS)\b",
        r"|(?P<birth>D/?P?OB|dates?[ \t]+(?:and[ \t]+place[ \t]+)?of[ \t]+birth|birth[ \t]?date)\b",
        r"|(?P<card>(?:credit|debit|payment|bank)?[ \t]?card|visa|mastercard|amex)\b)",
    );
    Regex::new(words).ok()
});

/// One keyword, with the shape of what it announces.
struct Announced {
    group: &'static str,
    shape: Option<Regex>,
    judge: fn(&str) -> Option<IdentifierKind>,
}

static ANNOUNCED: LazyLock<Vec<Announced>> = LazyLock::new(|| {
    let rows: [(&'static str, &str, fn(&str) -> Option<IdentifierKind>); 9] = [
        ("social", r"[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}", |value| sample::social(&digits(value))),
        ("passport", r"[A-Z]{0,2}[ -]?[0-9]{6,9}", |value| real(value, IdentifierKind::Passport)),
        ("foil", r"[A-Z]?[0-9]{7,8}", |value| real(value, IdentifierKind::VisaFoil)),
        ("alien", r"A?[ -]?[0-9]{2,3}[- ]?[0-9]{3}[- ]?[0-9]{2,3}", |value| {
            real(value, IdentifierKind::Alien)
        }),
        ("case", r"[A-Z]{3}-?[0-9]{2}-?[0-9]{3}-?[0-9]{5}", |value| real(value, IdentifierKind::Receipt)),
        ("admission", r"(?:[0-9]{11}|[0-9]{9}[A-Z][0-9])", |value| real(value, IdentifierKind::Admission)),
        ("student", r"N-?[0-9]{10}", |value| real(value, IdentifierKind::Student)),
        ("birth", DATE, |_| Some(IdentifierKind::Birth)),
        ("card", r"[0-9][0-9 -]{11,22}[0-9]", |value| {
            account::is_payment_card(&digits(value)).then_some(IdentifierKind::PaymentCard)
        }),
    ];
    let announced = rows.into_iter().map(|(group, shape, judge)| Announced {
        group,
        shape: Regex::new(&format!("{GAP}(?P<value>{shape})")).ok(),
        judge,
    });
    announced.collect()
});

/// `12 JAN 1961`, `January 12, 1961`, `05/12/61`, `1961-01-12`, `12.1.1961`.
const DATE: &str = concat!(
    r"(?i-u:[0-9]{1,2}(?:st|nd|rd|th)?[ \-/.]?[ ]?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}[ \-/.,]*[0-9]{2,4}",
    r"|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\.?[ ]+[0-9]{1,2},?[ ]+[0-9]{4}",
    r"|[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-](?:[0-9]{4}|[0-9]{2})",
    r"|[0-9]{4}[/.\-][0-9]{1,2}[/.\-][0-9]{1,2})",
);

/// A value that is no filler such as 0000000. Digits that count up count: the keyword vouches for them.
fn real(value: &str, kind: IdentifierKind) -> Option<IdentifierKind> {
    let digits = digits(value);
    let repeated = digits.bytes().zip(digits.bytes().skip(1)).all(|(one, next)| one == next);
    (!repeated).then_some(kind)
}

/// The identifiers that a keyword announces.
pub(super) fn announced(text: &str) -> Vec<Identifier> {
    let Some(keywords) = KEYWORDS.as_ref() else { return Vec::new() };
    // Finding is cheap, captures are not: a keyword without a digit close behind it is no keyword.
    let near = keywords
        .find_iter(text)
        .filter(|found| behind(text, found.end(), REACH).bytes().any(|byte| byte.is_ascii_digit()));
    near.filter_map(|found| value(text, keywords, found.start(), found.end())).collect()
}

fn value(text: &str, keywords: &Regex, start: usize, end: usize) -> Option<Identifier> {
    let captures = keywords.captures_at(text, start)?;
    let row = ANNOUNCED.iter().find(|row| captures.name(row.group).is_some())?;
    let found = row.shape.as_ref()?.captures(behind(text, end, REACH))?.name("value")?;
    let span = Span::from(found.range()).shifted(end);
    let kind = (row.judge)(found.as_str()).filter(|_| stands_alone(text, span.start, span.end))?;
    let checked = kind == IdentifierKind::PaymentCard;
    Some(Identifier { span, kind, keyword: Some(Span::new(start, end)), checked })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<&'static str> {
        announced(text).iter().map(|one| one.kind.name()).collect()
    }

    #[test]
    fn a_keyword_announces_its_value() {
        for (text, kind) in [
            ("Social Security number: 219 09 9998.", "ssn"),
            ("SSN 219099998 stands", "ssn"),
            ("US passport number 512345678.", "passport"),
            ("PPT: FI1234567, issued", "passport"),
            ("A-number is A098765432.", "a-number"),
            ("(A# 98-765-432)", "a-number"),
            ("Receipt number XYZ1990012345 is", "uscis-receipt"),
            ("Visa foil number 81234567 was", "visa-foil"),
            ("I-94 number 12345678901 was", "i-94"),
            ("SEVIS ID N0012345678 is", "sevis"),
            ("DPOB: 12 JAN 1961, KOTKA", "birth"),
            ("DOB 05/12/61 stands", "birth"),
            ("(date of birth: January 12, 1961)", "birth"),
            ("Card number 5372881044590174 was", "payment-card"),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn a_keyword_alone_or_far_away_announces_nothing() {
        for text in [
            "The passports of the crew were looked at, all 14 of them.",
            "Visa interviews are held on 3 days of 5.",
            "the case of 12345678 tons",
            "passport 0000000, a sample",
            "A number of 1234509 was named.",
            "The card was filled in on 12 May 2008.",
            "2.5 million passports; 1234509 voters",
        ] {
            assert!(kinds(text).is_empty(), "{text}");
        }
    }
}
