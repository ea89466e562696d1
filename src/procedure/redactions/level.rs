//! Marks of the original against the level of the release.

use std::cmp::Ordering;
use std::sync::LazyLock;

use regex::Regex;

use super::super::{Arguments, Hit, Verdict};
use super::lines::{count_words, inside, line_around};
use crate::document::{ClassWord, Document, PlacedMarking, Region};
use crate::fact::{Fact, Facts};
use crate::redaction::{CodePlace, CodeSystem, Decision, ExemptionCode, RedactionKind, ReleaseStamp};
use crate::register::Level;
use crate::span::Span;

/// A class word or portion mark of the original.
struct Mark {
    span: Span,
    level: Level,
    /// The text that a portion mark covers; `None` for a class line.
    covers: Option<Span>,
}

/// A portion with fewer words, that was left among redacted ones, has nothing left to hide.
const FEW_WORDS: usize = 6;

/// Fewer words behind a mark say nothing: a label of a list, what is left of a heading.
const SENTENCE: usize = 3;

/// Reports marks above the level of the release: where nothing says that the text was reviewed for its
/// classification, or where one portion was left whole among others that were not.
pub(in super::super) fn above_release(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let overlays = &facts.document.traces.overlays;
    let Some((overlay, release)) = overlays.iter().find_map(|one| Some((one.span, one.level?))) else {
        return Ok(Vec::new());
    };
    let mut marks = marks(facts);
    marks.retain(|mark| is_above(facts, mark.level, release) && !stands_in_overlay(facts, mark.span));
    let found = match arguments.choice("report") {
        "unreviewed" if is_reviewed(facts) => Vec::new(),
        "unreviewed" => first_with_text(facts, &marks).into_iter().collect(),
        _ => forgotten(facts, &marks),
    };
    let hit = |mark: &Mark| {
        Hit::new(mark.span)
            .value("mark", facts.text.slice(mark.span).trim())
            .value("release", facts.text.slice(overlay))
            .place("release", Some(overlay))
    };
    Ok(found.into_iter().map(hit).collect())
}

fn is_above(facts: &Facts<'_>, level: Level, other: Level) -> bool {
    let own = facts.register.counts_as(level);
    facts.register.compare(own, facts.register.counts_as(other)) == Some(Ordering::Greater)
}

/// A class word that the release or the review put there is no mark of the original.
fn stands_in_overlay(facts: &Facts<'_>, span: Span) -> bool {
    let traces = &facts.document.traces;
    holds(&traces.overlays, span, |one| one.span)
        || holds(&traces.upgrades, span, |one| one.span)
        || holds(&traces.stamps, span, |one| one.span)
}

/// The last fact of a list, sorted by place, that begins no later than a place holds it.
fn holds<T>(list: &[T], span: Span, place: fn(&T) -> Span) -> bool {
    let next = list.partition_point(|one| place(one).start <= span.start);
    next.checked_sub(1).and_then(|last| list.get(last)).is_some_and(|one| place(one).contains(span))
}

/// All marks of the original, in order.
fn marks(facts: &Facts<'_>) -> Vec<Mark> {
    let document = facts.document;
    let mut marks: Vec<Mark> = class_words(document).filter_map(of_class_word).collect();
    let portions = document.portions.iter();
    marks.extend(portions.filter_map(|one| {
        Some(Mark { span: one.mark.span, level: one.mark.level?, covers: Some(one.mark.span) })
    }));
    marks.extend(document.stray_marks.iter().filter_map(of_stray));
    marks.extend(document.memo.iter().flat_map(|memo| &memo.markings).filter_map(of_marking));
    marks.sort_by_key(|mark| mark.span);
    marks.dedup_by_key(|mark| mark.span);
    cover(facts, &mut marks);
    marks
}

fn class_words(document: &Document) -> impl Iterator<Item = &ClassWord> {
    let banner = document.banner.iter().map(|banner| &banner.class);
    let more = document.second_banners.iter().map(|second| &second.banner.class);
    banner.chain(more).chain(&document.running_heads)
}

fn of_class_word(word: &ClassWord) -> Option<Mark> {
    Some(Mark { span: word.span, level: word.level?, covers: None })
}

