//! Paths as URI references (RFC 3986): a relative path stays relative, with forward slashes; everything
//! that is neither a letter, a digit, nor one of `-._~/` is percent-encoded, so that a colon in a file
//! name is never taken for the end of a scheme.

use std::fmt::Write;

/// The reference to a path. One that begins at the root of a file system is a `file` URI.
pub(super) fn reference(path: &str) -> String {
    let mut reference = String::with_capacity(path.len());
    if path.starts_with('/') {
        reference.push_str("file://");
    } else if is_drive(path) {
        reference.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            reference.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(reference, "%{byte:02X}");
        }
    }
    reference
}

/// `C:/` of Windows.
fn is_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(reference("cables/08 é#1?.txt"), "cables/08%20%C3%A9%231%3F.txt");
        assert_eq!(reference("javascript:x"), "javascript%3Ax");
        assert_eq!(reference("../a%2F\n.txt"), "../a%252F%0A.txt");
        assert_eq!(reference("/srv/a.txt"), "file:///srv/a.txt");
        assert_eq!(reference("C:/a.txt"), "file:///C%3A/a.txt");
    }
}
