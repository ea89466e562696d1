//! Reading the examples of a rule.

use std::sync::OnceLock;

use super::entry::Entry;
use super::operator::level;
use super::values::{document_kind, encoding};
use super::{Example, Examples, Rule};
use crate::pack;
use crate::register::Register;
use crate::text::Encoding;
use crate::yaml::{Defects, Fields, Node, Yaml};

/// The examples of a built-in rule. Tests read the built-in files as if a user had written them, so that no example
/// has a defect.
pub(super) fn built_in(rule: &Rule, register: &Register) -> Vec<Example> {
    let mut defects = Defects::default();
    let values = pack::examples(&rule.file);
    let file = values.and_then(|values| Yaml::built_in(&rule.file, "", Some(values), &mut defects));
    let examples = file.as_ref().and_then(|file| file.root().entry(&rule.id));
    let items = examples.map(|examples| examples.items(&mut defects)).unwrap_or_default();
    items.iter().filter_map(|item| example(item, register, &mut defects)).collect()
}

impl Entry<'_> {
    pub(super) fn examples(&self, fields: &mut Fields<'_>, defects: &mut Defects) -> Examples {
        let node = fields.optional("examples");
        if node.is_none() && fields.node().is_built_in() {
            return Examples::BuiltIn(OnceLock::new());
        }
        let Some(node) = fields.required("examples", defects) else { return Examples::Read(Vec::new()) };
        let items = node.items(defects);
        let examples: Vec<_> =
            items.iter().filter_map(|item| example(item, self.register, defects)).collect();
        let (flagged, clean): (Vec<_>, Vec<_>) = examples.iter().partition(|one| one.flagged.is_some());
        let missing = match (flagged.is_empty(), clean.is_empty()) {
            _ if examples.len() < items.len() || !node.is_list() => None,
            (false, false) => None,
            (true, _) => Some("an example that is `flagged`"),
            (false, true) => Some("an example that is `clean: true`"),
        };
        if let Some(missing) = missing {
            let rule =
                if self.id.is_empty() { "this rule".to_owned() } else { format!("rule `{}`", self.id) };
            defects.at(&node, format!("{rule} lacks {missing}"));
        }
        Examples::Read(examples)
    }
}

fn example(node: &Node<'_>, register: &Register, defects: &mut Defects) -> Option<Example> {
    let mut fields = node.fields(defects);
    let kind = fields.required("kind", defects).and_then(|kind| document_kind(&kind, defects));
    let text = fields.required("text", defects).and_then(|text| text.text(defects));
    let date = fields.optional("date").and_then(|date| date.date(defects));
    let ceiling = fields.optional("ceiling").and_then(|ceiling| level(&ceiling, register, defects));
    let encoding = fields.optional("encoding").map_or(Some(Encoding::Utf8), |node| encoding(&node, defects));
    let original = fields.optional("original").and_then(|original| original.text(defects));
    let original = original.map(str::to_owned);
    let used = fields.optional("used").and_then(|used| used.flag(defects)).unwrap_or_default();
    let file = fields.optional("file").and_then(|file| file.text(defects)).map(str::to_owned);
    let beside = fields.optional("beside").and_then(|beside| beside.text(defects)).map(str::to_owned);
    let flagged = expected(&mut fields, text, defects);
    fields.finish(defects);
    let flagged = match flagged? {
        Expectation::Flagged(text) => Some(text),
        Expectation::Clean => None,
    };
    let text = text?.to_owned();
    let (kind, encoding) = (kind?, encoding?);
    Some(Example { kind, text, flagged, date, ceiling, encoding, original, used, file, beside })
}

/// What an example expects.
enum Expectation {
    Flagged(String),
    Clean,
}

/// What an example expects; nothing where it does not say.
fn expected(fields: &mut Fields<'_>, text: Option<&str>, defects: &mut Defects) -> Option<Expectation> {
    let flagged = fields.optional("flagged");
    let clean = fields.optional("clean");
    match (flagged, clean) {
        (Some(flagged), None) => {
            let expected = flagged.text(defects)?;
            if text.is_some_and(|text| !text.contains(expected)) {
                defects.at(&flagged, "the example's text does not hold these characters");
            }
            Some(Expectation::Flagged(expected.to_owned()))
        }
        (None, Some(clean)) => {
            if clean.flag(defects) == Some(false) {
                defects.advise(
                    &clean,
                    "an example is clean, or it is flagged",
                    "write `flagged: TEXT`".to_owned(),
                );
            }
            Some(Expectation::Clean)
        }
        _ => {
            if fields.is_whole() {
                defects.at(fields.node(), "an example needs exactly one of `flagged` and `clean`");
            }
            None
        }
    }
}
