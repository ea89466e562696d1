//! Titles: the office or calling that a name has beside it, with the words that tell it from others:
//! `Foreign Minister`, `chief road surveyor`, `the mayor of Kotka,`. Where they stand behind the name: `behind`.

mod behind;

use super::lexicon;
use super::token::{BREAK, CAPITAL, COMMA, DIGIT, MASK, Token, UPPER, Words, join};
use super::written::hash_plain;

/// Most words in front of an office; with more, the title is not understood.
const MODIFIERS: usize = 5;
/// Most words of what stands behind `of`.
const COMPLEMENT: usize = 7;

/// A title of a name or a redaction.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Title {
    /// Its first token.
    pub(super) from: usize,
    /// The token behind its last one.
    pub(super) to: usize,
    /// All its words.
    pub(super) whole: u64,
    /// Without the capitalised word in front, where what is left is still a title: the `Russian` of
    /// `Russian Foreign Minister`.
    pub(super) short: Option<u64>,
    /// The office alone.
    pub(super) head: u64,
    /// Nothing stands with the office.
    pub(super) bare: bool,
    /// It tells one person from others in a text.
    pub(super) telling: bool,
    /// It tells one person from others in many texts.
    pub(super) singular: bool,
}

/// What was counted of a title's words.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// Words that many offices share.
    generic: usize,
    /// Words of its own.
    proper: usize,
}

impl Count {
    fn add(&mut self, token: &Token) {
        if token.of(lexicon::GENERIC) {
            self.generic += 1;
        } else if !token.of(lexicon::STANDING | lexicon::FUNCTION) {
            self.proper += 1;
        }
    }

    /// Many are senior officials of something; one is prime minister.
    const fn is_telling(self, office: &Token) -> bool {
        self.proper > 0 || office.of(lexicon::OFFICE) && self.generic > 0
    }
}

impl Title {
    /// The titles that stand beside the name or redaction which the tokens `from..to` are.
    pub(super) fn all(words: &Words, from: usize, to: usize) -> impl Iterator<Item = Self> {
        let behind = [Self::around(words, from, to), Self::behind(words, from, to)];
        Self::before(words, from).into_iter().chain(behind.into_iter().flatten())
    }

    /// The title that ends before token `at`, where a name or redaction begins.
    pub(super) fn before(words: &Words, at: usize) -> Option<Self> {
        let last = office_in_front(words, at)?;
        let title = if words.get(last)?.of(lexicon::PERSON) {
            Self::of_office(words, last, 0, Count::default())?
        } else {
            let office = office_of(words, last)?;
            let (complement, count) = complement_of(words.run(office + 2, last + 1));
            Self::of_office(words, office, complement, count)?
        };
        Some(Self { to: at, ..title })
    }

    fn of_office(words: &Words, at: usize, complement: u64, mut count: Count) -> Option<Self> {
        let office = words.get(at)?;
        let (head, abbreviated) = spelt_out(words, at)?;
        let start = start_of(words, at)?;
        let modifiers = words.run(start, at);
        for modifier in modifiers {
            count.add(modifier);
        }
        let mut without_first = count;
        without_first.proper = count.proper.saturating_sub(1);
        let written = |first: &Token| {
            first.is(CAPITAL) && !first.of(lexicon::GENERIC | lexicon::STANDING | lexicon::FUNCTION)
        };
        let droppable = modifiers.first().is_some_and(written) && without_first.is_telling(office);
        count.generic += usize::from(abbreviated.is_some());
        let hash = |modifiers: &[Token]| {
            let title = modifiers.iter().map(|modifier| modifier.hash).chain(abbreviated).fold(0, join);
            join(join(title, head), complement)
        };
        Some(Self {
            from: start,
            to: at + 1,
            whole: hash(modifiers),
            short: droppable.then(|| hash(modifiers.get(1..).unwrap_or_default())),
            head,
            bare: modifiers.is_empty() && abbreviated.is_none() && complement == 0,
            telling: count.is_telling(office),
            singular: count.proper > 0 && count.proper + count.generic > 1,
        })
    }
}

const OF: u64 = hash_plain("of");
const FOR: u64 = hash_plain("for");
const THE: u64 = hash_plain("the");
const AND: u64 = hash_plain("and");
const FM: u64 = hash_plain("fm");
const PM: u64 = hash_plain("pm");
const THEN: u64 = hash_plain("then");

/// The last word of the title in front of token `at`, where a form of address may stand between.
fn office_in_front(words: &Words, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    // Foreign Minister Dr. Haddad
    if words.get(last)?.of(lexicon::CIVIL) { last.checked_sub(1) } else { Some(last) }
}

