//! What was found, counted: by rule, and by folder, post and year of the document. Complete whatever is shown.
//!
//! A post counts by its name where that is a station known to the register; what else stands in that place
//! is one group, since a misprint is no post and a hostile file could hold any number of them.

use std::collections::BTreeMap;

use super::charts;
use crate::document::DocumentKind;
use crate::finding::{Heading, Severity};
use crate::report::FileReport;
use crate::report::summary::Severities;

/// The groups of what has no name of its own. No post and no year is called so.
pub(super) const NO_POST: &str = "(no post read)";
pub(super) const UNKNOWN_POST: &str = "(not a known post)";
pub(super) const NO_DATE: &str = "(no date read)";

/// So many folders are told apart; where there are more, the deepest count with those above them.
const FOLDERS: usize = 60;

/// What was found in the documents of a group.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub(super) documents: usize,
    /// Those of them in which something was found.
    pub(super) flagged: usize,
    pub(super) findings: Severities,
}

/// Everything that is counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) rules: BTreeMap<String, Severities>,
    pub(super) posts: BTreeMap<String, Group>,
    pub(super) years: BTreeMap<String, Group>,
    folders: BTreeMap<String, Group>,
    /// Documents by the worst that was found in them.
    pub(super) worst: Severities,
    pub(super) documents: usize,
    /// Findings in texts in which no document was recognised.
    pub(super) outside: usize,
}

/// The folders of a run, no more of them than can be told apart at a glance.
#[derive(Debug)]
pub(super) struct Folders {
    /// How many names of a path tell folders apart.
    depth: usize,
    pub(super) groups: BTreeMap<String, Group>,
}

impl Tally {
    pub(super) fn add(&mut self, file: &FileReport<'_>) {
        for report in &file.documents {
            let mut group = Group::default();
            let mut worst = None;
            for finding in report.findings.iter().filter(|finding| finding.excuse.is_none()) {
                let Some(rule) = file.rules.rules().get(finding.rule) else { continue };
                group.findings.count(finding.severity);
                worst = worst.max(Some(finding.severity));
                self.rules.entry(rule.id.clone()).or_default().count(finding.severity);
            }
            self.add_document(&file.path, &report.heading, group, worst);
        }
    }

    fn add_document(&mut self, path: &str, heading: &Heading, mut group: Group, worst: Option<Severity>) {
        // A text without a document is none, but what was found in it was found.
        if heading.kind == DocumentKind::None {
            self.outside += charts::total(group.findings);
        } else {
            group.documents = 1;
            group.flagged = usize::from(worst.is_some());
            self.documents += 1;
            if let Some(worst) = worst {
                self.worst.count(worst);
            }
        }
        if group.documents > 0 || worst.is_some() {
            self.posts.entry(post(heading).to_owned()).or_default().take_in(group);
            self.years.entry(year(heading)).or_default().take_in(group);
            self.folders.entry(folder(path).to_owned()).or_default().take_in(group);
        }
    }

    /// The folders, as deep as there are few enough of them.
    pub(super) fn folders(&self) -> Folders {
        let deepest = self.folders.keys().map(|folder| folder.split('/').count()).max().unwrap_or(1);
        let distinct = |depth: usize| {
            let names: std::collections::BTreeSet<&str> =
                self.folders.keys().map(|folder| shortened(folder, depth)).collect();
            names.len()
        };
        let depth = (1..=deepest).rev().find(|&depth| distinct(depth) <= FOLDERS).unwrap_or(1);
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for (folder, group) in &self.folders {
            groups.entry(shortened(folder, depth).to_owned()).or_default().take_in(*group);
        }
        Folders { depth, groups }
    }
}

impl Folders {
    /// The group of the file of this name.
    pub(super) fn of<'a>(&self, path: &'a str) -> &'a str {
        shortened(folder(path), self.depth)
    }
}

impl Group {
    const fn take_in(&mut self, other: Self) {
        self.documents += other.documents;
        self.flagged += other.flagged;
        self.findings.error += other.findings.error;
        self.findings.warning += other.findings.warning;
        self.findings.note += other.findings.note;
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

/// The folder in which a file stands.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// A folder, or the one above it of so many names.
fn shortened(folder: &str, depth: usize) -> &str {
    let end = folder.match_indices('/').nth(depth.saturating_sub(1)).map(|(end, _)| end);
    end.and_then(|end| folder.get(..end)).unwrap_or(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_apart_as_deep_as_there_are_few() {
        let mut tally = Tally::default();
        let one = Group { documents: 1, ..Group::default() };
        for year in 0..20 {
            for month in 0..12 {
                tally.folders.insert(format!("c/{year}/{month}"), one);
            }
        }
        let folders = tally.folders();
        assert_eq!(folders.groups.len(), 20);
        assert_eq!(folders.groups.get("c/7").map(|group| group.documents), Some(12));
        assert_eq!(folders.of("c/7/11/a/b.txt"), "c/7");
        assert_eq!(folders.of("c/a.txt"), "c");
        assert_eq!(folders.of("a.txt"), ".");
    }
}
