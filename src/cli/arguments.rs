//! Arguments that several commands share, and how their values are read.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use globset::{Glob, GlobSet, GlobSetBuilder};
use jiff::civil::Date;

use super::exit::Failure;
use super::terms::{listed, names};
use super::{interrupt, progress, rule_sets};
use crate::document::DocumentKind;
use crate::finding::Severity;
use crate::input::{self, Query};
use crate::marking::{Form, Style};
use crate::register::Register;
use crate::report::Term;
use crate::report::safe::visible;
use crate::yaml::calendar_day;

/// Which files.
#[derive(Debug, Args)]
pub(super) struct InputArguments {
    /// Files, folders, archives (zip, tar, tar.gz), or `-` for standard input [default: .]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,

    /// Check what this file names, one path a line; `-` is standard input
    #[arg(
        long,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        conflicts_with = "paths",
        help_heading = "Files"
    )]
    files_from: Option<PathBuf>,

    /// The names of --files-from end in NUL, as `find -print0` writes them
    #[arg(short = '0', long, help_heading = "Files")]
    null: bool,

    /// In folders, leave out what .gitignore files name; how much that is, is reported
    #[arg(long, help_heading = "Files")]
    gitignore: bool,

    #[command(flatten)]
    pub(super) files: FileArguments,

    /// The name under which standard input is reported
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    stdin_filename: Option<String>,
}

/// Which files of a folder, and how large.
#[derive(Debug, Args)]
pub(super) struct FileArguments {
    /// In folders, check only files whose path matches this glob (repeatable)
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    include: Vec<String>,

    /// Leave out files whose path matches this glob, also where they are named (repeatable)
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    exclude: Vec<String>,

    /// Do not read files larger than this; bytes, or with K, M, G for KiB, MiB, GiB
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = size, help_heading = "Files")]
    pub(super) max_size: u64,
}

/// Which rules.
#[derive(Debug, Args)]
pub(super) struct RuleArguments {
    /// Use this pack or rule-set file instead of the default packs (repeatable)
    #[arg(long, value_name = "PACK|PATH", value_hint = ValueHint::FilePath, help_heading = "Rules")]
    pub(super) rules: Vec<String>,
}

/// A severity, as an argument.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SeverityArgument {
    /// Both sides cannot be right
    Error,
    /// Breaks a rule but has innocent causes
    Warning,
    /// Style or archaeology
    Note,
}

/// The severity from which findings fail a run.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Threshold {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Note,
    /// No finding
    Never,
}

/// A kind of document, as an argument.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum KindArgument {
    /// A telegram
    Cable,
    /// Any other text with banner or portion marks
    Memo,
}

/// What a marking is, as an argument.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum FormArgument {
    /// Told from its brackets and symbols
    #[default]
    Auto,
    /// A banner line
    Banner,
    /// A portion mark
    Portion,
}

/// Whose habits a marking follows, as an argument.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum StyleArgument {
    /// The intelligence community's: S//NF
    Ic,
    /// The Department of State's: S/NF, SBU
    State,
}

/// How lists are printed.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    #[default]
    Human,
    /// One JSON value
    Json,
}

impl InputArguments {
    /// What to look for, and where.
    pub(super) fn query(&self) -> Result<Query, Failure> {
        if self.stdin_filename.is_some() && !self.paths.iter().any(|path| path.as_os_str() == "-") {
            let advice = "--stdin-filename goes with `-`: it names what comes on standard input";
            return Err(Failure::Usage(advice.to_owned()));
        }
        let query = self.files.query(self.paths())?;
        let stdin_name = self.stdin_filename.clone();
        Ok(Query { listed: self.listed()?, gitignore: self.gitignore, stdin_name, ..query })
    }

    /// The paths that are given, or the current folder; none where a list names them.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let is_default = self.paths.is_empty() && self.files_from.is_none();
        if is_default { vec![PathBuf::from(".")] } else { self.paths.clone() }
    }

    /// What was to be looked at.
    pub(super) fn terms(&self) -> Vec<Term> {
        let paths = match &self.files_from {
            Some(list) if list.as_os_str() == "-" => "what standard input names (--files-from)".to_owned(),
            Some(list) => format!("what {} names (--files-from)", input::shown(list)),
            None => names(self.named().iter().map(String::as_str)),
        };
        let gitignore = self.gitignore.then(|| Term::new("Left out", "what .gitignore names (--gitignore)"));
        let paths = std::iter::once(Term::new("Paths", paths));
        paths.chain(self.files.terms()).chain(gitignore).collect()
    }

    /// The names of the files that the user gave.
    pub(super) fn named(&self) -> BTreeSet<String> {
        self.paths().iter().map(|path| input::shown(path)).collect()
    }

    /// No path is given, or `-` alone.
    pub(super) fn names_only_standard_input(&self) -> bool {
        self.paths.iter().all(|path| path.as_os_str() == "-")
    }

    /// Something leaves files of a folder out.
    pub(super) const fn is_filtered(&self) -> bool {
        self.gitignore || self.files.is_filtered()
    }

    fn listed(&self) -> Result<Vec<PathBuf>, Failure> {
        let Some(file) = &self.files_from else {
            let advice = "-0 goes with --files-from: it says how the names of a list end";
            return if self.null { Err(Failure::Usage(advice.to_owned())) } else { Ok(Vec::new()) };
        };
        let end = if self.null { 0 } else { b'\n' };
        let list = file.clone();
        let names = interrupt::or(move || {
            if list.as_os_str() == "-" {
                input::read_names(io::stdin().lock(), end)
            } else {
                File::open(list).and_then(|list| input::read_names(BufReader::new(list), end))
            }
        });
        let names = names.unwrap_or_else(|| Ok(Vec::new()));
        // A list that nobody has read is not one that names nothing.
        names.map_err(|error| {
            let name = visible(&input::shown(file)).into_owned();
            Failure::Incomplete(format!("--files-from: {name} cannot be read: {error}"))
        })
    }
}

