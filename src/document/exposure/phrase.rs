//! Titles: the phrase around an office, wherever it stands to the name: `Foreign Minister Haddad`,
//! `the Minister of Fisheries, Haddad`, `Haddad, director of the Harbor Authority`.

use super::lexicon::{self, Class};
use super::token::{self, BREAK, CAPITAL, COMMA, DIGIT, MASK, Token, UPPER, hash_word, join};

/// Most words of a title that are compared in front of the office.
const MODIFIERS: usize = 3;
/// Most words that `of ...` behind the office may have.
const COMPLEMENT: usize = 7;

/// A title without the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The office with what stands behind it: minister, `minister of fisheries`.
    pub(super) head: u64,
    /// What sort of title.
    pub(super) class: Class,
    /// Something stands behind the office.
    pub(super) complement: bool,
    /// The words in front, the nearest first: foreign, russian.
    pub(super) modifiers: Modifiers,
    /// Deputy, former and the like.
    pub(super) standing: u64,
    /// The token with which it begins.
    pub(super) start: usize,
}

/// Words in front of an office, the nearest first; with each whether it is written as a name is.
pub(super) type Modifiers = [Option<(u64, bool)>; MODIFIERS];

/// How two titles compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They are titles of different persons.
    Other,
    /// They may be the same; so many words beside the office agree.
    Same(usize),
}

impl Phrase {
    /// The title that ends where a name or redaction begins, at token `at`.
    pub(super) fn before(tokens: &[Token], at: usize) -> Option<Self> {
        let mut last = at.checked_sub(1)?;
        let honorific = tokens.get(last).filter(|token| token.of(lexicon::HONORIFIC));
        let above = last.checked_sub(1).and_then(|above| tokens.get(above));
        if honorific.is_some() && above.is_some_and(|above| above.of(lexicon::OFFICE)) {
            last -= 1; // Foreign Minister Dr. Haddad
        }
        let word = tokens.get(last)?;
        if word.of(lexicon::TITLE) && !word.is(BREAK | MASK) {
            return Self::of_office(tokens, last, None);
        }
        let (office, complement) = office_before(tokens, last)?;
        Self::of_office(tokens, office, Some(complement))
    }

    /// The title that stands behind a name as an apposition, from token `at` on.
    pub(super) fn behind(tokens: &[Token], at: usize) -> Option<Self> {
        let first = tokens.get(at).filter(|token| token.is(COMMA) && !token.is(BREAK | MASK))?;
        let from = if first.of(lexicon::FUNCTION) { at + 1 } else { at };
        let mut office = None;
        for index in from..from + 5 {
            let Some(token) = tokens.get(index) else { break };
            let apart = index > at && token.is(COMMA);
            if apart || token.is(BREAK | MASK) || token.of(lexicon::FUNCTION | lexicon::REPORTING) {
                break;
            }
            if token.of(lexicon::TITLE) {
                office = Some(index);
            }
        }
        let office = office?;
        let complement = complements(tokens, office).pop().map(|(hash, _)| hash);
        Self::of_office(tokens, office, complement).filter(|phrase| phrase.start >= at)
    }

    /// The title of the office at token `office`, with what stands behind it.
    pub(super) fn of_office(tokens: &[Token], office: usize, complement: Option<u64>) -> Option<Self> {
        let token = tokens.get(office)?;
        let mut phrase = Self {
            head: token.hash,
            class: token.class,
            complement: complement.is_some(),
            start: office,
            ..Self::default()
        };
        let mut modifiers = Vec::new();
        if let Some(first) = short_office(tokens, office)? {
            phrase.head = hash_word("minister");
            modifiers.push((hash_word(first), false));
        }
        if let Some(complement) = complement {
            phrase.head = join(phrase.head, complement);
        }
        phrase.take_modifiers(tokens, office, modifiers);
        Some(phrase)
    }

    fn take_modifiers(&mut self, tokens: &[Token], office: usize, mut modifiers: Vec<(u64, bool)>) {
        for index in (office.saturating_sub(MODIFIERS + 2)..office).rev() {
            let (Some(token), Some(behind)) = (tokens.get(index), tokens.get(index + 1)) else { break };
            if behind.is(COMMA) || !is_modifier(token) || modifiers.len() == MODIFIERS {
                break;
            }
            self.start = index;
            if token.of(lexicon::STANDING) {
                self.standing ^= token.hash;
            } else {
                modifiers.push((token.hash, token.is(CAPITAL) && !token.is(UPPER)));
            }
        }
        for (slot, modifier) in self.modifiers.iter_mut().zip(modifiers) {
            *slot = Some(modifier);
        }
    }

    /// Compares it with the title of a name that stands in clear.
    pub(super) fn compare(&self, other: &Self) -> Likeness {
        if self.head != other.head || self.standing != other.standing {
            return Likeness::Other;
        }
        let mut shared = 0;
        for (one, other) in self.modifiers.iter().zip(other.modifiers) {
            match (one, other) {
                (Some(one), Some(other)) if one.0 == other.0 => shared += 1,
                // Russian Foreign Minister, French Foreign Minister
                (Some(one), Some(other)) if shared == 0 || one.1 && other.1 => return Likeness::Other,
                _ => break,
            }
        }
        let bare = shared == 0 && !self.complement;
        let unlike = bare && (self.modifiers != [None; MODIFIERS] || other.modifiers != [None; MODIFIERS]);
        if unlike { Likeness::Other } else { Likeness::Same(shared) }
    }

    /// An office of which there is one at a time, told apart from others by more than its word.
    pub(super) fn is_specific(&self) -> bool {
        self.class & lexicon::OFFICE != 0 && (self.complement || self.modifiers.first().is_some_and(Option::is_some))
    }

