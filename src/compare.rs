//! Comparing an original with its release: what is gone, what was changed, what still stands.
//!
//! Nothing of the original that is not in the release leaves this module but as a count: places are
//! places of the released text.

use crate::span::Span;
use crate::text::Text;

/// What the comparison of an original with its release shows. All places are in the released text.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Text that differs without a mark.
    pub changes: Vec<Change>,
    /// Redactions, with what each hides.
    pub excisions: Vec<Excision>,
    /// Hidden words that still stand.
    pub leaks: Vec<Leak>,
}

/// Text that differs, and no redaction says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where: the characters beside the place for text that is gone.
    pub span: Span,
    /// How it differs.
    pub kind: ChangeKind,
    /// Words of the original that are gone.
    pub words: usize,
}

/// How a text differs from its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Gone.
    Gone,
    /// Other words stand in its place.
    Changed,
    /// Words stand that the original does not have.
    Added,
}

/// A redaction with what it hides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excision {
    /// The mark of the redaction.
    pub span: Span,
    /// Words it hides.
    pub words: usize,
    /// Characters it hides.
    pub characters: usize,
    /// The mark is as long as what it hides.
    pub kept_length: bool,
    /// The same passage stands in clear here.
    pub clear: Option<Span>,
    /// The same passage is redacted under other codes here.
    pub other_codes: Option<Span>,
}

/// Hidden words that still stand in the released text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The characters that stand.
    pub span: Span,
    /// The redaction that hides them elsewhere.
    pub redaction: Span,
    /// All that the redaction hides stands, not only a word of it.
    pub whole: bool,
}

impl ChangeKind {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Changed => "changed",
            Self::Added => "added",
        }
    }
}

/// Compares an original with its release.
pub fn compare(_original: &Text, _released: &Text) -> Comparison {
    Comparison::default()
}
