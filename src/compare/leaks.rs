//! Leaks: hidden words that still stand anywhere in the release, its stamps and header lines included.

use std::collections::BTreeSet;

use super::gaps::{Found, Pair};
use super::names::{Telling, begins_large, is_proper, is_short_name, is_title, telling};
use super::passages::{PASSAGE, words_of};
use super::words::{Belonging, ByKey, Word, key, parts};
use super::{Excision, Leak};
use crate::span::Span;
use crate::text::Text;

/// A redaction of more words hides what is said, not who: a name in it that stands elsewhere as often is
/// no leak.
pub(super) const SAYING: usize = 12;
/// As many phrases may begin with one word; more are not looked for.
const SHARED: usize = 32;
/// Letters of a name that is looked for inside other words: `jvelkov@example.org`.
const INSIDE: usize = 5;

/// Prints in small letters, over both texts, that a name in the middle of a sentence may have by
/// carelessness.
const CARELESS: usize = 4;

/// A hidden word that tells something.
#[derive(Clone, Copy)]
struct Secret {
    /// The redaction that hides it.
    excision: usize,
    /// It is all that the redaction hides.
    whole: bool,
    /// It counts only with a capital.
    short: bool,
    /// It counts only behind a title.
    titled: bool,
    /// It has its capital in the middle of a sentence.
    proper: bool,
    /// How often it is hidden.
    times: usize,
    /// The redactions that hide it hide all more than a name.
    saying: bool,
}

/// A hidden phrase.
struct Phrase {
    keys: Vec<u64>,
    excision: usize,
    /// It has a name or number in it.
    tells: bool,
    /// It is a name of short words, and counts with its capitals: `Li Wu`.
    short: bool,
}

/// Finds what still stands.
pub(super) fn find(pair: &Pair<'_>, found: &Found, excisions: &[Excision]) -> Vec<Leak> {
    let mut search = Search { pair, excisions, secrets: ByKey::default(), phrases: ByKey::default() };
    for (index, hidden) in found.hidden.iter().enumerate() {
        search.learn(index, &words_of(pair, hidden));
    }
    if search.secrets.is_empty() && search.phrases.is_empty() {
        return Vec::new();
    }
    search.forget_ordinary();
    search.forget_public();
    search.run(found)
}

struct Search<'s, 'a> {
    pair: &'s Pair<'a>,
    excisions: &'s [Excision],
    secrets: ByKey<Secret>,
    phrases: ByKey<Vec<Phrase>>,
}

impl Search<'_, '_> {
    /// Learns what a redaction hides.
    fn learn(&mut self, excision: usize, words: &[Word]) {
        let original = self.pair.original;
        let told: Vec<Telling> = words.iter().map(|word| telling(original, word)).collect();
        let is_phrase = (2..PASSAGE).contains(&words.len());
        if is_phrase {
            self.learn_phrase(excision, words, &told);
        }
        let alone = words.len() == 1;
        let mut proper: Option<Word> = None;
        for (word, told) in words.iter().zip(told) {
            // Of `met Anton Velkov` the second name is one because the first is.
            let after_name = proper.is_some_and(|before| self.are_one_name(before, *word));
            proper = (is_proper(original, word) || after_name).then_some(*word);
            let titled = !alone && is_phrase && is_short_name(original, word);
            let short = told == Telling::Short || titled;
            if (told == Telling::Nothing && !titled) || (short && !alone && !titled) {
                continue;
            }
            let saying = words.len() > SAYING;
            let secret =
                Secret { excision, whole: alone, short, titled, proper: proper.is_some(), times: 0, saying };
            self.keep(word.key, secret);
            if word.joined && told == Telling::Name {
                self.learn_parts(word, Secret { whole: false, ..secret });
            }
        }
    }

    /// Only blanks stand between a name and another word with a capital.
    fn are_one_name(&self, name: Word, word: Word) -> bool {
        let original = self.pair.original;
        let between = original.slice(Span::new(name.span.end, word.span.start));
        between.trim().is_empty() && begins_large(original.slice(word.span))
    }

    fn learn_phrase(&mut self, excision: usize, words: &[Word], told: &[Telling]) {
        let keys: Vec<u64> = words.iter().map(|word| word.key).collect();
        let Some(first) = keys.first() else { return };
        let phrases = self.phrases.entry(*first).or_default();
        if phrases.len() < SHARED {
            let tells = told.iter().any(|told| matches!(told, Telling::Name | Telling::Number));
            let short = !tells && words.iter().all(|word| is_short_name(self.pair.original, word));
            phrases.push(Phrase { keys, excision, tells, short });
        }
    }

