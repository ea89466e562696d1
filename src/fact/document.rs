//! The document as a whole.

use super::marking::is_above_unclassified;
use super::{Attribute, Facts, Type, Value};
use crate::document::{Banner, Document, DocumentKind, Memo, PlacedMarking, Section};

pub(super) static DOCUMENT: &[Attribute<Document>] = &[
    Attribute::<Document>::new(
        "kind",
        Type::Text,
        "`cable`, `memo`, or `none` for a text without a document",
        |fact, _| Value::text(Some(fact.kind.name())),
    ),
    Attribute::<Document>::new(
        "copy",
        Type::Text,
        "`transmission`, `department`, `archive`, `smart`, `text` or `body`",
        |fact, _| Value::text(Some(fact.copy.name())),
    ),
    Attribute::<Document>::new(
        "date",
        Type::Date,
        "its own date, else the one given with --date",
        |_, facts| facts.date().map_or(Value::Unknown, Value::Date),
    ),
    Attribute::<Document>::new(
        "date-known",
        Type::Flag,
        "it has a date of its own, or one was given with --date",
        |_, facts| Value::Flag(facts.date().is_some()),
    ),
    Attribute::<Document>::new("dated", Type::Flag, "it has a date of its own", |fact, _| {
        Value::Flag(fact.written.is_some())
    }),
    Attribute::<Document>::new("level", Type::Level, "the banner line's level", |fact, facts| {
        banner(fact, facts, |banner| Value::level(banner.class.level))
    }),
    Attribute::<Document>::new(
        "later-section",
        Type::Flag,
        "its banner line announces a section after the first",
        |fact, _| Value::Flag(is_later_section(fact)),
    ),
    Attribute::<Document>::new(
        "earlier-section",
        Type::Number,
        "the number of the section before, where that stands in the same text",
        |fact, _| Value::number(earlier_section(fact).map(|section| section.number)),
    ),
    Attribute::<Document>::new(
        "earlier-sections",
        Type::Number,
        "how many sections there are by the section before",
        |fact, _| Value::number(earlier_section(fact).map(|section| section.of)),
    ),
    Attribute::<Document>::new(
        "earlier-captions",
        Type::Texts,
        "the captions of the section before, where that stands in the same text",
        |fact, _| {
            let captions = fact.earlier_section.iter().flat_map(|earlier| &earlier.header.captions);
            Value::texts(captions.map(|caption| caption.word.as_str()))
        },
    ),
    Attribute::<Document>::new(
        "next-section",
        Type::Number,
        "the number that comes after that of the section before",
        |fact, _| Value::number(earlier_section(fact).map(|section| section.number.saturating_add(1))),
    ),
    Attribute::<Document>::new(
        "section-apart",
        Type::Flag,
        "it is a section after the first, or one after which another stands in the text",
        |fact, _| Value::Flag(is_later_section(fact) || fact.condition.goes_on),
    ),
    Attribute::<Document>::new("post", Type::Text, "the post of its message reference", |fact, facts| {
        banner(fact, facts, |banner| Value::text(banner.post.as_ref().map(|post| post.name.as_str())))
    }),
    Attribute::<Document>::new(
        "serial",
        Type::Number,
        "the serial of its message reference",
        |fact, facts| banner(fact, facts, |banner| Value::number(banner.serial.map(|serial| serial.value))),
    ),
    Attribute::<Document>::new(
        "header-expected",
        Type::Flag,
        "an envelope, caption, E.O., TAGS or SUBJECT line stands",
        |fact, _| Value::Flag(fact.expects_banner()),
    ),
    Attribute::<Document>::new(
        "state-telegram",
        Type::Flag,
        "its originator is a State post; without one, it has captions, an E.O. line or TAGS",
        |fact, _| Value::Flag(is_state_telegram(fact)),
    ),
    Attribute::<Document>::new(
        "released",
        Type::Flag,
        "a release stamp stands in it, or above an earlier section",
        |fact, _| Value::Flag(fact.condition.released || !fact.traces.stamps.is_empty()),
    ),
    Attribute::<Document>::new(
        "release-date",
        Type::Date,
        "the day of its release, from the first stamp that has one",
        |fact, _| fact.traces.release_date().map_or(Value::Unknown, Value::Date),
    ),
    Attribute::<Document>::new(
        "decision",
        Type::Text,
        "what its first decision says: `full`, `part`, `denied`, `approved` or `declassified`",
        |fact, _| Value::text(fact.traces.decision().map(|(decision, _)| decision.name())),
    )
    .at(|fact| fact.traces.decision().map(|(_, span)| span)),
    Attribute::<Document>::new(
        "redacted",
        Type::Flag,
        "a redaction stands in it, or a code at the edge of a page says that something was taken out",
        |fact, _| Value::Flag(fact.traces.is_redacted()),
    ),
    Attribute::<Document>::new("numbered", Type::Flag, "it has numbered paragraphs", |fact, _| {
        Value::Flag(!fact.paragraphs.is_empty())
    }),
    Attribute::<Document>::new(
        "portion-marked",
        Type::Flag,
        "some numbered paragraph carries a mark",
        |fact, _| Value::Flag(fact.condition.portion_marked),
    ),
    Attribute::<Document>::new(
        "marked-throughout",
        Type::Flag,
        "every numbered paragraph carries a mark, and there is one",
        |fact, _| Value::Flag(fact.condition.marked_throughout),
    ),
    Attribute::<Document>::new(
        "highest",
        Type::Level,
        "the highest level among its portion marks",
        |fact, facts| {
            let levels = fact.portions.iter().filter_map(|portion| portion.mark.level);
            Value::level(facts.register.highest(levels))
        },
    ),
    Attribute::<Document>::new(
        "entire-text",
        Type::Flag,
        "a statement that is not quoted says that one mark covers the entire text",
        |fact, _| Value::Flag(fact.entire_texts.iter().any(|statement| !fact.quotes(statement.span.start))),
    ),
    Attribute::<Document>::new(
        "declassified",
        Type::Flag,
        "the copy says that it was declassified or released",
        |fact, _| Value::Flag(fact.condition.declassified),
    ),
    Attribute::<Document>::new(
        "noisy",
        Type::Flag,
        "line noise: three or more header keywords misspelt, or a garbled banner line",
        |fact, _| Value::Flag(fact.condition.noisy),
    ),
    Attribute::<Document>::new("partial", Type::Flag, "the copy is an extract, or is cut off", |fact, _| {
        Value::Flag(fact.condition.partial)
    }),
    Attribute::<Document>::new(
        "sbu-notice",
        Type::Flag,
        "SENSITIVE BUT UNCLASSIFIED is spelt out above paragraph 1",
        |fact, _| Value::Flag(fact.condition.sbu_notice),
    ),
    Attribute::<Document>::new("signed", Type::Flag, "a signature line stands", |fact, _| {
        Value::Flag(fact.signature.is_some())
    }),
    Attribute::<Document>::new(
        "header-copies",
        Type::Number,
        "how often the header is printed again",
        |fact, _| Value::number(i64::try_from(fact.header_copies.len()).ok()),
    ),
    Attribute::<Document>::new(
        "longest-line",
        Type::Number,
        "characters of its longest line from the banner on",
        |fact, facts| {
            let from = facts.text.line_index(fact.face().start);
            let to = facts.text.line_index(fact.span.end);
            let length = |line: usize| {
                facts.text.line(line).trim_end().chars().filter(|letter| *letter != '\u{b6}').count()
            };
            Value::number((from..=to).map(length).max().and_then(|length| i64::try_from(length).ok()))
        },
    ),
    Attribute::<Document>::new(
        "ascii",
        Type::Flag,
        "nothing but ASCII stands in it, pilcrows aside",
        |fact, facts| {
            Value::Flag(
                facts.text.slice(fact.span).chars().all(|letter| letter.is_ascii() || letter == '\u{b6}'),
            )
        },
    ),
    Attribute::<Document>::new(
        "encoding",
        Type::Text,
        "`utf-8`, `utf-16le`, `utf-16be` or `windows-1252`",
        |_, facts| Value::text(Some(facts.text.encoding().name())),
    ),
    Attribute::<Document>::new(
        "style",
        Type::Text,
        "whose habits its markings follow: `ic`, `state`, `cui` or `plain`; a cable's is `state`",
        |fact, _| Value::text(style(fact)),
    ),
    Attribute::<Document>::new(
        "classified",
        Type::Flag,
        "its first banner line counts above U; absent without one",
        |fact, facts| Value::flag(classified(fact, facts)),
    ),
    Attribute::<Document>::new(
        "compilation",
        Type::Flag,
        "a memo that explains a classification by compilation, or by its enclosures",
        |fact, _| of_memo(fact, |memo| Value::Flag(memo.explanation.is_some())),
    ),
    Attribute::<Document>::new(
        "dod",
        Type::Flag,
        "a memo of the Department of Defense: its name at the top, or a distribution statement",
        |fact, _| of_memo(fact, |memo| Value::Flag(memo.dod)),
    ),
    Attribute::<Document>::new("pages", Type::Number, "how many pages a memo has", |fact, _| {
        of_memo(fact, |memo| Value::number(i64::try_from(memo.pages).ok()))
    }),
    Attribute::<Document>::new("has-cui", Type::Flag, "a marking of a memo names CUI", |fact, facts| {
        of_memo(fact, |memo| Value::Flag(memo.markings.iter().any(|one| names_cui(one, facts))))
    }),
    Attribute::<Document>::new("portion-count", Type::Number, "how many portion marks it has", |fact, _| {
        let memo = fact.memo.as_ref();
        let count = memo.map_or(fact.portions.len(), |memo| memo.portions().count());
        Value::number(i64::try_from(count).ok())
    }),
    Attribute::<Document>::new(
        "unmarked-count",
        Type::Number,
        "how many paragraphs of a memo lack a mark where others carry one",
        |fact, _| of_memo(fact, |memo| Value::number(i64::try_from(memo.unmarked_text().count()).ok())),
    ),
    Attribute::<Document>::new("ceiling", Type::Level, "the level given with --ceiling", |_, facts| {
        Value::level(facts.circumstances.ceiling)
    }),
];

