//! The phrases: `(strictly protect)`, `please protect.`, `addressees should protect his identity`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Protection, name, sentence};
use crate::span::Span;
use crate::text::word::begins;
use crate::text::{Text, reach};

/// Whom or what a phrase protects, named in it.
const OBJECT: &str = r"(?:\s+(?:strictly|(?:(?:the|his|her|their|our|this|these|all|both|its|embassy|post)\s+)*(?:sources?|names?|identit(?:y|ies)|contacts?|informants?|interlocutors?|persons?)|him|her|them|throughout|fully|at\s+all\s+costs))+(?:'s|’s)?";

/// Every request, with `protect` in it; group 1 is a bracketed one, group 2 one in running text.
static PHRASES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let bracketed = format!(
        r"[(\[]\s*(?:(?:please|pls|source|sources|name|names|identity|identities|contact|note|nb|sensitive\s+source)[\s,:;–—-]+)*(?:strictly[\s-]+)?protect(?:ed\s+(?:source|contact)|(?:{OBJECT})?)?\s*[.!;,–—-]*\s*[)\]]"
    );
    let passive = r"(?:identit(?:y|ies)|names?|sources?)\s+(?:should|must|(?:is|are)\s+to|needs?\s+to|to)\s+be\s+(?:strictly\s+|fully\s+)?protected";
    let readers = format!(
        r"(?:addressees|recipients|readers|washington|department|posts|offices)\s+(?:should|must|are\s+(?:asked|requested|urged)\s+to|(?:is|are)\s+to|please)\s+(?:strictly\s+)?protect{OBJECT}"
    );
    let polite = format!(r"(?:please|pls)\s+(?:strictly\s+)?protect(?:{OBJECT})?");
    let strict = format!(r"strictly[\s-]+protect(?:{OBJECT})?");
    let command = r"protect\s+(?:source|sources|identity|name)";
    // `\b` of ASCII, so that a text with accents is read as fast as one without.
    let plain = format!(r"(?-u:\b)({passive}|{readers}|{polite}|{strict}|{command})(?-u:\b)");
    Regex::new(&format!("(?i)({bracketed})|{plain}")).ok()
});

/// Words that end in front of a command without belonging to it: it is a wish, a fact or its contrary there.
const UNASKED: &[&str] = &[
    "and", "can", "could", "did", "do", "does", "don't", "failed", "gos", "help", "helps", "he", "it",
    "laws", "may", "must", "need", "never", "not", "or", "she", "should", "that", "they", "to", "we",
    "which", "who", "will", "would", "you", "i", "shall", "cannot",
];

/// The signs after which a command can begin.
const OPENINGS: &[char] = &['.', ':', ';', ',', '-', '–', '—', '(', '[', '*', '"', '“', '!', '?', '/'];

/// All phrases of a text, in order.
pub(super) fn read(text: &Text) -> Vec<Protection> {
    static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("(?i-u)protect").ok());
    if !text.may_hold("protect") {
        return Vec::new();
    }
    let mut found: Vec<Protection> = Vec::new();
    let mut reached = 0;
    for word in WORD.iter().flat_map(|word| word.find_iter(text.as_str())) {
        if word.start() < reached {
            continue; // part of the phrase before
        }
        if !may_ask(text.as_str(), Span::from(word.range())) {
            continue;
        }
        let around = around(text.as_str(), reached, Span::from(word.range()));
        // The pattern is made where the word first stands: to make it is dear.
        for captures in PHRASES.iter().flat_map(|pattern| pattern.captures_iter(text.slice(around))) {
            reached = captures.get(0).map_or(reached, |whole| around.start + whole.end());
            found.extend(phrase(text, &captures, around.start));
        }
    }
    found
}

/// Words one of which stands in front of `protect` where it is part of a phrase, but for a bracket.
const ASKING: &[&str] = &[
    "please",
    "pls",
    "source",
    "sources",
    "name",
    "names",
    "identity",
    "identities",
    "contact",
    "note",
    "nb",
    "strictly",
    "fully",
    "be",
    "should",
    "must",
    "to",
];

/// Words in front of `to protect` there.
const ASKED: &[&str] = &["asked", "requested", "urged", "is", "are"];

