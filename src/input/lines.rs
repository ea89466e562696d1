//! The lines of a file that a change touched, and whether a place in the text is among them.
//!
//! git ends a line at LF alone; a text ends one at a lone CR too. So line numbers of git are turned
//! into byte ranges of the text, and never compared with line numbers of a report.

use std::ops::RangeInclusive;

use crate::span::Span;

/// The lines that a change touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// All: the file is new, or git does not tell lines in it (UTF-16, a `-diff` attribute).
    All,
    /// These, from 1, ended by LF, in order. Of lines that were taken away, the neighbours: what a
    /// deletion breaks shows in what is left.
    Ranges(Vec<RangeInclusive<usize>>),
}

/// The stretches of a text that a change touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// In order of their starts, and of their ends.
    spans: Vec<Span>,
}

impl Lines {
    /// Where these lines stand in the text of the file.
    pub fn within(&self, text: &str) -> Touched {
        let Self::Ranges(ranges) = self else {
            return Touched { spans: vec![Span::new(0, text.len() + 1)] };
        };
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1));
        // A place at the very end of the text belongs to its last line, with or without a line end.
        starts.retain(|&start| start < text.len());
        let start = |line: usize| starts.get(line - 1).copied().unwrap_or(text.len() + 1);
        let ranges = ranges.iter().filter(|range| *range.start() > 0);
        let spans =
            ranges.map(|range| Span::new(start(*range.start()), start(range.end().saturating_add(1))));
        Touched { spans: spans.collect() }
    }
}

impl Touched {
    /// True where a stretch of the text, or an empty place in it, lies at least in part in what the
    /// change touched.
    pub fn meets(&self, span: Span) -> bool {
        let end = span.end.max(span.start + 1);
        let next = self.spans.partition_point(|touched| touched.end <= span.start);
        self.spans.get(next).is_some_and(|touched| touched.start < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(lines: &Lines, text: &str, word: &str) -> bool {
        let start = text.find(word).unwrap_or_default();
        lines.within(text).meets(Span::new(start, start + word.len()))
    }

    #[test]
    fn lines_are_those_that_git_counts() {
        let text = "one\rstill one\r\ntwo\nthree";
        let lines = Lines::Ranges(vec![2..=2]);
        assert!(met(&lines, text, "two") && !met(&lines, text, "still") && !met(&lines, text, "three"));
        assert!(met(&lines, text, "one\r\ntwo"), "a stretch that reaches into a touched line");
        assert!(met(&Lines::All, text, "three"));
    }

    #[test]
    fn an_empty_place_at_the_end_belongs_to_the_last_line() {
        let end = Span::new(7, 7);
        assert!(Lines::Ranges(vec![2..=2]).within("one\ntwo").meets(end));
        assert!(Lines::Ranges(vec![2..=2]).within("one\ntw\n").meets(end));
        assert!(Lines::All.within("one\ntwo").meets(end));
        assert!(!Lines::Ranges(vec![1..=1]).within("one\ntwo").meets(end));
        assert!(!Lines::Ranges(Vec::new()).within("one\ntwo").meets(end));
    }

    #[test]
    fn lines_past_the_end_are_nowhere() {
        let touched = Lines::Ranges(vec![0..=0, 9..=usize::MAX]).within("one\ntwo");
        assert!(!touched.meets(Span::new(0, 7)));
    }
}
