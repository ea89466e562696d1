//! Format lines 2 to 4 (ACP 127; 5 FAH-2 H-320).

use super::{Attribute, Type, Value};
use crate::document::{Routing, SecurityWarning, Station, Word};

pub(super) static ROUTING: &[Attribute<Routing>] = &[
    Attribute::<Routing>::new("precedence", Type::Text, "the precedence digraph, `OO`", |fact, _| {
        Value::text(Some(&fact.precedence.text))
    })
    .at(|fact| Some(fact.precedence.span)),
    Attribute::<Routing>::new(
        "prosign",
        Type::Text,
        "the digraph's letter, `O`, where both letters agree",
        |fact, _| {
            let mut letters = fact.precedence.text.chars();
            let same = letters.next() == letters.next();
            Value::text(fact.precedence.text.get(..1).filter(|_| same))
        },
    ),
    Attribute::<Routing>::new("indicators", Type::Texts, "the routing indicators called", |fact, _| {
        Value::texts(fact.indicators.iter().map(|word| word.text.as_str()))
    }),
];

pub(super) static STATION: &[Attribute<Station>] = &[
    Attribute::<Station>::new(
        "indicator",
        Type::Text,
        "the sending station's routing indicator",
        |fact, _| Value::text(Some(&fact.indicator.text)),
    )
    .at(|fact| Some(fact.indicator.span)),
    Attribute::<Station>::new("serial", Type::Number, "the station serial, four digits", |fact, _| {
        Value::number(fact.serial.map(|number| number.value))
    })
    .at(|fact| fact.serial.map(|number| number.span)),
    Attribute::<Station>::new("section", Type::Number, "the section number after the oblique", |fact, _| {
        Value::number(fact.section.map(|number| number.value))
    })
    .at(|fact| fact.section.map(|number| number.span)),
    Attribute::<Station>::new("day", Type::Number, "the day of the year on which it was filed", |fact, _| {
        Value::number(fact.day.map(|number| number.value))
    })
    .at(|fact| fact.day.map(|number| number.span)),
    Attribute::<Station>::new(
        "time",
        Type::Number,
        "hours and minutes of filing as one number, 1645",
        |fact, _| Value::number(fact.time.map(|number| number.value)),
    )
    .at(|fact| fact.time.map(|number| number.span)),
    Attribute::<Station>::new(
        "possible",
        Type::Flag,
        "day, hour and minute of filing exist in the document's year",
        |fact, facts| Value::flag(fact.possible(facts.date())),
    ),
    Attribute::<Station>::new(
        "known",
        Type::Flag,
        "the routing-indicator table knows the indicator",
        |fact, _| Value::Flag(!fact.posts.is_empty()),
    ),
    Attribute::<Station>::new(
        "posts",
        Type::Texts,
        "the posts that the table gives for the indicator",
        |fact, _| Value::texts(fact.posts.iter().map(String::as_str)),
    ),
];

pub(super) static SECURITY_WARNING: &[Attribute<SecurityWarning>] = &[
    Attribute::<SecurityWarning>::new(
        "signal",
        Type::Text,
        "the operating signal, `ZNR` or `ZNY`",
        |fact, _| Value::text(Some(&fact.signal.text)),
    )
    .at(|fact| Some(fact.signal.span)),
    Attribute::<SecurityWarning>::new("group", Type::Text, "the five security characters", |fact, _| {
        Value::text(Some(&fact.group.text))
    })
    .at(|fact| Some(fact.group.span)),
    Attribute::<SecurityWarning>::new("letter", Type::Text, "the first security character", |fact, _| {
        Value::text(fact.group.text.get(..1))
    }),
    Attribute::<SecurityWarning>::new(
        "level",
        Type::Level,
        "what the first security character means",
        |fact, _| Value::level(fact.level),
    ),
    Attribute::<SecurityWarning>::new(
        "encrypted",
        Type::Flag,
        "the group is EEEEE: unclassified, encrypt for transmission only",
        |fact, _| Value::Flag(fact.encrypted),
    ),
    Attribute::<SecurityWarning>::new(
        "well-formed",
        Type::Flag,
        "letters 1 to 3 agree; 4 and 5 agree with them or are release letters in order",
        |fact, _| Value::Flag(fact.well_formed),
    ),
    Attribute::<SecurityWarning>::new("release", Type::Texts, "transmission release letters", |fact, _| {
        Value::list(fact.release.iter().map(|letter| Value::made(letter.to_string())))
    }),
    Attribute::<SecurityWarning>::new(
        "service",
        Type::Flag,
        "the text is an operators' service message (SVC)",
        |fact, _| Value::Flag(fact.service),
    ),
    Attribute::<SecurityWarning>::new(
        "handling",
        Type::Text,
        "the special handling group after the oblique",
        |fact, _| Value::text(fact.handling.as_ref().map(text)),
    )
    .at(|fact| fact.handling.as_ref().map(|word| word.span)),
];

fn text(word: &Word) -> &str {
    &word.text
}
