//! In what a copy of a cable differs from an earlier one. Levels, captions, marks and dates; no text.

use super::{Attribute, Type, Value};
use crate::agreement::{Disagreement, Matter};

pub(super) static DISAGREEMENT: &[Attribute<Disagreement>] = &[
    Attribute::<Disagreement>::new(
        "matter",
        Type::Text,
        "what differs: `level`, `captions`, `declassification date`, `mark of the subject`, or `mark of paragraph 3` with the number of the first that differs",
        |fact, _| match fact.matter {
            Matter::Banner => Value::text(Some("level")),
            Matter::Captions => Value::text(Some("captions")),
            Matter::Declassification => Value::text(Some("declassification date")),
            Matter::Subject => Value::text(Some("mark of the subject")),
            Matter::Paragraph(number) => Value::made(format!("mark of paragraph {number}")),
        },
    ),
    Attribute::<Disagreement>::new("here", Type::Text, "what stands in this copy", |fact, _| {
        Value::text(some(&fact.here))
    }),
    Attribute::<Disagreement>::new("there", Type::Text, "what stands in the earlier copy", |fact, _| {
        Value::text(some(&fact.there))
    }),
    Attribute::<Disagreement>::new("file", Type::Text, "the file of the earlier copy", |fact, _| {
        Value::text(Some(&fact.file))
    }),
    Attribute::<Disagreement>::new("line", Type::Number, "the line of its banner line", |fact, _| {
        Value::number(i64::try_from(fact.line).ok())
    }),
];

fn some(word: &str) -> Option<&str> {
    Some(word).filter(|word| !word.is_empty())
}
