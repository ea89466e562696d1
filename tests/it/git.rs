//! What git says has changed, in real repositories.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use cablelint::input::git::{GitError, Repository};
use cablelint::input::{Gathered, Lines, Query, Reason};
use globset::{Glob, GlobSet, GlobSetBuilder};

/// Nothing of the machine's configuration holds in the repositories of the tests.
const CLEAN: &[(&str, &str)] = &[
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_AUTHOR_NAME", "A"),
    ("GIT_AUTHOR_EMAIL", "a@example.gov"),
    ("GIT_COMMITTER_NAME", "A"),
    ("GIT_COMMITTER_EMAIL", "a@example.gov"),
];

/// A repository in a folder of its own.
struct Tree {
    folder: tempfile::TempDir,
}

impl Tree {
    /// An empty repository; `None`, with a word, where there is no git.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: git is not installed");
            return None;
        }
        let tree = Self { folder: tempfile::tempdir().unwrap() };
        tree.git(&["init", "--quiet", "--initial-branch=main", "."]);
        Some(tree)
    }

    /// With these files, committed.
    fn with(files: &[(&str, &str)]) -> Option<Self> {
        let tree = Self::new()?;
        for (name, content) in files {
            tree.write(name, content);
        }
        tree.commit();
        Some(tree)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn try_git(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(self.path()).envs(CLEAN.iter().copied()).stdin(Stdio::null());
        command.output().unwrap()
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.try_git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// The repository as seen from a folder in it.
    fn seen_from(&self, folder: &str) -> Repository {
        Repository::open(&self.path().join(folder)).unwrap()
    }

    fn staged(&self) -> Gathered {
        self.seen_from("").staged(&query(&[])).unwrap()
    }

    fn since(&self, revision: &str) -> Gathered {
        self.seen_from("").since(revision, &query(&[])).unwrap()
    }
}

fn query(paths: &[&str]) -> Query {
    let paths = paths.iter().map(PathBuf::from).collect();
    Query { paths, ..Query::default() }
}

fn globs(pattern: &str) -> GlobSet {
    GlobSetBuilder::new().add(Glob::new(pattern).unwrap()).build().unwrap()
}

fn names(gathered: &Gathered) -> Vec<&str> {
    gathered.sources.iter().map(|source| source.name.as_str()).collect()
}

/// Names and contents.
fn contents(gathered: &Gathered) -> Vec<(&str, String)> {
    let read = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    gathered
        .sources
        .iter()
        .map(|source| (source.name.as_str(), read(source.read(1 << 20).unwrap())))
        .collect()
}

fn lines<'g>(gathered: &'g Gathered, name: &str) -> &'g Lines {
    let source = gathered.sources.iter().find(|source| source.name == name);
    source.unwrap().changed.as_ref().unwrap()
}

fn some(ranges: &[(usize, usize)]) -> Lines {
    Lines::Ranges(ranges.iter().map(|&(first, last)| first..=last).collect())
}

#[test]
fn what_is_staged_is_read_and_not_what_lies_in_the_working_tree() {
    let Some(tree) = Tree::with(&[("a.txt", "(U) one\n(U) two\n"), ("b.txt", "same\n")]) else { return };
    tree.write("a.txt", "(U) one\n(S) two\n");
    tree.git(&["add", "a.txt"]);
    tree.write("a.txt", "(U) one\n(U) two\n");
    tree.write("c.txt", "not staged\n");
    let staged = tree.staged();
    assert_eq!(contents(&staged), [("a.txt", "(U) one\n(S) two\n".to_owned())]);
    assert_eq!(lines(&staged, "a.txt"), &some(&[(2, 2)]));
    // Gone from the working tree, and still about to be committed.
    std::fs::remove_file(tree.path().join("a.txt")).unwrap();
    assert_eq!(contents(&tree.staged()), [("a.txt", "(U) one\n(S) two\n".to_owned())]);
}

