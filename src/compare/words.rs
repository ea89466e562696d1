//! Words of a text, folded so that two copies of one text agree: case, accents, hyphens, line breaks and
//! what scanners confuse (0 and O, 1 and l and I, rn and m) make no difference.

use std::ops::Range;

use crate::span::Span;
use crate::text::Text;

/// One word with its place. Words that agree have the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The characters.
    pub(super) span: Span,
    /// A hash of the folded characters.
    pub(super) key: u64,
    /// What it belongs to.
    pub(super) of: Belonging,
    /// It is several words joined by hyphens, or one over the end of a line.
    pub(super) joined: bool,
}

/// What a word of the release belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Belonging {
    /// The text.
    #[default]
    Text,
    /// The stamps and codes of the release.
    Furniture,
    /// The mark of a redaction.
    Mark,
}

/// A stretch that no word crosses, and what its words belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Border {
    pub(super) span: Span,
    pub(super) of: Belonging,
}

/// The words of a text.
pub(super) fn words(text: &Text) -> Vec<Word> {
    words_within(text, &[])
}

/// The words of a text; those in a stretch of `borders`, which are in order and do not overlap, belong
/// to it.
pub(super) fn words_within(text: &Text, borders: &[Border]) -> Vec<Word> {
    let content = text.as_str();
    let mut words = Vec::with_capacity(content.len() / 6);
    let mut reader = Reader::default();
    let mut at = 0;
    for border in borders {
        reader.read(content, at..border.span.start, Belonging::Text, &mut words);
        reader.read(content, border.span.start.max(at)..border.span.end, border.of, &mut words);
        at = at.max(border.span.end);
    }
    reader.read(content, at..content.len(), Belonging::Text, &mut words);
    words
}

/// The words of a piece of text, with their places in it.
pub(super) fn words_of(piece: &str) -> Vec<Word> {
    let mut words = Vec::new();
    Reader::default().read(piece, 0..piece.len(), Belonging::Text, &mut words);
    words
}

/// The keys of the words of a piece of text, hyphens apart: `Al-Hashimi` has two.
pub(super) fn parts(piece: &str, start: usize) -> Vec<Word> {
    let mut reader = Reader { apart: true, ..Reader::default() };
    let mut words = Vec::new();
    reader.read(piece, 0..piece.len(), Belonging::Text, &mut words);
    words.iter().map(|word| Word { span: word.span.shifted(start), ..*word }).collect()
}

/// The key of the letters and digits of some characters taken as one word.
pub(super) fn key(characters: &str) -> u64 {
    let mut reader = Reader::default();
    characters
        .chars()
        .filter(|character| character.is_alphanumeric())
        .for_each(|character| reader.push(character));
    reader.key()
}

/// Reads words; keeps the memory of the folded one.
#[derive(Default)]
struct Reader {
    folded: Vec<u8>,
    /// Hyphens part words.
    apart: bool,
}

impl Reader {
    fn read(&mut self, content: &str, within: Range<usize>, of: Belonging, words: &mut Vec<Word>) {
        let Some(piece) = content.get(within.clone()) else { return };
        let mut at = 0;
        while let Some(begin) = piece.get(at..).and_then(|rest| rest.find(char::is_alphanumeric)) {
            let start = at + begin;
            let (end, joined) = self.word(piece, start);
            words.push(Word {
                span: Span::new(start, end).shifted(within.start),
                key: self.key(),
                of,
                joined,
            });
            at = end;
        }
    }

    /// Reads the word that begins at `start`; gives its end, and whether it was joined.
    fn word(&mut self, piece: &str, start: usize) -> (usize, bool) {
        self.folded.clear();
        let mut joined = false;
        let mut end = self.letters(piece, start);
        while !self.apart {
            let rest = piece.get(end..).unwrap_or_default();
            let hyphen = rest.chars().next().filter(|character| is_hyphen(*character));
            let behind = end + hyphen.map_or(0, char::len_utf8);
            let gap = hyphen.and_then(|_| bridge(piece.get(behind..).unwrap_or_default()));
            let Some(gap) = gap else { break };
            joined = true;
            end = self.letters(piece, behind + gap);
        }
        (end, joined)
    }

    /// Reads letters and digits from `start` on; gives their end.
    fn letters(&mut self, piece: &str, start: usize) -> usize {
        let mut end = start;
        for (at, character) in piece.get(start..).unwrap_or_default().char_indices() {
            if character.is_alphanumeric() {
                self.push(character);
                end = start + at + character.len_utf8();
            } else if !joins(character) {
                break;
            }
        }
        end
    }

