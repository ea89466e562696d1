//! Text: one decoded file, with its map back to file bytes, lines and columns.
//!
//! Decoding never fails: a byte order mark decides, else NULs in every other byte (UTF-16 without a
//! mark), else valid UTF-8, else Windows-1252, which gives every byte a character. Nothing is
//! repaired or normalised here; [`fold`] makes copies for matching, with their way back.

mod decode;
mod digits;
mod fold;
mod grams;
mod late;
mod lines;
mod places;
pub mod reach;
mod signs;
mod sort;
pub mod word;

pub use decode::Encoding;
pub use fold::{Folded, fold};
pub use late::LateText;
pub use sort::Sort;

use std::sync::OnceLock;

use grams::Grams;
use signs::Signs;

use crate::span::Span;

/// A decoded file. All spans of the program are byte ranges of its [`as_str`](Self::as_str).
#[derive(Clone, Debug)]
pub struct Text {
    content: String,
    /// It holds nothing but ASCII.
    ascii: bool,
    encoding: Encoding,
    /// Bytes of the byte order mark in the file, which the content does not hold.
    mark: usize,
    /// Length of the file in bytes.
    file_length: usize,
    /// The lines without their ends. Made when they are first asked for, which nobody does of a text whose findings
    /// are known from an earlier run.
    lines: OnceLock<Vec<Span>>,
    /// Running counts at every [`BLOCK`] bytes; empty for ASCII, where everything is one byte. Made when a
    /// place is first asked for, which in most texts nobody does.
    counts: OnceLock<Vec<Count>>,
    /// Made when it is first asked.
    grams: OnceLock<Grams>,
    /// Made when they are first asked for.
    digits: OnceLock<Vec<usize>>,
    /// Made when one is first asked for.
    signs: OnceLock<Signs>,
    /// What it is if it is no text, told when it is first asked.
    sort: OnceLock<Option<Sort>>,
}

/// A place in a text as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1; a byte order mark is not counted.
    pub column: usize,
}

/// Characters before a block boundary.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    scalars: usize,
    /// UTF-16 code units.
    units: usize,
}

/// Distance of running counts: a column costs at most this many bytes to count, however long the
/// line (a file can be 100 MB on one line with thousands of findings).
const BLOCK: usize = 1024;

impl Text {
    /// Decodes a file's bytes.
    pub fn decode(bytes: Vec<u8>) -> Self {
        let file_length = bytes.len();
        let decoded = decode::decode(bytes);
        Self {
            lines: OnceLock::new(),
            ascii: decoded.content.is_ascii(),
            content: decoded.content,
            encoding: decoded.encoding,
            mark: decoded.mark,
            file_length,
            counts: OnceLock::new(),
            grams: OnceLock::new(),
            digits: OnceLock::new(),
            signs: OnceLock::new(),
            sort: OnceLock::new(),
        }
    }

    /// The decoded characters, without a byte order mark.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// It holds nothing but ASCII, so that a place in it is a place of its characters, too.
    pub const fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// False where a word does not stand in the text, in capitals or not; true where it may, and for
    /// words of fewer than five letters. Costs nearly nothing after the first time.
    pub fn may_hold(&self, word: &str) -> bool {
        self.grams.get_or_init(|| Grams::of(&self.content)).hold(word)
    }

    /// False where a sign of ASCII does not stand in the text; true where it does, and for signs that most texts
    /// have. Costs nothing after the first time.
    pub fn may_hold_sign(&self, sign: u8) -> bool {
        self.signs.get_or_init(|| Signs::of(&self.content)).hold(sign)
    }

    /// Where its ASCII digits stand, in order.
    pub fn digits(&self) -> &[usize] {
        self.digits.get_or_init(|| digits::digits(&self.content))
    }

    /// The same, without what was made to look for words and digits: a text that only waits for its report is
    /// held with hundreds of others.
    #[must_use]
    pub fn without_index(mut self) -> Self {
        self.grams = OnceLock::new();
        self.digits = OnceLock::new();
        self
    }

    /// What the file is, if it holds no text: an image, say. What such a file shows is not in the characters.
    pub fn without_text(&self) -> Option<Sort> {
        *self.sort.get_or_init(|| sort::without_text(&self.content))
    }

    /// It begins as files of a format do that holds no text: what is decoded of it are no words of anybody.
    pub fn is_other_format(&self) -> bool {
        sort::format(&self.content).is_some()
    }

    /// The text up to a place, as a text by itself: every place in it is the same place here. A place inside a
    /// character counts for the start of that.
    #[must_use]
    pub fn front(&self, end: usize) -> Self {
        let content =
            self.content.get(..reach::floor_boundary(&self.content, end)).unwrap_or_default().to_owned();
        Self {
            ascii: content.is_ascii(),
            content,
            encoding: self.encoding,
            mark: self.mark,
            file_length: self.file_length,
            ..Self::decode(Vec::new())
        }
    }

    /// The text with blanks in place of what stands above a place, line ends aside, as a text by itself: every place in it
    /// is the same place here, but not in the file.
    #[must_use]
    pub fn behind(&self, start: usize) -> Self {
        let (above, below) = self.content.split_at(reach::floor_boundary(&self.content, start));
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
        let mut content: String = above.bytes().map(blank).collect();
        content.push_str(below);
        Self { ascii: content.is_ascii(), content, ..Self::decode(Vec::new()) }
    }

