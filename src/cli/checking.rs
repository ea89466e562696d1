//! What the commands share that check files: which rules run, how documents are read, how to report,
//! and how the run ends.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use jiff::civil::Date;

use super::arguments::{KindArgument, RuleArguments, SeverityArgument, Threshold};
use super::console::{self, ColorChoice, complain};
use super::exit::{Exit, Failure};
use super::outputs::{OutputArgument, Outputs, format_named};
use super::rule_sets;
use crate::document::Reading;
use crate::fact::Circumstances;
use crate::finding::Severity;
use crate::fingerprint::Key;
use crate::input::Problem;
use crate::report::{Format, Look, Summary, Unreadable};
use crate::rule::{RuleSet, Selection};

/// Which rules run, how documents are read, and how to report.
#[derive(Debug, Args)]
pub(super) struct CheckingArguments {
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
    pub(super) report: ReportArguments,
}

/// How to report.
#[derive(Debug, Args)]
#[command(next_help_heading = "Report")]
pub(super) struct ReportArguments {
    /// The format on stdout: human, short, json, jsonl, sarif, github, gitlab, junit or markdown
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

    /// Put the characters found into the report (json, jsonl, sarif)
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

impl CheckingArguments {
    /// The rule set that `--rules` names; without it, `default`.
    pub(super) fn load(&self, default: &[&str]) -> Result<RuleSet, Failure> {
        rule_sets::load_or(&self.rules.rules, default)
    }

    /// The rules that run.
    pub(super) fn selection(&self, rules: &RuleSet) -> Result<Selection, Failure> {
        rule_sets::select(rules, &self.select, &self.ignore)
    }

    /// What the caller knows of the documents.
    pub(super) fn circumstances(&self, rules: &RuleSet) -> Result<Circumstances, Failure> {
        let reading = match self.assumed {
            None => Reading::Told,
            Some(KindArgument::Cable) => Reading::Cable,
            Some(KindArgument::Memo) => Reading::Memo,
        };
        let ceiling = self.ceiling.as_deref().map(|symbol| rule_sets::level(rules.register(), symbol));
        Ok(Circumstances { date: self.date, ceiling: ceiling.transpose()?, reading })
    }

    /// Incomplete wins over findings: a run that did not look everywhere is never a pass. `complaint` is
    /// why nothing can be said, if so.
    pub(super) fn exit(&self, summary: &Summary, complaint: Option<&str>, report_lost: bool) -> Exit {
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

/// Says that a path could not be read, and keeps it for the report.
pub(super) fn unread(problem: &Problem, summary: &mut Summary) {
    complain(problem);
    let unreadable = Unreadable { path: problem.name.clone(), reason: problem.reason.to_string() };
    summary.unreadable.push(unreadable);
}

impl ReportArguments {
    /// A summary as it is asked for.
    pub(super) fn summary(&self) -> Summary {
        if self.list_files { Summary::listing_files() } else { Summary::default() }
    }

    /// Findings below this are counted, not shown.
    pub(super) fn least(&self) -> Severity {
        self.min_severity.into()
    }

    /// Where the reports go.
    pub(super) fn outputs<'a>(&self, out: &'a mut dyn Write) -> Outputs<'a> {
        let mut outputs = Outputs::new(self.format, self.look(self.color.on_stdout()), out);
        for argument in &self.output {
            outputs.add(argument, self.look(self.color.in_file()));
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
            least: self.least(),
            width: console::width(),
        }
    }

    /// The key of the fingerprints.
    pub(super) fn key(&self) -> Result<Option<Key>, Failure> {
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