    /// Learns each name of `Velkov-Harrow`.
    fn learn_parts(&mut self, word: &Word, secret: Secret) {
        let shown = self.pair.original.slice(word.span);
        if shown.contains(['\n', '\r']) {
            return; // one word, broken over the line
        }
        for part in parts(shown, word.span.start) {
            if telling(self.pair.original, &part) == Telling::Name {
                self.keep(part.key, secret);
            }
        }
    }

    fn keep(&mut self, key: u64, secret: Secret) {
        let kept = self.secrets.entry(key).or_insert(secret);
        kept.times += 1;
        kept.saying &= secret.saying;
        kept.titled &= secret.titled;
        kept.proper |= secret.proper;
        if secret.whole && !kept.whole {
            *kept = Secret { times: kept.times, saying: kept.saying, proper: kept.proper, ..secret };
        }
    }

    /// What stands somewhere with a small letter is an ordinary word; what has its capital in the middle of
    /// a sentence is one only if it stands so often.
    fn forget_ordinary(&mut self) {
        let texts = [(self.pair.original, &self.pair.old), (self.pair.released, &self.pair.new)];
        let mut small: ByKey<usize> = ByKey::default();
        for (text, words) in texts {
            for word in words.iter().filter(|word| word.of == Belonging::Text) {
                // `al-` and `o'` apart, only a whole word in small letters says so.
                let asked = !word.joined && self.secrets.get(&word.key).is_some_and(|secret| !secret.short);
                if asked && is_small(text, word.span) {
                    *small.entry(word.key).or_default() += 1;
                }
            }
        }
        self.secrets.retain(|key, secret| {
            let times = small.get(key).copied().unwrap_or(0);
            times == 0 || (secret.proper && times <= CARELESS)
        });
    }

    /// A name that stands more often than it is hidden, and is hidden only within longer passages, is
    /// known to all readers.
    fn forget_public(&mut self) {
        let mut stands: ByKey<usize> = ByKey::default();
        for word in self.pair.new.iter().filter(|word| word.of != Belonging::Mark) {
            if self.secrets.get(&word.key).is_some_and(|secret| secret.saying) {
                *stands.entry(word.key).or_default() += 1;
            }
        }
        self.secrets.retain(|key, secret| {
            !secret.saying || stands.get(key).is_none_or(|stands| *stands <= secret.times)
        });
    }

    fn run(&self, found: &Found) -> Vec<Leak> {
        let aligned = aligned(self.pair, found);
        let mut leaks = Vec::new();
        let mut until = 0;
        for (at, word) in self.pair.new.iter().enumerate() {
            if at < until {
                continue;
            }
            let is_aligned = aligned.get(at).copied().unwrap_or(false);
            if let Some((length, leak)) = self.phrase_at(at, is_aligned) {
                until = at + length;
                leaks.push(leak);
            } else {
                leaks.extend(self.word_at(at, word));
            }
        }
        let passages: BTreeSet<Span> = self.excisions.iter().filter_map(|excision| excision.clear).collect();
        leaks.retain(|leak| !within(&passages, leak.span));
        leaks
    }

    /// The longest phrase that begins at a word of the release. One of ordinary words counts only where
    /// the original does not have it, too.
    fn phrase_at(&self, at: usize, is_aligned: bool) -> Option<(usize, Leak)> {
        let first = self.pair.new.get(at)?;
        let phrases = self.phrases.get(&first.key)?.iter();
        let here = |phrase: &&Phrase| {
            let words = self.pair.new.iter().skip(at).take(phrase.keys.len());
            let large = |word: &Word| begins_large(self.pair.released.slice(word.span));
            let tells = phrase.tells || (phrase.short && words.clone().all(large));
            (tells || !is_aligned) && phrase.keys.iter().eq(words.map(|word| &word.key))
        };
        let phrase = phrases.filter(here).max_by_key(|phrase| phrase.keys.len())?;
        let last = self.pair.new.get(at + phrase.keys.len() - 1)?;
        Some((phrase.keys.len(), self.leak(first.span.cover(last.span), phrase.excision, true)?))
    }

