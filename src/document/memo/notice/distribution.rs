//! What a distribution statement says: letter, reason, date, office (`DoDI` 5230.24).

use std::sync::LazyLock;

use regex::Regex;

use super::Notice;
use crate::document::Word;
use crate::document::memo::authority::has_date;
use crate::span::Span;
use crate::text::Text;

/// The name in rules.
pub(super) const NAME: &str = "distribution";

/// The reasons of `DoDI` 5230.24, small letters.
const REASONS: &[&str] = &[
    "administrative or operational use",
    "contractor performance evaluation",
    "controlled technical information",
    "critical technology",
    "direct military support",
    "export controlled",
    "foreign government information",
    "international agreements",
    "operations security",
    "patents and inventions",
    "premature dissemination",
    "proprietary business information",
    "proprietary information",
    "small business innovation research",
    "software documentation",
    "specific authority",
    "test and evaluation",
    "vulnerability information",
];

static REASON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = REASONS.join("|").replace(' ', r"[\s-]+");
    Regex::new(&format!(r"(?i)\b(?:{words})\b")).ok()
});

/// The wording of each letter, small; the first that stands decides.
const WORDINGS: &[(&str, char)] = &[
    ("approved for public release", 'A'),
    ("private individuals or enterprises", 'X'),
    ("to the department of defense and u.s. dod contractors", 'D'),
    ("to department of defense and u.s. dod contractors", 'D'),
    ("to dod and u.s. dod contractors", 'D'),
    ("to dod components only", 'E'),
    ("to department of defense components only", 'E'),
    ("government agencies and their contractors", 'C'),
    ("government agencies only", 'B'),
    ("only as directed by", 'F'),
];

static OFFICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:refer(?:red)?\s+(?:\w+\s+){0,5}?to|as\s+directed\s+by)\s+(?:the\s+)?(?P<office>[a-z]\w*)",
        r"|\b(?:POC|point\s+of\s+contact|controlling\s+(?:dod\s+)?office)\s*:\s*\w",
    ))
    .ok()
});

/// Fills in what the paragraph says behind the opening.
pub(super) fn read(text: &Text, mut notice: Notice, paragraph: Span) -> Notice {
    let printed = text.slice(notice.span);
    let rest = text.slice(Span::new(notice.span.start, paragraph.end));
    // The export warning of the same page has dates and offices of its own.
    let rest = rest.split("WARNING").next().unwrap_or(rest);
    let folded: String = rest.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    notice.letter = labelled(printed, notice.span).or_else(|| {
        let (_, letter) = WORDINGS.iter().find(|(words, _)| folded.contains(words))?;
        Some(Word { text: letter.to_string(), span: notice.span })
    });
    notice.reason = reason(rest, notice.span.start);
    notice.dated = has_date(rest);
    notice.office = OFFICE.as_ref().is_some_and(|office| {
        let names = |captures: regex::Captures<'_>| {
            captures.name("office").is_none_or(|name| !name.as_str().eq_ignore_ascii_case("controlling"))
        };
        office.captures_iter(rest).any(names)
    });
    notice
}

/// The letter of `DISTRIBUTION STATEMENT B`.
pub(super) fn labelled(printed: &str, span: Span) -> Option<Word> {
    if !printed.get(.."distribution s".len())?.eq_ignore_ascii_case("distribution s") {
        return None;
    }
    let letter = printed.chars().next_back().filter(char::is_ascii_uppercase)?;
    Some(Word { text: letter.to_string(), span: Span::new(span.end - 1, span.end) })
}

/// The first registered reason; `other` where a bracket gives words of its own.
fn reason(rest: &str, start: usize) -> Option<Word> {
    let place = |at: usize, length: usize| Span::new(at, at + length).shifted(start);
    if let Some(found) = REASON.as_ref().and_then(|reason| reason.find(rest)) {
        let text = found.as_str().split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        return Some(Word { text, span: place(found.start(), found.len()) });
    }
    let mut at = 0;
    for bracket in rest.split_inclusive(')') {
        let from = at;
        at += bracket.len();
        let Some(open) = bracket.find('(') else { continue };
        let inner = bracket.get(open + 1..).unwrap_or_default().trim_end_matches(')').trim();
        let lower = inner.to_ascii_lowercase();
        let placeholder = ["insert", "fill", "reason", "date", "controlling", "list", "name"];
        let letters = inner.chars().filter(|letter| letter.is_alphabetic()).count();
        if letters > 5 && !has_date(inner) && !placeholder.iter().any(|word| lower.starts_with(word)) {
            return Some(Word { text: "other".to_owned(), span: place(from + open, bracket.len() - open) });
        }
    }
    None
}
