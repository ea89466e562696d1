//! Paragraphs that should carry a mark as their neighbours do, and do not; and a subject without one.
//!
//! Few false alarms matter most: only running text counts, below the first mark and, where it stands
//! below the last, at some length. List items inherit the mark of the paragraph above, and so does
//! unnumbered text where the numbered paragraphs carry the marks (32 CFR 2001.21(c): sub-portions of the
//! same level may share one mark; 5 FAH-1 H-240).

use super::notes;
use super::notice::Notice;
use super::paragraph::{Block, BlockSort};
use super::portion::PortionMark;
use super::{MarkingPlace, UnmarkedParagraph};
use crate::span::Span;
use crate::text::Text;

/// How far above a list item its paragraph is looked for, in blocks.
const LONGEST_LIST: usize = 64;

/// How many words a paragraph below the last mark has: signatures and lists of copies have fewer.
const CLOSING_WORDS: usize = 30;

/// What opens an authority line, a notice or a warning.
const FORMULAS: [&str; 14] = [
    "CLASSIFIED BY",
    "DERIVED FROM",
    "DECLASSIFY",
    "REASON",
    "WARNING",
    "NOTICE",
    "DISTRIBUTION",
    "CONTROLLED BY",
    "CUI CATEGORY",
    "HANDLE VIA",
    "THIS DOCUMENT CONTAINS",
    "THIS MATERIAL CONTAINS",
    "RESTRICTED DATA",
    "FORMERLY RESTRICTED DATA",
];

/// The paragraphs without a mark. `notices` are those of the text; `page` tells the page of a line.
pub(super) fn find(
    text: &Text,
    blocks: &[Block],
    marks: &[PortionMark],
    notices: &[Notice],
    page: impl Fn(usize) -> usize,
) -> Vec<UnmarkedParagraph> {
    if marks.len() < 2 {
        return Vec::new();
    }
    let finder = Finder::new(text, blocks, marks, notices);
    let subject = finder.bare_subject();
    let lacks =
        |(index, block): &(usize, &Block)| subject == Some(*index) || finder.lacks_mark(*index, block);
    let unmarked = blocks.iter().enumerate().filter(lacks);
    unmarked
        .map(|(_, block)| UnmarkedParagraph {
            span: block.face(text),
            place: match block.sort {
                BlockSort::Numbered => MarkingPlace::Paragraph,
                BlockSort::Listed => MarkingPlace::SubParagraph,
                BlockSort::Subject => MarkingPlace::Subject,
                _ => MarkingPlace::Text,
            },
            page: page(block.line),
        })
        .collect()
}

/// Where the marks of a document stand.
struct Finder<'a> {
    text: &'a Text,
    blocks: &'a [Block],
    marks: &'a [PortionMark],
    notices: &'a [Notice],
    /// How many numbered paragraphs, list items and stretches of plain text carry one.
    numbered: usize,
    listed: usize,
    plain: usize,
    /// They stand at the end, where a mark covers what it ends: a list, with the line that announces it.
    trailing: bool,
}

impl<'a> Finder<'a> {
    fn new(text: &'a Text, blocks: &'a [Block], marks: &'a [PortionMark], notices: &'a [Notice]) -> Self {
        let of_sort = |sort: BlockSort| {
            marks.iter().filter(|mark| blocks.get(mark.block).is_some_and(|block| block.sort == sort)).count()
        };
        let plain = |mark: &&PortionMark| matches!(mark.place, MarkingPlace::Text | MarkingPlace::End);
        Self {
            text,
            blocks,
            marks,
            notices,
            numbered: of_sort(BlockSort::Numbered),
            listed: of_sort(BlockSort::Listed),
            plain: marks.iter().filter(plain).count(),
            trailing: marks.iter().any(|mark| mark.place == MarkingPlace::End),
        }
    }

    fn lacks_mark(&self, index: usize, block: &Block) -> bool {
        !self.carries_mark(index)
            && self.is_marked_sort(index, block)
            && self.is_among_marks(index, block)
            && block.is_prose(self.text)
            && !self.announces(block)
            && !self.is_formula(block)
            && !self.continues(index, block)
    }

