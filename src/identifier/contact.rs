//! E-mail addresses, and which addresses and telephone numbers are those of an office.

use super::{Identifier, IdentifierKind};
use crate::span::Span;

/// Longest local part and domain that are read (RFC 5321, 4.5.3.1).
const LOCAL: usize = 64;
const DOMAIN: usize = 255;

/// Exchanges of departments in Washington, and numbers that cost the caller nothing.
const OFFICES: [&str; 19] = [
    "202647", "202736", "202663", "202485", "202456", "202395", "202622", "202224", "202225", "202482",
    "202586", "703482", "703693", "703695", "703697", "703875", "571345", "202501", "202453",
];

/// The e-mail addresses of a text.
pub(super) fn addresses(text: &str) -> Vec<Identifier> {
    let places = memchr::memchr_iter(b'@', text.as_bytes());
    places.filter_map(|at| address(text, at)).collect()
}

/// The address around an `@`.
fn address(text: &str, at: usize) -> Option<Identifier> {
    let bytes = text.as_bytes();
    let local = bytes.get(..at)?.iter().rev().take(LOCAL).take_while(|byte| is_local(**byte)).count();
    let domain = bytes.get(at + 1..)?.iter().take(DOMAIN).take_while(|byte| is_domain(**byte)).count();
    let host = text.get(at + 1..at + 1 + domain)?.trim_end_matches(['.', '-']);
    let (name, top) = host.rsplit_once('.')?;
    let top_level = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    let named = name.bytes().any(|byte| byte.is_ascii_alphabetic());
    let span = Span::new(at - local, at + 1 + host.len());
    (local > 0 && top_level && named).then_some(Identifier {
        span,
        kind: IdentifierKind::Email,
        keyword: None,
        checked: false,
    })
}

const fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'')
}

const fn is_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}

/// An address or number of an office, not of a person: a host of a government, an exchange of a
/// department, a toll-free number.
pub(super) fn is_official(value: &str) -> bool {
    if let Some((_, host)) = value.rsplit_once('@') {
        let host = host.to_ascii_lowercase();
        let mut labels = host.rsplit('.');
        let top = labels.next().unwrap_or_default();
        let second = labels.next().unwrap_or_default();
        let government = |label: &str| matches!(label, "gov" | "mil" | "int");
        // Scanners read `state.gov` as `state.goy` and `state.gove`. // seen: C05739877
        let misread = second == "state" && top.starts_with("go");
        return government(top)
            || misread
            || (top.len() == 2 && (government(second) || second == "gob" || second == "gouv"));
    }
    let digits = super::near::digits(value);
    let local = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&digits);
    let free =
        ["800", "822", "833", "844", "855", "866", "877", "888"].iter().any(|area| local.starts_with(area));
    local.len() == 10 && (free || OFFICES.iter().any(|office| local.starts_with(office)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).iter().filter_map(|one| text.get(one.span.start..one.span.end)).collect()
    }

    #[test]
    fn addresses_end_where_they_end() {
        assert_eq!(
            found("<pat.harbor@example.org>, see a@b.example."),
            ["pat.harbor@example.org", "a@b.example"]
        );
        assert!(found("J543@69 @home, 20@ each, x@1.22").is_empty());
    }

    #[test]
    fn offices_are_no_persons() {
        for office in [
            "harborp@state.gov",
            "p@state.goy",
            "p@af.mil",
            "p@min.gov.no",
            "(202) 647-0001",
            "1-800-555-0199",
        ] {
            assert!(is_official(office), "{office}");
        }
        for person in ["p@example.org", "p@gov.example.com", "202-555-0143", "+44 20 7946 0958"] {
            assert!(!is_official(person), "{person}");
        }
    }
}
