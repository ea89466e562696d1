//! Stamps of the Department of State: the header of each released page, the decision, and the line of
//! the systematic review.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use super::{Decision, ReleaseStamp, StampForm};
use crate::redaction::code::chain_behind;
use crate::redaction::day::{self, DAY};
use crate::redaction::near::{self, Edge};
use crate::span::{Span, Word};
use crate::text::Text;

/// What stands between the parts of a header: blanks, line ends, and the lines of papers produced to a
/// committee (seen: C05739877).
const FILL: &str = concat!(
    r"(?:\s|STATE\ DEPT\.?\s*[-–—]?\s*PRODUCED\ TO(?-u:\b)[^\n\r]{3,60}?(?-u:\b)COMM(?:ITTEE|\.)?",
    r"|SUBJECT\ TO\ AGREEMENT\ ON\ SENSITIVE\ INFORMATION\ (?:&|AND)\ REDACTIONS\.?(?:\s*NO\ FOIA\ WAIVER\.?)?",
    r"|STATE-SCB[0-9]{5,9})*",
);

/// The name in the middle of a header.
static NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?-u:\b)Department\s{1,3}of\s{1,3}State(?-u:\b)").ok());

/// What stands in front of it.
static FRONT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix)(?:(?-u:\b)(?P<class>(?:SENSITIVE\ BUT\ )?UNCLASSIFIED|CONFIDENTIAL|(?:TOP\ )?SECRET){FILL})?(?-u:\b)U\.?\s?S\.?\s{{1,3}}$"
    ))
    .ok()
});

/// What stands behind it: case, document and date, of which some may be missing.
static BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix)^{FILL}
          (?P<cased> Case\s{{0,3}}No[\s.,:;]* (?P<case> [A-Z]{{1,2}}[-–:.\s]?[0-9OIl]{{4}}[-–.\s]?[0-9OIl]{{3,6}}[A-Z]{{0,2}}(?-u:\b) )? {FILL})?
          (?P<doced> Doc\s{{0,3}}No[\s.,:;]* (?P<document> [COQ0][0-9OIl]{{6,9}}[A-Z]{{0,2}}(?-u:\b) )? {FILL})?
          (?P<dated> Date\s?[.:;] [\ \t]* (?P<date> {DAY} | [0-9OIl]{{1,4}}[/.-][0-9OIl/.-]{{2,8}} )? )?"
    ))
    .ok()
});

/// The words of a decision. A left column may stand between their two lines.
static DECISION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)(?:(?P<release>RELEASED?|Released?)|(?P<deny>DENY|DENIED|Denied|WITHHELD|Withheld))",
        r"\s*(?:[I1l][NM]|in)\s+(?:(?P<full>F\s?U\s?L\s?L|Full)|(?P<part>P\s?A\s?R\s?T|Part))(?P<slip>[I1l\])|}]{0,2})",
    ))
    .ok()
});

/// The two halves of a decision in the right column of two lines.
static HALVES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)(?P<release>RELEASE)(?:\ (?P<in>[I1l]N))?[\ \t]*(?:\r*\n|\r)",
        r"[^\n\r]{0,160}?[\ \t]{3}(?:[I1l]N\ )?(?P<words>(?P<full>FULL)|PART)(?P<slip>[I1l\])|}]{0,2})",
    ))
    .ok()
});

/// The line of the systematic review.
static REVIEW: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?x)(?P<name> [A-Z][a-z]+\ (?:[A-Z]\.?\ )?[A-Z][A-Za-z'-]+\s{{1,4}} )?
          (?-u:\b)(?P<decision> Declassified/?\s?Released | DECLASSIFIED/?\s?RELEASED )\s+ (?i:by\s+(?:the\s+)?)?
          (?i:U\.?S\.?\s+)?(?i:Department\s+of\s+State)\s+(?P<order>(?i:E\.?O\.?\s+Systematic\s+Review))
          (?:\s+(?P<date>{DAY}))?"
    ))
    .ok()
});

