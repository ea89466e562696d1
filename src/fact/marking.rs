//! Banner lines and portion marks of a memo, as the grammar reads them, and paragraphs without a mark.

use std::cmp::Ordering;

use super::{Attribute, Facts, Type, Value};
use crate::document::{PlacedMarking, UnmarkedParagraph};
use crate::marking::{Element, Form, Ownership, Style};
use crate::register::{ControlEntry, Level, Takes};
use crate::span::Span;

pub(super) static MARKING: &[Attribute<PlacedMarking>] = &[
    Attribute::<PlacedMarking>::new(
        "text",
        Type::Text,
        "the marking as printed, without brackets; `...` for unknown prose in it",
        text,
    ),
    Attribute::<PlacedMarking>::new("form", Type::Text, "`banner` or `portion`", |fact, _| form(fact)),
    Attribute::<PlacedMarking>::new(
        "where",
        Type::Text,
        "a banner line: `top`, `bottom` or `inside`; a portion mark: `paragraph`, `sub-paragraph`, `text`, \
         `heading`, `subject`, `title` or `end`",
        |fact, _| place(fact),
    ),
    Attribute::<PlacedMarking>::new("first", Type::Flag, "it is the first banner line", |fact, _| {
        Value::Flag(fact.first)
    }),
    Attribute::<PlacedMarking>::new(
        "style",
        Type::Text,
        "whose habits it follows: `ic` or `state`",
        |fact, _| style(fact),
    ),
    Attribute::<PlacedMarking>::new("level", Type::Level, "its level", |fact, _| level(fact))
        .at(|fact| Some(fact.marking.level_span).filter(|span| !span.is_empty())),
    Attribute::<PlacedMarking>::new(
        "counts-as",
        Type::Level,
        "the level that it counts as beside those of other owners: S for NATO SECRET",
        |fact, facts| Value::level(counts_as(fact, facts)),
    ),
    Attribute::<PlacedMarking>::new("classified", Type::Flag, "its level counts above U", |fact, facts| {
        Value::Flag(is_classified(fact, facts))
    }),
    Attribute::<PlacedMarking>::new(
        "ownership",
        Type::Text,
        "`own`, `foreign`, `concealed` (FGI), `joint` or `organisation`",
        |fact, _| ownership(fact),
    ),
    Attribute::<PlacedMarking>::new(
        "owners",
        Type::Texts,
        "the owners of a foreign or joint marking",
        |fact, _| Value::texts(fact.marking.owners.iter().map(|owner| owner.code.as_str())),
    ),
    Attribute::<PlacedMarking>::new(
        "controls",
        Type::Texts,
        "its controls, by their canonical names",
        |fact, _| controls(fact),
    ),
    Attribute::<PlacedMarking>::new(
        "non-us",
        Type::Texts,
        "its non-US controls: ATOMAL, BALK",
        |fact, facts| of_category(fact, "non-us", facts),
    ),
    Attribute::<PlacedMarking>::new("sci", Type::Texts, "its SCI controls: SI-G, TK", |fact, facts| {
        of_category(fact, "sci", facts)
    }),
    Attribute::<PlacedMarking>::new("sap", Type::Texts, "its special access programs", |fact, facts| {
        of_category(fact, "sap", facts)
    }),
    Attribute::<PlacedMarking>::new(
        "aea",
        Type::Texts,
        "its atomic energy controls: RD, FRD",
        |fact, facts| of_category(fact, "aea", facts),
    ),
    Attribute::<PlacedMarking>::new("fgi", Type::Texts, "FGI, if it stands", |fact, facts| {
        of_category(fact, "fgi", facts)
    }),
    Attribute::<PlacedMarking>::new("cui", Type::Texts, "CUI, if it stands", |fact, facts| {
        of_category(fact, "cui", facts)
    }),
    Attribute::<PlacedMarking>::new(
        "cui-categories",
        Type::Texts,
        "its categories of CUI: PRVCY, SP-CTI",
        |fact, facts| of_category(fact, "cui-category", facts),
    ),
    Attribute::<PlacedMarking>::new(
        "dissem",
        Type::Texts,
        "its dissemination controls: NF, REL",
        |fact, facts| of_category(fact, "dissem", facts),
    ),
    Attribute::<PlacedMarking>::new(
        "non-ic",
        Type::Texts,
        "its non-IC controls: SBU, LES-NF",
        |fact, facts| of_category(fact, "non-ic", facts),
    ),
    Attribute::<PlacedMarking>::new(
        "release",
        Type::Texts,
        "its controls of foreign disclosure and release",
        |fact, facts| names(fact, facts, |entry| entry.release),
    ),
    Attribute::<PlacedMarking>::new(
        "release-list",
        Type::Texts,
        "the codes of its REL TO list",
        |fact, _| list(fact, |element| element.name == "REL"),
    ),
    Attribute::<PlacedMarking>::new(
        "display-list",
        Type::Texts,
        "the codes of its DISPLAY ONLY list",
        |fact, _| list(fact, |element| element.name == "DISPLAY ONLY"),
    ),
    Attribute::<PlacedMarking>::new(
        "eyes-list",
        Type::Texts,
        "the codes of its EYES ONLY list",
        |fact, _| list(fact, |element| element.name == "EYES"),
    ),
    Attribute::<PlacedMarking>::new("sources", Type::Texts, "the countries of its FGI list", |fact, _| {
        list(fact, |element| element.name == "FGI")
    }),
    Attribute::<PlacedMarking>::new("numbers", Type::Texts, "its SIGMA numbers", |fact, facts| {
        list(fact, |element| entry(element, facts).is_some_and(|entry| entry.takes == Takes::Numbers))
    }),
    Attribute::<PlacedMarking>::new("banner", Type::Text, "its canonical banner form", |fact, facts| {
        form_of(fact.marking.banner(facts.register))
    }),
    Attribute::<PlacedMarking>::new(
        "portion",
        Type::Text,
        "its canonical portion form, without brackets",
        |fact, facts| form_of(fact.marking.portion(facts.register)),
    ),
    Attribute::<PlacedMarking>::new(
        "above-banner",
        Type::Flag,
        "its level counts above that of the first banner line",
        |fact, facts| Value::flag(above_banner(fact, facts)),
    ),
    Attribute::<PlacedMarking>::new(
        "below-page",
        Type::Flag,
        "a banner line whose level counts below that of a portion on its page",
        |fact, facts| Value::Flag(below_page(fact, facts)),
    ),
    Attribute::<PlacedMarking>::new("page", Type::Number, "its page, from 1", |fact, _| {
        Value::number(i64::try_from(fact.page).ok())
    }),
    Attribute::<PlacedMarking>::new(
        "differs",
        Type::Flag,
        "a banner line that is not the first one and means something else",
        |fact, _| Value::Flag(fact.differs),
    ),
];

