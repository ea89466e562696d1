//! Loading: from files to a compiled, proved rule set, with all defects in one run.

use std::collections::BTreeMap;

use super::gather::Gathered;
use super::operator::{Reader, level};
use super::path::{unknown_attribute, unknown_kind};
use super::template::Template;
use super::{Check, Compiled, DateOf, Example, InForce, Need, Read, RelatedTo, Rule, RuleSet, Source};
use crate::document::{DocumentKind, Part};
use crate::fact::Kind;
use crate::finding::Severity;
use crate::procedure::{Arguments, PROCEDURES, Procedure};
use crate::register::Register;
use crate::text::Encoding;
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
        requests.iter().for_each(|request| gathered.request(request, &mut defects));
        gathered.complete(&mut defects);
        let sections = Sections::read(&gathered.files, &mut defects);
        let register = Register::load(&sections.registers, &mut defects);
        let rules = sections.rules(&mut defects);
        let rules: Vec<_> = rules
            .into_iter()
            .filter_map(|(id, fields)| Rules { register: &register, id }.rule(fields, &mut defects))
            .collect();
        if !defects.is_empty() {
            return Err(defects.into_sorted());
        }
        let index = rules.iter().enumerate().map(|(index, rule)| (rule.id.clone(), index)).collect();
        Ok(Self { rules, register, index })
    }
}

/// The sections of all files.
#[derive(Default)]
struct Sections<'a> {
    registers: Vec<Node<'a>>,
    rules: Vec<Node<'a>>,
    overrides: Vec<(Node<'a>, Node<'a>)>,
}

