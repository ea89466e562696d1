//! The lists that git prints of files, every name ended by NUL and none of them altered.

use crate::input::lines::Lines;

/// The name under which git keeps something: the hash of it, in hexadecimal.
pub(super) type Object = String;

/// A file that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Its path below the top of the working tree, with slashes.
    pub(super) name: Vec<u8>,
    pub(super) kind: Kind,
    /// What is staged; `None` where that is not known or, in a conflict, not decided.
    pub(super) object: Option<Object>,
    /// Which lines, where the list alone tells.
    pub(super) lines: Option<Lines>,
}

/// What stands under the name now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    /// git knows only the name.
    Untracked,
    /// A symbolic link.
    Link,
    /// A submodule, or a repository that nobody has added.
    Repository,
    Deleted,
}

/// Reads `git diff --raw --no-abbrev -z`: `:100644 100644 OLD NEW M`, NUL, name, NUL; a renamed file has
/// its old name before the new one. `None` where that is not what it is: git-diff(1), "Raw output format".
pub(super) fn raw(listed: &[u8]) -> Option<Vec<Change>> {
    let mut fields = listed.split(|&byte| byte == 0);
    let mut changes = Vec::new();
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let head = std::str::from_utf8(head).ok()?.strip_prefix(':')?;
        let [before, after, old, new, status] = head.split(' ').collect::<Vec<_>>().try_into().ok()?;
        if status.starts_with(['R', 'C']) {
            fields.next()?;
        }
        let name = fields.next().filter(|name| !name.is_empty())?.to_owned();
        let lines = told_lines(before, old == new && is_known(new), status);
        let object = Some(new).filter(|new| is_known(new)).map(str::to_owned);
        changes.push(Change { name, kind: kind(after, status)?, object, lines });
    }
    Some(changes)
}

fn kind(mode: &str, status: &str) -> Option<Kind> {
    match mode {
        _ if status.starts_with('D') => Some(Kind::Deleted),
        _ if status.starts_with('U') => Some(Kind::File),
        "120000" => Some(Kind::Link),
        "160000" => Some(Kind::Repository),
        mode if mode.starts_with("100") => Some(Kind::File),
        _ => None,
    }
}

/// The lines of a change whose status says enough: all of what is new or was no file before, none of what
/// has only another name or mode.
fn told_lines(before: &str, is_same: bool, status: &str) -> Option<Lines> {
    if !before.starts_with("100") || status.starts_with('U') {
        Some(Lines::All)
    } else if is_same || status == "R100" || status == "C100" {
        Some(Lines::Ranges(Vec::new()))
    } else {
        None
    }
}

/// What lies in the working tree has no hash yet: git prints zeros.
fn is_known(object: &str) -> bool {
    object.bytes().any(|digit| digit != b'0')
}

/// Reads `git ls-files --others -z`: names, with a slash at the end where it is a repository.
pub(super) fn untracked(listed: &[u8]) -> Vec<Change> {
    let names = listed.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    let change = |name: &[u8]| {
        let kind = if name.ends_with(b"/") { Kind::Repository } else { Kind::Untracked };
        Change { name: name.to_owned(), kind, object: None, lines: Some(Lines::All) }
    };
    names.map(change).collect()
}

/// The name of one object, alone on a line.
pub(super) fn object(printed: &[u8]) -> Option<Object> {
    let line = std::str::from_utf8(printed).ok()?.trim_end();
    let is_hash = line.len() >= 40 && line.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hash.then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const OLD: &str = "45b983be36b73c0788dc9cbcb76cbb80fc7bb057";
    const NEW: &str = "0cfbf08886fca9a91cb753ec8734c84fcbe52c9f";
    const NONE: &str = "0000000000000000000000000000000000000000";

    fn one(modes: &str, old: &str, new: &str, rest: &str) -> Change {
        raw(format!(":{modes} {old} {new} {rest}\0").as_bytes()).unwrap().remove(0)
    }

    #[test]
    fn every_status_is_read() {
        let edited = one("100644 100644", OLD, NEW, "M\0-a \n\"b\".txt");
        assert_eq!((edited.name.as_slice(), edited.kind), (&b"-a \n\"b\".txt"[..], Kind::File));
        assert_eq!((edited.object.as_deref(), edited.lines), (Some(NEW), None));
        assert_eq!(one("000000 100644", NONE, NEW, "A\0a").lines, Some(Lines::All));
        assert_eq!(one("100644 000000", OLD, NONE, "D\0a").kind, Kind::Deleted);
        assert_eq!(one("100644 120000", OLD, NEW, "T\0a").kind, Kind::Link);
        assert_eq!(one("160000 160000", OLD, NEW, "M\0a").kind, Kind::Repository);
        let renamed = one("100644 100644", OLD, NEW, "R081\0old\0new");
        assert_eq!((renamed.name.as_slice(), renamed.lines), (&b"new"[..], None));
        let none = Some(Lines::Ranges(Vec::new()));
        assert_eq!(one("100644 100644", OLD, OLD, "R100\0old\0new").lines, none);
        assert_eq!(one("100644 100755", OLD, OLD, "M\0a").lines, none);
        assert_eq!(one("100644 100644", OLD, NONE, "M\0a").object, None);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        assert_eq!(raw(b""), Some(Vec::new()));
        for wrong in ["warning: x\0", ":100644 100644 1 2 M\0", ":100644 100644 1 2 R90\0a\0", ":1 2 M\0a\0"]
        {
            assert_eq!(raw(wrong.as_bytes()), None, "{wrong:?}");
        }
    }
}
