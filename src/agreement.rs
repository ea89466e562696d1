//! Agreement: whether the copies of one cable in a run show the same banner line, captions, marks and
//! declassification date.
//!
//! `showing` takes from a document what is compared; `copies` keeps of each cable a few numbers and tells where a
//! later copy differs. Only what both copies show is compared: what one of them lacks, because it is an
//! extract, a bare text, or had parts struck out at its release, contradicts nothing.
//!
//! Not in it: text. What is kept are levels, captions, marks and dates, each word once, however many cables there are.

mod copies;
mod showing;

pub use copies::{Copies, Place};
pub(crate) use showing::Mark;
pub use showing::{Showing, Shown};

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Matter {
    /// The level on the banner line.
    Banner,
    /// The captions, those on the banner line included.
    Captions,
    /// The mark of the subject.
    Subject,
    /// The mark of the paragraph with this number.
    Paragraph(u16),
    /// The declassification date on the E.O. line.
    Declassification,
}

/// Something in which a copy differs from an earlier one of the same cable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Where it stands in the later copy.
    pub span: Span,
    /// What differs.
    pub matter: Matter,
    /// What stands in the later copy; empty where nothing does.
    pub here: String,
    /// What stands in the earlier one.
    pub there: String,
    /// The name of the file of the earlier one.
    pub file: String,
    /// The line of its banner line, from 1.
    pub line: usize,
}
