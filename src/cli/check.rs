//! `cablelint check`: the linter.

mod baseline;
mod cached;
mod changes;
mod checker;
mod excuser;
mod in_order;
mod prune;
mod run;
mod show_config;
mod stream;
mod surveyor;
mod terms;

use std::collections::BTreeSet;
use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use rayon::ThreadPool;

use super::arguments::InputArguments;
use super::checking::{CheckingArguments, NO_DOCUMENT, ReportArguments, Reporting, exit, unread};
use super::exit::{self, Exit, Failure};
use super::interrupt;
use super::outputs::Outputs;
use super::own;
use super::place;
use super::progress::Progress;
use super::projects::{Assigned, Choice, ProjectArguments, Projects, tell_idle};
use super::rule_sets::NO_RULE;
use super::written::{self, Written};
use crate::config::RunSettings;
use crate::excuse::Baseline;
use crate::input::{self, Gathered, Query};
use crate::pack;
use crate::report::{Archives, Format, Statistics, Summary};
use baseline::BaselineArguments;
use cached::Cached;
use changes::ChangeArguments;
use checker::{Checked, Checker, Threads, to_check};
use excuser::{Excuser, KnownFindings, NewFindings};
pub(super) use prune::{Arguments as PruneArguments, write_stats};
use run::Run;
use stream::StreamArguments;
use surveyor::Surveyor;

/// Check files for missing, contradictory and ill-formed markings
///
/// Reads files and folders, takes each document in them apart, and reports what
/// contradicts the rules. The report goes to stdout; whatever else there is to say
/// goes to stderr. The report is itself sensitive: `human` shows source lines
/// unless --mask is given, other formats show none unless --show-source is.
///
/// The `cablelint.yaml` and `cablelint-ignore.yaml` next to a file, in its folder
/// or above, apply to it.
///
/// Examples:
///   cablelint check draft.txt
///   cablelint check --fail-on warning --output jsonl=report.jsonl cables/
///   cablelint check --write-baseline cablelint-baseline.txt cables/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = exit::TABLE)]
pub(super) struct Arguments {
    #[command(flatten)]
    session: Session,
    #[command(flatten)]
    reported: Reported,
    #[command(flatten)]
    baseline: BaselineArguments,
    #[command(flatten)]
    stream: StreamArguments,

    /// Say what would apply to this file, and where each setting comes from; check nothing
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Configuration")]
    show_config: Option<PathBuf>,
}

/// Which files are checked, and how.
#[derive(Debug, Args)]
pub(super) struct Session {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    checking: CheckingArguments,
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    changes: ChangeArguments,

    /// How many files are checked at a time; as many as there are processors where nothing is said
    #[arg(long, value_name = "COUNT", value_parser = threads, help_heading = "Speed")]
    threads: Option<NonZero<usize>>,

    /// Keep in this folder what is found, and do not check again what has not changed
    ///
    /// The report is the same with and without it. The folder is as sensitive as a report.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath, help_heading = "Speed")]
    cache: Option<PathBuf>,
}

/// What is reported of a run.
#[derive(Debug, Default, Args)]
struct Reported {
    #[command(flatten)]
    report: ReportArguments,

    /// Also count findings by rule, folder, post and year (human, markdown, json, jsonl; html always does)
    #[arg(long, help_heading = "Report")]
    statistics: bool,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let report = &self.reported.report;
        if let Some(file) = &self.show_config {
            let choice = self.session.choice(report);
            let mut explained = self.session.project.reader(&choice).explain(file)?;
            explained.run = self.baseline.over(report.over(explained.run));
            show_config::write(&input::shown(file), &explained, out)?;
            return Ok(Exit::Clean);
        }
        if self.stream.is_given() {
            return stream::run(&self.session, report, &self.baseline, out);
        }
        let open = |settings: &_, keyed| self.baseline.open(settings, keyed);
        let (run, ended) = self.session.run(&self.reported, self.baseline.written(), open, out)?;
        Ok(self.baseline.write(run.written.as_ref(), ended))
    }
}

impl Reported {
    /// A summary as it is asked for.
    fn summary(&self, reporting: &Reporting<'_>, outputs: &Outputs<'_>) -> Summary {
        if self.statistics {
            outputs.tell_if_unseen("--statistics", Format::has_statistics);
        }
        let mut summary = reporting.summary();
        summary.statistics = self.statistics.then(Statistics::default);
        summary
    }
}

