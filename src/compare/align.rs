//! Alignment: which words of the original stand in the release, in order.
//!
//! Stretches of words that occur once in both texts are anchors; what lies between two anchors is
//! aligned again with shorter stretches, and at last, where it is short, word by word with Myers'
//! algorithm. So the cost grows with the length of the texts, however much they differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::{ByKey, chain};

/// Words that stand in both texts, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The first, in the original.
    pub(super) original: usize,
    /// The first, in the release.
    pub(super) released: usize,
    /// How many.
    pub(super) length: usize,
}

impl Run {
    /// The first word behind it, in the original.
    pub(super) const fn original_end(self) -> usize {
        self.original + self.length
    }

    /// The first word behind it, in the release.
    pub(super) const fn released_end(self) -> usize {
        self.released + self.length
    }
}

/// Words of an anchor, from the surest down.
const ANCHORS: [usize; 3] = [6, 3, 1];

/// Up to this many words of both texts are aligned word by word.
const SHORT: usize = 512;

/// Aligns two texts, given as keys of words.
pub(super) fn align(original: &[u64], released: &[u64]) -> Vec<Run> {
    let mut aligner = Aligner { original, released, runs: Vec::new() };
    aligner.align(0..original.len(), 0..released.len(), &ANCHORS);
    join(aligner.runs)
}

struct Aligner<'a> {
    original: &'a [u64],
    released: &'a [u64],
    runs: Vec<Run>,
}

impl Aligner<'_> {
    /// Aligns a stretch of both texts; `anchors` are the lengths of anchors still to be tried.
    fn align(&mut self, mut old: Range<usize>, mut new: Range<usize>, anchors: &[usize]) {
        let front = common(self.of_original(&old).iter(), self.of_release(&new).iter());
        self.push(old.start, new.start, front);
        old.start += front;
        new.start += front;
        let back = common(self.of_original(&old).iter().rev(), self.of_release(&new).iter().rev());
        old.end -= back;
        new.end -= back;
        if !old.is_empty() && !new.is_empty() {
            self.middle(old.clone(), new.clone(), anchors);
        }
        self.push(old.end, new.end, back);
    }

    fn middle(&mut self, old: Range<usize>, new: Range<usize>, anchors: &[usize]) {
        if old.len() + new.len() <= SHORT {
            self.word_by_word(&old, &new);
            return;
        }
        let Some((&length, shorter)) = anchors.split_first() else {
            self.window_by_window(old, new);
            return;
        };
        let pairs = unique_pairs(self.of_original(&old), self.of_release(&new), length);
        let (mut old_at, mut new_at) = (old.start, new.start);
        for (first, second) in rising(&pairs) {
            let (first, second) = (old.start + first, new.start + second);
            if first < old_at || second < new_at {
                continue; // inside the anchor before
            }
            self.align(old_at..first, new_at..second, shorter);
            self.push(first, second, length);
            (old_at, new_at) = (first + length, second + length);
        }
        self.align(old_at..old.end, new_at..new.end, shorter);
    }

    /// Aligns texts that repeat themselves, in which nothing stands once.
    fn window_by_window(&mut self, mut old: Range<usize>, mut new: Range<usize>) {
        const WINDOW: usize = SHORT / 2;
        while !old.is_empty() && !new.is_empty() {
            let (old_end, new_end) = ((old.start + WINDOW).min(old.end), (new.start + WINDOW).min(new.end));
            let before = self.runs.len();
            self.word_by_word(&(old.start..old_end), &(new.start..new_end));
            let last = self.runs.get(before..).and_then(<[Run]>::last);
            (old.start, new.start) =
                last.map_or((old_end, new_end), |run| (run.original_end(), run.released_end()));
        }
    }

    fn word_by_word(&mut self, old: &Range<usize>, new: &Range<usize>) {
        for operation in capture_diff_slices(Algorithm::Myers, self.of_original(old), self.of_release(new)) {
            if let DiffOp::Equal { old_index, new_index, len } = operation {
                self.push(old.start + old_index, new.start + new_index, len);
            }
        }
    }

    fn push(&mut self, original: usize, released: usize, length: usize) {
        if length > 0 {
            self.runs.push(Run { original, released, length });
        }
    }

    fn of_original(&self, range: &Range<usize>) -> &[u64] {
        self.original.get(range.clone()).unwrap_or_default()
    }

    fn of_release(&self, range: &Range<usize>) -> &[u64] {
        self.released.get(range.clone()).unwrap_or_default()
    }
}

