//! The anatomy: which documents a text holds, and the parts of each.
//!
//! Parsing is total. Any text gives zero or more documents; a damaged line is a line that is read as
//! far as it goes, never an error. Nothing is repaired: every field keeps the [`Span`] of what stands
//! in the text. The types here are what [`split`] gives; how lines are recognised is in
//! [`landmark`], how they are put together is in [`cable`].

use jiff::civil::{Date, DateTime};

use crate::marking::Marking;
use crate::register::Level;
use crate::span::Span;

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Statements that one mark covers the whole text.
    pub entire_texts: Vec<ClassWord>,
    /// `see para 4`.
    pub cross_references: Vec<CrossReference>,
    /// Letters of `ref a`, with where they are used in the text.
    pub reference_uses: Vec<(char, Span)>,
    /// The header printed a second time, if it is.
    pub header_copies: Vec<HeaderCopy>,
    /// The signature line.
    pub signature: Option<Span>,
    /// `NNNN` and `BT`.
    pub end_marks: Vec<Span>,
    /// What is known of the copy as a whole.
    pub condition: Condition,
}

/// What is known of a copy as a whole, beside its anatomy.
#[derive(Clone, Copy, Debug, Default)]
pub struct Condition {
    /// Three or more header keywords are misspelt, or the banner line is garbled by line noise.
    pub noisy: bool,
    /// A stamp or banner says that the text was declassified or released.
    pub declassified: bool,
    /// The copy says that it is an extract, or is cut off.
    pub partial: bool,
    /// `SENSITIVE BUT UNCLASSIFIED` is spelt out above paragraph 1.
    pub sbu_notice: bool,
}

/// A word or code as it stands, with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The characters, folded.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A number as it stands, with its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// The value.
    pub value: i64,
    /// Where.
    pub span: Span,
}

/// Format lines 1 to 9 and 15 (ACP 127).
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// Format line 2.
    pub routing: Option<Routing>,
    /// Format line 3.
    pub station: Option<Station>,
    /// Format line 4.
    pub security_warning: Option<SecurityWarning>,
    /// Format line 5.
    pub date_time_group: Option<DateTimeGroup>,
    /// Format line 6.
    pub originator: Option<Originator>,
    /// Format lines 7 to 9.
    pub addressees: Vec<Addressee>,
    /// Format line 15.
    pub validation: Option<Number>,
}

/// Format line 2: precedence and the routing indicators this copy was sent to.
#[derive(Clone, Debug, Default)]
pub struct Routing {
    /// The line.
    pub span: Span,
    /// `OO`.
    pub precedence: Word,
    /// Indicators called.
    pub indicators: Vec<Word>,
}

/// Format line 3: `DE RUEHMO #0820/01 0851645`.
#[derive(Clone, Debug, Default)]
pub struct Station {
    /// The line.
    pub span: Span,
    /// `RUEHMO`.
    pub indicator: Word,
    /// `0820`.
    pub serial: Option<Number>,
    /// `01`.
    pub section: Option<Number>,
    /// Julian day, 1 to 366 where it is possible.
    pub day: Option<Number>,
    /// Time filed, hours and minutes as one number (1645).
    pub time: Option<Number>,
    /// Posts that the routing-indicator table gives for the indicator.
    pub posts: Vec<String>,
}

/// Format line 4: `ZNR UUUUU ZZH`.
#[derive(Clone, Debug, Default)]
pub struct SecurityWarning {
    /// The line.
    pub span: Span,
    /// `ZNR` or `ZNY`.
    pub signal: Word,
    /// `UUUUU`.
    pub group: Word,
    /// What the first letter means.
    pub level: Option<Level>,
    /// The group is `EEEEE`: unclassified, encrypt for transmission only.
    pub encrypted: bool,
    /// Letters 1 to 3 agree; 4 and 5 agree with them or are release letters in order.
    pub well_formed: bool,
    /// Transmission release letters.
    pub release: Vec<char>,
    /// Group after the oblique.
    pub handling: Option<Word>,
    /// The text is an operators' service message (`SVC`).
    pub service: bool,
}

/// Format line 5: `O 251645Z MAR 08`.
#[derive(Clone, Debug, Default)]
pub struct DateTimeGroup {
    /// The group, without the prosigns.
    pub span: Span,
    /// `O`, `P`, as printed.
    pub prosigns: Vec<Word>,
    /// What it says, where that is possible.
    pub moment: Option<DateTime>,
    /// Why it is impossible.
    pub problem: Option<&'static str>,
    /// 0000 or 2400, which are not used.
    pub midnight: bool,
}

