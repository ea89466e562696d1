//! The level of the whole: the highest of the portions.

use std::cmp::Ordering;

use super::{Reason, Source};
use crate::marking::{Marking, Ownership};
use crate::register::{Level, Register};

/// The level that a portion counts as in a document of one's own: NATO SECRET as SECRET, foreign RESTRICTED
/// as CONFIDENTIAL (ISM-ID-00040). A level of one's own counts as itself, also a retired one.
pub(super) fn counted(marking: &Marking, register: &Register) -> Option<Level> {
    let level = marking.level?;
    let own = marking.ownership == Ownership::Own && register.is_own(level);
    Some(if own { level } else { register.counts_as(level) })
}

/// True where some level is below it.
pub(super) fn is_classified(level: Level, register: &Register) -> bool {
    register.below.get(usize::from(level.0)).is_some_and(|below| *below != 0)
}

/// True where `level` is `other` or above it.
pub(super) fn covers(level: Level, other: Level, register: &Register) -> bool {
    matches!(register.compare(level, other), Some(Ordering::Equal | Ordering::Greater))
}

/// The level of the whole. Of levels that cannot be compared (LOU and R) it is the one just above both.
pub(super) fn highest(
    sources: &[Source<'_>],
    register: &Register,
    reasons: &mut Vec<Reason>,
) -> Option<Level> {
    let missing = |source: &&Source<'_>| source.level.is_none();
    let without: Vec<usize> = sources.iter().filter(missing).map(|source| source.index).collect();
    if !without.is_empty() {
        reasons.push(Reason::new("A portion has no level that can be read; it is left out.", without, ""));
    }
    let mut levels: Vec<Level> = sources.iter().filter_map(|source| source.level).collect();
    levels.sort_unstable();
    let covers_all = |level: Level| levels.iter().all(|&other| covers(level, other, register));
    let mut highest = register.highest(levels.iter().copied())?;
    let mut text = "The highest level of the portions is";
    if !covers_all(highest) {
        highest = just_above(covers_all, register)?;
        text = "No portion is above all others; the lowest level that covers them all is";
    }
    let at = |source: &&Source<'_>| source.level == Some(highest);
    let portions = sources.iter().filter(at).map(|source| source.index).collect();
    let name = register.entry(highest).map_or("", |entry| entry.name.as_str());
    reasons.push(Reason::new(format!("{text} {name}."), portions, basis(register)));
    Some(highest)
}

/// The manual speaks for American documents; another government's register has other sources.
fn basis(register: &Register) -> &'static str {
    match register.own_country() {
        Some("USA") => "IC Markings Register 2016, D.2 p. 28; ISM-ID-00056",
        _ => "",
    }
}

/// The lowest level that covers all.
fn just_above(covers_all: impl Fn(Level) -> bool, register: &Register) -> Option<Level> {
    let all = (0..register.levels.len()).filter_map(|index| u8::try_from(index).ok()).map(Level);
    let candidates = all.filter(|&level| covers_all(level) && register.is_own(level));
    candidates.reduce(|lowest, level| if covers(lowest, level, register) { level } else { lowest })
}
