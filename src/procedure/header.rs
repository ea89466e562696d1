//! The header as a whole: the same header printed twice, and the order of its lines.

use super::{Arguments, Hit, Verdict};
use crate::document::{Caption, Document, HeaderCopy};
use crate::fact::{Fact, Facts};
use crate::span::Span;

/// Reports what a further copy of the header says differently. A copy that leaves lines out is a stub,
/// which is usual; only what both print is compared.
pub(super) fn copies(facts: &Facts<'_>, _: Fact<'_>, _: &Arguments) -> Verdict {
    let document = facts.document;
    let hits = document.header_copies.iter().flat_map(|copy| {
        [banner(document, copy), captions(document, copy), instruction(document, copy)].into_iter().flatten()
    });
    Ok(hits.collect())
}

fn banner(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let (first, second) = (document.banner.as_ref()?, &copy.banner);
    let controls = |banner: &crate::document::Banner| -> Vec<String> {
        banner.controls.iter().map(|control| control.text.clone()).collect()
    };
    let same = first.class.level == second.class.level && controls(first) == controls(second);
    let hit = || Hit::new(second.span).value("first", &first.text).value("second", &second.text);
    (!same).then(|| hit().place("first", Some(first.span)))
}

fn captions(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let first = &document.preamble.captions;
    let anchor = first.first()?;
    let added = copy.captions.iter().find(|caption| first.iter().all(|other| other.word != caption.word))?;
    let hit = Hit::new(added.span).value("first", words(first)).value("second", words(&copy.captions));
    Some(hit.place("first", Some(anchor.span)))
}

fn words(captions: &[Caption]) -> String {
    let words: Vec<_> = captions.iter().map(|caption| caption.word.as_str()).collect();
    words.join(", ")
}

fn instruction(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let (first, second) = (document.preamble.orders.first()?, copy.order.as_ref()?);
    let hit = || Hit::new(second.span).value("first", &first.value.text).value("second", &second.value.text);
    (first.value.text != second.value.text).then(|| hit().place("first", Some(first.span)))
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
