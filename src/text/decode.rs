//! Bytes to characters.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How a file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, ASCII included.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, taken where nothing else fits.
    Windows1252,
}

impl Encoding {
    /// The name in reports and rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// The byte order mark in UTF-8.
pub(super) const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

pub(super) struct Decoded {
    pub(super) content: String,
    pub(super) encoding: Encoding,
    /// Bytes of the byte order mark.
    pub(super) mark: usize,
}

pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    if bytes.starts_with(UTF8_MARK) {
        // A program that puts the mark in front of what has one already leaves two.
        let marks = bytes.chunks_exact(UTF8_MARK.len()).take_while(|chunk| *chunk == UTF8_MARK).count();
        utf8(bytes, marks * UTF8_MARK.len())
    } else if bytes.starts_with(&[0xFF, 0xFE]) {
        utf16(&bytes, Encoding::Utf16Le, 2)
    } else if bytes.starts_with(&[0xFE, 0xFF]) {
        utf16(&bytes, Encoding::Utf16Be, 2)
    } else {
        match unmarked_utf16(&bytes) {
            Some(encoding) => utf16(&bytes, encoding, 0),
            None => utf8(bytes, 0),
        }
    }
}

fn utf8(mut bytes: Vec<u8>, mark: usize) -> Decoded {
    bytes.drain(..mark);
    match String::from_utf8(bytes) {
        Ok(content) => Decoded { content, encoding: Encoding::Utf8, mark },
        Err(error) => {
            let (content, _) = WINDOWS_1252.decode_without_bom_handling(error.as_bytes());
            Decoded { content: content.into_owned(), encoding: Encoding::Windows1252, mark }
        }
    }
}

fn utf16(bytes: &[u8], encoding: Encoding, mark: usize) -> Decoded {
    let decoder = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
    let (content, _) = decoder.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    Decoded { content: content.into_owned(), encoding, mark }
}

/// UTF-16 without a byte order mark shows as a NUL in every other byte of Latin text. Read as UTF-8
/// such a file would be "no cable", a silent pass.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..bytes.len().min(512))?;
    memchr::memchr(0, sample)?;
    let pairs = sample.len() / 2;
    let nuls = |at: usize| sample.iter().skip(at).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    // One character of another script may have a NUL on the other side.
    let few = |others: usize, nuls: usize| others * 10 <= nuls;
    if pairs < 4 {
        None
    } else if few(even, odd) && odd * 10 >= pairs * 9 {
        Some(Encoding::Utf16Le)
    } else if few(odd, even) && even * 10 >= pairs * 9 {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(bytes: &[u8]) -> Encoding {
        decode(bytes.to_vec()).encoding
    }

    #[test]
    fn the_encoding_is_told_from_the_bytes() {
        assert_eq!(encoding(b"UNCLAS"), Encoding::Utf8);
        assert_eq!(encoding(b"\xFF\xFEU\0"), Encoding::Utf16Le);
        assert_eq!(encoding(b"\xFE\xFF\0U"), Encoding::Utf16Be);
        assert_eq!(encoding(b"U\0N\0C\0L\0A\0S\0"), Encoding::Utf16Le);
        assert_eq!(encoding(b"\0U\0N\0C\0L\0A\0S"), Encoding::Utf16Be);
        assert_eq!(encoding(b"caf\xE9"), Encoding::Windows1252);
        assert_eq!(encoding(b"\0\0\0\0\0\0\0\0"), Encoding::Utf8);
        // An emoji has a NUL on the side of the letters: U+1F600 ends in one.
        let text = "UNCLAS OSLO 000123 \u{1F600} and more";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(encoding(&little), Encoding::Utf16Le);
    }

    #[test]
    fn a_byte_order_mark_that_stands_twice_is_no_text() {
        let decoded = decode("\u{feff}\u{feff}UNCLAS".into());
        assert_eq!((decoded.content.as_str(), decoded.mark), ("UNCLAS", 6));
    }

    #[test]
    fn windows_1252_gives_every_byte_a_character() {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();
        assert_eq!(decode(bytes).content.chars().count(), 128);
    }
}
