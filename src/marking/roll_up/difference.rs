//! How a banner line differs from the one that the portions require.
//!
//! *Missing*: the portions require it. *Unsupported*: no portion has it, so a reason is asked for.
//! *Not allowed*: the portions rule it out. Where the Register and the Schematron differ, a banner line
//! that one of them accepts is not said to lack anything.

mod release;

use std::collections::BTreeSet;

use super::controls::{is_part, parts};
use super::countries::{Codes, expanded};
use super::foreign::SOURCES;
use super::{Required, RollUp, level, printed};
use crate::marking::{Element, Marking, Ownership};
use crate::register::{ControlEntry, Level, Register, RollsUp, Takes};
use crate::span::Span;

/// How the Department of Defense writes three and more special access programs in a banner line.
const MULTIPLE_PROGRAMS: &str = "SAR-MULTIPLE PROGRAMS";

/// What sort of difference it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DifferenceKind {
    /// The portions require it, and it is not there.
    #[default]
    Missing,
    /// It is there, and no portion has it.
    Unsupported,
    /// It is there, and the portions rule it out.
    NotAllowed,
    /// A portion mark says `REL` without a list, as if the banner line had the list.
    UnlistedPortion,
}

/// What part of a banner line differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The level.
    Level,
    /// The marks of foreign disclosure and release.
    Release,
    /// A control of this category.
    Category(u8),
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What sort.
    pub kind: DifferenceKind,
    /// What part.
    pub place: Place,
    /// The control it is about, by its canonical name.
    pub control: Option<String>,
    /// What should stand there, in banner form.
    pub expected: Option<String>,
    /// The offending part of the banner line; the whole of it where something is missing.
    pub span: Span,
    /// The portion that requires it or rules it out, by its place.
    pub portion: Option<usize>,
}

/// What a banner line and its portions are compared by.
struct Comparison<'a> {
    banner: &'a Marking,
    required: &'a RollUp,
    portions: &'a [&'a Marking],
    register: &'a Register,
}

impl DifferenceKind {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unsupported => "unsupported",
            Self::NotAllowed => "not-allowed",
            Self::UnlistedPortion => "unlisted-portion",
        }
    }
}

impl Place {
    /// The name in rules: `level`, `release`, or that of the category.
    pub fn name(self, register: &Register) -> &str {
        match self {
            Self::Level => "level",
            Self::Release => "release",
            Self::Category(index) => {
                register.categories.get(usize::from(index)).map_or("", |entry| entry.name.as_str())
            }
        }
    }
}

/// What a banner line lacks, has without a source, or may not have. Without portions it is compared with
/// nothing.
pub fn differences(
    banner: &Marking,
    required: &RollUp,
    portions: &[&Marking],
    register: &Register,
) -> Vec<Difference> {
    if portions.is_empty() {
        return Vec::new();
    }
    let comparison = Comparison { banner, required, portions, register };
    let mut found: Vec<Difference> = comparison.level().into_iter().collect();
    found.extend(release::differences(&comparison));
    for control in &required.controls {
        found.extend(comparison.lacking(control));
    }
    for element in &banner.elements {
        found.extend(comparison.superfluous(element));
    }
    // A portion that cannot be read wholly may be the one that has it.
    let unread = |marking: &&Marking| {
        marking.level.is_none() || marking.elements.iter().any(|element| element.control.is_none())
    };
    if portions.iter().any(unread) {
        found.retain(|difference| difference.kind != DifferenceKind::Unsupported);
    }
    found
}

