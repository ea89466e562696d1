//! Printed forms of controls and levels, indexed for the grammar.
//!
//! Forms contain blanks, hyphens and even slashes, and one may begin like another (`OC`, `OC-USGOV`;
//! `SBU`, `SBU-NF`). So the grammar does not split a marking into words first: it asks at each place
//! which known forms the text continues with, longest first, and looks at what follows.

use std::collections::BTreeMap;

use super::{ControlEntry, ControlId, Level, LevelEntry, Takes};

/// Which sort of form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormKind {
    /// Portion marks and banner lines write it alike: `FISA`, `HCS-P`.
    Either,
    /// Portion marks only: `NF`, `S`.
    Portion,
    /// Banner lines only: `NOFORN`, `SECRET`.
    Banner,
    /// The full title, which banner lines may write too: `ORIGINATOR CONTROLLED`.
    Title,
    /// Neither; who writes it has habits of his own: `N` for NOFORN.
    Local,
}

impl FormKind {
    /// True where a banner line may write it.
    pub const fn suits_banner(self) -> bool {
        matches!(self, Self::Either | Self::Banner | Self::Title)
    }

    /// True where a portion mark may write it.
    pub const fn suits_portion(self) -> bool {
        matches!(self, Self::Either | Self::Portion)
    }
}

/// A printed form of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedForm<Id> {
    /// The form, in capitals.
    pub text: String,
    /// What it stands for.
    pub of: Id,
    /// Where it is right.
    pub kind: FormKind,
}

/// All printed forms of a table, for look-up at a place of a text.
#[derive(Clone, Debug)]
pub struct Forms<Id> {
    /// By first byte; each list is sorted by length, longest first, then in register order.
    by_first: BTreeMap<u8, Vec<PrintedForm<Id>>>,
}

impl<Id> Default for Forms<Id> {
    fn default() -> Self {
        Self { by_first: BTreeMap::new() }
    }
}

impl<Id: Copy + Ord> Forms<Id> {
    /// The forms that a text in capitals begins with, longest first. Whether the form also ends there
    /// (`S` in `SI`) is the caller's question.
    pub fn candidates<'f, 't: 'f>(&'f self, rest: &'t str) -> impl Iterator<Item = &'f PrintedForm<Id>> {
        let first = rest.as_bytes().first();
        let forms = first.and_then(|byte| self.by_first.get(byte)).into_iter().flatten();
        // Most forms differ in their second letter, which is cheaper to look at than the whole.
        let second = rest.as_bytes().get(1);
        let may_fit =
            move |form: &PrintedForm<Id>| form.text.len() == 1 || form.text.as_bytes().get(1) == second;
        forms.filter(move |form| may_fit(form) && rest.starts_with(&form.text))
    }

    /// Every form, to find what a misspelt one was meant to be.
    pub fn all(&self) -> impl Iterator<Item = &PrintedForm<Id>> {
        self.by_first.values().flatten()
    }

