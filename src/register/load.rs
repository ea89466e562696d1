//! Reading `register:` sections.
//!
//! A section is a map of tables, each table a list of entries; [`Register::load`] reads the same table
//! from all sections in turn, so a user's file adds to the built-in one. A new table is one line in
//! `load`, one line in `Sections::read`, and one function like [`order`].

use std::collections::BTreeMap;

use super::{CaptionEntry, CaptionSort, ControlEntry, LevelEntry, OrderEntry, Register};
use crate::pack;
use crate::yaml::{Defects, Fields, Node, Yaml, nearest};

impl Register {
    /// The vocabulary that comes with the program, alone. Defects cannot occur: a test reads it.
    pub fn builtin() -> Self {
        let mut defects = Defects::default();
        let files = pack::files(pack::REGISTER).unwrap_or_default();
        let parsed: Vec<_> =
            files.iter().filter_map(|(name, content)| Yaml::parse(name, content, &mut defects)).collect();
        let sections: Vec<_> =
            parsed.iter().filter_map(|file| file.root().fields(&mut defects).optional("register")).collect();
        Self::load(&sections, &mut defects)
    }

    /// Reads `register:` sections, in order.
    pub fn load(sections: &[Node<'_>], defects: &mut Defects) -> Self {
        let tables = Tables::read(sections, defects);
        let levels = entries(&tables.levels, level, defects);
        let mut orders: Vec<_> =
            entries(&tables.orders, order, defects).into_iter().map(|(_, order)| order).collect();
        orders.sort_by_key(|order| order.from);
        let below = below(&levels, defects);
        Self {
            levels: levels.into_iter().map(|(_, level)| level).collect(),
            below,
            orders,
            captions: entries(&tables.captions, caption, defects)
                .into_iter()
                .map(|(_, entry)| entry)
                .collect(),
            controls: entries(&tables.controls, control, defects)
                .into_iter()
                .map(|(_, entry)| entry)
                .collect(),
            tables: bulk_tables(),
        }
    }
}

/// The entries of every table, over all sections.
#[derive(Default)]
struct Tables<'a> {
    levels: Vec<Node<'a>>,
    orders: Vec<Node<'a>>,
    captions: Vec<Node<'a>>,
    controls: Vec<Node<'a>>,
}

impl<'a> Tables<'a> {
    fn read(sections: &[Node<'a>], defects: &mut Defects) -> Self {
        let mut tables = Self::default();
        for section in sections {
            let mut fields = section.fields(defects);
            let named = [
                ("levels", &mut tables.levels),
                ("orders", &mut tables.orders),
                ("captions", &mut tables.captions),
                ("controls", &mut tables.controls),
            ];
            for (name, table) in named {
                table.extend(fields.optional(name).into_iter().flat_map(|list| list.items(defects)));
            }
            fields.finish(defects);
        }
        tables
    }
}

/// Reads the entries of one table; a name that stands twice is a defect.
fn entries<'a, T>(
    nodes: &[Node<'a>],
    read: fn(&mut Fields<'a>, &mut Defects) -> Option<(Node<'a>, T)>,
    defects: &mut Defects,
) -> Vec<(Node<'a>, T)> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut entries = Vec::new();
    for node in nodes {
        let mut fields = node.fields(defects);
        let entry = read(&mut fields, defects);
        fields.finish(defects);
        let Some((name, entry)) = entry else { continue };
        if let Some(file) = name.as_text().and_then(|text| seen.insert(text, name.file())) {
            defects.advise(&name, "this name stands twice", format!("it stands in {file} already"));
        }
        entries.push((name, entry));
    }
    entries
}

fn level<'a>(fields: &mut Fields<'a>, defects: &mut Defects) -> Option<(Node<'a>, LevelEntry)> {
    let symbol = fields.required("symbol", defects);
    let entry = LevelEntry {
        symbol: symbol.as_ref().and_then(|node| node.text(defects)).unwrap_or_default().to_owned(),
        name: fields
            .required("name", defects)
            .and_then(|node| node.text(defects))
            .unwrap_or_default()
            .to_owned(),
        words: texts(fields, "words", defects),
        letters: texts(fields, "letters", defects).iter().flat_map(|text| text.chars()).collect(),
        above: texts(fields, "above", defects),
        from: fields.optional("from").and_then(|node| node.date(defects)),
        until: fields.optional("until").and_then(|node| node.date(defects)),
    };
    basis(fields, defects);
    Some((symbol?, entry))
}

fn order<'a>(fields: &mut Fields<'a>, defects: &mut Defects) -> Option<(Node<'a>, OrderEntry)> {
    let number = fields.required("number", defects);
    let from = fields.required("from", defects).and_then(|node| node.date(defects));
    let until = fields.optional("until").and_then(|node| node.date(defects));
    let text = number.as_ref().and_then(|node| node.text(defects)).map(str::to_owned);
    basis(fields, defects);
    Some((number?, OrderEntry { number: text?, from: from?, until }))
}

