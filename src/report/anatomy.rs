//! The anatomy of a document, as `parse` prints it.
//!
//! It says what was read, as it was read, and judges nothing. A path is printed, never read: that a
//! file is called `08MOSCOW820` says nothing about what it holds.

mod release;

use std::io::{self, Write};

use serde::Serialize;

use self::release::{RedactionShape, ReleaseShape};
use super::safe::visible;
use crate::document::{Document, Memo, Paragraph, PlacedMarking, Portion};
use crate::marking::Mark;
use crate::register::{Level, Register};
use crate::span::Span;
use crate::text::Text;

/// Stands for what `--mask` hides: that something stands is still said.
const MASKED: &str = "[masked]";

/// A document, part by part. The order of the keys is the contract.
#[derive(Clone, Debug, Serialize)]
pub struct Anatomy {
    path: String,
    document: usize,
    kind: &'static str,
    id: Option<String>,
    mrn: Option<Mrn>,
    copy: &'static str,
    parts: Vec<&'static str>,
    date: Option<String>,
    level: Option<String>,
    banner: Option<BannerShape>,
    captions: Vec<String>,
    order: Option<String>,
    declassify: Option<String>,
    tags: Vec<String>,
    subject: Option<String>,
    references: Vec<String>,
    section: Option<SectionShape>,
    paragraphs: Vec<ParagraphShape>,
    /// What only a memo has.
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<MemoShape>,
    redactions: Vec<RedactionShape>,
    /// What only a released text has.
    #[serde(skip_serializing_if = "Option::is_none")]
    release: Option<ReleaseShape>,
}

#[derive(Clone, Debug, Serialize)]
struct MemoShape {
    style: &'static str,
    pages: usize,
    markings: Vec<MarkingShape>,
}

/// A banner line or a portion mark of a memo.
#[derive(Clone, Debug, Serialize)]
struct MarkingShape {
    text: String,
    #[serde(rename = "where")]
    place: &'static str,
    page: usize,
    line: usize,
}

#[derive(Clone, Debug, Serialize)]
struct Mrn {
    post: String,
    serial: i64,
}

#[derive(Clone, Debug, Serialize)]
struct BannerShape {
    text: String,
    line: usize,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct SectionShape {
    number: i64,
    of: i64,
}

#[derive(Clone, Debug, Serialize)]
struct ParagraphShape {
    number: Option<i64>,
    mark: Option<String>,
    level: Option<String>,
    controls: Vec<String>,
    line: usize,
    end_line: usize,
}

/// What an anatomy is made from.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a Text,
    document: &'a Document,
    register: &'a Register,
}

impl Anatomy {
    /// The anatomy of the document that is number `index`, from 0, of the file at `path`.
    pub fn new(path: &str, index: usize, text: &Text, document: &Document, register: &Register) -> Self {
        let reader = Reader { text, document, register };
        let banner = document.banner.as_ref();
        let order = document.preamble.orders.first();
        Self {
            path: path.to_owned(),
            document: index,
            kind: document.kind.name(),
            id: reader.id(),
            mrn: reader.mrn(),
            copy: document.copy.name(),
            parts: document.parts.iter().map(|part| part.name()).collect(),
            date: document.written.map(|moment| format!("{moment}Z")),
            level: reader.level(banner.and_then(|banner| banner.class.level)),
            banner: banner.map(|banner| BannerShape {
                text: banner.text.clone(),
                line: text.position(banner.span.start).line,
            }),
            captions: document.preamble.captions.iter().map(|caption| caption.word.clone()).collect(),
            order: order.and_then(|order| order.number.as_ref()).map(|number| number.text.clone()),
            declassify: order.map(|order| order.value.text.clone()).filter(|value| !value.is_empty()),
            tags: reader.tags(),
            subject: reader.subject(),
            references: document.preamble.references.iter().map(|one| one.text.clone()).collect(),
            section: banner
                .and_then(|banner| banner.section)
                .map(|section| SectionShape { number: section.number, of: section.of }),
            paragraphs: reader.paragraphs(),
            memo: document.memo.as_deref().map(|memo| reader.memo(memo)),
            redactions: release::redactions(text, &document.traces),
            release: ReleaseShape::new(text, &document.traces),
        }
    }

    /// The same, without the words of SUBJECT and references.
    #[must_use]
    pub fn masked(mut self) -> Self {
        let words = self.subject.iter_mut().chain(&mut self.references);
        words.for_each(|words| MASKED.clone_into(words));
        self
    }

    /// Writes it as one line of JSON.
    ///
    /// # Errors
    /// The writer's.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        super::json::write_value(self, out)?;
        out.write_all(b"\n")
    }

    /// Writes it for people.
    ///
    /// # Errors
    /// The writer's.
    pub fn write_human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}: {} {}", visible(&self.path), self.kind, self.document + 1)?;
        for (key, value) in self.lines() {
            if !value.is_empty() {
                writeln!(out, "  {key:<12}{}", visible(&value))?;
            }
        }
        for paragraph in &self.paragraphs {
            writeln!(out, "  {:<12}{}", "paragraph", visible(&paragraph.line()))?;
        }
        if let Some(memo) = &self.memo {
            memo.write_human(out)?;
        }
        if let Some(release) = &self.release {
            release.write_human(out)?;
        }
        for redaction in &self.redactions {
            redaction.write_human(out)?;
        }
        writeln!(out)
    }

    fn lines(&self) -> [(&'static str, String); 14] {
        let banner = self.banner.as_ref().map(|banner| format!("{} (line {})", banner.text, banner.line));
        let section = self.section.map(|section| format!("{} of {}", section.number, section.of));
        let mrn = self.mrn.as_ref().map(|mrn| format!("{} {}", mrn.post, mrn.serial));
        [
            ("id", self.id.clone().unwrap_or_default()),
            ("mrn", mrn.unwrap_or_default()),
            ("copy", self.copy.to_owned()),
            ("parts", self.parts.join(", ")),
            ("date", self.date.clone().unwrap_or_default()),
            ("banner", banner.unwrap_or_default()),
            ("level", self.level.clone().unwrap_or_default()),
            ("section", section.unwrap_or_default()),
            ("captions", self.captions.join(", ")),
            ("order", self.order.clone().unwrap_or_default()),
            ("declassify", self.declassify.clone().unwrap_or_default()),
            ("tags", self.tags.join(", ")),
            ("subject", self.subject.clone().unwrap_or_default()),
            ("references", self.references.join("; ")),
        ]
    }
}

