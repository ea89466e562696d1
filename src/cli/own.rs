//! cablelint's own files: they stand among the documents and are none of them.

use super::console::complain;
use super::projects::{CONFIG, IGNORE, SCHEMA};
use crate::input::{Gathered, Source, cache};

/// Why they are left out.
const OWN_FILE: &str = "one of cablelint's own files";

/// Leaves them out of what is read, and counts them among what is skipped. One that the user has named is read, and
/// that is said.
pub(super) fn leave_out(gathered: &mut Gathered, is_named: impl Fn(&str) -> bool) {
    let is_left_out = |source: &Source| {
        let is_own = is_own(source);
        let is_named = is_own && is_named(&source.name);
        if is_named {
            complain(format!("{}: {OWN_FILE}, but read, because you named it", source.name));
        }
        is_own && !is_named
    };
    leave_out_where(gathered, is_left_out);
}

/// Leaves out the files of which something is true, and counts them as cablelint's own. Gives how many there were.
pub(super) fn leave_out_where(
    gathered: &mut Gathered,
    mut is_left_out: impl FnMut(&Source) -> bool,
) -> usize {
    let found = gathered.sources.extract_if(.., |source| is_left_out(source)).count();
    if found > 0 {
        *gathered.skipped.entry(OWN_FILE).or_default() += found;
    }
    found
}

fn is_own(source: &Source) -> bool {
    [CONFIG, IGNORE, SCHEMA].contains(&source.file_name()) || cache::is_kept_there(source)
}
