//! The portion marks of a memo: which bracket is one, and where it stands.

use super::MarkingPlace;
use super::line::{is_foreign, near_class_word};
use super::lost;
use super::paragraph::{self, Block, BlockSort};
use crate::document::words::{indent, is_blank, is_space, reach_back, reach_on};
use crate::marking::{self, Mark, PrintedMark, Slip};
use crate::register::{Register, one_slip};
use crate::span::Span;
use crate::text::Text;

/// The longest mark that is looked at, in bytes.
const LONGEST: usize = 260;

/// The longest heading in front of a mark, in bytes.
const LONGEST_HEADING: usize = 80;

/// A bracket that is a portion mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PortionMark {
    /// With its brackets.
    pub(super) span: Span,
    /// What stands inside, blanks trimmed.
    pub(super) inner: Span,
    /// Where it stands.
    pub(super) place: MarkingPlace,
    /// The index of its block.
    pub(super) block: usize,
    /// A bracket is lost, or not a round one.
    pub(super) damaged: bool,
}

/// The bracket that opens at byte `at`, if it reads as a portion mark: with its brackets, and inside.
pub(super) fn bracket(text: &Text, at: usize, register: &Register) -> Option<(Span, Span)> {
    let rest = text.as_str().get(at..)?.strip_prefix('(')?;
    let length = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b')' | b'('))?;
    let inner = rest.get(..length)?;
    let closed = rest.as_bytes().get(length) == Some(&b')');
    let broken = inner.bytes().filter(|&byte| byte == b'\n').count();
    if !closed || broken > 1 || (broken == 1 && !inner.contains("//")) || !is_mark(inner, text, at, register)
    {
        return None;
    }
    let start = at + 1 + inner.len() - inner.trim_start().len();
    let inner = Span::new(start, start + inner.trim().len());
    Some((Span::new(at, at + length + 2), inner))
}

/// What stands in the brackets reads as a mark, perhaps a misspelt one.
fn is_mark(inner: &str, text: &Text, at: usize, register: &Register) -> bool {
    let words = inner.trim();
    let first = words.split("//").next().unwrap_or_default().trim();
    if words.contains("//") && first.len() < words.len() {
        return if first.is_empty() {
            is_foreign(words, register) || is_controls(words.trim_start_matches('/'), register)
        } else {
            is_level(first, register)
        };
    }
    if is_levelless(words, register) || is_small(words, register) {
        return true;
    }
    if matches!(words, "CUI" | "CONTROLLED") || near_class_word(words, register).is_some() {
        return true;
    }
    let Some(mark) = marking::read(text.as_str(), at, register) else { return false };
    !mark.flaws.contains(&Slip::UnknownControl)
        || words.split('/').skip(1).any(|one| is_near_control(one, register))
}

/// A level's symbol in small letters: `(u)`, `(ts)`.
fn is_small(words: &str, register: &Register) -> bool {
    let small = !words.is_empty() && words.len() <= 3 && words.bytes().all(|byte| byte.is_ascii_lowercase());
    small && register.own_level(&words.to_uppercase()).is_some()
}

/// Controls without the level that belongs before them: `(NF)`, `(OC/NF)`. One control alone counts only
/// if it is a mark of release; `(PR)` and `(SI)` may be anybody's initials.
fn is_levelless(words: &str, register: &Register) -> bool {
    let is_release = |word: &str| {
        let named = register.control_named(word).and_then(|control| register.control_entry(control));
        named.is_some_and(|entry| entry.release)
    };
    if words.contains('/') { is_controls(words, register) } else { is_release(words) }
}

/// Nothing but whole names of controls, slashes between.
fn is_controls(words: &str, register: &Register) -> bool {
    let known = |word: &str| {
        let word = word.trim();
        register.forms.candidates(word).any(|form| form.text.len() == word.len())
    };
    words.split('/').filter(|word| !word.is_empty()).all(known)
}

