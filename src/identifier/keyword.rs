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

/// Every keyword at the front of a text, of those that begin alike the longest first.
static KEYWORD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(?:
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

/// The first three signs of each: `*` is anything, `~` any sign beyond ASCII. To ask for [`KEYWORD`] at every word of a
/// text is dear.
const OPENINGS: [&[u8; 3]; 45] = [
    b"ssn", b"ssa", b"soc", b"iti", b"tax", b"tin", b"cre", b"deb", b"vis", b"ban", b"pay", b"car", b"mas",
    b"ame", b"pas", b"ppt", b"foi", b"a  ", b"a ~", b"a #", b"a n", b"a -", b"a#*", b"a-*", b"a~*", b"ano",
    b"ali", b"usc", b"rec", b"cas", b"i-9", b"adm", b"sev", b"dob", b"dpo", b"d/*", b"d.*", b"dat", b"bir",
    b"bor", b"tel", b"cel", b"pho", b"mob", b"fax",
];

/// The openings that have a sign at each place; a set of bits.
type Fits = [u64; 3];

static FITS: [Fits; 256] = {
    let mut fits = [[0; 3]; 256];
    let (mut rest, mut byte): (&mut [Fits], u8) = (&mut fits, 0);
    while let [[first, second, third], behind @ ..] = rest {
        let (mut openings, mut bit): (&[&[u8; 3]], u64) = (&OPENINGS, 1);
        while let [opening, others @ ..] = openings {
            let [one, two, three] = *opening;
            *first |= if is_meant(*one, byte) { bit } else { 0 };
            *second |= if is_meant(*two, byte) { bit } else { 0 };
            *third |= if is_meant(*three, byte) { bit } else { 0 };
            (openings, bit) = (others, bit << 1);
        }
        (rest, byte) = (behind, byte.wrapping_add(1));
    }
    fits
};

const fn is_meant(sign: u8, byte: u8) -> bool {
    match sign {
        b'*' => true,
        b'~' => !byte.is_ascii(),
        b' ' => byte.is_ascii_whitespace() || byte == 0x0b,
        _ => byte.to_ascii_lowercase() == sign,
    }
}

/// The keywords of a text, in order; not those that end with it, behind which no number stands.
pub(super) fn keywords(text: &str) -> impl Iterator<Item = (Keyword, Span)> + '_ {
    let mut read = 0;
    let found = openings(text.as_bytes()).filter_map(move |at| {
        let rest = text.get(at..).filter(|_| at >= read)?;
        let length = KEYWORD.as_ref()?.find(rest)?.len();
        read = at + length;
        Some(Span::new(at, read))
    });
    found.filter_map(|span| {
        let word = text.get(span.start..span.end)?;
        let next = text.as_bytes().get(span.end).copied().unwrap_or(b' ');
        let whole = !next.is_ascii_alphabetic() || !word.ends_with(|last: char| last.is_ascii_alphabetic());
        Some((sort(word)?, span)).filter(|_| whole)
    })
}

/// The places of the words that may be keywords.
fn openings(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let fits = |byte: u8| FITS.get(usize::from(byte)).copied().unwrap_or_default();
    let opens = move |signs: &[u8]| {
        let &[one, two, three] = signs else { return false };
        let ([first, ..], [_, second, _], [.., third]) = (fits(one), fits(two), fits(three));
        first & second & third != 0
    };
    let begins = move |at: usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        !before.is_some_and(|before| before.is_ascii_alphanumeric() || *before == b'_')
    };
    // A number follows every keyword, so at least three bytes are left where one begins.
    bytes.windows(3).enumerate().filter(move |(at, signs)| opens(signs) && begins(*at)).map(|(at, _)| at)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_keyword_is_passed_over(
            text in "(SSA?N|social sec|ITIN|taxpayer id|credit |bank|card|mastercard|am(ex|erican express)|passports?|\
                PPTS?|visa |foil|A ?#|A[ \u{a0}]{0,2}-?[ \u{a0}]{0,2}no|alien (file|reg\\.)|USCIS #|receipt|case|I-94A?|admission|SEVIS|D/?P?OB|\
                D\\. ?O\\.B|dates? of birth|birth ?date|born|tel|cell|phone|fax|mobile|[a-zA-Z]{1,2}|[ _.é1\n\u{a0}-]){0,9}"
        ) {
            let text = text + " 1";
            let anywhere = KEYWORD.iter().map(|pattern| pattern.as_str().replacen('^', r"(?-u:\b)", 1)).next();
            let anywhere = anywhere.and_then(|pattern| Regex::new(&pattern).ok());
            let letter = |sign: Option<&u8>| sign.is_some_and(u8::is_ascii_alphabetic);
            let whole = |found: &Span| {
                let (last, next) = (text.as_bytes().get(..found.end), text.as_bytes().get(found.end));
                !(letter(last.and_then(<[u8]>::last)) && letter(next))
            };
            let all = anywhere.iter().flat_map(|pattern| pattern.find_iter(&text).map(|found| found.range().into()));
            let all: Vec<Span> = all.filter(whole).collect();
            prop_assert_eq!(keywords(&text).map(|(_, span)| span).collect::<Vec<_>>(), all);
        }
    }
}
