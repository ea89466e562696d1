//! Looking into all files of a run for what the redactions of one of them hide.
//!
//! Whoever checks a file and asks what the others show takes part in looking into them: those that ask share the files,
//! and nobody waits but for the files that others have taken. No threads are begun for it: what a thread has learned of
//! the patterns serves it when it checks files, too.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use super::checker::Checker;
use crate::cli::console::complain;
use crate::cli::interrupt;
use crate::exposure::{Hidden, Shown, Sought, Survey};
use crate::input::Source;
use crate::text::Text;

/// Files that are read twice more to compare them; an audit of more would be three times as long.
const SURVEYED: usize = 2_000;

/// What is said where there are more.
const UNSURVEYED: &str = "more than 2,000 files: what one of them masks is not looked for in the others";

/// The survey of a run, which is made when the first file asks for it.
#[derive(Default)]
pub(super) struct Surveyor {
    hidden: Round<Hidden>,
    sought: OnceLock<Sought>,
    shown: Round<Shown>,
    /// `None` where an end was asked for: of half the files it can be told neither that none answers nor that only
    /// one does.
    survey: OnceLock<Option<Survey>>,
}

impl Surveyor {
    /// What the files of the run hide and show; `None` where an end was asked for before all were looked into.
    pub(super) fn survey(&self, checker: &Checker<'_>) -> Option<&Survey> {
        if let Some(survey) = self.survey.get() {
            return survey.as_ref();
        }
        match checker.files.len() {
            2..=SURVEYED => self.look(checker),
            count => self.survey.get_or_init(|| Some(unsurveyed(count))).as_ref(),
        }
    }

    /// What would have been looked for in other files, had there been fewer than so many.
    pub(super) fn not_looked_for(&self, files: usize) -> Option<&'static str> {
        (self.survey.get().is_some() && files > SURVEYED).then_some(UNSURVEYED)
    }

    /// Takes part in both passes over the files.
    fn look(&self, checker: &Checker<'_>) -> Option<&Survey> {
        let sources: Vec<&Source> = checker.to_check().map(|file| &file.source).collect();
        let text = |number: usize| sources.get(number)?.read_beside(checker.max_size).map(Text::decode);
        self.hidden.join(sources.len(), |number| Hidden::of(&text(number)?));
        let hidden = || self.hidden.take().into_iter().map(|(_, hidden)| hidden);
        let sought = self.sought.get_or_init(|| Sought::of(hidden()));
        self.shown.join(sources.len(), |number| text(number).map(|text| sought.shown(&text)));
        self.survey.get_or_init(|| self.surveyed(&sources)).as_ref()
    }

    /// What came of the second pass, if it was not cut short.
    fn surveyed(&self, sources: &[&Source]) -> Option<Survey> {
        let mut survey = Survey::default();
        for (number, shown) in self.shown.take() {
            survey.note(sources.get(number).map_or("", |source| &source.name), shown);
        }
        (!interrupt::is_asked()).then_some(survey)
    }
}

/// What is known of others where none is looked into.
fn unsurveyed(files: usize) -> Survey {
    if files > SURVEYED {
        complain(UNSURVEYED);
    }
    Survey::default()
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
