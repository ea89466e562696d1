//! Portion marks with a bracket lost or struck wrongly: `S//NF) text`, `(S//NF text`, `[S//NF] text`. What stands in
//! round brackets is none of them.

use super::line::is_foreign;
use crate::marking::{self, Flaw, FlawKind, Form, Slip, Style};
use crate::register::Register;
use crate::span::Span;

/// The longest mark that is looked at, in bytes.
const LONGEST: usize = 260;

/// The damaged mark at byte `at`, where text follows it on its line: with what is left of its brackets, and without.
/// Only what nothing but a mark can be counts: two slashes between its parts, or one of State's with two letters.
pub(super) fn mark(text: &str, at: usize, register: &Register) -> Option<(Span, Span)> {
    let line = text.get(at..)?.split(['\n', '\r']).next()?;
    let (span, inner) = with_slashes(line, register)
        .map(|(span, inner)| (span.shifted(at), inner.shifted(at)))
        .or_else(|| of_state(text, at, register))?;
    let behind = text.get(span.end..at + line.len())?;
    (behind.starts_with(char::is_whitespace) && behind.contains(char::is_alphabetic)).then_some((span, inner))
}

/// What is wrong with the mark that stands at `inner` of `text`, its brackets included in `span`.
pub(super) fn flaw(text: &str, span: Span, inner: Span) -> Flaw {
    let printed = text.get(inner.start..inner.end).unwrap_or_default();
    Flaw { kind: FlawKind::Bracket, span, expected: Some(format!("({printed})")), ..Flaw::default() }
}

/// A mark with `//` at the start of a line.
fn with_slashes(line: &str, register: &Register) -> Option<(Span, Span)> {
    let opener = line.chars().next().filter(|first| "([{".contains(*first));
    let begin = opener.map_or(0, char::len_utf8);
    let rest = line.get(begin..)?;
    let of_mark =
        |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || " /,-&".contains(letter);
    let length = rest.find(|letter: char| !of_mark(letter)).unwrap_or(rest.len()).min(LONGEST);
    let run = rest.get(..length)?;
    let closer = rest.get(length..)?.chars().next().filter(|next| ")]}".contains(*next));
    let inner = match (opener, closer) {
        (Some('('), Some(')')) | (None, None) => return None,
        (_, Some(_)) => is_certain(run, register).then_some(run)?,
        (Some(_), None) => certain_front(run, register)?,
    };
    let end = begin + inner.len();
    Some((Span::new(0, end + closer.map_or(0, char::len_utf8)), Span::new(begin, end)))
}

/// The mark at the front of a run of capitals that no bracket ends: up to the last word with which it is flawless.
fn certain_front<'a>(run: &'a str, register: &Register) -> Option<&'a str> {
    let fronts = run.match_indices(' ').filter_map(|(at, _)| run.get(..at));
    let is_flawless = |front: &&str| parsed_flaws(front, register).is_empty();
    fronts.filter(|front| is_certain(front, register)).rfind(is_flawless)
}

/// A level's symbol, two slashes, and nothing that the register does not know.
fn is_certain(printed: &str, register: &Register) -> bool {
    let Some((first, rest)) = printed.split_once("//") else { return false };
    let levelled = first == "CUI" || register.own_level(first).is_some();
    let unknown = |flaw: &Flaw| matches!(flaw.kind, FlawKind::UnknownControl | FlawKind::UnknownLevel);
    !rest.is_empty()
        && (levelled || (first.is_empty() && is_foreign(printed, register)))
        && !parsed_flaws(printed, register).iter().any(unknown)
}

fn parsed_flaws(printed: &str, register: &Register) -> Vec<Flaw> {
    marking::parse(printed, Span::new(0, printed.len()), Form::Portion, Style::Ic, register).flaws
}

/// `SBU) text`, `(S/NF text`. A single letter opens too much else: `C) text` is a list.
fn of_state(text: &str, at: usize, register: &Register) -> Option<(Span, Span)> {
    let mark = marking::read_after_number(text, at, register)?;
    let begin = at + usize::from(text.get(at..)?.starts_with('('));
    let damaged = mark.flaws.contains(&Slip::LostBracket) && mark.text.len() > 1;
    let end = begin + mark.text.len();
    let closed = text.get(end..)?.starts_with(')');
    damaged.then(|| (Span::new(at, end + usize::from(closed)), Span::new(begin, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_lost_a_bracket_is_told_from_words() {
        let register = Register::builtin();
        for (line, printed, inner) in [
            ("S//NF) Gulls.", "S//NF)", "S//NF"),
            ("(S//NF Gulls.", "(S//NF", "S//NF"),
            ("(S//NF GULLS ARE WHITE.", "(S//NF", "S//NF"),
            ("(S//REL TO USA, GBR The gulls.", "(S//REL TO USA, GBR", "S//REL TO USA, GBR"),
            ("[S//NF] Gulls.", "[S//NF]", "S//NF"),
            ("(TS//SI//NF] Gulls.", "(TS//SI//NF]", "TS//SI//NF"),
            ("//DEU S//NF) Gulls.", "//DEU S//NF)", "//DEU S//NF"),
            ("SBU) Gulls.", "SBU)", "SBU"),
            ("(S/NF Gulls.", "(S/NF", "S/NF"),
        ] {
            let found = mark(line, 0, &register)
                .map(|(span, inner)| (line.get(span.start..span.end), line.get(inner.start..inner.end)));
            assert_eq!(found, Some((Some(printed), Some(inner))), "{line}");
        }
    }

    #[test]
    fn words_and_whole_marks_are_no_damaged_mark() {
        let register = Register::builtin();
        for line in [
            "(S//NF) Gulls.",
            "C) Gulls.",
            "[SECRET//NOFORN]",
            "S//NF)",
            "(S//GULLS are white.",
            "[b//c] Gulls.",
            "SECRET//NOFORN",
            "// S) Gulls.",
        ] {
            assert_eq!(mark(line, 0, &register), None, "{line}");
        }
    }
}
