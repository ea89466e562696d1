//! Reports: findings in a format, written to whatever writer the caller passes in.
//!
//! One module a format. All of them take files one by one, in the order in which they are to be
//! printed, and keep nothing of a file once it is written, but for those that put the worst or a total
//! first. The report is itself sensitive: no format but `human` carries source text unless
//! [`Look::show_source`] is set, the newer ones carry the highest marking seen, and nothing that came
//! out of a file reaches a terminal before [`safe`] has seen it.

pub mod anatomy;
mod earlier;
mod excerpt;
mod github;
mod gitlab;
mod html;
mod human;
mod identity;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod recap;
mod results;
pub mod safe;
mod sarif;
mod short;
mod statistics;
mod summary;
mod terms;
mod uri;

use std::borrow::Cow;
use std::io::{self, Write};

pub(crate) use earlier::is_report;
pub(crate) use json::write_value;
pub(crate) use recap::count;
pub use results::{Results, Tally};
pub use statistics::{Folders, Group, OfRule, Statistics};
pub use summary::{Archives, Documents, NotCheckableCount, Severities, Summary, Unreadable};
pub use terms::{FileTerms, NotRun, Term, Terms};

use crate::finding::{DocumentReport, Finding, Heading, Severity};
use crate::rule::{Rule, RuleSet};
use crate::text::LateText;

/// The version of the JSON shapes; keys are only ever added within one.
pub const SCHEMA_VERSION: u32 = 1;

/// The longest piece of source text that [`Look::show_source`] gives, in characters.
const SOURCE_LIMIT: usize = 200;

/// One file, checked.
#[derive(Clone, Debug)]
pub struct FileReport<'r> {
    /// Its name, as it is to be printed.
    pub path: Cow<'r, str>,
    /// The rules that were checked; files of one run may have different ones.
    pub rules: &'r RuleSet,
    /// Its text.
    pub text: LateText,
    /// What was found, one document after the other.
    pub documents: Vec<DocumentReport>,
}

/// One finding with what surrounds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    file: &'a FileReport<'a>,
    /// Number of the document in its file, from 0.
    document_index: usize,
    heading: &'a Heading,
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
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// A test report in the XML of `JUnit`.
    Junit,
    /// A page with a table.
    Markdown,
    /// A page that explains an audit.
    Html,
}

impl Format {
    /// Every format, in the order of the docs.
    pub const ALL: &'static [Self] = &[
        Self::Human,
        Self::Short,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Markdown,
        Self::Html,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Has a place for the names of files without a document.
    pub const fn names_files(self) -> bool {
        matches!(self, Self::Human | Self::Json | Self::Jsonl | Self::Markdown | Self::Html)
    }

    /// Has a place for [`Statistics`].
    pub const fn has_statistics(self) -> bool {
        // They are counted for the same readers, who also want to know which files were no documents.
        self.names_files()
    }

    /// Shows the characters found where [`Look::show_source`] asks for that; human shows whole lines anyway.
    pub const fn shows_source(self) -> bool {
        matches!(self, Self::Human | Self::Json | Self::Jsonl | Self::Sarif | Self::Html)
    }
}

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Colours (human).
    pub color: bool,
    /// No source lines (human).
    pub mask: bool,
    /// The characters found stand in the formats that have a place for them (json, jsonl, sarif, html).
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
    Sarif(sarif::Sarif),
    Github(github::Github),
    Gitlab(gitlab::Gitlab),
    Junit(Box<junit::Junit>),
    Markdown(markdown::Markdown),
    Html(Box<html::Html>),
}

impl Report {
    /// A report in `format`.
    pub fn new(format: Format, look: Look) -> Self {
        let renderer = match format {
            Format::Human => Renderer::Human(Box::new(human::Human::new(look))),
            Format::Short => Renderer::Short,
            Format::Json => Renderer::Json(json::Json::default()),
            Format::Jsonl => Renderer::Jsonl,
            Format::Sarif => Renderer::Sarif(sarif::Sarif::default()),
            Format::Github => Renderer::Github(github::Github::default()),
            Format::Gitlab => Renderer::Gitlab(gitlab::Gitlab::default()),
            Format::Junit => Renderer::Junit(Box::default()),
            Format::Html => Renderer::Html(Box::new(html::Html::new(look))),
            Format::Markdown => return Self::markdown_within(usize::MAX, look),
        };
        Self { renderer, look }
    }

    /// A report in Markdown of at most `room` bytes, for a reader that takes no more. The worst stands in
    /// it, and how much does not.
    pub const fn markdown_within(room: usize, look: Look) -> Self {
        Self { renderer: Renderer::Markdown(markdown::Markdown::within(room)), look }
    }

    /// Writes the findings of one file.
    ///
    /// # Errors
    /// The writer's.
    pub fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        let least = self.look.least;
        for found in file.findings().filter(|found| found.finding.severity >= least) {
            self.finding(found, out)?;
        }
        match &mut self.renderer {
            Renderer::Human(human) => human.kinds(file, out),
            Renderer::Junit(junit) => {
                junit.end_of_file(file);
                Ok(())
            }
            Renderer::Html(html) => {
                html.end_of_file(file);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn finding(&mut self, found: Found<'_>, out: &mut dyn Write) -> io::Result<()> {
        // What is excused, and why, stands in the formats that have a place for it.
        let counts = found.finding.excuse.is_none();
        match &mut self.renderer {
            Renderer::Json(json) => json.finding(found, self.look, out)?,
            Renderer::Jsonl => jsonl::finding(found, self.look, out)?,
            Renderer::Sarif(sarif) => sarif.finding(found, self.look, out)?,
            Renderer::Junit(junit) => junit.finding(found),
            _ if !counts => {}
            Renderer::Human(human) => human.finding(found, out)?,
            Renderer::Short => short::finding(found, out)?,
            Renderer::Github(github) => github.finding(found),
            Renderer::Gitlab(gitlab) => gitlab.finding(found, out)?,
            Renderer::Markdown(markdown) => markdown.finding(found),
            Renderer::Html(html) => html.finding(found),
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
            Renderer::Sarif(sarif) => sarif.finish(summary, out),
            Renderer::Github(github) => github.finish(summary, out),
            Renderer::Gitlab(gitlab) => gitlab.finish(summary, out),
            Renderer::Junit(junit) => junit.finish(summary, out),
            Renderer::Markdown(markdown) => markdown.finish(summary, out),
            Renderer::Html(html) => html.finish(summary, out),
        }
    }
}

impl Found<'_> {
    /// The characters found, where they are to be shown.
    fn source(&self, look: Look) -> Option<String> {
        let text = look.show_source.then(|| self.file.text.slice(self.finding.span))?;
        Some(text.chars().take(SOURCE_LIMIT).collect())
    }
}

impl FileReport<'_> {
    /// The name of the highest level that a marking in it shows: a report is marked with it.
    pub fn highest_marking(&self) -> Option<&str> {
        let register = self.rules.register();
        let levels = self.documents.iter().flat_map(|report| report.heading.levels.iter().copied());
        let highest = register.entry(register.highest(levels)?)?;
        Some(&highest.name)
    }

    /// All findings in order of place; findings of unknown rules are none.
    fn findings(&self) -> impl Iterator<Item = Found<'_>> {
        self.documents.iter().enumerate().flat_map(move |(document_index, report)| {
            report.findings.iter().filter_map(move |finding| {
                let rule = self.rules.rules().get(finding.rule)?;
                Some(Found { file: self, document_index, heading: &report.heading, finding, rule })
            })
        })
    }
}

#[cfg(test)]
mod tests;
