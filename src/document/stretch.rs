//! Cutting a text into stretches, one for each header that begins a message or a copy of one.

use super::banner::Banner;
use super::envelope::EnvelopeLine;
use super::landmark::{Landmark, LandmarkKind};
use super::quoted;

/// Lines `from..to` that hold one header and what belongs to it, with the landmarks among them.
#[derive(Debug)]
pub(super) struct Stretch<'l> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) landmarks: &'l [Landmark],
    /// The landmark with which the page of its header begins. Only the first stretch of a text has any above it.
    header: usize,
}

impl Stretch<'_> {
    /// The line with which its header begins; its first line where none does.
    pub(super) fn header_line(&self) -> usize {
        self.landmarks.get(self.header).map_or(self.from, |landmark| landmark.line)
    }

    /// Leaves out what stands on a line or below it.
    pub(super) fn end_at(&mut self, line: usize) {
        let inside = self.landmarks.partition_point(|landmark| landmark.line < line);
        self.landmarks = self.landmarks.get(..inside).unwrap_or_default();
        self.to = line;
    }

    /// The lines above its header, and the rest.
    pub(super) fn at_header(&self) -> (Self, Self) {
        let line = self.header_line();
        let (above, below) = self.landmarks.split_at_checked(self.header).unwrap_or_default();
        let front = Self { from: self.from, to: line, landmarks: above, header: above.len() };
        (front, Self { from: line, to: self.to, landmarks: below, header: 0 })
    }
}

/// How far below a banner line a header field must stand for the line to begin a message.
const FIELD_REACH: usize = 40;

/// Cuts `lines` lines at every landmark that begins a message or a copy of one, but for a message that is quoted.
pub(super) fn cut(landmarks: &[Landmark], lines: usize) -> Vec<Stretch<'_>> {
    let mut stretches = Vec::new();
    let (mut from, mut first) = (0, 0);
    // Where nothing begins a header, everything stands above it.
    let mut header = landmarks.len();
    let mut seen = Seen::default();
    let mut quotations = quoted::pairs(landmarks).into_iter().peekable();
    for (index, landmark) in landmarks.iter().enumerate() {
        while quotations.next_if(|quoted| quoted.end < index).is_some() {}
        if quotations.peek().is_some_and(|quoted| quoted.contains(&index)) {
            continue;
        }
        let rest = landmarks.get(index..).unwrap_or_default();
        if seen.is_beginning(landmark, rest) {
            let begin = page_top(landmarks, first, index);
            let to = landmarks.get(begin).map_or(landmark.line, |top| top.line);
            let own = landmarks.get(first..begin).unwrap_or_default();
            stretches.push(Stretch { from, to, landmarks: own, header: header - first });
            (from, first, header) = (to, begin, begin);
            seen = Seen::default();
        }
        let headless = seen.is_empty();
        seen.note(landmark);
        if headless && !seen.is_empty() {
            header = header.min(page_top(landmarks, first, index));
        }
    }
    let own = landmarks.get(first..).unwrap_or_default();
    stretches.push(Stretch { from, to: lines, landmarks: own, header: header - first });
    stretches
}

/// How far above `MRN:` the page banner of the SMART layout stands, in lines.
pub(super) const PAGE_BANNER_REACH: usize = 14;

/// The landmark with which the page begins whose header begins with landmark `index`: an archive prints a class word, the
/// line of page 1 and lists of offices above it, the SMART layout a class word. They belong to no landmark above `first`.
fn page_top(landmarks: &[Landmark], first: usize, index: usize) -> usize {
    let above = landmarks.get(first..index).unwrap_or_default();
    let lists = |landmark: &&Landmark| {
        matches!(landmark.kind, LandmarkKind::Archive | LandmarkKind::Envelope(EnvelopeLine::Address(_)))
    };
    let is_head = |landmark: &Landmark| matches!(landmark.kind, LandmarkKind::Head(_));
    let Some(header) = landmarks.get(index) else { return index };
    if matches!(header.kind, LandmarkKind::MessageNumber) {
        let banner =
            above.last().filter(|last| is_head(last) && last.line + PAGE_BANNER_REACH >= header.line);
        return index - usize::from(banner.is_some());
    }
    let skipped = above.iter().rev().take_while(lists).count();
    let mut rest = above.iter().rev().skip(skipped);
    match rest.next().map(|landmark| &landmark.kind) {
        Some(LandmarkKind::PageHead(1)) => {
            index - skipped - 1 - usize::from(rest.next().is_some_and(is_head))
        }
        _ => index,
    }
}

