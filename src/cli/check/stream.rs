//! `check --stdin-format ndjson`: a stream of records, each answered by one line, in constant memory.
//!
//! Whatever lines are there are checked together, on all threads, and answered in their order before more are
//! taken: a partner that waits for an answer gets it, and one that writes without end is never waited for. A
//! line that is no record is answered like any other. What only several files can tell is not looked for.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rayon::ThreadPool;
use rayon::prelude::*;

use super::checker::Threads;
use super::excuser::Excuser;
use super::run::failing;
use super::{BaselineArguments, NO_DOCUMENT, Session};
use crate::cli::checking::{ReportArguments, exit};
use crate::cli::console::complain;
use crate::cli::exit::{Exit, Failure};
use crate::cli::interrupt;
use crate::cli::projects::{Profile, StreamProject, tell_idle};
use crate::exposure::Surroundings;
use crate::fingerprint::Key;
use crate::input::stream::{Flaw, Line, Record, Stream};
use crate::lint;
use crate::report::{FileReport, Results};
use crate::text::Text;

/// What standard input holds.
#[derive(Debug, Args)]
pub(super) struct StreamArguments {
    /// Read a file from each line of standard input and answer it with a line; the format is ndjson
    ///
    /// For bigger engines. Each line is a JSON object with `path` and `text`, or `base64` with the bytes;
    /// other keys count for nothing. Each is answered, in order, by a JSON object with `path`, `status`
    /// (clean, findings, not-a-cable or error), `input_line` and, as the case may be, `findings` or `reason`.
    /// The configuration of the current folder applies to all. What only several files can tell is not looked
    /// for.
    #[arg(
        long,
        value_name = "FORMAT",
        hide_possible_values = true,
        help_heading = "Files",
        conflicts_with_all = [
            "files_from", "null", "gitignore", "include", "exclude", "stdin_filename", "format", "output",
            "list_files", "force_exclude", "staged", "since", "changed_lines", "write_baseline", "show_config", "cache",
            "statistics",
        ]
    )]
    stdin_format: Option<StdinFormat>,
}

/// A form of standard input that holds more than one file.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum StdinFormat {
    /// One JSON object a line
    Ndjson,
}

impl StreamArguments {
    /// Standard input is a stream.
    pub(super) const fn is_given(&self) -> bool {
        self.stdin_format.is_some()
    }
}

/// Checks standard input as a stream.
pub(super) fn run(
    session: &Session,
    report: &ReportArguments,
    baseline: &BaselineArguments,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    if !session.input.names_only_standard_input() {
        let advice = "--stdin-format reads standard input and nothing else: leave out every PATH but `-`";
        return Err(Failure::Usage(advice.to_owned()));
    }
    let choice = session.choice(report);
    let mut project = session.project.reader(&choice).stream()?;
    let settings = project.run();
    let reporting = report.reporting(&settings)?;
    let key = report.key()?;
    let (known, written) = baseline.open(&settings, key.is_some())?;
    let ignores = std::mem::take(&mut project.ignores);
    let excuser = Excuser::new(ignores, known, written, project.today);
    let mut run = Run {
        project,
        excuser,
        key: key.as_ref(),
        threads: Threads::new(session.threads).all(),
        results: Results::new(reporting.look()),
        failing: 0,
    };
    interrupt::listen();
    let is_whole = run.answer_all(session.input.files.max_size, out)?;
    if report.is_verbose() {
        tell_idle(&run.project.idle_overrides());
    }
    Ok(run.finish(is_whole, reporting.look().quiet))
}

/// A run over a stream.
struct Run<'a> {
    project: StreamProject<'a>,
    excuser: Excuser,
    key: Option<&'a Key>,
    /// `None` where one is enough.
    threads: Option<ThreadPool>,
    results: Results,
    /// Findings at or above what their records fail on.
    failing: usize,
}

/// A record with what applies to it.
struct Task<'p> {
    record: Record,
    /// Its path from the root.
    path: PathBuf,
    profile: &'p Profile,
}

/// A record that was checked.
struct Outcome<'p> {
    report: FileReport<'p>,
    path: PathBuf,
    profile: &'p Profile,
}

