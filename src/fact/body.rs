//! The text: paragraphs, portions, quoted blocks, and marks outside any document.

use super::{Attribute, Facts, Type, Value};
use crate::document::{Block, ClassWord, CrossReference, EndMark, Number, Paragraph, Place, Portion};
use crate::marking::Slip;
use crate::span::Span;

pub(super) static PARAGRAPH: &[Attribute<Paragraph>] = &[
    Attribute::<Paragraph>::new("number", Type::Number, "its number", |fact, _| {
        Value::Number(fact.number.value)
    })
    .at(|fact| Some(fact.number.span)),
    Attribute::<Paragraph>::new("letter", Type::Text, "the letter of `2a.`", |fact, _| {
        fact.letter.map_or(Value::Absent, |letter| Value::made(letter.to_string()))
    }),
    Attribute::<Paragraph>::new("mark", Type::Text, "its portion mark", |fact, _| {
        Value::text(fact.mark.as_ref().map(|mark| mark.text.as_str()))
    })
    .at(|fact| fact.mark.as_ref().map(|mark| mark.span)),
    Attribute::<Paragraph>::new(
        "mark-masked",
        Type::Flag,
        "a mask stands in brackets where its mark would",
        |fact, facts| Value::Flag(is_mark_masked(fact, facts)),
    ),
    Attribute::<Paragraph>::new("level", Type::Level, "its mark's level", |fact, _| {
        Value::level(fact.mark.as_ref().and_then(|mark| mark.level))
    }),
    Attribute::<Paragraph>::new("controls", Type::Texts, "its mark's controls", |fact, _| {
        Value::Words(fact.mark.as_ref().map_or(&[], |mark| &mark.controls))
    }),
    Attribute::<Paragraph>::new("quoted", Type::Flag, "it stands in an open quoted block", |fact, _| {
        Value::Flag(fact.quoted)
    }),
    Attribute::<Paragraph>::new("first", Type::Flag, "it is the first numbered paragraph", |fact, facts| {
        let first = facts.document.paragraphs.first();
        Value::Flag(first.is_some_and(|first| first.number.span == fact.number.span))
    }),
    Attribute::<Paragraph>::new("repeated", Type::Flag, "the same number stands above", |fact, _| {
        Value::Flag(fact.repeated)
    }),
];

pub(super) static PORTION: &[Attribute<Portion>] = &[
    Attribute::<Portion>::new("mark", Type::Text, "what stands inside the brackets", |fact, _| {
        Value::text(Some(&fact.mark.text))
    }),
    Attribute::<Portion>::new(
        "where",
        Type::Text,
        "`paragraph`, `sub-paragraph`, `text`, `heading`, `subject`, `reference` or `authority` (Classified By)",
        |fact, _| {
            Value::text(Some(match fact.place {
                Place::Paragraph => "paragraph",
                Place::SubParagraph => "sub-paragraph",
                Place::Text => "text",
                Place::Heading => "heading",
                Place::Subject => "subject",
                Place::Reference => "reference",
                Place::Authority => "authority",
            }))
        },
    ),
    Attribute::<Portion>::new("level", Type::Level, "its level", |fact, _| Value::level(fact.mark.level)),
    Attribute::<Portion>::new(
        "controls",
        Type::Texts,
        "its controls: SBU, NF (NOFORN, SBU/N), FOUO, REL ...",
        |fact, _| Value::Words(&fact.mark.controls),
    ),
    Attribute::<Portion>::new("number", Type::Number, "the number of its paragraph", |fact, _| {
        Value::number(fact.number)
    }),
    Attribute::<Portion>::new(
        "flaws",
        Type::Texts,
        "`near-miss`, `lost-bracket`, `look-alike`, `invisible`, `unknown-control`, `second-level`",
        |fact, _| {
            Value::texts(fact.mark.flaws.iter().map(|flaw| match flaw {
                Slip::NearMiss => "near-miss",
                Slip::LostBracket => "lost-bracket",
                Slip::LookAlike => "look-alike",
                Slip::Invisible => "invisible",
                Slip::UnknownControl => "unknown-control",
                Slip::SecondLevel => "second-level",
            }))
        },
    ),
    Attribute::<Portion>::new("suggestion", Type::Text, "the mark that was probably meant", |fact, _| {
        Value::text(fact.mark.suggestion.as_deref())
    }),
    Attribute::<Portion>::new(
        "parent",
        Type::Level,
        "the level of the paragraph that holds a sub-paragraph",
        |fact, _| Value::level(fact.parent),
    ),
    Attribute::<Portion>::new("entire-text", Type::Flag, "it says ENTIRE TEXT", |fact, _| {
        Value::Flag(fact.entire_text)
    }),
    Attribute::<Portion>::new("quoted", Type::Flag, "it stands in a quoted text", |fact, facts| {
        Value::Flag(facts.document.quotes(fact.mark.span.start))
    }),
];

