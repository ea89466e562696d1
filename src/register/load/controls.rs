//! Controls: State's own, and those of a category.

use std::collections::BTreeSet;

use super::categories::Category;
use super::{Named, basis, check_name, date, entries, flag, known_texts, names, one_of, text, texts};
use crate::register::{ControlEntry, LevelEntry, ListNeeded, Open, RollsUp, Takes, Terms};
use crate::yaml::{Defects, Fields, Node, Pattern};

const TAKES: [(&str, Takes); 6] = [
    ("nothing", Takes::Nothing),
    ("countries", Takes::Countries),
    ("countries-before", Takes::CountriesBefore),
    ("numbers", Takes::Numbers),
    ("programs", Takes::Programs),
    ("words", Takes::Words),
];

const LIST_NEEDED: [(&str, ListNeeded); 3] =
    [("always", ListNeeded::Always), ("in-banner", ListNeeded::InBanner), ("never", ListNeeded::Never)];

const ROLLS_UP: [(&str, RollsUp); 3] =
    [("always", RollsUp::Always), ("unclassified", RollsUp::Unclassified), ("never", RollsUp::Never)];

/// What a control may name.
struct Known<'a> {
    /// Marks of controls with a category: the grammar knows no others.
    controls: BTreeSet<&'a str>,
    levels: BTreeSet<&'a str>,
    categories: &'a [Category],
}

/// Controls in file order, those of bulk tables behind them.
pub(super) fn read<'a>(
    nodes: &[Node<'a>],
    levels: &'a [LevelEntry],
    categories: &'a [Category],
    defects: &mut Defects,
) -> Vec<ControlEntry> {
    let of_category: Vec<_> = nodes.iter().filter(|node| node.entry("category").is_some()).cloned().collect();
    let mut known = Known {
        controls: names(&of_category, "mark"),
        levels: levels.iter().map(|level| level.symbol.as_str()).collect(),
        categories,
    };
    known.controls.extend(categories.iter().flat_map(rows).map(|(mark, _)| mark));
    let mut controls = entries(nodes, |fields, defects| control(fields, &known, defects), defects);
    for (index, category) in categories.iter().enumerate() {
        controls.extend(rows(category).map(|row| of_table(row, index, category)));
    }
    if controls.len() > usize::from(u16::MAX)
        && let Some(node) = nodes.last()
    {
        defects.at(node, "a register holds at most 65,535 controls");
    }
    // State's own first, so that they are found without a look at the others: each mark of a telegram asks.
    controls.sort_by_key(|entry| entry.category.is_some());
    controls
}

/// Mark and further spellings of each row of a category's table.
fn rows(category: &Category) -> impl Iterator<Item = (&'static str, Option<&'static str>)> + use<> {
    category.table.into_iter().flat_map(str::lines).skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        let mark = columns.next().filter(|mark| !mark.is_empty())?;
        Some((mark, columns.nth(1).filter(|spelling| !spelling.is_empty())))
    })
}

fn of_table((mark, spelling): (&str, Option<&str>), index: usize, category: &Category) -> ControlEntry {
    ControlEntry {
        mark: mark.to_owned(),
        spellings: spelling.map(str::to_owned).into_iter().collect(),
        category: u8::try_from(index).ok(),
        basis: category.basis.clone(),
        ..ControlEntry::default()
    }
}

fn control<'a>(
    fields: &mut Fields<'a>,
    known: &Known<'_>,
    defects: &mut Defects,
) -> Option<Named<'a, ControlEntry>> {
    let name = fields.required("mark", defects)?;
    let mut entry = ControlEntry {
        mark: name.text(defects)?.to_owned(),
        spellings: texts(fields, "spellings", defects),
        level: level(fields, known, defects),
        basis: basis(fields, defects),
        ..ControlEntry::default()
    };
    let mut key = entry.mark.clone();
    if let Some(category) = fields.optional("category") {
        entry.category = self::category(&category, known, defects);
        // The same letters may mean different things in two categories: NNPI, SSI.
        key = format!("{}: {key}", category.as_text().unwrap_or_default());
        of_category(&mut entry, fields, known, defects);
    } else {
        entry.prefix = flag(fields, "prefix", defects);
    }
    Some(Named { name, key, entry })
}

fn level(fields: &mut Fields<'_>, known: &Known<'_>, defects: &mut Defects) -> Option<String> {
    let node = fields.optional("level")?;
    check_name(&node, &known.levels, "level", defects);
    node.text(defects).map(str::to_owned)
}

