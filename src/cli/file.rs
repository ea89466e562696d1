//! A file that is written whole or not at all: beside its place under another name, then renamed. A
//! run that is stopped leaves the old report, never half of a new one.
//!
//! What stands there already and is no file (`/dev/null`, a pipe) is written to as it is: to put a file in its
//! place would be to break it. A link stays, and what it leads to is written, also where nothing is there yet.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The longest chain of links that is followed; Linux follows as many: `path_resolution(7)`.
const LINKS: usize = 40;

/// A file on its way.
#[derive(Debug)]
pub(super) struct NewFile {
    path: PathBuf,
    /// Its other name until it is whole; `None` where it is written in its place.
    temporary: Option<PathBuf>,
    /// `None` once it is in its place.
    writer: Option<BufWriter<File>>,
}

impl NewFile {
    /// Opens it.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let path = followed(path)?;
        if path.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let is_other = fs::metadata(&path).is_ok_and(|found| !found.is_file());
        let temporary = if is_other { None } else { Some(beside(&path)?) };
        let file = match &temporary {
            Some(temporary) => OpenOptions::new().write(true).create_new(true).open(temporary)?,
            None => OpenOptions::new().write(true).open(&path)?,
        };
        Ok(Self { path, temporary, writer: Some(BufWriter::new(file)) })
    }

    /// Puts it in its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let Some(writer) = self.writer.take() else { return Ok(()) };
        let written = writer.into_inner().map_err(io::IntoInnerError::into_error);
        let Some(temporary) = &self.temporary else { return written.map(drop) };
        let placed =
            written.and_then(|file| file.sync_all()).and_then(|()| fs::rename(temporary, &self.path));
        if placed.is_err() {
            let _ = fs::remove_file(temporary);
        }
        placed
    }
}

/// Where links lead, be anything there or not.
pub(super) fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..=LINKS {
        if let Ok(real) = fs::canonicalize(&path) {
            return Ok(real);
        }
        let Ok(next) = fs::read_link(&path) else { return Ok(in_real_folder(path)) };
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(io::Error::other("it is a link that leads to itself, or through too many others"))
}

/// What is not there yet, in a folder that is.
fn in_real_folder(path: PathBuf) -> PathBuf {
    let folder =
        path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let real = folder.and_then(|folder| fs::canonicalize(folder).ok());
    real.zip(path.file_name()).map(|(folder, name)| folder.join(name)).unwrap_or(path)
}

/// Another name in the same folder, of this process alone.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(path.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
    hidden.push(format!(".{}.tmp", std::process::id()));
    Ok(path.with_file_name(hidden))
}

impl Write for NewFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.writer.as_mut().map_or(Ok(buffer.len()), |writer| writer.write(buffer))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let (Some(_), Some(temporary)) = (self.writer.take(), &self.temporary) {
            let _ = fs::remove_file(temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_old_file_stays_until_the_new_one_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        fs::write(&path, "old").unwrap();
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(NewFile::create(&folder.path().join("no/report.json")).is_err());
        assert!(NewFile::create(folder.path()).is_err());
    }
}
