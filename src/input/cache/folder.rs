//! The folder of a cache: one file for each basis, and two that say what the folder is.
//!
//! A file is written under another name and then renamed, so two runs at once are safe: each reads what is
//! whole, and the one that ends last decides what is kept. Of files that no run asks for the newest few stay.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::table::Table;
use super::{Basis, Results};
use crate::input::Source;
use crate::input::source::open_file;

/// What marks the folder; backup programs know the first line (<https://bford.info/cachedir/>).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                   # This folder is a cache of cablelint. It can be deleted at any time.\n\
                   # What is in it says what was found in texts: treat it as sensitive.\n";
const TAG_NAME: &str = "CACHEDIR.TAG";

/// What keeps the folder out of git.
const IGNORE: &str = "*\n";
const IGNORE_NAME: &str = ".gitignore";

/// How names end that hold results.
const ENDING: &str = ".results";
/// How names begin of what is not whole yet.
const TEMPORARY: &str = ".cablelint-";
/// Letters and digits that follow.
const RANDOM: usize = 6;

/// What a file of results begins with; its basis and a checksum follow.
const MAGIC: &[u8] = b"cablelint results 1\n";

/// The largest file of results that is read; ours are ten times smaller.
const LARGEST: u64 = 1 << 29;

/// Files that stay though this run did not ask for them: other rules, other settings, older programs.
const OTHERS: usize = 8;

/// A folder that holds a cache.
#[derive(Debug)]
pub struct Folder {
    /// As it was named.
    path: PathBuf,
    /// Without links and detours.
    real: PathBuf,
}

