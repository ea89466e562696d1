//! A name for each finding that no other finding of the run has, for readers that take two findings of
//! one name for the same.
//!
//! The fingerprint alone is no such name: it says nothing of the file, so two copies of one cable have
//! the same, and so have two findings in two equal documents of one file.

use std::collections::BTreeMap;

/// The names of a run. They are the same on every run, whatever the order of the files.
#[derive(Debug, Default)]
pub(super) struct Identities {
    seen: BTreeMap<[u8; 32], u64>,
}

impl Identities {
    /// The name of a finding with this fingerprint in this file: 128 bits in hex.
    pub(super) fn next(&mut self, path: &str, fingerprint: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(path.as_bytes());
        hasher.update(&[0]);
        hasher.update(fingerprint.as_bytes());
        let occurrence = self.seen.entry(*hasher.finalize().as_bytes()).or_insert(0);
        *occurrence += 1;
        hasher.update(&occurrence.to_le_bytes());
        hasher.finalize().to_hex().chars().take(32).collect()
    }
}
