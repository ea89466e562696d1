//! The paragraphs of a memo: stretches of text between blank lines, or from one list sign to the next.

use std::sync::LazyLock;

use regex::Regex;

use super::lost;
use super::portion;
use super::scan::{LineKind, Scan};
use crate::document::words::{indent, is_blank, is_space, leading_digits};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// A paragraph, heading, list item, subject or title.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// From its first character to its last that is not blank.
    pub(super) span: Span,
    /// Its first line, from 0.
    pub(super) line: usize,
    /// How many lines it has.
    pub(super) lines: usize,
    /// Number, letter or bullet, or the keyword of a subject.
    pub(super) sign: Option<Span>,
    /// The value of its number.
    pub(super) number: Option<i64>,
    /// What it is.
    pub(super) sort: BlockSort,
    /// Where the text behind the sign begins.
    pub(super) text_at: usize,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockSort {
    /// Without a sign.
    Text,
    /// `4.`
    Numbered,
    /// `a.`, `(1)`, `-`, a bullet.
    Listed,
    /// `SUBJECT:`.
    Subject,
    /// `Title:`, `Figure 2.`, `Table 1:`.
    Title,
}

/// Bullets.
const BULLETS: &str =
    "-*+>\u{2022}\u{2013}\u{2014}\u{b7}\u{25aa}\u{25cf}\u{25e6}\u{25a0}\u{2023}\u{a7}\u{fffd}";

/// Keywords of a subject line, small letters.
const SUBJECTS: [&str; 4] = ["subject:", "subj:", "subject :", "re:"];

/// Words that open the caption of a figure or a title, small letters.
const TITLES: [&str; 7] = ["title:", "figure ", "fig. ", "table ", "map ", "chart ", "exhibit "];

/// The paragraphs of a text, in order.
pub(super) fn blocks(text: &Text, scan: &Scan, register: &Register) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (index, &span) in text.lines().iter().enumerate() {
        if scan.kinds.get(index) != Some(&LineKind::Text) {
            open = false;
            continue;
        }
        let printed = text.slice(span);
        // The publisher's pilcrow is no sign of a list: `¶1. (S)`.
        let begin = span.start + printed.len() - printed.trim_start_matches(is_space).len();
        let end = (span.start + printed.trim_end_matches(is_space).len()).max(begin);
        match blocks.last_mut().filter(|_| open).filter(|above| !begins(text, above, begin, register)) {
            Some(above) => {
                above.span.end = end;
                above.lines += 1;
            }
            None => blocks.push(block(text, index, Span::new(begin, end), register)),
        }
        open = true;
    }
    blocks
}

/// A line begins a block of its own without a blank line above: it carries a mark, a sign or a keyword.
fn begins(text: &Text, above: &Block, at: usize, register: &Register) -> bool {
    let rest = rest_of_line(text, at);
    if portion::bracket(text, at, register).is_some() || keyword(rest).is_some() {
        return true;
    }
    let ends = text.slice(above.span).ends_with(['.', ':', ';', '?', '!', ')', '"', '\u{201d}']);
    let Some((length, _)) = sign(rest, text, at, register) else {
        return ends && lost::mark(text.as_str(), at, register).is_some();
    };
    let behind = at + length;
    ends || above.sign.is_some() || above.lines == 1 || portion::bracket(text, behind, register).is_some()
}

fn rest_of_line(text: &Text, at: usize) -> &str {
    let end = text.lines().get(text.line_index(at)).map_or(at, |line| line.end);
    text.slice(Span::new(at, end.max(at)))
}

