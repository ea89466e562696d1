//! Letters that are not what they look like: characters of other scripts in the shape of Latin
//! capitals, and characters that cannot be seen. In a mark they defeat every search for it.

use std::borrow::Cow;

use super::Slip;

/// A string in plain Latin letters, and what had to be changed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters<'a> {
    /// The plain letters, blanks folded and trimmed.
    pub text: Cow<'a, str>,
    /// [`Slip::LookAlike`], [`Slip::Invisible`], each at most once.
    pub flaws: Vec<Slip>,
}

/// Reads a string as a person would see it.
pub fn plain_letters(text: &str) -> Letters<'_> {
    if text.is_ascii() {
        return Letters { text: Cow::Borrowed(text.trim()), flaws: Vec::new() };
    }
    let mut plain = String::with_capacity(text.len());
    let mut flaws = Vec::new();
    for character in text.chars() {
        let (seen, flaw) = match see(character) {
            Seen::Plain(character) => (Some(character), None),
            Seen::LookAlike(latin) => (Some(latin), Some(Slip::LookAlike)),
            Seen::Invisible => (None, Some(Slip::Invisible)),
        };
        plain.extend(seen);
        if let Some(flaw) = flaw.filter(|flaw| !flaws.contains(flaw)) {
            flaws.push(flaw);
        }
    }
    Letters { text: Cow::Owned(plain.trim().to_owned()), flaws }
}

/// What a reader sees of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// The character itself; a blank for every kind of blank, a plain hyphen for every kind of hyphen.
    Plain(char),
    /// The Latin letter that it looks like.
    LookAlike(char),
    /// Nothing.
    Invisible,
}

/// What a reader sees of a character.
pub(super) fn see(character: char) -> Seen {
    if is_invisible(character) {
        return Seen::Invisible;
    }
    match look_alike(character) {
        Some(latin) => Seen::LookAlike(latin),
        None if character == '\u{a0}' => Seen::Plain(' '),
        None if is_hyphen(character) => Seen::Plain('-'),
        None => Seen::Plain(character),
    }
}

/// A hyphen or dash that a printer, or whoever published the text again, has put in the place of a plain one.
const fn is_hyphen(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Zero-width and bidirectional control characters (UTS #36, "visual spoofing").
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// The Latin letter that a Cyrillic, Greek or full-width one looks like (Unicode confusables, the
/// rows of capital letters and of the digits and signs that marks use).
fn look_alike(character: char) -> Option<char> {
    let latin = match character {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Ғ' | 'Ϝ' => 'F',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Ս' | 'ꓴ' => 'U',
        'Ѵ' => 'V',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' | 'Ү' => 'Y',
        'Ζ' => 'Z',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{ff01}'..='\u{ff5e}' => return char::from_u32(u32::from(character) - 0xfee0),
        _ => return None,
    };
    Some(latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_and_invisibles_are_seen_through_and_reported() {
        assert_eq!(plain_letters("ЅВU"), Letters { text: "SBU".into(), flaws: vec![Slip::LookAlike] });
        assert_eq!(
            plain_letters("S\u{200b}BU"),
            Letters { text: "SBU".into(), flaws: vec![Slip::Invisible] }
        );
        assert_eq!(plain_letters(" SBU "), Letters { text: "SBU".into(), flaws: vec![] });
        assert_eq!(plain_letters("Québec").flaws, []);
        assert_eq!(plain_letters("C\u{a0}\u{2013} NF"), Letters { text: "C - NF".into(), flaws: vec![] });
    }
}
