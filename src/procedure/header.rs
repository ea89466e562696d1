//! The header as a whole: the same header printed twice, and the order of its lines.

use super::{Arguments, Hit, Verdict};
use crate::document::{Banner, Caption, Document, HeaderCopy, Order};
use crate::fact::{Fact, Facts};
use crate::span::Span;

/// Reports what one copy of the header says differently from another. A copy that leaves lines out is
/// a stub, which is usual; only what both print is compared. The finding stands in the lower copy,
/// whichever of the two was read as the document's own.
pub(super) fn copies(facts: &Facts<'_>, _: Fact<'_>, _: &Arguments) -> Verdict {
    let document = facts.document;
    let hits = document.header_copies.iter().flat_map(|copy| {
        [banner(document, copy), captions(document, copy), instruction(document, copy)].into_iter().flatten()
    });
    Ok(hits.collect())
}

/// What a copy says, and where.
type Said = (Span, String);

/// The finding about two copies that differ.
fn differ(left: Said, right: Said) -> Hit {
    let (first, second) = if left.0.start <= right.0.start { (left, right) } else { (right, left) };
    Hit::new(second.0).value("first", first.1).value("second", second.1).place("first", Some(first.0))
}

fn banner(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let (own, other) = (document.banner.as_ref()?, &copy.banner);
    let controls =
        |banner: &'_ Banner| banner.controls.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
    let same = own.class.level == other.class.level && controls(own) == controls(other);
    (!same).then(|| differ((own.span, own.text.clone()), (other.span, other.text.clone())))
}

fn captions(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let (own, other) = (&document.preamble.captions, &copy.captions);
    let only_in = |left: &[Caption], right: &[Caption]| {
        let lacks = |caption: &&Caption| right.iter().all(|known| known.word != caption.word);
        left.iter().find(lacks).map(|caption| caption.span)
    };
    let (own_first, other_first) = (own.first()?.span, other.first()?.span);
    let (left, right) = (only_in(own, other), only_in(other, own));
    if left.is_none() && right.is_none() {
        return None;
    }
    let said =
        |span: Option<Span>, first: Span, captions: &[Caption]| (span.unwrap_or(first), words(captions));
    Some(differ(said(left, own_first, own), said(right, other_first, other)))
}

fn words(captions: &[Caption]) -> String {
    let words: Vec<_> = captions.iter().map(|caption| caption.word.as_str()).collect();
    words.join(", ")
}

fn instruction(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let (own, other) = (document.preamble.orders.first()?, copy.order.as_ref()?);
    let said = |order: &Order| (order.span, order.value.text.clone());
    (own.value.text != other.value.text).then(|| differ(said(own), said(other)))
}

/// Reports the first line of the preamble that stands below a line it belongs above.
pub(super) fn order(facts: &Facts<'_>, _: Fact<'_>, _: &Arguments) -> Verdict {
    let mut lines = lines(facts.document);
    lines.sort_by_key(|line| line.span.start);
    let mut lowest: Option<&Line<'_>> = None;
    for line in &lines {
        match lowest {
            Some(above) if above.rank > line.rank => {
                let hit = Hit::new(line.span).value("line", line.name).value("before", above.name);
                return Ok(vec![hit.place("before", Some(above.span))]);
            }
            Some(above) if above.rank == line.rank => {}
            _ => lowest = Some(line),
        }
    }
    Ok(Vec::new())
}

/// A line of the preamble, and its rank from the top.
struct Line<'d> {
    rank: u8,
    name: &'d str,
    span: Span,
}

fn lines(document: &Document) -> Vec<Line<'_>> {
    let preamble = &document.preamble;
    let captions = preamble.captions.iter().map(|line| Line { rank: 0, name: &line.word, span: line.span });
    let fixed = |rank, name, span| Line { rank, name, span };
    let orders = preamble.orders.iter().map(|line| fixed(1, "E.O.", line.span));
    let tags = preamble.tags.iter().map(|line| fixed(2, "TAGS", line.span));
    let subjects = preamble.subjects.iter().map(|line| fixed(3, "SUBJECT", line.span));
    let references = preamble.references.iter().map(|line| fixed(4, "REF", line.span));
    let authorities = preamble.authorities.iter().map(|line| fixed(5, "Classified By", line.span));
    captions.chain(orders).chain(tags).chain(subjects).chain(references).chain(authorities).collect()
}