impl MemoShape {
    fn write_human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "  {:<12}{}", "style", self.style)?;
        for marking in &self.markings {
            let MarkingShape { text, place, page, line } = marking;
            writeln!(out, "  {:<12}{}  {place}, page {page}, line {line}", "marking", visible(text))?;
        }
        Ok(())
    }
}

impl ParagraphShape {
    fn line(&self) -> String {
        let number = self.number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        let mark = self.mark.as_ref().map_or_else(|| "no mark".to_owned(), |mark| format!("({mark})"));
        let lines = if self.line == self.end_line {
            format!("line {}", self.line)
        } else {
            format!("lines {}-{}", self.line, self.end_line)
        };
        format!("{number:<4}{mark:<13} {lines}")
    }
}

impl<'a> Reader<'a> {
    fn memo(self, memo: &Memo) -> MemoShape {
        let marking = |placed: &PlacedMarking| MarkingShape {
            text: self.text.slice(placed.marking.span).split_whitespace().collect::<Vec<_>>().join(" "),
            place: placed.place.name(),
            page: placed.page,
            line: self.text.position(placed.span.start).line,
        };
        MemoShape {
            style: memo.style.name(),
            pages: memo.pages,
            markings: memo.markings.iter().map(marking).collect(),
        }
    }

    fn mrn(self) -> Option<Mrn> {
        let banner = self.document.banner.as_ref()?;
        Some(Mrn { post: banner.post.as_ref()?.name.clone(), serial: banner.serial?.value })
    }

    /// `08MOSCOW820`; the year comes from the date-time group alone.
    fn id(self) -> Option<String> {
        let Mrn { post, serial } = self.mrn()?;
        let year = self.document.written?.year().rem_euclid(100);
        Some(format!("{year:02}{post}{serial}"))
    }

    fn level(self, level: Option<Level>) -> Option<String> {
        level.map(|level| self.register.symbol(level).to_owned())
    }

    fn tags(self) -> Vec<String> {
        let lines = self.document.preamble.tags.iter();
        lines.flat_map(|line| line.tags.iter().map(|tag| tag.text.clone())).collect()
    }

    fn subject(self) -> Option<String> {
        let subject = self.document.preamble.subjects.first()?;
        let words: Vec<&str> = self.text.slice(subject.text).split_whitespace().collect();
        Some(words.join(" "))
    }

    /// Numbered paragraphs, and portions that stand in none, in order of place. What is quoted belongs
    /// to the paragraph that quotes it.
    fn paragraphs(self) -> Vec<ParagraphShape> {
        let numbered = self.numbered();
        let inside = |portion: &Portion| {
            let after = numbered.partition_point(|&(_, span)| span.start <= portion.mark.span.start);
            let above = after.checked_sub(1).and_then(|index| numbered.get(index));
            above.is_some_and(|(_, span)| span.contains(portion.mark.span))
        };
        let body = |portion: &&Portion| {
            use crate::document::Place::{Heading, Paragraph, SubParagraph, Text};
            matches!(portion.place, Paragraph | SubParagraph | Text | Heading)
        };
        let unnumbered = self.document.portions.iter().filter(body).filter(|portion| !inside(portion));
        let mut shapes: Vec<(Span, ParagraphShape)> = unnumbered
            .map(|portion| {
                let mark = &portion.mark;
                (mark.span, self.shape(None, Some(mark), mark.span))
            })
            .collect();
        shapes.extend(numbered.iter().map(|&(paragraph, span)| {
            (span, self.shape(Some(paragraph.number.value), paragraph.mark.as_ref(), span))
        }));
        shapes.sort_by_key(|(span, _)| *span);
        shapes.into_iter().map(|(_, shape)| shape).collect()
    }

    /// Paragraphs that are not quoted, each with what it quotes.
    fn numbered(self) -> Vec<(&'a Paragraph, Span)> {
        let mut numbered: Vec<(&Paragraph, Span)> = Vec::new();
        for paragraph in &self.document.paragraphs {
            match numbered.last_mut().filter(|_| paragraph.quoted) {
                Some((_, span)) => *span = span.cover(paragraph.span),
                None => numbered.push((paragraph, paragraph.span)),
            }
        }
        numbered
    }

    fn shape(self, number: Option<i64>, mark: Option<&Mark>, span: Span) -> ParagraphShape {
        ParagraphShape {
            number,
            mark: mark.map(|mark| mark.text.clone()),
            level: self.level(mark.and_then(|mark| mark.level)),
            controls: mark.map(|mark| mark.controls.clone()).unwrap_or_default(),
            line: self.text.position(span.start).line,
            end_line: self.text.position(span.end.saturating_sub(1).max(span.start)).line,
        }
    }
}
