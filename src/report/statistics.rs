//! What was found, counted: by rule, and by folder, post and year of the document. Complete whatever is shown,
//! and without what is excused.
//!
//! A post counts by its name where that is a station known to the register; what else stands in that place
//! is one group, since a misprint is no post and a hostile file could hold any number of them.

mod folders;
mod tables;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

pub use folders::Folders;
pub(super) use tables::{COLUMNS, Table, tables};

use super::FileReport;
use super::summary::Severities;
use crate::document::DocumentKind;
use crate::finding::{Heading, Severity};

/// The groups of what has no name of its own. No post and no year is called so.
pub(super) const NO_POST: &str = "(no post read)";
pub(super) const UNKNOWN_POST: &str = "(not a known post)";
pub(super) const NO_DATE: &str = "(no date read)";

/// What was found in the documents of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its documents.
    pub documents: usize,
    /// Those of them in which something was found.
    pub flagged: usize,
    /// What was found.
    pub findings: Severities,
}

/// What a rule found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OfRule {
    /// Documents in which it found something.
    pub documents: usize,
    /// What it found.
    pub findings: Severities,
}

/// Everything that is counted.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Statistics {
    /// Documents that were checked.
    pub documents: usize,
    /// Documents by the worst that was found in them.
    pub worst: Severities,
    /// All findings.
    pub findings: Severities,
    /// Those of them in texts in which no document was recognised.
    pub outside: Severities,
    /// By rule.
    pub rules: BTreeMap<String, OfRule>,
    /// By folder.
    pub folders: Folders,
    /// By post.
    pub posts: BTreeMap<String, Group>,
    /// By year.
    pub years: BTreeMap<String, Group>,
}

impl Statistics {
    /// Counts what was found in a file.
    pub fn add(&mut self, file: &FileReport<'_>) {
        for report in &file.documents {
            let mut found: BTreeMap<usize, Severities> = BTreeMap::new();
            for finding in report.findings.iter().filter(|finding| finding.excuse.is_none()) {
                found.entry(finding.rule).or_default().count(finding.severity);
            }
            let mut findings = Severities::default();
            for (rule, here) in found {
                let Some(rule) = file.rules.rules().get(rule) else { continue };
                let of_rule = self.rules.entry(rule.id.clone()).or_default();
                of_rule.documents += usize::from(report.heading.kind != DocumentKind::None);
                of_rule.findings.take_in(here);
                findings.take_in(here);
            }
            self.add_document(&file.path, &report.heading, findings);
        }
    }

    fn add_document(&mut self, path: &str, heading: &Heading, findings: Severities) {
        let mut group = Group { findings, ..Group::default() };
        let worst = findings.worst();
        self.findings.take_in(findings);
        // A text without a document is none, but what was found in it was found.
        if heading.kind == DocumentKind::None {
            self.outside.take_in(findings);
        } else {
            group.documents = 1;
            group.flagged = usize::from(worst.is_some());
            self.documents += 1;
            if let Some(worst) = worst {
                self.worst.count(worst);
            }
        }
        if group.documents > 0 || worst.is_some() {
            *self.posts.entry(post(heading).to_owned()).or_default() += group;
            *self.years.entry(year(heading)).or_default() += group;
            self.folders.add(path, group);
        }
    }
}

impl AddAssign for Group {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.flagged += other.flagged;
        self.findings.take_in(other.findings);
    }
}

impl Severities {
    const fn take_in(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.note += other.note;
    }

    /// The worst that there is any of.
    const fn worst(self) -> Option<Severity> {
        match self {
            Self { error: 1.., .. } => Some(Severity::Error),
            Self { warning: 1.., .. } => Some(Severity::Warning),
            Self { note: 1.., .. } => Some(Severity::Note),
            _ => None,
        }
    }

    /// All of them.
    pub(super) const fn total(self) -> usize {
        self.error + self.warning + self.note
    }

    /// What is worse sorts higher.
    pub(super) const fn weight(self) -> (usize, usize, usize) {
        (self.error, self.warning, self.note)
    }
}

/// The post that the document comes from.
pub(super) fn post(heading: &Heading) -> &str {
    match &heading.post {
        Some(post) if post.known => &post.name,
        Some(_) => UNKNOWN_POST,
        None => NO_POST,
    }
}

/// The year of the document's own date.
pub(super) fn year(heading: &Heading) -> String {
    heading.year.map_or_else(|| NO_DATE.to_owned(), |year| year.to_string())
}
