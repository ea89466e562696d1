//! Configuration: what a project decides once, in `cablelint.yaml`, for all files below it.
//!
//! Settings come in layers: what the command line says wins over an override for the file's path, that
//! over the rest of the configuration, and that over the defaults. Each value remembers where it was said,
//! so that somebody who wonders why can be told. The library reads no files: the caller brings the text.

mod read;
pub mod schema;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use globset::GlobSet;
use jiff::civil::Date;

use crate::document::Reading;
use crate::finding::Severity;
use crate::rule::RuleSet;
use crate::yaml::{Defect, Defects, Node, Yaml, nearest};

/// A value, with where it was said. Two are the same where their values are: what follows from a setting does
/// not depend on where it was said.
#[derive(Clone, Debug)]
pub struct Said<T> {
    /// What was said.
    pub value: T,
    /// Where.
    pub origin: Origin,
}

impl<T: Ord> Ord for Said<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T: Ord> PartialOrd for Said<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: PartialEq> PartialEq for Said<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Said<T> {}

/// Where a value was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// On the command line, by this option.
    Argument(&'static str),
    /// In a configuration file, at this `path:line:column`.
    File(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(option) => formatter.write_str(option),
            Self::File(place) => formatter.write_str(place),
        }
    }
}

/// What one layer says of how files are checked; what it does not say is left to the layers below.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Settings {
    /// Packs, and paths of rule files as the caller can read them.
    pub rules: Option<Said<Vec<String>>>,
    /// Severities by rule; `None` is off.
    pub severity: BTreeMap<String, Said<Option<Severity>>>,
    /// The severity from which on findings fail a run; `None` is never.
    pub fail_on: Option<Said<Option<Severity>>>,
    /// The date of documents that have none.
    pub date: Option<Said<Date>>,
    /// What every text is.
    pub reading: Option<Said<Reading>>,
    /// The symbol or name of the level above which nothing may stand.
    pub ceiling: Option<Said<String>>,
}

/// What a configuration says of a run as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunSettings {
    /// The day that counts as today.
    pub as_of: Option<Said<Date>>,
    /// The baseline, as the caller can read it.
    pub baseline: Option<Said<String>>,
    /// The name of the format on stdout.
    pub format: Option<Said<String>>,
    /// Findings below this are not shown.
    pub min_severity: Option<Said<Severity>>,
    /// No source lines in reports for people.
    pub mask: Option<Said<bool>>,
    /// Source text in reports for machines.
    pub show_source: Option<Said<bool>>,
    /// Files without a document are named.
    pub list_files: Option<Said<bool>>,
}

/// A configuration file.
#[derive(Debug)]
pub struct Config {
    yaml: Yaml,
    settings: Settings,
    /// What it says of the run.
    pub run: RunSettings,
    /// Only files that fit are checked; `None` is all.
    include: Option<GlobSet>,
    /// Files that fit are not checked.
    exclude: GlobSet,
    overrides: Vec<Override>,
}

/// Settings for some files only.
#[derive(Debug)]
struct Override {
    /// Its `path:line:column`.
    place: String,
    paths: GlobSet,
    settings: Settings,
}

impl Settings {
    /// These settings on top of others.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        let mut severity = below.severity;
        severity.extend(self.severity);
        Self {
            rules: self.rules.or(below.rules),
            severity,
            fail_on: self.fail_on.or(below.fail_on),
            date: self.date.or(below.date),
            reading: self.reading.or(below.reading),
            ceiling: self.ceiling.or(below.ceiling),
        }
    }
}

impl RunSettings {
    /// These settings on top of others.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            as_of: self.as_of.or(below.as_of),
            baseline: self.baseline.or(below.baseline),
            format: self.format.or(below.format),
            min_severity: self.min_severity.or(below.min_severity),
            mask: self.mask.or(below.mask),
            show_source: self.show_source.or(below.show_source),
            list_files: self.list_files.or(below.list_files),
        }
    }
}

