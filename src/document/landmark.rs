//! Landmarks: the lines that give a text its structure. Each line is looked at once, by its first
//! letters, and most lines of a body are done after one byte.

use super::banner::{self, Banner, ClassLine, ClassWord};
use super::envelope::{self, EnvelopeLine};
use super::quotation::{self, Edge, Sort};
use super::words::{indent, leading_digits};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// A line that means something.
#[derive(Debug)]
pub(super) struct Landmark {
    /// Its line, from 0.
    pub(super) line: usize,
    /// What it is.
    pub(super) kind: LandmarkKind,
}

/// What a line is.
#[derive(Debug)]
pub(super) enum LandmarkKind {
    /// Format lines 1 to 9.
    Envelope(EnvelopeLine),
    /// A banner line.
    Banner(Box<Banner>),
    /// A class word alone.
    Head(ClassWord),
    /// `PAGE 02  STATE 015113 182333Z`, by its number.
    PageHead(u8),
    /// A header keyword: E.O., TAGS, SUBJECT.
    Field,
    /// `MRN:` of the SMART layout.
    MessageNumber,
    /// `12.` at the start: perhaps the head of a paragraph.
    Numbered(NumberedLine),
    /// A caption word alone.
    Caption(Span),
    /// `#0820`, format line 15.
    Validation(Span),
    /// NNNN or BT.
    EndMark(Span),
    /// A line that opens a quoted text: `BEGIN TEXT`, `QUOTE`.
    QuotationOpens(Sort),
    /// A line that closes one: `END TEXT`, `UNQUOTE`.
    QuotationCloses(Sort),
    /// Words of an archive print: `ORIGIN`, `DRAFTED BY`, `DESIRED DISTRIBUTION`.
    Archive,
    /// `Message Attributes` of the archive of 1973-79: what stands below is its own record of the telegram.
    Attributes,
    /// A stamp that speaks of the release.
    Stamp,
    /// A line that says that the copy is an extract.
    Extract,
}

/// A line that starts with a number and a dot.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberedLine {
    /// The digits.
    pub(super) digits: Span,
    /// The letter of `2a.`.
    pub(super) letter: Option<char>,
    /// Where the text after number, dot and blanks begins.
    pub(super) after: usize,
    /// A dot stands, or a bracket: `12.`, `12)`. Without one only a mark makes it a head: `3 (SBU)`.
    pub(super) dotted: bool,
}

/// As many landmarks as a cable of some pages has.
const USUAL: usize = 48;

/// The longest line that is looked up as a caption word, in bytes.
const LONGEST_CAPTION: usize = 14;

/// Every landmark of the text, in order.
pub(super) fn scan(text: &Text, register: &Register) -> Vec<Landmark> {
    let bytes = text.as_str().as_bytes();
    let mut landmarks = Vec::with_capacity(USUAL);
    for (index, &span) in text.lines().iter().enumerate() {
        // Most lines of a body begin with a small letter: nothing more of them is looked at.
        if bytes.get(span.start).is_none_or(|&first| !can_open(first)) {
            continue;
        }
        let kind = match recognise(text.slice(span), span.start, register) {
            kind @ (None | Some(LandmarkKind::Head(_))) => wrapped_banner(text, index, register).or(kind),
            kind => kind,
        };
        if let Some(kind) = kind.filter(|kind| !repeats_at_page(text.slice(span), kind, &landmarks)) {
            landmarks.push(Landmark { line: index, kind });
        }
    }
    if may_have_small_banners(text, &landmarks) {
        add_small_banners(text, register, &mut landmarks);
    }
    landmarks
}

/// Only a text without a banner line in capitals has one in small letters, so that of others no line need be looked at for
/// it. It is a telegram by its envelope, or all in small letters: elsewhere it is a reference that was wrapped.
fn may_have_small_banners(text: &Text, landmarks: &[Landmark]) -> bool {
    let is_banner = |landmark: &Landmark| matches!(landmark.kind, LandmarkKind::Banner(_));
    let is_envelope = |landmark: &Landmark| matches!(landmark.kind, LandmarkKind::Envelope(_));
    let is_small = || !text.as_str().bytes().any(|byte| byte.is_ascii_uppercase());
    !landmarks.iter().any(is_banner) && (landmarks.iter().any(is_envelope) || is_small())
}

