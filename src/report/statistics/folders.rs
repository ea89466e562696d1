//! Counts by folder, no more folders than can be told apart at a glance.
//!
//! There may be as many folders as files. No more than [`HELD`] are held: a depth at which there are too many
//! so far has too many in the end, so what is deeper can be added up early, and the outcome is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use serde::{Serialize, Serializer};

use super::Group;

/// So many folders are told apart; where there are more, the deepest count with those above them.
pub(super) const FOLDERS: usize = 60;

/// So many are held while files come.
const HELD: usize = 1_000;

/// What stands beside one another in more folders than are held.
const MORE: &str = "(more folders)";

/// The folders of a run, and what is counted in each.
#[derive(Clone, Debug)]
pub struct Folders<G = Group> {
    /// How many names of a path tell folders apart.
    depth: usize,
    pub(in crate::report) groups: BTreeMap<String, G>,
}

impl<G> Default for Folders<G> {
    fn default() -> Self {
        Self { depth: usize::MAX, groups: BTreeMap::new() }
    }
}

impl<G: AddAssign + Copy + Default + Serialize> Serialize for Folders<G> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.settled().groups.serialize(serializer)
    }
}

impl<G: AddAssign + Copy + Default> Folders<G> {
    /// Counts a group in the file of this name.
    pub(in crate::report) fn add(&mut self, path: &str, group: G) {
        let name = self.of(path);
        if let Some(known) = self.groups.get_mut(name) {
            *known += group;
            return;
        }
        if self.groups.len() >= HELD && self.depth > 1 {
            *self = self.settled();
            return self.add(path, group);
        }
        let name = if self.groups.len() < HELD { name } else { MORE };
        *self.groups.entry(name.to_owned()).or_default() += group;
    }

    /// The same, as deep as there are few enough of them.
    pub(in crate::report) fn settled(&self) -> Self {
        let deepest = self.groups.keys().map(|folder| folder.split('/').count()).max().unwrap_or(1);
        let (mut fits, mut beyond) = (1, deepest.min(self.depth) + 1);
        // The deeper, the more of them.
        while fits + 1 < beyond {
            let middle = usize::midpoint(fits, beyond);
            let names: BTreeSet<&str> = self.groups.keys().map(|folder| shortened(folder, middle)).collect();
            *(if names.len() <= FOLDERS { &mut fits } else { &mut beyond }) = middle;
        }
        let mut settled = Self { depth: fits, groups: BTreeMap::new() };
        for (folder, group) in &self.groups {
            *settled.groups.entry(shortened(folder, fits).to_owned()).or_default() += *group;
        }
        settled
    }

    /// The group of the file of this name.
    pub(in crate::report) fn of<'a>(&self, path: &'a str) -> &'a str {
        let name = shortened(folder(path), self.depth);
        if self.groups.contains_key(name) || !self.groups.contains_key(MORE) { name } else { MORE }
    }
}

/// The folder in which a file stands.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// A folder, or the one above it of so many names. The root is one.
fn shortened(folder: &str, depth: usize) -> &str {
    let end = folder.match_indices('/').nth(depth.saturating_sub(1)).map(|(end, _)| end);
    let shortened = end.and_then(|end| folder.get(..end)).unwrap_or(folder);
    if shortened.is_empty() { "/" } else { shortened }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Group = Group {
        documents: 1,
        flagged: 0,
        findings: crate::report::Severities { error: 0, warning: 0, note: 0 },
    };

    fn folders(paths: impl IntoIterator<Item = String>) -> Folders {
        let mut folders = Folders::default();
        for path in paths {
            folders.add(&path, ONE);
            assert!(folders.groups.len() <= HELD + 1);
        }
        folders.settled()
    }

    #[test]
    fn folders_are_told_apart_as_deep_as_there_are_few() {
        let months = (0..20).flat_map(|year| (0..12).map(move |month| format!("c/{year}/{month}/a.txt")));
        let folders = folders(months);
        assert_eq!(folders.groups.len(), 20);
        assert_eq!(folders.groups.get("c/7").map(|group| group.documents), Some(12));
        assert_eq!(folders.of("c/7/11/a/b.txt"), "c/7");
        assert_eq!(folders.of("c/a.txt"), "c");
        assert_eq!(folders.of("a.txt"), ".");
    }

    #[test]
    fn a_folder_for_each_file_is_added_up_early_to_the_same_counts() {
        let paths = || (0..30).flat_map(|year| (0..400).map(move |one| format!("/c/{year}/{one}/x/a.txt")));
        let few = folders(paths());
        assert_eq!(few.groups.len(), 30);
        assert!(few.groups.values().all(|group| group.documents == 400));
        // Another order, in which every folder of a year comes late.
        let mut backwards: Vec<String> = paths().collect();
        backwards.reverse();
        assert_eq!(few.groups, folders(backwards).groups);
    }

    #[test]
    fn folders_beside_one_another_that_are_too_many_are_one_group_and_none_is_lost() {
        let folders = folders((0..5_000).map(|one| format!("{one:04}/a.txt")));
        assert_eq!(folders.groups.get("0999").map(|group| group.documents), Some(1));
        assert_eq!(folders.groups.get(MORE).map(|group| group.documents), Some(4_000));
        assert_eq!(folders.of("4711/b.txt"), MORE);
    }

    #[test]
    fn the_root_has_a_name() {
        let folders = folders((0..61).map(|one| format!("/{one}/a.txt")));
        assert_eq!(folders.groups.keys().collect::<Vec<_>>(), ["/"]);
    }
}
