//! The text of a cable: numbered paragraphs, portion marks, quoted blocks, signature.
//!
//! Blank lines end nothing: a portion runs from one numbered head to the next (seen: the sample cable
//! breaks inside a sentence). What is a head is decided in [`head`], where a bracket is a portion mark
//! in [`mark`], and what carries one in [`portions`].

mod block;
mod entire;
mod head;
mod mark;
mod portions;
mod signature;

pub use block::{Block, CrossReference};
pub(super) use mark::{counts, is_wrapped};

use std::ops::Range;

use super::Number;
use super::banner::ClassWord;
use super::landmark::NumberedLine;
use super::preamble::Preamble;
use super::stray;
use crate::marking::Mark;
use crate::register::{Level, Register};
use crate::span::Span;
use crate::text::Text;

/// A numbered paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// The number without its dot.
    pub number: Number,
    /// The letter of `2a.`.
    pub letter: Option<char>,
    /// Its portion mark.
    pub mark: Option<Mark>,
    /// It stands in an open quoted block.
    pub quoted: bool,
    /// The same number stands above.
    pub repeated: bool,
    /// From the head to the last character that is not blank.
    pub span: Span,
}

/// Where a portion mark stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// At the head of a numbered paragraph.
    Paragraph,
    /// At the head of a sub-paragraph.
    SubParagraph,
    /// At the head of unnumbered text.
    #[default]
    Text,
    /// On a heading.
    Heading,
    /// On the subject.
    Subject,
    /// On a reference.
    Reference,
    /// On the paragraph that names the classifier.
    Authority,
}

/// A stretch of text that carries a portion mark.
#[derive(Clone, Debug, Default)]
pub struct Portion {
    /// Where its mark stands.
    pub place: Place,
    /// The mark.
    pub mark: Mark,
    /// The number of its paragraph.
    pub number: Option<i64>,
    /// The level of the paragraph that holds it.
    pub parent: Option<Level>,
    /// `(C - ENTIRE TEXT)`.
    pub entire_text: bool,
}

/// The body of one document.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) portions: Vec<Portion>,
    pub(super) blocks: Vec<Block>,
    pub(super) cross_references: Vec<CrossReference>,
    pub(super) reference_uses: Vec<(char, Span)>,
    pub(super) entire_texts: Vec<ClassWord>,
    pub(super) signature: Option<Span>,
}

/// What the body is read from: a stretch of the text, with the numbered lines and marks found in it.
pub(super) struct BodyReader<'a> {
    text: &'a Text,
    register: &'a Register,
    span: Span,
    candidates: Vec<head::Candidate>,
    marks: Vec<Mark>,
    /// The text goes on from an earlier section, so that its paragraphs begin with any number.
    goes_on: bool,
    /// Where the text ends, the apparatus below it left out: the signature stands in front of that.
    end: usize,
}

