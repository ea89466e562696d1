//! Where the digits of a text stand.

use super::places;

/// The places of the ASCII digits, in order.
pub(super) fn digits(text: &str) -> Vec<usize> {
    let mut digits = Vec::new();
    places::each::<b'0', b'9'>(text.as_bytes(), |at| digits.push(at));
    digits
}
