//! Days as stamps print them: `12/31/2015`, `2002/01/10`, `20 Mar 2014`, `October 23, 2008`, `06-Sep-2012`.

use jiff::civil::Date;

/// The pattern of a day, for the patterns of stamps; small letters and capitals alike.
pub(super) const DAY: &str = concat!(
    r"(?:[0-9OIl]{1,4}[/.-][0-9OIl]{1,2}[/.-][0-9OIl]{2,4}",
    r"|[0-9]{1,2}[\s-]{0,2}(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}\.?[,\s-]{0,3}[0-9]{2,4}",
    r"|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}\.?\s{1,2}[0-9]{1,2}(?:st|nd|rd|th)?,?\s{1,3}[0-9]{4})",
);

/// Names of months, three letters each, in order.
const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";

/// The day that some characters print; `None` where no calendar has it.
pub(super) fn read(printed: &str) -> Option<Date> {
    match month(printed) {
        Some(month) => worded(printed, month),
        None => numeric(printed),
    }
}

/// A day with a month by its name.
fn worded(printed: &str, month: i8) -> Option<Date> {
    let numbers = numbers(printed);
    let &[day, year] = numbers.as_slice() else { return None };
    Date::new(full_year(year)?, month, day.parse().ok()?).ok()
}

/// `12/31/2015`, or the year first.
fn numeric(printed: &str) -> Option<Date> {
    let digits = printed.replace('O', "0").replace(['I', 'l'], "1");
    let numbers = numbers(&digits);
    let &[first, second, third] = numbers.as_slice() else { return None };
    if first.len() == 4 {
        return Date::new(full_year(first)?, second.parse().ok()?, third.parse().ok()?).ok();
    }
    Date::new(full_year(third)?, first.parse().ok()?, second.parse().ok()?).ok()
}

fn numbers(printed: &str) -> Vec<&str> {
    printed.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect()
}

fn month(printed: &str) -> Option<i8> {
    let letters: String = printed.chars().filter(char::is_ascii_alphabetic).take(3).collect();
    let name = letters.to_ascii_lowercase();
    let place = MONTHS.find(&name).filter(|place| name.len() == 3 && place % 3 == 0)?;
    i8::try_from(place / 3 + 1).ok()
}

/// Four digits, or two: from 40 on of the last century.
fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year).filter(|year| (1940..2100).contains(year)),
        2 => Some(if year < 40 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_day_is_read() {
        let expected = Some(jiff::civil::date(2012, 9, 6));
        for printed in [
            "09/06/2012",
            "2012/09/06",
            "6 Sep 2012",
            "06-Sep-2012",
            "September 6, 2012",
            "O9/06/2Ol2",
            "9/6/12",
        ] {
            assert_eq!(read(printed), expected, "{printed}");
        }
    }

    #[test]
    fn what_no_calendar_has_is_no_day() {
        for printed in ["13/31/2015", "02/30/2015", "12/2015", "", "99/99/9999"] {
            assert_eq!(read(printed), None, "{printed}");
        }
    }
}
