//! Which groups of four characters stand in a text. A recogniser whose words cannot stand there need not look
//! for them: most texts hold none of the words of a release, and are asked for dozens.
//!
//! Of a text only the groups at even places are kept, which halves the cost: a word is looked for twice, as if it
//! began at an even place and at an odd one.
//!
//! The answer is never a wrong no. It is a needless yes where another group falls on the same place, or where the
//! groups of a word stand apart; a text of some hundred thousand characters holds most groups.

use memchr::memmem;

/// Bytes of a group.
const GROUP: usize = 4;

/// Every how manieth group of a text is kept.
const STEP: usize = 2;

/// Bits of a group's place: few enough to stay in the nearest cache, enough for a telegram of 30 KB.
const BITS: u32 = 15;

/// The groups of a text, of either case.
#[derive(Clone)]
pub(super) struct Grams {
    seen: Box<[bool; 1 << BITS]>,
    /// Letters stand in it that count as `s` or `k` where case does not, and are of other bytes.
    odd: bool,
}

/// The long s and the sign of Kelvin: the only letters beyond ASCII with a small letter or capital in it.
const ODD: [&str; 2] = ["\u{17f}", "\u{212a}"];

impl Grams {
    // 32 KiB, and on the heap at once where the compiler optimises.
    #[allow(clippy::large_stack_arrays)]
    pub(super) fn of(text: &str) -> Self {
        let mut seen = Box::new([false; 1 << BITS]);
        for gram in text.as_bytes().windows(GROUP).step_by(STEP) {
            seen.get_mut(place(gram)).into_iter().for_each(|seen| *seen = true);
        }
        let odd = !text.is_ascii()
            && ODD.iter().any(|letter| memmem::find(text.as_bytes(), letter.as_bytes()).is_some());
        Self { seen, odd }
    }

    /// Every group of `word` stands in the text, in capitals or not.
    pub(super) fn hold(&self, word: &str) -> bool {
        let seen = |gram: &[u8]| self.seen.get(place(gram)).is_none_or(|seen| *seen);
        self.odd
            || (0..STEP).any(|from| {
                let rest = word.as_bytes().get(from..).unwrap_or_default();
                rest.windows(GROUP).step_by(STEP).all(seen)
            })
    }
}

impl std::fmt::Debug for Grams {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Grams")
    }
}

/// The place of a group of four bytes; capitals and small letters share one.
fn place(gram: &[u8]) -> usize {
    let bytes = gram.first_chunk().copied().unwrap_or_default();
    let folded = u32::from_le_bytes(bytes) | 0x2020_2020;
    // Fibonacci hashing: the upper bits of the product are well mixed.
    (folded.wrapping_mul(0x9E37_79B1) >> (u32::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_a_text_are_held_in_either_case_and_others_are_not() {
        let grams = Grams::of("The page was WITHHELD in full.");
        assert!(grams.hold("withheld") && grams.hold("WITHHELD") && grams.hold("in"));
        assert!(!grams.hold("declassified") && !grams.hold("redacted"));
        assert!(grams.hold("xyz"), "too short to tell");
        assert!(Grams::of("2 lines not declaſſified").hold("declassified"));
    }

    proptest! {
        #[test]
        fn no_word_of_a_text_is_denied(text in "\\PC{0,200}", from in 0_usize..200, length in 0_usize..40) {
            let part: String = text.chars().skip(from).take(length).collect();
            prop_assert!(Grams::of(&text).hold(&part));
            prop_assert!(Grams::of(&text).hold(&part.to_ascii_uppercase()));
        }
    }
}