    fn push(&mut self, character: char) {
        if character.is_ascii() {
            self.push_ascii(fold_ascii(character));
            return;
        }
        if let Some(letter) = plain(character) {
            self.push_ascii(fold_ascii(letter));
            return;
        }
        let mut buffer = [0; 4];
        for lower in character.to_lowercase() {
            self.folded.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
        }
    }

    fn push_ascii(&mut self, letter: u8) {
        if letter == b'n' && self.folded.last() == Some(&b'r') {
            self.folded.pop();
            self.folded.push(b'm');
        } else {
            self.folded.push(letter);
        }
    }

    fn key(&self) -> u64 {
        hash(&self.folded)
    }
}

/// Whether a word goes on behind a hyphen, and how many bytes of line end and blanks are between.
fn bridge(rest: &str) -> Option<usize> {
    let mut broken = false;
    for (at, byte) in rest.bytes().enumerate().take(64) {
        match byte {
            b'\n' | b'\r' => broken = true,
            b' ' | b'\t' => {}
            _ => {
                let next = rest.get(at..).and_then(|rest| rest.chars().next());
                let goes_on = next.is_some_and(char::is_alphanumeric) && (at == 0 || broken);
                return goes_on.then_some(at);
            }
        }
    }
    None
}

const fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

/// Characters inside a word that nobody sees, and accents that stand behind their letter.
const fn joins(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

const fn fold_ascii(character: char) -> u8 {
    let lower = character.to_ascii_lowercase() as u8;
    match lower {
        b'0' => b'o',
        b'1' | b'l' => b'i',
        other => other,
    }
}

/// The letter of ASCII that a letter with an accent, or one that only looks like it, stands for.
const fn plain(character: char) -> Option<char> {
    Some(match character {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'А' | 'а' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' | 'С' | 'с' => 'c',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Е' | 'е' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'І' | 'і' => 'i',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'О' | 'о' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ý' | 'ý' | 'ÿ' | 'У' | 'у' => 'y',
        'Ś'..='š' | 'Ѕ' | 'ѕ' => 's',
        'Ź'..='ž' => 'z',
        'Ğ'..='ģ' => 'g',
        'Ł' | 'ł' => 'l',
        'Р' | 'р' => 'p',
        'Х' | 'х' => 'x',
        _ => return None,
    })
}

/// FNV-1a, and a last stir so that the low bits are as good as the high ones.
fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The hash of some keys in a row.
pub(super) fn chain(keys: impl IntoIterator<Item = u64>) -> u64 {
    let step = |hash: u64, key: u64| (hash.rotate_left(23) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    keys.into_iter().fold(0x51_7c_c1_b7_27_22_0a_95, step)
}

/// Hashes keys, which are hashes already, to themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Same(u64);

impl std::hash::Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map by keys.
pub(super) type ByKey<V> = std::collections::HashMap<u64, V, std::hash::BuildHasherDefault<Same>>;

/// A set of keys.
pub(super) type Keys = std::collections::HashSet<u64, std::hash::BuildHasherDefault<Same>>;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn keys(content: &str) -> Vec<u64> {
        words(&Text::decode(content.into())).iter().map(|word| word.key).collect()
    }

    #[test]
    fn copies_of_a_text_agree() {
        assert_eq!(keys("Infor-\r\n  mation on José 0l1"), keys("INFORMATION on Jose O11"));
        assert_eq!(keys("modern corn"), keys("modem com"));
        assert_eq!(keys("US-\nRussia"), keys("US-Russia"));
        assert_eq!(keys("Pet\u{200b}rov Реtrоv"), keys("Petrov Petrov"));
        assert_ne!(keys("100"), keys("110"));
        assert_eq!(keys("one - two").len(), 2);
        assert_eq!(keys("one -\ntwo").len(), 2);
    }

    #[test]
    fn no_word_crosses_a_border_and_parts_have_their_places() {
        let text = Text::decode("IvXXXXov met".into());
        let border = Border { span: Span::new(2, 6), of: Belonging::Mark };
        let found = words_within(&text, &[border]);
        let shown: Vec<&str> = found.iter().map(|word| text.slice(word.span)).collect();
        assert_eq!(shown, ["Iv", "XXXX", "ov", "met"]);
        assert_eq!(found.get(1).unwrap().of, Belonging::Mark);
        let places: Vec<Span> = parts("al-Hashimi", 10).iter().map(|word| word.span).collect();
        assert_eq!(places, [Span::new(10, 12), Span::new(13, 20)]);
    }
}
