//! Titles of which some or all words stand behind the name: `Larsen, editor of the daily Gull,`, `Larsen (head of the
//! Bird Council)`, `Governor Bello of Lagos State`. They are the titles that they would be in front of it.

use super::{AND, COMPLEMENT, Count, MODIFIERS, THE, Title, is_modifier, is_of, office_in_front};
use super::{complement_of, goes_into_complement};
use crate::exposure::clue::may_begin_name;
use crate::exposure::lexicon;
use crate::exposure::token::{BRACKET, BREAK, CAPITAL, COMMA, MASK, Token, Words};
use crate::exposure::written::hash_plain;

/// What stands behind a name in brackets and is no organisation.
const REMARKS: [u64; 5] = [
    hash_plain("protect"),
    hash_plain("phonetic"),
    hash_plain("withheld"),
    hash_plain("unknown"),
    hash_plain("redacted"),
];

/// What stands in front of a place, whose ruler is named behind it: `in Oslo, the Norwegian foreign minister, ...`.
const AT_PLACES: [u64; 4] = [hash_plain("in"), hash_plain("at"), hash_plain("near"), hash_plain("outside")];

impl Title {
    /// The title between commas or in brackets behind the name that the tokens `from..to` are.
    pub(super) fn behind(words: &Words, from: usize, to: usize) -> Option<Self> {
        let first = words.get(to).filter(|first| first.is(COMMA) && !first.is(BREAK | MASK))?;
        let before = from.checked_sub(1).and_then(|before| words.get(before));
        if before.is_some_and(|before| AT_PLACES.contains(&before.hash)) {
            return None;
        }
        let start = if first.hash == THE { to + 1 } else { to };
        let office = office_behind(words, start)?;
        let complement = end_of_complement(words, office + 1, goes_into_complement)?;
        if !is_closed(words, complement, first.is(BRACKET)) {
            return None;
        }
        let (own, count) = complement_of(words.run((office + 2).min(complement), complement));
        let own = if complement > office + 1 { own } else { 0 };
        let title = Self { to: complement, ..Self::of_office(words, office, own, count)? };
        title.if_office_of_one(words, office)
    }

    /// The title that is put around a name: the office in front, and what it is an office of behind.
    pub(super) fn around(words: &Words, from: usize, to: usize) -> Option<Self> {
        let first = words.get(to).filter(|first| is_of(first) || first.is(BRACKET))?;
        let office =
            office_in_front(words, from).filter(|_| words.get(from).is_some_and(|name| !name.is(COMMA)))?;
        words.get(office).filter(|office| office.of(lexicon::PERSON))?;
        let bracketed = first.is(BRACKET);
        let (own, end) = if bracketed {
            (to, end_of_organisation(words, to)?)
        } else {
            (to + 1, end_of_complement(words, to, is_written_large)?)
        };
        let (complement, mut count) = complement_of(words.run(own, end));
        if bracketed {
            // Words that many offices share are the name of one party, written large and in brackets.
            count = Count { proper: count.proper + count.generic, generic: 0 };
        }
        let sure = count.proper > usize::from(bracketed);
        let title = Self { to: end, ..Self::of_office(words, office, complement, count)? };
        let title = title.if_office_of_one(words, office).filter(|_| sure)?;
        // One party has ministers in many texts.
        Some(Self { singular: title.singular && !bracketed, ..title })
    }

    /// Of one organisation there are many members and officials: what is said of such behind a name must have two words
    /// of its own, and is no evidence for another text.
    fn if_office_of_one(self, words: &Words, office: usize) -> Option<Self> {
        let one = words.get(office)?.of(lexicon::OFFICE);
        (one || self.singular).then_some(Self { singular: self.singular && one, ..self })
    }
}

/// The office that is named from token `start` on: the last word of those in front of `of`, or of all.
fn office_behind(words: &Words, start: usize) -> Option<usize> {
    let heads = |at: &usize| {
        let goes_on = words.get(at + 1).is_some_and(|next| !next.is(COMMA) && is_modifier(next));
        !goes_on && words.get(*at).is_some_and(|office| office.of(lexicon::PERSON))
    };
    let tied = |at: &usize| {
        let token = words.get(*at);
        token.is_some_and(|token| is_modifier(token) && (*at == start || !token.is(COMMA)))
    };
    (start..=start + MODIFIERS).take_while(tied).find(heads)
}