pub(super) static ENTIRE_TEXT: &[Attribute<ClassWord>] = &[
    Attribute::<ClassWord>::new("text", Type::Text, "the class word of the statement", |fact, _| {
        Value::text(Some(&fact.word))
    }),
    Attribute::<ClassWord>::new("level", Type::Level, "its level", |fact, _| Value::level(fact.level)),
    Attribute::<ClassWord>::new(
        "quoted",
        Type::Flag,
        "it stands in a quoted text, and speaks of that",
        |fact, facts| Value::Flag(facts.document.quotes(fact.span.start)),
    ),
];

pub(super) static BLOCK: &[Attribute<Block>] = &[
    Attribute::<Block>::new("name", Type::Text, "`text`, `quote`, `summary`, `non-paper` ...", |fact, _| {
        Value::text(Some(&fact.name))
    }),
    Attribute::<Block>::new(
        "mixed",
        Type::Flag,
        "portions inside it have more than one level",
        |fact, facts| {
            let inside =
                facts.document.portions.iter().filter(|portion| fact.extent.contains(portion.mark.span));
            let mut levels = inside.filter_map(|portion| portion.mark.level);
            let first = levels.next();
            Value::Flag(levels.any(|level| Some(level) != first))
        },
    ),
    Attribute::<Block>::new("closed", Type::Flag, "closing words stand", |fact, _| Value::Flag(fact.closed)),
];

pub(super) static CROSS_REFERENCE: &[Attribute<CrossReference>] = &[
    Attribute::<CrossReference>::new("number", Type::Number, "the paragraph it names", |fact, _| {
        Value::Number(fact.number.value)
    })
    .at(|fact| Some(fact.number.span)),
    Attribute::<CrossReference>::new(
        "resolved",
        Type::Flag,
        "a paragraph of that number stands",
        |fact, _| Value::Flag(fact.resolved),
    ),
];

pub(super) static VALIDATION: &[Attribute<Number>] =
    &[Attribute::<Number>::new("serial", Type::Number, "the serial", |fact, _| Value::Number(fact.value))];

pub(super) static END_MARK: &[Attribute<EndMark>] = &[
    Attribute::<EndMark>::new("text", Type::Text, "`NNNN` or `BT`", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
    Attribute::<EndMark>::new("last", Type::Flag, "no text follows it", |fact, _| Value::Flag(fact.last)),
    Attribute::<EndMark>::new("paired", Type::Flag, "the same mark stands once more", |fact, facts| {
        let text = facts.text.slice(fact.span);
        let same = facts.document.end_marks.iter().filter(|other| facts.text.slice(other.span) == text);
        Value::Flag(same.take(3).count() == 2)
    }),
];

pub(super) static STRAY_MARK: &[Attribute<ClassWord>] = &[
    Attribute::<ClassWord>::new(
        "text",
        Type::Text,
        "the mark or class word, or the first keyword of an authority block",
        |fact, _| Value::text(Some(&fact.word)),
    ),
    Attribute::<ClassWord>::new(
        "level",
        Type::Level,
        "its level; C where an authority block says that there is one",
        |fact, _| Value::level(fact.level),
    ),
];

/// `3. (XX) The ferry`: nothing but mask characters in the brackets behind the number.
fn is_mark_masked(paragraph: &Paragraph, facts: &Facts<'_>) -> bool {
    // Where nothing else was taken out, letters in brackets are letters.
    let traces = &facts.document.traces;
    if !traces.is_redacted() && traces.stamps.is_empty() {
        return false;
    }
    let from = paragraph.number.span.end;
    let rest = facts.text.slice(Span::new(from, paragraph.span.end.max(from)));
    let inner = rest.trim_start_matches(['.', ')', ':', ' ', '\t']).strip_prefix('(');
    let inner = inner.and_then(|inner| inner.split(')').next()).unwrap_or_default();
    let mask = |letter: char| matches!(letter, 'X' | 'x' | '*' | '█' | '■' | '▇' | '▓');
    (1..=8).contains(&inner.chars().count()) && inner.chars().all(mask)
}
