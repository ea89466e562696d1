//! The authority block of a memo, and its declassification instruction.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Attribute, Type, Value};
use crate::document::{AuthorityBlock, Instruction, KeywordLine, Word};
use crate::span::Span;

pub(super) static AUTHORITY_BLOCK: &[Attribute<AuthorityBlock>] = &[
    Attribute::<AuthorityBlock>::new("classified-by", Type::Prose, "who classified", |fact, _| {
        value(fact.line("classified-by"))
    })
    .at(|fact| place(fact.line("classified-by"))),
    Attribute::<AuthorityBlock>::new("derived-from", Type::Prose, "the sources cited", |fact, _| {
        value(fact.line("derived-from"))
    })
    .at(|fact| place(fact.line("derived-from"))),
    Attribute::<AuthorityBlock>::new(
        "reason",
        Type::Text,
        "the reason as printed where it cites a section; `words` where it is given in words",
        |fact, _| match fact.line("reason") {
            Some(_) if fact.sections.is_empty() => Value::text(Some("words")),
            line => Value::text(line.map(|line| line.value.text.as_str())),
        },
    )
    .at(|fact| place(fact.line("reason"))),
    Attribute::<AuthorityBlock>::new("sections", Type::Texts, "the sections cited: `1.4`", |fact, _| {
        texts(&fact.sections)
    })
    .at(|fact| first(&fact.sections)),
    Attribute::<AuthorityBlock>::new("letters", Type::Texts, "the reason letters, small", |fact, _| {
        texts(&fact.letters)
    })
    .at(|fact| first(&fact.letters)),
    Attribute::<AuthorityBlock>::new(
        "impossible-letters",
        Type::Texts,
        "reason letters that the section does not have",
        |fact, _| texts(&fact.impossible_letters),
    )
    .at(|fact| first(&fact.impossible_letters)),
    Attribute::<AuthorityBlock>::new(
        "declassify-on",
        Type::Text,
        "the declassification instruction as printed; `event` where it has words of its own",
        |fact, _| fact.instructions.first().map_or(Value::Absent, instruction),
    )
    .at(|fact| place(fact.line("declassify-on"))),
    Attribute::<AuthorityBlock>::new(
        "downgrade",
        Type::Text,
        "the level of the downgrading line, as printed; `event` where none is printed",
        |fact, _| {
            let word = |line: &crate::document::Downgrade| line.word.as_ref().map(|word| word.text.clone());
            let downgrade = fact.downgrade.as_ref();
            downgrade
                .map_or(Value::Absent, |line| Value::made(word(line).unwrap_or_else(|| "event".to_owned())))
        },
    )
    .at(|fact| fact.downgrade.as_ref().map(|line| line.span)),
    Attribute::<AuthorityBlock>::new(
        "downgrade-level",
        Type::Level,
        "the level of the downgrading line",
        |fact, _| Value::level(fact.downgrade.as_ref().and_then(|line| line.level)),
    )
    .at(|fact| fact.downgrade.as_ref().map(|line| line.span)),
    Attribute::<AuthorityBlock>::new(
        "downgrade-date",
        Type::Date,
        "the day of the downgrading line",
        |fact, _| Value::date(fact.downgrade.as_ref().and_then(|line| line.date)),
    )
    .at(|fact| fact.downgrade.as_ref().map(|line| line.span)),
    Attribute::<AuthorityBlock>::new(
        "derivative",
        Type::Flag,
        "it cites its sources: a Derived From line stands",
        |fact, _| Value::Flag(fact.is_derivative()),
    ),
    Attribute::<AuthorityBlock>::new(
        "derivation-named",
        Type::Flag,
        "it is derivative, or says so: Derivatively Classified By, Classified By: Multiple Sources",
        |fact, _| Value::Flag(fact.names_derivation()),
    ),
    Attribute::<AuthorityBlock>::new(
        "original",
        Type::Flag,
        "it gives a reason, or names an original classification authority",
        |fact, _| Value::Flag(fact.is_original()),
    ),
    Attribute::<AuthorityBlock>::new(
        "original-authority",
        Type::Flag,
        "it names an original classification authority as such",
        |fact, _| Value::Flag(fact.original_authority),
    ),
    Attribute::<AuthorityBlock>::new(
        "multiple-sources",
        Type::Flag,
        "it says Multiple Sources",
        |fact, _| Value::Flag(fact.multiple_sources),
    ),
    Attribute::<AuthorityBlock>::new(
        "source-list",
        Type::Flag,
        "a list of sources stands, or is said to be attached",
        |fact, _| Value::Flag(fact.source_list),
    ),
    Attribute::<AuthorityBlock>::new("source-dated", Type::Flag, "the source has a date", |fact, _| {
        Value::Flag(fact.source_dated)
    }),
    Attribute::<AuthorityBlock>::new(
        "complete",
        Type::Flag,
        "who classified, a source or a reason, and a declassification instruction all stand",
        |fact, _| Value::Flag(fact.is_complete()),
    ),
    Attribute::<AuthorityBlock>::new(
        "lines",
        Type::Texts,
        "the keywords that stand: `classified-by`, `derived-from`, `reason`, `declassify-on`, `downgrade`, `sources`, `review-on`",
        |fact, _| names(&fact.lines),
    ),
    Attribute::<AuthorityBlock>::new(
        "empty",
        Type::Texts,
        "the keywords that stand without a value; the heading of a list of sources has none",
        |fact, _| Value::texts(fact.lines.iter().filter(|line| is_left_empty(line)).map(|line| line.name)),
    )
    .at(|fact| fact.lines.iter().find(|line| is_left_empty(line)).map(|line| line.keyword)),
    Attribute::<AuthorityBlock>::new(
        "repeated",
        Type::Texts,
        "the keywords that stand again with another value",
        |fact, _| names(&fact.repeated),
    )
    .at(|fact| fact.repeated.first().map(|line| line.span)),
    Attribute::<AuthorityBlock>::new(
        "form",
        Type::Text,
        "`long`, `short` (CL BY, DRV FROM) or `mixed`",
        |fact, _| Value::text(Some(fact.form())),
    ),
];

