//! Redactions and releases: what was hidden in a text, whether it says why, and who released the rest.
//!
//! Recognisers of plain text: each takes the text and gives its facts in the order of the text. What a
//! recogniser does not know it leaves alone; whether a code, an amount or an authority is due is the
//! business of the rules.

pub mod code;
mod day;
pub mod mark;
mod near;
pub mod overlay;
pub mod stamp;
pub mod upgrade;

pub use code::{CodePlace, CodeSystem, ExemptionCode};
pub use mark::{Coded, Leftover, LeftoverKind, Redaction, RedactionKind, Slot};
pub use overlay::Overlay;
pub use stamp::{Decision, ReleaseStamp, StampForm};
pub use upgrade::Upgrade;
