//! What a mark itself gives away: its length, its amount, the words next to it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::{Arguments, Hit, Verdict};
use super::lines::{before, behind};
use crate::fact::{Fact, Facts};
use crate::redaction::{Redaction, RedactionKind};

/// Lengths from which on masks are as long as what they hide. Two lengths are a slip of the hand.
const LENGTHS: usize = 3;

/// How far apart the lengths are at least: the publisher's masks of 12 characters sometimes have 13 or 14
/// (seen: 08CAIRO2371).
const SPREAD: usize = 4;

/// Reports masks of many lengths: each then has the length of what it hides.
pub(in super::super) fn lengths(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let at_least = usize::try_from(arguments.number("at-least").unwrap_or(1)).unwrap_or(usize::MAX);
    let is_mask = |one: &&Redaction| {
        matches!(one.kind, RedactionKind::Mask | RedactionKind::Bar) && one.leftover.is_none()
    };
    let masks: Vec<&Redaction> = facts.document.traces.redactions.iter().filter(is_mask).collect();
    let lengths: BTreeSet<usize> = masks.iter().map(|mask| mask.length).collect();
    let spread = lengths.last().zip(lengths.first()).map_or(0, |(longest, shortest)| longest - shortest);
    let vary = lengths.len() >= LENGTHS && spread >= SPREAD;
    let first = masks.first().copied();
    let other = masks.iter().find(|mask| first.is_some_and(|first| first.length != mask.length));
    let Some(first) = first.filter(|_| masks.len() >= at_least && vary) else { return Ok(Vec::new()) };
    let hit = Hit::new(first.span).value("masks", masks.len()).value("lengths", lengths.len());
    Ok(vec![hit.place("other", other.map(|other| other.span))])
}

static LARGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)([0-9]+)(?:½)?\s+(page|paragraph)s?\s*\(\s*([0-9]+)(?:½)?\s+(paragraph|line|word)s?")
        .ok()
});

static NOTHING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:^|[^0-9½.])0+\s+(?:page|paragraph|line|word|name)s?\b").ok());

/// Reports an amount that nothing can have: `0 lines`, `3 paragraphs (2 lines)`.
pub(in super::super) fn impossible_amount(facts: &Facts<'_>, fact: Fact<'_>, _: &Arguments) -> Verdict {
    let Fact::Redaction(redaction) = fact else { return Ok(Vec::new()) };
    let Some(span) = redaction.amount else { return Ok(Vec::new()) };
    let amount = facts.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let wrong = is_nothing(&amount) || holds_less_than_its_parts(&amount);
    Ok(if wrong { vec![Hit::new(span).value("amount", amount)] } else { Vec::new() })
}

fn is_nothing(amount: &str) -> bool {
    NOTHING.as_ref().is_some_and(|nothing| nothing.is_match(amount))
}

/// Every page has a paragraph or line, and every paragraph has a line.
fn holds_less_than_its_parts(amount: &str) -> bool {
    let Some(found) = LARGE.as_ref().and_then(|large| large.captures(amount)) else { return false };
    let number = |group: usize| found.get(group).and_then(|digits| digits.as_str().parse::<u32>().ok());
    number(1).zip(number(3)).is_some_and(|(whole, parts)| parts < whole)
}

static TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:Mr|Mrs|Ms|Miss|Madam|Madame|Sir|Lady|Lord|King|Queen|Prince|Princess|Sheikha?)\.?\s+$",
    )
    .ok()
});

static PRONOUN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^[^.!?]{0,120}?\b(?:he|she|his|her|himself|herself)\b").ok());

/// Reports a title before a redaction, or a pronoun behind it, that tells whether a man or a woman is meant.
pub(in super::super) fn gender(facts: &Facts<'_>, fact: Fact<'_>, _: &Arguments) -> Verdict {
    let Fact::Redaction(redaction) = fact else { return Ok(Vec::new()) };
    let front = before(facts.text, redaction.span.start);
    let rest = behind(facts.text, redaction.span.end);
    let told = matches(&TITLE, front.text) || matches(&PRONOUN, rest.text);
    Ok(if told && redaction.kind != RedactionKind::Page {
        vec![Hit::new(redaction.span)]
    } else {
        Vec::new()
    })
}

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_paragraphs_have_three_lines_at_least() {
        assert!(holds_less_than_its_parts("3 paragraphs (2 lines)"));
        assert!(!holds_less_than_its_parts("3 paragraphs (19 lines)"));
        assert!(!holds_less_than_its_parts("1 paragraph (1½ lines)"));
        assert!(!holds_less_than_its_parts("2 pages"));
    }

    #[test]
    fn half_a_line_is_something() {
        assert!(is_nothing("0 lines"));
        assert!(!is_nothing("10 lines"));
        assert!(!is_nothing("0½ lines"));
        assert!(!is_nothing("less than 1 line"));
    }
}
