//! What stands above the header of the first telegram in a text: a mail that forwards it, a memo that it is pasted
//! behind, a note to whoever it is sent to, or a telegram whose banner line is lost.
//!
//! It is a document of its own where it would be one by itself. Else it belongs to the telegram, and its marks are stray
//! ones: who hands a telegram on marks what he says about it (32 CFR 2001.21(c)), and that may be above its banner line.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use jiff::civil::Date;

use super::banner::ClassWord;
use super::memo::{MemoReader, Verdict};
use super::stretch::Stretch;
use super::traces::Traces;
use super::words::folded;
use super::{Copy, Document, MarkingPlace, Reading, cable, memo, stray};
use crate::register::Register;
use crate::text::Text;

/// What stands above the header of the first telegram.
#[derive(Default)]
pub(super) struct Front {
    /// What it is by itself.
    document: Option<Document>,
    /// Its marks, and its classification authority block, where no banner line of its own covers them.
    marks: Vec<ClassWord>,
}

impl Front {
    /// Takes it off the first of some stretches where it is a document of its own, and the caller does not say that the
    /// whole is a telegram.
    pub(super) fn take(
        text: &Text,
        stretches: &mut [Stretch<'_>],
        traces: &Traces,
        register: &Register,
        (reading, date): (Reading, Option<Date>),
    ) -> Self {
        let Some(whole) = stretches.first_mut() else { return Self::default() };
        // In most texts the header stands on the first line.
        if (whole.from..whole.header_line()).all(|line| text.line(line).trim().is_empty()) {
            return Self::default();
        }
        let (above, below) = whole.at_header();
        let telegram = |stretch| telegram(text, stretch, traces, register);
        let pasted = telegram(&below).filter(|_| reading == Reading::Told);
        let lost = telegram(&above).filter(|above| pasted.is_some() && !above.paragraphs.is_empty());
        let of_memo = || Self::of_memo(text, &above, pasted.is_some(), traces, register, date);
        let mut read = lost.map_or_else(of_memo, Self::of);
        if let Some((document, pasted)) = read.document.as_mut().zip(pasted) {
            *whole = below;
            if let Some(end) = stretches.last_mut().filter(|_| document.covers(&pasted, register)) {
                document.take_foot(end, text);
            }
        }
        read
    }

    fn of(document: Document) -> Self {
        Self { document: Some(document), ..Self::default() }
    }

    /// Reads what stands above as a memo, or as the marks that it has. Without a banner line a reader of the file sees none
    /// but that of the telegram, whatever it is.
    fn of_memo(
        text: &Text,
        above: &Stretch<'_>,
        may_divide: bool,
        traces: &Traces,
        register: &Register,
        date: Option<Date>,
    ) -> Self {
        let front = text.front(text.lines().get(above.to).map_or(0, |line| line.start));
        let memo = MemoReader::new(&front, register);
        let mut marks = stray::stray_marks(&front, &memo, register);
        // In a released text such a block may be that of the release.
        if traces.stamps.is_empty() {
            marks.extend(memo::authority_mark(&front, register));
            marks.sort_by_key(|mark| mark.span);
        }
        let divides = may_divide && memo.verdict() >= Verdict::Marked && memo.has_text();
        let document = divides.then(|| memo.read(date));
        let is_settled = |own: &Document| own.banner.is_some() || own.condition.declassified;
        if document.as_ref().is_some_and(is_settled) {
            marks.clear();
        }
        Self { document, marks }
    }

    /// Puts it in front of the telegrams, the first of which gets the marks.
    pub(super) fn put_above(
        self,
        text: &Text,
        register: &Register,
        mut telegrams: Vec<Document>,
    ) -> Vec<Document> {
        if let Some(first) = telegrams.first_mut().filter(|first| first.copy != Copy::Body) {
            let header_at = first.header_at;
            let marks = self.marks.into_iter().filter(|mark| mark.span.end <= header_at);
            first.stray_marks.splice(0..0, marks);
            first.forget_known_strays();
        }
        if let Some(document) = self.document {
            for telegram in telegrams.iter_mut().filter(|telegram| document.covers(telegram, register)) {
                document.take_heads(telegram, text);
            }
            telegrams.insert(0, document);
        }
        telegrams
    }
}

/// The telegram of a stretch, if more than a body stands for it.
fn telegram(text: &Text, stretch: &Stretch<'_>, traces: &Traces, register: &Register) -> Option<Document> {
    let read = cable::read(text, stretch, traces, register)?;
    (read.recognised && read.document.copy != Copy::Body).then_some(read.document)
}

impl Document {
    /// This is a memo whose banner line may be that of a telegram in it: it is not below that.
    fn covers(&self, telegram: &Self, register: &Register) -> bool {
        let level = |document: &Self| document.banner.as_ref().and_then(|banner| banner.class.level);
        let levels = level(self).zip(level(telegram)).filter(|_| self.memo.is_some());
        levels.is_some_and(|(own, pasted)| register.compare(own, pasted).is_some_and(Ordering::is_ge))
    }

    /// Takes the end of this memo off the last telegram that is pasted into it: its banner line as the last line, and the
    /// authority block above that.
    fn take_foot(&mut self, last: &mut Stretch<'_>, text: &Text) {
        let is_blank = |line: usize| text.line(line).trim().is_empty();
        let Some(foot) = (last.from..last.to).rfind(|&line| !is_blank(line)) else { return };
        let markings = self.memo.iter().flat_map(|memo| &memo.markings);
        let ends_above = markings.into_iter().any(|marking| marking.place == MarkingPlace::Bottom);
        if ends_above || !self.repeats_banner(text.line(foot)) {
            return;
        }
        let of_foot = |line: &usize| is_blank(*line) || memo::is_authority_line(text.line(*line));
        last.end_at((last.from..foot).rev().take_while(of_foot).last().unwrap_or(foot));
        // Its authority block and notices may stand there, and not here.
        self.condition.partial = true;
    }

    /// Takes the banner line of this memo off the pages of a telegram that is pasted into it: the highest marking of the
    /// whole stands on each page (32 CFR 2001.21(b), 2001.24(b)).
    fn take_heads(&self, telegram: &mut Self, text: &Text) {
        let line = |head: &ClassWord| text.line(text.line_index(head.span.start));
        telegram.running_heads.retain(|head| !self.repeats_banner(line(head)));
    }

    /// A line repeats its banner line.
    fn repeats_banner(&self, line: &str) -> bool {
        self.banner.as_ref().is_some_and(|banner| folded(line.trim()) == banner.text)
    }

    /// Leaves to others the stray marks that are known to belong to something.
    pub(super) fn forget_known_strays(&mut self) {
        let mut strays = std::mem::take(&mut self.stray_marks);
        strays.retain(|mark| !self.shows(mark));
        self.stray_marks = strays;
    }

    /// A mark is known as a class word at the head of a page, or as that of a portion.
    fn shows(&self, mark: &ClassWord) -> bool {
        let heads = self.running_heads.iter().chain(&self.entire_texts).map(|head| head.span);
        let mut known = heads.chain(self.portions.iter().map(|portion| portion.mark.span));
        known.any(|span| span.start < mark.span.end && mark.span.start < span.end)
    }
}
