//! Facts: everything a rule can point at, with its typed attributes.
//!
//! One table a kind (in the modules below) is the only place where an attribute is named, typed,
//! explained and read; `cablelint facts`, the JSON Schema, the docs and the evaluation of rules all
//! come from it. Adding an attribute is adding one row.

mod address;
mod agreement;
mod banner;
mod body;
mod comparison;
mod document;
mod excuse;
mod exposure;
mod facts;
mod flaw;
mod marking;
mod memo;
mod notice;
mod preamble;
mod redaction;
mod trace;
mod transmission;
mod value;

pub use facts::{Circumstances, Facts};
pub use value::{Made, Type, Value};

use serde::{Deserialize, Serialize};

use crate::agreement::Disagreement;
use crate::compare::{Change, Excision, Leak};
use crate::document::{
    Addressee, Authority, AuthorityBlock, Banner, Block, Caption, ClassWord, CrossReference, CuiBlock,
    DateTimeGroup, Document, EndMark, HandlingLine, Instruction, Notice, Number, Order, Originator, PageLine,
    Paragraph, Part, PlacedDifference, PlacedFlaw, PlacedMarking, Portion, Reference, Routing, SecondBanner,
    SecurityWarning, Station, StrayCaption, Subject, TagLine, UnmarkedParagraph,
};
use crate::excuse::{BaselineUse, Suppression};
use crate::exposure::Exposure;
use crate::hidden::Hidden;
use crate::identifier::Identifier;
use crate::protection::Protection;
use crate::redaction::{ExemptionCode, Overlay, Redaction, ReleaseStamp, Upgrade};
use crate::span::Span;

/// One row of a kind's table: an attribute of a fact of type `T`.
pub struct Attribute<T: 'static> {
    /// Its name in rules.
    pub name: &'static str,
    /// Its type.
    pub of: Type,
    /// What it says, in one line.
    pub meaning: &'static str,
    /// Reads it.
    get: for<'a> fn(&'a T, &Facts<'a>) -> Value<'a>,
    /// Where it stands, for attributes that have a place of their own.
    at: Option<fn(&T) -> Option<Span>>,
}

impl<T> Attribute<T> {
    /// A row without a place of its own.
    const fn new(
        name: &'static str,
        of: Type,
        meaning: &'static str,
        get: for<'a> fn(&'a T, &Facts<'a>) -> Value<'a>,
    ) -> Self {
        Self { name, of, meaning, get, at: None }
    }

    /// The same row, with the place of what it says.
    const fn at(mut self, at: fn(&T) -> Option<Span>) -> Self {
        self.at = Some(at);
        self
    }
}

/// What `cablelint facts` prints of an attribute.
#[derive(Clone, Copy, Debug)]
pub struct AttributeInfo {
    /// Its name in rules.
    pub name: &'static str,
    /// Its type.
    pub of: Type,
    /// What it says.
    pub meaning: &'static str,
    /// A rule may underline it (`at:`).
    pub placed: bool,
}

/// The kinds, one row each: variant, name, plural, main attribute, the part without which nothing is
/// known of it, meaning. The match arms below are the only other place a new kind is named.
macro_rules! kinds {
    ($($variant:ident($type:ty) $name:literal $plural:literal $main:literal $part:expr, $table:expr, $meaning:literal;)*) => {
        /// A kind of fact.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Kind { $(#[doc = $meaning] $variant,)* }

        /// One fact of a document.
        #[derive(Clone, Copy, Debug)]
        pub enum Fact<'a> { $(#[doc = $meaning] $variant(&'a $type),)* }

        impl Kind {
            /// Every kind, in the order of the docs.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in rules: `portion`.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// The name of all facts of the kind: `portions`.
            pub const fn plural(self) -> &'static str { match self { $(Self::$variant => $plural,)* } }

            /// The attribute that stands for the fact where only the kind is named.
            pub const fn main(self) -> &'static str { match self { $(Self::$variant => $main,)* } }

            /// The part without which nothing is known of the kind.
            pub const fn part(self) -> Option<Part> { match self { $(Self::$variant => $part,)* } }

            /// What a fact of the kind is, in one line.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }

            /// Its attributes, in the order of the table.
            pub fn attributes(self) -> Vec<AttributeInfo> { match self { $(Self::$variant => describe($table),)* } }
        }

        impl<'a> Fact<'a> {
            /// The value of the attribute in row `row` of the kind's table.
            pub fn value(self, row: usize, facts: &Facts<'a>) -> Value<'a> {
                match self { $(Self::$variant(fact) => read($table, row, fact, facts),)* }
            }

            /// The place of the attribute in row `row`, if it has one of its own and stands.
            pub fn place(self, row: usize) -> Option<Span> {
                match self { $(Self::$variant(fact) => place($table, row, fact),)* }
            }
        }

        /// The facts of one kind, in the order of the text.
        #[derive(Clone, Copy, Debug)]
        pub enum FactsOf<'a> { $(#[doc = $meaning] $variant(&'a [$type]),)* }

        impl<'a> FactsOf<'a> {
            /// How many there are.
            pub const fn len(self) -> usize { match self { $(Self::$variant(facts) => facts.len(),)* } }

            /// The one of this number, from 0.
            pub fn get(self, index: usize) -> Option<Fact<'a>> {
                match self { $(Self::$variant(facts) => facts.get(index).map(Fact::$variant),)* }
            }
        }
    };
}

