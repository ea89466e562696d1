//! How far one looks from a place: so many bytes, line ends not counted, so that the same text with other line
//! ends is looked at equally far.

use memchr::{memchr2, memrchr2};

/// The place `reach` bytes before `at`, on a character boundary at or before it.
pub fn reach_back(text: &str, at: usize, reach: usize) -> usize {
    let front = text.as_bytes().get(..at).unwrap_or_default();
    let (mut left, mut from, mut end) = (reach, at, front.len());
    // No further than what is left: a line can be as long as the file.
    while let Some(window) = front.get(end.saturating_sub(left)..end).filter(|window| !window.is_empty()) {
        let line_end = memrchr2(b'\n', b'\r', window);
        let counted = window.len() - line_end.map_or(0, |line_end| line_end + 1);
        if counted > 0 {
            from = end - counted;
        }
        left -= counted;
        end -= counted + usize::from(line_end.is_some());
    }
    floor_boundary(text, from)
}

/// The place `reach` bytes behind `at`, on a character boundary at or before it.
pub fn reach_on(text: &str, at: usize, reach: usize) -> usize {
    let behind = text.as_bytes().get(at..).unwrap_or_default();
    let (mut left, mut to, mut start) = (reach, 0, 0);
    while let Some(rest) = behind.get(start..).filter(|rest| !rest.is_empty() && left > 0) {
        let window = rest.get(..left).unwrap_or(rest);
        let line_end = memchr2(b'\n', b'\r', window);
        let counted = line_end.unwrap_or(window.len());
        if counted > 0 {
            to = start + counted;
        }
        left -= counted;
        start += counted + usize::from(line_end.is_some());
    }
    floor_boundary(text, at + to)
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
