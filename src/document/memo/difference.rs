//! What the portions of a memo require of its first banner line, and where the two disagree.

use std::sync::Arc;

use jiff::civil::Date;

use super::{MemoStyle, PlacedDifference, PlacedMarking};
use crate::marking::{self, Marking, RollUp, Style};
use crate::register::Register;

/// Compares the first banner line with the portion marks; without either there is nothing to compare.
pub(super) fn find(
    markings: &[PlacedMarking],
    style: MemoStyle,
    written: Option<Date>,
    register: &Register,
) -> Vec<PlacedDifference> {
    let Some(overall) = markings.iter().find(|placed| placed.first) else { return Vec::new() };
    let places: Vec<usize> = (0..markings.len())
        .filter(|&index| markings.get(index).is_some_and(|placed| !placed.place.is_banner()))
        .collect();
    let portions: Vec<&Marking> =
        places.iter().filter_map(|&index| Some(&markings.get(index)?.marking)).collect();
    if portions.is_empty() {
        return Vec::new();
    }
    let style = if style == MemoStyle::State { Style::State } else { Style::Ic };
    let required = marking::roll_up(&portions, style, written, register);
    let banner: Arc<str> = line(&required, register).into();
    let found = marking::differences(&overall.marking, &required, &portions, register);
    let with_place = |difference: marking::Difference| {
        let portion = difference.portion.and_then(|portion| places.get(portion).copied());
        let portion = portion.and_then(|index| Some((index, markings.get(index)?.span)));
        PlacedDifference { difference, required: Arc::clone(&banner), portion }
    };
    found.into_iter().map(with_place).collect()
}

/// The banner line that the portions require, in one line.
fn line(required: &RollUp, register: &Register) -> String {
    required.banner.as_ref().map(|banner| banner.banner(register)).unwrap_or_default()
}