kinds! {
    Document(Document) "document" "documents" "kind" None, document::DOCUMENT, "the document itself; always exactly one";
    Routing(Routing) "routing" "routings" "precedence" Some(Part::Transmission), transmission::ROUTING, "format line 2: precedence and the stations called";
    Station(Station) "station" "stations" "indicator" Some(Part::Transmission), transmission::STATION, "format line 3: the sending station, its serial and the time of filing";
    SecurityWarning(SecurityWarning) "security-warning" "security-warnings" "group" Some(Part::Transmission), transmission::SECURITY_WARNING, "format line 4: operating signal and redundant security characters";
    DateTimeGroup(DateTimeGroup) "date-time-group" "date-time-groups" "text" Some(Part::Address), address::DATE_TIME_GROUP, "format line 5: precedence prosigns and date-time group";
    Originator(Originator) "originator" "originators" "plad" Some(Part::Address), address::ORIGINATOR, "format line 6: who sends";
    Addressee(Addressee) "addressee" "addressees" "plad" Some(Part::Address), address::ADDRESSEE, "one address of format lines 7 to 9";
    Banner(Banner) "banner" "banners" "text" Some(Part::Banner), banner::BANNER, "the banner line (State: classification line)";
    SecondBanner(SecondBanner) "second-banner" "second-banners" "text" Some(Part::Banner), banner::SECOND_BANNER, "a further class line in the same document";
    RunningHead(ClassWord) "running-head" "running-heads" "text" Some(Part::Banner), banner::RUNNING_HEAD, "a class word alone on a line at a page break";
    PageLine(PageLine) "page-line" "page-lines" "text" Some(Part::Banner), banner::PAGE_LINE, "a page line: TRIPOLI 00000220 002 OF 003";
    Caption(Caption) "caption" "captions" "word" Some(Part::Preamble), preamble::CAPTION, "a caption, or a control on the banner line";
    StrayCaption(StrayCaption) "stray-caption" "stray-captions" "word" Some(Part::Preamble), preamble::STRAY_CAPTION, "a caption word in TAGS, SUBJECT or body";
    Order(Order) "order" "orders" "number" Some(Part::Preamble), preamble::ORDER, "the E.O. line, with its declassification instruction";
    TagLine(TagLine) "tag-line" "tag-lines" "tags" Some(Part::Preamble), preamble::TAG_LINE, "the TAGS line";
    Subject(Subject) "subject" "subjects" "mark" Some(Part::Preamble), preamble::SUBJECT, "the SUBJECT line";
    Reference(Reference) "reference" "references" "text" Some(Part::Preamble), preamble::REFERENCE, "one reference of the REF line";
    Authority(Authority) "authority" "authorities" "section" Some(Part::Preamble), preamble::AUTHORITY, "the Classified By line";
    Paragraph(Paragraph) "paragraph" "paragraphs" "number" Some(Part::Body), body::PARAGRAPH, "a numbered paragraph; its span is the number";
    Portion(Portion) "portion" "portions" "mark" None, body::PORTION, "a stretch of text that carries a mark; its span is the mark with its brackets";
    EntireText(ClassWord) "entire-text" "entire-texts" "text" None, body::ENTIRE_TEXT, "a statement that one mark covers the entire text";
    Block(Block) "block" "blocks" "name" Some(Part::Body), body::BLOCK, "a quoted text block; its span is the opening words";
    CrossReference(CrossReference) "cross-reference" "cross-references" "number" Some(Part::Body), body::CROSS_REFERENCE, "a reference to a paragraph of the same cable: see para 4";
    Validation(Number) "validation" "validations" "serial" Some(Part::Body), body::VALIDATION, "format line 15: the serial again, at the end";
    EndMark(EndMark) "end-mark" "end-marks" "text" Some(Part::Body), body::END_MARK, "format lines 11, 13 and 16: BT and NNNN";
    StrayMark(ClassWord) "stray-mark" "stray-marks" "text" None, body::STRAY_MARK, "a marked stretch in a text in which no document was recognised, or in front of the banner line of a telegram and no part of it";
    Marking(PlacedMarking) "marking" "markings" "text" None, marking::MARKING, "a banner line or a portion mark of a memo, as the grammar of markings reads it; a portion mark's span has its brackets";
    Flaw(PlacedFlaw) "flaw" "flaws" "flaw" None, flaw::FLAW, "one thing that is wrong with a marking by itself; its span is the offending characters";
    Difference(PlacedDifference) "difference" "differences" "control" None, flaw::DIFFERENCE, "a difference between the first banner line of a memo and what its portions require; its span is in that line";
    Unmarked(UnmarkedParagraph) "unmarked-paragraph" "unmarked-paragraphs" "where" None, marking::UNMARKED, "a paragraph without a mark in a memo whose paragraphs carry marks; its span is its number, sign or first word";
    AuthorityBlock(AuthorityBlock) "authority-block" "authority-blocks" "lines" None, memo::AUTHORITY_BLOCK, "the classification authority block of a memo; its span is its first line";
    DeclassifyOn(Instruction) "declassify-on" "declassify-ons" "value" None, memo::DECLASSIFY_ON, "a declassification instruction of the authority block";
    Notice(Notice) "notice" "notices" "name" None, notice::NOTICE, "a warning or notice of a memo, known by its registered wording; its span is its characteristic words";
    CuiBlock(CuiBlock) "cui-block" "cui-blocks" "lines" None, notice::CUI_BLOCK, "the CUI designation block of a memo; its span is its first line";
    HandlingLine(HandlingLine) "handling-line" "handling-lines" "name" None, notice::HANDLING_LINE, "one entry of a second banner line: HANDLE VIA COMINT CHANNELS ONLY";
    Redaction(Redaction) "redaction" "redactions" "text" None, redaction::REDACTION, "a mark that stands where text was taken out";
    ExemptionCode(ExemptionCode) "exemption-code" "exemption-codes" "code" None, redaction::EXEMPTION_CODE, "a code that says why something was withheld: B6, 1.4(D), 25X1";
    ReleaseStamp(ReleaseStamp) "release-stamp" "release-stamps" "form" None, redaction::RELEASE_STAMP, "one print of a release stamp: RELEASE IN PART, Approved For Release";
    Overlay(Overlay) "overlay" "overlays" "text" None, redaction::OVERLAY, "a marking of the release, printed over the original ones";
    UpgradeStamp(Upgrade) "upgrade-stamp" "upgrade-stamps" "level" None, redaction::UPGRADE_STAMP, "a classification put on when the text was reviewed for release";
    Identifier(Identifier) "identifier" "identifiers" "kind" None, trace::IDENTIFIER, "a number or address that identifies a person; its span is the value";
    SourceProtection(Protection) "source-protection" "source-protections" "phrase" None, trace::SOURCE_PROTECTION, "a phrase that promises to protect a source: strictly protect";
    HiddenText(Hidden) "hidden-text" "hidden-texts" "kind" None, trace::HIDDEN_TEXT, "characters that a reader does not see but a copy of the file carries";
    Exposure(Exposure) "exposure" "exposures" "place" None, exposure::EXPOSURE, "something that a redaction hides and that stands in clear elsewhere; its span is the redaction, or in TAGS the name in clear";
    Disagreement(Disagreement) "disagreement" "disagreements" "matter" None, agreement::DISAGREEMENT, "something in which a cable differs from another copy of it that came earlier in the run; its span is what stands here";
    Change(Change) "change" "changes" "kind" None, comparison::CHANGE, "compare only: text that differs from the original without a mark; its span is in the release";
    Excision(Excision) "excision" "excisions" "words" None, comparison::EXCISION, "compare only: a redaction with what it hides, counted";
    Leak(Leak) "leak" "leaks" "whole" None, comparison::LEAK, "compare only: words that a redaction hides and that still stand in the release";
    Suppression(Suppression) "suppression" "suppressions" "rule" None, excuse::SUPPRESSION, "suppression files only: an entry, after a run; its span is the rule that it names";
    Baseline(BaselineUse) "baseline" "baselines" "entries" None, excuse::BASELINE, "baselines only: a baseline, after a run; its span is the first line that is not found any more";
}

