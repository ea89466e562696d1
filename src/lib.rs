//! A linter for the classification markings and redactions of US government text, cables first.
//!
//! Data flows one way: bytes → [`text::Text`] → [`document::Document`] → [`fact::Facts`] →
//! [`rule::RuleSet`] → findings → [`report`]. The library is pure: no files, clock, environment or
//! terminal; the same input and rules give the same output, byte for byte. Only [`input`] and
//! [`cli`] reach outside.

pub mod agreement;
pub mod cli;
pub mod compare;
pub mod config;
mod digest;
pub mod document;
pub mod excuse;
pub mod exposure;
pub mod fact;
pub mod finding;
pub mod fingerprint;
pub mod hidden;
pub mod identifier;
pub mod input;
pub mod lint;
pub mod marking;
pub mod pack;
pub mod procedure;
pub mod protection;
pub mod redaction;
pub mod register;
pub mod report;
pub mod rule;
pub mod span;
pub mod text;
pub mod yaml;
