//! Looking into all files of a run for what the redactions of one of them hide.
//!
//! Whoever checks a file and asks what the others show takes part in looking into them: those that ask share the files,
//! and nobody waits but for the files that others have taken. No threads are begun for it: what a thread has learned of
//! the patterns serves it when it checks files, too.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::ThreadPool;

use super::checker::{LARGE, to_check};
use crate::cli::console::complain;
use crate::cli::interrupt;
use crate::cli::projects::Assigned;
use crate::exposure::{Hidden, Shown, Sought, Survey};
use crate::input::Source;
use crate::text::Text;

/// Files that are read twice more to compare them; an audit of more would be three times as long.
const SURVEYED: usize = 2_000;

/// What is said where there are more.
const UNSURVEYED: &str = "more than 2,000 files: what one of them masks is not looked for in the others";

/// The survey of a run, which is made when the first file asks for it.
pub(super) struct Surveyor<'a> {
    /// All files of the run, also those that are left out.
    count: usize,
    /// Those that are checked.
    sources: Vec<&'a Source>,
    /// Larger files are not read.
    max_size: u64,
    hidden: Round<Hidden>,
    sought: OnceLock<Sought>,
    shown: Round<Shown>,
    /// `None` where an end was asked for: of half the files it can be told neither that none answers nor that only
    /// one does.
    survey: OnceLock<Option<Survey>>,
}

impl<'a> Surveyor<'a> {
    pub(super) fn new(files: &'a [Assigned], max_size: u64) -> Self {
        Self {
            count: files.len(),
            sources: to_check(files).take(SURVEYED).map(|file| &file.source).collect(),
            max_size,
            hidden: Round::default(),
            sought: OnceLock::new(),
            shown: Round::default(),
            survey: OnceLock::new(),
        }
    }

    /// Loads the rules, and begins with the first pass meanwhile: all processors but one are idle then, and a run over
    /// many files nearly always asks for it.
    pub(super) fn begin_while<T>(&self, others: Option<&ThreadPool>, load: impl FnOnce() -> T) -> T {
        let Some(others) = others.filter(|_| self.is_made()) else { return load() };
        let loaded = AtomicBool::new(false);
        others.in_place_scope(|scope| {
            scope.spawn(|_| self.begin(&loaded));
            let done = load();
            loaded.store(true, Ordering::Relaxed);
            done
        })
    }

    /// Looks into files one by one until the rules are loaded, or a large one comes, for which all would wait.
    fn begin(&self, loaded: &AtomicBool) {
        let is_over = || loaded.load(Ordering::Relaxed) || interrupt::is_asked();
        self.hidden.begin(|number| {
            let source = self.sources.get(number).filter(|_| !is_over())?;
            let bytes = source.read_unless_larger(LARGE, self.max_size);
            bytes.ok().flatten().map(|bytes| Hidden::of(&Text::decode(bytes)))
        });
    }

    /// What the files of the run hide and show; `None` where an end was asked for before all were looked into.
    pub(super) fn survey(&self) -> Option<&Survey> {
        if let Some(survey) = self.survey.get() {
            return survey.as_ref();
        }
        if self.is_made() {
            return self.look();
        }
        let unsurveyed = || {
            if self.count > SURVEYED {
                complain(UNSURVEYED);
            }
            Some(Survey::default())
        };
        self.survey.get_or_init(unsurveyed).as_ref()
    }

    /// The files are few enough to be looked into.
    fn is_made(&self) -> bool {
        (2..=SURVEYED).contains(&self.count)
    }

    /// What would have been looked for in other files, had there been fewer.
    pub(super) fn not_looked_for(&self) -> Option<&'static str> {
        (self.survey.get().is_some() && self.count > SURVEYED).then_some(UNSURVEYED)
    }

    /// Takes part in both passes over the files.
    fn look(&self) -> Option<&Survey> {
        let text = |number: usize| self.sources.get(number)?.read_beside(self.max_size).map(Text::decode);
        self.hidden.join(self.sources.len(), |number| Hidden::of(&text(number)?));
        let hidden = || self.hidden.take().into_iter().map(|(_, hidden)| hidden);
        let sought = self.sought.get_or_init(|| Sought::of(hidden()));
        self.shown.join(self.sources.len(), |number| text(number).map(|text| sought.shown(&text)));
        self.survey.get_or_init(|| self.surveyed()).as_ref()
    }

    /// What came of the second pass, if it was not cut short.
    fn surveyed(&self) -> Option<Survey> {
        let mut survey = Survey::default();
        for (number, shown) in self.shown.take() {
            survey.note(self.sources.get(number).map_or("", |source| &source.name), shown);
        }
        (!interrupt::is_asked()).then_some(survey)
    }
}

/// One pass over the files by as many threads as come.
struct Round<T> {
    next: AtomicUsize,
    state: Mutex<State<T>>,
    left: Condvar,
}

struct State<T> {
    /// Threads that take part.
    at_work: usize,
    /// What came of each file, by its turn.
    done: Vec<(usize, T)>,
}

impl<T> Round<T> {
    /// Works on files, by their turn, as long as `work` does; before anybody joins.
    fn begin(&self, work: impl Fn(usize) -> Option<Option<T>>) {
        let mut number = 0;
        let mut done = Vec::new();
        while let Some(result) = work(number) {
            done.extend(result.map(|result| (number, result)));
            number += 1;
        }
        self.next.store(number, Ordering::Relaxed);
        self.state().done = done;
    }

    /// Works on files, by their turn, until all are taken or an end is asked for, and waits for those that others
    /// have taken.
    fn join(&self, files: usize, work: impl Fn(usize) -> Option<T>) {
        let part = Part::of(self);
        let mut done = Vec::new();
        while !interrupt::is_asked() {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= files {
                break;
            }
            done.extend(work(number).map(|result| (number, result)));
        }
        self.state().done.extend(done);
        drop(part);
        let others = self.left.wait_while(self.state(), |state| state.at_work > 0);
        drop(others.unwrap_or_else(PoisonError::into_inner));
    }

    /// What came of the files, in their order.
    fn take(&self) -> Vec<(usize, T)> {
        let mut done = std::mem::take(&mut self.state().done);
        done.sort_by_key(|(number, _)| *number);
        done
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Default for Round<T> {
    fn default() -> Self {
        let state = State { at_work: 0, done: Vec::new() };
        Self { next: AtomicUsize::new(0), state: Mutex::new(state), left: Condvar::new() }
    }
}

/// The part of one thread in a round. It ends also where the thread panics, lest the others wait for ever.
struct Part<'r, T>(&'r Round<T>);

impl<'r, T> Part<'r, T> {
    fn of(round: &'r Round<T>) -> Self {
        round.state().at_work += 1;
        Self(round)
    }
}

impl<T> Drop for Part<'_, T> {
    fn drop(&mut self) {
        self.0.state().at_work -= 1;
        self.0.left.notify_all();
    }
}
