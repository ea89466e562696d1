//! Releases and redactions: where a stamp and the text contradict each other, and where what was taken
//! out can be told from what was left.
//!
//! Each check looks at facts that the document has already, in their order, and at a bounded stretch of
//! text around them. Nothing here knows what was taken out; a check says only that a reader can tell.

mod code;
mod decision;
mod level;
mod lines;
mod mark;
mod prints;
mod stamp;
mod structure;
mod sum;

pub(super) use code::{pairs, stamped};
pub(super) use decision::decision;
pub(super) use level::{above_release, masked_class, masked_mark, masked_order};
pub(super) use mark::{gender, impossible_amount, lengths};
pub(super) use prints::prints;
pub(super) use stamp::{lacks, overlay, upgrade};
pub(super) use structure::structure;
pub(super) use sum::derivable;
