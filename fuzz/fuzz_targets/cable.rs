//! Any bytes are zero or more documents; every fact and finding points into the text.
#![no_main]

#[allow(dead_code)] // each target uses its own part
#[path = "../../tests/it/invariants.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::cable(bytes));
