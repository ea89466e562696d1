//! What a telegram quotes: from the line that opens a quotation to the line that closes it. What stands there is that of
//! another text, and must neither count for the telegram nor be held against it. What is in doubt is not quoted.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Document;
use super::envelope::EnvelopeLine;
use super::landmark::{Landmark, LandmarkKind};
use super::quotation::Sort;
use crate::span::Span;
use crate::text::Text;

/// A quoted text, below the banner line.
#[derive(Clone, Copy, Debug)]
pub struct QuotedText {
    /// From the line that opens it up to the line that closes it.
    pub span: Span,
    /// The class word that stands alone at its top: its own, where others may be those of a page.
    pub class: Option<Span>,
}

/// The quoted texts that are closed, in order and none in another: by the numbers of the landmarks, from the opening one
/// to the one of its sort that closes it. An end mark and the sender of another message end what is still open: a telegram
/// that forgets to close its quotation does not swallow the next one.
pub(super) fn pairs(landmarks: &[Landmark]) -> Vec<Range<usize>> {
    let mut closed: Vec<Range<usize>> = Vec::new();
    let mut open: BTreeMap<Sort, Vec<usize>> = BTreeMap::new();
    for (index, landmark) in landmarks.iter().enumerate() {
        match landmark.kind {
            LandmarkKind::QuotationOpens(sort) => open.entry(sort).or_default().push(index),
            LandmarkKind::QuotationCloses(sort) => {
                if let Some(from) = open.get_mut(&sort).and_then(Vec::pop) {
                    close(&mut closed, from..index);
                }
            }
            LandmarkKind::EndMark(_) | LandmarkKind::Envelope(EnvelopeLine::Originator) => open.clear(),
            _ => {}
        }
    }
    closed
}

/// Adds a quotation in place of those inside it, unless it begins inside another: that one forgot to close it.
fn close(closed: &mut Vec<Range<usize>>, pair: Range<usize>) {
    let above = closed.partition_point(|other| other.start < pair.start);
    let inside = closed.get(..above).and_then(<[_]>::last).is_some_and(|other| pair.start < other.end);
    if !inside {
        closed.truncate(above);
        closed.push(pair);
    }
}

/// The quoted texts of one telegram. What is opened above its banner line quotes the telegram itself.
pub(super) fn read(text: &Text, landmarks: &[Landmark]) -> Vec<QuotedText> {
    let is_head = |one: &Landmark| matches!(one.kind, LandmarkKind::Banner(_) | LandmarkKind::MessageNumber);
    let head = landmarks.iter().position(is_head).unwrap_or(landmarks.len());
    let below = landmarks.get(head..).unwrap_or_default();
    let quoted = |pair: Range<usize>| {
        let line = |index: usize| text.lines().get(below.get(index)?.line).map(|line| line.start);
        let span = Span::new(line(pair.start)?, line(pair.end)?);
        Some(QuotedText { span, class: class(text, below.get(pair)?) })
    };
    pairs(below).into_iter().filter_map(quoted).collect()
}

/// The class word right behind the line that opens a quotation, but for the head of a page that begins there.
fn class(text: &Text, quoted: &[Landmark]) -> Option<Span> {
    let (opening, class) = (quoted.first()?, quoted.get(1)?);
    let LandmarkKind::Head(word) = &class.kind else { return None };
    let mut between = opening.line + 1..class.line;
    let of_page = quoted.get(2).is_some_and(|next| matches!(next.kind, LandmarkKind::PageHead(_)));
    (!of_page && between.all(|line| text.line(line).trim().is_empty())).then_some(word.span)
}

impl Document {
    /// The place is in a quoted text.
    pub fn quotes(&self, at: usize) -> bool {
        let above = self.quotations.partition_point(|quoted| quoted.span.end <= at);
        self.quotations.get(above).is_some_and(|quoted| quoted.span.start <= at)
    }

    /// The class word stands at the top of a quoted text.
    pub fn quotes_class(&self, word: Span) -> bool {
        let above = self.quotations.partition_point(|quoted| quoted.span.end <= word.start);
        self.quotations.get(above).is_some_and(|quoted| quoted.class == Some(word))
    }
}