/// How many words agree from the front on.
fn common<'a>(left: impl Iterator<Item = &'a u64>, right: impl Iterator<Item = &'a u64>) -> usize {
    left.zip(right).take_while(|(left, right)| left == right).count()
}

/// Where a stretch of words stands; more than once is nowhere.
#[derive(Clone, Copy, Default)]
struct Seen {
    at: usize,
    times: u8,
}

/// The places of stretches of `length` words that occur exactly once in both texts, in the order of the
/// release.
fn unique_pairs(old: &[u64], new: &[u64], length: usize) -> Vec<(usize, usize)> {
    let mut seen: ByKey<(Seen, Seen)> =
        ByKey::with_capacity_and_hasher(new.len(), std::hash::BuildHasherDefault::default());
    for (at, stretch) in new.windows(length).enumerate() {
        let entry = &mut seen.entry(chain(stretch.iter().copied())).or_default().1;
        *entry = Seen { at, times: entry.times.saturating_add(1) };
    }
    for (at, stretch) in old.windows(length).enumerate() {
        if let Some((entry, _)) = seen.get_mut(&chain(stretch.iter().copied())) {
            *entry = Seen { at, times: entry.times.saturating_add(1) };
        }
    }
    let once = |(old, new): &(Seen, Seen)| (old.times == 1 && new.times == 1).then_some((old.at, new.at));
    let stretches = new.windows(length).enumerate();
    let found = stretches.filter_map(|(at, stretch)| {
        let pair = seen.get(&chain(stretch.iter().copied())).and_then(once)?;
        (pair.1 == at).then_some(pair)
    });
    found.collect()
}

/// The longest part of some pairs, in order of their second place, whose first places rise.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new(); // for each length the pair with the lowest first place
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let first = |index: usize| pairs.get(index).map_or(0, |pair| pair.0);
    for (index, pair) in pairs.iter().enumerate() {
        let behind_last = tops.last().is_none_or(|&top| first(top) < pair.0);
        let length = if behind_last { tops.len() } else { tops.partition_point(|&top| first(top) < pair.0) };
        before.push(length.checked_sub(1).and_then(|length| tops.get(length)).copied());
        match tops.get_mut(length) {
            Some(top) => *top = index,
            None => tops.push(index),
        }
    }
    let mut chain = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(index) = next {
        chain.extend(pairs.get(index));
        next = before.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Joins runs that touch.
fn join(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.original_end() == run.original && last.released_end() == run.released => {
                last.length += run.length;
            }
            _ => joined.push(run),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(original: usize, released: usize, length: usize) -> Run {
        Run { original, released, length }
    }

    #[test]
    fn what_is_gone_lies_between_runs() {
        let original: Vec<u64> = (0..2_000).collect();
        let released: Vec<u64> = (0..700).chain(720..1_500).chain(1_500..2_000).collect();
        assert_eq!(align(&original, &released), [run(0, 0, 700), run(720, 700, 1_280)]);
    }

    #[test]
    fn texts_that_repeat_themselves_and_texts_that_differ_throughout() {
        let original: Vec<u64> = (0..5_000).map(|at| at % 7).collect();
        let released: Vec<u64> = original.iter().copied().skip(21).collect();
        let aligned: usize = align(&original, &released).iter().map(|run| run.length).sum();
        assert_eq!(aligned, released.len());
        let other: Vec<u64> = (9_000..20_000).collect();
        assert!(align(&original, &other).is_empty());
        assert!(align(&[], &other).is_empty());
    }

    #[test]
    fn runs_rise_in_both_texts() {
        let original: Vec<u64> = (0..3_000).map(|at| at * at % 1_009).collect();
        let mut released = original.clone();
        released.rotate_left(1_111);
        let runs = align(&original, &released);
        assert!(runs.windows(2).all(|pair| match pair {
            [left, right] => left.original_end() <= right.original && left.released_end() <= right.released,
            _ => true,
        }));
        assert!(!runs.is_empty());
    }
}