/// Format line 6: `FM AMEMBASSY MOSCOW`.
#[derive(Clone, Debug, Default)]
pub struct Originator {
    /// The address as printed, without `FM`.
    pub span: Span,
    /// Routing indicator, if one is printed.
    pub indicator: Option<Word>,
    /// Plain-language address designator.
    pub plad: Word,
    /// The post as it stands in a message reference, letters only.
    pub post: Option<String>,
}

/// What an addressee is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// `TO`.
    #[default]
    Action,
    /// `INFO`.
    Info,
    /// `XMT`.
    Exempt,
}

/// One line of format lines 7 to 9.
#[derive(Clone, Debug, Default)]
pub struct Addressee {
    /// The address without the prosign.
    pub span: Span,
    /// TO, INFO or XMT.
    pub role: Role,
    /// Routing indicator.
    pub indicator: Option<Word>,
    /// Plain-language address designator.
    pub plad: Word,
    /// FLASH, NIACT IMMEDIATE, IMMEDIATE, PRIORITY, ROUTINE.
    pub precedence: Option<Word>,
    /// Message continuity number, as printed.
    pub number: Option<Word>,
    /// One address for a group of posts.
    pub collective: bool,
    /// The routing indicator belongs to another nation.
    pub foreign: bool,
    /// The table gives no classified route.
    pub unclassified_only: bool,
    /// Whether the table's post and the printed one agree; `None` where the table does not know.
    pub matches_table: Option<bool>,
    /// The same address stands above in the same list.
    pub repeated: bool,
    /// A collective stands above it.
    pub after_collective: bool,
}

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
}

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

/// Captions to Classified By.
#[derive(Clone, Debug, Default)]
pub struct Preamble {
    /// Captions, in order; controls on the banner line first.
    pub captions: Vec<Caption>,
    /// Caption words that stand elsewhere.
    pub stray_captions: Vec<StrayCaption>,
    /// E.O. lines.
    pub orders: Vec<Order>,
    /// TAGS lines.
    pub tags: Vec<TagLine>,
    /// SUBJECT lines.
    pub subjects: Vec<Subject>,
    /// References.
    pub references: Vec<Reference>,
    /// Classified By lines.
    pub authorities: Vec<Authority>,
}

/// What sort of caption it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaptionSort {
    /// SENSITIVE.
    Handling,
    /// NODIS, EXDIS, SIPDIS, NOFORN.
    Distribution,
    /// ROGER CHANNEL.
    Channel,
    /// Anything else.
    #[default]
    Other,
}

/// A caption.
#[derive(Clone, Debug, Default)]
pub struct Caption {
    /// The caption's own words.
    pub span: Span,
    /// The register's word, or the printed one where the register knows none.
    pub word: String,
    /// The register knows it.
    pub known: bool,
    /// Its sort.
    pub sort: CaptionSort,
    /// The known caption it is one slip away from.
    pub suggestion: Option<String>,
    /// `look-alike` or `invisible`.
    pub flaw: Option<&'static str>,
    /// The same word stands above.
    pub repeated: bool,
    /// `FOR x ONLY`, `EYES ONLY`.
    pub addressed: bool,
}

/// A caption word that has strayed.
#[derive(Clone, Debug, Default)]
pub struct StrayCaption {
    /// Where.
    pub span: Span,
    /// The register's word.
    pub word: String,
    /// `tags`, `subject`, `body`.
    pub place: &'static str,
}

/// The E.O. line.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The whole line.
    pub span: Span,
    /// Digits as printed.
    pub number: Option<Word>,
    /// What follows the number.
    pub value: Word,
    /// N/A.
    pub not_applicable: bool,
    /// Declassification date.
    pub date: Option<DeclassificationDate>,
    /// X1, OADR, GDS ...
    pub tokens: Vec<Word>,
    /// Something else: an event.
    pub event: bool,
    /// It is masked.
    pub masked: bool,
}

/// In which order the parts of a date stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// 03/25/2018.
    MonthFirst,
    /// 2018/03/25 and 20180325.
    YearFirst,
    /// 25/03/2018, proved by a first number above 12.
    DayFirst,
}

/// A declassification date, with how it was read.
#[derive(Clone, Copy, Debug)]
pub struct DeclassificationDate {
    /// Where.
    pub span: Span,
    /// The day.
    pub date: Date,
    /// How it is written.
    pub form: DateForm,
    /// The year has two digits.
    pub short_year: bool,
    /// Day and month could change places.
    pub ambiguous: bool,
}

/// TAGS.
#[derive(Clone, Debug, Default)]
pub struct TagLine {
    /// The keyword and the list.
    pub span: Span,
    /// The tags.
    pub tags: Vec<Word>,
    /// Tags that are two or more known ones glued together.
    pub glued: Vec<Word>,
    /// Tags that stand twice.
    pub repeated: Vec<Word>,
}

