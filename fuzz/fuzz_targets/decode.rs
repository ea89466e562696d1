//! Any bytes are a text; every offset leads back into the file.
#![no_main]

#[allow(dead_code)] // each target uses its own part
#[path = "../../tests/it/invariants.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::decode(bytes));
