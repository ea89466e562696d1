//! Paths as text: where a file stands, seen from a folder. Links are not followed: what counts is what
//! the user wrote.

use std::env;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use crate::input;

/// The path from the root, without `.` and `..`.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for component in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            component => whole.push(component),
        }
    }
    whole
}

/// The folder in which the program runs.
pub(super) fn current() -> PathBuf {
    env::current_dir().map(|folder| absolute(&folder)).unwrap_or_default()
}

/// An absolute path, seen from an absolute folder: forward slashes, `..` where it leads out of it.
pub(super) fn below(path: &Path, folder: &Path) -> String {
    let shared = path.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| OsStr::new(".."));
    let down = path.components().skip(shared).map(Component::as_os_str);
    input::shown(&up.chain(down).collect::<PathBuf>())
}

/// An absolute path as it is printed: from the current folder where it stands below it.
pub(super) fn printed(path: &Path) -> String {
    input::shown(path.strip_prefix(current()).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_a_folder() {
        let seen = |path: &str, folder: &str| below(Path::new(path), Path::new(folder));
        assert_eq!(seen("/a/b/c.txt", "/a"), "b/c.txt");
        assert_eq!(seen("/a/b/c.txt", "/a/b"), "c.txt");
        assert_eq!(seen("/a/c.txt", "/a/b"), "../c.txt");
        assert_eq!(absolute(Path::new("/a/./b/../c")), Path::new("/a/c"));
        for path in ["/a/b/c", "/a/b/c/", "/a//b/./c", "/../a/b/c"] {
            assert_eq!(absolute(Path::new(path)).as_os_str(), "/a/b/c", "{path}");
        }
    }
}
