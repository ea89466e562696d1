//! The anatomy: which documents a text holds, and the parts of each.
//!
//! Parsing is total. Any text gives zero or more documents; a damaged line is read as far as it goes
//! and is never an error. Nothing is repaired: every field keeps the [`Span`] of what stands in the
//! text.
//!
//! [`split`] goes in four steps: `landmark` looks at each line once and keeps those that mean
//! something; the text is cut where a header begins; `cable` reads each stretch, part by part; and
//! copies of one message are joined. A text without a telegram is a `memo` where banner lines and
//! portion marks say so (or several, each with banner lines and a heading), and so is what stands above the header of
//! the first one (`front`).

mod apparatus;
mod banner;
mod body;
mod cable;
mod copies;
mod envelope;
mod front;
mod landmark;
mod layout;
mod memo;
mod page;
mod preamble;
mod quotation;
mod quoted;
mod region;
mod sections;
mod smart;
mod stray;
mod stretch;
mod traces;
mod words;

pub use banner::{Banner, ClassWord, Post, SecondBanner, Section};
pub use body::{Block, CrossReference, Paragraph, Place, Portion};
pub use copies::HeaderCopy;
pub use envelope::{
    Addressee, DateTimeGroup, Envelope, Originator, Role, Routing, SecurityWarning, Station, precedence_rank,
};
pub use memo::{
    AuthorityBlock, CuiBlock, Downgrade, HandlingLine, Instruction, InstructionDate, InstructionDateForm,
    KeywordLine, MarkingPlace, Memo, MemoStyle, Notice, PlacedDifference, PlacedFlaw, PlacedMarking,
    Statements, UnmarkedParagraph,
};
pub use page::PageLine;
pub use preamble::{
    Authority, Caption, DateForm, DeclassificationDate, Order, Preamble, Reference, StrayCaption, Subject,
    TagLine,
};

pub use quoted::QuotedText;
pub use region::Region;
pub use sections::EarlierSection;
pub use traces::Traces;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::marking::{Form, Style};
use crate::register::{Level, Register};
use crate::span::Span;
pub use crate::span::{Number, Word};
use crate::text::Text;

/// What a text holds.
#[derive(Clone, Debug, Default)]
pub struct Anatomy {
    /// Its documents, in order; none where nothing is recognised.
    pub documents: Vec<Document>,
    /// The marked stretches of a text without any document; those of documents stand with them.
    pub stray_marks: Vec<ClassWord>,
    /// The traces of a text without any document; those of documents stand with them.
    pub traces: Traces,
}

impl Anatomy {
    /// The documents; for a text without any, one of kind `none` that stands for the text as such.
    pub fn documents_or_whole(&mut self, text: &Text) -> Vec<Document> {
        if self.documents.is_empty() {
            let traces = std::mem::take(&mut self.traces);
            let stray_marks = std::mem::take(&mut self.stray_marks);
            return vec![Document { stray_marks, traces, ..Document::none(text) }];
        }
        std::mem::take(&mut self.documents)
    }
}

/// What the caller says a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Nothing: the text tells.
    #[default]
    Told,
    /// It is a cable, also where hardly anything of one stands.
    Cable,
    /// It is a memo.
    Memo,
}

/// Reads a text into its documents, as the text tells.
pub fn split(text: &Text, register: &Register) -> Anatomy {
    split_as(text, register, Reading::Told, None)
}

/// False for a file that begins as one of a format without text does, unless the caller says what it is: in what a
/// compressed image decodes to, anything looks like a mark now and then.
pub fn is_read(text: &Text, reading: Reading) -> bool {
    reading != Reading::Told || !text.is_other_format()
}

/// Reads a text into its documents, as the caller says. `date` is that of documents that have none.
pub fn split_as(text: &Text, register: &Register, reading: Reading, date: Option<Date>) -> Anatomy {
    if !is_read(text, reading) {
        return Anatomy::default();
    }
    let traces = Traces::read(text, register);
    let mut anatomy = marked(text, &traces, register, reading, date);
    if anatomy.documents.is_empty() && traces.is_release() {
        let written = memo::MemoReader::new(text, register).written();
        let stray_marks = std::mem::take(&mut anatomy.stray_marks);
        anatomy.documents.push(Document { written, stray_marks, ..Document::released(text) });
    }
    if anatomy.documents.is_empty() {
        anatomy.traces = traces;
    } else {
        traces.share_out(&mut anatomy.documents);
    }
    anatomy
}

