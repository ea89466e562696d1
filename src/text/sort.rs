//! What a file is that holds no text: told by how it begins, for whoever asks whether everything was looked at.
//!
//! A file is decoded and searched whatever it is. But pages of a scan are not read, nor what is packed, and a
//! report that counts such a file among those in which nothing was found would let it pass.

use serde::{Deserialize, Serialize};

/// What a file is that holds no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// A PDF.
    Pdf,
    /// A picture: a scan, a photograph.
    Image,
    /// An archive, or an Office file, which is one.
    Packed,
    /// Anything else.
    Other,
}

impl Sort {
    /// What it is called in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Image => "image",
            Self::Packed => "archive or Office file",
            Self::Other => "other",
        }
    }
}

/// How files begin that hold no text, as they look when decoded, and what they are.
const BEGINNINGS: [(&str, Sort); 14] = [
    ("%PDF-", Sort::Pdf),
    ("\u{2030}PNG", Sort::Image),
    ("\u{ff}\u{d8}\u{ff}", Sort::Image),
    ("GIF8", Sort::Image),
    ("II*\0", Sort::Image),
    ("MM\0*", Sort::Image),
    ("PK\u{3}\u{4}", Sort::Packed),
    ("\u{d0}\u{cf}\u{11}\u{e0}", Sort::Packed),
    ("\u{1f}\u{2039}", Sort::Packed),
    ("BZh", Sort::Packed),
    ("\u{fd}7zXZ", Sort::Packed),
    ("7z\u{bc}\u{af}'\u{1c}", Sort::Packed),
    ("Rar!\u{1a}", Sort::Packed),
    ("\u{7f}ELF", Sort::Other),
];

/// So many characters are looked at.
const BEGINNING: usize = 4096;

/// Of so many characters one is a control character where bytes are no text. Of bytes at random it is one in
/// nine; a text that went through a bad line has far fewer.
const ONE_IN: usize = 20;

/// What a file is, if it holds no text.
pub(super) fn without_text(content: &str) -> Option<Sort> {
    format(content).or_else(|| {
        if is_plain(content.as_bytes()) {
            return None;
        }
        is_mostly_odd(content).then_some(Sort::Other)
    })
}

/// What a file is that begins as those of a format without text do. Four letters could open a text too (`BZh`, `GIF8`):
/// where none of the signs of a beginning is odd, one of those behind it must be, as it is in every such file.
pub(super) fn format(content: &str) -> Option<Sort> {
    let (beginning, sort) = BEGINNINGS.iter().find(|(beginning, _)| content.starts_with(beginning))?;
    let sure = *sort == Sort::Pdf || !beginning.bytes().all(|byte| byte.is_ascii_graphic());
    (sure || is_mostly_odd(content)).then_some(*sort)
}

/// So many of the first characters are odd that they are no text.
fn is_mostly_odd(content: &str) -> bool {
    let beginning = || content.chars().take(BEGINNING);
    let odd = beginning().filter(|&character| is_odd(character)).count();
    odd > 1 && odd * ONE_IN > beginning().count()
}

/// Bytes that are told at a time to belong to no odd character: so many that what is done once for each counts little.
const STRETCH: usize = 256;

/// True where surely no character of the beginning is odd. Nearly every text is so, and is told so without a branch for
/// each byte: looked at one by one, the characters took a tenth of a whole check.
fn is_plain(content: &[u8]) -> bool {
    let ascii = content.get(..BEGINNING).is_some_and(<[u8]>::is_ascii);
    let longest = if ascii { BEGINNING } else { BEGINNING * char::MAX.len_utf8() };
    let beginning = content.get(..longest).unwrap_or(content);
    let (stretches, rest) = beginning.as_chunks::<STRETCH>();
    let may_hold = |stretch: &[u8]| stretch.iter().fold(false, |any, &byte| any | may_be_odd(byte));
    let mut held = stretches.iter().map(|stretch| may_hold(stretch)).chain([may_hold(rest)]).enumerate();
    !held.any(|(index, may)| may && holds_odd(content.get(index * STRETCH..).unwrap_or_default()))
}

/// True where an odd character may begin in the stretch at the front.
fn holds_odd(content: &[u8]) -> bool {
    let behind = content.iter().skip(1).copied().chain([0]);
    let mut pairs = content.iter().copied().zip(behind).take(STRETCH);
    pairs.any(|(byte, next)| may_be_odd(byte) && (byte != TWO_BYTES || matches!(next, 0x80..=0x9f)))
}

/// The first byte of the characters from U+0080 to U+00BF, of which half are odd. A blank that holds words together
/// is none of them, and stands in many texts.
const TWO_BYTES: u8 = 0xc2;

/// Perhaps a control character of one byte, or the first byte of one of two (U+0080 to U+009F).
#[allow(clippy::needless_bitwise_bool)] // so that nothing branches
const fn may_be_odd(byte: u8) -> bool {
    // Bell, backspace, tab, line ends, page ends. End of file and escape are plain too, and too rare to be told here.
    let plain = byte.wrapping_sub(0x7) < 7;
    ((byte < b' ') & !plain) | (byte == 0x7f) | (byte == TWO_BYTES)
}

/// True for a character that no text has: a control character that neither ends a line or page nor is a teletype's.
fn is_odd(character: char) -> bool {
    character.is_control()
        && !matches!(
            character,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{7}' | '\u{8}' | '\u{1a}' | '\u{1b}'
        )
}

#[cfg(test)]
mod tests {
    use super::{Sort, format, without_text};
    use crate::text::Text;

    fn sort(bytes: &[u8]) -> Option<&'static str> {
        without_text(Text::decode(bytes.to_vec()).as_str()).map(Sort::name)
    }

    #[test]
    fn scans_and_archives_are_told_from_text() {
        let begins: [(&[u8], &str); 9] = [
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
            (b"II*\0\x08\0\x91\x0c", "image"),
            (b"PK\x03\x04\x14\0\x06\0\x08\xff", "archive or Office file"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "archive or Office file"),
            (b"\x1f\x8b\x08\0", "archive or Office file"),
            (b"7z\xbc\xaf\x27\x1c", "archive or Office file"),
            (b"\x01\x02\x03 and \x04\x05 more \x06\xff", "other"),
        ];
        for (bytes, what) in begins {
            assert_eq!(sort(bytes), Some(what), "{bytes:?}");
        }
    }

    #[test]
    fn a_format_is_told_by_its_beginning_alone() {
        let told = |bytes: &[u8]| format(Text::decode(bytes.to_vec()).as_str()).map(Sort::name);
        assert_eq!(told(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some("image"));
        assert_eq!(told(b"GIF89a\x01\0\x01\0"), Some("image"));
        assert_eq!(told(b"\x7fELF\x02\x01"), Some("other"));
        assert_eq!(told(b"GIF89 is what the memo is about"), None);
        assert_eq!(told(b"BZhukov came on Monday"), None);
        assert_eq!(told(b"\x01\x02\x03 and \x04\x05 more \x06\xff"), None, "a bad line");
    }

    #[test]
    fn text_is_text_in_whatever_encoding() {
        let text = "UNCLAS OSLO 000001\r\r\n\r\r\nSUBJECT: CAF\u{c9}\r\r\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let old = b"UNCLAS OSLO 000001\n\nSUBJECT: \x93CAF\xc9\x94\n\x0c\x1a";
        for bytes in [
            text.as_bytes(),
            &wide,
            old,
            b"",
            b"\0",
            b"\x02ZCZC a line of a teletype, then more\x03 of it and more",
        ] {
            assert_eq!(sort(bytes), None, "{bytes:?}");
        }
    }
}