    fn word_at(&self, at: usize, word: &Word) -> Vec<Leak> {
        let shown = self.pair.released.slice(word.span);
        if let Some(secret) = self.secrets.get(&word.key) {
            let counts = !secret.short || (begins_large(shown) && (!secret.titled || self.is_titled(at)));
            return counts
                .then(|| self.leak(word.span, secret.excision, secret.whole))
                .flatten()
                .into_iter()
                .collect();
        }
        if word.joined {
            let parts = parts(shown, word.span.start);
            let parts = parts.iter().filter_map(|part| Some((part, self.secrets.get(&part.key)?)));
            let told = parts.filter(|(_, secret)| !secret.short);
            return told.filter_map(|(part, secret)| self.leak(part.span, secret.excision, false)).collect();
        }
        let inside = is_compound(self.pair.released.as_str(), word.span, shown);
        let secret = inside.then(|| self.inside(shown)).flatten().or_else(|| self.plural(shown));
        secret.and_then(|secret| self.leak(word.span, secret.excision, false)).into_iter().collect()
    }

    /// A name at the beginning or end of a longer word.
    fn inside(&self, shown: &str) -> Option<&Secret> {
        const LONGEST: usize = 64;
        if shown.len() > LONGEST {
            return None;
        }
        let cuts: Vec<usize> = shown.char_indices().map(|(at, _)| at).collect();
        let pieces = cuts.iter().flat_map(|&cut| [shown.get(..cut), shown.get(cut..)]).flatten();
        let long = pieces.filter(|piece| piece.chars().count() >= INSIDE);
        long.filter(|piece| piece.chars().all(char::is_alphabetic))
            .find_map(|piece| self.secrets.get(&key(piece)).filter(|secret| !secret.short))
    }

    /// The name of a family: `the Velkovs`.
    fn plural(&self, shown: &str) -> Option<&Secret> {
        let name = shown.strip_suffix(['s', 'S']).filter(|name| name.chars().count() >= INSIDE)?;
        let secret = self.secrets.get(&key(name)).filter(|_| begins_large(name))?;
        (!secret.short && name.chars().all(char::is_alphabetic)).then_some(secret)
    }

    /// A title stands before a word of the release.
    fn is_titled(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.pair.new.get(at));
        before.is_some_and(|word| is_title(self.pair.released.slice(word.span)))
    }

    fn leak(&self, span: Span, excision: usize, whole: bool) -> Option<Leak> {
        let excision = self.excisions.get(excision)?;
        Some(Leak { span, redaction: excision.span, whole, hidden_words: excision.words })
    }
}

/// Which words of the release stand in the original, too.
fn aligned(pair: &Pair<'_>, found: &Found) -> Vec<bool> {
    let mut runs = found.runs.iter().peekable();
    let mut plain = 0;
    let stands = |word: &Word| {
        if word.of != Belonging::Text {
            return false;
        }
        while runs.next_if(|run| run.released_end() <= plain).is_some() {}
        let stands = runs.peek().is_some_and(|run| run.released <= plain);
        plain += 1;
        stands
    };
    pair.new.iter().map(stands).collect()
}

/// A word that may be made of several: of an address, a file name, with digits or capitals inside.
fn is_compound(content: &str, span: Span, shown: &str) -> bool {
    let beside = |at: Option<usize>| at.and_then(|at| content.as_bytes().get(at)).copied();
    let joins = |byte: Option<u8>| matches!(byte, Some(b'@' | b'_'));
    let mut letters = shown.chars().zip(shown.chars().skip(1));
    joins(beside(Some(span.end)))
        || joins(beside(span.start.checked_sub(1)))
        || letters.any(|(left, right)| {
            (left.is_lowercase() && right.is_uppercase()) || left.is_numeric() != right.is_numeric()
        })
}

/// The word stands in small letters as a word, not as a part of an address or of the name of a file.
fn is_small(text: &Text, span: Span) -> bool {
    let shown = text.slice(span);
    let content = text.as_str();
    let front = content.get(..span.start).unwrap_or_default();
    let mut behind = content.get(span.end..).unwrap_or_default().chars();
    let next = behind.next();
    let goes_on = behind.next().is_some_and(char::is_alphanumeric);
    let in_name = front.ends_with(['@', '_', '/', '.', '\\'])
        || matches!(next, Some('@' | '_' | '/' | '\\'))
        || (next == Some('.') && goes_on);
    !in_name && shown.starts_with(char::is_lowercase) && !shown.contains(char::is_numeric)
}

/// One of some spans that do not overlap much holds the place.
fn within(spans: &BTreeSet<Span>, place: Span) -> bool {
    let from = Span::new(place.start, usize::MAX);
    spans.range(..=from).next_back().is_some_and(|span| span.contains(place))
}
