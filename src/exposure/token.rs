//! The words of a text with what stands between them, as the search for exposed names compares them.
//!
//! Case, possessives, typographic signs and line ends are folded away. Portion marks, page lines, stamps
//! and codes in the margin are no words of the text and are left out. Redactions in a row are one token.

use super::lexicon::{self, Class};
use super::written::Written;
pub(super) use super::written::{CAPITAL, DIGIT, Shape, UPPER, hash_word};
use crate::span::Span;

/// The end of a sentence, field or paragraph; no word.
pub(super) const BREAK: Shape = 1;
/// A redaction.
pub(super) const MASK: Shape = 1 << 1;
/// A comma, bracket, colon or dash stands in front.
pub(super) const COMMA: Shape = 1 << 2;
/// An opening bracket stands directly in front.
pub(super) const BRACKET: Shape = 1 << 6;
/// What every break counts as.
const BREAK_HASH: u64 = 1;
/// What every redaction counts as.
const MASK_HASH: u64 = 2;

/// A word, a break or a redaction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Of the letters, small; equal words have equal hashes.
    pub(super) hash: u64,
    pub(super) start: usize,
    pub(super) length: u32,
    pub(super) class: Class,
    pub(super) shape: Shape,
}

impl Token {
    pub(super) const fn span(&self) -> Span {
        Span::new(self.start, self.start + self.length as usize)
    }

    pub(super) const fn is(&self, shape: Shape) -> bool {
        self.shape & shape != 0
    }

    pub(super) const fn of(&self, class: Class) -> bool {
        self.class & class != 0
    }

    /// A word that says something of its own.
    pub(super) const fn is_content(&self) -> bool {
        !self.is(BREAK | MASK) && !self.of(lexicon::FUNCTION | lexicon::REPORTING) && self.length > 1
    }

    /// A word of any sort.
    pub(super) const fn is_word(&self) -> bool {
        !self.is(BREAK | MASK)
    }
}

/// One hash of two.
pub(super) const fn join(one: u64, other: u64) -> u64 {
    (one.rotate_left(23) ^ other).wrapping_mul(BASE).rotate_left(29)
}

/// The longest run of words that is compared at once.
pub(super) const LONGEST: usize = 8;

/// The words of a text. Any run of them up to the longest is compared in one step, so that a text costs the
/// same whatever repeats in it.
pub(super) struct Words {
    tokens: Vec<Token>,
    /// Up to each token, the hash of all before it.
    sums: Vec<u64>,
}

/// Odd, so that no power of it is 0.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The base to each power.
const POWERS: [u64; LONGEST + 1] = {
    let mut powers = [1; LONGEST + 1];
    let (mut rest, mut power): (&mut [u64], u64) = (&mut powers, 1);
    while let [slot, behind @ ..] = rest {
        *slot = power;
        power = power.wrapping_mul(BASE);
        rest = behind;
    }
    powers
};

impl Words {
    /// Takes a text apart. `masks` and `skipped` are in order.
    pub(super) fn read(text: &str, masks: &[Span], skipped: &[Span]) -> Self {
        let tokens = tokens(text, masks, skipped);
        let mut sums = Vec::with_capacity(tokens.len() + 1);
        let mut sum = 0_u64;
        sums.push(sum);
        for token in &tokens {
            sum = sum.wrapping_mul(BASE).wrapping_add(token.hash);
            sums.push(sum);
        }
        Self { tokens, sums }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn run(&self, from: usize, to: usize) -> &[Token] {
        self.tokens.get(from..to).unwrap_or_default()
    }

    pub(super) fn all(&self) -> &[Token] {
        &self.tokens
    }

    /// One hash of the tokens from `from` on, `length` of them; `None` where the text has no so many.
    pub(super) fn window(&self, from: usize, length: usize) -> Option<u64> {
        let (before, through) = (self.sums.get(from)?, self.sums.get(from + length)?);
        Some(through.wrapping_sub(before.wrapping_mul(*POWERS.get(length)?)))
    }

    /// The same of every run of `length`, with the place behind it.
    pub(super) fn fronts(&self, length: usize) -> impl Iterator<Item = (usize, u64)> + '_ {
        let power = POWERS.get(length).copied().unwrap_or_default();
        let runs = self.sums.iter().zip(self.sums.iter().skip(length)).enumerate();
        runs.map(move |(from, (before, through))| {
            (from + length, through.wrapping_sub(before.wrapping_mul(power)))
        })
    }

