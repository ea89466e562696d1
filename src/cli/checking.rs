//! What the commands share that check files: which rules run, how documents are read, how to report,
//! and how the run ends.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use jiff::civil::Date;

use super::arguments::{KindArgument, RuleArguments, SeverityArgument, Threshold, day};
use super::console::{self, ColorChoice, complain};
use super::exit::{Exit, Failure};
use super::outputs::{OutputArgument, Outputs, format_named};
use super::progress::Progress;
use super::projects::Choice;
use super::written::Written;
use crate::config::{Origin, RunSettings, Said, Settings};
use crate::document::Reading;
use crate::finding::Severity;
use crate::fingerprint::Key;
use crate::input::Problem;
use crate::report::{Format, Look, Summary, Unreadable};

/// Why nothing can be said of texts without a document.
pub(super) const NO_DOCUMENT: &str =
    "no document was recognised in any file; --as cable or --as memo reads text as one all the same";

/// How a text is read into documents.
#[derive(Debug, Args)]
pub(super) struct ReadingArguments {
    #[command(flatten)]
    pub(super) rules: RuleArguments,

    /// Read every file as this kind of document (cable or memo), whatever its text tells
    #[arg(long = "as", value_name = "KIND", help_heading = "Documents")]
    assumed: Option<KindArgument>,

    /// The date of documents that have none, as 2009-12-29
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Documents")]
    pub(super) date: Option<Date>,
}

impl ReadingArguments {
    /// What every text is read as; `None` where that is left to the text.
    pub(super) fn reading(&self) -> Option<Reading> {
        self.assumed.map(|kind| match kind {
            KindArgument::Cable => Reading::Cable,
            KindArgument::Memo => Reading::Memo,
        })
    }
}

/// Which rules run, and how documents are read.
#[derive(Debug, Args)]
pub(super) struct CheckingArguments {
    #[command(flatten)]
    documents: ReadingArguments,

    /// Check only this rule, also where it is off (repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    select: Vec<String>,

    /// Do not check this rule (repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    ignore: Vec<String>,

    /// Everything is supposed to be at or below this level, as S or SECRET: any marking above it is an error
    #[arg(long, value_name = "LEVEL", help_heading = "Documents")]
    ceiling: Option<String>,
}

/// How to report, and from which findings on a run fails.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Report")]
pub(super) struct ReportArguments {
    /// Exit with 1 if there are findings at or above this severity
    ///
    /// error, warning, note or never; error where nothing is said.
    #[arg(long, value_name = "SEVERITY", hide_possible_values = true, help_heading = "Rules")]
    fail_on: Option<Threshold>,

    /// The format on stdout: human, short, json, jsonl, sarif, github, gitlab, junit, markdown or html;
    /// human where nothing is said
    #[arg(long, value_parser = format_named)]
    format: Option<Format>,

    /// Also write a report to a file, as json=report.json (repeatable)
    #[arg(long, value_name = "FORMAT=FILE")]
    output: Vec<OutputArgument>,

    /// Show only findings at or above this severity; all are counted
    #[arg(long, value_name = "SEVERITY", hide_possible_values = true)]
    min_severity: Option<SeverityArgument>,

    /// Name the files in which no document was recognised (human, markdown, json, jsonl, html)
    #[arg(long)]
    list_files: bool,

    /// Show no source lines (human)
    #[arg(long, conflicts_with = "show_source")]
    mask: bool,

    /// Put the characters found into the report (json, jsonl, sarif, html)
    #[arg(long)]
    show_source: bool,

    /// When to use colours: auto, always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: ColorChoice,

    #[command(flatten)]
    run: RunArguments,

    /// Findings only, no summary (human) and no progress bar
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,

    /// Also show fingerprints and what could not be checked and why (human), and on stderr which overrides of
    /// configurations fit no file
    #[arg(short, long)]
    verbose: bool,
}

/// What a run is told also where it reports nothing.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Report")]
pub(super) struct RunArguments {
    /// Key the fingerprints with what this file holds, so that they give nothing away
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    fingerprint_key_file: Option<PathBuf>,

    /// Show no progress bar; there is none either in CI, or where stderr is no terminal or stdout a pipe
    #[arg(long)]
    no_progress: bool,
}

impl From<RunArguments> for ReportArguments {
    /// Nothing else is said.
    fn from(run: RunArguments) -> Self {
        Self { run, ..Self::default() }
    }
}

impl CheckingArguments {
    /// What the command line says of the rules. `default` are the packs where none is named, `always` is
    /// one that is loaded all the same.
    pub(super) fn choice(
        &self,
        report: &ReportArguments,
        default: &'static [&'static str],
        always: Option<&'static str>,
    ) -> Choice {
        let rules = &self.documents.rules.rules;
        let rules = (!rules.is_empty()).then(|| rules.clone());
        let settings = Settings {
            rules: said(rules, "--rules"),
            severity: BTreeMap::new(),
            fail_on: said(report.fail_on.map(Threshold::severity), "--fail-on"),
            date: said(self.documents.date, "--date"),
            reading: said(self.documents.reading(), "--as"),
            ceiling: said(self.ceiling.clone(), "--ceiling"),
        };
        Choice { default, always, settings, select: self.select.clone(), ignore: self.ignore.clone() }
    }
}

