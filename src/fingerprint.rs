//! Fingerprints: a name for a finding that survives edits elsewhere in the file.
//!
//! A fingerprint is made of the rule, the mark of the portion and the text of the paragraph the
//! finding stands in (its line, where it stands in none), white space folded, and its number among
//! equal ones. Line numbers, paths, encodings and line ends are not part of it. It refuses to be a
//! secret by itself: who knows the rule can guess short texts until the hash fits, which is why a
//! [`Key`] exists for reports that leave the house.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::span::Span;
use crate::text::Text;

/// A secret that makes fingerprints useless to those who do not have it.
#[derive(Clone, Debug)]
pub struct Key([u8; 32]);

impl Key {
    /// The key that a key file's bytes stand for; a line end after the last line is not part of it.
    pub fn new(bytes: &[u8]) -> Self {
        Self(blake3::derive_key("cablelint fingerprint v1", bytes.trim_ascii_end()))
    }
}

/// Gives the findings of one document their fingerprints, in the order in which it is asked.
#[derive(Clone, Debug)]
pub struct Fingerprints<'a> {
    text: &'a Text,
    document: &'a Document,
    key: Option<&'a Key>,
    /// Hashes of stretches already read: a paragraph of 16 MB is folded once, not for each finding.
    stretches: BTreeMap<Span, [u8; 32]>,
    /// How often each combination of rule, mark and text was seen.
    seen: BTreeMap<[u8; 32], u64>,
}

impl<'a> Fingerprints<'a> {
    /// Fingerprints for findings in `document`.
    pub const fn new(text: &'a Text, document: &'a Document, key: Option<&'a Key>) -> Self {
        Self { text, document, key, stretches: BTreeMap::new(), seen: BTreeMap::new() }
    }

    /// The fingerprint of a finding of the rule `rule` at `span`.
    pub fn next(&mut self, rule: &str, span: Span) -> String {
        let mut hasher = self.hasher();
        write_field(&mut hasher, rule.as_bytes());
        write_field(&mut hasher, self.mark(span).as_bytes());
        write_field(&mut hasher, &self.stretch_hash(span));
        let occurrence = self.seen.entry(*hasher.finalize().as_bytes()).or_insert(0);
        *occurrence += 1;
        hasher.update(&occurrence.to_le_bytes());
        let hex = hasher.finalize().to_hex();
        format!("v1:{}", hex.chars().take(32).collect::<String>())
    }

    fn hasher(&self) -> blake3::Hasher {
        hasher(self.key)
    }

    fn stretch_hash(&mut self, span: Span) -> [u8; 32] {
        let stretch = self.stretch(span);
        if let Some(&hash) = self.stretches.get(&stretch) {
            return hash;
        }
        // In one piece: a long piece is hashed much faster than many short ones.
        let mut fields = Vec::new();
        for word in self.text.slice(stretch).split_whitespace() {
            fields.extend(length(word.as_bytes()));
            fields.extend(word.as_bytes());
        }
        let hash = *self.hasher().update(&fields).finalize().as_bytes();
        self.stretches.insert(stretch, hash);
        hash
    }

    /// The paragraph a span stands in, else its line.
    fn stretch(&self, span: Span) -> Span {
        let paragraphs = &self.document.paragraphs;
        let after = paragraphs.partition_point(|paragraph| paragraph.span.start <= span.start);
        let above = after.checked_sub(1).and_then(|index| paragraphs.get(index));
        match above.filter(|paragraph| paragraph.span.contains(span)) {
            Some(paragraph) => paragraph.span,
            None => self.text.lines().get(self.text.line_index(span.start)).copied().unwrap_or(span),
        }
    }

    /// The mark that covers a span: the last one that begins at or before it in the same stretch.
    fn mark(&self, span: Span) -> &'a str {
        let portions = &self.document.portions;
        let after = portions.partition_point(|portion| portion.mark.span.start <= span.start);
        let above = after.checked_sub(1).and_then(|index| portions.get(index));
        let stretch = self.stretch(span);
        above
            .filter(|portion| stretch.contains(portion.mark.span))
            .map_or("", |portion| portion.mark.text.as_str())
    }
}

/// A hash, keyed where there is a key.
pub(crate) fn hasher(key: Option<&Key>) -> blake3::Hasher {
    key.map_or_else(blake3::Hasher::new, |key| blake3::Hasher::new_keyed(&key.0))
}

/// Writes a field so that no two lists of fields run together.
pub(crate) fn write_field(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&length(bytes));
    hasher.update(bytes);
}

/// The length of a field, which stands in front of it.
fn length(field: &[u8]) -> [u8; 8] {
    u64::try_from(field.len()).unwrap_or(u64::MAX).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Paragraph;

    fn fingerprints(content: &str, needles: &[&str], key: Option<&Key>) -> Vec<String> {
        let text = Text::decode(content.into());
        let start = content.find("2. ").unwrap_or_default();
        let paragraph =
            Paragraph { span: Span::new(start, content.trim_end().len()), ..Paragraph::default() };
        let document = Document { paragraphs: vec![paragraph], ..Document::default() };
        let mut prints = Fingerprints::new(&text, &document, key);
        needles
            .iter()
            .map(|needle| {
                let at = content.find(needle).unwrap_or_default();
                prints.next("portion-mark-missing", Span::new(at, at + needle.len()))
            })
            .collect()
    }

    #[test]
    fn lines_above_and_line_ends_do_not_matter() {
        let plain = fingerprints("UNCLAS\n2. one\ntwo\n", &["2. "], None);
        assert_eq!(plain, fingerprints("more\r\r\nUNCLAS\r\n2. one\r\ntwo\r\n", &["2. "], None));
        assert!(plain.iter().all(|print| print.starts_with("v1:") && print.len() == 3 + 32));
    }

    #[test]
    fn another_paragraph_in_the_same_place_is_another_finding() {
        let one = fingerprints("UNCLAS\n2. one\n", &["2. "], None);
        assert_ne!(one, fingerprints("UNCLAS\n2. two\n", &["2. "], None));
    }

    #[test]
    fn equal_findings_are_numbered() {
        let prints = fingerprints("2. one one\n", &["2. ", "2. "], None);
        assert_ne!(prints.first(), prints.last());
    }

    #[test]
    fn a_key_changes_every_fingerprint_and_its_line_end_does_not_count() {
        let content = "2. one\n";
        let keyed = fingerprints(content, &["2. "], Some(&Key::new(b"secret\n")));
        assert_ne!(keyed, fingerprints(content, &["2. "], None));
        assert_eq!(keyed, fingerprints(content, &["2. "], Some(&Key::new(b"secret"))));
    }
}
