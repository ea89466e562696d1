//! The human report: each finding with its source line underlined, rendered by miette over an
//! [`Excerpt`], then one paragraph that says what was done and what was not.
//!
//! Masked, it shows places instead of source lines.

mod statistics;

use std::error::Error;
use std::fmt;
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::excerpt::Excerpt;
use super::recap::{self, count};
use super::safe::visible;
use super::{FileReport, Found, Look, Summary};
use crate::document::DocumentKind;
use crate::finding::Severity;
use crate::span::Span;
use crate::text::Text;

/// The state of a human report.
#[derive(Debug)]
pub(super) struct Human {
    handler: GraphicalReportHandler,
    look: Look,
    /// Kept from finding to finding, so that the memory is.
    page: String,
}

impl Human {
    pub(super) fn new(look: Look) -> Self {
        let theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(look.width)
            .with_break_words(false)
            .with_links(false)
            .without_syntax_highlighting();
        Self { handler, look, page: String::new() }
    }

    pub(super) fn finding(&mut self, found: Found<'_>, out: &mut dyn Write) -> io::Result<()> {
        let view = View::new(found, self.look.mask, self.look.width);
        self.page.clear();
        self.handler.render_report(&mut self.page, &view).map_err(io::Error::other)?;
        writeln!(out, "{}", self.page.trim_end())?;
        if self.look.verbose {
            writeln!(out, "  fingerprint: {}", found.finding.fingerprint)?;
        }
        writeln!(out)
    }

    /// Says with `-v` how the documents of a file were read: as a cable or as a memo.
    pub(super) fn kinds(&self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        if !self.look.verbose || self.look.quiet {
            return Ok(());
        }
        let documents = file.documents.iter().map(|report| report.heading.kind);
        for kind in documents.filter(|kind| *kind != DocumentKind::None) {
            writeln!(out, "{}: read as a {}", visible(&file.path), kind.name())?;
        }
        Ok(())
    }

    pub(super) fn finish(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.look.quiet {
            return Ok(());
        }
        writeln!(out, "{}", recap::headline(summary))?;
        for remark in recap::remarks(summary) {
            writeln!(out, "{remark}")?;
        }
        if self.look.verbose {
            write_not_checkable(summary, out)?;
        } else if !summary.not_checkable.is_empty() {
            let rules = count(distinct_rules(summary), "rule");
            writeln!(out, "{rules} not checkable in some documents; -v says why")?;
        }
        match &summary.statistics {
            Some(counted) => statistics::write(counted, self.look.width, out),
            None => Ok(()),
        }
    }
}

fn write_not_checkable(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    for entry in &summary.not_checkable {
        let documents = count(entry.documents, "document");
        writeln!(out, "not checkable: {}: {} ({documents})", entry.rule, visible(&entry.reason))?;
    }
    Ok(())
}

fn distinct_rules(summary: &Summary) -> usize {
    let rules: std::collections::BTreeSet<_> =
        summary.not_checkable.iter().map(|entry| &entry.rule).collect();
    rules.len()
}

/// A finding, as miette asks for it.
#[derive(Debug)]
struct View {
    code: String,
    message: String,
    severity: miette::Severity,
    help: String,
    labels: Vec<LabeledSpan>,
    excerpt: Option<Excerpt>,
    places: Option<Stop>,
}

/// A place, where there is no excerpt, and the places after it.
#[derive(Debug)]
struct Stop {
    text: String,
    next: Option<Box<Stop>>,
}

impl View {
    fn new(found: Found<'_>, masked: bool, width: usize) -> Self {
        let (file, finding) = (found.file, found.finding);
        let name = visible(&file.path).into_owned();
        let mut view = Self {
            code: format!("{}[{}]", finding.severity.name(), found.rule.id),
            message: visible(&finding.message).into_owned(),
            severity: miette_severity(finding.severity),
            help: visible(&finding.help).into_owned(),
            labels: Vec::new(),
            excerpt: None,
            places: None,
        };
        if masked || file.text.lines().is_empty() {
            view.places = Some(stops(&name, found));
        } else {
            view.show(name, found, width);
        }
        view
    }

    /// Shows the source lines.
    fn show(&mut self, name: String, found: Found<'_>, width: usize) {
        let related = &found.finding.related;
        let spans: Vec<Span> =
            std::iter::once(found.finding.span).chain(related.iter().map(|related| related.span)).collect();
        let excerpt = Excerpt::new(name, &found.file.text, &spans, width);
        let messages = std::iter::once(None)
            .chain(related.iter().map(|related| Some(visible(&related.message).into_owned())));
        self.labels = messages
            .zip(excerpt.places())
            .map(|(message, place)| match message {
                None => LabeledSpan::new_primary_with_span(None, place.span()),
                message => LabeledSpan::new_with_span(message, place.span()),
            })
            .collect();
        self.excerpt = Some(excerpt);
    }
}

fn stops(name: &str, found: Found<'_>) -> Stop {
    let text = &found.file.text;
    let related = found.finding.related.iter().rev().fold(None, |next, related| {
        let place = place(name, text, related.span);
        Some(Box::new(Stop { text: format!("{}: {place}", visible(&related.message)), next }))
    });
    Stop { text: format!("at {}", place(name, text, found.finding.span)), next: related }
}

fn place(name: &str, text: &Text, span: Span) -> String {
    let position = text.position(span.start);
    format!("{name}:{}:{}", position.line, position.column)
}

const fn miette_severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Note => miette::Severity::Advice,
    }
}

impl fmt::Display for View {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for View {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.places.as_ref().map(|stop| stop as &(dyn Error + 'static))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Error for Stop {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.next.as_deref().map(|stop| stop as &(dyn Error + 'static))
    }
}

impl Diagnostic for View {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.excerpt.as_ref()?;
        Some(Box::new(self.labels.iter().cloned()))
    }
}