pub(super) static UNMARKED: &[Attribute<UnmarkedParagraph>] = &[
    Attribute::<UnmarkedParagraph>::new(
        "where",
        Type::Text,
        "where a mark would stand: `paragraph`, `sub-paragraph`, `text`, `subject` or `end`",
        |fact, _| Value::text(Some(fact.place.name())),
    ),
    Attribute::<UnmarkedParagraph>::new("page", Type::Number, "its page, from 1", |fact, _| {
        Value::number(i64::try_from(fact.page).ok())
    }),
];

/// `banner` or `portion`.
pub(super) fn form(fact: &PlacedMarking) -> Value<'static> {
    Value::text(Some(match fact.marking.form {
        Form::Banner => "banner",
        Form::Portion => "portion",
    }))
}

/// Where it stands.
pub(super) fn place(fact: &PlacedMarking) -> Value<'static> {
    Value::text(Some(fact.place.name()))
}

/// `ic` or `state`.
pub(super) fn style(fact: &PlacedMarking) -> Value<'static> {
    Value::text(Some(match fact.marking.style {
        Style::Ic => "ic",
        Style::State => "state",
    }))
}

/// Its level.
pub(super) fn level(fact: &PlacedMarking) -> Value<'static> {
    Value::level(fact.marking.level)
}

/// Who owns it.
pub(super) fn ownership(fact: &PlacedMarking) -> Value<'static> {
    Value::text(Some(match fact.marking.ownership {
        Ownership::Own => "own",
        Ownership::Foreign => "foreign",
        Ownership::Concealed => "concealed",
        Ownership::Joint => "joint",
        Ownership::Organisation => "organisation",
    }))
}