/// Adds banner lines in small letters, which end with the serial: `unclas oslo 000160`.
fn add_small_banners(text: &Text, register: &Register, landmarks: &mut Vec<Landmark>) {
    for (index, &span) in text.lines().iter().enumerate() {
        let line = text.slice(span);
        let at = indent(line);
        let body = line.get(at..).unwrap_or_default();
        if !body.trim_end_matches(' ').ends_with(|last: char| last.is_ascii_digit())
            || !body.starts_with(CLASS_LETTERS)
        {
            continue;
        }
        let kind = class_line(body, span.start + at, register);
        if let Some(kind @ LandmarkKind::Banner(_)) = kind {
            landmarks.push(Landmark { line: index, kind });
        }
    }
    landmarks.sort_by_key(|landmark| landmark.line);
}

/// Letters with which class words begin, small.
const CLASS_LETTERS: [char; 5] = ['c', 's', 'u', 't', 'l'];

/// True for the first banner line where a printer repeats it at the top of a page, behind its form feed.
fn repeats_at_page(line: &str, kind: &LandmarkKind, above: &[Landmark]) -> bool {
    let LandmarkKind::Banner(banner) = kind else { return false };
    let first = || {
        above.iter().find_map(|landmark| match &landmark.kind {
            LandmarkKind::Banner(first) => Some(first),
            _ => None,
        })
    };
    line.starts_with('\u{c}') && first().is_some_and(|first| first.text == banner.text)
}

/// True for the first byte of a line that may be a landmark: a blank may stand in front of one.
const fn can_open(first: u8) -> bool {
    matches!(first, b' ' | b'\t' | b'\x0b' | b'\x0c' | b'0'..=b'9' | b'A'..=b'Z' | b'"' | b'#' | b'(' | b'*' | b'[' | b'-')
        || !first.is_ascii()
}

/// What a line is, told from its first letters.
fn recognise(line: &str, start: usize, register: &Register) -> Option<LandmarkKind> {
    let at = indent(line);
    let body = line.get(at..)?;
    let bytes = body.as_bytes();
    let (first, second) = (*bytes.first()?, bytes.get(1).copied().unwrap_or_default());
    match first {
        b'0'..=b'9' => numbered(body, start + at).map(LandmarkKind::Numbered),
        b'A'..=b'Z' if second.is_ascii_lowercase() => mixed_case(body, start + at, register),
        b'A'..=b'Z' => capitals(body, first, start + at, register),
        b'"' => quoted_banner(body, start + at, register),
        b'#' => validation(body, start + at),
        b'(' | b'[' | b'-' => quotation::of_framed_line(body).map(quotation),
        b'*' => bold_number(body, start + at),
        _ => None,
    }
}

/// `**2.** (SBU)` and `**2. (SBU)**`, as Markdown writes a number in bold.
fn bold_number(body: &str, start: usize) -> Option<LandmarkKind> {
    let number =
        body.strip_prefix("**").filter(|number| number.starts_with(|next: char| next.is_ascii_digit()))?;
    numbered(number, start + 2).map(LandmarkKind::Numbered)
}

/// A line in capitals, or a letter-spaced one.
fn capitals(body: &str, first: u8, start: usize, register: &Register) -> Option<LandmarkKind> {
    if let Some(line) = Some(body).filter(|_| envelope::can_open(first)).and_then(envelope::recognise) {
        return Some(LandmarkKind::Envelope(line));
    }
    if let Some(caption) = caption(body, start, register) {
        return Some(caption);
    }
    match first {
        b'U' | b'C' | b'S' | b'T' | b'L' | b'R' => class_line(body, start, register).or_else(|| field(body)),
        b'E' => field(body),
        b'M' if body.starts_with("MRN:") => Some(LandmarkKind::MessageNumber),
        b'N' | b'B' => end_mark(body, start),
        b'P' => page_head(body),
        b'O' | b'I' | b'D' => archive(body),
        _ => None,
    }
    .or_else(|| quotation::of_line(body).map(quotation))
    .or_else(|| banner_in_next_column(body, start, register))
}

