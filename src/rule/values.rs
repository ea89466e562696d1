//! Reading the smaller values of a rule: closed lists of words, intervals, kinds.

use super::path::unknown_kind;
use super::{DateOf, InForce, Need};
use crate::document::{DocumentKind, Part};
use crate::fact::Kind;
use crate::finding::Severity;
use crate::text::Encoding;
use crate::yaml::{Defects, Node, nearest};

/// How much a finding matters; `None` is off, and what is no severity at all.
pub(super) fn severity(node: &Node<'_>, defects: &mut Defects) -> Option<Severity> {
    let words = ["error", "warning", "note", "off"];
    // Tools of YAML 1.1 write `off` back as a flag.
    if node.as_flag() == Some(false) {
        return None;
    }
    match node.text(defects)? {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "note" => Some(Severity::Note),
        "off" => None,
        other => {
            let help = nearest(other, words).unwrap_or_else(|| format!("severities: {}", words.join(", ")));
            defects.advise(node, format!("unknown severity `{other}`"), help);
            None
        }
    }
}

pub(super) fn in_force(node: &Node<'_>, defects: &mut Defects) -> Option<InForce> {
    let mut fields = node.fields(defects);
    let from = fields.optional("from").map(|from| from.date(defects));
    let until = fields.optional("until").map(|until| until.date(defects));
    let by = fields.optional("by").map_or(Some(DateOf::Document), |by| date_of(&by, defects));
    let undated = fields.optional("undated").and_then(|undated| undated.flag(defects)).unwrap_or_default();
    fields.finish(defects);
    match (from, until) {
        (None, None) if node.is_map() => defects.at(node, "this interval has neither `from` nor `until`"),
        (Some(Some(from)), Some(Some(until))) if from >= until => {
            let help = "`from` is the first day, `until` the first day after".to_owned();
            defects.advise(node, format!("the interval from {from} until {until} is empty"), help);
        }
        _ => {}
    }
    Some(InForce { from: from.flatten(), until: until.flatten(), by: by?, undated })
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

pub(super) fn needs(node: &Node<'_>, defects: &mut Defects) -> Vec<Need> {
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

pub(super) fn kind(node: &Node<'_>, defects: &mut Defects) -> Option<Kind> {
    let name = node.text(defects)?;
    let kind = Kind::named(name);
    if kind.is_none() {
        unknown_kind(name).report(node, defects);
    }
    kind
}

/// A list of kinds of documents.
pub(super) fn document_kinds(node: &Node<'_>, defects: &mut Defects) -> Vec<DocumentKind> {
    let items = node.items(defects);
    items.iter().filter_map(|item| document_kind(item, defects)).collect()
}

pub(super) fn document_kind(node: &Node<'_>, defects: &mut Defects) -> Option<DocumentKind> {
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

pub(super) fn encoding(node: &Node<'_>, defects: &mut Defects) -> Option<Encoding> {
    let encodings = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];
    let name = node.text(defects)?;
    let encoding = encodings.into_iter().find(|encoding| encoding.name() == name);
    if encoding.is_none() {
        let names: Vec<_> = encodings.iter().map(|encoding| encoding.name()).collect();
        defects.advise(node, format!("unknown encoding `{name}`"), names.join(", "));
    }
    encoding
}
