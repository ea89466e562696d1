//! Marked stretches in a text in which no document was recognised: they must not pass silently.

use super::banner::{self, ClassLine, ClassWord};
use super::words::indent;
use crate::marking;
use crate::register::Register;
use crate::text::Text;

/// The most stray marks that are kept: a text with more has been pointed at often enough.
const MOST: usize = 100;

/// A portion mark at the start of a line, or a class word alone on one. Each kind of mark is given
/// once, where it first stands: a text without anatomy may repeat it on every page.
///
/// More than [`MOST`] different ones are not told apart.
pub(super) fn stray_marks(text: &Text, register: &Register) -> Vec<ClassWord> {
    let mut strays: Vec<ClassWord> = Vec::new();
    for &span in text.lines() {
        let line = text.slice(span);
        if let Some(stray) = read(text, line, span.start, register)
            && strays.len() < MOST
            && !strays.iter().any(|known| known.word == stray.word)
        {
            strays.push(stray);
        }
    }
    strays
}

fn read(text: &Text, line: &str, start: usize, register: &Register) -> Option<ClassWord> {
    let begin = indent(line);
    if line.get(begin..)?.starts_with('(') {
        let marking = marking::read(text.as_str(), start + begin, register)?;
        return Some(ClassWord {
            span: marking.span,
            word: marking.text,
            level: marking.level,
            spaced: false,
        });
    }
    match banner::read(line, start, register)? {
        ClassLine::Head(word) => Some(word),
        ClassLine::Banner(banner) => Some(banner.class),
    }
}
