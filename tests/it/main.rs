//! The real binary, from outside: exit codes, streams, formats.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]
#![allow(clippy::print_stderr)] // a test that is skipped says so

mod any_bytes;
mod archives;
mod baselines;
mod cables;
mod cache;
mod changes;
mod checking;
mod ci;
mod command_line;
mod compare;
mod configuration;
mod copies;
mod corpus;
mod coverage;
mod crashes;
mod docs;
mod exit_codes;
mod faults;
mod fixtures;
mod formats;
mod forms;
mod fronts;
mod generated;
mod git;
mod html;
mod injection;
mod invariants;
mod layers;
mod made_up;
mod mark;
mod markings;
mod memos;
mod names;
mod ndjson;
mod newcomer;
mod planted;
mod planted_memos;
mod planted_releases;
mod prints;
mod program;
mod properties;
mod quotations;
mod register;
mod releases;
mod roll_up;
mod rule_set;
mod secrecy;
mod signals;
mod statistics;
mod suppressions;
mod terminal;
mod threads;
mod written;
