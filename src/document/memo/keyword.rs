//! Lines with keywords: `Derived From: Multiple Sources`, alone or several on one line.
//!
//! Body text speaks of such things too (*classified by the Secretary*), so a keyword counts where it
//! begins a line and has its colon, or is one of the abbreviations in capitals that nobody writes in
//! prose. A keyword without a colon counts beside another one only.

use std::ops::Range;

use regex::{Captures, Regex};

use super::value::Site;
use crate::document::Word;
use crate::document::words::floor_boundary;
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// A keyword with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeywordLine {
    /// The name that rules use: `derived-from`.
    pub name: &'static str,
    /// Keyword and value, over all lines of the value.
    pub span: Span,
    /// The keyword without its colon.
    pub keyword: Span,
    /// What follows it, blanks folded; may be empty.
    pub value: Word,
    /// The keyword is an abbreviation: `CL BY`, `DRV FROM`.
    pub short: bool,
}

/// How a keyword may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A block can begin with it.
    Anchor,
    /// The same, and it asks for a colon.
    Colon,
    /// An abbreviation: in capitals it needs no colon.
    Short,
    /// A word of everyday prose: counts beside an anchor only.
    Follower,
}

/// A keyword, as the vocabulary of a block states it.
pub(super) struct Keyword {
    pub(super) name: &'static str,
    pub(super) pattern: &'static str,
    pub(super) standing: Standing,
}

impl Keyword {
    pub(super) const fn new(name: &'static str, pattern: &'static str, standing: Standing) -> Self {
        Self { name, pattern, standing }
    }
}

/// The keywords of a block.
pub(super) struct Vocabulary {
    keywords: &'static [Keyword],
    pattern: Option<Regex>,
}

/// A keyword found in the text.
struct Found {
    keyword: &'static Keyword,
    line: usize,
    place: Span,
    /// Where its value starts.
    value: usize,
    colon: bool,
}

/// Lines between the keywords of one block: a hard-wrapped value, or blank lines.
const GAP: usize = 6;

impl Vocabulary {
    pub(super) fn new(keywords: &'static [Keyword]) -> Self {
        let groups: Vec<String> = keywords.iter().map(|keyword| format!("({})", keyword.pattern)).collect();
        let pattern = format!(r"(?i)\b(?:{})(?:\(s\))?(?P<colon>\s{{0,3}}:)?", groups.join("|"));
        Self { keywords, pattern: Regex::new(&pattern).ok() }
    }

    fn keyword<'t>(&self, captures: &Captures<'t>) -> Option<(&'static Keyword, regex::Match<'t>)> {
        let found = |(index, keyword)| Some((keyword, captures.get(index + 1)?));
        self.keywords.iter().enumerate().find_map(found)
    }
}

/// The first line of a block with the keyword of this name.
pub(super) fn named<'l>(lines: &'l [KeywordLine], name: &str) -> Option<&'l KeywordLine> {
    lines.iter().find(|line| line.name == name)
}

/// The blocks of the text: lines with keywords that stand close together.
pub(super) fn blocks(
    text: &Text,
    lines: &Range<usize>,
    vocabulary: &Vocabulary,
    register: &Register,
) -> Vec<Vec<KeywordLine>> {
    let mut found = Vec::new();
    for line in lines.clone() {
        find_in_line(text, line, vocabulary, &mut found);
    }
    let found = counting(found);
    let mut blocks: Vec<Vec<KeywordLine>> = Vec::new();
    let mut last_line = None;
    for (index, this) in found.iter().enumerate() {
        let next = found.get(index + 1).map(|next| next.place.start);
        let Found { keyword, line, value: start, .. } = *this;
        let (value, end_line) = Site { text, lines, register, keyword, line, start, next }.read();
        let line = keyword_line(this, value);
        match blocks.last_mut() {
            Some(block) if last_line.is_some_and(|last| this.line <= last + GAP) => block.push(line),
            _ => blocks.push(vec![line]),
        }
        last_line = Some(end_line);
    }
    blocks
}

fn keyword_line(found: &Found, value: Word) -> KeywordLine {
    let span = Span::new(found.place.start, value.span.end.max(found.place.end));
    let short = found.keyword.standing == Standing::Short;
    KeywordLine { name: found.keyword.name, span, keyword: found.place, value, short }
}

