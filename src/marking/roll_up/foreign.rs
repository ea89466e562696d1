//! Foreign government information: whose information the document holds.

use std::collections::BTreeSet;

use super::countries::ordered;
use super::{Context, Reason, Required, Source, element};
use crate::marking::Ownership;

/// The control that names foreign sources.
pub(super) const SOURCES: &str = "FGI";

/// `FGI [LIST]` with all sources that are acknowledged; bare `FGI` where one is concealed. In a document
/// of one's own neither JOINT nor a foreign level is carried over (IC Markings Register 2016, H.3 p. 57).
pub(super) fn sources(context: &Context<'_>, reasons: &mut Vec<Reason>) -> Option<Required> {
    let control = context.register.control_named(SOURCES)?;
    let entry = context.register.control_entry(control)?;
    let concealed = indexes(context, is_concealed);
    if !concealed.is_empty() {
        let text = "A portion conceals its foreign source, so the banner names none: FGI.";
        let basis = "IC Markings Register 2016, H.7 p. 124; ISM-ID-00065";
        reasons.push(Reason::new(text, concealed, basis));
        let portions =
            indexes(context, |source, own| is_concealed(source, own) || !named(source, own).is_empty());
        return Some(Required { element: element(control, &entry.mark, []), portions });
    }
    let own = context.register.own_country();
    let all: BTreeSet<String> = context.sources.iter().flat_map(|source| named(source, own)).collect();
    if all.is_empty() {
        return None;
    }
    let portions = indexes(context, |source, own| !named(source, own).is_empty());
    let codes = ordered(&all, None);
    let text = format!("Foreign sources are named together: FGI {}.", codes.join(" "));
    let basis = "IC Markings Register 2016, D.2 p. 28 and H.7 p. 124; ISM-ID-00064";
    reasons.push(Reason::new(text, portions.clone(), basis));
    Some(Required { element: element(control, &entry.mark, codes), portions })
}

fn indexes(context: &Context<'_>, holds: impl Fn(&Source<'_>, Option<&str>) -> bool) -> Vec<usize> {
    let own = context.register.own_country();
    context.sources.iter().filter(|source| holds(source, own)).map(|source| source.index).collect()
}

fn is_concealed(source: &Source<'_>, _own: Option<&str>) -> bool {
    let bare = source.control(SOURCES).is_some_and(|known| known.element.items.is_empty());
    source.marking.ownership == Ownership::Concealed || bare
}

/// The foreign sources that a portion names: its owners, and its FGI list.
fn named(source: &Source<'_>, own: Option<&str>) -> Vec<String> {
    let owners = match source.marking.ownership {
        Ownership::Foreign | Ownership::Joint | Ownership::Organisation => source.marking.owners.as_slice(),
        Ownership::Own | Ownership::Concealed => &[],
    };
    let listed = source.controls.iter().filter(|known| known.name() == SOURCES);
    let items = owners.iter().chain(listed.flat_map(|known| &known.element.items));
    let codes = items.map(|item| item.code.clone()).chain(source.organisation.map(str::to_owned));
    codes.filter(|code| Some(code.as_str()) != own).collect()
}
