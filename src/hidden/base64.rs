//! Long runs of base64: an attachment or a picture in the form in which mail carries it. A reader sees letters,
//! a program unpacks a file.
//!
//! Signatures, keys and certificates in their armour hold no text of a document and are left alone, as are
//! runs inside an address of the web.

use memchr::memmem;

use super::{Hidden, HiddenKind};
use crate::span::Span;

/// Characters of the shortest run, over all its lines.
const RUN: usize = 100;
/// Characters of a full line of a run.
const LINE: usize = 50;
/// Different characters that a run has at least: those of a mask, a rule or a word are fewer.
const VARIETY: u32 = 20;

/// Bytes that are looked at together.
const BLOCK: usize = 16;
/// Wherever a full line begins, one block of this distance from the last lies in it.
const STEP: usize = 2 * BLOCK;
const _: () = assert!(STEP + BLOCK <= LINE + 1);

/// The runs of a text.
pub(super) fn runs(content: &str) -> Vec<Hidden> {
    let bytes = content.as_bytes();
    let mut runs: Vec<Span> = Vec::new();
    for line in full_lines(bytes) {
        match runs.last_mut().filter(|last| blank(bytes, last.end, line.start)) {
            Some(last) => *last = last.cover(line),
            None => runs.push(line),
        }
    }
    let whole = runs.into_iter().map(|run| with_tail(bytes, run));
    whole.filter(|run| is_base64(bytes, *run)).map(|run| hidden(bytes, run)).collect()
}

/// The stretches of letters that are as long as a full line, in order.
fn full_lines(bytes: &[u8]) -> impl Iterator<Item = Span> {
    let mut done = 0;
    bytes.chunks(STEP).enumerate().filter_map(move |(index, step)| {
        let at = index * STEP;
        // Words are shorter, so that nearly every block of prose has a blank in it.
        if at < done || !step.first_chunk::<BLOCK>().is_some_and(are_letters) {
            return None;
        }
        let line = stretch(bytes, at);
        done = line.end;
        (line.len() >= LINE).then_some(line)
    })
}

/// All bytes of a block are letters: told for all of them at once, by a few instructions.
#[allow(clippy::needless_bitwise_bool)] // a lazy `or` branches at every byte, which costs more than blocks spare
fn are_letters(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(true, |all, &byte| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        all & (letter | digit | (byte == b'+') | (byte == b'/') | (byte == b'='))
    })
}

fn is_letter(byte: u8) -> bool {
    LETTERS.get(usize::from(byte)).is_some_and(|letter| *letter)
}

/// The characters of the alphabet, and the one that fills its end. A few letters of every line of a text are asked
/// for, and a table answers at once.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut rest: &mut [bool] = &mut letters;
    let mut byte = 0_u8;
    while let [letter, behind @ ..] = rest {
        *letter = byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    letters
};

/// The characters of the alphabet around a place.
fn stretch(bytes: &[u8], at: usize) -> Span {
    let (front, back) = bytes.split_at_checked(at).unwrap_or((bytes, &[]));
    let after = back.iter().take_while(|byte| is_letter(**byte)).count();
    if after == 0 {
        return Span::new(at, at);
    }
    let before = front.iter().rev().take_while(|byte| is_letter(**byte)).count();
    Span::new(at - before, at + after)
}

/// Nothing but white space stands between two places.
fn blank(bytes: &[u8], from: usize, to: usize) -> bool {
    bytes.get(from..to).is_some_and(|between| between.iter().all(u8::is_ascii_whitespace))
}

/// A run with its last line, which is shorter.
fn with_tail(bytes: &[u8], run: Span) -> Span {
    let rest = bytes.get(run.end..).unwrap_or_default();
    let ends: [&[u8]; 3] = [b"\r\r\n", b"\r\n", b"\n"];
    let Some(end) = ends.iter().find(|end| rest.starts_with(end)) else { return run };
    let tail = stretch(bytes, run.end + end.len());
    let alone = bytes.get(tail.end).is_none_or(|byte| matches!(byte, b'\r' | b'\n'));
    let padded = bytes.get(..run.end).is_some_and(|run| run.ends_with(b"="));
    if alone && !padded && !tail.is_empty() { run.cover(tail) } else { run }
}

