//! Stamps of CIA, of the National Archives and the presidential libraries, and of other offices.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use super::{Decision, ReleaseStamp, StampForm};
use crate::redaction::day::{self, DAY};
use crate::redaction::near::{self, Edge};
use crate::span::{Span, Word};
use crate::text::Text;

/// `Declassified in Part - Sanitized Copy Approved for Release 2012/05/04 : CIA-RDP93T01132R000100020006-6`.
static APPROVED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?x)(?P<lead> (?i:declassified\s+(?:in\s+part|and)|no\s+objection\s+to\s+declassification\s+in\s+(?:part|full)|sanitized(?:\s+copy)?)
                [\s,-–—]{{1,4}} (?:(?i:sanitized\s+copy)\s+)? )?
          (?P<words> Approved\s+[Ff]or\s+Release | APPROVED\s+FOR\s+RELEASE )
          (?P<by> \s+(?i:by)\s+(?i:the\s+)?[A-Z]{{2,5}}(?-u:\b) )?
          (?P<dated> \s*:?\s* (?i:(?:on|date)(?-u:\b)[\s:]*)? (?P<date> {DAY} ) )?
          (?: \s*[:,]?\s* (?P<document> CIA-RDP[0-9A-Z]{{4,22}}(?:-[0-9])? | [A-Z]{{3}}-HAK-[0-9-]{{4,20}} | C[0-9]{{8}} | (?i:FOIA\s+Case\s*\#?\s*)[0-9]{{3,8}} ) )?"
    ))
    .ok()
});

/// The word that opens a stamp of the National Archives.
static DECLASSIFIED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:DECLASSIFIED|Declassified)(?:\s+(?i:in\s+(?:part|full)))?(?-u:\b)").ok()
});

/// What stands below it: authority, order, case, who signed and when.
static AUTHORITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix)^ [\s:]* (?: authority\s*:?\s* (?P<named> [^\n\r:;0-9]{{3,50}}? ) [\s,]+ (?P<day> {DAY} ) |
          (?: (?: (?:per|under|pursuant\s+to|authority) [\s:.]+ (?:authority\s+of\s+)? (?:the\s+)? )?
              (?: (?:by[\s:.]+(?:the\s+)?)? (?P<who> interagency\s+security\s+classification\s+appeals\s+panel[\s,]* | {DAY}\s+guidelines ) )? )?
          (?: (?:by[\s:.]+)? (?P<order> E\.?\s?O\.?\s*[0-9]{{5}} (?:[\s,]*as\s+amended)? (?:[\s,.;]*sec(?:tion|\.)?\s*[0-9]\.[0-9]+(?:\s?\([a-z0-9]\))*)? ) )?
          [\s,;]* (?: [A-Z][A-Z\ ]{{2,30}}\s+guidelines,?\s+{DAY} [\s,;]* )?
          (?: (?:by[\s:.]+)? (?P<case> NND\s?\.?\s?[0-9]{{5,7}} | NL[A-Z]{{1,3}}[\s:-]{{0,2}}[A-Z]?[0-9]{{1,4}}-[0-9A-Z/-]{{1,20}}(?:\s?\#[0-9]{{1,6}})?
              | MR\s?[0-9]{{2,4}}-[0-9]{{1,5}}(?:\s?\#[0-9]{{1,6}})?
              | (?:ISCAP\s+)?(?:APPEAL\s+)?NO\.?\s*[0-9]{{4}}-[0-9]{{2,4}}(?:,\s*document\s+no\.?\s*[0-9]{{1,3}})? | RAC\s+[A-Z]{{2,4}}-[0-9A-Z-]{{4,20}} ) )?
          (?: [\s,]* (?: (?P<signed> by\s*[:.]?\s*[^\n\r:;]{{0,24}}? [\s,]* NARA(?-u:\b) | by\s*[:_]?\s*[^\n\r:;]{{0,60}}? ) [\s,]* )?
              (?: (?:[^\n\r:;]{{3,60}}?\s+)? date\s*[:.]? | on )? \s* (?P<date> {DAY} ) )? )"
    ))
    .ok()
});

/// `2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992`.
static KENNEDY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:(?-u:\b)20[0-9]{2}\s+)?(?-u:\b)(?P<words>RELEASE)\s+UNDER\s+THE\s+",
        r"(?P<act>PRESIDENT\s+JOHN\s+F\.?\s+KENNEDY\s+ASSASSINATION\s+RECORDS(?:\s+COLLECTION)?\s+ACT(?:\s+OF\s+1992)?)",
    ))
    .ok()
});

fn place(part: Match<'_>) -> Span {
    let lead = part.as_str().len() - part.as_str().trim_start().len();
    Span::new(part.start() + lead, part.start() + part.as_str().trim_end().len().max(lead))
}

/// `Approved For Release` of CIA and others.
pub(super) fn approvals(text: &Text) -> Vec<ReleaseStamp> {
    if !near::holds(text, &["Approved", "APPROVED"]) || !near::holds(text, &["Release", "RELEASE"]) {
        return Vec::new();
    }
    let found = APPROVED.iter().flat_map(|words| words.captures_iter(text.as_str()));
    found.filter_map(|parts| approval(text, &parts)).collect()
}

