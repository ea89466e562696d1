//! Redactions: the marks that stand where text was taken out.

mod around;
mod bar;
mod bracket;
mod coded;
mod context;
pub mod excision;
mod glue;
mod label;
mod mask;
mod page;
mod slot;

use crate::span::Span;
use crate::text::Text;

use super::ExemptionCode;

/// One place where text was taken out, as the released text shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redaction {
    /// The mark that stands for what was taken out, with its brackets.
    pub span: Span,
    /// What sort of mark.
    pub kind: RedactionKind,
    /// The codes that say why, in one spelling, as in [`ExemptionCode::code`].
    pub codes: Vec<String>,
    /// How the codes belong to it.
    pub coded: Coded,
    /// The amount it states: `2½ lines`, `name`, `3 paragraphs (19 lines)`.
    pub amount: Option<Span>,
    /// Mask characters, for a mask or bar; 0 otherwise.
    pub length: usize,
    /// Letters of what was taken out that still stand at the mark.
    pub leftover: Option<Leftover>,
    /// The words around it leave a closed choice of what it hides.
    pub slot: Option<Slot>,
    /// An abbreviation in brackets behind it: `[ ] (FSB)`.
    pub abbreviation: Option<Span>,
}

/// What sort of mark stands for text taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RedactionKind {
    /// `[name not declassified]`, `[REDACTED]`, `[   ]`.
    #[default]
    Bracket,
    /// Block characters or underscores in a row: `████`, `■■■`, `____`.
    Bar,
    /// Letters in place of letters: `XXXXXXXXXXXX`, `xxxxx`.
    Mask,
    /// An exemption label in place of text: `(b)(6)`, `25X1A`, `STATINTL`.
    Label,
    /// A page or a record withheld whole.
    Page,
}

/// How a redaction and its exemption codes belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coded {
    /// No code belongs to it.
    #[default]
    Not,
    /// The code stands in it, or is it.
    Inside,
    /// Beside it on the same line, or in the lines next to it.
    Beside,
    /// In the margin of the page, or in the stamp.
    Page,
}

/// What still stands of a word that was masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// What sort.
    pub kind: LeftoverKind,
    /// The letters.
    pub span: Span,
}

/// What still stands of a word that was masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftoverKind {
    /// Letters touch the mask in front: `Ivxxxxx`.
    Beginning,
    /// Letters touch the mask behind: `XXXXov`.
    Ending,
    /// A whole word is glued to the mask: `XXXNEED`.
    Glued,
    /// The initial of a name: `J. XXXX`.
    Initial,
}

/// A place in a sentence that only few words can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// `the President of [ ]`, `[ ] Foreign Minister`.
    Office,
    /// `Embassy [ ]`, `the [ ] Ambassador`.
    Mission,
    /// `on [ ], March 3`: a day of the week.
    Weekday,
    /// `3 [ ] 2009`: a month.
    Month,
    /// `a [ ] national`, `the [ ] government`.
    Nationality,
}

impl RedactionKind {
    /// The name in rules and in `parse`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bracket => "bracket",
            Self::Bar => "bar",
            Self::Mask => "mask",
            Self::Label => "label",
            Self::Page => "page",
        }
    }
}

impl Coded {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Inside => "inside",
            Self::Beside => "beside",
            Self::Page => "page",
        }
    }
}

impl LeftoverKind {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Beginning => "beginning",
            Self::Ending => "ending",
            Self::Glued => "glued",
            Self::Initial => "initial",
        }
    }
}

impl Slot {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Mission => "mission",
            Self::Weekday => "weekday",
            Self::Month => "month",
            Self::Nationality => "nationality",
        }
    }
}

/// The redactions of a text, in order; `codes` are those of the same text, in order.
pub fn redactions(text: &Text, codes: &[ExemptionCode]) -> Vec<Redaction> {
    let mut found = bracket::read(text, codes);
    found.extend(bar::read(text));
    found.extend(mask::read(text));
    found.extend(page::read(text));
    in_order(&mut found);
    found.extend(label::read(text, codes, &found));
    in_order(&mut found);
    for redaction in &mut found {
        context::add(text, redaction);
    }
    coded::assign(text, codes, &mut found);
    found
}

/// In the order of the text; a mark inside another one is part of that.
fn in_order(found: &mut Vec<Redaction>) {
    found.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    let mut reached = 0;
    found.retain(|one| {
        let free = one.span.start >= reached;
        reached = reached.max(one.span.end);
        free
    });
}
