//! Linting: one text, all selected rules, one report a document.

#[cfg(test)]
mod tests;

use crate::agreement::{Disagreement, Showing};
use crate::compare::{Comparison, Totals, compare_documents};
use crate::document::{self, Anatomy, Document, DocumentKind};
use crate::excuse::Excuses;
use crate::exposure::{self, Exposure, Surroundings};
use crate::fact::{Circumstances, Facts, Kind};
use crate::finding::{DocumentReport, Finding, Heading, NotCheckable};
use crate::fingerprint::{Fingerprints, Key};
use crate::rule::{RuleSet, Selection};
use crate::text::Text;

/// What the caller decides.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// Which rules run.
    pub selection: &'o Selection,
    /// What the caller knows and the text does not say.
    pub circumstances: Circumstances,
    /// The key of the fingerprints.
    pub key: Option<&'o Key>,
}

/// Checks a text. A text without a document gives one report of kind `none`, about the text as such
/// and the marks in it.
pub fn lint(text: &Text, rules: &RuleSet, options: Options<'_>) -> Vec<DocumentReport> {
    lint_among(text, Surroundings::default(), rules, options)
}

/// Checks a text as one file of a run.
pub fn lint_among(
    text: &Text,
    around: Surroundings<'_>,
    rules: &RuleSet,
    options: Options<'_>,
) -> Vec<DocumentReport> {
    let told = options.circumstances;
    let anatomy = document::split_as(text, rules.register(), told.reading, told.date);
    check_all(text, anatomy, around, rules, options)
}

/// Checks a text that is read already.
fn check_all(
    text: &Text,
    mut anatomy: Anatomy,
    around: Surroundings<'_>,
    rules: &RuleSet,
    options: Options<'_>,
) -> Vec<DocumentReport> {
    let documents = anatomy.documents_or_whole(text);
    let exposures = exposures(text, &documents, around, options.selection);
    let check_one = |(index, document): (usize, Document)| {
        let exposures = exposures.get(index).map_or(&[][..], Vec::as_slice);
        check(&document, Beside { exposures, ..Beside::default() }, text, rules, options)
    };
    documents.into_iter().enumerate().map(check_one).collect()
}

/// What is exposed in each of a text's documents; nothing where no rule asks.
fn exposures(
    text: &Text,
    documents: &[Document],
    around: Surroundings<'_>,
    selection: &Selection,
) -> Vec<Vec<Exposure>> {
    let asked = documents.iter().any(|document| selection.looks_at(Kind::Exposure, document.kind));
    if asked { exposure::find(text, documents, around) } else { Vec::new() }
}

/// A release, compared with its original and checked.
#[derive(Clone, Debug)]
pub struct ComparisonReport {
    /// What was found in the release, one document after the other.
    pub documents: Vec<DocumentReport>,
    /// What the comparison counted.
    pub totals: Totals,
}

/// Checks a release against its original. All findings are about the release; of the original nothing
/// but counts is kept. `around` is what is known of the file of the release.
pub fn lint_comparison(
    original: &Text,
    released: &Text,
    around: Surroundings<'_>,
    rules: &RuleSet,
    options: Options<'_>,
) -> ComparisonReport {
    let told = options.circumstances;
    let mut anatomy = document::split_as(released, rules.register(), told.reading, told.date);
    let documents = anatomy.documents_or_whole(released);
    let exposures = exposures(released, &documents, around, options.selection);
    let comparisons = compare_documents(original, released, &documents);
    let mut totals = Totals::default();
    for comparison in &comparisons {
        totals.add(comparison);
    }
    let reports =
        documents.into_iter().zip(&comparisons).enumerate().map(|(index, (document, comparison))| {
            let exposures = exposures.get(index).map_or(&[][..], Vec::as_slice);
            let beside = Beside { exposures, comparison: Some(comparison), ..Beside::default() };
            check(&document, beside, released, rules, options)
        });
    ComparisonReport { documents: reports.collect(), totals }
}

/// Checks a document that is one marking ([`document::of_marking`]).
pub fn lint_marking(
    text: &Text,
    document: &Document,
    rules: &RuleSet,
    options: Options<'_>,
) -> DocumentReport {
    check(document, Beside::default(), text, rules, options)
}

