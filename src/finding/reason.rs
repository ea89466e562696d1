//! Why something could not be checked. A reason is small and copied freely, because most rules are not
//! checkable in most copies; it becomes words only where somebody reads it.

use std::fmt;

use crate::document::Part;
use crate::fact::Kind;

/// Why something could not be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The copy does not have the part.
    Part(Part),
    /// No fact of the kind stands, though one could.
    Kind(Kind),
    /// The document has no date, and none was given.
    Date,
    /// The release has no date.
    ReleaseDate,
    /// The copy cannot tell this attribute: kind, and row in its table.
    Attribute(Kind, usize),
    /// What a procedure misses, in its own words: `no day of filing`.
    Missing(&'static str),
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Part(part) => write!(formatter, "no {} part", part.name()),
            Self::Kind(kind) => write!(formatter, "no {}", kind.name()),
            Self::Date => formatter.write_str("no date"),
            Self::ReleaseDate => formatter.write_str("no release date"),
            Self::Missing(what) => formatter.write_str(what),
            Self::Attribute(kind, row) => {
                let attribute = kind.attributes().get(row).map_or("?", |info| info.name);
                write!(formatter, "{}.{attribute} is not known", kind.name())
            }
        }
    }
}
