//! What is wrong with a marking by itself, and where banner line and portions disagree.

use jiff::civil::Date;

use super::marking;
use super::{Attribute, Facts, Type, Value};
use crate::document::{PlacedDifference, PlacedFlaw, PlacedMarking};
use crate::marking::FlawKind;
use crate::register::ControlEntry;

pub(super) static FLAW: &[Attribute<PlacedFlaw>] = &[
    Attribute::<PlacedFlaw>::new("flaw", Type::Text, "its name; see the table of flaws", |fact, _| {
        Value::text(Some(fact.flaw.kind.name()))
    }),
    Attribute::<PlacedFlaw>::new(
        "token",
        Type::Text,
        "the offending characters as printed; `what stands here` for an unknown word that is prose",
        |fact, facts| Value::text(Some(token(fact, facts))),
    ),
    Attribute::<PlacedFlaw>::new("control", Type::Text, "the control it is about, canonical", |fact, _| {
        Value::text(fact.flaw.control.as_deref())
    }),
    Attribute::<PlacedFlaw>::new("category", Type::Text, "the category of that control", |fact, facts| {
        Value::text(category(fact, facts))
    }),
    Attribute::<PlacedFlaw>::new(
        "expected",
        Type::Text,
        "what should stand there, or beside it",
        |fact, _| Value::text(fact.flaw.expected.as_deref()),
    ),
    Attribute::<PlacedFlaw>::new("other", Type::Text, "the other side of a conflict", |fact, _| {
        Value::text(fact.flaw.other.as_deref())
    }),
    Attribute::<PlacedFlaw>::new(
        "from",
        Type::Date,
        "the first day of use of what it is about",
        |fact, facts| Value::date(interval(fact, facts).0),
    ),
    Attribute::<PlacedFlaw>::new(
        "until",
        Type::Date,
        "the first day after the use of what it is about",
        |fact, facts| Value::date(interval(fact, facts).1),
    ),
    Attribute::<PlacedFlaw>::new("form", Type::Text, "`banner` or `portion`", |fact, facts| {
        of_marking(fact, facts, |marking, _| marking::form(marking))
    }),
    Attribute::<PlacedFlaw>::new("where", Type::Text, "where its marking stands", |fact, facts| {
        of_marking(fact, facts, |marking, _| marking::place(marking))
    }),
    Attribute::<PlacedFlaw>::new("style", Type::Text, "`ic` or `state`", |fact, facts| {
        of_marking(fact, facts, |marking, _| marking::style(marking))
    }),
    Attribute::<PlacedFlaw>::new("level", Type::Level, "the level of its marking", |fact, facts| {
        of_marking(fact, facts, |marking, _| marking::level(marking))
    }),
    Attribute::<PlacedFlaw>::new(
        "classified",
        Type::Flag,
        "the level of its marking counts above U",
        |fact, facts| {
            of_marking(fact, facts, |placed, facts| Value::Flag(marking::is_classified(placed, facts)))
        },
    ),
    Attribute::<PlacedFlaw>::new("ownership", Type::Text, "the ownership of its marking", |fact, facts| {
        of_marking(fact, facts, |marking, _| marking::ownership(marking))
    }),
    Attribute::<PlacedFlaw>::new("controls", Type::Texts, "the controls of its marking", |fact, facts| {
        of_marking(fact, facts, |marking, _| marking::controls(marking))
    }),
    Attribute::<PlacedFlaw>::new(
        "basis",
        Type::Text,
        "where the register takes the control from",
        |fact, facts| {
            let basis = control(fact, facts).map(|entry| entry.basis.join("; "));
            basis.filter(|basis| !basis.is_empty()).map_or(Value::Absent, Value::made)
        },
    ),
];

