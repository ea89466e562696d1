//! What a portion mark means: level, controls and flaws. Total on any string.

use crate::register::Level;
use crate::span::Span;

/// What is wrong with a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// One slip away from a known mark: `(SUB)`.
    NearMiss,
    /// A bracket is lost: `SBU)`.
    LostBracket,
    /// A letter of another script looks like the right one.
    LookAlike,
    /// A zero-width or other invisible character.
    Invisible,
    /// A control that the register does not know.
    UnknownControl,
}

/// A mark, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marking {
    /// The mark with its brackets.
    pub span: Span,
    /// What stands inside the brackets, as printed, blanks trimmed.
    pub text: String,
    /// The level, where the mark has one.
    pub level: Option<Level>,
    /// Canonical controls, in order: `SBU`, `NF`, `FOUO`, `REL LIBYA` ...
    pub controls: Vec<String>,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
    /// The mark that was probably meant, without brackets.
    pub suggestion: Option<String>,
    /// It says `ENTIRE TEXT`.
    pub entire_text: bool,
}
