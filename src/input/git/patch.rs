//! The lines that a patch adds, alters, or leaves beside a deletion.
//!
//! A line of a file can look like any line of a patch (`+++ b/other`), so the lines that a hunk has
//! announced are counted, and only what stands between hunks is read.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::names;

/// Ranges of lines, from 1, in order.
type Ranges = Vec<RangeInclusive<usize>>;

/// `@@ -OLD,removed +start,added @@`.
struct Hunk {
    removed: usize,
    start: usize,
    added: usize,
}

/// Reads `git diff --unified=0`: file by its new name, its lines. A file without a hunk (binary, or only
/// another mode) is not among them. `None` where a hunk is not what it announces.
pub(super) fn lines(patch: &[u8]) -> Option<BTreeMap<Vec<u8>, Ranges>> {
    let mut files: BTreeMap<Vec<u8>, Ranges> = BTreeMap::new();
    let mut name = None;
    let mut rest = patch.split_inclusive(|&byte| byte == b'\n');
    while let Some(line) = rest.next() {
        if line.starts_with(b"diff --git ") {
            name = None;
        } else if let Some(new) = line.strip_prefix(b"+++ ") {
            name = new_name(new);
        } else if line.starts_with(b"@@ ") {
            let hunk = hunk(line)?;
            hunk.pass(&mut rest)?;
            if let Some(name) = &name {
                files.entry(name.clone()).or_default().push(hunk.touched());
            }
        }
    }
    Some(files)
}

/// The name after `+++ `; `None` is `/dev/null`. A tab ends a name that holds a blank.
fn new_name(line: &[u8]) -> Option<Vec<u8>> {
    let name = line.strip_suffix(b"\n").unwrap_or(line);
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let name = names::unquoted(name).unwrap_or_else(|| name.to_owned());
    name.strip_prefix(b"b/").map(<[u8]>::to_owned)
}

fn hunk(line: &[u8]) -> Option<Hunk> {
    let line = String::from_utf8_lossy(line);
    let mut words = line.split(' ').skip(1);
    let (_, removed) = range(words.next()?.strip_prefix('-')?)?;
    let (start, added) = range(words.next()?.strip_prefix('+')?)?;
    Some(Hunk { removed, start, added })
}

/// `5,3` is three lines from line 5; `5` is one.
fn range(text: &str) -> Option<(usize, usize)> {
    let (start, length) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, length.parse().ok()?))
}

impl Hunk {
    /// Passes over the lines of the hunk.
    fn pass<'p>(&self, rest: &mut impl Iterator<Item = &'p [u8]>) -> Option<()> {
        let (mut removed, mut added) = (self.removed, self.added);
        while removed > 0 || added > 0 {
            match rest.next()?.first()? {
                b'-' => removed = removed.checked_sub(1)?,
                b'+' => added = added.checked_sub(1)?,
                b'\\' => {} // "No newline at end of file"
                _ => return None,
            }
        }
        Some(())
    }

    /// Its lines in the new file. Where it only takes lines away, git gives the line before them.
    fn touched(&self) -> RangeInclusive<usize> {
        if self.added == 0 {
            self.start.max(1)..=self.start.saturating_add(1)
        } else {
            self.start..=self.start.saturating_add(self.added - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(patch: &str, name: &str) -> Option<Ranges> {
        lines(patch.as_bytes())?.remove(name.as_bytes())
    }

    #[test]
    fn added_altered_and_removed_lines() {
        let patch = "diff --git a/a b/a\nindex 1..2 100644\n--- a/a\n+++ b/a\n@@ -1 +1,2 @@ (U)\n-x\n+y\n+z\n\
                     @@ -5,0 +7 @@\n+n\n@@ -9,2 +10,0 @@\n-o\n-p\n@@ -20 +19 @@\n-o\n\\ No newline at end of file\n+q\n";
        assert_eq!(of(patch, "a"), Some(vec![1..=2, 7..=7, 10..=11, 19..=19]));
    }

    #[test]
    fn a_line_of_a_file_is_never_taken_for_a_line_of_the_patch() {
        let patch = "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n--- b/b\n-x\n+++ b/b\n+@@ -1 +9 @@\n\
                     @@ -7 +7 @@\n-@@ -1 +9 @@\n+diff --git a/b b/b\n";
        assert_eq!(of(patch, "a"), Some(vec![1..=2, 7..=7]));
        assert_eq!(of(patch, "b"), None);
    }

    #[test]
    fn names_are_read_in_every_form() {
        let patch = "--- a/a b\t\n+++ b/a b\t\n@@ -1 +1 @@\n-x\n+y\n--- \"a/\\n\"\n+++ \"b/\\n\"\n@@ -2 +2 @@\n-x\n+y\n\
                     diff --git a/c b/c\nBinary files a/c and b/c differ\n--- a/d\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        assert_eq!(of(patch, "a b"), Some(vec![1..=1]));
        assert_eq!(of(patch, "\n"), Some(vec![2..=2]));
        assert_eq!(lines(patch.as_bytes()).map(|files| files.len()), Some(2));
    }

    #[test]
    fn a_hunk_that_breaks_its_word_is_refused() {
        for wrong in ["@@ -1 +1 @@\n-x\n", "@@ -1 +1 @@\n-x\n-y\n+z\n", "@@ -x +1 @@\n", "@@ -1 +1 @@\n x\n"]
        {
            assert_eq!(lines(wrong.as_bytes()), None, "{wrong:?}");
        }
    }
}