#[test]
fn the_first_commit_can_be_checked_before_it_is_made() {
    let Some(tree) = Tree::new() else { return };
    assert_eq!(names(&tree.staged()), [""; 0]);
    tree.write("a.txt", "UNCLAS\n");
    tree.git(&["add", "a.txt"]);
    let staged = tree.staged();
    assert_eq!(contents(&staged), [("a.txt", "UNCLAS\n".to_owned())]);
    assert_eq!(lines(&staged, "a.txt"), &Lines::All);
    let since = tree.seen_from("").since("HEAD", &query(&[]));
    assert!(matches!(since, Err(GitError::UnknownRevision(_))), "{since:?}");
}

#[test]
fn renames_deletions_and_modes() {
    let long = "(U) a line that stays\n".repeat(20);
    let files =
        [("moved.txt", long.as_str()), ("gone.txt", "x"), ("mode.txt", "y"), ("same.txt", "other\nz\n")];
    let Some(tree) = Tree::with(&files) else { return };
    tree.git(&["mv", "moved.txt", "new.txt"]);
    tree.git(&["mv", "same.txt", "same too.txt"]);
    tree.write("new.txt", format!("{long}(S) a line that is new\n"));
    tree.git(&["rm", "--quiet", "gone.txt"]);
    tree.git(&["add", "--all"]);
    tree.git(&["update-index", "--chmod=+x", "mode.txt"]);
    let staged = tree.staged();
    assert_eq!(names(&staged), ["mode.txt", "new.txt", "same too.txt"]);
    assert_eq!(lines(&staged, "new.txt"), &some(&[(21, 21)]));
    assert_eq!(lines(&staged, "same too.txt"), &some(&[]));
    assert_eq!(lines(&staged, "mode.txt"), &some(&[]));
    assert!(staged.problems.is_empty() && staged.skipped.is_empty());
}

#[test]
fn what_a_deletion_leaves_side_by_side_has_changed() {
    let Some(tree) = Tree::with(&[("a.txt", "1\n2\n3\n4\n"), ("b.txt", "1\n2\n")]) else { return };
    tree.write("a.txt", "1\n2\n4\n");
    tree.write("b.txt", "2\n");
    tree.git(&["add", "--all"]);
    assert_eq!(lines(&tree.staged(), "a.txt"), &some(&[(2, 3)]));
    assert_eq!(lines(&tree.staged(), "b.txt"), &some(&[(1, 1)]));
}

#[test]
fn where_git_tells_no_lines_all_have_changed() {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let Some(tree) = Tree::with(&[(".gitattributes", "no-diff.txt -diff\n"), ("no-diff.txt", "1\n2\n")])
    else {
        return;
    };
    tree.write("wide.txt", wide("\u{feff}1\n2\n"));
    tree.commit();
    tree.write("wide.txt", wide("\u{feff}1\n3\n"));
    tree.write("no-diff.txt", "1\n3\n");
    assert_eq!(lines(&tree.since("HEAD"), "wide.txt"), &Lines::All);
    assert_eq!(lines(&tree.since("HEAD"), "no-diff.txt"), &Lines::All);
}

#[cfg(unix)]
#[test]
fn names_of_every_kind_survive() {
    use std::os::unix::ffi::OsStrExt;
    let Some(tree) = Tree::with(&[("old", "x\n")]) else { return };
    let odd = ["-rf.txt", "a b.txt", "a\nb\t.txt", "q\"u\\o.txt", "::error::.txt", "é.txt", ":(top)x", "*"];
    for name in odd {
        tree.write(name, "one\n");
    }
    for bytes in [&b"\xff.txt"[..], b"\xfe.txt"] {
        std::fs::write(tree.path().join(std::ffi::OsStr::from_bytes(bytes)), "one\n").unwrap();
    }
    assert_eq!(tree.since("HEAD").sources.len(), 10, "untracked");
    tree.commit();
    for source in tree.since("HEAD~1").sources {
        assert_eq!(source.read(10).unwrap(), b"one\n", "{}", source.name);
    }
    for name in odd {
        tree.write(name, "one\ntwo\n");
    }
    for bytes in [&b"\xff.txt"[..], b"\xfe.txt"] {
        std::fs::write(tree.path().join(std::ffi::OsStr::from_bytes(bytes)), "one\ntwo\n").unwrap();
    }
    tree.git(&["add", "--all"]);
    let staged = tree.staged();
    assert_eq!(staged.sources.len(), 10);
    for (name, content) in contents(&staged) {
        assert_eq!(content, "one\ntwo\n", "{name:?}");
        assert_eq!(lines(&staged, name), &some(&[(2, 2)]), "{name:?}");
    }
    let named = tree.seen_from("").staged(&query(&["*", "-rf.txt", ":(top)x"])).unwrap();
    assert_eq!(names(&named), ["*", "-rf.txt", ":(top)x"], "paths are no patterns");
}

