//! Source protection: the phrases by which a drafter asks that a person not be named, and the names that
//! stand beside them (marking-facts C.6).

use crate::span::Span;
use crate::text::Text;

/// A phrase that promises a source protection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protection {
    /// The words: `strictly protect`, `(protect)`.
    pub span: Span,
    /// `strictly` stands with it.
    pub strict: bool,
    /// It stands in brackets.
    pub bracketed: bool,
    /// Names in clear that it protects, in the same sentence or, by surname, elsewhere in the text.
    pub names: Vec<Span>,
    /// A redaction stands where the name would.
    pub masked: bool,
}

/// The phrases of a text, in order.
pub fn protections(_text: &Text) -> Vec<Protection> {
    Vec::new()
}