    /// The same of the tokens that end before `to`.
    pub(super) fn window_before(&self, to: usize, length: usize) -> Option<u64> {
        self.window(to.checked_sub(length)?, length)
    }
}

fn tokens(text: &str, masks: &[Span], skipped: &[Span]) -> Vec<Token> {
    let mut reader =
        Reader { text, tokens: Vec::with_capacity(text.len() / 7), at: 0, gap: Gap::default(), skip: 0 };
    for mask in masks {
        reader.words_to(mask.start, skipped);
        reader.mask(*mask);
    }
    reader.words_to(text.len(), skipped);
    reader.tokens
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    line_ends: u8,
    comma: bool,
    /// A sign that ends a sentence where a blank follows.
    stop: bool,
    ended: bool,
    open: bool,
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    gap: Gap,
    /// The next entry of the list of what is skipped.
    skip: usize,
}

impl Reader<'_> {
    /// Reads what stands before `end`.
    fn words_to(&mut self, end: usize, skipped: &[Span]) {
        while self.at < end {
            let next = skipped.get(self.skip);
            match next {
                Some(span) if span.end <= self.at => self.skip += 1,
                Some(span) if span.start <= self.at => {
                    self.at = span.end.min(end);
                    self.gap.line_ends = self.gap.line_ends.min(1);
                }
                _ => self.stretch(next.map_or(end, |span| span.start.min(end))),
            }
        }
    }

    /// Reads the words and signs before `stop`.
    fn stretch(&mut self, stop: usize) {
        let mut rest = self.text.get(self.at..stop).unwrap_or_default();
        while let Some(&first) = rest.as_bytes().first() {
            let taken = match first {
                b' ' => 1, // between words, which is all that it says
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => self.word(Written::read_plain(rest), rest),
                0x80.. if rest.starts_with(char::is_alphanumeric) => self.word(Written::read(rest), rest),
                _ => self.sign(rest),
            };
            self.at += taken;
            rest = rest.get(taken..).unwrap_or_default();
        }
        self.at = stop; // also where the span does not fit the text
    }

    /// Reads the sign at the front; gives its bytes.
    fn sign(&mut self, rest: &str) -> usize {
        let sign = rest.chars().next().unwrap_or_default();
        self.gap.take(sign, rest);
        let possessive = matches!(sign, '\'' | '\u{2019}') && is_possessive(rest);
        sign.len_utf8() + usize::from(possessive)
    }

    /// Takes up the word at the front; gives its bytes.
    fn word(&mut self, written: Written, rest: &str) -> usize {
        let (word, behind) = rest.split_at_checked(written.length).unwrap_or((rest, ""));
        let (hash, class) = lexicon::look_up(written.hash);
        let portion = self.gap.open && behind.starts_with([')', '/']) && is_portion(word);
        let label = self.gap.line_ends > 0 && written.shape & CAPITAL != 0 && is_label(behind);
        self.separate(label || portion);
        if portion {
            return word.len();
        }
        let address = behind.as_bytes().first() == Some(&b'@');
        let class = match class {
            _ if address => 0,
            0 if lexicon::ends_as_calling(word) => lexicon::LIKE_CALLING,
            _ => class,
        };
        let shape = written.shape | self.gap.shape() | if address { DIGIT } else { 0 };
        self.push(Token { hash, start: self.at, length: length(word), class, shape });
        word.len()
    }

    fn mask(&mut self, mask: Span) {
        self.separate(false);
        if let Some(last) = self.tokens.last_mut().filter(|last| last.is(MASK)) {
            last.length = u32::try_from(mask.end.saturating_sub(last.start)).unwrap_or(u32::MAX);
            self.at = self.at.max(mask.end);
            self.gap = Gap::default();
            return;
        }
        let shape = MASK | self.gap.shape();
        self.push(Token {
            hash: MASK_HASH,
            start: mask.start,
            length: u32::try_from(mask.len()).unwrap_or(u32::MAX),
            class: 0,
            shape,
        });
        self.at = self.at.max(mask.end);
    }

    fn push(&mut self, token: Token) {
        self.tokens.push(token);
        self.gap = Gap::default();
    }

    /// Puts a break where a sentence, field or paragraph ended.
    fn separate(&mut self, field: bool) {
        if !(field || self.gap.line_ends > 1 || self.gap.ended || self.gap.stop) {
            return;
        }
        let last = self.tokens.last();
        // `Gen. Haddad` and `J. Haddad` go on.
        let goes_on = last.is_some_and(|last| {
            !last.is(BREAK | MASK) && (last.length <= 1 && !last.is(DIGIT) || last.of(lexicon::HONORIFIC))
        });
        let ended = field || self.gap.line_ends > 1 || self.gap.ended || (self.gap.stop && !goes_on);
        if ended && last.is_some_and(|last| !last.is(BREAK)) {
            self.tokens.push(Token {
                hash: BREAK_HASH,
                start: self.at,
                length: 0,
                class: lexicon::FUNCTION,
                shape: BREAK,
            });
        }
    }
}

