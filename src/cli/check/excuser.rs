//! Excusing findings: suppressions first, then the baseline, file by file.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::is_in;
use crate::cli::place;
use crate::cli::projects::{Assigned, Ignore, Profile, Profiles};
use crate::excuse::baseline::Known;
use crate::excuse::suppression::Place;
use crate::excuse::{Baseline, Excuse};
use crate::finding::{DocumentReport, Finding, NotCheckable};
use crate::report::FileReport;
use crate::rule::RuleSet;
use crate::text::Text;

/// A baseline that was read.
#[derive(Debug)]
pub(super) struct KnownFindings {
    /// Its name, as it is printed.
    pub(super) name: String,
    /// The folder that its paths begin in.
    pub(super) folder: PathBuf,
    pub(super) text: Text,
    pub(super) baseline: Baseline,
}

/// A baseline that is to be written.
#[derive(Debug)]
pub(super) struct NewFindings {
    pub(super) folder: PathBuf,
    pub(super) baseline: Baseline,
}

/// What excuses findings.
#[derive(Debug)]
pub(super) struct Excuser {
    pub(super) ignores: Vec<Ignore>,
    pub(super) known: Option<KnownFindings>,
    pub(super) written: Option<NewFindings>,
    pub(super) today: Date,
}

impl Excuser {
    pub(super) const fn new(
        ignores: Vec<Ignore>,
        known: Option<KnownFindings>,
        written: Option<NewFindings>,
        today: Date,
    ) -> Self {
        Self { ignores, known, written, today }
    }

    /// Excuses what it can of a file.
    pub(super) fn excuse(&mut self, report: &mut FileReport<'_>, file: &Assigned, profile: &Profile) {
        if file.ignore.is_some() {
            self.suppress(report, file.ignore, &file.path(), profile);
        }
        if let Some(known) = &mut self.known {
            let path = place::below(&file.path(), &known.folder);
            let (rules, documents) = (report.rules, &report.documents);
            let ran =
                |rule: &str| documents.iter().all(|document| was_checked(document, rule, rules, profile));
            known.baseline.checked(&path, &known_of(report, all(report), &path), &ran);
            let verdicts = known.baseline.knows(&known_of(report, counting(report), &path));
            excuse_known(report, &verdicts);
        }
        if let Some(written) = &mut self.written {
            let path = place::below(&file.path(), &written.folder);
            let findings = known_of(report, counting(report), &path);
            for finding in &findings {
                written.baseline.add(*finding);
            }
            let all = vec![true; findings.len()];
            excuse_known(report, &all);
        }
    }

    /// Excuses what it can of a record of a stream, which has one suppression file at most. What is found
    /// again of the baseline is not kept: nobody judges it after a stream, and it would grow with its length.
    pub(super) fn excuse_record(&mut self, report: &mut FileReport<'_>, path: &Path, profile: &Profile) {
        self.suppress(report, Some(0), path, profile);
        if let Some(known) = &self.known {
            let path = place::below(path, &known.folder);
            let verdicts = known.baseline.knows(&known_of(report, counting(report), &path));
            excuse_known(report, &verdicts);
        }
    }

    fn suppress(
        &mut self,
        report: &mut FileReport<'_>,
        ignore: Option<usize>,
        path: &Path,
        profile: &Profile,
    ) {
        if let Some(ignore) = ignore.and_then(|index| self.ignores.get_mut(index)) {
            suppress(ignore, report, path, profile, self.today);
        }
    }

    /// Notes, after the last file, of which folders everything was checked, and which files were left out.
    pub(super) fn close(&mut self, profiles: &Profiles, files: &[Assigned], covered: &[PathBuf]) {
        for left_out in files.iter().filter(|file| file.left_out.is_some()) {
            if let Some(ignore) = left_out.ignore.and_then(|index| self.ignores.get_mut(index)) {
                let path = place::below(&left_out.path(), &ignore.folder);
                ignore.file.checked(Place { path: &path, mrn: None }, &|_| false);
            }
        }
        for Ignore { folder, file, profiles: numbers, .. } in &mut self.ignores {
            let ran = |rule: &str| numbers.iter().any(|&number| profiles.get(number).runs(rule));
            file.close(&|base| is_in(&place::absolute(&folder.join(base)), covered), &ran);
        }
        if let Some(known) = &mut self.known {
            for file in files.iter().filter(|file| file.left_out.is_some()) {
                known.baseline.checked(&place::below(&file.path(), &known.folder), &[], &|_| false);
            }
            let is_covered = is_in(&known.folder, covered);
            known.baseline.close(&|rule| is_covered && profiles.own().runs(rule));
        }
    }
}

/// A document was checked by the rule of this id: it ran, and could be checked there.
fn was_checked(document: &DocumentReport, id: &str, rules: &RuleSet, profile: &Profile) -> bool {
    let is_it = |one: &NotCheckable| rules.rules().get(one.rule).is_some_and(|rule| rule.id == id);
    profile.runs(id) && !document.not_checkable.iter().any(is_it)
}

fn suppress(ignore: &mut Ignore, report: &mut FileReport<'_>, path: &Path, profile: &Profile, today: Date) {
    let path = place::below(path, &ignore.folder);
    let rules = report.rules.rules();
    for document in &mut report.documents {
        let mrn = document.heading.mrn();
        let place = Place { path: &path, mrn: mrn.as_deref() };
        ignore.file.checked(place, &|rule| was_checked(document, rule, report.rules, profile));
        for finding in &mut document.findings {
            let id = rules.get(finding.rule).map_or("", |rule| rule.id.as_str());
            finding.excuse = ignore.file.excuse(id, &finding.fingerprint, place, today);
        }
    }
}

/// The findings of a file, in order.
fn all<'r>(report: &'r FileReport<'_>) -> impl Iterator<Item = &'r Finding> {
    report.documents.iter().flat_map(|document| &document.findings)
}

/// Those of them that count.
fn counting<'r>(report: &'r FileReport<'_>) -> impl Iterator<Item = &'r Finding> {
    all(report).filter(|finding| finding.excuse.is_none())
}

/// Findings of a file as a baseline knows them.
fn known_of<'r>(
    report: &'r FileReport<'_>,
    findings: impl Iterator<Item = &'r Finding>,
    path: &'r str,
) -> Vec<Known<'r>> {
    let known = findings.filter_map(|finding| {
        let rule = &report.rules.rules().get(finding.rule)?.id;
        Some(Known { path, rule, fingerprint: &finding.fingerprint })
    });
    known.collect()
}

/// Excuses those of the findings that count for which a verdict says so.
fn excuse_known(report: &mut FileReport<'_>, verdicts: &[bool]) {
    let findings = report.documents.iter_mut().flat_map(|document| &mut document.findings);
    let counting = findings.filter(|finding| finding.excuse.is_none());
    for (finding, _) in counting.zip(verdicts).filter(|(_, known)| **known) {
        finding.excuse = Some(Excuse::Known);
    }
}

/// The folder of a file, from the root.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    let path = place::absolute(path);
    path.parent().unwrap_or(&path).to_owned()
}
