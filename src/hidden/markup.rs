//! HTML in a text: comments, targets of links, and elements that are not shown.
//!
//! A tag has a name with a blank, a slash or its end behind it: the addresses `<mills@example.gov>` and
//! `<http://example.org>` of plain e-mail are none, since a reader sees them. Tags inside a comment count as
//! part of it. No element is looked at as a page would be drawn: what style sheets hide by class is not known.

use std::collections::HashMap;

use memchr::{memchr, memchr_iter, memmem};

use super::{Hidden, HiddenKind, Places, has_words, link, style};
use crate::span::Span;

/// One tag.
struct Tag<'a> {
    span: Span,
    name: &'a str,
    /// Between the name and the end: attributes.
    rest: &'a str,
    /// It ends an element.
    closes: bool,
}

/// Comments, targets of links, and elements that are not shown.
pub(super) fn hidden(content: &str, places: &Places<'_>) -> Vec<Hidden> {
    let (comments, tags) = read(content);
    let mut found: Vec<Hidden> = comments
        .into_iter()
        .map(|span| {
            let wordy = content.get(span.start + OPEN.len()..span.end).is_some_and(has_words);
            Hidden { span, kind: HiddenKind::Comment, wordy }
        })
        .collect();
    found.extend(tags.iter().filter_map(|tag| target(content, tag, places)));
    found.extend(invisible(content, &tags));
    found
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The comments and tags of a text. A comment without an end goes to the end of the text, as it does on a
/// page, and what stands in it is read as if it were none.
fn read(content: &str) -> (Vec<Span>, Vec<Tag<'_>>) {
    let (mut comments, mut tags): (Vec<Span>, Vec<Tag<'_>>) = (Vec::new(), Vec::new());
    let mut from = 0;
    let mut unclosed = false;
    for at in memchr_iter(b'<', content.as_bytes()) {
        let Some(rest) = content.get(at..).filter(|_| at >= from) else { continue };
        if let Some(comment) = rest.strip_prefix(OPEN).filter(|_| !unclosed) {
            let close = memmem::find(comment.as_bytes(), CLOSE.as_bytes());
            unclosed = close.is_none();
            let end = close.map_or(content.len(), |close| at + OPEN.len() + close + CLOSE.len());
            comments.push(Span::new(at, end));
            from = if unclosed { from } else { end };
        } else if let Some(tag) = tag(rest, at) {
            from = tag.span.end;
            tags.push(tag);
        }
    }
    (comments, tags)
}

/// The tag at the front of a text. Its end is the first `>` outside quotation marks; a `<` there says that it
/// is none.
fn tag(rest: &str, at: usize) -> Option<Tag<'_>> {
    let inner = rest.strip_prefix('<')?;
    let closes = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let length = inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':').count();
    let (name, behind) = inner.split_at_checked(length)?;
    let begins = name.starts_with(|character: char| character.is_ascii_alphabetic());
    if !begins || name.ends_with(':') || !behind.starts_with([' ', '\t', '\r', '\n', '/', '>']) {
        return None;
    }
    let mut quote = None;
    for (end, byte) in behind.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => {
                let span = Span::new(at, at + 1 + usize::from(closes) + length + end + 1);
                return Some(Tag { span, name, rest: behind.get(..end)?, closes });
            }
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The attributes of a tag: names and values.
fn attributes(rest: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = rest;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|one: char| one.is_whitespace() || one == '/' || one == '=');
        let length = rest.find(|one: char| one.is_whitespace() || one == '=').unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(length).filter(|(name, _)| !name.is_empty())?;
        rest = behind;
        let Some(value) = behind.trim_start().strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|one| matches!(one, '"' | '\''));
        let (value, behind) = match quote {
            Some(quote) => value.get(1..)?.split_once(quote).unwrap_or((value, "")),
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        rest = behind;
        Some((name, value))
    })
}

/// The target of a link that its words do not show. The whole tag is the stretch.
fn target(content: &str, tag: &Tag<'_>, places: &Places<'_>) -> Option<Hidden> {
    let opens = !tag.closes && ["a", "area"].iter().any(|name| tag.name.eq_ignore_ascii_case(name));
    let mut attributes = opens.then(|| attributes(tag.rest))?;
    let (_, target) = attributes.find(|(name, _)| name.eq_ignore_ascii_case("href"))?;
    let behind = content.get(tag.span.end..)?;
    let shown = behind.get(..memchr(b'<', behind.as_bytes()).unwrap_or(behind.len()))?;
    let hides = !target.is_empty() && !places.are_shown_by(shown, target) && !link::shows(shown, target);
    hides.then(|| Hidden { span: tag.span, kind: HiddenKind::LinkTarget, wordy: has_words(target) })
}

/// Elements that are not shown, the outermost only.
fn invisible(content: &str, tags: &[Tag<'_>]) -> Vec<Hidden> {
    let is_hidden = |tag: &Tag<'_>| !tag.closes && style::hides(tag.name, || attributes(tag.rest));
    if !tags.iter().any(is_hidden) {
        return Vec::new();
    }
    let ends = ends(tags);
    let mut found: Vec<Hidden> = Vec::new();
    let mut until = 0;
    for (tag, end) in tags.iter().zip(ends) {
        if tag.span.start < until || !is_hidden(tag) {
            continue;
        }
        // Without an end it goes on at least to the end of its paragraph.
        until = end.unwrap_or_else(|| paragraph_end(content, tag.span.end));
        let span = Span::new(tag.span.start, until);
        let wordy = content.get(tag.span.end..until).is_some_and(has_words_outside_tags);
        found.push(Hidden { span, kind: HiddenKind::InvisibleSpan, wordy });
    }
    found
}

/// Where the element of each tag ends.
fn ends(tags: &[Tag<'_>]) -> Vec<Option<usize>> {
    let mut ends = vec![None; tags.len()];
    let mut open: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, tag) in tags.iter().enumerate() {
        let open = open.entry(tag.name.to_ascii_lowercase()).or_default();
        if !tag.closes {
            open.push(index);
        } else if let Some(end) = open.pop().and_then(|opened| ends.get_mut(opened)) {
            *end = Some(tag.span.end);
        }
    }
    ends
}

fn paragraph_end(content: &str, from: usize) -> usize {
    let rest = content.get(from..).unwrap_or_default();
    let mut at = from;
    for line in rest.split_inclusive('\n') {
        if line.trim().is_empty() && at > from {
            break;
        }
        at += line.len();
    }
    at
}

/// The text of an element has words.
fn has_words_outside_tags(inner: &str) -> bool {
    let mut pieces = inner.split('<').enumerate();
    pieces.any(|(index, piece)| {
        let shown = if index == 0 { piece } else { piece.split_once('>').map_or(piece, |(_, shown)| shown) };
        has_words(shown)
    })
}
