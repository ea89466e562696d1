//! The summary: what a run looked at, found, and could not do. Filled file by file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::FileReport;
use super::statistics::{Folders, Statistics};
use super::terms::Terms;
use crate::compare::Totals;
use crate::document::DocumentKind;
use crate::finding::{Reason, Severity};

/// What a run looked at, found, and could not do.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Documents by kind.
    pub documents: Documents,
    /// Findings by severity, shown or not.
    pub findings: Severities,
    /// Findings by rule, shown or not.
    pub rules: BTreeMap<String, usize>,
    /// Findings below the severity that is shown.
    pub not_shown: usize,
    /// Findings that do not count, by what excuses them; they are in no other number.
    pub excused: BTreeMap<&'static str, usize>,
    /// Findings that were dropped, since the lines they stand on have not changed (only where that is asked).
    #[serde(skip_serializing_if = "is_zero")]
    pub on_unchanged_lines: usize,
    /// The highest level that a marking in the files shows.
    pub highest_marking: Option<String>,
    /// Files in which no document was recognised.
    pub without_document: usize,
    /// Their names, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_document_paths: Option<Vec<String>>,
    /// How many they are in each folder.
    #[serde(skip)]
    pub without_document_folders: Folders<usize>,
    /// Files that hold no text, by what they are: what they show was not looked at. They are among `files`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub without_text: BTreeMap<&'static str, usize>,
    /// Archives that were opened, and the files that were found in them.
    #[serde(skip_serializing_if = "Archives::are_none")]
    pub archives: Archives,
    /// Files left out by reason; they are not among `files`.
    pub skipped: BTreeMap<String, usize>,
    /// Why nothing can be said, if so: whoever runs the checks knows, and a report must never be less
    /// than its exit code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incomplete: Option<String>,
    /// What was not looked for at all, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_looked_for: Vec<String>,
    /// Paths that should have been read and could not.
    pub unreadable: Vec<Unreadable>,
    /// Rules that could not be checked.
    pub not_checkable: Vec<NotCheckableCount>,
    /// What was found, by rule, folder, post and year (only where that is asked).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statistics: Option<Statistics>,
    /// What was hidden and what differs (only in `compare`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Totals>,
    /// What the run was told (only where a page for people wants it).
    #[serde(skip)]
    pub terms: Option<Terms>,
    /// Places in `not_checkable`, by rule and reason. Not by the number of the rule, which files with other rule sets give to
    /// another.
    #[serde(skip)]
    not_checkable_places: BTreeMap<String, BTreeMap<Reason, usize>>,
}

/// Documents by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Documents {
    /// Telegrams.
    pub cable: usize,
    /// Anything else with marks.
    pub memo: usize,
}

/// Archives and what was found in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Archives {
    /// Archives that were opened.
    pub opened: usize,
    /// Files in them, read or not.
    pub files: usize,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Severities {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
}

/// A path that should have been read and could not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// Its name, as it is to be printed.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// How often a rule could not be checked for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotCheckableCount {
    /// The rule.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// In how many documents.
    pub documents: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands it over so
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Severities {
    /// How many findings are at or above a severity.
    pub const fn at_least(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.error + self.warning,
            Severity::Note => self.error + self.warning + self.note,
        }
    }

    pub(super) const fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Note => self.note += 1,
        }
    }
}

impl Archives {
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde hands it over so
    const fn are_none(&self) -> bool {
        self.opened == 0
    }
}

impl Documents {
    /// All of them.
    pub const fn total(self) -> usize {
        self.cable + self.memo
    }
}

impl Summary {
    /// A summary that names the files without a document.
    pub fn listing_files() -> Self {
        Self { without_document_paths: Some(Vec::new()), ..Self::default() }
    }

    /// Counts a file that was checked. Findings below `least` are not shown.
    pub fn add(&mut self, file: &FileReport<'_>, least: Severity) {
        self.files += 1;
        let before = self.documents.total();
        for report in &file.documents {
            match report.heading.kind {
                DocumentKind::Cable => self.documents.cable += 1,
                DocumentKind::Memo => self.documents.memo += 1,
                DocumentKind::None => {}
            }
        }
        if self.documents.total() == before {
            self.without_document += 1;
            self.without_document_folders.add(&file.path, 1);
            self.without_document_paths
                .iter_mut()
                .for_each(|paths| paths.push(file.path.clone().into_owned()));
        }
        if let Some(sort) = file.text.without_text() {
            *self.without_text.entry(sort.name()).or_default() += 1;
        }
        self.add_findings(file, least);
        self.add_marking(file);
        self.add_not_checkable(file);
    }

    /// Counts findings that are in no file that was checked: those on suppressions and baselines.
    pub fn add_findings(&mut self, file: &FileReport<'_>, least: Severity) {
        self.statistics.iter_mut().for_each(|statistics| statistics.add(file));
        for found in file.findings() {
            if let Some(excuse) = &found.finding.excuse {
                *self.excused.entry(excuse.name()).or_default() += 1;
                continue;
            }
            self.findings.count(found.finding.severity);
            *self.rules.entry(found.rule.id.clone()).or_default() += 1;
            self.not_shown += usize::from(found.finding.severity < least);
        }
    }

    fn add_marking(&mut self, file: &FileReport<'_>) {
        let register = file.rules.register();
        let (seen, here) = (self.highest_marking.as_deref(), file.highest_marking());
        if here.is_none() || here == seen {
            return;
        }
        let level = |name: Option<&str>| name.and_then(|name| register.level_named(name));
        if register.highest(level(seen).into_iter().chain(level(here))) != level(seen) {
            self.highest_marking = here.map(str::to_owned);
        }
    }

    /// Counts a file that was left out.
    pub fn skip(&mut self, reason: &str) {
        *self.skipped.entry(reason.to_owned()).or_default() += 1;
    }

    fn add_not_checkable(&mut self, file: &FileReport<'_>) {
        // A file without a document has no parts at all: that nothing was checkable says nothing.
        let documents = file.documents.iter().filter(|report| report.heading.kind != DocumentKind::None);
        for not_checkable in documents.flat_map(|report| &report.not_checkable) {
            let Some(rule) = file.rules.rules().get(not_checkable.rule) else { continue };
            let reason = not_checkable.reason;
            let known = self.not_checkable_places.get(&rule.id).and_then(|reasons| reasons.get(&reason));
            match known.and_then(|&place| self.not_checkable.get_mut(place)) {
                Some(count) => count.documents += 1,
                None => self.begin_not_checkable(&rule.id, reason),
            }
        }
    }

    fn begin_not_checkable(&mut self, rule: &str, reason: Reason) {
        let reasons = self.not_checkable_places.entry(rule.to_owned()).or_default();
        reasons.insert(reason, self.not_checkable.len());
        let (rule, reason) = (rule.to_owned(), reason.to_string());
        self.not_checkable.push(NotCheckableCount { rule, reason, documents: 1 });
    }

    /// Puts what has no order of its own in order.
    pub fn sort(&mut self) {
        self.not_checkable_places.clear();
        self.not_checkable
            .sort_by(|left, right| (&left.rule, &left.reason).cmp(&(&right.rule, &right.reason)));
        self.unreadable.sort_by(|left, right| left.path.cmp(&right.path));
    }
}
