//! Work that all threads share, and whose results are handed on in order.
//!
//! Whoever is done with one thing takes the next. The caller's thread works like the others, but hands on first what
//! can be: so there are no more threads than processors, nobody waits for the end of a batch, and most of what is handed
//! on was made a moment ago. What was handed on goes back to the thread that made it, which lets go of it: memory that
//! one thread takes and another gives back costs both of them far more.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rayon::ThreadPool;

/// How many may be begun and not handed on by a few threads: enough to keep them busy while one of them has a long piece
/// of work, few enough to be held.
const AHEAD: usize = 32;

/// How many for each thread where there are more of them.
const AHEAD_EACH: usize = 4;

/// Bytes that what waits for its turn may take, about.
const HELD: usize = 32 << 20;

/// What comes of work, and waits to be handed on.
pub(super) trait Waiting: Send {
    /// The bytes that it takes, about.
    fn bytes(&self) -> usize;
}

/// Does `work` for the numbers below `count` on the caller's thread and on all `others`, and shows what comes of
/// each to `take`, on the caller's thread and in order, until that fails.
pub(super) fn in_order<T: Waiting, E>(
    others: &ThreadPool,
    count: usize,
    work: impl Fn(usize) -> T + Sync,
    take: impl FnMut(usize, &mut T) -> Result<(), E>,
) -> Result<(), E> {
    let helping = others.current_num_threads();
    let (queue, work) = (&Queue::new(count, helping), &work);
    others.in_place_scope(|scope| {
        for helper in 0..helping {
            scope.spawn(move |_| queue.help(helper, work));
        }
        queue.hand_on(work, take)
    })
}

/// What is to be done, and what of it is done.
struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    /// How many numbers there are to work on; 0 once nothing more is to be begun.
    count: usize,
    /// How many may be begun and not handed on.
    ahead: usize,
    handed_on: usize,
    /// Those that come next and were begun, in order; `None` while somebody is at work on one.
    begun: VecDeque<Option<Done<T>>>,
    /// Bytes of those that are done.
    held: usize,
    /// Threads that help.
    helping: usize,
    /// Threads that wait for a change: where none does, nobody need be told.
    waiting: usize,
    /// What each of them made and was handed on, for it to let go of; `None` once it has ended. No more than may be
    /// begun: while it is at work on one, nothing comes to it but what it had made before.
    spent: Vec<Option<Vec<T>>>,
}

struct Done<T> {
    result: T,
    /// Who made it; `None` for the caller.
    helper: Option<usize>,
}

impl<T: Waiting> State<T> {
    /// The number that is to be begun next; `None` where all are.
    fn next(&self) -> Option<usize> {
        let next = self.handed_on + self.begun.len();
        (next < self.count).then_some(next)
    }

    /// So many wait that none is to be begun.
    fn is_full(&self) -> bool {
        self.begun.len() >= self.ahead || self.held >= HELD
    }

    /// Takes a number to work on, where there is one.
    fn begin(&mut self) -> Option<usize> {
        let number = self.next().filter(|_| !self.is_full())?;
        self.begun.push_back(None);
        Some(number)
    }

    /// Keeps a result until its turn; true where that has come.
    fn put(&mut self, number: usize, done: Done<T>) -> bool {
        let turn = number - self.handed_on;
        self.held += done.result.bytes();
        if let Some(place) = self.begun.get_mut(turn) {
            *place = Some(done);
        }
        turn == 0
    }

    /// What is given back to a helper; `None` once it has ended.
    fn spent_of(&mut self, helper: usize) -> Option<&mut Vec<T>> {
        self.spent.get_mut(helper)?.as_mut()
    }

    /// Gives what was handed on back to the helper that made it, while that is there.
    fn give_back(&mut self, done: Done<T>) {
        if let Some(spent) = done.helper.and_then(|helper| self.spent_of(helper)) {
            spent.push(done.result);
        }
    }
}

