//! Tables by digest. A digest is as good as any hash of it, so that none is made of it once more.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table of what belongs to each digest.
pub(crate) type ByDigest<K, V> = HashMap<K, V, BuildHasherDefault<AsItIs>>;

/// The first bytes that a key tells, as they are.
#[derive(Debug, Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, told: u64) {
        self.0 = told;
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |told, byte| told.rotate_left(8) ^ u64::from(*byte));
    }
}
