//! The header as a whole: the same header printed twice or in each section, and the order of its lines.

use super::{Arguments, Hit, Verdict};
use crate::document::{Banner, Caption, Document, HeaderCopy};
use crate::fact::{Fact, Facts};
use crate::span::Span;

/// Reports what a further copy of the header says differently. A copy that leaves lines out is a stub,
/// which is usual; only what both print is compared.
pub(super) fn copies(facts: &Facts<'_>, _: Fact<'_>, _: &Arguments) -> Verdict {
    let document = facts.document;
    Ok(document.header_copies.iter().flat_map(|copy| differences(document, copy)).collect())
}

/// Reports what the header says differently from that of the section before.
pub(super) fn sections(facts: &Facts<'_>, _: Fact<'_>, _: &Arguments) -> Verdict {
    let document = facts.document;
    let earlier = document.earlier_section.iter();
    Ok(earlier.flat_map(|earlier| differences(document, &earlier.header)).collect())
}

fn differences(document: &Document, copy: &HeaderCopy) -> impl Iterator<Item = Hit> {
    [banner(document, copy), captions(document, copy), instruction(document, copy)].into_iter().flatten()
}

/// The finding at the copy that stands lower in the text, whichever of the two is the fuller.
fn differ(one: (Span, &str), other: (Span, &str)) -> Hit {
    let (first, second) = if one.0.start <= other.0.start { (one, other) } else { (other, one) };
    Hit::new(second.0).value("first", first.1).value("second", second.1).place("first", Some(first.0))
}

fn banner(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let (one, other) = (document.banner.as_ref()?, &copy.banner);
    let controls = |banner: &Banner| -> Vec<String> {
        banner.controls.iter().map(|control| control.text.clone()).collect()
    };
    let same = one.class.level == other.class.level && controls(one) == controls(other);
    (!same).then(|| differ((one.span, &one.text), (other.span, &other.text)))
}

/// A caption that one copy has and the other, which has captions too, lacks.
fn captions(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let (one, other) = (&document.preamble.captions, &copy.captions);
    let lacks = |captions: &[Caption], word: &str| captions.iter().all(|caption| caption.word != word);
    let added = other.iter().find(|caption| lacks(one, &caption.word));
    let missing = one.iter().find(|caption| lacks(other, &caption.word));
    let (one_span, other_span) = match (added, missing) {
        (Some(added), _) => (one.first()?.span, added.span),
        (None, Some(missing)) => (missing.span, other.first()?.span),
        (None, None) => return None,
    };
    Some(differ((one_span, &words(one)), (other_span, &words(other))))
}

fn words(captions: &[Caption]) -> String {
    let words: Vec<_> = captions.iter().map(|caption| caption.word.as_str()).collect();
    words.join(", ")
}

fn instruction(document: &Document, copy: &HeaderCopy) -> Option<Hit> {
    let (one, other) = (document.preamble.orders.first()?, copy.order.as_ref()?);
    // The same day may be written in two ways.
    let days = one.date.zip(other.date).map(|(one, other)| (one.date, other.date));
    let differs = days.map_or(one.value.text != other.value.text, |(one, other)| one != other);
    differs.then(|| differ((one.span, &one.value.text), (other.span, &other.value.text)))
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
