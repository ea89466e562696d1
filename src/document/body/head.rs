//! Paragraph heads: which numbered line begins a paragraph, and which only looks like one.
//!
//! A candidate with a valid mark is always a head. One without is none if it breaks the sequence and
//! either most heads of the cable have marks or a later candidate continues the sequence without it:
//! lists inside a paragraph, and wrapped text (`see para⏎4.`, `in August⏎28.`), are no paragraphs.

use std::ops::RangeInclusive;

use super::mark;
use crate::document::Number;
use crate::document::landmark::NumberedLine;
use crate::document::words::{floor_boundary, is_blank, number};
use crate::marking::{self, Mark};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// A number that may begin a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The digits.
    pub(super) digits: Span,
    /// Their value.
    pub(super) number: i64,
    /// The letter of `2a.`.
    pub(super) letter: Option<char>,
    /// The mark behind the number.
    pub(super) mark: Option<Mark>,
}

/// A candidate that was chosen.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) candidate: Candidate,
    /// It stands in a quoted block and has no mark of its own.
    pub(super) quoted: bool,
}

/// The longest heading between a number and its mark: `1.  Summary: (SBU) text`.
const HEADING_REACH: usize = 70;

/// How far in front of its mark a number in mid-line stands, in bytes.
const NUMBER_REACH: usize = 12;

/// Candidates in the order of the text: numbered lines, and numbers with a mark in mid-line (seen:
/// 08TRIPOLI982, the first paragraphs glued to the REF line).
pub(super) fn candidates<'l>(
    text: &Text,
    span: Span,
    numbered: impl Iterator<Item = &'l NumberedLine>,
    marks: &[Mark],
    register: &Register,
) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::with_capacity(marks.len());
    let mut marks = marks.iter().peekable();
    for line in numbered {
        while let Some(mark) = marks.next_if(|mark| mark.span.start < line.after) {
            candidates.extend(in_mid_line(text, span, mark, candidates.last()));
        }
        // A mark right behind the number of a line has no other number.
        let standing = marks.next_if(|mark| mark.span.start == line.after);
        if !line.dotted && !is_due(text, line, standing.is_some(), candidates.last()) {
            continue;
        }
        if let Some(candidate) = at_line_start(text, line, standing, marks.peek().copied(), register) {
            candidates.push(candidate);
        }
    }
    for mark in marks {
        candidates.extend(in_mid_line(text, span, mark, candidates.last()));
    }
    candidates.sort_by_key(|candidate| candidate.digits);
    candidates
}

/// A number without a dot begins a paragraph where a gap stands above it, a mark behind it, and the paragraph before it
/// has the number before: `Section⏎4 (c) of the act` goes on.
fn is_due(text: &Text, line: &NumberedLine, marked: bool, above: Option<&Candidate>) -> bool {
    let number = number(text.slice(line.digits), line.digits.start).map_or(0, |number| number.value);
    let follows = match above {
        None => number == 1,
        Some(above) => number == above.number + 1 || number == above.number && line.letter.is_some(),
    };
    let gap = || {
        let at = text.line_index(line.digits.start);
        at.checked_sub(1).is_none_or(|above| text.line(above).trim().is_empty())
    };
    marked && follows && gap()
}

/// `standing` is the mark right behind the number, `next` the first one farther down.
fn at_line_start(
    text: &Text,
    line: &NumberedLine,
    standing: Option<&Mark>,
    next: Option<&Mark>,
    register: &Register,
) -> Option<Candidate> {
    let number = number(text.slice(line.digits), line.digits.start)?;
    let mark = standing
        .cloned()
        .or_else(|| marking::read_after_number(text.as_str(), line.after, register))
        .or_else(|| after_heading(text, line.after, next?));
    Some(Candidate { digits: line.digits, number: number.value, letter: line.letter, mark })
}

/// The mark behind a heading word: `1. Summary: (SBU)`, `5. Comment (U): `.
fn after_heading(text: &Text, after: usize, mark: &Mark) -> Option<Mark> {
    if mark.span.start - after > HEADING_REACH {
        return None;
    }
    let heading = text.slice(Span::new(after, mark.span.start));
    let heading = heading.trim_end_matches(is_blank);
    let next = text.as_str().as_bytes().get(mark.span.end).copied();
    let closed = heading.ends_with([':', '.', '-']) || matches!(next, Some(b':' | b'.'));
    let words = heading.split_whitespace().count();
    let one_line = !heading.contains(['\n', '\r']);
    let short = (1..=6).contains(&words)
        && heading.trim_end_matches([':', '.', '-']).chars().all(|c| c != '.' && c != ',');
    let capital = heading.starts_with(|first: char| first.is_ascii_uppercase());
    (closed && one_line && short && capital && !mark::counts(heading, mark)).then(|| mark.clone())
}

