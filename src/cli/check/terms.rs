//! The terms of a run of `check`.

use std::collections::BTreeMap;

use super::Session;
use super::checker::to_check;
use super::excuser::KnownFindings;
use crate::cli::projects::{Assigned, Choice, Projects};
use crate::cli::terms::{of_files, shown};
use crate::finding::Severity;
use crate::report::{Term, Terms};

impl Session {
    /// What the run was told. `least` is the severity from which on findings are shown.
    pub(super) fn terms(
        &self,
        choice: &Choice,
        projects: &Projects,
        files: &[Assigned],
        known: Option<&KnownFindings>,
        least: Severity,
    ) -> Terms {
        let mut run = self.input.terms();
        run.extend(self.changes.term());
        run.extend(self.project.terms(projects));
        let baseline = known.map_or("none", |known| known.name.as_str());
        run.push(Term::new("Baseline", baseline));
        run.push(shown(least));
        let groups = by_profile(files).into_iter().map(|(profile, (files, first))| {
            of_files(projects.profiles.get(profile), choice, files, first.map(str::to_owned))
        });
        Terms { run, groups: groups.collect() }
    }
}

/// How many files have each profile, and the first of them. Without files there is the profile of the run itself.
fn by_profile(files: &[Assigned]) -> BTreeMap<usize, (usize, Option<&str>)> {
    let mut by_profile = BTreeMap::new();
    for file in to_check(files) {
        let (files, _) = by_profile.entry(file.profile).or_insert((0, Some(file.source.name.as_str())));
        *files += 1;
    }
    if by_profile.is_empty() {
        by_profile.insert(0, (0, None));
    }
    by_profile
}
