//! Reading `register:` sections.
//!
//! A section is a map of tables, each table a list of entries; [`Register::load`] reads the same table
//! from all sections in turn, so a user's file adds to the built-in one. A new table is one line in
//! `load`, one line in `Sections::read`, and one function like [`order`].
//!
//! Names that stand for another entry (`needs: [NF]`, `above: [C]`) are checked where they stand: the
//! names of a table are gathered before its entries are read.

mod categories;
mod controls;
mod levels;

use std::collections::BTreeSet;

use super::forms::{Forms, Names};
use super::{CaptionEntry, CaptionForms, CaptionSort, ClassWords, OrderEntry, Register};
use crate::pack;
use crate::yaml::{Defects, Fields, Node, Yaml, nearest};

impl Register {
    /// The vocabulary that comes with the program, alone. Defects cannot occur: a test reads it.
    pub fn builtin() -> Self {
        let mut defects = Defects::default();
        let files = pack::files(pack::REGISTER).unwrap_or_default();
        let parsed: Vec<_> = files
            .iter()
            .filter_map(|(name, content)| Yaml::built_in(name, content, pack::values(name), &mut defects))
            .collect();
        let sections: Vec<_> =
            parsed.iter().filter_map(|file| file.root().fields(&mut defects).optional("register")).collect();
        Self::load(&sections, &mut defects)
    }

    /// Reads `register:` sections, in order.
    pub fn load(sections: &[Node<'_>], defects: &mut Defects) -> Self {
        let tables = Sections::read(sections, defects);
        let (levels, below) = levels::read(&tables.levels, defects);
        let categories = categories::read(&tables.categories, defects);
        let controls = controls::read(&tables.controls, &levels, &categories, defects);
        let mut orders = entries(&tables.orders, order, defects);
        orders.sort_by_key(|order| order.from);
        let captions = entries(&tables.captions, caption, defects);
        Self {
            level_forms: Forms::of_levels(&levels),
            forms: Forms::of_controls(&controls),
            names: Names::new(&controls),
            below,
            orders,
            caption_forms: CaptionForms::new(&captions),
            class_words: ClassWords::new(&levels),
            levels,
            captions,
            categories: categories.into_iter().map(|category| category.entry).collect(),
            between_categories: tables.between_categories.unwrap_or("//").to_owned(),
            controls,
            tables: bulk_tables(),
        }
    }
}

/// The entries of every table, over all sections.
#[derive(Default)]
struct Sections<'a> {
    levels: Vec<Node<'a>>,
    orders: Vec<Node<'a>>,
    captions: Vec<Node<'a>>,
    categories: Vec<Node<'a>>,
    controls: Vec<Node<'a>>,
    between_categories: Option<&'a str>,
}

impl<'a> Sections<'a> {
    fn read(sections: &[Node<'a>], defects: &mut Defects) -> Self {
        let mut tables = Self::default();
        for section in sections {
            let mut fields = section.fields(defects);
            let named = [
                ("levels", &mut tables.levels),
                ("orders", &mut tables.orders),
                ("captions", &mut tables.captions),
                ("categories", &mut tables.categories),
                ("controls", &mut tables.controls),
            ];
            for (name, table) in named {
                table.extend(fields.optional(name).into_iter().flat_map(|list| list.items(defects)));
            }
            let between = fields.optional("between-categories").and_then(|node| node.text(defects));
            tables.between_categories = between.or(tables.between_categories);
            fields.finish(defects);
        }
        tables
    }
}

/// What an entry is called, where that stands, and the entry.
struct Named<'a, T> {
    /// The node of the name, for defects.
    name: Node<'a>,
    /// Two entries with this key are one too many.
    key: String,
    entry: T,
}

/// Reads the entries of one table; a name that stands twice is a defect.
fn named_entries<'a, T>(
    nodes: &[Node<'a>],
    mut read: impl FnMut(&mut Fields<'a>, &mut Defects) -> Option<Named<'a, T>>,
    defects: &mut Defects,
) -> Vec<(Node<'a>, T)> {
    let mut seen = std::collections::BTreeMap::new();
    let mut entries = Vec::new();
    for node in nodes {
        let mut fields = node.fields(defects);
        let entry = read(&mut fields, defects);
        fields.finish(defects);
        let Some(Named { name, key, entry }) = entry else { continue };
        if let Some(file) = seen.insert(key, name.file()) {
            defects.advise(&name, "this name stands twice", format!("it stands in {file} already"));
        }
        entries.push((name, entry));
    }
    entries
}

/// The same, without the nodes.
fn entries<'a, T>(
    nodes: &[Node<'a>],
    read: impl FnMut(&mut Fields<'a>, &mut Defects) -> Option<Named<'a, T>>,
    defects: &mut Defects,
) -> Vec<T> {
    named_entries(nodes, read, defects).into_iter().map(|(_, entry)| entry).collect()
}

fn order<'a>(fields: &mut Fields<'a>, defects: &mut Defects) -> Option<Named<'a, OrderEntry>> {
    let number = fields.required("number", defects);
    let from = fields.required("from", defects).and_then(|node| node.date(defects));
    let until = fields.optional("until").and_then(|node| node.date(defects));
    let text = number.as_ref().and_then(|node| node.text(defects)).map(str::to_owned);
    basis(fields, defects);
    let key = text.clone()?;
    Some(Named { name: number?, key, entry: OrderEntry { number: text?, from: from?, until } })
}