impl RuleArguments {
    /// The vocabulary of these rules.
    pub(super) fn register(&self) -> Result<Register, Failure> {
        if self.rules.is_empty() {
            Ok(Register::builtin())
        } else {
            Ok(rule_sets::load(&self.rules)?.register().clone())
        }
    }
}

impl FileArguments {
    /// Globs leave files out.
    pub(super) const fn is_filtered(&self) -> bool {
        !self.include.is_empty() || !self.exclude.is_empty()
    }

    /// Which files of a folder were to be looked at, where that was said.
    pub(super) fn terms(&self) -> impl Iterator<Item = Term> {
        let include = listed("Only files that match", &self.include, "--include");
        include.into_iter().chain(listed("Without files that match", &self.exclude, "--exclude"))
    }

    /// What to look for in some paths.
    pub(super) fn query(&self, paths: Vec<PathBuf>) -> Result<Query, Failure> {
        let include = if self.include.is_empty() { None } else { Some(globs("--include", &self.include)?) };
        let exclude = globs("--exclude", &self.exclude)?;
        Ok(Query { paths, include, exclude, watch: Some(watch), ..Query::default() })
    }
}

impl From<SeverityArgument> for Severity {
    fn from(argument: SeverityArgument) -> Self {
        match argument {
            SeverityArgument::Error => Self::Error,
            SeverityArgument::Warning => Self::Warning,
            SeverityArgument::Note => Self::Note,
        }
    }
}

impl FormArgument {
    /// The form; `None` where the marking tells.
    pub(super) const fn form(self) -> Option<Form> {
        match self {
            Self::Auto => None,
            Self::Banner => Some(Form::Banner),
            Self::Portion => Some(Form::Portion),
        }
    }
}

impl From<StyleArgument> for Style {
    fn from(argument: StyleArgument) -> Self {
        match argument {
            StyleArgument::Ic => Self::Ic,
            StyleArgument::State => Self::State,
        }
    }
}

impl From<KindArgument> for DocumentKind {
    fn from(argument: KindArgument) -> Self {
        match argument {
            KindArgument::Cable => Self::Cable,
            KindArgument::Memo => Self::Memo,
        }
    }
}

impl Threshold {
    /// The severity; `None` where nothing fails a run.
    pub(super) const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// What is done while files are looked for. To show each of hundreds of thousands would cost more than to find it.
fn watch(found: usize) -> bool {
    if found.is_multiple_of(SHOWN) {
        progress::found(found);
    }
    !interrupt::is_asked()
}

/// So many files are found between two that are shown.
const SHOWN: usize = 64;

fn globs(option: &str, patterns: &[String]) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = Glob::new(pattern).map_err(|error| {
            Failure::Usage(format!("{option}: `{}` is no glob: {}", visible(pattern), error.kind()))
        });
        set.add(glob?);
    }
    set.build().map_err(|error| Failure::Usage(format!("{option}: {error}")))
}

/// Reads a calendar day, `2009-12-29`.
pub(super) fn day(text: &str) -> Result<Date, String> {
    calendar_day(text).map_err(|help| format!("it is no calendar day; {help}"))
}

/// Reads `4096`, `64K`, `256M`, `1G`.
fn size(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.trim_end_matches(['B', 'b']).trim_end_matches('i') {
        rest if rest.ends_with(['K', 'k']) => (rest.trim_end_matches(['K', 'k']), 1 << 10),
        rest if rest.ends_with(['M', 'm']) => (rest.trim_end_matches(['M', 'm']), 1 << 20),
        rest if rest.ends_with(['G', 'g']) => (rest.trim_end_matches(['G', 'g']), 1 << 30),
        rest => (rest, 1),
    };
    let number = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    number.ok_or_else(|| "a number of bytes is expected, as 4096, 64K, 256M or 1G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{day, size};

    #[test]
    fn days() {
        assert_eq!(day("2009-12-29"), Ok(jiff::civil::date(2009, 12, 29)));
        for text in ["20091229", "2009-12-29T10:00", "2009-02-30", "2009-1-1", "2009-W01-1", "yesterday", ""]
        {
            assert!(day(text).is_err_and(|problem| problem.contains("write YYYY-MM-DD")), "{text}");
        }
    }

    #[test]
    fn sizes() {
        assert_eq!(size("4096"), Ok(4096));
        assert_eq!(size("64K"), Ok(65_536));
        assert_eq!(size("2MiB"), Ok(2 << 20));
        assert!(size("big").is_err() && size("-1").is_err() && size("99999999999G").is_err());
    }
}