impl Comparison<'_> {
    fn level(&self) -> Option<Difference> {
        let portions = self.required_level()?;
        let name = self.register.entry(portions)?.name.clone();
        let stated = level::counted(self.banner, self.register);
        let kind = match stated {
            Some(stated) if stated == portions => return None,
            Some(stated) if level::covers(stated, portions, self.register) => DifferenceKind::Unsupported,
            _ => DifferenceKind::Missing,
        };
        let portion = |marking: &&&Marking| level::counted(marking, self.register) == Some(portions);
        let portion = self.portions.iter().position(|marking| portion(&marking));
        let span = if self.banner.level_span.is_empty() { self.banner.span } else { self.banner.level_span };
        Some(Difference { kind, place: Place::Level, control: None, expected: Some(name), span, portion })
    }

    fn required_level(&self) -> Option<Level> {
        self.required.banner.as_ref()?.level
    }

    fn is_classified(&self) -> bool {
        let levels = [self.required_level(), level::counted(self.banner, self.register)];
        levels.into_iter().flatten().any(|level| level::is_classified(level, self.register))
    }

    fn entry(&self, element: &Element) -> Option<&ControlEntry> {
        self.register.control_entry(element.control?)
    }

    /// A required control that the banner line does not have, or not with its whole list.
    fn lacking(&self, required: &Required) -> Option<Difference> {
        let element = &required.element;
        if self.entry(element).is_none_or(|entry| entry.release) || self.says_otherwise(element) {
            return None;
        }
        let stated = self.banner.elements.iter().find(|stated| self.same(stated, element));
        let is_sources = element.name == SOURCES;
        let (kind, span) = match stated {
            None => (DifferenceKind::Missing, self.banner.span),
            // The concealed source is given away.
            Some(stated) if is_sources && element.items.is_empty() && !stated.items.is_empty() => {
                (DifferenceKind::NotAllowed, stated.span)
            }
            // Generic FGI stands for any list (ISM-ID-00064).
            Some(stated) if is_sources && stated.items.is_empty() => return None,
            Some(stated) if codes(element).is_subset(&codes(stated)) => return None,
            Some(stated) => (DifferenceKind::Missing, stated.span),
        };
        Some(Difference {
            kind,
            place: Place::Category(element.category(self.register)?),
            control: Some(element.name.clone()),
            expected: Some(printed(element, self.register)),
            span,
            portion: required.portions.first().copied(),
        })
    }

    /// The same control: PROPIN stands among the dissemination controls and among the categories of CUI.
    fn same(&self, left: &Element, right: &Element) -> bool {
        left.name == right.name && left.category(self.register) == right.category(self.register)
    }

    /// The banner line says a required control in other words.
    fn says_otherwise(&self, element: &Element) -> bool {
        let longer = self.banner.elements.iter().any(|stated| is_part(&element.name, &stated.name));
        let in_parts = element.items.is_empty() && self.has_parts(element) && longer;
        // A document of joint or foreign owners throughout names them in place of FGI.
        let owned = element.name == SOURCES && self.banner.ownership != Ownership::Own;
        let program = self.is_program(element)
            && (parts(&element.name).is_subset(&self.programs(self.banner.elements.iter()))
                || self.banner.element(MULTIPLE_PROGRAMS).is_some());
        let former = self.banner.elements.iter().any(|stated| self.is_former(stated, element));
        in_parts || owned || program || former || self.is_split(element) || self.is_joined(element)
    }

    /// A control by the name that it had before: COMINT for SI. That the name is retired is reported as such.
    fn is_former(&self, stated: &Element, element: &Element) -> bool {
        self.entry(stated).and_then(|entry| entry.replaced_by.as_ref()) == Some(&element.name)
    }

    fn is_program(&self, element: &Element) -> bool {
        self.entry(element).is_some_and(|entry| entry.takes == Takes::Programs)
    }

    /// Every program, compartment and sub-compartment that some elements name.
    fn programs<'e>(&self, elements: impl Iterator<Item = &'e Element>) -> BTreeSet<String> {
        elements.filter(|element| self.is_program(element)).flat_map(|element| parts(&element.name)).collect()
    }

    fn has_parts(&self, element: &Element) -> bool {
        let category = element.category(self.register);
        let order = category.and_then(|index| self.register.categories.get(usize::from(index)));
        order.is_some_and(|entry| ["sci", "sap", "aea"].contains(&entry.name.as_str()))
    }

    /// SBU NOFORN is required, and NOFORN and SBU stand there (ISM-ID-00104).
    fn is_split(&self, element: &Element) -> bool {
        let parts = self.entry(element).and_then(|entry| entry.released_as.as_ref());
        parts.is_some_and(|parts| parts.iter().all(|part| self.banner.element(part).is_some()))
    }

    /// NOFORN and SBU are required, and SBU NOFORN stands there, which is reported as such.
    fn is_joined(&self, element: &Element) -> bool {
        self.banner
            .elements
            .iter()
            .any(|stated| self.joins(stated).is_some_and(|parts| parts.contains(&element.name)))
    }

    /// The required controls that a control of the banner line holds in its name.
    fn joins(&self, stated: &Element) -> Option<&[String]> {
        let parts = self.entry(stated)?.released_as.as_deref()?;
        let required = |part: &String| self.required.control(part).is_some();
        (!parts.is_empty() && parts.iter().all(required)).then_some(parts)
    }

    /// A control of the banner line that the portions do not require.
    fn superfluous(&self, stated: &Element) -> Option<Difference> {
        let entry = self.entry(stated).filter(|entry| !entry.release)?;
        let place = Place::Category(entry.category?);
        let control = Some(stated.name.clone());
        let required = self.required.controls.iter().find(|required| self.same(&required.element, stated));
        if let Some(required) = required {
            return self.superfluous_code(stated, required, place);
        }
        let longer = |required: &Required| is_part(&stated.name, &required.element.name);
        let says_less = self.has_parts(stated) && self.required.controls.iter().any(longer);
        let required = self.required.controls.iter().map(|required| &required.element);
        let programs = self.programs(required);
        let multiple = stated.name == MULTIPLE_PROGRAMS && !programs.is_empty();
        let program = self.is_program(stated) && (multiple || parts(&stated.name).is_subset(&programs));
        let former = self.required.controls.iter().any(|one| self.is_former(stated, &one.element));
        if says_less || program || former || self.is_part_of_split(stated) || self.is_of_owner(stated) {
            return None;
        }
        let ruled_out = self.is_ruled_out(stated, entry);
        let kind = if ruled_out { DifferenceKind::NotAllowed } else { DifferenceKind::Unsupported };
        let joined = self.joins(stated).map(|parts| parts.join(" and "));
        let portion = self.portions.iter().position(|marking| marking.element(&stated.name).is_some());
        Some(Difference { kind, place, control, expected: joined, span: stated.span, portion })
    }

    /// A control that only another owner's banner line shows: BOHEMIA behind COSMIC TOP SECRET.
    fn is_of_owner(&self, stated: &Element) -> bool {
        let has_it = || self.portions.iter().any(|marking| marking.element(&stated.name).is_some());
        self.banner.ownership != Ownership::Own && has_it()
    }

    /// One word of a list too many.
    fn superfluous_code(&self, stated: &Element, required: &Required, place: Place) -> Option<Difference> {
        let wanted = &required.element.items;
        if required.element.name == SOURCES && wanted.is_empty() {
            return None;
        }
        let extra = stated.items.iter().find(|item| !wanted.iter().any(|known| known.code == item.code))?;
        Some(Difference {
            kind: DifferenceKind::Unsupported,
            place,
            control: Some(stated.name.clone()),
            expected: Some(printed(&required.element, self.register)),
            span: extra.span,
            portion: required.portions.first().copied(),
        })
    }

    /// SBU beside NOFORN where SBU NOFORN is required.
    fn is_part_of_split(&self, stated: &Element) -> bool {
        let whole = |required: &Required| {
            let parts = self.entry(&required.element).and_then(|entry| entry.released_as.as_ref());
            self.is_split(&required.element) && parts.is_some_and(|parts| parts.contains(&stated.name))
        };
        self.required.controls.iter().any(whole)
    }

    /// The level rules it out, or another control does, or a portion has it and it dropped all the same.
    fn is_ruled_out(&self, stated: &Element, entry: &ControlEntry) -> bool {
        let by_level = self.is_classified()
            && (entry.rolls_up == RollsUp::Unclassified || entry.classified_as.is_some());
        let superseded = |required: &Required| {
            self.entry(&required.element).is_some_and(|other| other.supersedes.contains(&stated.name))
        };
        let dropped = self.portions.iter().any(|marking| marking.element(&stated.name).is_some());
        by_level || dropped || self.required.controls.iter().any(superseded)
    }
}

impl RollUp {
    /// The required control of this canonical name.
    pub fn control(&self, name: &str) -> Option<&Required> {
        self.controls.iter().find(|required| required.element.name == name)
    }
}

/// The countries of a list, groups expanded.
fn countries(element: &Element, register: &Register) -> Codes {
    expanded(&codes(element), register)
}

fn codes(element: &Element) -> Codes {
    element.items.iter().map(|item| item.code.clone()).collect()
}
