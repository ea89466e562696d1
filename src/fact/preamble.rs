//! Captions to Classified By.

use super::{Attribute, Facts, Type, Value};
use crate::document::{Authority, Caption, DateForm, Order, Reference, StrayCaption, Subject, TagLine, Word};
use crate::register::CaptionSort;

pub(super) static CAPTION: &[Attribute<Caption>] = &[
    Attribute::<Caption>::new(
        "word",
        Type::Text,
        "the register's word; for an unknown caption, what is printed",
        |fact, _| Value::text(Some(&fact.word)),
    ),
    Attribute::<Caption>::new("text", Type::Text, "the caption as printed", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
    Attribute::<Caption>::new("known", Type::Flag, "the register knows it", |fact, _| {
        Value::Flag(fact.known)
    }),
    Attribute::<Caption>::new(
        "sort",
        Type::Text,
        "`handling`, `distribution`, `channel` or `other`",
        |fact, _| Value::text(Some(fact.sort.name())),
    ),
    Attribute::<Caption>::new(
        "suggestion",
        Type::Text,
        "the known caption that an unknown one is one slip away from",
        |fact, _| Value::text(fact.suggestion.as_deref()),
    ),
    Attribute::<Caption>::new(
        "flaw",
        Type::Text,
        "`look-alike` or `invisible` characters in it",
        |fact, _| Value::text(fact.flaw),
    ),
    Attribute::<Caption>::new("earlier", Type::Texts, "the words of the captions above it", |fact, facts| {
        Value::texts(above(fact, facts).map(|caption| caption.word.as_str()))
    }),
    Attribute::<Caption>::new(
        "earlier-channel",
        Type::Text,
        "another channel caption above it",
        |fact, facts| {
            let channel =
                |caption: &&Caption| caption.sort == CaptionSort::Channel && caption.word != fact.word;
            Value::text(above(fact, facts).find(channel).map(|caption| caption.word.as_str()))
        },
    ),
    Attribute::<Caption>::new(
        "above-banner",
        Type::Flag,
        "it stands above the banner line",
        |fact, facts| {
            let banner = facts.document.banner.as_ref();
            Value::Flag(banner.is_some_and(|banner| fact.span.start < banner.span.start))
        },
    ),
    Attribute::<Caption>::new(
        "repeated",
        Type::Flag,
        "the same word stands above in this header",
        |fact, _| Value::Flag(fact.repeated),
    ),
    Attribute::<Caption>::new(
        "addressed",
        Type::Flag,
        "it limits the readers: FOR x ONLY, EYES ONLY",
        |fact, _| Value::Flag(fact.addressed),
    ),
];

pub(super) static STRAY_CAPTION: &[Attribute<StrayCaption>] = &[
    Attribute::<StrayCaption>::new("word", Type::Text, "the register's word", |fact, _| {
        Value::text(Some(&fact.word))
    }),
    Attribute::<StrayCaption>::new("place", Type::Text, "`tags`, `subject` or `body`", |fact, _| {
        Value::text(Some(fact.place))
    }),
];

pub(super) static ORDER: &[Attribute<Order>] = &[
    Attribute::<Order>::new("number", Type::Text, "the order's number as printed, digits only", |fact, _| {
        Value::text(fact.number.as_ref().map(text))
    })
    .at(|fact| fact.number.as_ref().map(|word| word.span)),
    Attribute::<Order>::new(
        "known",
        Type::Flag,
        "the register knows an order of that number",
        |fact, facts| {
            Value::flag(fact.number.as_ref().map(|word| facts.register.order(&word.text).is_some()))
        },
    ),
    Attribute::<Order>::new("value", Type::Text, "the declassification instruction as printed", |fact, _| {
        Value::text(Some(fact.value.text.as_str()).filter(|text| !text.is_empty()))
    })
    .at(|fact| Some(fact.value.span).filter(|span| !span.is_empty())),
    Attribute::<Order>::new(
        "empty",
        Type::Flag,
        "no instruction follows the number, or nothing but DECL",
        |fact, _| Value::Flag(fact.empty),
    ),
    Attribute::<Order>::new("not-applicable", Type::Flag, "it says N/A", |fact, _| {
        Value::Flag(fact.not_applicable)
    })
    .at(|fact| Some(fact.value.span).filter(|span| !span.is_empty())),
    Attribute::<Order>::new("date", Type::Date, "the declassification date", |fact, _| {
        Value::date(fact.date.map(|date| date.date))
    })
    .at(|fact| fact.date.map(|date| date.span)),
    Attribute::<Order>::new("tokens", Type::Texts, "X1 to X8, OADR, GDS, XGDS, MR, 25X1 ...", |fact, _| {
        Value::texts(fact.tokens.iter().map(|word| word.text.as_str()))
    })
    .at(|fact| fact.tokens.first().map(|word| word.span)),
    Attribute::<Order>::new("event", Type::Flag, "neither date nor token nor N/A: an event", |fact, _| {
        Value::Flag(fact.event)
    }),
    Attribute::<Order>::new(
        "form",
        Type::Text,
        "`month-first`, `year-first`, `day-first` or `words`",
        |fact, _| {
            Value::text(fact.date.map(|date| match date.form {
                DateForm::MonthFirst => "month-first",
                DateForm::YearFirst => "year-first",
                DateForm::DayFirst => "day-first",
                DateForm::Words => "words",
            }))
        },
    ),
    Attribute::<Order>::new("short-year", Type::Flag, "the year has two digits", |fact, _| {
        Value::flag(fact.date.map(|date| date.short_year))
    }),
    Attribute::<Order>::new("ambiguous", Type::Flag, "day and month could change places", |fact, _| {
        Value::flag(fact.date.map(|date| date.ambiguous))
    }),
    Attribute::<Order>::new("masked", Type::Flag, "it is masked", |fact, _| Value::Flag(fact.masked)),
];

pub(super) static TAG_LINE: &[Attribute<TagLine>] = &[
    Attribute::<TagLine>::new("tags", Type::Texts, "the tags", |fact, _| {
        Value::texts(fact.tags.iter().map(|word| word.text.as_str()))
    }),
    Attribute::<TagLine>::new("count", Type::Number, "how many tags stand", |fact, _| {
        Value::number(i64::try_from(fact.tags.len()).ok())
    }),
    Attribute::<TagLine>::new(
        "glued",
        Type::Texts,
        "tags that are two or more known ones glued together",
        |fact, _| Value::texts(fact.glued.iter().map(|word| word.text.as_str())),
    )
    .at(|fact| fact.glued.first().map(|word| word.span)),
    Attribute::<TagLine>::new("repeated", Type::Texts, "tags that stand above already", |fact, _| {
        Value::texts(fact.repeated.iter().map(|word| word.text.as_str()))
    })
    .at(|fact| fact.repeated.first().map(|word| word.span)),
];

pub(super) static SUBJECT: &[Attribute<Subject>] = &[
    Attribute::<Subject>::new("mark", Type::Text, "its portion mark", |fact, _| {
        Value::text(fact.mark.as_ref().map(|mark| mark.text.as_str()))
    })
    .at(|fact| fact.mark.as_ref().map(|mark| mark.span)),
    Attribute::<Subject>::new("level", Type::Level, "its mark's level", |fact, _| {
        Value::level(fact.mark.as_ref().and_then(|mark| mark.level))
    })
    .at(|fact| fact.mark.as_ref().map(|mark| mark.span)),
    Attribute::<Subject>::new("official-informal", Type::Flag, "it says OFFICIAL INFORMAL", |fact, facts| {
        Value::Flag(facts.text.slice(fact.text).to_uppercase().contains("OFFICIAL INFORMAL"))
    }),
    Attribute::<Subject>::new("empty", Type::Flag, "no words follow the keyword", |fact, _| {
        Value::Flag(fact.text.is_empty())
    }),
];

pub(super) static REFERENCE: &[Attribute<Reference>] = &[
    Attribute::<Reference>::new(
        "text",
        Type::Text,
        "the reference as printed, without its letter",
        |fact, _| Value::text(Some(&fact.text)),
    ),
    Attribute::<Reference>::new("letter", Type::Text, "its letter", |fact, _| {
        fact.letter.map_or(Value::Absent, |letter| Value::made(letter.to_string()))
    }),
    Attribute::<Reference>::new("post", Type::Text, "the post, letters only", |fact, _| {
        Value::text(fact.post.as_deref())
    }),
    Attribute::<Reference>::new("serial", Type::Number, "the serial", |fact, _| Value::number(fact.serial)),
    Attribute::<Reference>::new("year", Type::Number, "the year, four digits, if printed", |fact, _| {
        Value::number(fact.year)
    }),
    Attribute::<Reference>::new("mark", Type::Text, "its portion mark", |fact, _| {
        Value::text(fact.mark.as_ref().map(|mark| mark.text.as_str()))
    })
    .at(|fact| fact.mark.as_ref().map(|mark| mark.span)),
    Attribute::<Reference>::new("level", Type::Level, "its mark's level", |fact, _| {
        Value::level(fact.mark.as_ref().and_then(|mark| mark.level))
    })
    .at(|fact| fact.mark.as_ref().map(|mark| mark.span)),
    Attribute::<Reference>::new("own", Type::Flag, "it names the cable it stands in", |fact, facts| {
        Value::Flag(facts.is_own(fact))
    }),
];

pub(super) static AUTHORITY: &[Attribute<Authority>] = &[
    Attribute::<Authority>::new("section", Type::Text, "the section cited, `1.4` or `1.5`", |fact, _| {
        Value::text(fact.section.as_ref().map(text))
    })
    .at(|fact| fact.section.as_ref().map(|word| word.span)),
    Attribute::<Authority>::new("letters", Type::Texts, "the reason letters, lower case", |fact, _| {
        Value::texts(fact.letters.iter().map(|word| word.text.as_str()))
    })
    .at(|fact| fact.letters.first().map(|word| word.span)),
    Attribute::<Authority>::new(
        "impossible-letters",
        Type::Texts,
        "reason letters that the section does not have",
        |fact, _| Value::texts(fact.impossible_letters.iter().map(|word| word.text.as_str())),
    )
    .at(|fact| fact.impossible_letters.first().map(|word| word.span)),
    Attribute::<Authority>::new("reason", Type::Flag, "a reason is given", |fact, _| {
        Value::Flag(fact.reason)
    }),
    Attribute::<Authority>::new("name", Type::Flag, "a name stands", |fact, _| Value::Flag(fact.name)),
    Attribute::<Authority>::new("title", Type::Flag, "a title or position stands", |fact, _| {
        Value::Flag(fact.title)
    }),
    Attribute::<Authority>::new(
        "derivative",
        Type::Flag,
        "it cites a source: DERIVED FROM, a guide",
        |fact, _| Value::Flag(fact.derivative),
    ),
    Attribute::<Authority>::new("source-dated", Type::Flag, "the cited source has a date", |fact, _| {
        Value::Flag(fact.source_dated)
    }),
    Attribute::<Authority>::new("doubled", Type::Flag, "the keyword stands twice", |fact, _| {
        Value::Flag(fact.doubled)
    }),
    Attribute::<Authority>::new(
        "reason-alone",
        Type::Flag,
        "it is a `Reason:` line by itself, which names nobody",
        |fact, _| Value::Flag(fact.reason_alone),
    ),
    Attribute::<Authority>::new(
        "nobody",
        Type::Flag,
        "nothing stands where the classifier should be named",
        |fact, _| Value::Flag(fact.nobody),
    ),
];

/// The captions above one of them.
fn above<'a>(caption: &'a Caption, facts: &Facts<'a>) -> impl Iterator<Item = &'a Caption> {
    let captions = &facts.document.preamble.captions;
    captions.iter().take_while(move |other| other.span != caption.span)
}

fn text(word: &Word) -> &str {
    &word.text
}
