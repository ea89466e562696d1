//! Hidden text: characters and stretches that a reader does not see but a copy of the file carries.
//!
//! What a reader sees is no matter for this module, whatever it says: an address in angle brackets, a whole
//! word of another script, a blank of any width. A byte order mark at the head of a file is not part of its
//! text. What is hidden inside something that is hidden, and holds words, is one finding with it.

mod base64;
mod letters;
mod link;
mod markup;
mod place;
mod style;
mod unseen;

use std::cmp::Reverse;

use crate::span::Span;
use crate::text::{Encoding, Text};
use place::Places;

/// One stretch that is not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Its characters.
    pub span: Span,
    /// How it is hidden.
    pub kind: HiddenKind,
    /// It holds words, not only blanks or signs.
    pub wordy: bool,
}

/// How text is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenKind {
    /// Characters without width.
    ZeroWidth,
    /// Controls that turn the direction of text.
    Bidirectional,
    /// Letters of another script inside a Latin word.
    LookAlike,
    /// A comment of HTML or Markdown.
    Comment,
    /// The target of a link, other than a place of the same page.
    LinkTarget,
    /// A span of HTML that is not shown, or shown in the colour of the page.
    InvisibleSpan,
    /// A long run of base64.
    Base64,
}

impl HiddenKind {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZeroWidth => "zero-width",
            Self::Bidirectional => "bidirectional",
            Self::LookAlike => "look-alike",
            Self::Comment => "comment",
            Self::LinkTarget => "link-target",
            Self::InvisibleSpan => "invisible-span",
            Self::Base64 => "base64",
        }
    }
}

/// The hidden stretches of a text, in order.
pub fn hidden(text: &Text) -> Vec<Hidden> {
    let content = text.as_str();
    let places = Places::new(content);
    let mut found = if text.may_hold_sign(b'<') { markup::hidden(content, &places) } else { Vec::new() };
    if text.may_hold_sign(b']') {
        found.extend(link::hidden(content, &places));
    }
    found.extend(base64::runs(content));
    if !text.is_ascii() && !is_binary(text) {
        for &line in text.lines() {
            let shown = text.slice(line);
            if shown.is_ascii() {
                continue;
            }
            let (unseen, alike) = suspects(shown);
            if unseen {
                found.extend(unseen::hidden(shown, line.start));
            }
            if alike {
                found.extend(letters::look_alikes(shown, line.start));
            }
        }
    }
    outermost(found)
}

/// Whether unseen characters stand on a line, and letters that look like Latin ones. Most characters beyond
/// ASCII are accents, quotation marks and pilcrows, and most lines need no closer look.
fn suspects(line: &str) -> (bool, bool) {
    let (mut unseen, mut alike) = (false, false);
    let mut rest = line;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let mut characters = rest.get(at..).unwrap_or_default().chars();
        let one = characters.next().unwrap_or_default();
        unseen |= unseen::is_unseen(one);
        alike |= letters::is_look_alike(one);
        rest = characters.as_str();
    }
    (unseen, alike)
}

/// A program or a picture rather than words. Windows-1252 has one character that is not seen, the soft hyphen;
/// among NULs it is a byte like any other.
fn is_binary(text: &Text) -> bool {
    text.encoding() == Encoding::Windows1252 && text.as_str().contains('\0')
}

/// Sorts by place and leaves out what lies inside a stretch with words, which is reported.
fn outermost(mut found: Vec<Hidden>) -> Vec<Hidden> {
    found.sort_by_key(|one| (one.span.start, Reverse(one.span.end)));
    let mut reported = 0;
    found.retain(|one| {
        let inside = one.span.end <= reported;
        if one.wordy && !inside {
            reported = reported.max(one.span.end);
        }
        !inside
    });
    found
}

/// Two letters in a row make a word; blanks, digits and signs make none.
fn has_words(content: &str) -> bool {
    let mut letters = content.chars().zip(content.chars().skip(1));
    letters.any(|(left, right)| left.is_alphabetic() && right.is_alphabetic())
}

#[cfg(test)]
mod tests;
