//! The E.O. line against the calendar.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::filing::days_between;
use super::{Arguments, Hit, Verdict};
use crate::fact::{Fact, Facts};
use crate::finding::Reason;
use crate::register::OrderEntry;

/// Reports an order that was not in force on the document's date.
pub(super) fn in_force(facts: &Facts<'_>, fact: Fact<'_>, arguments: &Arguments) -> Verdict {
    let Fact::Order(line) = fact else { return Ok(Vec::new()) };
    let date = facts.date().ok_or(Reason::Date)?;
    let Some(number) = &line.number else { return Ok(Vec::new()) };
    let Some(cited) = facts.register.order(&number.text) else { return Ok(Vec::new()) };
    if stands(cited, date, arguments.number("grace-days").unwrap_or(0)) {
        return Ok(Vec::new());
    }
    // Oldest first: an order that amends another does not take its place.
    let Some(expected) = facts.register.orders.iter().find(|order| stands(order, date, 0)) else {
        return Ok(Vec::new());
    };
    let hit = Hit::new(number.span)
        .value("number", &number.text)
        .value("expected", &expected.number)
        .value("since", expected.from);
    Ok(vec![hit])
}

/// True where the order may be cited on a day: in force, or superseded no longer than the grace.
fn stands(order: &OrderEntry, date: Date, grace: i64) -> bool {
    date >= order.from && order.until.is_none_or(|until| days_between(until, date) < grace)
}

/// Reports a declassification date that is too late, or nearly a round number of years away.
pub(super) fn duration(facts: &Facts<'_>, fact: Fact<'_>, arguments: &Arguments) -> Verdict {
    let Fact::Order(line) = fact else { return Ok(Vec::new()) };
    let written = facts.date().ok_or(Reason::Date)?;
    let near = arguments.years("near");
    // A date without its day is near nothing.
    let Some(until) = line.date.filter(|date| date.whole || near.is_none()) else { return Ok(Vec::new()) };
    let Some((years, slack)) = near.or_else(|| arguments.years("longer-than")) else { return Ok(Vec::new()) };
    let Some(limit) = years_after(written, years) else { return Ok(Vec::new()) };
    let days = days_between(limit, until.date);
    let reported = if near.is_some() { days != 0 && days.abs() <= slack } else { days > 0 };
    let hit = || {
        Hit::new(until.span)
            .value("date", until.date)
            .value("limit", limit)
            .value("years", years)
            .value("days", days.abs())
            .place("dtg", facts.document.envelope.date_time_group.as_ref().map(|group| group.span))
    };
    Ok(reported.then(hit).into_iter().collect())
}

fn years_after(date: Date, years: i64) -> Option<Date> {
    date.checked_add(i32::try_from(years).ok()?.years()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_order_stands_from_its_first_day_to_the_end_of_its_grace() {
        let order =
            OrderEntry { number: "1".into(), from: date(1995, 10, 14), until: Some(date(2010, 6, 27)) };
        assert!(!stands(&order, date(1995, 10, 13), 90));
        assert!(stands(&order, date(1995, 10, 14), 0));
        assert!(stands(&order, date(2010, 6, 26), 0));
        assert!(!stands(&order, date(2010, 6, 27), 0));
        assert!(stands(&order, date(2010, 9, 24), 90));
        assert!(!stands(&order, date(2010, 9, 25), 90));
    }

    #[test]
    fn years_end_on_the_last_day_of_a_short_february() {
        assert_eq!(years_after(date(2008, 2, 29), 10), Some(date(2018, 2, 28)));
    }
}
