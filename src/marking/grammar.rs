//! Reading a marking: level, controls and separators, each with its place.
//!
//! Total: any words give a marking, perhaps with flaws. Controls are found by the register's printed
//! forms, the longest first, never by splitting at slashes: some contain one (`USA/GBR EYES ONLY`,
//! `RESTREINT UE/EU RESTRICTED`). What no form fits is unknown up to the next separator; it is never
//! taken for part of what stands before it.

mod classification;
mod compartment;
mod control;
mod list;
mod print;
mod separator;
mod source;
mod terms;

use super::meaning::{Element, Flaw, FlawKind, Form, Marking, Style};
use crate::register::Register;
use crate::span::Span;
use source::Source;

/// How much of a marking is read, in bytes: a list of every country fits. What is longer is no marking, and
/// controls are compared with each other, so that reading it whole would take hours.
const LONGEST: usize = 4096;

/// Reads the marking that stands at `span` of `text`, without brackets.
pub fn parse(text: &str, span: Span, form: Form, style: Style, register: &Register) -> Marking {
    let printed = text.get(span.start..span.end).unwrap_or_default();
    let end = (0..=LONGEST.min(printed.len())).rev().find(|&at| printed.is_char_boundary(at));
    let read = printed.get(..end.unwrap_or_default()).unwrap_or_default();
    let source = Source::new(read, span.start);
    let marking = Marking { span, form, style, ..Marking::default() };
    let mut reader = Reader { source: &source, at: 0, register, marking, begins_block: false };
    reader.read();
    if read.len() < printed.len() {
        reader.unread(Span::new(span.start + read.len(), span.end));
    }
    let mut marking = reader.marking;
    terms::check(&mut marking, register);
    marking.flaws.extend(source.slips());
    marking.flaws.sort_by_key(|flaw| (flaw.span.start, flaw.span.end));
    marking
}

/// Reads one marking from left to right.
struct Reader<'s> {
    source: &'s Source<'s>,
    /// The byte of the folded text where the next word begins.
    at: usize,
    register: &'s Register,
    marking: Marking,
    /// Two slashes stand before the word that is being read.
    begins_block: bool,
}

impl<'s> Reader<'s> {
    fn read(&mut self) {
        self.skip_blanks();
        self.classification();
        while !self.is_at_end() {
            let from = self.at;
            let separator = self.separator();
            if self.is_at_end() {
                self.trailing(separator);
            } else {
                self.element(separator);
            }
            // Whatever stands here, the reader moves on.
            self.at = self.at.max(from + 1);
        }
    }

    /// What stands behind the longest marking is unknown, never passed over in silence.
    fn unread(&mut self, span: Span) {
        self.marking.elements.push(Element { span, ..Element::default() });
        self.flaw(FlawKind::UnknownControl, span);
    }

    /// What has not been read yet, in capitals.
    fn rest(&self) -> &'s str {
        self.source.folded().get(self.at..).unwrap_or_default()
    }

    fn is_at_end(&self) -> bool {
        self.rest().trim_end().is_empty()
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Takes the next `length` bytes and gives their place in the text.
    fn take(&mut self, length: usize) -> Span {
        let from = self.at;
        self.at = (self.at + length).min(self.source.folded().len());
        self.source.span(from, self.at)
    }

    fn flaw(&mut self, kind: FlawKind, span: Span) -> &mut Flaw {
        self.marking.flaws.push(Flaw { kind, span, ..Flaw::default() });
        let last = self.marking.flaws.len() - 1;
        // The entry has just been pushed; indexing is denied, so it is looked up.
        #[allow(clippy::indexing_slicing)]
        &mut self.marking.flaws[last]
    }

    /// A text begins with the whole name of a control.
    fn names_control(&self, rest: &str) -> bool {
        let ends = |length: usize| rest.get(length..).is_some_and(ends_word);
        self.register.forms.candidates(rest).any(|form| ends(form.text.len()))
    }

    fn previous(&self) -> Option<&Element> {
        self.marking.elements.last()
    }

    fn previous_category(&self) -> Option<u8> {
        let previous = self.previous()?;
        previous.category(self.register).or_else(|| self.taken_for(previous))
    }

    /// The category of CUI that an unknown word was taken to be: others of it may follow.
    fn taken_for(&self, element: &Element) -> Option<u8> {
        let flaw = self.marking.flaws.iter().rev().find(|flaw| flaw.span == element.span)?;
        flaw.category.filter(|&category| self.after(Some(category)).is_some())
    }
}

/// True where a word may end: at the end of the text, or before a separator.
fn ends_word(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| !(next.is_alphanumeric() || next == '_'))
}

/// The length of the word that `rest` begins with: letters, digits and `_`.
fn word(rest: &str) -> &str {
    let length = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    rest.get(..length.unwrap_or(rest.len())).unwrap_or_default()
}
