//! One stretch of text, read as a cable: envelope, banner line, preamble, body.

use super::apparatus::Around;
use super::banner::{self, Banner, ClassWord, SecondBanner};
use super::body::BodyReader;
use super::envelope::{Envelope, EnvelopeLine, EnvelopeReader};
use super::landmark::{Landmark, LandmarkKind};
use super::preamble::{self, Header};
use super::stretch::Stretch;
use super::traces::Traces;
use super::words::reach_on_lines;
use super::{Condition, Copy, Document, EndMark, layout, page, quoted, smart, stray};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// How far below its banner line a header can reach, in bytes: long passing and REF lists fit.
const LONGEST_HEADER: usize = 16 * 1024;

/// How far below the banner line the words CORRECTED COPY stand, in lines.
const CORRECTION_REACH: usize = 10;

/// How far into the text a Classified By line stands that is its first paragraph, in bytes.
const AUTHORITY_REACH: usize = 2_000;

/// What was read of a stretch.
pub(super) struct Read {
    pub(super) document: Document,
    /// Enough of a cable stands for it to be one.
    pub(super) recognised: bool,
}

/// Reads a stretch as a cable; `None` for a stretch without a character.
pub(super) fn read(text: &Text, stretch: &Stretch<'_>, traces: &Traces, register: &Register) -> Option<Read> {
    let span = span(text, stretch)?;
    let mut reader = CableReader { text, register, stretch, traces, span, document: Document::default() };
    reader.document.span = span;
    reader.document.first_line = first_line(text, stretch)?;
    let header = text.lines().get(stretch.header_line());
    reader.document.header_at = header.map_or(span.start, |line| line.start);
    let envelope_end = reader.read_envelope();
    reader.read_banner();
    reader.read_header_and_body(envelope_end);
    reader.read_page_marks();
    Some(reader.finish())
}

fn span(text: &Text, stretch: &Stretch<'_>) -> Option<Span> {
    let lines = text.lines().get(stretch.from..stretch.to)?;
    Some(lines.first()?.cover(*lines.last()?))
}

fn first_line(text: &Text, stretch: &Stretch<'_>) -> Option<Span> {
    let lines = text.lines().get(stretch.from..stretch.to)?;
    let line = lines.iter().find(|&&line| !text.slice(line).trim().is_empty())?;
    let content = text.slice(*line);
    let start = line.start + (content.len() - content.trim_start().len());
    Some(Span::new(start, start + content.trim().len()))
}

struct CableReader<'a> {
    text: &'a Text,
    register: &'a Register,
    stretch: &'a Stretch<'a>,
    traces: &'a Traces,
    span: Span,
    document: Document,
}

impl<'a> CableReader<'a> {
    /// What the body will be read from.
    fn body_reader(&self) -> BodyReader<'a> {
        let numbered = self.stretch.landmarks.iter().filter_map(|landmark| match &landmark.kind {
            LandmarkKind::Numbered(line) => Some(line),
            _ => None,
        });
        let body = BodyReader::new(self.text, self.span, numbered, self.register)
            .ending(self.around().text_end().unwrap_or(self.span.end));
        let goes_on = self.document.banner.as_ref().is_some_and(Banner::is_of_later_section);
        if goes_on { body.going_on() } else { body }
    }

    fn around(&self) -> Around<'a> {
        Around { text: self.text, stretch: self.stretch, traces: self.traces }
    }
}

