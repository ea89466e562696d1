//! Identifiers behind a keyword: `PPT NO. X1234567`, `DPOB: 12 JAN 1961`, `SSN 536-22-1234`.
//!
//! Bare runs of digits are everywhere in a telegram (serials, routing, date-time groups). So each
//! kind has a form of its own, and only punctuation, `number` and the like may stand between.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::keyword::{Keyword, keywords};
use super::near::{HYPHENS, behind, digits, stands_alone};
use super::{Identifier, IdentifierKind, account, sample};
use crate::span::Span;

/// How far behind a keyword its value may end.
const REACH: usize = 96;

/// The most values that are read behind one keyword: `passports no. A1234567, A1234568 and ...`.
const MOST: usize = 64;

/// What may stand between a keyword and its value; `word` is set where the text says that a number
/// follows.
const GAP: &str = r"(?:[\s.,:;=()/'\x22*-]|\#)*(?:(?i:card|id|identification|registration|account|admission)\b[\s.,:(]*)*(?P<word>(?i:numbers?|num|nos?|nrs?|nbrs?|\#)(?-u:\b|)[\s.,:;=()\#*-]*)?(?:(?i:is|was|are|were|of)\s+)?";

/// The digits of a payment card, in groups or not.
fn card_digits() -> String {
    format!("[0-9](?:[ {HYPHENS}]?[0-9]){{12,18}}")
}

/// A month, whole or shortened.
const MONTH: &str = "(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/// A line may be broken behind a hyphen, as telegrams are broken at 69 characters.
static SOCIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let parting = format!(r"(?:[{HYPHENS} .]|[{HYPHENS}][ \t]*[\r\n]+[ \t]*)?");
    announced(&format!("[0-9]{{3}}{parting}[0-9]{{2}}{parting}[0-9]{{4}}"))
});

/// One to three letters and digits, or digits alone.
static PASSPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    anchored(&format!(
        r"{GAP}(?:U\.?S\.?\s+)?(?P<value>[A-Z]{{1,3}}[0-9]{{6,9}}|[A-Z][ -][0-9]{{6,9}}|[0-9]{{6,9}}|[A-Z][0-9]{{2}}[A-Z0-9]{{5,6}})"
    ))
});

/// `PASSPORT ISSUED BY YEMEN, NO. 01234567`: some words behind the keyword.
static STATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?P<word>(?i:numbers?|nos?|nr)(?-u:\b)|\#)[\s.:\#]*(?P<value>[A-Z]{0,3}[ -]?[0-9]{6,9})")
        .ok()
});

static VISA: LazyLock<Option<Regex>> =
    LazyLock::new(|| announced(&format!("{}|[A-Z]?[0-9]{{6,8}}", card_digits())));

static ALIEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let parting = format!("[{HYPHENS} ]");
    announced(&format!("(?:A{parting}?)?(?:[0-9]{{2,3}}{parting}[0-9]{{3}}{parting}[0-9]{{3}}|[0-9]{{7,9}})"))
});

/// Three letters and ten digits: a USCIS receipt, or a visa case with the post's code.
static CASE: LazyLock<Option<Regex>> =
    LazyLock::new(|| announced(r"[A-Z]{3}[- ]?[0-9]{2}[- ]?[0-9]{3}[- ]?[0-9]{5}|[A-Z]{3}[0-9]{10}"));

static ADMISSION: LazyLock<Option<Regex>> =
    LazyLock::new(|| announced(r"[0-9]{9}[ -]?(?:[0-9]{2}|[A-Z][0-9])"));

static STUDENT: LazyLock<Option<Regex>> = LazyLock::new(|| announced(r"N[ -]?[0-9]{10}"));

static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| announced(r"\+?\(?[0-9][0-9(). +-]{5,20}[0-9]"));

static CARD: LazyLock<Option<Regex>> = LazyLock::new(|| announced(&card_digits()));

/// A whole date: `12 JAN 61`, `JANUARY 12, 1961`, `5/30/1977`, `1961-01-12`, `19610112`.
static BIRTH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("(?P<value>{})", date())).ok());

/// `born on March 10, 1923`, `born in Oslo on 5 May 1950`: prose needs the year in full.
static BORN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let place = r"(?:in\s+[A-Z][A-Za-z'-]+(?:[ ,]+[A-Z][A-Za-z'-]+){0,3}\s*,?\s*)?";
    anchored(&format!(r"[\s:]*(?:(?i:on)\s+)?{place}(?:(?i:on)\s+)?(?P<value>{})", date()))
});

fn date() -> String {
    let year = r"(?:(?:19|20)[0-9]{2}|[0-9]{2})";
    format!(
        r"[0-9]{{1,2}}(?:st|nd|rd|th)?[\s.,/-]*{MONTH}[\s.,/-]*{year}|{MONTH}\.?\s*[0-9]{{1,2}}(?:st|nd|rd|th)?[\s,]+(?:19|20)[0-9]{{2}}|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-]{year}|(?:19|20)[0-9]{{2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}}|(?:19|20)[0-9]{{6}}"
    )
}

