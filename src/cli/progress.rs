//! How far a run is: a line on the terminal of stderr, which stands below whatever else is printed and is gone
//! when the run ends. A run of less than half a second shows none.
//!
//! The terminal is one for the whole process, so the bar is too: files are counted by whoever hands them on, and
//! whoever writes to stdout or stderr does it through [`above`].

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::{console, interrupt};

/// What there is to show, if anything.
static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// True where there is something, which is asked for every file, by all threads.
static IS_SHOWN: AtomicBool = AtomicBool::new(false);

/// How long a run may take before anything is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the bar is drawn while nothing happens, so that a large file does not look like a standstill.
const TICK: Duration = Duration::from_millis(200);

/// What is shown of a run, until this is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    is_wanted: bool,
}

impl Progress {
    /// `is_wanted` says that the user has not forbidden it. A log is no place for it either, nor a terminal that
    /// somebody else writes to: what stands behind a pipe on stdout (`| less`) mostly does.
    pub(super) fn new(is_wanted: bool) -> Self {
        let is_seen = io::stderr().is_terminal() && !console::is_dumb() && !console::is_set("CI");
        Self { is_wanted: is_wanted && is_seen && !console::stdout_is_pipe() }
    }

    /// Files are looked for; nobody knows how many there are.
    pub(super) fn gathering(&self) {
        self.show(None, "{spinner} looking for files: {human_pos}{ending}");
    }

    /// So many files are checked.
    pub(super) fn checking(&self, files: usize) {
        let files = u64::try_from(files).unwrap_or(u64::MAX);
        self.show(Some(files), "[{wide_bar}] {human_pos} of {human_len} files, {rate}/s, {eta} left{ending}");
    }

    fn show(&self, length: Option<u64>, template: &str) {
        clear();
        let style = ProgressStyle::with_template(template).ok().filter(|_| self.is_wanted);
        *bar() = style.map(|style| {
            let style = style.progress_chars("=> ").tick_chars("-\\|/ ");
            let style = style.with_key("rate", write_rate).with_key("ending", write_ending);
            ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden()).with_style(style)
        });
        IS_SHOWN.store(self.is_wanted, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        clear();
    }
}

/// Takes the bar off the terminal.
fn clear() {
    if let Some(bar) = bar().take() {
        bar.finish_and_clear();
    }
}

/// So many files were found so far.
pub(super) fn found(files: usize) {
    advance(|bar| bar.set_position(u64::try_from(files).unwrap_or(u64::MAX)));
}

/// One more file was checked.
pub(super) fn checked() {
    advance(|bar| bar.inc(1));
}

/// Does what writes to the terminal while the bar is out of the way.
pub(super) fn above<T>(write: impl FnOnce() -> T) -> T {
    // The lock is let go first: what is written to may be slow, and files are counted meanwhile.
    let shown = bar().clone();
    match shown {
        Some(shown) => shown.suspend(write),
        None => write(),
    }
}

fn bar() -> std::sync::MutexGuard<'static, Option<ProgressBar>> {
    BAR.lock().unwrap_or_else(PoisonError::into_inner)
}

fn advance(by: impl FnOnce(&ProgressBar)) {
    if !IS_SHOWN.load(Ordering::Relaxed) {
        return;
    }
    let shown = bar();
    let Some(shown) = shown.as_ref() else { return };
    if shown.is_hidden() && shown.elapsed() > PATIENCE {
        shown.set_draw_target(ProgressDrawTarget::stderr());
        shown.enable_steady_tick(TICK);
    }
    by(shown);
}

/// Files a second, whole: the library prints four digits after the point.
fn write_rate(state: &ProgressState, out: &mut dyn Write) {
    let _ = write!(out, "{:.0}", state.per_sec());
}

fn write_ending(_: &ProgressState, out: &mut dyn Write) {
    if interrupt::is_asked() {
        let _ = write!(out, "; stopping");
    }
}
