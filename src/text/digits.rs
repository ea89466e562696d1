//! Where the digits of a text stand.

/// Bytes that are told to hold no digit at a time.
const STRETCH: usize = 16;

/// The places of the ASCII digits, in order. Most stretches of prose have none.
pub(super) fn digits(text: &str) -> Vec<usize> {
    let mut digits = Vec::new();
    for (index, stretch) in text.as_bytes().chunks(STRETCH).enumerate() {
        // Without a branch for each byte, which compilers turn into a few instructions for the whole stretch.
        if !stretch.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
            continue;
        }
        for (at, byte) in stretch.iter().enumerate() {
            if byte.is_ascii_digit() {
                digits.push(index * STRETCH + at);
            }
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_digit_is_found(text in "[a-z0-9é\n ]{0,120}") {
            let plain: Vec<usize> =
                text.char_indices().filter(|(_, sign)| sign.is_ascii_digit()).map(|(at, _)| at).collect();
            prop_assert_eq!(digits(&text), plain);
        }
    }
}