fn is_base64(bytes: &[u8], run: Span) -> bool {
    let letters =
        || bytes.get(run.start..run.end).unwrap_or_default().iter().filter(|byte| is_letter(**byte));
    let has = |test: fn(&u8) -> bool| letters().any(test);
    let seen = letters().fold(0_u128, |seen, byte| seen | 1 << (byte & 127));
    letters().count() >= RUN
        && seen.count_ones() >= VARIETY
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
        && !is_in_address(bytes, run)
        && !is_armoured(bytes, run)
}

/// It is part of an address of the web.
fn is_in_address(bytes: &[u8], run: Span) -> bool {
    const REACH: usize = 2_048;
    let front = bytes.get(run.start.saturating_sub(REACH)..run.start).unwrap_or_default();
    let word = front.rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
    memmem::find(word, b"://").is_some()
}

/// It stands behind `-----BEGIN PGP SIGNATURE-----` or the like.
fn is_armoured(bytes: &[u8], run: Span) -> bool {
    /// Bytes of the headers of an armour.
    const REACH: usize = 400;
    let front = bytes.get(run.start.saturating_sub(REACH)..run.start).unwrap_or_default();
    let Some(begin) = memmem::rfind(front, b"-----BEGIN ") else { return false };
    let head = front.get(begin..).unwrap_or_default();
    let title = head.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let names = [&b"SIGNATURE"[..], b"KEY", b"CERTIFICATE"];
    names.iter().any(|name| memmem::find(title, name).is_some()) && memmem::find(head, b"-----END ").is_none()
}

fn hidden(bytes: &[u8], run: Span) -> Hidden {
    let letters = bytes.get(run.start..run.end).unwrap_or_default().iter().copied();
    Hidden { span: run, kind: HiddenKind::Base64, wordy: unpacks_to_text(letters) }
}

/// The first bytes of what is packed are text.
fn unpacks_to_text(letters: impl Iterator<Item = u8>) -> bool {
    /// Letters that are unpacked; four make three bytes.
    const SAMPLE: usize = 64;
    let values: Vec<u32> = letters.filter_map(value).take(SAMPLE).collect();
    let packed = values.chunks_exact(4).map(|four| four.iter().fold(0, |all, value| all << 6 | value));
    let mut unpacked = packed.flat_map(|all: u32| [all >> 16, all >> 8, all].map(|byte| byte & 0xff));
    unpacked.all(|byte| (0x20..0x7f).contains(&byte) || matches!(byte, 9 | 10 | 13))
}

/// What a letter of the alphabet stands for.
fn value(letter: u8) -> Option<u32> {
    let (first, base) = match letter {
        b'A'..=b'Z' => (b'A', 0),
        b'a'..=b'z' => (b'a', 26),
        b'0'..=b'9' => (b'0', 52),
        b'+' => (b'+', 62),
        b'/' => (b'/', 63),
        _ => return None,
    };
    Some(u32::from(letter - first) + base)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice)]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_full_line_is_found(words in proptest::collection::vec("[A-Za-z0-9+/=]{0,70}[ .\n@é]", 0..12)) {
            let text = words.concat();
            let mut plain = Vec::new();
            let mut from = 0;
            for word in text.split(|character| !u8::try_from(character).is_ok_and(is_letter)) {
                let start = text[from..].find(word).map_or(from, |at| from + at);
                from = start + word.len();
                if word.len() >= LINE {
                    plain.push(Span::new(start, from));
                }
            }
            prop_assert_eq!(full_lines(text.as_bytes()).collect::<Vec<_>>(), plain);
        }
    }
}
