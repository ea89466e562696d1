//! What the words around a redaction give away: the rest of a word, a closed choice, an abbreviation.

use super::{Redaction, RedactionKind, around, glue, slot};
use crate::span::Span;
use crate::text::Text;

/// How far the words around a redaction are looked at, in bytes.
const REACH: usize = 60;

/// What stands in brackets behind a redaction and abbreviates nothing: portion marks, notes of the writer.
const NOT_SHORT: &[&str] = &[
    "fouo", "loc", "lou", "nf", "noforn", "oc", "para", "ph", "ref", "refs", "sbu", "sic", "ts", "uk",
    "unclas", "us", "usg", "un", "eu",
];

/// Adds what stands around a redaction.
pub(super) fn add(text: &Text, redaction: &mut Redaction) {
    if redaction.kind == RedactionKind::Page {
        return;
    }
    if redaction.leftover.is_none() {
        redaction.leftover = glue::leftover(text, redaction.span, redaction.kind);
    }
    let behind = around::behind(text.as_str(), redaction.span.end, REACH);
    let front = around::before(text.as_str(), redaction.span.start, REACH);
    redaction.slot = slot::slot(&folded(front), &folded(behind));
    redaction.abbreviation = abbreviation(text, redaction, behind);
}

/// Blanks and line ends folded to one blank.
fn folded(part: &str) -> String {
    let mut folded = String::with_capacity(part.len());
    for letter in part.chars() {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        if letter != ' ' || !folded.ends_with(' ') {
            folded.push(letter);
        }
    }
    folded
}

/// `[ ] (FSB)`: capitals in brackets behind what they abbreviate. Behind a name they are its party or
/// office, which is no abbreviation of it.
fn abbreviation(text: &Text, redaction: &Redaction, behind: &str) -> Option<Span> {
    let rest = behind.trim_start();
    let gap = behind.len() - rest.len();
    let inner = rest.strip_prefix('(')?;
    let word =
        inner.split(')').next().filter(|word| word.len() < inner.len() && (2..=10).contains(&word.len()))?;
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    let signs = word.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'&' | b'-'));
    let masked = word.bytes().all(|byte| byte == b'X');
    let named = redaction.amount.is_some_and(|amount| text.slice(amount).to_lowercase().contains("name"));
    let start = redaction.span.end + gap + 1;
    let short =
        gap <= 4 && capitals >= 2 && signs && !masked && !named && !around::is_one_of(word, NOT_SHORT);
    short.then_some(Span::new(start, start + word.len()))
}

#[cfg(test)]
mod tests {
    use super::super::redactions;
    use super::*;

    fn read(content: &str) -> Option<String> {
        let text = Text::decode(content.into());
        let span = redactions(&text, &[]).first()?.abbreviation?;
        Some(text.slice(span).to_owned())
    }

    #[test]
    fn the_abbreviation_of_what_was_taken_out_is_seen() {
        assert_eq!(read("The [    ] (HTB) opened.").as_deref(), Some("HTB"));
        assert_eq!(read("The ████████\r\n(HTB) opened.").as_deref(), Some("HTB"));
        for line in [
            "met XXXXXXXXXXXX (SBU) and",
            "met [ ] (b)(6) and",
            "[name not declassified] (HTB)",
            "met XXXXXXXX (XXXX)",
            "[ ] (the mayor)",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