/// The documents that their markings and headers show.
fn marked(
    text: &Text,
    traces: &Traces,
    register: &Register,
    reading: Reading,
    date: Option<Date>,
) -> Anatomy {
    if reading == Reading::Memo {
        let documents = vec![memo::MemoReader::new(text, register).read(date)];
        return Anatomy { documents, ..Anatomy::default() };
    }
    let cables = cables(text, traces, register, reading, date);
    let certain = reading == Reading::Cable || cables.iter().any(|cable| cable.copy != Copy::Body);
    if certain {
        return Anatomy { documents: cables, ..Anatomy::default() };
    }
    // A bare body of numbered paragraphs may be a telegram's or a memo's: a banner line or marks that
    // State does not write decide.
    let memo = memo::MemoReader::new(text, register);
    if memo.verdict() >= memo::Verdict::Marked {
        return Anatomy { documents: memo::documents(memo, text, register, date), ..Anatomy::default() };
    }
    let stray_marks = if cables.is_empty() { stray::stray_marks(text, &memo, register) } else { Vec::new() };
    Anatomy { documents: cables, stray_marks, ..Anatomy::default() }
}

/// The telegrams that a text holds, and what stands above the first of them where that is a document.
fn cables(
    text: &Text,
    traces: &Traces,
    register: &Register,
    reading: Reading,
    date: Option<Date>,
) -> Vec<Document> {
    let landmarks = landmark::scan(text, register);
    let mut stretches = stretch::cut(&landmarks, text.lines().len());
    let above = front::Front::take(text, &mut stretches, traces, register, (reading, date));
    let documents = stretches
        .iter()
        .filter_map(|stretch| cable::read(text, stretch, traces, register))
        .filter(|read| read.recognised || reading == Reading::Cable)
        .map(|read| read.document)
        .collect();
    above.put_above(text, register, copies::join(documents))
}

/// The document that a marking alone makes: a memo of one banner line or one portion mark.
pub fn of_marking(text: &Text, form: Option<Form>, style: Option<Style>, register: &Register) -> Document {
    memo::of_marking(text, form, style, register)
}

/// Reads the text as the banner line of a telegram, if it can be nothing else (`UNCLAS`, `SECRET MOSCOW 000820`).
pub fn of_class_line(text: &Text, register: &Register) -> Option<Document> {
    banner::of_class_line(text, register)
}

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DocumentKind {
    /// A telegram.
    Cable,
    /// Any other text that carries banner or portion marks.
    Memo,
    /// No document: a text in which no anatomy was recognised.
    #[default]
    None,
}

/// A part of the anatomy that a copy has or lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// Format lines 1 to 4.
    Transmission,
    /// Format lines 5 to 9.
    Address,
    /// The banner line.
    Banner,
    /// Captions to Classified By.
    Preamble,
    /// The text.
    Body,
}

/// The layout a cable has come down in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copy {
    /// With format lines 1 to 4.
    Transmission,
    /// From the date-time group on, with page lines.
    Department,
    /// Archive print of 1973-79 and the 1980s: running heads, `ORIGIN`, `DRAFTED BY`.
    Archive,
    /// Field lines (`MRN:`, `Date/DTG:`), 2009 on.
    Smart,
    /// From the banner line or a caption on.
    Text,
    /// Neither banner nor preamble.
    #[default]
    Body,
}

/// One marked unit in a text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Everything from its first line to its last.
    pub span: Span,
    /// The first line that is not blank.
    pub first_line: Span,
    /// Where the header of a telegram begins, below a note or mail to whoever it is handed on to.
    pub header_at: usize,
    /// The layout.
    pub copy: Copy,
    /// The parts that stand, in order.
    pub parts: Vec<Part>,
    /// The document's own date and time (DTG).
    pub written: Option<DateTime>,
    /// Format lines 1 to 9, and 15.
    pub envelope: Envelope,
    /// The banner line.
    pub banner: Option<Banner>,
    /// Further class lines of the same document.
    pub second_banners: Vec<SecondBanner>,
    /// Class words that stand alone, at page breaks.
    pub running_heads: Vec<ClassWord>,
    /// Page lines, and the section each announces.
    pub page_lines: Vec<PageLine>,
    /// Captions to Classified By.
    pub preamble: Preamble,
    /// Numbered paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Everything that carries a portion mark, in order.
    pub portions: Vec<Portion>,
    /// Quoted text blocks.
    pub blocks: Vec<Block>,
    /// What it quotes on lines of their own, each from its opening line to its closing one.
    pub quotations: Vec<QuotedText>,
    /// Statements that one mark covers the whole text; those of quoted texts stand last.
    pub entire_texts: Vec<ClassWord>,
    /// `see para 4`.
    pub cross_references: Vec<CrossReference>,
    /// Letters of `ref a`, with where they are used in the text.
    pub reference_uses: Vec<(char, Span)>,
    /// The header printed a second time, if it is.
    pub header_copies: Vec<HeaderCopy>,
    /// The section before, where it stands in the same text with a header of its own.
    pub earlier_section: Option<Box<EarlierSection>>,
    /// The signature line.
    pub signature: Option<Span>,
    /// `NNNN` and `BT`.
    pub end_marks: Vec<EndMark>,
    /// Marked stretches outside its anatomy: in front of the banner line of a telegram, or of a text without header,
    /// banner line and marks of its own.
    pub stray_marks: Vec<ClassWord>,
    /// What is known of the copy as a whole.
    pub condition: Condition,
    /// What only a memo has.
    pub memo: Option<Box<Memo>>,
    /// What its text shows of release, redaction and secrets of other sorts.
    pub traces: Traces,
}

