//! What may reach a terminal: text from files, with the characters that act on a terminal replaced
//! one for one by characters that can be seen.
//!
//! A cable file is untrusted. An escape sequence in it can hide lines or set the window title, a
//! bidirectional override can show the mark `(S)` as something else.

use std::borrow::Cow;

/// True for characters that act instead of being seen: controls, bidirectional and zero-width
/// characters, line separators, tags; and the two that no XML file may hold. The tab is harmless: it only
/// moves to the right.
pub const fn is_unsafe(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{8}'
            | '\u{A}'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{FFFE}'..='\u{FFFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// The character to show: control pictures for the ASCII controls, U+FFFD for the rest.
pub const fn visible_character(character: char) -> char {
    match character {
        '\u{7F}' => '\u{2421}',
        _ if !is_unsafe(character) => character,
        '\0'..='\u{1F}' => match char::from_u32(0x2400 + character as u32) {
            Some(picture) => picture,
            None => char::REPLACEMENT_CHARACTER,
        },
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// The text to show on one line.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) {
        Cow::Owned(text.chars().map(visible_character).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_shown_and_what_is_seen_stays() {
        assert_eq!(visible("(S)\u{1b}[2J\u{7f}"), "(S)␛[2J␡");
        assert_eq!(
            visible("a\u{202e}b\u{200b}c\u{85}\u{feff}\u{2066}"),
            "a\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}\u{fffd}"
        );
        assert_eq!(visible("¶1.\t(SBU) é"), "¶1.\t(SBU) é");
    }
}
