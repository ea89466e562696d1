//! Statements that one level is that of the whole text: `CONFIDENTIAL - ENTIRE TEXT`, `(C) (Entire text)`,
//! `ENTIRE TEXT LOU.` (the habit of the years before portion marks).

use crate::document::banner::{self, ClassWord};
use crate::document::words::{indent, is_blank, reach_back};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// How far in front of `ENTIRE TEXT` its class word can begin, in bytes.
const LONGEST_STATEMENT: usize = 48;

/// The longest class word of a statement, in bytes.
const LONGEST_WORD: usize = 24;

/// What a statement says of which text it speaks.
const ENTIRE: &str = "ENTIRE ";
/// The same without the first letter, as it is printed.
const PRINTED: [&str; 2] = ["NTIRE ", "ntire "];
const NOUNS: [&str; 2] = ["TEXT", "MESSAGE"];

/// How a sentence says it of the text in which it stands.
const ITS_ENTIRETY: [&str; 2] = [" IN ITS ENTIRETY", " in its entirety"];

/// Every statement of a stretch.
pub(super) fn statements(text: &Text, span: Span, register: &Register) -> Vec<ClassWord> {
    if !text.may_hold(ENTIRE) {
        return in_sentences(text, span, register);
    }
    let stretch = text.slice(span);
    let statement = |at: usize| {
        let end = at + words_at_front(stretch.get(at..)?)?;
        let class = level_before(stretch, at, register)
            .map(|class| ClassWord { span: Span::new(class.span.start, end), ..class })
            .or_else(|| level_behind(stretch, at, end, register))?;
        Some(ClassWord { span: class.span.shifted(span.start), ..class })
    };
    let printed = PRINTED.iter().flat_map(|word| memchr::memmem::find_iter(stretch.as_bytes(), word));
    let mut statements: Vec<ClassWord> = printed.filter_map(|at| statement(at.checked_sub(1)?)).collect();
    statements.extend(in_sentences(text, span, register));
    statements.sort_by_key(|statement| statement.span);
    statements
}

/// `This message is classified CONFIDENTIAL in its entirety.` Of other texts it is said, too, so the sentence must name
/// this one.
fn in_sentences(text: &Text, span: Span, register: &Register) -> Vec<ClassWord> {
    if !text.may_hold("ENTIRETY") {
        return Vec::new();
    }
    let stretch = text.slice(span);
    let found =
        |words| memchr::memmem::find_iter(stretch.as_bytes(), words).map(move |at: usize| (at, words));
    let ends = ITS_ENTIRETY.into_iter().flat_map(found);
    let statement = |(at, words): (usize, &str)| {
        let from = reach_back(stretch, at, LONGEST_SENTENCE);
        let sentence = stretch.get(from..at)?;
        let opens = ["This ", "THIS "].iter().filter_map(|word| sentence.rfind(word)).max()?;
        let said = sentence.get(opens..)?;
        let noun = said.split_whitespace().nth(1)?;
        if !THIS.iter().any(|own| own.eq_ignore_ascii_case(noun)) {
            return None;
        }
        let class_at = |(gap, _): (usize, &str)| {
            let (class, length) = banner::class_word(said.get(gap + 1..)?, 0, register)?;
            (gap + 1 + length == said.len()).then_some((gap + 1, class))
        };
        // The longest first: TOP SECRET.
        let (word_at, class) = said.match_indices([' ', '\n']).find_map(class_at)?;
        let begin = span.start + from + opens + word_at;
        let span = Span::new(begin, span.start + at + words.len());
        (!said.contains('.')).then_some(ClassWord { span, ..class })
    };
    ends.filter_map(statement).collect()
}

/// What a telegram calls itself. An annex or a paragraph of it is not all of it.
const THIS: [&str; 7] = ["is", "message", "cable", "telegram", "document", "text", "reporting"];

/// The longest sentence that says it, in bytes.
const LONGEST_SENTENCE: usize = 80;

/// How long `ENTIRE TEXT` at the front is, with as many blanks as it has.
fn words_at_front(rest: &str) -> Option<usize> {
    let begins =
        |rest: &str, word: &str| rest.get(..word.len()).is_some_and(|front| front.eq_ignore_ascii_case(word));
    let behind = rest.get(ENTIRE.len()..).filter(|_| begins(rest, ENTIRE))?;
    let gap = indent(behind);
    let noun = behind.get(gap..)?;
    let length = NOUNS.into_iter().find(|word| begins(noun, word))?.len();
    let ends = !noun.get(length..)?.starts_with(char::is_alphanumeric);
    ends.then_some(ENTIRE.len() + gap + length)
}

/// The level in front of `ENTIRE TEXT`, in brackets, behind a hyphen or not; its place is where the statement begins.
fn level_before(stretch: &str, at: usize, register: &Register) -> Option<ClassWord> {
    let from = reach_back(stretch, at, LONGEST_STATEMENT);
    let before = stretch.get(from..at)?.trim_end_matches(|letter: char| is_blank(letter) || is_sign(letter));
    let line_at = before.rfind(['\n', '\r', '(', '.']).map_or(0, |end| end + 1);
    let front = before.get(line_at..)?;
    let word = front.trim();
    let class =
        level(word, register).or_else(|| banner::class_word(word, 0, register).map(|(class, _)| class))?;
    let begin = from + line_at + indent(front);
    (word.len() <= LONGEST_WORD).then_some(ClassWord { span: Span::new(begin, at), ..class })
}

