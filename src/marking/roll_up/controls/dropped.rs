//! Which controls drop because another one of the banner line says more.

use std::collections::BTreeSet;

use super::Carried;
use super::becomes::banner_form;
use crate::marking::Style;
use crate::marking::roll_up::countries::Codes;
use crate::marking::roll_up::{Context, Reason};
use crate::register::Register;

/// Controls about which the manual says more than that one drops the other.
const OFFICIAL_USE: &str = "FOUO";
const ORIGINATOR: &str = "OC";
const ORIGINATOR_GOVERNMENT: &str = "OC-USGOV";
const SENSITIVE: &str = "SBU";
const SIGMA: (&str, &str) = ("FRD-SG", "RD-SG");

/// Categories in which a name with more parts says all that its beginning says: SI-G says SI.
const WITH_PARTS: [&str; 3] = ["sci", "sap", "aea"];

/// Drops what another control makes superfluous.
pub(super) fn apply<'a>(context: &Context<'a>, shown: &mut Vec<Carried<'a>>, reasons: &mut Vec<Reason>) {
    merge_sigma(context, shown, reasons);
    official_use(shown, context.register, reasons);
    superseded(context, shown, reasons);
    beginnings(context.register, shown);
}

/// RD takes the SIGMA numbers of FRD with it (ISM-ID-00077, ISM-ID-00231).
fn merge_sigma<'a>(context: &Context<'a>, shown: &mut Vec<Carried<'a>>, reasons: &mut Vec<Reason>) {
    let (lower, higher) = SIGMA;
    if !shown.iter().any(|carried| family(&carried.name) == family(higher)) {
        return;
    }
    let register = context.register;
    let id = register.control_named(higher);
    let Some((id, entry)) = id.and_then(|id| Some((id, register.control_entry(id)?))) else { return };
    let Some(place) = shown.iter().position(|carried| carried.name == lower) else { return };
    let Carried { codes, portions, .. } = shown.remove(place);
    let (from, to) = (banner_form(register, lower), banner_form(register, higher));
    let text = format!("The SIGMA numbers of {from} are merged under {to}.");
    let basis = "IC Markings Register 2016, H.6 pp. 104-121; ISM-ID-00077, ISM-ID-00231";
    reasons.push(Reason::new(text, portions.clone(), basis));
    if let Some(carried) = shown.iter_mut().find(|carried| carried.name == higher) {
        carried.codes.extend(codes);
        carried.portions.extend(portions);
        carried.portions.sort_unstable();
        carried.portions.dedup();
    } else {
        shown.push(Carried { id, entry, name: higher.to_owned(), codes, portions });
    }
}

/// FOUO shows only where no other control does, release marks apart (H.8 p. 134).
fn official_use(shown: &mut Vec<Carried<'_>>, register: &Register, reasons: &mut Vec<Reason>) {
    let Some(place) = shown.iter().position(|carried| carried.name == OFFICIAL_USE) else { return };
    let category = shown.get(place).and_then(|carried| carried.entry.category);
    let says_more =
        |carried: &&Carried<'_>| carried.name != OFFICIAL_USE && carried.entry.category >= category;
    let mut others: Vec<&Carried<'_>> = shown.iter().filter(says_more).collect();
    others.sort_by_key(|carried| carried.id);
    let Some(other) = others.first() else { return };
    let text = format!("FOUO drops, because {} stands in the document.", banner_form(register, &other.name));
    let basis = "IC Markings Register 2016, H.8 p. 134; ISM-ID-00066, ISM-ID-00327, ISM-ID-00328";
    reasons.push(Reason::new(text, other.portions.clone(), basis));
    shown.remove(place);
}

/// The register says what drops what: NODIS drops EXDIS, RD drops FRD.
fn superseded(context: &Context<'_>, shown: &mut Vec<Carried<'_>>, reasons: &mut Vec<Reason>) {
    let mut dropped = Codes::new();
    // Of a thousand programs none drops another.
    let drops_any =
        |carried: &&Carried<'_>| !carried.entry.supersedes.is_empty() || carried.name == ORIGINATOR;
    for carried in shown.iter().filter(drops_any) {
        for other in shown.iter().filter(|other| drops(context, carried, &other.name)) {
            if !dropped.insert(other.name.clone()) {
                continue;
            }
            let form = |name| banner_form(context.register, name);
            let text = format!("{} drops, because {} stands.", form(&other.name), form(&carried.name));
            reasons.push(Reason::new(text, carried.portions.clone(), carried.entry.basis.join("; ")));
        }
    }
    shown.retain(|carried| !dropped.contains(&carried.name));
}

fn drops(context: &Context<'_>, carried: &Carried<'_>, other: &str) -> bool {
    // One portion that is ORCON makes the whole ORCON (H.8 pp. 136 and 140; ISM-ID-00303).
    let originator = carried.name == ORIGINATOR && other == ORIGINATOR_GOVERNMENT;
    // State's telegrams have the caption SENSITIVE beside NODIS and EXDIS.
    let kept = context.style == Style::State && other == SENSITIVE;
    let listed = carried.entry.supersedes.iter().any(|superseded| superseded == other);
    !kept && (listed || originator)
}

/// SI drops beside SI-G, which says it.
fn beginnings(register: &Register, shown: &mut Vec<Carried<'_>>) {
    let with_parts = |carried: &Carried<'_>| {
        let category = carried.entry.category.and_then(|index| register.categories.get(usize::from(index)));
        category.is_some_and(|entry| WITH_PARTS.contains(&entry.name.as_str()))
    };
    let names: BTreeSet<String> = shown.iter().map(|carried| carried.name.clone()).collect();
    // The first name behind `SI-` in the order of names is one with parts, if there is any.
    let longer =
        |name: &str| names.range(format!("{name}-")..).next().is_some_and(|other| is_part(name, other));
    shown.retain(|carried| !(carried.codes.is_empty() && with_parts(carried) && longer(&carried.name)));
}

/// True where `longer` is `name` with another part.
pub(in crate::marking::roll_up) fn is_part(name: &str, longer: &str) -> bool {
    longer.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))
}

fn family(name: &str) -> Option<&str> {
    name.split('-').next()
}
