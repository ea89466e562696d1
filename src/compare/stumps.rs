//! Stumps: letters of a hidden word that its mask left standing, as in `Velxxxxx`.

use super::gaps::{Found, Pair};
use super::words::{Belonging, Word};
use super::{Excision, Leak};
use crate::span::Span;

/// The letters at a mask with which the word that it hides begins or ends.
pub(super) fn find(pair: &Pair<'_>, found: &Found, excisions: &[Excision]) -> Vec<Leak> {
    let mut leaks = Vec::new();
    for (hidden, excision) in found.hidden.iter().zip(excisions) {
        let ranges = &hidden.ranges;
        let first = ranges.first().and_then(|range| pair.hidden(range).first());
        let last = ranges.last().and_then(|range| pair.hidden(range).last());
        let front = first.zip(glued(pair, |word| word.span.end == excision.span.start, excision.span));
        let back = last.zip(glued(pair, |word| word.span.start == excision.span.end, excision.span));
        let begins = front.filter(|(word, stump)| {
            let (word, stump) = letters(pair, word, stump);
            word.len() > stump.len() && word.starts_with(&stump)
        });
        let ends = back.filter(|(word, stump)| {
            let (word, stump) = letters(pair, word, stump);
            // One letter is the s of a plural.
            word.len() > stump.len() && stump.len() > 1 && word.ends_with(&stump)
        });
        let stumps = [begins, ends].into_iter().flatten();
        leaks.extend(stumps.map(|(_, stump)| Leak {
            span: stump.span,
            redaction: excision.span,
            whole: false,
            hidden_words: excision.words,
        }));
    }
    leaks
}

/// The word of the text that touches a mark on the side that `touches` tells.
fn glued<'p>(pair: &'p Pair<'_>, touches: impl Fn(&Word) -> bool, mark: Span) -> Option<&'p Word> {
    let at = pair.new.partition_point(|word| word.span.end < mark.start);
    let near = pair.new.iter().skip(at).take_while(|word| word.span.start <= mark.end);
    near.filter(|word| word.of == Belonging::Text).find(|word| touches(word))
}

/// The small letters of a hidden word and of what is left.
fn letters(pair: &Pair<'_>, word: &Word, stump: &Word) -> (String, String) {
    (pair.original.slice(word.span).to_lowercase(), pair.released.slice(stump.span).to_lowercase())
}
