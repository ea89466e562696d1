//! Comparing an original with its release: what is gone, what was changed, what still stands.
//!
//! Nothing of the original that is not in the release leaves this module but as a count: places are
//! places of the released text, and the words of the original are never kept.
//!
//! `words` folds both texts, `align` finds what stands in both, `gaps` says of the rest whether a
//! redaction accounts for it, `passages`, `leaks` and `stumps` look for hidden words that stand all the same.

mod align;
mod apparatus;
mod gaps;
mod leaks;
mod names;
mod pagination;
mod passages;
mod slide;
mod stumps;
mod totals;
mod words;

pub use apparatus::{Apparatus, Mark, MarkKind};
pub(crate) use names::is_ordinary_word;
pub use totals::{ChangeTotals, Totals};

use crate::document::Document;
use crate::span::{Span, split_off};
use crate::text::Text;

/// What the comparison of an original with its release shows. All places are in the released text.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Text that differs without a mark.
    pub changes: Vec<Change>,
    /// Redactions, with what each hides.
    pub excisions: Vec<Excision>,
    /// Hidden words that still stand.
    pub leaks: Vec<Leak>,
}

/// Text that differs, and no redaction says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where: the characters beside the place for text that is gone.
    pub span: Span,
    /// How it differs.
    pub kind: ChangeKind,
    /// Words of the original that are gone.
    pub words: usize,
}

/// How a text differs from its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Gone.
    Gone,
    /// Other words stand in its place.
    Changed,
    /// Words stand that the original does not have.
    Added,
}

/// A redaction with what it hides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excision {
    /// The mark of the redaction.
    pub span: Span,
    /// Words it hides.
    pub words: usize,
    /// Characters it hides.
    pub characters: usize,
    /// The mark is as long as what it hides.
    pub kept_length: bool,
    /// The same passage stands in clear here.
    pub clear: Option<Span>,
    /// The same passage is redacted under other codes here.
    pub other_codes: Option<Span>,
    /// The codes that say why.
    pub codes: Vec<String>,
}

/// Hidden words that still stand in the released text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The characters that stand.
    pub span: Span,
    /// The redaction that hides them elsewhere.
    pub redaction: Span,
    /// All that the redaction hides stands, not only a word of it.
    pub whole: bool,
    /// How many words that redaction hides.
    pub hidden_words: usize,
}

impl ChangeKind {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Changed => "changed",
            Self::Added => "added",
        }
    }
}

/// Compares an original with its release, in which `apparatus` was put by the releasing office.
pub fn compare(original: &Text, released: &Text, apparatus: &Apparatus) -> Comparison {
    let pair = gaps::Pair::new(original, released, apparatus);
    let found = gaps::find(&pair);
    let mut excisions = found.excisions(&pair);
    passages::judge(&pair, &found.hidden, &mut excisions);
    let mut leaks = leaks::find(&pair, &found, &excisions);
    leaks.extend(stumps::find(&pair, &found, &excisions));
    leaks.sort_by_key(|leak| leak.span);
    Comparison { changes: found.changes, excisions, leaks }
}

/// Compares an original with its release and gives each document of the release its part: what stands
/// from its start to the start of the next. What stands above the first belongs to the first.
pub fn compare_documents(original: &Text, released: &Text, documents: &[Document]) -> Vec<Comparison> {
    let mut whole = compare(original, released, &Apparatus::of(documents));
    let mut parts: Vec<Comparison> =
        documents.iter().skip(1).rev().map(|document| whole.split_off(document.span.start)).collect();
    parts.push(whole);
    parts.reverse();
    parts
}

impl Comparison {
    /// Takes away what stands at `at` or behind it.
    fn split_off(&mut self, at: usize) -> Self {
        Self {
            changes: split_off(&mut self.changes, at, |one| one.span),
            excisions: split_off(&mut self.excisions, at, |one| one.span),
            leaks: split_off(&mut self.leaks, at, |one| one.span),
        }
    }
}

#[cfg(test)]
mod tests;