/// A level, CUI, or something one slip away from a level.
fn is_level(first: &str, register: &Register) -> bool {
    let capitals = first.to_uppercase();
    matches!(capitals.as_str(), "CUI" | "CONTROLLED")
        || register.level(&capitals).is_some()
        || register.class_word(&capitals).is_some()
        || near_class_word(&capitals, register).is_some()
        || first.split(['/', '-', ' ']).next().is_some_and(|front| {
            front.len() < first.len() && !front.is_empty() && register.level(&front.to_uppercase()).is_some()
        })
        || (first == capitals && capitals.len() <= 3 && is_near_symbol(&capitals, register))
}

/// `TSS`, `SS`, `SBUU`: a symbol struck wrongly, which counts only before `//`.
fn is_near_symbol(capitals: &str, register: &Register) -> bool {
    let symbols = register.levels.iter().map(|entry| entry.symbol.as_str());
    capitals.len() >= 2 && symbols.into_iter().any(|symbol| crate::register::distance_one(capitals, symbol))
}

/// A control one slip away: `(S/NFRON)`.
fn is_near_control(printed: &str, register: &Register) -> bool {
    let printed = printed.trim();
    let known = register.controls.iter().flat_map(|entry| {
        std::iter::once(&entry.mark)
            .chain(&entry.spellings)
            .map(String::as_str)
            .filter(|form| form.len() >= 4)
    });
    register.control(printed).is_some() || one_slip(printed, known).is_some()
}

/// Every portion mark of the blocks, in order.
pub(super) fn find(text: &Text, blocks: &[Block], register: &Register) -> Vec<PortionMark> {
    let at_front: Vec<Option<PortionMark>> =
        blocks.iter().enumerate().map(|(index, block)| at_front(text, block, index, register)).collect();
    let at_end: Vec<Option<PortionMark>> =
        blocks.iter().enumerate().map(|(index, block)| at_end(text, block, index, register)).collect();
    let body = |mark: &&PortionMark| !matches!(mark.place, MarkingPlace::Subject | MarkingPlace::Title);
    // Small letters in brackets are a numbering as often as marks: where nothing is marked in capitals
    // they count nothing.
    let small = |mark: &PortionMark| is_small(text.slice(mark.inner), register);
    let capital = at_front.iter().flatten().filter(body).any(|mark| !small(mark));
    let keep = |mark: &PortionMark| capital || !small(mark);
    let at_front: Vec<Option<PortionMark>> = at_front.into_iter().map(|mark| mark.filter(keep)).collect();
    let fronts = at_front.iter().flatten().filter(body).count();
    let ends = at_end.iter().flatten().filter(|mark| mark.place == MarkingPlace::End).count();
    let trailing = ends >= 2 && fronts < ends;
    let marked = trailing || fronts > 0;
    let both = at_front.into_iter().zip(at_end);
    let chosen = both.filter_map(|(front, end)| {
        let end = end.filter(|end| match end.place {
            MarkingPlace::End => trailing,
            MarkingPlace::Heading => marked,
            _ => true,
        });
        if trailing { end.or(front) } else { front.or(end) }
    });
    let mut marks = Vec::with_capacity(blocks.len());
    for mark in chosen {
        marks.push(mark);
        if let Some(block) = blocks.get(mark.block).filter(|_| mark.place != MarkingPlace::End) {
            further(text, block, mark, register, &mut marks);
        }
    }
    marks
}

/// Adds the marks of a block behind its first one: right behind that, `(C) (S) They met.`, and where a paragraph begins in
/// mid-line, because a print lost the break in front of it. Only a level with known controls counts there, behind the end of a
/// sentence and in front of the next: a paragraph holds brackets of all kinds.
fn further(
    text: &Text,
    block: &Block,
    first: PortionMark,
    register: &Register,
    marks: &mut Vec<PortionMark>,
) {
    let rest = text.slice(Span::new(first.span.end, block.span.end.max(first.span.end)));
    let next = first.span.end + indent(rest);
    for at in memchr::memchr_iter(b'(', rest.as_bytes()).map(|at| first.span.end + at) {
        let before = text.slice(Span::new(first.span.end, at));
        let ended = before.len() > before.trim_end().len() && before.trim_end().ends_with(['.', '?', '!']);
        if at != next && !ended {
            continue;
        }
        let Some((span, inner)) = bracket(text, at, register) else { continue };
        let words = text.slice(inner);
        let level = words.split('/').next().unwrap_or_default();
        let behind = text.slice(Span::new(span.end, block.span.end.max(span.end)));
        let opens = behind.starts_with(is_space) && behind.trim_start().starts_with(char::is_uppercase);
        let mut controls = words.split('/').skip(1).filter(|word| !word.is_empty()).peekable();
        let known = controls.peek().is_some() && controls.all(|word| is_control(word.trim(), register));
        let certain = at == next && opens_text(text, block, span, inner) || known && opens;
        if certain && register.level(level.trim()).is_some() {
            marks.push(PortionMark {
                span,
                inner,
                place: MarkingPlace::Text,
                block: first.block,
                damaged: false,
            });
        }
    }
}

