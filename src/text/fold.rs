//! Folding: a copy of a line in which noise is taken out, for matching only.
//!
//! Re-publication left typographic quotes and hyphens, Markdown links (`[PARM](#)`), HTML entities
//! and a backslash at line ends. Line ends of every sort fold to one `\n`. A folded line knows where
//! each of its bytes came from, so that spans point at what stands in the file.

use std::borrow::Cow;
use std::ops::Range;

use crate::span::Span;

/// A line with the noise taken out.
#[derive(Clone, Debug)]
pub struct Folded<'a> {
    text: Cow<'a, str>,
    /// Where the line starts in the text.
    start: usize,
    /// Where the pieces of `text` came from, in order; empty where nothing was folded.
    pieces: Vec<Piece>,
}

/// A piece of a folded line.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it starts in the folded line.
    at: usize,
    /// The source characters it came from: as many bytes where nothing was folded in it, else those of one
    /// character.
    source: Span,
    /// Nothing was folded in it.
    plain: bool,
}

/// Folds the line that starts at `start` of its text.
pub fn fold(line: &str, start: usize) -> Folded<'_> {
    if needs_folding(line) {
        Folder::new(start).fold(line)
    } else {
        Folded { text: Cow::Borrowed(line.trim_end()), start, pieces: Vec::new() }
    }
}

fn needs_folding(line: &str) -> bool {
    !line.is_ascii()
        || line.contains("](")
        || line.contains('&')
        || line.contains('<')
        || line.contains('\r')
        || line.trim_end().ends_with('\\')
}

impl Folded<'_> {
    /// The folded characters, trailing blanks removed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The source characters of a range of [`as_str`](Self::as_str).
    pub fn span(&self, range: Range<usize>) -> Span {
        if self.pieces.is_empty() {
            return Span::from(range).shifted(self.start);
        }
        let start = self.source(range.start).start;
        let last = range.end.checked_sub(1).filter(|_| !range.is_empty());
        Span::new(start, last.map_or(start, |last| self.source(last).end))
    }

    /// The source characters of a byte of [`as_str`](Self::as_str); behind the last one, the end of the line.
    fn source(&self, at: usize) -> Span {
        let index = self.pieces.partition_point(|piece| piece.at <= at).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else { return Span::new(self.start, self.start) };
        if at >= self.text.len() {
            return Span::new(piece.source.end, piece.source.end);
        }
        if !piece.plain {
            return piece.source;
        }
        let byte = piece.source.start + at - piece.at;
        Span::new(byte, byte + 1)
    }
}

struct Folder {
    start: usize,
    text: String,
    pieces: Vec<Piece>,
}

impl Folder {
    const fn new(start: usize) -> Self {
        Self { start, text: String::new(), pieces: Vec::new() }
    }

    fn fold(mut self, line: &str) -> Folded<'_> {
        let mut rest = line;
        while let Some(character) = rest.chars().next() {
            let at = line.len() - rest.len();
            let taken = self.take_plain(rest, at).or_else(|| self.take_noise(rest, at, line));
            let taken = taken.unwrap_or_else(|| {
                self.push(plain(character), at, character.len_utf8());
                character.len_utf8()
            });
            rest = rest.get(taken..).unwrap_or_default();
        }
        self.text.truncate(self.text.trim_end().len());
        let length = self.text.len();
        self.pieces.retain(|piece| piece.at < length);
        if let Some(last) = self.pieces.last_mut().filter(|last| last.plain) {
            last.source.end = last.source.start + length - last.at;
        }
        if self.pieces.is_empty() {
            // Nothing is left: one empty piece keeps the way back to the line's start.
            let source = Span::new(self.start, self.start);
            self.pieces.push(Piece { at: 0, source, plain: true });
        }
        Folded { text: Cow::Owned(self.text), start: self.start, pieces: self.pieces }
    }

    /// Takes the characters off the front that are nobody's noise; gives the bytes taken.
    fn take_plain(&mut self, rest: &str, at: usize) -> Option<usize> {
        let noise =
            |byte: u8| !byte.is_ascii() || matches!(byte, b'[' | b']' | b'&' | b'<' | b'\r' | b'\\' | b'\t');
        let length = rest.bytes().position(noise).unwrap_or(rest.len());
        let taken = rest.get(..length).filter(|taken| !taken.is_empty())?;
        let source = Span::new(at, at + length).shifted(self.start);
        self.pieces.push(Piece { at: self.text.len(), source, plain: true });
        self.text.push_str(taken);
        Some(length)
    }

    /// Takes noise of more than one character off the front; gives the bytes taken.
    fn take_noise(&mut self, rest: &str, at: usize, line: &str) -> Option<usize> {
        match rest.as_bytes().first()? {
            // seen: 08MOSCOW820 `[PARM](#)`; the opening bracket counts only if a link follows
            b'[' => link_text(rest).map(|_| 1),
            b']' if line.get(..at).is_some_and(|before| before.contains('[')) => link_target(rest),
            b'&' => {
                let (character, length) = entity(rest)?;
                self.push(character, at, length);
                Some(length)
            }
            b'<' => tag(rest),
            b'\r' => {
                let length = line_end(rest);
                self.push('\n', at, length);
                Some(length)
            }
            b'\\' if rest.trim_end() == "\\" => Some(rest.len()),
            _ => None,
        }
    }

    fn push(&mut self, character: char, at: usize, length: usize) {
        let source = Span::new(at, at + length).shifted(self.start);
        self.pieces.push(Piece { at: self.text.len(), source, plain: false });
        self.text.push(character);
    }
}

