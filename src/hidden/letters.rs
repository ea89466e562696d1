//! Letters of another script in the shape of Latin ones, inside Latin words. A search for the word, and every
//! check of its meaning, passes it by.
//!
//! Whole words of another script are what they seem to be. A word in which a letter stands that no Latin one
//! looks like, as the last of `SMSки`, is an honest mixture.

use super::{Hidden, HiddenKind};
use crate::span::Span;

/// The words of a line, which starts at `start`, with the letters that are not what they seem.
pub(super) fn look_alikes(line: &str, start: usize) -> Vec<Hidden> {
    let mut found = Vec::new();
    let mut at = start;
    for piece in line.split_inclusive(|character: char| !character.is_alphabetic()) {
        let word = piece.trim_end_matches(|character: char| !character.is_alphabetic());
        if !word.is_ascii() && is_disguised(word) {
            let strangers = word.char_indices().filter(|(_, character)| is_look_alike(*character));
            let spans = strangers.map(|(index, one)| Span::new(index, index + one.len_utf8()).shifted(at));
            let all = spans.reduce(Span::cover);
            found.extend(all.map(|span| Hidden { span, kind: HiddenKind::LookAlike, wordy: true }));
        }
        at += piece.len();
    }
    found
}

/// A Latin word in which letters of another script stand, all of which look like Latin ones.
fn is_disguised(word: &str) -> bool {
    let (mut latin, mut twins, mut alike) = (0_usize, 0_usize, 0_usize);
    for character in word.chars() {
        if is_look_alike(character) {
            alike += 1;
        } else if is_latin(character) {
            latin += 1;
            // These have the shape of Cyrillic letters, and may be the strangers themselves.
            twins += usize::from("AaBCcEeHKMOoPpSsTXxYyIiJj".contains(character));
        } else {
            return false;
        }
    }
    // Of two letters, only capitals: the small ones are signs of physics.
    let signs = latin + alike == 2 && word.chars().any(char::is_lowercase);
    alike > 0 && latin > 0 && (twins < latin || alike <= latin) && !signs
}

const fn is_latin(character: char) -> bool {
    matches!(character, 'a'..='z' | 'A'..='Z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Greek, Cyrillic and Armenian letters in the shape of a Latin one (Unicode confusables).
const LOOK_ALIKES: &[&str] =
    &["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϜαινορυϲϳκ", "АВЕЅІЈКМНОРСТУХҮԀԚԜҒӀѴаеѕіјорсухԁԛԝһӏѵүг", "ՕՍօսհո"];

pub(super) fn is_look_alike(character: char) -> bool {
    // Nearly every letter is none of the three scripts.
    matches!(character, '\u{370}'..='\u{58f}')
        && LOOK_ALIKES.iter().any(|letters| letters.contains(character))
}