impl<'a> Sections<'a> {
    fn read(files: &'a [Yaml], defects: &mut Defects) -> Self {
        let mut sections = Self::default();
        for file in files {
            let mut fields = file.root().fields(defects);
            fields.optional("extends");
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

    /// The rules by id, in order, with the overrides in their places.
    fn rules(&self, defects: &mut Defects) -> Vec<(&'a str, Fields<'a>)> {
        let mut rules: Vec<(&str, Fields<'_>)> = Vec::new();
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        for node in &self.rules {
            let mut fields = node.fields(defects);
            let Some(id) = fields.required("id", defects) else { continue };
            let Some(text) = id.text(defects) else { continue };
            if let Some(first) = index.get(text).and_then(|index| rules.get(*index)) {
                let help =
                    format!("it stands in {} already; `override` changes a rule", first.1.node().file());
                defects.advise(&id, format!("there are two rules `{text}`"), help);
                continue;
            }
            index.insert(text, rules.len());
            rules.push((text, fields));
        }
        for (key, changes) in &self.overrides {
            let Some(id) = key.text(defects) else { continue };
            match index.get(id).and_then(|index| rules.get_mut(*index)) {
                Some((_, fields)) => fields.replace(changed(changes, defects)),
                None => {
                    defects.advise(key, format!("unknown rule `{id}`"), nearest(id, index.keys().copied()))
                }
            }
        }
        rules
    }
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

/// What one rule is read with.
struct Rules<'r> {
    register: &'r Register,
    id: &'r str,
}

impl Rules<'_> {
    fn rule(&self, mut fields: Fields<'_>, defects: &mut Defects) -> Option<Rule> {
        self.name(&mut fields, defects);
        let file = fields.node().file().to_owned();
        let summary = summary(&mut fields, defects);
        let severity = fields.required("severity", defects).and_then(|node| severity(&node, defects));
        let basis = fields.required("basis", defects).map(|node| node.texts(defects)).unwrap_or_default();
        let in_force = fields.optional("in-force").and_then(|node| in_force(&node, defects));
        let needs = fields.optional("needs").map(|node| needs(&node, defects)).unwrap_or_default();
        let explain = words(&mut fields, "explain", defects);
        let examples = self.examples(&mut fields, defects);
        let kind = fields.required("for", defects).and_then(|node| kind(&node, defects));
        let Some(kind) = kind else {
            // Without its kind nothing about its conditions can be told, but they are no unknown keys.
            for key in ["when", "require", "forbid", "procedure", "at", "message", "help", "related"] {
                fields.optional(key);
            }
            fields.finish(defects);
            return None;
        };
        let (message, help) = (words(&mut fields, "message", defects), words(&mut fields, "help", defects));
        let compiled = self.compiled(&mut fields, kind, defects);
        fields.finish(defects);
        let id = self.id.to_owned();
        Some(Rule {
            id,
            summary,
            severity: severity?,
            basis,
            in_force,
            kind,
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
        if let (Some(node), false) = (fields.optional("id"), well_formed) {
            let help = "small letters, digits and single hyphens: `portion-above-banner`".to_owned();
            defects.advise(&node, "this is no rule id", help);
        }
    }

    fn compiled(&self, fields: &mut Fields<'_>, kind: Kind, defects: &mut Defects) -> Option<Compiled> {
        let reader = Reader { register: self.register, own: kind };
        let when = fields.optional("when").map(|node| reader.condition(&node, defects));
        let check = check(fields, reader, defects);
        let procedure = match &check {
            Some(Check::Procedure(procedure, _)) => Some(*procedure),
            _ => None,
        };
        let offered = procedure.map_or(&[] as &[_], |procedure| procedure.values);
        let mut template = |name| {
            let node = fields.optional(name);
            // A procedure that is unknown offers nobody knows what: its placeholders are not judged.
            let judged = node.filter(|_| check.is_some());
            judged.map(|node| Template::read(&node, kind, offered, defects)).unwrap_or_default()
        };
        let (message, help) = (template("message"), template("help"));
        let at = fields.optional("at").and_then(|node| at(&node, kind, defects));
        let related =
            fields.optional("related").map(|node| related(&node, procedure, defects)).unwrap_or_default();
        let when = match when {
            Some(condition) => Some(condition?),
            None => None,
        };
        Some(Compiled { when, check: check?, at, message, help, related })
    }

    fn examples(&self, fields: &mut Fields<'_>, defects: &mut Defects) -> Vec<Example> {
        let Some(node) = fields.required("examples", defects) else { return Vec::new() };
        let items = node.items(defects);
        let examples: Vec<_> = items.iter().filter_map(|item| self.example(item, defects)).collect();
        if examples.len() == items.len() {
            let missing = match (
                examples.iter().any(|one| one.flagged.is_some()),
                examples.iter().any(|one| one.flagged.is_none()),
            ) {
                (true, true) => return examples,
                (false, _) => "an example that is `flagged`",
                (true, false) => "an example that is `clean: true`",
            };
            defects.at(&node, format!("rule `{}` lacks {missing}", self.id));
        }
        examples
    }

    fn example(&self, node: &Node<'_>, defects: &mut Defects) -> Option<Example> {
        let mut fields = node.fields(defects);
        let kind = fields.required("kind", defects).and_then(|kind| document_kind(&kind, defects));
        let text = fields.required("text", defects).and_then(|text| text.text(defects));
        let date = fields.optional("date").and_then(|date| date.date(defects));
        let ceiling = fields.optional("ceiling").and_then(|ceiling| level(&ceiling, self.register, defects));
        let encoding =
            fields.optional("encoding").map_or(Some(Encoding::Utf8), |node| encoding(&node, defects));
        let flagged = expected(&mut fields, text, defects);
        fields.finish(defects);
        let (text, flagged) = (text?.to_owned(), flagged?);
        Some(Example { kind: kind?, text, flagged, date, ceiling, encoding: encoding? })
    }
}

/// What an example expects: the text that is underlined, or nothing.
fn expected(fields: &mut Fields<'_>, text: Option<&str>, defects: &mut Defects) -> Option<Option<String>> {
    let flagged = fields.optional("flagged");
    let clean = fields.optional("clean");
    match (flagged, clean) {
        (Some(flagged), None) => {
            let expected = flagged.text(defects)?;
            if text.is_some_and(|text| !text.contains(expected)) {
                defects.at(&flagged, "the example's text does not hold these characters");
            }
            Some(Some(expected.to_owned()))
        }
        (None, Some(clean)) => {
            if clean.flag(defects) == Some(false) {
                defects.advise(
                    &clean,
                    "an example is clean, or it is flagged",
                    "write `flagged: TEXT`".to_owned(),
                );
            }
            Some(None)
        }
        _ => {
            defects.at(fields.node(), "an example needs exactly one of `flagged` and `clean`");
            None
        }
    }
}

fn check(fields: &mut Fields<'_>, reader: Reader<'_>, defects: &mut Defects) -> Option<Check> {
    let require = fields.optional("require");
    let forbid = fields.optional("forbid");
    let procedure = fields.optional("procedure");
    match (require, forbid, procedure) {
        (Some(node), None, None) => reader.condition(&node, defects).map(Check::Require),
        (None, Some(node), None) => reader.condition(&node, defects).map(Check::Forbid),
        (None, None, Some(node)) => call(&node, reader.own, defects),
        _ => {
            defects.at(fields.node(), "a rule needs exactly one of `require`, `forbid` and `procedure`");
            None
        }
    }
}

fn call(node: &Node<'_>, own: Kind, defects: &mut Defects) -> Option<Check> {
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
    if procedure.kind != own {
        let message = format!("`{text}` looks at a {}, not at a {}", procedure.kind.name(), own.name());
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

fn summary(fields: &mut Fields<'_>, defects: &mut Defects) -> String {
    let text = words(fields, "summary", defects);
    if let (Some(node), true) = (fields.optional("summary"), text.ends_with('.') || text.contains('\n')) {
        defects.at(&node, "a summary is one line without a full stop");
    }
    text
}

fn severity(node: &Node<'_>, defects: &mut Defects) -> Option<Option<Severity>> {
    let words = ["error", "warning", "note", "off"];
    match node.text(defects)? {
        "error" => Some(Some(Severity::Error)),
        "warning" => Some(Some(Severity::Warning)),
        "note" => Some(Some(Severity::Note)),
        "off" => Some(None),
        other => {
            let help = nearest(other, words).unwrap_or_else(|| format!("severities: {}", words.join(", ")));
            defects.advise(node, format!("unknown severity `{other}`"), help);
            None
        }
    }
}

fn in_force(node: &Node<'_>, defects: &mut Defects) -> Option<InForce> {
    let mut fields = node.fields(defects);
    let from = fields.optional("from").map(|from| from.date(defects));
    let until = fields.optional("until").map(|until| until.date(defects));
    let by = fields.optional("by").map_or(Some(DateOf::Document), |by| date_of(&by, defects));
    fields.finish(defects);
    match (from, until) {
        (None, None) if node.is_map() => defects.at(node, "this interval has neither `from` nor `until`"),
        (Some(Some(from)), Some(Some(until))) if from >= until => {
            let help = "`from` is the first day, `until` the first day after".to_owned();
            defects.advise(node, format!("the interval from {from} until {until} is empty"), help);
        }
        _ => {}
    }
    Some(InForce { from: from.flatten(), until: until.flatten(), by: by? })
}

fn date_of(node: &Node<'_>, defects: &mut Defects) -> Option<DateOf> {
    match node.text(defects)? {
        "document" => Some(DateOf::Document),
        "release" => Some(DateOf::Release),
        other => {
            defects.advise(node, format!("unknown date `{other}`"), "`document` or `release`".to_owned());
            None
        }
    }
}

fn needs(node: &Node<'_>, defects: &mut Defects) -> Vec<Need> {
    let items = node.items(defects);
    let need = |item: &Node<'_>| {
        let name = item.text(defects)?;
        let part = Part::ALL.iter().find(|part| part.name() == name);
        let found = match (name, part) {
            ("date", _) => Some(Need::Date),
            (_, Some(part)) => Some(Need::Part(*part)),
            _ => Kind::named(name).map(Need::Kind),
        };
        if found.is_none() {
            let parts = Part::ALL.iter().map(|part| part.name());
            let kinds = Kind::ALL.iter().map(|kind| kind.name());
            let help = nearest(name, parts.chain(kinds).chain(["date"]));
            let message = format!("`{name}` is neither a part nor a kind of fact nor `date`");
            defects.advise(item, message, help.unwrap_or_else(parts_help));
        }
        found
    };
    items.iter().filter_map(need).collect()
}

fn parts_help() -> String {
    let parts: Vec<_> = Part::ALL.iter().map(|part| part.name()).collect();
    format!("parts: {}", parts.join(", "))
}

fn kind(node: &Node<'_>, defects: &mut Defects) -> Option<Kind> {
    let name = node.text(defects)?;
    let kind = Kind::named(name);
    if kind.is_none() {
        unknown_kind(name).report(node, defects);
    }
    kind
}

fn at(node: &Node<'_>, kind: Kind, defects: &mut Defects) -> Option<usize> {
    let name = node.text(defects)?;
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
    procedure: Option<&Procedure>,
    defects: &mut Defects,
) -> Vec<(RelatedTo, String)> {
    let places = procedure.map_or(&[] as &[_], |procedure| procedure.places);
    let mut related = Vec::new();
    for (key, value) in node.entries(defects) {
        let (Some(name), Some(label)) = (key.text(defects), value.text(defects)) else { continue };
        let place = places.iter().find(|place| **place == name).map(|place| RelatedTo::Place(place));
        match place.or_else(|| Kind::named(name).map(RelatedTo::Kind)) {
            Some(to) => related.push((to, label.to_owned())),
            None => {
                let kinds = Kind::ALL.iter().map(|kind| kind.name());
                let help = nearest(name, kinds.chain(places.iter().copied()));
                let offered = || format!("the procedure offers: {}", places.join(", "));
                let help = help.or_else(|| (!places.is_empty()).then(offered));
                defects.advise(&key, format!("`{name}` is no kind of fact and no place"), help);
            }
        }
    }
    related
}

fn document_kind(node: &Node<'_>, defects: &mut Defects) -> Option<DocumentKind> {
    match node.text(defects)? {
        "cable" => Some(DocumentKind::Cable),
        "memo" => Some(DocumentKind::Memo),
        "none" => Some(DocumentKind::None),
        other => {
            defects.advise(
                node,
                format!("unknown kind of document `{other}`"),
                "`cable`, `memo` or `none`".to_owned(),
            );
            None
        }
    }
}

fn encoding(node: &Node<'_>, defects: &mut Defects) -> Option<Encoding> {
    let encodings = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];
    let name = node.text(defects)?;
    let encoding = encodings.into_iter().find(|encoding| encoding.name() == name);
    if encoding.is_none() {
        let names: Vec<_> = encodings.iter().map(|encoding| encoding.name()).collect();
        defects.advise(node, format!("unknown encoding `{name}`"), names.join(", "));
    }
    encoding
}
