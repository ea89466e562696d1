//! The REF line.

use super::{Arguments, Hit, Verdict};
use crate::document::{Document, Reference};
use crate::fact::{Fact, Facts};
use crate::finding::Reason;
use crate::span::Span;

/// Reports letters of references that skip one, or that the text never uses.
pub(super) fn letters(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let references = facts.document.preamble.references.iter();
    let lettered: Vec<(char, Span)> = references.filter_map(letter).collect();
    Ok(if arguments.choice("report") == "gap" { gaps(&lettered) } else { unused(&lettered, facts.document) })
}

/// The letter of a reference, capital, and its place.
fn letter(reference: &Reference) -> Option<(char, Span)> {
    let letter = reference.letter?;
    let span = Span::new(reference.span.start, reference.span.start + letter.len_utf8());
    Some((letter.to_ascii_uppercase(), span))
}

fn gaps(lettered: &[(char, Span)]) -> Vec<Hit> {
    let mut expected = 'A';
    let mut hits = Vec::new();
    for &(letter, span) in lettered {
        if letter != expected {
            hits.push(Hit::new(span).value("letter", letter).value("expected", expected));
        }
        expected = next(letter);
    }
    hits
}

fn next(letter: char) -> char {
    char::from_u32(u32::from(letter) + 1).unwrap_or(letter)
}

fn unused(lettered: &[(char, Span)], document: &Document) -> Vec<Hit> {
    let used =
        |letter: char| document.reference_uses.iter().any(|(use_of, _)| use_of.eq_ignore_ascii_case(&letter));
    let unused = lettered.iter().filter(|(letter, _)| !used(*letter));
    unused.map(|&(letter, span)| Hit::new(span).value("letter", letter)).collect()
}

/// Reports a reference to a message of a later year, or to a higher serial of the same post and year.
pub(super) fn date(facts: &Facts<'_>, fact: Fact<'_>, _: &Arguments) -> Verdict {
    let Fact::Reference(reference) = fact else { return Ok(Vec::new()) };
    let year = i64::from(facts.date().ok_or(Reason::Date)?.year());
    let later = reference.year.is_some_and(|referred| referred > year);
    let this_year = reference.year.is_none_or(|referred| referred == year);
    let later = later || this_year && follows(reference, facts.document);
    Ok(if later && !facts.is_own(reference) { vec![Hit::new(reference.span)] } else { Vec::new() })
}

/// The reference names a higher serial of the document's own post.
fn follows(reference: &Reference, document: &Document) -> bool {
    document.banner.as_ref().is_some_and(|banner| {
        let post = banner.post.as_ref().map(|post| post.name.as_str());
        let serial = banner.serial.map(|serial| serial.value);
        post.is_some() && reference.post.as_deref() == post && serial.is_some() && reference.serial > serial
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_letter_is_one_gap() {
        let lettered = ['A', 'C', 'D'].map(|letter| (letter, Span::default()));
        let hits = gaps(&lettered);
        assert_eq!(hits.len(), 1);
        let expected = vec![("letter", "C".to_owned()), ("expected", "B".to_owned())];
        assert_eq!(hits.first().map(|hit| hit.values.clone()), Some(expected));
    }
}
