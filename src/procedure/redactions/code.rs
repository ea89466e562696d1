//! Exemption codes against each other, and against the stamp that lists them.

use std::collections::BTreeMap;

use super::super::{Arguments, Hit, Verdict};
use super::decision::{Stretch, codes, stretches};
use crate::fact::{Fact, Facts};
use crate::redaction::{CodePlace, CodeSystem, ExemptionCode};

/// (b)(1): properly classified under an order, so a paragraph of the order belongs to it.
const CLASSIFIED: &str = "B1";

/// Reports (b)(1) without a paragraph of the order on classification, or such a paragraph without (b)(1).
pub(in super::super) fn pairs(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let codes = &facts.document.traces.codes;
    let classified = codes.iter().find(|code| is_classified(code));
    let letter = codes.iter().find(|code| is_letter(code) && code.known);
    let lone = match arguments.choice("report") {
        "without-letter" => classified.filter(|_| !codes.iter().any(is_letter)),
        _ => letter.filter(|_| classified.is_none()),
    };
    Ok(lone.map(|code| Hit::new(code.span).value("code", &code.code)).into_iter().collect())
}

fn is_classified(code: &ExemptionCode) -> bool {
    code.system == CodeSystem::Foia && code.code == CLASSIFIED
}

/// A paragraph of the order, whether misread or not.
fn is_letter(code: &ExemptionCode) -> bool {
    code.system == CodeSystem::Order
}

/// Reports codes that stand in the text and not in the stamp, or in the stamp and nowhere in the text.
pub(in super::super) fn stamped(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let unnamed = arguments.choice("report") == "unnamed";
    let hits = stretches(facts).into_iter().flat_map(|stretch| unmatched(facts, &stretch, unnamed));
    Ok(hits.collect())
}

/// A list of codes that is empty on one side says nothing of the other: a stamp need not list its codes,
/// and a scanned page may have lost the margin.
fn unmatched(facts: &Facts<'_>, stretch: &Stretch, unnamed: bool) -> Vec<Hit> {
    let (mut stamp, mut text) = (BTreeMap::new(), BTreeMap::new());
    for code in codes(facts, stretch).filter(|code| is_sure(code)) {
        let side = if code.place == CodePlace::Stamp { &mut stamp } else { &mut text };
        side.entry(code.code.as_str()).or_insert(code.span);
    }
    if stamp.is_empty() || text.is_empty() {
        return Vec::new();
    }
    let (these, others) = if unnamed { (&text, &stamp) } else { (&stamp, &text) };
    let alone = these.iter().filter(|(code, _)| !others.contains_key(*code));
    let mut hits: Vec<Hit> = alone
        .map(|(code, span)| Hit::new(*span).value("code", code).place("stamp", stamp.values().min().copied()))
        .collect();
    hits.sort_by_key(|hit| hit.span);
    hits
}

/// A code that was read without a slip and stands for an exemption of its own. Statutes behind B3 have
/// too many forms to compare.
fn is_sure(code: &ExemptionCode) -> bool {
    code.known && !code.slip && matches!(code.system, CodeSystem::Foia | CodeSystem::Order)
}
