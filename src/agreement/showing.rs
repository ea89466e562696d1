//! What one copy of a cable shows, and which cable it is a copy of.

use ecow::EcoString;

use super::Matter;
use crate::document::{Copy, Document, DocumentKind, Part, Place};
use crate::redaction::CodePlace;
use crate::register::{Level, Register};
use crate::span::Span;
use crate::text::Text;

/// Paragraphs with a higher number are not compared: no cable has so many.
pub(super) const PARAGRAPHS: u16 = 1_000;

/// A word of a marking, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// A level, a caption, a list of captions, or a mark in its canonical form.
    pub word: EcoString,
    /// Where.
    pub span: Span,
}

/// A mark, or the declassification date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// What bears it.
    pub(crate) matter: Matter,
    /// Which of the words it is, from 0.
    pub(crate) word: u16,
    /// Where it stands.
    pub(crate) span: Span,
}

/// What a copy shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    /// Which cable it is.
    pub(crate) cable: [u8; 8],
    /// The line of its banner line, from 1.
    pub(crate) line: usize,
    /// The level on the banner line.
    pub(crate) banner: Option<Shown>,
    /// The captions, each once and where it stands first, in the order of their words.
    pub(crate) captions: Vec<Shown>,
    /// The whole header stands, so that a caption that is not there is known to be missing.
    pub(crate) whole_header: bool,
    /// Marks in their canonical form, and the declassification date: a cable has a dozen paragraphs and two or three sorts
    /// of marks.
    pub(crate) words: Vec<EcoString>,
    /// The marks of the subject and of paragraphs, and the declassification date, in this order, each matter once.
    pub(crate) marks: Vec<Mark>,
    /// Where to point at a caption that is missing.
    pub(crate) face: Span,
}

impl Showing {
    /// What a document shows. Nothing of what is no cable, or whose post, serial and year are not all known: post
    /// and serial come again every year.
    pub fn of(document: &Document, text: &Text, register: &Register) -> Option<Self> {
        let banner = document.banner.as_ref().filter(|_| document.kind == DocumentKind::Cable)?;
        let (post, serial) = (&banner.post.as_ref()?.name, banner.serial?.value);
        let year = document.written?.year();
        // What has no section is the first, or the whole.
        let section = banner.section.map_or(1, |section| section.number);
        let counts = Counting { document, register };
        let level = banner.class.level.filter(|level| counts.counts(*level));
        let (words, marks) = counts.marks();
        Some(Self {
            cable: identity(&format!("{post} {serial} {year} {section}")),
            line: text.line_index(banner.span.start) + 1,
            banner: level.map(|level| Shown { word: name(level, register).into(), span: banner.class.span }),
            captions: captions(document),
            whole_header: has_whole_header(document),
            words,
            marks,
            face: banner.span,
        })
    }

    /// The word of a mark.
    pub(super) fn word(&self, mark: &Mark) -> &str {
        self.words.get(usize::from(mark.word)).map_or("", EcoString::as_str)
    }
}

/// A digest of a name. It is long enough that no two cables of an archive share one.
fn identity(name: &str) -> [u8; 8] {
    let digest = blake3::hash(name.as_bytes());
    digest.as_bytes().first_chunk().copied().unwrap_or_default()
}

fn name(level: Level, register: &Register) -> &str {
    let entry = register.entry(level).map(|entry| entry.name.as_str()).filter(|name| !name.is_empty());
    entry.unwrap_or_else(|| register.symbol(level))
}

/// The registered captions. One that names its readers is text; one that is misspelt is what was meant.
fn captions(document: &Document) -> Vec<Shown> {
    let captions = document.preamble.captions.iter().filter(|caption| !caption.addressed);
    let shown = captions.filter_map(|caption| {
        let word = if caption.known { Some(&caption.word) } else { caption.suggestion.as_ref() };
        Some(Shown { word: word?.as_str().into(), span: caption.span })
    });
    let mut shown: Vec<Shown> = shown.collect();
    // Those of one word stay in the order in which they stand.
    shown.sort_by(|one, other| one.word.cmp(&other.word));
    shown.dedup_by(|later, first| later.word == first.word);
    shown
}

/// Nothing of the header is known to be cut away, struck out or unreadable. The later layout has fields for what
/// elsewhere are captions.
fn has_whole_header(document: &Document) -> bool {
    let condition = document.condition;
    let touched =
        condition.partial || condition.noisy || is_released(document) || is_header_redacted(document);
    let fields = document.parts.contains(&Part::Preamble)
        && !(document.preamble.orders.is_empty() && document.preamble.tags.is_empty());
    fields && !touched && document.copy != Copy::Smart
}

