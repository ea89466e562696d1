//! Page lines: `TRIPOLI 00000220 002 OF 003`, `LAGOS 00000097  005.2 OF 005`.
//!
//! They fall inside anything, also in the middle of a line of a re-wrapped copy, so they are looked
//! for by their ` OF ` with digits on both sides. The integer part is the section it announces, `.2`
//! its second page; the total is the banner line's section count (385 of 385 real cables agree).

use super::words::{compact, floor_boundary, indent, is_blank, leading_digits, number, numbers_behind_blank};
use super::{Banner, Number, Post, Word};
use crate::span::Span;
use crate::text::Text;

/// `TRIPOLI 00000220 002 OF 003`.
#[derive(Clone, Debug, Default)]
pub struct PageLine {
    /// The line's own characters.
    pub span: Span,
    /// The post, letters only, possibly cut.
    pub post: Word,
    /// Whether the post agrees with the banner's, cut posts included; `None` where it cannot be told.
    pub post_fits: Option<bool>,
    /// Serial.
    pub serial: Option<Number>,
    /// The section it announces.
    pub section: Option<Number>,
    /// Of how many.
    pub total: Option<Number>,
}

impl PageLine {
    /// Neither its post nor its serial is that of the banner line.
    pub(super) fn is_of_other(&self, banner: Option<&Banner>) -> bool {
        let serials = self.serial.zip(banner.and_then(|banner| banner.serial));
        self.post_fits == Some(false) && serials.is_some_and(|(one, other)| one.value != other.value)
    }
}

/// The post names of page lines are cut to this many characters (seen: PORT AU PR).
const CUT: usize = 10;

/// How far in front of ` OF ` a page line can begin, in bytes: five words of a post, serial, page.
const REACH: usize = 96;

/// All page lines in a stretch of the text.
pub(super) fn read(text: &Text, span: Span, banner: Option<&Banner>) -> Vec<PageLine> {
    let stretch = text.slice(span);
    numbers_behind_blank(text, span)
        .map(|at| at - span.start)
        .filter_map(|at| read_at(stretch, of_before(stretch, at)?, at, span.start, banner))
        .collect()
}

/// Where ` OF ` begins in front of a number; a print may have two blanks for one.
fn of_before(stretch: &str, at: usize) -> Option<usize> {
    let front = stretch.get(..at)?.trim_end_matches([' ', '\t']);
    front.ends_with(" OF").then(|| front.len() - " OF".len())
}

/// Reads the page line whose ` OF ` stands at `at`, and its total at `total_at`.
fn read_at(
    stretch: &str,
    at: usize,
    total_at: usize,
    start: usize,
    banner: Option<&Banner>,
) -> Option<PageLine> {
    let digits = leading_digits(stretch.get(total_at..)?);
    let total = number(digits, start + total_at).filter(|_| (2..=3).contains(&digits.len()))?;
    let from = floor_boundary(stretch, at.saturating_sub(REACH));
    let (before, page, page_at) = last_word(stretch.get(from..at)?, start + from)?;
    let whole = page.split('.').next()?;
    let section = number(whole, page_at).filter(|_| whole.len() == 3 && page.len() <= 6)?;
    let (before, printed, serial_at) = last_word(before, start + from)?;
    let serial = number(printed, serial_at).filter(|_| (5..=8).contains(&printed.len()))?;
    let (post, opens) = post(before, start + from, from == 0)?;
    Some(PageLine {
        span: Span::new(post.span.start, total.span.end),
        post_fits: banner
            .and_then(|banner| banner.post.as_ref())
            .filter(|_| opens)
            .map(|own| fits(&post, own)),
        post,
        serial: Some(serial),
        section: Some(section),
        total: Some(total),
    })
}

/// What stands before the last word, the word, and its place.
fn last_word(text: &str, start: usize) -> Option<(&str, &str, usize)> {
    let text = text.trim_end_matches(is_blank);
    let word = text.rsplit(is_blank).next().filter(|word| !word.is_empty() && word.len() < text.len())?;
    let at = text.len() - word.len();
    Some((text.get(..at)?, word, start + at))
}

/// The post, and whether its page line opens a line: then it is all that stands before the serial. In
/// the middle of a re-wrapped line it cannot be told where the post begins, and the last word is kept.
fn post(before: &str, start: usize, from_start: bool) -> Option<(Word, bool)> {
    let line_end = before.rfind(['\n', '\r']);
    let line_at = line_end.map_or(0, |end| end + 1);
    let line = before.get(line_at..)?.trim_end_matches(is_blank);
    let opening = indent(line);
    let opens = (line_end.is_some() || from_start) && line.get(opening..).is_some_and(is_post);
    let begin = if opens { opening } else { line.len() - line.rsplit(is_blank).next()?.len() };
    let printed = line.get(begin..)?;
    let span = Span::new(begin, line.len()).shifted(start + line_at);
    is_post(printed).then(|| (Word { text: compact(printed), span }, opens))
}

fn is_post(words: &str) -> bool {
    let capitals =
        words.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b' ' | b'\'' | b'-' | b'.'));
    capitals && compact(words).len() >= 3 && words.split_whitespace().count() <= 5
}

/// The page line's post is the banner's, whole or cut.
fn fits(post: &Word, own: &Post) -> bool {
    post.text == own.name || post.text == compact(own.printed.get(..CUT).unwrap_or(&own.printed))
}
