//! The lines of a text.

use super::places;
use crate::span::Span;

/// The lines without their ends, in order.
pub(super) fn split(bytes: &[u8]) -> Vec<Span> {
    let mut lines = Vec::with_capacity(bytes.len() / 32 + 1);
    let mut start = 0;
    // From LF to CR, with the other feeds between them.
    places::each::<b'\n', b'\r'>(bytes, |end| {
        let length = end_length(bytes.get(end..).unwrap_or_default());
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

/// Bytes of the line end at the front: LF, CR, CR LF or CR CR LF.
const fn end_length(rest: &[u8]) -> usize {
    match rest {
        [b'\r', b'\r', b'\n', ..] => 3,
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    }
}