/// Who reviewed a text, and when; the number of the case may follow.
static REVIEWER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)(?-u:\b)review\s+authority\s*:[ \t]*(?P<name>[A-Z][^\n\r:]{{2,60}}?)\s+date\s?/\s?case\s+id\s*:\s*(?P<date>{DAY})(?:[ \t]+[0-9]{{6,10}}(?-u:\b))?"
    ))
    .ok()
});

/// A page header and the class word of the release in front of it.
pub(in crate::redaction) struct Header {
    stamp: ReleaseStamp,
    pub(in crate::redaction) class: Option<Span>,
}

impl Header {
    /// The stamp alone.
    pub(super) fn into_stamp(self) -> ReleaseStamp {
        self.stamp
    }
}

/// The keywords of case and document; a print may have two blanks for one.
const NUMBERED: [&str; 8] =
    ["Case No", "CASE NO", "Doc No", "DOC NO", "Case  No", "CASE  NO", "Doc  No", "DOC  NO"];

/// The page headers of a text.
pub(in crate::redaction) fn headers(text: &Text) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    if !near::holds(text, &NUMBERED) {
        return headers;
    }
    for name in NAME.iter().flat_map(|name| name.find_iter(text.as_str())) {
        let taken = headers.last().map_or(0, |header| header.stamp.span.end);
        headers.extend(header(text, name, taken).filter(|_| name.start() >= taken));
    }
    headers
}

/// How far the parts of a header reach in front of its name and behind it.
const REACH: usize = 700;

fn header(text: &Text, name: Match<'_>, taken: usize) -> Option<Header> {
    let behind = near::behind(text, name.end(), REACH);
    let parts = BEHIND.as_ref()?.captures(behind)?;
    let told = |key: &str| parts.name(key).is_some();
    if !told("cased") && !told("doced") {
        return None; // a letterhead and its date
    }
    let from = name.start() - near::before(text, name.start(), REACH).len();
    let from = from.max(taken);
    let front = FRONT.as_ref()?.captures(text.slice(Span::new(from, name.start())))?;
    let start = from + front.get(0)?.start();
    let length = parts.iter().skip(1).flatten().map(|part| trimmed_end(&part)).max().unwrap_or(0);
    let at = |part: Match<'_>| Span::new(part.start(), part.end()).shifted(name.end());
    let printed = parts.name("date").map(at);
    let stamp = ReleaseStamp {
        span: Span::new(start, name.end() + length),
        form: StampForm::StateHeader,
        case: parts.name("case").map(|part| word(number(part.as_str()), at(part))),
        document: parts.name("document").map(|part| word(number(part.as_str()), at(part))),
        date: printed.and_then(|span| day::read(text.slice(span))),
        date_printed: printed,
        ..ReleaseStamp::default()
    };
    let class = front.name("class").map(|class| Span::new(class.start(), class.end()).shifted(from));
    Some(Header { stamp, class })
}

/// Where a part ends, without the blanks behind it.
fn trimmed_end(part: &Match<'_>) -> usize {
    part.start() + part.as_str().trim_end().len()
}

fn word(text: String, span: Span) -> Word {
    Word { text, span }
}

/// A number in one spelling: `F-2014-20439`, `C05771875`.
fn number(printed: &str) -> String {
    let mut letters = printed.chars();
    let first =
        letters.next().map_or('C', |first| if matches!(first, '0' | 'O' | 'Q') { 'C' } else { first });
    let rest = letters.map(|letter| match letter {
        'O' => '0',
        'I' | 'l' => '1',
        '–' | ':' | '.' | ' ' => '-',
        _ => letter,
    });
    std::iter::once(first.to_ascii_uppercase()).chain(rest).collect()
}

/// The words that [`DECISION`] begins with.
const FIRST: [&str; 7] = ["RELEASE", "Release", "DENY", "DENIED", "Denied", "WITHHELD", "Withheld"];

