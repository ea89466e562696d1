//! What one portion says about foreign disclosure and release.

use super::{BY_OFFICIAL, DISPLAY, EYES, NO_FOREIGN, RELEASE};
use crate::marking::roll_up::countries::Codes;
use crate::marking::roll_up::source::{Known, Source};
use crate::register::Register;

/// What one portion says.
pub(super) struct Claim {
    pub(super) index: usize,
    /// It is above the lowest level.
    pub(super) classified: bool,
    /// It has a control, so it matters for release.
    pub(super) counts: bool,
    /// It has no control that would keep it from being RELIDO by its date.
    pub(super) plain: bool,
    /// It has a control of the category that the release marks belong to.
    pub(super) disseminated: bool,
    pub(super) no_foreign: bool,
    /// NOFORN is part of the name of one of its controls: SBU-NF, LES-NF.
    pub(super) in_name: bool,
    /// A control of it cannot stand without NOFORN: EXDIS, NODIS.
    pub(super) asks_no_foreign: bool,
    /// REL TO; an empty list is that of the banner line.
    pub(super) release: Option<Codes>,
    pub(super) by_official: bool,
    pub(super) eyes: Option<Codes>,
    pub(super) display: Option<Codes>,
}

impl Claim {
    pub(super) fn new(source: &Source<'_>, register: &Register) -> Self {
        let list = |name| source.control(name).map(codes);
        let has = |name| source.control(name).is_some();
        let category = register.control_named(NO_FOREIGN).and_then(|id| register.control_entry(id)?.category);
        // Controls of SCI are no caveat in this sense (IC Markings Register 2016, B.3 Table 2).
        let intelligence = register.category("sci");
        let in_category =
            |known: &Known<'_>| known.entry.category.is_some() && known.entry.category == category;
        Self {
            index: source.index,
            classified: source.classified,
            counts: !source.is_uncaveated(register),
            plain: source.classified
                && source
                    .controls
                    .iter()
                    .all(|known| known.entry.category.is_some() && known.entry.category == intelligence),
            disseminated: source.controls.iter().any(in_category),
            no_foreign: has(NO_FOREIGN),
            in_name: source.controls.iter().any(holds_no_foreign),
            asks_no_foreign: source.controls.iter().any(needs_no_foreign),
            release: list(RELEASE),
            by_official: has(BY_OFFICIAL),
            eyes: list(EYES),
            display: list(DISPLAY),
        }
    }

    /// It has a release mark.
    pub(super) fn is_marked(&self) -> bool {
        self.no_foreign || self.in_name || self.by_official || self.is_listed()
    }

    /// It has a release mark with a list.
    pub(super) fn is_listed(&self) -> bool {
        self.release.is_some() || self.eyes.is_some() || self.display.is_some()
    }

    /// The countries that it may be released to: REL TO and EYES ONLY say the same of its text.
    pub(super) fn released_to(&self) -> Option<&Codes> {
        self.release.as_ref().or(self.eyes.as_ref())
    }

    /// The countries that it may be shown to, which are also those that it may be released to.
    pub(super) fn shown_to(&self) -> Codes {
        let lists = [&self.release, &self.eyes, &self.display];
        lists.into_iter().flatten().flatten().cloned().collect()
    }
}

/// With one's own country: `REL TO USA` names nobody else, a bare `REL` leaves its list to the banner line.
fn codes(known: &Known<'_>) -> Codes {
    known.element.items.iter().map(|item| item.code.clone()).collect()
}

fn holds_no_foreign(known: &Known<'_>) -> bool {
    let turns = [&known.entry.classified_as, &known.entry.released_as];
    turns.into_iter().flatten().flatten().any(|name| name == NO_FOREIGN)
}

fn needs_no_foreign(known: &Known<'_>) -> bool {
    let needs = &known.entry.terms.needs;
    needs.iter().any(|any_of| !any_of.is_empty() && any_of.iter().all(|name| name == NO_FOREIGN))
}