    fn new(forms: impl IntoIterator<Item = PrintedForm<Id>>) -> Self {
        let mut by_first: BTreeMap<u8, Vec<PrintedForm<Id>>> = BTreeMap::new();
        for form in forms {
            let Some(&first) = form.text.as_bytes().first() else { continue };
            let forms = by_first.entry(first).or_default();
            if !forms.iter().any(|other| other.of == form.of && other.text == form.text) {
                forms.push(form);
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by(|left, right| right.text.len().cmp(&left.text.len()).then(left.of.cmp(&right.of)));
        }
        Self { by_first }
    }
}

impl Forms<ControlId> {
    /// The forms of the controls that have a category.
    pub(super) fn of_controls(controls: &[ControlEntry]) -> Self {
        let numbered = controls.iter().enumerate().filter(|(_, entry)| entry.category.is_some());
        Self::new(numbered.flat_map(|(index, entry)| {
            let id = u16::try_from(index).ok().map(ControlId);
            id.into_iter().flat_map(move |id| control(entry, id))
        }))
    }
}

impl Forms<Level> {
    /// The forms of all levels, whoever owns them.
    pub(super) fn of_levels(levels: &[LevelEntry]) -> Self {
        Self::new(levels.iter().enumerate().flat_map(|(index, entry)| {
            let id = u8::try_from(index).ok().map(Level);
            id.into_iter().flat_map(move |id| level(entry, id))
        }))
    }
}

fn control(entry: &ControlEntry, of: ControlId) -> impl Iterator<Item = PrintedForm<ControlId>> {
    // A mark with a list of countries is written out in portion marks too: `REL TO USA, GBR`; the mark
    // proper, `REL`, is short for the list of the banner line.
    let lists = matches!(entry.takes, Takes::Countries | Takes::CountriesBefore);
    let (mark, banner) = match &entry.banner {
        None => (FormKind::Either, FormKind::Banner),
        Some(_) if lists => (FormKind::Portion, FormKind::Either),
        Some(_) => (FormKind::Portion, FormKind::Banner),
    };
    let forms =
        [(Some(&entry.mark), mark), (entry.banner.as_ref(), banner), (entry.title.as_ref(), FormKind::Title)];
    let forms = forms.into_iter().filter_map(|(text, kind)| Some((text?, kind)));
    let spellings = entry.spellings.iter().map(|text| (text, FormKind::Local));
    forms.chain(spellings).map(move |(text, kind)| PrintedForm { text: text.to_uppercase(), of, kind })
}

fn level(entry: &LevelEntry, of: Level) -> impl Iterator<Item = PrintedForm<Level>> {
    let words = std::iter::once(&entry.name).chain(&entry.words).map(|text| (text, FormKind::Banner));
    let symbol = if entry.symbol == entry.name { FormKind::Either } else { FormKind::Portion };
    std::iter::once((&entry.symbol, symbol)).chain(words).map(move |(text, kind)| PrintedForm {
        text: text.to_uppercase(),
        of,
        kind,
    })
}

/// Controls by canonical name.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeMap<String, Vec<ControlId>>);

impl Names {
    /// The names of the controls that have a category.
    pub(super) fn new(controls: &[ControlEntry]) -> Self {
        let mut names: BTreeMap<String, Vec<ControlId>> = BTreeMap::new();
        for (index, entry) in controls.iter().enumerate().filter(|(_, entry)| entry.category.is_some()) {
            if let Ok(index) = u16::try_from(index) {
                names.entry(entry.mark.clone()).or_default().push(ControlId(index));
            }
        }
        Self(names)
    }

    /// The controls of a name, in register order.
    pub(super) fn of(&self, name: &str) -> &[ControlId] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Register;

    fn controls(rest: &str) -> Vec<(String, FormKind)> {
        let register = Register::builtin();
        register.forms.candidates(rest).map(|form| (form.text.clone(), form.kind)).collect()
    }

    #[test]
    fn the_longest_form_comes_first() {
        let found = controls("ORCON-USGOV/NOFORN");
        assert_eq!(
            found,
            [("ORCON-USGOV".to_owned(), FormKind::Banner), ("ORCON".to_owned(), FormKind::Banner)]
        );
    }

    #[test]
    fn a_form_that_both_places_write_is_one_form() {
        assert_eq!(controls("FISA"), [("FISA".to_owned(), FormKind::Either)]);
    }

    #[test]
    fn lists_are_written_out_in_portion_marks_too() {
        let found = controls("REL TO USA, GBR");
        assert_eq!(found, [("REL TO".to_owned(), FormKind::Either), ("REL".to_owned(), FormKind::Portion)]);
    }

    #[test]
    fn states_own_controls_are_not_among_them() {
        assert!(controls("OUO").is_empty());
    }

    #[test]
    fn levels_of_all_owners_have_forms() {
        let register = Register::builtin();
        let found = |rest| -> Vec<_> {
            let symbol = |form: &PrintedForm<Level>| (register.symbol(form.of).to_owned(), form.kind);
            register.level_forms.candidates(rest).map(symbol).collect()
        };
        assert_eq!(found("NATO SECRET"), [("NS".to_owned(), FormKind::Banner)]);
        assert_eq!(found("NS//"), [("NS".to_owned(), FormKind::Portion)]);
        assert_eq!(found(""), []);
    }
}
