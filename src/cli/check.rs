//! `cablelint check`: the linter.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use jiff::civil::Date;

use super::arguments::{InputArguments, KindArgument, RuleArguments, SeverityArgument, Threshold};
use super::console::{self, ColorChoice, complain};
use super::exit::{self, Exit, Failure};
use super::outputs::{OutputArgument, Outputs, format_named};
use super::rule_sets;
use crate::document::Reading;
use crate::fact::Circumstances;
use crate::fingerprint::Key;
use crate::input::{self, Gathered, Problem};
use crate::lint;
use crate::report::{FileReport, Format, Look, Summary, Unreadable};
use crate::rule::RuleSet;
use crate::text::Text;

/// Check files for missing, contradictory and ill-formed markings
///
/// Reads files and folders, takes each document in them apart, and reports what contradicts the rules.
/// The report goes to stdout; whatever else there is to say goes to stderr. The report is itself
/// sensitive: only `human` shows source lines, and with --mask not even that.
///
/// Examples:
///   cablelint check draft.txt
///   cablelint check --fail-on warning --format jsonl --output human=report.txt cables/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = exit::TABLE)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    rules: RuleArguments,

    /// Check only this rule, also where it is off (repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    select: Vec<String>,

    /// Do not check this rule (repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    ignore: Vec<String>,

    /// Exit with 1 if there are findings at or above this severity
    #[arg(
        long,
        value_name = "SEVERITY",
        default_value = "error",
        hide_possible_values = true,
        help_heading = "Rules"
    )]
    fail_on: Threshold,

    /// Read every file as this kind of document (cable or memo), whatever its text tells
    #[arg(long = "as", value_name = "KIND", help_heading = "Documents")]
    assumed: Option<KindArgument>,

    /// The date of documents that have none, as 2009-12-29
    #[arg(long, value_name = "DATE", help_heading = "Documents")]
    date: Option<Date>,

    /// Everything is supposed to be at or below this level: any marking above it is an error
    #[arg(long, value_name = "LEVEL", help_heading = "Documents")]
    ceiling: Option<String>,

    #[command(flatten)]
    report: ReportArguments,
}

/// How to report.
#[derive(Debug, Args)]
#[command(next_help_heading = "Report")]
struct ReportArguments {
    /// The format on stdout: human, short, json or jsonl
    #[arg(long, default_value = "human", value_parser = format_named)]
    format: Format,

    /// Also write a report to a file, as json=report.json (repeatable)
    #[arg(long, value_name = "FORMAT=FILE")]
    output: Vec<OutputArgument>,

    /// Show only findings at or above this severity; all are counted
    #[arg(long, value_name = "SEVERITY", default_value = "note", hide_possible_values = true)]
    min_severity: SeverityArgument,

    /// Name the files in which no document was recognised
    #[arg(long)]
    list_files: bool,

    /// Show no source lines (human)
    #[arg(long, conflicts_with = "show_source")]
    mask: bool,

    /// Put the characters found into machine formats
    #[arg(long)]
    show_source: bool,

    /// Key the fingerprints with what this file holds, so that they give nothing away
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    fingerprint_key_file: Option<PathBuf>,

    /// When to use colours: auto, always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: ColorChoice,

    /// Findings only, no summary (human)
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,

    /// Also say what could not be checked, and why (human)
    #[arg(short, long)]
    verbose: bool,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let rules = rule_sets::load(&self.rules.rules)?;
        let selection = rule_sets::select(&rules, &self.select, &self.ignore)?;
        let circumstances = self.circumstances(&rules)?;
        let key = self.report.key()?;
        let options = lint::Options { selection: &selection, circumstances, key: key.as_ref() };
        let gathered = input::gather(&self.input.query()?);
        let mut outputs = self.report.outputs(&rules, out);
        let summary = if self.report.list_files { Summary::listing_files() } else { Summary::default() };
        let mut run = Run { rules: &rules, options, summary };
        self.check_all(gathered, &mut run, &mut outputs)?;
        Ok(self.exit(&run.summary, outputs.incomplete))
    }

    fn circumstances(&self, rules: &RuleSet) -> Result<Circumstances, Failure> {
        let reading = match self.assumed {
            None => Reading::Told,
            Some(KindArgument::Cable) => Reading::Cable,
            Some(KindArgument::Memo) => Reading::Memo,
        };
        let ceiling = self.ceiling.as_deref().map(|symbol| rule_sets::level(rules.register(), symbol));
        Ok(Circumstances { date: self.date, ceiling: ceiling.transpose()?, reading })
    }

    fn check_all(
        &self,
        gathered: Gathered,
        run: &mut Run<'_>,
        outputs: &mut Outputs<'_>,
    ) -> Result<(), Failure> {
        for (reason, files) in gathered.skipped {
            run.summary.skipped.insert(reason.to_owned(), files);
        }
        gathered.problems.into_iter().for_each(|problem| run.problem(&problem));
        for source in gathered.sources {
            match source.read(self.input.max_size) {
                Err(problem) => run.problem(&problem),
                Ok(bytes) => {
                    let checked = run.check(source.name, bytes);
                    run.summary.add(&checked, run.rules, self.report.min_severity.into());
                    outputs.file(&checked)?;
                }
            }
        }
        run.summary.sort();
        outputs.finish(&run.summary)
    }

    /// Incomplete wins over findings: a run that did not look everywhere is never a pass.
    fn exit(&self, summary: &Summary, report_lost: bool) -> Exit {
        let complaint = incomplete(summary);
        if let Some(complaint) = complaint {
            complain(complaint);
        }
        let failing = self.fail_on.severity().map_or(0, |severity| summary.findings.at_least(severity));
        if complaint.is_some() || report_lost || !summary.unreadable.is_empty() {
            Exit::Incomplete
        } else if failing > 0 {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }
}

/// Why nothing can be said, if so.
pub(super) const fn incomplete(summary: &Summary) -> Option<&'static str> {
    if summary.files == 0 && summary.unreadable.is_empty() {
        Some("no file to check: no path matched")
    } else if summary.files > 0 && summary.documents.total() == 0 {
        Some("no document was recognised in any file")
    } else {
        None
    }
}

/// What a run carries from file to file.
struct Run<'a> {
    rules: &'a RuleSet,
    options: lint::Options<'a>,
    summary: Summary,
}

impl Run<'_> {
    fn check(&self, path: String, bytes: Vec<u8>) -> FileReport {
        let text = Text::decode(bytes);
        let documents = lint::lint(&text, self.rules, self.options);
        FileReport { path, text, documents }
    }

    fn problem(&mut self, problem: &Problem) {
        complain(problem);
        let unreadable = Unreadable { path: problem.name.clone(), reason: problem.reason.to_string() };
        self.summary.unreadable.push(unreadable);
    }
}

impl ReportArguments {
    fn outputs<'a>(&self, rules: &'a RuleSet, out: &'a mut dyn Write) -> Outputs<'a> {
        let mut outputs = Outputs::new(self.format, self.look(self.color.on_stdout()), rules, out);
        for argument in &self.output {
            outputs.add(argument, self.look(self.color.in_file()), rules);
        }
        outputs
    }

    fn look(&self, color: bool) -> Look {
        Look {
            color,
            mask: self.mask,
            show_source: self.show_source,
            quiet: self.quiet,
            verbose: self.verbose,
            least: self.min_severity.into(),
            width: console::width(),
        }
    }

    fn key(&self) -> Result<Option<Key>, Failure> {
        let Some(path) = &self.fingerprint_key_file else { return Ok(None) };
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
