//! Git: which files have changed, what of them is staged, and on which lines.
//!
//! git is asked through its command line and nothing else: no library knows all that a repository's
//! configuration, attributes and hooks can say. What git cannot tell is a [`GitError`], which ends the
//! run: to check nothing because nothing could be listed would be a silent pass. The caller's `GIT_DIR`
//! and `GIT_INDEX_FILE` hold, which git sets for its hooks.

mod command;
mod error;
mod listing;
mod names;
mod patch;
mod store;

pub use error::GitError;
pub(super) use store::Store;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::lines::Lines;
use super::{Gathered, Problem, Query, Reason, Source, shown};
use command::Git;
use listing::{Change, Kind, Object};

/// How every comparison is made, whatever the user's configuration says of the way they are shown.
const COMPARING: &[&str] = &[
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-relative",
    "--find-renames",
    "--ignore-submodules=dirty",
];

/// How the lines are asked for. Files that are new need no lines, however large they are.
const PATCH: &[&str] =
    &["--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=adux"];

/// A working tree, seen from a folder in it.
#[derive(Clone, Debug)]
pub struct Repository {
    folder: PathBuf,
    git: Git,
    /// The names of the folders from the top of the working tree down to the folder, each with a slash.
    prefix: Vec<u8>,
}

impl Repository {
    /// The repository whose working tree holds a folder. Paths of queries are taken from this folder,
    /// and names are printed as seen from it.
    ///
    /// # Errors
    /// A [`GitError`] where git is missing or finds no working tree.
    pub fn open(folder: &Path) -> Result<Self, GitError> {
        let git = Git::within(folder);
        let output = git.run("rev-parse", ["--is-inside-work-tree", "--show-prefix"]);
        let output = output.map_err(GitError::or_no_repository)?;
        let prefix = output.strip_prefix(b"true\n").ok_or(GitError::NoWorkTree)?;
        let prefix = prefix.strip_suffix(b"\n").unwrap_or(prefix).to_owned();
        Ok(Self { folder: folder.to_owned(), git, prefix })
    }

    /// The files that are staged, with what is staged of them: not what lies in the working tree.
    ///
    /// # Errors
    /// A [`GitError`] where git fails.
    pub fn staged(&self, query: &Query) -> Result<Gathered, GitError> {
        let changes = self.changes(OsStr::new("--cached"), query)?;
        let store = Store::of(&self.git);
        Ok(self.gathered(changes, query, |name, path, change| match &change.object {
            Some(object) => Ok(Source::blob(name, store.clone(), object.clone())),
            None => Err(Problem { name: shown(path), reason: Reason::Unmerged }),
        }))
    }

    /// The files of the working tree that differ from where the current commit and `revision` parted, and
    /// those that git neither tracks nor ignores.
    ///
    /// # Errors
    /// A [`GitError`] where the revision is unknown, or git fails.
    pub fn since(&self, revision: &str, query: &Query) -> Result<Gathered, GitError> {
        let base = self.parting(revision)?;
        let mut changes = self.changes(OsStr::new(&base), query)?;
        changes.extend(self.untracked(query)?);
        Ok(self.gathered(changes, query, |name, path, _| Ok(Source::file(name, &self.folder.join(path)))))
    }

    /// The commit where the current commit and `revision` parted.
    fn parting(&self, revision: &str) -> Result<Object, GitError> {
        let unknown = || GitError::UnknownRevision(revision.to_owned());
        // No name of a commit begins with a hyphen: git-check-ref-format(1).
        if revision.starts_with('-') {
            return Err(unknown());
        }
        let commit =
            |name: &str| self.git.run("rev-parse", ["--verify", "--quiet", &format!("{name}^{{commit}}")]);
        let theirs = commit(revision).map_err(|_| unknown())?;
        let theirs = listing::object(&theirs).ok_or_else(unknown)?;
        let ours = commit("HEAD").map_err(|_| GitError::NoCommit)?;
        let ours = listing::object(&ours).ok_or(GitError::NoCommit)?;
        let base = self.git.run("merge-base", [&theirs, &ours]);
        let base = base.map_err(|_| GitError::Unrelated(revision.to_owned()))?;
        listing::object(&base).ok_or(GitError::Garbled("merge-base"))
    }