/// A value that an option gives.
pub(super) fn said<T>(value: Option<T>, option: &'static str) -> Option<Said<T>> {
    value.map(|value| Said { value, origin: Origin::Argument(option) })
}

/// How a run ends. Incomplete wins over findings: a run that did not look everywhere is never a pass.
/// `failing` are the findings that fail it; `lost` says that a report or a record is.
pub(super) fn exit(failing: usize, summary: &Summary, lost: bool) -> Exit {
    let complaint = summary.incomplete.as_ref();
    if let Some(complaint) = complaint {
        complain(complaint);
    }
    if complaint.is_some() || lost || !summary.unreadable.is_empty() {
        Exit::Incomplete
    } else if failing > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Says that a path could not be read, and keeps it for the report.
pub(super) fn unread(problem: &Problem, summary: &mut Summary) {
    complain(problem);
    let unreadable = Unreadable { path: problem.name.clone(), reason: problem.reason.to_string() };
    summary.unreadable.push(unreadable);
}

/// How to report, after the command line and the configuration were asked.
#[derive(Debug)]
pub(super) struct Reporting<'a> {
    arguments: &'a ReportArguments,
    format: Format,
    look: Look,
    list_files: bool,
}

impl ReportArguments {
    /// What the command line says, on top of what the configuration says of the run.
    pub(super) fn over(&self, run: RunSettings) -> RunSettings {
        let said_here = RunSettings {
            format: said(self.format.map(|format| format.name().to_owned()), "--format"),
            min_severity: said(self.min_severity.map(Severity::from), "--min-severity"),
            // Of the two the command line takes one, and turns off the other.
            mask: said(self.mask.then_some(true), "--mask")
                .or_else(|| said(self.show_source.then_some(false), "--show-source")),
            show_source: said(self.show_source.then_some(true), "--show-source")
                .or_else(|| said(self.mask.then_some(false), "--mask")),
            list_files: said(self.list_files.then_some(true), "--list-files"),
            ..RunSettings::default()
        };
        said_here.over(run)
    }

    /// How to report, where the configuration says what the command line does not.
    pub(super) fn reporting(&self, run: &RunSettings) -> Result<Reporting<'_>, Failure> {
        let run = self.over(run.clone());
        let format = run.format.map_or(Ok(Format::Human), |said| {
            format_named(&said.value).map_err(|unknown| Failure::Usage(format!("{}: {unknown}", said.origin)))
        })?;
        let flag = |said: Option<Said<bool>>| said.is_some_and(|said| said.value);
        let look = Look {
            color: false,
            mask: flag(run.mask),
            show_source: flag(run.show_source),
            quiet: self.quiet,
            verbose: self.verbose,
            least: run.min_severity.map_or(Severity::Note, |said| said.value),
            width: console::width(),
        };
        Ok(Reporting { arguments: self, format, look, list_files: flag(run.list_files) })
    }

    /// The reports that are written to files.
    pub(super) fn written(&self) -> Vec<Written<'_>> {
        self.output.iter().map(OutputArgument::written).collect()
    }

    /// How far the run is.
    pub(super) fn progress(&self) -> Progress {
        Progress::new(!self.quiet && !self.run.no_progress)
    }

    /// Everything is to be told.
    pub(super) const fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// The key of the fingerprints.
    pub(super) fn key(&self) -> Result<Option<Key>, Failure> {
        let Some(path) = &self.run.fingerprint_key_file else { return Ok(None) };
        let unusable = |reason: &dyn std::fmt::Display| {
            Failure::Usage(format!("the key file {} cannot be used: {reason}", path.display()))
        };
        let bytes = std::fs::read(path).map_err(|error| unusable(&error))?;
        if bytes.trim_ascii().is_empty() {
            return Err(unusable(&"it is empty"));
        }
        Ok(Some(Key::new(&bytes)))
    }
}

impl Reporting<'_> {
    /// A summary as it is asked for.
    pub(super) fn summary(&self) -> Summary {
        if self.list_files { Summary::listing_files() } else { Summary::default() }
    }

    /// A report in this format is asked for.
    pub(super) fn wants(&self, format: Format) -> bool {
        self.format == format || self.arguments.output.iter().any(|output| output.format == format)
    }

    /// How a report looks.
    pub(super) const fn look(&self) -> Look {
        self.look
    }

    /// Findings below this are counted, not shown.
    pub(super) const fn least(&self) -> Severity {
        self.look.least
    }

    /// Where the reports go.
    pub(super) fn outputs<'a>(&self, out: &'a mut dyn Write) -> Outputs<'a> {
        let color = self.arguments.color;
        let mut outputs = Outputs::new(self.format, Look { color: color.on_stdout(), ..self.look }, out);
        for argument in &self.arguments.output {
            outputs.add(argument, Look { color: color.in_file(), ..self.look });
        }
        if self.arguments.list_files {
            outputs.tell_if_unseen("--list-files", Format::names_files);
        }
        if self.arguments.show_source {
            outputs.tell_if_no_source();
        }
        outputs
    }
}