/// The text of a Markdown link at the front: `[PARM](#)`.
fn link_text(rest: &str) -> Option<&str> {
    let close = rest.find(']')?;
    let text = rest.get(1..close)?;
    link_target(rest.get(close..)?).filter(|_| !text.contains('[')).map(|_| text)
}

/// Length of `](#)` at the front.
fn link_target(rest: &str) -> Option<usize> {
    let target = rest.strip_prefix("](")?;
    let close = target.find(')')?;
    target.get(..close).filter(|target| !target.contains(' ')).map(|target| target.len() + 3)
}

/// Length of an HTML tag at the front: `<a href="...">`, `</a>`, `<br>`.
fn tag(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    let close = inner.find('>')?;
    let name = inner.get(..close)?.trim_start_matches('/');
    let known = ["a", "br", "p", "i", "b", "pre", "span"];
    let word = name.split([' ', '/']).next()?;
    known.contains(&word.to_ascii_lowercase().as_str()).then_some(close + 2)
}

/// An HTML entity at the front, and its length.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let character = match name {
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            plain(char::from_u32(code).filter(|character| !character.is_control()).unwrap_or(' '))
        }
    };
    Some((character, end + 1))
}

/// The plain form of a typographic character.
const fn plain(character: char) -> char {
    match character {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{00B4}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{00AD}' => '-',
        '\u{00B6}'
        | '\u{00A0}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}'
        | '\u{85}'
        | '\u{2028}'
        | '\u{2029}'
        | '\t' => ' ',
        other => other,
    }
}

/// Bytes of the line end that `rest` begins with: CR, CR LF or CR CR LF.
fn line_end(rest: &str) -> usize {
    let ends = ["\r\r\n", "\r\n"];
    ends.iter().find(|end| rest.starts_with(**end)).map_or(1, |end| end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_unwrap_and_spans_point_at_the_text() {
        let folded = fold("TAGS: [PARM](#) [RS](#)  ", 100);
        assert_eq!(folded.as_str(), "TAGS: PARM RS");
        assert_eq!(folded.span(6..10), Span::new(107, 111));
        assert_eq!(folded.span(11..13), Span::new(117, 119));
    }

    #[test]
    fn typographic_characters_entities_and_line_end_backslashes_fold() {
        assert_eq!(fold("US\u{2011}led \u{2019}talks&#8217; \\", 0).as_str(), "US-led 'talks'");
        assert_eq!(fold("A &#x000A;B <a href=\"#\">C</a>", 0).as_str(), "A  B C");
    }

    #[test]
    fn what_is_no_link_stays() {
        assert_eq!(fold("[Article] see [A] & B", 0).as_str(), "[Article] see [A] & B");
    }

    #[test]
    fn a_line_of_noise_alone_folds_to_nothing() {
        let folded = fold("\\", 7);
        assert_eq!(folded.as_str(), "");
        assert_eq!(folded.span(0..0), Span::new(7, 7));
    }
}
