//! The real binary, from outside: exit codes, streams, formats.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod checking;
mod command_line;
mod docs;
mod exit_codes;
mod fixtures;
mod generated;
mod invariants;
mod layers;
mod program;
mod rule_set;
