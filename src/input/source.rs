//! One file to read: where its bytes are, and what can go wrong on the way to them.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

#[cfg(unix)]
use rustix::{
    buffer::spare_capacity,
    fs::{FileType, Mode, OFlags},
    io::retry_on_intr,
};

use super::archive::Member;
use super::git::Store;
use super::lines::Lines;

/// The first words of what lies in a repository in the place of a file that a filter keeps elsewhere or
/// encrypted. To check such a stand-in would pass over the file itself.
const STAND_INS: &[(&[u8], &str)] = &[
    (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"), // git-lfs.com, docs/spec.md
    (b"\0GITCRYPT\0", "git-crypt"),
];

/// One file to read. An audit lists hundreds of thousands, so what few of them have stands in a box.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, as it is printed: as given, with forward slashes, without `./`.
    pub name: String,
    /// The lines that a change touched; `None` where the files were not asked for by their changes.
    pub changed: Option<Box<Lines>>,
    origin: Origin,
}

/// Where the bytes are.
#[derive(Clone, Debug)]
enum Origin {
    /// A regular file; no path where it is called by its path, which is most of what an audit lists.
    File(Option<Box<Path>>),
    /// A pipe or a device that was named, so that it was meant (`<(...)`).
    Pipe(Box<Path>),
    StandardInput,
    /// An entry of an archive.
    Member(Box<Member>),
    /// What git keeps under the name of its content.
    Blob(Box<Blob>),
}

/// What git keeps, by the name of its content.
#[derive(Clone, Debug)]
struct Blob {
    store: Store,
    object: String,
}

/// A path that should have been read and could not.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct Problem {
    /// The path, as it is printed.
    pub name: String,
    /// Why.
    pub reason: Reason,
}

/// Why a path could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// It does not exist, or is a link to what does not exist.
    #[error("no such file or folder")]
    Missing,
    /// It leads back to a folder that holds it.
    #[error("symbolic link loop: it leads back to {0}")]
    Loop(String),
    /// It is larger than allowed.
    #[error("larger than {0} bytes; --max-size allows more")]
    TooLarge(u64),
    /// It ended before its end.
    #[error("cut off: {read} of {expected} bytes could be read")]
    CutOff {
        /// Bytes that were read.
        read: u64,
        /// Bytes the file system promised.
        expected: u64,
    },
    /// The file itself is not here.
    #[error("only what {0} leaves in its place is here; fetch or unlock the file, or --exclude it")]
    StandIn(&'static str),
    /// Two versions stand against each other.
    #[error("in conflict, so that nothing of it is staged; resolve the merge first")]
    Unmerged,
    /// It was a regular file when it was listed, and is none now.
    #[error("no regular file any more")]
    Replaced,
    /// It is in an archive, or is one, and cannot be taken out; in words of its own.
    #[error("{0}")]
    Packed(String),
    /// Anything else.
    #[error("cannot be read: {}", in_words(.0))]
    Unreadable(#[source] io::Error),
}

/// What happens most, in words that do not depend on which call has failed.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::UnexpectedEof => "it ends too early, as where the end is cut off".to_owned(),
        _ => error.to_string(),
    }
}

impl Source {
    /// A regular file of the file system.
    pub(super) fn file(name: String, path: &Path) -> Self {
        let path = (path.as_os_str() != name.as_str()).then(|| path.into());
        Self { name, changed: None, origin: Origin::File(path) }
    }

    /// A pipe or a device.
    pub(super) fn pipe(name: String, path: &Path) -> Self {
        Self { name, changed: None, origin: Origin::Pipe(path.into()) }
    }

    /// An entry of an archive.
    pub(super) fn member(name: String, member: Member) -> Self {
        Self { name, changed: None, origin: Origin::Member(Box::new(member)) }
    }

    /// Standard input.
    pub(super) const fn standard_input(name: String) -> Self {
        Self { name, changed: None, origin: Origin::StandardInput }
    }

    /// What git keeps under the name of its content.
    pub(super) fn blob(name: String, store: Store, object: String) -> Self {
        Self { name, changed: None, origin: Origin::Blob(Box::new(Blob { store, object })) }
    }

