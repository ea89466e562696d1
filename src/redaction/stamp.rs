//! Release stamps: who let a text out, when, under which case, and how much of it.

mod archive;
pub(super) mod state;

use jiff::civil::Date;

use crate::span::{Span, Word};
use crate::text::Text;

/// One print of a release stamp.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseStamp {
    /// The whole stamp, which may run over several lines.
    pub span: Span,
    /// Whose form it has.
    pub form: StampForm,
    /// What was decided, with the place of the words.
    pub decision: Option<(Decision, Span)>,
    /// `F-2014-20439`, `NND 989501`, `NLC-...`.
    pub case: Option<Word>,
    /// `C05771875`, `CIA-RDP76M00527R000700230055-9`.
    pub document: Option<Word>,
    /// The day of the release.
    pub date: Option<Date>,
    /// The date as printed, also where no day can be read from it.
    pub date_printed: Option<Span>,
    /// Who decided, or under which order: a name, an office, `E.O. 12958, Section 3.6`.
    pub authority: Option<Span>,
}

/// Whose form a stamp has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum StampForm {
    /// State's page header: `UNCLASSIFIED U.S. Department of State Case No. ... Doc No. ... Date: ...`.
    StateHeader,
    /// State's decision: `RELEASE IN PART B6`.
    StateDecision,
    /// State's systematic review: `Declassified/Released US Department of State EO Systematic Review ...`.
    StateReview,
    /// CIA: `Approved For Release 2002/01/10 : CIA-RDP...`, `Sanitized Copy Approved for Release ...`.
    Cia,
    /// NARA and presidential libraries: `DECLASSIFIED`, `Authority NND 989501`, `By ... NARA Date ...`.
    Nara,
    /// Any other.
    #[default]
    Other,
}

/// What was decided about a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// RELEASE IN FULL.
    Full,
    /// RELEASE IN PART, Declassified in Part, Sanitized.
    Part,
    /// DENY IN FULL.
    Denied,
    /// Approved For Release, Released.
    Approved,
    /// DECLASSIFIED.
    Declassified,
}

impl StampForm {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StateHeader => "state-header",
            Self::StateDecision => "state-decision",
            Self::StateReview => "state-review",
            Self::Cia => "cia",
            Self::Nara => "nara",
            Self::Other => "other",
        }
    }
}

impl Decision {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Part => "part",
            Self::Denied => "denied",
            Self::Approved => "approved",
            Self::Declassified => "declassified",
        }
    }
}

/// The release stamps of a text, in order; of two that overlap the first, and of two that begin together
/// the longer one.
pub fn stamps(text: &Text) -> Vec<ReleaseStamp> {
    let mut found: Vec<ReleaseStamp> =
        state::headers(text).into_iter().map(state::Header::into_stamp).collect();
    found.extend(state::decisions(text));
    found.extend(state::reviews(text));
    found.extend(state::reviewers(text));
    found.extend(archive::approvals(text));
    found.extend(archive::blocks(text));
    found.extend(archive::kennedy(text));
    found.sort_by_key(|stamp| (stamp.span.start, std::cmp::Reverse(stamp.span.end)));
    let mut end = 0;
    found.retain(|stamp| {
        let apart = stamp.span.start >= end;
        end = if apart { stamp.span.end } else { end };
        apart
    });
    found
}

#[cfg(test)]
mod tests;
