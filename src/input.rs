//! Input: from the paths on the command line to the files to check, and from a file to its bytes.
//!
//! What cannot be found or read is a [`Problem`], reported while the run goes on: an audit of a
//! hundred thousand files must neither stop at one of them nor pass it over in silence. Nothing is
//! written here. Each file is read once, unless files must be compared. [`gather`] looks in the file system, [`git`] asks git
//! what has changed; both give a [`Gathered`].

pub mod git;
mod lines;
mod source;

pub use lines::{Lines, Touched};
pub use source::{Problem, Reason, Source};

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use walkdir::{DirEntry, WalkDir};

/// Folders that hold a version control system's own files, never a cable.
const STORES: &[&str] = &[".git", ".hg", ".svn"];

/// What to look for, and where.
#[derive(Clone, Debug)]
pub struct Query {
    /// Files, folders, `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// In folders, only files whose path fits.
    pub include: Option<GlobSet>,
    /// No files whose path fits, also where they are named on the command line (a hook names each).
    pub exclude: GlobSet,
    /// The name of what comes on standard input.
    pub stdin_name: Option<String>,
}

/// The files to check, in order of their names.
#[derive(Debug, Default)]
pub struct Gathered {
    /// What to read.
    pub sources: Vec<Source>,
    /// What could not be looked at.
    pub problems: Vec<Problem>,
    /// How many files were left out, by reason.
    pub skipped: BTreeMap<&'static str, usize>,
}

/// Finds the files to check.
pub fn gather(query: &Query) -> Gathered {
    let mut gathered = Gathered::default();
    for path in &query.paths {
        if path.as_os_str() == "-" {
            let name = query.stdin_name.clone().unwrap_or_else(|| "-".to_owned());
            gathered.sources.push(Source::standard_input(name));
        } else {
            gathered.walk(path, query);
        }
    }
    gathered.sort();
    gathered.sources.dedup_by(|right, left| right.order(left).is_eq());
    gathered
}

impl Query {
    /// Why a file of this name is left out, if so. `named` is true where the caller named the very file.
    fn leaves_out(&self, name: &str, named: bool) -> Option<&'static str> {
        if self.exclude.is_match(name) {
            Some("matches --exclude")
        } else if !named && self.include.as_ref().is_some_and(|include| !include.is_match(name)) {
            Some("does not match --include")
        } else {
            None
        }
    }
}

impl Gathered {
    fn walk(&mut self, root: &Path, query: &Query) {
        let entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| !is_store(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.file(&entry, query),
                Err(error) => self.problems.push(walk_problem(&error, root)),
            }
        }
    }

    fn file(&mut self, entry: &DirEntry, query: &Query) {
        let name = shown(entry.path());
        let named = entry.depth() == 0;
        if let Some(reason) = query.leaves_out(&name, named) {
            self.skip(reason);
        } else if !named && !entry.file_type().is_file() {
            // A pipe that is named was meant (`<(...)`); one that lies in a folder would block.
            self.skip("not a regular file");
        } else {
            self.sources.push(Source::file(name, entry.path().to_owned()));
        }
    }

    fn sort(&mut self) {
        self.sources.sort_by(Source::order);
        self.problems.sort_by(|left, right| left.name.cmp(&right.name));
    }

    fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }
}

fn is_store(entry: &DirEntry) -> bool {
    entry.depth() > 0
        && entry.file_type().is_dir()
        && STORES.iter().any(|store| entry.file_name().eq_ignore_ascii_case(store))
}

fn walk_problem(error: &walkdir::Error, root: &Path) -> Problem {
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

/// A path as it is printed. A name that is not UTF-8 is shown with U+FFFD.
pub fn shown(path: &Path) -> String {
    let name = path.to_string_lossy();
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() };
    let rest = name.trim_start_matches("./");
    if rest.is_empty() { name } else { rest.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn query(paths: &[PathBuf]) -> Query {
        Query { paths: paths.to_vec(), include: None, exclude: GlobSet::empty(), stdin_name: None }
    }

    fn globs(pattern: &str) -> GlobSet {
        let glob = globset::Glob::new(pattern).unwrap();
        globset::GlobSetBuilder::new().add(glob).build().unwrap()
    }

    /// A folder with `b.txt`, `a/c.txt`, `a/d.md` and `.git/x.txt`.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/c.txt", "a/d.md", ".git/x.txt"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "UNCLAS").unwrap();
        }
        folder
    }

    fn names(folder: &Path, gathered: &Gathered) -> Vec<String> {
        let root = shown(folder) + "/";
        gathered.sources.iter().map(|source| source.name.replace(&root, "")).collect()
    }

    #[test]
    fn a_folder_gives_its_files_in_order_and_no_version_control() {
        let folder = folder();
        let gathered = gather(&query(&[folder.path().join("b.txt"), folder.path().to_owned()]));
        assert_eq!(names(folder.path(), &gathered), ["a/c.txt", "a/d.md", "b.txt"]);
        assert!(gathered.problems.is_empty());
    }

    #[test]
    fn include_filters_folders_and_exclude_holds_for_named_files_too() {
        let folder = folder();
        let mut query = query(&[folder.path().to_owned(), folder.path().join("a/d.md")]);
        query.include = Some(globs("*.txt"));
        assert_eq!(names(folder.path(), &gather(&query)), ["a/c.txt", "a/d.md", "b.txt"]);
        query.exclude = globs("*.md");
        let gathered = gather(&query);
        assert_eq!(names(folder.path(), &gathered), ["a/c.txt", "b.txt"]);
        assert_eq!(gathered.skipped.get("matches --exclude"), Some(&2));
    }

    #[test]
    fn what_is_missing_is_a_problem_and_the_rest_is_read() {
        let folder = folder();
        let gathered = gather(&query(&[folder.path().join("no.txt"), folder.path().join("b.txt")]));
        assert!(matches!(gathered.problems.first().unwrap().reason, Reason::Missing));
        assert_eq!(gathered.sources.first().unwrap().read(6).unwrap(), b"UNCLAS");
    }

    #[test]
    fn a_file_that_is_too_large_is_a_problem() {
        let folder = folder();
        let gathered = gather(&query(&[folder.path().join("b.txt")]));
        let problem = gathered.sources.first().unwrap().read(5).unwrap_err();
        assert!(matches!(problem.reason, Reason::TooLarge(5)));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_a_loop_is_a_problem() {
        let folder = folder();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("b.txt"), folder.path().join("a/z.txt")).unwrap();
        let gathered = gather(&query(&[folder.path().to_owned()]));
        assert_eq!(names(folder.path(), &gathered), ["a/c.txt", "a/d.md", "a/z.txt", "b.txt"]);
        assert!(matches!(gathered.problems.first().unwrap().reason, Reason::Loop(_)));
    }

    #[cfg(unix)]
    #[test]
    fn two_names_that_are_printed_alike_are_two_files() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"a\xff.txt"[..], b"a\xfe.txt"] {
            std::fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "UNCLAS").unwrap();
        }
        let twice = query(&[folder.path().to_owned(), folder.path().to_owned()]);
        assert_eq!(gather(&twice).sources.len(), 2);
    }

    #[test]
    fn names_are_printed_as_given_without_the_leading_dot() {
        assert_eq!(shown(Path::new("./a/b.txt")), "a/b.txt");
        assert_eq!(shown(Path::new("../b.txt")), "../b.txt");
        assert_eq!(shown(Path::new("/b.txt")), "/b.txt");
        assert_eq!(shown(Path::new("./")), "./");
    }
}
