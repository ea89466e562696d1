//! What a condition sees: one fact, and the document around it.

use super::path::Path;
use super::shared::Answers;
use super::truth::Truth;
use crate::fact::{Fact, Facts, Kind, Type, Value};
use crate::finding::Reason;

/// A fact in its document.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s, 'a> {
    pub(super) facts: &'s Facts<'a>,
    pub(super) fact: Fact<'a>,
    /// What was asked of the document before.
    pub(super) answers: &'s Answers,
}

impl<'a> Scope<'_, 'a> {
    /// What the attribute at a path says; unknown where the copy cannot tell.
    pub(super) fn read(&self, path: Path) -> Value<'a> {
        match path {
            Path::Own(_, row) => self.fact.value(row, self.facts),
            Path::Document(row) => Fact::Document(self.facts.document).value(row, self.facts),
            Path::First(kind, _) if !self.facts.knowable(kind) => Value::Unknown,
            Path::First(kind, row) => {
                let first = self.facts.first(kind);
                first.map_or(Value::Absent, |first| first.value(row, self.facts))
            }
        }
    }

    /// Why the attribute at a path is unknown.
    #[cold]
    pub(super) fn why(&self, path: Path) -> Reason {
        match path {
            Path::First(kind, _) if !self.facts.knowable(kind) => unknowable(kind),
            Path::First(kind, row) | Path::Own(kind, row) => self.why_of(kind, row),
            Path::Document(row) => self.why_of(Kind::Document, row),
        }
    }

    /// Why the attribute in a row of a kind's table is unknown, in the words that help most.
    #[cold]
    pub(super) fn why_of(&self, kind: Kind, row: usize) -> Reason {
        let of = kind.attributes().get(row).map(|info| info.of);
        let attribute = Reason::Attribute(kind, u16::try_from(row).unwrap_or(u16::MAX));
        if kind != Kind::Document {
            attribute
        } else if of == Some(Type::Date) {
            Reason::Date
        } else if self.facts.knowable(Kind::Banner) {
            attribute
        } else {
            unknowable(Kind::Banner)
        }
    }

    /// Fails where this copy cannot have facts of the kind.
    pub(super) fn knowable(&self, kind: Kind) -> Result<(), Reason> {
        if self.facts.knowable(kind) { Ok(()) } else { Err(unknowable(kind)) }
    }

    /// True if something holds for any fact of a kind.
    pub(super) fn any_fact(&self, kind: Kind, holds: impl FnMut(Fact<'a>) -> Truth) -> Truth {
        match self.knowable(kind) {
            Ok(()) => Truth::any(self.facts.of(kind).iter().map(holds)),
            Err(reason) => Truth::Unknown(reason),
        }
    }
}

/// Why nothing is known of a kind.
pub(super) fn unknowable(kind: Kind) -> Reason {
    kind.part().map_or(Reason::Kind(kind), Reason::Part)
}
