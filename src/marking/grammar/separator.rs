//! What stands between two words of a marking, and what should.

use super::super::meaning::{FlawKind, Style};
use super::Reader;
use crate::register::Register;
use crate::span::Span;

/// What stands between two words.
#[derive(Clone, Copy)]
pub(super) struct Separator<'s> {
    /// As printed, in full.
    pub(super) text: &'s str,
    pub(super) span: Span,
}

impl Separator<'_> {
    /// Two separators with nothing between them: `////`, `// //`.
    fn is_doubled(self) -> bool {
        self.text.bytes().filter(|&byte| byte == b'/').count() > 2
    }
}

impl<'s> Reader<'s> {
    /// Takes what stands before the next word.
    pub(super) fn separator(&mut self) -> Separator<'s> {
        let rest = self.rest();
        let length = rest.len()
            - rest
                .trim_start_matches([' ', '\t', '\u{a0}', '/', ',', ';', '-', '\u{2013}', '\u{2014}'])
                .len();
        let span = self.take(length);
        Separator { text: rest.get(..length).unwrap_or_default(), span }
    }

    /// A separator with nothing behind it.
    pub(super) fn trailing(&mut self, separator: Separator<'s>) {
        if !separator.text.trim().is_empty() {
            self.flaw(FlawKind::EmptyElement, separator.span);
        }
    }

    /// Judges what stands before a control of `category`; `None` is an unknown control's.
    pub(super) fn judge_separator(&mut self, separator: Separator<'s>, category: Option<u8>) {
        // Nothing stands between: the level before it is missing, or a stray sign is glued to what stands
        // before, and either is a flaw of its own.
        let begins = self.marking.elements.is_empty() && self.marking.level_span.is_empty();
        if separator.span.is_empty() && (begins || category.is_none()) {
            return;
        }
        if separator.is_doubled() {
            self.flaw(FlawKind::EmptyElement, separator.span);
            return;
        }
        let expected = self.expected_separator(category);
        if separator.text == expected || self.accepts(separator.text, category) {
            return;
        }
        let retired = self.is_retired(separator.text, category);
        let kind = if retired { FlawKind::RetiredSeparator } else { FlawKind::Separator };
        let flaw = self.flaw(kind, separator.span);
        flaw.expected = Some(expected);
        flaw.category = category;
    }

    fn expected_separator(&self, category: Option<u8>) -> String {
        let register = self.register;
        match category {
            Some(category) if self.previous_category() == Some(category) => {
                between(register, category).to_owned()
            }
            _ => register.between_categories.clone(),
        }
    }

    /// State writes one slash where the register of the intelligence community has two
    /// (5 FAH-1 H-246: `SBU/N`). Before an unknown control either may be right.
    fn accepts(&self, text: &str, category: Option<u8>) -> bool {
        let either = matches!(text, "/" | "//");
        either && (self.marking.style == Style::State || category.is_none() || self.previous_is_unknown())
    }

    fn previous_is_unknown(&self) -> bool {
        self.previous().is_some_and(|previous| previous.control.is_none())
    }

    /// The comma within a category, right until July 2005 (IC Markings Register, section I).
    fn is_retired(&self, text: &str, category: Option<u8>) -> bool {
        let entry = category
            .filter(|&category| self.previous_category() == Some(category))
            .and_then(|category| self.register.categories.get(usize::from(category)));
        entry
            .and_then(|entry| entry.earlier_between.as_ref())
            .is_some_and(|(earlier, _)| text.trim_end() == earlier)
    }
}

/// What stands between two controls of a category.
pub(super) fn between(register: &Register, category: u8) -> &str {
    register.categories.get(usize::from(category)).map_or("/", |entry| entry.between.as_str())
}
