//! The cache of a run: what is kept for the files of each profile.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::console::complain;
use crate::cli::projects::Profiles;
use crate::exposure::Surroundings;
use crate::fingerprint::Key;
use crate::input::Source;
use crate::input::cache::{Basis, Folder, Results, Slot};
use crate::report::count;

/// What is kept for the files of a run; nothing where no cache was asked for, or none can be used.
#[derive(Default)]
pub(super) struct Cached {
    folder: Option<Folder>,
    /// Profiles that differ in nothing that a result follows from share theirs.
    results: BTreeMap<Basis, Results>,
    /// By the number of the profile.
    bases: Vec<Basis>,
}

impl Cached {
    /// The cache in a folder, before what is in it is read.
    pub(super) fn open(path: Option<&Path>) -> Self {
        let folder = path.and_then(|path| Folder::open(path).map_err(complain).ok());
        Self { folder, ..Self::default() }
    }

    /// True for a file of the cache itself.
    pub(super) fn owns(&self, source: &Source) -> bool {
        self.folder.as_ref().is_some_and(|folder| folder.owns(source))
    }

    /// Reads what is kept for files with these profiles.
    pub(super) fn read(&mut self, profiles: &Profiles, key: Option<&Key>) {
        let Some(folder) = &self.folder else { return };
        for profile in profiles.all() {
            let basis = Basis::of(&profile.rules, profile.options(key));
            self.bases.push(basis);
            self.results.entry(basis).or_insert_with(|| {
                let (results, note) = folder.results(basis);
                note.iter().for_each(complain);
                results
            });
        }
    }

    /// The place of a file; `None` where nothing is kept.
    pub(super) fn slot(&self, profile: usize, path: &str, content: &mut Vec<u8>) -> Option<Slot<'_>> {
        let results = self.results.get(self.bases.get(profile)?)?;
        let name = Surroundings { file: Some(path), survey: None }.name();
        Some(results.slot(name.unwrap_or_default(), content))
    }

    /// Writes what is new. That it cannot be written is told, and costs the next run its time, nothing else.
    pub(super) fn save(&self) {
        let Some(folder) = &self.folder else { return };
        let saved: Vec<_> = self.results.values().map(|results| folder.save(results)).collect();
        match saved.into_iter().find_map(Result::err) {
            Some(note) => complain(note),
            None => folder.tidy(&self.bases),
        }
    }

    /// Says how many of so many files were not checked again.
    pub(super) fn tell(&self, spared: usize, files: usize) {
        if self.folder.is_some() {
            complain(format!("{spared} of {} had not changed and came from the cache", count(files, "file")));
        }
    }
}
