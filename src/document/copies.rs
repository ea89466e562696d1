//! One message printed twice: its header again, above the record or in front of the full text (seen:
//! 08RIGA472, 06LIMA1534). The copies are one cable; the fuller one is the document, the others are
//! kept to be compared.

use super::banner::Banner;
use super::preamble::{Caption, Order, Preamble};
use super::{Document, Part, sections};
use crate::span::Span;

/// The header printed a second time.
#[derive(Clone, Debug, Default)]
pub struct HeaderCopy {
    /// Everything from its first line to its last.
    pub span: Span,
    /// Its banner.
    pub banner: Banner,
    /// Its captions.
    pub captions: Vec<Caption>,
    /// Its E.O. line.
    pub order: Option<Order>,
}

impl HeaderCopy {
    /// The header that stands in `span`.
    pub(super) fn new(span: Span, banner: Banner, preamble: &Preamble) -> Self {
        let (captions, order) = (preamble.captions.clone(), preamble.orders.first().cloned());
        Self { span, banner, captions, order }
    }
}

/// Joins neighbouring documents that are copies of one message, and tells its sections what they go on from.
pub(super) fn join(documents: Vec<Document>) -> Vec<Document> {
    let mut joined: Vec<Document> = Vec::new();
    for mut document in documents {
        match joined.pop() {
            Some(previous) if is_same_message(&previous, &document) => joined.push(merge(previous, document)),
            Some(mut previous) => {
                document.earlier_section = sections::before(&previous, &document).map(Box::new);
                previous.condition.goes_on = document.earlier_section.is_some();
                joined.extend([previous, document]);
            }
            None => joined.push(document),
        }
    }
    joined
}

/// The same post and serial, and not two sections; or an envelope without a banner line before the same envelope with
/// one.
fn is_same_message(first: &Document, second: &Document) -> bool {
    match (message(first), message(second)) {
        (Some(one), Some(other)) => {
            let lesser = if is_fuller(first, second) { second } else { first };
            one == other && !is_whole(lesser) && !sections::are_apart(first, second)
        }
        (None, _) | (_, None) => same_envelope(first, second),
    }
}

fn message(document: &Document) -> Option<(&str, i64)> {
    let banner = document.banner.as_ref()?;
    Some((banner.post.as_ref()?.name.as_str(), banner.serial?.value))
}

/// Its text stands, with marks: such a copy is a document beside a fuller one, since each may be wrong by itself.
const fn is_whole(document: &Document) -> bool {
    !document.portions.is_empty()
}

fn same_envelope(first: &Document, second: &Document) -> bool {
    let serial = |document: &Document| {
        document.envelope.station.as_ref().and_then(|station| station.serial).map(|serial| serial.value)
    };
    let only_envelope = |document: &Document| document.banner.is_none() && document.paragraphs.is_empty();
    let same_group = first.written.is_some() && first.written == second.written;
    only_envelope(first) && same_group && serial(first) == serial(second)
}

/// The first copy holds more of the message than the second.
fn is_fuller(first: &Document, second: &Document) -> bool {
    let fullness =
        |document: &Document| (document.paragraphs.len(), document.portions.len(), document.span.len());
    fullness(first) > fullness(second)
}

/// The fuller copy, with what only the other one has.
fn merge(mut first: Document, second: Document) -> Document {
    let earlier_section = first.earlier_section.take();
    let (mut full, other) = if is_fuller(&first, &second) { (first, second) } else { (second, first) };
    full.span = full.span.cover(other.span);
    full.first_line =
        if other.first_line.start < full.first_line.start { other.first_line } else { full.first_line };
    if !full.envelope.has_transmission() && other.envelope.has_transmission() {
        full.envelope = other.envelope;
        full.written = full.written.or(other.written);
        full.copy = other.copy;
    }
    full.header_at = full.header_at.min(other.header_at);
    full.condition.partial |= other.condition.partial;
    full.condition.declassified |= other.condition.declassified;
    full.condition.sbu_notice |= other.condition.sbu_notice;
    full.running_heads.extend(other.running_heads);
    full.stray_marks.extend(other.stray_marks);
    full.quotations.extend(other.quotations);
    full.quotations.sort_by_key(|quoted| quoted.span);
    let mut further = other.header_copies;
    if further.len() > full.header_copies.len() {
        // The longer list is kept and the shorter one moved: a text of nothing but headers stays linear.
        std::mem::swap(&mut further, &mut full.header_copies);
    }
    full.header_copies.extend(further);
    let copy = other.banner.map(|banner| HeaderCopy::new(other.span, banner, &other.preamble));
    full.header_copies.extend(copy);
    full.earlier_section = earlier_section;
    for part in other.parts {
        if !full.parts.contains(&part) && matches!(part, Part::Transmission | Part::Address) {
            full.parts.push(part);
        }
    }
    full.parts.sort();
    full
}