/// Checks the excuses of a run, after it, by the rules that are on. `text` is the suppression file or the
/// baseline.
pub fn lint_excuses(
    text: &Text,
    excuses: Excuses<'_>,
    rules: &RuleSet,
    options: Options<'_>,
) -> DocumentReport {
    let selection = rules.about(&[Kind::Suppression, Kind::Baseline]);
    let options = Options { selection: &selection, ..options };
    check(&Document::none(text), Beside { excuses, ..Beside::default() }, text, rules, options)
}

/// Checks in what a text's documents differ from other copies of the same cables, by the rules that are selected:
/// one list of findings for each document. `compare` gives the differences of a document by its number and by what
/// it shows.
pub fn lint_disagreements(
    text: &Text,
    mut compare: impl FnMut(usize, &Showing) -> Vec<Disagreement>,
    rules: &RuleSet,
    options: Options<'_>,
) -> Vec<Vec<Finding>> {
    let selection = options.selection.about(&[Kind::Disagreement]);
    let options = Options { selection: &selection, ..options };
    let told = options.circumstances;
    let mut anatomy = document::split_as(text, rules.register(), told.reading, told.date);
    let documents = anatomy.documents_or_whole(text).into_iter().enumerate();
    let found = documents.map(|(index, document)| {
        let showing = Showing::of(&document, text, rules.register());
        let disagreements = showing.map(|showing| compare(index, &showing)).unwrap_or_default();
        let beside = Beside { disagreements: &disagreements, ..Beside::default() };
        check(&document, beside, text, rules, options).findings
    });
    found.collect()
}

/// What was found out about a document beside its anatomy.
#[derive(Clone, Copy, Default)]
struct Beside<'b> {
    exposures: &'b [Exposure],
    comparison: Option<&'b Comparison>,
    excuses: Excuses<'b>,
    disagreements: &'b [Disagreement],
}

fn check(
    document: &Document,
    beside: Beside<'_>,
    text: &Text,
    rules: &RuleSet,
    options: Options<'_>,
) -> DocumentReport {
    let facts = Facts {
        text,
        document,
        comparison: beside.comparison,
        exposures: beside.exposures,
        excuses: beside.excuses,
        disagreements: beside.disagreements,
        register: rules.register(),
        circumstances: options.circumstances,
    };
    let mut findings = Vec::new();
    let mut not_checkable = Vec::new();
    let answers = rules.answers();
    let groups = options.selection.by_kind(document.kind).iter();
    // Of an image there is nothing to say but that it was not looked at, which the summary says.
    let read = document::is_read(text, options.circumstances.reading);
    for group in groups.filter(|group| read && concerns(document, group.kind())) {
        let unchecked = group.check(rules, &facts, &answers, &mut findings).into_iter();
        not_checkable.extend(unchecked.map(|(rule, reason)| NotCheckable { rule, reason }));
    }
    findings.sort_by_key(|finding| (finding.span, finding.rule));
    name(&mut findings, text, document, rules, options.key);
    not_checkable.sort_by_key(|entry| entry.rule);
    let compared = options.selection.looks_at(Kind::Disagreement, document.kind);
    let showing = if compared { Showing::of(document, text, rules.register()) } else { None };
    let heading = Heading::of(document);
    DocumentReport { heading, findings, not_checkable, showing }
}

/// Gives findings, in their final order, their fingerprints.
fn name(findings: &mut [Finding], text: &Text, document: &Document, rules: &RuleSet, key: Option<&Key>) {
    let mut fingerprints = Fingerprints::new(text, document, key);
    for finding in findings {
        let id = rules.rules().get(finding.rule).map_or("", |rule| rule.id.as_str());
        finding.fingerprint = fingerprints.next(id, finding.span);
    }
}

/// Where there is no document, everything but what any text shows would be "not checkable", which says
/// nothing.
fn concerns(document: &Document, kind: Kind) -> bool {
    document.kind != DocumentKind::None || kind.is_of_any_text()
}
