//! The date line of a memo: the first line near its top that is a date, or ends in one in a column of
//! its own.

use jiff::civil::{Date, DateTime};

use super::notes;
use super::scan::{LineKind, Scan};
use crate::text::Text;

/// How many lines of text from the top are looked at.
const REACH: usize = 40;

/// Keywords of a date line, small letters.
const KEYWORDS: [&str; 10] = [
    "date:",
    "dated:",
    "date of origin:",
    "date & time:",
    "date and time:",
    "date/time:",
    "time and date:",
    "date-time:",
    "sent:",
    "date",
];

/// The date of the document.
pub(super) fn find(text: &Text, scan: &Scan) -> Option<DateTime> {
    // A banner line may have the day in another column.
    let is_read = |kind: &LineKind| matches!(kind, LineKind::Text | LineKind::Banner);
    let lines = scan.kinds.iter().enumerate().filter(|(_, kind)| is_read(kind));
    let near = lines.take(REACH).filter(|(line, _)| !dates_a_source(text, *line));
    let mut near = near.map(|(line, _)| text.line(line));
    near.find_map(line_date).map(|date| date.at(0, 0, 0, 0))
}

/// `Dated: 20130930` below `Derived From: Guide`: the day of the guide.
fn dates_a_source(text: &Text, line: usize) -> bool {
    let dated =
        |line: &str| line.trim_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case("dated"));
    dated(text.line(line))
        && line.checked_sub(1).is_some_and(|above| notes::is_authority_line(text.line(above)))
}

/// The date that is the whole of a line, stands behind its keyword, behind the place (`Washington,
/// March 3, 2011`), or in a column of its own at the end.
fn line_date(line: &str) -> Option<Date> {
    let line = line.trim().trim_start_matches(['*', '|']).trim();
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let line = behind_mark(line);
    let lower = line.to_ascii_lowercase();
    if lower.contains("guidelines") {
        return None; // `White House Guidelines, Feb. 24, 1983`: by what a library has declassified the text
    }
    let keyword = KEYWORDS.iter().find(|keyword| lower.starts_with(**keyword));
    let value = keyword.map_or(line, |keyword| line.get(keyword.len()..).unwrap_or_default());
    let value =
        value.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '*' | '|' | ':'));
    date(value).or_else(|| behind_place(value)).or_else(|| last_column(line)).or_else(|| any_field(line))
}

/// A field of several on one line, in columns: `DATE: March 14, 2007     FILE: 12-345`, `Precedence: ROUTINE     Date:
/// 03/14/2007`.
fn any_field(line: &str) -> Option<Date> {
    line.split("   ").flat_map(|column| column.split('\t')).find_map(|column| {
        let column = column.trim();
        // `Dated:` in a column is the day of a source.
        let keyword = KEYWORDS.iter().filter(|&&keyword| keyword.ends_with(':') && keyword != "dated:");
        let matching = |keyword: &&str| {
            column.get(..keyword.len()).is_some_and(|front| front.eq_ignore_ascii_case(keyword))
        };
        let keyword = keyword.copied().find(|keyword| matching(keyword))?;
        date(column.get(keyword.len()..)?.trim())
    })
}

/// The line without the portion mark in front: `(U) 12 May 2014`.
fn behind_mark(line: &str) -> &str {
    let bracket = line.strip_prefix('(').and_then(|inside| inside.split_once(')'));
    let is_mark = |inside: &str| !inside.contains(|letter: char| letter.is_ascii_lowercase());
    bracket.filter(|(inside, _)| is_mark(inside)).map_or(line, |(_, behind)| behind.trim_start())
}

/// `Washington, March 3, 2011`.
fn behind_place(value: &str) -> Option<Date> {
    let (place, rest) = value.split_once(',')?;
    let word = place.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '.' | '-'));
    date(rest.trim()).filter(|_| word && place.len() <= 24)
}

/// `TO: The Secretary          March 3, 2011`.
fn last_column(line: &str) -> Option<Date> {
    let (_, column) = line.rsplit_once("   ").or_else(|| line.rsplit_once('\t'))?;
    date(column.trim())
}

/// Reads `3 March 2011`, `March 3, 2011`, `3 Mar 11`, `20110303`, `2011-03-03`, `03/03/2011`, perhaps with
/// a weekday in front or a time behind.
fn date(value: &str) -> Option<Date> {
    if value.is_empty() || value.len() > 40 {
        return None;
    }
    let words: Vec<&str> = value
        .split([' ', ',', ';', '\u{a0}'])
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.as_slice() {
        [weekday, rest @ ..] if !rest.is_empty() && is_weekday(weekday) => rest,
        words => words,
    };
    match words {
        [one] => numeric(one),
        [first, second, third, rest @ ..] if rest.len() <= 4 && rest.iter().all(|word| is_time(word)) => {
            let (day, named) = if month(first).is_some() { (second, first) } else { (first, second) };
            Date::new(year(third)?, month(named)?, day_number(day)?).ok()
        }
        [one, rest @ ..] if rest.len() <= 2 && rest.iter().all(|word| is_time(word)) => numeric(one),
        _ => None,
    }
}

