//! Upgrade stamps: a classification put on a text when it was reviewed for release.
//! `Classified by DAS, A/GIS, DoS on 08/31/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(D) ~ Declassify on: ...`.

use jiff::civil::Date;

use crate::register::{Level, Register};
use crate::span::{Span, Word};
use crate::text::Text;

/// A classification put on a text when it was reviewed for release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upgrade {
    /// The whole stamp.
    pub span: Span,
    /// The level it gives.
    pub level: Option<Level>,
    /// Where the level stands.
    pub level_span: Option<Span>,
    /// Who classified.
    pub by: Option<Span>,
    /// When it was put on.
    pub date: Option<Date>,
    /// The reason in one spelling: `1.4(D)`.
    pub reason: Option<Word>,
    /// The declassification instruction as printed.
    pub declassify: Option<Word>,
    /// The day of that instruction.
    pub declassify_date: Option<Date>,
}

/// The upgrade stamps of a text, in order.
pub fn upgrades(_text: &Text, _register: &Register) -> Vec<Upgrade> {
    Vec::new()
}
