//! What the register says of controls that stand together: levels, companions, conflicts, order.

use std::cmp::Ordering;

use super::super::meaning::{Element, Flaw, FlawKind, Form, Item, Marking, Ownership};
use crate::register::{ControlEntry, ControlOrder, Register, Takes, Terms};
use crate::span::Span;

/// Adds the flaws of a marking that has been read.
pub(super) fn check(marking: &mut Marking, register: &Register) {
    let mut flaws = Vec::new();
    let checker = Checker { marking, register };
    for (index, element) in marking.elements.iter().enumerate() {
        checker.element(index, element, &mut flaws);
    }
    checker.owners(&mut flaws);
    marking.flaws.append(&mut flaws);
}

/// A compartment and its parts often ask for the same: one flaw says it. Where they ask for different
/// levels, those of the part hold, which are the fewer.
fn add_once(flaw: Flaw, flaws: &mut Vec<Flaw>) {
    let same = |other: &&mut Flaw| {
        other.kind == flaw.kind
            && other.span == flaw.span
            && (flaw.kind == FlawKind::WrongLevel
                || (other.expected == flaw.expected && other.other == flaw.other))
    };
    match flaws.iter_mut().find(same) {
        Some(known) => *known = flaw,
        None => flaws.push(flaw),
    }
}

struct Checker<'m> {
    marking: &'m Marking,
    register: &'m Register,
}

