//! True, false, unknown. Unknown is not false: it survives `not`, and only a certain side decides.

use crate::finding::Reason;

/// What a condition says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    True,
    False,
    Unknown(Reason),
}

impl Truth {
    pub(super) const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            unknown @ Self::Unknown(_) => unknown,
        }
    }

    /// True if both are: one false decides, else the first unknown.
    pub(super) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, other) => other,
            (unknown @ Self::Unknown(_), _) => unknown,
        }
    }

    /// True if all are: one false decides, else the first unknown.
    pub(super) fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        let mut outcome = Self::True;
        for truth in truths {
            outcome = outcome.and(truth);
            if outcome.is_false() {
                break;
            }
        }
        outcome
    }

    /// True if any is: one true decides, else the first unknown.
    pub(super) fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        let mut outcome = Self::False;
        for truth in truths {
            outcome = outcome.not().and(truth.not()).not();
            if outcome.is_true() {
                break;
            }
        }
        outcome
    }

    pub(super) const fn is_true(self) -> bool {
        matches!(self, Self::True)
    }

    pub(super) const fn is_false(self) -> bool {
        matches!(self, Self::False)
    }
}

impl From<bool> for Truth {
    fn from(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{False, True, Unknown};
    use super::*;

    #[test]
    fn a_certain_side_decides_and_nothing_else() {
        let unknown = Unknown(Reason::Date);
        assert_eq!(Truth::all([unknown, False]), False);
        assert_eq!(Truth::all([unknown, True]), unknown);
        assert_eq!(Truth::any([unknown, True]), True);
        assert_eq!(Truth::any([False, unknown]), unknown);
        assert_eq!(unknown.not(), unknown);
        assert_eq!(Truth::all([]), True);
        assert_eq!(Truth::any([]), False);
    }
}
