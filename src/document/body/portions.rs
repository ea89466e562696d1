//! The portions of a text: everything that carries a mark.

use std::ops::Range;

use super::{Paragraph, Place, Portion, mark};
use crate::document::preamble::{Authority, Preamble};
use crate::marking::Mark;
use crate::register::Level;
use crate::span::Span;
use crate::text::Text;

/// Subject, references, paragraphs, and other stretches of the body. `above` is what stands between the header and the
/// first paragraph: perhaps an unnumbered summary, which has a mark (5 FAH-1 H-246.3).
pub(super) fn portions(
    text: &Text,
    paragraphs: &[Paragraph],
    marks: Vec<Mark>,
    above: Range<usize>,
    preamble: &Preamble,
) -> Vec<Portion> {
    let mut portions = of_header(preamble);
    portions.extend(of_paragraphs(paragraphs));
    let mut taken: Vec<Span> = portions.iter().map(|portion| portion.mark.span).collect();
    taken.sort_unstable();
    let marked = paragraphs.iter().filter(|paragraph| paragraph.mark.is_some()).count();
    let marked_throughout = marked * 2 > paragraphs.len();
    let trailing = are_trailing(&marks, &taken, paragraphs);
    let is_text = |mark: &Mark| mark.span.start >= above.end || mark::opens_text(text, mark);
    let is_other = |mark: &Mark| {
        let is_below = || mark.span.start >= above.start && is_text(mark);
        (is_below() || is_of_authority(text, mark, preamble)) && taken.binary_search(&mark.span).is_err()
    };
    let others = marks.into_iter().filter(is_other).filter_map(|mark| {
        let place = if mark.span.start < above.start {
            Place::Authority
        } else {
            let further = || is_second(text, &mark, paragraphs).then_some(Place::Text);
            mark::place(text, &mark, above.start, marked_throughout || trailing).or_else(further)?
        };
        Some(in_text(place, mark, paragraphs))
    });
    portions.extend(others);
    portions.sort_by_key(|portion| portion.mark.span);
    portions
}

/// Marks stand at the ends of paragraphs and not in front, as the White House writes them. That of a paragraph of a few words,
/// which is read as its heading, stands at both.
fn are_trailing(marks: &[Mark], taken: &[Span], paragraphs: &[Paragraph]) -> bool {
    let mut own = paragraphs.iter().filter_map(|paragraph| Some((paragraph.mark.as_ref()?, paragraph.span)));
    let ended = own.clone().count();
    let others = marks.iter().filter(|mark| taken.binary_search(&mark.span).is_err());
    let others = others.filter(|mark| ends_paragraph(mark, paragraphs)).count();
    own.all(|(mark, paragraph)| mark.span.end == paragraph.end) && ended + others > 1
}

/// A second mark right behind that of its paragraph: `2. (SBU) (C) They met.`
fn is_second(text: &Text, mark: &Mark, paragraphs: &[Paragraph]) -> bool {
    let paragraph = parent(paragraphs, mark.span.start).filter(|_| mark.level.is_some());
    let first = paragraph.and_then(|paragraph| paragraph.mark.as_ref());
    first.is_some_and(|first| {
        let between = text.as_str().get(first.span.end..mark.span.start);
        between.is_some_and(|between| between.bytes().all(|byte| byte == b' '))
    })
}

/// A mark with a level is the last of its paragraph.
fn ends_paragraph(mark: &Mark, paragraphs: &[Paragraph]) -> bool {
    let paragraph = parent(paragraphs, mark.span.start).filter(|_| mark.level.is_some());
    paragraph.is_some_and(|paragraph| paragraph.span.end == mark.span.end)
}

/// The paragraph that names the classifier is itself marked: `(U) Classified by ...` (5 FAH-1 H-240). It stands in the
/// header, of which nothing else is text.
fn is_of_authority(text: &Text, mark: &Mark, preamble: &Preamble) -> bool {
    let is_between = |authority: &Authority| {
        let between = || text.slice(Span::new(mark.span.end, authority.span.start));
        mark.span.end <= authority.span.start && between().bytes().all(|byte| byte == b' ')
    };
    mark::begins_line(text, mark) && preamble.authorities.iter().any(is_between)
}

/// The marks of subject and references.
fn of_header(preamble: &Preamble) -> Vec<Portion> {
    let portion = |place, mark: &Mark| Portion {
        place,
        entire_text: mark.entire_text,
        mark: mark.clone(),
        ..Portion::default()
    };
    let subjects = preamble.subjects.iter().filter_map(|subject| subject.mark.as_ref());
    let references = preamble.references.iter().filter_map(|reference| reference.mark.as_ref());
    let subjects = subjects.map(|mark| portion(Place::Subject, mark));
    subjects.chain(references.map(|mark| portion(Place::Reference, mark))).collect()
}

/// A mark in the text that belongs to no numbered head.
fn in_text(place: Place, mark: Mark, paragraphs: &[Paragraph]) -> Portion {
    let parent = parent(paragraphs, mark.span.start);
    Portion {
        place,
        number: parent.map(|paragraph| paragraph.number.value),
        parent: parent.filter(|_| place == Place::SubParagraph).and_then(level),
        entire_text: mark.entire_text,
        mark,
    }
}

/// The marks of numbered paragraphs; `2a.` is a part of the `2.` above it.
fn of_paragraphs(paragraphs: &[Paragraph]) -> Vec<Portion> {
    let mut portions = Vec::with_capacity(paragraphs.len());
    let mut above: Option<&Paragraph> = None;
    for paragraph in paragraphs {
        let parent =
            above.filter(|above| paragraph.letter.is_some() && above.number.value == paragraph.number.value);
        if let Some(mark) = &paragraph.mark {
            portions.push(Portion {
                place: if parent.is_some() { Place::SubParagraph } else { Place::Paragraph },
                number: Some(paragraph.number.value),
                parent: parent.and_then(level),
                entire_text: mark.entire_text,
                mark: mark.clone(),
            });
        }
        if paragraph.letter.is_none() {
            above = Some(paragraph);
        }
    }
    portions
}

/// The numbered paragraph that holds a place.
fn parent(paragraphs: &[Paragraph], at: usize) -> Option<&Paragraph> {
    let index = paragraphs.partition_point(|paragraph| paragraph.number.span.start <= at);
    paragraphs.get(index.checked_sub(1)?)
}

fn level(paragraph: &Paragraph) -> Option<Level> {
    paragraph.mark.as_ref().and_then(|mark| mark.level)
}
