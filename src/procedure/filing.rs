//! The envelope against the date-time group: two clocks, and two notes of the precedence.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use super::{Arguments, Hit, Verdict};
use crate::document::{Document, Role, Station, Word, precedence_rank};
use crate::fact::{Fact, Facts};
use crate::finding::Reason;
use crate::span::Span;

/// Reports a day of filing that is some days from the date-time group.
pub(super) fn day(facts: &Facts<'_>, fact: Fact<'_>, arguments: &Arguments) -> Verdict {
    let Fact::Station(station) = fact else { return Ok(Vec::new()) };
    let written = facts.document.written.ok_or(Reason::Date)?.date();
    let day = station.day.ok_or(Reason::FilingDay)?;
    // An impossible day is the subject of another rule.
    let Some(filed) = nearest_day(day.value, written) else { return Ok(Vec::new()) };
    let days = days_between(written, filed).abs();
    let least = arguments.number("at-least").unwrap_or(1);
    let most = arguments.number("at-most").unwrap_or(i64::MAX);
    if !(least..=most).contains(&days) {
        return Ok(Vec::new());
    }
    let hit = Hit::new(day.span)
        .value("days", days)
        .value("filed", day.value)
        .value("dated", written.day_of_year())
        .place("dtg", dtg(facts.document));
    Ok(vec![hit])
}

/// Reports a time of filing outside some minutes around the date-time group.
pub(super) fn time(facts: &Facts<'_>, fact: Fact<'_>, arguments: &Arguments) -> Verdict {
    let Fact::Station(station) = fact else { return Ok(Vec::new()) };
    let written = facts.document.written.ok_or(Reason::Date)?;
    let time = station.time.ok_or(Reason::FilingTime)?;
    let Some(minutes) = minutes_between(written, station) else { return Ok(Vec::new()) };
    let earliest = arguments.number("earliest").unwrap_or(i64::MIN);
    let latest = arguments.number("latest").unwrap_or(i64::MAX);
    if (earliest..=latest).contains(&minutes) {
        return Ok(Vec::new());
    }
    Ok(vec![Hit::new(time.span).value("minutes", minutes).place("dtg", dtg(facts.document))])
}

/// Minutes from the date-time group to the filing; `None` where the day of filing is wrong, which is
/// the subject of another rule.
fn minutes_between(written: DateTime, station: &Station) -> Option<i64> {
    let (day, time) = (station.day?.value, station.time?.value);
    let days = days_between(written.date(), nearest_day(day, written.date())?);
    let of_day = |hour: i64, minute: i64| hour * 60 + minute;
    let wrote = of_day(i64::from(written.hour()), i64::from(written.minute()));
    (days.abs() <= 1).then(|| days * 24 * 60 + of_day(time / 100, time % 100) - wrote)
}

/// The day of that number of the year that lies nearest to a date: a telegram of 31 December may be
/// filed on day 1.
fn nearest_day(day_of_year: i64, date: Date) -> Option<Date> {
    let offset = i32::try_from(day_of_year).ok().filter(|day| (1..=366).contains(day))? - 1;
    (date.year() - 1..=date.year() + 1)
        .filter_map(|year| Date::new(year, 1, 1).ok()?.checked_add(offset.days()).ok())
        .min_by_key(|candidate| days_between(date, *candidate).abs())
}

/// Days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

fn dtg(document: &Document) -> Option<Span> {
    document.envelope.date_time_group.as_ref().map(|group| group.span)
}

/// Reports a first prosign that is not the highest precedence among the addressees.
pub(super) fn highest_precedence(facts: &Facts<'_>, fact: Fact<'_>, _: &Arguments) -> Verdict {
    let Fact::DateTimeGroup(group) = fact else { return Ok(Vec::new()) };
    let highest = highest(facts.document).ok_or(Reason::Precedence)?;
    let Some(prosign) = group.prosigns.first() else { return Ok(Vec::new()) };
    let rank = precedence_rank(&prosign.text);
    if rank == 0 || rank == precedence_rank(&highest.text) {
        return Ok(Vec::new());
    }
    let hit = Hit::new(prosign.span)
        .value("prosign", &prosign.text)
        .value("highest", &highest.text)
        .place("addressee", Some(highest.span));
    Ok(vec![hit])
}

/// The first of the highest precedences among those to whom the telegram goes.
fn highest(document: &Document) -> Option<&Word> {
    let addressees = document.envelope.addressees.iter();
    let words =
        addressees.filter(|addressee| addressee.role != Role::Exempt).filter_map(|to| to.precedence.as_ref());
    words.reduce(
        |highest, word| {
            if precedence_rank(&word.text) > precedence_rank(&highest.text) { word } else { highest }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_of_filing_is_read_across_the_turn_of_the_year() {
        assert_eq!(nearest_day(85, date(2008, 3, 25)), Some(date(2008, 3, 25)));
        assert_eq!(nearest_day(1, date(2008, 12, 31)), Some(date(2009, 1, 1)));
        assert_eq!(nearest_day(366, date(2009, 1, 1)), Some(date(2008, 12, 31)));
        assert_eq!(nearest_day(0, date(2009, 1, 1)), None);
    }
}
