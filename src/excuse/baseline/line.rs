//! One line of a baseline: `FINGERPRINT RULE PATH`, or `COUNT RULE PATH`.
//!
//! The path stands last, so that blanks in it mean nothing; what would break the line is written as
//! `%0A`, and `%` as `%25`.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{By, Known};

/// What a line says, how often aside. Ordered as the lines of a file are: findings of one file stand
/// together, so that two people who touch different files do not touch the same lines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    path: String,
    rule: String,
    /// Empty where findings are counted.
    fingerprint: String,
}

impl Line {
    pub(super) fn new(finding: Known<'_>, by: By) -> Self {
        let fingerprint = match by {
            By::Fingerprint => finding.fingerprint.to_owned(),
            By::Count => String::new(),
        };
        Self { path: finding.path.to_owned(), rule: finding.rule.to_owned(), fingerprint }
    }

    /// What stands before all lines of a file.
    pub(super) fn before(path: &str) -> Self {
        Self { path: path.to_owned(), rule: String::new(), fingerprint: String::new() }
    }

    /// Reads a line, with how many findings it stands for.
    pub(super) fn read(line: &str, by: By) -> Option<(Self, usize)> {
        let mut fields = line.splitn(3, ' ');
        let (first, rule, path) = (fields.next()?, fields.next()?, fields.next()?);
        let (fingerprint, times) = match by {
            By::Fingerprint if first.starts_with("v1:") && first.len() == 35 => (first, 1),
            By::Fingerprint => return None,
            By::Count => ("", first.parse().ok().filter(|times| *times > 0)?),
        };
        let path = unescaped(path).filter(|path| !path.is_empty() && !rule.is_empty())?;
        Some((Self { path, rule: rule.to_owned(), fingerprint: fingerprint.to_owned() }, times))
    }

    pub(super) fn write(&self, times: usize, by: By, out: &mut dyn Write) -> io::Result<()> {
        let path = escaped(&self.path);
        match by {
            By::Count => writeln!(out, "{times} {} {path}", self.rule),
            By::Fingerprint => {
                (0..times).try_for_each(|_| writeln!(out, "{} {} {path}", self.fingerprint, self.rule))
            }
        }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn rule(&self) -> &str {
        &self.rule
    }
}

/// Blanks at the end would be lost.
fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    let end = path.trim_end().len();
    for (at, letter) in path.char_indices() {
        if letter == '%' || letter.is_control() || at >= end {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                let _ = write!(escaped, "%{byte:02X}");
            }
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

fn unescaped(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let byte = if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_any_sort_come_back() {
        for path in ["a b/c.txt", "100%.txt", "two\nlines", "end ", "ü\u{202e}", "tab\there", "\u{85}x"] {
            let finding =
                Known { path, rule: "tags-missing", fingerprint: "v1:00112233445566778899aabbccddeeff" };
            let line = Line::new(finding, By::Fingerprint);
            let mut out = Vec::new();
            assert!(line.write(1, By::Fingerprint, &mut out).is_ok());
            let written = String::from_utf8_lossy(&out);
            assert_eq!(written.lines().count(), 1, "{written}");
            assert_eq!(
                Line::read(written.trim_end_matches('\n'), By::Fingerprint),
                Some((line, 1)),
                "{path}"
            );
        }
    }

    #[test]
    fn what_is_no_line_is_none() {
        for line in ["x tags-missing a", "v1:12 tags-missing a", "v1:00112233445566778899aabbccddeeff a", "a"]
        {
            assert_eq!(Line::read(line, By::Fingerprint), None, "{line}");
        }
        assert_eq!(Line::read("0 tags-missing a", By::Count), None);
        assert_eq!(Line::read("-1 tags-missing a", By::Count), None);
    }
}