/// Something was taken out above the first paragraph, or at the margin, where it may belong to any line.
fn is_header_redacted(document: &Document) -> bool {
    let end = document.paragraphs.first().map_or(document.span.end, |first| first.span.start);
    let traces = &document.traces;
    traces.redactions.iter().any(|redaction| redaction.span.start < end)
        || traces.codes.iter().any(|code| code.place == CodePlace::Margin)
}

fn is_released(document: &Document) -> bool {
    document.condition.declassified || document.traces.is_release()
}

/// Which marks of a copy count.
struct Counting<'d> {
    document: &'d Document,
    register: &'d Register,
}

impl Counting<'_> {
    /// What was released may have been put down to UNCLASSIFIED for that, which contradicts no earlier copy.
    fn counts(&self, level: Level) -> bool {
        let register = self.register;
        let lowest = register.level("U") == Some(register.counts_as(level));
        !(lowest && is_released(self.document))
    }

    /// The words, and the marks that show them.
    fn marks(&self) -> (Vec<EcoString>, Vec<Mark>) {
        let portions = self.document.portions.iter();
        let subjects = portions.filter(|portion| portion.place == Place::Subject);
        let subjects = subjects.map(|portion| (Matter::Subject, &portion.mark));
        let paragraphs = self.document.paragraphs.iter().filter(|one| !one.quoted && one.letter.is_none());
        let paragraphs = paragraphs.filter_map(|one| {
            let number =
                u16::try_from(one.number.value).ok().filter(|number| (1..PARAGRAPHS).contains(number))?;
            Some((Matter::Paragraph(number), one.mark.as_ref()?))
        });
        let mut words = Words { register: self.register, known: Vec::new(), all: Vec::new() };
        let shown = subjects.chain(paragraphs).filter_map(|(matter, mark)| {
            let level = mark.level.filter(|level| self.counts(*level))?;
            Some(Mark { matter, word: words.of(level, &mark.controls), span: mark.span })
        });
        let mut marks: Vec<Mark> = shown.collect();
        marks.sort_by_key(|mark| mark.matter);
        // A number that comes twice names no paragraph.
        let same = |pair: &[Mark]| match pair {
            [one, other] if one.matter == other.matter => Some(one.matter),
            _ => None,
        };
        let twice: Vec<Matter> = marks.windows(2).filter_map(same).collect();
        marks.retain(|mark| twice.binary_search(&mark.matter).is_err());
        marks.extend(self.declassification(&mut words));
        (words.all, marks)
    }

    /// The declassification date. A release may have set another one, and a scan another digit.
    fn declassification(&self, words: &mut Words<'_>) -> Option<Mark> {
        let known = !is_released(self.document) && !self.document.condition.noisy;
        let date = self.document.preamble.orders.first().filter(|_| known)?.date?;
        let word = words.add(&date.date.to_string());
        Some(Mark { matter: Matter::Declassification, word, span: date.span })
    }
}

/// The words of a cable.
struct Words<'d> {
    register: &'d Register,
    /// Marks, and the number of the word of each.
    known: Vec<(Level, &'d [String], u16)>,
    all: Vec<EcoString>,
}

impl<'d> Words<'d> {
    /// The number of the word of a mark.
    fn of(&mut self, level: Level, controls: &'d [String]) -> u16 {
        let same = |(other, others, _): &&(Level, &[String], _)| *other == level && *others == controls;
        if let Some((_, _, word)) = self.known.iter().find(same) {
            return *word;
        }
        let word = self.add(&self.word(level, controls));
        self.known.push((level, controls, word));
        word
    }

    fn add(&mut self, word: &str) -> u16 {
        self.all.push(word.into());
        // There are no more of them than paragraphs that are compared.
        u16::try_from(self.all.len() - 1).unwrap_or(u16::MAX)
    }

    /// A mark with its brackets: what is SBU says so in place of its level.
    fn word(&self, level: Level, controls: &[String]) -> String {
        let says_sbu = controls.first().is_some_and(|first| first == "SBU");
        let level = Some(self.register.symbol(level)).filter(|_| !says_sbu);
        let parts: Vec<&str> = level.into_iter().chain(controls.iter().map(String::as_str)).collect();
        format!("({})", parts.join("/"))
    }
}