    /// The office, with the word in front of it: what is shared by all who may hold it.
    pub(super) fn office(&self) -> (u64, u64, u64) {
        let nearest = self.modifiers.first().and_then(|modifier| *modifier).map_or(0, |(hash, _)| hash);
        (self.head, nearest, self.standing)
    }
}

/// `FM` and `PM` are short for an office; `None` where they are something else (a format line, a time).
fn short_office(tokens: &[Token], office: usize) -> Option<Option<&'static str>> {
    let token = tokens.get(office)?;
    let before = office.checked_sub(1).and_then(|before| tokens.get(before));
    if token.hash == hash_word("fm") {
        return before.is_some_and(|before| !before.is(BREAK)).then_some(Some("foreign"));
    }
    if token.hash == hash_word("pm") {
        return before.is_none_or(|before| !before.is(DIGIT)).then_some(Some("prime"));
    }
    Some(None)
}

fn is_modifier(token: &Token) -> bool {
    let tied = token.is(BREAK | MASK | DIGIT) || token.of(lexicon::FUNCTION | lexicon::REPORTING);
    token.of(lexicon::MODIFIER | lexicon::STANDING) || (!tied && token.length > 2)
}

/// The office in front of `of ...` that ends with token `last`, and the words of that.
fn office_before(tokens: &[Token], last: usize) -> Option<(usize, u64)> {
    let mut from = last;
    for _ in 0..COMPLEMENT {
        let token = tokens.get(from)?;
        if !goes_into_complement(token) {
            return None;
        }
        let above = from.checked_sub(1)?;
        let office = tokens.get(above)?;
        if is_of(token) && office.of(lexicon::TITLE) && !token.is(COMMA) {
            return Some((above, complement(tokens.get(from + 1..=last)?)?));
        }
        if token.is(COMMA) {
            return None;
        }
        from = above;
    }
    None
}

/// The complements that the office at token `office` may have: `of X`, `of X Y`, each with the token
/// behind it, the longest last.
pub(super) fn complements(tokens: &[Token], office: usize) -> Vec<(u64, usize)> {
    let mut found = Vec::new();
    let opens = tokens.get(office + 1).is_some_and(|token| is_of(token) && !token.is(COMMA));
    if !opens {
        return found;
    }
    for end in office + 2..office + 2 + COMPLEMENT {
        let Some(token) = tokens.get(end).filter(|token| goes_into_complement(token) && !token.is(COMMA)) else {
            break;
        };
        if token.of(lexicon::FUNCTION) {
            continue;
        }
        let words = tokens.get(office + 2..=end).unwrap_or_default();
        found.extend(complement(words).map(|hash| (hash, end + 1)));
    }
    found
}

fn complement(words: &[Token]) -> Option<u64> {
    let the = hash_word("the");
    let words = words.iter().filter(|word| word.hash != the);
    words.map(|word| word.hash).reduce(join).map(|hash| join(hash, token::BREAK_HASH))
}

fn goes_into_complement(token: &Token) -> bool {
    if token.is(BREAK | MASK) || token.of(lexicon::REPORTING) && !token.is(CAPITAL) {
        return false;
    }
    !token.of(lexicon::FUNCTION) || is_of(token) || ["the", "and"].iter().any(|word| hash_word(word) == token.hash)
}

fn is_of(token: &Token) -> bool {
    token.hash == hash_word("of") || token.hash == hash_word("for")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn masked(text: &str) -> (Vec<Token>, usize) {
        let start = text.find("XXXX").unwrap_or_default();
        let tokens = token::tokens(text, &[Span::new(start, start + 4)], &[]);
        let at = tokens.iter().position(|token| token.is(MASK)).unwrap_or_default();
        (tokens, at)
    }

    fn before(text: &str) -> Option<Phrase> {
        let (tokens, at) = masked(text);
        Phrase::before(&tokens, at)
    }

    fn behind(text: &str) -> Option<Phrase> {
        let (tokens, at) = masked(text);
        Phrase::behind(&tokens, at + 1)
    }

    fn like(one: Option<Phrase>, other: Option<Phrase>) -> Likeness {
        match (one, other) {
            (Some(one), Some(other)) => one.compare(&other),
            _ => Likeness::Other,
        }
    }

    #[test]
    fn a_title_is_read_in_front_and_behind() {
        let short = before("He met Foreign Minister XXXX today");
        assert_eq!(like(short, before("the Ruritanian FOREIGN MINISTER, XXXX, said")), Likeness::Same(1));
        assert_eq!(like(short, before("met FM XXXX")), Likeness::Same(1));
        let director = before("The director of the Harbor Authority, XXXX, left");
        assert_eq!(like(director, behind("XXXX, director of the Harbor Authority, left")), Likeness::Same(0));
    }

    #[test]
    fn titles_of_others_are_told_apart() {
        let russian = before("Russian Foreign Minister XXXX");
        assert_eq!(like(russian, before("French Foreign Minister XXXX")), Likeness::Other);
        assert_eq!(like(russian, before("Deputy Foreign Minister XXXX")), Likeness::Other);
        assert_eq!(like(russian, before("Trade Minister XXXX")), Likeness::Other);
        assert_eq!(like(before("Minister of Trade XXXX"), before("Minister of Health XXXX")), Likeness::Other);
    }

    #[test]
    fn what_is_no_title_is_none() {
        assert_eq!(before("The council told XXXX"), None);
        assert_eq!(before("He spoke for the minister. XXXX left"), None);
        assert_eq!(before("at 6:33 PM XXXX"), None);
        assert_eq!(behind("XXXX, and the minister said"), None);
    }
}
