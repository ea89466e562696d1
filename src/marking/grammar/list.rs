//! What follows the name of a control: codes of countries, numbers, words.

use super::super::meaning::{Element, FlawKind, Form, Item};
use super::{Reader, ends_word, word};
use crate::register::{ControlEntry, ControlId, ListNeeded, Takes};

impl Reader<'_> {
    /// Reads the list behind the name of a control and pushes the element.
    pub(super) fn list(&mut self, mut element: Element, from: usize) {
        let register = self.register;
        let Some(entry) = element.entry(register) else { return };
        let numbers = entry.takes == Takes::Numbers;
        while let Some(item) = self.item(entry, element.items.is_empty(), numbers) {
            if numbers {
                self.judge_number(&item, entry);
            } else {
                self.judge_country(&item, Some(entry));
            }
            element.items.push(item);
        }
        self.push(element, from);
        self.judge_presence(entry);
    }

    /// The next word of a list. Between the name and the first word stands a blank (a hyphen before
    /// numbers is read, too: `RD-SG-14`); between words stands the list's own separator.
    fn item(&mut self, entry: &ControlEntry, first: bool, numbers: bool) -> Option<Item> {
        let rest = self.rest();
        let code_at = self.before_code(rest);
        let behind = rest.get(code_at..)?;
        let code = word(behind);
        if code_at == 0 || code.is_empty() || !behind.get(code.len()..).is_some_and(ends_word) {
            return None;
        }
        if !self.belongs(code, behind, numbers) {
            return None;
        }
        let separator = rest.get(..code_at)?;
        let expected = if first { " " } else { entry.list_separator.as_str() };
        let span = self.take(code_at);
        if code == "AND" {
            let word = self.take(code.len());
            let flaw = self.flaw(FlawKind::ListWord, word);
            flaw.control = Some(entry.mark.clone());
            flaw.category = entry.category;
            return self.item(entry, true, numbers);
        }
        if separator != expected && !(first && numbers && separator == "-") {
            let flaw = self.flaw(FlawKind::Separator, span);
            flaw.expected = Some(expected.to_owned());
            flaw.control = Some(entry.mark.clone());
            flaw.category = entry.category;
        }
        let span = self.take(code.len());
        Some(Item { code: code.to_owned(), span })
    }

    /// The length of what stands before the next code. A slash ends a list, unless a country stands
    /// behind it that nothing else can claim: `REL TO USA/GBR`.
    fn before_code(&self, rest: &str) -> usize {
        let length = |rest: &str| rest.len() - rest.trim_start_matches([' ', ',', ';', '-']).len();
        let slashed = rest.strip_prefix('/').filter(|behind| {
            let code = word(behind);
            let ends = behind.get(code.len()..).is_some_and(|rest| !rest.starts_with(' ') && ends_word(rest));
            let tables = &self.register.tables;
            ends && tables.country(code).is_some() && !self.names_control(behind)
        });
        slashed.map_or_else(|| length(rest), |_| 1)
    }

    /// True for a word that belongs to a list: a number, a code, or what could be one. A known control
    /// ends the list, its separator being wrong.
    fn belongs(&self, code: &str, behind: &str, numbers: bool) -> bool {
        if numbers {
            return code.bytes().all(|byte| byte.is_ascii_digit());
        }
        let tables = &self.register.tables;
        let known = tables.country(code).is_some() || tables.group(code).is_some();
        known || code == "AND" || !self.names_control(behind)
    }

    /// The codes that the table knows, or the only ones that the control may have.
    pub(super) fn judge_country(&mut self, item: &Item, entry: Option<&ControlEntry>) {
        let tables = &self.register.tables;
        let known = tables.country(&item.code).is_some() || tables.group(&item.code).is_some();
        let allowed = entry.is_none_or(|entry| self.may_name(&item.code, entry));
        if known && allowed {
            return;
        }
        let kind = if known { FlawKind::NotAllowedInList } else { FlawKind::UnknownCountry };
        let near = tables.nearby_country(&item.code).map(str::to_owned);
        let flaw = self.flaw(kind, item.span);
        flaw.expected = match entry.filter(|_| known) {
            Some(entry) => Some(entry.allowed.join(", ")).filter(|codes| !codes.is_empty()),
            None => near,
        };
        flaw.control = entry.map(|entry| entry.mark.clone());
        flaw.category = entry.and_then(|entry| entry.category);
    }

    /// A list that releases nothing names the foreign owners of information, never one's own country.
    fn may_name(&self, code: &str, entry: &ControlEntry) -> bool {
        let own = !entry.release && self.register.own_country() == Some(code);
        !own && (entry.allowed.is_empty() || entry.allowed.iter().any(|allowed| allowed == code))
    }

    fn judge_number(&mut self, item: &Item, entry: &ControlEntry) {
        if !entry.allowed.is_empty() && !entry.allowed.contains(&item.code) {
            let flaw = self.flaw(FlawKind::UnknownNumber, item.span);
            flaw.control = Some(entry.mark.clone());
            flaw.category = entry.category;
            flaw.expected = Some(entry.allowed.join(", "));
        }
    }

    /// A list is missing where the control needs one.
    pub(super) fn judge_presence(&mut self, entry: &ControlEntry) {
        let needed = match entry.list_needed {
            ListNeeded::Always => true,
            ListNeeded::InBanner => self.marking.form == Form::Banner,
            ListNeeded::Never => false,
        };
        let Some(element) = self.previous().filter(|element| needed && element.items.is_empty()) else {
            return;
        };
        let span = element.span;
        let flaw = self.flaw(FlawKind::ListMissing, span);
        flaw.control = Some(entry.mark.clone());
        flaw.category = entry.category;
    }

    /// `USA/CAN/GBR EYES ONLY`: the control whose name stands behind the codes that begin here, and the
    /// length of the codes.
    pub(super) fn list_before_name(&self) -> Option<(ControlId, usize)> {
        let rest = self.rest();
        let tables = &self.register.tables;
        let mut length = 0;
        loop {
            let code = word(rest.get(length..)?);
            if tables.country(code).is_none() && tables.group(code).is_none() {
                return None;
            }
            length += code.len();
            let behind = rest.get(length..)?;
            if let Some(name) = behind.strip_prefix(' ')
                && let Some(form) = self.register.forms.candidates(name).find(|form| self.names_list(form.of))
                && name.get(form.text.len()..).is_some_and(ends_word)
            {
                return Some((form.of, length));
            }
            let step = behind.len() - behind.trim_start_matches(['/', ',', ' ']).len();
            if step == 0 {
                return None;
            }
            length += step;
        }
    }

    /// The length of the codes that stand here, without a control that says what they are for.
    pub(super) fn codes_length(&self) -> usize {
        let rest = self.rest();
        let tables = &self.register.tables;
        let (mut length, mut next) = (0, 0);
        while let Some(behind) = rest.get(next..) {
            let code = word(behind);
            let known = tables.country(code).is_some() || length > 0 && tables.group(code).is_some();
            if !known || !behind.get(code.len()..).is_some_and(ends_word) {
                break;
            }
            length = next + code.len();
            let step = behind
                .get(code.len()..)
                .map_or(0, |rest| rest.len() - rest.trim_start_matches([',', ' ']).len());
            next = length + step;
        }
        length
    }

    fn names_list(&self, control: ControlId) -> bool {
        self.register.control_entry(control).is_some_and(|entry| entry.takes == Takes::CountriesBefore)
    }

    /// Reads the codes before a name, and the name.
    pub(super) fn countries_before(&mut self, control: ControlId, length: usize) {
        let register = self.register;
        let Some(entry) = register.control_entry(control) else { return };
        let (from, end) = (self.at, self.at + length);
        let mut element = Element { control: Some(control), name: entry.mark.clone(), ..Element::default() };
        while self.at < end {
            let code = word(self.rest());
            let item = Item { code: code.to_owned(), span: self.source.span(self.at, self.at + code.len()) };
            self.at += code.len().max(1);
            self.judge_country(&item, Some(entry));
            element.items.push(item);
            if self.at < end {
                self.judge_list_separator(entry);
            }
        }
        self.skip_blanks();
        let name = self.find_control().map_or(0, |found| found.length);
        self.at += name;
        self.push(element, from);
    }

    fn judge_list_separator(&mut self, entry: &ControlEntry) {
        let separator = self.separator();
        if separator.text != entry.list_separator {
            let flaw = self.flaw(FlawKind::Separator, separator.span);
            flaw.expected = Some(entry.list_separator.clone());
            flaw.control = Some(entry.mark.clone());
            flaw.category = entry.category;
        }
    }

    /// Reads what stands behind a hyphen: `ACCM-NICKNAME`.
    pub(super) fn words(&mut self, mut element: Element, from: usize) {
        if let Some(behind) = self.rest().strip_prefix('-') {
            let end = behind.find(['/', ',']).unwrap_or(behind.len());
            let name = behind.get(..end).unwrap_or_default().trim_end();
            element.name = format!("{}-{name}", element.name);
            self.at += 1 + name.len();
        } else {
            let span = self.source.span(from, self.at);
            self.flaw(FlawKind::Incomplete, span).control = Some(element.name.clone());
        }
        self.push(element, from);
    }
}
