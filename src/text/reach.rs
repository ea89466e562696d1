//! How far one looks from a place: so many bytes, line ends not counted, so that the same text with other line
//! ends is looked at equally far.

use memchr::{memchr2_iter, memrchr2_iter};

/// The place `reach` bytes before `at`, on a character boundary at or before it.
pub fn reach_back(text: &str, at: usize, reach: usize) -> usize {
    let front = text.as_bytes().get(..at).unwrap_or_default();
    let (mut left, mut from, mut end) = (reach, at, front.len());
    // Line by line, from the last on: `end` is where the line ends, `from` the earliest byte counted.
    let starts = memrchr2_iter(b'\n', b'\r', front).map(|line_end| line_end + 1).chain([0]);
    for start in starts {
        let counted = (end - start).min(left);
        if counted > 0 {
            from = end - counted;
        }
        left -= counted;
        if left == 0 {
            break;
        }
        end = start.saturating_sub(1);
    }
    floor_boundary(text, from)
}

/// The place `reach` bytes behind `at`, on a character boundary at or before it.
pub fn reach_on(text: &str, at: usize, reach: usize) -> usize {
    let behind = text.as_bytes().get(at..).unwrap_or_default();
    let (mut left, mut to, mut start) = (reach, 0, 0);
    for end in memchr2_iter(b'\n', b'\r', behind).chain([behind.len()]) {
        let counted = (end - start).min(left);
        if counted > 0 {
            to = start + counted;
        }
        left -= counted;
        if left == 0 {
            break;
        }
        start = end + 1;
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
    use super::*;

    #[test]
    fn a_window_is_as_wide_whatever_ends_the_lines() {
        for content in ["ab\ncd\nef", "ab\r\ncd\r\nef", "ab\rcd\ref", "ab\n\n\ncd\r\r\nef"] {
            let letters = |window: &str| window.replace(['\r', '\n'], "");
            assert_eq!(letters(before(content, content.len(), 3)), "def", "{content:?}");
            assert_eq!(letters(behind(content, 0, 3)), "abc", "{content:?}");
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
