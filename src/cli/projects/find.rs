//! Finding the file of a fixed name that stands nearest to another file: in its folder, or above.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::exit::Failure;
use crate::cli::place;

/// The files of one name that apply to some files, each read once.
#[derive(Debug)]
pub(super) struct Nearest<T> {
    finder: Finder,
    /// What was read, by number.
    pub(super) read: Vec<T>,
    /// The number of a file; `None` where it could not be understood.
    numbers: BTreeMap<PathBuf, Option<usize>>,
}

impl<T> Nearest<T> {
    pub(super) const fn new(finder: Finder) -> Self {
        Self { finder, read: Vec::new(), numbers: BTreeMap::new() }
    }

    /// The number of the file for a folder, which is given from the root. `read` understands one, if it can.
    pub(super) fn number(
        &mut self,
        folder: &Path,
        read: impl FnOnce(&Path) -> Result<Option<T>, Failure>,
    ) -> Result<Option<usize>, Failure> {
        let Some(path) = self.finder.find(folder) else { return Ok(None) };
        if let Some(&number) = self.numbers.get(&path) {
            return Ok(number);
        }
        let file = read(&path)?;
        let number = file.is_some().then_some(self.read.len());
        self.read.extend(file);
        self.numbers.insert(path, number);
        Ok(number)
    }

    /// The file of a number.
    pub(super) fn get(&self, number: Option<usize>) -> Option<&T> {
        number.and_then(|number| self.read.get(number))
    }
}

/// Finds one name.
#[derive(Debug)]
pub(super) struct Finder {
    name: &'static str,
    /// The file that the user named: it counts for all.
    chosen: Option<PathBuf>,
    /// None counts but the one that was named.
    isolated: bool,
    /// What was found for a folder.
    seen: BTreeMap<PathBuf, Option<PathBuf>>,
}

impl Finder {
    pub(super) fn new(name: &'static str, chosen: Option<&Path>, isolated: bool) -> Self {
        Self { name, chosen: chosen.map(place::absolute), isolated, seen: BTreeMap::new() }
    }

    /// The file for a folder, which is given from the root.
    fn find(&mut self, folder: &Path) -> Option<PathBuf> {
        if self.chosen.is_some() || self.isolated {
            return self.chosen.clone();
        }
        if let Some(found) = self.seen.get(folder) {
            return found.clone();
        }
        let here = folder.join(self.name);
        // What stands there and is no file is found too: reading it says what is wrong.
        let found = if here.symlink_metadata().is_ok() {
            Some(here)
        } else {
            folder.parent().and_then(|parent| self.find(parent))
        };
        self.seen.insert(folder.to_owned(), found.clone());
        found
    }
}