/// Why a cache, or a part of it, is not used. A run does without, and says so.
#[derive(Debug, thiserror::Error)]
pub enum Note {
    /// The folder holds other things.
    #[error("the cache {0} is not used: the folder holds other things, and is no cache of cablelint")]
    Foreign(String),
    /// It is a file.
    #[error("the cache {0} is not used: a cache is a folder, and this is none; name another")]
    NoFolder(String),
    /// Others could put into it what they like.
    #[error("the cache {0} is not used: others can write to it; `chmod go-w` makes it yours alone")]
    Open(String),
    /// Its owner could.
    #[error(
        "the cache {0} is not used: it belongs to another user, who can write to it; name a folder of your own"
    )]
    NotYours(String),
    /// It can be neither made nor read.
    #[error("the cache {0} is not used: {1}")]
    Unusable(String, #[source] io::Error),
    /// A file in it is not what it says, or is not whole.
    #[error("{0} in the cache is damaged: nothing is taken from it, and it is made anew")]
    Damaged(String),
    /// It could not be written.
    #[error("the cache {0} cannot be written, so the next run checks again: {1}")]
    Unwritten(String, #[source] io::Error),
}

impl Folder {
    /// Opens a cache, or makes one where there is nothing yet.
    ///
    /// # Errors
    /// What keeps it from being used.
    pub fn open(path: &Path) -> Result<Self, Note> {
        let unusable = |error| Note::Unusable(shown(path), error);
        make_private(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => Note::NoFolder(shown(path)),
            _ => unusable(error),
        })?;
        let real = fs::canonicalize(path).map_err(unusable)?;
        if others_can_write(&real).map_err(unusable)? {
            return Err(Note::Open(shown(path)));
        }
        let folder = Self { path: path.to_owned(), real };
        let is_new = match fs::read(folder.path.join(TAG_NAME)) {
            Ok(tag) if tag == TAG.as_bytes() => false,
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_new().map_err(unusable)? => {
                true
            }
            Ok(_) => return Err(Note::Foreign(shown(path))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Note::Foreign(shown(path))),
            Err(error) => return Err(unusable(error)),
        };
        // Not before: in a folder of other things nothing is made, not even for a moment.
        if !folder.is_of_this_user().map_err(unusable)? {
            return Err(Note::NotYours(shown(path)));
        }
        if is_new {
            folder.write(IGNORE_NAME, &[IGNORE.as_bytes()]).map_err(unusable)?;
            folder.write(TAG_NAME, &[TAG.as_bytes()]).map_err(unusable)?;
        }
        Ok(folder)
    }

    /// True where nothing stands in it but what another run may have begun.
    fn is_new(&self) -> io::Result<bool> {
        for entry in fs::read_dir(&self.path)? {
            if !is_ours(&entry?.file_name().to_string_lossy()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// True where the folder has the owner that a file has which is made in it now.
    #[cfg(unix)]
    fn is_of_this_user(&self) -> io::Result<bool> {
        use std::os::unix::fs::MetadataExt;
        let file = self.temporary()?;
        Ok(file.as_file().metadata()?.uid() == fs::metadata(&self.real)?.uid())
    }

    #[cfg(not(unix))]
    fn is_of_this_user(&self) -> io::Result<bool> {
        Ok(true)
    }

    /// A file that is gone once it is dropped.
    fn temporary(&self) -> io::Result<NamedTempFile> {
        tempfile::Builder::new().prefix(TEMPORARY).rand_bytes(RANDOM).tempfile_in(&self.path)
    }

    /// True for a file of the cache itself, which is no file to check. Whatever else stands in the folder is.
    pub fn owns(&self, source: &Source) -> bool {
        let Some(path) = Some(source).filter(|it| is_ours(it.file_name())).and_then(Source::path) else {
            return false;
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        fs::canonicalize(folder.unwrap_or(Path::new("."))).is_ok_and(|folder| folder == self.real)
    }

    /// What is kept under a basis, with what there is to say of it.
    pub fn results(&self, basis: Basis) -> (Results, Option<Note>) {
        let path = self.path.join(file_name(basis));
        let read = read(&path).map_err(|error| Note::Unusable(shown(&path), error));
        let table = read.and_then(|bytes| match bytes {
            None => Ok(Table::default()),
            Some(bytes) => unsealed(bytes, basis).ok_or_else(|| Note::Damaged(shown(&path))),
        });
        match table {
            Ok(table) => (Results::new(basis, table), None),
            Err(note) => (Results::new(basis, Table::default()), Some(note)),
        }
    }

    /// Writes what this run has found that is not kept yet.
    ///
    /// # Errors
    /// That it cannot be written.
    pub fn save(&self, results: &Results) -> Result<(), Note> {
        let Some(bytes) = results.to_write() else { return Ok(()) };
        let [head, checksum] = seal(results.basis, &bytes);
        self.write(&file_name(results.basis), &[MAGIC, &head, &checksum, &bytes])
            .map_err(|error| Note::Unwritten(shown(&self.path), error))
    }

    /// Takes out all but the newest files of which none is under these bases. What cannot be taken out stays.
    pub fn tidy(&self, bases: &[Basis]) {
        let used: Vec<String> = bases.iter().map(|basis| file_name(*basis)).collect();
        let Ok(entries) = fs::read_dir(&self.path) else { return };
        let mut others: Vec<_> = entries
            .flatten()
            .filter(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                (is_results(&name) || is_temporary(&name)) && !used.contains(&name)
            })
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        others.sort();
        let surplus = others.len().saturating_sub(OTHERS);
        for (_, path) in others.into_iter().take(surplus) {
            let _ = fs::remove_file(path);
        }
    }

    /// Writes a file, whole or not at all; nobody but its owner can read it.
    fn write(&self, name: &str, parts: &[&[u8]]) -> io::Result<()> {
        let mut file = self.temporary()?;
        for part in parts {
            file.write_all(part)?;
        }
        file.persist(self.path.join(name)).map_err(|error| error.error)?;
        Ok(())
    }
}

fn shown(path: &Path) -> String {
    crate::input::shown(path)
}

fn is_ours(name: &str) -> bool {
    name == TAG_NAME || name == IGNORE_NAME || is_results(name) || is_temporary(name)
}

/// True for a file that a run has put into a cache, be it the cache of this run or not: it is called so and begins so,
/// and the tag of a cache stands beside it.
pub fn is_kept_there(source: &Source) -> bool {
    let first = match source.file_name() {
        TAG_NAME => TAG.as_bytes(),
        IGNORE_NAME => IGNORE.as_bytes(),
        name if is_results(name) => MAGIC,
        _ => return false,
    };
    let Some(path) = source.path() else { return false };
    begins(path, first) && begins(&path.with_file_name(TAG_NAME), TAG.as_bytes())
}

/// A regular file begins so.
fn begins(path: &Path, first: &[u8]) -> bool {
    let mut beginning = vec![0; first.len()];
    let read = open_file(path).is_ok_and(|(mut file, _)| file.read_exact(&mut beginning).is_ok());
    read && beginning == first
}

/// A name that [`file_name`] gives.
fn is_results(name: &str) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    name.strip_suffix(ENDING).is_some_and(|hash| hash.len() == 64 && hash.bytes().all(is_digit))
}

fn is_temporary(name: &str) -> bool {
    let rest = name.strip_prefix(TEMPORARY);
    rest.is_some_and(|rest| rest.len() == RANDOM && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The name of the file under a basis.
fn file_name(basis: Basis) -> String {
    format!("{}{ENDING}", basis.name().to_hex())
}

/// What a file of results holds; `None` where there is none.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match open_file(path) {
        Ok((file, expected)) if expected <= LARGEST => {
            let bytes = crate::input::source::read_limited(file, expected, LARGEST);
            // What is cut off is as good as damaged.
            Ok(Some(bytes.unwrap_or_default()))
        }
        Ok(_) | Err(crate::input::Reason::Replaced) => Ok(Some(Vec::new())),
        Err(crate::input::Reason::Missing) => Ok(None),
        Err(crate::input::Reason::Unreadable(error)) => Err(error),
        Err(reason) => Err(io::Error::other(reason)),
    }
}

/// The name of the basis, and the checksum over it and the rest.
fn seal(basis: Basis, bytes: &[u8]) -> [[u8; 32]; 2] {
    let name = *basis.name().as_bytes();
    let mut hasher = blake3::Hasher::new_keyed(&name);
    hasher.update(bytes);
    [name, *hasher.finalize().as_bytes()]
}

/// The table in a file of results, if it is whole and stands under this basis.
fn unsealed(bytes: Vec<u8>, basis: Basis) -> Option<Table> {
    let (name, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<32>()?;
    let (checksum, rest) = rest.split_first_chunk::<32>()?;
    let head = bytes.len() - rest.len();
    if seal(basis, rest) == [*name, *checksum] { Table::read(bytes, head) } else { None }
}

/// Makes a folder that nobody but its owner can look into; one that is there stays as it is.
fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Whoever can write into a cache decides what a run says.
#[cfg(unix)]
fn others_can_write(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o022 != 0)
}

#[cfg(not(unix))]
fn others_can_write(_: &Path) -> io::Result<bool> {
    Ok(false)
}