/// True for a day in a column of its own.
pub(super) fn is_day(column: &str) -> bool {
    column.bytes().any(|byte| byte.is_ascii_digit()) && date(column).is_some()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(&word.to_ascii_lowercase()))
}

fn is_time(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let of_clock = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'-' | b'Z');
    let clock = digits >= 3 && word.bytes().all(of_clock);
    let zone = matches!(word, "EST" | "EDT" | "CST" | "CDT" | "MST" | "MDT" | "PST" | "PDT" | "GMT" | "UTC");
    clock
        || zone
        || matches!(
            word.to_ascii_uppercase().as_str(),
            "AM" | "PM" | "A.M" | "P.M" | "HOURS" | "HRS" | "AT" | "/" | "-"
        )
}

/// `20110303`, `2011-03-03`, `03/25/2011` (month first, as US papers have it, unless it cannot be).
fn numeric(word: &str) -> Option<Date> {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    if word.len() == 8 && digits {
        return Date::new(
            word.get(..4)?.parse().ok()?,
            word.get(4..6)?.parse().ok()?,
            word.get(6..)?.parse().ok()?,
        )
        .ok()
        .filter(|date| (1900..2100).contains(&date.year()));
    }
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let &[first, second, third] = parts.as_slice() else { return None };
    if first.len() == 4 {
        return Date::new(year(first)?, second.parse().ok()?, third.parse().ok()?).ok();
    }
    if let Some(named) = month(second) {
        return Date::new(year(third)?, named, day_number(first)?).ok(); // 3-Mar-11
    }
    let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    Date::new(year(third)?, month, day).ok()
}

/// The number of a month by its name or at least three letters of it.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let lower = if lower == "sept" { "sep".to_owned() } else { lower };
    let found = MONTHS.iter().position(|month| lower.len() >= 3 && month.starts_with(&lower))?;
    i8::try_from(found + 1).ok()
}

fn day_number(word: &str) -> Option<i8> {
    let lower = word.to_ascii_lowercase();
    let digits =
        ["st", "nd", "rd", "th"].iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(&lower);
    digits.parse().ok()
}

/// Four digits, or two: 30 to 99 are of the last century.
fn year(word: &str) -> Option<i16> {
    let value: i16 = word.trim_start_matches('\'').parse().ok()?;
    match word.len() {
        4 => Some(value).filter(|year| (1900..2100).contains(year)),
        2 | 3 => Some(if value < 30 { 2000 + value } else { 1900 + value }).filter(|_| value < 100),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_date_line_is_read() {
        let expected = jiff::civil::date(2011, 3, 3);
        for line in [
            "DATE: 3 March 2011",
            "March 3, 2011",
            "            March 3, 2011",
            "20110303",
            "3 Mar 11",
            "2011-03-03",
            "Date: 03/03/2011",
            "Washington, March 3, 2011",
            "TO:  The Secretary              March 3, 2011",
            "Sent: Thursday, March 3, 2011 7:42 AM",
            "3-MAR-2011",
            "DATE & TIME:  March 3, 2011; 10:00 a.m.",
            "DATE:     March 3, 2011, 10:00 P.M.",
            "DATE: 3 Mar 2011 15:45Z",
            "DATE/TIME: March 3, 2011 / 3:45 p.m.",
            "Date: Thursday, March 3, 2011, 3:45 PM EST",
            "Date and time: March 3, 2011, 3:45-4:30 p.m.",
            "Precedence: ROUTINE              Date: 03/03/2011",
            "DATE: March 3, 2011          FILE: 12-345",
            "Precedence: ROUTINE\tDate:\t03/03/2011",
        ] {
            assert_eq!(line_date(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn the_day_of_a_source_is_none_of_the_document() {
        let register = crate::register::Register::builtin();
        for (printed, own) in [
            ("SECRET\n\nClassified By: A\nDerived From: Guide\nDated: 20130930\n", None),
            ("SECRET\n\nDerived From: Guide     Dated: 20130930\n", None),
            ("SECRET\n\nDated: 20130930\n", Some(jiff::civil::date(2013, 9, 30))),
        ] {
            let text = Text::decode(printed.into());
            let found = find(&text, &super::super::scan::scan(&text, &register));
            assert_eq!(found.map(DateTime::date), own, "{printed}");
        }
    }

    #[test]
    fn a_date_in_a_sentence_is_no_date_line() {
        for line in [
            "On March 3, 2011 the minister came.",
            "12",
            "10 of 12",
            "Released May 5, 2012 by the panel",
            "1.4(b)",
        ] {
            assert_eq!(line_date(line), None, "{line}");
        }
    }
}
