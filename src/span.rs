//! Where something stands: a byte range of the decoded text. The one coordinate system of the
//! whole program; only [`Text`](crate::text::Text) knows the way back to files, lines and columns.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open byte range `start..end` of a decoded text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True where the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// This span moved right by `offset` bytes: from a slice's coordinates to the text's.
    #[must_use]
    pub const fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True where `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Takes out of a list, which is in the order of the text, what begins at `at` or behind it.
pub fn split_off<T>(list: &mut Vec<T>, at: usize, span: fn(&T) -> Span) -> Vec<T> {
    let from = list.partition_point(|one| span(one).start < at);
    list.split_off(from)
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}
/// A word or code as it stands, with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The characters, folded.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A number as it stands, with its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// The value.
    pub value: i64,
    /// Where.
    pub span: Span,
}