/// Where the `of ...` ends that begins with token `at`; `at` itself where there is none, `None` where it is too long.
fn end_of_complement(words: &Words, at: usize, goes_on: fn(&Token) -> bool) -> Option<usize> {
    if !words.get(at).is_some_and(|first| is_of(first) && !first.is(COMMA)) {
        return Some(at);
    }
    let ends = |at: &usize| words.get(*at).is_none_or(|token| token.is(COMMA) || !goes_on(token));
    (at + 1..=at + COMPLEMENT).find(ends)
}

/// Without commas around it, only what is written with capitals tells where the name of an organisation ends.
fn is_written_large(token: &Token) -> bool {
    let linking = is_of(token) || token.hash == THE;
    goes_into_complement(token) && token.hash != AND && (linking || token.is(CAPITAL))
}

/// Where the name of an organisation ends that stands in brackets from token `at` on.
fn end_of_organisation(words: &Words, at: usize) -> Option<usize> {
    let ends = |to: &usize| words.get(*to).is_none_or(|token| token.is(COMMA | BREAK | MASK));
    let end = (at + 1..=at + COMPLEMENT).find(ends)?;
    let named = |token: &Token| {
        let linking = is_of(token) || [THE, AND].contains(&token.hash);
        let other = token.of(lexicon::PERSON) && !token.of(lexicon::GENERIC) || REMARKS.contains(&token.hash);
        !other && (linking || token.is(CAPITAL) && token.length > 1)
    };
    (words.run(at, end).iter().all(named) && is_closed(words, end, true)).then_some(end)
}

/// A comma, a bracket or the end of a sentence stands behind the title, and not another name: of two names the title
/// may be that of either.
fn is_closed(words: &Words, at: usize, bracketed: bool) -> bool {
    let Some(next) = words.get(at) else { return true };
    next.is(BREAK) || next.is(COMMA) && (bracketed || !(next.is(MASK) || may_begin_name(next)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn titles(text: &str) -> Vec<Title> {
        let start = text.find("XXXX").unwrap_or_default();
        let words = Words::read(text, &[Span::new(start, start + 4)], &[]);
        let at = words.all().iter().position(|token| token.is(MASK)).unwrap_or_default();
        Title::all(&words, at, at + 1).filter(|title| title.telling).collect()
    }

    fn whole(text: &str) -> Option<u64> {
        titles(text).first().map(|title| title.whole)
    }

    #[test]
    fn a_title_is_the_same_in_front_and_behind() {
        let front = whole("The editor of the daily Gull, XXXX, left");
        assert!(front.is_some());
        for text in [
            "XXXX, editor of the daily Gull, said",
            "met XXXX (the editor of daily Gull) at",
            "XXXX, Editor of the\nDaily Gull.",
        ] {
            assert_eq!(whole(text), front, "{text}");
        }
        let front = whole("Governor of Lagos State XXXX");
        assert!(front.is_some());
        for text in [
            "Governor XXXX of Lagos State said",
            "Gov. XXXX of Lagos State and Olsen",
            "Governor XXXX (Lagos State) ran",
        ] {
            assert_eq!(whole(text), front, "{text}");
        }
        assert_eq!(whole("XXXX, Norwegian foreign minister, left"), whole("Norwegian Foreign Minister XXXX"));
        assert!(whole("MP XXXX (Labor Party) left").is_some());
    }

    #[test]
    fn what_is_another_office_or_nobodys_is_another_title_or_none() {
        let editor = whole("XXXX, editor of the daily Gull, said");
        for text in [
            "XXXX, former editor of the daily Gull, said",
            "XXXX, then editor of the daily Gull, said",
            "XXXX, the late editor of the daily Gull, said",
        ] {
            assert_ne!(whole(text), editor, "{text}");
        }
        for text in [
            "XXXX, a member of the Bird Council, left",
            "XXXX, member of council, left",
            "XXXX, editor of the daily Gull Olsen said",
            "XXXX, Foreign Minister Haddad, and others",
            "XXXX, director of the Bird Council, Larsen, and others",
            "in XXXX, the director of the Bird Council, said",
            "XXXX, director of the Bird Council until May, left",
            "Ambassador XXXX (Strictly Protect) left",
            "MP XXXX (BNP) left",
            "Minister XXXX of course left",
            "XXXX, who is director of the Bird Council, left",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