/// The block that begins on a line whose characters stand at `span`.
fn block(text: &Text, line: usize, span: Span, register: &Register) -> Block {
    let whole =
        Block { span, line, lines: 1, sign: None, number: None, sort: BlockSort::Text, text_at: span.start };
    let printed = text.slice(span);
    if let Some((sort, length)) = keyword(printed) {
        let sign =
            Span::new(span.start, span.start + printed.get(..length).map_or(0, |sign| sign.trim_end().len()));
        return Block { sign: Some(sign), sort, text_at: span.start + length, ..whole };
    }
    let Some((length, number)) = sign(printed, text, span.start, register) else { return whole };
    let mut text_at = span.start + length;
    let mut sort = if number.is_some() { BlockSort::Numbered } else { BlockSort::Listed };
    let mut sign_end = text_at;
    if let Some((further, _)) = sign(rest_of_line(text, text_at), text, text_at, register) {
        text_at += further; // `1. a. (U)`
        sort = BlockSort::Listed;
        sign_end = text_at;
    }
    let signs = text.slice(Span::new(span.start, sign_end)).trim_end().len();
    Block { sign: Some(Span::new(span.start, span.start + signs)), number, sort, text_at, ..whole }
}

/// True where text is the caption of a figure or table, or a title: `Figure 1. Map`.
pub(super) fn is_caption(text: &str) -> bool {
    keyword(text.trim_start()).is_some_and(|(sort, _)| sort == BlockSort::Title)
}

/// A keyword, and its length with the blanks behind it.
fn keyword(line: &str) -> Option<(BlockSort, usize)> {
    let front: String = line.chars().take(12).collect::<String>().to_ascii_lowercase();
    let found = |words: &[&str]| words.iter().find(|word| front.starts_with(**word)).map(|word| word.len());
    let with_blanks = |length: usize| length + line.get(length..).map_or(0, indent);
    if let Some(length) = found(&SUBJECTS) {
        return Some((BlockSort::Subject, with_blanks(length)));
    }
    let length = found(&TITLES)?;
    if front.starts_with("title:") {
        return Some((BlockSort::Title, with_blanks(length)));
    }
    caption_number(line, length).map(|length| (BlockSort::Title, with_blanks(length)))
}

/// `Figure 2.`, `Table 1-3:`: the length of word and number.
fn caption_number(line: &str, word: usize) -> Option<usize> {
    let rest = line.get(word..)?;
    let number = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.')).count();
    let closed = rest.get(number..)?.strip_prefix([':', '.']).map_or(number, |_| number + 1);
    let next = rest.get(closed..)?.trim_start();
    let ends = rest.get(..closed)?.ends_with([':', '.']) || next.starts_with('(') || next.is_empty();
    (number > 0 && ends).then_some(word + closed)
}

/// A list sign at the front of `line`, with the blanks behind it, and the number of a numbered one.
fn sign(line: &str, text: &Text, at: usize, register: &Register) -> Option<(usize, Option<i64>)> {
    if portion::bracket(text, at, register).is_some() {
        return None;
    }
    let first = line.chars().next()?;
    if let Some(length) = frame(line, first, text, at, register) {
        return Some((length, None));
    }
    let (length, number) = if first.is_ascii_digit() {
        numbered(line)?
    } else if first == '#' {
        (line.bytes().take_while(|&byte| byte == b'#').count(), None)
    } else if BULLETS.contains(first) {
        (line.chars().take_while(|&letter| letter == first).map(char::len_utf8).sum(), None)
    } else if first == 'o' {
        (1, None)
    } else {
        (lettered(line)?, None)
    };
    let rest = line.get(length..)?;
    let blanks = indent(rest);
    let text = rest.get(blanks..)?;
    let followed = !text.is_empty() && (blanks > 0 || text.starts_with('('));
    (followed && length <= 8).then_some((length + blanks, number))
}

/// What frames a paragraph where text is laid out: the cell of a table, a tag, a footnote's number, bold print, and the
/// keyword of a list of enclosures or references with its first letter.
static FRAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:
            \|\s* | (?:<(?:p|li|td|th|ul|ol|tr|div|b)>\s*)+ | [0-9]{1,2}/\s* | \[[0-9]{1,2}\]\s*
          | \*\*[0-9]{1,2}[.)]\s+
          | (?i:encls?|enclosures?|refs?|references?)\s?[:.]\s*(?:(?:\([A-Za-z0-9]{1,2}\)|[A-Za-z0-9]{1,2}[.)])\s*)?
        )",
    )
    .ok()
});

