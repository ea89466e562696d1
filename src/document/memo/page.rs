//! Pages of a memo, and where on its page each banner line stands.
//!
//! A form feed begins a page. Without any, a page ends where two banner lines meet, or a banner line and
//! a page number: the bottom of one page and the top of the next.

use super::MarkingPlace;
use super::scan::{LineKind, Scan};
use crate::text::Text;

/// How many lines of letterhead may stand above a banner line at the top.
const LINES_ABOVE: usize = 6;

/// How many lines, of an authority block say, may stand below a banner line at the bottom.
const LINES_BELOW: usize = 8;

/// How many lines the header of a mail may have, long lists of addressees included.
const LONGEST_HEADER: usize = 40;

/// Where pages begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    /// The first line of each page but the first.
    breaks: Vec<usize>,
    /// The line below the header of the mail at the top: who sends a memo on writes above its banner line.
    letter_at: usize,
}

impl Pages {
    /// Finds the pages of a text.
    pub(super) fn find(text: &Text, scan: &Scan) -> Self {
        let mut breaks = form_feeds(text, scan);
        if breaks.is_empty() {
            breaks = meetings(scan);
        }
        Self { breaks, letter_at: below_mail_header(text, scan) }
    }

    /// How many pages there are.
    pub(super) const fn count(&self) -> usize {
        self.breaks.len() + 1
    }

    /// The page of a line, from 1.
    pub(super) fn page_of(&self, line: usize) -> usize {
        1 + self.breaks.partition_point(|&first| first <= line)
    }

    /// Where each banner line stands on its page.
    pub(super) fn places(&self, scan: &Scan) -> Vec<MarkingPlace> {
        let lines: Vec<usize> = scan.banners.iter().map(|banner| banner.line).collect();
        let kinds = scan.kinds.iter().enumerate();
        let written: Vec<usize> =
            kinds.filter(|(_, kind)| **kind == LineKind::Text).map(|(line, _)| line).collect();
        let place = |(index, &line): (usize, &usize)| {
            let page = self.page_of(line);
            let same = |other: Option<&usize>| other.is_some_and(|&other| self.page_of(other) == page);
            let earlier = same(index.checked_sub(1).and_then(|index| lines.get(index)));
            let later = same(lines.get(index + 1));
            let (above, below) = self.text_around(&written, line);
            match (above, below) {
                (0, _) => MarkingPlace::Top,
                (_, 0) => MarkingPlace::Bottom,
                _ if above <= LINES_ABOVE && !earlier => MarkingPlace::Top,
                _ if below <= LINES_BELOW && below < above && !later => MarkingPlace::Bottom,
                _ => MarkingPlace::Inside,
            }
        };
        lines.iter().enumerate().map(place).collect()
    }

    /// How many lines of text stand above and below a line on its page. `written` are the lines of text.
    fn text_around(&self, written: &[usize], line: usize) -> (usize, usize) {
        let after = self.breaks.partition_point(|&first| first <= line);
        let from = after.checked_sub(1).and_then(|index| self.breaks.get(index)).copied().unwrap_or(0);
        let from = if line < self.letter_at { from } else { from.max(self.letter_at) };
        let to = self.breaks.get(after).copied().unwrap_or(usize::MAX);
        let before = |line: usize| written.partition_point(|&one| one < line);
        (before(line) - before(from.min(line)), before(to.max(line)) - before(line))
    }
}

/// The line below the header of a mail with which the text begins, up to a blank line: who sends it, and when.
fn below_mail_header(text: &Text, scan: &Scan) -> usize {
    let is_blank = |line: &usize| scan.kinds.get(*line) == Some(&LineKind::Blank);
    let begin = (0..scan.kinds.len()).find(|line| !is_blank(line)).unwrap_or_default();
    // A line that opens with a bracket is text with its mark.
    let is_text = |line: &usize| text.line(*line).trim_start().starts_with('(');
    let end = (begin..scan.kinds.len()).find(|line| is_blank(line) || is_text(line)).unwrap_or_default();
    let lines = || (begin..end).map(|line| text.line(line).trim_start());
    let opens = |word: &str| lines().any(|line| line.starts_with(word));
    let is_header = end <= begin + LONGEST_HEADER
        && lines().next().is_some_and(|first| MAIL.iter().any(|word| first.starts_with(word)))
        && opens("From:")
        && (opens("Sent:") || opens("Date:"));
    if is_header { end } else { 0 }
}

/// Labels with which the header of a mail begins.
const MAIL: [&str; 5] = ["From:", "To:", "Sent:", "Date:", "Subject:"];

/// The lines that a form feed begins: its own, or the next where no word follows it on its own.
fn form_feeds(text: &Text, scan: &Scan) -> Vec<usize> {
    let last = scan.kinds.iter().rposition(|&kind| kind != LineKind::Blank).unwrap_or(0);
    let mut lines: Vec<usize> = Vec::new();
    // A line and where its words end, which is looked for once, however many form feeds stand in it.
    let mut read = (usize::MAX, 0);
    for at in memchr::memchr_iter(b'\x0c', text.as_str().as_bytes()) {
        let line = text.line_index(at);
        if line != read.0 {
            read = (line, end_of_words(text, line));
        }
        lines.push(if at < read.1 { line } else { line + 1 });
    }
    lines.dedup();
    lines.retain(|&line| line > 0 && line <= last);
    lines
}

/// Where the last word of a line ends.
fn end_of_words(text: &Text, line: usize) -> usize {
    text.lines().get(line).map_or(0, |span| span.start + text.slice(*span).trim_end().len())
}

/// Where banner lines meet each other or a page number, with text above and below.
fn meetings(scan: &Scan) -> Vec<usize> {
    let mut breaks = Vec::new();
    // The banner lines and page numbers since the last line of text.
    let mut meeting: Vec<(usize, LineKind)> = Vec::new();
    let mut begun = false;
    for (line, &kind) in scan.kinds.iter().enumerate() {
        match kind {
            LineKind::Banner | LineKind::PageLabel => meeting.push((line, kind)),
            LineKind::Text => {
                if begun {
                    breaks.extend(break_in(&meeting));
                }
                begun = true;
                meeting.clear();
            }
            LineKind::Blank | LineKind::Stamp | LineKind::Handling => {}
        }
    }
    breaks
}

/// The line at which the new page begins: the last banner line of several; a banner line behind a page
/// number; else what follows the page number.
fn break_in(meeting: &[(usize, LineKind)]) -> Option<usize> {
    let banners = || meeting.iter().filter(|(_, kind)| *kind == LineKind::Banner);
    let labels = meeting.iter().filter(|(_, kind)| *kind == LineKind::PageLabel).count();
    let (last, _) = *banners().next_back()?;
    match (banners().count(), labels) {
        (2.., _) => Some(last),
        (1, 1..) => {
            let (line, kind) = *meeting.last()?;
            Some(if kind == LineKind::Banner { line } else { line + 1 })
        }
        _ => None,
    }
}
