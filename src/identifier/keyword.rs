//! Keywords that announce an identifier.

use std::sync::LazyLock;

use regex::Regex;

use crate::span::Span;

/// What a keyword announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    /// SSN, or a taxpayer number of the same form.
    Social,
    /// Passport.
    Passport,
    /// Visa, visa foil.
    Visa,
    /// Alien registration number.
    Alien,
    /// Receipt or case number.
    Case,
    /// I-94.
    Admission,
    /// SEVIS.
    Student,
    /// DOB, `date of birth`.
    Birth,
    /// `born`: prose.
    Born,
    /// Telephone, fax.
    Phone,
    /// A payment card.
    Card,
}

/// Every keyword, of those that begin alike the longest first. `\b` of ASCII: a text with accents is
/// read as fast as one without.
static KEYWORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?-u:\b)(?:
            SSA?N | soc(?:ial|\.)?\s+sec(?:urity|\.)? | ITIN | taxpayer\s+id(?:entification)? | TIN
          | (?:credit\s+|debit\s+|visa\s+|bank\s?|payment\s+)?card | mastercard | amex | american\s+express
          | passports? | PPTS?
          | visa\s+foil | foil | visas?
          | A\s?\# | A-number | A\s?-?\s?no(?-u:\b)\.? | alien\s+(?:registration|reg\.|file|number|no(?-u:\b)) | USCIS\s?\#
          | receipt | case
          | I-94A? | admission | SEVIS
          | D/?P?OB(?:/POB)? | D\.\s?O\.\s?B\.? | dates?\s+(?:and\s+place\s+)?of\s+birth | birth\s?date | birthday | born
          | telephone | tel | cell\s?phone | cell | phone | fax | mobile
        )",
    )
    .ok()
});

/// The keywords of a text, in order.
pub(super) fn keywords(text: &str) -> impl Iterator<Item = (Keyword, Span)> + '_ {
    let found = KEYWORDS.iter().flat_map(|regex| regex.find_iter(text));
    found.filter_map(|found| {
        let next = text.as_bytes().get(found.end()).copied().unwrap_or(b' ');
        let word = found.as_str();
        let whole = !next.is_ascii_alphabetic() || !word.ends_with(|last: char| last.is_ascii_alphabetic());
        Some((sort(word)?, found.range().into())).filter(|_| whole)
    })
}

/// Sorts a keyword by its letters.
fn sort(word: &str) -> Option<Keyword> {
    let letters: String =
        word.chars().filter(|one| !one.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let starts = |fronts: &[&str]| fronts.iter().any(|front| letters.starts_with(front));
    let sorts: [(Keyword, &[&str]); 11] = [
        (Keyword::Social, &["ss", "soc", "itin", "tax", "tin"]),
        (Keyword::Card, &["card", "credit", "debit", "visacard", "bank", "payment", "master", "am"]),
        (Keyword::Passport, &["pass", "ppt"]),
        (Keyword::Visa, &["visa", "foil"]),
        (Keyword::Phone, &["tel", "cell", "phone", "fax", "mob"]),
        (Keyword::Case, &["receipt", "case"]),
        (Keyword::Admission, &["i-94", "admission"]),
        (Keyword::Student, &["sevis"]),
        (Keyword::Born, &["born"]),
        (Keyword::Birth, &["d", "birth"]),
        (Keyword::Alien, &["a", "uscis"]),
    ];
    sorts.iter().find(|(_, fronts)| starts(fronts)).map(|(keyword, _)| *keyword)
}
