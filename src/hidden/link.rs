//! Links of Markdown: `[text](target)`, with the title that shows under the pointer, and the definitions
//! `[label]: target`, which are not shown and so serve as comments: `[//]: # (text)`.
//!
//! A target that is a place of the same page ([`Places`]), or what the text of the link says itself hides
//! nothing. Brackets behind brackets are no link unless the second holds something like an
//! address: `[Excised](b)(6)` and `[the minister](now retired)` are none.

use memchr::memmem;

use super::{Hidden, HiddenKind, Places, has_words};
use crate::span::Span;
use crate::text::word::begins;

/// Targets and definitions of a text.
pub(super) fn hidden(content: &str, places: &Places<'_>) -> Vec<Hidden> {
    let mut found = targets(content, places);
    found.extend(definitions(content));
    found
}

const TURN: &str = "](";

fn targets(content: &str, places: &Places<'_>) -> Vec<Hidden> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in memmem::find_iter(content.as_bytes(), TURN) {
        let (front, rest) = (content.get(from..at), content.get(at + TURN.len()..));
        let label = front.and_then(|front| front.rsplit('[').next()).unwrap_or_default();
        from = at + TURN.len();
        let Some(rest) = rest else { continue };
        let length = target_length(rest);
        let Some(target) = rest.get(..length) else { continue };
        let address = target.trim_start_matches('<').trim_end_matches('>');
        // A sign and words that no bracket closes are no target, and seen as they stand.
        let is_place = address.starts_with('#') && is_closed(rest.get(length..).unwrap_or_default());
        let hides_place = is_place && !places.are_shown_by(label, address);
        if hides_place || is_address(address) && !shows(label, address) {
            let span = Span::new(from, from + length);
            found.push(Hidden { span, kind: HiddenKind::LinkTarget, wordy: has_words(address) });
        }
        let title = rest.get(length..).and_then(title).filter(|_| is_place || is_address(address));
        let span = title.map(|title| title.shifted(from + length));
        let words = span.filter(|span| content.get(span.start..span.end).is_some_and(has_words));
        found.extend(words.map(|span| Hidden { span, kind: HiddenKind::LinkTarget, wordy: true }));
    }
    found
}

/// Bytes of the target at the front: up to a blank, a bracket that closes it, or the turn of another link.
fn target_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut last = ' ';
    for (at, character) in rest.char_indices() {
        match character {
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            '(' if last == ']' => return at.saturating_sub(1),
            '(' => depth += 1,
            _ if character.is_whitespace() => return at,
            _ => {}
        }
        last = character;
    }
    rest.len()
}

/// The target ends here: with the bracket, or with a title.
fn is_closed(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t']).starts_with([')', '"', '\''])
}

/// The title in quotation marks behind a target, on the same line.
fn title(rest: &str) -> Option<Span> {
    let shown = rest.trim_start_matches([' ', '\t']);
    let quote = shown.chars().next().filter(|one| matches!(one, '"' | '\''))?;
    let start = rest.len() - shown.len() + 1;
    // The line is searched no further than to the next mark, so that a long one costs no more than once.
    let end = start + shown.get(1..)?.find([quote, '\n'])?;
    let whole = rest.get(end..)?.strip_prefix(quote)?.starts_with(')');
    (start > 1 && whole).then(|| Span::new(start, end))
}

/// It may lead somewhere: it has a scheme, the form of a path, or the ending of a file.
fn is_address(target: &str) -> bool {
    if target.is_empty() || target.starts_with('#') {
        return false;
    }
    let leads = ["/", "./", "../", "www.", "?"].iter().any(|front| target.starts_with(front));
    leads || has_scheme(target) || target.contains('@') || has_ending(target)
}

/// `http:`, `mailto:`, `file:`, `data:`.
fn has_scheme(target: &str) -> bool {
    let Some((scheme, rest)) = target.split_once(':') else { return false };
    scheme.len() > 1
        && !rest.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+')
        && scheme.starts_with(|one: char| one.is_ascii_alphabetic())
}

/// `notes/hakala.html`, `hakala.pdf#page=2`; the `4` of `1.4` and the `D` of `1.4(D)` are none.
fn has_ending(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let Some((name, ending)) = path.rsplit_once('.') else { return false };
    has_words(name)
        && (2..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.starts_with(|one: char| one.is_ascii_alphabetic())
}

/// The words of a link say where it leads: `[www.example.org](http://www.example.org/)`.
pub(super) fn shows(words: &str, target: &str) -> bool {
    fn bare(address: &str) -> String {
        let mut address = address.trim().trim_matches(['<', '>', '*', '_']);
        for front in ["mailto:", "http://", "https://", "tel:", "www."] {
            address =
                if begins(address, front) { address.get(front.len()..).unwrap_or_default() } else { address };
        }
        address.trim_end_matches('/').to_ascii_lowercase()
    }
    // Text and target of an honest pair differ by no more than the scheme.
    words.len() <= 2 * target.len() + 16 && bare(words) == bare(target)
}

/// Definitions, which stand at the start of a line and are not shown.
fn definitions(content: &str) -> Vec<Hidden> {
    let mut found = Vec::new();
    let mut line_seen = 0;
    for at in memmem::find_iter(content.as_bytes(), "]:") {
        // One line is looked at once.
        let Some(front) = content.get(line_seen..at) else { continue };
        let start = front.rfind('\n').map_or(line_seen, |end| line_seen + end + 1);
        let rest = content.get(at + 2..).unwrap_or_default();
        let line_end = at + 2 + rest.find('\n').unwrap_or(rest.len());
        line_seen = (line_end + 1).min(content.len());
        if let Some(label) = content.get(start..at) {
            let opens = label.trim_start_matches(' ').starts_with('[') && label.len() < LONGEST_LABEL;
            let body = content.get(at + 2..line_end).filter(|_| opens);
            found.extend(body.and_then(|body| definition(body, Span::new(start, line_end))));
        }
    }
    found
}

/// Bytes of a label, with the blanks in front.
const LONGEST_LABEL: usize = 80;

/// What a definition hides: its comment, or its target.
fn definition(body: &str, line: Span) -> Option<Hidden> {
    let body = body.trim();
    let (target, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let rest = rest.trim_start();
    if matches!(target, "#" | "<>") && rest.starts_with(['(', '"', '\'']) {
        return Some(Hidden { span: line, kind: HiddenKind::Comment, wordy: has_words(rest) });
    }
    let ends = rest.is_empty() || rest.starts_with(['(', '"', '\'']);
    let leads = has_scheme(target) && (target.contains('/') || target.contains('@'));
    (ends && leads).then(|| Hidden { span: line, kind: HiddenKind::LinkTarget, wordy: has_words(target) })
}