impl<'a> FactsOf<'a> {
    /// True where there is none.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The first.
    pub fn first(self) -> Option<Fact<'a>> {
        self.get(0)
    }

    /// All, in order.
    pub fn iter(self) -> impl Iterator<Item = Fact<'a>> {
        (0..self.len()).filter_map(move |index| self.get(index))
    }
}

fn describe<T>(table: &[Attribute<T>]) -> Vec<AttributeInfo> {
    table
        .iter()
        .map(|row| AttributeInfo {
            name: row.name,
            of: row.of,
            meaning: row.meaning,
            placed: row.at.is_some(),
        })
        .collect()
}

fn read<'a, T>(table: &[Attribute<T>], row: usize, fact: &'a T, facts: &Facts<'a>) -> Value<'a> {
    table.get(row).map_or(Value::Unknown, |row| (row.get)(fact, facts))
}

fn place<T>(table: &[Attribute<T>], row: usize, fact: &T) -> Option<Span> {
    table.get(row).and_then(|row| row.at).and_then(|at| at(fact))
}

impl Kind {
    /// The kind of this singular name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Its name with the article: `an order`.
    pub fn with_article(self) -> String {
        let name = self.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {name}")
    }

    /// True for what excuses findings, which no document holds.
    pub const fn is_of_excuses(self) -> bool {
        matches!(self, Self::Suppression | Self::Baseline)
    }