#[test]
fn names_are_seen_from_the_current_folder() {
    let Some(tree) = Tree::with(&[("top.txt", "1"), ("a/in.txt", "1"), ("a/b/deep.txt", "1")]) else {
        return;
    };
    for name in ["top.txt", "a/in.txt", "a/b/deep.txt"] {
        tree.write(name, "2");
    }
    tree.git(&["add", "--all"]);
    let from = tree.seen_from("a");
    assert_eq!(names(&from.staged(&query(&["."])).unwrap()), ["b/deep.txt", "in.txt"]);
    assert_eq!(names(&from.staged(&query(&["../top.txt", "b"])).unwrap()), ["../top.txt", "b/deep.txt"]);
    let since = from.since("HEAD", &query(&["../top.txt", "./b", "in.txt"])).unwrap();
    let all = ["../top.txt", "b/deep.txt", "in.txt"].map(|name| (name, "2".to_owned()));
    assert_eq!(contents(&since), all);
}

#[test]
fn globs_hold_and_a_named_file_needs_no_include() {
    let Some(tree) = Tree::with(&[("x", "")]) else { return };
    for name in ["a.txt", "b.md", "c.bin", "d.bin"] {
        tree.write(name, "1");
    }
    tree.git(&["add", "--all"]);
    let (include, exclude) = (Some(globs("*.txt")), globs("d.bin"));
    let query = Query { include, exclude, ..query(&[".", "./b.md", "d.bin"]) };
    for gathered in [tree.seen_from("").staged(&query), tree.seen_from("").since("HEAD", &query)] {
        let gathered = gathered.unwrap();
        assert_eq!(names(&gathered), ["a.txt", "b.md"]);
        assert_eq!(gathered.skipped.get("matches --exclude"), Some(&1));
        assert_eq!(gathered.skipped.get("does not match --include"), Some(&1));
    }
}

#[test]
fn a_path_that_is_nowhere_is_a_problem_and_a_deleted_one_is_not() {
    let Some(tree) = Tree::with(&[("a/gone.txt", "1"), ("b.txt", "1")]) else { return };
    tree.git(&["rm", "--quiet", "a/gone.txt"]);
    let staged = tree.seen_from("").staged(&query(&["a", "a/gone.txt", "b.txt", "drfats"])).unwrap();
    let problems: Vec<&str> = staged.problems.iter().map(|problem| problem.name.as_str()).collect();
    assert_eq!(problems, ["drfats"]);
    assert!(matches!(staged.problems[0].reason, Reason::Missing) && staged.sources.is_empty());
}

