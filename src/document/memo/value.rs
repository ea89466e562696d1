//! The value of a keyword: the rest of its line, and the lines that go on with it.

use std::ops::Range;

use super::keyword::{Keyword, is_border};
use super::line;
use crate::document::Word;
use crate::document::words::{floor_boundary, folded, indent};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// Lines of one value: name, title, office and department, hard-wrapped.
const LONGEST: usize = 6;

/// Bytes of a line that are looked at to see whether it goes on with a value.
const LOOK: usize = 400;

/// Where a value is read.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) text: &'a Text,
    pub(super) lines: &'a Range<usize>,
    pub(super) register: &'a Register,
    pub(super) keyword: &'static Keyword,
    /// The line of the keyword.
    pub(super) line: usize,
    /// Where the value starts.
    pub(super) start: usize,
    /// Where the next keyword starts.
    pub(super) next: Option<usize>,
}

impl Site<'_> {
    /// The value, and the index of its last line.
    pub(super) fn read(&self) -> (Word, usize) {
        let Some(line) = self.text.lines().get(self.line) else { return (Word::default(), self.line) };
        let mut end = self.next.filter(|&next| next <= line.end).unwrap_or(line.end);
        let mut last_line = self.line;
        if end == line.end {
            let own_indent = indent(self.text.line(self.line));
            while last_line - self.line < LONGEST && self.goes_on(last_line + 1, end, own_indent) {
                last_line += 1;
                end = self.text.lines().get(last_line).map_or(end, |line| line.end);
            }
        }
        (self.word(Span::new(self.start.min(end), end)), last_line)
    }

    fn word(&self, span: Span) -> Word {
        let raw = self.text.slice(span);
        let front = raw.len() - raw.trim_start_matches(|c: char| is_border(c) || c == ':').len();
        let inner = raw.get(front..).unwrap_or_default().trim_end_matches(|c: char| is_border(c) || c == ';');
        let lines: Vec<&str> = inner.lines().map(|line| line.trim_matches(is_border)).collect();
        let start = span.start + front;
        Word { text: folded(&lines.join(" ")), span: Span::new(start, start + inner.len()) }
    }

    /// The line goes on with the value that ends at `end`.
    fn goes_on(&self, index: usize, end: usize, own_indent: usize) -> bool {
        let Some(span) = self.text.lines().get(index).filter(|_| self.lines.contains(&index)) else {
            return false;
        };
        if self.next.is_some_and(|next| next < span.end) {
            return false;
        }
        let whole = self.text.slice(*span);
        let whole = whole.get(..floor_boundary(whole, LOOK)).unwrap_or_default();
        let content = whole.trim_matches(is_border);
        if content.is_empty()
            || begins_a_part(content)
            || line::read(whole, index, span.start, self.register).is_some()
        {
            return false;
        }
        let value = self.text.slice(Span::new(self.start, end.max(self.start)));
        let value = value.trim_matches(|c: char| is_border(c) || c == ':');
        if value.is_empty() || is_open(value) || content.starts_with(char::is_lowercase) {
            return true;
        }
        let lower = content.to_ascii_lowercase();
        let goes_on =
            ["(source", "(see", "see source", "see attached", "source list", "date of source", "portions"];
        let known = goes_on.iter().any(|front| lower.starts_with(front));
        known || (self.keyword.name != "declassify-on" && indent(whole) > own_indent + 1)
    }
}

/// The value ends in the middle: with a comma or a word that asks for another.
fn is_open(value: &str) -> bool {
    let last = value.split_whitespace().next_back().unwrap_or_default().to_ascii_lowercase();
    value.ends_with([',', ';', '&', '/'])
        || matches!(
            last.as_str(),
            "and" | "or" | "of" | "the" | "for" | "from" | "to" | "on" | "dated" | "see" | "source"
        )
}

/// A numbered paragraph or a portion mark stands there.
fn begins_a_part(content: &str) -> bool {
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let behind = content.get(digits..).unwrap_or_default();
    let numbered = (1..=3).contains(&digits) && behind.starts_with(['.', ')']);
    let marked =
        content.strip_prefix('(').and_then(|inner| inner.split_once(')')).is_some_and(|(mark, _)| {
            mark.len() <= 40
                && mark.chars().all(|letter| letter.is_ascii_uppercase() || "/ -,".contains(letter))
        });
    numbered || marked
}
