//! Any characters are a mark or none.
#![no_main]

#[allow(dead_code)] // each target uses its own part
#[path = "../../tests/it/invariants.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| {
    invariants::marking(text);
    invariants::grammar(text);
});
