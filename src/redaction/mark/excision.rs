//! The words of an editor's bracket: `2½ lines not declassified`, `3 paragraphs (19 lines) not declassified`,
//! `Remainder of paragraph not declassified.`, `REDACTED: Personal Privacy`.

mod amount;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::word::begins;
use amount::{is_text, is_uncounted};

/// What the words of a bracket say about text that was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excision {
    /// They are the words of the historical documents: `not declassified`.
    pub editorial: bool,
    /// The amount, as a range of the words.
    pub amount: Option<Range<usize>>,
    /// What is wrong with them.
    pub flaw: Option<Flaw>,
}

/// What can be wrong with an editor's bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A bracket is missing: `[2 lines not declassified`.
    Unclosed,
    /// Brackets of another sort: `(2 lines not declassified)`.
    Brackets,
    /// What the number counts is nothing that is counted: `[2 lions not declassified]`.
    Unit,
    /// Number and noun do not agree: `[3 line not declassified]`.
    Plural,
    /// More paragraphs than lines, or none at all: `[3 paragraphs (2 lines) not declassified]`.
    Count,
    /// `not declasified`.
    Spelling,
    /// Neither an amount nor a noun: `[not declassified]`.
    Amount,
}

impl Flaw {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unclosed => "unclosed",
            Self::Brackets => "brackets",
            Self::Unit => "unit",
            Self::Plural => "plural",
            Self::Count => "count",
            Self::Spelling => "spelling",
            Self::Amount => "amount",
        }
    }
}

/// The words that say that something was taken out; the first group is the one of the historical documents.
static SAYING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:\b(non?t?[\s-]+de-?cl?as+if+i?ed)|\b(?:redact(?:ed|ion)|excised|expunged|withheld|deleted|removed|sanitized|blacked\s+out|blanked\s+out))\b",
    )
    .ok()
});

/// How a word of a saying begins; most brackets hold none.
const FRONTS: [&str; 11] = [
    "decl",
    "deca",
    "deleted",
    "redact",
    "excised",
    "expunged",
    "withheld",
    "removed",
    "sanitized",
    "blacked",
    "blanked",
];

/// False where no word of a saying stands: [`SAYING`] is dear to make.
fn may_say(words: &str) -> bool {
    let mut words = words.split(|sign: char| !sign.is_alphabetic());
    // `de-classified`
    words.any(|word| word.eq_ignore_ascii_case("de") || FRONTS.iter().any(|front| begins(word, front)))
}

/// Verbs in front of `not declassified` make it a sentence of somebody's: `[which was not declassified]`.
const SENTENCE: &[&str] = &[
    "am", "are", "be", "been", "being", "can", "had", "has", "have", "if", "is", "may", "should", "that",
    "the", "they", "was", "were", "when", "which", "who", "will", "would", "yet",
];

/// Longest a reason or a place may be that follows the saying, in words.
const TAIL: usize = 12;

/// Reads a mark as it is printed, with the brackets that it has, and tells what is wrong with these too.
pub fn read_printed(mark: &str) -> Option<Excision> {
    let (opened, closed) = (mark.strip_prefix('['), mark.ends_with(']'));
    let inner = mark.trim_matches(['[', ']', '(', '{', '}']);
    let inner = if mark.starts_with('(') { inner.trim_end_matches(')') } else { inner };
    let mut read = read(inner)?;
    let start = mark.len() - mark.trim_start_matches(['[', '(', '{']).len();
    read.amount = read.amount.map(|range| range.start + start..range.end + start);
    let half = opened.is_some() != closed;
    if half {
        read.flaw = Some(Flaw::Unclosed);
    } else if read.editorial && opened.is_none() {
        read.flaw = Some(if mark.starts_with(['(', '{']) { Flaw::Brackets } else { Flaw::Unclosed });
    }
    Some(read)
}

/// Reads the words between two brackets; `None` where they do not say that something was taken out.
pub fn read(words: &str) -> Option<Excision> {
    if !may_say(words) {
        return None;
    }
    let found = SAYING.as_ref()?.captures(words)?;
    let (whole, editorial) = (found.get(0)?, found.get(1));
    let front = words.get(..whole.start())?;
    let amount = front.trim();
    let tail = words.get(whole.end()..)?;
    let counted = amount::flaw(amount);
    let named = amount.is_empty() || is_text(amount) || counted.is_none();
    let fits = if editorial.is_some() { is_phrase(amount) } else { named && !amount.contains("expletive") };
    if !fits || !is_tail(tail, editorial.is_some()) {
        return None;
    }
    let from = front.len() - front.trim_start().len();
    let misspelt = editorial.is_some_and(|saying| !is_spelt(saying.as_str()));
    let flaw = match editorial {
        _ if misspelt => Some(Flaw::Spelling),
        Some(_) if amount.is_empty() || is_uncounted(amount) => Some(Flaw::Amount),
        _ => counted.filter(|_| !is_text(amount)),
    };
    let amount = (!amount.is_empty() && !is_text(amount)).then(|| from..from + amount.len());
    Some(Excision { editorial: editorial.is_some(), amount, flaw })
}

