//! Special access programs: `SAR-BP-J12 J54-K15` is the program BP with two compartments, one of which has
//! a sub-compartment. The parts of one program, met in several portions, stand together in the banner line
//! (IC Markings Register 2016, H.5 p. 101).

use std::collections::{BTreeMap, BTreeSet};

use super::Carried;
use crate::register::Takes;

/// Merges what portions say of one program.
pub(super) fn merge(shown: &mut Vec<Carried<'_>>) {
    let is_program = |carried: &Carried<'_>| carried.entry.takes == Takes::Programs;
    let (programs, others): (Vec<_>, Vec<_>) = shown.drain(..).partition(is_program);
    *shown = others;
    let mut merged: BTreeMap<String, Vec<Carried<'_>>> = BTreeMap::new();
    // Behind `SAR` a program must be named; without one there is nothing that the banner line could show.
    for carried in programs.into_iter().filter(|carried| carried.name.contains('-')) {
        merged.entry(program(&carried).to_owned()).or_default().push(carried);
    }
    shown.extend(merged.into_values().filter_map(whole));
}

/// One program, of which several portions name parts.
fn whole(named: Vec<Carried<'_>>) -> Option<Carried<'_>> {
    let name = join(named.iter().map(|carried| carried.name.as_str()));
    let portions: BTreeSet<usize> =
        named.iter().flat_map(|carried| carried.portions.iter().copied()).collect();
    let first = named.into_iter().next()?;
    Some(Carried { name, portions: portions.into_iter().collect(), ..first })
}

/// `SAR-BP`, `SAR-BP-J12`, `SAR-BP-J12 J54`: everything that a name says.
pub(in crate::marking::roll_up) fn parts(name: &str) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let (prefix, program) = name.split_once('-').unwrap_or(("", name));
    let mut compartments = program.split('-');
    let head = format!("{prefix}-{}", compartments.next().unwrap_or_default());
    for compartment in compartments {
        let mut words = compartment.split_whitespace();
        let first = format!("{head}-{}", words.next().unwrap_or_default());
        parts.extend(words.map(|word| format!("{first} {word}")));
        parts.insert(first);
    }
    parts.insert(head);
    parts
}

/// `SAR-BP`: program names may hold blanks, as nicknames do, but no hyphens.
fn program<'c>(carried: &'c Carried<'_>) -> &'c str {
    let name = &carried.name;
    let behind_prefix = name.find('-').map_or(0, |at| at + 1);
    let end = name.get(behind_prefix..).and_then(|rest| rest.find('-')).map(|at| behind_prefix + at);
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}

/// One name that says everything the names of one program say.
fn join<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let all: BTreeSet<String> = names.flat_map(parts).collect();
    let mut joined = String::new();
    // Sorted, a program stands before its compartments, a compartment before its own parts.
    for part in &all {
        let piece = match part.rsplit_once(' ') {
            Some((head, sub)) if all.contains(head) => format!(" {sub}"),
            _ if joined.is_empty() => part.clone(),
            _ => format!("-{}", part.rsplit('-').next().unwrap_or_default()),
        };
        joined.push_str(&piece);
    }
    joined
}
