//! Looking through folders, those of one root side by side.
//!
//! Whatever the threads do, the same is found: [`gather`](super::gather) puts it in order.

use std::cmp::Ordering;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread::{Builder, scope};

use same_file::is_same_file;
use walkdir::{DirEntry, WalkDir};

use super::ignored::Ignored;
use super::{Gathered, Problem, Query, Reason, Source, shown};

/// Folders that hold a version control system's own files, never a cable.
const STORES: &[&str] = &[".git", ".hg", ".svn"];

/// Looks for the files of a query.
pub(super) struct Walker<'q> {
    query: &'q Query,
    /// Files that were found so far, by all threads.
    found: AtomicUsize,
}

impl<'q> Walker<'q> {
    pub(super) const fn new(query: &'q Query) -> Self {
        Self { query, found: AtomicUsize::new(0) }
    }

    /// Finds what a path leads to. `is_given` is true where the caller gave the path, and did not merely list it.
    pub(super) fn walk(&self, root: &Path, is_given: bool, into: &mut Gathered) {
        if self.query.gitignore {
            // What such a file leaves out is told in the order of the walk.
            let mut ignored = Ignored::above(root);
            self.each(sorted(root), root, into, |entry, into| match ignored.leaves_out(entry) {
                Some(reason) => {
                    into.skip(reason);
                    false
                }
                None => self.look_at(entry, is_given, into),
            });
            into.problems.extend(ignored.problems);
        } else {
            let folders = self.look_at_top(root, is_given, into);
            self.side_by_side(&folders, root, into);
        }
    }

    /// Finds the files at the top of a root. Gives the folders there.
    fn look_at_top(&self, root: &Path, is_given: bool, into: &mut Gathered) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        // Not sorted: to sort what is in a folder it would be read here, and once more by whoever looks through it.
        self.each(WalkDir::new(root).max_depth(1), root, into, |entry, into| {
            if !entry.file_type().is_dir() {
                return self.look_at(entry, is_given, into);
            }
            if entry.depth() > 0 && !is_store(entry) {
                folders.push(entry.path().to_owned());
            }
            // It is not gone into here, so that there is nothing to come back from.
            true
        });
        folders.sort();
        folders
    }

    /// Finds what is in the folders of a root, each thread in the next that nobody looks through.
    fn side_by_side(&self, folders: &[PathBuf], root: &Path, into: &mut Gathered) {
        let next = AtomicUsize::new(0);
        let look = || {
            let mut found = Gathered::default();
            while let Some(folder) = folders.get(next.fetch_add(1, Relaxed)) {
                self.look_below(folder, root, &mut found);
            }
            found
        };
        scope(|scope| {
            let threads = self.query.threads.min(folders.len());
            // One that cannot be had is done without: the others take the folders.
            let begun = (1..threads).filter_map(|_| Builder::new().spawn_scoped(scope, look).ok());
            let others: Vec<_> = begun.collect();
            into.add(look());
            for other in others {
                match other.join() {
                    Ok(found) => into.add(found),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
    }

    /// Finds what is in a folder at the top of a root.
    fn look_below(&self, folder: &Path, root: &Path, into: &mut Gathered) {
        self.each(sorted(folder), folder, into, |entry, into| {
            // The root itself stands above all that this walk knows of.
            let is_link = entry.path_is_symlink() && entry.file_type().is_dir();
            if is_link && is_same_file(entry.path(), root).unwrap_or(false) {
                into.problems.push(Problem { name: shown(entry.path()), reason: Reason::Loop(shown(root)) });
                return false;
            }
            self.look_at(entry, false, into)
        });
    }

    /// Shows each entry of a walk to `visit`, which tells whether a folder is to be gone into.
    fn each(
        &self,
        walk: WalkDir,
        root: &Path,
        into: &mut Gathered,
        mut visit: impl FnMut(&DirEntry, &mut Gathered) -> bool,
    ) {
        let mut entries = walk.follow_links(true).into_iter();
        while let Some(entry) = entries.next().filter(|_| self.query.goes_on(self.found.load(Relaxed))) {
            match entry {
                Ok(entry) => {
                    if !visit(&entry, into) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => into.problems.push(problem(&error, root)),
            }
        }
    }

    /// Takes up a file; tells whether a folder is to be gone into.
    fn look_at(&self, entry: &DirEntry, is_given: bool, into: &mut Gathered) -> bool {
        if entry.file_type().is_dir() {
            return !is_store(entry);
        }
        let is_named = is_given && entry.depth() == 0;
        let name = shown(entry.path());
        if let Some(reason) = self.query.leaves_out(&name, is_named) {
            into.skip(reason);
        } else if entry.file_type().is_file() {
            self.found.fetch_add(1, Relaxed);
            into.sources.push(Source::file(name, entry.path()));
        } else if is_named {
            self.found.fetch_add(1, Relaxed);
            into.sources.push(Source::pipe(name, entry.path()));
        } else {
            // A pipe that is named was meant (`<(...)`); one that lies in a folder would block.
            into.skip("not a regular file");
        }
        true
    }
}

/// A walk through a folder that finds things in the order of their names.
fn sorted(folder: &Path) -> WalkDir {
    WalkDir::new(folder).sort_by(by_name)
}

/// The order of what stands in one folder. Up to their names the paths are the same, and to compare them whole costs
/// a quarter of looking for the names in them.
fn by_name(one: &DirEntry, other: &DirEntry) -> Ordering {
    one.path().as_os_str().cmp(other.path().as_os_str())
}

fn is_store(entry: &DirEntry) -> bool {
    entry.depth() > 0
        && entry.file_type().is_dir()
        && STORES.iter().any(|store| entry.file_name().eq_ignore_ascii_case(store))
}

fn problem(error: &walkdir::Error, root: &Path) -> Problem {
    let name = shown(error.path().unwrap_or(root));
    let reason = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => Reason::Loop(shown(ancestor)),
        (None, Some(cause)) if cause.kind() == io::ErrorKind::NotFound => Reason::Missing,
        (None, cause) => {
            let kind = cause.map_or(io::ErrorKind::Other, io::Error::kind);
            Reason::Unreadable(io::Error::from(kind))
        }
    };
    Problem { name, reason }
}