#[cfg(unix)]
#[test]
fn links_and_repositories_within_are_skipped_with_a_reason() {
    let Some(tree) = Tree::with(&[("a.txt", "1")]) else { return };
    let Some(other) = Tree::with(&[("inner.txt", "1")]) else { return };
    std::os::unix::fs::symlink("a.txt", tree.path().join("link.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere", tree.path().join("broken.txt")).unwrap();
    tree.git(&["clone", "--quiet", other.path().to_str().unwrap(), "inner"]);
    let skipped = |gathered: &Gathered| {
        assert!(gathered.sources.is_empty() && gathered.problems.is_empty(), "{gathered:?}");
        gathered.skipped.iter().map(|(reason, files)| (*reason, *files)).collect::<Vec<_>>()
    };
    let expected = [("another repository", 1), ("symbolic link", 2)];
    assert_eq!(skipped(&tree.since("HEAD")), expected, "untracked");
    tree.git(&["add", "--all"]);
    assert_eq!(skipped(&tree.staged()), expected, "staged");
    assert_eq!(skipped(&tree.since("HEAD")), expected, "tracked");
}

#[test]
fn since_counts_from_where_the_branches_parted() {
    let Some(tree) = Tree::with(&[("a.txt", "1\n"), ("b.txt", "1\n"), ("c.txt", "1\n"), ("d.txt", "1\n")])
    else {
        return;
    };
    tree.git(&["checkout", "--quiet", "-b", "topic"]);
    tree.write("a.txt", "1\n2\n");
    tree.commit();
    tree.git(&["checkout", "--quiet", "main"]);
    tree.write("b.txt", "theirs\n");
    tree.commit();
    tree.git(&["checkout", "--quiet", "topic"]);
    tree.write("c.txt", "working tree\n");
    tree.write(".gitignore", "ignored.txt\n");
    tree.write("ignored.txt", "x");
    tree.write("new.txt", "new\n");
    std::fs::remove_file(tree.path().join("d.txt")).unwrap();
    let since = tree.since("main");
    assert_eq!(names(&since), [".gitignore", "a.txt", "c.txt", "new.txt"]);
    assert_eq!(lines(&since, "a.txt"), &some(&[(2, 2)]));
    assert_eq!(lines(&since, "new.txt"), &Lines::All);
    assert_eq!(contents(&since)[2], ("c.txt", "working tree\n".to_owned()));
}

#[test]
fn the_users_configuration_changes_nothing() {
    let Some(tree) = Tree::with(&[("a.txt", "1\n2\n3\n4\n5\n"), ("x/b.txt", "1\n")]) else { return };
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.relative", "true"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
        ("diff.external", "false"),
        ("diff.submodule", "log"),
        ("color.ui", "always"),
        ("core.quotePath", "false"),
        ("core.fsmonitor", "touch started; false"),
        ("core.attributesFile", ".attributes"),
        ("diff.upper.textconv", "false"),
        ("diff.upper.command", "false"),
    ] {
        tree.git(&["config", key, value]);
    }
    tree.write(".attributes", "*.txt diff=upper\n");
    tree.write("a.txt", "1\nb\n3\nd\n5\n");
    tree.write("x/b.txt", "2\n");
    let since = tree.seen_from("x").since("HEAD", &query(&["..", "."])).unwrap();
    assert_eq!(names(&since), ["../.attributes", "../a.txt", "b.txt"]);
    assert_eq!(lines(&since, "../a.txt"), &some(&[(2, 2), (4, 4)]));
    assert!(!tree.path().join("started").exists());
}

#[test]
fn a_conflict_is_a_problem_in_the_index_and_a_file_in_the_working_tree() {
    let Some(tree) = Tree::with(&[("a.txt", "1\n")]) else { return };
    tree.git(&["checkout", "--quiet", "-b", "topic"]);
    tree.write("a.txt", "2\n");
    tree.commit();
    tree.git(&["checkout", "--quiet", "main"]);
    tree.write("a.txt", "3\n");
    tree.commit();
    assert!(!tree.try_git(&["merge", "topic"]).status.success());
    let staged = tree.staged();
    assert!(staged.sources.is_empty());
    assert!(matches!(staged.problems[0].reason, Reason::Unmerged), "{staged:?}");
    let since = tree.since("HEAD");
    assert_eq!(names(&since), ["a.txt"]);
    assert!(contents(&since)[0].1.contains("<<<<<<<"));
}

#[test]
fn a_revision_is_never_an_option_and_always_a_commit() {
    let Some(tree) = Tree::with(&[("a.txt", "1\n")]) else { return };
    let names =
        ["--output=x", "-O", "", "nowhere", "HEAD..HEAD", "^HEAD", "HEAD:a.txt", ":/", "HEAD HEAD", "@{9}"];
    for revision in names {
        let since = tree.seen_from("").since(revision, &query(&[]));
        assert!(matches!(since, Err(GitError::UnknownRevision(_))), "{revision}: {since:?}");
    }
    assert!(!tree.path().join("x").exists());
    for revision in ["HEAD", "main", "@", "HEAD^0"] {
        tree.since(revision);
    }
}

