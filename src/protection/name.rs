//! Names of persons beside a phrase, as far as their form tells: capitals, a title, their place.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::Protection;
use crate::span::Span;

/// Most prints of one name elsewhere in the text that are kept.
const MOST: usize = 20;

/// Titles and callings in front of a name; they make even a lone capitalised word a name.
const TITLES: &[&str] = &[
    "activist",
    "adm",
    "admiral",
    "adviser",
    "advisor",
    "amb",
    "ambassador",
    "attorney",
    "bishop",
    "brigadier",
    "businessman",
    "capt",
    "captain",
    "chairman",
    "chief",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "consul",
    "contact",
    "councillor",
    "dean",
    "deputy",
    "director",
    "dr",
    "editor",
    "engineer",
    "father",
    "gen",
    "general",
    "governor",
    "imam",
    "inspector",
    "journalist",
    "judge",
    "lawyer",
    "leader",
    "lt",
    "maj",
    "major",
    "manager",
    "mayor",
    "minister",
    "miss",
    "mp",
    "mr",
    "mrs",
    "ms",
    "officer",
    "owner",
    "pastor",
    "president",
    "prince",
    "princess",
    "prof",
    "professor",
    "rector",
    "reporter",
    "representative",
    "secretary",
    "senator",
    "sergeant",
    "sheikh",
    "sir",
    "source",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "treasurer",
    "vice",
];

/// Capitalised words that are no part of a person's name.
const NOT_NAMES: &[&str] = &[
    "a",
    "according",
    "affairs",
    "after",
    "agency",
    "all",
    "american",
    "an",
    "and",
    "april",
    "army",
    "as",
    "assembly",
    "assistant",
    "association",
    "at",
    "august",
    "authority",
    "bank",
    "begin",
    "board",
    "bureau",
    "but",
    "by",
    "central",
    "city",
    "college",
    "comment",
    "commission",
    "committee",
    "company",
    "conference",
    "congress",
    "consulate",
    "corporation",
    "council",
    "country",
    "court",
    "dcm",
    "december",
    "defense",
    "democratic",
    "department",
    "econoff",
    "embassy",
    "end",
    "european",
    "february",
    "first",
    "foreign",
    "for",
    "foundation",
    "friday",
    "from",
    "front",
    "fund",
    "government",
    "group",
    "he",
    "her",
    "his",
    "hotel",
    "house",
    "in",
    "institute",
    "international",
    "it",
    "january",
    "july",
    "june",
    "league",
    "liberal",
    "march",
    "may",
    "ministry",
    "mission",
    "monday",
    "movement",
    "national",
    "nations",
    "navy",
    "new",
    "north",
    "note",
    "november",
    "october",
    "of",
    "office",
    "on",
    "one",
    "organization",
    "our",
    "parliament",
    "party",
    "please",
    "polchief",
    "police",
    "poloff",
    "post",
    "protect",
    "region",
    "republic",
    "republican",
    "river",
    "saturday",
    "says",
    "section",
    "senate",
    "september",
    "service",
    "she",
    "social",
    "south",
    "state",
    "states",
    "strictly",
    "summary",
    "sunday",
    "supreme",
    "that",
    "the",
    "their",
    "these",
    "they",
    "this",
    "thursday",
    "to",
    "tuesday",
    "two",
    "union",
    "united",
    "university",
    "we",
    "wednesday",
    "west",
    "east",
    "when",
    "while",
    "who",
    "with",
    "world",
    "however",
    "although",
    "during",
    "both",
    "another",
    "some",
    "since",
    "if",
    "there",
    "what",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "el", "ibn", "la", "le", "van", "von",
    "ben", "bint",
];

/// Places stand behind these, not persons.
const PLACES: &[&str] = &["in", "at", "near", "around", "outside", "throughout", "across"];

/// A word of a sentence.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    /// Without the signs at its ends.
    bare: &'a str,
    /// Where that starts in the sentence.
    at: usize,
    /// A sign behind it ends a name.
    ends: bool,
}

/// A run of words that may be a name.
#[derive(Clone, Copy, Debug)]
struct Run {
    span: Span,
    words: usize,
    titled: bool,
    /// It stands where a place would.
    placed: bool,
}

/// The name that a phrase at `phrase` protects, in its sentence, which starts at `start` of the text:
/// the nearest in front, or else the first behind.
pub(super) fn beside(sentence: &str, start: usize, phrase: Span) -> Option<Span> {
    let (from, to) = (phrase.start.checked_sub(start)?, phrase.end.checked_sub(start)?);
    let front = sentence.get(..from)?;
    let behind = sentence.get(to..)?;
    // what the phrase stands in tells, not what follows later in the sentence
    let next = behind.split_whitespace().find(|word| word.contains(char::is_alphabetic)).unwrap_or_default();
    let capitals = is_capitals(front) && is_capitals(next);
    let near = |run: &Run| {
        let adjacent = from - run.span.end.min(from) <= 3;
        is_name(run, capitals, adjacent) || capitals && adjacent && is_apart(front, run)
    };
    let in_front = runs(front, capitals).into_iter().rfind(near);
    let found = in_front.map(|run| run.span).or_else(|| {
        // `strictly protect: Pat Harbor` names whom it means; a name later in the sentence is somebody else's
        let close = |run: &Run| run.span.start <= 12 && is_name(run, capitals, false);
        runs(behind, capitals).into_iter().find(close).map(|run| run.span.shifted(to))
    });
    found.map(|span| span.shifted(start))
}

/// True where letters stand and none is small.
fn is_capitals(part: &str) -> bool {
    !part.contains(char::is_lowercase)
}