pub(super) static DIFFERENCE: &[Attribute<PlacedDifference>] = &[
    Attribute::<PlacedDifference>::new(
        "difference",
        Type::Text,
        "in the first banner line `missing`, `unsupported` or `not-allowed`; `unlisted-portion` where a portion relies on a list that is not there",
        |fact, _| Value::text(Some(fact.difference.kind.name())),
    ),
    Attribute::<PlacedDifference>::new(
        "control",
        Type::Text,
        "the control it is about, canonical",
        |fact, _| Value::text(fact.difference.control.as_deref()),
    ),
    Attribute::<PlacedDifference>::new(
        "category",
        Type::Text,
        "`level`, `release`, or the category of the control",
        |fact, facts| Value::text(Some(fact.difference.place.name(facts.register))),
    ),
    Attribute::<PlacedDifference>::new(
        "expected",
        Type::Text,
        "what should stand there: the level, the list",
        |fact, _| Value::text(fact.difference.expected.as_deref()),
    ),
    Attribute::<PlacedDifference>::new(
        "required",
        Type::Text,
        "the whole banner line that the portions require",
        |fact, _| Value::text(Some(&fact.required)),
    ),
    Attribute::<PlacedDifference>::new(
        "portion",
        Type::Text,
        "the portion mark that requires it, without brackets",
        |fact, facts| {
            let portion = portion(fact, facts);
            Value::text(portion.map(|portion| facts.text.slice(portion.marking.span)))
        },
    )
    .at(|fact| fact.portion.map(|(_, span)| span)),
    Attribute::<PlacedDifference>::new(
        "classified",
        Type::Flag,
        "the first banner line counts above U",
        |_, facts| Value::flag(overall(facts).map(|overall| marking::is_classified(overall, facts))),
    ),
    Attribute::<PlacedDifference>::new(
        "compiled",
        Type::Flag,
        "the document explains a classification by compilation, or by its enclosures",
        |_, facts| Value::Flag(facts.document.memo.as_ref().is_some_and(|memo| memo.explanation.is_some())),
    ),
];

/// Reads something of the marking of a flaw.
fn of_marking<'a>(
    fact: &PlacedFlaw,
    facts: &Facts<'a>,
    read: impl Fn(&'a PlacedMarking, &Facts<'a>) -> Value<'a>,
) -> Value<'a> {
    let memo = facts.document.memo.as_deref();
    memo.and_then(|memo| memo.of_flaw(fact)).map_or(Value::Absent, |marking| read(marking, facts))
}

fn control<'a>(fact: &PlacedFlaw, facts: &Facts<'a>) -> Option<&'a ControlEntry> {
    let control = facts.register.control_named(fact.flaw.control.as_deref()?)?;
    facts.register.control_entry(control)
}

/// What is wrong, where it is a word of a marking: prose that stands in the place of one may be what the marking is there
/// to protect.
fn token<'a>(fact: &PlacedFlaw, facts: &Facts<'a>) -> &'a str {
    let printed = facts.text.slice(fact.flaw.span);
    let unknown =
        matches!(fact.flaw.kind, FlawKind::UnknownControl | FlawKind::UnknownLevel | FlawKind::LowerCase);
    if unknown && marking::is_prose(printed) { "what stands here" } else { printed }
}

fn category<'a>(fact: &PlacedFlaw, facts: &Facts<'a>) -> Option<&'a str> {
    let entry = facts.register.categories.get(usize::from(fact.flaw.category?))?;
    Some(entry.name.as_str())
}

/// From when until when what the flaw is about was right: a separator, a control, or a level.
fn interval(fact: &PlacedFlaw, facts: &Facts<'_>) -> (Option<Date>, Option<Date>) {
    if matches!(fact.flaw.kind, FlawKind::RetiredSeparator | FlawKind::ListWord) {
        let category = fact.flaw.category.and_then(|index| facts.register.categories.get(usize::from(index)));
        return (None, category.and_then(|category| category.earlier_between.as_ref()).map(|(_, day)| *day));
    }
    // A code in a list has a date of its own, which says nothing of the control that lists it.
    if let Some(code) = fact.flaw.other.as_deref().filter(|_| fact.flaw.kind == FlawKind::Retired) {
        return (None, facts.register.tables.until(code));
    }
    if let Some(entry) = control(fact, facts) {
        return (entry.from, entry.until);
    }
    let marking = facts.document.memo.as_ref().and_then(|memo| memo.of_flaw(fact));
    let of_level = marking.filter(|placed| placed.marking.level_span == fact.flaw.span);
    let level = of_level.and_then(|placed| facts.register.entry(placed.marking.level?));
    level.map_or((None, None), |entry| (entry.from, entry.until))
}

fn portion<'a>(fact: &PlacedDifference, facts: &Facts<'a>) -> Option<&'a PlacedMarking> {
    facts.document.memo.as_ref()?.markings.get(fact.portion?.0)
}

fn overall<'a>(facts: &Facts<'a>) -> Option<&'a PlacedMarking> {
    facts.document.memo.as_ref()?.overall()
}