/// A control of State's or of another category: `NF`, `SI`.
fn is_control(word: &str, register: &Register) -> bool {
    register.control(word).is_some() || !register.controls_named(word).is_empty()
}

/// The mark at the front of a block, behind its sign, keyword or heading.
fn at_front(text: &Text, block: &Block, index: usize, register: &Register) -> Option<PortionMark> {
    let found = bracket(text, block.text_at, register)
        .filter(|&(span, inner)| opens_text(text, block, span, inner))
        .map(|found| (found, false))
        .or_else(|| behind_label(text, block, register).map(|found| (found, true)));
    let lost = || lost::mark(text.as_str(), block.text_at, register).map(|found| (found, false));
    let damaged = found.is_none();
    let ((span, inner), labelled) = found.or_else(lost)?;
    let place = match block.sort {
        BlockSort::Subject => MarkingPlace::Subject,
        BlockSort::Title => MarkingPlace::Title,
        BlockSort::Numbered => MarkingPlace::Paragraph,
        BlockSort::Listed => MarkingPlace::SubParagraph,
        BlockSort::Text if paragraph::is_caption(text.slice(Span::new(span.end, block.span.end))) => {
            MarkingPlace::Title
        }
        BlockSort::Text if labelled || is_heading(text, block, span) => MarkingPlace::Heading,
        BlockSort::Text => MarkingPlace::Text,
    };
    Some(PortionMark { span, inner, place, block: index, damaged })
}

/// A mark of which only the print counts.
fn bare(text: &Text, span: Span, inner: Span) -> Mark {
    Mark::new(span, PrintedMark { text: text.slice(inner).to_owned(), ..PrintedMark::default() })
}

/// A single letter opens text where no enumeration and no wrapped sentence explains it.
fn opens_text(text: &Text, block: &Block, span: Span, inner: Span) -> bool {
    if inner.len() > 1 {
        return true;
    }
    let mark = bare(text, span, inner);
    let rest = text.slice(Span::new(span.end, block.span.end.max(span.end)));
    let next = rest.chars().find(|letter| !is_blank(*letter));
    let sign = mark.text == "C" && is_copyright(rest.trim_start());
    next.is_none_or(|next| !next.is_lowercase() && !matches!(next, ',' | ';' | ')'))
        && !sign
        && !is_enumeration(text, &mark)
        && !begins_enumeration(text, &mark)
}

/// How far above a letter of an enumeration the ones before it are looked for, in bytes.
const ENUMERATION_REACH: usize = 2400;

/// A single letter whose predecessor stands above in the same case, by itself: `(A) ... (B) ... (C)`.
/// Letters in small print, `(a)` and `(b)` in a sentence, count nothing: a mark missed is worse.
pub(in crate::document) fn is_enumeration(text: &Text, mark: &Mark) -> bool {
    let &[letter] = mark.text.as_bytes() else { return false };
    let from = reach_back(text.as_str(), mark.span.start, ENUMERATION_REACH);
    let above = text.slice(Span::new(from, mark.span.start));
    let before = format!("({})", char::from(letter.saturating_sub(1)));
    above.match_indices(&before).any(|(at, _)| {
        let glued = above.get(..at).is_some_and(|front| front.ends_with(char::is_alphanumeric));
        !glued // 1.4(B) is a reason
    })
}

