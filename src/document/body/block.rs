//! Quoted text blocks, and references of the text to its own paragraphs and to the REF line.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Paragraph;
use crate::document::Number;
use crate::document::preamble::Preamble;
use crate::document::quotation::{QUOTE, UNQUOTE, nouns_of_blocks};
use crate::document::words::{numbers_behind_blank, reach_back, reach_on};
use crate::span::Span;
use crate::text::Text;
use crate::text::reach::floor_boundary;
use crate::text::word::is_of_word;

/// A quoted text block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The opening words.
    pub span: Span,
    /// `text`, `summary`, `quote` ...
    pub name: String,
    /// A closing line stands.
    pub closed: bool,
    /// From the opening words to the closing ones, or to the end of the body.
    pub extent: Span,
}

/// A reference to a paragraph of the same cable.
#[derive(Clone, Copy, Debug, Default)]
pub struct CrossReference {
    /// The number.
    pub number: Number,
    /// A paragraph of that number stands.
    pub resolved: bool,
}

/// `Begin text:`, `BEGIN UNOFFICIAL TRANSLATION`, `QUOTE`. A begun sentence (`begin talks`) is none:
/// the words must end in a colon, a full stop or the line, or be words that only this use has.
static OPENING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let quote = QUOTE.join("|");
    Regex::new(&format!(
        r"^(?:(?:[Bb]egin|BEGIN) (?P<name>[A-Za-z][A-Za-z' -]{{0,50}}?) ?(?:[:.]|[)\]]?\r?$)|(?P<quote>{quote})(?:[ :.]*\r?$|(?P<goes_on> ?:|  )))",
    ))
    .ok()
});

static CLOSING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let unquote = UNQUOTE.join("|");
    Regex::new(&format!(
        r"(?i)^(?:end\s+(?:of\s+)?(?:the\s+)?(?P<name>[a-z][a-z' -]{{0,50}})|//\s*end\s*//|(?:{unquote})\b)",
    ))
    .ok()
});

static CROSS_REFERENCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\bpara(?:graph)?s?\.?[ \t]{1,2}(?P<first>[0-9]{1,3})\b(?:(?: and | & |, | or |-)(?P<second>[0-9]{1,3})\b)?").ok()
});

static REFERENCE_USE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:[Rr]efs?|REFS?)(?:tels?|TELS?)?\.? ?(?P<letter>[A-Ha-h])\b(?:(?:,| and|,? AND) (?P<second>[A-Ha-h])\b)?").ok()
});

/// Bytes of the longest opening, and more.
const LONGEST: usize = 80;

/// The most openings that are paired with their closings; real cables have a dozen.
const MOST: usize = 500;

/// The quoted blocks of the body, and the stretches of those that are closed.
pub(super) fn blocks(text: &Text, span: Span) -> (Vec<Block>, Vec<Span>) {
    // Most cables quote nothing: the word is looked for before the pattern is. Any text may hold one as short as QTE, so that
    // is asked for by what closes it.
    if !["BEGIN ", "QUOTE", "UNQTE"].iter().any(|word| text.may_hold(word)) {
        return (Vec::new(), Vec::new());
    }
    let stretch = text.slice(span);
    let mut openings = openings(stretch);
    if openings.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut closings = closings(stretch);
    let mut quoted = Vec::new();
    // From the last to the first: an inner block takes the nearest closing words.
    for opening in openings.iter_mut().rev() {
        let fits = |closing: &&mut Closing| {
            !closing.taken && closing.at > opening.span.end && closing.closes(&opening.name)
        };
        if let Some(closing) = closings.iter_mut().find(fits) {
            closing.taken = true;
            opening.closed = true;
            quoted.push(Span::new(opening.span.start, closing.at).shifted(span.start));
        }
    }
    for opening in &mut openings {
        opening.span = opening.span.shifted(span.start);
        let closed = quoted.iter().find(|block| block.start == opening.span.start);
        opening.extent = closed.copied().unwrap_or(Span::new(opening.span.start, span.end));
    }
    quoted.reverse();
    (openings, quoted)
}

fn openings(stretch: &str) -> Vec<Block> {
    let find = |word: &'static str| memchr::memmem::find_iter(stretch.as_bytes(), word);
    let begun = ["egin ", "EGIN "].into_iter().flat_map(find).filter_map(|place| place.checked_sub(1));
    let quote = QUOTE.into_iter().flat_map(find).filter(|&at| opens_line(stretch, at));
    // Few texts ask for it.
    let last_unquote = LazyCell::new(|| {
        let places =
            UNQUOTE.iter().filter_map(|word| memchr::memmem::rfind(stretch.as_bytes(), word.as_bytes()));
        places.max().unwrap_or_default()
    });
    let mut places: Vec<usize> = begun.chain(quote).collect();
    places.sort_unstable();
    let places = places.into_iter().filter(|&at| begins_word(stretch, at));
    let line = |at: usize| {
        let near = stretch.get(at..floor_boundary(stretch, at + LONGEST));
        near.map(|near| near.split('\n').next().unwrap_or_default())
    };
    let mut read = 0;
    let block = |at: usize| {
        let captures = OPENING.as_ref()?.captures(line(at).filter(|_| at >= read)?)?;
        read = at + captures.get(0)?.len();
        // A line of a sentence may begin with the word, too: then it opens what is closed.
        let opens = captures.name("goes_on").is_none() || at < *last_unquote;
        opening(at, &captures).filter(|_| opens)
    };
    places.filter_map(block).take(MOST).collect()
}

