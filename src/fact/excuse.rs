//! What excuses findings, after a run: entries of suppression files, and the baseline.

use super::{Attribute, Type, Value};
use crate::excuse::{BaselineUse, Suppression};

pub(super) static SUPPRESSION: &[Attribute<Suppression>] = &[
    Attribute::<Suppression>::new("rule", Type::Text, "the rule that it suppresses", |fact, _| {
        Value::text(Some(&fact.rule))
    }),
    Attribute::<Suppression>::new(
        "state",
        Type::Text,
        "`live`, `expiring`, `expired`; `unused`: what it speaks of was checked and had no such finding; or \
         `repeated`: an entry before it excuses all that it speaks of",
        |fact, _| Value::text(Some(fact.state.name())),
    ),
    Attribute::<Suppression>::new("until", Type::Date, "the last day on which it holds", |fact, _| {
        Value::date(fact.until)
    }),
    Attribute::<Suppression>::new("days", Type::Number, "days that it still holds", |fact, _| {
        Value::number(fact.days)
    }),
    Attribute::<Suppression>::new("owner", Type::Text, "who answers for it", |fact, _| {
        Value::text(fact.owner.as_deref())
    }),
];

pub(super) static BASELINE: &[Attribute<BaselineUse>] = &[
    Attribute::<BaselineUse>::new("entries", Type::Number, "findings that it knows", |fact, _| {
        Value::number(i64::try_from(fact.entries).ok())
    }),
    Attribute::<BaselineUse>::new(
        "stale",
        Type::Number,
        "those among them that are not found any more",
        |fact, _| Value::number(i64::try_from(fact.stale).ok()),
    ),
];
