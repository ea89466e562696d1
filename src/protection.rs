//! Source protection: the phrases by which a drafter asks that a person not be named, and the names that
//! stand beside them.
//!
//! Only a request counts: in brackets, as a command, or as what readers are asked to do. `no need to protect`,
//! `we will protect our sources` and `please protect accordingly` are none.

mod name;
mod phrase;
mod sentence;

use crate::redaction;
use crate::span::Span;
use crate::text::Text;

/// A phrase that promises a source protection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protection {
    /// The words: `strictly protect`, `(protect)`.
    pub span: Span,
    /// `strictly` stands with it.
    pub strict: bool,
    /// It stands in brackets.
    pub bracketed: bool,
    /// Names in clear that it protects, in the same sentence or, by surname, elsewhere in the text.
    pub names: Vec<Span>,
    /// A redaction stands where the name would.
    pub masked: bool,
}

/// The phrases of a text, in order.
pub fn protections(text: &Text) -> Vec<Protection> {
    let mut found = phrase::read(text);
    for protection in &mut found {
        protect(text, protection);
    }
    name::link(text.as_str(), &mut found);
    found
}

/// Finds whom a phrase protects: a mask in its sentence, or else the names there.
fn protect(text: &Text, protection: &mut Protection) {
    let sentence = of(text, protection.span);
    let words = text.slice(sentence);
    let part = Text::decode(words.as_bytes().to_vec());
    protection.masked = !redaction::mark::redactions(&part, &[]).is_empty();
    if !protection.masked {
        protection.names = name::beside(words, sentence.start, protection.span).into_iter().collect();
    }
}

/// The sentence that a phrase speaks of: its own, or the one in front where it is a sentence by itself.
fn of(text: &Text, phrase: Span) -> Span {
    let own = sentence::around(text, phrase);
    let wordy = |start, end| text.slice(Span::new(start, end)).split_whitespace().any(|word| word.len() > 2);
    let bare = !wordy(own.start, phrase.start) && !wordy(phrase.end, own.end);
    let front = text.as_str().get(..own.start).unwrap_or_default().trim_end().len();
    let before = Span::new(front.saturating_sub(1), front);
    let inside = text.as_str().is_char_boundary(before.start);
    if bare && front > 0 && inside && text.line_index(front) + 1 >= text.line_index(own.start) {
        // the full stop in front ends the sentence that is meant
        own.cover(sentence::around(text, before))
    } else {
        own
    }
}

#[cfg(test)]
mod tests;
