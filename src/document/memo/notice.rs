//! Notices and warnings, by the first words of their registered wording.
//!
//! The wording of a notice is long and often cut or adapted, so a few characteristic words are looked
//! for: the opening, and in the same paragraph words that only the notice has.

mod distribution;
mod registered;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cui_block::CuiBlock;
use super::keyword::is_border;
use super::line;
use crate::document::Word;
use crate::document::words::{reach_back, reach_on};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

use registered::{COMBINED, DROPPED_BY, REGISTERED, Registered};

/// A notice or warning.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// Its characteristic words.
    pub span: Span,
    /// The name in rules: `rd`, `distribution`.
    pub name: &'static str,
    /// The letter of a distribution statement.
    pub letter: Option<Word>,
    /// The reason that a distribution statement gives.
    pub reason: Option<Word>,
    /// A distribution statement has a date.
    pub dated: bool,
    /// A distribution statement names the office to ask.
    pub office: bool,
    /// How many notices of the name stand.
    pub count: usize,
    /// An earlier distribution statement has another letter.
    pub differs: bool,
}

/// The openings of all notices, a group each.
static OPENINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let groups: Vec<String> = REGISTERED.iter().map(|one| format!("({})", one.opening)).collect();
    Regex::new(&format!(r"(?i)\b(?:{})", groups.join("|"))).ok()
});

/// Bytes of a paragraph that are looked at, before and behind an opening.
const REACH: usize = 1500;

/// A paragraph around an opening.
struct Around {
    span: Span,
    /// Its characters, small, blanks folded.
    folded: String,
    /// Openings of which it says nothing more.
    silent: Vec<&'static str>,
}

impl Around {
    /// The words that only the notice has stand beside its opening.
    fn says(&mut self, registered: &Registered) -> bool {
        if registered.near.is_empty() {
            return true;
        }
        let says = !self.silent.contains(&registered.opening)
            && registered.near.iter().any(|words| self.folded.contains(words));
        if !says && !self.silent.contains(&registered.opening) {
            self.silent.push(registered.opening);
        }
        says
    }
}

/// Reads the notices of a memo. What stands in the CUI block only names a distribution statement.
pub(super) fn read(
    text: &Text,
    lines: &Range<usize>,
    cui_block: Option<&CuiBlock>,
    register: &Register,
) -> Vec<Notice> {
    let mut notices: Vec<(usize, Notice)> = Vec::new();
    let mut around: Option<Around> = None;
    for (registered, place) in openings(text, lines) {
        if around.as_ref().is_none_or(|around| !around.span.contains(place)) {
            around = Some(paragraph(text, lines, place));
        }
        let Some(around) = &mut around else { continue };
        // A labelled statement and its own wording are one.
        let label = distribution::labelled(text.slice(place), place);
        let stands = stands(&notices, around.span.start, registered.name, label.as_ref());
        if stands || !around.says(registered) || is_marking(text, place, registered, register) {
            continue;
        }
        let notice = Notice { span: place, name: registered.name, ..Notice::default() };
        let notice = if registered.name == distribution::NAME {
            distribution::read(text, notice, around.span)
        } else {
            notice
        };
        if !cui_block.is_some_and(|block| block.only_names(&notice, &around.folded)) {
            push(&mut notices, around.span.start, notice);
        }
    }
    counted(notices.into_iter().map(|(_, notice)| notice).collect())
}

