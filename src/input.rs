//! Input: from the paths on the command line to the files to check, and from a file to its bytes.
//!
//! What cannot be found or read is a [`Problem`], reported while the run goes on: an audit of a
//! hundred thousand files must neither stop at one of them nor pass it over in silence. Nothing is
//! written here but the [`cache`]. Each file is read once, unless files must be compared. [`gather`] looks in the file system
//! and into archives, [`git`] asks git what has changed; both give a [`Gathered`]. [`stream`] reads files that another
//! program writes to standard input, one a line.

mod archive;
pub mod cache;
pub mod git;
mod ignored;
mod lines;
mod names;
mod source;
pub mod stream;
mod walk;

pub use lines::{Lines, Touched};
pub use names::read_names;
pub use source::{Problem, Reason, Source};

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use globset::GlobSet;

use archive::Opener;
use walk::Walker;

/// What to look for, and where.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Files, folders, `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// Files and folders that a list names; a file of it counts as one that was found in a folder.
    pub listed: Vec<PathBuf>,
    /// In folders, only files whose path fits.
    pub include: Option<GlobSet>,
    /// No files whose path fits, also where they are named on the command line (a hook names each).
    pub exclude: GlobSet,
    /// In folders, no files that a `.gitignore` names.
    pub gitignore: bool,
    /// How many threads look through folders.
    pub threads: usize,
    /// The name of what comes on standard input.
    pub stdin_name: Option<String>,
    /// Told again and again how many files were found so far. Where it answers false, no more are looked for,
    /// and none is given: nobody could say which half of them was found.
    pub watch: Option<fn(usize) -> bool>,
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
    /// How many archives were opened.
    pub archives: usize,
    /// How many of the sources lie in archives.
    pub in_archives: usize,
}

/// Finds the files to check.
pub fn gather(query: &Query) -> Gathered {
    let mut gathered = Gathered::default();
    let walker = Walker::new(query);
    for path in &query.paths {
        if path.as_os_str() == "-" {
            let name = query.stdin_name.clone().unwrap_or_else(|| "-".to_owned());
            gathered.sources.push(Source::standard_input(name));
        } else {
            walker.walk(path, true, &mut gathered);
        }
    }
    for path in &query.listed {
        walker.walk(path, false, &mut gathered);
    }
    gathered.sort();
    gathered.sources.dedup_by(|right, left| right.order(left).is_eq());
    if query.goes_on(gathered.sources.len()) {
        gathered.open_archives(query);
    } else {
        gathered.sources.clear();
    }
    gathered
}

impl Query {
    /// Tells how many files were found so far, and asks whether to look for more.
    fn goes_on(&self, found: usize) -> bool {
        self.watch.is_none_or(|watch| watch(found))
    }

    /// Why a file of this name is left out, if so. `named` is true where the caller named the very file. What
    /// an archive holds is asked for, as in a folder, and not the archive.
    fn leaves_out(&self, name: &str, named: bool) -> Option<&'static str> {
        if !self.exclude.is_empty() && self.exclude.is_match(name) {
            Some("matches --exclude")
        } else if !named && !self.includes(name) && !archive::is_named_so(name) {
            Some("does not match --include")
        } else {
            None
        }
    }

    fn includes(&self, name: &str) -> bool {
        self.include.as_ref().is_none_or(|include| include.is_match(name))
    }
}

impl Gathered {
    /// Puts what was found beside what is here.
    fn add(&mut self, found: Self) {
        // Of hundreds of thousands of files one list is enough.
        if self.sources.is_empty() {
            self.sources = found.sources;
        } else {
            self.sources.reserve_exact(found.sources.len());
            self.sources.extend(found.sources);
        }
        self.problems.extend(found.problems);
        for (reason, files) in found.skipped {
            *self.skipped.entry(reason).or_default() += files;
        }
    }

