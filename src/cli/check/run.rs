//! A run: what was checked is excused, file after file, and everything is counted.

use std::path::PathBuf;

use super::changes::drop_unchanged;
use super::{After, Excuser};
use crate::agreement::{Copies, Disagreement, Showing};
use crate::cli::projects::{Assigned, Profile, Profiles};
use crate::excuse::Excuses;
use crate::finding::{DocumentReport, Severity};
use crate::fingerprint::Key;
use crate::lint;
use crate::report::{FileReport, Summary};
use crate::text::Text;

/// What a run carries from file to file.
pub(super) struct Run<'a> {
    profiles: &'a Profiles,
    /// All files, in the order in which they come.
    files: &'a [Assigned],
    /// How many of them have come.
    come: usize,
    copies: Copies,
    excuser: Excuser,
    key: Option<&'a Key>,
    /// Findings below this are counted, not shown.
    least: Severity,
    /// Findings on other lines are dropped.
    pub(super) only_changed_lines: bool,
    pub(super) summary: Summary,
    /// Findings at or above what their files fail on.
    pub(super) failing: usize,
    /// Files that were not checked again.
    pub(super) spared: usize,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        profiles: &'a Profiles,
        files: &'a [Assigned],
        excuser: Excuser,
        key: Option<&'a Key>,
        least: Severity,
        summary: Summary,
    ) -> Self {
        Self {
            profiles,
            files,
            come: 0,
            copies: Copies::of(files.len()),
            excuser,
            key,
            least,
            only_changed_lines: false,
            summary,
            failing: 0,
            spared: 0,
        }
    }

    /// Takes in a file that was checked: excuses what it can, and counts the rest.
    pub(super) fn take(&mut self, file: &Assigned, report: &mut FileReport<'_>) {
        let profile = self.profiles.get(file.profile);
        self.compare(file, report, profile);
        self.excuser.excuse(report, file, profile);
        if let Some(changed) = file.source.changed.as_ref().filter(|_| self.only_changed_lines) {
            self.summary.on_unchanged_lines += drop_unchanged(report, changed);
        }
        self.summary.add(report, self.least);
        self.failing += failing(report, profile);
    }

    /// Compares the cables of a file with the copies that came before.
    fn compare(&mut self, file: &Assigned, report: &mut FileReport<'_>, profile: &Profile) {
        while self.files.get(self.come).is_some_and(|next| !std::ptr::eq(next, file)) {
            self.come += 1;
        }
        let (files, copies) = (self.files, &mut self.copies);
        let number = u32::try_from(self.come).unwrap_or(u32::MAX);
        let at = |number: u32| files.get(usize::try_from(number).unwrap_or(usize::MAX));
        let name = |number| at(number).map(|file| file.source.name.clone()).unwrap_or_default();
        let mut add = |showing: &Showing| copies.add(showing, number, name);
        let add_document = |one: &DocumentReport| one.showing.as_ref().map(&mut add).unwrap_or_default();
        let known: Vec<_> = report.documents.iter().map(add_document).collect();
        if known.iter().all(Vec::is_empty) {
            return;
        }
        // A cache keeps no places of what a document shows, so they are read again where they are wanted. To add
        // the same once more tells the same, and what later documents of the file have to do with it.
        let placed = |document: usize, showing: &Showing| {
            let known: &[Disagreement] = known.get(document).map_or(&[], Vec::as_slice);
            let is_known = |one: &Disagreement| known.iter().any(|known| known.matter == one.matter);
            add(showing).into_iter().filter(is_known).collect()
        };
        let found = lint::lint_disagreements(&report.text, placed, &profile.rules, profile.options(self.key));
        for (document, found) in report.documents.iter_mut().zip(found) {
            document.findings.extend(found);
            document.findings.sort_by_key(|finding| (finding.span, finding.rule));
        }
    }

    /// Checks the excuses themselves, after the last file. `covered` are the folders of which everything
    /// was checked.
    pub(super) fn excuses(&mut self, covered: &[PathBuf]) -> Vec<FileReport<'a>> {
        self.excuser.close(self.profiles, self.files, covered);
        let mut judged: Vec<(FileReport<'a>, &Profile)> = Vec::new();
        for ignore in &self.excuser.ignores {
            let profile = self.profiles.get(ignore.profile);
            let entries = ignore.file.judged(self.excuser.today);
            let excuses = Excuses { suppressions: &entries, baseline: None };
            judged.push((self.report(ignore.file.name(), ignore.file.text(), excuses, profile), profile));
        }
        if let Some(known) = &self.excuser.known {
            let profile = self.profiles.own();
            let used = known.baseline.used(&known.text);
            let excuses = Excuses { suppressions: &[], baseline: Some(&used) };
            judged.push((self.report(&known.name, &known.text, excuses, profile), profile));
        }
        for (report, profile) in &judged {
            self.summary.add_findings(report, self.least);
            self.failing += failing(report, profile);
        }
        judged.into_iter().map(|(report, _)| report).collect()
    }

    /// What is wrong with a suppression file or baseline, by what applies to it.
    fn report(&self, name: &str, text: &Text, excuses: Excuses<'_>, profile: &'a Profile) -> FileReport<'a> {
        let document = lint::lint_excuses(text, excuses, &profile.rules, profile.options(self.key));
        FileReport {
            path: name.to_owned().into(),
            rules: &profile.rules,
            text: text.clone().into(),
            documents: vec![document],
        }
    }

    /// What is left of the baselines.
    pub(super) fn into_baselines(self) -> After {
        let known = self.excuser.known.map(|known| known.baseline);
        After { known, written: self.excuser.written.map(|written| written.baseline) }
    }
}

/// How many findings of a file fail the run.
pub(super) fn failing(report: &FileReport<'_>, profile: &Profile) -> usize {
    let findings = report.documents.iter().flat_map(|document| &document.findings);
    let counting = findings.filter(|finding| finding.excuse.is_none());
    profile.fail_on.map_or(0, |least| counting.filter(|finding| finding.severity >= least).count())
}