/// The canonical names of its controls.
pub(super) fn controls(fact: &PlacedMarking) -> Value<'_> {
    Value::texts(fact.marking.elements.iter().map(|element| element.name.as_str()))
}

/// True where its level counts above unclassified.
pub(super) fn is_classified(fact: &PlacedMarking, facts: &Facts<'_>) -> bool {
    is_above_unclassified(counts_as(fact, facts), facts)
}

/// A level above U. RESTRICTED and the like of other owners are above it, too.
pub(super) fn is_above_unclassified(level: Option<Level>, facts: &Facts<'_>) -> bool {
    let above = |level, unclassified| facts.register.compare(level, unclassified) == Some(Ordering::Greater);
    level.zip(facts.register.level("U")).is_some_and(|(level, unclassified)| above(level, unclassified))
}

fn counts_as(fact: &PlacedMarking, facts: &Facts<'_>) -> Option<Level> {
    fact.marking.level.map(|level| facts.register.counts_as(level))
}

/// Words and characters of the longest unknown control that is quoted.
const QUOTED: (usize, usize) = (3, 24);

/// True for what is longer than any word of a marking.
pub(super) fn is_prose(unknown: &str) -> bool {
    unknown.split_whitespace().nth(QUOTED.0).is_some() || unknown.chars().nth(QUOTED.1).is_some()
}

/// The marking as printed. Prose behind a marking on its line is read as an unknown control of it.
fn text<'a>(fact: &'a PlacedMarking, facts: &Facts<'a>) -> Value<'a> {
    let whole = fact.marking.span;
    let unknown = fact.marking.elements.iter().filter(|element| element.control.is_none());
    let mut prose = unknown.filter(|element| is_prose(facts.text.slice(element.span))).peekable();
    if prose.peek().is_none() {
        return Value::text(Some(facts.text.slice(whole)));
    }
    let mut quoted = String::new();
    let mut from = whole.start;
    for element in prose {
        quoted.push_str(facts.text.slice(Span::new(from, element.span.start.max(from))));
        quoted.push_str("...");
        from = element.span.end.max(from);
    }
    quoted.push_str(facts.text.slice(Span::new(from, whole.end.max(from))));
    Value::made(quoted)
}

/// The names of its controls of one category.
fn of_category<'a>(fact: &'a PlacedMarking, category: &str, facts: &Facts<'a>) -> Value<'a> {
    let Some(category) = facts.register.category(category) else { return Value::texts([]) };
    let elements = fact.marking.of_category(category, facts.register);
    Value::texts(elements.map(|element| element.name.as_str()))
}

/// The names of its controls of which something holds.
fn names<'a>(fact: &'a PlacedMarking, facts: &Facts<'a>, holds: fn(&ControlEntry) -> bool) -> Value<'a> {
    let wanted = |element: &&Element| entry(element, facts).is_some_and(holds);
    Value::texts(fact.marking.elements.iter().filter(wanted).map(|element| element.name.as_str()))
}

fn entry<'a>(element: &Element, facts: &Facts<'a>) -> Option<&'a ControlEntry> {
    element.entry(facts.register)
}

/// The codes in the lists of its controls of which something holds.
fn list(fact: &PlacedMarking, holds: impl Fn(&Element) -> bool) -> Value<'_> {
    let elements = fact.marking.elements.iter().filter(|element| holds(element));
    Value::texts(elements.flat_map(|element| element.items.iter().map(|item| item.code.as_str())))
}

/// A canonical form; a marking that cannot be understood has none.
fn form_of(form: String) -> Value<'static> {
    if form.is_empty() { Value::Absent } else { Value::made(form) }
}

fn above_banner(fact: &PlacedMarking, facts: &Facts<'_>) -> Option<bool> {
    let overall = counts_as(facts.document.memo.as_ref()?.overall()?, facts)?;
    Some(facts.register.compare(counts_as(fact, facts)?, overall) == Some(Ordering::Greater))
}

fn below_page(fact: &PlacedMarking, facts: &Facts<'_>) -> bool {
    let (Some(own), Some(memo)) = (counts_as(fact, facts), facts.document.memo.as_ref()) else {
        return false;
    };
    let register = facts.register;
    let above = |level: &Level| register.compare(register.counts_as(*level), own) == Some(Ordering::Greater);
    fact.place.is_banner() && memo.page_levels.get(&fact.page).is_some_and(|levels| levels.iter().any(above))
}
