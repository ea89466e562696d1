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

/// `NOFRN` is no known control; `NF` is expected.
fn described(mark: &str, flaw: &Flaw) -> String {
    let at = mark.get(flaw.span.start..flaw.span.end).unwrap_or_default();
    let token = match at.trim() {
        "" if at.is_empty() => "the mark".to_owned(),
        "" => "a blank".to_owned(),
        token => format!("`{token}`"),
    };
    let other = flaw.other.as_ref().map_or_else(|| "another".to_owned(), |other| format!("`{other}`"));
    let sentence = sentence(flaw.kind).replace("{token}", &token).replace("{other}", &other);
    let expected = flaw.expected.as_deref().filter(|expected| !expected.is_empty());
    expected.map_or_else(|| sentence.clone(), |expected| format!("{sentence}; `{expected}` is expected"))
}

/// What is wrong with a portion mark, in a few words: rules say more, but `rollup` runs none.
const fn sentence(kind: FlawKind) -> &'static str {
    match kind {
        FlawKind::UnknownControl => "{token} is no known control",
        FlawKind::UnknownLevel => "{token} is no level",
        FlawKind::LevelMissing => "{token} stands without a level before it",
        FlawKind::LevelForm => "{token} is a level as a banner line writes it",
        FlawKind::ControlForm => "{token} is a control as a banner line writes it",
        FlawKind::LocalForm => "{token} is a control as only another style writes it",
        FlawKind::LowerCase => "{token} is not in capitals",
        FlawKind::LookAlike => "{token} is a letter of another script",
        FlawKind::Invisible => "{token} cannot be seen",
        FlawKind::UnknownCompartment => "{token} is a compartment that its system cannot have",
        FlawKind::UnknownCountry => "{token} is no code of a country or group",
        FlawKind::UnknownNumber => "{token} is a number that its control cannot have",
        FlawKind::ForeignLevel => "{token} is a level that only another owner uses",
        FlawKind::Separator => "{token} is the wrong separator",
        FlawKind::RetiredSeparator => "{token} is a separator that is no longer used",
        FlawKind::EmptyElement => "{token} has nothing to separate",
        FlawKind::LeadingSlashes => {
            "the mark lacks the `//` of a foreign marking, or has it without being one"
        }
        FlawKind::CategoryOrder | FlawKind::ControlOrder | FlawKind::ListOrder => {
            "{token} belongs before {other}"
        }
        FlawKind::Repeated => "{token} stands twice",
        FlawKind::BannerInstruction => "{token} is a declassification instruction, which belongs elsewhere",
        FlawKind::PrefixRepeated => "{token} has a prefix that is written once",
        FlawKind::Bracket => "a bracket is lost, or not a round one",
        FlawKind::ListMissing => "{token} stands without the list that it needs",
        FlawKind::ListUnexpected => "{token} stands without the control that takes a list",
        FlawKind::FirstMissing => "{token} lacks the country that a list begins with",
        FlawKind::FirstMisplaced => "{token} belongs at the beginning of its list",
        FlawKind::ListTooShort => "{token} names nobody else",
        FlawKind::ListWord => "{token} no longer stands in a list",
        FlawKind::NotAllowedInList => "{token} may not stand in this list",
        FlawKind::WrongLevel => "{token} may not stand beside this level",
        FlawKind::CompanionMissing => "{token} stands without a control that it needs",
        FlawKind::CompanionUsual => "{token} stands without a control that normally goes with it",
        FlawKind::Conflict => "{token} and {other} exclude each other",
        FlawKind::Incomplete => "{token} lacks a part of its name",
        FlawKind::Retired => "{token} is no longer used",
        FlawKind::OwnersTooFew => "{token} names too few owners, or not USA",
        FlawKind::OwnerNotReleased => "{token} is an owner that the REL TO list leaves out",
    }
}
