//! Where the digits of a text stand.

use super::places;

/// The places of the ASCII digits, in order.
pub(super) fn digits(text: &str) -> Vec<usize> {
    // A telegram has some hundred.
    let mut digits = Vec::with_capacity(text.len() / 32);
    places::each::<b'0', b'9'>(text.as_bytes(), |at| digits.push(at));
    digits
}