impl<'a> BodyReader<'a> {
    /// Looks for everything that could be a head or a mark in `span`.
    pub(super) fn new<'l>(
        text: &'a Text,
        span: Span,
        numbered: impl Iterator<Item = &'l NumberedLine>,
        register: &'a Register,
    ) -> Self {
        let marks = mark::find(text, span, register);
        let candidates = head::candidates(text, span, numbered, &marks, register);
        Self { text, register, span, candidates, marks, goes_on: false, end: span.end }
    }

    /// The same, of a text that ends there.
    pub(super) fn ending(self, end: usize) -> Self {
        Self { end, ..self }
    }

    /// The same, of a section after the first.
    pub(super) fn going_on(self) -> Self {
        Self { goes_on: true, ..self }
    }

    /// Where the first paragraph begins, not above `from`: at number 1, else at the first marked
    /// number, else at the first number. A later section has no number 1, and may begin with numbers that go on to
    /// the first marked one.
    pub(super) fn first_head(&self, from: usize) -> Option<usize> {
        let above = self.candidates.partition_point(|candidate| candidate.digits.start < from);
        let after = self.candidates.get(above..)?;
        let is_first =
            |candidate: &head::Candidate| candidate.mark.is_some() || candidate.number == 1 && !self.goes_on;
        let mut first = after.iter().position(is_first).unwrap_or_default();
        while self.goes_on && after.get(..=first).is_some_and(head::goes_on) {
            first -= 1;
        }
        after.get(first).map(|candidate| candidate.digits.start)
    }

    /// Where the first mark at the start of a line stands, for a text without numbers.
    pub(super) fn first_mark(&self, from: usize) -> Option<usize> {
        let mut marks = self.marks.iter().filter(|mark| mark.span.start >= from);
        marks.find(|mark| mark::opens_line(self.text, mark)).map(|mark| mark.span.start)
    }

    /// The marks of text that stands in some lines of the header, in order. Down to `fields` those lines are fields, which
    /// may end in brackets of their own.
    pub(super) fn marks_of_text(&self, lines: Range<usize>, fields: usize) -> Vec<ClassWord> {
        // No sentence goes on from an address or from the break (format line 11).
        let begins = |mark: &Mark| {
            let above = self.text.as_str().get(fields..mark.span.start);
            above.is_some_and(|above| matches!(above.trim(), "" | "BT"))
        };
        let opens = |mark: &&Mark| match mark::place(self.text, mark, lines.start, false) {
            None => begins(mark),
            Some(Place::Heading) => mark.span.start >= fields,
            Some(_) => true,
        };
        let numbered = self.candidates.iter().skip_while(|candidate| candidate.digits.start < lines.start);
        let numbered = numbered.take_while(|candidate| candidate.digits.start < lines.end);
        let mut marks: Vec<&Mark> = numbered.filter_map(|candidate| candidate.mark.as_ref()).collect();
        let others = self.marks.iter().skip_while(|mark| mark.span.start < lines.start);
        marks.extend(others.take_while(|mark| mark.span.start < lines.end).filter(opens));
        marks.sort_by_key(|mark| mark.span);
        marks.into_iter().map(stray::of_mark).collect()
    }

    /// Reads the body from `from` on.
    pub(super) fn read(self, from: usize, preamble: &Preamble) -> Body {
        let signature = signature::find(self.text, Span::new(from, self.end.max(from)), self.register);
        let line = |name: Span| self.text.lines().get(self.text.line_index(name.start));
        let end = signature.and_then(line).map_or(self.span.end, |line| line.start.max(from));
        // Summaries and quotations are opened above paragraph 1, too.
        let text_span = Span::new(preamble.end().clamp(self.span.start, from), end);
        let candidates: Vec<_> =
            self.candidates.into_iter().filter(|candidate| candidate.digits.start >= from).collect();
        let (blocks, quoted) = block::blocks(self.text, text_span);
        let first = if self.goes_on { head::first_of_section(&candidates) } else { 1 };
        let heads = head::fill_gaps(self.text, head::choose(candidates, &quoted, first));
        let paragraphs = paragraphs(self.text, heads, end);
        let portions =
            portions::portions(self.text, &paragraphs, self.marks, text_span.start..from, preamble);
        Body {
            cross_references: block::cross_references(self.text, text_span, &paragraphs),
            reference_uses: block::reference_uses(self.text, text_span, preamble),
            entire_texts: entire::statements(self.text, self.span, self.register),
            paragraphs,
            portions,
            blocks,
            signature,
        }
    }
}

/// Heads with the stretch of text that each begins.
fn paragraphs(text: &Text, heads: Vec<head::Head>, end: usize) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(heads.len());
    let mut highest = i64::MIN;
    let mut heads = heads.into_iter().peekable();
    while let Some(head) = heads.next() {
        let candidate = head.candidate;
        let next = heads.peek().map_or(end, |next| next.candidate.digits.start);
        let whole = Span::new(candidate.digits.start, next.max(candidate.digits.end));
        let length = text
            .slice(whole)
            .trim_end_matches(|c: char| c.is_whitespace() || c == '\u{b6}' || c == '\\')
            .len();
        let repeated = candidate.letter.is_none()
            && candidate.number <= highest
            && paragraphs
                .iter()
                .rev()
                .take(64)
                .any(|above| above.number.value == candidate.number && above.letter.is_none());
        highest = highest.max(candidate.number);
        paragraphs.push(Paragraph {
            number: Number { value: candidate.number, span: candidate.digits },
            letter: candidate.letter,
            mark: candidate.mark,
            quoted: head.quoted,
            repeated,
            span: Span::new(whole.start, whole.start + length),
        });
    }
    paragraphs
}
