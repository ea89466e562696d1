//! The grammar of markings.
//!
//! A [`Mark`] is a bracket in a text that is a portion mark, perhaps with slips of the pen. It answers
//! *is this bracket a mark?*, which is what the anatomy of a cable asks of every bracket.
//!
//! A [`Marking`] is what a mark or a banner line means. [`parse`] is total: any words give a marking,
//! perhaps with flaws.

mod grammar;
mod kind;
mod letters;
mod mark;
mod meaning;
mod roll_up;

pub use grammar::parse;
pub use kind::parse_alone;
pub use letters::{Letters, plain_letters};
pub use mark::{Mark, PrintedMark, Slip, read, read_after_number};
pub use meaning::{Element, Flaw, FlawKind, Form, Item, Marking, Ownership, Style};
pub use roll_up::{Difference, DifferenceKind, Place, Reason, Required, RollUp, differences, roll_up};
