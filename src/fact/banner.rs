//! The banner line and what repeats it: further class lines, running heads, page lines.

use super::{Attribute, Type, Value};
use crate::document::{Banner, ClassWord, PageLine, SecondBanner};

pub(super) static BANNER: &[Attribute<Banner>] = &[
    Attribute::<Banner>::new("text", Type::Text, "the banner line, blanks folded", |fact, _| {
        Value::text(Some(&fact.text))
    }),
    Attribute::<Banner>::new("word", Type::Text, "the class word, letter spacing removed", |fact, _| {
        Value::text(Some(&fact.class.word))
    })
    .at(|fact| Some(fact.class.span)),
    Attribute::<Banner>::new("level", Type::Level, "its level", |fact, _| Value::level(fact.class.level))
        .at(|fact| Some(fact.class.span)),
    Attribute::<Banner>::new("spaced", Type::Flag, "the class word is letter-spaced", |fact, _| {
        Value::Flag(fact.class.spaced)
    })
    .at(|fact| Some(fact.class.span)),
    Attribute::<Banner>::new("encrypted", Type::Flag, "E F T O stands", |fact, _| {
        Value::Flag(fact.encrypted)
    }),
    Attribute::<Banner>::new("section", Type::Number, "which section this is", |fact, _| {
        Value::number(fact.section.map(|section| section.number))
    })
    .at(|fact| fact.section.map(|section| section.span)),
    Attribute::<Banner>::new("sections", Type::Number, "how many sections there are", |fact, _| {
        Value::number(fact.section.map(|section| section.of))
    })
    .at(|fact| fact.section.map(|section| section.span)),
    Attribute::<Banner>::new("post", Type::Text, "the post, letters only", |fact, _| {
        Value::text(fact.post.as_ref().map(|post| post.name.as_str()))
    })
    .at(|fact| fact.post.as_ref().map(|post| post.span)),
    Attribute::<Banner>::new("post-known", Type::Flag, "the post is a known station", |fact, _| {
        Value::flag(fact.post.as_ref().map(|post| post.known))
    }),
    Attribute::<Banner>::new(
        "post-suggestion",
        Type::Text,
        "the only known station one letter away from an unknown post",
        |fact, _| Value::text(fact.post.as_ref().and_then(|post| post.suggestion.as_deref())),
    ),
    Attribute::<Banner>::new("serial", Type::Number, "the serial", |fact, _| {
        Value::number(fact.serial.map(|number| number.value))
    })
    .at(|fact| fact.serial.map(|number| number.span)),
    Attribute::<Banner>::new(
        "serial-tail",
        Type::Number,
        "the last four digits of the serial, all that format line 3 has room for",
        |fact, _| Value::number(fact.serial.map(|number| number.value % 10_000)),
    )
    .at(|fact| fact.serial.map(|number| number.span)),
    Attribute::<Banner>::new("controls", Type::Texts, "controls on the banner line itself", |fact, _| {
        Value::texts(fact.controls.iter().map(|word| word.text.as_str()))
    }),
    Attribute::<Banner>::new(
        "retransmission",
        Type::Text,
        "ZFR, ZDK, SUSPECTED DUPLICATE or CORRECTED COPY",
        |fact, _| Value::text(fact.retransmission.as_ref().map(|word| word.text.as_str())),
    )
    .at(|fact| fact.retransmission.as_ref().map(|word| word.span)),
];

pub(super) static SECOND_BANNER: &[Attribute<SecondBanner>] = &[
    Attribute::<SecondBanner>::new("text", Type::Text, "the line, blanks folded", |fact, _| {
        Value::text(Some(&fact.banner.text))
    }),
    Attribute::<SecondBanner>::new("level", Type::Level, "its level", |fact, _| {
        Value::level(fact.banner.class.level)
    })
    .at(|fact| Some(fact.banner.class.span)),
    Attribute::<SecondBanner>::new("section", Type::Number, "which section it announces", |fact, _| {
        Value::number(fact.banner.section.map(|section| section.number))
    })
    .at(|fact| fact.banner.section.map(|section| section.span)),
    Attribute::<SecondBanner>::new("sections", Type::Number, "of how many sections", |fact, _| {
        Value::number(fact.banner.section.map(|section| section.of))
    })
    .at(|fact| fact.banner.section.map(|section| section.span)),
    Attribute::<SecondBanner>::new("post", Type::Text, "the post, letters only", |fact, _| {
        Value::text(fact.banner.post.as_ref().map(|post| post.name.as_str()))
    }),
    Attribute::<SecondBanner>::new("serial", Type::Number, "the serial", |fact, _| {
        Value::number(fact.banner.serial.map(|number| number.value))
    }),
    Attribute::<SecondBanner>::new(
        "same-message",
        Type::Flag,
        "it names the message that the banner line names",
        |fact, _| Value::Flag(fact.same_message),
    ),
    Attribute::<SecondBanner>::new(
        "quoted",
        Type::Flag,
        "it stands in a quoted text, as that of another telegram",
        |fact, _| Value::Flag(fact.quoted && !fact.same_message),
    ),
];

pub(super) static RUNNING_HEAD: &[Attribute<ClassWord>] = &[
    Attribute::<ClassWord>::new("text", Type::Text, "the class word, letter spacing removed", |fact, _| {
        Value::text(Some(&fact.word))
    }),
    Attribute::<ClassWord>::new("level", Type::Level, "its level", |fact, _| Value::level(fact.level)),
    Attribute::<ClassWord>::new(
        "quoted",
        Type::Flag,
        "it stands at the top of a quoted text, as the class of that text",
        |fact, facts| Value::Flag(facts.document.quotes_class(fact.span)),
    ),
];

pub(super) static PAGE_LINE: &[Attribute<PageLine>] = &[
    Attribute::<PageLine>::new("text", Type::Text, "the page line as printed", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
    Attribute::<PageLine>::new("post", Type::Text, "the post, letters only, possibly cut", |fact, _| {
        Value::text(Some(&fact.post.text))
    })
    .at(|fact| Some(fact.post.span)),
    Attribute::<PageLine>::new(
        "post-fits",
        Type::Flag,
        "the post agrees with the banner's, cut posts included; absent in mid-line, where it cannot be told",
        |fact, _| Value::flag(fact.post_fits),
    ),
    Attribute::<PageLine>::new("serial", Type::Number, "the serial", |fact, _| {
        Value::number(fact.serial.map(|number| number.value))
    })
    .at(|fact| fact.serial.map(|number| number.span)),
    Attribute::<PageLine>::new("page", Type::Number, "the section it announces", |fact, _| {
        Value::number(fact.section.map(|number| number.value))
    })
    .at(|fact| fact.section.map(|number| number.span)),
    Attribute::<PageLine>::new("total", Type::Number, "of how many sections", |fact, _| {
        Value::number(fact.total.map(|number| number.value))
    })
    .at(|fact| fact.total.map(|number| number.span)),
];
