//! Gaps: what does not stand in both texts, and whether a redaction accounts for it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align::{Run, align};
use super::apparatus::{Apparatus, Mark, MarkKind};
use super::pagination::is_pagination;
use super::slide::slide;
use super::words::{Belonging, ByKey, Word, key, words, words_of, words_within};
use super::{Change, ChangeKind, Excision};
use crate::span::Span;
use crate::text::Text;

/// An original and its release, read into words.
pub(super) struct Pair<'a> {
    /// The original.
    pub(super) original: &'a Text,
    /// The release.
    pub(super) released: &'a Text,
    /// The words of the original.
    pub(super) old: Vec<Word>,
    /// All words of the release.
    pub(super) new: Vec<Word>,
    /// What the releasing office put in.
    pub(super) marks: &'a [Mark],
    /// The words of the release that are its text.
    plain: Vec<Word>,
    /// For each mark, how many words of the text stand before it.
    places: Vec<usize>,
}

/// What a mark hides: words of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    /// Which mark.
    pub(super) mark: usize,
    /// The words, in order.
    pub(super) ranges: Vec<Range<usize>>,
}

/// What was found between the words that stand in both texts.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Text that differs without a mark.
    pub(super) changes: Vec<Change>,
    /// What is hidden, in the order of the marks.
    pub(super) hidden: Vec<Hidden>,
    /// What stands in both texts.
    pub(super) runs: Vec<Run>,
}

/// Words of both texts between two runs.
struct Gap {
    old: Range<usize>,
    new: Range<usize>,
    /// The marks among them.
    marks: Range<usize>,
}

impl<'a> Pair<'a> {
    pub(super) fn new(original: &'a Text, released: &'a Text, apparatus: &'a Apparatus) -> Self {
        let new = words_within(released, &apparatus.borders());
        let plain: Vec<Word> = new.iter().filter(|word| word.of == Belonging::Text).copied().collect();
        let marks = apparatus.marks();
        let before = |mark: &Mark| plain.partition_point(|word| word.span.start < mark.span.start);
        let places = marks.iter().map(before).collect();
        Self { original, released, old: words(original), new, marks, plain, places }
    }

    /// The words of a range of the original.
    pub(super) fn hidden(&self, range: &Range<usize>) -> &[Word] {
        self.old.get(range.clone()).unwrap_or_default()
    }
}

/// Aligns a pair and judges what is between.
pub(super) fn find(pair: &Pair<'_>) -> Found {
    let keys = |words: &[Word]| words.iter().map(|word| word.key).collect::<Vec<u64>>();
    let (old, new) = (keys(&pair.old), keys(&pair.plain));
    let redactions = pair.marks.iter().zip(&pair.places);
    let places: Vec<usize> =
        redactions.filter(|(mark, _)| mark.kind == MarkKind::Redaction).map(|(_, place)| *place).collect();
    let runs = without_islands(slide(&old, align(&old, &new), &places), &places);
    let mut judge = Judge { pair, changes: Vec::new(), hidden: BTreeMap::new() };
    let end = Run { original: old.len(), released: new.len(), length: 0 };
    let mut at = (0, 0);
    for run in runs.iter().chain([&end]) {
        judge.gap(&pair.gap(at.0..run.original, at.1..run.released));
        at = (run.original_end(), run.released_end());
    }
    let hidden = judge.hidden.into_iter().map(|(mark, ranges)| Hidden { mark, ranges }).collect();
    Found { changes: judge.changes, hidden, runs }
}

/// Leaves out single words that happen to stand in both of two texts that differ, as `of` does.
fn without_islands(mut runs: Vec<Run>, places: &[usize]) -> Vec<Run> {
    let differs = |left: &Run, right: &Run| {
        left.original_end() < right.original && left.released_end() < right.released
    };
    let marked = |run: &Run| {
        let next = places.partition_point(|place| *place < run.released);
        places.get(next).is_some_and(|place| *place <= run.released_end())
    };
    let island = |triple: &[Run]| match triple {
        [left, run, right] => run.length == 1 && differs(left, run) && differs(run, right) && !marked(run),
        _ => false,
    };
    let islands: Vec<bool> = runs.windows(3).map(island).collect();
    // The first run opens the first triple and is in the middle of none.
    let mut islands = std::iter::once(false).chain(islands).chain(std::iter::repeat(false));
    runs.retain(|_| !islands.next().unwrap_or(false));
    runs
}

