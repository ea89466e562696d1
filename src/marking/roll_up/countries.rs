//! Lists of countries: what several have in common, with groups expanded where that is allowed.

use std::collections::BTreeSet;

use crate::register::Register;

/// A list of countries and groups, without one's own country.
pub(super) type Codes = BTreeSet<String>;

/// What all lists have in common. A code that stands in each stays as it is; of the rest, groups whose
/// members are known are expanded first (IC Markings Register 2016, D.2 Table 3 row 23; ISM-ID-00318).
pub(super) fn common(lists: &[&Codes], own: Option<&str>, register: &Register) -> Codes {
    let Some((first, rest)) = lists.split_first() else { return Codes::new() };
    let mut codes: Codes = (*first).clone();
    codes.retain(|code| rest.iter().all(|list| list.contains(code)));
    let covered = expanded(&codes, register);
    let mut countries = expanded(first, register);
    for list in rest {
        let other = expanded(list, register);
        countries.retain(|code| other.contains(code));
    }
    countries.retain(|code| !covered.contains(code) && Some(code.as_str()) != own);
    codes.extend(countries);
    codes.retain(|code| Some(code.as_str()) != own);
    codes
}

/// The countries of a list, every decomposable group in place of itself expanded.
pub(super) fn expanded(codes: &Codes, register: &Register) -> Codes {
    codes.iter().flat_map(|code| members(code, register)).collect()
}

/// The order of a list: one's own country, countries, groups, each from A to Z.
pub(super) fn ordered(codes: &Codes, own: Option<&str>) -> Vec<String> {
    let mut list: Vec<String> = codes.iter().filter(|code| Some(code.as_str()) != own).cloned().collect();
    list.sort_by_key(|code| code.len() != 3);
    own.map(str::to_owned).into_iter().chain(list).collect()
}

/// The countries of a decomposable group; any other code alone. A member may be a group, but none of
/// those has groups in turn.
fn members(code: &str, register: &Register) -> Vec<String> {
    let group = |code: &str| register.tables.group(code).filter(|group| group.decomposable);
    let Some(found) = group(code) else { return vec![code.to_owned()] };
    let members = found.members.iter();
    members
        .flat_map(|member| group(member).map_or_else(|| vec![member.clone()], |inner| inner.members.clone()))
        .collect()
}
