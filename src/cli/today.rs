//! The clock: asked once, and only for the last days of suppressions.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// The day by Greenwich.
pub(super) fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days: Span = i64::try_from(seconds / 86_400).unwrap_or(0).days();
    date(1970, 1, 1).checked_add(days).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_day_is_later_than_the_program() {
        assert!(super::today() > jiff::civil::date(2026, 1, 1));
    }
}
