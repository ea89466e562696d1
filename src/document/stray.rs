//! Marked stretches in a text in which no document was recognised: they must not pass silently.

use super::banner::{self, ClassLine, ClassWord};
use super::memo::MemoReader;
use super::words::indent;
use crate::marking::{self, Mark};
use crate::register::Register;
use crate::text::Text;

/// The most stray marks that are kept: a text with more has been pointed at often enough.
const MOST: usize = 100;

/// How far away, in lines, other letters of a list are looked for.
const NEAR: usize = 4;

/// A portion mark at the start of a line, or a class word alone on one. Each kind of mark is given
/// once, where it first stands: a text without anatomy may repeat it on every page.
///
/// More than [`MOST`] different ones are not told apart.
pub(super) fn stray_marks(text: &Text, memo: &MemoReader<'_>, register: &Register) -> Vec<ClassWord> {
    let lines = text.lines().iter();
    let mut found: Vec<ClassWord> =
        lines.filter_map(|&span| read(text, text.slice(span), span.start, register)).collect();
    found.extend(memo.strays());
    found.retain(|word| !is_choice(text, word, register));
    found.sort_by_key(|stray| stray.span.start);
    once(found)
}

/// Each kind of mark, where it first stands.
pub(super) fn once(found: impl IntoIterator<Item = ClassWord>) -> Vec<ClassWord> {
    let mut strays: Vec<ClassWord> = Vec::new();
    for stray in found {
        let known = |known: &ClassWord| known.word == stray.word || known.span.start == stray.span.start;
        if strays.len() < MOST && !strays.iter().any(known) {
            strays.push(stray);
        }
    }
    strays
}

/// A portion mark that belongs to no portion.
pub(super) fn of_mark(mark: &Mark) -> ClassWord {
    ClassWord { span: mark.span, word: mark.text.clone(), level: mark.level, spaced: false }
}

/// A letter among letters that are no levels, as in a list of sizes: `(S)`, `(M)`, `(L)`.
fn is_choice(text: &Text, word: &ClassWord, register: &Register) -> bool {
    let lines = text.lines();
    let below = lines.partition_point(|line| line.start <= word.span.start);
    let from = below.saturating_sub(NEAR + 1);
    let near = lines.get(from..lines.len().min(below + NEAR)).unwrap_or_default();
    let strange = |line: &str| {
        let rest = line.trim_start().strip_prefix('(');
        let letter = rest.and_then(|rest| rest.split_once(')')).map_or("", |(letter, _)| letter);
        let capital = letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_uppercase());
        capital && register.own_level(letter).is_none()
    };
    word.word.len() == 1 && near.iter().any(|&span| strange(text.slice(span)))
}

/// The most words of a name behind the year of a copyright.
const LONGEST_NAME: usize = 6;

/// `(C) 2019 The Example Company`: the mark of a copyright stands before its years and a name. A sentence that begins
/// with a year is none.
fn is_copyright(line: &str) -> bool {
    let behind = line.trim().strip_prefix("(C)").unwrap_or_default().trim_start();
    let behind = behind.strip_prefix("Copyright").unwrap_or(behind).trim_start();
    let name = behind.trim_start_matches(|letter: char| letter.is_ascii_digit() || ", -".contains(letter));
    let has_year = behind.starts_with("19") || behind.starts_with("20");
    let years = behind.get(..behind.len() - name.len()).unwrap_or_default().trim_end_matches([' ', ',']);
    let is_name = !name.starts_with(|first: char| first.is_lowercase())
        && !name.ends_with('.')
        && name.split_whitespace().count() <= LONGEST_NAME;
    has_year && years.len() >= 4 && (is_name || name.to_ascii_lowercase().contains("rights reserved"))
}

fn read(text: &Text, line: &str, start: usize, register: &Register) -> Option<ClassWord> {
    let begin = indent(line);
    if line.get(begin..)?.starts_with('(') {
        let mark = marking::read(text.as_str(), start + begin, register).filter(|mark| {
            !super::memo::is_enumeration(text, mark)
                && !is_copyright(line)
                && !super::body::is_wrapped(text, mark)
        })?;
        return Some(of_mark(&mark));
    }
    match banner::read(line, start, register)? {
        ClassLine::Head(word) => Some(word),
        ClassLine::Banner(banner) => Some(banner.class),
    }
}
