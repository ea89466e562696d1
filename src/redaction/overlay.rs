//! Overlay markings: what a releasing office printed over the original markings of a page. They say at
//! what level the release stands, and are judged apart from the original ones.

use crate::register::{Level, Register};
use crate::span::Span;
use crate::text::Text;

/// A marking that belongs to the release, not to the document: `UNCLASSIFIED U.S. Department of State ...`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// The class word.
    pub span: Span,
    /// Its level.
    pub level: Option<Level>,
}

/// The overlay markings of a text, in order.
pub fn overlays(_text: &Text, _register: &Register) -> Vec<Overlay> {
    Vec::new()
}
