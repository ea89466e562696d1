//! The banner line: State's classification line, the first line of the text (FL12).
//!
//! `<class> [E F T O] [SECTION nn OF mm] <POST> <serial>`, in all the forms it is found in:
//! letter-spaced, mixed case, controls or an address word before the post, retransmission residue and
//! the rest of the header behind it. A class word alone is no banner line but a running head.

mod alone;
mod class;
mod reader;
#[cfg(test)]
mod tests;

pub(super) use alone::of_class_line;
pub(super) use class::class_word;

use super::words::{folded, indent, is_blank, is_capitals, is_line_end};
use super::{Number, Word};
use crate::marking::{self, Form, Style};
use crate::register::{Level, Register};
use crate::span::Span;
use class::match_word;
use reader::Reader;

/// The banner line: State's classification line, the first line of the text.
#[derive(Clone, Debug, Default)]
pub struct Banner {
    /// From the class word to the end of the serial.
    pub span: Span,
    /// The same, blanks folded.
    pub text: String,
    /// The class word.
    pub class: ClassWord,
    /// `E F T O` stands.
    pub encrypted: bool,
    /// `SECTION 01 OF 03`.
    pub section: Option<Section>,
    /// The post.
    pub post: Option<Post>,
    /// The serial.
    pub serial: Option<Number>,
    /// Controls on the line itself.
    pub controls: Vec<Word>,
    /// `ZFR`, `ZDK`, `SUSPECTED DUPLICATE`, `CORRECTED COPY`.
    pub retransmission: Option<Word>,
    /// Header fields stand behind the serial on the same line.
    pub has_header_behind: bool,
    /// A section is announced in letters that are lost: `SECTIQ1 OF 02`.
    pub garbled_section: bool,
}

impl Banner {
    /// It announces a section after the first.
    pub fn is_of_later_section(&self) -> bool {
        self.section.is_some_and(|section| section.number > 1)
    }

    /// Post and serial are the same.
    pub fn names_same_message(&self, other: &Self) -> bool {
        let name = |banner: &Self| banner.post.as_ref().map(|post| post.name.clone());
        let serial = |banner: &Self| banner.serial.map(|serial| serial.value);
        name(self) == name(other) && serial(self) == serial(other)
    }

    /// The post is known and the serial padded: no sentence begins like that, in any case of letters
    /// (seen: `Unclas nairobi 000165`).
    fn is_certain(&self) -> bool {
        self.post.as_ref().is_some_and(|post| post.known)
            && self.serial.is_some_and(|serial| serial.span.len() == 6)
    }

    /// Line noise: `Q` stands where letters were lost (seen: NOUKKCHOTT, SECTIOQ1, BRUSSQLS).
    pub(super) fn is_garbled(&self) -> bool {
        let q_without_u = |name: &str| {
            name.char_indices().any(|(at, letter)| letter == 'Q' && name.get(at + 1..at + 2) != Some("U"))
        };
        self.garbled_section || self.post.as_ref().is_some_and(|post| !post.known && q_without_u(&post.name))
    }
}

/// A class word that stands somewhere.
#[derive(Clone, Debug, Default)]
pub struct ClassWord {
    /// Where.
    pub span: Span,
    /// As printed, letter spacing removed, capitals.
    pub word: String,
    /// What it means.
    pub level: Option<Level>,
    /// Printed as `S E C R E T`.
    pub spaced: bool,
}

/// `SECTION 01 OF 03`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Section {
    /// The whole.
    pub span: Span,
    /// Which.
    pub number: i64,
    /// Of how many.
    pub of: i64,
}

/// The post in a message reference.
#[derive(Clone, Debug, Default)]
pub struct Post {
    /// Where.
    pub span: Span,
    /// As printed, blanks folded, capitals: `SAN JOSE`.
    pub printed: String,
    /// Letters and digits only: `SANJOSE`.
    pub name: String,
    /// It is a known station.
    pub known: bool,
    /// The only known station at distance 1.
    pub suggestion: Option<String>,
}

/// A further class line in the same document.
#[derive(Clone, Debug, Default)]
pub struct SecondBanner {
    /// The line.
    pub banner: Banner,
    /// It names the message that the banner names.
    pub same_message: bool,
    /// It stands in a quoted text.
    pub quoted: bool,
}

/// Serials are padded to six digits here, to eight in page lines and archive lines; fewer than three
/// digits are a number in a sentence.
const SERIAL_DIGITS: std::ops::RangeInclusive<usize> = 3..=7;

