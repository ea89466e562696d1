//! The rule language, as a whole.