/// `PAGE 02  STATE 015113 182333Z`.
fn page_head(body: &str) -> Option<LandmarkKind> {
    let number = body.strip_prefix("PAGE ")?.get(..2)?;
    number
        .starts_with(['0', '1'])
        .then(|| number.trim_end().parse().ok().map(LandmarkKind::PageHead))
        .flatten()
}

/// A line that opens or closes a quoted text.
const fn quotation(edge: Edge) -> LandmarkKind {
    match edge {
        Edge::Opens(sort) => LandmarkKind::QuotationOpens(sort),
        Edge::Closes(sort) => LandmarkKind::QuotationCloses(sort),
    }
}

/// A banner line that is wrapped in front of its post or of its serial: `S E C R E T SECTION 01 OF 02⏎LISBON 000160`. Only
/// a known post with its serial, or a serial, alone on the line below, belongs to a class word.
fn wrapped_banner(text: &Text, index: usize, register: &Register) -> Option<LandmarkKind> {
    let (first, second) = (*text.lines().get(index)?, *text.lines().get(index + 1)?);
    let below = text.slice(second).trim_end();
    if !below.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let line = text.slice(first);
    let (_, length) = banner::class_word(line.get(indent(line)..)?, first.start, register)?;
    let only_serial = below.bytes().all(|byte| byte.is_ascii_digit());
    if only_serial
        && (line.trim().len() <= length || line.trim_end().ends_with(|last: char| last.is_ascii_digit()))
    {
        return None;
    }
    let end = second.start + below.len();
    let whole = text.slice(Span::new(first.start, end)).replace(['\r', '\n'], " ");
    match banner::read(&whole, first.start, register)? {
        ClassLine::Banner(banner) => {
            let post = banner.post.as_ref().filter(|post| post.known)?;
            let wrapped =
                if only_serial { post.span.end <= first.end } else { post.span.start >= second.start };
            (wrapped && banner.span.end == end && post.span.end < end).then_some(LandmarkKind::Banner(banner))
        }
        ClassLine::Head(_) => None,
    }
}

/// The banner line behind the address list of a record with columns (seen: 10MEXICO27
/// `RUEABND/DEA HQS WASHINGTON DC","UNCLAS SECTION ...`).
fn banner_in_next_column(body: &str, start: usize, register: &Register) -> Option<LandmarkKind> {
    let at = body.find("\",\"")? + 2;
    quoted_banner(body.get(at..)?, start + at, register)
}

/// A line in mixed case: a header keyword, a class word in mixed case, or the extract notice.
fn mixed_case(body: &str, start: usize, register: &Register) -> Option<LandmarkKind> {
    match body.as_bytes().first()? {
        b'T' if body.starts_with("This record is a partial extract") => Some(LandmarkKind::Extract),
        b'M' if body.trim_end() == "Message Attributes" => Some(LandmarkKind::Attributes),
        b'S' if body.starts_with("Subject:") => Some(LandmarkKind::Field),
        b'T' if body.starts_with("Tags:") => Some(LandmarkKind::Field),
        b'D' if body.starts_with("Declassified") => Some(LandmarkKind::Stamp),
        b'A' if body.starts_with("Approved For Release") => Some(LandmarkKind::Stamp),
        b'C' | b'S' | b'U' => {
            class_line(body, start, register).or_else(|| quotation::of_line(body).map(quotation))
        }
        b'B' | b'E' | b'Q' => quotation::of_line(body).map(quotation),
        _ => None,
    }
}

/// A line that is one caption word alone: at the top a caption, below a strayed one.
fn caption(body: &str, start: usize, register: &Register) -> Option<LandmarkKind> {
    let word = body.trim_end_matches([' ', '\\']);
    let known = word.len() <= LONGEST_CAPTION && register.restrictive_caption(word).is_some();
    known.then(|| LandmarkKind::Caption(Span::new(start, start + word.len())))
}