/// Every opening in the text.
fn openings<'t>(
    text: &'t Text,
    lines: &Range<usize>,
) -> impl Iterator<Item = (&'static Registered, Span)> + 't {
    let from = text.lines().get(lines.start).map_or(0, |line| line.start);
    let end = lines.end.checked_sub(1).and_then(|last| text.lines().get(last)).map_or(from, |line| line.end);
    let content = text.slice(Span::new(from, end));
    OPENINGS.as_ref().into_iter().flat_map(move |openings| {
        openings.captures_iter(content).filter_map(move |captures| {
            let found = |(index, one)| captures.get(index + 1).map(|place| (one, place));
            let (registered, place) = REGISTERED.iter().enumerate().find_map(found)?;
            Some((registered, Span::from(place.range()).shifted(from)))
        })
    })
}

/// The opening is a word of a marking, not of a notice: `(S//IMCON)`, a banner line.
fn is_marking(text: &Text, place: Span, registered: &Registered, register: &Register) -> bool {
    let index = text.line_index(place.start);
    let Some(span) = text.lines().get(index) else { return false };
    let before = text.slice(Span::new(span.start, place.start.max(span.start)));
    let line = text.slice(*span);
    let in_mark = before.ends_with('/') && registered.name != "les-nf";
    in_mark || (line.len() < 300 && line::read(line, index, span.start, register).is_some())
}

/// The lines around an opening, up to blank ones.
fn paragraph(text: &Text, lines: &Range<usize>, place: Span) -> Around {
    let is_blank = |index: usize| text.line(index).trim_matches(is_border).is_empty();
    let line = |index: usize| text.lines().get(index).copied().unwrap_or(place);
    let content = text.as_str();
    let (mut first, mut last) = (text.line_index(place.start), text.line_index(place.end));
    let (earliest, latest) = (reach_back(content, place.start, REACH), reach_on(content, place.end, REACH));
    while first > lines.start && line(first - 1).start >= earliest && !is_blank(first - 1) {
        first -= 1;
    }
    while last + 1 < lines.end && line(last + 1).start < latest && !is_blank(last + 1) {
        last += 1;
    }
    let span = Span::new(line(first).start.max(earliest), line(last).end.min(latest).max(place.end));
    let words: Vec<&str> = text.slice(span).split_whitespace().collect();
    Around { span, folded: words.join(" ").to_ascii_lowercase(), silent: Vec::new() }
}

/// The paragraph has the notice already; another letter makes another distribution statement.
fn stands(notices: &[(usize, Notice)], paragraph: usize, name: &str, letter: Option<&Word>) -> bool {
    let mut same = notices.iter().rev().take_while(|(start, _)| *start == paragraph).map(|(_, other)| other);
    let same_letter = |other: &Notice| {
        let stands = other.letter.as_ref().map(|word| &word.text);
        letter.is_none_or(|letter| stands == Some(&letter.text))
    };
    same.any(|other| other.name == name && same_letter(other))
}

/// Adds a notice, unless another of its paragraph includes it.
fn push(notices: &mut Vec<(usize, Notice)>, paragraph: usize, mut notice: Notice) {
    let same = notices.iter().rev().take_while(|(start, _)| *start == paragraph).map(|(_, other)| other);
    if same.clone().any(|other| DROPPED_BY.contains(&(notice.name, other.name))) {
        return;
    }
    let (one, two, combined) = COMBINED;
    let pair = |other: &&Notice| [(one, two), (two, one)].contains(&(other.name, notice.name));
    if let Some(other) = same.clone().find(pair) {
        notice = Notice { span: other.span, name: combined, ..Notice::default() };
    }
    let name = notice.name;
    notices.retain(|(start, other)| *start != paragraph || !DROPPED_BY.contains(&(other.name, name)));
    notices.push((paragraph, notice));
}

fn counted(mut notices: Vec<Notice>) -> Vec<Notice> {
    notices.sort_by_key(|notice| notice.span);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut first_letter: Option<String> = None;
    for notice in &mut notices {
        match counts.iter_mut().find(|(name, _)| *name == notice.name) {
            Some((_, count)) => *count += 1,
            None => counts.push((notice.name, 1)),
        }
        if let Some(letter) = notice.letter.as_ref().map(|word| &word.text) {
            notice.differs = first_letter.as_ref().is_some_and(|first| first != letter);
            first_letter = first_letter.or_else(|| Some(letter.clone()));
        }
    }
    for notice in &mut notices {
        notice.count = counts.iter().find(|(name, _)| *name == notice.name).map_or(1, |(_, count)| *count);
    }
    notices
}

#[cfg(test)]
mod tests;