fn is_later_section(document: &Document) -> bool {
    document.banner.as_ref().is_some_and(Banner::is_of_later_section)
}

fn earlier_section(document: &Document) -> Option<Section> {
    document.earlier_section.as_ref().and_then(|earlier| earlier.header.banner.section)
}

/// Other agencies' telegrams have envelopes, too, but other banner lines.
fn is_state_telegram(document: &Document) -> bool {
    let preamble = &document.preamble;
    let fields = !(preamble.captions.is_empty() && preamble.orders.is_empty() && preamble.tags.is_empty());
    document.envelope.originator.as_ref().map_or(fields, |originator| originator.known)
}

fn style(document: &Document) -> Option<&'static str> {
    match document.kind {
        DocumentKind::Cable => Some("state"),
        DocumentKind::Memo => document.memo.as_ref().map(|memo| memo.style.name()),
        DocumentKind::None => None,
    }
}

/// The level of the first banner line counts above U.
fn classified(document: &Document, facts: &Facts<'_>) -> Option<bool> {
    let of_memo = document.memo.as_ref().and_then(|memo| memo.overall()).map(|overall| overall.marking.level);
    let level = of_memo.or_else(|| document.banner.as_ref().map(|banner| banner.class.level))?;
    Some(is_above_unclassified(level.map(|level| facts.register.counts_as(level)), facts))
}

/// Reads something that only a memo has; absent elsewhere.
fn of_memo<'a>(document: &'a Document, read: impl Fn(&'a Memo) -> Value<'a>) -> Value<'a> {
    document.memo.as_deref().map_or(Value::Absent, read)
}

fn names_cui(placed: &PlacedMarking, facts: &Facts<'_>) -> bool {
    let cui = facts.register.category("cui");
    placed.marking.elements.iter().any(|element| cui.is_some() && element.category(facts.register) == cui)
}

/// Reads something of the banner line; unknown where the copy cannot have one.
fn banner<'a>(
    document: &'a Document,
    facts: &Facts<'a>,
    read: impl Fn(&'a crate::document::Banner) -> Value<'a>,
) -> Value<'a> {
    match &document.banner {
        Some(banner) => read(banner),
        None if facts.knowable(super::Kind::Banner) => Value::Absent,
        None => Value::Unknown,
    }
}

impl DocumentKind {
    /// The name in reports and rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cable => "cable",
            Self::Memo => "memo",
            Self::None => "none",
        }
    }
}