fn announced(value: &str) -> Option<Regex> {
    anchored(&format!("{GAP}(?P<value>{value})"))
}

fn anchored(pattern: &str) -> Option<Regex> {
    Regex::new(&format!("^(?:{pattern})")).ok()
}

/// The identifiers that a keyword announces. `groups` are the digits of the text; behind the last one no keyword
/// announces anything.
pub(super) fn announced_values(text: &str, groups: &[Span]) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    let front = groups.last().and_then(|last| text.get(..last.end)).unwrap_or_default();
    for (keyword, span) in keywords(front) {
        // What is read already as the value of a keyword before is no keyword.
        if found.last().is_none_or(|last| last.span.end <= span.start) {
            values(text, keyword, span, &mut found);
        }
    }
    found
}

/// Reads the value behind a keyword, and those that follow it in a list.
fn values(text: &str, keyword: Keyword, span: Span, found: &mut Vec<Identifier>) {
    let word = text.get(span.start..span.end).unwrap_or_default();
    let Some((kind, value)) = value(text, keyword, word, span.end) else {
        return;
    };
    let mut end = value.end;
    found.push(Identifier {
        span: value,
        kind,
        keyword: Some(span),
        checked: kind == IdentifierKind::PaymentCard,
    });
    for _ in 1..MOST {
        let Some(next) = following(text, kind, end) else {
            return;
        };
        found.push(Identifier { span: next, kind, keyword: Some(span), checked: false });
        end = next.end;
    }
}

/// The next value of a list: `, A1234568` or `and A1234568`.
fn following(text: &str, kind: IdentifierKind, end: usize) -> Option<Span> {
    static PASSPORTS: LazyLock<Option<Regex>> =
        LazyLock::new(|| anchored(r"\s*(?:[,;/&]\s*)?(?:(?i:and|or)\s+)?(?P<value>[A-Z]{0,3}[0-9]{7,9})"));
    static SOCIALS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        anchored(&format!(
            r"\s*(?:[,;/&]\s*)?(?:(?i:and|or)\s+)?(?P<value>[0-9]{{3}}[{HYPHENS}][0-9]{{2}}[{HYPHENS}][0-9]{{4}})"
        ))
    });
    let regex = match kind {
        IdentifierKind::Passport => PASSPORTS.as_ref(),
        IdentifierKind::SocialSecurity | IdentifierKind::Taxpayer => SOCIALS.as_ref(),
        _ => None,
    }?;
    let value = regex.captures(behind(text, end, REACH))?.name("value")?;
    let span = Span::from(value.range()).shifted(end);
    let whole = stands_alone(text, span.start, span.end) && !sample::is_repeated(&digits(value.as_str()));
    whole.then_some(span)
}

/// The value behind a keyword that ends at `end`.
fn value(text: &str, keyword: Keyword, word: &str, end: usize) -> Option<(IdentifierKind, Span)> {
    let window = behind(text, end, REACH);
    // Captures are dear: most keywords are words of a sentence that names no number, or too short a one.
    if window.bytes().filter(u8::is_ascii_digit).count() < fewest_digits(keyword) {
        return None;
    }
    let captures = captures(keyword, window)?;
    let value = captures.name("value")?;
    let kind = kind(keyword, word, &captures, value.as_str())?;
    let span = Span::from(value.range()).shifted(end);
    let clock = kind == IdentifierKind::Birth && is_clock(window.get(value.end()..).unwrap_or_default());
    let whole = stands_alone(text, span.start, span.end) || kind == IdentifierKind::Birth;
    (whole && !clock).then_some((kind, span))
}

/// Digits of the shortest value behind a keyword.
const fn fewest_digits(keyword: Keyword) -> usize {
    match keyword {
        Keyword::Card => 13,
        Keyword::Case | Keyword::Admission | Keyword::Student => 10,
        Keyword::Social => 9,
        Keyword::Alien | Keyword::Phone => 7,
        Keyword::Visa => 6,
        Keyword::Birth | Keyword::Born => 3,
        Keyword::Passport => 2,
    }
}

/// The value in a window behind a keyword, as it is written.
fn captures(keyword: Keyword, window: &str) -> Option<Captures<'_>> {
    let first = |regex: &'static LazyLock<Option<Regex>>| {
        let regex = regex.as_ref().filter(|regex| regex.is_match(window))?;
        regex.captures(window)
    };
    match keyword {
        Keyword::Social => first(&SOCIAL),
        Keyword::Passport => first(&PASSPORT).or_else(|| stated(window)),
        Keyword::Visa => first(&VISA),
        Keyword::Alien => first(&ALIEN),
        Keyword::Case => first(&CASE),
        Keyword::Admission => first(&ADMISSION),
        Keyword::Student => first(&STUDENT),
        Keyword::Birth => first(&BIRTH).filter(|birth| leads_to(window, birth, 48, &[';'])),
        Keyword::Born => first(&BORN),
        Keyword::Phone => first(&PHONE),
        Keyword::Card => first(&CARD),
    }
}

