//! Format line 5: one or two precedence prosigns and the date-time group, `O P 251645Z MAR 08`.

use jiff::civil::{Date, DateTime};

use super::super::words::{kept, leading_digits, pieces};
use super::DateTimeGroup;
use crate::span::Span;

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// Prosigns and group together have no more words.
const MOST_WORDS: usize = 8;

/// True for a line that is a date-time group with its prosigns.
pub(super) fn is_group_line(line: &str) -> bool {
    pieces(line).next().is_some_and(|(_, word)| is_prosign(word)) && Printed::read(line).is_some()
}

/// What stands in a group, and where it begins and ends.
struct Printed {
    at: usize,
    end: usize,
    parts: Parts,
}

impl Printed {
    /// Reads the line behind its prosigns.
    fn read(line: &str) -> Option<Self> {
        let mut words = pieces(line).take(MOST_WORDS).skip_while(|(_, word)| is_prosign(word));
        let (at, time) = words.next().filter(|(_, word)| is_time(word))?;
        let month = month_number(words.next()?.1)?;
        let (year_at, digits) = words.next().map(|(at, word)| (at, leading_digits(word)))?;
        let year = full_year(digits).filter(|_| matches!(digits.len(), 2 | 4))?;
        Some(Self { at, end: year_at + digits.len(), parts: Parts::new(time, month, year) })
    }
}

/// Reads the line; prosigns are optional here (SMART prints the group without them).
pub(in crate::document) fn read(line: &str, start: usize) -> Option<DateTimeGroup> {
    let Printed { at, end, parts } = Printed::read(line)?;
    let prosigns = pieces(line).take_while(|(_, word)| is_prosign(word));
    Some(DateTimeGroup {
        span: Span::new(at, end).shifted(start),
        prosigns: prosigns.map(|(at, word)| kept(at, word, start)).collect(),
        moment: parts.moment(),
        problem: parts.problem(),
        midnight: matches!(parts.clock, 0 | 2400),
    })
}

fn is_prosign(word: &str) -> bool {
    matches!(word, "Z" | "O" | "P" | "R" | "Y" | "YY" | "ZZ" | "OO" | "PP" | "RR")
}

/// `251645Z`, letters in any case.
fn is_time(word: &str) -> bool {
    word.len() == 7
        && word.get(..6).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        && word.ends_with(['Z', 'z'])
}

/// `MAR`, `MARCH`, in any case: 1 to 12.
fn month_number(word: &str) -> Option<i8> {
    let short = word.get(..3)?;
    let index = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(short))?;
    i8::try_from(index + 1).ok()
}

/// Two digits are 1945 to 2044: no telegram is older, and no dated one is newer than a decade or two.
pub(in crate::document) fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    Some(match digits.len() {
        2 if year >= 45 => 1900 + year,
        2 => 2000 + year,
        _ => year,
    })
}

struct Parts {
    day: i8,
    clock: i16,
    month: i8,
    year: i16,
}

impl Parts {
    fn new(time: &str, month: i8, year: i16) -> Self {
        let part =
            |range: std::ops::Range<usize>| time.get(range).and_then(|digits| digits.parse::<i16>().ok());
        let day = part(0..2).and_then(|day| i8::try_from(day).ok()).unwrap_or_default();
        Self { day, clock: part(2..6).unwrap_or_default(), month, year }
    }

    /// The moment, where it exists; 2400 is the last minute of its day.
    fn moment(&self) -> Option<DateTime> {
        let date = Date::new(self.year, self.month, self.day).ok()?;
        let (hour, minute) = if self.clock == 2400 { (23, 59) } else { (self.clock / 100, self.clock % 100) };
        let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
        jiff::civil::Time::new(hour, minute, 0, 0).ok().map(|time| date.to_datetime(time))
    }

    fn problem(&self) -> Option<&'static str> {
        if self.year < 1945 {
            Some("the year is before 1945")
        } else if Date::new(self.year, self.month, self.day).is_err() {
            Some("the month has no such day")
        } else if self.clock != 2400 && self.clock / 100 > 23 {
            Some("the day has no such hour")
        } else if self.clock % 100 > 59 {
            Some("the hour has no such minute")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_group_is_read_with_its_prosigns() {
        let group = read("O P 251645Z MAR 08  ", 10).unwrap();
        assert_eq!(group.prosigns.len(), 2);
        assert_eq!(group.moment.unwrap().to_string(), "2008-03-25T16:45:00");
        assert_eq!(group.span, Span::new(14, 28));
    }

    #[test]
    fn what_cannot_be_is_said() {
        assert_eq!(read("R 310900Z FEB 09", 0).unwrap().problem, Some("the month has no such day"));
        assert_eq!(read("R 012560Z FEB 09", 0).unwrap().problem, Some("the day has no such hour"));
        assert!(read("R 010000Z FEB 09", 0).unwrap().midnight);
        assert!(read("R 290900Z FEB 08", 0).unwrap().problem.is_none());
    }

    #[test]
    fn words_that_begin_like_one_are_none() {
        assert!(!is_group_line("PRIORITY IS GIVEN"));
        assert!(!is_group_line("O CANADA"));
    }
}