/// `(C) 2008 Example`, `(C) Copyright`.
fn is_copyright(rest: &str) -> bool {
    let year = crate::document::words::leading_digits(rest);
    rest.starts_with("Copyright") || (year.len() == 4 && (year.starts_with("19") || year.starts_with("20")))
}

/// `Summary: (S) text`, `Background. (U) text`, in the first line of a block.
fn behind_label(text: &Text, block: &Block, register: &Register) -> Option<(Span, Span)> {
    let line = text.lines().get(block.line)?;
    let first_line = text.slice(Span::new(block.text_at.min(line.end), line.end));
    let at = first_line.get(..first_line.len().min(LONGEST_HEADING)).map_or_else(
        || {
            first_line
                .char_indices()
                .take(LONGEST_HEADING)
                .find(|(_, letter)| *letter == '(')
                .map(|(at, _)| at)
        },
        |front| front.find('('),
    )?;
    let label = first_line.get(..at)?;
    let words = label.trim_end_matches(is_blank);
    let closed = words.ends_with([':', '.', '-', '\u{2013}', '\u{2014}']) && words.len() < label.len();
    let short = (1..=6).contains(&words.split_whitespace().count());
    let inside =
        words.get(..words.len().saturating_sub(1)).is_some_and(|inside| !inside.contains(['.', ',']));
    let capital = words.starts_with(|first: char| first.is_uppercase());
    if !(closed && short && inside && capital) {
        return None;
    }
    let found = bracket(text, block.text_at + at, register)?;
    opens_text(text, block, found.0, found.1).then_some(found)
}

/// A short block of one line behind a mark, without the end of a sentence.
fn is_heading(text: &Text, block: &Block, mark: Span) -> bool {
    let words = text.slice(Span::new(mark.end, block.span.end.max(mark.end))).trim();
    block.lines == 1 && words.len() <= LONGEST_HEADING && !words.ends_with(['.', '?', '!', ';', ','])
}

/// The mark at the end of a block: of a heading, a subject, or, as the NSC puts it, of a paragraph.
fn at_end(text: &Text, block: &Block, index: usize, register: &Register) -> Option<PortionMark> {
    let printed = text.slice(block.span);
    let trimmed = printed.trim_end_matches(['.', '"', '\u{201d}', ' ', ':']);
    let open = trimmed.strip_suffix(')')?.rfind('(')?;
    let before = printed.get(..open)?;
    let words = before.trim_end();
    let apart = words.len() < before.len() || words.ends_with(['.', '"', '\u{201d}']);
    if words.is_empty() || !apart || block.span.start + open < block.text_at {
        return None;
    }
    let (span, inner) = bracket(text, block.span.start + open, register)?;
    if span.end != block.span.start + trimmed.len() {
        return None;
    }
    let sentence = words.ends_with(['.', '?', '!', '"', '\u{201d}', ')', ';']);
    let place = match block.sort {
        BlockSort::Subject => MarkingPlace::Subject,
        BlockSort::Title => MarkingPlace::Title,
        _ if sentence || words.split_whitespace().count() >= 12 => MarkingPlace::End,
        _ if block.lines == 1 && is_title(words) && words.len() <= LONGEST_HEADING => MarkingPlace::Heading,
        _ if block.sort != BlockSort::Text => MarkingPlace::End,
        _ => return None,
    };
    let mark = bare(text, span, inner);
    let counted = crate::document::body::counts(words, &mark) || is_enumeration(text, &mark);
    (!counted).then_some(PortionMark { span, inner, place, block: index, damaged: false })
}

/// Every long word begins with a capital.
fn is_title(words: &str) -> bool {
    let capital = |word: &str| word.starts_with(|first: char| !first.is_lowercase());
    words.split_whitespace().filter(|word| word.len() > 3).all(capital) && !words.contains(',')
}

/// A small letter whose successor stands below, as the first of a numbering that goes on: `(r)`, `(s)`.
fn begins_enumeration(text: &Text, mark: &Mark) -> bool {
    let &[letter @ b'a'..=b'y'] = mark.text.as_bytes() else { return false };
    let below = Span::new(mark.span.end, reach_on(text.as_str(), mark.span.end, ENUMERATION_REACH));
    text.slice(below).contains(&format!("({})", char::from(letter + 1)))
}
