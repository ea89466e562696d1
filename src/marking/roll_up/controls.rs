//! Everything beside level, release marks and foreign sources: what each control of a portion becomes in
//! the banner line, and what then drops because another control says more.

mod becomes;
mod dropped;
mod programs;

pub(super) use dropped::is_part;
pub(super) use programs::parts;

use std::collections::BTreeMap;

use super::countries::Codes;
use super::source::Known;
use super::{Context, Reason, Required, element, foreign};
use crate::marking::Element;
use crate::register::{ControlEntry, ControlId, Register};

/// A control on its way into the banner line.
struct Carried<'a> {
    id: ControlId,
    entry: &'a ControlEntry,
    /// The canonical name, with its parts.
    name: String,
    codes: Codes,
    portions: Vec<usize>,
}

/// The controls met so far, each once. A memo may name thousands of programs, so each is found by its name.
#[derive(Default)]
struct Met<'a> {
    controls: Vec<Carried<'a>>,
    places: BTreeMap<(Option<u8>, String), usize>,
}

/// The controls of the banner line. `released`: the banner has a release mark.
pub(super) fn collect(context: &Context<'_>, released: bool, reasons: &mut Vec<Reason>) -> Vec<Required> {
    let mut met = Met::default();
    let mut changes: Vec<(ControlId, Reason)> = Vec::new();
    reasons.extend(unknown(context));
    for source in context.sources {
        for known in &source.controls {
            if known.entry.release || known.entry.category.is_none() || known.name() == foreign::SOURCES {
                continue;
            }
            match becomes::becomes(context, released, known.entry) {
                None => met.add(known.id, known.entry, known.name(), known.element, source.index),
                Some(change) => {
                    met.replace(context, &change.names, known, source.index);
                    note(&mut changes, known.id, source.index, change.reason);
                }
            }
        }
    }
    changes.sort_by_key(|(id, _)| *id);
    reasons.extend(changes.into_iter().map(|(_, reason)| reason));
    let mut shown = met.controls;
    programs::merge(&mut shown);
    dropped::apply(context, &mut shown, reasons);
    reasons.extend(shown.iter().map(|carried| carried.reason(context.register)));
    shown.into_iter().map(Carried::required).collect()
}

/// Controls that the register does not know cannot be judged, and are never passed over in silence.
fn unknown(context: &Context<'_>) -> Vec<Reason> {
    let mut unknown: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for source in context.sources {
        let elements = source.marking.elements.iter().filter(|element| element.control.is_none());
        elements.for_each(|element| unknown.entry(&element.name).or_default().push(source.index));
    }
    let reason = |(name, portions): (&str, Vec<usize>)| {
        Reason::new(format!("`{name}` is no known control; it is left out."), portions, "")
    };
    unknown.into_iter().map(reason).collect()
}

impl<'a> Met<'a> {
    /// Adds a control of a portion, or its list to that of the same control of others.
    fn add(&mut self, id: ControlId, entry: &'a ControlEntry, name: &str, element: &Element, index: usize) {
        let codes = element.items.iter().map(|item| item.code.clone());
        let next = self.controls.len();
        let place = *self.places.entry((entry.category, name.to_owned())).or_insert(next);
        if let Some(carried) = self.controls.get_mut(place) {
            carried.codes.extend(codes);
            if carried.portions.last() != Some(&index) {
                carried.portions.push(index);
            }
        } else {
            let (name, codes) = (name.to_owned(), codes.collect());
            self.controls.push(Carried { id, entry, name, codes, portions: vec![index] });
        }
    }

    /// Adds what stands in a control's place. Release marks among it are the business of the decision table.
    fn replace(&mut self, context: &Context<'a>, names: &[String], known: &Known<'a>, index: usize) {
        for name in names {
            let id = context.register.control_named(name);
            let Some((id, entry)) = id.and_then(|id| Some((id, context.register.control_entry(id)?))) else {
                continue;
            };
            if entry.release {
                continue;
            }
            let parts = !known.element.items.is_empty();
            if parts && entry.compartment.is_some() && known.entry.compartment.is_none() {
                // Parts of a system that is part of a larger one now are compartments of that: `SI-ECI ABC`.
                for item in &known.element.items {
                    self.add(id, entry, &format!("{name}-{}", item.code), &Element::default(), index);
                }
            } else {
                self.add(id, entry, name, known.element, index);
            }
        }
    }
}

/// One reason for all portions with the same control.
fn note(changes: &mut Vec<(ControlId, Reason)>, id: ControlId, index: usize, reason: Reason) {
    if let Some((_, known)) = changes.iter_mut().find(|(other, _)| *other == id) {
        known.portions.push(index);
    } else {
        changes.push((id, Reason { portions: vec![index], ..reason }));
    }
}

impl Carried<'_> {
    fn reason(&self, register: &Register) -> Reason {
        let form = super::printed(&self.element(), register);
        let text = match self.portions.len() {
            1 => format!("A portion is {form}, so the banner shows it."),
            _ => format!("Portions are {form}, so the banner shows it."),
        };
        Reason::new(text, self.portions.clone(), self.entry.basis.join("; "))
    }

    fn element(&self) -> Element {
        element(self.id, &self.name, in_order(self.codes.clone()))
    }

    fn required(self) -> Required {
        Required { element: self.element(), portions: self.portions }
    }
}

/// Numbers by value, everything else from A to Z.
fn in_order(codes: Codes) -> Vec<String> {
    let mut codes: Vec<String> = codes.into_iter().collect();
    codes.sort_by_cached_key(|code| (code.parse::<u64>().unwrap_or(u64::MAX), code.clone()));
    codes
}
