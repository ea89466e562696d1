//! Any characters are a rule set or a list of defects.
#![no_main]

#[allow(dead_code)] // each target uses its own part
#[path = "../../tests/it/invariants.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|content: &str| invariants::rule_file(content));
