//! What a result follows from, as hashes.

use crate::finding::Severity;
use crate::fingerprint;
use crate::lint::Options;
use crate::rule::RuleSet;

/// The program: its version, and a hash over its sources, since two builds of one version can differ.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("CABLELINT_SOURCES"));

/// Everything but the file that a result follows from: the program, the rules and the vocabulary as they were
/// loaded, which of them run and how severe they are, and what the caller knows. A key of fingerprints keys
/// the hash, so that it gives away neither the key nor, without the key, which texts were checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Basis([u8; 32]);

/// The place of a result: its basis, and the name and content of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key([u8; 32]);

impl Key {
    /// Its first bytes, which are as good as any hash of it.
    pub(super) fn front(self) -> u64 {
        self.0.first_chunk().copied().map_or(0, u64::from_le_bytes)
    }

    pub(super) const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key that some bytes begin with, and what is behind it.
    pub(super) fn split_first(bytes: &[u8]) -> Option<(Self, &[u8])> {
        bytes.split_first_chunk().map(|(key, rest)| (Self(*key), rest))
    }
}

/// Bytes of which BLAKE3 takes all kibibytes side by side, on processors that can. It does so where their number is a
/// power of two: a text of seven costs more than twice as much as one of eight.
const PIECE: usize = 16 << 10;

impl Basis {
    /// The basis of checking by some rules.
    pub fn of(rules: &RuleSet, options: Options<'_>) -> Self {
        Self::of_program(PROGRAM, rules, options)
    }

    fn of_program(program: &str, rules: &RuleSet, options: Options<'_>) -> Self {
        let mut hasher = fingerprint::hasher(options.key);
        let mut field = |bytes: &[u8]| fingerprint::write_field(&mut hasher, bytes);
        field(program.as_bytes());
        field(rules.digest());
        for (index, rule) in rules.rules().iter().enumerate() {
            field(rule.id.as_bytes());
            field(rule.severity.map_or("off", Severity::name).as_bytes());
            field(&[u8::from(options.selection.runs(index))]);
        }
        // Debug names every field, also one that is added one day.
        field(format!("{:?}", options.circumstances).as_bytes());
        Self(*hasher.finalize().as_bytes())
    }

    /// The place of a file.
    /// The content is hashed where it stands, with more behind it, and is then as it was.
    pub(super) fn key(self, name: &str, content: &mut Vec<u8>) -> Key {
        let length = content.len();
        complete(content, name);
        let (pieces, last) = content.as_chunks::<PIECE>();
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(pieces.as_flattened());
        hasher.update(last);
        content.truncate(length);
        Key(*hasher.finalize().as_bytes())
    }

    /// What the basis is called where others can read it.
    pub(super) fn name(self) -> blake3::Hash {
        blake3::derive_key("cablelint cache v1", &self.0).into()
    }
}

/// Puts behind a content the name of the file, zeros until the last piece is a power of two, and how long content and
/// name are, which tells where each ends.
fn complete(content: &mut Vec<u8>, name: &str) {
    let bytes = |length: usize| u64::try_from(length).unwrap_or(u64::MAX).to_le_bytes();
    let lengths = [bytes(content.len()), bytes(name.len())];
    let lengths = lengths.as_flattened();
    let in_pieces = content.len() - content.len() % PIECE;
    let last = (content.len() - in_pieces + name.len() + lengths.len()).next_power_of_two();
    content.extend_from_slice(name.as_bytes());
    content.resize(in_pieces + last - lengths.len(), 0);
    content.extend_from_slice(lengths);
}

#[cfg(test)]
impl Basis {
    /// A basis of nothing in particular.
    pub(super) const fn any() -> Self {
        Self([7; 32])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fact::Circumstances;
    use crate::fingerprint::Key as Secret;
    use crate::pack::DEFAULT;
    use crate::rule::{Selection, Source};

    fn rules(packs: &[&str]) -> RuleSet {
        let sources: Vec<Source> = packs.iter().map(|&name| Source::Pack(name.to_owned())).collect();
        RuleSet::load(&sources, &|_| Err("nothing to extend".to_owned())).unwrap()
    }

    fn basis(
        program: &str,
        rules: &RuleSet,
        selection: &Selection,
        circumstances: Circumstances,
        key: Option<&Secret>,
    ) -> Basis {
        Basis::of_program(program, rules, Options { selection, circumstances, key })
    }

    #[test]
    fn whatever_a_result_follows_from_makes_another_basis() {
        let whole = rules(DEFAULT);
        let mut milder = rules(DEFAULT);
        milder.set_severity("portion-above-banner", Some(Severity::Note));
        let all = whole.select(&[], &[]).unwrap();
        let fewer = whole.select(&[], &["portion-above-banner".to_owned()]).unwrap();
        let plain = Circumstances::default();
        let dated = Circumstances { date: Some(jiff::civil::date(2009, 12, 29)), ..plain };
        let below = Circumstances { ceiling: whole.register().level("U"), ..plain };
        let memo = Circumstances { reading: crate::document::Reading::Memo, ..plain };
        let secret = Secret::new(b"secret");
        let mut bases = vec![
            basis("1", &whole, &all, plain, None),
            basis("2", &whole, &all, plain, None),
            basis("1", &milder, &all, plain, None),
            basis("1", &whole, &fewer, plain, None),
            basis("1", &whole, &all, dated, None),
            basis("1", &whole, &all, below, None),
            basis("1", &whole, &all, memo, None),
            basis("1", &whole, &all, plain, Some(&secret)),
        ];
        let packs = rules(&["state-cable"]);
        bases.push(basis("1", &packs, &packs.select(&[], &[]).unwrap(), plain, None));
        assert_eq!(bases.first(), Some(&basis("1", &rules(DEFAULT), &all, plain, None)));
        let names: std::collections::BTreeSet<String> =
            bases.iter().map(|basis| basis.name().to_string()).collect();
        assert_eq!(names.len(), bases.len());
    }

    fn key(basis: Basis, name: &str, content: &[u8]) -> Key {
        let mut hashed = content.to_vec();
        let key = basis.key(name, &mut hashed);
        assert_eq!(hashed, content, "as it was");
        key
    }

    #[test]
    fn name_and_content_do_not_run_together() {
        let basis = Basis([7; 32]);
        let keys = [
            key(basis, "ab", b"c"),
            key(basis, "a", b"bc"),
            key(basis, "ab", b"d"),
            key(Basis([8; 32]), "ab", b"c"),
            // Nor do the zeros that fill a piece.
            key(basis, "ab", b"c\0"),
            key(basis, "ab\0", b"c"),
            key(basis, "", b"cab"),
        ];
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn every_byte_of_a_long_text_counts() {
        let basis = Basis([7; 32]);
        let long = vec![b'x'; 2 * PIECE + 3];
        let whole = key(basis, "a", &long);
        for at in [0, PIECE - 1, PIECE, 2 * PIECE, 2 * PIECE + 2] {
            let mut other = long.clone();
            *other.get_mut(at).unwrap() = b'y';
            assert_ne!(key(basis, "a", &other), whole, "{at}");
        }
    }
}