/// The block that opens at a place, if it is one of those that are quoted.
fn opening(at: usize, captures: &Captures<'_>) -> Option<Block> {
    if let Some(word) = captures.name("quote") {
        return Some(Block {
            span: Span::new(at, at + word.len()),
            name: "quote".to_owned(),
            ..Block::default()
        });
    }
    let name = captures.name("name")?.as_str().to_lowercase();
    let noun = nouns_of_blocks()
        .find(|noun| name.split([' ', '-']).any(|word| word == *noun) || name.ends_with(noun))?;
    let length = captures.get(0)?.as_str().trim_end_matches([' ', ':', '.', ')', ']', '\r']).len();
    Some(Block { span: Span::new(at, at + length), name: noun.to_owned(), ..Block::default() })
}

/// Nothing but blanks stands before a place on its line.
fn opens_line(stretch: &str, at: usize) -> bool {
    stretch.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']).ends_with('\n')
}

/// No word goes on at a place.
fn begins_word(stretch: &str, at: usize) -> bool {
    !stretch.get(..at).unwrap_or_default().ends_with(is_of_word)
}

/// The lines on which some places stand, in order: a pattern that ends with the line need not look at others.
fn lines_of(stretch: &str, places: impl IntoIterator<Item = usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut done = 0;
    places.into_iter().filter_map(move |place| {
        if place < done {
            return None;
        }
        let bytes = stretch.as_bytes();
        let start = memchr::memrchr(b'\n', bytes.get(..place)?).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', bytes.get(place..)?).map_or(stretch.len(), |end| place + end);
        done = end;
        Some((start, stretch.get(start..end)?))
    })
}

struct Closing {
    at: usize,
    /// What is ended; empty for `//END//` and UNQUOTE, which end anything.
    name: String,
    taken: bool,
}

impl Closing {
    /// `End text` closes any quotation; otherwise the noun must be the one that was begun.
    fn closes(&self, noun: &str) -> bool {
        let quotation = !matches!(noun, "summary" | "comment" | "note");
        self.name.is_empty() || self.name.contains(noun) || (quotation && !self.name.starts_with("summary"))
    }
}

fn closings(stretch: &str) -> Vec<Closing> {
    let mut read = 0;
    let found = |at: usize| {
        let captures = CLOSING.as_ref()?.captures(stretch.get(at..).filter(|_| at >= read)?)?;
        read = at + captures.get(0)?.len();
        closing(at, &captures)
    };
    (0..stretch.len()).filter(|&at| may_close(stretch, at)).filter_map(found).collect()
}

/// The words at a place, if they close anything.
fn closing(at: usize, captures: &Captures<'_>) -> Option<Closing> {
    let name = captures.name("name").map_or(String::new(), |name| name.as_str().to_lowercase());
    let noun = name.is_empty() || nouns_of_blocks().any(|noun| name.contains(noun));
    noun.then_some(Closing { at, name, taken: false })
}

/// The first letters of [`CLOSING`] stand at a place.
fn may_close(stretch: &str, at: usize) -> bool {
    match stretch.as_bytes().get(at..).unwrap_or_default() {
        [b'e' | b'E', b'n' | b'N', b'd' | b'D', ..] | [b'u' | b'U', b'n' | b'N', b'q' | b'Q', ..] => {
            begins_word(stretch, at)
        }
        [b'/', b'/', ..] => true,
        _ => false,
    }
}

/// `see para 4`, `paras 2 and 8`; not paragraphs of another cable or of a treaty.
pub(super) fn cross_references(text: &Text, span: Span, paragraphs: &[Paragraph]) -> Vec<CrossReference> {
    let stretch = text.slice(span);
    let places = numbers_behind_blank(text, span).map(|at| at - span.start);
    let mut places = places.filter(|&at| names_paragraph(stretch.get(..at).unwrap_or_default())).peekable();
    let Some(pattern) = places.peek().and_then(|_| CROSS_REFERENCE.as_ref()) else { return Vec::new() };
    let mut numbers: Vec<i64> = paragraphs.iter().map(|paragraph| paragraph.number.value).collect();
    numbers.sort_unstable();
    let mut references = Vec::new();
    // Finding is cheap, captures are not: they are taken where something is found.
    let found = lines_of(stretch, places)
        .flat_map(|(at, line)| pattern.find_iter(line).map(move |found| (at, line, found)))
        .filter(|(at, _, found)| is_own(stretch, at + found.start(), at + found.end()));
    for (at, line, found) in found {
        let Some(captures) = pattern.captures_at(line, found.start()) else { continue };
        for group in [captures.name("first"), captures.name("second")].into_iter().flatten() {
            let Ok(value) = group.as_str().parse() else { continue };
            let resolved = numbers.binary_search(&value).is_ok();
            let number = Number { value, span: Span::from(group.range()).shifted(span.start + at) };
            references.push(CrossReference { number, resolved });
        }
    }
    references
}

