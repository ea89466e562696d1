//! Where a bracket is a portion mark.
//!
//! `(C)` is also an enumeration letter, a plural, a copyright sign. A bracket counts only right behind
//! a paragraph number, at the start of a line, behind a bullet or letter, or on a heading, and a
//! single letter not where it stands in a sequence of letters.

use super::Place;
use crate::document::words::{indent, is_blank, is_line_end, leading_digits};
use crate::marking::{self, Mark, Slip};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// The longest heading in front of or around a mark, in bytes.
const LONGEST_HEADING: usize = 70;

/// How many marks above a mark are compared with it.
const LAST_FEW: usize = 3;

/// How far above a letter of an enumeration is looked for, in bytes.
const ENUMERATION_REACH: usize = 600;

/// Every bracket of the stretch that reads as a mark, wherever it stands.
pub(super) fn find(text: &Text, span: Span, register: &Register) -> Vec<Mark> {
    let stretch = text.slice(span);
    let mut marks: Vec<Mark> = Vec::new();
    for at in memchr::memchr_iter(b'(', stretch.as_bytes()) {
        if can_be_mark(stretch.as_bytes().get(at + 1..).unwrap_or_default()) {
            let at = span.start + at;
            if let Some(mark) = again(text, at, &marks).or_else(|| marking::read(text.as_str(), at, register))
            {
                marks.push(mark);
            }
        }
    }
    marks
}

/// The same mark as one of the last few above, if it is printed alike: most texts have two or three different ones,
/// and need not have each read a dozen times.
fn again(text: &Text, at: usize, above: &[Mark]) -> Option<Mark> {
    let rest = text.as_str().as_bytes().get(at..)?;
    let printed = |mark: &Mark| text.as_str().as_bytes().get(mark.span.start..mark.span.end);
    let alike = |mark: &&Mark| printed(mark).is_some_and(|printed| rest.starts_with(printed));
    let mark = above.iter().rev().take(LAST_FEW).find(alike)?;
    Some(mark.at(Span::new(at, at + mark.span.len())))
}

/// A look at the first letters behind the bracket: most brackets of a text are done here.
fn can_be_mark(inside: &[u8]) -> bool {
    match inside {
        [first, ..] if !first.is_ascii() => true,
        [first, second, ..] => {
            let letter = first.is_ascii_uppercase() || *first == b' ';
            // `(U)`, `(SBU`, `(S/`, `(C `, `(//NS`; not `(The`
            letter && (!second.is_ascii_lowercase())
                || matches!(inside, [b's', b'b', b'u', ..] | [b'/', b'/', ..])
        }
        _ => false,
    }
}

/// True where a mark is the first thing on its line, and counts nothing.
pub(super) fn opens_line(text: &Text, mark: &Mark) -> bool {
    begins_line(text, mark) && !is_wrapped(text, mark) && !is_enumeration(text, mark, 0)
}

/// Nothing stands in front of a mark on its line.
pub(super) fn begins_line(text: &Text, mark: &Mark) -> bool {
    let before = before_on_line(text, mark.span.start);
    indent(before) == before.len()
}

/// True where a mark above the first paragraph opens text, or stands on its heading, and does not go on with a field of
/// the header.
pub(super) fn opens_text(text: &Text, mark: &Mark) -> bool {
    let before = before_on_line(text, mark.span.start);
    let front = before.get(indent(before)..).unwrap_or_default();
    let opens = opens_line(text, mark) || heading(text, mark, front, false).is_some();
    opens && follows_gap(text, mark.span.start) && (!goes_on_list(text, mark) || opens_summary(text, mark))
}

/// So many words are more than a reference has.
const SENTENCE: usize = 6;

/// Behind a blank line a letter that would go on with the list of references opens the summary if that is what it says, or
/// in a sentence of more words than a reference has (5 FAH-1 H-246.3).
fn opens_summary(text: &Text, mark: &Mark) -> bool {
    let line = text.line_index(mark.span.start);
    let apart = line.checked_sub(1).is_none_or(|above| text.line(above).trim().is_empty());
    let mut words = after_on_line(text, mark.span.end).split_whitespace();
    let first = words.next().unwrap_or_default().trim_matches(|letter: char| !letter.is_alphabetic());
    let named = ["SUMMARY", "BEGIN", "INTRODUCTION"].iter().any(|word| first.eq_ignore_ascii_case(word));
    let written = |word: &str| word.bytes().filter(u8::is_ascii_lowercase).count() > 1;
    apart && (named || words.filter(|word| written(word)).count() >= SENTENCE && ends_sentence(text, line))
}

