//! Days with the name of their month: `July 20, 2019`, `20 JUL 2019`.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::full_year;

/// The months, as a pattern and in their order.
pub(in crate::document) const MONTHS: &str = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

/// At the front of an instruction, perhaps behind codes (`25X1, JULY 20, 2049`; `GDS`, `RDS-1`). A day behind other words is
/// that of an event or of a source.
static FRONT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let codes = r"(?:(?:on|x?gds|ads|rds|(?:1\.6|25|50|75)?x[0-9])(?:-[a-z0-9]+)?\b[\s,;:.]*)*";
    let day = r"[0-9]{1,2}(?:st|nd|rd|th)?";
    let month = format!(r"(?:{MONTHS})[a-z]*\.?");
    let year = "[0-9]{2}(?:[0-9]{2})?";
    Regex::new(&format!(
        r"(?i)^\W*{codes}(?P<date>{day}[\s.-]{{0,3}}{month}[\s,.-]{{0,3}}{year}\b|{month}\s{{1,3}}{day},?\s{{1,3}}{year}\b)"
    ))
    .ok()
});

/// The day at the front of an instruction, and where it stands. Words behind it make it that of an event or of a source:
/// `JULY 20, 2009 PLUS 25 YEARS`.
pub(super) fn at_front(instruction: &str, written: Option<Date>) -> Option<(Range<usize>, Date)> {
    // Most instructions are words or codes alone.
    if !instruction.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let place = FRONT.as_ref()?.captures(instruction)?.name("date")?;
    let behind = instruction.get(place.end()..)?.trim_start_matches([' ', '\t']);
    let goes_on = behind.starts_with(|letter: char| letter.is_alphanumeric());
    Some((place.range(), read(place.as_str(), written)?)).filter(|_| !goes_on)
}

/// `31 December 2030`, `December 31, 2030`, `31DEC30`; of `December 2030` the last day.
pub(in crate::document) fn read(printed: &str, written: Option<Date>) -> Option<Date> {
    let lower = printed.to_ascii_lowercase();
    let month = MONTHS.split('|').position(|month| lower.contains(month))?;
    let month = i8::try_from(month + 1).ok()?;
    let numbers: Vec<&str> =
        printed.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    match numbers.as_slice() {
        [day, year] => Date::new(full_year(year, written)?, month, day.parse().ok()?).ok(),
        [year] => Some(Date::new(full_year(year, written)?, month, 1).ok()?.last_of_month()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_at_the_front_and_not_behind_the_words_of_an_event() {
        let day = |instruction| at_front(instruction, None).map(|(_, date)| date.to_string());
        let july = Some("2009-07-20".to_owned());
        for front in
            ["JULY 20, 2009", "20 JUL 2009", "20JUL09", "25X1, July 20th, 2009", "GDS JUL 20, 2009 (ROE, J.)"]
        {
            assert_eq!(day(front), july, "{front}");
        }
        for other in [
            "10 YEARS FROM JULY 20, 2009",
            "JULY 20, 2009 PLUS 25 YEARS",
            "5 MAR 75 LETTER",
            "AFTER MAY 2009",
            "JULY 2009",
            "JULY 32, 2009",
        ] {
            assert_eq!(day(other), None, "{other}");
        }
    }
}
