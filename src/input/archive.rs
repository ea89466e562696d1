//! Archives (zip, tar, tar.gz): what they hold is listed when files are gathered, and each entry is a
//! [`Source`] of its own, read where it lies. Nothing is unpacked to a disk.
//!
//! An archive is untrusted. All that is in it, archives in it included, may come to [`RATIO`] times its own
//! size and [`ENTRIES`] entries; an archive in an archive is opened, one in that is not. What an entry is
//! called says only how it is printed: no file is opened by it.

mod kept;
mod open;
mod tar;
mod zip;

pub(super) use kept::Kept;
pub(super) use open::Opener;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use flate2::CrcReader;
use flate2::read::DeflateDecoder;

use super::source::{open_file, read_limited};
use super::{Reason, Source};
use kept::Held;

/// How many times larger than the archive all that it holds may be. Text packs to a fifth, one text many
/// times over to a hundredth; deflate ends at 1,032.
const RATIO: u64 = 200;
/// What an archive may hold whatever its own size.
const ALLOWANCE: u64 = 64 << 20;
/// How many entries an archive may have, folders and links included.
const ENTRIES: usize = 1_000_000;
/// The largest archive that is held in memory: one in an archive, or one that git keeps.
const HELD: u64 = 64 << 20;

/// Why links are left out: what they lead to is an entry itself, or is not in the archive.
const LINK: &str = "link in an archive";

/// What an archive is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Zip,
    Tar,
    /// A tar file, packed by gzip.
    TarGz,
}

/// An opened archive.
#[derive(Debug)]
pub(super) struct Archive {
    place: Place,
    /// Its own among the archives of a run.
    number: usize,
    kept: Arc<Kept>,
}

/// Where the bytes of an archive are.
#[derive(Debug)]
enum Place {
    /// In a file, read in part.
    File { path: PathBuf, stamp: Stamp },
    /// In a file packed as a whole, so that it can only be read from its beginning.
    Stream { path: PathBuf, stamp: Stamp },
    /// In an archive or in git, so that it is held whole.
    Held(Source),
}

/// What tells that a file is still the one that was listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// One entry of an archive.
#[derive(Clone, Debug)]
pub(super) struct Member {
    archive: Arc<Archive>,
    entry: Entry,
}

/// Where the data of an entry stand.
#[derive(Clone, Debug)]
struct Entry {
    start: u64,
    /// How many bytes it takes in the archive.
    packed: u64,
    /// How many bytes it has.
    size: u64,
    packing: Packing,
}

#[derive(Clone, Copy, Debug)]
enum Packing {
    /// As in tar: the bytes themselves.
    None,
    /// As in zip: after a header, with a check sum.
    Zip { deflated: bool, crc: u32 },
}

/// What an archive lists.
#[derive(Debug)]
struct Listed {
    name: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    File(Entry),
    Folder,
    /// It is left out, for this reason.
    Skipped(&'static str),
    /// It should have been read and cannot.
    Problem(Reason),
}

/// True where a name ends as those of archives do.
pub(super) fn is_named_so(name: &str) -> bool {
    const ENDINGS: &[&str] = &[".zip", ".tar", ".tgz", ".tar.gz"];
    ENDINGS.iter().any(|ending| {
        let start = name.len().checked_sub(ending.len());
        let last = start.and_then(|start| name.as_bytes().get(start..));
        last.is_some_and(|last| last.eq_ignore_ascii_case(ending.as_bytes()))
    })
}

/// True where a regular file begins as archives do.
pub(super) fn begins_so(path: &Path) -> bool {
    let first = open_file(path).and_then(|(file, _)| first_block(&file));
    first.is_ok_and(|first| Form::of(&first).is_some())
}

fn first_block(from: impl Read) -> Result<Vec<u8>, Reason> {
    let mut first = Vec::with_capacity(512);
    from.take(512).read_to_end(&mut first)?;
    Ok(first)
}

impl Form {
    fn of(first: &[u8]) -> Option<Self> {
        match first {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            [0x1F, 0x8B, ..] => Some(Self::TarGz),
            first if tar::is_header(first) => Some(Self::Tar),
            _ => None,
        }
    }

    /// What it is taken for where its first bytes tell nothing: a zip file may begin with anything.
    fn or_named(first: &[u8], name: &str) -> Self {
        let is_zip = name.to_ascii_lowercase().ends_with(".zip");
        Self::of(first).unwrap_or(if is_zip { Self::Zip } else { Self::Tar })
    }
}

impl Stamp {
    fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self { length: metadata.len(), modified: metadata.modified().ok() })
    }
}

