//! Which parts and which layout a cable has, and whether what was read is one at all.

use super::landmark::{Landmark, LandmarkKind};
use super::preamble::Preamble;
use super::{Copy, Document, DocumentKind, Part};
use crate::register::Register;
use crate::text::Text;

/// Names the parts and the layout of a document that was read as a cable. True where it is one.
pub(super) fn settle(
    document: &mut Document,
    text: &Text,
    landmarks: &[Landmark],
    register: &Register,
) -> bool {
    let preamble = &document.preamble;
    let fields = usize::from(!preamble.orders.is_empty())
        + usize::from(!preamble.tags.is_empty())
        + usize::from(!preamble.subjects.is_empty());
    let has_preamble = fields > 0 || !preamble.captions.is_empty();
    let sure = document.banner.is_some()
        || document.copy == Copy::Smart
        || document.envelope.format_lines() >= 2
        || (fields >= 2 && (!preamble.orders.is_empty() || has_subject_tag(text, preamble, register)));
    let parts = [
        (document.envelope.has_transmission(), Part::Transmission),
        (document.envelope.has_address(), Part::Address),
        (document.banner.is_some(), Part::Banner),
        (has_preamble && sure, Part::Preamble),
        (!document.paragraphs.is_empty() || !document.portions.is_empty() || sure, Part::Body),
    ];
    document.parts = parts.into_iter().filter_map(|(stands, part)| stands.then_some(part)).collect();
    if document.copy != Copy::Smart {
        document.copy = copy(document, landmarks, has_preamble && sure);
    }
    document.kind = DocumentKind::Cable;
    sure || is_body_copy(document)
}

fn copy(document: &Document, landmarks: &[Landmark], preamble: bool) -> Copy {
    let of_archive =
        |landmark: &Landmark| matches!(landmark.kind, LandmarkKind::Archive | LandmarkKind::PageHead(_));
    let is_old = document.written.is_some_and(|written| written.year() < 1995);
    if document.envelope.has_transmission() {
        Copy::Transmission
    } else if is_old && landmarks.iter().any(of_archive) {
        Copy::Archive
    } else if document.envelope.has_address() {
        Copy::Department
    } else if document.banner.is_some() || preamble {
        Copy::Text
    } else {
        Copy::Body
    }
}

/// Web pages and tasks have tags and a subject, too, but not a subject tag of the Department in capitals.
fn has_subject_tag(text: &Text, preamble: &Preamble, register: &Register) -> bool {
    let mut tags = preamble.tags.iter().flat_map(|line| &line.tags);
    tags.any(|tag| register.tables.knows_subject_tag(text.slice(tag.span)))
}

/// A bare body is taken for a cable only if it has a mark on a head, or two consecutive heads from 1
/// and a signature.
fn is_body_copy(document: &Document) -> bool {
    let mut numbers = document.paragraphs.iter().map(|paragraph| paragraph.number.value);
    let from_one = numbers.next() == Some(1) && numbers.next() == Some(2);
    let marked = document.paragraphs.iter().any(|paragraph| paragraph.mark.is_some());
    marked || (from_one && document.signature.is_some())
}
