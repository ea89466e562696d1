//! Structure that a redaction swallowed: the number of a paragraph, or one of a pair of brackets.

use super::super::{Arguments, Hit, Verdict};
use super::lines::{before, behind, inside, line_around};
use crate::document::Paragraph;
use crate::fact::{Fact, Facts};
use crate::redaction::{Redaction, RedactionKind};
use crate::span::Span;
use crate::text::Text;

/// Reports what a redaction took along although nothing says so.
pub(in super::super) fn structure(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let redactions = &facts.document.traces.redactions;
    if redactions.is_empty() {
        return Ok(Vec::new());
    }
    Ok(match arguments.choice("report") {
        "number" => numbers(facts),
        _ => redactions.iter().filter_map(|redaction| bracket(facts.text, redaction)).collect(),
    })
}

/// Numbers that are missing where a redaction stands between their neighbours.
fn numbers(facts: &Facts<'_>) -> Vec<Hit> {
    let own = |paragraph: &&Paragraph| !paragraph.quoted && paragraph.letter.is_none();
    let paragraphs: Vec<&Paragraph> = facts.document.paragraphs.iter().filter(own).collect();
    let pairs = paragraphs.iter().zip(paragraphs.iter().skip(1));
    pairs.filter_map(|(before, after)| gap(facts, before, after)).collect()
}

fn gap(facts: &Facts<'_>, before: &Paragraph, after: &Paragraph) -> Option<Hit> {
    let missing = after.number.value.saturating_sub(before.number.value).saturating_sub(1);
    let between = Span::new(before.number.span.end, after.number.span.start);
    let mut inside = inside(&facts.document.traces.redactions, between, |one| one.span);
    let redaction = inside.find(|one| {
        opens_line(facts.text, one) && (one.kind != RedactionKind::Mask || fills_line(facts.text, one))
    })?;
    // 13 after 2 is a slip of the pen or of the copy, and no page is so short.
    let is_small = (1..=MOST_MISSING).contains(&missing);
    (is_small && !names_paragraphs(facts.text, redaction)).then(|| {
        Hit::new(redaction.span)
            .value("first", before.number.value + 1)
            .value("next", after.number.value)
            .place("next", Some(after.number.span))
    })
}

/// The most paragraphs that one redaction is thought to have swallowed.
const MOST_MISSING: i64 = 5;

/// Only what begins a line can have held the number of a paragraph.
fn opens_line(text: &Text, redaction: &Redaction) -> bool {
    line_around(text, redaction.span).is_some_and(|(front, _)| front.trim().is_empty())
}

/// Nothing else stands in its line.
fn fills_line(text: &Text, redaction: &Redaction) -> bool {
    line_around(text, redaction.span).is_some_and(|(front, rest)| format!("{front}{rest}").trim().is_empty())
}

/// `[2 paragraphs (9 lines) not declassified]`, `Page 3 withheld`: it says that whole paragraphs went.
fn names_paragraphs(text: &Text, redaction: &Redaction) -> bool {
    let words = text.slice(redaction.span).to_ascii_lowercase();
    redaction.kind == RedactionKind::Page || words.contains("para") || words.contains("page")
}

/// Brackets and quotation marks that come in pairs which can be told apart.
const PAIRS: [(char, char); 2] = [('(', ')'), ('\u{201c}', '\u{201d}')];

/// How far from the redaction, in bytes, the bracket that it cut may stand.
const NEAR: usize = 60;

/// The last bracket in front is open, and near.
fn is_open(front: &str, open: char, close: char) -> bool {
    let at = front.rfind([open, close]);
    at.is_some_and(|at| {
        front.len() - at <= NEAR && front.get(at..).is_some_and(|rest| rest.starts_with(open))
    })
}

/// An opening one near the redaction, or a closing one that touches it, while the other stands nowhere in the paragraph.
fn bracket(text: &Text, redaction: &Redaction) -> Option<Hit> {
    if redaction.kind == RedactionKind::Page {
        return None;
    }
    let (front, rest) = (before(text, redaction.span.start), behind(text, redaction.span.end));
    PAIRS.iter().find_map(|&(open, close)| {
        let opened = rest.whole && is_open(front.text, open, close) && !rest.text.contains(close);
        let closed = front.whole && rest.text.trim_start().starts_with(close) && !front.text.contains(open);
        let stray = if opened { open } else { close };
        (opened || closed).then(|| Hit::new(redaction.span).value("stray", stray))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stray(content: &str) -> Option<String> {
        let text = Text::decode(content.as_bytes().to_vec());
        let start = content.find("[R]")?;
        let redaction = Redaction { span: Span::new(start, start + 3), ..Redaction::default() };
        let values = bracket(&text, &redaction)?.values;
        values.into_iter().map(|(_, value)| value).next()
    }

    #[test]
    fn a_redaction_may_swallow_one_of_a_pair() {
        assert_eq!(stray("The chief ([R] of the ferry office called."), Some("(".to_owned()));
        assert_eq!(stray("(the chief [R] of the ferry office called."), Some("(".to_owned()));
        assert_eq!(stray("The chief [R]) of the ferry office called."), Some(")".to_owned()));
    }

    #[test]
    fn a_whole_pair_is_no_finding() {
        assert_eq!(stray("The chief ([R]) of the ferry office called."), None);
        assert_eq!(stray("The chief (of the [R]) called."), None);
        assert_eq!(stray("a) [R] called, (the chief) did not."), None);
        assert_eq!(stray("The chief (see\npage 3) and [R] called."), None);
    }
}