pub(super) static DECLASSIFY_ON: &[Attribute<Instruction>] = &[
    Attribute::<Instruction>::new(
        "value",
        Type::Text,
        "the instruction as printed; `event` where it has words of its own",
        |fact, _| instruction(fact),
    )
    .at(|fact| Some(fact.value.span).filter(|span| !span.is_empty())),
    Attribute::<Instruction>::new("words", Type::Prose, "everything behind the keyword", |fact, _| {
        Value::text(Some(fact.value.text.as_str()).filter(|text| !text.is_empty()))
    })
    .at(|fact| Some(fact.value.span).filter(|span| !span.is_empty())),
    Attribute::<Instruction>::new("empty", Type::Flag, "nothing stands behind the keyword", |fact, _| {
        Value::Flag(fact.value.text.is_empty())
    }),
    Attribute::<Instruction>::new("date", Type::Date, "the date, not that of a source", |fact, _| {
        Value::date(fact.date.map(|date| date.date))
    })
    .at(|fact| fact.date.map(|date| date.span)),
    Attribute::<Instruction>::new(
        "date-form",
        Type::Text,
        "`yyyymmdd`, `month-first`, `words`, `iso` or `other`",
        |fact, _| Value::text(fact.date.map(|date| date.form.name())),
    )
    .at(|fact| fact.date.map(|date| date.span)),
    Attribute::<Instruction>::new(
        "years-ahead",
        Type::Number,
        "how many years after the document the date is, part of a year counted as a whole one",
        |fact, facts| match (fact.date, facts.date()) {
            (None, _) => Value::Absent,
            (_, None) => Value::Unknown,
            (Some(date), Some(written)) => Value::number(Some(years_between(written, date.date))),
        },
    )
    .at(|fact| fact.date.map(|date| date.span)),
    Attribute::<Instruction>::new(
        "exemptions",
        Type::Texts,
        "codes in capitals: `25X1`, `25X1-EO-12951`, `50X1-HUM`, `25X1-HUMAN`, `X1`, `OADR`, `MR`, `DNI ONLY`, `GDS` ...",
        |fact, _| texts(&fact.exemptions),
    )
    .at(|fact| first(&fact.exemptions)),
    Attribute::<Instruction>::new(
        "bare",
        Type::Texts,
        "exemptions that ask for a date or event and stand without one",
        |fact, _| texts(&fact.bare),
    )
    .at(|fact| first(&fact.bare)),
    Attribute::<Instruction>::new(
        "comma-missing",
        Type::Flag,
        "a date or event follows its exemption without a comma",
        |fact, _| Value::Flag(fact.comma_missing),
    ),
    Attribute::<Instruction>::new("event", Type::Flag, "it has words of its own: an event", |fact, _| {
        Value::Flag(fact.event.is_some())
    })
    .at(|fact| fact.event),
    Attribute::<Instruction>::new("not-applicable", Type::Flag, "it says N/A", |fact, _| {
        Value::Flag(fact.not_applicable)
    }),
    Attribute::<Instruction>::new(
        "not-applicable-to",
        Type::Texts,
        "the portions to which it does not apply: `RD`, `FRD`, `TFNI`, `NATO`",
        |fact, _| texts(&fact.not_applicable_to),
    )
    .at(|fact| first(&fact.not_applicable_to)),
    Attribute::<Instruction>::new(
        "source-list",
        Type::Flag,
        "it points to the source list for the other portions",
        |fact, _| Value::Flag(fact.source_list),
    ),
    Attribute::<Instruction>::new(
        "treaty",
        Type::Flag,
        "it is subject to a treaty or international agreement",
        |fact, _| Value::Flag(fact.treaty),
    ),
    Attribute::<Instruction>::new(
        "source-marked",
        Type::Flag,
        "it says how the source is marked: Source marked OADR",
        |fact, _| Value::Flag(fact.source_marked),
    ),
    Attribute::<Instruction>::new("source-date", Type::Date, "the date of that source", |fact, _| {
        Value::date(fact.source_date)
    }),
    Attribute::<Instruction>::new(
        "years",
        Type::Number,
        "a number of years instead of a date: 25 years from the date of origin",
        |fact, _| Value::number(fact.years),
    ),
    Attribute::<Instruction>::new(
        "indefinite",
        Type::Flag,
        "never, indefinite, to be determined",
        |fact, _| Value::Flag(fact.indefinite),
    ),
    Attribute::<Instruction>::new(
        "impossible",
        Type::Text,
        "digits written like a date that no calendar has",
        |fact, _| Value::text(fact.impossible.as_ref().map(|word| word.text.as_str())),
    )
    .at(|fact| fact.impossible.as_ref().map(|word| word.span)),
    Attribute::<Instruction>::new(
        "values",
        Type::Number,
        "how many values stand where one belongs",
        |fact, _| Value::number(i64::try_from(fact.values).ok()),
    ),
];