    /// How the file was read.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The lines without their ends, in order. LF, CR LF, CR CR LF (teletype) and a lone CR end a
    /// line; a text that ends in a line end has no empty last line.
    pub fn lines(&self) -> &[Span] {
        self.lines.get_or_init(|| lines::split(self.content.as_bytes()))
    }

    /// The characters of a span; empty where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.content.get(span.start..span.end).unwrap_or_default()
    }

    /// The characters of a line, from 0; empty past the end.
    pub fn line(&self, index: usize) -> &str {
        self.lines().get(index).map_or("", |&line| self.slice(line))
    }

    /// The index of the line, from 0, in which an offset stands (a line end belongs to its line).
    pub fn line_index(&self, offset: usize) -> usize {
        self.lines().partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// Line and column of an offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.content.len());
        let index = self.line_index(offset);
        let start = self.lines().get(index).map_or(0, |line| line.start);
        let column = self.count(offset).scalars - self.count(start).scalars + 1;
        Position { line: index + 1, column }
    }

    /// The offset in the file's bytes.
    pub fn file_offset(&self, offset: usize) -> usize {
        let offset = offset.min(self.content.len());
        let inner = match self.encoding {
            Encoding::Utf8 => offset,
            Encoding::Windows1252 => self.count(offset).scalars,
            Encoding::Utf16Le | Encoding::Utf16Be => 2 * self.count(offset).units,
        };
        // A file cut in the middle of a code unit decodes to one character more than it has room for.
        (self.mark + inner).min(self.file_length)
    }

    /// Characters before an offset.
    fn count(&self, offset: usize) -> Count {
        let block = offset / BLOCK;
        match self.counts.get_or_init(|| counts(self)).get(block) {
            None => Count { scalars: offset, units: offset },
            Some(before) => {
                let rest = self.content.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
                let counted = count_bytes(rest);
                Count { scalars: before.scalars + counted.scalars, units: before.units + counted.units }
            }
        }
    }
}

fn counts(text: &Text) -> Vec<Count> {
    if text.ascii {
        return Vec::new();
    }
    let mut running = Count::default();
    let mut counts = vec![running];
    for block in text.content.as_bytes().chunks(BLOCK) {
        let counted = count_bytes(block);
        running.scalars += counted.scalars;
        running.units += counted.units;
        counts.push(running);
    }
    counts
}

/// Counts the characters that begin in some bytes of UTF-8: every byte but continuation bytes begins
/// one, and a character of four bytes takes two UTF-16 units.
fn count_bytes(bytes: &[u8]) -> Count {
    let scalars = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    let astral = bytes.iter().filter(|&&byte| byte >= 0xF0).count();
    Count { scalars, units: scalars + astral }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let text = Text::decode(text.into());
        (0..text.lines().len()).map(|index| text.line(index).to_owned()).collect()
    }

    #[test]
    fn every_line_end_ends_one_line() {
        assert_eq!(lines("a\nb\r\nc\r\r\nd\re"), ["a", "b", "c", "d", "e"]);
        assert_eq!(lines("a\r\rb\n"), ["a", "", "b"]);
        assert!(lines("").is_empty());
    }

    #[test]
    fn columns_count_scalars_and_offsets_count_file_bytes() {
        let text = Text::decode("\u{feff}é\n¶1. (U)".into());
        let paragraph = text.as_str().find('1').unwrap_or_default();
        assert_eq!(text.position(paragraph), Position { line: 2, column: 2 });
        assert_eq!(text.file_offset(paragraph), 8);
    }

    #[test]
    fn a_column_far_into_a_long_line_is_exact() {
        let content = "é".repeat(5_000) + "x";
        let text = Text::decode(content.into());
        assert_eq!(text.position(10_000), Position { line: 1, column: 5_001 });
    }

    #[test]
    fn the_front_of_a_text_has_the_same_places() {
        let text = Text::decode("\u{feff}é one\r\ntwo\r\nthree".into());
        let front = text.front("é one\r\ntwo\r\n".len());
        assert_eq!(front.as_str(), "é one\r\ntwo\r\n");
        let two = text.as_str().find("two").unwrap_or_default();
        assert_eq!(
            (front.position(two), front.file_offset(two)),
            (text.position(two), text.file_offset(two))
        );
        assert_eq!((text.front(1).as_str(), text.front(99).as_str()), ("", text.as_str()));
    }

    #[test]
    fn what_stands_above_a_place_is_blank_and_the_places_are_the_same() {
        let text = Text::decode("é one\r\ntwo\u{c}é three".into());
        let at = text.as_str().find("three").unwrap_or_default();
        let below = text.behind(at);
        assert_eq!(below.as_str(), "      \r\n       three");
        assert_eq!((below.lines(), below.as_str().find("three")), (text.lines(), Some(at)));
        assert_eq!((text.behind(0).as_str(), text.behind(99).lines()), (text.as_str(), text.lines()));
    }

    #[test]
    fn utf16_offsets_go_back_to_file_bytes() {
        let bytes: Vec<u8> = "\u{feff}a😀b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let text = Text::decode(bytes);
        assert_eq!(text.as_str(), "a😀b");
        assert_eq!(text.file_offset(1), 4);
        assert_eq!(text.file_offset(5), 8);
    }
}
