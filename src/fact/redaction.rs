//! Redactions, exemption codes, and the stamps of a release.

use super::{Attribute, Facts, Type, Value};
use crate::redaction::mark::excision::{self, Excision, Flaw};
use crate::redaction::{
    Coded, Decision, ExemptionCode, LeftoverKind, Overlay, Redaction, RedactionKind, ReleaseStamp, Slot,
    Upgrade,
};
use crate::span::Span;

pub(super) static REDACTION: &[Attribute<Redaction>] = &[
    Attribute::<Redaction>::new(
        "kind",
        Type::Text,
        "`bracket`, `bar`, `mask`, `label` (an exemption code in place of text) or `page`",
        |fact, _| Value::text(Some(fact.kind.name())),
    ),
    Attribute::<Redaction>::new("text", Type::Text, "the mark that stands for what was taken out", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
    Attribute::<Redaction>::new("codes", Type::Texts, "the exemption codes that belong to it", |fact, _| {
        Value::texts(fact.codes.iter().map(String::as_str))
    }),
    Attribute::<Redaction>::new("coded", Type::Flag, "some exemption code belongs to it", |fact, _| {
        Value::Flag(fact.coded != Coded::Not)
    }),
    Attribute::<Redaction>::new(
        "coded-by",
        Type::Text,
        "where its codes stand: `inside` it, `beside` it, on the `page`, or `not`",
        |fact, _| Value::text(Some(fact.coded.name())),
    ),
    Attribute::<Redaction>::new("amount", Type::Text, "the amount it states: 3 lines", |fact, facts| {
        Value::text(fact.amount.map(|span| facts.text.slice(span)))
    })
    .at(|fact| fact.amount),
    Attribute::<Redaction>::new(
        "editorial",
        Type::Flag,
        "its words are those of the historical documents: not declassified",
        |fact, facts| Value::Flag(excision_of(fact, facts).is_some_and(|read| read.editorial)),
    ),
    Attribute::<Redaction>::new(
        "flaw",
        Type::Text,
        "what is wrong with an editor's bracket: `unclosed`, `brackets` of another sort, a `unit` that nobody counts in, `plural`, `count`, `spelling`, or no `amount`",
        |fact, facts| Value::text(excision_of(fact, facts).and_then(|read| read.flaw).map(Flaw::name)),
    ),
    Attribute::<Redaction>::new("length", Type::Number, "characters of a mask or bar; 0 for other kinds", |fact, _| {
        Value::number(i64::try_from(fact.length).ok())
    }),
    Attribute::<Redaction>::new(
        "leftover",
        Type::Text,
        "what still stands of a masked word: its `beginning` or `ending`, a word `glued` to the mask, or the `initial` of a name",
        |fact, _| Value::text(fact.leftover.map(|leftover| leftover.kind).map(LeftoverKind::name)),
    )
    .at(|fact| fact.leftover.map(|leftover| leftover.span)),
    Attribute::<Redaction>::new(
        "slot",
        Type::Text,
        "the closed choice that the words around it leave: `office`, `mission`, `weekday`, `month` or `nationality`",
        |fact, _| Value::text(fact.slot.map(Slot::name)),
    ),
    Attribute::<Redaction>::new(
        "abbreviation",
        Type::Text,
        "the abbreviation of what was taken out that stands in brackets behind it",
        |fact, facts| Value::text(fact.abbreviation.map(|span| facts.text.slice(span))),
    )
    .at(|fact| fact.abbreviation),
    Attribute::<Redaction>::new("where", Type::Text, REGIONS, |fact, facts| region(facts, fact.span)),
];

pub(super) static EXEMPTION_CODE: &[Attribute<ExemptionCode>] = &[
    Attribute::<ExemptionCode>::new(
        "code",
        Type::Text,
        "the code in one spelling: B6, B7(C), 1.4(D), (k)(2), 25X1",
        |fact, _| Value::text(Some(fact.code.as_str())),
    ),
    Attribute::<ExemptionCode>::new("text", Type::Text, "the code as printed", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
    Attribute::<ExemptionCode>::new(
        "system",
        Type::Text,
        "whose list it is on: `foia`, `privacy-act`, `order`, `state`, `cia` or `nara`",
        |fact, _| Value::text(Some(fact.system.name())),
    ),
    Attribute::<ExemptionCode>::new(
        "where",
        Type::Text,
        "in the `text`, in the `margin` of the page, in the release `stamp`, or inside a `redaction`",
        |fact, _| Value::text(Some(fact.place.name())),
    ),
    Attribute::<ExemptionCode>::new("known", Type::Flag, "its list has it", |fact, _| {
        Value::Flag(fact.known)
    }),
    Attribute::<ExemptionCode>::new("slip", Type::Flag, "a scanner misread it: B61, 1,4(D)", |fact, _| {
        Value::Flag(fact.slip)
    }),
];

pub(super) static RELEASE_STAMP: &[Attribute<ReleaseStamp>] = &[
    Attribute::<ReleaseStamp>::new(
        "form",
        Type::Text,
        "`state-header`, `state-decision`, `state-review`, `cia`, `nara` or `other`",
        |fact, _| Value::text(Some(fact.form.name())),
    ),
    Attribute::<ReleaseStamp>::new(
        "decision",
        Type::Text,
        "`full`, `part`, `denied`, `approved` or `declassified`",
        |fact, _| Value::text(fact.decision.map(|(decision, _)| decision).map(Decision::name)),
    )
    .at(|fact| fact.decision.map(|(_, span)| span)),
    Attribute::<ReleaseStamp>::new("case", Type::Text, "the number of the case: F-2014-20439", |fact, _| {
        Value::text(fact.case.as_ref().map(|word| word.text.as_str()))
    })
    .at(|fact| fact.case.as_ref().map(|word| word.span)),
    Attribute::<ReleaseStamp>::new(
        "document",
        Type::Text,
        "the number of the document: C05771875",
        |fact, _| Value::text(fact.document.as_ref().map(|word| word.text.as_str())),
    )
    .at(|fact| fact.document.as_ref().map(|word| word.span)),
    Attribute::<ReleaseStamp>::new("date", Type::Date, "the day of the release", |fact, _| date(fact.date))
        .at(|fact| fact.date_printed),
    Attribute::<ReleaseStamp>::new(
        "date-printed",
        Type::Text,
        "its date as printed, readable or not",
        |fact, facts| Value::text(fact.date_printed.map(|span| facts.text.slice(span))),
    )
    .at(|fact| fact.date_printed),
    Attribute::<ReleaseStamp>::new(
        "authority",
        Type::Prose,
        "who decided, or under which order",
        |fact, facts| Value::text(fact.authority.map(|span| facts.text.slice(span))),
    )
    .at(|fact| fact.authority),
];

pub(super) static OVERLAY: &[Attribute<Overlay>] = &[
    Attribute::<Overlay>::new("level", Type::Level, "its level", |fact, _| Value::level(fact.level)),
    Attribute::<Overlay>::new("text", Type::Text, "the class word as printed", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
];

pub(super) static UPGRADE_STAMP: &[Attribute<Upgrade>] = &[
    Attribute::<Upgrade>::new("level", Type::Level, "the level it gives", |fact, _| Value::level(fact.level))
        .at(|fact| fact.level_span),
    Attribute::<Upgrade>::new("by", Type::Prose, "who classified", |fact, facts| {
        Value::text(fact.by.map(|span| facts.text.slice(span)))
    })
    .at(|fact| fact.by),
    Attribute::<Upgrade>::new("date", Type::Date, "when it was put on", |fact, _| date(fact.date)),
    Attribute::<Upgrade>::new("reason", Type::Text, "the reason in one spelling: 1.4(D)", |fact, _| {
        Value::text(fact.reason.as_ref().map(|word| word.text.as_str()))
    })
    .at(|fact| fact.reason.as_ref().map(|word| word.span)),
    Attribute::<Upgrade>::new(
        "declassify",
        Type::Text,
        "the declassification instruction as printed",
        |fact, _| Value::text(fact.declassify.as_ref().map(|word| word.text.as_str())),
    )
    .at(|fact| fact.declassify.as_ref().map(|word| word.span)),
    Attribute::<Upgrade>::new("declassify-date", Type::Date, "the day of that instruction", |fact, _| {
        date(fact.declassify_date)
    }),
];

/// What `where` says of facts that stand in a part of the document.
pub(super) const REGIONS: &str = "`envelope`, `banner`, `order`, `tags`, `subject`, `reference`, `authority`, `correspondent` (From, To, Cc), `signature` or `body`";

/// In which part of the document a place stands.
pub(super) fn region<'a>(facts: &Facts<'a>, span: Span) -> Value<'a> {
    Value::text(Some(facts.document.region(facts.text, span).name()))
}

/// What the words of an editor's bracket say.
fn excision_of(redaction: &Redaction, facts: &Facts<'_>) -> Option<Excision> {
    (redaction.kind == RedactionKind::Bracket)
        .then(|| excision::read_printed(facts.text.slice(redaction.span)))?
}

fn date<'a>(date: Option<jiff::civil::Date>) -> Value<'a> {
    date.map_or(Value::Absent, Value::Date)
}
