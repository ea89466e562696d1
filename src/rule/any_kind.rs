//! What depends on the kind of fact that a rule looks at, where nobody knows that kind: it is misspelt, or left out. What
//! is wrong whatever the kind may be is told all the same, so that one misspelt word hides no other defect.

use crate::fact::Kind;
use crate::yaml::Defects;

/// Reads something about facts of a kind. Where that is unknown nothing is read, and every kind is tried for what is wrong.
pub(super) fn read<T>(
    kind: Option<Kind>,
    defects: &mut Defects,
    read: impl Fn(Kind, &mut Defects) -> Option<T>,
) -> Option<T> {
    if let Some(kind) = kind {
        return read(kind, defects);
    }
    let found = wrong_with_all(Kind::ALL.iter().copied(), |kind, defects| _ = read(kind, defects));
    defects.append(found.unwrap_or_default());
    None
}

/// What is wrong with each of some kinds; nothing is known where there are none.
pub(super) fn wrong_with_all(
    kinds: impl IntoIterator<Item = Kind>,
    read: impl Fn(Kind, &mut Defects),
) -> Option<Defects> {
    let found = |kind| {
        let mut defects = Defects::default();
        read(kind, &mut defects);
        defects
    };
    let mut kinds = kinds.into_iter();
    let mut common = found(kinds.next()?);
    for kind in kinds {
        // Places are dear, and most words are known to some kind.
        if common.is_empty() {
            break;
        }
        common.keep_common(&found(kind));
    }
    Some(common)
}
