//! Why something could not be checked. A reason is small (four bytes, so that it is handed on in a register) and
//! copied freely, because most rules are not checkable in most copies; it becomes words only where somebody reads it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::document::Part;
use crate::fact::Kind;

/// Why something could not be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    Attribute(Kind, u16),
    /// The line of the sending station has no day of filing.
    FilingDay,
    /// It has no time of filing.
    FilingTime,
    /// No addressee has a precedence.
    Precedence,
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Part(part) => write!(formatter, "no {} part", part.name()),
            Self::Kind(kind) => write!(formatter, "no {}", kind.name()),
            Self::Date => formatter.write_str("no date"),
            Self::ReleaseDate => formatter.write_str("no release date"),
            Self::FilingDay => formatter.write_str("no day of filing"),
            Self::FilingTime => formatter.write_str("no time of filing"),
            Self::Precedence => formatter.write_str("no addressee with a precedence"),
            Self::Attribute(kind, row) => {
                let attribute = kind.attributes().get(usize::from(row)).map_or("?", |info| info.name);
                write!(formatter, "{}.{attribute} is not known", kind.name())
            }
        }
    }
}
