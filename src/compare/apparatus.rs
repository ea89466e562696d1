//! The apparatus of a release: what the releasing office put into the text in place of what it took
//! out, and beside it.

use super::words::{Belonging, Border};
use crate::document::{Document, Traces};
use crate::redaction::{CodePlace, Coded, ExemptionCode, Redaction};
use crate::span::Span;

/// What the releasing office put into a text, in order.
#[derive(Clone, Debug, Default)]
pub struct Apparatus {
    marks: Vec<Mark>,
}

/// One thing that the releasing office put into a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
    /// Characters of a mask or bar; 0 otherwise.
    pub length: usize,
    /// The codes that say why.
    pub codes: Vec<String>,
}

/// What a mark of the releasing office is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkKind {
    /// It stands for text that was taken out.
    #[default]
    Redaction,
    /// A code beside the text, which may be all that is left where text was whited out.
    Code,
    /// A stamp or a banner of the release.
    Furniture,
}

impl Apparatus {
    /// Some marks, in any order. Of two that overlap the one that begins first stays; where both begin
    /// at one place, a redaction before a code, a code before a stamp, the longer of two stamps: State's
    /// header begins with the class word of the release, which is a marking of its own.
    pub fn new(mut marks: Vec<Mark>) -> Self {
        marks.retain(|mark| !mark.span.is_empty());
        marks.sort_by_key(|mark| (mark.span.start, mark.kind as u8, std::cmp::Reverse(mark.span.end)));
        let mut end = 0;
        marks.retain(|mark| {
            let free = mark.span.start >= end;
            end = if free { mark.span.end } else { end };
            free
        });
        Self { marks }
    }

    /// What was recognised in some documents of one text.
    pub fn of(documents: &[Document]) -> Self {
        let all = documents.iter().map(|document| &document.traces);
        // A stamp is laid down last: a redaction inside its lines is not to be swallowed by it.
        let redactions = all.clone().flat_map(|traces| traces.redactions.iter().map(redaction));
        let mut marks: Vec<Mark> = redactions.collect();
        marks.extend(all.clone().flat_map(|traces| traces.codes.iter().map(code)));
        let inner = Self::new(marks).marks;
        let furniture = all.flat_map(furniture).flat_map(|span| without(span, &inner));
        let furniture: Vec<Mark> = furniture.collect();
        Self::new(inner.into_iter().chain(furniture).collect())
    }

    /// The marks, in order.
    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Where words must not cross.
    pub(super) fn borders(&self) -> Vec<Border> {
        let of = |kind| match kind {
            MarkKind::Redaction => Belonging::Mark,
            MarkKind::Code | MarkKind::Furniture => Belonging::Furniture,
        };
        self.marks.iter().map(|mark| Border { span: mark.span, of: of(mark.kind) }).collect()
    }
}

fn redaction(redaction: &Redaction) -> Mark {
    let own = matches!(redaction.coded, Coded::Inside | Coded::Beside);
    Mark {
        span: redaction.span,
        kind: MarkKind::Redaction,
        length: redaction.length,
        codes: if own { redaction.codes.clone() } else { Vec::new() },
    }
}

fn code(code: &ExemptionCode) -> Mark {
    let in_stamp = code.place == CodePlace::Stamp;
    let kind = if in_stamp { MarkKind::Furniture } else { MarkKind::Code };
    Mark { span: code.span, kind, length: 0, codes: vec![code.code.clone()] }
}

fn furniture(traces: &Traces) -> Vec<Span> {
    let stamps = traces.stamps.iter().map(|stamp| stamp.span);
    let overlays = traces.overlays.iter().map(|overlay| overlay.span);
    let upgrades = traces.upgrades.iter().map(|upgrade| upgrade.span);
    stamps.chain(overlays).chain(upgrades).collect()
}

/// The pieces of a stamp between the marks that stand in it.
fn without(span: Span, marks: &[Mark]) -> Vec<Mark> {
    let from = marks.partition_point(|mark| mark.span.end <= span.start);
    let inside = marks.iter().skip(from).take_while(|mark| mark.span.start < span.end);
    let mut pieces = Vec::new();
    let mut at = span.start;
    let mut push = |start, end| {
        let piece = Span::new(start, end);
        pieces.push(Mark { span: piece, kind: MarkKind::Furniture, ..Mark::default() });
    };
    for mark in inside {
        push(at, mark.span.start.max(at));
        at = at.max(mark.span.end);
    }
    push(at, span.end.max(at));
    pieces.retain(|piece| !piece.span.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_overlap_and_a_stamp_yields_to_what_stands_in_it() {
        let mark = |start, end, kind| Mark { span: Span::new(start, end), kind, ..Mark::default() };
        let inner = [mark(4, 6, MarkKind::Redaction)];
        let places: Vec<Span> = without(Span::new(0, 10), &inner).iter().map(|mark| mark.span).collect();
        assert_eq!(places, [Span::new(0, 4), Span::new(6, 10)]);
        let apparatus = Apparatus::new(vec![mark(2, 5, MarkKind::Code), mark(2, 9, MarkKind::Redaction)]);
        assert_eq!(apparatus.marks(), [mark(2, 9, MarkKind::Redaction)]);
        let (word, header) = (mark(0, 12, MarkKind::Furniture), mark(0, 94, MarkKind::Furniture));
        assert_eq!(Apparatus::new(vec![word, header.clone()]).marks(), [header]);
    }
}
