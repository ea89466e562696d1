//! Machine readable zones of travel documents (ICAO 9303): two lines of 44 or 36 characters, or three
//! of 30, with check digits.

use super::{Identifier, IdentifierKind};
use crate::span::Span;

/// The examples of the standard: no State has these codes, no person this name.
const SAMPLES: [&str; 2] = ["UTO", "ERIKSSON<<ANNA<MARIA"];

/// The zones of a text.
pub(super) fn zones(text: &str) -> Vec<Identifier> {
    let mut zones: Vec<Identifier> = Vec::new();
    for filler in memchr::memmem::find_iter(text.as_bytes(), b"<<<") {
        if zones.last().is_some_and(|zone| filler < zone.span.end) {
            continue;
        }
        zones.extend(zone(text, filler));
    }
    zones
}

/// The zone with the given filler in its first line.
fn zone(text: &str, filler: usize) -> Option<Identifier> {
    let first = run(text, filler);
    let second = next_run(text, first.end);
    let third = next_run(text, second.end);
    let slice = |span: Span| text.get(span.start..span.end).unwrap_or_default();
    let (span, checked) = match first.len() {
        44 => (first.cover(second), second.len() == 44 && passport_holds(slice(second))),
        36 => (first.cover(second), second.len() == 36 && passport_holds(slice(second))),
        30 => (first.cover(third), card_holds(slice(first), slice(second)) && third.len() == 30),
        _ => return None,
    };
    let front = slice(first);
    let known = front.starts_with(['P', 'V', 'I', 'A', 'C']) && front.get(2..5).is_some_and(is_country);
    let sample = SAMPLES.iter().any(|sample| slice(span).contains(sample));
    // Without its second line, as where a page ends, a name line of a passport says enough.
    let name_line =
        first.len() == 44 && front.starts_with("P<") && front.trim_end_matches('<').contains("<<");
    let span = if checked { span } else { first };
    (known && !sample && (checked || name_line)).then_some(Identifier {
        span,
        kind: IdentifierKind::MachineReadable,
        keyword: None,
        checked,
    })
}

fn is_country(code: &str) -> bool {
    let letters = code.trim_end_matches('<');
    !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

const fn is_zone(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'<')
}

/// The run of zone characters around a place; empty where it is longer than any line of a zone.
fn run(text: &str, at: usize) -> Span {
    let bytes = text.as_bytes();
    let back = bytes.get(..at).unwrap_or_default().iter().rev().take(64).take_while(|byte| is_zone(**byte));
    let on = bytes.get(at..).unwrap_or_default().iter().take(64).take_while(|byte| is_zone(**byte));
    Span::new(at - back.count(), at + on.count())
}

/// The run on the line below.
fn next_run(text: &str, end: usize) -> Span {
    let rest = text.as_bytes().get(end..).unwrap_or_default();
    let blank = rest.iter().take(16).take_while(|byte| byte.is_ascii_whitespace()).count();
    if blank == 0 { Span::new(end, end) } else { run(text, end + blank) }
}

/// Second line of a passport or visa: number, birth and expiry each carry a check digit.
fn passport_holds(line: &str) -> bool {
    holds(line, 0, 9) && holds(line, 13, 6) && holds(line, 21, 6)
}

/// A card of three lines: the number stands in the first, birth and expiry in the second.
fn card_holds(first: &str, second: &str) -> bool {
    second.len() == 30 && holds(first, 5, 9) && holds(second, 0, 6) && holds(second, 8, 6)
}

/// The digit behind a field is its sum, weighed 7, 3, 1, modulo 10.
fn holds(line: &str, start: usize, length: usize) -> bool {
    let value = |character: char| if character == '<' { Some(0) } else { character.to_digit(36) };
    let field = line.get(start..start + length);
    let check = line.get(start + length..=start + length).and_then(|digit| digit.parse::<u32>().ok());
    let sum = field.map(|field| {
        field
            .chars()
            .filter_map(value)
            .zip([7, 3, 1].into_iter().cycle())
            .map(|(value, weight)| value * weight)
            .sum::<u32>()
    });
    check.is_some() && sum.map(|sum| sum % 10) == check
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "P<XXYHARBOR<<PAT<LEE<<<<<<<<<<<<<<<<<<<<<<<<";
    const DATA: &str = "L898902C36XXY7408122F1204159ZE184226B<<<<<10";

    fn found(text: &str) -> Vec<(usize, bool)> {
        zones(text).iter().map(|zone| (zone.span.len(), zone.checked)).collect()
    }

    #[test]
    fn a_zone_is_told_by_its_check_digits() {
        assert_eq!((NAME.len(), DATA.len()), (44, 44));
        assert_eq!(found(&format!("see\n{NAME}\r\n{DATA}\n")), [(90, true)]);
        assert_eq!(found(&format!("see\n{NAME}\n{}", DATA.replace("C36", "C37"))), [(44, false)]);
    }

    #[test]
    fn samples_arrows_and_rules_are_none() {
        assert!(found(&format!("{}\n{DATA}", NAME.replace("XXY", "UTO"))).is_empty());
        assert!(found("<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<").is_empty());
        assert!(found("<<< see below >>>").is_empty());
    }
}