    /// Puts what archives hold in their place. A file is one by its ending; where it is named, also by what
    /// it begins with.
    fn open_archives(&mut self, query: &Query) {
        let given: BTreeSet<String> = query.paths.iter().map(|path| shown(path)).collect();
        let is_archive = |source: &Source| {
            let begins_so = || given.contains(&source.name) && source.path().is_some_and(archive::begins_so);
            source.is_stored() && (archive::is_named_so(&source.name) || begins_so())
        };
        // Most trees hold none, and their list stays as it is.
        let Some(first) = self.sources.iter().position(is_archive) else { return };
        let opener = Opener::new(query);
        let found = self.sources.len();
        let rest = self.sources.split_off(first);
        for (index, source) in rest.into_iter().enumerate() {
            if !query.goes_on(found - first - index + self.sources.len()) {
                self.sources.clear();
                break;
            }
            if is_archive(&source) {
                let is_included = given.contains(&source.name) || query.includes(&source.name);
                let before = self.sources.len();
                opener.open(source, is_included, self);
                self.in_archives += self.sources.len() - before;
            } else {
                self.sources.push(source);
            }
        }
        self.problems.sort_by(|left, right| left.name.cmp(&right.name));
    }

    fn sort(&mut self) {
        self.sources.sort_by(Source::order);
        self.problems.sort_by(|left, right| left.name.cmp(&right.name));
    }

    fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }
}

/// A path as it is printed. A name that is not UTF-8 is shown with U+FFFD.
pub fn shown(path: &Path) -> String {
    let name = path.to_string_lossy();
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() };
    let rest = name.trim_start_matches("./");
    if rest.is_empty() || rest.len() == name.len() { name } else { rest.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn query(paths: &[PathBuf]) -> Query {
        Query { paths: paths.to_vec(), ..Query::default() }
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

    #[test]
    fn whoever_watches_is_told_how_many_files_there_are_and_can_end_it() {
        static TOLD: AtomicUsize = AtomicUsize::new(0);
        let folder = folder();
        let mut query = query(&[folder.path().to_owned()]);
        query.watch = Some(|found| TOLD.fetch_max(found, Ordering::Relaxed) < 9);
        assert_eq!(gather(&query).sources.len(), 3);
        assert_eq!(TOLD.swap(0, Ordering::Relaxed), 3);
        query.watch = Some(|found| TOLD.fetch_max(found, Ordering::Relaxed) < 9 && found < 2);
        assert!(gather(&query).sources.is_empty());
        assert_eq!(TOLD.load(Ordering::Relaxed), 2, "the third was not looked for");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_a_loop_is_a_problem() {
        let folder = folder();
        let root = folder.path();
        let link = |to: &str, at: &str| std::os::unix::fs::symlink(root.join(to), root.join(at)).unwrap();
        link("", "a/up");
        link("a", "a/itself");
        link("", "top");
        link("a", "other");
        link("b.txt", "a/z.txt");
        let gathered = gather(&query(&[root.to_owned()]));
        assert_eq!(
            names(root, &gathered),
            ["a/c.txt", "a/d.md", "a/z.txt", "b.txt", "other/c.txt", "other/d.md", "other/z.txt"]
        );
        let problems: Vec<String> =
            gathered.problems.iter().map(|it| it.to_string().replace(&shown(root), "R")).collect();
        assert_eq!(
            problems,
            [
                "R/a/itself: symbolic link loop: it leads back to R/a",
                "R/a/up: symbolic link loop: it leads back to R",
                "R/other/itself: symbolic link loop: it leads back to R/other",
                "R/other/up: symbolic link loop: it leads back to R",
                "R/top: symbolic link loop: it leads back to R",
            ]
        );
    }

    #[test]
    fn whatever_the_threads_the_same_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: String| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "UNCLAS").unwrap();
        };
        (0..40).for_each(|number| file(format!("{}/{}/{number}.txt", number % 7, number % 3)));
        (0..9).for_each(|number| file(format!("{number}.md")));
        let found = |threads| {
            let query =
                Query { include: Some(globs("*.txt")), threads, ..query(&[folder.path().to_owned()]) };
            let gathered = gather(&query);
            (names(folder.path(), &gathered), gathered.skipped)
        };
        let alone = found(1);
        assert_eq!((alone.0.len(), alone.1.values().sum::<usize>()), (40, 9));
        assert_eq!((found(2), found(5), found(100)), (alone.clone(), alone.clone(), alone));
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