/// The number right in front of a mark that does not open its line. `above` is the candidate before it.
fn in_mid_line(text: &Text, span: Span, mark: &Mark, above: Option<&Candidate>) -> Option<Candidate> {
    let from = floor_boundary(text.as_str(), mark.span.start.saturating_sub(NUMBER_REACH)).max(span.start);
    let before = text.slice(Span::new(from, mark.span.start));
    let on_line = before.bytes().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |end| end + 1);
    let (from, before) = (from + on_line, before.get(on_line..)?);
    let front = before.trim_end_matches(is_blank);
    let dotted = front.strip_suffix(['.', ')'])?.trim_end_matches(' ');
    let digits_at = dotted.rfind(|character: char| !character.is_ascii_digit()).map_or(0, |at| at + 1);
    let digits_at = dotted.get(..digits_at).map_or(0, str::len);
    let preceded = dotted
        .get(..digits_at)
        .is_none_or(|rest| rest.is_empty() || rest.ends_with(is_blank) || rest.ends_with(['\n', '\r']));
    let digits = dotted.get(digits_at..).filter(|digits| preceded && (1..=3).contains(&digits.len()))?;
    let number = number(digits, from + digits_at).filter(|number| begins_there(text, *number, above))?;
    Some(Candidate { digits: number.span, number: number.value, letter: None, mark: Some(mark.clone()) })
}

/// A number in mid-line begins a paragraph behind the end of a sentence, or where about that number is due:
/// `between 100 and 115. (C) They agreed` ends a sentence that is marked at its end.
fn begins_there(text: &Text, number: Number, above: Option<&Candidate>) -> bool {
    let start = text.lines().get(text.line_index(number.span.start)).map_or(0, |line| line.start);
    let front = text.slice(Span::new(start, number.span.start)).trim_end_matches(is_blank);
    let ends = front.is_empty() || front.ends_with(['.', '!', '?', '"', ')', ':']);
    ends || above.is_none_or(|above| number.value - above.number <= *LOST.end())
}

/// The last of some candidates follows the one before it.
pub(super) fn goes_on(candidates: &[Candidate]) -> bool {
    matches!(candidates, [.., above, last] if above.number + 1 == last.number)
}

/// The number with which the paragraphs of a later section begin: the first, unless the second is lower.
pub(super) fn first_of_section(candidates: &[Candidate]) -> i64 {
    let mut numbers = candidates.iter().filter(|one| one.letter.is_none()).map(|one| one.number);
    let first = numbers.next().unwrap_or(1);
    if numbers.next().is_none_or(|second| second > first) { first } else { 1 }
}

/// Chooses the heads. `quoted` are the quoted blocks of the body, `first` is the number that is expected first.
pub(super) fn choose(candidates: Vec<Candidate>, quoted: &[Span], first: i64) -> Vec<Head> {
    if quoted.is_empty() && candidates.iter().all(|candidate| candidate.mark.is_some()) {
        return candidates.into_iter().map(|candidate| Head { candidate, quoted: false }).collect();
    }
    let marked = mostly_marked(&candidates);
    let last_at = last_positions(&candidates);
    let marked_below = next_marked(&candidates);
    let mut expected = first;
    let mut block = QuotedBlock::default();
    let mut heads = Vec::with_capacity(candidates.len());
    let mut candidates = candidates.into_iter().enumerate().peekable();
    while let Some((index, candidate)) = candidates.next() {
        block.enter(&candidate, quoted, expected);
        let inside = block.index.is_some();
        let next = candidates.peek().map(|(_, next)| next);
        let continued_later = |number: i64| {
            last_at.get(usize::try_from(number).unwrap_or(usize::MAX)).is_some_and(|last| *last > index)
        };
        let is_head = match (&candidate.mark, candidate.letter) {
            (Some(_), _) => true,
            (None, _) if block.numbered_anew => false,
            (None, Some(_)) => candidate.number == expected - 1 && !marked && !inside,
            (None, None) if candidate.number == expected => {
                // The same number with its mark comes next: this one is a list item.
                !(marked && marked_below.get(index) == Some(&Some(candidate.number)))
            }
            (None, None) => !marked && !inside && continues(&candidate, next, expected, &continued_later),
        };
        if is_head {
            if candidate.letter.is_none() && !block.numbered_anew {
                expected = candidate.number + 1;
            }
            let quoted = block.numbered_anew || inside && candidate.mark.is_none();
            heads.push(Head { candidate, quoted });
        }
    }
    heads
}

/// The quoted block in which a candidate stands.
#[derive(Default)]
struct QuotedBlock {
    /// Which of the blocks.
    index: Option<usize>,
    /// Its paragraphs begin with 1 although the cable is farther: they are numbered by themselves.
    numbered_anew: bool,
}

impl QuotedBlock {
    fn enter(&mut self, candidate: &Candidate, quoted: &[Span], expected: i64) {
        let index = quoted.iter().position(|block| block.contains(candidate.digits));
        if index != self.index {
            self.numbered_anew = index.is_some() && candidate.number == 1 && expected > 1;
            self.index = index;
        }
    }
}

