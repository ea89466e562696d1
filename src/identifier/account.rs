//! Accounts of banks and cards: numbers that carry check digits.

use super::sample;

/// Country codes of the IBAN registry with the length of the whole number.
const COUNTRIES: [(&str, usize); 80] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("XK", 20),
];

/// The example of the standard and of every page about it.
const SAMPLES: [&str; 3] = ["GB29NWBK60161331926819", "DE89370400440532013000", "GB82WEST12345698765432"];

/// True for the letters of a country whose accounts are numbered so.
pub(super) fn is_country(letters: [u8; 2]) -> bool {
    COUNTRIES.iter().any(|(code, _)| code.as_bytes() == letters)
}

/// The length in bytes of the international bank account number at the front of `text`, blanks
/// between its groups included.
pub(super) fn bank_account(text: &str) -> Option<usize> {
    let country = text.get(..2)?;
    let (_, length) = COUNTRIES.iter().find(|(code, _)| *code == country)?;
    let mut compact = String::with_capacity(*length);
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' => compact.push(char::from(byte)),
            b' ' | b'-' if compact.len().is_multiple_of(4) => continue,
            _ => return None,
        }
        if compact.len() == *length {
            let right = remainder(&compact)? == 1 && !SAMPLES.contains(&compact.as_str());
            return right.then_some(place + 1);
        }
    }
    None
}

/// ISO 7064 mod 97: the first four characters go to the end, letters count from ten.
fn remainder(compact: &str) -> Option<u32> {
    let (front, rest) = compact.split_at_checked(4)?;
    rest.chars().chain(front.chars()).try_fold(0, |sum, character| {
        let value = character.to_digit(36)?;
        let shift = if value > 9 { 100 } else { 10 };
        Some((sum * shift + value) % 97)
    })
}

/// The digits are the number of a payment card: an issuer's prefix, its length, the check digit.
pub(super) fn is_payment_card(digits: &str) -> bool {
    is_issued(digits) && holds_luhn(digits) && !sample::is_card(digits)
}

fn is_issued(digits: &str) -> bool {
    let front = |length: usize| digits.get(..length).and_then(|front| front.parse::<u32>().ok()).unwrap_or(0);
    match digits.len() {
        13 => front(1) == 4,
        14 => matches!(front(3), 300..=305) || matches!(front(2), 36 | 38),
        15 => matches!(front(2), 34 | 37),
        16 => {
            front(1) == 4
                || matches!(front(2), 51..=55 | 65)
                || matches!(front(3), 644..=649)
                || matches!(front(4), 2221..=2720 | 3528..=3589 | 6011)
        }
        _ => false,
    }
}

/// Every second digit from the right counts twice.
fn holds_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit) {
            (0, digit) => digit,
            (_, digit @ 0..=4) => 2 * digit,
            (_, digit) => 2 * digit - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bank_accounts_are_told_by_country_length_and_check_digits() {
        assert_eq!(bank_account("FR1420041010050500013M02606 and"), Some(27));
        assert_eq!(bank_account("NO93 8601 1117 947 THE BANK"), Some(18));
        assert_eq!(bank_account("NO94 8601 1117 947"), None);
        assert_eq!(bank_account("GB29 NWBK 6016 1331 9268 19"), None, "the sample");
        assert_eq!(bank_account("ZZ93 8601 1117 947"), None);
    }

    #[test]
    fn cards_need_issuer_length_and_check_digit() {
        assert!(is_payment_card("4539578763621486"));
        assert!(!is_payment_card("4539578763621487"), "check digit");
        assert!(!is_payment_card("4111111111111111"), "the sample");
        assert!(!is_payment_card("9539578763621485"), "no issuer");
    }
}