fn caption<'a>(fields: &mut Fields<'a>, defects: &mut Defects) -> Option<Named<'a, CaptionEntry>> {
    const SORTS: [CaptionSort; 4] =
        [CaptionSort::Handling, CaptionSort::Distribution, CaptionSort::Channel, CaptionSort::Other];
    let word = fields.required("word", defects)?;
    let sort = fields.required("sort", defects);
    let sort = sort
        .and_then(|node| one_of(&node, &SORTS.map(|sort| (sort.name(), sort)), "sort of caption", defects));
    let key = word.text(defects)?.to_owned();
    let entry = CaptionEntry {
        word: key.clone(),
        sort: sort.unwrap_or_default(),
        spellings: texts(fields, "spellings", defects),
    };
    basis(fields, defects);
    Some(Named { name: word, key, entry })
}

/// The bulk tables that come with the program.
fn bulk_tables() -> super::Tables {
    let table = |name| pack::table(name).unwrap_or_default();
    super::Tables::read(table("stations.tsv"), table("routing-indicators.tsv"), table("tags.tsv"))
        .with_countries(table("countries.tsv"), table("tetragraphs.tsv"))
}

/// What the key of every entry says, for the names that entries use of each other.
fn names<'a>(nodes: &[Node<'a>], key: &str) -> BTreeSet<&'a str> {
    nodes.iter().filter_map(|node| node.entry(key)?.as_text()).collect()
}

/// Reports a name that is not among the known ones.
fn check_name(name: &Node<'_>, known: &BTreeSet<&str>, what: &str, defects: &mut Defects) {
    if let Some(text) = name.as_text().filter(|text| !known.contains(text)) {
        let help = nearest(text, known.iter().copied());
        defects.advise(name, format!("the register has no {what} `{text}`"), help);
    }
}

/// One of some words.
fn one_of<T: Copy>(node: &Node<'_>, words: &[(&str, T)], what: &str, defects: &mut Defects) -> Option<T> {
    let text = node.text(defects)?;
    let found = words.iter().find(|(word, _)| *word == text).map(|&(_, value)| value);
    if found.is_none() {
        let known: Vec<_> = words.iter().map(|&(word, _)| word).collect();
        let help = nearest(text, known.iter().copied());
        let help = help.unwrap_or_else(|| format!("words here: {}", known.join(", ")));
        defects.advise(node, format!("`{text}` is no {what}"), help);
    }
    found
}

/// A text that may be missing.
fn text(fields: &mut Fields<'_>, name: &'static str, defects: &mut Defects) -> Option<String> {
    fields.optional(name).and_then(|node| node.text(defects)).map(str::to_owned)
}

/// A list of texts that may be missing.
fn texts(fields: &mut Fields<'_>, name: &'static str, defects: &mut Defects) -> Vec<String> {
    fields.optional(name).map(|node| node.texts(defects)).unwrap_or_default()
}

/// A list of names that may be missing, each of them known.
fn known_texts(
    fields: &mut Fields<'_>,
    key: &'static str,
    (known, what): (&BTreeSet<&str>, &str),
    defects: &mut Defects,
) -> Vec<String> {
    let Some(list) = fields.optional(key) else { return Vec::new() };
    let items = list.items(defects);
    for item in &items {
        check_name(item, known, what, defects);
    }
    items.iter().filter_map(|item| item.text(defects)).map(str::to_owned).collect()
}

/// A flag that may be missing.
fn flag(fields: &mut Fields<'_>, name: &'static str, defects: &mut Defects) -> bool {
    fields.optional(name).and_then(|node| node.flag(defects)).unwrap_or_default()
}

/// A day that may be missing.
fn date(fields: &mut Fields<'_>, name: &'static str, defects: &mut Defects) -> Option<jiff::civil::Date> {
    fields.optional(name).and_then(|node| node.date(defects))
}

/// Every entry says where it comes from.
fn basis(fields: &mut Fields<'_>, defects: &mut Defects) -> Vec<String> {
    fields.required("basis", defects).map(|basis| basis.texts(defects)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
