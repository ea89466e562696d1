//! The numbering of paragraphs.

use super::{Arguments, Hit, Verdict};
use crate::document::{Document, Number};
use crate::fact::{Fact, Facts};

/// Reports where the numbers of the paragraphs do not follow each other, those of a section after the one before it.
/// Nothing is repaired: `13` after `2` is a gap, whether text was cut or a `¶` before a `3` was read as a `1`.
pub(super) fn sequence(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let document = facts.document;
    let before = document.earlier_section.as_ref().and_then(|earlier| earlier.last_paragraph);
    let own: Vec<Number> = document.main_paragraphs().collect();
    Ok(match arguments.choice("report") {
        "gap" => gaps(&before.into_iter().chain(with_parts(document)).collect::<Vec<_>>()),
        "repeat" => repeats(&own),
        _ => single(&own),
    })
}

/// The numbers of the paragraphs, of which 2a, 2b and 2c may stand in the place of 2.
fn with_parts(document: &Document) -> impl Iterator<Item = Number> {
    let mut last = None;
    document.paragraphs.iter().filter(|paragraph| !paragraph.quoted).filter_map(move |paragraph| {
        let repeats = paragraph.letter.is_some() && last == Some(paragraph.number.value);
        last = Some(paragraph.number.value);
        (!repeats).then_some(paragraph.number)
    })
}

/// Numbers that skip one. What comes out of order after a gap (1, 2, 13, 4) was skipped, not wrong:
/// one slip is one finding.
fn gaps(numbers: &[Number]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let Some(first) = numbers.first() else { return hits };
    let mut highest = first.value;
    for (previous, number) in numbers.iter().zip(numbers.iter().skip(1)) {
        let expected = highest.saturating_add(1);
        if number.value > expected {
            hits.push(
                Hit::new(number.span)
                    .value("number", number.value)
                    .value("previous", previous.value)
                    .value("expected", expected)
                    .place("previous", Some(previous.span)),
            );
        }
        highest = highest.max(number.value);
    }
    hits
}

/// Numbers that stand above already. A whole run that begins again (1, 2, 3, 1, 2) is one finding.
fn repeats(numbers: &[Number]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut highest = 0;
    let mut in_run = false;
    for (index, number) in numbers.iter().enumerate() {
        let above = numbers.iter().take(index).rfind(|other| other.value == number.value);
        if let (Some(above), false) = (above, in_run) {
            hits.push(
                Hit::new(number.span)
                    .value("number", number.value)
                    .value("previous", above.value)
                    .value("expected", i64::saturating_add(highest, 1))
                    .place("previous", Some(above.span)),
            );
        }
        in_run = above.is_some();
        highest = highest.max(number.value);
    }
    hits
}

/// A paragraph that is numbered although it is the only one.
fn single(numbers: &[Number]) -> Vec<Hit> {
    match numbers {
        [only] => vec![Hit::new(only.span).value("number", only.value)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)] // a test that cannot go on says why

    use super::*;
    use crate::document::Paragraph;
    use crate::span::Span;

    fn numbers(values: &[i64]) -> Vec<Number> {
        let number = |(at, value): (usize, &i64)| Number { value: *value, span: Span::new(at, at + 1) };
        values.iter().enumerate().map(number).collect()
    }

    fn found(hits: &[Hit]) -> Vec<String> {
        let show = |hit: &Hit| {
            let values: Vec<_> = hit.values.iter().map(|(name, value)| format!("{name} {value}")).collect();
            let places: Vec<_> = hit.places.iter().map(|(_, span)| span.start.to_string()).collect();
            format!("@{} {} <- {}", hit.span.start, values.join(" "), places.join(","))
        };
        hits.iter().map(show).collect()
    }

    #[test]
    fn a_gap_is_reported_where_the_sequence_resumes() {
        assert_eq!(found(&gaps(&numbers(&[1, 2, 13]))), ["@2 number 13 previous 2 expected 3 <- 1"]);
        assert_eq!(found(&gaps(&numbers(&[1, 3, 4, 6]))).len(), 2);
    }

    #[test]
    fn parts_stand_in_the_place_of_their_paragraph() {
        let paragraph = |(value, letter): &(i64, Option<char>)| Paragraph {
            number: Number { value: *value, span: Span::default() },
            letter: *letter,
            ..Paragraph::default()
        };
        let numbered = |paragraphs: &[(i64, Option<char>)]| {
            let paragraphs = paragraphs.iter().map(paragraph).collect();
            let document = Document { paragraphs, ..Document::default() };
            with_parts(&document).map(|number| number.value).collect::<Vec<_>>()
        };
        assert_eq!(numbered(&[(1, None), (2, Some('a')), (2, Some('b')), (3, None)]), [1, 2, 3]);
        assert_eq!(numbered(&[(1, None), (2, None), (2, Some('a')), (4, None)]), [1, 2, 4]);
    }

    #[test]
    fn in_the_sample_paragraph_13_follows_2() {
        let text = include_str!("../../fixtures/cables/08MOSCOW820.txt");
        let number = |(at, _): (usize, &str)| {
            let start = at + '¶'.len_utf8();
            let digits = text.get(start..)?.split('.').next()?;
            Some(Number { value: digits.parse().ok()?, span: Span::new(start, start + digits.len()) })
        };
        let numbers: Vec<_> = text.match_indices('¶').filter_map(number).collect();
        let marked = text.find("\n13. ").map(|at| Number { value: 13, span: Span::new(at + 1, at + 3) });
        let hits = gaps(&numbers.into_iter().chain(marked).collect::<Vec<_>>());
        let [hit] = hits.as_slice() else { panic!("{hits:?}") };
        let values = ["13", "2", "3"].map(str::to_owned);
        assert_eq!(hit.values.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>(), values);
        assert_eq!(
            (hit.span, hit.places.as_slice()),
            (Span::new(3266, 3268), &[("previous", Span::new(635, 636))][..])
        );
    }

    #[test]
    fn a_damaged_number_is_one_gap() {
        assert_eq!(found(&gaps(&numbers(&[1, 2, 13, 4, 5]))).len(), 1);
        assert!(gaps(&numbers(&[4, 5, 6])).is_empty());
        assert!(gaps(&numbers(&[1, 2, 2, 3])).is_empty());
        assert!(gaps(&[]).is_empty());
    }

    #[test]
    fn a_repeat_names_the_number_that_was_due() {
        assert_eq!(found(&repeats(&numbers(&[1, 2, 2, 3]))), ["@2 number 2 previous 2 expected 3 <- 1"]);
        assert_eq!(found(&repeats(&numbers(&[1, 2, 3, 1, 2, 3, 4]))).len(), 1);
    }

    #[test]
    fn only_a_lone_number_is_single() {
        assert_eq!(single(&numbers(&[1])).len(), 1);
        assert!(single(&numbers(&[1, 2])).is_empty());
    }
}
