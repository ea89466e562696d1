//! The built-in register and the grammar agree: what the one lists, the other reads and writes.

use cablelint::marking::{Element, FlawKind, Form, Item, Marking, Ownership, Style, parse};
use cablelint::register::{ControlEntry, Register, Takes};
use cablelint::span::Span;

/// Flaws that say what the register says of a control by itself: it is retired, lacks a compartment, or
/// normally stands with another one.
const OWN: [FlawKind; 3] = [FlawKind::Retired, FlawKind::Incomplete, FlawKind::CompanionUsual];

#[test]
fn every_control_with_all_it_needs_is_read_back_as_it_is_written() {
    let register = Register::builtin();
    let mut wrong = Vec::new();
    for entry in register.controls.iter().filter(|entry| entry.category.is_some()) {
        let marking = complete(entry, &register);
        for (form, line) in
            [(Form::Banner, marking.banner(&register)), (Form::Portion, marking.portion(&register))]
        {
            let read = parse(&line, Span::new(0, line.len()), form, Style::Ic, &register);
            let flaws: Vec<_> = read.flaws.iter().filter(|flaw| !OWN.contains(&flaw.kind)).collect();
            let found = read.elements.iter().any(|element| {
                let found = element.control.and_then(|control| register.control_entry(control));
                found.is_some_and(|found| found.mark == entry.mark && found.category == entry.category)
            });
            if !found || !flaws.is_empty() {
                wrong.push(format!("{line:?} is to have {}, flaws {flaws:?}", entry.mark));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_level_is_read_back_as_it_is_written() {
    let register = Register::builtin();
    let mut wrong = Vec::new();
    for entry in register.levels.iter().filter(|entry| entry.until.is_none()) {
        let slashes = if entry.owner.is_some() { "//" } else { "" };
        for (form, word) in [(Form::Banner, &entry.name), (Form::Portion, &entry.symbol)] {
            let line = format!("{slashes}{word}");
            let read = parse(&line, Span::new(0, line.len()), form, Style::Ic, &register);
            let symbol = read.level.map(|level| register.symbol(level));
            if symbol != Some(&entry.symbol) || !read.flaws.is_empty() {
                wrong.push(format!("{line:?} is {symbol:?}, flaws {:?}", read.flaws));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The smallest marking in which nothing is wrong with a control.
fn complete(entry: &ControlEntry, register: &Register) -> Marking {
    let level = entry.terms.levels.first().map_or("S", String::as_str);
    let level = register.level(level);
    let owned = level.is_some_and(|level| !register.is_own(level));
    let mut names = Vec::new();
    with_companions(entry, register, &mut names);
    let category = register.category("cui").filter(|_| after_cui(entry, register));
    names.extend(category.map(|_| "CUI".to_owned()));
    let mut elements: Vec<_> = names
        .iter()
        .filter_map(|name| register.control_named(name))
        .map(|control| element(control, register))
        .collect();
    let own = register.control_of(entry.category.unwrap_or_default(), &entry.mark).unwrap();
    elements.push(element(own, register));
    let ownership = if owned { Ownership::Organisation } else { Ownership::Own };
    Marking { level, ownership, elements, level_span: Span::new(0, 1), ..Marking::default() }
}

fn after_cui(entry: &ControlEntry, register: &Register) -> bool {
    let category = register.categories.get(usize::from(entry.category.unwrap_or_default()));
    category.is_some_and(|category| category.after.is_some())
}

/// The first of each list of companions, and theirs.
fn with_companions(entry: &ControlEntry, register: &Register, names: &mut Vec<String>) {
    for name in entry.terms.needs.iter().filter_map(|any| any.first()) {
        if !names.contains(name) {
            names.push(name.clone());
            let companion = register.control_named(name).and_then(|id| register.control_entry(id)).unwrap();
            with_companions(companion, register, names);
        }
    }
}

fn element(control: cablelint::register::ControlId, register: &Register) -> Element {
    let entry = register.control_entry(control).unwrap();
    let (part, items): (&str, Vec<&str>) = match entry.takes {
        Takes::Nothing => ("", vec![]),
        // Foreign government information is nobody's own.
        Takes::Countries if entry.first.is_none() => ("", vec!["DEU", "GBR"]),
        Takes::Countries | Takes::CountriesBefore => ("", vec!["USA", "GBR"]),
        Takes::Numbers => ("", entry.allowed.iter().take(1).map(String::as_str).collect()),
        Takes::Programs | Takes::Words => ("-BP", vec![]),
    };
    let items = items.into_iter().map(|code| Item { code: code.to_owned(), span: Span::default() }).collect();
    Element { control: Some(control), name: format!("{}{part}", entry.mark), span: Span::default(), items }
}
