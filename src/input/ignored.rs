//! What `.gitignore` files leave out, where the user asks for that: gitignore(5). Those of the folders
//! above count up to the top of the working tree. A folder or file that is named is never left out, and
//! git's index is not asked, so that a tracked file that a pattern names is left out too.

use std::path::{Path, PathBuf};

use ignore::gitignore::Gitignore;
use walkdir::DirEntry;

use super::{Problem, Reason, shown};

/// The `.gitignore` files that hold where a walk is.
#[derive(Debug, Default)]
pub(super) struct Ignored {
    /// The root of the walk, as it is given and as it is found from `/`: patterns are matched there.
    root: (PathBuf, PathBuf),
    /// Each with the depth of its folder below the root of the walk; the nearest is the last.
    files: Vec<(usize, Gitignore)>,
    /// Files that cannot be read or understood.
    pub(super) problems: Vec<Problem>,
}

impl Ignored {
    /// Those of the folders above the root of a walk.
    pub(super) fn above(root: &Path) -> Self {
        // What is missing is said where it is walked.
        let whole = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut ignored = Self { root: (root.to_owned(), whole.clone()), ..Self::default() };
        let top = whole.ancestors().position(|folder| folder.join(".git").exists());
        let above: Vec<&Path> = whole.ancestors().take(top.map_or(0, |top| top + 1)).skip(1).collect();
        for folder in above.iter().rev() {
            ignored.add(0, &folder.join(".gitignore"));
        }
        ignored
    }

    /// Why an entry of the walk is left out, if so. Entries come in the order of the walk.
    pub(super) fn leaves_out(&mut self, entry: &DirEntry) -> Option<&'static str> {
        let is_folder = entry.file_type().is_dir();
        while self.files.last().is_some_and(|(depth, _)| *depth >= entry.depth().max(1)) {
            self.files.pop();
        }
        let below = entry.path().strip_prefix(&self.root.0).unwrap_or(entry.path());
        let path = self.root.1.join(below);
        if entry.depth() > 0 && self.names(&path, is_folder) {
            return Some(if is_folder { "folder ignored by .gitignore" } else { "ignored by .gitignore" });
        }
        if is_folder {
            self.add(entry.depth(), &path.join(".gitignore"));
        }
        None
    }
}

impl Ignored {
    fn add(&mut self, depth: usize, file: &Path) {
        if !file.is_file() {
            return;
        }
        let (patterns, error) = Gitignore::new(file);
        if let Some(error) = error {
            let reason = Reason::Unreadable(std::io::Error::other(error));
            self.problems.push(Problem { name: shown(file), reason });
        }
        self.files.push((depth, patterns));
    }

    /// The nearest file that says anything decides.
    fn names(&self, path: &Path, is_folder: bool) -> bool {
        let said = self.files.iter().rev().map(|(_, patterns)| patterns.matched(path, is_folder));
        said.into_iter().find(|said| !said.is_none()).is_some_and(|said| said.is_ignore())
    }
}
