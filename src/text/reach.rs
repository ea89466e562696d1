//! How far one looks from a place: so many bytes, line ends not counted, so that the same text with other line
//! ends is looked at equally far.

/// Bytes that are counted at a time.
const BLOCK: usize = 32;

/// The place `reach` bytes before `at`, on a character boundary at or before it.
pub fn reach_back(text: &str, at: usize, reach: usize) -> usize {
    let Some(all) = text.as_bytes().get(..at) else { return text.len() };
    let (mut front, mut left) = if all.len() <= reach { (&[][..], 0) } else { (all, reach) };
    while let Some((before, block)) = front.split_last_chunk().filter(|_| left > 0) {
        let Some(rest) = left.checked_sub(counted(block)) else { break };
        (front, left) = (before, rest);
    }
    while let Some((byte, before)) = front.split_last().filter(|_| left > 0) {
        left -= usize::from(!is_line_end(*byte));
        front = before;
    }
    // The window begins with a byte that counts.
    let window = all.get(front.len()..).unwrap_or_default();
    let skipped = window.iter().take_while(|byte| is_line_end(**byte)).count();
    floor_boundary(text, front.len() + skipped)
}

/// The place `reach` bytes behind `at`, on a character boundary at or before it.
pub fn reach_on(text: &str, at: usize, reach: usize) -> usize {
    let Some(all) = text.as_bytes().get(at..) else { return text.len() };
    let (mut behind, mut left) = if all.len() <= reach { (&[][..], 0) } else { (all, reach) };
    while let Some((block, after)) = behind.split_first_chunk().filter(|_| left > 0) {
        let Some(rest) = left.checked_sub(counted(block)) else { break };
        (behind, left) = (after, rest);
    }
    while let Some((byte, after)) = behind.split_first().filter(|_| left > 0) {
        left -= usize::from(!is_line_end(*byte));
        behind = after;
    }
    // The window ends with a byte that counts.
    let window = all.get(..all.len() - behind.len()).unwrap_or_default();
    let skipped = window.iter().rev().take_while(|byte| is_line_end(**byte)).count();
    floor_boundary(text, at + window.len() - skipped)
}

/// Bytes of a block that count.
fn counted(block: &[u8; BLOCK]) -> usize {
    let ends: u8 = block.iter().map(|byte| u8::from(*byte == b'\n') + u8::from(*byte == b'\r')).sum();
    BLOCK - usize::from(ends)
}

/// A byte that ends a line, or is a part of what does.
pub const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// What stands before `at`, as far as `reach` goes.
pub fn before(text: &str, at: usize, reach: usize) -> &str {
    text.get(reach_back(text, at, reach)..at).unwrap_or_default()
}

/// What stands behind `at`, as far as `reach` goes.
pub fn behind(text: &str, at: usize, reach: usize) -> &str {
    text.get(at..reach_on(text, at, reach)).unwrap_or_default()
}

/// The largest place not above `at` that is on a character boundary.
pub fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_window_is_as_wide_whatever_ends_the_lines() {
        for content in ["ab\ncd\nef", "ab\r\ncd\r\nef", "ab\rcd\ref", "ab\n\n\ncd\r\r\nef"] {
            let letters = |window: &str| window.replace(['\r', '\n'], "");
            assert_eq!(letters(before(content, content.len(), 3)), "def", "{content:?}");
            assert_eq!(letters(behind(content, 0, 3)), "abc", "{content:?}");
        }
    }

    proptest! {
        #[test]
        fn a_window_holds_as_many_characters_as_are_asked_for(
            text in "[ab\r\n]{0,60}", at in 0_usize..60, reach in 0_usize..40
        ) {
            let counted = |part: &str| part.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')).count();
            let (front, back) = text.split_at(at.min(text.len()));
            let (before, behind) = (before(&text, front.len(), reach), behind(&text, front.len(), reach));
            prop_assert_eq!(counted(before), reach.min(counted(front)));
            prop_assert_eq!(counted(behind), reach.min(counted(back)));
            prop_assert!(!before.starts_with(['\n', '\r']) && !behind.ends_with(['\n', '\r']));
        }
    }

    #[test]
    fn a_window_ends_with_the_last_character_that_counts() {
        assert_eq!(behind("ab\r\ncd", 0, 3), "ab\r\nc");
        assert_eq!(behind("ab\r\n", 0, 9), "ab");
        assert_eq!(before("ab\r\ncd", 6, 3), "b\r\ncd");
        assert_eq!(before("\r\nab", 4, 9), "ab");
        assert_eq!(behind("é", 0, 1), "");
        assert_eq!(before("é", 2, 1), "é");
        assert_eq!(before("ab", 0, 4), "");
    }
}
