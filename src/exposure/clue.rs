//! Clues: what a redaction and a name that stands in clear have in common where the name is what the
//! redaction hides. Each is one number, so that it is looked up and not searched for.

use super::lexicon;
use super::title::Title;
use super::token::{BREAK, CAPITAL, DIGIT, MASK, Token, Words, join};

/// What keeps the sorts of clues apart.
const TITLE: u64 = 1;
const SHORT: u64 = 2;
const FRAME: u64 = 3;
const LENGTH: u64 = 4;

/// What a clue goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// The same title.
    Title,
    /// The same words on both sides.
    Frame,
    /// The same sentence on both sides.
    Passage,
    /// The same office, and as many letters.
    Length,
}

/// One clue of a redaction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clue {
    pub(super) key: u64,
    pub(super) sort: Sort,
    /// It is sure enough for another document.
    pub(super) wide: bool,
}

/// Words in front and behind that are compared, and how many of them must say something of their own.
/// Five words are no chance where three are telling and one of them stands on each side; eight are where
/// two are.
const FRAMES: &[(usize, usize, usize)] = &[(1, 4, 3), (4, 1, 3), (2, 3, 3), (3, 2, 3), (4, 4, 2)];

/// Words on each side of a redaction that every clue to it holds which counts for another text, but its title.
pub(super) const NEAREST: usize = 4;

/// The same for passages: a name has no such a long sentence in common with another by chance, and more
/// than a name may have been taken out.
pub(super) const PASSAGES: &[(usize, usize)] = &[(4, 8), (8, 4)];
/// Of the twelve words of a passage, how many must say something of their own, and how many may be breaks.
const TELLING: usize = 5;
const BREAKS: usize = 2;

/// What is asked for by the title of a redaction: the same title, and one that has a word more or less.
pub(super) fn of_title(title: &Title) -> impl Iterator<Item = Clue> + use<> {
    let clue = |key, wide| Clue { key, sort: Sort::Title, wide };
    let whole = title
        .telling
        .then_some([clue(join(TITLE, title.whole), title.singular), clue(join(SHORT, title.whole), false)]);
    let short = title.short.map(|short| clue(join(TITLE, short), false));
    whole.into_iter().flatten().chain(short)
}

/// What the title of a name in clear answers to.
pub(super) fn answers(title: &Title) -> impl Iterator<Item = u64> + use<> {
    let whole = title.telling.then(|| join(TITLE, title.whole));
    whole.into_iter().chain(title.short.map(|short| join(SHORT, short)))
}

/// The office and the letters of a mask or name.
pub(super) fn of_length(title: &Title, letters: usize) -> u64 {
    join(LENGTH, join(title.head, letters as u64))
}

/// The words around the tokens `from..to`.
pub(super) fn frames(words: &Words, from: usize, to: usize) -> impl Iterator<Item = u64> + '_ {
    FRAMES.iter().filter_map(move |&(left, right, _)| frame(words, from, to, left, right))
}

fn frame(words: &Words, from: usize, to: usize, left: usize, right: usize) -> Option<u64> {
    let around = join(words.window_before(from, left)?, words.window(to, right)?);
    Some(join(FRAME, join(around, (left * 16 + right) as u64)))
}

/// The words around a redaction, where they are enough.
pub(super) fn of_frames(words: &Words, from: usize, to: usize) -> impl Iterator<Item = Clue> + '_ {
    FRAMES.iter().filter_map(move |&(left, right, least)| {
        let (front, back) = (words.run(from.checked_sub(left)?, from), words.run(to, to + right));
        let plain = front.iter().chain(back).all(Token::is_word);
        let told = |side: &[Token]| side.iter().filter(|token| token.is_content()).count();
        let (before, behind) = (told(front), told(back));
        let both = left + right == 8 || before > 0 && behind > 0;
        let enough = plain && both && before + behind >= least;
        let key = frame(words, from, to, left, right).filter(|_| enough)?;
        Some(Clue { key, sort: Sort::Frame, wide: left + right == 8 && before + behind > 3 })
    })
}

/// The passages around a redaction, where they are enough: what stands in front and what behind.
pub(super) fn of_passages(words: &Words, from: usize, to: usize) -> impl Iterator<Item = (u64, u64)> + '_ {
    PASSAGES.iter().filter_map(move |&(left, right)| {
        let around = || words.run(from.saturating_sub(left), from).iter().chain(words.run(to, to + right));
        let content = around().filter(|token| token.is_word() && !token.of(lexicon::FUNCTION)).count();
        let breaks = around().filter(|token| !token.is_word()).count();
        let masked = around().any(|token| token.is(MASK));
        let sides = (words.window_before(from, left)?, words.window(to, right)?);
        (content >= TELLING && breaks <= BREAKS && !masked).then_some(sides)
    })
}

/// One number for a passage.
pub(super) const fn passage(front: u64, back: u64) -> u64 {
    join(front, back)
}

/// True for a mask as publishers put it, whatever it hides.
pub(super) const fn is_constant(length: usize) -> bool {
    length == 12
}

/// A name has no word that is listed, save particles inside.
pub(super) const fn may_begin_name(token: &Token) -> bool {
    token.is(CAPITAL) && !token.is(BREAK | MASK | DIGIT) && token.length > 1 && !token.of(lexicon::NO_NAME)
}
