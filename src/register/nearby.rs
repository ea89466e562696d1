//! One slip away: the distance at which an unknown word is taken for a known one misspelt.

/// True where one letter was dropped, added, changed, or two neighbours changed places.
pub fn distance_one(left: &str, right: &str) -> bool {
    left != right && strsim::osa_distance(left, right) == 1
}

/// The only one of `known` that `word` is one slip away from; `None` where there are more.
pub fn one_slip<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close_in_length = |candidate: &&str| candidate.len().abs_diff(word.len()) <= 1;
    let mut near =
        known.into_iter().filter(close_in_length).filter(|candidate| distance_one(word, candidate));
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter_or_one_exchange() {
        assert!(distance_one("SENSTIVE", "SENSITIVE"));
        assert!(distance_one("SUB", "SBU"));
        assert!(!distance_one("SBU", "SBU"));
        assert!(!distance_one("NUTS", "SBU"));
    }

    #[test]
    fn two_candidates_are_no_suggestion() {
        assert_eq!(one_slip("OXDIS", ["EXDIS", "NODIS"]), Some("EXDIS"));
        assert_eq!(one_slip("BERG", ["BERN", "BERT"]), None);
    }
}
