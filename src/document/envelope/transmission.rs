//! Format lines 2 to 4.

use super::super::words::{number, words};
use super::{Routing, SecurityWarning, Station, Word, is_indicator};
use crate::register::Register;
use crate::span::Span;

/// `OO RUEHLN RUEHPOD`.
pub(super) fn routing(line: &str, start: usize) -> Option<Routing> {
    let mut all = words(line, start);
    let precedence = all.next()?;
    let indicators: Vec<Word> = all.filter(|word| is_indicator(&word.text)).collect();
    let end = indicators.last().map_or(precedence.span.end, |word| word.span.end);
    Some(Routing { span: Span::new(precedence.span.start, end), precedence, indicators })
}

/// `DE RUEHMO #0820/01 0851645`: serial, section, day of the year and time of filing.
pub(super) fn station(line: &str, start: usize, register: &Register) -> Option<Station> {
    let mut all = words(line, start);
    let keyword = all.next()?;
    let indicator = all.next()?;
    let message = all.next()?;
    let filed = all.next();
    let digits_at = message.span.start + 1;
    let (serial, section) = match message.text.trim_start_matches('#').split_once('/') {
        Some((serial, section)) => (number(serial, digits_at), number(section, digits_at + serial.len() + 1)),
        None => (number(message.text.trim_start_matches('#'), digits_at), None),
    };
    let filed_at = |word: &Word, from: usize, to: usize| {
        word.text.get(from..to).and_then(|digits| number(digits, word.span.start + from))
    };
    let filed = filed.filter(|word| word.text.len() == 7);
    let end = filed.as_ref().map_or(message.span.end, |word| word.span.end);
    let posts = register.tables.indicator(&indicator.text).map(|row| row.posts.clone()).unwrap_or_default();
    Some(Station {
        span: Span::new(keyword.span.start, end),
        indicator,
        serial,
        section,
        day: filed.as_ref().and_then(|word| filed_at(word, 0, 3)),
        time: filed.as_ref().and_then(|word| filed_at(word, 3, 7)),
        posts,
    })
}

/// `ZNY SSSBB/FFFFF ZZH`: the operating signal, the security group, perhaps a special handling group.
pub(super) fn security_warning(line: &str, start: usize, register: &Register) -> Option<SecurityWarning> {
    let mut all = words(line, start);
    let signal = all.next()?;
    let printed = all.next()?;
    let (group, handling) = match printed.text.split_once('/') {
        Some((group, handling)) => {
            let at = printed.span.start + group.len();
            let span = Span::new(at + 1, at + 1 + handling.len());
            let group = Word { text: group.to_owned(), span: Span::new(printed.span.start, at) };
            (group, Some(Word { text: handling.to_owned(), span }))
        }
        None => (printed.clone(), None),
    };
    let first = group.text.chars().next()?;
    Some(SecurityWarning {
        span: Span::new(signal.span.start, printed.span.end),
        level: register.security_letter(first),
        encrypted: first == 'E',
        well_formed: is_well_formed(&group.text),
        release: release_letters(&group.text),
        service: line.as_bytes().windows(3).any(|three| three == b"SVC"),
        signal,
        group,
        handling,
    })
}

/// Letters 1 to 3 agree; 4 and 5 agree with them, or are release letters in alphabetical order
/// (ACP 117 CAN-US SUPP-1, para 7d: A Australia, B Commonwealth, C Canada, O Japan, U US, X NATO, Z New Zealand).
fn is_well_formed(group: &str) -> bool {
    match group.as_bytes() {
        [first, second, third, fourth, fifth] => {
            let same = |letter: &u8| letter == first;
            let release = |letter: &u8| b"ABCOUXZ".contains(letter);
            first.is_ascii_uppercase()
                && same(second)
                && same(third)
                && ((same(fourth) && same(fifth)) || (release(fourth) && release(fifth) && fourth <= fifth))
        }
        _ => false,
    }
}

fn release_letters(group: &str) -> Vec<char> {
    match group.as_bytes() {
        [first, _, _, fourth, fifth] if fourth != first && is_well_formed(group) => {
            let mut release = vec![char::from(*fourth), char::from(*fifth)];
            release.dedup();
            release
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_station_line_gives_serial_section_day_and_time() {
        let line = station("DE RUEHMO #0820/01 0851645  ", 0, &Register::default()).unwrap();
        let value = |number: Option<crate::document::Number>| number.unwrap().value;
        assert_eq!((value(line.serial), value(line.section)), (820, 1));
        assert_eq!((value(line.day), value(line.time)), (85, 1645));
    }

    #[test]
    fn release_letters_are_no_fault_of_the_group() {
        assert!(is_well_formed("UUUUU") && is_well_formed("SSSBB") && is_well_formed("UUUAA"));
        assert!(is_well_formed("SSSAC") && !is_well_formed("SSSCA") && !is_well_formed("UUUUS"));
        assert!(!is_well_formed("UUUU") && !is_well_formed("UCUUU"));
        assert_eq!(release_letters("UUUAA"), ['A']);
        assert!(release_letters("UUUUU").is_empty());
    }
}