impl Checker<'_> {
    fn element(&self, index: usize, element: &Element, flaws: &mut Vec<Flaw>) {
        self.repetition(index, element, flaws);
        let Some(entry) = element.entry(self.register) else {
            return;
        };
        self.order(index, element, entry, flaws);
        self.list(element, entry, flaws);
        if entry.until.is_some() {
            flaws.push(about(FlawKind::Retired, element, entry).expecting(entry.replaced_by.clone()));
        }
        if entry.needs_part && element.name == entry.mark {
            flaws.push(about(FlawKind::Incomplete, element, entry));
        }
        for terms in terms_of(element, entry) {
            let mut found = Vec::new();
            self.terms(element, entry, terms, &mut found);
            for flaw in found {
                add_once(flaw, flaws);
            }
        }
    }

    fn repetition(&self, index: usize, element: &Element, flaws: &mut Vec<Flaw>) {
        let same = |other: &Element| other.name == element.name;
        if self.marking.elements.iter().take(index).any(same) {
            flaws.push(Flaw {
                kind: FlawKind::Repeated,
                span: element.span,
                control: Some(element.name.clone()),
                category: element.category(self.register),
                ..Flaw::default()
            });
        }
    }

    /// A control stands behind the one it follows: by category, and within a category by its order
    /// (IC Markings Register, A.6).
    fn order(&self, index: usize, element: &Element, entry: &ControlEntry, flaws: &mut Vec<Flaw>) {
        let known = |element: &&Element| element.control.is_some();
        let Some(previous) = self.marking.elements.iter().take(index).rfind(known) else { return };
        let categories = (previous.category(self.register), entry.category);
        let kind = match categories.0.cmp(&categories.1) {
            Ordering::Greater => FlawKind::CategoryOrder,
            Ordering::Equal if self.stands_before(element, previous) => FlawKind::ControlOrder,
            _ => return,
        };
        let mut flaw = about(kind, element, entry);
        flaw.other = Some(previous.name.clone());
        flaws.push(flaw);
    }

    /// The register's order puts `element` before `previous`.
    fn stands_before(&self, element: &Element, previous: &Element) -> bool {
        compare(element, previous, self.marking, self.register) == Ordering::Less
    }

    fn list(&self, element: &Element, entry: &ControlEntry, flaws: &mut Vec<Flaw>) {
        for (index, item) in element.items.iter().enumerate() {
            let earlier = element.items.get(..index).unwrap_or_default();
            if earlier.iter().any(|other| other.code == item.code) {
                flaws.push(at(FlawKind::Repeated, item, entry));
            } else {
                list_order(earlier, item, entry, flaws);
            }
            self.retired_code(item, entry, flaws);
        }
        if let Some(first) = &entry.first
            && !element.items.is_empty()
        {
            first_code(element, entry, first, flaws);
        }
    }

    fn retired_code(&self, item: &Item, entry: &ControlEntry, flaws: &mut Vec<Flaw>) {
        let countries = matches!(entry.takes, Takes::Countries | Takes::CountriesBefore);
        if countries && self.register.tables.until(&item.code).is_some() {
            flaws.push(Flaw { other: Some(item.code.clone()), ..at(FlawKind::Retired, item, entry) });
        }
    }

    fn terms(&self, element: &Element, entry: &ControlEntry, terms: &Terms, flaws: &mut Vec<Flaw>) {
        self.level(element, entry, terms, flaws);
        let missing = |needs: &[Vec<String>]| -> Vec<String> {
            needs
                .iter()
                .filter(|any| !any.iter().any(|name| self.stands(name)))
                .map(|any| any.join(" or "))
                .collect()
        };
        for (kind, needs) in
            [(FlawKind::CompanionMissing, &terms.needs), (FlawKind::CompanionUsual, &terms.usual)]
        {
            flaws.extend(
                missing(needs).into_iter().map(|needed| about(kind, element, entry).expecting(Some(needed))),
            );
        }
        self.conflicts(element, entry, terms, flaws);
    }

    /// A control that must stand beside another may be a part of it: `SI` is there where `SI-G` is.
    fn stands(&self, name: &str) -> bool {
        let part_of = |element: &Element| {
            element
                .name
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || is_part(rest, element, self.register))
        };
        self.marking.elements.iter().any(part_of)
    }

    fn level(&self, element: &Element, entry: &ControlEntry, terms: &Terms, flaws: &mut Vec<Flaw>) {
        let Some(level) = self.marking.level.filter(|_| !terms.levels.is_empty()) else { return };
        // `NS` is right for what asks for NATO's level, and for what asks for SECRET.
        let symbols = [level, self.register.counts_as(level)].map(|level| self.register.symbol(level));
        if !terms.levels.iter().any(|allowed| symbols.contains(&allowed.as_str())) {
            flaws.push(about(FlawKind::WrongLevel, element, entry).expecting(Some(terms.levels.join(", "))));
        }
    }

    /// Two controls that exclude each other are one finding, at the one that stands behind.
    fn conflicts(&self, element: &Element, entry: &ControlEntry, terms: &Terms, flaws: &mut Vec<Flaw>) {
        for other in self.marking.elements.iter().filter(|other| terms.excludes.contains(&other.name)) {
            let (late, early) =
                if other.span.start > element.span.start { (other, element) } else { (element, other) };
            let known = flaws.iter().any(|flaw| {
                flaw.kind == FlawKind::Conflict
                    && flaw.span == late.span
                    && flaw.other.as_deref() == Some(&early.name)
            });
            if !known {
                flaws.push(Flaw {
                    kind: FlawKind::Conflict,
                    span: late.span,
                    control: Some(late.name.clone()),
                    category: late.category(self.register).or(entry.category),
                    expected: None,
                    other: Some(early.name.clone()),
                });
            }
        }
    }

    /// Owners of a joint marking: USA among them, at least two, all of them on the REL TO list
    /// (IC Markings Register, H.3 p. 57). A portion `JOINT S` has the owners of the banner line.
    fn joint_owners(&self, flaws: &mut Vec<Flaw>) {
        let owners = &self.marking.owners;
        if owners.is_empty() && self.marking.form == Form::Portion {
            return;
        }
        if owners.len() < 2 || !owners.iter().any(|owner| owner.code == "USA") {
            let level = self.marking.level_span;
            let span = Span::new(level.start, owners.last().map_or(level.end, |owner| owner.span.end));
            flaws.push(Flaw { kind: FlawKind::OwnersTooFew, span, ..Flaw::default() });
        }
        self.released_owners(flaws);
    }

    fn owners(&self, flaws: &mut Vec<Flaw>) {
        let owners = &self.marking.owners;
        if self.marking.ownership == Ownership::Joint {
            self.joint_owners(flaws);
        }
        let retired = owners.iter().filter(|owner| self.register.tables.until(&owner.code).is_some());
        flaws.extend(retired.map(|owner| Flaw {
            kind: FlawKind::Retired,
            span: owner.span,
            other: Some(owner.code.clone()),
            ..Flaw::default()
        }));
        for (index, owner) in owners.iter().enumerate() {
            let earlier = owners.get(..index).unwrap_or_default();
            if earlier.iter().any(|other| other.code == owner.code) {
                flaws.push(Flaw { kind: FlawKind::Repeated, span: owner.span, ..Flaw::default() });
            } else if earlier.last().is_some_and(|previous| code_key(&owner.code) < code_key(&previous.code))
            {
                let other = earlier.last().map(|previous| previous.code.clone());
                flaws.push(Flaw { kind: FlawKind::ListOrder, span: owner.span, other, ..Flaw::default() });
            }
        }
    }

    /// Without a list all owners are missing at once, which is one flaw.
    fn released_owners(&self, flaws: &mut Vec<Flaw>) {
        let owners = &self.marking.owners;
        let Some(list) = self.marking.elements.iter().find(|element| element.name == "REL") else {
            if let (Some(first), Some(last)) = (owners.first(), owners.last()) {
                let span = Span::new(first.span.start, last.span.end);
                flaws.push(Flaw { kind: FlawKind::OwnerNotReleased, span, ..Flaw::default() });
            }
            return;
        };
        // A group stands for its members: `FVEY` covers CAN and GBR.
        let covers = |item: &Item, owner: &Item| {
            let group = self.register.tables.group(&item.code);
            item.code == owner.code || group.is_some_and(|group| group.members.contains(&owner.code))
        };
        let released =
            |owner: &&Item| list.items.is_empty() || list.items.iter().any(|item| covers(item, owner));
        for owner in owners.iter().filter(|owner| !released(owner)) {
            let other = Some(owner.code.clone());
            flaws.push(Flaw { kind: FlawKind::OwnerNotReleased, span: owner.span, other, ..Flaw::default() });
        }
    }
}