/// What is known of a copy as a whole, beside its anatomy.
#[derive(Clone, Copy, Debug, Default)]
pub struct Condition {
    /// Three or more header keywords are misspelt, or the banner line is garbled by line noise.
    pub noisy: bool,
    /// A stamp or banner says that the text was declassified or released.
    pub declassified: bool,
    /// A release stamp stands above an earlier section of the same telegram.
    pub released: bool,
    /// The copy says that it is an extract, or is cut off.
    pub partial: bool,
    /// A later section of the same telegram stands behind it, with a header of its own.
    pub goes_on: bool,
    /// `SENSITIVE BUT UNCLASSIFIED` is spelt out above paragraph 1.
    pub sbu_notice: bool,
    /// Some numbered paragraph carries a mark.
    pub portion_marked: bool,
    /// Every numbered paragraph carries a mark, and there is one.
    pub marked_throughout: bool,
}

/// `NNNN` or `BT`, alone on a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndMark {
    /// Where.
    pub span: Span,
    /// No line of text follows it.
    pub last: bool,
}

impl Copy {
    /// The name in reports and rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Transmission => "transmission",
            Self::Department => "department",
            Self::Archive => "archive",
            Self::Smart => "smart",
            Self::Text => "text",
            Self::Body => "body",
        }
    }
}

impl Document {
    /// The levels that its banner lines and portion marks show, then those of stray marks.
    pub fn levels(&self) -> impl Iterator<Item = Level> {
        let banners = self.banner.iter().chain(self.second_banners.iter().map(|second| &second.banner));
        let words = self.running_heads.iter().chain(&self.entire_texts).chain(banners.map(|one| &one.class));
        let strays = self.stray_marks.iter().filter_map(|mark| mark.level);
        let portions = self.portions.iter().filter_map(|portion| portion.mark.level);
        let markings = self.memo.iter().flat_map(|memo| &memo.markings);
        let markings = markings.filter_map(|placed| placed.marking.level);
        words.filter_map(|word| word.level).chain(portions).chain(markings).chain(strays)
    }

    /// Takes over what was read of the body.
    fn take_body(&mut self, body: body::Body) {
        let mut unquoted = body.paragraphs.iter().filter(|paragraph| !paragraph.quoted);
        self.condition.marked_throughout =
            !body.paragraphs.is_empty() && unquoted.all(|paragraph| paragraph.mark.is_some());
        self.condition.portion_marked = body.paragraphs.iter().any(|paragraph| paragraph.mark.is_some());
        self.paragraphs = body.paragraphs;
        self.portions = body.portions;
        self.blocks = body.blocks;
        self.cross_references = body.cross_references;
        self.reference_uses = body.reference_uses;
        let (quoted, own) =
            body.entire_texts.into_iter().partition(|statement| self.quotes(statement.span.start));
        self.entire_texts = own;
        self.entire_texts.extend::<Vec<ClassWord>>(quoted);
        self.signature = body.signature;
    }

    /// The numbers of its paragraphs in order, without sub-paragraphs and those of quoted texts, which have numberings
    /// of their own.
    pub fn main_paragraphs(&self) -> impl DoubleEndedIterator<Item = Number> {
        let main = self.paragraphs.iter().filter(|paragraph| !paragraph.quoted && paragraph.letter.is_none());
        main.map(|paragraph| paragraph.number)
    }

    /// Stands for the document of a text in which none was recognised: the text as such.
    pub fn none(text: &Text) -> Self {
        let whole = Span::new(0, text.as_str().len());
        let first_line = text.lines().iter().copied().find(|&line| !text.slice(line).trim().is_empty());
        Self { span: whole, first_line: first_line.unwrap_or(whole), ..Self::default() }
    }

    /// A released text that carries no markings but those of the release: a memo without marks.
    fn released(text: &Text) -> Self {
        Self { kind: DocumentKind::Memo, ..Self::none(text) }
    }

    /// An envelope, caption, E.O., TAGS or SUBJECT line stands: a banner line is due.
    pub fn expects_banner(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Transmission | Part::Address | Part::Preamble))
    }

    /// What a finding about the whole document underlines: the banner line, else its first line.
    pub fn face(&self) -> Span {
        self.banner.as_ref().map_or(self.first_line, |banner| banner.span)
    }
}