    /// A subject with words and without a mark. Only the first one counts: further ones stand in quoted
    /// messages and in lists of enclosures.
    fn bare_subject(&self) -> Option<usize> {
        let index = self.blocks.iter().position(|block| block.sort == BlockSort::Subject)?;
        let block = self.blocks.get(index)?;
        let words = self.text.slice(Span::new(block.text_at.min(block.span.end), block.span.end));
        (!words.trim().is_empty() && !self.carries_mark(index)).then_some(index)
    }

    fn carries_mark(&self, index: usize) -> bool {
        self.marks.binary_search_by_key(&index, |mark| mark.block).is_ok()
    }

    /// Others of its sort carry marks of their own.
    fn is_marked_sort(&self, index: usize, block: &Block) -> bool {
        match block.sort {
            BlockSort::Numbered => self.numbered > 0,
            BlockSort::Text => self.plain > self.numbered,
            BlockSort::Listed => self.listed > 0 && !self.trailing && !self.follows_marked(index),
            BlockSort::Subject | BlockSort::Title => false,
        }
    }

    /// It stands below the first mark, and above the last; or below the last, if it is long or goes on with
    /// the numbers of the marked paragraphs.
    fn is_among_marks(&self, index: usize, block: &Block) -> bool {
        let below_first = self.marks.first().is_some_and(|first| index > first.block);
        let above_last = self.marks.last().is_some_and(|last| index < last.block);
        let long = || self.text.slice(block.span).split_whitespace().count() >= CLOSING_WORDS;
        below_first && (above_last || self.goes_on(block) || long())
    }

    /// Its number is the one behind that of the last marked paragraph, or a later one.
    fn goes_on(&self, block: &Block) -> bool {
        let last = self.marks.iter().rev().find_map(|mark| self.blocks.get(mark.block)?.number);
        block.number.zip(last).is_some_and(|(number, last)| number > last)
    }

    /// The nearest paragraph above that is no list item carries a mark.
    fn follows_marked(&self, index: usize) -> bool {
        let from = index.saturating_sub(LONGEST_LIST);
        let above = self.blocks.get(from..index).unwrap_or_default();
        let parent = above.iter().rposition(|block| block.sort != BlockSort::Listed);
        parent.is_some_and(|parent| self.carries_mark(from + parent))
    }

    fn announces(&self, block: &Block) -> bool {
        self.trailing && self.text.slice(block.span).ends_with(':')
    }

    /// Authority lines, notices and warnings are no portions.
    fn is_formula(&self, block: &Block) -> bool {
        let printed = self.text.slice(block.span);
        let words = printed.trim_start_matches(['*', '(', '"', ' ']);
        let front = words.chars().take(32).collect::<String>().to_uppercase();
        FORMULAS.iter().any(|opening| front.starts_with(opening))
            || notes::is_authority_line(printed)
            || self.opens_notice(block.span.end - words.len())
    }

    /// A registered notice opens here, in capitals: `FISA WARNING:`, `LAW ENFORCEMENT SENSITIVE:` (IC Markings Register,
    /// section H). In small letters a sentence may begin so.
    fn opens_notice(&self, at: usize) -> bool {
        let capitals = |span| !self.text.slice(span).contains(char::is_lowercase);
        self.notices.iter().any(|notice| notice.span.start == at && capitals(notice.span))
    }

    /// The rest of a paragraph that a page break cut: it begins with a small letter, or the one above
    /// does not end a sentence.
    fn continues(&self, index: usize, block: &Block) -> bool {
        let small = self.text.slice(block.span).starts_with(char::is_lowercase);
        let above = index.checked_sub(1).and_then(|above| self.blocks.get(above));
        let open = above.is_some_and(|above| {
            let ends =
                self.text.slice(above.span).ends_with(|last: char| last.is_alphanumeric() || last == ',');
            ends && above.lines > 1
        });
        block.sign.is_none() && (small || open)
    }
}
