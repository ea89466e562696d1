//! Reports: findings in a format, written to whatever writer the caller passes in.
//!
//! One module a format. All of them take files one by one, in the order in which they are to be
//! printed, and keep nothing of a file once it is written. The report is itself sensitive: machine
//! formats carry no source text unless [`Look::show_source`] is set, and nothing that came out of a
//! file reaches a terminal before [`safe`] has seen it.

pub mod anatomy;
mod excerpt;
mod human;
mod json;
mod jsonl;
pub mod safe;
mod short;
mod summary;

use std::io::{self, Write};

pub(crate) use json::write_value;
pub use summary::{Documents, NotCheckableCount, Severities, Summary, Unreadable};

use crate::document::Document;
use crate::finding::{DocumentReport, Finding, Severity};
use crate::rule::{Rule, RuleSet};
use crate::text::Text;

/// The version of the JSON shapes; keys are only ever added within one.
pub const SCHEMA_VERSION: u32 = 1;

/// One file, checked.
#[derive(Clone, Debug)]
pub struct FileReport<'r> {
    /// Its name, as it is to be printed.
    pub path: String,
    /// The rules that were checked; files of one run may have different ones.
    pub rules: &'r RuleSet,
    /// Its text.
    pub text: Text,
    /// What was found, one document after the other.
    pub documents: Vec<DocumentReport>,
}

/// One finding with what surrounds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    file: &'a FileReport<'a>,
    /// Number of the document in its file, from 0.
    document_index: usize,
    document: &'a Document,
    finding: &'a Finding,
    rule: &'a Rule,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal: the source line with the wrong characters underlined.
    Human,
    /// `path:line:column: severity[rule]: message`.
    Short,
    /// One JSON object.
    Json,
    /// One JSON object a line; the last is the summary.
    Jsonl,
}

impl Format {
    /// Every format, in the order of the docs.
    pub const ALL: &'static [Self] = &[Self::Human, Self::Short, Self::Json, Self::Jsonl];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }
}

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Colours (human).
    pub color: bool,
    /// No source lines (human).
    pub mask: bool,
    /// The characters found stand in the machine formats.
    pub show_source: bool,
    /// No summary (human).
    pub quiet: bool,
    /// What was not checkable, and why (human; JSON always has it).
    pub verbose: bool,
    /// Findings below this are counted, not shown.
    pub least: Severity,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            color: false,
            mask: false,
            show_source: false,
            quiet: false,
            verbose: false,
            least: Severity::Note,
            width: 100,
        }
    }
}

/// A report on its way to a writer.
#[derive(Debug)]
pub struct Report {
    renderer: Renderer,
    look: Look,
}

#[derive(Debug)]
enum Renderer {
    Human(Box<human::Human>),
    Short,
    Json(json::Json),
    Jsonl,
}

impl Report {
    /// A report in `format`.
    pub fn new(format: Format, look: Look) -> Self {
        let renderer = match format {
            Format::Human => Renderer::Human(Box::new(human::Human::new(look))),
            Format::Short => Renderer::Short,
            Format::Json => Renderer::Json(json::Json::default()),
            Format::Jsonl => Renderer::Jsonl,
        };
        Self { renderer, look }
    }

    /// Writes the findings of one file.
    ///
    /// # Errors
    /// The writer's.
    pub fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        for found in file.findings().filter(|found| found.finding.severity >= self.look.least) {
            // People are shown what counts; machines see what is excused too, and why.
            let counts = found.finding.excuse.is_none();
            match &mut self.renderer {
                Renderer::Human(_) | Renderer::Short if !counts => {}
                Renderer::Human(human) => human.finding(found, out)?,
                Renderer::Short => short::finding(found, out)?,
                Renderer::Json(json) => json.finding(found, self.look, out)?,
                Renderer::Jsonl => jsonl::finding(found, self.look, out)?,
            }
        }
        if let Renderer::Human(human) = &self.renderer {
            human.kinds(file, out)?;
        }
        Ok(())
    }

    /// Writes what comes after the last finding.
    ///
    /// # Errors
    /// The writer's.
    pub fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        match &mut self.renderer {
            Renderer::Human(human) => human.finish(summary, out),
            Renderer::Short => Ok(()),
            Renderer::Json(json) => json.finish(summary, out),
            Renderer::Jsonl => jsonl::finish(summary, out),
        }
    }
}

impl FileReport<'_> {
    /// The name of the highest level that a marking in it shows: a report is marked with it.
    pub fn highest_marking(&self) -> Option<&str> {
        let register = self.rules.register();
        let levels = self.documents.iter().flat_map(|report| report.document.levels());
        let highest = register.entry(register.highest(levels)?)?;
        Some(&highest.name)
    }

    /// All findings in order of place; findings of unknown rules are none.
    fn findings(&self) -> impl Iterator<Item = Found<'_>> {
        self.documents.iter().enumerate().flat_map(move |(document_index, report)| {
            report.findings.iter().filter_map(move |finding| {
                let rule = self.rules.rules().get(finding.rule)?;
                Some(Found { file: self, document_index, document: &report.document, finding, rule })
            })
        })
    }
}

impl Document {
    /// The message reference as it is cited, year aside: `MOSCOW 820`.
    pub fn mrn(&self) -> Option<String> {
        let banner = self.banner.as_ref()?;
        Some(format!("{} {}", banner.post.as_ref()?.name, banner.serial?.value))
    }
}

#[cfg(test)]
mod tests;
