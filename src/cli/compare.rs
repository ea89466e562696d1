//! `cablelint compare`: a release against its original.
//!
//! Of the original nothing reaches any output but counts: its text is dropped before a report is
//! written.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::arguments::FileArguments;
use super::checking::{CheckingArguments, ReportArguments, exit, unread};
use super::console::complain;
use super::exit::{self, Exit, Failure};
use super::interrupt;
use super::outputs::Outputs;
use super::own;
use super::progress;
use super::projects::{Choice, Profile};
use super::rule_sets::NO_RULE;
use super::terms::{of_files, shown};
use super::written;
use crate::config::{RunSettings, Settings};
use crate::exposure::Surroundings;
use crate::finding::Severity;
use crate::input::{self, Gathered, Source};
use crate::lint;
use crate::report::{FileReport, Format, Summary, Term, Terms, Unreadable};
use crate::rule::RuleSet;
use crate::text::Text;

/// Compare released files with their originals
///
/// Reports what is gone from the release or differs in it without a mark, hidden
/// words that still stand somewhere, masks that kept the length of what they hide,
/// and passages that are redacted in one place and not in another. All findings
/// are about the released file. Nothing that stands only in the original is ever
/// printed; what a redaction hides is counted.
///
/// Two folders or archives are matched by the names of their files; a file without
/// a partner makes the run incomplete. Without --rules only the rules of the pack
/// `compare` run.
///
/// Examples:
///   cablelint compare original.txt released.txt
///   cablelint compare --format json originals/ released/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// The original: a file, a folder, an archive (zip, tar, tar.gz), or `-` for standard input
    #[arg(value_name = "ORIGINAL", value_hint = ValueHint::AnyPath)]
    original: PathBuf,

    /// Its release: a file, a folder, an archive, or `-` for standard input
    #[arg(value_name = "RELEASED", value_hint = ValueHint::AnyPath)]
    released: PathBuf,

    #[command(flatten)]
    files: FileArguments,
    #[command(flatten)]
    checking: CheckingArguments,
    #[command(flatten)]
    report: ReportArguments,
}

/// The packs that run where none is named.
const PACKS: &[&str] = &["compare"];

/// An original and its release.
struct Pair {
    original: Source,
    released: Source,
}

/// What is to be compared.
#[derive(Default)]
struct Pairs {
    pairs: Vec<Pair>,
    /// Files without a partner.
    alone: Vec<Unreadable>,
}

/// What a run carries from pair to pair.
struct Run<'a> {
    rules: &'a RuleSet,
    options: lint::Options<'a>,
    /// Findings below this are counted, not shown.
    least: Severity,
    summary: Summary,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let choice = self.checking.choice(&self.report, PACKS, None);
        let mut pages = Vec::new();
        let profile = Profile::load(&choice.over(Settings::default()), &choice, &mut pages);
        let profile = profile.filter(|_| pages.is_empty()).ok_or(Failure::Defects(pages))?;
        if profile.is_idle() {
            return Err(Failure::Usage(NO_RULE.to_owned()));
        }
        let reporting = self.report.reporting(&RunSettings::default())?;
        let key = self.report.key()?;
        self.check_usage()?;
        written::check(&self.report.written())?;
        let options = profile.options(key.as_ref());
        let mut run =
            Run { rules: &profile.rules, options, least: reporting.least(), summary: reporting.summary() };
        run.summary.comparison = Some(crate::compare::Totals::default());
        run.summary.terms =
            reporting.wants(Format::Html).then(|| self.terms(&profile, &choice, reporting.least()));
        interrupt::listen();
        let progress = self.report.progress();
        progress.gathering();
        let pairs = self.pairs(&mut run.summary)?;
        // What has a partner is not known of half the files.
        let pairs = if interrupt::is_asked() { Pairs::default() } else { pairs };
        progress.checking(pairs.pairs.len());
        let mut outputs = reporting.outputs(out);
        self.compare_all(pairs, &mut run, &mut outputs)?;
        let failing = profile.fail_on.map_or(0, |severity| run.summary.findings.at_least(severity));
        Ok(exit(failing, &run.summary, outputs.incomplete))
    }

    /// What the run was told. All files have the same rules.
    fn terms(&self, profile: &Profile, choice: &Choice, least: Severity) -> Terms {
        let paths = [("Originals", &self.original), ("Released", &self.released)];
        let paths = paths.into_iter().map(|(name, path)| Term::new(name, input::shown(path)));
        let run = paths.chain(self.files.terms()).chain([shown(least)]).collect();
        Terms { run, groups: vec![of_files(profile, choice, 0, None)] }
    }

    /// A file cannot be compared with a folder, nor standard input with itself.
    fn check_usage(&self) -> Result<(), Failure> {
        let (original, released) = (&self.original, &self.released);
        let problem = if is_stdin(original) && is_stdin(released) {
            "standard input cannot be both the original and its release"
        } else if original.exists() && released.exists() && original.is_dir() != released.is_dir() {
            "a file and a folder cannot be compared: name two files, two folders or two archives"
        } else if is_stdin(original) && released.is_dir() || is_stdin(released) && original.is_dir() {
            "standard input cannot be compared with a folder"
        } else if is_same(original, released) {
            "the original and its release are the same file or folder, so nothing would be found"
        } else {
            return Ok(());
        };
        Err(Failure::Usage(problem.to_owned()))
    }

    fn pairs(&self, summary: &mut Summary) -> Result<Pairs, Failure> {
        let originals = self.gather(&self.original, summary)?;
        let released = self.gather(&self.released, summary)?;
        let holds_several =
            |path: &Path, sources: &[Source]| path.is_dir() || sources.iter().any(Source::is_member);
        if !holds_several(&self.original, &originals) && !holds_several(&self.released, &released) {
            let pairs = originals.into_iter().zip(released);
            let pairs = pairs.map(|(original, released)| Pair { original, released }).collect();
            return Ok(Pairs { pairs, ..Pairs::default() });
        }
        let mut alone = Vec::new();
        let originals = by_name(originals, &self.original, &mut alone);
        let released = by_name(released, &self.released, &mut alone);
        Ok(matched(originals, released, alone))
    }

    fn gather(&self, path: &Path, summary: &mut Summary) -> Result<Vec<Source>, Failure> {
        let mut gathered = input::gather(&self.files.query(vec![path.to_owned()])?);
        written::leave_out(&self.report.written(), &mut gathered)?;
        own::leave_out(&mut gathered, |name| name == input::shown(path));
        let Gathered { sources, problems, skipped, .. } = gathered;
        for problem in &problems {
            unread(problem, summary);
        }
        for (reason, files) in skipped {
            *summary.skipped.entry(reason.to_owned()).or_default() += files;
        }
        Ok(sources)
    }

    fn compare_all(&self, pairs: Pairs, run: &mut Run<'_>, outputs: &mut Outputs<'_>) -> Result<(), Failure> {
        for alone in pairs.alone {
            complain(format!("{}: {}", alone.path, alone.reason));
            run.summary.unreadable.push(alone);
        }
        let (mut left, all) = (0, pairs.pairs.len());
        for pair in pairs.pairs {
            let read = |source| interrupt::read(source, self.files.max_size);
            let Some(read) = read(&pair.original).zip(read(&pair.released)) else {
                left += 1;
                continue;
            };
            match read {
                (Ok(original), Ok(released)) => {
                    let checked = run.compare(pair.released.name, original, released);
                    run.summary.add(&checked, run.least);
                    outputs.file(&checked)?;
                }
                (original, released) => {
                    let problems = [original.err(), released.err()];
                    problems.iter().flatten().for_each(|problem| unread(problem, &mut run.summary));
                }
            }
            progress::checked();
        }
        let nothing = run.summary.files == 0 && run.summary.unreadable.is_empty();
        let nothing = nothing.then(|| "no files to compare: no path matched".to_owned());
        run.summary.incomplete = interrupt::left_undone(left, all).or(nothing);
        run.summary.sort();
        outputs.finish(&run.summary)
    }
}

