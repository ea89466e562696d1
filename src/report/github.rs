//! Annotations of GitHub Actions: workflow commands, one a line.
//!
//! GitHub shows ten annotations of each kind for a step and drops the rest without a word, so the worst
//! come first, each kind ends at ten, and one line says how many more there are. What is excused is not
//! annotated. Nothing is written before the end, and no more is kept than what will be.

use std::borrow::Cow;
use std::io::{self, Write};

use super::recap::{self, count};
use super::safe::visible;
use super::{Found, Summary};
use crate::finding::Severity;

/// How many annotations of a kind GitHub shows for a step.
const SHOWN: usize = 10;

/// Annotations on their way.
#[derive(Debug, Default)]
pub(super) struct Github {
    errors: Annotations,
    warnings: Annotations,
    notices: Annotations,
}

/// The annotations of one kind.
#[derive(Debug, Default)]
struct Annotations {
    /// The first ones.
    lines: Vec<String>,
    all: usize,
}

impl Annotations {
    fn add(&mut self, line: impl FnOnce() -> String) {
        self.all += 1;
        if self.lines.len() < SHOWN {
            self.lines.push(line());
        }
    }
}

impl Github {
    pub(super) fn finding(&mut self, found: Found<'_>) {
        let (kind, annotations) = match found.finding.severity {
            Severity::Error => ("error", &mut self.errors),
            Severity::Warning => ("warning", &mut self.warnings),
            Severity::Note => ("notice", &mut self.notices),
        };
        annotations.add(|| annotation(kind, found));
    }

    pub(super) fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        // What was not read comes before what was found: nobody knows what stands there.
        let mut errors = Annotations::default();
        for unreadable in &summary.unreadable {
            let (path, reason) = (property(&unreadable.path), data(&unreadable.reason));
            errors.add(|| format!("::error file={path},title=not read::{reason}"));
        }
        if let Some(complaint) = &summary.incomplete {
            errors.add(|| format!("::error title=not checked::{}", data(complaint)));
        }
        errors.all += self.errors.all;
        errors.lines.append(&mut self.errors.lines);
        let kinds = [(&errors, "error"), (&self.warnings, "warning"), (&self.notices, "note")];
        for line in kinds.iter().flat_map(|(annotations, _)| annotations.lines.iter().take(SHOWN)) {
            writeln!(out, "{line}")?;
        }
        let more: Vec<String> = kinds
            .iter()
            .filter(|(annotations, _)| annotations.all > SHOWN)
            .map(|(annotations, noun)| count(annotations.all - SHOWN, &format!("more {noun}")))
            .collect();
        if !more.is_empty() {
            writeln!(out, "and {}", more.join(", "))?;
        }
        writeln!(out, "{}", recap::headline(summary))?;
        recap::marking(summary).map_or(Ok(()), |marking| writeln!(out, "{marking}"))
    }
}

/// `::error file=a.txt,line=1,endLine=1,col=2,endColumn=5,title=rule::message`.
fn annotation(kind: &str, found: Found<'_>) -> String {
    let (text, finding) = (&found.file.text, found.finding);
    let (start, end) = (text.position(finding.span.start), text.position(finding.span.end));
    // GitHub refuses columns where an annotation spans lines.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{kind} file={},line={},endLine={}{columns},title={}::{}%0A{}",
        property(&found.file.path),
        start.line,
        end.line,
        property(&found.rule.id),
        data(&finding.message),
        data(&finding.help),
    )
}

/// What may follow the second `::`: no line ends, and no percent sign that is not one.
fn data(text: &str) -> String {
    let text: Cow<'_, str> = visible(text);
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may be the value of a property: nothing that ends it, either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
