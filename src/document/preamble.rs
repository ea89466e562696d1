//! The preamble: captions, E.O. line, TAGS, SUBJECT, REF and Classified By.
//!
//! Fields are found by their keyword, not by line: re-saved copies carry the whole header on one line
//! (seen: 08USUNNEWYORK721). A field ends where the next one begins, or as its own kind says.

mod authority;
mod caption;
mod field;
mod keyword;
mod month;
mod order;
mod reference;
mod subject;

pub use authority::Authority;
pub(super) use authority::cited;
pub use caption::{Caption, StrayCaption};
pub(super) use month::{MONTHS, read as read_month};
pub use order::{DateForm, DeclassificationDate, Order};
pub(super) use order::{full_year, read_date};
pub use reference::Reference;
pub use subject::{Subject, TagLine};

use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem::Finder;

use super::banner::Banner;
use crate::register::Register;
use crate::text::{Folded, Text, fold};

use field::Field;
use keyword::Keyword;

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

/// The header region of a document: everything above the first paragraph, folded for matching.
pub(super) struct Header<'a> {
    folded: Folded<'a>,
    fields: Vec<Field>,
}

impl<'a> Header<'a> {
    /// Folds `start..end` of the text and finds its fields. `end` may be beyond the preamble.
    pub(super) fn read(text: &'a Text, start: usize, end: usize) -> Self {
        let folded = fold(text.slice(crate::span::Span::new(start, end)), start);
        let fields = field::find(folded.as_str());
        Self { folded, fields }
    }

    /// Header keywords that are misspelt (gate: three of them mean line noise).
    pub(super) fn misspelt(&self) -> usize {
        self.fields.iter().filter(|field| field.misspelt).count()
    }

    /// SENSITIVE BUT UNCLASSIFIED is spelt out. The last word is often misspelt (seen: UNCLASSIFED).
    pub(super) fn has_sbu_notice(&self) -> bool {
        has_sbu_notice(self.folded.as_str())
    }

    /// Reads the preamble. `banner` and the document's date help to read references and short years.
    pub(super) fn preamble(
        &self,
        banner: Option<&Banner>,
        date: Option<Date>,
        register: &Register,
    ) -> Preamble {
        let mut preamble = Preamble {
            captions: caption::read(&self.folded, &self.fields, banner, register),
            ..Preamble::default()
        };
        for field in &self.fields {
            match field.keyword {
                Keyword::Order => preamble.orders.extend(order::read(&self.folded, field, date)),
                Keyword::Declassify => self.read_declassify(field, &mut preamble, date),
                Keyword::Tags => {
                    let list = field.paragraph(self.folded.as_str());
                    preamble.tags.push(subject::tags(&self.folded, field, list, register));
                    let strays = caption::strays(&self.folded, field, list, register);
                    preamble.stray_captions.extend(strays);
                }
                Keyword::Subject => {
                    let words = field.paragraph(self.folded.as_str());
                    preamble.subjects.push(subject::subject(&self.folded, field, words, register));
                    let strays = caption::strays(&self.folded, field, words, register);
                    preamble.stray_captions.extend(strays);
                }
                Keyword::Reference => {
                    preamble.references.extend(reference::read(&self.folded, field, register));
                }
                Keyword::Reason if !preamble.authorities.is_empty() => self.read_reason(field, &mut preamble),
                Keyword::Authority | Keyword::Reason => self.read_authority(field, &mut preamble),
                Keyword::Captions | Keyword::Other => {}
            }
        }
        preamble
    }

    /// Reads a Classified By line, with a reason that stands by itself above it.
    fn read_authority(&self, field: &Field, preamble: &mut Preamble) {
        let mut authority = authority::read(&self.folded, field);
        if let Some(reason) = preamble.authorities.pop_if(|last| last.reason_alone) {
            authority::take_in(&mut authority, reason);
        }
        preamble.authorities.push(authority);
    }

    /// `Reason:` behind another field belongs to the Classified By line above.
    fn read_reason(&self, field: &Field, preamble: &mut Preamble) {
        if let Some(authority) = preamble.authorities.last_mut() {
            authority::fold_in(authority, &self.folded, field);
        }
    }

    /// `Declassify On:` of the SMART layout belongs to the E.O. line above it.
    fn read_declassify(&self, field: &Field, preamble: &mut Preamble, date: Option<Date>) {
        if let Some(order) = preamble.orders.last_mut() {
            order::fold_in(order, &self.folded, field, date);
        }
    }
}

impl Preamble {
    /// Where the last field ends.
    pub(super) fn end(&self) -> usize {
        let subjects = self.subjects.iter().map(|subject| subject.span.end.max(subject.text.end));
        let others = self.orders.iter().map(|order| order.span.end);
        let tags = self.tags.iter().map(|line| line.span.end);
        let references = self.references.iter().map(|reference| reference.span.end);
        let authorities = self.authorities.iter().map(|authority| authority.span.end);
        subjects.chain(others).chain(tags).chain(references).chain(authorities).max().unwrap_or(0)
    }

    /// Drops captions below the place where the text of a cable without numbers begins.
    pub(super) fn forget_after(&mut self, at: usize) {
        self.captions.retain(|caption| caption.span.start < at);
    }
}

/// The front of UNCLASSIFIED, made ready to be found.
static UNCLASS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["UNCLASS", "unclass", "Unclass"].map(Finder::new));

/// `SENSITIVE BUT UNCLASSIFIED` in any case, the last word perhaps misspelt.
pub(super) fn has_sbu_notice(text: &str) -> bool {
    let ends_with = |text: &str, word: &str| {
        let at = text.len().checked_sub(word.len());
        at.and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let is_gap = |letter: char| !letter.is_ascii_alphabetic();
    let mut places = UNCLASS.iter().flat_map(|word| word.find_iter(text.as_bytes()));
    places.any(|at| {
        let but = text.get(..at).unwrap_or_default().trim_end_matches(is_gap);
        let before = but.get(..but.len().saturating_sub(3)).unwrap_or_default().trim_end_matches(is_gap);
        ends_with(but, "BUT") && ends_with(before, "SENSITIVE")
    })
}

/// How Classified By ends, made ready to be found.
static CLASSIFIED_BY: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["ied by", "ied By", "IED BY"].map(Finder::new));

/// Reads a Classified By line that stands as the first paragraph (5 FAH-1 H-240; mostly 1995 to 1997), and further ones.
pub(super) fn authorities_in_paragraph(text: &Text, start: usize, end: usize) -> Vec<Authority> {
    let stretch = text.slice(crate::span::Span::new(start, end)).as_bytes();
    // Nor have most paragraphs of the others.
    if !CLASSIFIED_BY.iter().any(|words| words.find(stretch).is_some()) {
        return Vec::new();
    }
    let header = Header::read(text, start, end);
    let fields = header.fields.iter().filter(|field| field.keyword == Keyword::Authority);
    fields.map(|field| authority::read(&header.folded, field)).collect()
}

/// A line that is one known caption.
pub(super) fn caption_line(line: &str, start: usize, register: &Register) -> Option<Caption> {
    caption::whole_line(line, start, register)
}

/// Caption words that have strayed into the body: a line of their own (seen: SIPDIS at page breaks).
pub(super) fn stray_in_body(line: &str, start: usize, register: &Register) -> Option<StrayCaption> {
    caption::stray_line(line, start, register)
}
