//! Notices, the CUI designation block and second banner lines of a memo.

use super::memo::{first, instruction, is_empty, names, place, texts, value};
use super::{Attribute, Facts, Type, Value};
use crate::document::{CuiBlock, HandlingLine, Notice, Word};

pub(super) static NOTICE: &[Attribute<Notice>] = &[
    Attribute::<Notice>::new(
        "name",
        Type::Text,
        "`rd`, `frd`, `cnwdi`, `fisa`, `rawfisa`, `imcon`, `rsen`, `imcon-rsen`, `dea`, `limdis`, `les`, `les-nf`, `ssi`, `geocap`, `nato`, `distribution`, `itar-ear`, `comsec`, `display-only`, `orcon-pre13526` or `us-person`",
        |fact, _| Value::text(Some(fact.name)),
    ),
    Attribute::<Notice>::new("letter", Type::Text, "the letter of a distribution statement", |fact, _| {
        Value::text(fact.letter.as_ref().map(|word| word.text.as_str()))
    })
    .at(|fact| fact.letter.as_ref().map(|word| word.span)),
    Attribute::<Notice>::new(
        "reason",
        Type::Text,
        "the registered reason of a distribution statement; `other` for any other words",
        |fact, _| Value::text(fact.reason.as_ref().map(|word| word.text.as_str())),
    )
    .at(|fact| fact.reason.as_ref().map(|word| word.span)),
    Attribute::<Notice>::new("dated", Type::Flag, "a distribution statement has a date", |fact, _| {
        Value::Flag(fact.dated)
    }),
    Attribute::<Notice>::new(
        "office",
        Type::Flag,
        "a distribution statement names the office to ask",
        |fact, _| Value::Flag(fact.office),
    ),
    Attribute::<Notice>::new("count", Type::Number, "how many notices of this name stand", |fact, _| {
        Value::number(i64::try_from(fact.count).ok())
    }),
    Attribute::<Notice>::new(
        "differs",
        Type::Flag,
        "an earlier distribution statement has another letter",
        |fact, _| Value::Flag(fact.differs),
    ),
];

pub(super) static CUI_BLOCK: &[Attribute<CuiBlock>] = &[
    Attribute::<CuiBlock>::new("controlled-by", Type::Prose, "who controls it", |fact, _| {
        value(fact.line("controlled-by"))
    })
    .at(|fact| place(fact.line("controlled-by"))),
    Attribute::<CuiBlock>::new("categories", Type::Texts, "the categories as printed", |fact, _| {
        texts(&fact.categories)
    })
    .at(|fact| first(&fact.categories)),
    Attribute::<CuiBlock>::new(
        "unknown-categories",
        Type::Texts,
        "categories in the form of a mark that the register does not know",
        |fact, facts| Value::texts(unknown_categories(fact, facts).map(|word| word.text.as_str())),
    ),
    Attribute::<CuiBlock>::new(
        "dissemination",
        Type::Texts,
        "limited dissemination controls as printed",
        |fact, _| texts(&fact.dissemination),
    )
    .at(|fact| first(&fact.dissemination)),
    Attribute::<CuiBlock>::new(
        "distribution",
        Type::Text,
        "the letter of a distribution statement",
        |fact, _| Value::text(fact.distribution.as_ref().map(|word| word.text.as_str())),
    )
    .at(|fact| fact.distribution.as_ref().map(|word| word.span)),
    Attribute::<CuiBlock>::new("poc", Type::Prose, "the point of contact", |fact, _| value(fact.line("poc")))
        .at(|fact| place(fact.line("poc"))),
    Attribute::<CuiBlock>::new(
        "decontrol",
        Type::Text,
        "when control ends, as printed; `event` where it has words of its own",
        |fact, _| fact.decontrol.as_ref().map_or(Value::Absent, instruction),
    )
    .at(|fact| place(fact.line("decontrol"))),
    Attribute::<CuiBlock>::new("decontrol-date", Type::Date, "the day on which control ends", |fact, _| {
        Value::date(fact.decontrol.as_ref().and_then(|line| line.date).map(|date| date.date))
    })
    .at(|fact| fact.decontrol.as_ref().and_then(|line| line.date).map(|date| date.span)),
    Attribute::<CuiBlock>::new(
        "lines",
        Type::Texts,
        "the keywords that stand: `controlled-by`, `category`, `dissemination`, `distribution`, `poc`, `decontrol`",
        |fact, _| names(&fact.lines),
    ),
    Attribute::<CuiBlock>::new("empty", Type::Texts, "the keywords that stand without a value", |fact, _| {
        Value::texts(fact.lines.iter().filter(|line| is_empty(line)).map(|line| line.name))
    })
    .at(|fact| fact.lines.iter().find(|line| is_empty(line)).map(|line| line.keyword)),
];

pub(super) static HANDLING_LINE: &[Attribute<HandlingLine>] = &[
    Attribute::<HandlingLine>::new("text", Type::Text, "the line as printed", |fact, facts| {
        Value::text(Some(facts.text.slice(fact.span)))
    }),
    Attribute::<HandlingLine>::new(
        "name",
        Type::Text,
        "`handle-via`, `attorney-client`, `attorney-wp`, `deliberative`, `us-person`, `source-selection`, or `unknown` for one that only looks like them",
        |fact, _| Value::text(Some(fact.name)),
    ),
    Attribute::<HandlingLine>::new("channels", Type::Text, "the channels that it names", |fact, _| {
        Value::text(fact.channels.as_ref().map(|word| word.text.as_str()))
    })
    .at(|fact| fact.channels.as_ref().map(|word| word.span)),
];

/// The categories of the block that look like marks and are none. A category written out (`Privacy`)
/// is not judged.
fn unknown_categories<'a>(block: &'a CuiBlock, facts: &Facts<'a>) -> impl Iterator<Item = &'a Word> {
    let register = facts.register;
    block.categories.iter().filter(move |word| {
        let mark = word.text.trim_start_matches("CUI//");
        let bare = mark.trim_start_matches("SP-");
        let shaped = (2..=12).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_uppercase());
        let known = [mark, bare].iter().any(|name| register.control_named(name).is_some())
            || register.control_named(&format!("SP-{bare}")).is_some();
        shaped && !known
    })
}