/// The length of a frame at the front of a line. It counts only before a whole mark with a level and more than that
/// (5 FAH-1 H-240 and 32 CFR 2001.21(c) want one on every portion, however it is laid out): letters in brackets are
/// numbers there as well.
fn frame(line: &str, first: char, text: &Text, at: usize, register: &Register) -> Option<usize> {
    let may =
        matches!(first, '|' | '<' | '[' | '*' | '0'..='9' | 'E' | 'e' | 'R' | 'r') && line.contains("//");
    let length = FRAMES.as_ref().filter(|_| may)?.find(line)?.len();
    let (_, inner) = portion::bracket(text, at + length, register)?;
    let (level, _) = text.slice(inner).split_once("//")?;
    let behind = text.slice(Span::new(inner.end + 1, at + line.len())).trim_start();
    register.level(level.trim()).filter(|_| !is_explained(behind)).map(|_| length)
}

/// What stands behind a mark says what it means, as in a guide, or stands in another cell of the table.
fn is_explained(behind: &str) -> bool {
    let first = behind.split_whitespace().next().unwrap_or_default();
    behind.is_empty()
        || behind.starts_with(['|', '=', '<', ':'])
        || matches!(first, "means" | "is" | "stands")
}

/// `1.`, `1)`, `1.2.`, `1.2`.
fn numbered(line: &str) -> Option<(usize, Option<i64>)> {
    let digits = leading_digits(line);
    let mut length = digits.len();
    let rest = line.get(length..)?;
    let parts = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let closed = rest.get(parts..)?.starts_with(')');
    length += parts + usize::from(closed);
    let deep = rest.get(..parts)?.trim_end_matches('.').contains('.');
    let plain = rest.get(..parts)? == "." || (parts == 0 && closed);
    let number = digits.parse().ok().filter(|_| plain);
    ((1..=3).contains(&digits.len()) && (plain || deep)).then_some((length, number))
}

/// `a.`, `A)`, `(1)`, `(iv)`, `ii.`: the length.
fn lettered(line: &str) -> Option<usize> {
    let opened = usize::from(line.starts_with('('));
    let inner = line.get(opened..)?;
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = inner.get(..length)?;
    let close = inner.as_bytes().get(length)?;
    let closes = if opened == 1 { *close == b')' } else { matches!(close, b'.' | b')') };
    let letter = word.len() == 1;
    let roman = word.len() <= 5 && word.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let digits = opened == 1 && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    (closes && (letter || roman || digits)).then_some(opened + length + 1)
}

impl Block {
    /// Running text: some length, and the end of a sentence.
    pub(super) fn is_prose(&self, text: &Text) -> bool {
        let printed = text.slice(Span::new(self.text_at.min(self.span.end), self.span.end));
        let words = printed.split_whitespace().count();
        let small = printed.chars().filter(|letter| letter.is_lowercase()).count();
        let capitals = printed.chars().filter(|letter| letter.is_uppercase()).count();
        let ends =
            printed.trim_end_matches(is_blank).ends_with(['.', '?', '!', ')', '"', '\u{201d}', ':', ';']);
        // A number says that it is a paragraph; without one a few words may be an address or a heading.
        let least = if self.sort == BlockSort::Numbered { 3 } else { 12 };
        words >= least && ends && small > capitals && !printed.contains(" | ") && !printed.starts_with('|')
    }

    /// What a finding about the whole block underlines: its sign, else its first word.
    pub(super) fn face(&self, text: &Text) -> Span {
        let word = text.slice(self.span).split_whitespace().next().map_or(0, str::len);
        self.sign.unwrap_or(Span::new(self.span.start, self.span.start + word))
    }
}