/// What stands in front of a number may be the word of [`CROSS_REFERENCE`]: a look at its end, where the pattern
/// would look through the whole text.
fn names_paragraph(front: &str) -> bool {
    let word = front.trim_end_matches([' ', '\t']);
    let word = word.strip_suffix('.').unwrap_or(word);
    let word = word.strip_suffix(['s', 'S', '\u{17f}']).unwrap_or(word);
    word.len() < front.len() && word.ends_with(['a', 'A', 'h', 'H'])
}

/// Words that send a reference to another text.
const ELSEWHERE: [&str; 19] = [
    "ref",
    "article",
    "operative",
    "preamb",
    "resolution",
    "agreement",
    "treaty",
    "unscr",
    "cable",
    "text",
    "section",
    "annex",
    "tel",
    "op ",
    "draft",
    "your ",
    "letter",
    "message",
    "cited",
];

/// Words beside the reference that send it to another text: `ref A para 3`, `para 5 of reftel`,
/// `operative paragraph 4`, `Article 2, paragraph 1`. Behind an empty line they are those of another paragraph.
fn is_own(stretch: &str, start: usize, end: usize) -> bool {
    let beside = |range: Range<usize>| {
        let lower = stretch.get(range).unwrap_or_default().to_ascii_lowercase();
        lower.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n")
    };
    let above = beside(reach_back(stretch, start, 40)..start);
    let near = above.rsplit("\n\n").next().unwrap_or_default().replace('\n', " ");
    let below = beside(end..reach_on(stretch, end, 60));
    let after = below.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let sent_away = ELSEWHERE.iter().any(|word| near.contains(word) || after.contains(word));
    let qualified = ["ref", "of ", "(of", "tel"].iter().any(|word| after.trim_start().starts_with(word));
    let pointed = ["see", "in", "per"].iter().any(|word| ends_with_word(&near, word))
        || [" above", " below"].iter().any(|word| after.starts_with(word));
    pointed && !sent_away && !qualified
}

/// The text ends in the word, blanks aside.
fn ends_with_word(text: &str, word: &str) -> bool {
    let front = text.trim_end().strip_suffix(word);
    front.is_some_and(|front| !front.ends_with(|last: char| last.is_ascii_alphanumeric()))
}

/// Letters of the REF line that the text uses: `ref A`, `reftels b and c`.
pub(super) fn reference_uses(text: &Text, span: Span, preamble: &Preamble) -> Vec<(char, Span)> {
    let lettered = preamble.references.iter().any(|reference| reference.letter.is_some());
    if !lettered {
        return Vec::new();
    }
    let Some(pattern) = REFERENCE_USE.as_ref() else { return Vec::new() };
    let mut uses = Vec::new();
    let stretch = text.slice(span);
    for found in pattern.find_iter(stretch) {
        let Some(captures) = pattern.captures_at(stretch, found.start()) else { continue };
        for group in [captures.name("letter"), captures.name("second")].into_iter().flatten() {
            if let Some(letter) = group.as_str().chars().next() {
                uses.push((letter.to_ascii_uppercase(), Span::from(group.range()).shifted(span.start)));
            }
        }
    }
    uses
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_that_open_and_close_are_found_as_their_patterns_find_them(
            text in "(Begin |begin |BEGIN |End |END|end\n|of |the |//|unquote|UNQUOTE|text|Summary|[a-z_]|é|¹|[:.\n ]|\r\n){0,14}"
        ) {
            let anywhere: String = OPENING.iter().map(|pattern| pattern.as_str().replacen('^', r"(?m)\b", 1)).collect();
            let spans = |openings: &[Block]| openings.iter().map(|opening| opening.span).collect::<Vec<_>>();
            prop_assert_eq!(spans(&openings(&text)), spans(&all(&text, &anywhere, opening)));
            let bounded = |pattern: &str| pattern.replacen("^(?:end", r"(?:\bend", 1).replacen("|(?:UNQUOTE", r"|\b(?:UNQUOTE", 1);
            let anywhere: String = CLOSING.iter().map(|pattern| bounded(pattern.as_str())).collect();
            let places = |closings: &[Closing]| closings.iter().map(|closing| closing.at).collect::<Vec<_>>();
            prop_assert_eq!(places(&closings(&text)), places(&all(&text, &anywhere, closing)));
        }
    }

    /// What the matches of a pattern are, wherever they stand.
    fn all<T>(text: &str, pattern: &str, one: fn(usize, &Captures<'_>) -> Option<T>) -> Vec<T> {
        let pattern = Regex::new(pattern).ok();
        let found = pattern.iter().flat_map(|pattern| pattern.captures_iter(text));
        found.filter_map(|found| one(found.get(0)?.start(), &found)).collect()
    }
}
