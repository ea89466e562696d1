//! Differences in the marks of foreign disclosure and release. These stand or fall together: which list is
//! right depends on all portions at once.

use super::{Comparison, Difference, DifferenceKind, Place, countries};
use crate::marking::roll_up::release::{NO_FOREIGN, RELEASE};
use crate::marking::roll_up::{Required, printed};
use crate::marking::{Element, Marking};
use crate::register::Register;

pub(super) fn differences(comparison: &Comparison<'_>) -> Vec<Difference> {
    let register = comparison.register;
    let required: Vec<&Required> = comparison
        .required
        .controls
        .iter()
        .filter(|required| is_release(&required.element, register))
        .collect();
    let stated: Vec<&Element> =
        comparison.banner.elements.iter().filter(|element| is_release(element, register)).collect();
    let wanted: Vec<&Element> = required.iter().map(|required| &required.element).collect();
    let mut found = unlisted(comparison, &stated);
    let also = &comparison.required.also;
    if same(&stated, &wanted, register)
        || also.iter().any(|marks| same(&stated, &marks.iter().collect::<Vec<_>>(), register))
    {
        return found;
    }
    for required in &required {
        found.extend(lacking(comparison, required));
    }
    for element in stated {
        found.extend(superfluous(comparison, element, &required));
    }
    found
}

fn is_release(element: &Element, register: &Register) -> bool {
    element.control.and_then(|id| register.control_entry(id)).is_some_and(|entry| entry.release)
}

/// True where both say the same. FVEY and its five countries do (ISM-ID-00318); a list that is not known
/// is that of the banner line.
fn same(stated: &[&Element], wanted: &[&Element], register: &Register) -> bool {
    let pairs = |wanted: &&Element| {
        let found = stated.iter().find(|element| element.name == wanted.name);
        found.is_some_and(|found| same_list(found, wanted, register))
    };
    stated.len() == wanted.len() && wanted.iter().all(pairs)
}

fn same_list(stated: &Element, wanted: &Element, register: &Register) -> bool {
    wanted.items.is_empty() || countries(stated, register) == countries(wanted, register)
}

fn lacking(comparison: &Comparison<'_>, required: &Required) -> Option<Difference> {
    let element = &required.element;
    let covered = comparison.banner.element(&element.name).is_some();
    // NOFORN in its place is stricter: it is the NOFORN that is reported.
    let stricter = element.name != NO_FOREIGN && comparison.banner.element(NO_FOREIGN).is_some();
    if covered || stricter || comparison.is_joined(element) {
        return None;
    }
    Some(Difference {
        kind: DifferenceKind::Missing,
        place: Place::Release,
        control: Some(element.name.clone()),
        expected: Some(printed(element, comparison.register)),
        span: comparison.banner.span,
        portion: required.portions.first().copied(),
    })
}

fn superfluous(comparison: &Comparison<'_>, stated: &Element, required: &[&Required]) -> Option<Difference> {
    if comparison.is_part_of_split(stated) {
        return None;
    }
    let register = comparison.register;
    let wanted = required.iter().find(|required| required.element.name == stated.name);
    let kind = match wanted {
        Some(wanted) if same_list(stated, &wanted.element, register) => return None,
        // A shorter list releases less; a reason is asked for (ISM-ID-00318).
        Some(wanted) if is_narrower(stated, &wanted.element, register) => DifferenceKind::Unsupported,
        Some(_) => DifferenceKind::NotAllowed,
        None => kind_without(comparison, stated, required),
    };
    let expected: Vec<String> =
        required.iter().map(|required| printed(&required.element, register)).collect();
    let portion = required.iter().find_map(|required| required.portions.first().copied());
    let has_it = |marking: &&Marking| marking.element(&stated.name).is_some();
    Some(Difference {
        kind,
        place: Place::Release,
        control: Some(stated.name.clone()),
        expected: Some(expected.join("/")).filter(|text| !text.is_empty()),
        span: stated.span,
        portion: portion.or_else(|| comparison.portions.iter().position(has_it)),
    })
}

fn is_narrower(stated: &Element, wanted: &Element, register: &Register) -> bool {
    countries(stated, register).is_subset(&countries(wanted, register))
}

/// The sort of difference of a release mark that is not among those required.
fn kind_without(comparison: &Comparison<'_>, stated: &Element, required: &[&Required]) -> DifferenceKind {
    let ruled_out = required.iter().any(|required| required.element.name == NO_FOREIGN)
        || comparison.portions.iter().any(|marking| marking.element(&stated.name).is_some());
    if stated.name != NO_FOREIGN && ruled_out {
        DifferenceKind::NotAllowed
    } else {
        DifferenceKind::Unsupported
    }
}

/// Portions that say `REL` without a list, where the banner line has no list that they could mean
/// (H.8 p. 150).
fn unlisted(comparison: &Comparison<'_>, stated: &[&Element]) -> Vec<Difference> {
    if stated.iter().any(|element| element.name == RELEASE) {
        return Vec::new();
    }
    let bare = |marking: &Marking| marking.element(RELEASE).is_some_and(|element| element.items.is_empty());
    let portions = comparison.portions.iter().enumerate().filter(|(_, marking)| bare(marking));
    let difference = |(index, _): (usize, &&Marking)| Difference {
        kind: DifferenceKind::UnlistedPortion,
        place: Place::Release,
        control: Some(RELEASE.to_owned()),
        expected: None,
        span: stated.first().map_or(comparison.banner.span, |element| element.span),
        portion: Some(index),
    };
    portions.map(difference).collect()
}
