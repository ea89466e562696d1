//! Numbers that everybody uses as an example, or that no office gives out: they identify nobody.

use super::IdentifierKind;

/// Social Security numbers of advertisements, wallets and forms.
const SOCIAL: [&str; 5] = ["078051120", "123456789", "219099999", "457555462", "111223333"];

/// Card numbers that the issuers publish for tests.
const CARDS: [&str; 10] = [
    "4111111111111111",
    "4012888888881881",
    "4242424242424242",
    "4222222222222",
    "5555555555554444",
    "5105105105105100",
    "378282246310005",
    "371449635398431",
    "6011111111111117",
    "3530111333300000",
];

/// What a number of the form AAA-GG-SSSS is, by its digits.
///
/// Area 000, 666 and 9xx, group 00 and serial 0000 are not given out as Social Security numbers; of
/// 9xx some groups are taxpayer numbers. 987-65-432x is kept for advertisements.
pub(super) fn social(digits: &str) -> Option<IdentifierKind> {
    let (area, group, serial) = (digits.get(..3)?, digits.get(3..5)?, digits.get(5..)?);
    if serial.len() != 4 || is_filler(digits) || SOCIAL.contains(&digits) {
        return None;
    }
    if area.starts_with('9') {
        let group: u8 = group.parse().ok()?;
        let given = matches!(group, 50..=65 | 70..=88 | 90..=92 | 94..=99);
        let advertised = digits.starts_with("98765432");
        return (given && !advertised).then_some(IdentifierKind::Taxpayer);
    }
    let possible = !matches!(area, "000" | "666") && group != "00" && serial != "0000";
    possible.then_some(IdentifierKind::SocialSecurity)
}

/// True for card numbers of tests.
pub(super) fn is_card(digits: &str) -> bool {
    CARDS.contains(&digits) || is_filler(digits)
}

/// One digit repeated, or digits counted up: what people type into a form to try it.
pub(super) fn is_filler(digits: &str) -> bool {
    let pairs = digits.bytes().zip(digits.bytes().skip(1));
    is_repeated(digits) || pairs.into_iter().all(|(one, next)| next == one + 1 || (one, next) == (b'9', b'0'))
}

/// One digit repeated. Digits that count up may be real behind a keyword, which vouches for them.
pub(super) fn is_repeated(digits: &str) -> bool {
    digits.bytes().zip(digits.bytes().skip(1)).all(|(one, next)| one == next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_and_numbers_never_given_out_are_nothing() {
        for number in [
            "078051120",
            "123456789",
            "000123456",
            "666123456",
            "536000123",
            "536220000",
            "987654321",
            "900110001",
            "777777777",
        ] {
            assert_eq!(social(number), None, "{number}");
        }
        assert_eq!(social("536221234"), Some(IdentifierKind::SocialSecurity));
        assert_eq!(social("912701234"), Some(IdentifierKind::Taxpayer));
    }

    #[test]
    fn fillers_repeat_or_count() {
        assert!(is_filler("000000") && is_filler("123456789") && is_filler("7890123"));
        assert!(!is_filler("123457"));
    }
}
