//! A portion mark as roll-up sees it: what it counts as, and its controls with their entries.

use super::level;
use crate::marking::{Element, Marking};
use crate::register::{ControlEntry, ControlId, Level, Register};

/// A portion.
pub(super) struct Source<'a> {
    /// Its place in the argument.
    pub(super) index: usize,
    /// Its mark.
    pub(super) marking: &'a Marking,
    /// The level it counts as.
    pub(super) level: Option<Level>,
    /// It is above the lowest level.
    pub(super) classified: bool,
    /// The organisation whose level it has: NATO.
    pub(super) organisation: Option<&'a str>,
    /// Its controls that the register knows.
    pub(super) controls: Vec<Known<'a>>,
}

/// A control of a portion with its entry.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) element: &'a Element,
    pub(super) entry: &'a ControlEntry,
    pub(super) id: ControlId,
}

impl<'a> Source<'a> {
    pub(super) fn new(index: usize, marking: &'a Marking, register: &'a Register) -> Self {
        let controls = marking.elements.iter().filter_map(|element| Known::new(element, register)).collect();
        let level = level::counted(marking, register);
        let classified = level.is_some_and(|level| level::is_classified(level, register));
        let entry = marking.level.and_then(|level| register.entry(level));
        let organisation = entry.and_then(|entry| entry.owner.as_deref());
        Self { index, marking, level, classified, organisation, controls }
    }

    /// The control of this canonical name.
    pub(super) fn control(&self, name: &str) -> Option<&Known<'a>> {
        self.controls.iter().find(|known| known.name() == name)
    }

    /// True for plain `(U)`, which never matters for release (IC Markings Register 2016, H.1 p. 51).
    /// Categories of CUI say nothing of foreign disclosure either.
    pub(super) fn is_uncaveated(&self, register: &Register) -> bool {
        let says_nothing = |element: &Element| is_cui(element, register);
        !self.classified && self.marking.elements.iter().all(says_nothing)
    }
}

impl<'a> Known<'a> {
    fn new(element: &'a Element, register: &'a Register) -> Option<Self> {
        let id = element.control?;
        let entry = register.control_entry(id)?;
        if entry.category.is_some() {
            return Some(Self { element, entry, id });
        }
        // State's own word for a control that the register has under another form: NODIS for ND.
        let id = same_elsewhere(entry, register).unwrap_or(id);
        Some(Self { element, entry: register.control_entry(id)?, id })
    }

    /// The canonical name; for a control with parts, with them.
    pub(super) fn name(&self) -> &'a str {
        if self.element.control == Some(self.id) { &self.element.name } else { &self.entry.mark }
    }
}

/// The control with a category that is printed as this one of State's. A control for unclassified
/// portions alone is not the same: State's LIMDIS stands on classified cables, NGA's may not.
fn same_elsewhere(entry: &ControlEntry, register: &Register) -> Option<ControlId> {
    let same = |other: &ControlEntry| {
        other.mark == entry.mark
            || other.terms.levels.is_empty() && other.banner.as_deref() == Some(entry.mark.as_str())
    };
    let found = register.controls.iter().position(|other| other.category.is_some() && same(other))?;
    u16::try_from(found).ok().map(ControlId)
}

/// The word CUI or one of its categories.
fn is_cui(element: &Element, register: &Register) -> bool {
    let category = element.category(register);
    let entry = category.and_then(|index| register.categories.get(usize::from(index)));
    entry.is_some_and(|entry| entry.name == "cui" || entry.name == "cui-category")
}
