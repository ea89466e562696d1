//! The words of an editor's bracket: `2½ lines not declassified`, `3 paragraphs (19 lines) not declassified`,
//! `Remainder of paragraph not declassified.`, `REDACTED: Personal Privacy`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::word::begins;

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

/// A number as editors write it.
static QUANTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:(?:less|more|fewer)\s+than\s+|(?:about|approximately|nearly|over)\s+)?",
        r"(\d{1,3}(?:[\s-]*(?:[½¼¾⅓⅔]|\d/\d)|\.\d+)?|[½¼¾⅓⅔]|\d/\d|(?:one|a)[\s-]+half|half(?:\s+an?)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)",
        r"(?:[\s-]+and[\s-]+(?:a|one)[\s-]+half)?\s+"
    ))
    .ok()
});

/// What editors count or name.
const UNITS: &[&str] = &[
    "address",
    "addressee",
    "amount",
    "attachment",
    "attribution",
    "caption",
    "cable",
    "chart",
    "classification",
    "clause",
    "code",
    "codeword",
    "column",
    "country",
    "cryptonym",
    "date",
    "designation",
    "designator",
    "distribution",
    "document",
    "enclosure",
    "entry",
    "figure",
    "footnote",
    "graph",
    "group",
    "heading",
    "identity",
    "indicator",
    "information",
    "initial",
    "item",
    "letter",
    "line",
    "list",
    "location",
    "map",
    "message",
    "name",
    "notation",
    "note",
    "number",
    "office",
    "organization",
    "page",
    "paragraph",
    "phrase",
    "pii",
    "place",
    "position",
    "pseudonym",
    "reference",
    "remainder",
    "report",
    "rest",
    "restriction",
    "row",
    "section",
    "sentence",
    "signature",
    "slug",
    "source",
    "subheading",
    "subparagraph",
    "symbol",
    "table",
    "tab",
    "title",
    "unit",
    "word",
];

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
    let counted = counted(amount);
    let named = amount.is_empty() || is_text(amount) || counted.flaw.is_none();
    let fits = if editorial.is_some() { is_phrase(amount) } else { named && !amount.contains("expletive") };
    if !fits || !is_tail(tail, editorial.is_some()) {
        return None;
    }
    let from = front.len() - front.trim_start().len();
    let misspelt = editorial.is_some_and(|saying| !is_spelt(saying.as_str()));
    let flaw = match editorial {
        _ if misspelt => Some(Flaw::Spelling),
        Some(_) if amount.is_empty() || is_uncounted(amount) => Some(Flaw::Amount),
        _ => counted.flaw.filter(|_| !is_text(amount)),
    };
    let amount = (!amount.is_empty() && !is_text(amount)).then(|| from..from + amount.len());
    Some(Excision { editorial: editorial.is_some(), amount, flaw })
}

/// `text`, which names no amount.
fn is_text(amount: &str) -> bool {
    let last = amount.split_whitespace().next_back().unwrap_or_default();
    last.eq_ignore_ascii_case("text") && QUANTITY.as_ref().is_none_or(|number| !number.is_match(amount))
}

/// `lines`, without a number.
fn is_uncounted(amount: &str) -> bool {
    ["lines", "paragraphs", "pages", "words", "sentences"]
        .iter()
        .any(|unit| unit.eq_ignore_ascii_case(amount))
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
        .any(|word| bare.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    (open || told) && bare.split_whitespace().count() <= TAIL
}

/// An amount as counted.
struct Counted {
    flaw: Option<Flaw>,
}

/// Judges the amount part by part: `3 paragraphs (19 lines)`, `name and title`, `1 line of source text`.
fn counted(amount: &str) -> Counted {
    let (head, lines) = match amount.split_once('(') {
        Some((head, inner)) => (head.trim(), Some(inner.trim_end_matches(')').trim())),
        None => (amount, None),
    };
    let mut flaw = None;
    if head.to_lowercase().contains("half") {
        flaw = part_flaw(head);
    } else {
        for part in parts(head) {
            flaw = flaw.or_else(|| part_flaw(part));
        }
    }
    let counts = lines.map(|lines| (number_of(head), number_of(lines)));
    let short = matches!(counts, Some((Some(paragraphs), Some(lines))) if lines < paragraphs);
    flaw = flaw.or_else(|| lines.and_then(part_flaw));
    Counted { flaw: if short { Some(Flaw::Count) } else { flaw } }
}

/// The parts of `name, title, and 2 lines`.
fn parts(head: &str) -> impl Iterator<Item = &str> {
    head.split(',').flat_map(|part| part.split(" and ")).map(str::trim).filter(|part| !part.is_empty())
}

/// What is wrong with `2 lines`, `name`, `less than 1 line of source text`.
fn part_flaw(part: &str) -> Option<Flaw> {
    let part = part.strip_prefix("and ").unwrap_or(part);
    let quantity = QUANTITY.as_ref().and_then(|number| number.captures(part));
    let rest = quantity.as_ref().map_or(0, |found| found.get(0).map_or(0, |whole| whole.end()));
    let noun = part.get(rest..).unwrap_or_default();
    let noun = noun.split(" of ").next().unwrap_or_default().split_whitespace().next_back()?;
    let folded = noun.to_lowercase();
    let (unit, plural) = unit(&folded).map_or((None, false), |(unit, plural)| (Some(unit), plural));
    if unit.is_none() {
        return Some(Flaw::Unit);
    }
    let printed = quantity.as_ref().and_then(|found| found.get(1)).map(|number| number.as_str())?;
    if printed.trim_start_matches('0').is_empty() {
        return Some(Flaw::Count);
    }
    (is_plural(printed, quantity.as_ref().and_then(|found| found.get(0)).map_or("", |all| all.as_str()))
        != plural)
        .then_some(Flaw::Plural)
}

/// The unit that a noun names, and whether it is a plural.
fn unit(noun: &str) -> Option<(&'static str, bool)> {
    let known = |word: &str| UNITS.iter().find(|unit| **unit == word).copied();
    let singular = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let plural = noun.strip_suffix('s').and_then(known).or_else(|| singular.as_deref().and_then(known));
    let plural = plural.or_else(|| noun.strip_suffix("es").and_then(known));
    known(noun).map(|unit| (unit, false)).or_else(|| plural.map(|unit| (unit, true)))
}

/// `1 line`, `½ line`, `less than 1 line`, but `1½ lines`, `2 lines`.
fn is_plural(number: &str, whole: &str) -> bool {
    let number = number.to_lowercase();
    let singular = [
        "1", "01", "½", "¼", "¾", "⅓", "⅔", "a", "an", "one", "half", "half a", "half an", "one-half",
        "one half", "a half",
    ];
    let fraction = number.len() == 3 && number.get(1..2) == Some("/");
    let and_half = whole.to_lowercase().contains("and");
    and_half || !(singular.contains(&number.as_str()) || fraction)
}

/// The whole number that an amount begins with.
fn number_of(amount: &str) -> Option<u32> {
    let digits: String = amount.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
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