/// An instruction may be quoted, the words of an event may not.
pub(super) fn instruction(instruction: &Instruction) -> Value<'_> {
    let printed = Some(instruction.value.text.as_str()).filter(|text| !text.is_empty());
    Value::text(if instruction.event.is_some() { Some("event") } else { printed })
}

pub(super) fn value(line: Option<&KeywordLine>) -> Value<'_> {
    Value::text(line.map(|line| line.value.text.as_str()).filter(|text| !text.is_empty()))
}

pub(super) fn place(line: Option<&KeywordLine>) -> Option<Span> {
    line.map(|line| line.span)
}

pub(super) fn is_empty(line: &KeywordLine) -> bool {
    line.value.text.is_empty()
}

fn is_left_empty(line: &KeywordLine) -> bool {
    is_empty(line) && line.name != "sources"
}

pub(super) fn names(lines: &[KeywordLine]) -> Value<'_> {
    Value::texts(lines.iter().map(|line| line.name))
}

pub(super) fn texts(words: &[Word]) -> Value<'_> {
    Value::texts(words.iter().map(|word| word.text.as_str()))
}

pub(super) fn first(words: &[Word]) -> Option<Span> {
    words.first().map(|word| word.span)
}

/// How many years it takes to come from one day to the other or past it: ten years to the day are ten.
fn years_between(from: Date, to: Date) -> i64 {
    let years = to.year() - from.year();
    let limit = from.checked_add(i32::from(years).years());
    i64::from(years) + i64::from(limit.is_ok_and(|limit| to > limit))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::years_between;

    #[test]
    fn part_of_a_year_counts_as_a_whole_one() {
        let written = date(2015, 3, 1);
        assert_eq!(years_between(written, date(2040, 3, 1)), 25);
        assert_eq!(years_between(written, date(2040, 3, 2)), 26);
        assert_eq!(years_between(written, date(2040, 2, 28)), 25);
        assert_eq!(years_between(date(2016, 2, 29), date(2041, 2, 28)), 25);
        assert_eq!(years_between(written, date(2014, 12, 31)), 0);
        assert_eq!(years_between(written, date(2014, 3, 1)), -1);
    }
}
