//! The second banner line: HANDLE VIA x CHANNELS ONLY, privileges, source selection (the vocabulary
//! `SecondBannerLine` of ISM).
//!
//! A known entry counts wherever it fills a line. What only looks like one counts directly under a
//! banner line, where nothing else stands in capitals.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::keyword::is_border;
use super::line;
use crate::document::Word;
use crate::document::words::{folded, is_capitals};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// One entry of a second banner line.
#[derive(Clone, Debug, Default)]
pub struct HandlingLine {
    /// The entry, without separators.
    pub span: Span,
    /// The name in rules: `handle-via`, `unknown`.
    pub name: &'static str,
    /// The channels that it names.
    pub channels: Option<Word>,
}

/// The entries, capitals.
const ENTRIES: &[(&str, &str)] = &[
    ("attorney-client", "ATTORNEY-CLIENT PRIVILEGED INFO"),
    ("attorney-wp", "ATTORNEY WORK PRODUCT"),
    ("deliberative", "DELIBERATIVE PROCESS PRIVILEGED DOCUMENT"),
    ("us-person", "CONTENTS INCLUDE US PERSON INFORMATION"),
    ("source-selection", "SOURCE SELECTION SENSITIVE"),
];

/// `HANDLE VIA COMINT CHANNELS ONLY`, also with blanks or brackets where the channels belong.
static HANDLE_VIA: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?P<via>HANDLE\s+VIA)?\s*(?P<channels>.*?)\s*\bCHANNELS(?P<only>\s+ONLY)?$").ok()
});

/// Words with which entries begin or which they alone have.
const LIKE: &[&str] = &[
    "HANDLE",
    "ATTORNEY",
    "DELIBERATIVE",
    "PRIVILEGED",
    "SOURCE SELECTION",
    "US PERSON",
    "U.S. PERSON",
    "WORK PRODUCT",
    "CHANNELS ONLY",
];

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 200;

/// Reads the second banner lines of a memo.
pub(super) fn read(text: &Text, lines: &Range<usize>, register: &Register) -> Vec<HandlingLine> {
    let mut found = Vec::new();
    // The line before is a banner line, or a handling line under one.
    let mut under_banner = false;
    for index in lines.clone() {
        let Some(span) = text.lines().get(index) else { break };
        let content = text.slice(*span);
        if content.trim().is_empty() {
            continue;
        }
        // The rendering of ISM has both lines in one: `SECRET//SI ~~ HANDLE VIA SI CHANNELS ONLY`.
        if let Some((before, entry)) = content.split_once("~~").filter(|_| content.len() <= LONGEST) {
            read_line(entry, span.start + before.len() + 2, true, &mut found);
            continue;
        }
        if content.len() > LONGEST || line::read(content, index, span.start, register).is_some() {
            under_banner = content.len() <= LONGEST;
            continue;
        }
        let count = found.len();
        if may_be(content) {
            read_line(content, span.start, under_banner, &mut found);
        }
        under_banner &= found.len() > count;
    }
    found
}

/// Quick: most lines have small letters.
fn may_be(content: &str) -> bool {
    let upper = |word: &&str| content.contains(*word);
    is_capitals(content) || LIKE.iter().any(upper)
}

fn read_line(content: &str, start: usize, under_banner: bool, found: &mut Vec<HandlingLine>) {
    let whole = content.trim_matches(is_border);
    let begin = content.find(whole).unwrap_or(0);
    let mut at = start + begin;
    let entries: Vec<&str> = whole.split("//").collect();
    let read: Vec<HandlingLine> = entries
        .iter()
        .filter_map(|entry| {
            let inner = entry.trim();
            let place = at + entry.find(inner).unwrap_or(0);
            at += entry.len() + 2;
            read_entry(inner, place, under_banner)
        })
        .collect();
    // A line of which only a part is known is an unknown entry beside a known one, under a banner line.
    if under_banner || read.len() == entries.len() {
        found.extend(read);
    }
}

fn read_entry(entry: &str, start: usize, under_banner: bool) -> Option<HandlingLine> {
    let span = Span::new(start, start + entry.len());
    if let Some((name, _)) = ENTRIES.iter().find(|(_, words)| same(entry, words)) {
        return Some(HandlingLine { span, name, channels: None });
    }
    if let Some(line) = handle_via(entry, span, under_banner) {
        return Some(line);
    }
    let like = is_capitals(entry) && LIKE.iter().any(|word| entry.contains(word));
    (under_banner && like).then_some(HandlingLine { span, name: "unknown", channels: None })
}

/// The same letters: hyphens, blanks and full stops are no difference.
fn same(entry: &str, words: &str) -> bool {
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    is_capitals(entry) && letters(entry) == letters(words)
}

/// `HANDLE VIA x CHANNELS ONLY`; without its first or last words it is one only under a banner line.
fn handle_via(entry: &str, span: Span, under_banner: bool) -> Option<HandlingLine> {
    if !is_capitals(entry) {
        return None;
    }
    let captures = HANDLE_VIA.as_ref()?.captures(entry)?;
    let (via, only) = (captures.name("via").is_some(), captures.name("only").is_some());
    let channels = captures.name("channels")?;
    let inner =
        channels.as_str().trim_matches(|letter: char| is_border(letter) || "[](){}<>.".contains(letter));
    // `[X]` and `( )` are the place of the channels, not channels.
    let named = !inner.is_empty() && inner != "X" && inner.chars().any(char::is_alphabetic);
    let begin = channels.start() + channels.as_str().find(inner).unwrap_or(0);
    let place = Span::new(begin, begin + inner.len()).shifted(span.start);
    let channels = named.then(|| Word { text: folded(inner), span: place });
    match (via, only) {
        (true, true) => Some(HandlingLine { span, name: "handle-via", channels }),
        (true, false) | (false, true) if under_banner => {
            Some(HandlingLine { span, name: "unknown", channels })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