/// SUBJECT.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The keyword, or the text where there is no keyword.
    pub span: Span,
    /// The subject's words.
    pub text: Span,
    /// Its mark.
    pub marking: Option<Marking>,
}

/// One reference.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// The reference, with its letter.
    pub span: Span,
    /// `A`.
    pub letter: Option<char>,
    /// As printed, blanks folded, without the letter.
    pub text: String,
    /// Post, letters only.
    pub post: Option<String>,
    /// Serial.
    pub serial: Option<i64>,
    /// Year, four digits, as far as printed.
    pub year: Option<i64>,
    /// Its mark.
    pub marking: Option<Marking>,
    /// It names the cable it stands in.
    pub own: bool,
}

/// The Classified By line.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    /// From the keyword to the last letter of the reason.
    pub span: Span,
    /// `1.4`.
    pub section: Option<Word>,
    /// Reason letters, lower case.
    pub letters: Vec<Word>,
    /// Letters that the section does not have.
    pub impossible_letters: Vec<Word>,
    /// A reason is given.
    pub reason: bool,
    /// A name stands.
    pub name: bool,
    /// A title stands.
    pub title: bool,
    /// It cites a source: DERIVED FROM, GUIDE.
    pub derivative: bool,
    /// The source has a date.
    pub source_dated: bool,
    /// `Classified By: Classified by`.
    pub doubled: bool,
}

/// A numbered paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// The number without its dot.
    pub number: Number,
    /// The letter of `2a.`.
    pub letter: Option<char>,
    /// Its portion mark.
    pub marking: Option<Marking>,
    /// It stands in an open quoted block.
    pub quoted: bool,
    /// The same number stands above.
    pub repeated: bool,
    /// From the head to the last character that is not blank.
    pub span: Span,
}

/// Where a portion mark stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// At the head of a numbered paragraph.
    Paragraph,
    /// At the head of a sub-paragraph.
    SubParagraph,
    /// At the head of unnumbered text.
    #[default]
    Text,
    /// On a heading.
    Heading,
    /// On the subject.
    Subject,
    /// On a reference.
    Reference,
}

/// A stretch of text that carries a portion mark.
#[derive(Clone, Debug, Default)]
pub struct Portion {
    /// Where its mark stands.
    pub place: Place,
    /// The mark.
    pub marking: Marking,
    /// The number of its paragraph.
    pub number: Option<i64>,
    /// The level of the paragraph that holds it.
    pub parent: Option<Level>,
    /// `(C - ENTIRE TEXT)`.
    pub entire_text: bool,
}

/// A quoted text block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The opening words.
    pub span: Span,
    /// `text`, `summary`, `quote` ...
    pub name: String,
    /// A closing line stands.
    pub closed: bool,
}

/// A reference to a paragraph of the same cable.
#[derive(Clone, Copy, Debug, Default)]
pub struct CrossReference {
    /// The number.
    pub number: Number,
    /// A paragraph of that number stands.
    pub resolved: bool,
}

/// The header printed a second time.
#[derive(Clone, Debug, Default)]
pub struct HeaderCopy {
    /// Its banner.
    pub banner: Banner,
    /// Its captions.
    pub captions: Vec<Caption>,
    /// Its E.O. line.
    pub order: Option<Order>,
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
    /// An envelope, caption, E.O., TAGS or SUBJECT line stands: a banner line is due.
    pub fn expects_banner(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Transmission | Part::Address | Part::Preamble))
    }

    /// What a finding about the whole document underlines: the banner line, else its first line.
    pub fn face(&self) -> Span {
        self.banner.as_ref().map_or(self.first_line, |banner| banner.span)
    }
}

impl Station {
    /// Whether day, hour and minute of filing exist in the year of `date`; `None` where no day or
    /// time is printed. Without a date day 366 is taken to exist.
    pub fn possible(&self, date: Option<Date>) -> Option<bool> {
        let (day, time) = (self.day?.value, self.time?.value);
        let days = date.map_or(366, |date| i64::from(date.days_in_year()));
        Some((1..=days).contains(&day) && time / 100 <= 23 && time % 100 <= 59)
    }
}

impl DateTimeGroup {
    /// The prosigns go strictly from the highest precedence down.
    pub fn descending(&self) -> bool {
        let ranks = self.prosigns.iter().map(|word| precedence_rank(&word.text));
        ranks.is_sorted_by(|left, right| left > right)
    }
}

/// Rank of a precedence prosign or word; 0 for what is none (ACP 121).
pub fn precedence_rank(word: &str) -> u8 {
    match word {
        "Y" | "YY" => 5,
        "Z" | "FLASH" => 4,
        "O" | "IMMEDIATE" | "NIACT IMMEDIATE" => 3,
        "P" | "PRIORITY" => 2,
        "R" | "ROUTINE" => 1,
        _ => 0,
    }
}