/// A mark in a released message, which has no banner line of its own.
fn of_stray(word: &ClassWord) -> Option<Mark> {
    // A stray portion mark is kept with its brackets.
    let covers = (word.span.len() > word.word.len()).then_some(word.span);
    Some(Mark { span: word.span, level: word.level?, covers: covers.filter(|_| word.word.len() <= 8) })
}

fn of_marking(placed: &PlacedMarking) -> Option<Mark> {
    let covers = (!placed.place.is_banner()).then_some(placed.span);
    Some(Mark { span: placed.span, level: placed.marking.level?, covers })
}

/// Gives each portion the text up to the next mark or paragraph.
fn cover(facts: &Facts<'_>, marks: &mut [Mark]) {
    let document = facts.document;
    let paragraphs = document.paragraphs.iter().map(|paragraph| paragraph.number.span.start);
    let mut starts: Vec<usize> = paragraphs.chain(marks.iter().map(|mark| mark.span.start)).collect();
    starts.extend(document.signature.map(|span| span.start));
    starts.sort_unstable();
    for mark in marks.iter_mut().filter(|mark| mark.covers.is_some()) {
        let next = starts.partition_point(|&start| start < mark.span.end);
        let end = starts.get(next).copied().unwrap_or(document.span.end);
        mark.covers = Some(Span::new(mark.span.end, end.max(mark.span.end)));
    }
}

/// The first portion that has text, else the first class line.
fn first_with_text<'m>(facts: &Facts<'_>, marks: &'m [Mark]) -> Option<&'m Mark> {
    let portion = marks.iter().find(|mark| mark.covers.is_some_and(|span| has_text(facts, span, SENTENCE)));
    portion.or_else(|| marks.iter().find(|mark| mark.covers.is_none()))
}

fn has_text(facts: &Facts<'_>, span: Span, least: usize) -> bool {
    count_words(facts.text.slice(span)) >= least
}

/// Something in the text says that its classification was looked at: who declassified it, a
/// classification at review, or text withheld as classified.
fn is_reviewed(facts: &Facts<'_>) -> bool {
    let traces = &facts.document.traces;
    let declassifies = |stamp: &ReleaseStamp| {
        stamp.authority.is_some()
            || stamp
                .decision
                .is_some_and(|(decision, _)| matches!(decision, Decision::Approved | Decision::Declassified))
    };
    !traces.upgrades.is_empty()
        || traces.stamps.iter().any(declassifies)
        || traces.codes.iter().any(|code| code.system == CodeSystem::Order || code.code.starts_with("B1"))
        || facts.document.condition.declassified && says_declassified(facts)
}

