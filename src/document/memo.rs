//! A marked document that is no telegram: a class word on a line of its own, and portion marks.
//!
//! Read only where the caller says so. The first class word is its banner line; paragraphs carry their
//! marks at the start of a line, numbered or not.

use super::banner::Banner;
use super::body::BodyReader;
use super::landmark::{Landmark, LandmarkKind, NumberedLine};
use super::preamble::Preamble;
use super::{Copy, Document, DocumentKind, Part};
use crate::register::Register;
use crate::text::Text;

/// Reads the whole text as one memo.
pub(super) fn read(text: &Text, landmarks: &[Landmark], register: &Register) -> Document {
    let mut document = Document { kind: DocumentKind::Memo, copy: Copy::Text, ..Document::none(text) };
    let mut words = landmarks.iter().filter_map(|landmark| match &landmark.kind {
        LandmarkKind::Head(word) => Some(word.clone()),
        _ => None,
    });
    document.banner = words.next().map(|class| Banner {
        span: class.span,
        text: class.word.clone(),
        class,
        ..Banner::default()
    });
    document.running_heads = words.collect();
    let numbered: Vec<NumberedLine> = landmarks.iter().filter_map(numbered).collect();
    let from = document.banner.as_ref().map_or(document.span.start, |banner| banner.span.end);
    let body = BodyReader::new(text, document.span, &numbered, register).read(from, &Preamble::default());
    document.take_body(body);
    document.parts =
        if document.banner.is_some() { vec![Part::Banner, Part::Body] } else { vec![Part::Body] };
    document
}

fn numbered(landmark: &Landmark) -> Option<NumberedLine> {
    match landmark.kind {
        LandmarkKind::Numbered(line) => Some(line),
        _ => None,
    }
}