impl Gap {
    /// What it says of the word behind it.
    const fn shape(self) -> Shape {
        (if self.comma { COMMA } else { 0 }) | if self.open { BRACKET } else { 0 }
    }

    fn take(&mut self, sign: char, rest: &str) {
        match sign {
            '\n' => self.line_ends = self.line_ends.saturating_add(1),
            '\r' if !rest.starts_with("\r\n") && !rest.starts_with("\r\r\n") => {
                self.line_ends = self.line_ends.saturating_add(1);
            }
            '.' => {
                let behind = rest.chars().nth(1);
                self.stop |= behind.is_none_or(|next| next.is_whitespace() || is_closing(next));
            }
            '!' | '?' | ';' => self.ended = true,
            ',' | '(' | ')' | '[' | ']' | ':' | '\u{2013}' | '\u{2014}' | '<' | '/' => {
                self.comma = true;
                self.open = sign == '(';
                return;
            }
            '-' => self.comma |= rest.chars().nth(1).is_none_or(|next| next.is_whitespace() || next == '-'),
            _ => {}
        }
        self.open &= sign == ' ';
    }
}

const fn is_closing(sign: char) -> bool {
    matches!(sign, '"' | '\'' | ')' | ']' | '\u{201D}' | '\u{2019}')
}

/// An apostrophe and an `s` that end a word.
fn is_possessive(behind: &str) -> bool {
    let mut letters = behind.chars().skip(1);
    letters.next().is_some_and(|letter| matches!(letter, 's' | 'S'))
        && letters.next().is_none_or(|letter| !letter.is_alphanumeric())
}

/// `(SBU)`, `(S//NF)` in front of a paragraph.
fn is_portion(word: &str) -> bool {
    matches!(word, "U" | "C" | "S" | "TS" | "SBU" | "FOUO" | "LOU" | "CUI" | "NF" | "R")
}

/// What stands behind the first word of a line leaves it the name of a field: `Subject:`, `Classified By:`, `REF`.
fn is_label(behind: &str) -> bool {
    let mut near = behind.chars().take(16);
    near.find(|sign| !(*sign == ' ' || sign.is_alphabetic())) == Some(':')
}

fn length(word: &str) -> u32 {
    u32::try_from(word.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, masks: &[Span]) -> Vec<String> {
        let show = |token: &Token| {
            if token.is(BREAK) {
                "|".to_owned()
            } else {
                text.get(token.start..token.span().end).unwrap_or_default().to_owned()
            }
        };
        tokens(text, masks, &[]).iter().map(show).collect()
    }

    #[test]
    fn sentences_fields_and_paragraphs_break_and_titles_do_not() {
        let text = "1. (SBU) Gen. Haddad met J. Olsen's aide. He\nleft; then\n\nSUBJECT: FISH\nREF: A";
        let expected = "1 | Gen Haddad met J Olsen aide | He left | then | SUBJECT FISH | REF A";
        assert_eq!(shown(text, &[]).join(" "), expected);
    }

    #[test]
    fn a_mask_is_one_token_and_what_is_skipped_is_none() {
        let text = "told XXXX XX that";
        assert_eq!(shown(text, &[Span::new(5, 12)]), ["told", "XXXX XX", "that"]);
        let left: Vec<_> = tokens("told B6 that", &[], &[Span::new(5, 7)]);
        assert_eq!(left.len(), 2);
    }

    #[test]
    fn case_and_line_ends_do_not_count() {
        let hashes = |text: &str| tokens(text, &[], &[]).iter().map(|token| token.hash).collect::<Vec<_>>();
        assert_eq!(hashes("The MINISTER\r\nof Trade"), hashes("the minister of\nTRADE"));
        assert_eq!(hashes("a\r\n\r\nb"), hashes("a\r\rb"));
    }
}
