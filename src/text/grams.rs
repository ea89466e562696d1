//! Which groups of four characters stand in a text. A recogniser whose words cannot stand there need not look
//! for them: most texts hold none of the words of a release, and are asked for dozens.
//!
//! Of a text only the groups at even places are kept, which halves the cost: a word is looked for twice, as if it
//! began at an even place and at an odd one.
//!
//! The answer is never a wrong no. It is a needless yes where another group falls on the same place, or where the
//! groups of a word stand apart; a text of some hundred thousand characters holds most groups.

use memchr::memmem;

/// Two characters; two of these are a group. A text is taken in pairs, so that its groups are those at even places.
type Pair = [u8; 2];

/// How manieth pairs a word may begin with.
const STEP: usize = 2;

/// Places of the groups of a short text and of a long one: few, since all must be cleared first and should stay in
/// the nearest cache; and several times as many as there are different groups, lest every word may stand.
const FEW: usize = 1 << 13;
const MANY: usize = 1 << 15;

/// Bytes of a text that is short.
const SHORT: usize = 8 << 10;

/// The groups of a text, of either case.
#[derive(Clone)]
pub(super) struct Grams {
    seen: Box<[bool]>,
    /// Letters stand in it that count as `s` or `k` where case does not, and are of other bytes.
    odd: bool,
}

/// The long s and the sign of Kelvin: the only letters beyond ASCII with a small letter or capital in it.
const ODD: [&str; 2] = ["\u{17f}", "\u{212a}"];

impl Grams {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (pairs, _) = bytes.as_chunks();
        let seen = if bytes.len() <= SHORT { seen::<FEW>(pairs) } else { seen::<MANY>(pairs) };
        let odd =
            !text.is_ascii() && ODD.iter().any(|letter| memmem::find(bytes, letter.as_bytes()).is_some());
        Self { seen, odd }
    }

    /// Every group of `word` stands in the text, in capitals or not.
    pub(super) fn hold(&self, word: &str) -> bool {
        let seen = |group: &[Pair]| {
            let &[one, two] = group else { return true };
            self.seen.get(place(hash(one, two), self.seen.len())).is_none_or(|seen| *seen)
        };
        self.odd
            || (0..STEP).any(|from| {
                let (pairs, _) = word.as_bytes().get(from..).unwrap_or_default().as_chunks();
                pairs.windows(2).all(seen)
            })
    }
}

/// Groups that are looked at together: compilers make a few instructions for all of them of the multiplications.
const TOGETHER: usize = 8;

/// The places of a text's groups.
// On the heap at once where the compiler optimises.
#[allow(clippy::large_stack_arrays)]
fn seen<const PLACES: usize>(pairs: &[Pair]) -> Box<[bool]> {
    let mut seen = Box::new([false; PLACES]);
    let mut see = |hash| seen.get_mut(place(hash, PLACES)).into_iter().for_each(|seen| *seen = true);
    let behind = pairs.get(1..).unwrap_or_default();
    let (ones, twos) = (pairs.as_chunks::<TOGETHER>().0, behind.as_chunks::<TOGETHER>().0);
    let mut done = 0;
    for (ones, twos) in ones.iter().zip(twos) {
        let mut hashes = [0; TOGETHER];
        for (slot, (one, two)) in hashes.iter_mut().zip(ones.iter().zip(twos)) {
            *slot = hash(*one, *two);
        }
        hashes.into_iter().for_each(&mut see);
        done += TOGETHER;
    }
    for (one, two) in pairs.iter().zip(behind).skip(done) {
        see(hash(*one, *two));
    }
    seen
}

/// A number for a group; capitals and small letters share one.
fn hash(one: Pair, two: Pair) -> u16 {
    let folded = |pair| u16::from_le_bytes(pair) | 0x2020;
    // Of a hundred odd factors tried on English texts these let the fewest groups fall on one place.
    folded(one).wrapping_mul(0xF701).wrapping_add(folded(two).wrapping_mul(0xECD9))
}

/// The place of a group among so many, which are a power of two. The upper bits are well mixed.
fn place(hash: u16, places: usize) -> usize {
    usize::from(hash >> (u16::BITS.saturating_sub(places.ilog2())))
}

impl std::fmt::Debug for Grams {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Grams")
    }
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
        let long = Grams::of(&"The page was WITHHELD in full. ".repeat(1_000));
        assert!(long.hold("withheld") && !long.hold("declassified"));
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