fn find_in_line(text: &Text, line: usize, vocabulary: &Vocabulary, found: &mut Vec<Found>) {
    let Some((pattern, span)) = vocabulary.pattern.as_ref().zip(text.lines().get(line)) else { return };
    let content = text.slice(*span);
    let mut earlier = false;
    for (index, captures) in pattern.captures_iter(content).enumerate() {
        let Some((keyword, place)) = vocabulary.keyword(&captures) else { continue };
        let whole = captures.get(0).map_or(place.end(), |whole| whole.end());
        let before = content.get(..place.start()).unwrap_or_default();
        // Looked at once a line: a line may be as long as the file.
        let set_off = earlier
            || (index == 0 && is_lead(before))
            || before.ends_with("  ")
            || before.ends_with(['\t', '|']);
        let colon = captures.name("colon").is_some();
        let ends = !content.get(whole..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        let rest = content.get(whole..).unwrap_or_default();
        if set_off && ends && is_keyword(keyword, place.as_str(), colon, rest) {
            earlier = true;
            let place = Span::from(place.range()).shifted(span.start);
            found.push(Found { keyword, line, place, value: span.start + whole, colon });
        }
    }
}

/// The characters make it a keyword, apart from its neighbours.
fn is_keyword(keyword: &Keyword, printed: &str, colon: bool, rest: &str) -> bool {
    let capitals = || !printed.chars().any(char::is_lowercase);
    match keyword.standing {
        _ if colon => true,
        Standing::Colon => false,
        Standing::Short => capitals(),
        Standing::Anchor => printed.starts_with(char::is_uppercase),
        // Reasons of the cable form have no colon: `for reasons 1.4 (b) and (d)`.
        Standing::Follower => keyword.name == "reason" && cites_section(rest),
    }
}

/// `1.4`, `E.O. 13526, 1.4`, `Section 1.5` close behind the keyword.
fn cites_section(rest: &str) -> bool {
    let near = rest.get(..floor_boundary(rest, 40)).unwrap_or_default();
    near.match_indices('1').any(|(at, _)| {
        let behind = near.get(at + 1..).unwrap_or_default().trim_start();
        behind
            .strip_prefix(['.', ','])
            .is_some_and(|digit| digit.trim_start().starts_with(['3', '4', '5', '6']))
    })
}

/// A box, a bullet, numbering, a portion mark or the order may stand before a keyword.
fn is_lead(before: &str) -> bool {
    let mut rest = before.trim_start_matches(is_border);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let behind = rest.get(digits..).unwrap_or_default();
        rest = behind.strip_prefix(['.', ')']).unwrap_or(rest).trim_start();
    }
    if let Some(inner) = rest.strip_prefix('(') {
        let (mark, behind) = inner.split_once(')').unwrap_or((inner, inner));
        let is_mark = |letter: char| letter.is_ascii_uppercase() || "/ -,".contains(letter);
        if mark.len() <= 40 && mark.chars().all(is_mark) {
            rest = behind.trim_start();
        }
    }
    let order: String = rest.chars().take(40).filter(char::is_ascii_alphanumeric).collect();
    let order = order.to_ascii_uppercase();
    let is_order = order.starts_with("EO1") && (order.len() <= 7 || order.ends_with("ASAMENDED"));
    rest.is_empty() || rest.len() <= 40 && is_order
}

/// Characters that draw boxes and lists.
pub(super) fn is_border(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '|' | '*' | '#' | '>' | '-' | '_' | '+' | '=' | '\u{2022}' | '\u{b7}')
        || ('\u{2500}'..='\u{257f}').contains(&character)
}

/// Those that count: strong ones, and weak ones close to another.
fn counting(found: Vec<Found>) -> Vec<Found> {
    let strong = |one: &Found| match one.keyword.standing {
        Standing::Follower => false,
        Standing::Short => true,
        Standing::Anchor | Standing::Colon => one.colon,
    };
    let weak = |one: &Found| one.keyword.standing == Standing::Anchor && !one.colon;
    let counts: Vec<bool> = (0..found.len())
        .map(|index| {
            let Some(this) = found.get(index) else { return false };
            let near = |other: &&Found| {
                this.line.abs_diff(other.line) <= GAP && other.keyword.name != this.keyword.name
            };
            let from = index.saturating_sub(2 * GAP);
            let mut around = found.get(from..(index + 2 * GAP).min(found.len())).unwrap_or_default().iter();
            strong(this) || around.any(|other| near(&other) && (strong(other) || weak(this) && weak(other)))
        })
        .collect();
    let mut counts = counts.into_iter();
    found.into_iter().filter(|_| counts.next().unwrap_or(false)).collect()
}

/// The part of the first line that stands on its first line of text.
pub(super) fn first_line(text: &Text, lines: &[KeywordLine]) -> Option<Span> {
    let span = lines.first()?.span;
    let end = text.lines().get(text.line_index(span.start))?.end;
    Some(Span::new(span.start, span.end.min(end)))
}
