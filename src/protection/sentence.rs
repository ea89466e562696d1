//! The sentence in which a phrase stands.

use crate::span::Span;
use crate::text::Text;

/// How many lines in front of a phrase and behind it a sentence may have, and how many bytes.
const LINES: usize = 6;
const REACH: usize = 400;

/// What ends in a full stop and no sentence.
const SHORT: &[&str] = &[
    "adm", "amb", "capt", "col", "dr", "e.g", "gen", "gov", "hon", "i.e", "jr", "lt", "maj", "mr", "mrs",
    "ms", "no", "prof", "rep", "sen", "sgt", "sr", "st", "u.s", "u.n", "vs",
];

/// The sentence around a place; it ends at an empty line too.
pub(super) fn around(text: &Text, place: Span) -> Span {
    let paragraph = paragraph(text, place);
    let front = text.slice(Span::new(paragraph.start, place.start));
    let behind = text.slice(Span::new(place.end, paragraph.end));
    let start = breaks(front).last().unwrap_or(0);
    let end = breaks(behind).next().unwrap_or(behind.len());
    Span::new(paragraph.start + start, place.end + end)
}

/// The lines around a place up to empty ones, as far as they are near.
fn paragraph(text: &Text, place: Span) -> Span {
    let (first, last) = (text.line_index(place.start), text.line_index(place.end));
    let full = |index: usize| !text.line(index).trim().is_empty();
    let above =
        (first.saturating_sub(LINES)..first).rev().take_while(|index| full(*index)).last().unwrap_or(first);
    let below = (last + 1..=last + LINES).take_while(|index| full(*index)).last().unwrap_or(last);
    let line = |index: usize| text.lines().get(index).copied().unwrap_or(place);
    Span::new(near(text, line(above).start, place.start), on(text, place.end, line(below).end))
}

/// The place at or behind `from` that is near enough to `at`, and not inside a character.
fn near(text: &Text, from: usize, at: usize) -> usize {
    let from = from.max(at.saturating_sub(REACH)).min(at);
    (from..=at).find(|place| text.as_str().is_char_boundary(*place)).unwrap_or(at)
}

/// The place at or in front of `to` that is near enough to `at`.
fn on(text: &Text, at: usize, to: usize) -> usize {
    let to = to.min(at + REACH).max(at);
    (at..=to).rev().find(|place| text.as_str().is_char_boundary(*place)).unwrap_or(at)
}

/// Where sentences of a stretch begin, but its first one.
fn breaks(stretch: &str) -> impl Iterator<Item = usize> + '_ {
    let stops = stretch.char_indices().filter(|(_, sign)| matches!(sign, '.' | '?' | '!'));
    stops.filter_map(|(at, sign)| ends_sentence(stretch, at, sign).then_some(at + 1))
}

/// A stop with a blank and no small letter behind it, and no abbreviation, number or initial in front.
fn ends_sentence(stretch: &str, at: usize, sign: char) -> bool {
    let behind = stretch.get(at + 1..).unwrap_or_default();
    let next = behind.trim_start_matches(['"', '”', '’', ')']).trim_start();
    let word =
        stretch.get(..at).unwrap_or_default().split(char::is_whitespace).next_back().unwrap_or_default();
    let bare = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let initial = bare.chars().count() == 1 && bare.starts_with(char::is_alphabetic);
    let short = sign == '.' && (initial || SHORT.iter().any(|one| one.eq_ignore_ascii_case(bare)));
    next.len() < behind.len() && !next.starts_with(char::is_lowercase) && !short
}