impl Config {
    /// Reads a configuration file. `name` is what defects call it; `folder` stands in front of the paths
    /// in it, so that the caller can read them. Beside every defect of the file, in order of place, stands
    /// what could be read, so that its rules can be checked in the same run.
    pub fn read(name: &str, folder: &str, source: &str) -> (Option<Self>, Vec<Defect>) {
        let mut defects = Defects::default();
        let yaml = Yaml::parse(name, source, &mut defects);
        let config = yaml.map(|yaml| read::config(yaml, folder, &mut defects));
        (config, defects.into_sorted())
    }

    /// The name of the file, as it was given.
    pub fn name(&self) -> &str {
        self.yaml.name()
    }

    /// Why a file is left out, if it is: the name of the key. The path is that below the configuration's
    /// folder.
    pub fn leaves_out(&self, path: &str) -> Option<&'static str> {
        if self.exclude.is_match(path) {
            Some("exclude")
        } else if self.include.as_ref().is_some_and(|include| !include.is_match(path)) {
            Some("include")
        } else {
            None
        }
    }

    /// The numbers of the overrides for a file. Files with the same overrides have the same settings.
    pub fn overrides_for(&self, path: &str) -> Vec<usize> {
        let fitting = self.overrides.iter().enumerate().filter(|(_, one)| one.paths.is_match(path));
        fitting.map(|(index, _)| index).collect()
    }

    /// Where the overrides stand, those aside whose numbers are known.
    pub fn overrides_but(&self, known: impl Fn(usize) -> bool) -> Vec<String> {
        let others = self.overrides.iter().enumerate().filter(|(index, _)| !known(*index));
        others.map(|(_, one)| one.place.clone()).collect()
    }

    /// How many overrides there are.
    pub const fn overrides(&self) -> usize {
        self.overrides.len()
    }

    /// The settings with some overrides, the later on top of the earlier.
    pub fn settings(&self, overrides: &[usize]) -> Settings {
        let chosen = overrides.iter().filter_map(|&index| self.overrides.get(index));
        chosen.fold(self.settings.clone(), |below, one| one.settings.clone().over(below))
    }

    /// A defect for each rule that is neither in the rule set nor among the ids `known` otherwise, and for
    /// each level that the register does not know.
    pub fn check(&self, rules: &RuleSet, known: &[&str]) -> Vec<Defect> {
        let mut defects = Defects::default();
        let root = self.yaml.root();
        let overrides = root.entry(read::OVERRIDES).map(|list| list.items(&mut defects)).unwrap_or_default();
        for layer in std::iter::once(&root).chain(&overrides) {
            check_severities(layer, rules, known, &mut defects);
            check_ceiling(layer, rules, &mut defects);
        }
        defects.into_sorted()
    }
}

fn check_severities(layer: &Node<'_>, rules: &RuleSet, known: &[&str], defects: &mut Defects) {
    let entries = layer.entry(read::SEVERITY).map(|map| map.entries(defects)).unwrap_or_default();
    for (key, _) in entries {
        let Some(id) = key.as_text() else { continue };
        if rules.position(id).is_none() && !known.contains(&id) {
            let ids = rules.rules().iter().map(|rule| rule.id.as_str());
            defects.advise(
                &key,
                format!("unknown rule `{id}`"),
                nearest(id, ids.chain(known.iter().copied())),
            );
        }
    }
}

fn check_ceiling(layer: &Node<'_>, rules: &RuleSet, defects: &mut Defects) {
    let Some(node) = layer.entry(read::CEILING) else { return };
    let register = rules.register();
    if node.as_text().is_some_and(|name| register.level_called(name).is_none()) {
        let symbols: Vec<&str> = register.own_symbols().collect();
        defects.advise(&node, "this is no level", format!("levels: {}", symbols.join(", ")));
    }
}

#[cfg(test)]
mod tests;