/// Address words that sometimes stand before the post (seen: AMEMBASSY HANOI 001284).
const ADDRESS_WORDS: [&str; 4] = ["AMEMBASSY", "AMCONSUL", "USMISSION", "SECSTATE"];

/// Controls that stand on a banner line itself, also such as do not belong there.
const CONTROLS: [&str; 7] = ["NOFORN", "EXDIS", "NODIS", "LIMDIS", "STADIS", "FOUO", "FOR OFFICIAL USE ONLY"];

/// The controls behind the class word of a running head, of which `line` is read from `at` on.
pub(super) fn controls(line: &str, at: usize, start: usize) -> Vec<Word> {
    let mut reader = Reader::new(line, at, start);
    std::iter::from_fn(|| reader.take_control()).collect()
}

/// What a line that begins with a class word is.
pub(super) enum ClassLine {
    /// A banner line.
    Banner(Box<Banner>),
    /// The class word alone, perhaps with SBU or FOUO: a running head.
    Head(ClassWord),
}

/// Reads a line that may begin with a class word. `start` is the line's place in the text.
pub(super) fn read(line: &str, start: usize, register: &Register) -> Option<ClassLine> {
    let begin = indent(line);
    let (class, length) = class_word(line.get(begin..)?, start + begin, register)?;
    let rest = begin + length;
    let cased = !class.spaced && line.get(begin..rest)?.contains(|letter: char| letter.is_ascii_lowercase());
    if let Some(banner) =
        read_banner(line, rest, start, &class, register).filter(|banner| !cased || banner.is_certain())
    {
        return Some(ClassLine::Banner(Box::new(banner)));
    }
    let behind = line.get(rest..)?;
    let is_head = is_head(behind, &class) || lists_controls(line.trim_matches(is_line_end), behind, register);
    (!cased && is_head).then_some(ClassLine::Head(class))
}

/// The rest of a line whose class word ends at `at`.
fn read_banner(
    line: &str,
    at: usize,
    start: usize,
    class: &ClassWord,
    register: &Register,
) -> Option<Banner> {
    let mut reader = Reader::new(line, at, start);
    let Front { encrypted, service, section, controls } = Front::take(&mut reader);
    let garbled_section = section.is_none() && reader.pass_garbled_section();
    reader.take_any(&ADDRESS_WORDS);
    let (post, serial) = reader.take_post_and_serial(register)?;
    let is_behind = section.is_none() && reader.tail().contains("SECTION ");
    let section = if is_behind { reader.take_section() } else { section };
    let tail = reader.tail();
    let digits = serial.map_or(0, |serial| serial.span.len());
    let certain = post.known || service || section.is_some() || digits == 6;
    if !certain && !is_of_telegrams(line.get(at..)?, class, &post, digits) {
        return None;
    }
    if serial.is_some() && !plausible_tail(tail, &post, digits) {
        return None;
    }
    let span = Span::new(class.span.start, reader.place());
    let ends = tail.trim().is_empty();
    let retransmission = if ends { None } else { retransmission(tail, reader.place()) };
    let text = folded(line.get(class.span.start - start..reader.place() - start)?);
    Some(Banner {
        span,
        text,
        class: class.clone(),
        encrypted,
        section,
        post: Some(post),
        serial,
        controls,
        retransmission,
        has_header_behind: !ends && (tail.contains("E.O.") || tail.contains("TAGS:")),
        garbled_section,
    })
}

/// What stands between the class word and the post.
struct Front {
    encrypted: bool,
    service: bool,
    section: Option<Section>,
    controls: Vec<Word>,
}

impl Front {
    fn take(reader: &mut Reader<'_>) -> Self {
        let encrypted = reader.take_spaced("EFTO");
        let service = reader.take_any(&["SVC"]).is_some();
        let mut section = reader.take_section();
        let mut controls = Vec::new();
        while let Some(control) = reader.take_control() {
            controls.push(control);
            section = section.or_else(|| reader.take_section());
        }
        Self { encrypted, service, section, controls }
    }
}

