//! Loading: from files to a compiled, proved rule set, with all defects in one run.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::gather::Gathered;
use super::key;
use super::values::{document_kinds, in_force, kind};
use super::{InForce, Read, RuleSet, Source, shared};
use crate::document::DocumentKind;
use crate::fact::Kind;
use crate::register::Register;
use crate::yaml::{Defect, Defects, Fields, Node, Yaml, nearest};

/// The keys of a rule that may not be overridden.
const FIXED: &[&str] = &["id", "for"];

impl RuleSet {
    /// Loads packs and files, in order, with everything that they extend.
    ///
    /// # Errors
    /// Every defect of every file, in order of file and place.
    pub fn load(requests: &[Source], read: Read<'_>) -> Result<Self, Vec<Defect>> {
        let mut defects = Defects::default();
        let mut gathered = Gathered::new(read);
        for request in requests {
            gathered.request(request, &mut defects);
        }
        gathered.complete(&mut defects);
        let sections = Sections::read(&gathered.files, &mut defects);
        let register = Register::load(&sections.registers, &mut defects);
        let rules = sections.rules(&mut defects);
        let mut rules: Vec<_> = rules
            .into_iter()
            .filter_map(|found| {
                let file = found.fields.node().file();
                let documents = sections.documents.get(file).map_or(&[] as &[_], Vec::as_slice);
                let in_force = sections.in_force.get(file).copied();
                let shown_by = sections.shown_by.get(file).map_or(&[] as &[_], Vec::as_slice);
                Entry { register: &register, id: found.id, documents, shown_by, in_force }
                    .rule(found.fields, &mut defects)
            })
            .collect();
        if !defects.is_empty() {
            return Err(gathered.told(defects.into_sorted()));
        }
        let index = rules.iter().enumerate().map(|(index, rule)| (rule.id.clone(), index)).collect();
        let questions = shared::number(&mut rules);
        Ok(Self { rules, register, index, questions, digest: digest(&gathered.files) })
    }

    /// A hash over everything that was loaded, in order. What is built in is part of the program, and only named.
    pub const fn digest(&self) -> &[u8; 32] {
        &self.digest
    }
}

/// A hash over files, their names and what they hold.
fn digest(files: &[Yaml]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        let content = if file.is_built_in() { "" } else { file.source() };
        hasher.update(&[u8::from(file.is_built_in())]);
        for part in [file.name(), content] {
            hasher.update(blake3::hash(part.as_bytes()).as_bytes());
        }
    }
    *hasher.finalize().as_bytes()
}

/// The sections of all files.
#[derive(Default)]
struct Sections<'a> {
    registers: Vec<Node<'a>>,
    rules: Vec<Node<'a>>,
    overrides: Vec<(Node<'a>, Node<'a>)>,
    /// The kinds of documents that a file is about, by its name.
    documents: BTreeMap<&'a str, Vec<DocumentKind>>,
    /// The kinds of facts of which one calls for the rules of a file, by its name.
    shown_by: BTreeMap<&'a str, Vec<Kind>>,
    /// The days on which the rules of a file apply, by its name.
    in_force: BTreeMap<&'a str, InForce>,
}

/// A rule with the overrides in their places; without an id it is empty.
struct Found<'a> {
    id: &'a str,
    fields: Fields<'a>,
}

impl<'a> Sections<'a> {
    fn read(files: &'a [Yaml], defects: &mut Defects) -> Self {
        let mut sections = Self::default();
        for file in files {
            if file.root().is_nothing() {
                let help = "begin it with `rules:` and a list of rules".to_owned();
                defects.advise(&file.root(), "there is nothing in this file", help);
                continue;
            }
            let mut fields = file.root().fields(defects);
            fields.optional("extends");
            if let Some(kinds) = fields.optional("documents") {
                sections.documents.insert(file.root().file(), document_kinds(&kinds, defects));
            }
            if let Some(kinds) = fields.optional("shown-by") {
                let kinds: Vec<Kind> =
                    kinds.items(defects).iter().filter_map(|item| kind(item, defects)).collect();
                sections.shown_by.insert(file.root().file(), kinds);
            }
            let days = fields.optional("in-force").and_then(|days| in_force(&days, defects));
            sections.in_force.extend(days.map(|days| (file.root().file(), days)));
            sections.registers.extend(fields.optional("register"));
            if let Some(rules) = fields.optional("rules") {
                sections.rules.extend(rules.items(defects));
            }
            if let Some(overrides) = fields.optional("override") {
                sections.overrides.extend(overrides.entries(defects));
            }
            fields.finish(defects);
        }
        sections
    }

    /// The rules in order, with the overrides in their places. Those that cannot stand are among them, since whatever
    /// else is wrong with them is told as well: a second one of an id, one without, overrides of what nobody knows.
    fn rules(&self, defects: &mut Defects) -> Vec<Found<'a>> {
        let mut rules: Vec<Found<'a>> = Vec::new();
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        for node in &self.rules {
            let mut fields = node.fields(defects).explained(key::meaning);
            let id = fields.required("id", defects);
            let text = id.as_ref().and_then(|id| id.text(defects));
            let first = text.and_then(|text| index.get(text)).and_then(|index| rules.get(*index));
            if let (Some(first), Some(id), Some(text)) = (first, &id, text) {
                report_second(first.fields.node(), id, text, defects);
            } else {
                index.extend(text.map(|text| (text, rules.len())));
            }
            rules.push(Found { id: text.unwrap_or_default(), fields });
        }
        for (key, changes) in &self.overrides {
            let Some(id) = key.text(defects) else { continue };
            if let Some(found) = index.get(id).and_then(|index| rules.get_mut(*index)) {
                found.fields.replace(changed(changes, defects));
            } else {
                defects.advise(key, format!("unknown rule `{id}`"), nearest(id, index.keys().copied()));
                rules.push(Found { id, fields: changes.fields(defects).partial() });
            }
        }
        rules
    }
}

/// Reports two rules of one id where one can be mended: a built-in one that comes second is not the one too many.
fn report_second(first: &Node<'_>, second: &Node<'_>, id: &str, defects: &mut Defects) {
    let own = first.entry("id").filter(|_| second.is_built_in() && !first.is_built_in());
    let (place, other) = own.as_ref().map_or((second, first), |own| (own, second));
    let help = format!("it stands at {} already; `override` changes a rule", other.place());
    defects.advise(place, format!("there are two rules `{id}`"), help);
}

/// The fields of an override, without those that make a rule what it is.
fn changed<'a>(changes: &Node<'a>, defects: &mut Defects) -> Vec<(Node<'a>, Node<'a>)> {
    let mut entries = changes.entries(defects);
    entries.retain(|(key, _)| {
        let fixed = key.as_text().is_some_and(|name| FIXED.contains(&name));
        if fixed {
            defects.advise(
                key,
                "this cannot be overridden",
                "write a new rule, and switch this one off".to_owned(),
            );
        }
        !fixed
    });
    entries
}