/// A title makes a name, and so do two capitalised words; one word does so only right in front of the
/// phrase. Where all letters are capitals, only a title does.
fn is_name(run: &Run, capitals: bool, adjacent: bool) -> bool {
    run.titled || !capitals && !run.placed && (run.words >= 2 || adjacent)
}

/// A part of a sentence opens with a whole name.
pub(super) fn opens(part: &str) -> bool {
    !is_capitals(part)
        && runs(part, false).first().is_some_and(|run| run.span.start <= 2 && (run.words >= 2 || run.titled))
}

/// Words of English, against which a name in a text of capitals only is told.
static ORDINARY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../compare/ordinary.txt").lines().map(str::trim).collect());

/// Two or three words of capitals that open their sentence or follow a comma, none of them English.
fn is_apart(front: &str, run: &Run) -> bool {
    let before = front.get(..run.span.start).unwrap_or_default().trim_end();
    let words = front.get(run.span.start..run.span.end).unwrap_or_default();
    let opening =
        before.ends_with(',') || !before.contains(|sign: char| sign.is_alphabetic()) || before.ends_with(')');
    let strange = words.split_whitespace().all(|word| !ORDINARY.contains(word.to_lowercase().as_str()));
    opening && strange && (2..=3).contains(&run.words)
}

fn tokens(part: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in part.split_inclusive(char::is_whitespace) {
        let printed = word.trim_end();
        let bare = printed.trim_matches(|sign: char| !sign.is_alphanumeric());
        let offset = printed.find(bare).unwrap_or_default();
        let tail = printed.get(offset + bare.len()..).unwrap_or_default();
        let dot = tail == "." && (bare.chars().count() == 1 || is_in(bare, TITLES));
        let opens = printed.starts_with(['(', '[', '"', '“']);
        if !bare.is_empty() {
            if opens {
                end_last(&mut tokens);
            }
            tokens.push(Token { bare, at: at + offset, ends: !tail.is_empty() && !dot });
        }
        at += word.len();
    }
    tokens
}

fn end_last(tokens: &mut [Token<'_>]) {
    if let Some(last) = tokens.last_mut() {
        last.ends = true;
    }
}

/// The runs of name-like words of a part, in order.
fn runs(part: &str, capitals: bool) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    let (mut titled, mut placed) = (false, false);
    for token in tokens(part) {
        let particle = open.is_some() && is_in(token.bare, PARTICLES);
        if is_in(token.bare, TITLES) || !(particle || is_name_word(token.bare, capitals)) {
            found.extend(open.take());
            titled = is_in(token.bare, TITLES) && !token.ends;
            placed = is_in(token.bare, PLACES);
            continue;
        }
        let span = Span::new(token.at, token.at + token.bare.len());
        let run = open.get_or_insert(Run { span, words: 0, titled, placed });
        run.span = run.span.cover(span);
        run.words += usize::from(token.bare.chars().count() > 1 && !particle);
        if token.ends || capitals && run.words >= 3 {
            found.extend(open.take());
            (titled, placed) = (false, false);
        }
    }
    found.extend(open);
    found.retain(|run| run.words > 0);
    found
}

/// The form of a word of a name.
fn is_name_word(bare: &str, capitals: bool) -> bool {
    let mut letters = bare.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let initial = bare.chars().count() == 1;
    let small = bare.contains(char::is_lowercase);
    let whole = bare.chars().all(|sign| sign.is_alphabetic() || matches!(sign, '-' | '\'' | '’' | '.'));
    let prefixed = ["al-", "el-", "ul-"].iter().any(|prefix| bare.starts_with(prefix) && bare.len() > 4);
    let verb = capitals && (bare.ends_with("ING") || bare.ends_with("ED") || bare.ends_with("LY"));
    (first || prefixed)
        && whole
        && (small || initial || capitals && !verb)
        && !is_in(bare, NOT_NAMES)
        && !is_people(bare)
}

/// An adjective of a country.
fn is_people(bare: &str) -> bool {
    ["ish", "ese", "ian", "ians", "ench", "utch"].iter().any(|ending| bare.to_lowercase().ends_with(ending))
}

fn is_in(word: &str, list: &[&str]) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Adds the other prints of the protected surnames, with one look at the text.
pub(super) fn link(content: &str, protections: &mut [Protection]) {
    let mut surnames: HashMap<String, usize> = HashMap::new();
    for (index, protection) in protections.iter().enumerate() {
        for name in &protection.names {
            if let Some(surname) = content.get(name.start..name.end).and_then(surname) {
                surnames.entry(surname).or_insert(index);
            }
        }
    }
    if surnames.is_empty() {
        return;
    }
    let mut at = 0;
    for word in content.split(|sign: char| !sign.is_alphanumeric()) {
        let span = Span::new(at, at + word.len());
        at += word.len()
            + content.get(span.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let capital = word.len() >= 4 && word.starts_with(char::is_uppercase);
        let owner = capital.then(|| surnames.get(&word.to_lowercase())).flatten();
        let owner = owner.and_then(|index| protections.get_mut(*index));
        let owner = owner
            .filter(|owner| owner.names.len() < MOST && !owner.names.iter().any(|name| name.contains(span)));
        if let Some(protection) = owner {
            protection.names.push(span);
        }
    }
}

/// The last word of a name, in small letters, if it is long enough to tell a person.
fn surname(name: &str) -> Option<String> {
    let last = name.split(|sign: char| !sign.is_alphanumeric()).rfind(|word| !word.is_empty())?;
    (last.len() >= 4).then(|| last.to_lowercase())
}
