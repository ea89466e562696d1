//! What the comparison of an original with its release shows. Nothing of the original is an attribute.

use super::{Attribute, Type, Value};
use crate::compare::{Change, Excision, Leak};

pub(super) static CHANGE: &[Attribute<Change>] = &[
    Attribute::<Change>::new("kind", Type::Text, "`gone`, `changed` or `added`", |fact, _| {
        Value::text(Some(fact.kind.name()))
    }),
    Attribute::<Change>::new("words", Type::Number, "words of the original that are gone", |fact, _| {
        count(fact.words)
    }),
];

pub(super) static EXCISION: &[Attribute<Excision>] = &[
    Attribute::<Excision>::new("words", Type::Number, "words that it hides", |fact, _| count(fact.words)),
    Attribute::<Excision>::new("characters", Type::Number, "characters that it hides", |fact, _| {
        count(fact.characters)
    }),
    Attribute::<Excision>::new("kept-length", Type::Flag, "it is as long as what it hides", |fact, _| {
        Value::Flag(fact.kept_length)
    }),
    Attribute::<Excision>::new(
        "clear",
        Type::Flag,
        "the same passage stands in clear elsewhere",
        |fact, _| Value::Flag(fact.clear.is_some()),
    )
    .at(|fact| fact.clear),
    Attribute::<Excision>::new(
        "other-codes",
        Type::Flag,
        "the same passage is redacted under other codes elsewhere",
        |fact, _| Value::Flag(fact.other_codes.is_some()),
    )
    .at(|fact| fact.other_codes),
    Attribute::<Excision>::new("codes", Type::Texts, "the codes that say why", |fact, _| {
        Value::texts(fact.codes.iter().map(String::as_str))
    }),
];

pub(super) static LEAK: &[Attribute<Leak>] = &[
    Attribute::<Leak>::new("whole", Type::Flag, "all that the redaction hides stands", |fact, _| {
        Value::Flag(fact.whole)
    }),
    Attribute::<Leak>::new("hidden-at", Type::Flag, "the redaction that hides it elsewhere", |_, _| {
        Value::Flag(true)
    })
    .at(|fact| Some(fact.redaction)),
    Attribute::<Leak>::new("hidden-words", Type::Number, "words that that redaction hides", |fact, _| {
        count(fact.hidden_words)
    }),
];

fn count<'a>(count: usize) -> Value<'a> {
    Value::number(i64::try_from(count).ok())
}
