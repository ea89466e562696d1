//! A stream: lines of standard input, each of which is a [`Record`].
//!
//! A thread of its own reads ahead, so that whoever asks gets as many lines as are there, and a single line
//! as soon as it is there: a partner that writes one line and waits for its answer does not wait for ever.
//! What is read ahead is bounded in lines and in bytes. A line that is longer than allowed is not held: its
//! beginning is kept, which may tell its path, and the rest is passed over up to the next line end.

mod base64;
mod record;

pub use record::{Flaw, Record};

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Lines that are handed out together, and read ahead while they are checked: enough to keep many threads
/// busy.
const LINES: usize = 512;

/// Bytes from which on no further line joins them. A line longer than this is read ahead alone.
const BYTES: usize = 4 << 20;

/// What is kept of a line that is too long.
const BEGINNING: usize = 64 << 10;

/// How often a wait for a line asks whether to go on: a signal wakes nobody up.
const LOOK_UP: Duration = Duration::from_millis(50);

/// Bytes asked of standard input at once.
const BUFFER: usize = 256 << 10;

/// A line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// What it holds.
    bytes: Vec<u8>,
    /// It is longer than this, and only its beginning is held.
    cut_at: Option<usize>,
}

/// The lines of a stream, in order.
#[derive(Debug)]
pub struct Stream(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    ahead: Mutex<Ahead>,
    /// A line was read, or lines were handed out.
    changed: Condvar,
}

/// What was read and not handed out yet.
#[derive(Debug, Default)]
struct Ahead {
    lines: VecDeque<Line>,
    bytes: usize,
    ended: bool,
    failure: Option<io::Error>,
}

impl Stream {
    /// Begins to read. Lines longer than `limit` bytes are cut.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn open(input: impl Read + Send + 'static, limit: usize) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let ahead = Arc::clone(&shared);
        let mut lines = Lines { input: BufReader::with_capacity(BUFFER, input), limit, number: 0 };
        // Nobody waits for this thread: where the results cannot be written, the program ends while it reads.
        thread::Builder::new().name("stream".to_owned()).spawn(move || {
            loop {
                match lines.next_line() {
                    Ok(Some(line)) => ahead.put(line),
                    Ok(None) => return ahead.end(None),
                    Err(error) => return ahead.end(Some(error)),
                }
            }
        })?;
        Ok(Self(shared))
    }

    /// The next lines: at least one, as many as are there up to a bound; an empty list at the end of the stream.
    /// `None` where `goes_on`, which is asked before lines are handed out and while there are none, wants no more.
    ///
    /// # Errors
    /// The reader's, after the last line that could be read.
    pub fn next_lines(&self, goes_on: fn() -> bool) -> io::Result<Option<Vec<Line>>> {
        self.0.take(goes_on)
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Ahead> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, line: Line) {
        let full = |ahead: &mut Ahead| !ahead.lines.is_empty() && !ahead.has_room(line.bytes.len());
        let mut ahead = self.changed.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        ahead.bytes += line.bytes.len();
        ahead.lines.push_back(line);
        self.changed.notify_all();
    }

    fn end(&self, failure: Option<io::Error>) {
        let mut ahead = self.lock();
        ahead.ended = true;
        ahead.failure = failure;
        self.changed.notify_all();
    }

    fn take(&self, goes_on: fn() -> bool) -> io::Result<Option<Vec<Line>>> {
        let mut ahead = self.lock();
        while !(ahead.lines.is_empty() && ahead.ended) {
            if !goes_on() {
                return Ok(None);
            }
            if !ahead.lines.is_empty() {
                break;
            }
            let waited = self.changed.wait_timeout(ahead, LOOK_UP);
            ahead = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        ahead.bytes = 0;
        let lines = Vec::from(std::mem::take(&mut ahead.lines));
        self.changed.notify_all();
        match ahead.failure.take_if(|_| lines.is_empty()) {
            Some(error) => Err(error),
            None => Ok(Some(lines)),
        }
    }
}

impl Ahead {
    fn has_room(&self, bytes: usize) -> bool {
        self.lines.len() < LINES && self.bytes + bytes <= BYTES
    }
}

/// Reads lines. Only LF ends one: a CR before it is white space of JSON.
struct Lines<R> {
    input: R,
    limit: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    fn next_line(&mut self) -> io::Result<Option<Line>> {
        self.number += 1;
        let mut line = Line { number: self.number, bytes: Vec::new(), cut_at: None };
        loop {
            let read = match self.input.fill_buf() {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if read.is_empty() {
                let is_line = !line.bytes.is_empty() || line.cut_at.is_some();
                return Ok(is_line.then_some(line));
            }
            let end = memchr::memchr(b'\n', read);
            line.extend(read.get(..end.unwrap_or(read.len())).unwrap_or_default(), self.limit);
            let used = end.map_or(read.len(), |end| end + 1);
            self.input.consume(used);
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }
}

impl Line {
    fn extend(&mut self, more: &[u8], limit: usize) {
        if self.cut_at.is_some() {
            return;
        }
        if self.bytes.len() + more.len() <= limit {
            self.bytes.extend_from_slice(more);
            return;
        }
        let room = BEGINNING.saturating_sub(self.bytes.len()).min(more.len());
        self.bytes.extend_from_slice(more.get(..room).unwrap_or_default());
        self.bytes.truncate(BEGINNING);
        self.bytes.shrink_to_fit();
        self.cut_at = Some(limit);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn lines(input: &'static [u8], limit: usize) -> Vec<Line> {
        let mut lines = Lines { input: BufReader::with_capacity(3, input), limit, number: 0 };
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    #[test]
    fn every_line_counts_and_the_last_needs_no_end() {
        let read = lines(b"one\n\ntwo\r\nthree", 10);
        let read: Vec<_> = read.iter().map(|line| (line.number, line.bytes.as_slice())).collect();
        assert_eq!(read, [(1, &b"one"[..]), (2, b""), (3, b"two\r"), (4, b"three")]);
        assert_eq!(lines(b"one\n", 10).len(), 1);
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_and_the_next_one_is_whole() {
        let read = lines(b"12345678\nabc\n1234", 3);
        let read: Vec<_> = read.iter().map(|line| (line.number, line.cut_at)).collect();
        assert_eq!(read, [(1, Some(3)), (2, None), (3, Some(3))]);
    }

    #[test]
    fn what_is_read_ahead_is_bounded_and_nothing_is_lost() {
        let mut content = Vec::new();
        for number in 0..3_000 {
            content.extend_from_slice(format!("{number} {}\n", "x".repeat(5_000)).as_bytes());
        }
        let stream = Stream::open(io::Cursor::new(content), 1 << 20).unwrap();
        let mut next = 1;
        loop {
            let lines = stream.next_lines(|| true).unwrap().unwrap();
            if lines.is_empty() {
                break;
            }
            assert!(lines.len() <= LINES);
            assert!(lines.iter().map(|line| line.bytes.len()).sum::<usize>() <= BYTES);
            for line in lines {
                assert_eq!(line.number, next);
                next += 1;
            }
        }
        assert_eq!(next, 3_001);
    }
}