/// The level behind `ENTIRE TEXT`, which opens a sentence, and nothing else in it: `1. ENTIRE TEXT LOU.`
fn level_behind(stretch: &str, at: usize, end: usize, register: &Register) -> Option<ClassWord> {
    let before = stretch.get(..at)?.trim_end_matches(|letter: char| is_blank(letter) || letter == '(');
    let opens = before.is_empty() || before.ends_with(['.', '\n', '\r']);
    let behind = stretch.get(end..)?.trim_start_matches(|letter: char| is_blank(letter) || is_sign(letter));
    let behind = behind.strip_prefix("IS ").or_else(|| behind.strip_prefix("is ")).unwrap_or(behind);
    let length =
        behind.bytes().take(LONGEST_WORD + 1).position(|byte| matches!(byte, b'.' | b')' | b'\n' | b'\r'));
    let word =
        behind.get(..length.unwrap_or(behind.len())).filter(|word| opens && word.len() <= LONGEST_WORD)?;
    let whole = || {
        let (class, length) = banner::class_word(word.trim_end(), 0, register)?;
        (length == word.trim_end().len()).then_some(class)
    };
    let class = level(word.trim_end(), register).or_else(whole)?;
    let last = stretch.len() - behind.len() + word.trim_end().len();
    Some(ClassWord { span: Span::new(at, last), ..class })
}

/// The level that a symbol means.
fn level(word: &str, register: &Register) -> Option<ClassWord> {
    let level = register.level(word)?;
    let word = register.symbol(level).to_owned();
    Some(ClassWord { word, level: Some(level), ..ClassWord::default() })
}

/// What stands between the level and the words.
const fn is_sign(letter: char) -> bool {
    matches!(letter, '-' | '\u{2013}' | ':' | '(' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(printed: &str) -> Vec<(String, String)> {
        let text = Text::decode(printed.as_bytes().to_vec());
        let span = Span::new(0, printed.len());
        let said = |class: ClassWord| (text.slice(class.span).to_owned(), class.word);
        statements(&text, span, &Register::builtin()).into_iter().map(said).collect()
    }

    #[test]
    fn a_sentence_may_say_it_of_its_own_text() {
        for (printed, level) in [
            ("1. This message is classified CONFIDENTIAL in its entirety.", "CONFIDENTIAL"),
            ("1. THIS CABLE IS\nSECRET IN ITS ENTIRETY.", "SECRET"),
            ("1. THIS CABLE IS TOP SECRET IN ITS ENTIRETY.", "TOP SECRET"),
        ] {
            let words: Vec<String> = found(printed).into_iter().map(|(_, word)| word).collect();
            assert_eq!(words, [level], "{printed}");
        }
        for printed in [
            "1. Ref A is SECRET in its entirety.",
            "1. This attachment is SECRET in its entirety.",
            "1. He read this. The report is SECRET in its entirety.",
            "1. This text was quoted in its entirety.",
        ] {
            assert_eq!(found(printed), [], "{printed}");
        }
    }

    #[test]
    fn a_level_for_the_entire_text_is_said_in_many_ways() {
        for (printed, statement, level) in [
            ("1. CONFIDENTIAL - ENTIRE TEXT.", "CONFIDENTIAL - ENTIRE TEXT", "CONFIDENTIAL"),
            ("1. (C - Entire text) They came.", "C - Entire text", "C"),
            ("1. (S) ENTIRE TEXT.", "S) ENTIRE TEXT", "S"),
            ("1. (C) (ENTIRE TEXT)", "C) (ENTIRE TEXT", "C"),
            ("1. (C)  ENTIRE  TEXT.", "C)  ENTIRE  TEXT", "C"),
            ("1. (C) ENTIRE MESSAGE.", "C) ENTIRE MESSAGE", "C"),
            ("1. ENTIRE TEXT LOU.", "ENTIRE TEXT LOU", "LOU"),
            ("1. (ENTIRE TEXT CONFIDENTIAL)", "ENTIRE TEXT CONFIDENTIAL", "CONFIDENTIAL"),
            (
                "1. ENTIRE TEXT IS LIMITED OFFICIAL USE.\n",
                "ENTIRE TEXT IS LIMITED OFFICIAL USE",
                "LIMITED OFFICIAL USE",
            ),
        ] {
            assert_eq!(found(printed), [(statement.to_owned(), level.to_owned())], "{printed}");
        }
        for printed in [
            "1. THE ENTIRE TEXT SECRET.",
            "1. ENTIRE TEXT SECRETARY SAW.",
            "1. ENTIRE TEXT SECRET AND OPEN.",
            "1. ENTIRE TEXTILE",
            "ENTIRE",
            "1. ENTIRE TEXT FOLLOWS.",
        ] {
            assert_eq!(found(printed), [], "{printed}");
        }
    }
}