fn class_line(body: &str, start: usize, register: &Register) -> Option<LandmarkKind> {
    Some(match banner::read(body, start, register)? {
        ClassLine::Banner(banner) => LandmarkKind::Banner(banner),
        ClassLine::Head(word) => LandmarkKind::Head(word),
    })
}

/// The banner line of a record whose columns are in quotes (seen: 10MEXICO27).
fn quoted_banner(body: &str, start: usize, register: &Register) -> Option<LandmarkKind> {
    let inner = body.get(1..)?;
    match banner::read(inner, start + 1, register)? {
        ClassLine::Banner(banner) => Some(LandmarkKind::Banner(banner)),
        ClassLine::Head(_) => None,
    }
}

fn field(body: &str) -> Option<LandmarkKind> {
    let keywords: &[&str] = match body.as_bytes().first()? {
        b'E' => &["E.O", "EO ", "E.o"],
        b'T' => &["TAGS:", "TAGS "],
        b'S' => &["SUBJECT:", "SUBJECT ", "SUBJ:"],
        _ => &[],
    };
    keywords.iter().any(|keyword| body.starts_with(keyword)).then_some(LandmarkKind::Field)
}

fn end_mark(body: &str, start: usize) -> Option<LandmarkKind> {
    let word = body.trim_end();
    matches!(word, "NNNN" | "BT").then(|| LandmarkKind::EndMark(Span::new(start, start + word.len())))
}

/// `#0820`, alone on its line.
fn validation(body: &str, start: usize) -> Option<LandmarkKind> {
    let digits = body.get(1..)?.trim_end();
    let shaped = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    shaped.then(|| LandmarkKind::Validation(Span::new(start + 1, start + 5)))
}

fn archive(body: &str) -> Option<LandmarkKind> {
    let words = ["ORIGIN ", "DRAFTED BY", "DESIRED DISTRIBUTION"];
    if body.starts_with("DECLASSIFIED") {
        Some(LandmarkKind::Stamp)
    } else {
        words.iter().any(|word| body.starts_with(word)).then_some(LandmarkKind::Archive)
    }
}

/// Text with a mark behind the stars of bold print, and without them.
fn behind_stars(text: &str) -> &str {
    let behind = text.trim_start_matches('*');
    let mark = behind.get(indent(behind)..).unwrap_or_default();
    if mark.starts_with('(') { mark } else { text }
}

/// `12.`, `12)`, `2a.`, `6.Request` and `3 (SBU)`; not `2006.` (a year), `1.5` (a number) or `3 countries`.
fn numbered(body: &str, start: usize) -> Option<NumberedLine> {
    let digits = leading_digits(body);
    let after_digits = body.get(digits.len()..)?;
    let letter = after_digits.chars().next().filter(char::is_ascii_lowercase);
    let mark = after_digits.get(letter.map_or(0, |_| 1)..)?;
    // Markdown puts a backslash in front of a dot that shall not number a list.
    let mark = if mark.starts_with("\\.") { mark.get(1..)? } else { mark };
    let dot = mark.as_bytes().first()?;
    if digits.len() > 3 || !matches!(dot, b'.' | b')' | b'(' | b' ') {
        return None;
    }
    let after = match dot {
        b'(' => mark, // seen: `3(SBU)`
        b' ' if mark.trim_start().starts_with('(') => mark.trim_start(),
        b' ' => mark.trim_start().strip_prefix('.')?,
        _ => mark.get(1..)?,
    };
    let blanks = indent(after);
    let text = after.get(blanks..)?;
    if text.starts_with(|next: char| next.is_ascii_digit()) && blanks == 0 {
        return None;
    }
    // The number or the mark may be in bold: `**2.** (SBU)`, `2. **(SBU)**`.
    let text = if text.starts_with('*') { behind_stars(text) } else { text };
    Some(NumberedLine {
        digits: Span::new(start, start + digits.len()),
        letter,
        after: start + body.len() - text.len(),
        dotted: !mark.trim_start().starts_with('('),
    })
}
