//! Reading one rule.

use super::any_kind;
use super::compile::Conditions;
use super::condition::Filter;
use super::key;
use super::path::{unknown_attribute, unknown_to_all};
use super::template::Template;
use super::values::{document_kinds, in_force, kind, needs, severity};
use super::{Check, Compiled, InForce, RelatedTo, Rule};
use crate::document::DocumentKind;
use crate::fact::Kind;
use crate::procedure::{Arguments, PROCEDURES, Procedure};
use crate::register::Register;
use crate::yaml::{Defects, Fields, Node, nearest};

/// What one rule is read with.
pub(super) struct Entry<'r> {
    pub(super) register: &'r Register,
    pub(super) id: &'r str,
    /// The kinds of documents that its file is about.
    pub(super) documents: &'r [DocumentKind],
    /// The kinds of facts of which one must stand for the rules of its file to apply.
    pub(super) shown_by: &'r [Kind],
    /// The days on which its file says that its rules apply.
    pub(super) in_force: Option<InForce>,
}

impl Entry<'_> {
    pub(super) fn rule(&self, mut fields: Fields<'_>, defects: &mut Defects) -> Option<Rule> {
        self.name(&mut fields, defects);
        let file = fields.node().file().to_owned();
        let summary = summary(&mut fields, defects);
        let severity = fields.required("severity", defects).and_then(|node| severity(&node, defects));
        let basis = fields.required("basis", defects).map(|node| basis(&node, defects)).unwrap_or_default();
        let documents = fields.optional("documents").map(|node| document_kinds(&node, defects));
        let in_force = fields.optional("in-force").and_then(|node| in_force(&node, defects));
        let needs = fields.optional("needs").map(|node| needs(&node, defects)).unwrap_or_default();
        let explain = words(&mut fields, "explain", defects);
        let examples = self.examples(&mut fields, defects);
        let kind = fields.required("for", defects).and_then(|node| kind(&node, defects));
        let (message, help) = (words(&mut fields, "message", defects), words(&mut fields, "help", defects));
        let compiled = self.compiled(&mut fields, kind, defects);
        fields.finish(defects);
        let id = self.id.to_owned();
        Some(Rule {
            id,
            summary,
            severity,
            basis,
            in_force: in_force.or(self.in_force),
            documents: documents.unwrap_or_else(|| self.documents.to_vec()),
            shown_by: self.shown_by.to_vec(),
            kind: kind?,
            needs,
            message,
            help,
            explain,
            examples,
            file,
            compiled: compiled?,
        })
    }

    /// Ids stand in baselines, suppressions and URLs.
    fn name(&self, fields: &mut Fields<'_>, defects: &mut Defects) {
        let kebab = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        let well_formed = self.id.starts_with(|first: char| first.is_ascii_lowercase())
            && self.id.chars().all(kebab)
            && !self.id.contains("--")
            && !self.id.ends_with('-');
        let id = fields.optional("id").filter(|node| node.as_text().is_some());
        if let (Some(node), false) = (id, well_formed) {
            let help = "small letters, digits and single hyphens: `portion-above-banner`".to_owned();
            defects.advise(&node, "this is no rule id", help);
        }
    }

    /// What the rule does. Where nobody knows what it looks at, told is what is wrong in any case.
    fn compiled(
        &self,
        fields: &mut Fields<'_>,
        kind: Option<Kind>,
        defects: &mut Defects,
    ) -> Option<Compiled> {
        let procedure = fields.optional("procedure").and_then(|node| named_procedure(&node));
        let kind = kind.or_else(|| procedure.map(|procedure| procedure.kind));
        let conditions = Conditions { register: self.register, own: kind };
        let when = fields.optional("when").map(|node| conditions.condition(&node, defects));
        let check = check(fields, conditions, defects);
        // What a procedure offers that is unknown, or not named, nobody knows: its placeholders are not judged.
        let has = |name| fields.key(name).is_some();
        let is_judged = procedure.is_some() || (has("require") || has("forbid")) && !has("procedure");
        let offered = procedure.map_or(&[] as &[_], |procedure| procedure.values);
        let mut template = |name| {
            let node = fields.optional(name).filter(|_| is_judged)?;
            any_kind::read(kind, defects, |kind, defects| Some(Template::read(&node, kind, offered, defects)))
        };
        let (message, help) = (template("message").unwrap_or_default(), template("help").unwrap_or_default());
        let at = fields.optional("at").and_then(|node| at(&node, kind, defects));
        let related = fields.optional("related").and_then(|node| {
            any_kind::read(kind, defects, |kind, defects| Some(related(&node, kind, procedure, defects)))
        });
        let when = match when {
            Some(condition) => Some(condition?),
            None => None,
        };
        let (when, related) = (Filter::new(when), related.unwrap_or_default());
        Some(Compiled { when, check: check?, at, message, help, related })
    }
}

fn check(fields: &mut Fields<'_>, conditions: Conditions<'_>, defects: &mut Defects) -> Option<Check> {
    let require = fields.optional("require");
    let forbid = fields.optional("forbid");
    let procedure = fields.optional("procedure");
    match (require, forbid, procedure) {
        (Some(node), None, None) => conditions.condition(&node, defects).map(Check::Require),
        (None, Some(node), None) => conditions.condition(&node, defects).map(Check::Forbid),
        (None, None, Some(node)) => call(&node, conditions.own, defects),
        (require, forbid, procedure) => {
            if fields.is_whole() {
                let message = "a rule needs exactly one of `require`, `forbid` and `procedure`";
                defects.at(&one_too_many(fields), message);
            }
            for node in [require, forbid].into_iter().flatten() {
                conditions.condition(&node, defects);
            }
            procedure.and_then(|node| call(&node, conditions.own, defects));
            None
        }
    }
}