impl Run<'_> {
    /// Answers every line. False where standard input could not be read to its end.
    fn answer_all(&mut self, max_size: u64, out: &mut dyn Write) -> Result<bool, Failure> {
        let limit = usize::try_from(max_size).unwrap_or(usize::MAX);
        let answered = match Stream::open(io::stdin(), limit) {
            Ok(stream) => self.answer_stream(&stream, out)?,
            Err(error) => Err(error),
        };
        if let Err(error) = &answered {
            complain(format!("standard input cannot be read: {error}"));
        }
        Ok(answered.is_ok())
    }

    fn answer_stream(&mut self, stream: &Stream, out: &mut dyn Write) -> Result<io::Result<()>, Failure> {
        loop {
            match stream.next_lines(|| !interrupt::is_asked()) {
                Ok(Some(lines)) if lines.is_empty() => return Ok(Ok(())),
                Ok(Some(lines)) => self.answer(lines, out)?,
                Ok(None) => {
                    self.results.summary.incomplete = Some(self.results.left_unanswered());
                    return Ok(Ok(()));
                }
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    /// Answers some lines, in their order, so that whoever waits for the answers has them.
    fn answer(&mut self, lines: Vec<Line>, out: &mut dyn Write) -> Result<(), Failure> {
        let Self { project, excuser, key, threads, results, failing } = self;
        let numbers: Vec<u64> = lines.iter().map(|line| line.number).collect();
        let records = on_all(threads.as_ref(), lines, Line::record);
        let mut assigned = Vec::with_capacity(records.len());
        for record in records {
            let place = record.as_ref().ok().map(|record| project.assign(&record.path)).transpose()?;
            assigned.push(record.map(|record| (record, place.unwrap_or_default())));
        }
        let project = &*project;
        let outcomes = on_all(threads.as_ref(), assigned, |assigned: Result<_, Flaw>| {
            assigned.map(|(record, (path, number))| {
                Task { record, path, profile: project.profile(number) }.check(*key)
            })
        });
        for (number, outcome) in numbers.into_iter().zip(outcomes) {
            match outcome {
                Err(flaw) => results.unchecked(number, flaw.path.as_deref(), &flaw.reason, out)?,
                Ok(Outcome { mut report, path, profile }) => {
                    excuser.excuse_record(&mut report, &path, profile);
                    *failing += self::failing(&report, profile);
                    results.checked(number, &report, out)?;
                }
            }
        }
        Ok(out.flush()?)
    }

    /// Says, after the last line, what all of them come to, and how the run ends.
    fn finish(mut self, is_whole: bool, is_quiet: bool) -> Exit {
        let Results { tally, summary, .. } = &mut self.results;
        if summary.incomplete.is_some() {
            // An end was asked for, and what else there is to say may not be so.
        } else if tally.total() == 0 && is_whole {
            summary.incomplete = Some("nothing to check: no line came on standard input".to_owned());
        } else if summary.files > 0 && summary.documents.total() == 0 {
            summary.incomplete = Some(NO_DOCUMENT.to_owned());
        }
        if !is_quiet {
            self.results.headlines().iter().for_each(complain);
        }
        exit(self.failing, &self.results.summary, self.results.tally.error > 0 || !is_whole)
    }
}

impl<'p> Task<'p> {
    fn check(self, key: Option<&Key>) -> Outcome<'p> {
        let Self { record: Record { path: name, bytes }, path, profile } = self;
        let text = Text::decode(bytes);
        let around = Surroundings { file: Some(&name), survey: None };
        let documents = lint::lint_among(&text, around, &profile.rules, profile.options(key));
        Outcome {
            report: FileReport { path: name.into(), rules: &profile.rules, text: text.into(), documents },
            path,
            profile,
        }
    }
}

/// Does something to each of some things, on all threads, and keeps their order.
fn on_all<T: Send, U: Send>(
    threads: Option<&ThreadPool>,
    things: Vec<T>,
    work: impl Fn(T) -> U + Sync + Send,
) -> Vec<U> {
    match threads {
        Some(threads) if things.len() > 1 => threads.install(|| things.into_par_iter().map(work).collect()),
        _ => things.into_iter().map(work).collect(),
    }
}
