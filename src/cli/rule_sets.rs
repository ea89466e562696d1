//! Loading rule sets for the commands: what `--rules` names, and what those files extend.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

use super::console;
use super::exit::Failure;
use crate::input;
use crate::pack;
use crate::register::{Level, Register};
use crate::rule::{RuleSet, Selection, Source, UnknownRule};

/// Loads packs and files; without any, the default packs.
pub(super) fn load(names: &[String]) -> Result<RuleSet, Failure> {
    load_with(names, pack::DEFAULT, names.is_empty().then_some(pack::EXCUSES))
}

/// Loads packs and files; without any, the packs of `default`. `always` is a pack that is loaded with them.
pub(super) fn load_with(
    names: &[String],
    default: &[&str],
    always: Option<&str>,
) -> Result<RuleSet, Failure> {
    let mut sources = if names.is_empty() {
        default.iter().map(|&name| Source::Pack(name.to_owned())).collect()
    } else {
        names.iter().map(|name| source(name)).collect::<Result<Vec<_>, _>>()?
    };
    sources.extend(always.map(|name| Source::Pack(name.to_owned())));
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| reason(&error));
    RuleSet::load(&sources, &read)
        .map_err(|defects| Failure::Defects(defects.iter().map(|defect| render(defect)).collect()))
}

/// What is said where nothing is left to run: a run that checks nothing would look like a pass.
pub(super) const NO_RULE: &str = "no rule is left to run: look at --rules, --select and --ignore, and at `rules` and `severity` of the configuration";

/// The rules that run; none at all is a mistake.
pub(super) fn select(rules: &RuleSet, select: &[String], ignore: &[String]) -> Result<Selection, Failure> {
    let selection = rules.select(select, ignore).map_err(|unknown| unknown_rules(&unknown))?;
    if selection.is_empty() {
        return Err(Failure::Usage(NO_RULE.to_owned()));
    }
    Ok(selection)
}

/// All built-in packs by name, each by itself.
pub(super) fn built_in() -> impl Iterator<Item = (&'static str, RuleSet)> {
    pack::names().into_iter().filter_map(|name| {
        let source = Source::Pack(name.to_owned());
        let set = RuleSet::load(&[source], &|_| Err("there is nothing to extend".to_owned())).ok()?;
        Some((name, set))
    })
}

/// The ids of the rules of all built-in packs.
pub(super) fn built_in_ids() -> Vec<String> {
    let ids = |set: RuleSet| set.rules().iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    built_in().flat_map(|(_, set)| ids(set)).collect()
}

/// The level of this symbol or name.
pub(super) fn level(register: &Register, name: &str) -> Result<Level, Failure> {
    register.level_called(name).ok_or_else(|| {
        let symbols: Vec<&str> = register.own_symbols().collect();
        Failure::Usage(format!("unknown level `{name}`; levels are {}", symbols.join(", ")))
    })
}

/// A name is a pack where there is one; everything else is a path. A word that is neither is most
/// likely a mistyped pack, and is left to the loader, which knows what is near.
fn source(name: &str) -> Result<Source, Failure> {
    let path = Path::new(name);
    let is_path = name.contains(['/', '\\', '.']) || path.exists();
    if pack::names().contains(&name) || !is_path {
        return Ok(Source::Pack(name.to_owned()));
    }
    if path.is_dir() {
        return Err(Failure::Usage(format!(
            "the rule set {name} is a folder, and a file is wanted: {}",
            within(path)
        )));
    }
    let content = fs::read_to_string(path)
        .map_err(|error| Failure::Usage(format!("the rule set {name} cannot be read: {}", reason(&error))))?;
    Ok(Source::File { path: path.to_owned(), content })
}

/// The files of a folder that may be rule sets, for whoever named the folder.
fn within(folder: &Path) -> String {
    const SHOWN: usize = 5;
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|end| end == "yaml" || end == "yml");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(is_yaml).collect();
    files.sort_unstable();
    let mut names: Vec<String> = files.iter().take(SHOWN).map(|file| input::shown(file)).collect();
    match files.len() {
        0 => return "no .yaml file stands in it".to_owned(),
        number if number > SHOWN => names.push(format!("and {} more", number - SHOWN)),
        _ => {}
    }
    format!("in it stand {}", names.join(", "))
}

pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, and a file is wanted".to_owned(),
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    }
}

pub(super) fn unknown_rules(unknown: &[UnknownRule]) -> Failure {
    let lines = unknown.iter().map(|unknown| match unknown.help {
        Some(_) => console::line(unknown),
        None => console::line(format!(
            "{unknown}; `cablelint rules` lists those of the default packs, with --rules those of others"
        )),
    });
    Failure::Defects(lines.collect())
}

pub(super) fn render(defect: &dyn Diagnostic) -> String {
    let mut page = String::new();
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
        .with_width(console::width())
        .with_break_words(false)
        .without_syntax_highlighting();
    match handler.render_report(&mut page, defect) {
        Ok(()) => page,
        Err(_) => defect.to_string(),
    }
}