/// The decisions of a text.
pub(super) fn decisions(text: &Text) -> Vec<ReleaseStamp> {
    let whole = near::leads(text, &FIRST, goes_on).then(|| DECISION.as_ref()).flatten();
    let whole = whole.into_iter().flat_map(|words| words.captures_iter(text.as_str()));
    let halves = near::leads(text, &["RELEASE"], is_first_half).then(|| HALVES.as_ref()).flatten();
    let halves = halves.into_iter().flat_map(|words| words.captures_iter(text.as_str()));
    let mut found: Vec<ReleaseStamp> = whole.filter_map(|words| decision(text, &words)).collect();
    found.extend(halves.filter_map(|words| halved(text, &words)));
    found
}

/// What stands behind the first word of a decision is what [`DECISION`] has there.
fn goes_on(behind: &str) -> bool {
    let rest = behind.trim_start_matches(['D', 'd']).trim_start();
    matches!(rest.as_bytes(), [b'i', b'n', ..] | [b'I' | b'1' | b'l', b'N' | b'M', ..])
}

/// What stands behind the first word of a decision on two lines is what [`HALVES`] has there.
fn is_first_half(behind: &str) -> bool {
    let rest = behind.strip_prefix(' ').unwrap_or(behind);
    let rest = rest.trim_start_matches(['I', '1', 'l', 'N']).trim_start_matches([' ', '\t']);
    rest.starts_with(['\n', '\r'])
}

/// A decision whose words stand together.
fn decision(text: &Text, words: &Captures<'_>) -> Option<ReleaseStamp> {
    let all = words.get(0)?;
    let decided = match (words.name("deny"), words.name("full")) {
        (Some(_), _) => Decision::Denied,
        (None, Some(_)) => Decision::Full,
        (None, None) => Decision::Part,
    };
    let slip = words.name("slip").map_or(0, |slip| slip.len());
    let span = Span::new(all.start(), all.end() - slip);
    let codes = chain_behind(text, all.end());
    let capitals = !all.as_str().bytes().any(|byte| byte.is_ascii_lowercase());
    let stamp = codes.is_some() || stands_apart(text, all, capitals);
    (stamp && near::line_ends(all.as_str()) <= 2).then(|| ReleaseStamp {
        span: Span::new(span.start, codes.unwrap_or(span.end)),
        form: StampForm::StateDecision,
        decision: Some((decided, span)),
        ..ReleaseStamp::default()
    })
}

/// Not words of a sentence: a column or a line of their own.
fn stands_apart(text: &Text, words: Match<'_>, capitals: bool) -> bool {
    let before = near::edge_before(text, words.start());
    let loose = |edge| matches!(edge, Edge::Line | Edge::Gap);
    let tail = text.as_str().get(words.end()..).unwrap_or_default();
    // A scanner sees strokes at the edge of the stamp. seen: FULL I
    let strokes =
        tail.len() - tail.trim_start_matches([' ', 'I', '1', 'l', 'i', ')', ']', ',', '.', '-', '|']).len();
    let behind = near::edge_behind(text, words.end());
    let framed = strokes <= 4 && near::edge_behind(text, words.end() + strokes) == Edge::Line;
    let indented = near::before(text, words.start(), 8).trim().is_empty() && before != Edge::Glued;
    let far = before == Edge::Gap && indented;
    capitals && far || loose(before) && (loose(behind) || capitals && framed)
}