/// A line that ends with a serial behind a post nobody knows, most of which are posts of old (BONN, SAIGON, SECTO) and
/// have serials of four or five digits: it is written as no title is, letter-spaced, with a leading zero, or with the short
/// word that only telegrams have.
fn is_of_telegrams(behind: &str, class: &ClassWord, post: &Post, digits: usize) -> bool {
    let behind = behind.trim_end_matches(is_line_end);
    let serial = behind.rsplit(' ').next().unwrap_or_default();
    let ends_so = digits >= 4 && serial.len() == digits && serial.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = digits == 4 && (serial.starts_with("19") || serial.starts_with("20"));
    let mut words = post.printed.split(' ');
    let names_post = words.clone().count() <= 3 && !words.any(|word| OF_TITLES.contains(&word));
    let written_so = class.spaced || serial.starts_with('0') || class.word == "UNCLAS";
    ends_so && !is_year && names_post && written_so && is_capitals(behind)
}

/// Words in front of a number that is no serial.
const OF_TITLES: [&str; 14] = [
    "OF",
    "REPORT",
    "YEAR",
    "ANNEX",
    "STUDY",
    "PAGE",
    "PAPER",
    "DOCUMENT",
    "MEMO",
    "MEMORANDUM",
    "NUMBER",
    "NO",
    "FILE",
    "BOX",
];

/// What follows a serial on a real banner line: nothing, captions, another header field, residue of
/// retransmission. A sentence in capitals goes on in other ways, but only an unknown post needs proof.
fn plausible_tail(tail: &str, post: &Post, digits: usize) -> bool {
    let tail =
        tail.trim_matches(|character: char| is_blank(character) || matches!(character, '\\' | '"' | '.'));
    tail.is_empty() || (post.known && digits >= 4) || (digits == 6 && is_capitals(tail))
}

fn retransmission(tail: &str, start: usize) -> Option<Word> {
    const RESIDUE: [&str; 5] = ["ZFR", "ZDK", "SUSPECTED DUPLICATE", "C O R R E C T E D", "CORRECTED COPY"];
    RESIDUE.iter().find_map(|residue| {
        let at = tail.find(residue)?;
        let span = Span::new(at, at + residue.len()).shifted(start);
        Some(Word { text: (*residue).to_owned(), span })
    })
}

/// CORRECTED COPY at the start of a line of its own, letter-spaced or not.
pub(super) fn correction(line: &str, start: usize) -> Option<Word> {
    let at = indent(line);
    if !line.get(at..)?.trim_start_matches('(').starts_with(['C', 'c']) {
        return None;
    }
    let (length, _) = match_word(line.get(at..)?.trim_start_matches('('), "CORRECTED COPY")
        .or_else(|| match_word(line.get(at..)?, "CORRECTED"))?;
    let at = at + usize::from(line.get(at..)?.starts_with('('));
    let span = Span::new(at, at + length).shifted(start);
    is_capitals(line.get(at..at + length)?).then(|| Word { text: "CORRECTED COPY".to_owned(), span })
}

/// A class word and controls that the register knows, each one, behind slashes: `SECRET//SI//NOFORN` heads a page as
/// SECRET does (IC Markings System Register and Manual, section D).
fn lists_controls(line: &str, behind: &str, register: &Register) -> bool {
    if !behind.trim_start_matches(is_blank).starts_with('/') || !is_capitals(behind) {
        return false;
    }
    let marking = marking::parse(line, Span::new(0, line.len()), Form::Banner, Style::Ic, register);
    let known = marking.elements.iter().all(|element| element.control.is_some());
    marking.level.is_some() && known && !marking.elements.is_empty()
}

/// True where nothing but administrative words follows a class word: the line is a running head.
fn is_head(rest: &str, class: &ClassWord) -> bool {
    let rest = rest
        .trim_matches(|character: char| is_blank(character) || matches!(character, '\\' | '/' | '-' | '*'));
    let known = [
        "",
        "SBU",
        "SENSITIVE",
        "FOR OFFICIAL USE ONLY",
        "FOUO",
        "NOFORN",
        "SVC",
        "NODIS",
        "EXDIS",
        "LIMDIS",
    ];
    let archive = rest.rsplit_once(' ').is_some_and(|(post, serial)| {
        // seen: 09STATE100153 `UNCLASSIFIED   STATE   00100153`
        serial.len() == 8 && serial.bytes().all(|byte| byte.is_ascii_digit()) && is_capitals(post)
    });
    let mixed = class.spaced && !is_capitals(&class.word);
    let released = || rest.starts_with("REL TO ") && reader::release_list(rest) == Some(rest.len());
    !mixed && (known.contains(&rest) || archive || released())
}