/// The baselines of a run: the one that is read and the one that is written.
type Baselines = (Option<KnownFindings>, Option<NewFindings>);

/// What is left of the baselines after a run.
pub(super) struct After {
    /// The one that was read, with what was found of it.
    known: Option<Baseline>,
    /// The one that is to be written.
    written: Option<Baseline>,
}

/// A run of which all is known that applies to the files, before the first one is checked.
struct Begun<'a> {
    reported: &'a Reported,
    choice: &'a Choice,
    progress: &'a Progress,
    /// What came of looking for the files, which are in `assigned`.
    gathered: Gathered,
    assigned: &'a [Assigned],
    projects: Projects,
    others: Option<ThreadPool>,
    surveyor: Surveyor<'a>,
}

impl Session {
    fn choice(&self, report: &ReportArguments) -> Choice {
        self.checking.choice(report, pack::DEFAULT, Some(pack::EXCUSES))
    }

    /// Checks everything. `open` brings the baselines, of which `baseline` is to be written.
    fn run(
        &self,
        reported: &Reported,
        baseline: Option<Written<'_>>,
        open: impl FnOnce(&RunSettings, bool) -> Result<Baselines, Failure>,
        out: &mut dyn Write,
    ) -> Result<(After, Exit), Failure> {
        let report = &reported.report;
        interrupt::listen();
        let progress = report.progress();
        let mut written = report.written();
        written.extend(baseline);
        let mut gathered = self.gather(&written, &progress)?;
        let mut cached = Cached::open(self.cache.as_deref());
        own::leave_out_where(&mut gathered, |source| cached.owns(source));
        let choice = self.choice(report);
        let mut reader = self.project.reader(&choice);
        let assigned = reader.assign_all(std::mem::take(&mut gathered.sources), &self.input.named())?;
        let others = Threads::new(self.threads).beside_caller(assigned.len());
        let surveyor = Surveyor::new(&assigned, self.input.files.max_size);
        let projects = surveyor.begin_while(others.as_ref(), || reader.load())?;
        let begun = Begun {
            reported,
            choice: &choice,
            progress: &progress,
            gathered,
            assigned: &assigned,
            projects,
            others,
            surveyor,
        };
        let ended = self.check_begun(begun, &mut cached, open, out)?;
        // The process ends: to let go of a hundred thousand names one by one takes a fortieth of a run from a cache.
        std::mem::forget((assigned, cached));
        Ok(ended)
    }

    /// The same, where all is known that applies to the files.
    fn check_begun(
        &self,
        begun: Begun<'_>,
        cached: &mut Cached,
        open: impl FnOnce(&RunSettings, bool) -> Result<Baselines, Failure>,
        out: &mut dyn Write,
    ) -> Result<(After, Exit), Failure> {
        let (report, assigned) = (&begun.reported.report, begun.assigned);
        if begun.projects.profiles.are_idle_for(assigned) {
            return Err(Failure::Usage(NO_RULE.to_owned()));
        }
        let reporting = report.reporting(&begun.projects.run)?;
        let key = report.key()?;
        let (known, written) = open(&begun.projects.run, key.is_some())?;
        cached.read(&begun.projects.profiles, key.as_ref());
        let mut outputs = reporting.outputs(out);
        let summary = self.summary(&begun, &reporting, &outputs, known.as_ref());
        let Projects { profiles, ignores, today, idle_overrides, .. } = begun.projects;
        let excuser = Excuser::new(ignores, known, written, today);
        let mut run = Run::new(&profiles, assigned, excuser, key.as_ref(), reporting.least(), summary);
        run.only_changed_lines = self.changes.only_lines();
        let checker = Checker {
            files: assigned,
            profiles: &profiles,
            key: key.as_ref(),
            max_size: self.input.files.max_size,
            surveyor: begun.surveyor,
            cached,
            others: begun.others,
        };
        begun.progress.checking(to_check(assigned).count());
        let outcome = self.check_all(begun.gathered, &checker, &mut run, &mut outputs);
        cached.save();
        outcome?;
        if report.is_verbose() {
            cached.tell(run.spared, run.summary.files);
            tell_idle(&idle_overrides);
        }
        let ended = exit(run.failing, &run.summary, outputs.incomplete);
        Ok((run.into_baselines(), ended))
    }

