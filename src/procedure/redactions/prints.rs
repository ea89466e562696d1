//! The prints of a release stamp against each other: the same document has one case, one day of release
//! and one decision, and its pages stand together.

use std::collections::BTreeMap;

use super::super::{Arguments, Hit, Verdict};
use crate::fact::{Fact, Facts};
use crate::redaction::{Decision, ReleaseStamp, StampForm};
use crate::span::{Span, Word};
use crate::text::Text;

/// Reports prints that contradict each other, or a page of another document between two of the same.
pub(in super::super) fn prints(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let stamps = &facts.document.traces.stamps;
    Ok(match arguments.choice("report") {
        "case" => differing(stamps, |stamp| stamp.case.as_ref().map(word)),
        "date" => differing(stamps, |stamp| date(stamp, facts.text)),
        "decision" => differing(stamps, |stamp| decision(stamp, facts.text)),
        _ => strays(stamps),
    })
}

/// What a print says, the words to quote, and where they stand.
struct Said {
    key: String,
    words: String,
    span: Span,
}

fn word(word: &Word) -> Said {
    Said { key: word.text.clone(), words: word.text.clone(), span: word.span }
}

fn date(stamp: &ReleaseStamp, text: &Text) -> Option<Said> {
    let span = stamp.date_printed.unwrap_or(stamp.span);
    Some(Said { key: stamp.date?.to_string(), words: text.slice(span).to_owned(), span })
}

/// How much was let out. `Approved` and `Declassified` say only that something was.
fn decision(stamp: &ReleaseStamp, text: &Text) -> Option<Said> {
    let (decision, span) = stamp.decision?;
    let decides = matches!(decision, Decision::Full | Decision::Part | Decision::Denied);
    let words = text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    decides.then(|| Said { key: decision.name().to_owned(), words, span })
}

/// Prints of one document that say something other than the first one of the same release: an archive may let out again
/// what an agency has let out before, under a number and on a day of its own. A print without a number of a document
/// belongs to the document above it.
fn differing(stamps: &[ReleaseStamp], say: impl Fn(&ReleaseStamp) -> Option<Said>) -> Vec<Hit> {
    let mut current = "";
    let mut firsts: BTreeMap<(&str, StampForm), Said> = BTreeMap::new();
    let mut hits = Vec::new();
    for stamp in stamps {
        if let Some(document) = &stamp.document {
            current = &document.text;
        }
        let Some(said) = say(stamp) else { continue };
        let release = (current, maker(stamp.form));
        match firsts.get(&release) {
            None => {
                firsts.insert(release, said);
            }
            Some(first) if is_other(&first.key, &said.key) => hits.push(
                Hit::new(said.span)
                    .value("first", &first.words)
                    .value("second", &said.words)
                    .place("first", Some(first.span)),
            ),
            Some(_) => {}
        }
    }
    hits
}

/// The form that stands for all forms of the same release: State prints its decision beside the header.
const fn maker(form: StampForm) -> StampForm {
    match form {
        StampForm::StateDecision => StampForm::StateHeader,
        other => other,
    }
}

/// Two readings differ by more than a scanner's slip. Decisions and days are words and dates that were
/// understood, so there any difference counts; numbers are kept as they were read.
fn is_other(first: &str, second: &str) -> bool {
    let is_number = first.contains('-') && first.chars().any(|letter| letter.is_ascii_uppercase());
    first != second && !(is_number && is_misread(first, second))
}

/// The same number with up to two digits read as letters: C05758511, C0575851I.
fn is_misread(first: &str, second: &str) -> bool {
    let pairs = || first.chars().zip(second.chars()).filter(|(one, other)| one != other);
    let letter = |(one, other): (char, char)| !one.is_ascii_digit() || !other.is_ascii_digit();
    first.chars().count() == second.chars().count() && pairs().count() <= 2 && pairs().all(letter)
}

/// Pages of one document that stand between pages of another.
fn strays(stamps: &[ReleaseStamp]) -> Vec<Hit> {
    let mut runs: Vec<&Word> = Vec::new();
    for number in stamps.iter().filter_map(|stamp| stamp.document.as_ref()) {
        if runs.last().is_none_or(|last| last.text != number.text) {
            runs.push(number);
        }
    }
    let triples = runs.iter().zip(runs.iter().skip(1)).zip(runs.iter().skip(2));
    let stray = triples.filter(|((before, stray), behind)| {
        before.text == behind.text && !is_misread(&before.text, &stray.text)
    });
    stray
        .map(|((before, stray), _)| {
            Hit::new(stray.span)
                .value("first", &before.text)
                .value("second", &stray.text)
                .place("first", Some(before.span))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(at: usize, document: &str) -> ReleaseStamp {
        let word = Word { text: document.to_owned(), span: Span::new(at, at + document.len()) };
        ReleaseStamp { span: word.span, document: Some(word), ..ReleaseStamp::default() }
    }

    fn decided(at: usize, decision: Decision) -> ReleaseStamp {
        let span = Span::new(at, at + 1);
        ReleaseStamp { span, decision: Some((decision, span)), ..ReleaseStamp::default() }
    }

    fn keyed(stamp: &ReleaseStamp) -> Option<Said> {
        let (decision, span) = stamp.decision?;
        Some(Said { key: decision.name().to_owned(), words: String::new(), span })
    }

    #[test]
    fn each_document_of_a_file_has_a_decision_of_its_own() {
        let (one, other) = ("C05000001", "C05999999");
        let stamps = [
            header(0, one),
            decided(10, Decision::Full),
            header(20, other),
            decided(30, Decision::Part),
            header(40, one),
            decided(50, Decision::Denied),
        ];
        let hits = differing(&stamps, keyed);
        assert_eq!(hits.iter().map(|hit| hit.span.start).collect::<Vec<_>>(), [50]);
    }

    #[test]
    fn a_page_between_two_of_another_document_is_a_stray() {
        let numbers = ["C05000001", "C05000001", "C06123999", "C05000001", "C07654321"];
        let stamps: Vec<_> = numbers.iter().enumerate().map(|(at, number)| header(at * 10, number)).collect();
        assert_eq!(strays(&stamps).iter().map(|hit| hit.span.start).collect::<Vec<_>>(), [20]);
    }

    #[test]
    fn a_misread_number_is_no_stray() {
        let numbers = ["C05000001", "C05000O01", "C05000001"];
        let stamps: Vec<_> = numbers.iter().enumerate().map(|(at, number)| header(at * 10, number)).collect();
        assert!(strays(&stamps).is_empty());
    }
}
