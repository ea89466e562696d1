//! Excuses: what keeps a finding from counting. Somebody answers for it ([`Suppressions`]), or it was there
//! before ([`Baseline`]). An excused finding stays visible in the formats for machines, and how many there
//! are is said in all others: nothing is hidden without a word.

pub mod baseline;
pub mod suppression;

pub use baseline::{Baseline, BaselineUse};
pub use suppression::{Suppression, Suppressions};

use jiff::civil::Date;

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excuse {
    /// An entry of a suppression file speaks for it.
    Suppressed {
        /// Why, in the words of the entry.
        reason: String,
        /// Who answers for it.
        owner: Option<String>,
        /// The last day on which it is excused.
        until: Option<Date>,
    },
    /// It stands in the baseline.
    Known,
}

impl Excuse {
    /// The word in reports.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Suppressed { .. } => "suppression",
            Self::Known => "baseline",
        }
    }
}

/// The excuses of a run, after it, as rules see them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Excuses<'a> {
    /// The entries of one suppression file.
    pub suppressions: &'a [Suppression],
    /// What a baseline was good for.
    pub baseline: Option<&'a BaselineUse>,
}
