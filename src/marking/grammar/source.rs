//! The words of a marking in capitals and plain Latin letters, with the way back to the text.

use super::super::meaning::{Flaw, FlawKind};
use crate::marking::letters::{Seen, see};
use crate::span::Span;

/// What stands in a marking, folded.
pub(super) struct Source<'t> {
    printed: &'t str,
    folded: String,
    /// For each byte of `folded`, the byte of `printed` it comes from; empty where they are the same.
    origins: Vec<usize>,
    start: usize,
    slips: Vec<Flaw>,
}

impl<'t> Source<'t> {
    /// Folds what stands at byte `start` of a text.
    pub(super) fn new(printed: &'t str, start: usize) -> Self {
        let mut source =
            Self { printed, folded: String::new(), origins: Vec::new(), start, slips: Vec::new() };
        let classification = classification(printed);
        if printed.is_ascii() && !classification.contains("  ") {
            source.folded = printed.to_ascii_uppercase();
        } else {
            source.fold(classification.len());
        }
        source
    }

    /// Two blanks between the words of the classification, which has so many bytes, say no more than one.
    fn fold(&mut self, classification: usize) {
        for (at, character) in self.printed.char_indices() {
            let span = Span::new(self.start + at, self.start + at + character.len_utf8());
            let (seen, slip) = match see(character) {
                Seen::Plain(character) => (Some(character), None),
                Seen::LookAlike(latin) => (Some(latin), Some(FlawKind::LookAlike)),
                Seen::Invisible => (None, Some(FlawKind::Invisible)),
            };
            self.slips.extend(slip.map(|kind| Flaw { kind, span, ..Flaw::default() }));
            let is_second = seen == Some(' ') && at < classification && self.folded.ends_with(' ');
            for capital in seen.filter(|_| !is_second).into_iter().flat_map(char::to_uppercase) {
                self.folded.push(capital);
                self.origins.resize(self.folded.len(), at);
            }
        }
    }

    /// The folded text.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    /// The place in the text of a stretch of the folded one.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        if self.origins.is_empty() {
            return Span::new(self.start + from, self.start + to);
        }
        let origin = |at: usize| self.origins.get(at).copied().unwrap_or(self.printed.len());
        Span::new(self.start + origin(from), self.start + origin(to).max(origin(from)))
    }

    /// What is printed at a place in the text.
    pub(super) fn printed(&self, span: Span) -> &'t str {
        let within = |at: usize| at.saturating_sub(self.start);
        self.printed.get(within(span.start)..within(span.end)).unwrap_or_default()
    }

    /// Letters that are not what they look like.
    pub(super) fn slips(self) -> Vec<Flaw> {
        self.slips
    }
}

/// What stands before the first separator that has words in front of it: `TOP  SECRET` of `TOP  SECRET//SI`.
fn classification(printed: &str) -> &str {
    let begin = printed.len() - printed.trim_start_matches(['/', ' ']).len();
    let end = printed.bytes().skip(begin).position(|byte| matches!(byte, b'/' | b','));
    end.and_then(|end| printed.get(..begin + end)).unwrap_or(printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_blanks_in_the_classification_are_one_and_its_place_is_kept() {
        let source = Source::new("TOP  SECRET//REL TO USA,  GBR", 7);
        assert_eq!(source.folded(), "TOP SECRET//REL TO USA,  GBR");
        assert_eq!(source.printed(source.span(0, 10)), "TOP  SECRET");
        assert_eq!(source.span(4, 10), Span::new(12, 18));
        assert_eq!(Source::new("//COSMIC  TOP   SECRET", 0).folded(), "//COSMIC TOP SECRET");
    }
}
