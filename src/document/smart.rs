//! The SMART layout (2009 on): field lines `MRN:`, `Date/DTG:`, `E.O.:`, a page banner above.
//!
//! The class word above the fields is the banner line; the message reference comes from `MRN:`.

use super::Word;
use super::banner::{self, Banner, ClassWord, Post};
use super::envelope::{DateTimeGroup, read_group};
use super::landmark::LandmarkKind;
use super::stretch::{PAGE_BANNER_REACH, Stretch};
use super::words::{compact, folded, leading_digits, number};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// How far below `MRN:` the date line is looked for.
const REACH: usize = 6;

/// The banner that `MRN: 10 BERLIN 1052` and the class word above it make. Without a class word there
/// is no banner line.
pub(super) fn banner(
    text: &Text,
    line: usize,
    class: Option<&ClassWord>,
    register: &Register,
) -> Option<Banner> {
    let class = class?;
    let content = text.line(line);
    let start = text.lines().get(line)?.start;
    let value_at = content.find(':')? + 1;
    let value = content.get(value_at..)?;
    let begin = value_at + (value.len() - value.trim_start().len());
    let value = value.trim();
    let year = leading_digits(value);
    let post_at = year.len() + super::words::indent(value.get(year.len()..)?);
    let printed = value.get(post_at..)?;
    let serial_at = printed.rfind(' ')? + 1;
    let serial = number(printed.get(serial_at..)?, start + begin + post_at + serial_at);
    let name = compact(printed.get(..serial_at)?);
    let span = Span::new(0, printed.get(..serial_at)?.trim_end().len()).shifted(start + begin + post_at);
    let known = register.tables.knows_station(&name);
    let suggestion = if known { None } else { register.tables.nearby_station(&name).map(str::to_owned) };
    let post = Post { span, printed: folded(printed.get(..serial_at)?), name, known, suggestion };
    Some(Banner {
        span: class.span,
        text: class.word.clone(),
        class: class.clone(),
        post: Some(post),
        serial,
        controls: controls(text, class, line),
        ..Banner::default()
    })
}

/// The class word above `MRN:`; a release stamp around the page is an overlay, not the banner.
pub(super) fn page_banner(
    text: &Text,
    stretch: &Stretch<'_>,
    line: usize,
    register: &Register,
) -> Option<ClassWord> {
    let first = line.saturating_sub(PAGE_BANNER_REACH);
    let inside = stretch.landmarks.iter().rev().find_map(|landmark| match &landmark.kind {
        LandmarkKind::Head(word) if (first..line).contains(&landmark.line) => Some(word.clone()),
        _ => None,
    });
    // The page banner may belong to the stretch above, which ends where `MRN:` begins.
    inside.or_else(|| {
        (first..line).rev().find_map(|index| {
            match banner::read(text.line(index), text.lines().get(index)?.start, register) {
                Some(banner::ClassLine::Head(word)) => Some(word),
                _ => None,
            }
        })
    })
}

/// What stands behind the class word, and alone on the line below it: the page banner may have two lines.
fn controls(text: &Text, class: &ClassWord, message_number: usize) -> Vec<Word> {
    let at = text.line_index(class.span.end);
    let Some(line) = text.lines().get(at) else { return Vec::new() };
    let mut controls = banner::controls(text.line(at), class.span.end - line.start, line.start);
    if let Some(below) = text.lines().get(at + 1).filter(|_| at + 1 < message_number) {
        let alone = banner::controls(text.line(at + 1), 0, below.start);
        let ends = alone.last().map_or(below.start, |word| word.span.end);
        if text.slice(Span::new(ends, below.end)).trim().is_empty() {
            controls.extend(alone);
        }
    }
    controls
}

/// The group of `Date/DTG: Aug 03, 2010 / 031406Z AUG 10` (OCR also `Date!DTG:`).
pub(super) fn date_time_group(text: &Text, line: usize) -> Option<DateTimeGroup> {
    (line + 1..line + REACH).find_map(|index| {
        let content = text.line(index);
        let start = text.lines().get(index)?.start;
        let is_date = content.trim_start().starts_with("Date") && content.contains("DTG");
        let at = content.rfind('/').filter(|_| is_date)? + 1;
        read_group(content.get(at..)?, start + at)
    })
}
