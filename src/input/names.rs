//! Lists of paths, as `find` and `git ls-files` write them.

use std::io::{self, BufRead};
use std::path::PathBuf;

/// What some editors put in front of a list.
const BYTE_ORDER_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Reads paths, each ended by `end`. Where lines are read, a carriage return belongs to their end, and empty
/// ones are none. A path that is only a hyphen is a file of that name: a list cannot ask for the stream
/// that it may be read from.
///
/// # Errors
/// Where the list cannot be read, or has names that end in NUL and is read line by line.
pub fn read_names(from: impl BufRead, end: u8) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for name in from.split(end) {
        let mut name = name?;
        if paths.is_empty() && name.starts_with(BYTE_ORDER_MARK) {
            name.drain(..BYTE_ORDER_MARK.len());
        }
        if name.contains(&0) {
            return Err(io::Error::other("its names end in NUL: read it with -0"));
        }
        if end == b'\n' && name.last() == Some(&b'\r') {
            name.pop();
        }
        match name.as_slice() {
            b"" => {}
            b"-" => paths.push(PathBuf::from("./-")),
            _ => paths.push(path(name)),
        }
    }
    Ok(paths)
}

#[cfg(unix)]
fn path(name: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(name).into()
}

#[cfg(not(unix))]
fn path(name: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&name).into_owned().into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn names(list: &[u8], end: u8) -> Vec<String> {
        let names = read_names(list, end).unwrap();
        names.iter().map(|name| format!("{}", name.display())).collect()
    }

    #[test]
    fn lines_and_names_that_end_in_nul() {
        assert_eq!(names(b"a.txt\r\n\nb c.txt\n-\nd", b'\n'), ["a.txt", "b c.txt", "./-", "d"]);
        assert_eq!(names(b"a\nb\r\0c\0", 0), ["a\nb\r", "c"]);
        assert_eq!(names(b"\xEF\xBB\xBFa.txt\nb", b'\n'), ["a.txt", "b"]);
        assert!(read_names(&b"a\0b\0"[..], b'\n').unwrap_err().to_string().contains("-0"));
    }
}
