//! Categories of controls, in the order of a marking.

use std::collections::BTreeSet;

use super::{Named, basis, check_name, entries, flag, names, one_of};
use crate::pack;
use crate::register::{CategoryEntry, ControlOrder};
use crate::yaml::{Defects, Fields, Node};

/// A category with the bulk table that lists its controls, if there is one.
pub(super) struct Category {
    pub(super) entry: CategoryEntry,
    /// The content of the table.
    pub(super) table: Option<&'static str>,
    /// Where the controls of the table come from.
    pub(super) basis: Vec<String>,
}

const ORDERS: [(&str, ControlOrder); 2] =
    [("register", ControlOrder::Register), ("alphabetical", ControlOrder::Alphabetical)];

/// Categories, in file order.
pub(super) fn read(nodes: &[Node<'_>], defects: &mut Defects) -> Vec<Category> {
    // An index into the categories has eight bits, and nobody has more than a dozen.
    if let Some(node) = nodes.get(usize::from(u8::MAX)) {
        defects.at(node, "a register holds at most 255 categories");
    }
    let known = names(nodes, "name");
    let order: Vec<_> = nodes.iter().filter_map(|node| node.entry("name")?.as_text()).collect();
    entries(nodes, |fields, defects| category(fields, (&known, &order), defects), defects)
}

fn category<'a>(
    fields: &mut Fields<'a>,
    (known, order): (&BTreeSet<&str>, &[&str]),
    defects: &mut Defects,
) -> Option<Named<'a, Category>> {
    let name = fields.required("name", defects)?;
    let key = name.text(defects)?.to_owned();
    let between = fields.required("between", defects).and_then(|node| node.text(defects));
    let mut named = |key| {
        let node = fields.optional(key)?;
        check_name(&node, known, "category", defects);
        let text = node.text(defects)?;
        u8::try_from(order.iter().position(|name| *name == text)?).ok()
    };
    let (after, alphabetical_behind) = (named("after"), named("alphabetical-behind"));
    let entry = CategoryEntry {
        name: key.clone(),
        between: between.unwrap_or("/").to_owned(),
        order: fields
            .optional("order")
            .and_then(|node| one_of(&node, &ORDERS, "order of controls", defects))
            .unwrap_or_default(),
        compartments: flag(fields, "compartments", defects),
        after,
        alphabetical_behind,
        earlier_between: fields.optional("earlier-between").and_then(|node| earlier(&node, defects)),
    };
    let table = fields.optional("table").and_then(|node| table(&node, defects));
    let basis = basis(fields, defects);
    Some(Named { name, key, entry: Category { entry, table, basis } })
}

/// A separator that was right until a day.
fn earlier(node: &Node<'_>, defects: &mut Defects) -> Option<(String, jiff::civil::Date)> {
    let mut fields = node.fields(defects);
    let text = fields.required("text", defects).and_then(|node| node.text(defects));
    let until = fields.required("until", defects).and_then(|node| node.date(defects));
    fields.finish(defects);
    Some((text?.to_owned(), until?))
}

/// A bulk table that comes with the program, by its name without ending.
fn table(node: &Node<'_>, defects: &mut Defects) -> Option<&'static str> {
    let name = node.text(defects)?;
    let table = pack::table(&format!("{name}.tsv"));
    if table.is_none() {
        defects.at(node, format!("the program has no table `{name}`"));
    }
    table
}
