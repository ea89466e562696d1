//! Whether a text is a memo: one lonely class word or one `(C)` is not enough.
//!
//! What is not enough is not lost: it is a stray mark of a text without a document.

use super::line::{BannerLine, Sort};
use super::paragraph::Block;
use super::portion::PortionMark;
use super::scan::Scan;
use crate::text::Text;

/// What was found in a text, before any of it is read.
pub(super) struct Signs<'a> {
    pub(super) text: &'a Text,
    pub(super) scan: &'a Scan,
    pub(super) blocks: &'a [Block],
    pub(super) marks: &'a [PortionMark],
}

/// How sure it is that a text is a memo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::document) enum Verdict {
    /// It is none, or nobody can tell.
    None,
    /// Portion marks with categories say so: `(S//NF)`, `(CUI)`. Symbols alone, `(S)` and `(C)`, do not:
    /// excerpts and printed editions have them, and each is reported as a stray mark.
    Marked,
    /// A banner line and a second sign say so.
    Bannered,
}

/// How many lines of text may stand above the first banner line: letterhead, date, file numbers.
const TOP: usize = 16;

impl Signs<'_> {
    /// How sure it is that the text is a memo.
    pub(super) fn verdict(&self) -> Verdict {
        let bannered = self.scan.banners.first().is_some_and(|first| self.is_proved(first));
        let categories = |mark: &&PortionMark| self.printed(mark).contains("//") || self.is_cui(mark);
        if bannered || self.has_cui_block() {
            Verdict::Bannered
        } else if self.marks.iter().filter(categories).count() >= 2 {
            Verdict::Marked
        } else {
            Verdict::None
        }
    }

    /// A second sign stands beside a first banner line near the top.
    fn is_proved(&self, first: &BannerLine) -> bool {
        let at_end = self.lines_above(first) > TOP;
        let certain =
            first.sort == Sort::Categories || (first.sort == Sort::Cui && self.banner(first).contains("//"));
        let again = self.scan.banners.iter().skip(1).any(|other| self.repeats(first, other));
        let marked = self.marks.iter().any(|mark| self.printed(mark).len() > 1 || self.marks.len() > 1);
        if at_end {
            return certain && (again || marked || self.scan.authority);
        }
        certain || again || marked || self.scan.authority
    }

    /// Another banner line of at least the same sort, not on the neighbouring line.
    fn repeats(&self, first: &BannerLine, other: &BannerLine) -> bool {
        other.line > first.line + 1
            && (self.banner(other) == self.banner(first)
                || other.sort == Sort::Categories
                || other.sort == first.sort)
    }

    fn banner(&self, line: &BannerLine) -> &str {
        self.text.slice(line.span)
    }

    fn printed(&self, mark: &PortionMark) -> &str {
        self.text.slice(mark.inner)
    }

    fn is_cui(&self, mark: &PortionMark) -> bool {
        matches!(self.printed(mark), "CUI" | "CONTROLLED")
    }

    /// How many blocks stand above a banner line.
    fn lines_above(&self, banner: &BannerLine) -> usize {
        self.blocks.iter().take_while(|block| block.line < banner.line).map(|block| block.lines).sum()
    }

    /// `Controlled by:` and another line of a CUI designation block.
    fn has_cui_block(&self) -> bool {
        let lines = || self.text.lines().iter().map(|&line| self.text.slice(line).trim_start());
        let opens = |keyword: &str| {
            lines().any(|line| {
                line.as_bytes()
                    .get(..keyword.len())
                    .is_some_and(|front| front.eq_ignore_ascii_case(keyword.as_bytes()))
            })
        };
        opens("controlled by:") && ["cui category", "cui categories", "poc:"].into_iter().any(opens)
    }
}