/// One number for the words behind `of`, and what was counted of them.
fn complement_of(words: &[Token]) -> (u64, Count) {
    let said = words.iter().filter(|word| !word.of(lexicon::FUNCTION));
    said.fold((OF, Count::default()), |(complement, mut count), word| {
        count.add(word);
        (join(complement, word.hash), count)
    })
}

/// The office, and what `FM` and `PM` have in front of it; `None` where they are something else: a format
/// line, a time.
fn spelt_out(words: &Words, at: usize) -> Option<(u64, Option<u64>)> {
    let office = words.get(at)?;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let minister = |of: &str| (hash_plain("minister"), Some(hash_plain(of)));
    if office.hash == FM {
        return before.is_some_and(|before| !before.is(BREAK)).then(|| minister("foreign"));
    }
    if office.hash == PM {
        return before.is_none_or(|before| !before.is(DIGIT)).then(|| minister("prime"));
    }
    Some((office.hash, None))
}

/// True for the words of the offices that are written `FM` and `PM` too.
pub(super) fn is_spelt_out(token: &Token) -> bool {
    const WORDS: [u64; 5] = [FM, PM, hash_plain("foreign"), hash_plain("prime"), hash_plain("minister")];
    WORDS.contains(&token.hash)
}

/// Where the words in front of an office begin.
fn start_of(words: &Words, office: usize) -> Option<usize> {
    let mut start = office;
    while let Some(before) = start.checked_sub(1) {
        let tied = words.get(start)?.is(COMMA);
        if tied || !is_modifier(words.get(before)?) {
            return Some(start);
        }
        start = before;
        if office - start > MODIFIERS {
            return None;
        }
    }
    Some(start)
}

fn is_modifier(token: &Token) -> bool {
    // `then` makes an office another one, as `former` does.
    let said = !token.of(lexicon::FUNCTION | lexicon::REPORTING) || token.hash == THEN;
    token.is_word() && !token.is(DIGIT) && said && token.length > 1
}

/// The office in front of `of ...` that ends with token `last`.
fn office_of(words: &Words, last: usize) -> Option<usize> {
    let mut at = last;
    for _ in 0..COMPLEMENT {
        let token = words.get(at)?;
        let above = at.checked_sub(1)?;
        if !goes_into_complement(token) || token.is(COMMA) {
            return None;
        }
        if is_of(token) && at < last && words.get(above)?.of(lexicon::PERSON) {
            return Some(above);
        }
        at = above;
    }
    None
}

fn goes_into_complement(token: &Token) -> bool {
    let written = token.is(CAPITAL) && !token.is(UPPER);
    let linking = is_of(token) || [THE, AND].contains(&token.hash);
    !token.is(BREAK | MASK)
        && (linking || !token.of(lexicon::FUNCTION))
        && (written || !token.of(lexicon::REPORTING))
}

fn is_of(token: &Token) -> bool {
    [OF, FOR].contains(&token.hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn title(text: &str) -> Option<Title> {
        let start = text.find("XXXX").unwrap_or_default();
        let words = Words::read(text, &[Span::new(start, start + 4)], &[]);
        let at = words.all().iter().position(|token| token.is(MASK)).unwrap_or_default();
        Title::before(&words, at)
    }

    fn whole(text: &str) -> Option<u64> {
        title(text).filter(|title| title.telling).map(|title| title.whole)
    }

    #[test]
    fn a_title_is_the_same_in_any_sentence_and_case() {
        let short = whole("He met Foreign Minister XXXX today");
        assert!(short.is_some());
        assert_eq!(short, whole("LUNCH WITH THE FOREIGN MINISTER, XXXX, ON"));
        assert_eq!(short, whole("told FM XXXX"));
        assert_eq!(short, title("Ruritanian Foreign Minister XXXX").and_then(|title| title.short));
        assert!(whole("The mayor of Kotka, XXXX, left").is_some());
        assert_eq!(whole("The mayor of Kotka, XXXX, left"), whole("saw Mayor of the Kotka XXXX"));
    }

    #[test]
    fn titles_of_others_are_others() {
        let russian = whole("Russian Foreign Minister XXXX");
        assert_ne!(russian, whole("French Foreign Minister XXXX"));
        assert_ne!(russian, whole("Deputy Foreign Minister XXXX"));
        assert_ne!(whole("Minister of Trade XXXX"), whole("Minister of Health XXXX"));
        assert_ne!(whole("the senior lighthouse keeper XXXX"), whole("the junior lighthouse keeper XXXX"));
    }

    #[test]
    fn what_tells_nobody_is_no_title() {
        for text in [
            "The council told XXXX",
            "He spoke for the minister. XXXX left",
            "at 6:33 PM XXXX",
            "FM XXXX",
            "a senior official XXXX",
            "the Minister XXXX",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
