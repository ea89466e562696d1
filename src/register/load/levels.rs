//! Levels, and which are below which.

use std::collections::BTreeSet;

use super::{Named, basis, check_name, date, known_texts, named_entries, names, text, texts};
use crate::register::LevelEntry;
use crate::yaml::{Defects, Fields, Node};

/// Levels in file order, and for each the set of all levels below it, one bit each.
pub(super) fn read(nodes: &[Node<'_>], defects: &mut Defects) -> (Vec<LevelEntry>, Vec<u64>) {
    let symbols = names(nodes, "symbol");
    let levels = named_entries(nodes, |fields, defects| level(fields, &symbols, defects), defects);
    let below = below(&levels, defects);
    (levels.into_iter().map(|(_, level)| level).collect(), below)
}

fn level<'a>(
    fields: &mut Fields<'a>,
    symbols: &BTreeSet<&str>,
    defects: &mut Defects,
) -> Option<Named<'a, LevelEntry>> {
    let symbol = fields.required("symbol", defects);
    let name = fields.required("name", defects).and_then(|node| node.text(defects)).unwrap_or_default();
    if let Some(node) = fields.optional("counts-as") {
        check_name(&node, symbols, "level", defects);
    }
    let entry = LevelEntry {
        symbol: symbol.as_ref().and_then(|node| node.text(defects)).unwrap_or_default().to_owned(),
        name: name.to_owned(),
        words: texts(fields, "words", defects),
        letters: texts(fields, "letters", defects).iter().flat_map(|text| text.chars()).collect(),
        above: known_texts(fields, "above", (symbols, "level"), defects),
        owner: text(fields, "owner", defects),
        foreign: super::flag(fields, "foreign", defects),
        counts_as: text(fields, "counts-as", defects),
        from: date(fields, "from", defects),
        until: date(fields, "until", defects),
    };
    basis(fields, defects);
    Some(Named { name: symbol?, key: entry.symbol.clone(), entry })
}

/// For each level the set of all levels below it: the transitive closure of `above`.
fn below(levels: &[(Node<'_>, LevelEntry)], defects: &mut Defects) -> Vec<u64> {
    if let Some((node, _)) = levels.get(64) {
        defects.at(node, "a register holds at most 64 levels");
        return Vec::new();
    }
    let mut below: Vec<u64> = levels.iter().map(|(_, entry)| directly_below(entry, levels)).collect();
    for _ in 0..levels.len() {
        below = below
            .iter()
            .map(|&set| bits(set).fold(set, |all, index| all | below.get(index).unwrap_or(&0)))
            .collect();
    }
    for (index, (node, entry)) in levels.iter().enumerate() {
        if below.get(index).is_some_and(|set| set & (1 << index) != 0) {
            let help = "follow `above:` from level to level and break the circle".to_owned();
            defects.advise(node, format!("level `{}` is above itself", entry.symbol), help);
        }
    }
    below
}

fn directly_below(entry: &LevelEntry, levels: &[(Node<'_>, LevelEntry)]) -> u64 {
    let index = |symbol: &String| levels.iter().position(|(_, other)| other.symbol == *symbol);
    entry.above.iter().filter_map(index).fold(0, |set, index| set | 1 << index)
}

fn bits(set: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |index| set & (1 << index) != 0)
}
