//! Identifiers that their shape alone gives away.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::near::{digits, stands_alone};
use super::{Identifier, IdentifierKind, account, sample};
use crate::span::Span;

/// One shape an alternative. The prefixes of receipts are those of the service centers. An account number
/// is read on from its first four characters.
static SHAPES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let shapes = concat!(
        r"(?-u)\b(?:(?P<social>[0-9]{3}-[0-9]{2}-[0-9]{4})",
        r"|(?P<alien>A[0-9]{2,3}-[0-9]{3}-[0-9]{3})",
        r"|(?P<receipt>(?:EAC|WAC|LIN|SRC|NBC|MSC|IOE|YSC)[0-9]{10})",
        r"|(?P<student>N00[0-9]{8})",
        r"|(?P<card>(?:[0-9]{4}[ -]){3}[0-9]{4}|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5})",
        r"|(?P<account>[A-Z]{2}[0-9]{2}[ -]?[A-Z0-9]{4}))",
    );
    Regex::new(shapes).ok()
});

/// The identifiers whose shape needs no keyword.
pub(super) fn shaped(text: &str) -> Vec<Identifier> {
    let Some(shapes) = SHAPES.as_ref() else { return Vec::new() };
    shapes.captures_iter(text).filter_map(|captures| read(text, &captures)).collect()
}

fn read(text: &str, captures: &Captures<'_>) -> Option<Identifier> {
    let whole = captures.get(0)?;
    let stands = |group: &str| captures.name(group).is_some();
    let (kind, length) = if stands("account") {
        (IdentifierKind::BankAccount, account::bank_account(text.get(whole.start()..)?)?)
    } else if stands("social") {
        (sample::social(&digits(whole.as_str()))?, whole.len())
    } else if stands("card") {
        let real = account::is_payment_card(&digits(whole.as_str()));
        (real.then_some(IdentifierKind::PaymentCard)?, whole.len())
    } else if stands("alien") {
        (IdentifierKind::Alien, whole.len())
    } else if stands("receipt") {
        (IdentifierKind::Receipt, whole.len())
    } else {
        (IdentifierKind::Student, whole.len())
    };
    let span = Span::new(whole.start(), whole.start() + length);
    let checked = matches!(kind, IdentifierKind::BankAccount | IdentifierKind::PaymentCard);
    let filler = sample::is_filler(&digits(whole.as_str()));
    (!filler && stands_alone(text, span.start, span.end)).then_some(Identifier {
        span,
        kind,
        keyword: None,
        checked,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<&'static str> {
        shaped(text).iter().map(|one| one.kind.name()).collect()
    }

    #[test]
    fn shapes_are_known_without_a_keyword() {
        for (text, kind) in [
            ("The number 219-09-9998 stands", "ssn"),
            ("The ITIN 912-70-1234 stands", "itin"),
            ("file A98-765-432 of", "a-number"),
            ("EAC1290012345 is pending", "uscis-receipt"),
            ("N0012345678 is active", "sevis"),
            ("to FI12 4055 0017 7029 35 by", "iban"),
            ("The account is GB14ABCD30904417762318.", "iban"),
            ("The card 4539 1772 0148 8325 was", "payment-card"),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn what_only_looks_alike_is_none() {
        for text in [
            "251645Z",
            "0820 0851645",
            "MOSCOW 000820",
            "STATE 00226504",
            "F-2014-20439",
            "1-219-09-9998",
            "219-09-99981",
            "123-45-6789",
            "ISBN 978-92-1234-5678-9",
            "The code GB12 ABCD stands",
            "1234 5678 9012 3456",
            "S/RES/1929 (2010)",
            "12-09-1998",
        ] {
            assert!(kinds(text).is_empty(), "{text}");
        }
    }
}
