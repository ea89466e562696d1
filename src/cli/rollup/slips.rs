//! What is wrong with the marks that were given. An ill-formed mark may hide a control or a level, so the
//! banner line may be too low.

use jiff::civil::Date;

use crate::marking::{Flaw, FlawKind, Marking, Style};
use crate::register::Register;

/// One thing that is wrong with one mark.
pub(super) struct Slip {
    /// The mark, by its place.
    pub(super) portion: usize,
    /// What is wrong, in a few words.
    pub(super) text: String,
    /// The mark, or something in it, could not be read and does not count: the banner line may be too low.
    pub(super) left_out: bool,
}

/// What is wrong with the marks. What was right on the document's day, and what is only usual, is no slip.
pub(super) fn of(marks: &[&str], portions: &[Marking], date: Option<Date>, register: &Register) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (portion, (mark, marking)) in marks.iter().zip(portions).enumerate() {
        let wrong = |flaw: &&Flaw| is_wrong(flaw, marking, date, register);
        let flaws: Vec<&Flaw> = marking.flaws.iter().filter(wrong).collect();
        let no_level = marking.level.is_none();
        slips.extend(flaws.iter().map(|flaw| {
            let left_out = no_level || flaw.kind == FlawKind::UnknownControl;
            Slip { portion, text: described(mark, flaw), left_out }
        }));
        if no_level && flaws.is_empty() {
            slips.push(Slip { portion, text: "no level".to_owned(), left_out: true });
        }
    }
    slips
}

fn is_wrong(flaw: &Flaw, marking: &Marking, date: Option<Date>, register: &Register) -> bool {
    // State's telegrams write NODIS and EXDIS without NOFORN, and LIMDIS at any level.
    let states = matches!(flaw.kind, FlawKind::CompanionMissing | FlawKind::WrongLevel);
    if flaw.kind == FlawKind::CompanionUsual || states && marking.style == Style::State {
        return false;
    }
    let until = until(flaw, marking, register);
    !matches!((date, until), (Some(day), Some(until)) if day < until)
}

/// The first day on which a flaw was one; `None` for always.
fn until(flaw: &Flaw, marking: &Marking, register: &Register) -> Option<Date> {
    let control = || register.control_entry(register.control_named(flaw.control.as_deref()?)?);
    let category = || register.categories.get(usize::from(flaw.category?));
    match flaw.kind {
        FlawKind::Retired if flaw.span == marking.level_span => register.entry(marking.level?)?.until,
        FlawKind::Retired => control()?.until,
        // `and` before the last country went together with the commas (IC Markings Register, I p. 193).
        FlawKind::RetiredSeparator | FlawKind::ListWord => category()
            .or_else(|| register.categories.get(usize::from(control()?.category?)))?
            .earlier_between
            .as_ref()
            .map(|(_, until)| *until),
        _ => None,
    }
}

/// `unknown control NOFRN; NF is expected`.
fn described(mark: &str, flaw: &Flaw) -> String {
    let words = mark.get(flaw.span.start..flaw.span.end).unwrap_or_default().trim();
    let kind = flaw.kind.name().replace('-', " ");
    let place = if words.is_empty() { String::new() } else { format!(" at `{words}`") };
    let expected = flaw.expected.as_deref().filter(|expected| !expected.is_empty());
    let expected = expected.map_or(String::new(), |expected| format!("; `{expected}` is expected"));
    format!("{kind}{place}{expected}")
}