    /// The order of reports: by name. Two names that are not UTF-8 can be printed alike and are two files
    /// all the same, so the path decides then.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name).then_with(|| self.path().cmp(&other.path()))
    }

    /// What it is called in its folder, as it is printed.
    pub fn file_name(&self) -> &str {
        self.name.rsplit_once('/').map_or(self.name.as_str(), |(_, name)| name)
    }

    /// The path in the file system, without `./`.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(plain(self.path_of(path.as_deref()))),
            Origin::Pipe(path) => Some(plain(path)),
            Origin::StandardInput | Origin::Member(_) | Origin::Blob(_) => None,
        }
    }

    /// The file that a writer would have to leave alone, so as not to replace what is read here: for an entry of
    /// an archive, the outermost archive; for what git keeps, the file of the working tree.
    pub fn place(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Member(member) => member.place(),
            Origin::Blob(_) => Some(Path::new(&self.name)),
            // A shell that is told `< FILE` opens the file itself.
            Origin::StandardInput => Some(Path::new("/dev/stdin")),
            Origin::File(_) | Origin::Pipe(_) => self.path(),
        }
    }

    /// True where it can be read in part and more than once.
    pub(super) const fn is_stored(&self) -> bool {
        matches!(self.origin, Origin::File(_) | Origin::Blob(_))
    }

    /// True where it comes from another program, or from a person, who may keep it waiting.
    pub const fn is_stream(&self) -> bool {
        matches!(self.origin, Origin::Pipe(_) | Origin::StandardInput)
    }

    /// True for an entry of an archive.
    pub const fn is_member(&self) -> bool {
        matches!(self.origin, Origin::Member(_))
    }

    /// Reads it, whole.
    ///
    /// # Errors
    /// A [`Problem`] where it cannot be read, is larger than `max_size` bytes, is cut off, or is a mere
    /// stand-in for the file.
    pub fn read(&self, max_size: u64) -> Result<Vec<u8>, Problem> {
        let read = match &self.origin {
            Origin::File(path) => read_file(self.path_of(path.as_deref()), max_size),
            Origin::Pipe(path) => {
                File::open(path).map_err(Reason::from).and_then(|pipe| read_limited(pipe, 0, max_size))
            }
            Origin::Member(member) => member.read(max_size),
            Origin::StandardInput => read_limited(io::stdin().lock(), 0, max_size),
            Origin::Blob(blob) => blob.store.read(&blob.object, max_size),
        };
        read.and_then(whole).map_err(|reason| self.problem(reason))
    }

    /// Reads it, unless it is a file of more than `large` bytes, or a stream, whose length nobody knows.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_unless_larger(&self, large: u64, max_size: u64) -> Result<Option<Vec<u8>>, Problem> {
        let path = match &self.origin {
            Origin::File(path) => self.path_of(path.as_deref()),
            Origin::Member(member) if member.size() > large && member.size() <= max_size => return Ok(None),
            Origin::Pipe(_) | Origin::StandardInput => return Ok(None),
            Origin::Member(_) | Origin::Blob(_) => return self.read(max_size).map(Some),
        };
        let (file, expected) = open(path, max_size).map_err(|reason| self.problem(reason))?;
        if expected > large {
            return Ok(None);
        }
        let read = read_opened(file, expected, max_size).and_then(whole);
        read.map(Some).map_err(|reason| self.problem(reason))
    }

    fn path_of<'s>(&'s self, path: Option<&'s Path>) -> &'s Path {
        path.unwrap_or(Path::new(&self.name))
    }

    fn problem(&self, reason: Reason) -> Problem {
        Problem { name: self.name.clone(), reason }
    }
}

impl Source {
    /// Reads it once more, or before its time. A pipe gives what it has only once, so it gives nothing here;
    /// nor does what cannot be read, which [`read`](Self::read) reports.
    pub fn read_beside(&self, max_size: u64) -> Option<Vec<u8>> {
        match &self.origin {
            Origin::File(_) | Origin::Member(_) | Origin::Blob(_) => self.read(max_size).ok(),
            Origin::Pipe(_) | Origin::StandardInput => None,
        }
    }
}

/// A path without `./`.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// What was read, unless it only stands in for the file.
fn whole(bytes: Vec<u8>) -> Result<Vec<u8>, Reason> {
    match stand_in(&bytes) {
        Some(filter) => Err(Reason::StandIn(filter)),
        None => Ok(bytes),
    }
}

/// What has left these bytes in the place of the file, if so.
pub(super) fn stand_in(bytes: &[u8]) -> Option<&'static str> {
    STAND_INS.iter().find(|(first, _)| bytes.starts_with(first)).map(|(_, filter)| *filter)
}

