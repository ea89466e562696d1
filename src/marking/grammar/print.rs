//! The canonical forms of a marking: the controls in order, each once, with the right separators.

use std::cmp::Ordering;

use super::super::meaning::{Element, Form, Marking, Ownership, Style};
use super::control::written;
use super::separator::between;
use super::terms::{code_key, compare, item_key};
use crate::register::{ListNeeded, Register, Takes};

impl Marking {
    /// The canonical banner line: `SECRET//NOFORN`. Empty where there is no level.
    pub fn banner(&self, register: &Register) -> String {
        Printer { marking: self, register, form: Form::Banner }.print()
    }

    /// The canonical portion mark without brackets: `S//NF`. Empty where there is no level.
    pub fn portion(&self, register: &Register) -> String {
        Printer { marking: self, register, form: Form::Portion }.print()
    }
}

struct Printer<'m> {
    marking: &'m Marking,
    register: &'m Register,
    form: Form,
}

impl Printer<'_> {
    fn print(&self) -> String {
        if self.lacks_list() {
            return String::new();
        }
        let Some(mut line) = self.classification() else { return String::new() };
        let mut elements: Vec<&Element> =
            self.marking.elements.iter().filter(|element| element.control.is_some()).collect();
        elements.sort_by(|left, right| self.compare(left, right));
        elements.dedup_by(|left, right| left.name == right.name && left.items == right.items);
        let mut previous: Option<&Element> = None;
        for element in elements {
            let words = self.element(element, previous);
            if !line.is_empty() {
                line.push_str(self.separator(element, previous));
            }
            line.push_str(&words);
            previous = Some(element);
        }
        line
    }

    /// A portion may leave its list to the banner line: `REL` alone cannot be written in a banner line.
    fn lacks_list(&self) -> bool {
        let lacks = |element: &Element| {
            let entry = element.entry(self.register);
            let listed = entry
                .is_some_and(|entry| entry.takes != Takes::Nothing && entry.list_needed != ListNeeded::Never);
            listed
                && element.items.is_empty()
                && entry.is_some_and(|entry| matches!(entry.takes, Takes::Countries | Takes::CountriesBefore))
        };
        self.form == Form::Banner && self.marking.elements.iter().any(lacks)
    }

    fn compare(&self, left: &Element, right: &Element) -> Ordering {
        let categories = (left.category(self.register), right.category(self.register));
        categories.0.cmp(&categories.1).then_with(|| compare(left, right, self.marking, self.register))
    }

    /// The level with its owners; empty for a control that means a level by itself.
    fn classification(&self) -> Option<String> {
        let level = self.marking.level?;
        let entry = self.register.entry(level)?;
        let own_word = self.marking.elements.first().is_some_and(|first| self.means_level(first));
        if own_word {
            return Some(String::new());
        }
        let level = match self.form {
            Form::Banner => entry.name.as_str(),
            Form::Portion => entry.symbol.as_str(),
        };
        let mut owners: Vec<&str> = self.marking.owners.iter().map(|owner| owner.code.as_str()).collect();
        owners.sort_by_key(|code| code_key(code));
        owners.dedup();
        let owners = owners.join(" ");
        Some(match self.marking.ownership {
            Ownership::Own => level.to_owned(),
            Ownership::Organisation => format!("//{level}"),
            Ownership::Concealed => format!("//FGI {level}"),
            Ownership::Foreign => format!("//{owners} {level}"),
            Ownership::Joint => format!("//JOINT {level} {owners}").trim_end().to_owned(),
        })
    }

    /// The first control stands where the level would: `CUI`, `OFFICIAL-SENSITIVE`; in State's portion
    /// marks `SBU`, too.
    fn means_level(&self, element: &Element) -> bool {
        let Some(entry) = element.entry(self.register) else {
            return false;
        };
        let states = self.is_states_portion() && entry.level.is_some();
        entry.stands_alone.unwrap_or(states) && self.marking.level_span.is_empty()
    }

    fn is_states_portion(&self) -> bool {
        self.form == Form::Portion && self.marking.style == Style::State
    }

    fn separator(&self, element: &Element, previous: Option<&Element>) -> &str {
        let category = element.category(self.register);
        match previous {
            Some(previous)
                if system(previous).is_some()
                    && system(previous) == system(element)
                    && self.has_parts(element) =>
            {
                "-"
            }
            Some(previous) if previous.category(self.register) == category => {
                category.map_or("/", |category| between(self.register, category))
            }
            _ if self.is_states_portion() => "/",
            _ => &self.register.between_categories,
        }
    }

    /// The name with its list. A compartment of the system just printed, and a program behind another
    /// one, leave the prefix out.
    fn element(&self, element: &Element, previous: Option<&Element>) -> String {
        let Some(entry) = element.entry(self.register) else {
            return element.name.clone();
        };
        let name = if element.name == entry.mark {
            written(entry, self.form, !element.items.is_empty()).to_owned()
        } else {
            element.name.clone()
        };
        let shortened = self.continued(&name, element, previous);
        let mut items: Vec<&str> = element.items.iter().map(|item| item.code.as_str()).collect();
        items.sort_by_key(|code| (entry.first.as_deref() != Some(code), item_key(code, entry)));
        items.dedup();
        match entry.takes {
            _ if items.is_empty() => shortened,
            Takes::CountriesBefore => {
                format!("{} {}", items.join(&entry.list_separator), written(entry, Form::Banner, true))
            }
            Takes::Nothing => format!("{shortened} {}", items.join(" ")),
            _ => format!("{shortened} {}", items.join(&entry.list_separator)),
        }
    }

    fn continued(&self, name: &str, element: &Element, previous: Option<&Element>) -> String {
        let same = |previous: &Element| {
            self.has_parts(element) && system(previous).is_some() && system(previous) == system(element)
        };
        let program = |previous: &Element| self.is_program(element) && self.is_program(previous);
        match previous {
            Some(previous) if same(previous) => {
                name.split_once('-').map_or(name, |(_, part)| part).to_owned()
            }
            Some(previous) if program(previous) => name.strip_prefix("SAR-").unwrap_or(name).to_owned(),
            _ => name.to_owned(),
        }
    }

    fn has_parts(&self, element: &Element) -> bool {
        let entry = element.entry(self.register);
        element.name.contains('-') && entry.is_some_and(|entry| self.register.is_system(entry))
    }

    fn is_program(&self, element: &Element) -> bool {
        let entry = element.entry(self.register);
        entry.is_some_and(|entry| entry.takes == Takes::Programs)
    }
}

/// `SI` of `SI-G`.
fn system(element: &Element) -> Option<&str> {
    element.name.split('-').next().filter(|system| !system.is_empty())
}