/// The number that is stated after some words.
fn stated(window: &str) -> Option<Captures<'_>> {
    let second = window.chars().next()?.len_utf8();
    let stated = STATED.as_ref()?.captures_at(window, second)?;
    leads_to(window, &stated, 60, &['.', ';']).then_some(stated)
}

/// What stands in front of a value leads from the keyword to it: not many signs, no digit, none that ends a sentence.
/// That is asked of the first value, since a pattern that counts the signs is dear to make.
fn leads_to(window: &str, value: &Captures<'_>, most: usize, ends: &[char]) -> bool {
    let front = value.get(0).and_then(|value| window.get(..value.start())).unwrap_or_default();
    front.chars().count() <= most
        && !front.contains(|sign: char| sign.is_ascii_digit() || ends.contains(&sign))
}

/// What the value is, if it can be one.
fn kind(keyword: Keyword, word: &str, captures: &Captures<'_>, value: &str) -> Option<IdentifierKind> {
    let digits = digits(value);
    let stated = captures.name("word").is_some() || word.ends_with('#');
    let real = !sample::is_repeated(&digits);
    match keyword {
        Keyword::Social => sample::social(&digits),
        Keyword::Passport => {
            (real && is_passport(word, captures, value, stated)).then_some(IdentifierKind::Passport)
        }
        // VISA is also an issuer of cards.
        Keyword::Visa if digits.len() > 8 => card(&digits),
        Keyword::Visa => {
            (real && (stated || word.to_ascii_lowercase().contains("foil")) && is_visa(&digits, stated))
                .then_some(IdentifierKind::VisaFoil)
        }
        Keyword::Alien => real.then_some(IdentifierKind::Alien),
        Keyword::Case => real.then_some(IdentifierKind::Receipt),
        Keyword::Admission => {
            (real && (stated || word.starts_with(['I', 'i']))).then_some(IdentifierKind::Admission)
        }
        Keyword::Student => real.then_some(IdentifierKind::Student),
        Keyword::Birth => is_birth(value).then_some(IdentifierKind::Birth),
        Keyword::Born => (is_birth(value) && has_year(value)).then_some(IdentifierKind::Birth),
        Keyword::Phone => (real && (7..=15).contains(&digits.len())).then_some(IdentifierKind::Phone),
        Keyword::Card => card(&digits),
    }
}

fn card(digits: &str) -> Option<IdentifierKind> {
    account::is_payment_card(digits).then_some(IdentifierKind::PaymentCard)
}

/// Digits alone are a passport number where the text says so, or where they have the length of one
/// and are no date.
fn is_passport(word: &str, captures: &Captures<'_>, value: &str, stated: bool) -> bool {
    let count = value.bytes().filter(u8::is_ascii_digit).count();
    let lettered = value.starts_with(|first: char| first.is_ascii_alphabetic());
    let parts = captures.get(0).zip(captures.name("value"));
    let gap = parts.and_then(|(whole, value)| whole.as_str().get(..value.start() - whole.start()));
    let colon = gap.is_some_and(|gap| gap.contains([':', '#', '=']));
    let plural = word.ends_with(['s', 'S']);
    let mixed = value.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    if stated || colon {
        // Foreign numbers of letters and digits need the word; a word in capitals has no digits.
        count >= 6 || (mixed && count >= 4)
    } else {
        // `passports` may be counted: `140000 in 2009`, `1250000 books`.
        let least = 7 + usize::from(plural) - usize::from(lettered);
        count >= least && (lettered || !is_day(value))
    }
}

/// Eight digits with number word, or seven behind a letter; older numbers have six.
fn is_visa(digits: &str, stated: bool) -> bool {
    stated || digits.len() >= 7
}

/// `20090513`.
fn is_day(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u16>().ok());
    let dated = matches!(number(0, 4), Some(1900..=2099)) && matches!(number(4, 6), Some(1..=12));
    digits.len() == 8 && dated && matches!(number(6, 8), Some(1..=31))
}

/// Every day has numbers that a calendar has.
fn is_birth(value: &str) -> bool {
    let numbers: Vec<u32> = value
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    match numbers.as_slice() {
        [day, _] => matches!(day, 1..=31),
        [first, second, _] if *first <= 31 => (1..=31).contains(first) && (1..=31).contains(second),
        [_, month, day] => matches!(month, 1..=12) && matches!(day, 1..=31),
        [_] => is_day(value),
        _ => false,
    }
}

/// The year is written in full.
fn has_year(value: &str) -> bool {
    value.split(|character: char| !character.is_ascii_digit()).any(|digits| digits.len() >= 4)
}

/// A time of day follows: what was read is the date of a message. // seen: 09ASUNCION561
fn is_clock(rest: &str) -> bool {
    let rest = rest.trim_start();
    let hours = rest.bytes().take_while(u8::is_ascii_digit).count();
    let minutes = rest.get(hours..).unwrap_or_default();
    matches!(hours, 1 | 2)
        && minutes.starts_with(':')
        && minutes.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
}