fn read_file(path: &Path, max_size: u64) -> Result<Vec<u8>, Reason> {
    let (file, expected) = open(path, max_size)?;
    read_opened(file, expected, max_size)
}

/// Opens a file that is not too large, with its length.
fn open(path: &Path, max_size: u64) -> Result<(File, u64), Reason> {
    let (file, expected) = open_file(path)?;
    if expected > max_size { Err(Reason::TooLarge(max_size)) } else { Ok((file, expected)) }
}

/// Opens a regular file, and says how long it is. That it was one when it was listed is no promise: a pipe
/// that has taken its place would hold up the run until somebody writes to it.
pub(super) fn open_file(path: &Path) -> Result<(File, u64), Reason> {
    let (file, length) = open_at_once(path)?;
    length.map(|length| (file, length)).ok_or(Reason::Replaced)
}

/// Opens a file without waiting for anybody. Gives its length where it is a regular one.
#[cfg(unix)]
fn open_at_once(path: &Path) -> io::Result<(File, Option<u64>)> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()))?;
    let status = rustix::fs::fstat(&file)?;
    let is_file = FileType::from_raw_mode(status.st_mode).is_file();
    Ok((file.into(), u64::try_from(status.st_size).ok().filter(|_| is_file)))
}

#[cfg(not(unix))]
fn open_at_once(path: &Path) -> io::Result<(File, Option<u64>)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata.is_file().then_some(metadata.len())))
}

/// Reads a regular file of a known length. Most come whole with the first read, which stops where the length says
/// though there is room for more: to ask once more whether that was all would ask the kernel once more for every file.
#[cfg(unix)]
fn read_opened(file: File, expected: u64, max_size: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = with_room(expected);
    let read = retry_on_intr(|| rustix::io::read(&file, spare_capacity(&mut bytes)));
    let read = read.map_err(|error| Reason::from(io::Error::from(error)))?;
    let is_all =
        read > 0 && read < bytes.capacity() && u64::try_from(read).is_ok_and(|read| read == expected);
    if is_all { Ok(bytes) } else { read_rest(file, bytes, expected, max_size) }
}

#[cfg(not(unix))]
fn read_opened(file: File, expected: u64, max_size: u64) -> Result<Vec<u8>, Reason> {
    read_limited(file, expected, max_size)
}

/// Reads at most `max_size` bytes: standard input has no size.
pub(super) fn read_limited(from: impl Read, expected: u64, max_size: u64) -> Result<Vec<u8>, Reason> {
    read_rest(from, with_room(expected), expected, max_size)
}

/// Reads what is behind some bytes, so that there are at most `max_size` of them: a file can grow.
fn read_rest(from: impl Read, mut bytes: Vec<u8>, expected: u64, max_size: u64) -> Result<Vec<u8>, Reason> {
    let length = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let room = max_size.saturating_add(1).saturating_sub(length(&bytes));
    from.take(room).read_to_end(&mut bytes).map_err(Reason::from)?;
    let read = length(&bytes);
    if read > max_size {
        Err(Reason::TooLarge(max_size))
    } else if read < expected {
        Err(Reason::CutOff { read, expected })
    } else {
        Ok(bytes)
    }
}

/// Room for so many bytes and at least one more, and for what the cache puts behind those of a small file, to hash them
/// where they stand: it fills them up to a power of two.
fn with_room(expected: u64) -> Vec<u8> {
    const SMALL: usize = 16 << 10;
    const BEHIND: usize = 128;
    let room = usize::try_from(expected).map_or(0, |expected| {
        if expected + BEHIND <= SMALL { (expected + BEHIND).next_power_of_two() } else { expected + 1 }
    });
    Vec::with_capacity(room)
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::Missing } else { Self::Unreadable(error) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_too_long_or_too_short_is_a_problem() {
        assert!(matches!(read_limited(&b"UNCLAS"[..], 0, 5), Err(Reason::TooLarge(5))));
        assert!(matches!(read_limited(&b"UNC"[..], 6, 9), Err(Reason::CutOff { read: 3, expected: 6 })));
    }

    #[test]
    fn a_stand_in_is_not_taken_for_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
        std::fs::write(&path, pointer).unwrap();
        let problem = Source::file("a.txt".to_owned(), &path).read(1000).unwrap_err();
        assert!(problem.to_string().contains("Git LFS"), "{problem}");
    }
}
