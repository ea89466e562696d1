//! Markings that are printed otherwise than the grammar reads them: letter-spaced, or broken over two
//! lines. They are read from a copy in plain form, and every place is carried back to the text.

use crate::document::banner::ClassWord;
use crate::marking::{self, Form, Marking, Style};
use crate::register::Register;
use crate::span::Span;

/// A copy of a stretch of text, with the place of each of its bytes.
#[derive(Default)]
struct Plain {
    text: String,
    places: Vec<usize>,
}

/// Reads the marking at `span`, whose class word is `class` where it is a banner line.
pub(super) fn parse(
    text: &str,
    span: Span,
    class: Option<&ClassWord>,
    (form, style): (Form, Style),
    register: &Register,
) -> Marking {
    let printed = text.get(span.start..span.end).unwrap_or_default();
    let spaced = class.filter(|class| class.spaced);
    if spaced.is_none() && !printed.contains(['\n', '\r']) {
        return marking::parse(text, span, form, style, register);
    }
    let plain = match spaced {
        Some(class) => Plain::of_spaced(text, span, class),
        None => Plain::of_lines(printed, span.start),
    };
    let whole = Span::new(0, plain.text.len());
    plain.carry_back(marking::parse(&plain.text, whole, form, style, register), span)
}

impl Plain {
    fn push(&mut self, letter: char, place: usize) {
        self.text.push(letter);
        self.places.extend(place..place + letter.len_utf8());
    }

    /// One blank in place of a line end and the blanks around it.
    fn of_lines(printed: &str, start: usize) -> Self {
        let mut plain = Self::default();
        let mut at = start;
        for line in printed.split_inclusive('\n') {
            let words = line.trim();
            let begin = at + line.len() - line.trim_start().len();
            if !plain.text.is_empty() && !plain.text.ends_with('/') {
                plain.push(' ', at.saturating_sub(1));
            }
            for (offset, letter) in words.char_indices() {
                plain.push(letter, begin + offset);
            }
            at += line.len();
        }
        plain
    }

    /// The class word in plain letters, and what follows with single letters joined.
    fn of_spaced(text: &str, span: Span, class: &ClassWord) -> Self {
        let mut plain = Self::default();
        let printed = text.get(class.span.start..class.span.end).unwrap_or_default();
        let mut letters = printed.char_indices().filter(|(_, letter)| !letter.is_whitespace());
        let mut last = class.span.start;
        for letter in class.word.chars() {
            if letter != ' ' {
                last = letters.next().map_or(last, |(offset, _)| class.span.start + offset);
            }
            plain.push(letter, last);
        }
        let tail = text.get(class.span.end..span.end).unwrap_or_default();
        let words: Vec<&str> = tail.split(' ').filter(|word| !word.is_empty()).collect();
        let single = words.iter().filter(|word| word.chars().count() == 1).count();
        let joined = single >= 3 && single * 2 > words.len();
        for (offset, letter) in tail.char_indices() {
            let wide = tail.get(offset + 1..).is_some_and(|next| next.starts_with(' '));
            if !joined || letter != ' ' || (wide && !plain.text.ends_with(' ')) {
                plain.push(letter, class.span.end + offset);
            }
        }
        plain
    }

    /// The marking with its places in the text.
    fn carry_back(&self, mut marking: Marking, span: Span) -> Marking {
        let place = |inner: Span| {
            let start = self.places.get(inner.start).copied().unwrap_or(span.end);
            let end = inner
                .end
                .checked_sub(1)
                .and_then(|last| self.places.get(last))
                .map_or(start, |last| last + 1);
            Span::new(start, if inner.is_empty() { start } else { end.max(start) })
        };
        marking.span = span;
        marking.level_span =
            if marking.level_span.is_empty() { Span::default() } else { place(marking.level_span) };
        marking.owners.iter_mut().for_each(|owner| owner.span = place(owner.span));
        for element in &mut marking.elements {
            element.span = place(element.span);
            element.items.iter_mut().for_each(|item| item.span = place(item.span));
        }
        marking.flaws.iter_mut().for_each(|flaw| flaw.span = place(flaw.span));
        marking
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, class: Option<&ClassWord>, form: Form) -> Marking {
        let register = Register::builtin();
        parse(text, Span::new(0, text.len()), class, (form, Style::Ic), &register)
    }

    #[test]
    fn a_list_broken_over_two_lines_is_one_list() {
        let text = "S//REL TO USA, AUS,\n   GBR";
        let marking = read(text, None, Form::Portion);
        let codes: Vec<&str> =
            marking.elements.iter().flat_map(|one| one.items.iter().map(|item| item.code.as_str())).collect();
        assert_eq!(codes, ["USA", "AUS", "GBR"]);
        assert_eq!(marking.flaws, []);
        let last = marking.elements.last().and_then(|one| one.items.last()).map(|item| item.span);
        assert_eq!(last, Some(Span::new(23, 26)));
    }

    #[test]
    fn letter_spacing_is_seen_through() {
        let text = "T O P   S E C R E T";
        let class =
            ClassWord { span: Span::new(0, 19), word: "TOP SECRET".to_owned(), level: None, spaced: true };
        let marking = read(text, Some(&class), Form::Banner);
        assert!(marking.level.is_some());
        assert_eq!((marking.flaws, marking.level_span), (vec![], Span::new(0, 19)));
    }
}
