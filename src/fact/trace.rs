//! Identifiers of persons, promises to protect a source, and text that is not seen.

use super::redaction::{REGIONS, region};
use super::{Attribute, Facts, Type, Value};
use crate::hidden::Hidden;
use crate::identifier::Identifier;
use crate::marking::{FlawKind, Slip};
use crate::protection::Protection;
use crate::span::Span;

pub(super) static IDENTIFIER: &[Attribute<Identifier>] = &[
    Attribute::<Identifier>::new(
        "kind",
        Type::Text,
        "`ssn`, `itin`, `passport`, `a-number`, `uscis-receipt`, `visa-foil`, `i-94`, `sevis`, `birth`, `phone`, `e-mail`, `iban`, `mrz` or `payment-card`",
        |fact, _| Value::text(Some(fact.kind.name())),
    ),
    Attribute::<Identifier>::new(
        "official",
        Type::Flag,
        "an e-mail address of a government, a telephone number of a department, or a toll-free one",
        |fact, facts| Value::Flag(fact.is_official(facts.text)),
    ),
    Attribute::<Identifier>::new("announced", Type::Flag, "a keyword stands beside it", |fact, _| {
        Value::Flag(fact.keyword.is_some())
    })
    .at(|fact| fact.keyword),
    Attribute::<Identifier>::new("checked", Type::Flag, "its check digits hold", |fact, _| {
        Value::Flag(fact.checked)
    }),
    Attribute::<Identifier>::new("where", Type::Text, REGIONS, |fact, facts| region(facts, fact.span)),
    Attribute::<Identifier>::new(
        "above-header",
        Type::Flag,
        "it stands above the header of a telegram, in what hands that on",
        |fact, facts| Value::Flag(facts.document.hands_on(fact.span)),
    ),
    Attribute::<Identifier>::new(
        "covered",
        Type::Flag,
        "the mark of its portion, or a SENSITIVE caption where no portion has one, controls it",
        |fact, facts| Value::Flag(is_covered(fact, facts)),
    ),
];

pub(super) static SOURCE_PROTECTION: &[Attribute<Protection>] = &[
    Attribute::<Protection>::new("phrase", Type::Text, "the words of the promise", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
    Attribute::<Protection>::new("strict", Type::Flag, "`strictly` stands with it", |fact, _| {
        Value::Flag(fact.strict)
    }),
    Attribute::<Protection>::new("bracketed", Type::Flag, "it stands in brackets", |fact, _| {
        Value::Flag(fact.bracketed)
    }),
    Attribute::<Protection>::new(
        "named",
        Type::Flag,
        "a name that it protects stands in clear",
        |fact, _| Value::Flag(!fact.names.is_empty()),
    )
    .at(|fact| fact.names.first().copied()),
    Attribute::<Protection>::new(
        "masked",
        Type::Flag,
        "a redaction stands where the name would",
        |fact, _| Value::Flag(fact.masked),
    ),
    Attribute::<Protection>::new("where", Type::Text, REGIONS, |fact, facts| region(facts, fact.span)),
];

pub(super) static HIDDEN_TEXT: &[Attribute<Hidden>] = &[
    Attribute::<Hidden>::new(
        "kind",
        Type::Text,
        "`zero-width`, `bidirectional`, `look-alike`, `comment`, `link-target`, `invisible-span` or `base64`",
        |fact, _| Value::text(Some(fact.kind.name())),
    ),
    Attribute::<Hidden>::new("wordy", Type::Flag, "it holds words", |fact, _| Value::Flag(fact.wordy)),
    Attribute::<Hidden>::new(
        "in-mark",
        Type::Flag,
        "it stands in a mark, marking or caption that has it among its own flaws",
        |fact, facts| Value::Flag(is_flaw_of_mark(fact, facts)),
    ),
    Attribute::<Hidden>::new("length", Type::Number, "its characters", |fact, facts| {
        Value::number(i64::try_from(facts.text.slice(fact.span).chars().count()).ok())
    }),
    Attribute::<Hidden>::new("where", Type::Text, REGIONS, |fact, facts| region(facts, fact.span)),
];

/// A portion mark, a caption or a marking is read with such characters in it, and has rules on them.
fn is_flaw_of_mark(fact: &Hidden, facts: &Facts<'_>) -> bool {
    let meets = |span: Span| span.start < fact.span.end && fact.span.start < span.end;
    let document = facts.document;
    let seen = |slip: &Slip| matches!(slip, Slip::LookAlike | Slip::Invisible);
    let flaw = |kind: FlawKind| matches!(kind, FlawKind::LookAlike | FlawKind::Invisible);
    let mut portions = document.portions.iter().map(|portion| &portion.mark);
    let mut captions = document.preamble.captions.iter();
    let mut flaws = document.memo.iter().flat_map(|memo| &memo.flaws).map(|placed| &placed.flaw);
    portions.any(|mark| meets(mark.span) && mark.flaws.iter().any(seen))
        || captions.any(|caption| caption.flaw.is_some() && meets(caption.span))
        || flaws.any(|one| flaw(one.kind) && meets(one.span))
}

/// A portion mark with a control or above U covers what stands behind it up to the next mark; the caption
/// SENSITIVE covers a cable without marks.
fn is_covered(fact: &Identifier, facts: &Facts<'_>) -> bool {
    let portions = &facts.document.portions;
    let after = portions.partition_point(|portion| portion.mark.span.start <= fact.span.start);
    let own = after.checked_sub(1).and_then(|index| portions.get(index));
    own.map_or_else(
        || facts.document.preamble.captions.iter().any(|caption| caption.word == "SENSITIVE"),
        |portion| {
            let unclassified = facts.register.own_level("U");
            !portion.mark.controls.is_empty()
                || portion.mark.level.is_some_and(|level| Some(level) != unclassified)
        },
    )
}