/// False where the words beside one leave it a word of prose. [`PHRASES`] is dear to make.
fn may_ask(content: &str, word: Span) -> bool {
    let front = reach::before(content, word.start, REACH);
    let front = front.trim_end_matches(|sign: char| sign.is_whitespace() || ",:;–—-".contains(sign));
    let mut words = front.rsplit(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut stands =
        |list: &[&str]| words.next().filter(|last| list.iter().any(|one| one.eq_ignore_ascii_case(last)));
    let asking =
        stands(ASKING).is_some_and(|last| !last.eq_ignore_ascii_case("to") || stands(ASKED).is_some());
    let behind = content.get(word.end..).unwrap_or_default().trim_start();
    let command = ["source", "identity", "name"].iter().any(|object| begins(behind, object));
    asking || command || front.ends_with(['(', '['])
}

/// Bytes beside the word that the longest phrase takes.
const REACH: usize = 240;

/// The words around one, from `from` on, cut at blanks.
fn around(content: &str, from: usize, word: Span) -> Span {
    let bytes = content.as_bytes();
    let front = bytes.get(from..word.start.saturating_sub(REACH).max(from)).unwrap_or_default();
    let start = front.iter().rposition(u8::is_ascii_whitespace).map_or(from, |at| from + at);
    let back = bytes.get(word.end..).unwrap_or_default().iter().skip(REACH);
    let end = back.take_while(|byte| !byte.is_ascii_whitespace()).count();
    Span::new(start, (word.end + REACH + end).min(content.len()))
}

fn phrase(text: &Text, found: &Captures<'_>, base: usize) -> Option<Protection> {
    let (whole, bracketed) = (found.get(0)?, found.get(1).is_some());
    let span = Span::from(whole.range()).shifted(base);
    let words = whole.as_str().to_lowercase();
    let asked = bracketed || is_request(text, span, &words) && is_whole(text, span, &words);
    asked.then(|| Protection { span, strict: words.contains("strictly"), bracketed, ..Protection::default() })
}

/// What stands in front, in the same sentence, leaves it a request.
fn is_request(text: &Text, span: Span, words: &str) -> bool {
    let sentence = sentence::around(text, span);
    let front = text.slice(Span::new(sentence.start, span.start)).to_lowercase();
    let last = front.split_whitespace().next_back().unwrap_or_default();
    let bare = last.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '\'');
    let opened = front.trim_end().is_empty() || front.trim_end().ends_with(OPENINGS);
    if front.contains("no need") || matches!(bare, "not" | "don't" | "never") {
        return false;
    }
    match words.split([' ', '-', '\r', '\n']).next() {
        Some("strictly") => opened || !UNASKED.contains(&bare),
        Some("protect") => opened && !front.trim_end().ends_with(','),
        _ => true,
    }
}

/// What follows leaves it a request for a person: `please protect accordingly` asks for the marking's care,
/// `please protect American citizens` for something else.
fn is_whole(text: &Text, span: Span, words: &str) -> bool {
    let behind = text.as_str().get(span.end..).unwrap_or_default();
    let rest = behind.trim_start();
    let ends = rest.len() == behind.len()
        || behind.get(..behind.len() - rest.len()).is_some_and(|gap| gap.contains(['\n', '\r']));
    let open = rest.starts_with(char::is_alphanumeric);
    let other =
        ["accordingly", "as ", "information", "this information"].iter().any(|word| begins(rest, word));
    // a new sentence or heading begins on the next line; `strictly protect` may run on in its own
    let next_line = ends && open && !rest.starts_with(char::is_lowercase);
    let bare = words.ends_with("protect");
    // `please protect Pat Harbor as the source`
    let end = sentence::around(text, span).end;
    let named = name::opens(text.slice(Span::new(span.end, end)));
    !other && (!bare || !open || next_line || named || words.starts_with("strictly"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONTS: &[&str] = &[
        "",
        "we",
        "please",
        "PLS",
        "(",
        "[",
        "[ sensitive source -",
        "names:",
        "note,",
        "NB;",
        "identities should be",
        "sources are to be",
        "name needs to be",
        "addressees should",
        "washington is to",
        "posts are urged to",
        "Department must",
        "recipients please",
        "offices are asked to",
        "we want to",
    ];
    const ADVERBS: &[&str] = &["", "strictly", "Strictly -", "fully"];
    const OBJECTS: [&str; 6] =
        ["protect", "protected", "protect source", "protect the names", "protect him )", "protect)"];

    #[test]
    fn no_phrase_is_passed_over() {
        let adverbs = FRONTS.iter().flat_map(|front| ADVERBS.iter().map(move |adverb| [front, adverb]));
        let texts =
            adverbs.flat_map(|[front, adverb]| OBJECTS.map(|object| [front, adverb, object].join(" ")));
        for text in texts {
            for phrase in PHRASES.iter().flat_map(|pattern| pattern.find_iter(&text)) {
                let stands = text.match_indices("protect").filter(|(at, _)| phrase.range().contains(at));
                let mut words = stands.map(|(at, word)| Span::new(at, at + word.len()));
                assert!(words.any(|word| may_ask(&text, word)), "{}", phrase.as_str());
            }
        }
    }
}