impl Pair<'_> {
    fn gap(&self, old: Range<usize>, new: Range<usize>) -> Gap {
        let first = self.places.partition_point(|place| *place < new.start);
        let last = self.places.partition_point(|place| *place <= new.end);
        Gap { old, new, marks: first..last.max(first) }
    }

    fn mark(&self, index: usize) -> Option<&Mark> {
        self.marks.get(index)
    }

    /// A code on the lines of a gap, or on one that touches them: a margin code belongs to the text
    /// beside it, and scanners move it by a line.
    fn code_beside(&self, gap: &Gap) -> Option<usize> {
        let before = gap.new.start.checked_sub(1).and_then(|at| self.plain.get(at));
        let behind = self.plain.get(gap.new.end);
        let line = |word: &Word| self.released.line_index(word.span.start);
        let last = self.released.lines().len();
        let (top, bottom) = (before.map_or(0, line), behind.map_or(last, line));
        let start = self.released.lines().get(top).map_or(0, |line| line.start);
        let end = self.released.lines().get(bottom).map_or(usize::MAX, |line| line.end);
        let from = self.marks.partition_point(|mark| mark.span.start < start);
        let near = self.marks.iter().enumerate().skip(from).take_while(|(_, mark)| mark.span.start < end);
        near.filter(|(_, mark)| mark.kind == MarkKind::Code).map(|(index, _)| index).next()
    }

    /// Where a change of these words of the release is shown; for none, the words beside the place.
    fn shown(&self, new: &Range<usize>) -> Span {
        let word = |at: Option<usize>| at.and_then(|at| self.plain.get(at)).map(|word| word.span);
        let line = |span: Span| self.released.line_index(span.start);
        let (first, last) = if new.is_empty() {
            (word(new.start.checked_sub(1)), word(Some(new.end)))
        } else {
            (word(Some(new.start)), word(new.end.checked_sub(1)))
        };
        match (first, last) {
            (Some(first), Some(last)) if !new.is_empty() || line(first) == line(last) => first.cover(last),
            (Some(only), _) | (None, Some(only)) => only,
            (None, None) => Span::new(0, self.released.as_str().len()),
        }
    }
}

struct Judge<'p, 'a> {
    pair: &'p Pair<'a>,
    changes: Vec<Change>,
    hidden: BTreeMap<usize, Vec<Range<usize>>>,
}

impl Judge<'_, '_> {
    fn gap(&mut self, gap: &Gap) {
        if gap.old.is_empty() && gap.new.is_empty() {
            return;
        }
        let pieces = self.not_of_marks(gap);
        let marks: Vec<usize> = gap
            .marks
            .clone()
            .filter(|&mark| self.pair.mark(mark).is_some_and(|mark| mark.kind == MarkKind::Redaction))
            .collect();
        match (pieces.is_empty(), gap.new.is_empty()) {
            (true, true) => {}
            (true, false) => self.added(gap, &marks),
            (false, _) if !marks.is_empty() => {
                self.hide(&pieces, &marks);
                self.added(gap, &marks);
            }
            (false, true) => match self.code_in(gap).or_else(|| self.pair.code_beside(gap)) {
                Some(code) => self.hidden.entry(code).or_default().extend(pieces),
                None => self.change(ChangeKind::Gone, &gap.new, &pieces),
            },
            (false, false) if self.reads_alike(gap) => {}
            (false, false) => self.change(ChangeKind::Changed, &gap.new, &pieces),
        }
    }

    fn code_in(&self, gap: &Gap) -> Option<usize> {
        let code = |mark: &usize| self.pair.mark(*mark).is_some_and(|mark| mark.kind == MarkKind::Code);
        gap.marks.clone().find(code)
    }