/// A decision whose words stand on two lines beside another column.
fn halved(text: &Text, words: &Captures<'_>) -> Option<ReleaseStamp> {
    let (first, second) = (words.name("release")?, words.name("words")?);
    let codes = chain_behind(text, second.end());
    let slip = words.name("slip").map_or(second.end(), |slip| slip.end());
    let last = codes.is_some() || near::edge_behind(text, slip) == Edge::Line;
    let decided = if words.name("full").is_some() { Decision::Full } else { Decision::Part };
    let between = text.as_str().get(first.end()..second.start())?;
    let interleaved = !between.replace("IN", "").trim().is_empty();
    let column = near::before(text, first.start(), 3).trim().is_empty();
    (last && interleaved && column).then(|| ReleaseStamp {
        span: Span::new(first.start(), codes.unwrap_or(second.end())),
        form: StampForm::StateDecision,
        decision: Some((decided, Span::new(second.start(), second.end()))),
        ..ReleaseStamp::default()
    })
}

/// The lines of the systematic review.
pub(super) fn reviews(text: &Text) -> Vec<ReleaseStamp> {
    if !near::holds(text, &["Systematic", "SYSTEMATIC"]) {
        return Vec::new();
    }
    let found = REVIEW.iter().flat_map(|review| review.captures_iter(text.as_str()));
    found.filter_map(|parts| review(text, &parts)).collect()
}

fn review(text: &Text, parts: &Captures<'_>) -> Option<ReleaseStamp> {
    let all = parts.get(0)?;
    let at = |part: Match<'_>| Span::new(part.start(), trimmed_end(&part));
    let printed = parts.name("date").map(at);
    let decision = parts.name("decision")?;
    // A name on the line above is the reviewer's only where the stamp has a line for each of its parts.
    let upright = near::edge_behind(text, decision.end()) == Edge::Line;
    let name = parts.name("name").filter(|name| upright || near::line_ends(name.as_str()) == 0);
    let start = name.map_or(decision.start(), |name| name.start());
    Some(ReleaseStamp {
        span: Span::new(start, all.end()),
        form: StampForm::StateReview,
        decision: Some((Decision::Declassified, at(decision))),
        date: printed.and_then(|span| day::read(text.slice(span))),
        date_printed: printed,
        authority: name.or_else(|| parts.name("order")).map(at),
        ..ReleaseStamp::default()
    })
}

/// `REVIEW AUTHORITY: ANN LEE` / `DATE/CASE ID: 12 MAR 2009 200701234`: State's stamp on single telegrams.
pub(super) fn reviewers(text: &Text) -> Vec<ReleaseStamp> {
    if !near::holds(text, &["REVIEW AUTHORITY", "Review Authority"]) {
        return Vec::new();
    }
    let found = REVIEWER.iter().flat_map(|words| words.captures_iter(text.as_str()));
    found.filter_map(|parts| reviewer(text, &parts)).collect()
}

fn reviewer(text: &Text, parts: &Captures<'_>) -> Option<ReleaseStamp> {
    let all = parts.get(0)?;
    let at = |key: &str| parts.name(key).map(|part| Span::new(part.start(), trimmed_end(&part)));
    let printed = at("date");
    Some(ReleaseStamp {
        span: Span::new(all.start(), all.end()),
        date: printed.and_then(|span| day::read(text.slice(span))),
        date_printed: printed,
        authority: at("name"),
        ..ReleaseStamp::default()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: &str = "RELEASE RELEASED Release Released Denied DENIED DENY WITHHELD Withheld IN in 1N lM FULL Part F~U~L~L ~ ~~~ \n \r\n column";

    proptest! {
        #[test]
        fn no_decision_is_passed_over(
            words in prop::collection::vec(prop::sample::select(WORDS.split(' ').collect::<Vec<_>>()), 2..7),
            between in prop::sample::select(&["", " "]),
        ) {
            let text = Text::decode(words.join(between).replace('~', " ").into_bytes());
            let stands = |pattern: &Option<Regex>| {
                pattern.as_ref().is_some_and(|pattern| pattern.is_match(text.as_str()))
            };
            prop_assert!(!stands(&DECISION) || near::leads(&text, &FIRST, goes_on));
            prop_assert!(!stands(&HALVES) || near::leads(&text, &["RELEASE"], is_first_half));
        }
    }
}