/// Numbers rise; sub-compartments and codes go from A to Z, codes of countries before codes of groups.
fn list_order(earlier: &[Item], item: &Item, entry: &ControlEntry, flaws: &mut Vec<Flaw>) {
    let is_first = |code: &str| entry.first.as_deref() == Some(code);
    let Some(previous) = earlier.last().filter(|previous| !is_first(&previous.code)) else { return };
    let earlier = item_key(&item.code, entry) < item_key(&previous.code, entry);
    if !is_first(&item.code) && earlier {
        let mut flaw = at(FlawKind::ListOrder, item, entry);
        flaw.other = Some(previous.code.clone());
        flaws.push(flaw);
    }
}

/// What stands behind the name of a system is one of its compartments.
fn is_part(rest: &str, element: &Element, register: &Register) -> bool {
    let entry = element.entry(register);
    let has_parts = |entry: &ControlEntry| register.is_system(entry) || entry.takes == Takes::Programs;
    rest.starts_with('-') && entry.is_some_and(has_parts)
}

/// The terms of a control, of an unlisted compartment, and of its sub-compartments.
fn terms_of<'e>(element: &Element, entry: &'e ControlEntry) -> Vec<&'e Terms> {
    let mut all = vec![&entry.terms];
    let listed = element.name == entry.mark || !matches!(entry.takes, Takes::Nothing);
    if !listed {
        all.extend(entry.compartment.as_ref().map(|open| &open.terms));
    }
    if !element.items.is_empty() && matches!(entry.takes, Takes::Nothing) && listed {
        all.extend(entry.sub.as_ref().map(|open| &open.terms));
    }
    all
}

/// How two controls of a category stand to each other in a marking.
pub(super) fn compare(left: &Element, right: &Element, marking: &Marking, register: &Register) -> Ordering {
    let category = left.category(register);
    let entry = category.and_then(|category| register.categories.get(usize::from(category)));
    let head = marking.elements.first().filter(|_| marking.level_span.is_empty());
    let head = head.and_then(|head| head.category(register));
    let banner = |element: &Element| {
        let entry = element.entry(register);
        entry.map(|entry| entry.banner.as_ref().unwrap_or(&entry.mark).to_uppercase())
    };
    match entry {
        Some(entry) if entry.order == ControlOrder::Alphabetical => {
            name_key(&left.name).cmp(&name_key(&right.name))
        }
        Some(entry) if head.is_some() && entry.alphabetical_behind == head => {
            banner(left).cmp(&banner(right))
        }
        _ => left.control.cmp(&right.control),
    }
}

/// Numbers first, then A to Z; categories of CUI Specified before Basic (32 CFR 2002.20; NARA's
/// marking handbook).
fn name_key(name: &str) -> (bool, bool, &str) {
    let basic = !name.starts_with("SP-");
    (basic, !name.starts_with(|first: char| first.is_ascii_digit()), name)
}

/// The place of a word in the list of a control.
pub(super) fn item_key<'c>(code: &'c str, entry: &ControlEntry) -> (bool, usize, &'c str) {
    match entry.takes {
        // Sub-compartments: numbers first, then A to Z, whatever their length.
        Takes::Nothing => (!code.starts_with(|first: char| first.is_ascii_digit()), 0, code),
        _ => code_key(code),
    }
}

/// Codes of countries before codes of groups, each from A to Z; numbers by their value.
pub(super) fn code_key(code: &str) -> (bool, usize, &str) {
    let number = code.bytes().all(|byte| byte.is_ascii_digit());
    (code.len() != 3 && !number, if number { code.len() } else { 0 }, code)
}

fn first_code(element: &Element, entry: &ControlEntry, first: &str, flaws: &mut Vec<Flaw>) {
    let place = element.items.iter().position(|item| item.code == first);
    match place {
        None => flaws.push(about(FlawKind::FirstMissing, element, entry).expecting(Some(first.to_owned()))),
        Some(0) if element.items.len() == 1 => {
            flaws.push(about(FlawKind::ListTooShort, element, entry));
        }
        Some(0) => {}
        Some(place) => {
            flaws.extend(element.items.get(place).map(|item| at(FlawKind::FirstMisplaced, item, entry)));
        }
    }
}

fn about(kind: FlawKind, element: &Element, entry: &ControlEntry) -> Flaw {
    Flaw {
        kind,
        span: element.span,
        control: Some(element.name.clone()),
        category: entry.category,
        ..Flaw::default()
    }
}

fn at(kind: FlawKind, item: &Item, entry: &ControlEntry) -> Flaw {
    Flaw {
        kind,
        span: item.span,
        control: Some(entry.mark.clone()),
        category: entry.category,
        ..Flaw::default()
    }
}

impl Flaw {
    fn expecting(mut self, expected: Option<String>) -> Self {
        self.expected = expected;
        self
    }
}
