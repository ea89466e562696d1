//! How words begin and where they end, for looks that take the place of a pattern.

/// True for a sign that goes on a word: a letter, a digit of ASCII, `_`. The sign of a footnote (`¹`) goes on none.
pub fn is_of_word(sign: char) -> bool {
    sign.is_alphabetic() || sign.is_ascii_digit() || sign == '_'
}

/// True where a word, or a text, begins so, whatever the case of its letters in ASCII.
pub fn begins(word: &str, front: &str) -> bool {
    word.get(..front.len()).is_some_and(|own| own.eq_ignore_ascii_case(front))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_footnotes_and_dashes_go_on_no_word() {
        assert!("aéZ9_".chars().all(is_of_word));
        assert!(!"¹½-’ ́".chars().any(is_of_word));
    }

    #[test]
    fn a_word_begins_with_letters_of_either_case() {
        assert!(begins("WITHHELD", "with") && begins("a", ""));
        assert!(!begins("wit", "with") && !begins("wié", "wit"));
    }
}