    /// The summary, before the first file is checked.
    fn summary(
        &self,
        begun: &Begun<'_>,
        reporting: &Reporting<'_>,
        outputs: &Outputs<'_>,
        known: Option<&KnownFindings>,
    ) -> Summary {
        let mut summary = begun.reported.summary(reporting, outputs);
        let terms = || self.terms(begun.choice, &begun.projects, begun.assigned, known, reporting.least());
        summary.terms = reporting.wants(Format::Html).then(terms);
        summary
    }

    /// The files to check, and what else came of looking for them. None of them is to be written.
    fn gather(&self, written: &[Written<'_>], progress: &Progress) -> Result<Gathered, Failure> {
        written::check(written)?;
        progress.gathering();
        let query = Query { threads: Threads::new(self.threads).count(), ..self.input.query()? };
        let mut gathered = self.changes.gather(&query)?;
        // The end may have been asked for too late for the search to end early.
        if interrupt::is_asked() {
            gathered.sources.clear();
        }
        written::leave_out(written, &mut gathered)?;
        // Whoever forces exclusion has every file named by a hook.
        let named = if self.project.force_exclude { BTreeSet::new() } else { self.input.named() };
        own::leave_out(&mut gathered, |name| named.contains(name));
        Ok(gathered)
    }

    fn check_all(
        &self,
        gathered: Gathered,
        checker: &Checker<'_>,
        run: &mut Run<'_>,
        outputs: &mut Outputs<'_>,
    ) -> Result<(), Failure> {
        run.summary.archives = Archives { opened: gathered.archives, files: gathered.in_archives };
        for (reason, files) in gathered.skipped {
            run.summary.skipped.insert(reason.to_owned(), files);
        }
        gathered.problems.iter().for_each(|problem| unread(problem, &mut run.summary));
        for reason in checker.files.iter().filter_map(|file| file.left_out.as_ref()) {
            run.summary.skip(reason);
        }
        let left = checker.check_all(|file, outcome| match outcome {
            Err(problem) => {
                unread(problem, &mut run.summary);
                Ok(())
            }
            Ok(Checked { report, is_spared, .. }) => {
                run.spared += usize::from(*is_spared);
                run.take(file, report);
                outputs.file(report)
            }
        })?;
        run.summary.not_looked_for.extend(checker.surveyor.not_looked_for().map(str::to_owned));
        let interrupted = interrupt::left_undone(left, to_check(checker.files).count());
        let is_whole = interrupted.is_none() && run.summary.unreadable.is_empty();
        let covered = if is_whole { self.covered() } else { Vec::new() };
        // Whoever changes a line does not answer for what has become of old excuses.
        let excuses = if self.changes.only_lines() { Vec::new() } else { run.excuses(&covered) };
        for report in excuses {
            outputs.file(&report)?;
        }
        let incomplete = || self.incomplete(&run.summary).map(str::to_owned);
        run.summary.incomplete = interrupted.or_else(incomplete);
        run.summary.sort();
        outputs.finish(&run.summary)
    }

    /// The folders of which everything was checked.
    fn covered(&self) -> Vec<PathBuf> {
        let paths = self.input.paths();
        let folders = paths.iter().filter(|path| path.is_dir());
        if self.input.is_filtered() || self.changes.is_given() {
            Vec::new()
        } else {
            folders.map(|path| place::absolute(path)).collect()
        }
    }

    /// Why nothing can be said, if so.
    const fn incomplete(&self, summary: &Summary) -> Option<&'static str> {
        // A hook asks about whatever is committed: that none of it is a document is an answer.
        if self.changes.is_given() || self.project.force_exclude {
            None
        } else if summary.files == 0 && summary.unreadable.is_empty() {
            Some("no file to check: no path matched")
        } else if summary.files > 0 && summary.documents.total() == 0 {
            Some(NO_DOCUMENT)
        } else {
            None
        }
    }
}

/// More threads than any machine has processors, and fewer than a machine can hold.
const MOST_THREADS: usize = 1024;

fn threads(text: &str) -> Result<NonZero<usize>, String> {
    let threads = text.parse().ok().filter(|threads: &NonZero<usize>| threads.get() <= MOST_THREADS);
    threads.ok_or_else(|| format!("a number from 1 to {MOST_THREADS} is expected"))
}

/// True where a folder is one of some others, or stands in one.
fn is_in(folder: &Path, others: &[PathBuf]) -> bool {
    others.iter().any(|other| folder.starts_with(other))
}
