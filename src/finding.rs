//! What a run over one text gives: findings, and what could not be checked.

mod heading;
mod reason;

pub use heading::{Heading, PostName};
pub use reason::Reason;

use serde::{Deserialize, Serialize};

use crate::agreement::Showing;
use crate::excuse::Excuse;
use crate::span::Span;

/// How much a finding matters. Ordered: a note is less than an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Style or archaeology.
    Note,
    /// Breaks a rule but has innocent causes.
    Warning,
    /// The two sides cannot both be right.
    Error,
}

impl Severity {
    /// The word in rules and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Index of the rule in its rule set.
    pub rule: usize,
    /// The rule's severity, lowered to a note in a copy full of line noise.
    pub severity: Severity,
    /// One sentence, marks quoted, never body text.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The characters that are wrong; never empty where the text is not.
    pub span: Span,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// `v1:` and 128 bits in hex; see `fingerprint`.
    pub fingerprint: String,
    /// Why it does not count, if so. It stays visible in the formats for machines.
    pub excuse: Option<Excuse>,
}

/// Another place that matters to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// A rule that could not be checked in a document, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCheckable {
    /// Index of the rule in its rule set.
    pub rule: usize,
    /// Why.
    pub reason: Reason,
}

/// What was found in one document.
#[derive(Clone, Debug)]
pub struct DocumentReport {
    /// The document.
    pub heading: Heading,
    /// Its findings, in order of place, then rule.
    pub findings: Vec<Finding>,
    /// Rules that could not be checked.
    pub not_checkable: Vec<NotCheckable>,
    /// What it shows as a copy of a cable, where rules compare copies.
    pub showing: Option<Showing>,
}