/// Where to say that a rule has not one check: where an override brought another, since no built-in rule has a defect.
fn one_too_many<'a>(fields: &Fields<'a>) -> Node<'a> {
    let mut keys = ["require", "forbid", "procedure"].into_iter().filter_map(|name| fields.key(name));
    let brought = keys.find(|key| fields.node().is_built_in() && !key.is_built_in());
    brought.unwrap_or(fields.node()).clone()
}

/// The procedure that a `procedure` names, if there is one of that name.
fn named_procedure(node: &Node<'_>) -> Option<&'static Procedure> {
    Procedure::named(node.entry("name")?.as_text()?)
}

fn call(node: &Node<'_>, own: Option<Kind>, defects: &mut Defects) -> Option<Check> {
    let mut fields = node.fields(defects);
    let name = fields.required("name", defects);
    let with = fields.optional("with");
    fields.finish(defects);
    let name = name?;
    let text = name.text(defects)?;
    let Some(procedure) = Procedure::named(text) else {
        let names: Vec<_> = PROCEDURES.iter().map(|procedure| procedure.name).collect();
        let help = nearest(text, names.iter().copied())
            .unwrap_or_else(|| format!("procedures: {}", names.join(", ")));
        defects.advise(&name, format!("unknown procedure `{text}`"), help);
        return None;
    };
    if let Some(own) = own.filter(|own| *own != procedure.kind) {
        let message =
            format!("`{text}` looks at {}, not at {}", procedure.kind.with_article(), own.with_article());
        defects.advise(&name, message, format!("write `for: {}`", procedure.kind.name()));
    }
    Some(Check::Procedure(procedure, Arguments::read(procedure, with.as_ref(), node, defects)))
}

fn words(fields: &mut Fields<'_>, name: &'static str, defects: &mut Defects) -> String {
    let Some(node) = fields.required(name, defects) else { return String::new() };
    let text = node.text(defects).unwrap_or_default().trim();
    if text.is_empty() && node.as_text().is_some() {
        defects.at(&node, format!("`{name}` is empty"));
    }
    text.to_owned()
}

/// What a rule follows from: a list that says nothing is no better than none.
fn basis(node: &Node<'_>, defects: &mut Defects) -> Vec<String> {
    let help = || key::meaning("basis").map(|meaning| format!("`basis`: {meaning}"));
    let items = node.items(defects);
    if items.is_empty() && node.is_list() {
        defects.advise(node, "`basis` is empty", help());
    }
    for item in items.iter().filter(|item| item.as_text().is_some_and(|text| text.trim().is_empty())) {
        defects.advise(item, "this says no basis", help());
    }
    items.iter().filter_map(|item| item.text(defects)).map(str::to_owned).collect()
}

fn summary(fields: &mut Fields<'_>, defects: &mut Defects) -> String {
    let text = words(fields, "summary", defects);
    if let (Some(node), true) = (fields.optional("summary"), text.ends_with('.') || text.contains('\n')) {
        defects.at(&node, "a summary is one line without a full stop");
    }
    text
}

fn at(node: &Node<'_>, kind: Option<Kind>, defects: &mut Defects) -> Option<usize> {
    let name = node.text(defects)?;
    let Some(kind) = kind else {
        let is_known = Kind::ALL.iter().any(|kind| kind.attribute(name).is_some());
        (!is_known).then(|| unknown_to_all(name).report(node, defects));
        return None;
    };
    let Some((row, info)) = kind.attribute(name) else {
        unknown_attribute(kind, name).report(node, defects);
        return None;
    };
    if !info.placed {
        let attributes = kind.attributes();
        let placed: Vec<_> = attributes.iter().filter(|info| info.placed).map(|info| info.name).collect();
        let message = format!("`{name}` has no place of its own to underline");
        defects.advise(node, message, format!("attributes with a place: {}", placed.join(", ")));
    }
    Some(row)
}

fn related(
    node: &Node<'_>,
    kind: Kind,
    procedure: Option<&Procedure>,
    defects: &mut Defects,
) -> Vec<(RelatedTo, String)> {
    let places = procedure.map_or(&[] as &[_], |procedure| procedure.places);
    let mut related = Vec::new();
    for (key, value) in node.entries(defects) {
        let (Some(name), Some(label)) = (key.text(defects), value.text(defects)) else { continue };
        let place = places.iter().find(|place| **place == name).map(|place| RelatedTo::Place(place));
        let own = || kind.attribute(name).filter(|(_, info)| info.placed);
        let own = || own().map(|(row, _)| RelatedTo::Attribute(row));
        let to = place.or_else(|| Kind::named(name).map(RelatedTo::Kind)).or_else(own);
        if to.is_none() {
            let kinds = Kind::ALL.iter().map(|kind| kind.name());
            let help = nearest(name, kinds.chain(places.iter().copied()));
            let offered = || format!("the procedure offers: {}", places.join(", "));
            let help = help.or_else(|| (!places.is_empty()).then(offered));
            defects.advise(&key, format!("`{name}` is no kind of fact and no place"), help);
        }
        related.extend(to.map(|to| (to, label.to_owned())));
    }
    related
}