    /// What differs between a commit or the last commit and the working tree or the index.
    fn changes(&self, against: &OsStr, query: &Query) -> Result<Vec<Change>, GitError> {
        let listed = self.compare(&["--raw", "--no-abbrev", "-z"], against, query)?;
        let mut changes = listing::raw(&listed).ok_or(GitError::Garbled("diff --raw"))?;
        if changes.iter().any(|change| change.lines.is_none()) {
            let patch = patch::lines(&self.compare(PATCH, against, query)?);
            let mut patch = patch.ok_or(GitError::Garbled("diff --unified"))?;
            for change in &mut changes {
                if change.lines.is_none() {
                    change.lines = patch.remove(&change.name).map(Lines::Ranges);
                }
            }
        }
        Ok(changes)
    }

    fn compare(&self, how: &[&str], against: &OsStr, query: &Query) -> Result<Vec<u8>, GitError> {
        let options = COMPARING.iter().chain(how).map(OsStr::new);
        self.git.run("diff", options.chain([against, OsStr::new("--")]).chain(paths(query)))
    }

    fn untracked(&self, query: &Query) -> Result<Vec<Change>, GitError> {
        let options = ["--others", "--exclude-standard", "--full-name", "-z", "--"].map(OsStr::new);
        let listed = self.git.run("ls-files", options.into_iter().chain(paths(query)))?;
        Ok(listing::untracked(&listed))
    }

    fn gathered(
        &self,
        changes: Vec<Change>,
        query: &Query,
        source: impl Fn(String, &Path, &Change) -> Result<Source, Problem>,
    ) -> Gathered {
        let seen = |change: &Change| names::path(&names::seen_from(&self.prefix, &change.name));
        let changes: BTreeMap<PathBuf, Change> =
            changes.into_iter().map(|change| (seen(&change), change)).collect();
        // A hook names each file, so the names are looked up and not gone through.
        let given: BTreeSet<String> = query.paths.iter().map(|path| shown(path)).collect();
        let problems = self.missing(query, &changes);
        let mut gathered = Gathered { problems, ..Gathered::default() };
        for (path, mut change) in changes {
            let name = shown(&path);
            let left_out = query.leaves_out(&name, given.contains(&name));
            match left_out.or_else(|| self.no_file(&path, &change)) {
                _ if change.kind == Kind::Deleted => {}
                Some(reason) => gathered.skip(reason),
                None => match source(name, &path, &change) {
                    Ok(mut source) => {
                        source.changed = Some(Box::new(change.lines.take().unwrap_or(Lines::All)));
                        gathered.sources.push(source);
                    }
                    Err(problem) => gathered.problems.push(problem),
                },
            }
        }
        gathered.sort();
        gathered.open_archives(query);
        gathered
    }

    /// Why a change is about no file, if so. What a link leads to is checked under its own name, where it
    /// has changed.
    fn no_file(&self, path: &Path, change: &Change) -> Option<&'static str> {
        let is_link = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_symlink());
        match change.kind {
            Kind::Link => Some("symbolic link"),
            Kind::Repository => Some("another repository"),
            Kind::Untracked if is_link(&self.folder.join(path)) => Some("symbolic link"),
            Kind::Deleted | Kind::File | Kind::Untracked => None,
        }
    }

    /// A path that is given but exists neither in the working tree nor among the changes is misspelt: that
    /// nothing changed there would be a pass for a file that nobody looked at.
    fn missing(&self, query: &Query, changes: &BTreeMap<PathBuf, Change>) -> Vec<Problem> {
        let problem = |given: &PathBuf| {
            let error = self.folder.join(given).symlink_metadata().err()?;
            let below = given.strip_prefix(".").unwrap_or(given);
            let known = changes.keys().any(|path| path.starts_with(below));
            (!known).then(|| Problem { name: shown(given), reason: Reason::from(error) })
        };
        query.paths.iter().filter_map(problem).collect()
    }
}

/// Where git is to look.
fn paths(query: &Query) -> impl Iterator<Item = &OsStr> {
    let here = query.paths.is_empty().then_some(OsStr::new("."));
    here.into_iter().chain(query.paths.iter().map(|path| path.as_os_str()))
}