impl<T: Waiting> Queue<T> {
    fn new(count: usize, helping: usize) -> Self {
        let spent = (0..helping).map(|_| Some(Vec::new())).collect();
        let ahead = AHEAD.max(AHEAD_EACH * (helping + 1));
        let state =
            State { count, ahead, handed_on: 0, begun: VecDeque::new(), held: 0, helping, waiting: 0, spent };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Works until all is begun.
    fn help(&self, helper: usize, work: &impl Fn(usize) -> T) {
        let _help = Help { queue: self, helper };
        let mut spent = Vec::new();
        while let Some(number) = self.wait_to_begin() {
            let done = Done { result: work(number), helper: Some(helper) };
            let mut state = self.state();
            // The caller may wait for it.
            if state.put(number, done) {
                self.tell(&state);
            }
            if let Some(given_back) = state.spent_of(helper) {
                std::mem::swap(given_back, &mut spent);
            }
            drop(state);
            spent.clear();
        }
    }

    /// A number to work on, as soon as there is room for what comes of it; `None` where there is none left.
    fn wait_to_begin(&self) -> Option<usize> {
        let mut state = self.state();
        while state.next().is_some() && state.is_full() {
            state = self.wait(state);
        }
        state.begin()
    }

    /// Hands all results on, and works while the next is not there.
    fn hand_on<E>(
        &self,
        work: &impl Fn(usize) -> T,
        mut take: impl FnMut(usize, &mut T) -> Result<(), E>,
    ) -> Result<(), E> {
        let _end = End(self);
        let mut spent = None;
        while let Some((number, mut done)) = self.next_result(spent.take(), work) {
            take(number, &mut done.result)?;
            spent = Some(done).filter(|done| done.helper.is_some());
        }
        Ok(())
    }

    /// The next result; `None` after the last, and where whoever worked on it panicked. Gives back the one before.
    fn next_result(&self, spent: Option<Done<T>>, work: &impl Fn(usize) -> T) -> Option<(usize, Done<T>)> {
        let mut state = self.state();
        if let Some(done) = spent {
            state.give_back(done);
        }
        loop {
            if let Some(done) = state.begun.front_mut().and_then(Option::take) {
                let was_full = state.is_full();
                state.begun.pop_front();
                state.held -= done.result.bytes();
                state.handed_on += 1;
                // Others may wait for room.
                if was_full {
                    self.tell(&state);
                }
                return Some((state.handed_on - 1, done));
            }
            if let Some(number) = state.begin() {
                drop(state);
                let done = Done { result: work(number), helper: None };
                state = self.state();
                state.put(number, done);
            } else if state.helping == 0 {
                return None;
            } else {
                state = self.wait(state);
            }
        }
    }

    /// Waits for a change of the state.
    fn wait<'s>(&self, mut state: MutexGuard<'s, State<T>>) -> MutexGuard<'s, State<T>> {
        state.waiting += 1;
        state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state
    }

    /// Tells those that wait of a change. To tell nobody would ask the kernel, too, once for every file.
    fn tell(&self, state: &State<T>) {
        if state.waiting > 0 {
            self.changed.notify_all();
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The help of one thread. Where it panics nothing more is begun, lest the others wait for ever.
struct Help<'q, T: Waiting> {
    queue: &'q Queue<T>,
    helper: usize,
}

impl<T: Waiting> Drop for Help<'_, T> {
    fn drop(&mut self) {
        let mut state = self.queue.state();
        state.helping -= 1;
        if std::thread::panicking() {
            state.count = 0;
        }
        let spent = state.spent.get_mut(self.helper).and_then(Option::take);
        drop(state);
        self.queue.changed.notify_all();
        drop(spent);
    }
}

/// The end of handing on, for whatever reason: nothing more is there to be begun.
struct End<'q, T: Waiting>(&'q Queue<T>);