fn approval(text: &Text, parts: &Captures<'_>) -> Option<ReleaseStamp> {
    let all = place(parts.get(0)?);
    let printed = parts.name("date").map(place);
    let document = parts.name("document").map(place);
    let alone =
        near::edge_before(text, all.start) == Edge::Line && near::edge_behind(text, all.end) == Edge::Line;
    if document.is_none() && printed.is_none() && !alone {
        return None;
    }
    let lead = parts.name("lead").map(place);
    let lower = lead.map(|span| text.slice(span).to_ascii_lowercase()).unwrap_or_default();
    let decided = match lower {
        _ if lower.contains("in part") || lower.contains("sanitized") => Decision::Part,
        _ if lower.contains("declassified") => Decision::Declassified,
        _ => Decision::Approved,
    };
    let words = parts.name("words").map(place)?;
    let name = document.map(|span| text.slice(span).to_owned());
    let central = name.as_deref().is_some_and(|name| name.starts_with("CIA") || name.starts_with('C'));
    let central = central || parts.name("by").is_some_and(|by| by.as_str().ends_with("CIA"));
    Some(ReleaseStamp {
        span: all,
        form: if central || name.is_none() && printed.is_some() { StampForm::Cia } else { StampForm::Other },
        decision: Some((decided, lead.map_or(words, |lead| lead.cover(words)))),
        document: document.zip(name).map(|(span, text)| Word { text, span }),
        date: printed.and_then(|span| day::read(text.slice(span))),
        date_printed: printed,
        authority: parts.name("by").map(place),
        ..ReleaseStamp::default()
    })
}

/// A line below that says by whom or when, whatever stands between it and the authority.
static SIGNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?im)^[ \t]*(?:by\b[^\n]{{0,60}}?|[^\n]{{0,40}}?\bdate[ \t]*[:.]?[ \t]*)(?P<date>{DAY})"
    ))
    .ok()
});

/// The day of a stamp. Behind an empty line it is that of the text, unless the authority is printed behind one, too.
fn day_of(behind: &str, parts: &Captures<'_>) -> Option<Span> {
    let own = first_lines(behind);
    let is_apart = own.trim().is_empty()
        && ["order", "case", "who", "signed"].iter().any(|key| parts.name(key).is_some());
    let printed = parts.name("date").or_else(|| parts.name("day"));
    let printed = printed.filter(|day| is_apart || day.end() <= own.len());
    printed.or_else(|| SIGNED.as_ref()?.captures(own)?.name("date")).map(place)
}

/// What stands above the first empty line; the stamp's own words end the first line.
fn first_lines(behind: &str) -> &str {
    let lines = behind.split_inclusive('\n').enumerate();
    let own = lines.take_while(|(index, line)| *index == 0 || !line.trim().is_empty());
    behind.get(..own.map(|(_, line)| line.len()).sum()).unwrap_or_default()
}

/// How far the lines below `DECLASSIFIED` reach.
const REACH: usize = 400;

/// `DECLASSIFIED` blocks of the National Archives.
pub(super) fn blocks(text: &Text) -> Vec<ReleaseStamp> {
    if !near::holds(text, &["DECLASSIFIED", "Declassified"]) {
        return Vec::new();
    }
    let found = DECLASSIFIED.iter().flat_map(|words| words.find_iter(text.as_str()));
    found.filter_map(|words| block(text, words)).collect()
}

fn block(text: &Text, words: Match<'_>) -> Option<ReleaseStamp> {
    let loose = |edge| matches!(edge, Edge::Line | Edge::Gap);
    if !loose(near::edge_before(text, words.start())) {
        return None; // a word of a sentence
    }
    let behind = near::without_backslashes(near::behind(text, words.end(), REACH));
    let parts = AUTHORITY.as_ref()?.captures(&behind)?;
    let at = |key: &str| parts.name(key).map(place).map(|span| span.shifted(words.end()));
    let span = Span::new(words.start(), words.end());
    let (order, case) = (at("order"), at("case"));
    let printed = day_of(&behind, &parts).map(|span| span.shifted(words.end()));
    let named = order.or(case).or_else(|| at("who")).or_else(|| at("named"));
    let capitals = words.as_str().starts_with("DECL");
    let alone = capitals && near::edge_behind(text, words.end()) == Edge::Line;
    if !(named.is_some() || printed.is_some() && at("signed").is_some() || alone) {
        return None;
    }
    let end = [order, case, printed, at("signed"), at("who")].into_iter().flatten().fold(span, Span::cover);
    let decided = if words.as_str().to_ascii_lowercase().ends_with("part") {
        Decision::Part
    } else {
        Decision::Declassified
    };
    let authority = at("who").or(named).or_else(|| at("signed"));
    Some(ReleaseStamp {
        span: end,
        form: StampForm::Nara,
        decision: Some((decided, span)),
        case: case.map(|span| Word { text: text.slice(span).to_owned(), span }),
        date: printed.and_then(|span| day::read(text.slice(span))),
        date_printed: printed,
        authority,
        ..ReleaseStamp::default()
    })
}

/// Pages of the Kennedy collection.
pub(super) fn kennedy(text: &Text) -> Vec<ReleaseStamp> {
    if !near::holds(text, &["KENNEDY"]) {
        return Vec::new();
    }
    let found = KENNEDY.iter().flat_map(|words| words.captures_iter(text.as_str()));
    let stamp = |parts: Captures<'_>| {
        Some(ReleaseStamp {
            span: parts.get(0).map(place)?,
            form: StampForm::Nara,
            decision: parts.name("words").map(|words| (Decision::Approved, place(words))),
            authority: parts.name("act").map(place),
            ..ReleaseStamp::default()
        })
    };
    found.filter_map(stamp).collect()
}
