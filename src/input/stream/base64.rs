//! Base64 (RFC 4648, section 4), as stores of bytes write it: padded; line breaks in it, which MIME asks for,
//! count for nothing.

/// The bytes; `None` where it is anything else.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut group = Group::default();
    for byte in text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n')) {
        group.push(byte)?;
        if group.digits + group.padding == 4 {
            bytes.extend(std::mem::take(&mut group).bytes());
            // Padding ends it: what follows would be a second text.
            group.closed = byte == b'=';
        }
    }
    (group.digits + group.padding == 0).then_some(bytes)
}

/// Four characters, which stand for three bytes or, where they end in padding, for fewer.
#[derive(Default)]
struct Group {
    bits: u32,
    digits: usize,
    padding: usize,
    /// Nothing may follow.
    closed: bool,
}

impl Group {
    fn push(&mut self, byte: u8) -> Option<()> {
        if self.closed {
            return None;
        }
        if byte == b'=' && self.digits >= 2 {
            self.padding += 1;
            self.bits <<= 6;
            return Some(());
        }
        if self.padding > 0 {
            return None;
        }
        self.bits = self.bits << 6 | value(byte)?;
        self.digits += 1;
        Some(())
    }

    fn bytes(self) -> impl Iterator<Item = u8> {
        self.bits.to_be_bytes().into_iter().skip(1).take(3 - self.padding)
    }
}

fn value(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_test_vectors_of_the_standard_and_line_breaks() {
        let decoded = |text| decode(text).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob")]
        {
            assert_eq!(decoded(text).as_deref(), Some(bytes));
        }
        assert_eq!(decoded("Zm9v\r\nYmFy").as_deref(), Some("foobar"));
        assert_eq!(decode("tv//"), Some(vec![0xB6, 0xFF, 0xFF]));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["Z", "Zg", "Zg=", "=", "====", "Zg==Zg==", "Zg=v", "Zm9-", "Zm 9v", "Zm9v=", "Zm9vé"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