/// The lines from this one to the next blank one end as a sentence does, and no reference.
fn ends_sentence(text: &Text, line: usize) -> bool {
    let is_text = |line: &usize| !text.line(*line).trim().is_empty();
    let last = (line..text.lines().len()).take(LIST_LINES).take_while(is_text).last();
    last.is_some_and(|last| text.line(last).trim_end().ends_with('.'))
}

/// So many lines above a mark are looked at for the item in front of it.
const LIST_LINES: usize = 12;

/// The letter before that of the mark opens a line above: `B) BERLIN 33`, and below it `(C) LONDON 44`; or it stands on
/// the line of the first references: `REF: (A) OSLO 12 (B) BERLIN 33`.
fn goes_on_list(text: &Text, mark: &Mark) -> bool {
    let &[letter] = mark.text.as_bytes() else { return false };
    let before = char::from(letter.saturating_sub(1));
    let line = text.line_index(mark.span.start);
    (line.saturating_sub(LIST_LINES)..line).any(|above| {
        let line = text.line(above).trim_start();
        let keyword = line.strip_prefix("REF").and_then(|rest| rest.split_once(':'));
        let items = keyword.map_or(line, |(_, items)| items.trim_start());
        let item = items.trim_start_matches('(').strip_prefix(before);
        let among = || items.len() < line.len() && items.contains(&format!(" ({before}) "));
        item.is_some_and(|rest| rest.starts_with([')', '.', ']'])) || among()
    })
}

/// Where a mark that does not belong to a numbered head stands; `None` where it is no portion mark.
/// `marked` says whether most numbered paragraphs of the document carry marks.
/// `from` is where the body begins: letters above it are reasons and references.
pub(super) fn place(text: &Text, mark: &Mark, from: usize, marked: bool) -> Option<Place> {
    let before = before_on_line(text, mark.span.start);
    let front = before.get(indent(before)..).unwrap_or_default();
    if is_enumeration(text, mark, from) {
        return None;
    }
    if front.is_empty() {
        return begins_text(text, mark).then_some(Place::Text);
    }
    // A number that goes on from the line above is one of the text: `section⏎1.4 (C) and (D) of the order`.
    if is_bullet(front) || is_number_of_part(front) && follows_gap(text, mark.span.start) {
        return Some(Place::SubParagraph);
    }
    heading(text, mark, front, marked)
        .or_else(|| stands_behind(text, mark, front, marked).then_some(Place::Text))
}

/// A mark stands behind the end of a sentence, apart from it, where nothing but a mark can stand.
fn stands_behind(text: &Text, mark: &Mark, front: &str, marked: bool) -> bool {
    let ended = front.trim_end_matches(is_blank);
    let apart = ended.len() < front.len() && is_whole(ended);
    apart && (begins_sentence(text, mark) || ends_paragraph(text, mark, marked))
}

/// A mark behind the last sentence of a paragraph, as the NSC puts it: `He left at noon. (S)`. In a telegram it belongs in
/// front, but it says what it says (32 CFR 2001.21(c)). A letter or two count where most paragraphs carry marks.
fn ends_paragraph(text: &Text, mark: &Mark, marked: bool) -> bool {
    let below = text.lines().get(text.line_index(mark.span.start) + 1).map(|&below| text.slice(below));
    let next = below.and_then(|below| below.chars().find(|&letter| !is_line_end(letter)));
    let is_last = after_on_line(text, mark.span.end).chars().all(is_line_end)
        && next.is_none_or(|next| next.is_ascii_digit());
    is_last && (is_unmistakable(mark) || marked && !mark.flaws.iter().copied().any(is_doubtful))
}

/// A mark behind the end of a sentence, in front of the next one: `He left at noon. (S/NF) The source said`. Only what is
/// certainly a mark counts there, a known control or a class word in full: a paragraph holds brackets of all kinds.
fn begins_sentence(text: &Text, mark: &Mark) -> bool {
    let slip = mark.flaws.iter().copied().any(is_doubtful);
    let certain = !slip && (is_unmistakable(mark) || mark.text.len() > LONGEST_SYMBOL);
    let behind = after_on_line(text, mark.span.end);
    let next = behind.trim_start_matches(is_blank);
    certain && next.len() < behind.len() && next.starts_with(char::is_uppercase)
}

/// The symbol of a level has no more letters than this.
const LONGEST_SYMBOL: usize = 3;

/// Some words end a sentence, perhaps in quotation marks or brackets.
fn is_whole(words: &str) -> bool {
    words.trim_end_matches(CLOSING).ends_with(['.', '!', '?'])
}

/// What may stand behind the end of a sentence.
const CLOSING: [char; 5] = ['"', '\'', '\u{201d}', '\u{2019}', ')'];

