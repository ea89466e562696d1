//! What is kept from one reading of an archive to the next, for all archives of a run together.
//!
//! What is packed as a whole can only be read forward, so that each entry by itself would cost all before
//! it. A stream that was read up to some place is kept and goes on from there: entries that are asked for
//! in order, by one reader or by several at once, cost one passage for each reader.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::bufread::MultiGzDecoder;

use super::Form;
use crate::input::Reason;

/// Streams that are kept: each has an open file and a window of 32 KiB. More than readers at once, and
/// fewer than files that may be open.
const STREAMS: usize = 32;

/// Held archives that are kept.
const ARCHIVES: usize = 2;

/// An archive that is held whole, with what it is.
pub(super) type Held = (Form, Arc<[u8]>);

/// What is kept, the oldest first, each with the number of its archive.
#[derive(Debug, Default)]
pub(in crate::input) struct Kept {
    numbers: AtomicUsize,
    streams: Mutex<Vec<(usize, Stream)>>,
    held: Mutex<Vec<(usize, Held)>>,
}

/// A packed file that was read up to some place.
#[derive(Debug)]
pub(super) struct Stream {
    from: MultiGzDecoder<BufReader<File>>,
    position: u64,
}

impl Kept {
    /// A number for one more archive.
    pub(super) fn number(&self) -> usize {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// A stream of an archive that stands at `start`: the nearest that is kept, or a new one.
    pub(super) fn stream(
        &self,
        number: usize,
        start: u64,
        open: impl FnOnce() -> Result<File, Reason>,
    ) -> Result<Stream, Reason> {
        let kept = take_nearest(&mut lock(&self.streams), number, start);
        let mut stream = match kept {
            Some(stream) => stream,
            None => Stream::new(open()?),
        };
        stream.move_to(start)?;
        Ok(stream)
    }

    /// Keeps a stream.
    pub(super) fn give_back(&self, number: usize, stream: Stream) {
        keep(&mut lock(&self.streams), number, stream, STREAMS);
    }

    /// An archive that is held whole. It is brought outside of the lock: others need not wait for it.
    pub(super) fn held(
        &self,
        number: usize,
        bring: impl FnOnce() -> Result<Held, Reason>,
    ) -> Result<Held, Reason> {
        let kept = lock(&self.held).iter().find(|(of, _)| *of == number).map(|(_, held)| held.clone());
        if let Some(held) = kept {
            return Ok(held);
        }
        let held = bring()?;
        keep(&mut lock(&self.held), number, held.clone(), ARCHIVES);
        Ok(held)
    }
}

impl Stream {
    pub(super) fn new(file: File) -> Self {
        Self { from: MultiGzDecoder::new(BufReader::new(file)), position: 0 }
    }

    fn move_to(&mut self, start: u64) -> Result<(), Reason> {
        let length = start.saturating_sub(self.position);
        Ok(pass(self, length)?)
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.position += read as u64;
        Ok(read)
    }
}

/// Moves forward by reading.
pub(super) fn pass(from: &mut impl Read, length: u64) -> io::Result<()> {
    let passed = io::copy(&mut from.take(length), &mut io::sink())?;
    if passed == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn take_nearest(streams: &mut Vec<(usize, Stream)>, number: usize, start: u64) -> Option<Stream> {
    let fits = |(of, stream): &(usize, Stream)| *of == number && stream.position <= start;
    let fitting = streams.iter().enumerate().filter(|(_, kept)| fits(kept));
    let (index, _) = fitting.max_by_key(|(_, (_, stream))| stream.position)?;
    Some(streams.remove(index).1)
}

fn keep<T>(kept: &mut Vec<(usize, T)>, number: usize, new: T, most: usize) {
    if kept.len() >= most {
        kept.remove(0);
    }
    kept.push((number, new));
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