impl<'a> Run<'a> {
    fn compare(&mut self, path: String, original: Vec<u8>, released: Vec<u8>) -> FileReport<'a> {
        let (original, text) = (Text::decode(original), Text::decode(released));
        let around = Surroundings { file: Some(&path), survey: None };
        let report = lint::lint_comparison(&original, &text, around, self.rules, self.options);
        if let Some(totals) = &mut self.summary.comparison {
            totals.join(&report.totals);
        }
        FileReport { path: path.into(), rules: self.rules, text: text.into(), documents: report.documents }
    }
}

/// Files by their names below a folder or in an archive. An archive can hold two of one name, of which only
/// the first finds a partner.
fn by_name(sources: Vec<Source>, folder: &Path, alone: &mut Vec<Unreadable>) -> BTreeMap<String, Source> {
    let root = input::shown(folder);
    let name = |source: &Source| {
        let below = source.name.strip_prefix(root.trim_end_matches('/'));
        // Names below `.` are printed without it.
        let below = below.and_then(|below| below.strip_prefix("!/").or_else(|| below.strip_prefix('/')));
        below.unwrap_or(&source.name).to_owned()
    };
    let mut named = BTreeMap::new();
    for source in sources {
        match named.entry(name(&source)) {
            Entry::Vacant(entry) => {
                entry.insert(source);
            }
            Entry::Occupied(_) => {
                let reason = "another file has the same name".to_owned();
                alone.push(Unreadable { path: source.name, reason });
            }
        }
    }
    named
}

fn matched(
    originals: BTreeMap<String, Source>,
    mut released: BTreeMap<String, Source>,
    alone: Vec<Unreadable>,
) -> Pairs {
    let mut pairs = Pairs { alone, ..Pairs::default() };
    let mut alone = |source: &Source, reason: &str| {
        let (path, reason) = (source.name.clone(), reason.to_owned());
        pairs.alone.push(Unreadable { path, reason });
    };
    let mut found = Vec::new();
    for (name, original) in originals {
        match released.remove(&name) {
            Some(released) => found.push(Pair { original, released }),
            None => alone(&original, "no released file has this name"),
        }
    }
    for source in released.values() {
        alone(source, "no original has this name");
    }
    Pairs { pairs: found, ..pairs }
}

/// Both paths lead to one place, perhaps by way of links.
fn is_same(left: &Path, right: &Path) -> bool {
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    !is_stdin(left) && place(left).is_some_and(|left| place(right) == Some(left))
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
