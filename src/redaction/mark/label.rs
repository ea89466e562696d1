//! Labels: exemption codes alone in place of text, `told us that (b)(1) would` or `met 25X1A in May`.

use super::{ExemptionCode, Redaction, RedactionKind, around};
use crate::redaction::CodePlace;
use crate::span::Span;
use crate::text::Text;

/// A code that follows one of these is cited, not put in place of text: `exempt under (b)(6)`.
const CITED: &[&str] = &[
    "exempt",
    "exemption",
    "exemptions",
    "foia",
    "per",
    "pursuant",
    "reason",
    "reasons",
    "sec",
    "section",
    "sections",
    "u.s.c",
    "under",
    "usc",
    "552",
    "552a",
    "by",
    "authority",
    "subsection",
    "paragraph",
    "e.o",
    "order",
    "withheld",
];

/// Widest gap between the codes of one label, in bytes: `(b)(1), (b)(3)`, `(b)(3) 50 U.S.C. 3024(i)`.
const GAP: usize = 3;

/// All labels of a text, in order; `codes` are those of the text, `known` its other redactions, in order.
pub(super) fn read(text: &Text, codes: &[ExemptionCode], known: &[Redaction]) -> Vec<Redaction> {
    let mut found: Vec<Redaction> = Vec::new();
    for code in codes.iter().filter(|code| code.place == CodePlace::Text) {
        let joined = found.last_mut().filter(|last| is_next(text, last.span, code.span));
        if let Some(last) = joined {
            last.span = last.span.cover(code.span);
        } else if !is_beside(text, known, code.span) && !is_cited(text, code.span) {
            found.push(Redaction { span: code.span, kind: RedactionKind::Label, ..Redaction::default() });
        }
    }
    found
}

/// The code follows the label, with at most a blank and a sign between them.
fn is_next(text: &Text, label: Span, code: Span) -> bool {
    let between = text.slice(Span::new(label.end.min(code.start), code.start));
    between.len() <= GAP && between.chars().all(|sign| matches!(sign, ' ' | ',' | ';' | '/' | '&' | '-'))
}

/// The code stands at a mark and says why: `████ (b)(6)`, `(b)(6) [REDACTED]`.
fn is_beside(text: &Text, known: &[Redaction], code: Span) -> bool {
    let next = known.partition_point(|one| one.span.start < code.start);
    let near = |from: usize, to: usize| {
        let between = text.slice(Span::new(from.min(to), to));
        between.len() <= 12 && !between.contains(char::is_alphanumeric)
    };
    let before = next.checked_sub(1).and_then(|last| known.get(last));
    let behind = known.get(next);
    before.is_some_and(|one| one.span.end >= code.end || near(one.span.end, code.start))
        || behind.is_some_and(|one| near(code.end, one.span.start))
}

/// The words in front cite the code.
fn is_cited(text: &Text, code: Span) -> bool {
    let (front, _) = around::on_line(text, code, 60);
    let mut words = front.split_whitespace().rev().take(3);
    front.ends_with(char::is_alphanumeric) || words.any(|word| around::is_one_of(word, CITED))
}

#[cfg(test)]
mod tests {
    use super::super::{Coded, redactions};
    use super::*;

    /// The text with its codes, which stand between `<` and `>` here.
    fn read(content: &str) -> Vec<(RedactionKind, String, Coded)> {
        let (mut bare, mut codes) = (String::new(), Vec::new());
        for part in content.split('<') {
            let (code, rest) = part.split_once('>').unwrap_or(("", part));
            let start = bare.len();
            bare.push_str(code);
            if !code.is_empty() {
                codes.push(ExemptionCode {
                    span: Span::new(start, bare.len()),
                    code: code.to_owned(),
                    ..ExemptionCode::default()
                });
            }
            bare.push_str(rest);
        }
        let text = Text::decode(bare.into());
        let found = redactions(&text, &codes);
        found.iter().map(|one| (one.kind, text.slice(one.span).to_owned(), one.coded)).collect()
    }

    #[test]
    fn a_code_in_place_of_text_is_a_redaction() {
        assert_eq!(
            read("He met <(b)(6)> on the pier."),
            [(RedactionKind::Label, "(b)(6)".to_owned(), Coded::Inside)]
        );
        assert_eq!(
            read("told <(b)(1)>, <(b)(3)> that"),
            [(RedactionKind::Label, "(b)(1), (b)(3)".to_owned(), Coded::Inside)]
        );
    }

    #[test]
    fn a_code_that_is_cited_or_beside_a_mark_is_none() {
        assert_eq!(read("They are exempt under <(b)(6)> and remain so."), []);
        assert_eq!(
            read("He met ████ <(b)(6)> there."),
            [(RedactionKind::Bar, "████".to_owned(), Coded::Beside)]
        );
        assert_eq!(
            read("He met [<B6>] there."),
            [(RedactionKind::Bracket, "[B6]".to_owned(), Coded::Inside)]
        );
    }
}
