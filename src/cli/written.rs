//! What a run writes beside stdout: reports, and a baseline. No two of them are one file, and none takes the
//! place of a file that is to be checked, unless an earlier report or baseline stands there: that is left out.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::exit::Failure;
use super::file::followed;
use super::interrupt;
use super::own;
use crate::excuse::Baseline;
use crate::input::{self, Gathered};
use crate::report::is_report;
use crate::report::safe::visible;

/// How much of a file is looked at to tell what it is; the head of an HTML report is the longest.
const BEGINNING: u64 = 4 << 10;

/// A file that a run is to write.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'a> {
    pub(super) what: &'static str,
    pub(super) path: &'a Path,
}

impl Written<'_> {
    /// Where it will be; `None` for a device or a pipe, in whose place no file is put.
    fn place(&self) -> Option<PathBuf> {
        let place = followed(self.path).ok()?;
        let is_other = fs::metadata(&place).is_ok_and(|found| !found.is_file());
        (!is_other).then_some(place)
    }

    fn name(&self) -> String {
        visible(&input::shown(self.path)).into_owned()
    }

    /// What is said of one that would be written over a file to be checked.
    fn refused(&self) -> Failure {
        Failure::Usage(format!(
            "the {} {} would take the place of a file that is to be checked: write it to another file",
            self.what,
            self.name()
        ))
    }

    /// What is said of one of which nobody knows that, since the search for files was cut short.
    fn not_written(&self) -> Failure {
        Failure::Incomplete(format!(
            "interrupted while files were looked for: the {} {} might take the place of a file that is to be checked, so \
             nothing is written",
            self.what,
            self.name()
        ))
    }

    /// An earlier report or baseline stands there.
    fn is_earlier(&self) -> bool {
        let mut beginning = Vec::new();
        let read = File::open(self.path).and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning));
        let beginning = String::from_utf8_lossy(&beginning);
        read.is_ok() && (is_report(&beginning) || Baseline::begins(&beginning))
    }
}

/// What is written goes to files, and no two of them may be one.
pub(super) fn check(files: &[Written<'_>]) -> Result<(), Failure> {
    if let Some(file) = files.iter().find(|file| file.path.as_os_str() == "-") {
        return Err(Failure::Usage(format!(
            "the {} cannot go to `-`: stdout carries the report that --format chooses; a file of that name is `./-`",
            file.what
        )));
    }
    for (index, file) in files.iter().enumerate() {
        let Some(place) = file.place() else { continue };
        let before = files.get(..index).unwrap_or_default();
        if let Some(other) = before.iter().find(|other| other.place().as_ref() == Some(&place)) {
            let both = if other.what == file.what { "two reports" } else { "a report and the baseline" };
            return Err(Failure::Usage(format!("{both} name the file {}", file.name())));
        }
    }
    Ok(())
}

/// Leaves earlier reports and baselines that are to be written anew out of what is checked, and counts them among
/// what is skipped.
///
/// # Errors
/// Any other file that would be written over, be it that it cannot even be read: it is what the user wants to have
/// checked. Where the search for files was cut short, any file may be that.
pub(super) fn leave_out(files: &[Written<'_>], gathered: &mut Gathered) -> Result<(), Failure> {
    for file in files {
        let Some(there) = file.place().and_then(|place| identity(&place)) else { continue };
        let is_it = |path: &Path| identity(path).as_ref() == Some(&there);
        let found = own::leave_out_where(gathered, |source| source.place().is_some_and(is_it));
        let is_unread = gathered.problems.iter().any(|problem| is_it(Path::new(&problem.name)));
        let is_known = found > 0 || is_unread;
        if (is_known || interrupt::is_asked()) && !file.is_earlier() {
            return Err(if is_known { file.refused() } else { file.not_written() });
        }
    }
    Ok(())
}

/// What two paths to one file have in common.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}
