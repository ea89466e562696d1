//! What still stands of a word that was masked: letters that touch the mask, an initial in front of it.

use super::{Leftover, LeftoverKind, RedactionKind, around};
use crate::span::Span;
use crate::text::Text;

/// Letters that touch a mask.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glue<'a> {
    pub(super) front: &'a str,
    pub(super) behind: &'a str,
}

impl Glue<'_> {
    pub(super) const fn is_none(&self) -> bool {
        self.front.is_empty() && self.behind.is_empty()
    }
}

/// Short words that lost the blank beside a mask.
const WORDS: &[&str] = &[
    "a", "about", "added", "also", "an", "and", "are", "as", "asked", "at", "but", "by", "can", "dr", "for",
    "from", "general", "had", "has", "have", "he", "her", "his", "in", "is", "it", "may", "met", "mr", "mrs",
    "ms", "ngo", "not", "noted", "of", "on", "or", "our", "said", "says", "she", "so", "that", "the",
    "their", "then", "they", "to", "told", "via", "was", "we", "were", "which", "who", "will", "with",
];

/// Most letters that are taken for the rest of a word; more are a word of their own.
const REST: usize = 5;

/// What stands at the mask of a redaction.
pub(super) fn leftover(text: &Text, span: Span, kind: RedactionKind) -> Option<Leftover> {
    let (front, behind) = around::on_line(text, span, 60);
    let letters = Glue { front: around::ending_letters(front), behind: around::beginning_letters(behind) };
    in_front(text, letters.front, span, kind)
        .or_else(|| at_end(text, letters.behind, span, kind))
        .or_else(|| digits(text, behind, span, kind))
        .or_else(|| initial(front, span))
}

/// `Ivxxxxx`, but `NGOXXXXXXXXXXXX` and `fromXXXX`, which lost a blank.
fn in_front(text: &Text, letters: &str, span: Span, kind: RedactionKind) -> Option<Leftover> {
    let place = Span::new(span.start - letters.len(), span.start);
    let length = letters.chars().count();
    let word = length == 0 || around::is_one_of(letters, WORDS);
    let capital = letters.starts_with(char::is_uppercase);
    let all_capitals = !letters.contains(char::is_lowercase);
    let small_mask = text.slice(span).starts_with('x');
    let beginning = match kind {
        RedactionKind::Mask if small_mask => !word,
        RedactionKind::Mask if all_capitals => !word && length <= 2,
        RedactionKind::Mask | RedactionKind::Bar => !word && capital,
        // One capital is the initial: `Mr. O[REDACTED]`. More of them are a word that lost its blank.
        RedactionKind::Bracket => !word && capital && (!all_capitals || length == 1) && length <= REST,
        RedactionKind::Label | RedactionKind::Page => return None,
    };
    match kind {
        _ if length == 0 => None,
        _ if beginning => Some(Leftover { kind: LeftoverKind::Beginning, span: place }),
        RedactionKind::Mask | RedactionKind::Bar => Some(Leftover { kind: LeftoverKind::Glued, span: place }),
        _ => None,
    }
}

/// `XXXXov`, but `XXXNEED`, and neither `XXXX's` nor `XXXXs`.
fn at_end(text: &Text, letters: &str, span: Span, kind: RedactionKind) -> Option<Leftover> {
    let place = Span::new(span.end, span.end + letters.len());
    let length = letters.chars().count();
    let mask = matches!(kind, RedactionKind::Mask | RedactionKind::Bar);
    let small_mask = text.slice(span).ends_with('x');
    let small = letters.starts_with(char::is_lowercase);
    let word = around::is_one_of(letters, WORDS) || length > REST || !small && length >= 3;
    match (mask, length) {
        (_, 0) => None,
        _ if letters.eq_ignore_ascii_case("s") => None,
        (true, _) if word && !(small_mask && small && length <= REST) => {
            Some(Leftover { kind: LeftoverKind::Glued, span: place })
        }
        (true, _) => Some(Leftover { kind: LeftoverKind::Ending, span: place }),
        (false, 2..=3) if kind == RedactionKind::Bracket && small && !word => {
            Some(Leftover { kind: LeftoverKind::Ending, span: place })
        }
        _ => None,
    }
}

