//! A run: file after file is checked and excused, and everything is counted.

use std::cell::OnceCell;
use std::path::PathBuf;

use super::changes::drop_unchanged;
use super::{After, Excuser, is_in};
use crate::cli::console::complain;
use crate::cli::projects::{Assigned, Profile, Profiles};
use crate::excuse::Excuses;
use crate::exposure::{Surroundings, Survey};
use crate::finding::Severity;
use crate::fingerprint::Key;
use crate::lint;
use crate::report::{FileReport, Summary};
use crate::text::Text;

/// Files that are read twice more to compare them; an audit of more would be three times as long.
const SURVEYED: usize = 2_000;

/// What a run carries from file to file.
pub(super) struct Run<'a> {
    profiles: &'a Profiles,
    excuser: Excuser,
    key: Option<&'a Key>,
    /// Findings below this are counted, not shown.
    least: Severity,
    /// Larger files are not read.
    max_size: u64,
    /// What the files of the run hide and show; made when the first redaction asks for it.
    survey: OnceCell<Survey>,
    /// Findings on other lines are dropped.
    pub(super) only_changed_lines: bool,
    pub(super) summary: Summary,
    /// Findings at or above what their files fail on.
    pub(super) failing: usize,
}

impl<'a> Run<'a> {
    pub(super) const fn new(
        profiles: &'a Profiles,
        excuser: Excuser,
        key: Option<&'a Key>,
        least: Severity,
        max_size: u64,
        summary: Summary,
    ) -> Self {
        let survey = OnceCell::new();
        Self {
            profiles,
            excuser,
            key,
            least,
            max_size,
            survey,
            only_changed_lines: false,
            summary,
            failing: 0,
        }
    }

    /// Checks one of the files of the run.
    pub(super) fn check(&mut self, file: &Assigned, all: &[Assigned], bytes: Vec<u8>) -> FileReport<'a> {
        let profile = self.profiles.get(file.profile);
        let text = Text::decode(bytes);
        let path = file.source.name.clone();
        let survey = || self.survey.get_or_init(|| survey(all, self.max_size));
        let survey: Option<&dyn Fn() -> _> = if all.len() < 2 { None } else { Some(&survey) };
        let around = Surroundings { file: Some(&path), survey };
        let documents = lint::lint_among(&text, around, &profile.rules, profile.options(self.key));
        let mut report = FileReport { path, rules: &profile.rules, text, documents };
        self.excuser.excuse(&mut report, file, profile);
        if let Some(changed) = file.source.changed.as_ref().filter(|_| self.only_changed_lines) {
            self.summary.on_unchanged_lines += drop_unchanged(&mut report, changed);
        }
        self.summary.add(&report, self.least);
        self.failing += failing(&report, profile);
        report
    }

    /// Checks the excuses themselves, after the last file. `covered` are the folders of which everything
    /// was checked.
    pub(super) fn excuses(&mut self, covered: &[PathBuf]) -> Vec<FileReport<'a>> {
        self.excuser.close(self.profiles, covered);
        let mut reports = Vec::new();
        for ignore in &self.excuser.ignores {
            let profile = self.profiles.get(ignore.profile.unwrap_or_default());
            let judged = ignore.file.judged(self.excuser.today);
            let excuses = Excuses { suppressions: &judged, baseline: None };
            reports.push(self.report(ignore.file.name(), ignore.file.text(), excuses, profile));
        }
        if let Some(known) = &self.excuser.known {
            let profile = self.profiles.get(0);
            let all = is_in(&known.folder, covered);
            let used = known.baseline.used(&known.text, all, &|rule| profile.runs(rule));
            let excuses = Excuses { suppressions: &[], baseline: Some(&used) };
            reports.push(self.report(&known.name, &known.text, excuses, profile));
        }
        for report in &reports {
            self.summary.add_findings(report, self.least);
        }
        self.failing += reports.iter().map(|report| failing(report, self.profiles.get(0))).sum::<usize>();
        reports
    }

    fn report(&self, name: &str, text: &Text, excuses: Excuses<'_>, profile: &'a Profile) -> FileReport<'a> {
        let document = lint::lint_excuses(text, excuses, &profile.rules, profile.options(self.key));
        FileReport {
            path: name.to_owned(),
            rules: &profile.rules,
            text: text.clone(),
            documents: vec![document],
        }
    }

    /// What is left of the baselines.
    pub(super) fn into_baselines(self) -> After {
        let known = self.excuser.known.map(|known| known.baseline);
        After { known, written: self.excuser.written.map(|written| written.baseline) }
    }
}

/// What the files of a run hide and show; one file is held at a time.
fn survey(files: &[Assigned], max_size: u64) -> Survey {
    let mut survey = Survey::default();
    if files.len() > SURVEYED {
        complain(format!(
            "more than {SURVEYED} files: what one of them masks is not looked for in the others"
        ));
        return survey;
    }
    let sources = || files.iter().filter(|file| file.left_out.is_none()).map(|file| &file.source);
    let texts =
        || sources().filter_map(|source| Some((&source.name, Text::decode(source.read_beside(max_size)?))));
    texts().for_each(|(_, text)| survey.want(&text));
    texts().for_each(|(name, text)| survey.look(name, &text));
    survey
}

/// How many findings of a file fail the run.
fn failing(report: &FileReport<'_>, profile: &Profile) -> usize {
    let findings = report.documents.iter().flat_map(|document| &document.findings);
    let counting = findings.filter(|finding| finding.excuse.is_none());
    profile.fail_on.map_or(0, |least| counting.filter(|finding| finding.severity >= least).count())
}
