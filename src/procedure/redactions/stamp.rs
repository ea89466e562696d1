//! What a release stamp lacks, and what a classification made at review lacks. Stamps are printed on every
//! page, so each check reports the first print that is wrong, once a document.

use std::sync::LazyLock;

use regex::Regex;

use super::super::{Arguments, Hit, Verdict};
use super::lines::behind;
use crate::fact::{Fact, Facts};
use crate::redaction::{Decision, Overlay, ReleaseStamp, StampForm, Upgrade};
use crate::register::Level;
use crate::span::Span;

/// Reports the first print that lacks something which no other print of the document supplies.
pub(in super::super) fn lacks(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let stamps = &facts.document.traces.stamps;
    let hit = match arguments.choice("report") {
        "authority" => first(stamps, is_declassification, |stamp| stamp.authority.is_some()),
        "day" => first(stamps, is_declassification, |stamp| stamp.date_printed.is_some()),
        "date" => first(stamps, has_dated_form, |stamp| stamp.date_printed.is_some()),
        "case" => first(stamps, is_header, |stamp| stamp.case.is_some())
            .or_else(|| first(stamps, is_header, |stamp| stamp.document.is_some())),
        "readable" => unreadable(facts),
        _ => early(facts),
    };
    Ok(hit.into_iter().collect())
}

/// The first stamp of some sort, where no stamp at all has what is asked for.
fn first(
    stamps: &[ReleaseStamp],
    of: fn(&ReleaseStamp) -> bool,
    has: fn(&ReleaseStamp) -> bool,
) -> Option<Hit> {
    let stamp = stamps.iter().find(|stamp| of(stamp))?;
    (!stamps.iter().any(has)).then(|| Hit::new(stamp.span))
}

fn is_declassification(stamp: &ReleaseStamp) -> bool {
    stamp.decision.is_some_and(|(decision, _)| decision == Decision::Declassified)
}

fn has_dated_form(stamp: &ReleaseStamp) -> bool {
    matches!(stamp.form, StampForm::StateHeader | StampForm::Cia)
}

fn is_header(stamp: &ReleaseStamp) -> bool {
    stamp.form == StampForm::StateHeader
}

/// The first date that is none. A year alone is one: `2022 RELEASE UNDER THE ... ACT OF 1992`.
fn unreadable(facts: &Facts<'_>) -> Option<Hit> {
    let printed = facts.document.traces.stamps.iter().filter(|stamp| stamp.date.is_none());
    let mut printed = printed.filter_map(|stamp| stamp.date_printed);
    let span = printed.find(|span| !facts.text.slice(*span).bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(Hit::new(span).value("date", facts.text.slice(span)))
}

/// The first stamp that is older than the document.
fn early(facts: &Facts<'_>) -> Option<Hit> {
    let written = facts.date()?;
    let stamps = facts.document.traces.stamps.iter();
    let mut early = stamps.filter_map(|stamp| Some((stamp, stamp.date.filter(|date| *date < written)?)));
    let (stamp, date) = early.next()?;
    Some(Hit::new(stamp.date_printed.unwrap_or(stamp.span)).value("date", date).value("written", written))
}

/// Reports the first marking of the release that is classified, or that differs from the one above it.
pub(in super::super) fn overlay(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let overlays = &facts.document.traces.overlays;
    let unclassified = facts.register.level("U");
    let above = |level: Level| {
        let order = unclassified.and_then(|unclassified| facts.register.compare(level, unclassified));
        order == Some(std::cmp::Ordering::Greater)
    };
    let mut known = overlays.iter().filter_map(|one| Some((one, one.level?)));
    let found = if arguments.choice("report") == "classified" {
        known.find(|(_, level)| above(*level)).map(|(one, _)| (one, None))
    } else {
        let first = known.next();
        first.and_then(|(first, level)| {
            known.find(|(_, other)| *other != level).map(|(one, _)| (one, Some(first)))
        })
    };
    let hit = |(one, first): (&Overlay, Option<&Overlay>)| {
        let words = |overlay: &Overlay| facts.text.slice(overlay.span).to_owned();
        let hit = Hit::new(one.span).value("text", words(one)).place("first", first.map(|first| first.span));
        first.map(words).into_iter().fold(hit, |hit, first| hit.value("first", first))
    };
    Ok(found.map(hit).into_iter().collect())
}

static REASON: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\breasons?\b").ok());

static DURATION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\bdeclassify\s+on\s*:?\s*[0-9A-Za-z]|\bon:\s*[0-9]{1,2}/").ok());

static STRANGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\breasons?\s*:\s*[^:]{0,40}?\b(1\.[45]\s?\(?[i-z]\)?)").ok());

/// Section 1.5 as the reason.
static SECTION_5: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\breasons?\s*:\s*[^:]{0,40}?\b(1\.5\s?(?:\([a-h]\)|[a-h]\b))").ok());

/// The year from which on nobody cites the reasons of 1995 any more: E.O. 13292 made section 1.5 that on duration in 2003,
/// and the order of then was still cited to the end of 2004.
const RENUMBERED: i16 = 2005;

/// Reports a classification made at review that gives no reason or no end, or a reason that no order has.
/// A stamp that a line of the message cuts in two is read on behind the cut (seen: C05771781).
pub(in super::super) fn upgrade(facts: &Facts<'_>, fact: Fact<'_>, arguments: &Arguments) -> Verdict {
    let Fact::UpgradeStamp(upgrade) = fact else { return Ok(Vec::new()) };
    let strange = strange(facts, upgrade);
    let hit = if arguments.choice("report") == "reason" {
        strange.map(|span| Hit::new(span).value("reason", facts.text.slice(span)))
    } else {
        let finds = |pattern: &Option<Regex>| {
            pattern.as_ref().is_some_and(|pattern| pattern.is_match(stamp(facts, upgrade)))
        };
        let complete = (upgrade.reason.is_some() || finds(&REASON))
            && (upgrade.declassify.is_some() || finds(&DURATION));
        (!complete).then(|| Hit::new(upgrade.span))
    };
    Ok(hit.into_iter().collect())
}

/// A reason such as `1.4(I)`, or in our days `1.5(D)`.
fn strange(facts: &Facts<'_>, upgrade: &Upgrade) -> Option<Span> {
    let find = |pattern: &'static Option<Regex>| pattern.as_ref()?.captures(stamp(facts, upgrade))?.get(1);
    let late = upgrade.date.is_some_and(|date| date.year() >= RENUMBERED);
    let found = find(&STRANGE).or_else(|| find(&SECTION_5).filter(|_| late))?;
    Some(Span::new(found.start(), found.end()).shifted(upgrade.span.start))
}

/// The stamp and what follows it in its paragraph.
fn stamp<'a>(facts: &Facts<'a>, upgrade: &Upgrade) -> &'a str {
    let rest = behind(facts.text, upgrade.span.end);
    facts.text.slice(Span::new(upgrade.span.start, upgrade.span.end + rest.text.len()))
}