impl CableReader<'_> {
    fn landmarks(&self) -> &[Landmark] {
        self.stretch.landmarks
    }

    /// Reads format lines 1 to 9; gives the offset behind them.
    fn read_envelope(&mut self) -> usize {
        let is_banner = |landmark: &&Landmark| matches!(landmark.kind, LandmarkKind::Banner(_));
        let banner = self.landmarks().iter().find(is_banner);
        let limit = banner.map_or(self.stretch.to, |landmark| landmark.line);
        let mut reader = EnvelopeReader::new(self.text, limit, self.register);
        let mut addressed = false;
        for landmark in self.stretch.landmarks {
            match landmark.kind {
                LandmarkKind::Envelope(line) => {
                    addressed |= matches!(line, EnvelopeLine::DateTimeGroup | EnvelopeLine::Originator);
                    let list = matches!(line, EnvelopeLine::Address(_));
                    if (!list || addressed) && reader.last_line.is_none_or(|last| landmark.line > last) {
                        reader.take(landmark.line, line);
                    }
                }
                LandmarkKind::PageHead(_) | LandmarkKind::Head(_) | LandmarkKind::Archive => {}
                _ if addressed => break,
                _ => {}
            }
        }
        let end = reader
            .last_line
            .and_then(|line| self.text.lines().get(line))
            .map_or(self.span.start, |line| line.end);
        self.document.envelope = reader.finish();
        self.document.written =
            self.document.envelope.date_time_group.as_ref().and_then(|group| group.moment);
        end
    }

    fn read_banner(&mut self) {
        let mut banners = self.stretch.landmarks.iter().filter_map(|landmark| match &landmark.kind {
            LandmarkKind::Banner(banner) => Some(banner.as_ref().clone()),
            _ => None,
        });
        self.document.quotations = quoted::read(self.text, self.stretch.landmarks);
        self.document.banner = banners.next();
        if let Some(first) = &self.document.banner {
            self.document.second_banners = banners
                .map(|banner| SecondBanner {
                    same_message: banner.names_same_message(first),
                    quoted: self.document.quotes(banner.span.start),
                    banner,
                })
                .collect();
        }
        if let Some(line) = self.message_number() {
            self.read_smart(line);
        }
        self.read_correction();
    }

    /// `C O R R E C T E D  C O P Y` on a line of its own below the banner line.
    fn read_correction(&mut self) {
        let Some(banner) = self.document.banner.as_mut().filter(|banner| banner.retransmission.is_none())
        else {
            return;
        };
        let line = self.text.line_index(banner.span.start);
        let below = self.text.lines().iter().skip(line + 1).take(CORRECTION_REACH);
        banner.retransmission =
            below.into_iter().find_map(|&span| banner::correction(self.text.slice(span), span.start));
    }

    fn message_number(&self) -> Option<usize> {
        self.landmarks()
            .iter()
            .find(|landmark| matches!(landmark.kind, LandmarkKind::MessageNumber))
            .map(|landmark| landmark.line)
    }

    /// The SMART layout: class word above, reference and date from the fields.
    fn read_smart(&mut self, line: usize) {
        let class = smart::page_banner(self.text, self.stretch, line, self.register);
        self.document.copy = Copy::Smart;
        self.document.banner = smart::banner(self.text, line, class.as_ref(), self.register);
        self.document.envelope = Envelope::default();
        self.document.written = smart::date_time_group(self.text, line).and_then(|group| group.moment);
    }

    fn read_header_and_body(&mut self, envelope_end: usize) {
        let smart_start =
            self.message_number().and_then(|line| self.text.lines().get(line)).map(|line| line.start);
        let header_start = smart_start.unwrap_or(envelope_end);
        let banner_end =
            self.document.banner.as_ref().map_or(header_start, |banner| banner.span.end).max(header_start);
        let body = self.body_reader();
        let head = body.first_head(banner_end);
        let header_end = self.header_end(banner_end, head);
        let header_start = self.captions_start(header_start);
        let header = Header::read(self.text, header_start, header_end.max(header_start));
        let date = self.document.written.map(jiff::civil::DateTime::date);
        let mut preamble = header.preamble(self.document.banner.as_ref(), date, self.register);
        preamble.authorities.retain(|authority| !self.document.quotes(authority.span.start));
        self.note_condition(&header, header_end);
        let above = self.captions_above_banner(envelope_end);
        preamble.captions.splice(0..0, above);
        let body_start =
            head.or_else(|| body.first_mark(banner_end)).unwrap_or_else(|| preamble.end().max(banner_end));
        if head.is_none() {
            preamble.forget_after(body_start);
        }
        self.document.preamble = preamble;
        let body_start = self.text_above(&body).unwrap_or(body_start);
        let strays = self.marks_above_banner(&body, envelope_end);
        self.read_body(body, body_start);
        self.document.stray_marks = strays;
        self.document.forget_known_strays();
    }

    /// Where a header ends that stands above the first paragraph, if there is one.
    fn header_end(&self, banner_end: usize, head: Option<usize>) -> usize {
        let limit = || reach_on_lines(self.text, banner_end, LONGEST_HEADER);
        // Most headers are so short that nobody need count how far they may reach.
        let end = match head {
            Some(head) if head < banner_end + LONGEST_HEADER => head,
            Some(head) => head.min(limit()),
            None => limit(),
        };
        end.min(self.attributes_below(banner_end))
    }

    /// Marks of text that stands in the header, above the banner line: it belongs to no part of the telegram, and that line
    /// need not cover it.
    fn marks_above_banner(&self, body: &BodyReader<'_>, envelope_end: usize) -> Vec<ClassWord> {
        let banner = self.document.banner.as_ref().map_or(0, |banner| banner.class.span.start);
        stray::once(body.marks_of_text(self.document.header_at..banner, envelope_end))
    }

    /// Where the text of a section begins that lost its header and stands above that of the next: the banner line of a
    /// section is that of the whole telegram (5 FAH-2 H-222), and the paragraphs go on.
    fn text_above(&self, body: &BodyReader<'_>) -> Option<usize> {
        self.document.banner.as_ref().filter(|banner| banner.is_of_later_section())?;
        body.first_head(self.span.start).filter(|&head| head < self.document.header_at)
    }

    /// Where the archive's record of the telegram begins, which has a subject and tags of its own; the end where none does.
    fn attributes_below(&self, from: usize) -> usize {
        let records = self.landmarks().iter().filter(|one| matches!(one.kind, LandmarkKind::Attributes));
        let mut starts = records.filter_map(|record| Some(self.text.lines().get(record.line)?.start));
        starts.find(|&start| start >= from).unwrap_or(self.span.end)
    }

    /// Captions that stand between envelope and banner line, where none belongs.
    fn captions_above_banner(&self, from: usize) -> Vec<preamble::Caption> {
        let Some(banner) = self.document.banner.as_ref().filter(|_| self.document.copy != Copy::Smart) else {
            return Vec::new();
        };
        let above = self.landmarks().iter().filter_map(|landmark| match landmark.kind {
            LandmarkKind::Caption(span) if span.start >= from && span.end <= banner.span.start => Some(span),
            _ => None,
        });
        above
            .filter_map(|span| preamble::caption_line(self.text.slice(span), span.start, self.register))
            .collect()
    }

    /// The banner line's own words are no captions line; what stands behind its serial may be.
    fn captions_start(&self, header_start: usize) -> usize {
        match &self.document.banner {
            Some(banner) if self.document.copy != Copy::Smart && !self.fields_above(banner) => {
                banner.span.end.max(header_start)
            }
            _ => header_start,
        }
    }

    /// The only header fields stand between envelope and banner line (seen: 06MEXICO1797). Where there
    /// are some below as well, those above are a record's columns (seen: 10NAIROBI165).
    fn fields_above(&self, banner: &Banner) -> bool {
        let line = self.text.line_index(banner.span.start);
        let fields =
            || self.landmarks().iter().filter(|landmark| matches!(landmark.kind, LandmarkKind::Field));
        let below = fields().any(|landmark| landmark.line > line) || banner.has_header_behind;
        !below && fields().any(|landmark| landmark.line < line)
    }

    fn note_condition(&mut self, header: &Header<'_>, header_end: usize) {
        let garbled = self.document.banner.as_ref().is_some_and(Banner::is_garbled);
        let has = |wanted: fn(&LandmarkKind) -> bool| {
            self.landmarks().iter().any(|landmark| wanted(&landmark.kind))
        };
        let scanned = |stamp: &str| {
            self.text.may_hold(stamp)
                && memchr::memmem::find(self.text.slice(self.span).as_bytes(), stamp.as_bytes()).is_some()
        };
        self.document.condition = Condition {
            // The page stamp of a scanned release (`NW 55061 DocId:32989751 Page 75`): the text is OCR.
            noisy: garbled || header.misspelt() >= 3 || scanned("DocId:") || scanned("Docld:"),
            declassified: has(|kind| matches!(kind, LandmarkKind::Stamp)),
            released: false,
            partial: has(|kind| matches!(kind, LandmarkKind::Extract))
                || is_cut_off(self.text.slice(self.span)),
            goes_on: false,
            portion_marked: false,
            marked_throughout: false,
            sbu_notice: header.has_sbu_notice()
                || self.has_sbu_notice_below(header_end)
                || self.has_smart_sbu_line(),
        };
    }

    /// SENSITIVE BUT UNCLASSIFIED is spelt out at the head of the text.
    fn has_sbu_notice_below(&self, header_end: usize) -> bool {
        if !self.text.may_hold("sensitive") || !self.text.may_hold("unclass") {
            return false;
        }
        let to = reach_on_lines(self.text, header_end, 600).min(self.span.end);
        preamble::has_sbu_notice(self.text.slice(Span::new(header_end.min(to), to)))
    }

    /// The second line of the SMART page banner: `UNCLASSIFIED` / `SBU`.
    fn has_smart_sbu_line(&self) -> bool {
        let Some((banner, fields)) = self.document.banner.as_ref().zip(self.message_number()) else {
            return false;
        };
        let class = self.text.line_index(banner.class.span.start);
        (class + 1..fields).any(|line| matches!(self.text.line(line).trim(), "SBU" | "SENSITIVE"))
    }

    fn read_body(&mut self, reader: BodyReader<'_>, from: usize) {
        let body = reader.read(from, &self.document.preamble);
        self.document.take_body(body);
        // Most texts have no such words in any spelling, and need no closer look.
        if self.document.preamble.authorities.is_empty() && self.text.may_hold("ied by") {
            let limit = || reach_on_lines(self.text, from, AUTHORITY_REACH);
            let end = match self.document.paragraphs.get(1).map(|second| second.span.end) {
                None => from,
                Some(end) if end <= from + AUTHORITY_REACH => end.max(from),
                Some(end) => end.clamp(from, limit()),
            };
            let mut found = preamble::authorities_in_paragraph(self.text, from, end);
            found.retain(|authority| !self.document.quotes(authority.span.start));
            self.document.preamble.authorities.extend(found.into_iter().next());
        }
    }

    /// Page lines, running heads, strayed captions, end marks.
    fn read_page_marks(&mut self) {
        self.document.page_lines = self.page_lines();
        let around = self.around();
        let own = self.document.banner.as_ref().map(|banner| banner.class.span);
        let mut paragraphs = self.document.paragraphs.iter().map(|paragraph| paragraph.span.start);
        let below = |start: &usize| own.is_none_or(|class| *start > class.start);
        let body_start = paragraphs.find(below).unwrap_or(self.span.end);
        for landmark in self.stretch.landmarks {
            match &landmark.kind {
                LandmarkKind::Head(word) if Some(word.span) != own && !around.is_value(landmark.line) => {
                    self.document.running_heads.push(word.clone());
                }
                LandmarkKind::Validation(span) => {
                    self.document.envelope.validation =
                        super::words::number(self.text.slice(*span), span.start);
                }
                LandmarkKind::EndMark(span) if self.stands_below_addresses(span.start) => {
                    let mark = EndMark { span: *span, last: around.ends_text(landmark.line) };
                    self.document.end_marks.push(mark);
                }
                LandmarkKind::Caption(span) if span.start > body_start => {
                    let stray = preamble::stray_in_body(self.text.slice(*span), span.start, self.register);
                    self.document.preamble.stray_captions.extend(stray);
                }
                _ => {}
            }
        }
    }

    /// All but those of a quoted telegram.
    fn page_lines(&self) -> Vec<page::PageLine> {
        let banner = self.document.banner.as_ref();
        let mut lines = page::read(self.text, self.span, banner);
        lines.retain(|line| !line.is_of_other(banner) || !self.document.quotes(line.span.start));
        lines
    }

    /// What stands above the addresses ends the message before; BT also stands between them and the
    /// banner line (format line 11).
    fn stands_below_addresses(&self, at: usize) -> bool {
        let addresses = self.document.envelope.addressees.last().map(|addressee| addressee.span.end);
        let banner = self.document.banner.as_ref().map(|banner| banner.span.end);
        banner.is_some_and(|banner| at > addresses.unwrap_or(banner))
    }

    /// Names the parts and the layout, and says whether what was read is a cable.
    fn finish(mut self) -> Read {
        let recognised = layout::settle(&mut self.document, self.text, self.stretch.landmarks, self.register);
        Read { document: self.document, recognised }
    }
}

/// A copy that ends in `...` is cut off (seen: 06KABUL3934).
fn is_cut_off(stretch: &str) -> bool {
    stretch.trim_end().ends_with("...")
}
