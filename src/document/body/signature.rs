//! The signature: a surname, the last line of the text.

use crate::document::banner;
use crate::document::words::{is_blank, is_capitals};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// How many lines from the end are looked at: class line, page line, stamps and NNNN may follow.
const REACH: usize = 24;

/// Finds the signature line of the stretch; the span is the name.
pub(super) fn find(text: &Text, span: Span, register: &Register) -> Option<Span> {
    let first = text.line_index(span.start);
    let last = text.line_index(span.end.saturating_sub(1).max(span.start));
    let mut looked_at = 0;
    for index in (first..=last).rev().take(REACH * 3) {
        let line = *text.lines().get(index)?;
        let content = text.slice(line);
        let around = |character: char| is_blank(character) || "#.*\\=".contains(character);
        let name = content.trim_matches(around);
        if name.is_empty() || is_after_text(name, line.start, register) {
            continue;
        }
        if let Some(signer) =
            name.strip_prefix("Signature:").map(str::trim).filter(|signer| !signer.is_empty())
        {
            let at = line.start + content.rfind(signer)?;
            return Some(Span::new(at, at + signer.len()));
        }
        looked_at += 1;
        let at = line.start + content.len() - content.trim_start_matches(around).len();
        if at < span.start || looked_at > 1 {
            return None;
        }
        return is_name(name).then(|| Span::new(at, at + name.len()));
    }
    None
}

/// Fields below the signature in the SMART layout.
const FOOTERS: [&str; 5] =
    ["Drafted By:", "Cleared By:", "Approved By:", "Released By:", "Dissemination Rule:"];

/// Lines that may stand below a signature.
fn is_after_text(line: &str, start: usize, register: &Register) -> bool {
    let serial = line.bytes().all(|byte| byte.is_ascii_digit());
    let mark = matches!(line, "NNNN" | "BT" | "NMAFVVZCZ" | "SBU" | "SENSITIVE")
        || line.contains("CABLE ")
        || serial;
    let footer = FOOTERS.iter().any(|field| line.starts_with(field));
    let stamp = line.starts_with("Declassified")
        || line.starts_with("NOTE")
        || line.contains("Current Classification")
        || line.contains("Current Handling");
    mark || footer || stamp || banner::read(line, start, register).is_some()
}

/// One to three words of letters in capitals, or one word that begins with a capital.
fn is_name(line: &str) -> bool {
    const CLOSING: [&str; 6] = ["END", "BEGIN", "COMMENT", "SUMMARY", "TEXT", "UNCLASSIFIED"];
    let words: Vec<&str> = line.split_whitespace().collect();
    let shaped = line.chars().all(|letter| letter.is_alphabetic() || " '-.".contains(letter));
    let first = words.first().copied().unwrap_or_default();
    let masked = first.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'));
    let capitals = is_capitals(line) && words.len() <= 3;
    let single = words.len() == 1 && first.starts_with(char::is_uppercase);
    shaped && (3..=30).contains(&line.len()) && (capitals || single) && !masked && !CLOSING.contains(&first)
}
