//! Page lines: `TRIPOLI 00000220 002 OF 003`, `LAGOS 00000097  005.2 OF 005`.
//!
//! They fall inside anything, also in the middle of a line of a re-wrapped copy, so they are looked
//! for by their ` OF ` with digits on both sides. The integer part is the section it announces, `.2`
//! its second page; the total is the banner line's section count (385 of 385 real cables agree).

use super::words::{compact, indent, is_blank, leading_digits, number};
use super::{Banner, Number, Word};
use crate::span::Span;

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

/// The post names of page lines are cut to this many characters (seen: PORT AU PR).
const CUT: usize = 10;

/// All page lines in `stretch`, which starts at `start` of its text.
pub(super) fn read(stretch: &str, start: usize, banner: Option<&Banner>) -> Vec<PageLine> {
    memchr::memmem::find_iter(stretch.as_bytes(), " OF ")
        .filter_map(|at| read_at(stretch, at, start))
        .map(|line| with_fit(line, stretch, start, banner))
        .collect()
}

/// Reads the page line whose ` OF ` stands at `at`.
fn read_at(stretch: &str, at: usize, start: usize) -> Option<PageLine> {
    let total_at = at + 4;
    let digits = leading_digits(stretch.get(total_at..)?);
    let total = number(digits, start + total_at).filter(|_| (2..=3).contains(&digits.len()))?;
    let before = stretch.get(..at)?;
    let page_at = before.rfind(is_blank)? + 1;
    let page = before.get(page_at..)?;
    let whole = page.split('.').next()?;
    let section = number(whole, start + page_at).filter(|_| whole.len() == 3 && page.len() <= 6)?;
    let before = before.get(..page_at)?.trim_end_matches(is_blank);
    let serial_at = before.rfind(is_blank)? + 1;
    let printed = before.get(serial_at..)?;
    let serial = number(printed, start + serial_at).filter(|_| (5..=8).contains(&printed.len()))?;
    let post = post(before.get(..serial_at)?, start)?;
    Some(PageLine {
        span: Span::new(post.span.start, total.span.end),
        post,
        post_fits: None,
        serial: Some(serial),
        section: Some(section),
        total: Some(total),
    })
}

/// The post: what stands before the serial where the page line opens its line; in the middle of a
/// re-wrapped line it cannot be told where the post begins, and the last word alone is kept.
fn post(before: &str, start: usize) -> Option<Word> {
    let line_at = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = before.get(line_at..)?.trim_end_matches(is_blank);
    let opening = indent(line);
    let whole = line.get(opening..).filter(|words| is_post(words));
    let begin = match whole {
        Some(_) => opening,
        None => line.rfind(is_blank).map_or(0, |at| at + 1),
    };
    let printed = line.get(begin..)?;
    let span = Span::new(begin, line.len()).shifted(start + line_at);
    is_post(printed).then(|| Word { text: compact(printed), span })
}

fn is_post(words: &str) -> bool {
    let capitals =
        words.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b' ' | b'\'' | b'-' | b'.'));
    capitals && compact(words).len() >= 3 && words.split_whitespace().count() <= 5
}

/// Compares the post of a page line that opens its line with the banner's.
fn with_fit(mut line: PageLine, stretch: &str, start: usize, banner: Option<&Banner>) -> PageLine {
    let before = stretch.get(..line.span.start - start).unwrap_or_default();
    let opens = before.rsplit(['\n', '\r']).next().is_some_and(|front| indent(front) == front.len());
    if let Some(post) = banner.and_then(|banner| banner.post.as_ref()).filter(|_| opens) {
        let cut = compact(post.printed.get(..CUT).unwrap_or(&post.printed));
        line.post_fits = Some(line.post.text == post.name || line.post.text == cut);
    }
    line
}