fn caption<'a>(fields: &mut Fields<'a>, defects: &mut Defects) -> Option<(Node<'a>, CaptionEntry)> {
    let word = fields.required("word", defects)?;
    let sort = fields.required("sort", defects);
    let sort = sort.and_then(|node| {
        let text = node.text(defects)?;
        let sorts =
            [CaptionSort::Handling, CaptionSort::Distribution, CaptionSort::Channel, CaptionSort::Other];
        let sort = sorts.into_iter().find(|sort| sort.name() == text);
        if sort.is_none() {
            defects.advise(
                &node,
                format!("`{text}` is no sort of caption"),
                nearest(text, sorts.map(CaptionSort::name)),
            );
        }
        sort
    });
    let entry = CaptionEntry {
        word: word.text(defects)?.to_owned(),
        sort: sort.unwrap_or_default(),
        spellings: texts(fields, "spellings", defects),
    };
    basis(fields, defects);
    Some((word, entry))
}

fn control<'a>(fields: &mut Fields<'a>, defects: &mut Defects) -> Option<(Node<'a>, ControlEntry)> {
    let mark = fields.required("mark", defects)?;
    let entry = ControlEntry {
        mark: mark.text(defects)?.to_owned(),
        spellings: texts(fields, "spellings", defects),
        level: fields.optional("level").and_then(|node| node.text(defects)).map(str::to_owned),
        prefix: fields.optional("prefix").and_then(|node| node.flag(defects)).unwrap_or_default(),
    };
    basis(fields, defects);
    Some((mark, entry))
}

/// The bulk tables that come with the program.
fn bulk_tables() -> super::Tables {
    let table = |name| pack::table(name).unwrap_or_default();
    super::Tables::read(table("stations.tsv"), table("routing-indicators.tsv"), table("tags.tsv"))
}

/// A list of texts that may be missing.
fn texts(fields: &mut Fields<'_>, name: &'static str, defects: &mut Defects) -> Vec<String> {
    fields.optional(name).map(|node| node.texts(defects)).unwrap_or_default()
}

/// Every entry says where it comes from; the program does not use it, readers do.
fn basis(fields: &mut Fields<'_>, defects: &mut Defects) {
    if let Some(basis) = fields.required("basis", defects) {
        basis.texts(defects);
    }
}

/// For each level the set of all levels below it: the transitive closure of `above`.
fn below(levels: &[(Node<'_>, LevelEntry)], defects: &mut Defects) -> Vec<u64> {
    if let Some((node, _)) = levels.get(64) {
        defects.at(node, "a register holds at most 64 levels");
        return Vec::new();
    }
    let mut below: Vec<u64> = levels.iter().map(|entry| directly_below(entry, levels, defects)).collect();
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

fn directly_below(
    entry: &(Node<'_>, LevelEntry),
    levels: &[(Node<'_>, LevelEntry)],
    defects: &mut Defects,
) -> u64 {
    let (node, entry) = entry;
    let mut set = 0;
    for symbol in &entry.above {
        if let Some(index) = levels.iter().position(|(_, other)| other.symbol == *symbol) {
            set |= 1 << index;
        } else {
            let help = nearest(symbol, levels.iter().map(|(_, other)| other.symbol.as_str()));
            defects.advise(node, format!("`above` names `{symbol}`, which is no level"), help);
        }
    }
    set
}

fn bits(set: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |index| set & (1 << index) != 0)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::*;

    fn load(source: &str) -> (Register, Vec<String>) {
        let mut defects = Defects::default();
        let file = Yaml::parse("a.yaml", source, &mut defects);
        let sections: Vec<_> = file.iter().map(Yaml::root).collect();
        let register = Register::load(&sections, &mut defects);
        (register, defects.into_sorted().iter().map(|defect| format!("{defect:?}")).collect())
    }

    #[test]
    fn the_built_in_register_has_no_defects() {
        let mut defects = Defects::default();
        for (name, content) in pack::files(pack::REGISTER).into_iter().flatten() {
            Yaml::parse(&name, content, &mut defects);
        }
        assert_eq!(format!("{:?}", defects.into_sorted()), "[]");
        let register = Register::builtin();
        assert_eq!(register.levels.len(), 6);
        assert_eq!(register.orders.first().map(|order| order.number.as_str()), Some("10290"));
    }

    #[test]
    fn levels_are_a_partial_order() {
        let register = Register::builtin();
        let compare = |left, right| register.compare(register.level(left)?, register.level(right)?);
        assert_eq!(compare("TS", "U"), Some(Ordering::Greater));
        assert_eq!(compare("LOU", "S"), Some(Ordering::Less));
        assert_eq!(compare("LOU", "R"), None);
    }

    #[test]
    fn a_circle_of_levels_is_a_defect() {
        let entry = |symbol, above| format!("- {{symbol: {symbol}, name: x, basis: [], above: [{above}]}}");
        let (_, defects) = load(&format!("levels:\n{}\n{}\n", entry("A", "B"), entry("B", "A")));
        let expected = ["a.yaml:2:12: level `A` is above itself", "a.yaml:3:12: level `B` is above itself"];
        assert_eq!(defects, expected);
    }
}