/// How much two numbers differ between which heads were lost in the lines of a copy.
const LOST: RangeInclusive<i64> = 2..=4;

/// Looks for unmarked heads that were glued into the line above (seen: 05SAOPAULO1076, `... wrong." 6.
/// Hopes ...`): only where a number is missing between two heads, behind the end of a sentence.
pub(super) fn fill_gaps(text: &Text, heads: Vec<Head>) -> Vec<Head> {
    let missing =
        |above: &Head, below: &Head| LOST.contains(&(below.candidate.number - above.candidate.number));
    if !heads.windows(2).any(|pair| matches!(pair, [above, below] if missing(above, below))) {
        return heads;
    }
    let mut filled: Vec<Head> = Vec::with_capacity(heads.len());
    for head in heads {
        let mut from = filled.last().map(|last| (last.candidate.number, last.candidate.digits.end));
        while let Some((number, end)) =
            from.filter(|(number, _)| LOST.contains(&(head.candidate.number - number)))
        {
            let Some(found) = glued(text, Span::new(end, head.candidate.digits.start), number + 1) else {
                break;
            };
            from = Some((found.number, found.digits.end));
            filled.push(Head { candidate: found, quoted: false });
        }
        filled.push(head);
    }
    filled
}

/// ` 6. Hopes` behind the end of a sentence.
fn glued(text: &Text, span: Span, number: i64) -> Option<Candidate> {
    let stretch = text.slice(span);
    let wanted = format!("{number}.");
    let found = stretch.match_indices(&wanted).find(|(at, _)| {
        let before = stretch.get(..*at).unwrap_or_default();
        let after = stretch.get(at + wanted.len()..).unwrap_or_default();
        let sentence =
            before.trim_end_matches(is_blank).ends_with(['.', '"', '\'', ')', '!', '?', '-', '\u{201d}']);
        // The line may end behind the number, but no blank line follows: that would be the number of a page.
        let line_end = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
        let apart = before.ends_with(is_blank) && (after.starts_with(is_blank) || line_end.is_some());
        let words = line_end.unwrap_or(after).trim_start_matches(is_blank);
        sentence && apart && words.starts_with(char::is_uppercase)
    });
    let start = span.start + found?.0;
    let digits = Span::new(start, start + wanted.len() - 1);
    Some(Candidate { digits, number, letter: None, mark: None })
}

/// Marks stand on at least half of the numbers up to the highest marked one, and of those that go on from it: a mark on
/// the first paragraph alone, as `1. (C) ENTIRE TEXT.`, tells nothing of the others.
fn mostly_marked(candidates: &[Candidate]) -> bool {
    let marked = candidates.iter().filter(|candidate| candidate.mark.is_some());
    let highest = marked.clone().map(|candidate| candidate.number).max().unwrap_or(0);
    let last = candidates.iter().rposition(|one| one.mark.is_some() && one.number == highest);
    let below = candidates.iter().skip(last.map_or(0, |last| last + 1));
    let highest = below.fold(highest, |highest, one| {
        if (1..=CUT + 1).contains(&(one.number - highest)) { one.number } else { highest }
    });
    let count = i64::try_from(marked.count()).unwrap_or(i64::MAX);
    count >= 1 && count * 2 >= highest
}

/// So many paragraphs may be cut from a text whose numbers still go on.
const CUT: i64 = 1;

/// The highest number that is looked for further down.
const MOST: usize = 1_000;

/// For each number, the index of its last candidate.
fn last_positions(candidates: &[Candidate]) -> Vec<usize> {
    let highest = candidates.iter().map(|candidate| candidate.number).max().unwrap_or(0);
    let mut last = vec![0; usize::try_from(highest).map_or(0, |highest| highest.min(MOST) + 1)];
    for (index, candidate) in candidates.iter().enumerate() {
        if let Some(slot) = usize::try_from(candidate.number).ok().and_then(|number| last.get_mut(number)) {
            *slot = index;
        }
    }
    last
}

/// For each candidate, the number of the next marked one below it.
fn next_marked(candidates: &[Candidate]) -> Vec<Option<i64>> {
    let mut below = None;
    let mut numbers: Vec<Option<i64>> = Vec::with_capacity(candidates.len());
    for candidate in candidates.iter().rev() {
        numbers.push(below);
        below = candidate.mark.as_ref().map(|_| candidate.number).or(below);
    }
    numbers.reverse();
    numbers
}

/// A number out of sequence, in a cable without marks: a head only where it leaves a gap that nothing
/// later fills, and where the next candidate goes on from it.
fn continues(
    candidate: &Candidate,
    next: Option<&Candidate>,
    expected: i64,
    continued_later: &dyn Fn(i64) -> bool,
) -> bool {
    let filled_later = continued_later(expected);
    let followed = next.is_some_and(|next| next.number == candidate.number + 1);
    let small_gap = candidate.number - expected <= 2 && next.is_none();
    candidate.number > expected && !filled_later && (followed || small_gap)
}