/// A stamp of an archive, not the header of a case.
fn says_declassified(facts: &Facts<'_>) -> bool {
    let text = facts.text.slice(facts.document.span);
    ["Declassified", "DECLASSIFIED"]
        .iter()
        .any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

/// Portions left whole where more of the others lost text as classified.
fn forgotten<'m>(facts: &Facts<'_>, marks: &'m [Mark]) -> Vec<&'m Mark> {
    let portions = marks.iter().filter(|mark| mark.covers.is_some());
    let (redacted, whole): (Vec<&Mark>, Vec<&Mark>) =
        portions.partition(|mark| mark.covers.is_some_and(|span| is_redacted(facts, mark.span.cover(span))));
    let whole: Vec<&Mark> = whole
        .into_iter()
        .filter(|mark| mark.covers.is_some_and(|span| has_text(facts, span, FEW_WORDS)))
        .collect();
    if whole.len() < redacted.len() { whole } else { Vec::new() }
}

/// A redaction, or a code at the edge of the page, stands in the extent.
fn is_redacted(facts: &Facts<'_>, extent: Span) -> bool {
    let traces = &facts.document.traces;
    let code = |code: &ExemptionCode| code.place != CodePlace::Stamp;
    inside(&traces.redactions, extent, |one| one.span).next().is_some()
        || inside(&traces.codes, extent, |one| one.span).any(code)
}

static MESSAGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s+(?:SECTION [0-9]+ OF [0-9]+ )?[A-Z][A-Z ]{1,30}\s[0-9]{3,7}\b").ok());

/// Reports a class word, or without any banner line an E.O. line, that is masked while another part of
/// the telegram shows what it said.
pub(in super::super) fn masked_class(facts: &Facts<'_>, _: Fact<'_>, _: &Arguments) -> Verdict {
    if facts.document.banner.as_ref().is_some_and(|banner| banner.class.level.is_some()) {
        return Ok(Vec::new());
    }
    let order = facts.document.preamble.orders.iter().find(|order| order.masked);
    let masked = masked_word(facts).or_else(|| order.map(|order| order.value.span));
    let hit = masked.zip(telling(facts)).map(|(masked, shown)| {
        let words = facts.text.slice(shown).split_whitespace().collect::<Vec<_>>().join(" ");
        Hit::new(masked).value("shown", words).place("shown", Some(shown))
    });
    Ok(hit.into_iter().collect())
}

/// The mask before the reference of the message, where the class word stands.
fn masked_word(facts: &Facts<'_>) -> Option<Span> {
    let body = facts.document.paragraphs.first().map_or(facts.document.span.end, |one| one.span.start);
    let header = facts.document.traces.redactions.iter().take_while(|one| one.span.start < body);
    let mut before_reference = header.filter(|one| {
        let around = line_around(facts.text, one.span);
        let names = |rest| MESSAGE.as_ref().is_some_and(|message| message.is_match(rest));
        around.is_some_and(|(front, rest)| front.trim().is_empty() && names(rest))
    });
    before_reference.next().map(|one| one.span)
}

/// The first place that still tells the class: the security warning of the envelope, a class word at a
/// page break, the declassification instruction, a reason, a portion mark.
fn telling(facts: &Facts<'_>) -> Option<Span> {
    let document = facts.document;
    let warning = document.envelope.security_warning.as_ref();
    let warning = warning.filter(|warning| warning.level.is_some()).map(|warning| warning.group.span);
    let head = document.running_heads.iter().find(|head| head.level.is_some()).map(|head| head.span);
    let order = document.preamble.orders.iter().find(|order| !order.masked);
    let order = order.filter(|order| order.date.is_some() || !order.tokens.is_empty());
    let reason = document.preamble.authorities.iter().find(|authority| authority.reason);
    let unclassified = facts.register.level("U")?;
    let portion = document
        .portions
        .iter()
        .find(|portion| portion.mark.level.is_some_and(|level| is_above(facts, level, unclassified)));
    warning
        .or(head)
        .or(order.map(|order| order.value.span))
        .or(reason.and_then(|reason| reason.section.as_ref()).map(|section| section.span))
        .or(portion.map(|portion| portion.mark.span))
}

static ORDER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*(?i:E\.?\s?O\.?|Executive Order):?\s*$").ok());

/// Reports a mask in the E.O. line, also where the number of the order is masked, so that the line is hard
/// to know.
pub(in super::super) fn masked_order(facts: &Facts<'_>, fact: Fact<'_>, _: &Arguments) -> Verdict {
    let Fact::Redaction(redaction) = fact else { return Ok(Vec::new()) };
    let masks = matches!(redaction.kind, RedactionKind::Mask | RedactionKind::Bar);
    let opens = |(front, _)| ORDER.as_ref().is_some_and(|order| order.is_match(front));
    let stands = || {
        facts.document.region(facts.text, redaction.span) == Region::Order
            || line_around(facts.text, redaction.span).is_some_and(opens)
    };
    Ok(if masks && stands() { vec![Hit::new(redaction.span)] } else { Vec::new() })
}

static MASKED_MARK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*\(\s*([Xx]{1,4}|[*█■▇▓]{1,8})\s*\)").ok());

/// Reports a portion mark that is masked.
pub(in super::super) fn masked_mark(facts: &Facts<'_>, fact: Fact<'_>, _: &Arguments) -> Verdict {
    let Fact::Paragraph(paragraph) = fact else { return Ok(Vec::new()) };
    let from = paragraph.number.span.end;
    let head = facts.text.slice(Span::new(from, paragraph.span.end.max(from)));
    let dots = head.len() - head.trim_start_matches(['.', ')', ':']).len();
    let found = MASKED_MARK.as_ref().and_then(|mask| mask.captures(head.get(dots..)?)?.get(1));
    let hit = found.map(|mask| {
        Hit::new(Span::new(mask.start(), mask.end()).shifted(from + dots)).value("mark", mask.as_str())
    });
    Ok(hit.into_iter().collect())
}