fn before_on_line(text: &Text, at: usize) -> &str {
    let start = text.lines().get(text.line_index(at)).map_or(at, |line| line.start);
    text.slice(Span::new(start, at))
}

fn after_on_line(text: &Text, at: usize) -> &str {
    let end = text.lines().get(text.line_index(at)).map_or(at, |line| line.end);
    text.slice(Span::new(at, end))
}

/// A mark that opens a line opens text where a sentence follows, or nothing, and where no sentence goes on
/// from the line above: a single letter is wrapped text there (`section 501⏎(C)(3)`).
fn begins_text(text: &Text, mark: &Mark) -> bool {
    if mark.text.len() > 1 {
        return !is_wrapped(text, mark) && !is_cited(text, mark);
    }
    let after = after_on_line(text, mark.span.end);
    let next = after.chars().find(|&character| !is_blank(character));
    let sentence = next.is_none_or(|next| !next.is_lowercase() && !matches!(next, ',' | ';' | '.' | ')'));
    sentence && follows_gap(text, mark.span.start)
}

/// Several letters that open a line of print and not of text: the symbol of an office or a title that the line above
/// names (`the Coordinator⏎(S/CT) said`, `Under Secretary⏎(U/S) Burns`), a word of a sentence. No mark stands in
/// mid-sentence (5 FAH-1 H-246.2).
pub(in crate::document) fn is_wrapped(text: &Text, mark: &Mark) -> bool {
    mark.text.len() > 1 && !is_unmistakable(mark) && !stands_apart(text, mark)
}

/// The mark of a paragraph or text that the line above cites: `ref B⏎(S/NF) gives`.
fn is_cited(text: &Text, mark: &Mark) -> bool {
    const CITED: [&str; 6] = ["ref", "refs", "reftel", "septel", "para", "paragraph"];
    let Some(above) = text.line_index(mark.span.start).checked_sub(1) else { return false };
    let cites = |word: &str| CITED.iter().any(|cited| word.eq_ignore_ascii_case(cited));
    let mut words = text.line(above).split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    let goes_on =
        after_on_line(text, mark.span.end).trim_start().starts_with(|next: char| next.is_lowercase());
    let ended = last.ends_with(['.', ':', '!', '?', ';']);
    goes_on && !ended && (cites(last) || last.len() <= 3 && words.next().is_some_and(cites))
}

/// A known control says of a bracket that it is a mark. `(TS)`, `(SECRET)` and `(S/CT)` may say something else.
fn is_unmistakable(mark: &Mark) -> bool {
    let known = !mark.controls.is_empty() && !mark.flaws.iter().copied().any(is_doubtful);
    known || mark.entire_text || mark.text.contains("//")
}

/// A bracket with this slip may be an office or a title.
const fn is_doubtful(slip: Slip) -> bool {
    matches!(slip, Slip::UnknownControl | Slip::SecondLevel)
}

/// No sentence goes on from the line above: it ends one, is a title by itself, or begins with the same mark, as in a list
/// of points.
fn stands_apart(text: &Text, mark: &Mark) -> bool {
    let Some(above) = text.line_index(mark.span.start).checked_sub(1) else { return true };
    let line = text.line(above).trim_matches(is_blank);
    let is_alone = || text.lines().get(above).is_none_or(|line| follows_gap(text, line.start));
    follows_gap(text, mark.span.start)
        || is_whole(line)
        || line.starts_with(text.slice(mark.span))
        || line.starts_with(char::is_uppercase)
            && line.len() <= LONGEST_HEADING
            && is_title(line)
            && is_alone()
}

/// The line above is blank, a rule, or the end of a heading or list item.
fn follows_gap(text: &Text, at: usize) -> bool {
    let Some(above) = text.line_index(at).checked_sub(1) else { return true };
    let line = text.line(above).trim_matches(is_line_end);
    line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_')) || line.ends_with([':', '.', '!', '?'])
}

/// `--`, `-`, `*`, `a.`, `A.`, `(a)`, `(1)`, `a)`, `i.`, `2a.`, with nothing else in front.
fn is_bullet(front: &str) -> bool {
    let front = front.trim_end_matches(is_blank);
    if front == "o" {
        return true;
    }
    let number = front.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')).unwrap_or_default();
    if matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    if front.chars().all(|character| {
        matches!(character, '-' | '*' | '+' | '\u{b7}' | '\u{2022}' | '\u{2013}' | '\u{2014}' | '>')
    }) {
        return true;
    }
    let inner = front.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let marked = inner.len() < front.len();
    let letters = inner.trim_start_matches(|character: char| character.is_ascii_digit());
    marked
        && inner.len() <= 4
        && letters.len() <= 3
        && letters.chars().all(|letter| letter.is_ascii_alphabetic())
        && !letters.is_empty()
}

