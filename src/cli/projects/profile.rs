//! A profile: the rules, and how they are applied, for all files with the same settings.

use std::collections::BTreeSet;

use super::Assigned;
use crate::cli::console;
use crate::cli::exit::Failure;
use crate::cli::rule_sets;
use crate::config::{Origin, Said, Settings};
use crate::document::Reading;
use crate::fact::Circumstances;
use crate::finding::Severity;
use crate::fingerprint::Key;
use crate::lint;
use crate::register::{Level, Register};
use crate::rule::{Rule, RuleSet, Selection};

/// What the command line says of the rules; it wins over every configuration.
#[derive(Debug, Default)]
pub(in crate::cli) struct Choice {
    /// The packs where none is named.
    pub(in crate::cli) default: &'static [&'static str],
    /// A pack that is loaded with whatever is named.
    pub(in crate::cli) always: Option<&'static str>,
    pub(in crate::cli) settings: Settings,
    /// Only these rules.
    pub(in crate::cli) select: Vec<String>,
    /// Not these.
    pub(in crate::cli) ignore: Vec<String>,
}

impl Choice {
    /// What is said here, on top of what a configuration says.
    pub(in crate::cli) fn over(&self, below: Settings) -> Settings {
        self.settings.clone().over(below)
    }
}

/// What applies to some files.
#[derive(Debug)]
pub(in crate::cli) struct Profile {
    pub(in crate::cli) rules: RuleSet,
    /// What the rules and the rest of it follow from.
    pub(in crate::cli) settings: Settings,
    selection: Selection,
    circumstances: Circumstances,
    /// The severity from which on findings fail a run; `None` is never.
    pub(in crate::cli) fail_on: Option<Severity>,
    /// The ids of the rules that run, and are told what they ask of the caller.
    runs: BTreeSet<String>,
    idle: bool,
}

impl Profile {
    /// Loads what the settings name, which are those of the command line too. What is wrong goes to `pages`, rendered; the
    /// rules are there all the same where they could be read, for whoever tells what else is wrong.
    pub(in crate::cli) fn load(
        settings: &Settings,
        choice: &Choice,
        pages: &mut Vec<String>,
    ) -> Option<Self> {
        let mut tell = |failure: Failure| match failure {
            Failure::Defects(defects) => pages.extend(defects),
            other => pages.push(console::line(other)),
        };
        let names = settings.rules.as_ref().map(|said| said.value.clone()).unwrap_or_default();
        let loaded = rule_sets::load_with(&names, choice.default, choice.always);
        let mut rules = loaded.map_err(&mut tell).ok()?;
        for (id, severity) in &settings.severity {
            rules.set_severity(id, severity.value);
        }
        let selection = rule_sets::select(&rules, &choice.select, &choice.ignore).map_err(&mut tell).ok();
        for id in &choice.ignore {
            rules.set_severity(id, None);
        }
        let ceiling = settings.ceiling.as_ref().map(|said| ceiling(rules.register(), said));
        let circumstances = Circumstances {
            date: settings.date.as_ref().map(|said| said.value),
            ceiling: ceiling.and_then(|ceiling| ceiling.map_err(&mut tell).ok().flatten()),
            reading: settings.reading.as_ref().map_or(Reading::Told, |said| said.value),
        };
        // Nothing runs where something is wrong, so any will do.
        let selection = selection.or_else(|| rules.select(&[], &[]).ok())?;
        let is_asked = |rule: &Rule| circumstances.ceiling.is_some() || !rule.is_about_ceiling();
        let rows = rules.rules().iter().enumerate();
        let ran = rows.filter(|(index, rule)| selection.runs(*index) && is_asked(rule));
        let runs = ran.map(|(_, rule)| rule.id.clone()).collect();
        let fail_on = settings.fail_on.as_ref().map_or(Some(Severity::Error), |said| said.value);
        let idle = choice.select.is_empty() && !selection.reads_documents();
        Some(Self { rules, settings: settings.clone(), selection, circumstances, fail_on, runs, idle })
    }

    /// How files are checked.
    pub(in crate::cli) const fn options<'a>(&'a self, key: Option<&'a Key>) -> lint::Options<'a> {
        lint::Options { selection: &self.selection, circumstances: self.circumstances, key }
    }

    /// No rule looks at documents. Those about excuses come with every rule set and look at none: they are enough only
    /// where they are selected by name.
    pub(in crate::cli) const fn is_idle(&self) -> bool {
        self.idle
    }

    /// The rule of this id runs.
    pub(in crate::cli) fn runs(&self, id: &str) -> bool {
        self.runs.contains(id)
    }
}

/// The level that a setting names. What a configuration names and nobody knows is said where it stands
/// ([`Config::check`](crate::config::Config::check)).
fn ceiling(register: &Register, said: &Said<String>) -> Result<Option<Level>, Failure> {
    match said.origin {
        Origin::Argument(_) => rule_sets::level(register, &said.value).map(Some),
        Origin::File(_) => Ok(register.level_called(&said.value)),
    }
}

/// The profiles of a run, by number. The first is that of the run itself: what the configuration of the current
/// folder says without overrides. It need not be that of any file.
#[derive(Debug)]
pub(in crate::cli) struct Profiles {
    first: Profile,
    others: Vec<Profile>,
}

impl Profiles {
    /// No rule looks at any of these files, though there are some.
    pub(in crate::cli) fn are_idle_for(&self, files: &[Assigned]) -> bool {
        !files.is_empty() && files.iter().all(|file| self.get(file.profile).is_idle())
    }

    /// `None` where there is no profile at all.
    pub(super) fn new(mut profiles: impl Iterator<Item = Profile>) -> Option<Self> {
        profiles.next().map(|first| Self { first, others: profiles.collect() })
    }

    /// One more, which has the next number.
    pub(super) fn add(&mut self, profile: Profile) {
        self.others.push(profile);
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.others.len() + 1
    }

    /// That of the run itself.
    pub(in crate::cli) const fn own(&self) -> &Profile {
        &self.first
    }

    /// The profile with this number; the first where there is none.
    pub(in crate::cli) fn get(&self, number: usize) -> &Profile {
        number.checked_sub(1).and_then(|index| self.others.get(index)).unwrap_or(&self.first)
    }

    /// All of them, in order of their numbers.
    pub(in crate::cli) fn all(&self) -> impl Iterator<Item = &Profile> {
        std::iter::once(&self.first).chain(&self.others)
    }
}
