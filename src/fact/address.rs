//! Format lines 5 to 9 (ACP 127; 5 FAH-2 H-321).

use super::{Attribute, Type, Value};
use crate::document::{Addressee, DateTimeGroup, Originator, Role, Word};

pub(super) static DATE_TIME_GROUP: &[Attribute<DateTimeGroup>] = &[
    Attribute::<DateTimeGroup>::new("text", Type::Text, "the date-time group as printed", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
    Attribute::<DateTimeGroup>::new(
        "prosigns",
        Type::Texts,
        "the precedence prosigns as printed",
        |fact, _| Value::texts(fact.prosigns.iter().map(|word| word.text.as_str())),
    ),
    Attribute::<DateTimeGroup>::new("prosign", Type::Text, "the first precedence prosign", |fact, _| {
        Value::text(fact.prosigns.first().map(text))
    })
    .at(|fact| fact.prosigns.first().map(|word| word.span)),
    Attribute::<DateTimeGroup>::new(
        "descending",
        Type::Flag,
        "the prosigns go from the highest precedence down",
        |fact, _| Value::Flag(fact.descending()),
    ),
    Attribute::<DateTimeGroup>::new("date", Type::Date, "its day, where that is possible", |fact, _| {
        Value::date(fact.moment.map(jiff::civil::DateTime::date))
    }),
    Attribute::<DateTimeGroup>::new("problem", Type::Text, "what is impossible about it", |fact, _| {
        Value::text(fact.problem)
    }),
    Attribute::<DateTimeGroup>::new("midnight", Type::Flag, "0000 or 2400, which are not used", |fact, _| {
        Value::Flag(fact.midnight)
    }),
];

pub(super) static ORIGINATOR: &[Attribute<Originator>] = &[
    Attribute::<Originator>::new("plad", Type::Text, "the plain-language address designator", |fact, _| {
        Value::text(Some(&fact.plad.text))
    }),
    Attribute::<Originator>::new(
        "post",
        Type::Text,
        "its post as a message reference names it, letters only",
        |fact, _| Value::text(fact.post.as_deref()),
    ),
    Attribute::<Originator>::new(
        "posts",
        Type::Texts,
        "every name under which a message reference may carry it",
        |fact, _| Value::Words(&fact.posts),
    ),
    Attribute::<Originator>::new("known", Type::Flag, "its post is a known station", |fact, _| {
        Value::Flag(fact.known)
    }),
    Attribute::<Originator>::new("indicator", Type::Text, "its routing indicator, if printed", |fact, _| {
        Value::text(fact.indicator.as_ref().map(text))
    })
    .at(|fact| fact.indicator.as_ref().map(|word| word.span)),
];

pub(super) static ADDRESSEE: &[Attribute<Addressee>] = &[
    Attribute::<Addressee>::new(
        "role",
        Type::Text,
        "`action` (TO), `info` (INFO) or `exempt` (XMT)",
        |fact, _| {
            Value::text(Some(match fact.role {
                Role::Action => "action",
                Role::Info => "info",
                Role::Exempt => "exempt",
            }))
        },
    ),
    Attribute::<Addressee>::new("indicator", Type::Text, "its routing indicator", |fact, _| {
        Value::text(fact.indicator.as_ref().map(text))
    })
    .at(|fact| fact.indicator.as_ref().map(|word| word.span)),
    Attribute::<Addressee>::new("plad", Type::Text, "the plain-language address designator", |fact, _| {
        Value::text(Some(&fact.plad.text))
    })
    .at(|fact| Some(fact.plad.span)),
    Attribute::<Addressee>::new("precedence", Type::Text, "its precedence word, if printed", |fact, _| {
        Value::text(fact.precedence.as_ref().map(text))
    })
    .at(|fact| fact.precedence.as_ref().map(|word| word.span)),
    Attribute::<Addressee>::new(
        "number",
        Type::Text,
        "its message continuity number, as printed",
        |fact, _| Value::text(fact.number.as_ref().map(text)),
    )
    .at(|fact| fact.number.as_ref().map(|word| word.span)),
    Attribute::<Addressee>::new(
        "numeric",
        Type::Flag,
        "the message continuity number, if any, is all digits",
        |fact, _| {
            Value::Flag(
                fact.number.as_ref().is_none_or(|word| word.text.bytes().all(|byte| byte.is_ascii_digit())),
            )
        },
    ),
    Attribute::<Addressee>::new("collective", Type::Flag, "one address for a group of posts", |fact, _| {
        Value::Flag(fact.collective)
    }),
    Attribute::<Addressee>::new(
        "foreign",
        Type::Flag,
        "its routing indicator belongs to another nation",
        |fact, _| Value::Flag(fact.foreign),
    ),
    Attribute::<Addressee>::new(
        "unclassified-only",
        Type::Flag,
        "the table gives no classified route",
        |fact, _| Value::Flag(fact.unclassified_only),
    ),
    Attribute::<Addressee>::new(
        "matches-table",
        Type::Flag,
        "post and routing indicator agree in the table; absent where it does not know",
        |fact, _| Value::flag(fact.matches_table),
    ),
    Attribute::<Addressee>::new(
        "repeated",
        Type::Flag,
        "the same address stands above in the same list",
        |fact, _| Value::Flag(fact.repeated),
    ),
    Attribute::<Addressee>::new("after-collective", Type::Flag, "a collective stands above it", |fact, _| {
        Value::Flag(fact.after_collective)
    }),
];

fn text(word: &Word) -> &str {
    &word.text
}