fn category(node: &Node<'_>, known: &Known<'_>, defects: &mut Defects) -> Option<u8> {
    let name = node.text(defects)?;
    let names: BTreeSet<_> = known.categories.iter().map(|category| category.entry.name.as_str()).collect();
    check_name(node, &names, "category", defects);
    let index = known.categories.iter().position(|category| category.entry.name == name)?;
    u8::try_from(index).ok()
}

/// The keys that only controls of a category have.
fn of_category(entry: &mut ControlEntry, fields: &mut Fields<'_>, known: &Known<'_>, defects: &mut Defects) {
    let controls = (&known.controls, "control");
    entry.banner = text(fields, "banner", defects);
    entry.title = text(fields, "title", defects);
    entry.terms = terms(fields, known, defects);
    entry.stands_alone = fields.optional("stands-alone").and_then(|node| node.flag(defects));
    entry.needs_part = flag(fields, "needs-part", defects);
    entry.compartment = fields.optional("compartment").and_then(|node| open(&node, known, defects));
    entry.sub = fields.optional("sub").and_then(|node| open(&node, known, defects));
    entry.rolls_up = fields
        .optional("rolls-up")
        .and_then(|node| one_of(&node, &ROLLS_UP, "way to roll up", defects))
        .unwrap_or_default();
    entry.classified_as = optional_names(fields, "classified-as", controls, defects);
    entry.released_as = optional_names(fields, "released-as", controls, defects);
    entry.supersedes = known_texts(fields, "supersedes", controls, defects);
    entry.release = flag(fields, "release", defects);
    entry.from = date(fields, "from", defects);
    entry.until = date(fields, "until", defects);
    if let Some(node) = fields.optional("replaced-by") {
        check_name(&node, &known.controls, "control", defects);
        entry.replaced_by = node.text(defects).map(str::to_owned);
    }
    list(entry, fields, defects);
}

/// The keys about the list that follows the name.
fn list(entry: &mut ControlEntry, fields: &mut Fields<'_>, defects: &mut Defects) {
    entry.takes = fields
        .optional("takes")
        .and_then(|node| one_of(&node, &TAKES, "thing a control takes", defects))
        .unwrap_or_default();
    entry.list_needed = fields
        .optional("list-needed")
        .and_then(|node| one_of(&node, &LIST_NEEDED, "place of a list", defects))
        .unwrap_or_default();
    entry.list_separator = text(fields, "list-separator", defects).unwrap_or_else(|| " ".to_owned());
    entry.first = text(fields, "first", defects);
    entry.allowed = texts(fields, "allowed", defects);
}

/// Missing and empty mean different things: SBU leaves nothing in a classified banner line.
fn optional_names(
    fields: &mut Fields<'_>,
    key: &'static str,
    controls: (&BTreeSet<&str>, &str),
    defects: &mut Defects,
) -> Option<Vec<String>> {
    fields.optional(key)?;
    Some(known_texts(fields, key, controls, defects))
}

/// What a control or a part of one asks.
fn terms(fields: &mut Fields<'_>, known: &Known<'_>, defects: &mut Defects) -> Terms {
    Terms {
        levels: known_texts(fields, "levels", (&known.levels, "level"), defects),
        needs: companions(fields, "needs", known, defects),
        usual: companions(fields, "usual", known, defects),
        excludes: known_texts(fields, "excludes", (&known.controls, "control"), defects),
    }
}

/// A list of controls; an entry may be a list of which one is enough.
fn companions(
    fields: &mut Fields<'_>,
    key: &'static str,
    known: &Known<'_>,
    defects: &mut Defects,
) -> Vec<Vec<String>> {
    let Some(list) = fields.optional(key) else { return Vec::new() };
    let one = |item: &Node<'_>, defects: &mut Defects| {
        let alternatives = if item.is_list() { item.items(defects) } else { vec![item.clone()] };
        for name in &alternatives {
            check_name(name, &known.controls, "control", defects);
        }
        alternatives.iter().filter_map(|name| name.text(defects)).map(str::to_owned).collect()
    };
    list.items(defects).iter().map(|item| one(item, defects)).collect()
}

/// Parts that are not listed one by one.
fn open(node: &Node<'_>, known: &Known<'_>, defects: &mut Defects) -> Option<Open> {
    let mut fields = node.fields(defects);
    let pattern = fields.required("pattern", defects).and_then(|node| Pattern::read(&node, defects));
    let terms = terms(&mut fields, known, defects);
    fields.finish(defects);
    Some(Open { pattern: pattern?, terms })
}
