//! Names of files as git has them, byte for byte, and as they are seen from a folder.

use std::path::PathBuf;

/// A name below the top of the working tree, as seen from the folder whose own name is `prefix`: from
/// `a/b/`, `a/c.txt` is `../c.txt`.
pub(super) fn seen_from(prefix: &[u8], name: &[u8]) -> Vec<u8> {
    let mut folders: Vec<&[u8]> = prefix.split_inclusive(|&byte| byte == b'/').collect();
    folders.reverse();
    let mut rest = name;
    while let Some(below) = folders.last().and_then(|folder| rest.strip_prefix(*folder)) {
        rest = below;
        folders.pop();
    }
    let mut seen = b"../".repeat(folders.len());
    seen.extend(rest);
    seen
}

/// The path of this name.
#[cfg(unix)]
pub(super) fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(name).into()
}

/// The path of this name; on this system git gives names in UTF-8.
#[cfg(not(unix))]
pub(super) fn path(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}

/// Reads a name that git has put in quotation marks, because something in it would break a line:
/// git-config(1), `core.quotePath`. `None` where it is not that.
pub(super) fn unquoted(quoted: &[u8]) -> Option<Vec<u8>> {
    let mut rest = quoted.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let mut name = Vec::with_capacity(rest.len());
    while let Some((&byte, after)) = rest.split_first() {
        let (byte, after) = if byte == b'\\' { escaped(after)? } else { (byte, after) };
        name.push(byte);
        rest = after;
    }
    Some(name)
}

/// What stands for a byte after a backslash: a letter as in C, or three octal digits.
fn escaped(rest: &[u8]) -> Option<(u8, &[u8])> {
    let (&first, after) = rest.split_first()?;
    let byte = match first {
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        b'"' | b'\\' => first,
        _ => {
            let digits = std::str::from_utf8(rest.get(..3)?).ok()?;
            return Some((u8::from_str_radix(digits, 8).ok()?, rest.get(3..)?));
        }
    };
    Some((byte, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen_from_a_folder() {
        let seen = |prefix: &str, name: &str| {
            String::from_utf8(seen_from(prefix.as_bytes(), name.as_bytes())).unwrap_or_default()
        };
        assert_eq!(seen("", "a/b.txt"), "a/b.txt");
        assert_eq!(seen("a/", "a/b.txt"), "b.txt");
        assert_eq!(seen("a/b/", "a/c.txt"), "../c.txt");
        assert_eq!(seen("a/b/", "ab/b/c.txt"), "../../ab/b/c.txt");
    }

    #[test]
    fn quotation_marks_are_taken_off() {
        assert_eq!(unquoted(br#""b/d\"q\\\n\t/\303\251\377""#), Some(b"b/d\"q\\\n\t/\xc3\xa9\xff".to_vec()));
        for wrong in [&br#""b"#[..], br#"b""#, br#""\""#, br#""\9""#, br#""\99x""#, b"b", b"\""] {
            assert_eq!(unquoted(wrong), None, "{wrong:?}");
        }
    }
}
