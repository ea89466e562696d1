//! What a redaction hides in one place and stands in clear in another. The secret itself is no attribute.

use super::{Attribute, Type, Value};
use crate::exposure::Exposure;

pub(super) static EXPOSURE: &[Attribute<Exposure>] = &[
    Attribute::<Exposure>::new(
        "place",
        Type::Text,
        "where it stands in clear: `text`, `subject`, `tags`, `reference`, `signature` (or the sender's line), `address`, `header-copy`, `other-document`, `other-file`, `file-name`, `length` (a name that is as long as the mask), `passage` (the whole sentence again, or a redaction under other codes)",
        |fact, _| Value::text(Some(fact.place.name())),
    ),
    Attribute::<Exposure>::new(
        "other",
        Type::Flag,
        "the other of the two places stands in this text",
        |fact, _| Value::Flag(fact.other.is_some()),
    )
    .at(|fact| fact.other),
    Attribute::<Exposure>::new("file", Type::Text, "the other file that shows it", |fact, _| {
        Value::text(fact.elsewhere.as_ref().map(|elsewhere| elsewhere.file.as_str()))
    }),
    Attribute::<Exposure>::new("line", Type::Number, "the line of that file", |fact, _| {
        Value::number(fact.elsewhere.as_ref().and_then(|elsewhere| i64::try_from(elsewhere.line).ok()))
    }),
];
