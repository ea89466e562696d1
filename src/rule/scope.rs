//! What a condition sees: one fact, and the document around it.

use super::path::Path;
use super::truth::Truth;
use crate::fact::{Fact, Facts, Kind, Type, Value};
use crate::finding::Reason;

/// A fact in its document.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s, 'a> {
    pub(super) facts: &'s Facts<'a>,
    pub(super) fact: Fact<'a>,
}

/// What an attribute says, where the copy can tell at all.
pub(super) type Known<'a> = Result<Value<'a>, Reason>;

impl<'a> Scope<'_, 'a> {
    /// What the attribute at a path says.
    pub(super) fn read(&self, path: Path) -> Known<'a> {
        match path {
            Path::Own(kind, row) => self.value(self.fact, kind, row),
            Path::Document(row) => self.value(Fact::Document(self.facts.document), Kind::Document, row),
            Path::First(kind, row) => {
                self.knowable(kind)?;
                let first = self.facts.first(kind);
                first.map_or(Ok(Value::Absent), |fact| self.value(fact, kind, row))
            }
        }
    }

    /// Fails where this copy cannot have facts of the kind.
    pub(super) fn knowable(&self, kind: Kind) -> Result<(), Reason> {
        if self.facts.knowable(kind) { Ok(()) } else { Err(unknowable(kind)) }
    }

    /// What the attribute in a row of a fact's table says.
    pub(super) fn value(&self, fact: Fact<'a>, kind: Kind, row: usize) -> Known<'a> {
        match fact.value(row, self.facts) {
            Value::Unknown => Err(self.reason(kind, row)),
            value => Ok(value),
        }
    }

    /// Why an attribute is unknown, in the words that help most.
    fn reason(&self, kind: Kind, row: usize) -> Reason {
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
