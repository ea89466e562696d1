//! A marked document that is no telegram: banner lines at the top and bottom of pages, and portion
//! marks at the start of paragraphs or, as the NSC writes them, at their end.
//!
//! Every banner line and every portion mark is read by [`crate::marking::parse`]; what is wrong with
//! them stands in [`Memo::flaws`], and what the portions require of the banner line in
//! [`Memo::differences`].

mod authority;
mod cui_block;
mod date;
mod declassify;
mod detect;
mod difference;
mod handling;
mod instruction_date;
mod keyword;
mod line;
mod lost;
mod notes;
mod notice;
mod page;
mod paragraph;
mod plain;
mod portion;
mod read;
mod scan;
mod several;
mod single;
mod statement;
mod style;
mod unmarked;
mod value;

pub use authority::{AuthorityBlock, Downgrade};
pub use cui_block::CuiBlock;
pub use declassify::{Instruction, InstructionDate, InstructionDateForm};
pub use handling::HandlingLine;
pub use keyword::KeywordLine;
pub use notice::Notice;
pub use statement::Statements;

pub(super) use authority::as_mark as authority_mark;
pub(super) use detect::Verdict;
pub(super) use notes::is_authority_line;
pub(super) use portion::is_enumeration;
pub(super) use read::MemoReader;
pub(super) use several::documents;
pub(super) use single::of_marking;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::marking::{Difference, Flaw, Marking};
use crate::register::Level;
use crate::span::Span;

/// What only a memo has.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// Whose habits its markings follow.
    pub style: MemoStyle,
    /// Its banner lines and portion marks, in the order of the text.
    pub markings: Vec<PlacedMarking>,
    /// What is wrong with them, in the same order.
    pub flaws: Vec<PlacedFlaw>,
    /// Where the first banner line and the portions disagree.
    pub differences: Vec<PlacedDifference>,
    /// Paragraphs without a mark, and the subject; empty where no portion carries one.
    pub unmarked: Vec<UnmarkedParagraph>,
    /// What says why the whole is classified higher than its portions: compilation, or enclosures.
    pub explanation: Option<Span>,
    /// Words of the Department of Defense stand: a distribution statement, or its name at the top.
    pub dod: bool,
    /// How many pages it has.
    pub pages: usize,
    /// The levels of the portions of each page, each once: a page may have any number of portions and of banner lines
    /// to compare with them.
    pub page_levels: BTreeMap<usize, Vec<Level>>,
    /// Authority block, notices, CUI block, second banner lines.
    pub statements: Statements,
}

/// Whose habits the markings of a document follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MemoStyle {
    /// The register of the intelligence community: `SECRET//NOFORN`, `(S//NF)`.
    Ic,
    /// The Department of State: `(SBU)`, `(S/NF)`, captions of its own.
    State,
    /// Controlled unclassified information alone: `CUI//SP-PRVCY`.
    Cui,
    /// Class words and symbols without controls: nothing tells.
    #[default]
    Plain,
}

/// Where a marking stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkingPlace {
    /// A banner line at the top of a page.
    #[default]
    Top,
    /// A banner line at the bottom of a page.
    Bottom,
    /// A banner line between other lines.
    Inside,
    /// At the head of a numbered paragraph.
    Paragraph,
    /// At the head of a sub-paragraph or list item.
    SubParagraph,
    /// At the head of unnumbered text.
    Text,
    /// On a heading.
    Heading,
    /// On the subject.
    Subject,
    /// On the title of the document, a figure or a table.
    Title,
    /// At the end of a paragraph.
    End,
}

/// A banner line or a portion mark.
#[derive(Clone, Debug, Default)]
pub struct PlacedMarking {
    /// What it means.
    pub marking: Marking,
    /// The banner line, or the portion mark with its brackets.
    pub span: Span,
    /// Where it stands.
    pub place: MarkingPlace,
    /// It is the first banner line.
    pub first: bool,
    /// A banner line that is not like the first one.
    pub differs: bool,
    /// Its page, from 1.
    pub page: usize,
}

/// One thing that is wrong with a marking.
#[derive(Clone, Debug, Default)]
pub struct PlacedFlaw {
    /// What.
    pub flaw: Flaw,
    /// The index of its marking in [`Memo::markings`].
    pub marking: usize,
}

/// A difference between the first banner line and what the portions require.
#[derive(Clone, Debug)]
pub struct PlacedDifference {
    /// What it is.
    pub difference: Difference,
    /// The whole banner line that the portions require, the same for all differences of a memo.
    pub required: Arc<str>,
    /// The portion that it is about: its index in [`Memo::markings`], and its place.
    pub portion: Option<(usize, Span)>,
}

/// A paragraph that carries no mark in a document whose paragraphs carry them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnmarkedParagraph {
    /// Its number or list sign, or its first word.
    pub span: Span,
    /// Where a mark would stand.
    pub place: MarkingPlace,
    /// Its page, from 1.
    pub page: usize,
}

impl Memo {
    /// Paragraphs of its text without a mark; the subject is none.
    pub fn unmarked_text(&self) -> impl Iterator<Item = &UnmarkedParagraph> {
        self.unmarked.iter().filter(|paragraph| paragraph.place != MarkingPlace::Subject)
    }

    /// The first banner line: the overall marking.
    pub fn overall(&self) -> Option<&PlacedMarking> {
        self.markings.iter().find(|marking| marking.first)
    }

    /// Its portion marks.
    pub fn portions(&self) -> impl Iterator<Item = &PlacedMarking> {
        self.markings.iter().filter(|marking| !marking.place.is_banner())
    }

    /// The marking of a flaw.
    pub fn of_flaw(&self, flaw: &PlacedFlaw) -> Option<&PlacedMarking> {
        self.markings.get(flaw.marking)
    }
}

impl MemoStyle {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ic => "ic",
            Self::State => "state",
            Self::Cui => "cui",
            Self::Plain => "plain",
        }
    }
}

impl MarkingPlace {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::Inside => "inside",
            Self::Paragraph => "paragraph",
            Self::SubParagraph => "sub-paragraph",
            Self::Text => "text",
            Self::Heading => "heading",
            Self::Subject => "subject",
            Self::Title => "title",
            Self::End => "end",
        }
    }

    /// A banner line stands there, not a portion mark.
    pub const fn is_banner(self) -> bool {
        matches!(self, Self::Top | Self::Bottom | Self::Inside)
    }
}