impl Member {
    /// The bytes that the archive announces.
    pub(super) const fn size(&self) -> u64 {
        self.entry.size
    }

    /// The file that holds the outermost archive.
    pub(super) fn place(&self) -> Option<&Path> {
        match &self.archive.place {
            Place::File { path, .. } | Place::Stream { path, .. } => Some(path),
            Place::Held(source) => source.place(),
        }
    }

    /// Reads the entry, whole.
    pub(super) fn read(&self, max_size: u64) -> Result<Vec<u8>, Reason> {
        let Entry { start, packed, size, .. } = self.entry;
        if size > max_size {
            return Err(Reason::TooLarge(max_size));
        }
        match &self.archive.place {
            Place::File { path, stamp } => {
                let mut file = open_unchanged(path, *stamp)?;
                file.seek(SeekFrom::Start(start))?;
                self.entry.unpack(BufReader::new(file))
            }
            Place::Stream { path, stamp } => {
                let open = || open_unchanged(path, *stamp);
                let mut stream = self.archive.kept.stream(self.archive.number, start, open)?;
                let bytes = self.entry.unpack((&mut stream).take(packed))?;
                self.archive.kept.give_back(self.archive.number, stream);
                Ok(bytes)
            }
            Place::Held(source) => {
                let (_, held) = self.archive.kept.held(self.archive.number, || hold(source))?;
                let start = usize::try_from(start).ok().and_then(|start| held.get(start..));
                self.entry.unpack(start.unwrap_or_default())
            }
        }
    }
}

impl Entry {
    /// Reads the entry from where it begins. What it unpacks to is limited by what the archive announces.
    fn unpack(&self, mut from: impl Read) -> Result<Vec<u8>, Reason> {
        let Packing::Zip { deflated, crc } = self.packing else {
            return read_limited(from.take(self.packed), self.size, self.size);
        };
        zip::pass_local_header(&mut from)?;
        let from = from.take(self.packed);
        let from: &mut dyn Read = if deflated { &mut DeflateDecoder::new(from) } else { &mut { from } };
        let mut from = CrcReader::new(from);
        let bytes = read_limited(&mut from, self.size, self.size);
        let bytes = bytes.map_err(|reason| match reason {
            Reason::TooLarge(_) => damaged("it is longer than it is said to be"),
            reason => reason,
        })?;
        if from.crc().sum() == crc { Ok(bytes) } else { Err(damaged("its check sum is another")) }
    }
}

/// A file, where it is still the one that was listed.
fn open_unchanged(path: &Path, stamp: Stamp) -> Result<File, Reason> {
    let (file, _) = open_file(path)?;
    if Stamp::of(&file)? == stamp {
        Ok(file)
    } else {
        Err(Reason::Packed("lost: the archive was changed after it was listed".to_owned()))
    }
}

/// An archive that is held whole; what is packed as a whole is held unpacked.
fn hold(source: &Source) -> Result<Held, Reason> {
    let bytes = source.read(HELD).map_err(|problem| too_large_to_hold(problem.reason))?;
    let form = Form::or_named(&bytes, &source.name);
    if form == Form::TarGz {
        let unpacked = flate2::read::MultiGzDecoder::new(bytes.as_slice());
        let bytes = read_limited(unpacked, 0, HELD).map_err(too_large_to_hold)?;
        if !tar::may_begin(&bytes) {
            return Err(no_tar());
        }
        return Ok((Form::Tar, Arc::from(bytes)));
    }
    Ok((form, Arc::from(bytes)))
}

/// Why an archive, or an entry of one, cannot be read where it is not what it should be.
fn damaged(what: &str) -> Reason {
    Reason::Packed(format!("damaged: {what}"))
}

/// Why a file that gzip has packed is none of ours.
fn no_tar() -> Reason {
    Reason::Packed(
        "a gzip file that holds no tar archive; such files are not opened, so unpack it".to_owned(),
    )
}

fn too_large_to_hold(reason: Reason) -> Reason {
    match reason {
        Reason::TooLarge(_) => Reason::Packed(format!(
            "an archive of more than {} MiB in an archive or in git, which would have to be held in memory; \
             unpack it",
            HELD >> 20
        )),
        reason => reason,
    }
}
