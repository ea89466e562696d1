//! What stands in clear where something like it was taken out elsewhere: one pass over the words of a text.

use std::ops::ControlFlow;

use super::clue::{self, PASSAGES};
use super::lexicon;
use super::mask::{SHORTEST, Wanted};
use super::title::Title;
use super::token::{BREAK, COMMA, MASK, UPPER, Words};
use crate::span::Span;

/// Most words of a name.
const NAME: usize = 4;
/// Most words that another copy may have where a passage was cut.
const FILL: usize = 60;

/// A name or passage that stands in clear.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sighting {
    pub(super) span: Span,
    /// Its place among the words.
    pub(super) at: usize,
    /// What stands there: the last word of a name, all words of a passage.
    pub(super) name: u64,
}

/// Calls `visit` with everything in a text that answers to a clue.
pub(super) fn look(text: &str, words: &Words, wanted: &Wanted, visit: &mut dyn FnMut(u64, Sighting)) {
    let look = Look { text, words, wanted };
    for (at, token) in words.all().iter().enumerate() {
        if clue::may_begin_name(token) {
            look.name(at, visit);
        }
    }
    if wanted.has_passages() {
        for &(left, right) in PASSAGES {
            look.passages(left, right, visit);
        }
    }
}

struct Look<'l> {
    text: &'l str,
    words: &'l Words,
    wanted: &'l Wanted,
}

impl Look<'_> {
    fn name(&self, at: usize, visit: &mut dyn FnMut(u64, Sighting)) {
        let heading = self.is_heading(at);
        let end = if heading { at + 1 } else { self.name_end(at) };
        let length = Title::before(self.words, at).filter(|title| title.bare);
        let length = length.and_then(|title| self.length(&title, end));
        let titles = Title::all(self.words, at, end).flat_map(|title| clue::answers(&title));
        let keys = titles.chain(clue::frames(self.words, at, end)).chain(length);
        for key in keys.filter(|key| self.wanted.has(*key)) {
            if let Some(sighting) = self.sighting(at, end, heading) {
                visit(key, sighting);
            }
        }
    }

    fn length(&self, title: &Title, end: usize) -> Option<u64> {
        let letters = self.written(end.checked_sub(1)?).chars().count();
        (letters >= SHORTEST).then(|| clue::of_length(title, letters))
    }

    /// The name, if it is one: some word of it is no ordinary word.
    fn sighting(&self, at: usize, end: usize, heading: bool) -> Option<Sighting> {
        let named = (at..end).any(|word| self.is_name(word, heading));
        let words = self.words.run(at, end);
        let last = words.iter().rfind(|word| !word.of(lexicon::PARTICLE))?;
        let span = words.first()?.span().cover(words.last()?.span());
        named.then_some(Sighting { span, at, name: last.hash })
    }

    fn is_name(&self, at: usize, heading: bool) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let acronym = word.is(UPPER) && (heading && word.length < 3 || !heading && word.length < 4);
        !acronym && clue::may_begin_name(word) && !lexicon::is_ordinary(self.written(at))
    }

    fn written(&self, at: usize) -> &str {
        let span = self.words.get(at).map(super::token::Token::span).unwrap_or_default();
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Where a name that begins at token `at` ends.
    fn name_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        for next in at + 1..at + NAME {
            let Some(token) = self.words.get(next).filter(|token| !token.is(COMMA)) else { break };
            if clue::may_begin_name(token) {
                end = next + 1;
            } else if !token.of(lexicon::PARTICLE) {
                break;
            }
        }
        end
    }

    /// Everything is in capitals, so that they do not tell where a name ends.
    fn is_heading(&self, at: usize) -> bool {
        let upper = |at: usize| self.words.get(at).is_none_or(|word| !word.is_word() || word.is(UPPER));
        self.words.get(at).is_some_and(|word| word.is(UPPER)) && upper(at.saturating_sub(1)) && upper(at + 1)
    }

    /// Passages with so many words in front and behind that go on where another copy has a redaction.
    fn passages(&self, left: usize, right: usize, visit: &mut dyn FnMut(u64, Sighting)) {
        for (at, front) in self.words.fronts(left) {
            let backs = self.wanted.behind(front);
            if backs.is_empty() {
                continue;
            }
            let found = (at + 1..=at + FILL).try_for_each(|to| self.fill(at, to, right, backs));
            if let ControlFlow::Break(Some((to, back))) = found {
                let key = clue::passage(front, back);
                self.passage(at, to).into_iter().for_each(|sighting| visit(key, sighting));
            }
        }
    }

    /// What stands in clear between two tokens of a passage.
    fn passage(&self, at: usize, to: usize) -> Option<Sighting> {
        let words = self.words.run(at, to);
        // A month or a number that differs is another entry of one list.
        if words.len() <= NAME && !(at..to).any(|word| self.is_name(word, false)) {
            return None;
        }
        let name = words.iter().fold(0, |name, word| super::token::join(name, word.hash));
        let (first, last) =
            (words.iter().find(|word| word.is_word())?, words.iter().rfind(|word| word.is_word())?);
        Some(Sighting { span: first.span().cover(last.span()), at, name })
    }

    /// One more word of what fills the gap; ends where the words behind it follow, or at a redaction.
    fn fill(&self, at: usize, to: usize, right: usize, backs: &[u64]) -> ControlFlow<Option<(usize, u64)>> {
        let Some(word) = self.words.get(to - 1).filter(|word| !word.is(MASK)) else {
            return ControlFlow::Break(None);
        };
        let back = self.words.window(to, right).filter(|back| backs.contains(back));
        if let Some(back) = back.filter(|_| to > at + 1 || !word.is(BREAK)) {
            return ControlFlow::Break(Some((to, back)));
        }
        ControlFlow::Continue(())
    }
}