    fn change(&mut self, kind: ChangeKind, new: &Range<usize>, pieces: &[Range<usize>]) {
        let pair = self.pair;
        let pages = match kind {
            ChangeKind::Gone => {
                pieces.iter().all(|piece| is_pagination(kind, pair.original, pair.hidden(piece)))
            }
            _ => is_pagination(kind, pair.released, pair.plain.get(new.clone()).unwrap_or_default()),
        };
        if pages {
            return;
        }
        let words = pieces.iter().map(ExactSizeIterator::len).sum();
        self.changes.push(Change { span: self.pair.shown(new), kind, words });
    }

    /// The words of the original but those of marks that stood in it already.
    fn not_of_marks(&self, gap: &Gap) -> Vec<Range<usize>> {
        if gap.old.is_empty() {
            return Vec::new();
        }
        let old = self.pair.hidden(&gap.old);
        let mut places: ByKey<Vec<usize>> = ByKey::default();
        if !gap.marks.is_empty() {
            for (at, word) in old.iter().enumerate() {
                let places = places.entry(word.key).or_default();
                if places.len() < 16 {
                    places.push(at);
                }
            }
        }
        let mut free = gap.old.start;
        let mut pieces = Vec::new();
        for mark in gap.marks.clone().filter_map(|mark| self.pair.mark(mark)) {
            let keys: Vec<u64> = keys_of(self.pair.released, mark.span);
            let first = keys.first().and_then(|first| places.get(first));
            let stands = |at: &&usize| {
                gap.old.start + **at >= free
                    && keys.iter().eq(old.iter().skip(**at).take(keys.len()).map(|word| &word.key))
            };
            if let Some(at) = first.and_then(|places| places.iter().find(stands)) {
                pieces.push(free..gap.old.start + at);
                free = gap.old.start + at + keys.len();
            }
        }
        pieces.push(free..gap.old.end);
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// Gives each mark its words.
    fn hide(&mut self, pieces: &[Range<usize>], marks: &[usize]) {
        let shares = match pieces {
            [piece] if marks.len() > 1 => self.share(piece, marks.len()),
            _ => None,
        };
        match shares {
            Some(shares) => {
                for (mark, share) in marks.iter().zip(shares) {
                    self.hidden.entry(*mark).or_default().push(share);
                }
            }
            None => {
                if let Some(mark) = marks.first() {
                    self.hidden.entry(*mark).or_default().extend(pieces.iter().cloned());
                }
            }
        }
    }

    /// Shares words out among marks where there are as many words, paragraphs or lines as marks.
    fn share(&self, piece: &Range<usize>, marks: usize) -> Option<Vec<Range<usize>>> {
        if piece.len() == marks {
            return Some(piece.clone().map(|at| at..at + 1).collect());
        }
        let original = self.pair.original;
        let line = |at: usize| self.pair.old.get(at).map_or(0, |word| original.line_index(word.span.start));
        let cut = |least: usize| {
            let starts = piece.clone().skip(1).filter(|&at| line(at) >= line(at - 1) + least);
            let starts: Vec<usize> = starts.collect();
            let ends = starts.iter().copied().chain([piece.end]);
            let starts = std::iter::once(piece.start).chain(starts.iter().copied());
            starts.zip(ends).map(|(start, end)| start..end).collect::<Vec<Range<usize>>>()
        };
        [cut(2), cut(1)].into_iter().find(|shares| shares.len() == marks)
    }

    /// Words of the release in a gap that no letter left at a mark accounts for.
    fn added(&mut self, gap: &Gap, marks: &[usize]) {
        let spans: Vec<Span> =
            marks.iter().filter_map(|mark| self.pair.mark(*mark)).map(|mark| mark.span).collect();
        let glued = |at: &usize| {
            let word = self.pair.plain.get(*at).map_or(Span::default(), |word| word.span);
            spans.iter().any(|mark| touches(self.pair.released, word, *mark))
        };
        let mut free = gap.new.clone().filter(|at| !glued(at));
        if let Some(first) = free.next() {
            let last = free.next_back().unwrap_or(first);
            self.change(ChangeKind::Added, &(first..last + 1), &[]);
        }
    }

    /// The letters are the same, and only blanks and hyphens differ.
    fn reads_alike(&self, gap: &Gap) -> bool {
        const FEW: usize = 64;
        if gap.old.len() > FEW || gap.new.len() > FEW {
            return false;
        }
        let letters = |text: &Text, words: &[Word]| {
            key(&words.iter().map(|word| text.slice(word.span)).collect::<String>())
        };
        let new = self.pair.plain.get(gap.new.clone()).unwrap_or_default();
        letters(self.pair.original, self.pair.hidden(&gap.old)) == letters(self.pair.released, new)
    }
}

/// The keys of the words in a stretch, joined over hyphens as those of a text are.
fn keys_of(text: &Text, span: Span) -> Vec<u64> {
    words_of(text.slice(span)).iter().map(|word| word.key).collect()
}

/// No blank is between a word and a mark.
fn touches(text: &Text, word: Span, mark: Span) -> bool {
    let between = |start: usize, end: usize| {
        start <= end
            && end - start <= 4
            && !text.slice(Span::new(start, end)).contains(|letter: char| letter.is_whitespace())
    };
    between(word.end, mark.start) || between(mark.end, word.start)
}

impl Found {
    /// The redactions with what each hides, counted.
    pub(super) fn excisions(&self, pair: &Pair<'_>) -> Vec<Excision> {
        let lengths: Vec<(usize, usize)> = self.hidden.iter().map(|one| pair.lengths(one)).collect();
        let measured: Vec<&(usize, usize)> = lengths.iter().filter(|(mark, _)| *mark > 0).collect();
        // Masks that are all of one length, whatever they hide, keep no length.
        let constant =
            measured.windows(2).all(|two| two.first().map(|one| one.0) == two.last().map(|one| one.0))
                && measured.windows(2).any(|two| two.first().map(|one| one.1) != two.last().map(|one| one.1));
        let excision = |(hidden, (mark, characters)): (&Hidden, &(usize, usize))| {
            let of = pair.mark(hidden.mark)?;
            Some(Excision {
                span: of.span,
                words: hidden.ranges.iter().map(ExactSizeIterator::len).sum(),
                characters: *characters,
                kept_length: *mark >= KEPT && mark == characters && !constant,
                codes: of.codes.clone(),
                ..Excision::default()
            })
        };
        self.hidden.iter().zip(&lengths).filter_map(excision).collect()
    }
}

/// A shorter mask has its length by chance.
const KEPT: usize = 5;

impl Pair<'_> {
    /// How many characters a mark has, 0 where it says nothing, and how many it hides; every gap
    /// between words counts as one blank.
    fn lengths(&self, hidden: &Hidden) -> (usize, usize) {
        let span = |range: &Range<usize>| {
            let words = self.hidden(range);
            Some(words.first()?.span.cover(words.last()?.span))
        };
        let characters = |span: Span| {
            let blank = |two: &[char]| two.iter().all(|letter| letter.is_whitespace());
            let all: Vec<char> = self.original.slice(span).chars().collect();
            all.len() - all.windows(2).filter(|two| blank(two)).count()
        };
        let hides = hidden.ranges.iter().filter_map(span).map(characters).sum();
        let mark = self.mark(hidden.mark).filter(|mark| mark.kind == MarkKind::Redaction);
        let own = mark.map_or(0, |mark| {
            let shown = self.released.slice(mark.span);
            let inner = shown.strip_prefix('[').and_then(|shown| shown.strip_suffix(']'));
            let blank = |inner: &&str| !inner.chars().any(char::is_alphanumeric);
            match inner.filter(blank) {
                Some(inner) => inner.chars().count(),
                None if mark.length > 0 => shown.chars().count(),
                None => 0,
            }
        });
        (own, hides)
    }
}