#[test]
fn where_git_cannot_tell_the_error_says_what_to_do() {
    let Some(tree) = Tree::with(&[("a.txt", "1\n")]) else { return };
    tree.git(&["clone", "--quiet", "--bare", ".", "bare.git"]);
    let open = |folder: &str| Repository::open(&tree.path().join(folder)).unwrap_err();
    assert!(matches!(open("bare.git"), GitError::NoWorkTree));
    assert!(matches!(open(".git"), GitError::NoWorkTree));
    let nowhere = tempfile::tempdir().unwrap();
    let error = Repository::open(nowhere.path()).unwrap_err();
    assert!(matches!(error, GitError::NoRepository(_)) && error.to_string().contains("not a git repository"));
    assert!(matches!(Repository::open(&nowhere.path().join("no")).unwrap_err(), GitError::NotRun(_)));

    let error = tree.seen_from("").staged(&query(&["/"])).unwrap_err();
    assert!(matches!(error, GitError::Failed { .. }) && error.to_string().contains("outside repository"));
    tree.git(&["checkout", "--quiet", "--orphan", "alone"]);
    let error = tree.seen_from("").since("main", &query(&[])).unwrap_err();
    assert!(matches!(error, GitError::NoCommit), "{error}");
    tree.commit();
    let error = tree.seen_from("").since("main", &query(&[])).unwrap_err();
    assert!(matches!(error, GitError::Unrelated(_)), "{error}");
    std::fs::write(tree.path().join(".git/index"), "broken").unwrap();
    assert!(matches!(tree.seen_from("").staged(&query(&[])), Err(GitError::Failed { .. })));
}

#[test]
fn a_blob_that_cannot_be_read_is_a_problem_and_the_next_one_is_read() {
    let Some(tree) = Tree::new() else { return };
    tree.write("a.txt", "lost\n");
    tree.write("b.txt", "a blob that is larger\n");
    tree.write("c.txt", "read\n");
    tree.write("d.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");
    tree.git(&["add", "--all"]);
    let object = tree.try_git(&["rev-parse", ":a.txt"]).stdout;
    let (folder, file) = std::str::from_utf8(&object).unwrap().trim().split_at(2);
    std::fs::remove_file(tree.path().join(".git/objects").join(folder).join(file)).unwrap();
    let staged = tree.staged();
    let read: Vec<_> = staged.sources.iter().map(|source| source.read(10)).collect();
    assert!(matches!(read[0].as_ref().unwrap_err().reason, Reason::Unreadable(_)));
    assert!(matches!(read[1].as_ref().unwrap_err().reason, Reason::TooLarge(10)));
    assert_eq!(read[2].as_ref().unwrap(), b"read\n");
    assert!(matches!(staged.sources[3].read(1000).unwrap_err().reason, Reason::StandIn("Git LFS")));
}

/// git runs its hooks with an index of its own (`git commit a.txt` stages only that file, in an index
/// beside the real one), and under a lock.
#[cfg(unix)]
#[test]
fn in_a_hook_the_index_of_the_commit_holds() {
    use std::os::unix::fs::PermissionsExt;
    let said = "CABLELINT_TEST_HOOK_SAYS";
    if let Some(path) = std::env::var_os(said) {
        // This is the hook.
        assert!(std::env::var_os("GIT_INDEX_FILE").is_some());
        let staged = Repository::open(Path::new(".")).unwrap().staged(&query(&[])).unwrap();
        std::fs::write(path, format!("{:?}", contents(&staged))).unwrap();
        return;
    }
    let Some(tree) = Tree::with(&[("a.txt", "1\n"), ("b.txt", "1\n")]) else { return };
    let hook = tree.path().join(".git/hooks/pre-commit");
    let test = std::env::current_exe().unwrap();
    let script = format!(
        "#!/bin/sh\n{said}='{}' exec '{}' --exact git::in_a_hook_the_index_of_the_commit_holds\n",
        tree.path().join("said").display(),
        test.display()
    );
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, script).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    tree.write("a.txt", "2\n");
    tree.write("b.txt", "2\n");
    tree.git(&["add", "b.txt"]);
    tree.git(&["commit", "--quiet", "--message", "x", "a.txt"]);
    assert_eq!(std::fs::read_to_string(tree.path().join("said")).unwrap(), r#"[("a.txt", "2\n")]"#);
}
