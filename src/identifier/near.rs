//! Windows around a place. Line ends are not counted, so that the same text with other line ends is
//! looked at equally far.

/// What stands behind `at`, up to `reach` bytes.
pub(super) fn behind(text: &str, at: usize, reach: usize) -> &str {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let counted = bytes.iter().enumerate().filter(|(_, byte)| !is_line_end(**byte));
    let mut end = counted.take(reach).last().map_or(at, |(place, _)| at + place + 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(at..end).unwrap_or_default()
}

/// What stands before `at`, up to `reach` bytes.
pub(super) fn before(text: &str, at: usize, reach: usize) -> &str {
    let bytes = text.as_bytes().get(..at).unwrap_or_default();
    let counted = bytes.iter().enumerate().rev().filter(|(_, byte)| !is_line_end(**byte));
    let mut start = counted.take(reach).last().map_or(at, |(place, _)| place);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..at).unwrap_or_default()
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Nothing touches `start..end` that would make it a piece of a longer number or word.
pub(super) fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let at = |place: Option<usize>| place.and_then(|place| bytes.get(place)).copied().unwrap_or(b' ');
    let (last, second_last) = (at(start.checked_sub(1)), at(start.checked_sub(2)));
    let (next, second) = (at(Some(end)), at(Some(end + 1)));
    let joins = |byte: u8| matches!(byte, b'-' | b'/' | b'.' | b',' | b'_');
    // A hyphen also glues letters: `X-123`; a comma or full stop only digits: `1,123`.
    let glued_left =
        joins(last) && (second_last.is_ascii_digit() || (last == b'-' && second_last.is_ascii_alphabetic()));
    let glued_right = joins(next) && second.is_ascii_digit();
    !(last.is_ascii_alphanumeric() || next.is_ascii_alphanumeric() || glued_left || glued_right)
}

/// The digits of a string.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_do_not_count_line_ends() {
        assert_eq!(behind("ab\r\ncd", 0, 3), "ab\r\nc");
        assert_eq!(before("ab\r\ncd", 6, 3), "b\r\ncd");
        assert_eq!(behind("é", 0, 1), "");
    }

    #[test]
    fn pieces_of_longer_numbers_do_not_stand_alone() {
        assert!(stands_alone("no. 123.", 4, 7));
        assert!(stands_alone("(123)", 1, 4));
        for glued in ["1-123", "123-4", "A123", "1,123", "X-123"] {
            let start = glued.find("123").unwrap_or_default();
            assert!(!stands_alone(glued, start, start + 3), "{glued}");
        }
    }
}
