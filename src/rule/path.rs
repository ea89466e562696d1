//! Paths: which attribute a condition or a placeholder means, resolved once, when the rule is loaded.

use crate::fact::{Kind, Type};
use crate::yaml::{Defects, Node, nearest};

/// An attribute of one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Path {
    /// Of the fact that the condition is about: its kind, and the row.
    Own(Kind, usize),
    /// Of the document, which is always there.
    Document(usize),
    /// Of the first fact of a kind.
    First(Kind, usize),
}

/// What a word in a rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// An attribute of one fact, and its type.
    One(Path, Type),
    /// An attribute of all facts of a kind, and the type of one.
    Every(Kind, usize, Type),
    /// Whether a fact of the kind stands.
    Kind(Kind),
    /// All facts of a kind.
    Facts(Kind),
}

/// Resolves a word; `own` is the kind of fact that the condition is about.
pub(super) fn resolve(text: &str, own: Kind) -> Result<Named, Unresolved> {
    let Some((kind, attribute)) = text.split_once('.') else { return resolve_bare(text, own) };
    if let Some(kind) = Kind::named(kind) {
        let (row, of) = row(kind, attribute)?;
        let path = if kind == Kind::Document { Path::Document(row) } else { Path::First(kind, row) };
        return Ok(Named::One(path, of));
    }
    let kind = plural(kind).ok_or_else(|| unknown_kind(kind))?;
    let (row, of) = row(kind, attribute)?;
    Ok(Named::Every(kind, row, of.element().unwrap_or(of)))
}

fn resolve_bare(text: &str, own: Kind) -> Result<Named, Unresolved> {
    // An attribute hides a kind of the same name: `entire-text` of a portion.
    if let Some((row, info)) = own.attribute(text) {
        return Ok(Named::One(Path::Own(own, row), info.of));
    }
    let kind = Kind::named(text).map(Named::Kind).or_else(|| plural(text).map(Named::Facts));
    kind.ok_or_else(|| {
        let attributes = own.attributes();
        let kinds = Kind::ALL.iter().flat_map(|kind| [kind.name(), kind.plural()]);
        let help = nearest(text, attributes.iter().map(|info| info.name).chain(kinds));
        let listed = || format!("attributes of {}: {}", own.with_article(), names(own));
        Unresolved {
            message: format!("`{text}` is neither an attribute of {} nor a kind of fact", own.with_article()),
            help: help.unwrap_or_else(listed),
        }
    })
}

/// Why a word names nothing.
#[derive(Clone, Debug)]
pub(super) struct Unresolved {
    pub(super) message: String,
    pub(super) help: String,
}

impl Unresolved {
    /// Reports it at the word.
    pub(super) fn report(self, node: &Node<'_>, defects: &mut Defects) {
        defects.advise(node, self.message, self.help);
    }
}

fn plural(name: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.plural() == name)
}

fn row(kind: Kind, attribute: &str) -> Result<(usize, Type), Unresolved> {
    kind.attribute(attribute)
        .map(|(row, info)| (row, info.of))
        .ok_or_else(|| unknown_attribute(kind, attribute))
}

/// The defect of an attribute that the kind does not have.
pub(super) fn unknown_attribute(kind: Kind, attribute: &str) -> Unresolved {
    let help = nearest(attribute, kind.attributes().iter().map(|info| info.name));
    Unresolved {
        message: format!("{} has no attribute `{attribute}`", kind.with_article()),
        help: help.unwrap_or_else(|| format!("it has: {}", names(kind))),
    }
}

/// The defect of a word that no kind of fact knows.
pub(super) fn unknown_to_all(text: &str) -> Unresolved {
    // What is wrong behind the dot is the same whatever the word before it is about.
    if let Some((kind, attribute)) = text.split_once('.') {
        let named = Kind::named(kind).or_else(|| plural(kind));
        return named.map_or_else(|| unknown_kind(kind), |kind| unknown_attribute(kind, attribute));
    }
    let kinds = Kind::ALL.iter().flat_map(|kind| [kind.name(), kind.plural()]);
    let attributes = Kind::ALL.iter().flat_map(|kind| kind.attributes()).map(|info| info.name);
    let help = nearest(text, attributes.chain(kinds));
    Unresolved {
        message: format!("`{text}` is neither an attribute of any fact nor a kind of fact"),
        help: help.unwrap_or_else(|| "`cablelint facts` prints every kind with its attributes".to_owned()),
    }
}

/// The defect of a kind that does not exist.
pub(super) fn unknown_kind(name: &str) -> Unresolved {
    let help = nearest(name, Kind::ALL.iter().flat_map(|kind| [kind.name(), kind.plural()]));
    Unresolved {
        message: format!("unknown kind of fact `{name}`"),
        help: help.unwrap_or_else(|| {
            let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            format!("kinds: {}", kinds.join(", "))
        }),
    }
}

fn names(kind: Kind) -> String {
    let names: Vec<_> = kind.attributes().iter().map(|info| info.name).collect();
    names.join(", ")
}