/// The number of a paragraph with that of a part of it: `2.1`, `2.1.`, `2(a)`.
fn is_number_of_part(front: &str) -> bool {
    let front = front.trim_end_matches(is_blank);
    let number = leading_digits(front);
    let part = front.get(number.len()..).unwrap_or_default();
    let counted = part.strip_prefix('.').map(|part| part.strip_suffix('.').unwrap_or(part));
    let is_count = |part: &str| matches!(part.len(), 1 | 2) && leading_digits(part) == part;
    let lettered = part.strip_prefix('(').and_then(|part| part.strip_suffix(')'));
    let is_letter = |part: &str| matches!(part.as_bytes(), [b'a'..=b'z']);
    matches!(number.len(), 1 | 2) && (counted.is_some_and(is_count) || lettered.is_some_and(is_letter))
}

/// A heading that carries the mark: `SUMMARY (SBU)` alone on a line, or `Comment: (SBU) text`.
fn heading(text: &Text, mark: &Mark, front: &str, marked: bool) -> Option<Place> {
    let words = front.trim_end_matches(is_blank);
    if words.len() == front.len() {
        return None; // INTEND(S): a plural
    }
    let starts = words.chars().next()?.is_ascii_uppercase();
    if words.len() > LONGEST_HEADING || !starts || counts(words, mark) {
        return None;
    }
    let alone = after_on_line(text, mark.span.end)
        .trim_matches(|c: char| is_blank(c) || "-=.:\\".contains(c))
        .is_empty();
    let capitals = !words.chars().any(|letter| letter.is_ascii_lowercase());
    // `Comment: (SBU) text`, and `Begin text (SBU):` above the text
    let named = alone && marked && after_on_line(text, mark.span.end).starts_with(':');
    let label = (words.ends_with(':') || named) && words.split_whitespace().count() <= 4;
    let title = alone && is_title(words) && marked;
    ((alone && capitals) || label || title).then_some(Place::Heading)
}

/// The letter numbers something: `ANNEX (C)`, `Option (S):`.
pub(in crate::document) fn counts(heading: &str, mark: &Mark) -> bool {
    const COUNTED: [&str; 18] = [
        "annex",
        "appendix",
        "option",
        "tab",
        "section",
        "part",
        "item",
        "para",
        "paragraph",
        "article",
        "clause",
        "schedule",
        "attachment",
        "group",
        "class",
        "type",
        "category",
        "phase",
    ];
    let last = heading.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_matches(|letter: char| !letter.is_ascii_alphabetic()).to_ascii_lowercase();
    mark.text.len() == 1 && COUNTED.contains(&last.as_str())
}

/// Most words begin with a capital and nothing ends a sentence.
fn is_title(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().filter(|word| word.len() > 3).collect();
    let capital =
        all.iter().filter(|word| word.starts_with(|first: char| first.is_ascii_uppercase())).count();
    capital == all.len() && !words.contains(['.', ',', ';'])
}

/// A single letter whose predecessor in the alphabet stands a little way above, or whose two predecessors stand farther
/// up: `(A) ... (B) ... (C)`.
fn is_enumeration(text: &Text, mark: &Mark, from: usize) -> bool {
    let &[letter] = mark.text.as_bytes() else { return false };
    let above = |reach: usize| {
        let from = crate::document::words::reach_back(text.as_str(), mark.span.start, reach).max(from);
        text.slice(Span::new(from, mark.span.start))
    };
    let far = || above(ENUMERATION_REACH * 8);
    let (one, two) = (letter.saturating_sub(1), letter.saturating_sub(2));
    counts_up(above(ENUMERATION_REACH), one) || (counts_up(far(), one) && counts_up(far(), two))
}

/// A letter stands in brackets where it can count up to what follows: in the same case, by itself, and at the start of
/// a line or in the same paragraph. `(b)` in a sentence, the `(B)` of `4(B)` and the `option (B)` of a paragraph above
/// count nothing, since a mark missed is worse. Only the nearest few are looked at.
fn counts_up(above: &str, letter: u8) -> bool {
    let bracket = format!("({})", char::from(letter));
    above.rmatch_indices(&bracket).take(NEAREST).any(|(at, _)| {
        let (front, back) = above.split_at_checked(at).unwrap_or_default();
        let line = front.rsplit('\n').next().unwrap_or_default().trim();
        let lines_between = back.split('\n').rev().skip(1);
        let apart = || lines_between.into_iter().any(|line| line.trim().is_empty());
        !front.ends_with(char::is_alphanumeric) && (line.is_empty() || is_bullet(line) || !apart())
    })
}

/// So many brackets with a letter are looked at, from below: a text of nothing else must not take for ever.
const NEAREST: usize = 8;
