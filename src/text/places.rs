//! Where bytes of a sort stand in a text.

/// Bytes that are told at a time to hold none.
const STRETCH: usize = 16;

/// Calls `visit` with the place of each byte from `FIRST` to `LAST`, which are ASCII, in order.
///
/// Where such bytes are dense, as line ends are, a search from each to the next costs three times as much: here
/// whether a stretch holds one is told for all its bytes at once, and then where, for eight of them at once.
#[inline(always)] // the comparisons of a stretch become a few instructions only where the bytes are known
#[allow(clippy::inline_always)]
pub(super) fn each<const FIRST: u8, const LAST: u8>(bytes: &[u8], mut visit: impl FnMut(usize)) {
    let is = |byte: u8| byte.wrapping_sub(FIRST) <= LAST - FIRST;
    let (stretches, rest) = bytes.as_chunks::<STRETCH>();
    for (index, stretch) in stretches.iter().enumerate() {
        if !stretch.iter().fold(false, |any, byte| any | is(*byte)) {
            continue;
        }
        let (words, _) = stretch.as_chunks::<{ size_of::<u64>() }>();
        for (half, word) in words.iter().enumerate() {
            let mut marks = marks::<FIRST, LAST>(u64::from_le_bytes(*word));
            while marks != 0 {
                visit(
                    index * STRETCH + half * size_of::<u64>() + (marks.trailing_zeros() / u8::BITS) as usize,
                );
                marks &= marks - 1;
            }
        }
    }
    let done = bytes.len() - rest.len();
    for (at, byte) in rest.iter().enumerate() {
        if is(*byte) {
            visit(done + at);
        }
    }
}

/// The highest bit of each of eight bytes that is from `FIRST` to `LAST`.
const fn marks<const FIRST: u8, const LAST: u8>(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = 0x80 * ONES;
    // The sum of a byte and this reaches the highest bit from the byte on, and never the next byte.
    const fn reaching(byte: u8) -> u64 {
        (0x80 - byte as u64) * ONES
    }
    let low = word & !HIGHEST;
    (low + reaching(FIRST)) & !(low + reaching(LAST + 1)) & !word & HIGHEST
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::each;

    proptest! {
        #[test]
        fn every_place_is_visited_once_and_in_order(bytes in proptest::collection::vec(0x28_u8..0xc0, 0..120)) {
            let mut places = Vec::new();
            each::<b'0', b'9'>(&bytes, |at| places.push(at));
            let digits = bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
            let plain: Vec<usize> = digits.map(|(at, _)| at).collect();
            prop_assert_eq!(places, plain);
        }
    }
}