impl<T: Waiting> Drop for End<'_, T> {
    fn drop(&mut self) {
        self.0.state().count = 0;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use rayon::ThreadPoolBuilder;

    use super::*;

    impl Waiting for usize {
        fn bytes(&self) -> usize {
            0
        }
    }

    impl Waiting for () {
        fn bytes(&self) -> usize {
            0
        }
    }

    fn others(threads: usize) -> ThreadPool {
        ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    /// Work that takes now short and now long.
    fn worked(number: usize) -> usize {
        (0..number % 7 * 1_000).fold(number, |sum, next| std::hint::black_box(sum ^ next ^ next))
    }

    #[test]
    fn results_come_in_order_whoever_made_them() {
        for threads in [1, 3, 8] {
            let mut taken = Vec::new();
            let took = in_order(&others(threads), 3 * AHEAD, worked, |number, result| {
                taken.push((number, *result));
                Ok::<(), ()>(())
            });
            assert_eq!(took, Ok(()));
            assert!(taken.into_iter().eq((0..3 * AHEAD).map(|number| (number, number))));
        }
    }

    #[test]
    fn no_more_is_held_than_is_said_and_a_failure_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |number| {
            begun.fetch_add(1, Ordering::Relaxed);
            number
        };
        let took = in_order(&others(3), 100 * AHEAD, work, |number, _| {
            // Handed on are `number + 1`, and at most so many more were begun.
            assert!(begun.load(Ordering::Relaxed) <= number + 1 + AHEAD, "{number}");
            if number == 2 * AHEAD { Err(number) } else { Ok(()) }
        });
        assert_eq!(took, Err(2 * AHEAD));
        assert!(begun.load(Ordering::Relaxed) <= 3 * AHEAD + 1);
    }

    /// A result that counts how many of its sort are held.
    struct Held<'c> {
        count: &'c AtomicUsize,
        bytes: usize,
    }

    impl<'c> Held<'c> {
        fn new(count: &'c AtomicUsize, bytes: usize) -> Self {
            count.fetch_add(1, Ordering::Relaxed);
            Self { count, bytes }
        }
    }

    impl Waiting for Held<'_> {
        fn bytes(&self) -> usize {
            self.bytes
        }
    }

    impl Drop for Held<'_> {
        fn drop(&mut self) {
            self.count.fetch_sub(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn what_was_handed_on_is_let_go_of_soon() {
        let held = AtomicUsize::new(0);
        let took = in_order(
            &others(3),
            100 * AHEAD,
            |_| Held::new(&held, 0),
            |_, _| {
                let now = held.load(Ordering::Relaxed);
                // What waits, and what each of three has been given back and is letting go of.
                if now <= (1 + 2 * 3) * AHEAD { Ok(()) } else { Err(now) }
            },
        );
        assert_eq!(took, Ok(()));
        assert_eq!(held.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn of_large_results_fewer_wait() {
        let held = AtomicUsize::new(0);
        let took = in_order(
            &others(3),
            20 * AHEAD,
            |_| Held::new(&held, HELD / 4),
            |number, _| {
                if number > 0 {
                    return Ok(());
                }
                // Long enough for others to go ahead as far as they may.
                std::thread::sleep(std::time::Duration::from_millis(50));
                // Four are all that may wait. Beside them there is the one that is handed on, and what each of three
                // others may have begun before there were four.
                let now = held.load(Ordering::Relaxed);
                if now <= 4 + 1 + 3 { Ok(()) } else { Err(now) }
            },
        );
        assert_eq!(took, Ok(()));
        assert_eq!(held.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn what_was_made_by_a_thread_that_has_ended_is_let_go_of_at_once() {
        let held = AtomicUsize::new(0);
        let queue = Queue::new(1, 1);
        drop(Help { queue: &queue, helper: 0 });
        queue.state().give_back(Done { result: Held::new(&held, 9), helper: Some(0) });
        assert_eq!(held.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn who_waits_for_a_thread_that_panics_panics_too() {
        let caller = std::thread::current().id();
        let others = others(2);
        let work = |_| assert!(std::thread::current().id() == caller, "not here");
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            in_order(&others, 1_000_000, work, |_, &mut ()| Ok::<(), ()>(()))
        }));
        assert!(panicked.is_err());
    }
}
