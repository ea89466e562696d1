//! One control of a marking, with what belongs to it.

use super::super::meaning::{Element, Flaw, FlawKind, Form, Style};
use super::separator::Separator;
use super::{Reader, ends_word};
use crate::register::{CategoryEntry, ControlEntry, ControlId, FormKind, Takes, one_slip};
use crate::span::Span;

/// A control that stands at the reader's place.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) control: ControlId,
    /// The length of the printed form.
    pub(super) length: usize,
    kind: FormKind,
}

/// Declassification values that stood at the end of banner lines until February 2008 (IC Markings
/// Register, section I), beside dates of eight digits.
const INSTRUCTIONS: [&str; 12] =
    ["MR", "OADR", "X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "MANUAL REVIEW", "DNI ONLY"];

impl<'s> Reader<'s> {
    /// Reads the control that stands behind `separator`.
    pub(super) fn element(&mut self, separator: Separator<'s>) {
        self.begins_block = separator.text.contains("//");
        if let Some(length) = self.instruction() {
            let span = self.take(length);
            self.flaw(FlawKind::BannerInstruction, span);
        } else if let Some((control, length)) = self.list_before_name() {
            self.judge_separator(separator, self.category_of(control));
            self.countries_before(control, length);
        } else if let Some(found) = self.find_control() {
            self.judge_separator(separator, self.category_of(found.control));
            self.known(found);
        } else {
            // Words that only a blank parts from what stands before are one flaw: `SECRET SENSITIVE`.
            if separator.text.is_empty() || !separator.text.trim().is_empty() {
                self.judge_separator(separator, None);
            }
            self.unknown();
        }
    }

    /// The longest printed form that stands here. Categories of CUI stand behind `CUI` only. There they
    /// come before controls of the same name, but not in a block behind theirs: `CUI//PROPIN` and
    /// `CUI//TAX/PROPIN` are categories, `CUI//TAX//PROPIN` is a dissemination control.
    pub(super) fn find_control(&self) -> Option<Found> {
        let rest = self.rest();
        let behind_word = self.stands_behind_its_word();
        let in_block = self.after(self.previous_category()).is_some();
        let preferred = behind_word || in_block && !self.begins_block;
        let mut found: Option<(Found, bool)> = None;
        for form in self.register.forms.candidates(rest) {
            let length = form.text.len();
            if found.is_some_and(|(found, _)| found.length > length) {
                break;
            }
            let follows = self.follows(form.of);
            let ends = rest.get(length..).is_some_and(ends_word);
            let better = found.is_none_or(|(_, first)| first != preferred && follows == preferred);
            if ends && better && (!follows || behind_word || in_block) {
                found = Some((Found { control: form.of, length, kind: form.kind }, follows));
            }
        }
        found.map(|(found, _)| found)
    }

    /// True for controls of a category that stands behind the word of another one.
    fn follows(&self, control: ControlId) -> bool {
        self.after(self.category_of(control)).is_some()
    }

    pub(super) fn after(&self, category: Option<u8>) -> Option<u8> {
        self.register.categories.get(usize::from(category?))?.after
    }

    /// The control before this place is the word of another category: `CUI`.
    fn stands_behind_its_word(&self) -> bool {
        let previous = self.previous_category();
        self.register.categories.iter().any(|entry| entry.after.is_some() && entry.after == previous)
    }

    pub(super) fn category_of(&self, control: ControlId) -> Option<u8> {
        self.register.control_entry(control)?.category
    }

    fn known(&mut self, found: Found) {
        let register = self.register;
        let Some(entry) = register.control_entry(found.control) else { return };
        let from = self.at;
        let name_span = self.take(found.length);
        self.judge_case(name_span, Some(entry));
        let element = Element {
            control: Some(found.control),
            name: entry.mark.clone(),
            span: name_span,
            items: Vec::new(),
        };
        match entry.takes {
            Takes::Nothing if register.is_system(entry) => self.system(element, from),
            Takes::Nothing => self.push(element, from),
            Takes::Programs => self.programs(from),
            Takes::Words => self.words(element, from),
            _ => self.list(element, from),
        }
        self.judge_form(found, entry, name_span);
    }

    /// Pushes an element that reaches from `from` to the reader's place.
    pub(super) fn push(&mut self, mut element: Element, from: usize) {
        element.span = self.source.span(from, self.at);
        self.marking.elements.push(element);
    }

    /// The portion form in a banner line and the banner form in a portion mark (IC Markings Register,
    /// C.1 and D.1), and forms that only State writes.
    fn judge_form(&mut self, found: Found, entry: &ControlEntry, span: Span) {
        let suits = match self.marking.form {
            Form::Banner => found.kind.suits_banner(),
            Form::Portion => found.kind.suits_portion(),
        };
        let listed = self.previous().is_some_and(|element| !element.items.is_empty());
        // `REL` without TO is short for the list of the banner line: no list may follow.
        let short = listed && entry.takes == Takes::Countries && found.kind == FormKind::Portion;
        if self.marking.style == Style::State || suits && !short {
            return;
        }
        let kind = if found.kind == FormKind::Local { FlawKind::LocalForm } else { FlawKind::ControlForm };
        self.marking.flaws.push(Flaw {
            kind,
            span,
            control: Some(entry.mark.clone()),
            category: entry.category,
            expected: Some(written(entry, self.marking.form, listed).to_owned()),
            other: None,
        });
    }

    /// Small letters where the register has capitals (`Attorney-Client` is written with small ones).
    pub(super) fn judge_case(&mut self, span: Span, entry: Option<&ControlEntry>) {
        let printed = self.source.printed(span);
        let small = printed.bytes().any(|byte| byte.is_ascii_lowercase());
        let as_registered = entry.is_some_and(|entry| {
            [Some(entry.mark.as_str()), entry.banner.as_deref(), entry.title.as_deref()]
                .contains(&Some(printed))
        });
        if small && !as_registered {
            self.flaw(FlawKind::LowerCase, span).expected = Some(printed.to_uppercase());
        }
    }

    /// A word that the register does not know, up to the next separator.
    fn unknown(&mut self) {
        let rest = self.rest();
        let end = rest.find(['/', ',', ';']).unwrap_or(rest.len());
        let block = rest.get(..end).unwrap_or_default().trim_end();
        // A category of CUI may have the code of a country: `CUI//GEO`.
        let codes = if self.other_sort(block).is_some() { 0 } else { self.codes_length() };
        let words = if codes > 0 { rest.get(..codes).unwrap_or_default().trim_end() } else { block };
        let near = self.other_sort(words).or_else(|| self.nearest(words).map(str::to_owned));
        let category = near.as_deref().and_then(|near| self.category_of_form(near)).or_else(|| self.block());
        let from = self.at;
        let span = self.take(words.len().max(1));
        let name = words.to_owned();
        self.marking.elements.push(Element { control: None, name: name.clone(), span, items: Vec::new() });
        self.judge_case(span, None);
        let kind = if codes > 0 { FlawKind::ListUnexpected } else { FlawKind::UnknownControl };
        let flaw = self.flaw(kind, span);
        flaw.control = Some(name);
        flaw.expected = near;
        flaw.category = category;
        self.at = self.at.max(from + 1);
    }

    /// The category that a control is taken to be of which the register does not know: that of the block
    /// it stands in. Behind `CUI` its categories are expected, and in the block behind them limited
    /// dissemination controls: `CUI//PRVCY//FED ONLY`.
    fn block(&self) -> Option<u8> {
        let previous = self.previous_category();
        if self.begins_block && self.after(previous).is_some() {
            return previous.map(|previous| previous + 1);
        }
        let behind = |entry: &CategoryEntry| entry.after.is_some() && entry.after == previous;
        let follows = self.register.categories.iter().position(behind);
        follows.and_then(|index| u8::try_from(index).ok()).or(previous)
    }

    /// A category of CUI that exists, but as the other sort: Specified (`SP-`) instead of Basic, or the
    /// other way round (32 CFR 2002.4).
    fn other_sort(&self, words: &str) -> Option<String> {
        let other = words.strip_prefix("SP-").map_or_else(|| format!("SP-{words}"), str::to_owned);
        let category = self.block().filter(|&block| self.after(Some(block)).is_some())?;
        self.register.control_of(category, &other).map(|_| other)
    }

    /// The only known form that is one slip away: of this sort of marking, or of the other sort or the
    /// title, which are long enough to be recognised. What is meant is then the form of this sort.
    fn nearest(&self, words: &str) -> Option<&'s str> {
        let form = self.marking.form;
        let own = |entry: &'s ControlEntry| written(entry, form, false);
        let others = |entry: &'s ControlEntry| {
            let forms = [Some(entry.mark.as_str()), entry.banner.as_deref(), entry.title.as_deref()];
            forms.into_iter().flatten().filter(|other| other.len() > 3)
        };
        let near = || one_slip(words, self.expected_here().map(own));
        let other = || {
            let slipped = one_slip(words, self.expected_here().flat_map(others))?;
            self.expected_here().find(|&entry| others(entry).any(|form| form == slipped)).map(own)
        };
        (words.len() > 2).then(|| near().or_else(other)).flatten()
    }

    /// The controls that may stand here.
    fn expected_here(&self) -> impl Iterator<Item = &'s ControlEntry> {
        let controls = self.register.controls.iter();
        controls.filter(|entry| entry.category.is_some() && !self.hidden(entry))
    }

    /// Categories of CUI are out of the question where there is no CUI.
    fn hidden(&self, entry: &ControlEntry) -> bool {
        let behind = self.stands_behind_its_word() || self.after(self.previous_category()).is_some();
        self.after(entry.category).is_some() && !behind
    }

    fn category_of_form(&self, form: &str) -> Option<u8> {
        let named = self.register.forms.candidates(form).filter(|known| known.text.len() == form.len());
        let categories: Vec<Option<u8>> = named.map(|known| self.category_of(known.of)).collect();
        // Behind `CUI` a category is meant rather than a control of the same name.
        let block = self.block();
        categories.iter().find(|category| **category == block).or(categories.first()).copied().flatten()
    }

    /// The length of a declassification value that stands here.
    fn instruction(&self) -> Option<usize> {
        let rest = self.rest();
        let end = rest.find(['/']).unwrap_or(rest.len());
        let value = rest.get(..end)?.trim_end();
        let date = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
        let exemption = ["25X", "50X", "75X", "X"].iter().find_map(|prefix| value.strip_prefix(prefix));
        let numbered =
            exemption.is_some_and(|number| number.starts_with(|digit: char| ('1'..='9').contains(&digit)));
        (date || numbered && self.find_control().is_none() || INSTRUCTIONS.contains(&value))
            .then_some(value.len())
    }
}

/// How a form of marking writes a control. With a list both forms write the banner's words.
pub(super) fn written(entry: &ControlEntry, form: Form, listed: bool) -> &str {
    match form {
        Form::Portion if !listed || entry.takes != Takes::Countries => &entry.mark,
        _ => entry.banner.as_deref().unwrap_or(&entry.mark),
    }
}
