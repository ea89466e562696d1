//! TAGS and SUBJECT.

use std::borrow::Cow;

use super::field::Field;
use crate::document::Word;
use crate::marking::{self, Mark};
use crate::register::Register;
use crate::span::Span;
use crate::text::Folded;

/// TAGS.
#[derive(Clone, Debug, Default)]
pub struct TagLine {
    /// The keyword and the list.
    pub span: Span,
    /// The tags.
    pub tags: Vec<Word>,
    /// Tags that are two or more known ones glued together.
    pub glued: Vec<Word>,
    /// Tags that stand twice.
    pub repeated: Vec<Word>,
}

/// SUBJECT.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The keyword, or the text where there is no keyword.
    pub span: Span,
    /// The subject's words.
    pub text: Span,
    /// Its mark.
    pub mark: Option<Mark>,
}

/// Reads the tags of a field from its paragraph: words in capitals, brackets and commas between them.
pub(super) fn tags(header: &Folded<'_>, field: &Field, value: &str, register: &Register) -> TagLine {
    let mut line = TagLine { span: keyword_span(header, field), ..TagLine::default() };
    // Small letters count where the whole list has them (seen: 10NAIROBI165).
    let small = !value.bytes().any(|byte| byte.is_ascii_uppercase());
    let outside = |character: char| !character.is_ascii_alphanumeric();
    let mut at = field.value;
    for piece in value.split([' ', ',', '(', ')', ';', '\n', '\t', '\r']) {
        let found = piece.len() - piece.trim_start_matches(outside).len();
        let tag = piece.trim_matches(outside);
        let shown = if small { Cow::Owned(tag.to_ascii_uppercase()) } else { Cow::Borrowed(tag) };
        if is_tag(&shown) {
            let span = header.span(at + found..at + found + tag.len());
            let word = Word { text: shown.into_owned(), span };
            if line.tags.iter().any(|above| above.text == word.text) {
                line.repeated.push(word.clone());
            }
            if is_glued(tag, register) {
                line.glued.push(word.clone());
            }
            line.span.end = line.span.end.max(span.end);
            line.tags.push(word);
        }
        at += piece.len() + 1;
    }
    line
}

/// Country tags have two letters, subjects and programmes four, organisations up to about a dozen; a
/// whole list can be glued together.
fn is_tag(word: &str) -> bool {
    (2..=80).contains(&word.len())
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'/' | b'-'))
}

/// Two or more known tags without a blank between them (seen: `PHUMBA`).
fn is_glued(tag: &str, register: &Register) -> bool {
    if tag.len() <= 4 {
        return false;
    }
    let chunks: Vec<&str> =
        tag.as_bytes().chunks(4).filter_map(|chunk| std::str::from_utf8(chunk).ok()).collect();
    let known = |chunk: &&str| chunk.len() == 2 || register.tables.knows_tag(chunk) || chunk.starts_with('K');
    chunks.len() >= 2 && !register.tables.knows_tag(tag) && chunks.iter().all(known)
}

/// Reads the subject from the paragraph of its field: its words run to a blank line, the mark stands in front or at the end.
pub(super) fn subject(header: &Folded<'_>, field: &Field, value: &str, register: &Register) -> Subject {
    let begin = field.value + (value.len() - value.trim_start().len());
    let content = value.trim();
    let text = if content.is_empty() { Span::default() } else { header.span(begin..begin + content.len()) };
    let mark =
        mark_in_front(header, begin, register).or_else(|| mark_at_end(header, begin, content, register));
    Subject { span: keyword_span(header, field), text, mark }
}

fn mark_in_front(header: &Folded<'_>, at: usize, register: &Register) -> Option<Mark> {
    let mark = marking::read(header.as_str(), at, register)?;
    Some(placed(mark, header))
}

/// A mark behind the words, at the very end only: `(Iceland)` is none, and `(ABC)` may be an acronym.
fn mark_at_end(header: &Folded<'_>, begin: usize, content: &str, register: &Register) -> Option<Mark> {
    let open = Some(content).filter(|content| content.ends_with(')'))?.rfind(" (")? + 1; // LETTER(S) is a plural
    let mark = marking::read(header.as_str(), begin + open, register)?;
    let whole = mark.span.end == begin + content.len() && mark.flaws.is_empty();
    whole.then(|| placed(mark, header))
}

/// Moves a marking from the folded header's offsets to the text's.
pub(super) fn placed(mut mark: Mark, header: &Folded<'_>) -> Mark {
    mark.span = header.span(mark.span.into());
    mark
}

/// The keyword as printed, with its colon.
fn keyword_span(header: &Folded<'_>, field: &Field) -> Span {
    let keyword = header.as_str().get(field.start..field.value).unwrap_or_default();
    let length = keyword.trim_end().len();
    header.span(field.start..field.start + length)
}