/// What the stretch holds so far.
#[derive(Default)]
struct Seen<'l> {
    /// The highest format line of its envelope.
    format_line: u8,
    banner: Option<&'l Banner>,
    smart: bool,
    body: bool,
    /// BT or NNNN stands below paragraphs.
    ended: bool,
}

impl<'l> Seen<'l> {
    fn note(&mut self, landmark: &'l Landmark) {
        match &landmark.kind {
            // `INFO  OCT-01` of an archive print is no address: one stands below the originator.
            LandmarkKind::Envelope(EnvelopeLine::Address(_)) if self.format_line < 5 => {}
            LandmarkKind::Envelope(line) => self.format_line = self.format_line.max(format_line(*line)),
            LandmarkKind::Banner(banner) if self.banner.is_none() => self.banner = Some(banner),
            LandmarkKind::MessageNumber => self.smart = true,
            LandmarkKind::Numbered(_) => self.body = true,
            LandmarkKind::EndMark(_) => self.ended |= self.body,
            _ => {}
        }
    }

    fn is_empty(&self) -> bool {
        self.format_line == 0 && self.banner.is_none() && !self.smart
    }

    /// True where the landmark begins another message. `rest` starts with it.
    fn is_beginning(&self, landmark: &Landmark, rest: &[Landmark]) -> bool {
        if self.is_empty() {
            return false;
        }
        match &landmark.kind {
            LandmarkKind::Envelope(line) => self.begins_envelope(*line, rest),
            LandmarkKind::Banner(banner) => match self.banner {
                Some(first) => begins_message(first, banner, rest),
                // The banner line of the telegram above is lost.
                None => self.ended && has_header(banner, rest),
            },
            LandmarkKind::MessageNumber => true,
            _ => false,
        }
    }

    /// Format line 1, 2, 3 or 5 where one at least as far down stands already. Lines that look alike
    /// in a text in capitals prove themselves by the line that must follow.
    fn begins_envelope(&self, line: EnvelopeLine, rest: &[Landmark]) -> bool {
        let follows = |wanted: EnvelopeLine| {
            rest.iter()
                .skip(1)
                .take(3)
                .any(|landmark| matches!(landmark.kind, LandmarkKind::Envelope(line) if line == wanted))
        };
        let proved = match line {
            EnvelopeLine::Identifier => true,
            EnvelopeLine::Routing => follows(EnvelopeLine::Station),
            EnvelopeLine::Station => follows(EnvelopeLine::SecurityWarning),
            EnvelopeLine::DateTimeGroup => follows(EnvelopeLine::Originator),
            _ => false,
        };
        proved && (self.banner.is_some() || self.smart || format_line(line) <= self.format_line)
    }
}

/// A further banner line begins a copy where it names the same message, and another message where a
/// header follows it. A later section of the same message begins nothing.
fn begins_message(first: &Banner, banner: &Banner, rest: &[Landmark]) -> bool {
    let section = |banner: &Banner| banner.section.map_or(1, |section| section.number);
    if banner.names_same_message(first) {
        return section(banner) <= section(first);
    }
    has_header(banner, rest)
}

/// A header field follows a banner line, before any text. `rest` starts with it.
fn has_header(banner: &Banner, rest: &[Landmark]) -> bool {
    let line = rest.first().map_or(0, |landmark| landmark.line);
    let near = rest.iter().skip(1).take_while(|landmark| landmark.line <= line + FIELD_REACH);
    let mut before_text = near.take_while(|landmark| !matches!(landmark.kind, LandmarkKind::Numbered(_)));
    banner.has_header_behind || before_text.any(|landmark| matches!(landmark.kind, LandmarkKind::Field))
}

const fn format_line(line: EnvelopeLine) -> u8 {
    match line {
        EnvelopeLine::Identifier => 1,
        EnvelopeLine::Routing => 2,
        EnvelopeLine::Station => 3,
        EnvelopeLine::SecurityWarning => 4,
        EnvelopeLine::DateTimeGroup => 5,
        EnvelopeLine::Originator => 6,
        EnvelopeLine::Address(_) => 7,
    }
}
