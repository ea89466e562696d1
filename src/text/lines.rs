//! The lines of a text.

use super::places;
use crate::span::Span;

/// The lines without their ends, in order.
pub(super) fn split(bytes: &[u8]) -> Vec<Span> {
    let mut lines = Vec::with_capacity(bytes.len() / 32 + 1);
    let mut start = 0;
    // From LF to CR, with the other feeds between them.
    places::each::<b'\n', b'\r'>(bytes, |end| {
        let length = match bytes.get(end) {
            Some(b'\n') => 1,
            Some(b'\r') => end_length(bytes.get(end..).unwrap_or_default()),
            _ => 0,
        };
        // Not inside the line end before.
        if length > 0 && end >= start {
            lines.push(Span::new(start, end));
            start = end + length;
        }
    });
    if start < bytes.len() {
        lines.push(Span::new(start, bytes.len()));
    }
    lines
}

/// Bytes of the line end that a CR begins: CR, CR LF or CR CR LF.
const fn end_length(rest: &[u8]) -> usize {
    match rest {
        [_, b'\r', b'\n', ..] => 3,
        [_, b'\n', ..] => 2,
        _ => 1,
    }
}
