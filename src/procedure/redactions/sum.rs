//! Numbers that can be worked out: one is taken out of a list whose sum is left.

use std::sync::LazyLock;

use regex::Regex;

use super::super::{Arguments, Hit, Verdict};
use super::lines::{before, behind, inside, line_around};
use crate::fact::{Fact, Facts};
use crate::redaction::{Redaction, RedactionKind};
use crate::span::Span;
use crate::text::Text;

/// Lines above and below a redaction that belong to its table.
const ROWS: usize = 12;

/// Reports a redaction in a column of numbers that a total closes, where every other number stands.
pub(in super::super) fn derivable(facts: &Facts<'_>, fact: Fact<'_>, _: &Arguments) -> Verdict {
    let Fact::Redaction(redaction) = fact else { return Ok(Vec::new()) };
    if redaction.kind == RedactionKind::Page {
        return Ok(Vec::new());
    }
    let total = in_table(facts, redaction).or_else(|| in_sentence(facts, redaction));
    Ok(total.map(|total| Hit::new(redaction.span).place("total", Some(total))).into_iter().collect())
}

/// One row of a table: its number, if it has one, and whether it is the total.
struct Row {
    number: Option<u64>,
    total: bool,
    redacted: bool,
    span: Span,
}

/// The total of the table in whose last column the redaction stands alone.
fn in_table(facts: &Facts<'_>, redaction: &Redaction) -> Option<Span> {
    let text = facts.text;
    let own = text.line_index(redaction.span.start);
    if !closes_line(text, redaction) {
        return None;
    }
    let above = (0..own).rev().take(ROWS).map_while(|index| row(facts, index));
    let below = (own + 1..text.lines().len()).take(ROWS).map_while(|index| row(facts, index));
    let mut rows: Vec<Row> = above.take_while(|row| !row.total).collect();
    let mut total = None;
    for row in below {
        if row.total {
            total = row.number.map(|number| (number, row.span));
            break;
        }
        rows.push(row);
    }
    let (total, span) = total?;
    let all_numbers = rows.iter().all(|row| row.number.is_some() && !row.redacted);
    let sum: u64 = rows.iter().filter_map(|row| row.number).fold(0, u64::saturating_add);
    (!rows.is_empty() && all_numbers && sum <= total).then_some(span)
}

/// Words stand before it in its line and nothing behind it: the last column of a table.
fn closes_line(text: &Text, redaction: &Redaction) -> bool {
    let Some((front, rest)) = line_around(text, redaction.span) else { return false };
    let label = front.ends_with("  ") || front.ends_with('\t') || front.trim_end().ends_with([':', '.', '$']);
    label && front.chars().any(char::is_alphabetic) && rest.trim().is_empty()
}

/// A longer line is no row of a table.
const LONG: usize = 200;

static ROW: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*[^0-9\s].*?(?:\s{2,}|\t|:\s*|\.{2,}\s*|\$\s*)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\s*$").ok()
});

/// A line as a row; `None` where it ends the table.
fn row(facts: &Facts<'_>, index: usize) -> Option<Row> {
    let span = facts.text.lines().get(index).copied().filter(|span| span.len() <= LONG)?;
    let line = facts.text.slice(span);
    let rule = !line.trim().is_empty() && line.trim().chars().all(|letter| "-=_+| ".contains(letter));
    let found = ROW.as_ref().and_then(|row| row.captures(line.trim_end()));
    let number = found.and_then(|found| number(found.get(1)?.as_str()));
    let redacted = inside(&facts.document.traces.redactions, span, |one| one.span).next().is_some();
    // A line that draws the rule above the total has neither.
    let number = if rule { Some(0) } else { number };
    let total = line.trim_start().to_ascii_lowercase().starts_with("total");
    (number.is_some() || redacted).then_some(Row { number, total, redacted, span })
}

fn number(digits: &str) -> Option<u64> {
    digits.replace(',', "").parse().ok()
}

static TOTAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:a\s+total\s+of|in\s+all,?|altogether,?|totall?ing|of\s+(?:the|its|our|their))\s+\$?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\b")
        .ok()
});

static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+").ok());

/// The total of the sentence, where the redaction stands in the list of what it counts: every other member
/// of the list is a number, and the redaction stands where one would.
fn in_sentence(facts: &Facts<'_>, redaction: &Redaction) -> Option<Span> {
    let text = facts.text;
    let sentence = sentence(text, redaction);
    let words = text.slice(sentence);
    let found = TOTAL.as_ref()?.captures(words)?;
    let total = found.get(1)?;
    let others = inside(&facts.document.traces.redactions, sentence, |one| one.span);
    if others.take(2).count() > 1 || !is_member(text, redaction) {
        return None;
    }
    // A code inside the redaction is no member of the list.
    let own = Span::new(redaction.span.start, redaction.span.end.min(sentence.end));
    let behind_total = Span::new(sentence.start + total.end(), own.start.max(sentence.start + total.end()));
    let parts = [text.slice(behind_total), text.slice(Span::new(own.end, sentence.end))];
    let found =
        parts.iter().flat_map(|part| NUMBER.as_ref().into_iter().flat_map(|number| number.find_iter(part)));
    let numbers: Vec<u64> = found.filter_map(|digits| number(digits.as_str())).collect();
    let sum = numbers.iter().copied().fold(0, u64::saturating_add);
    let whole = number(total.as_str())?;
    let fits = !numbers.is_empty() && sum < whole && redaction.span.start > sentence.start + total.end();
    fits.then(|| Span::new(total.start(), total.end()).shifted(sentence.start))
}

/// A number would stand here: behind a comma, a colon or `and`, before a word.
fn is_member(text: &Text, redaction: &Redaction) -> bool {
    let front = before(text, redaction.span.start).text.trim_end();
    let rest = behind(text, redaction.span.end).text;
    let listed = front.ends_with([',', ':', ';', '$']) || front.ends_with(" and") || front.ends_with(" plus");
    let counted = rest.trim_start().starts_with(|letter: char| letter.is_alphabetic());
    listed && counted && rest.starts_with([' ', '\n', '\r'])
}

/// The sentence around a redaction.
fn sentence(text: &Text, redaction: &Redaction) -> Span {
    let front = before(text, redaction.span.start).text;
    let rest = behind(text, redaction.span.end).text;
    let ends = |part: &str, at: usize| {
        part.get(at + 1..).and_then(|behind| behind.chars().next()).is_none_or(char::is_whitespace)
    };
    let start = front.rmatch_indices('.').find(|(at, _)| ends(front, *at)).map_or(0, |(at, _)| at + 1);
    let end = rest.match_indices('.').find(|(at, _)| ends(rest, *at)).map_or(rest.len(), |(at, _)| at);
    Span::new(redaction.span.start - (front.len() - start), redaction.span.end + end)
}