    /// True where any text can have facts of the kind, whether a document is recognised in it or not.
    pub const fn is_of_any_text(self) -> bool {
        matches!(
            self,
            Self::Document
                | Self::StrayMark
                | Self::Redaction
                | Self::ExemptionCode
                | Self::ReleaseStamp
                | Self::Overlay
                | Self::UpgradeStamp
                | Self::Identifier
                | Self::SourceProtection
                | Self::HiddenText
                | Self::Change
                | Self::Excision
                | Self::Leak
                | Self::Suppression
                | Self::Baseline
        )
    }

    /// The row of the attribute of this name, and its type.
    pub fn attribute(self, name: &str) -> Option<(usize, AttributeInfo)> {
        self.attributes().into_iter().enumerate().find(|(_, info)| info.name == name)
    }
}

impl Part {
    /// Every part, in order.
    pub const ALL: &'static [Self] =
        &[Self::Transmission, Self::Address, Self::Banner, Self::Preamble, Self::Body];

    /// The name in rules and in `parse`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Transmission => "transmission",
            Self::Address => "address",
            Self::Banner => "banner",
            Self::Preamble => "preamble",
            Self::Body => "body",
        }
    }
}

impl Fact<'_> {
    /// The characters that a finding about this fact underlines.
    pub fn span(self) -> Span {
        match self {
            Self::Document(fact) => fact.face(),
            Self::Routing(fact) => fact.span,
            Self::Station(fact) => fact.span,
            Self::SecurityWarning(fact) => fact.span,
            Self::DateTimeGroup(fact) => fact.span,
            Self::Originator(fact) => fact.span,
            Self::Addressee(fact) => fact.span,
            Self::Banner(fact) => fact.span,
            Self::SecondBanner(fact) => fact.banner.span,
            Self::RunningHead(fact) | Self::EntireText(fact) | Self::StrayMark(fact) => fact.span,
            Self::PageLine(fact) => fact.span,
            Self::Caption(fact) => fact.span,
            Self::StrayCaption(fact) => fact.span,
            Self::Order(fact) => fact.span,
            Self::TagLine(fact) => fact.span,
            Self::Subject(fact) => fact.span,
            Self::Reference(fact) => fact.span,
            Self::Authority(fact) => fact.span,
            Self::Paragraph(fact) => fact.number.span,
            Self::Portion(fact) => fact.mark.span,
            Self::Block(fact) => fact.span,
            Self::CrossReference(fact) => fact.number.span,
            Self::Validation(fact) => fact.span,
            Self::EndMark(fact) => fact.span,
            Self::Marking(fact) => fact.span,
            Self::Flaw(fact) => fact.flaw.span,
            Self::Difference(fact) => fact.difference.span,
            Self::Unmarked(fact) => fact.span,
            Self::AuthorityBlock(fact) => fact.span,
            Self::DeclassifyOn(fact) => fact.span,
            Self::Notice(fact) => fact.span,
            Self::CuiBlock(fact) => fact.span,
            Self::HandlingLine(fact) => fact.span,
            Self::Redaction(fact) => fact.span,
            Self::ExemptionCode(fact) => fact.span,
            Self::ReleaseStamp(fact) => fact.span,
            Self::Overlay(fact) => fact.span,
            Self::UpgradeStamp(fact) => fact.span,
            Self::Identifier(fact) => fact.span,
            Self::SourceProtection(fact) => fact.span,
            Self::HiddenText(fact) => fact.span,
            Self::Exposure(fact) => fact.span,
            Self::Disagreement(fact) => fact.span,
            Self::Change(fact) => fact.span,
            Self::Excision(fact) => fact.span,
            Self::Leak(fact) => fact.span,
            Self::Suppression(fact) => fact.span,
            Self::Baseline(fact) => fact.span,
        }
    }
}
