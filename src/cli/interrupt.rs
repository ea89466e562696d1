//! Ctrl-C, and what a job control sends in its place (SIGTERM). The first asks the run to stop: what was
//! checked by then is reported, whole, with a summary that says how much was not. The second does what it
//! always does.
//!
//! Signals are about the process, so this is a state of the process: whatever takes time asks here, file by
//! file, whether to go on. SIGHUP is left alone, since `nohup` relies on that.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::input::{Problem, Source};
use crate::report::count;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

static ASKED: AtomicBool = AtomicBool::new(false);

/// How often a wait for somebody else looks up.
const LOOK_UP: Duration = Duration::from_millis(50);

/// From now on a signal asks for an end and does not bring it about.
pub(super) fn listen() {
    for signal in [SIGINT, SIGTERM] {
        // In this order, so that only the second finds the flag set. A signal that cannot be had ends the
        // program, as it would without us.
        let _ = flag::register_conditional_default(signal, &ASKED);
        let _ = flag::register(signal, &ASKED);
    }
}

/// Somebody has asked for an end.
pub(super) fn is_asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// Waits for what somebody else may never give, as a pipe or a terminal; `None` where an end is asked for.
pub(super) fn or<T: Send + 'static>(wait: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    // Nobody waits for the thread: where an end is asked for, it ends with the process.
    let waiting = thread::Builder::new().spawn(move || sender.send(wait()));
    while waiting.is_ok() && !is_asked() {
        match receiver.recv_timeout(LOOK_UP) {
            Ok(given) => return Some(given),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    None
}

/// Reads a file; `None` where an end is asked for.
pub(super) fn read(source: &Source, max_size: u64) -> Option<Result<Vec<u8>, Problem>> {
    if is_asked() {
        return None;
    }
    if !source.is_stream() {
        return Some(source.read(max_size));
    }
    let source = source.clone();
    or(move || source.read(max_size))
}

/// What an end that was asked for has left undone. One that came too late to leave anything is no matter.
pub(super) fn left_undone(left: usize, files: usize) -> Option<String> {
    if left > 0 {
        Some(format!("interrupted: {left} of {} not checked", count(files, "file")))
    } else if files == 0 && is_asked() {
        Some("interrupted while files were looked for: none was checked".to_owned())
    } else {
        None
    }
}