fn is_spelt(saying: &str) -> bool {
    let folded: Vec<&str> = saying.split_whitespace().collect();
    folded.join(" ").eq_ignore_ascii_case("not declassified")
}

/// A short phrase, not a sentence.
fn is_phrase(amount: &str) -> bool {
    let mut words = amount.split_whitespace();
    words.clone().count() <= 10
        && !words.any(|word| SENTENCE.iter().any(|verb| verb.eq_ignore_ascii_case(word)))
        && !amount.contains(['.', ';', '?', '!', '"', '“'])
}

/// What follows: nothing, a full stop, an office or a reason behind a dash, a comma, a colon or in brackets.
fn is_tail(tail: &str, editorial: bool) -> bool {
    let bare = tail.trim();
    let open = bare.chars().next().is_none_or(|sign| ".,;:—–-/(".contains(sign));
    let told = !editorial
        && [
            "under",
            "per",
            "pursuant",
            "for",
            "by",
            "in full",
            "in part",
            "due to",
            "b",
            "1.4",
            "from original",
        ]
        .iter()
        .any(|word| begins(bare, word));
    (open || told) && bare.split_whitespace().count() <= TAIL
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn amount(words: &str) -> Option<String> {
        read(words)?.amount.and_then(|range| words.get(range)).map(str::to_owned)
    }

    fn flaw(words: &str) -> Option<Flaw> {
        read(words)?.flaw
    }

    #[test]
    fn the_words_of_the_historical_documents_are_read() {
        assert_eq!(amount("2½ lines not declassified").as_deref(), Some("2½ lines"));
        assert_eq!(
            amount("3 paragraphs (19 lines) not declassified").as_deref(),
            Some("3 paragraphs (19 lines)")
        );
        assert_eq!(
            amount("Remainder of paragraph not declassified.").as_deref(),
            Some("Remainder of paragraph")
        );
        assert_eq!(amount("less than 1 line not\r\ndeclassified").as_deref(), Some("less than 1 line"));
        assert_eq!(amount("name not declassified—Chief, Review Division").as_deref(), Some("name"));
        for words in [
            "1-1/2 lines of source text not declassified",
            "5 names not declassified",
            "folder title not declassified",
            "½ line not declassified",
            "name and title not declassified",
            "1 paragraph and 2 lines not declassified",
            "one and a half lines not declassified",
            "2 entries not declassified",
            "handling restriction not declassified",
        ] {
            assert_eq!(flaw(words), None, "{words}");
            assert!(amount(words).is_some(), "{words}");
        }
    }

    #[test]
    fn text_is_no_amount() {
        assert_eq!(read("text not declassified.").map(|one| (one.editorial, one.amount)), Some((true, None)));
        assert_eq!(read("REDACTED").map(|one| (one.editorial, one.amount)), Some((false, None)));
        assert_eq!(amount("name redacted").as_deref(), Some("name"));
        assert_eq!(amount("PII removed").as_deref(), Some("PII"));
        assert_eq!(amount("2 pages withheld - B1").as_deref(), Some("2 pages"));
    }

    #[test]
    fn flaws_are_told_apart() {
        assert_eq!(flaw("lines not declassified"), Some(Flaw::Amount));
        assert_eq!(flaw("not declassified"), Some(Flaw::Amount));
        assert_eq!(read_printed("[REDACTED").and_then(|read| read.flaw), Some(Flaw::Unclosed));
        assert_eq!(read_printed("(REDACTED)").and_then(|read| read.flaw), None);
        assert_eq!(flaw("2 lions not declassified"), Some(Flaw::Unit));
        assert_eq!(flaw("3 line not declassified"), Some(Flaw::Plural));
        assert_eq!(flaw("1 lines not declassified"), Some(Flaw::Plural));
        assert_eq!(flaw("3 paragraphs (2 lines) not declassified"), Some(Flaw::Count));
        assert_eq!(flaw("0 lines not declassified"), Some(Flaw::Count));
        assert_eq!(flaw("2 lines not declasified"), Some(Flaw::Spelling));
    }

    #[test]
    fn other_editors_words_are_no_redactions() {
        for words in [
            "sic",
            "Omitted here is a list of abbreviations.",
            "not found",
            "illegible",
            "expletive deleted",
            "which was not declassified",
            "the volume was not declassified until later",
            "and those deleted from the record",
            "omission in the original",
            "the documents were withheld",
            "Not printed.",
            "he deleted it",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    proptest! {
        #[test]
        fn words_that_say_nothing_are_told_at_once(
            words in "(n(on|ont|ot|o)|de-?|cl?as+if+i?ed|redact(ed|ion)|EXCISED|[Ee]xpunged|withheld|deleted|removed|\
                sanitized|bl(ack|ank)ed out|[a-z]|[_ \u{b9}-]|\u{e9}){0,8}"
        ) {
            prop_assert!(!SAYING.as_ref().is_some_and(|saying| saying.is_match(&words)) || may_say(&words));
        }
    }
}
