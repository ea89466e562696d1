//! Finding the file of a fixed name that stands nearest to another file: in its folder, or above.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::place;

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
    pub(super) fn find(&mut self, folder: &Path) -> Option<PathBuf> {
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
