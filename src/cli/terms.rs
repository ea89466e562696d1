//! The terms of a run, put together from the command line and the configuration for whoever reads the report.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::projects::{Choice, Profile};
use crate::config::{Origin, Said, Settings};
use crate::document::Reading;
use crate::finding::Severity;
use crate::report::{FileTerms, NotRun, Term};
use crate::rule::Rule;

/// The terms for so many files of a profile, of which one is the first.
pub(super) fn of_files(profile: &Profile, choice: &Choice, files: usize, first: Option<String>) -> FileTerms {
    let mut not_run: BTreeMap<NotRun, Vec<String>> = BTreeMap::new();
    for rule in profile.rules.rules().iter().filter(|rule| !profile.runs(&rule.id)) {
        not_run.entry(reason(rule, profile, choice)).or_default().push(rule.id.clone());
    }
    let left_out: usize = not_run.values().map(Vec::len).sum();
    let rules = profile.rules.rules().len() - left_out;
    FileTerms { files, first, rules, not_run, terms: options(&profile.settings, choice) }
}

/// Why a rule does not run that was loaded.
fn reason(rule: &Rule, profile: &Profile, choice: &Choice) -> NotRun {
    let is_selected = choice.select.contains(&rule.id);
    if choice.ignore.contains(&rule.id) {
        NotRun::Ignored
    } else if !choice.select.is_empty() && !is_selected {
        NotRun::NotSelected
    } else if is_selected || rule.severity.is_some() {
        NotRun::NoCeiling
    } else if profile.settings.severity.contains_key(&rule.id) {
        NotRun::TurnedOff
    } else {
        NotRun::Off
    }
}

fn options(settings: &Settings, choice: &Choice) -> Vec<Term> {
    let mut terms = vec![Term::new("Rule sets", rule_sets(settings, choice))];
    let severities = settings.severity.iter();
    let changed: Vec<String> =
        severities.map(|(id, said)| format!("{id}: {}", said.value.map_or("off", Severity::name))).collect();
    terms.extend(listed("Only the rules", &choice.select, "--select"));
    terms.extend(listed("Without the rules", &choice.ignore, "--ignore"));
    terms.extend(listed("Severities changed", &changed, "configuration"));
    terms.push(term("Ceiling", settings.ceiling.as_ref(), Clone::clone, "none given"));
    terms.push(term(
        "Date of documents without one",
        settings.date.as_ref(),
        ToString::to_string,
        "none given",
    ));
    let kind = |reading: &Reading| match reading {
        Reading::Told => "cables or memos, as each text tells".to_owned(),
        Reading::Cable => "cables".to_owned(),
        Reading::Memo => "memos".to_owned(),
    };
    terms.push(term(
        "Documents are read as",
        settings.reading.as_ref(),
        kind,
        "cables or memos, as each text tells",
    ));
    let least = |severity: &Option<Severity>| severity.map_or("nothing".to_owned(), and_above);
    terms.push(term("The run fails on", settings.fail_on.as_ref(), least, "error"));
    terms
}

fn rule_sets(settings: &Settings, choice: &Choice) -> String {
    let always = choice.always.map(|pack| format!(", {pack} (always)")).unwrap_or_default();
    match &settings.rules {
        Some(said) if !said.value.is_empty() => {
            format!("{} ({}){always}", said.value.join(", "), origin(&said.origin))
        }
        _ => format!("{} (default){always}", choice.default.join(", ")),
    }
}

/// What was said, and by whom; or what holds where nobody says anything.
fn term<T>(
    name: &'static str,
    said: Option<&Said<T>>,
    words: impl Fn(&T) -> String,
    default: impl Display,
) -> Term {
    let value = said.map_or_else(
        || default.to_string(),
        |said| format!("{} ({})", words(&said.value), origin(&said.origin)),
    );
    Term::new(name, value)
}

/// From which severity on findings are shown.
pub(super) fn shown(least: Severity) -> Term {
    let all = "all that are counted".to_owned();
    let value = if least == Severity::Note { all } else { format!("{}; all are counted", and_above(least)) };
    Term::new("Findings shown", value)
}

/// Several values of one option; none where there is none.
pub(super) fn listed(name: &'static str, values: &[String], option: &str) -> Option<Term> {
    (!values.is_empty()).then(|| Term::new(name, format!("{} ({option})", values.join(", "))))
}

/// Names, of which no more are told than somebody reads: a hook names every file of a commit.
pub(super) fn names<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    let more = names.len().saturating_sub(NAMES);
    let told: Vec<&str> = names.take(NAMES).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    told.join(", ") + &more
}

/// So many names are told.
const NAMES: usize = 20;

/// `error`, `warning and above`.
fn and_above(severity: Severity) -> String {
    let name = severity.name();
    if severity == Severity::Error { name.to_owned() } else { format!("{name} and above") }
}

/// Files of several configurations share a profile where these say the same, so none of them is named.
const fn origin(origin: &Origin) -> &'static str {
    match origin {
        Origin::Argument(option) => option,
        Origin::File(_) => "configuration",
    }
}
