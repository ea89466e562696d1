//! Sliding: of `the deputy and the minister` either `the` may be the one that still stands. A gap goes
//! where the mark is.

use std::ops::RangeInclusive;

use super::align::Run;

/// Moves each stretch that is gone, as far as the words allow, to the nearest of some places in the
/// release; `places` rise.
pub(super) fn slide(original: &[u64], mut runs: Vec<Run>, places: &[usize]) -> Vec<Run> {
    for right in 1..runs.len() {
        let (front, back) = runs.split_at_mut(right);
        let (Some(left), Some(right)) = (front.last_mut(), back.first_mut()) else { continue };
        let at = right.released;
        let gone = left.released_end() == at && left.original_end() < right.original;
        if !gone || nearest(places, at, at..=at).is_some() {
            continue;
        }
        let (back, on) = room(original, *left, *right);
        match nearest(places, at, at - back..=at + on) {
            Some(place) if place < at => {
                let by = at - place;
                left.length -= by;
                *right = Run {
                    original: right.original - by,
                    released: right.released - by,
                    length: right.length + by,
                };
            }
            Some(place) => {
                let by = place - at;
                left.length += by;
                *right = Run {
                    original: right.original + by,
                    released: right.released + by,
                    length: right.length - by,
                };
            }
            None => {}
        }
    }
    runs.retain(|run| run.length > 0);
    runs
}

/// How far the stretch between two runs can move back and on.
fn room(original: &[u64], left: Run, right: Run) -> (usize, usize) {
    let equal = |left: Option<&u64>, right: Option<&u64>| left.is_some() && left == right;
    let back = (1..=left.length)
        .take_while(|by| equal(original.get(left.original_end() - by), original.get(right.original - by)))
        .count();
    let on = (0..right.length)
        .take_while(|by| equal(original.get(left.original_end() + by), original.get(right.original + by)))
        .count();
    (back, on)
}

/// The place within reach that is nearest to `at`.
fn nearest(places: &[usize], at: usize, reach: RangeInclusive<usize>) -> Option<usize> {
    let next = places.partition_point(|place| *place < at);
    let around = [next.checked_sub(1).and_then(|before| places.get(before)), places.get(next)];
    let within = around.into_iter().flatten().filter(|place| reach.contains(place));
    within.min_by_key(|place| place.abs_diff(at)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_goes_to_the_mark() {
        // original `met THE deputy and THE minister today`, release `met THE [ ] today`
        let original = [1, 2, 3, 4, 2, 5, 6];
        let run = |original, released, length| Run { original, released, length };
        let runs = vec![run(0, 0, 1), run(4, 1, 1), run(6, 2, 1)];
        assert_eq!(slide(&original, runs, &[2]), [run(0, 0, 2), run(6, 2, 1)]);
        let runs = vec![run(0, 0, 2), run(5, 2, 2)];
        assert_eq!(slide(&original, runs, &[1]), [run(0, 0, 1), run(4, 1, 3)]);
    }
}