/// The last digits of a masked number: `XXX-XX-1234`, `********1234`.
fn digits(text: &Text, behind: &str, span: Span, kind: RedactionKind) -> Option<Leftover> {
    let hyphen = usize::from(behind.starts_with('-'));
    let rest = behind.get(hyphen..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let grouped = text.slice(span).contains('-') || hyphen == 0;
    let place = Span::new(span.end + hyphen, span.end + hyphen + length);
    let masked = matches!(kind, RedactionKind::Mask | RedactionKind::Bar);
    (masked && grouped && (2..=6).contains(&length))
        .then_some(Leftover { kind: LeftoverKind::Ending, span: place })
}

/// `J. XXXX` and `John F. XXXX`, but not the letter of a list item or of `U.S. XXXX`.
fn initial(front: &str, span: Span) -> Option<Leftover> {
    let rest = front.strip_suffix(' ')?.strip_suffix('.')?;
    let letter = rest.chars().next_back().filter(char::is_ascii_uppercase)?;
    let before = rest.get(..rest.len() - letter.len_utf8())?;
    let word = before.strip_suffix(' ')?.trim_end();
    let stops = word.is_empty() || word.ends_with(['.', ':', ';', '?', '!']) && !is_title(word);
    let end = span.start - 1;
    (!stops).then_some(Leftover { kind: LeftoverKind::Initial, span: Span::new(end - 2, end) })
}

fn is_title(word: &str) -> bool {
    let last = around::last_word(word);
    around::is_one_of(
        last,
        &["mr", "mrs", "ms", "dr", "gen", "col", "amb", "lt", "capt", "prof", "sen", "rep", "maj", "sgt"],
    )
}

#[cfg(test)]
mod tests {
    use super::super::redactions;
    use super::*;

    fn read(content: &str) -> Option<(LeftoverKind, String)> {
        let text = Text::decode(content.into());
        let leftover = redactions(&text, &[]).first()?.leftover?;
        Some((leftover.kind, text.slice(leftover.span).to_owned()))
    }

    #[test]
    fn what_stands_of_a_masked_word_is_told_apart() {
        use LeftoverKind::{Beginning, Ending, Glued, Initial};
        for (line, kind, letters) in [
            ("Minister Ivxxxxx said", Beginning, "Iv"),
            ("the code Exempxxxxx was", Beginning, "Exemp"),
            ("Minister IvXXXXXX said", Beginning, "Iv"),
            ("Minister Iv████ said", Beginning, "Iv"),
            ("Minister Iv[REDACTED] said", Beginning, "Iv"),
            ("Minister O[REDACTED] said", Beginning, "O"),
            ("Minister XXXXXov said", Ending, "ov"),
            ("we saw XXXNEED for boats", Glued, "NEED"),
            ("The NGOXXXXXXXXXXXX, which", Glued, "NGO"),
            ("heard fromXXXXXXXXXXXX that", Glued, "from"),
            ("his number, XXX-XX-1234, stands", Ending, "1234"),
            ("met Ambassador J. XXXXXXX there", Initial, "J."),
        ] {
            assert_eq!(read(line), Some((kind, letters.to_owned())), "{line}");
        }
    }

    #[test]
    fn whole_masks_and_list_letters_leave_nothing() {
        for line in [
            "A. XXXXXXXXXXXX said",
            "the U.S. XXXXXXXX said",
            "XXXXXXXXXXXX's boat",
            "he met XXXXXXXXXXXX.",
            "End summary. B. XXXXXXXXXX",
            "for[5 names redacted]",
            "XXXXXXXXs came",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
