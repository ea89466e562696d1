//! What a run learned of an entry.

use super::entry::Entry;

/// What a run learned of an entry.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    seen: Seen,
    /// All that it can speak of was checked.
    whole: bool,
    pub(super) did: Did,
}

/// What was seen of what an entry speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    #[default]
    Nothing,
    /// Documents that its rule checked.
    Checked,
    /// One at least that its rule did not check, or a file that was left out: the finding may be there.
    Unchecked,
}

/// What an entry was good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Did {
    #[default]
    Nothing,
    /// What it speaks of was excused by an entry before it.
    Repeat,
    /// It excused a finding.
    Excuse,
}

impl Marks {
    /// A document that the entry speaks of was seen; its rule checked it, or did not.
    pub(super) fn see(&mut self, checked: bool) {
        self.seen = self.seen.max(if checked { Seen::Checked } else { Seen::Unchecked });
    }

    /// All that it can speak of was checked.
    pub(super) const fn see_all(&mut self) {
        self.whole = true;
    }

    /// The run looked everywhere where the entry could have excused something. An entry that speaks of one file or
    /// message was tried where that was met; any other may have its finding in a file that was not checked.
    pub(super) fn tell(self, entry: &Entry) -> bool {
        match self.seen {
            Seen::Nothing => self.whole,
            Seen::Unchecked => false,
            Seen::Checked => self.whole || entry.speaks_of_one(),
        }
    }
}
