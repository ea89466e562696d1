//! JSON: one object with `schema_version`, `findings` and `summary`, written as the findings come.
//!
//! The shapes are the contract with scripts: keys are only ever added. They are structs of their
//! own, so that a change of the internal types cannot change them unseen.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::{Found, Look, SCHEMA_VERSION, Summary, safe};
use crate::excuse::Excuse;
use crate::span::Span;
use crate::text::Text;

/// One finding, as machines read it.
#[derive(Serialize)]
pub(super) struct FindingShape<'a> {
    path: &'a str,
    document: usize,
    kind: &'static str,
    mrn: Option<String>,
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceShape,
    related: Vec<RelatedShape<'a>>,
    help: &'a str,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    excused: Option<ExcuseShape<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

/// Why the finding does not count.
#[derive(Serialize)]
struct ExcuseShape<'a> {
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

#[derive(Serialize)]
struct RelatedShape<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: PlaceShape,
}

/// Where: lines and columns from 1, columns in Unicode scalars, ends exclusive; bytes of the file.
#[derive(Serialize)]
struct PlaceShape {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: usize,
    end: usize,
}

impl<'a> FindingShape<'a> {
    pub(super) fn new(found: Found<'a>, look: Look) -> Self {
        let Found { file, finding, .. } = found;
        let related = finding.related.iter().map(|related| RelatedShape {
            message: &related.message,
            place: PlaceShape::new(&file.text, related.span),
        });
        Self {
            path: &file.path,
            document: found.document_index,
            kind: found.heading.kind.name(),
            mrn: found.heading.mrn(),
            rule: &found.rule.id,
            severity: finding.severity.name(),
            message: &finding.message,
            place: PlaceShape::new(&file.text, finding.span),
            related: related.collect(),
            help: &finding.help,
            fingerprint: &finding.fingerprint,
            excused: finding.excuse.as_ref().map(ExcuseShape::new),
            source: found.source(look),
        }
    }
}

impl<'a> ExcuseShape<'a> {
    fn new(excuse: &'a Excuse) -> Self {
        match excuse {
            Excuse::Known => Self { by: excuse.name(), reason: None, owner: None, until: None },
            Excuse::Suppressed { reason, owner, until } => Self {
                by: excuse.name(),
                reason: Some(reason),
                owner: owner.as_deref(),
                until: until.map(|day| day.to_string()),
            },
        }
    }
}

impl PlaceShape {
    fn new(text: &Text, span: Span) -> Self {
        let (start, end) = (text.position(span.start), text.position(span.end));
        Self {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            start: text.file_offset(span.start),
            end: text.file_offset(span.end),
        }
    }
}

/// A JSON report on its way.
#[derive(Debug)]
pub(super) struct Json {
    findings: Sequence,
}

impl Default for Json {
    fn default() -> Self {
        Self { findings: Sequence::new(format!("{{\"schema_version\":{SCHEMA_VERSION},\"findings\":[")) }
    }
}

impl Json {
    pub(super) fn finding(&mut self, found: Found<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
        self.findings.push(&FindingShape::new(found, look), out)
    }

    pub(super) fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.findings.close(out)?;
        out.write_all(b",\"summary\":")?;
        write_value(summary, out)?;
        out.write_all(b"}\n")
    }
}

/// The values of a JSON array, one a line, written as they come.
#[derive(Debug)]
pub(super) struct Sequence {
    /// What stands before the first value, until it is written.
    opening: Option<String>,
}

impl Sequence {
    /// An array that begins with `opening`.
    pub(super) fn new(opening: impl Into<String>) -> Self {
        Self { opening: Some(opening.into()) }
    }

    pub(super) fn push(&mut self, value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
        match self.opening.take() {
            Some(opening) => writeln!(out, "{opening}")?,
            None => out.write_all(b",\n")?,
        }
        write_value(value, out)
    }

    /// Writes the end of the array, and its beginning if it is empty.
    pub(super) fn close(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{}\n]", self.opening.take().map_or_else(String::new, |opening| opening + "\n"))
    }
}

/// Writes one value on one line. JSON readers see every character as it is; a terminal or a CI log
/// that the JSON is printed to sees `\u202e` where there is a character that acts.
pub(crate) fn write_value(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Careful(CompactFormatter))).map_err(io::Error::from)
}

/// A formatter that escapes what [`safe::is_unsafe`] names.
struct Careful(CompactFormatter);

impl Formatter for Careful {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let plain = fragment.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if plain || !fragment.chars().any(safe::is_unsafe) {
            return self.0.write_string_fragment(out, fragment);
        }
        let mut buffer = [0; 4];
        for character in fragment.chars() {
            if safe::is_unsafe(character) {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            } else {
                out.write_all(character.encode_utf8(&mut buffer).as_bytes())?;
            }
        }
        Ok(())
    }
}
