//! Control systems with compartments: `SI-G ABCD DEFG-MMM AACD`, and special access programs.
//!
//! A compartment stands behind a hyphen, its sub-compartments behind blanks (IC Markings Register,
//! A.6). Each compartment becomes an element of its own, so that rules see `SI-G` and `SI-MMM`.

use super::super::meaning::{Element, FlawKind, Item};
use super::{Reader, ends_word, word};
use crate::register::ControlId;

impl Reader<'_> {
    /// Reads what follows the name of a control system.
    pub(super) fn system(&mut self, element: Element, begin: usize) {
        let system = element.control.map_or(String::new(), |control| self.system_name(control));
        let mut from = begin;
        // The system stands by itself where no compartment follows, or where this is one: `SI-G-MMM`.
        if element.name != system || self.next_compartment(&system).is_none() {
            self.compartment(element, from);
            from = self.at + 1;
        }
        while let Some(length) = self.next_compartment(&system) {
            let part = self.at + 1;
            self.at = part + length;
            let name = format!("{system}-{}", self.source.folded().get(part..self.at).unwrap_or_default());
            let control = self.compartment_control(&name, &system, part);
            self.compartment(Element { control, name, ..Element::default() }, from);
            from = self.at + 1;
        }
    }

    /// `SI` for `SI-G`.
    fn system_name(&self, control: ControlId) -> String {
        let mark = self.register.control_entry(control).map_or("", |entry| entry.mark.as_str());
        mark.split('-').next().unwrap_or_default().to_owned()
    }

    /// The length of the compartment behind a hyphen, if one stands here. Another control behind a
    /// hyphen is no compartment: its slashes are lost.
    fn next_compartment(&self, system: &str) -> Option<usize> {
        let behind = self.rest().strip_prefix('-')?;
        let part = word(behind);
        let listed = || self.register.control_named(&format!("{system}-{part}")).is_some();
        (!part.is_empty() && (!self.names_control(behind) || listed())).then_some(part.len())
    }

    /// The entry of a compartment: its own, or that of the system if the compartment fits its pattern.
    fn compartment_control(&mut self, name: &str, system: &str, from: usize) -> Option<ControlId> {
        let register = self.register;
        if let Some(listed) = register.control_named(name) {
            return Some(listed);
        }
        let control = register.control_named(system)?;
        let part = name.get(system.len() + 1..).unwrap_or_default();
        let open = register.control_entry(control).and_then(|entry| entry.compartment.as_ref());
        if !open.is_some_and(|open| open.pattern.is_match(part)) {
            let span = self.source.span(from, self.at);
            let category = self.category_of(control);
            let flaw = self.flaw(FlawKind::UnknownCompartment, span);
            flaw.control = Some(name.to_owned());
            flaw.category = category;
        }
        Some(control)
    }

    /// Reads the sub-compartments and pushes the element.
    fn compartment(&mut self, mut element: Element, from: usize) {
        while let Some(item) = self.sub_compartment(&element) {
            self.judge_sub(&element, &item);
            element.items.push(item);
        }
        self.push(element, from);
    }

    /// Takes a sub-compartment where one can stand. A known control behind a blank is no
    /// sub-compartment: its slashes are lost.
    fn sub_compartment(&mut self, element: &Element) -> Option<Item> {
        let behind = self.rest().strip_prefix(' ')?;
        let code = word(behind);
        let ends = behind.get(code.len()..).is_some_and(ends_word);
        if code.is_empty() || !ends || self.names_control(behind) || !self.has_subs(element) {
            return None;
        }
        self.at += 1;
        let span = self.take(code.len());
        Some(Item { code: code.to_owned(), span })
    }

    /// A compartment that is not listed may have any; one that is, where the register says so.
    fn has_subs(&self, element: &Element) -> bool {
        let entry = element.entry(self.register);
        entry.is_some_and(|entry| entry.sub.is_some() || entry.mark != element.name)
    }

    fn judge_sub(&mut self, element: &Element, item: &Item) {
        let entry = element.entry(self.register);
        // Nothing is known of the sub-compartments of compartments that are not listed.
        let listed = entry.is_some_and(|entry| entry.mark == element.name);
        let sub = entry.and_then(|entry| entry.sub.as_ref());
        let fits = sub.is_some_and(|sub| sub.pattern.is_match(&item.code));
        // `SI ABCD`: what a system with open compartments says of `sub` is meant for these.
        let is_system = entry.is_some_and(|entry| entry.compartment.is_some());
        if listed && (!fits || is_system) {
            let category = entry.and_then(|entry| entry.category);
            let flaw = self.flaw(FlawKind::UnknownCompartment, item.span);
            flaw.control = Some(element.name.clone());
            flaw.category = category;
        }
    }

    /// Reads special access programs: `SAR-BP-J12 J54-K15/CD`. Their names are not in any register. The
    /// prefix stands once (IC Markings Register, section I: since December 2011).
    pub(super) fn programs(&mut self, from: usize) {
        let mut from = from;
        let mut first = true;
        self.at += usize::from(self.rest().starts_with('-'));
        while let Some(length) = self.program() {
            let begin = self.at;
            let prefix = begin.saturating_sub(from);
            self.at += length;
            let name = self.source.folded().get(begin..self.at).unwrap_or_default().trim_end();
            let element = Element {
                control: self.register.control_named("SAR"),
                name: format!("SAR-{name}"),
                ..Element::default()
            };
            self.push(element, if first { from } else { begin });
            let printed = self.source.span(begin, self.at);
            self.judge_case(printed, None);
            if !first && prefix > 0 {
                let span = self.source.span(begin - prefix, begin);
                self.flaw(FlawKind::PrefixRepeated, span);
            }
            first = false;
            if !self.next_program() {
                return;
            }
            from = self.at;
            self.at += self.prefix_here();
        }
        if first {
            let element = Element {
                control: self.register.control_named("SAR"),
                name: "SAR".to_owned(),
                ..Element::default()
            };
            self.push(element, from);
            let span = self.source.span(from, self.at);
            self.flaw(FlawKind::Incomplete, span).control = Some("SAR".to_owned());
        }
    }

    /// The length of the program name that stands here.
    fn program(&self) -> Option<usize> {
        let rest = self.rest();
        let end = rest.find(['/', ',']).unwrap_or(rest.len());
        let name = rest.get(..end)?.trim_end();
        (!name.is_empty()).then_some(name.len())
    }

    /// Steps over the single slash before another program; another control there ends the list.
    fn next_program(&mut self) -> bool {
        let rest = self.rest();
        let slash = rest.starts_with('/') && !rest.starts_with("//");
        if !slash {
            return false;
        }
        let from = self.at;
        self.at += 1;
        let program = self.prefix_here() > 0 || self.find_control().is_none();
        if !program {
            self.at = from;
        }
        program
    }

    /// The length of `SAR-` where it stands here.
    fn prefix_here(&self) -> usize {
        let prefixes = ["SAR-", "SPECIAL ACCESS REQUIRED-"];
        prefixes.into_iter().find(|prefix| self.rest().starts_with(prefix)).map_or(0, str::len)
    }
}
