//! Reading a configuration file.

use std::collections::BTreeMap;

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::{Config, Origin, Override, RunSettings, Said, Settings};
use crate::document::Reading;
use crate::finding::Severity;
use crate::pack;
use crate::yaml::{Defects, Fields, Node, Yaml, nearest};

/// Settings for some files only.
pub(super) const OVERRIDES: &str = "overrides";
/// Severities by rule.
pub(super) const SEVERITY: &str = "severity";
/// The level above which nothing may stand.
pub(super) const CEILING: &str = "ceiling";
/// The words for severities.
pub(super) const SEVERITIES: &[&str] = &["error", "warning", "note", "off"];
/// The words for what fails a run.
pub(super) const THRESHOLDS: &[&str] = &["error", "warning", "note", "never"];
/// The names of the formats of reports, which are made further up; a test holds them against these.
pub(super) const FORMATS: &[&str] =
    &["human", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "html"];
/// The words for kinds of documents.
pub(super) const KINDS: &[&str] = &["cable", "memo"];

pub(super) fn config(yaml: Yaml, folder: &str, defects: &mut Defects) -> Config {
    // A file of comments alone says nothing, and is no defect.
    let mut no_defects = Defects::default();
    let root = yaml.root();
    let mut fields = root.fields(if root.is_nothing() { &mut no_defects } else { defects });
    let settings = settings(&mut fields, folder, defects);
    let include = fields.optional("include").map(|node| globs(&node, defects));
    let exclude = fields.optional("exclude").map(|node| globs(&node, defects)).unwrap_or_default();
    let overrides = fields.optional(OVERRIDES).map(|node| node.items(defects)).unwrap_or_default();
    let overrides = overrides.iter().map(|node| layer(node, folder, defects)).collect();
    let run = run_settings(&mut fields, folder, defects);
    fields.finish(defects);
    Config { yaml, settings, run, include, exclude, overrides }
}

fn layer(node: &Node<'_>, folder: &str, defects: &mut Defects) -> Override {
    let mut fields = node.fields(defects);
    let paths = fields.required("paths", defects).map(|node| globs(&node, defects)).unwrap_or_default();
    let settings = settings(&mut fields, folder, defects);
    fields.finish(defects);
    Override { place: node.place(), paths, settings }
}

fn settings(fields: &mut Fields<'_>, folder: &str, defects: &mut Defects) -> Settings {
    Settings {
        rules: fields.optional("rules").map(|node| rules(&node, folder, defects)),
        severity: fields.optional(SEVERITY).map(|node| severities(&node, defects)).unwrap_or_default(),
        fail_on: read(fields, "fail-on", defects, threshold).map(opened),
        date: read(fields, "date", defects, Node::date),
        reading: read(fields, "as", defects, reading),
        ceiling: read(fields, CEILING, defects, |node, defects| node.text(defects).map(str::to_owned)),
    }
}

fn run_settings(fields: &mut Fields<'_>, folder: &str, defects: &mut Defects) -> RunSettings {
    let as_of = read(fields, "as-of", defects, Node::date);
    let baseline =
        read(fields, "baseline", defects, |node, defects| Some(below(folder, node.text(defects)?)));
    let Some(report) = fields.optional("report") else {
        return RunSettings { as_of, baseline, ..RunSettings::default() };
    };
    let mut report = report.fields(defects);
    let settings = RunSettings {
        as_of,
        baseline,
        format: read(&mut report, "format", defects, |node, defects| {
            word(node, "format", FORMATS, defects).map(str::to_owned)
        }),
        min_severity: read(&mut report, "min-severity", defects, severity).and_then(switched_on),
        mask: read(&mut report, "mask", defects, Node::flag),
        show_source: read(&mut report, "show-source", defects, Node::flag),
        list_files: read(&mut report, "list-files", defects, Node::flag),
    };
    report.finish(defects);
    settings
}

/// A field, with its place.
fn read<'a, T>(
    fields: &mut Fields<'a>,
    name: &'static str,
    defects: &mut Defects,
    value: impl FnOnce(&Node<'a>, &mut Defects) -> Option<T>,
) -> Option<Said<T>> {
    let node = fields.optional(name)?;
    value(&node, defects).map(|value| said(value, &node))
}

fn said<T>(value: T, node: &Node<'_>) -> Said<T> {
    Said { value, origin: Origin::File(node.place()) }
}

fn opened(said: Said<Setting>) -> Said<Option<Severity>> {
    Said { value: said.value.0, origin: said.origin }
}

fn switched_on(said: Said<Setting>) -> Option<Said<Severity>> {
    said.value.0.map(|value| Said { value, origin: said.origin })
}

/// Packs by name, everything else by its path from the configuration's folder.
fn rules(node: &Node<'_>, folder: &str, defects: &mut Defects) -> Said<Vec<String>> {
    let names = node.texts(defects);
    let is_path = |name: &str| !pack::names().contains(&name) && name.contains(['/', '\\', '.']);
    let names = names.iter().map(|name| if is_path(name) { below(folder, name) } else { name.clone() });
    said(names.collect(), node)
}

/// A path that a configuration names, from where the caller stands.
fn below(folder: &str, path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    if folder.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("{folder}/{path}") }
}

fn severities(node: &Node<'_>, defects: &mut Defects) -> BTreeMap<String, Said<Option<Severity>>> {
    let mut severities = BTreeMap::new();
    for (key, value) in node.entries(defects) {
        let severity = severity(&value, defects).map(|one| opened(said(one, &value)));
        if let (Some(id), Some(severity)) = (key.text(defects), severity) {
            severities.insert(id.to_owned(), severity);
        }
    }
    severities
}

/// A severity that may be off.
fn severity(node: &Node<'_>, defects: &mut Defects) -> Option<Setting> {
    // Tools of YAML 1.1 write `off` back as a flag.
    if node.as_flag() == Some(false) {
        return Some(Setting(None));
    }
    word(node, "severity", SEVERITIES, defects).map(Setting::of)
}

fn threshold(node: &Node<'_>, defects: &mut Defects) -> Option<Setting> {
    word(node, "severity", THRESHOLDS, defects).map(Setting::of)
}

/// A severity, or none: `off`, `never`.
struct Setting(Option<Severity>);

impl Setting {
    fn of(word: &str) -> Self {
        Self(match word {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "note" => Some(Severity::Note),
            _ => None,
        })
    }
}

fn reading(node: &Node<'_>, defects: &mut Defects) -> Option<Reading> {
    match word(node, "kind of document", KINDS, defects)? {
        "cable" => Some(Reading::Cable),
        _ => Some(Reading::Memo),
    }
}

/// One word of a closed list.
fn word<'a>(node: &Node<'a>, what: &str, words: &[&str], defects: &mut Defects) -> Option<&'a str> {
    let text = node.text(defects)?;
    if words.contains(&text) {
        return Some(text);
    }
    let help = nearest(text, words.iter().copied()).unwrap_or_else(|| format!("one of {}", words.join(", ")));
    defects.advise(node, format!("unknown {what} `{text}`"), help);
    None
}

fn globs(node: &Node<'_>, defects: &mut Defects) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for item in node.items(defects) {
        let Some(text) = item.text(defects) else { continue };
        match Glob::new(text.strip_prefix("./").unwrap_or(text)) {
            Ok(glob) => {
                set.add(glob);
            }
            Err(error) => defects.at(&item, format!("this is no glob: {}", error.kind())),
        }
    }
    set.build().unwrap_or_else(|error| {
        defects.at(node, format!("these globs are too large: {error}"));
        GlobSet::empty()
    })
}
