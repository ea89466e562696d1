//! Page lines: `TRIPOLI 00000220 002 OF 003`, `LAGOS 00000097  005.2 OF 005`.
//!
//! They fall inside anything, also in the middle of a line of a re-wrapped copy, so they are looked
//! for by their ` OF ` with digits on both sides. The integer part is the section it announces, `.2`
//! its second page; the total is the banner line's section count (385 of 385 real cables agree).

use super::words::{compact, is_blank, leading_digits, number};
use super::{Banner, Number, Word};
use crate::span::Span;

/// `TRIPOLI 00000220 002 OF 003`.
#[derive(Clone, Debug, Default)]
pub struct PageLine {
    /// The line's own characters.
    pub span: Span,
    /// The post, letters only, possibly cut.
    pub post: Word,
    /// The post agrees with the banner's, cut posts included.
    pub post_fits: bool,
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
        .map(|line| with_fit(line, banner))
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
        post_fits: true,
        serial: Some(serial),
        section: Some(section),
        total: Some(total),
    })
}

/// The post: the words in capitals right before the serial, on the same line, at most four.
fn post(before: &str, start: usize) -> Option<Word> {
    let line_at = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = before.get(line_at..)?.trim_end_matches(is_blank);
    let mut begin = line.len();
    for (at, word) in line.rmatch_indices(|character: char| !is_blank(character)).take(40) {
        let capital = word.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'\'' | b'-'));
        if !capital {
            break;
        }
        begin = at;
    }
    let printed = line.get(begin..)?;
    let whole_words = begin == 0 || line.get(..begin).is_some_and(|left| left.ends_with(is_blank));
    let printed = if whole_words { printed } else { printed.split_once(' ').map_or("", |(_, rest)| rest) };
    let begin = line_at + line.len() - printed.len();
    let name = compact(printed);
    let span = Span::new(begin, begin + printed.len()).shifted(start);
    (name.len() >= 3).then_some(Word { text: name, span })
}

/// Compares the page line's post with the banner's. In a re-wrapped copy words of the text in
/// capitals may stand right before the post, so the post may also be the end of what was read.
fn with_fit(mut line: PageLine, banner: Option<&Banner>) -> PageLine {
    if let Some(post) = banner.and_then(|banner| banner.post.as_ref()) {
        let cut = compact(post.printed.get(..CUT).unwrap_or(&post.printed));
        line.post_fits = line.post.text.ends_with(&post.name) || line.post.text.ends_with(&cut);
    }
    line
}
