//! A word at the front of a text: how long it is, what it counts as and what it looks like.

/// What a word looks like; a set of bits, of which the lowest three say what else a token can be.
pub(super) type Shape = u8;

/// The first letter is a capital.
pub(super) const CAPITAL: Shape = 1 << 3;
/// All letters, two or more, are capitals.
pub(super) const UPPER: Shape = 1 << 4;
/// It holds a digit, or is an address.
pub(super) const DIGIT: Shape = 1 << 5;

/// Adds a character to a hash (FNV-1a).
const fn mix(hash: u64, value: u32) -> u64 {
    (hash ^ value as u64).wrapping_mul(0x0100_0000_01b3)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a word: case and apostrophes do not count.
pub(super) fn hash_word(word: &str) -> u64 {
    let letters = word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.fold(SEED, |hash, letter| mix(hash, u32::from(letter)))
}

/// The same of a word of ASCII.
pub(super) const fn hash_plain(word: &str) -> u64 {
    let mut hash = SEED;
    let mut rest = word.as_bytes();
    while let [letter, behind @ ..] = rest {
        if letter.is_ascii_alphanumeric() {
            hash = mix(hash, letter.to_ascii_lowercase() as u32);
        }
        rest = behind;
    }
    hash
}

/// A word as it is written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    /// Its bytes: letters and digits, an apostrophe between letters.
    pub(super) length: usize,
    pub(super) hash: u64,
    pub(super) shape: Shape,
}

impl Written {
    /// The word at the front, which begins with a letter or digit of ASCII. Nearly every word is of these alone and
    /// is gone over once; the tables of Unicode are slow to ask.
    pub(super) fn read_plain(rest: &str) -> Self {
        let (mut length, mut hash, mut seen) = (0, SEED, 0);
        for byte in rest.bytes() {
            let sort = LETTERS.get(usize::from(byte)).copied().unwrap_or_default();
            if sort == 0 {
                if byte == b'\'' || !byte.is_ascii() {
                    return Self::read(rest);
                }
                break;
            }
            hash = mix(hash, u32::from(byte | SMALL_BIT));
            seen |= sort;
            length += 1;
        }
        let capital = rest.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        Self { length, hash, shape: shape_of(capital, length, seen) }
    }

    /// The same, whatever letters it is of.
    pub(super) fn read(rest: &str) -> Self {
        let (mut length, mut seen) = (0, 0);
        for (at, letter) in rest.char_indices() {
            let inside = letter.is_alphanumeric()
                || (matches!(letter, '\'' | '\u{2019}') && joins(rest.get(at..).unwrap_or_default()));
            if !inside {
                break;
            }
            seen |= if letter.is_lowercase() { SMALL } else { 0 }
                | if letter.is_uppercase() { LARGE } else { 0 }
                | if letter.is_numeric() { FIGURE } else { 0 };
            length = at + letter.len_utf8();
        }
        let word = rest.get(..length).unwrap_or_default();
        Self {
            length,
            hash: hash_word(word),
            shape: shape_of(word.starts_with(char::is_uppercase), length, seen),
        }
    }
}

/// Makes a small letter of a capital; digits have it.
const SMALL_BIT: u8 = b'a' - b'A';

/// What a letter of a word is; a set of bits.
const SMALL: u8 = 1;
const LARGE: u8 = 1 << 1;
const FIGURE: u8 = 1 << 2;

/// What each byte is in a word; 0 for what is no letter or digit of ASCII.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut rest: &mut [u8] = &mut letters;
    let mut byte = 0_u8;
    while let [first, behind @ ..] = rest {
        *first = match byte {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => LARGE,
            b'0'..=b'9' => FIGURE,
            _ => 0,
        };
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    letters
};

/// What a word of so many bytes looks like in which such letters were seen.
const fn shape_of(capital: bool, length: usize, seen: u8) -> Shape {
    let upper = length > 1 && seen & LARGE != 0 && seen & SMALL == 0;
    let digit = seen & FIGURE != 0;
    (if capital { CAPITAL } else { 0 }) | (if upper { UPPER } else { 0 }) | (if digit { DIGIT } else { 0 })
}

/// The words of a text that may count as others of ASCII, in small letters and as they count: without the apostrophes
/// inside them, and with a `k` for the sign of Kelvin, the only other letter that has a small letter of ASCII.
pub(super) fn odd_words(text: &str) -> String {
    let mut odd = String::new();
    let mut done = 0;
    for at in odd_signs(text).filter(|at| is_odd(text, *at)) {
        if at < done {
            continue;
        }
        let (front, behind) = text.split_at_checked(at).unwrap_or_default();
        let start = front.trim_end_matches(is_letter_or_apostrophe).len();
        done = text.len() - behind.trim_start_matches(is_letter_or_apostrophe).len();
        odd.push_str(&plain(text.get(start..done).unwrap_or_default()));
        odd.push(' ');
    }
    odd
}

/// Where such a sign may stand: the apostrophes, and what the others begin with.
fn odd_signs(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr2_iter(b'\'', 0xE2, text.as_bytes())
}

/// The sign at a place is an apostrophe inside a word, or that of Kelvin.
fn is_odd(text: &str, at: usize) -> bool {
    let (front, behind) = text.split_at_checked(at).unwrap_or_default();
    let apostrophe = behind.starts_with(['\'', '\u{2019}']);
    behind.starts_with(KELVIN) || apostrophe && front.ends_with(char::is_alphanumeric) && joins(behind)
}

fn is_letter_or_apostrophe(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\'' | '\u{2019}')
}

/// Words as they count.
fn plain(words: &str) -> String {
    let counts = |(at, sign): (usize, char)| match sign {
        KELVIN => Some('k'),
        '\'' | '\u{2019}' if is_odd(words, at) => None,
        _ => Some(sign.to_ascii_lowercase()),
    };
    words.char_indices().filter_map(counts).collect()
}

const KELVIN: char = '\u{212a}';

/// An apostrophe with more than an `s` behind it stands inside a word: O'Brien.
fn joins(behind: &str) -> bool {
    let mut letters = behind.chars().skip(1);
    let first = letters.next().is_some_and(char::is_alphabetic);
    first && letters.next().is_some_and(char::is_alphabetic)
}
