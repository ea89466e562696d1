//! The E.O. line: order, and declassification instruction.

use jiff::civil::Date;

use super::field::Field;
use super::month;
use crate::document::Word;
use crate::document::words::{folded as fold_blanks, pieces};
use crate::span::Span;
use crate::text::{Folded, word};

/// The E.O. line.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The whole line.
    pub span: Span,
    /// Digits as printed.
    pub number: Option<Word>,
    /// What follows the number.
    pub value: Word,
    /// No instruction follows the number, or nothing but DECL.
    pub empty: bool,
    /// N/A.
    pub not_applicable: bool,
    /// Declassification date.
    pub date: Option<DeclassificationDate>,
    /// X1, OADR, GDS ...
    pub tokens: Vec<Word>,
    /// Something else: an event.
    pub event: bool,
    /// It is masked.
    pub masked: bool,
}

/// In which order the parts of a date stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// 03/25/2018.
    MonthFirst,
    /// 2018/03/25 and 20180325.
    YearFirst,
    /// 25/03/2018, proved by a first number above 12.
    DayFirst,
    /// July 20, 2018, and 20 JUL 2018.
    Words,
}

/// A declassification date, with how it was read.
#[derive(Clone, Copy, Debug)]
pub struct DeclassificationDate {
    /// Where.
    pub span: Span,
    /// The day.
    pub date: Date,
    /// How it is written.
    pub form: DateForm,
    /// The year has two digits.
    pub short_year: bool,
    /// Day and month could change places.
    pub ambiguous: bool,
    /// The day is written.
    pub whole: bool,
}

/// Reads `E.O. 12958: DECL: 03/25/2018` from its field.
pub(super) fn read(header: &Folded<'_>, field: &Field, written: Option<Date>) -> Option<Order> {
    let rest = header.as_str().get(field.value..field.end)?;
    let digits = rest.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    let number = Word { text: digits.to_owned(), span: header.span(field.value..field.value + digits.len()) };
    let value_field = Field { value: field.value + digits.len(), ..field.clone() };
    let (at, line) = value_field.line(header.as_str());
    let skipped = line.len() - line.trim_start_matches(|character: char| " \t:,.;".contains(character)).len();
    // The backslash of a saved web page stands at the end of its line.
    let value = line.get(skipped..)?.trim_end_matches(|last: char| last.is_whitespace() || last == '\\');
    if cites_section(value) {
        return None;
    }
    let whole = header.as_str().get(at + skipped..field.end).unwrap_or_default();
    let said = instruction(value);
    let value = if said.is_empty() {
        wrapped(whole).unwrap_or(value)
    } else if is_not_applicable(said) {
        contradicted(whole).unwrap_or(value)
    } else {
        value
    };
    let number_end = number.span.end;
    let mut order = Order { number: Some(number), ..Order::default() };
    fill(&mut order, header, at + skipped, value, written);
    let end = if value.is_empty() { number_end } else { order.value.span.end };
    order.span = Span::new(header.span(field.start..field.start + 1).start, end);
    Some(order)
}

/// `DECL:` with its date or code on the line below. Nothing else there belongs to it.
fn wrapped(field: &str) -> Option<&str> {
    let (_, below) = field.split_once('\n')?;
    let below = below.trim_start();
    let line = below.lines().next()?.trim_end();
    let first = instruction(line).split(' ').next()?;
    // Behind a day that is spelt out stands nothing more: `15 MARCH 2012 HARBOR CONFERENCE` is another line.
    let spelt = month::at_front(instruction(line), None);
    let ends = |end: usize| !instruction(line).get(end..).unwrap_or_default().contains(char::is_alphanumeric);
    let is_day =
        read_date(first, Span::default(), None).is_some() || spelt.is_some_and(|(day, _)| ends(day.end));
    let is_instruction = is_day || token(first).is_some();
    let end = field.len() - below.len() + line.len();
    field.get(..end).filter(|_| is_instruction || is_not_applicable(first))
}

/// N/A with an instruction on the line below, which says the contrary: `DECL: 05/08/2019`.
fn contradicted(field: &str) -> Option<&str> {
    wrapped(field).filter(|both| {
        let below = both.lines().last().unwrap_or_default().trim_start();
        below.get(..4).is_some_and(|front| front.eq_ignore_ascii_case("DECL"))
    })
}

/// `E.O. 13526, Sec. 3.3(b)(3)`, `SECTION 5.3(b)(3)`: by what a library or a panel has declassified the text, and no line
/// of its header.
fn cites_section(value: &str) -> bool {
    let front = value.get(..3).filter(|front| front.eq_ignore_ascii_case("sec"));
    let number =
        value.trim_start_matches(|letter: char| letter.is_alphabetic() || matches!(letter, '.' | ' '));
    let behind = number.strip_prefix(['3', '5']).and_then(|rest| rest.chars().next());
    front.is_some() && behind.is_some_and(|behind| matches!(behind, '.' | '-' | '('))
}

/// Folds `Declassify On:` of the SMART layout into the order above it.
pub(super) fn fold_in(order: &mut Order, header: &Folded<'_>, field: &Field, written: Option<Date>) {
    let (at, line) = field.line(header.as_str());
    let value = line.trim();
    let skipped = line.len() - line.trim_start().len();
    if !value.is_empty() {
        fill(order, header, at + skipped, value, written);
    }
}

/// Reads what stands behind the number: N/A, a date, tokens of an era, or an event.
fn fill(order: &mut Order, header: &Folded<'_>, at: usize, value: &str, written: Option<Date>) {
    let span = header.span(at..at + value.len());
    order.value = Word { text: fold_blanks(value), span };
    let instruction = instruction(value);
    order.empty = instruction.is_empty();
    order.not_applicable = is_not_applicable(instruction);
    order.masked = value.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(b"xxx"));
    order.tokens.clear();
    for (offset, word) in pieces(value) {
        let place = header.span(at + offset..at + offset + word.len());
        if let Some(date) = read_date(word, place, written) {
            order.date = order.date.or(Some(date));
        } else if let Some(token) = token(word) {
            let length = place.len().min(token.len());
            let span = Span::new(place.start, place.start + length);
            order.tokens.push(Word { text: token, span });
        }
    }
    order.date = order.date.or_else(|| in_words(header, at, value, written));
    order.date = order.date.or_else(|| without_day(instruction, span, written));
    let nothing = order.date.is_none() && order.tokens.is_empty() && !order.not_applicable && !order.masked;
    order.event = nothing && value.chars().filter(char::is_ascii_alphabetic).count() > 4;
}

/// A date with the name of its month.
fn in_words(
    header: &Folded<'_>,
    at: usize,
    value: &str,
    written: Option<Date>,
) -> Option<DeclassificationDate> {
    let instruction = instruction(value);
    let (place, date) = month::at_front(instruction, written)?;
    let at = at + value.find(instruction)?;
    let span = header.span(at + place.start..at + place.end);
    let digits = instruction.get(place)?.bytes().rev().take_while(u8::is_ascii_digit).count();
    let form = DateForm::Words;
    Some(DeclassificationDate { span, date, form, short_year: digits == 2, ambiguous: false, whole: true })
}

/// `2048` or `05/2048` and nothing else. The day is the first that it can be, or the last where that is past: no rule shall
/// find fault with a day that is not written.
fn without_day(instruction: &str, span: Span, written: Option<Date>) -> Option<DeclassificationDate> {
    let (month, year) =
        instruction.split_once('/').map_or((None, instruction), |(month, year)| (Some(month), year));
    let year: i16 = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
    let first = Date::new(year, month.map_or(Ok(1), str::parse).ok()?, 1).ok()?;
    let last = if month.is_some() { first.last_of_month() } else { first.last_of_year() };
    let date = if written.is_some_and(|written| first <= written) { last } else { first };
    Some(DeclassificationDate {
        span,
        date,
        form: DateForm::MonthFirst,
        short_year: false,
        ambiguous: false,
        whole: false,
    })
}

/// What follows `DECL:`, `DECLASSIFY ON` and their like.
fn instruction(value: &str) -> &str {
    let between = |letter: char| letter.is_whitespace() || matches!(letter, '.' | ':' | ',' | '\\');
    let behind = |text: &'_ str, front: &str| {
        let rest = text.get(front.len()..).filter(|_| word::begins(text, front));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)).then_some(front.len())
    };
    let keyword =
        ["DECLASSIFICATION", "DECLASSIFY", "DECLAS", "DECL"].iter().find_map(|front| behind(value, front));
    let rest = value.get(keyword.unwrap_or_default()..).unwrap_or_default().trim_start_matches(between);
    let on = keyword.and_then(|_| behind(rest, "ON")).unwrap_or_default();
    rest.get(on..).unwrap_or_default().trim_matches(between)
}

/// What stands behind the number of an order begins with an instruction: N/A, DECL, a day, a token of an era.
pub(super) fn instructs(value: &str) -> bool {
    let said = instruction(value);
    let first = said.split_whitespace().next().unwrap_or_default();
    said.len() < value.trim_end().len()
        || is_not_applicable(said)
        || token(first).is_some()
        || read_date(first, Span::default(), None).is_some()
        || month::at_front(said, None).is_some()
}

/// `N/A`, `NA`, `N.A.`, with anything behind it but the rest of a word.
fn is_not_applicable(value: &str) -> bool {
    let behind = value.trim_start().strip_prefix(['N', 'n']);
    let behind =
        behind.and_then(|rest| rest.trim_start_matches(['/', '.', ' ', '\\']).strip_prefix(['A', 'a']));
    behind.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        || word::begins(value, "NOT APPLICABLE")
}

/// Tokens of their eras: X1 to X8, OADR, GDS, XGDS-n, ADS, RDS-n, MR, 25X1 (marking facts A.5 and A.6).
fn token(word: &str) -> Option<String> {
    let word = word.trim_matches(|character: char| !character.is_ascii_alphanumeric()).to_ascii_uppercase();
    let stem = word.split('-').next().unwrap_or_default();
    let exemption = |stem: &str| {
        // There are nine at most, but which is meant is for a rule to say.
        let number =
            |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        ["1.6X", "25X", "50X", "75X", "X"].iter().any(|front| stem.strip_prefix(front).is_some_and(number))
    };
    let known = matches!(stem, "OADR" | "GDS" | "XGDS" | "ADS" | "RDS" | "MR") || exemption(stem);
    known.then_some(word)
}

/// `1/1/05`, in characters.
const SHORTEST_DATE: usize = 6;

/// Reads a date as cables write it. Two-digit years are pivoted on the document's own year: a
/// declassification date is in its future (marking ambiguities, dates).
pub(in crate::document) fn read_date(
    word: &str,
    span: Span,
    written: Option<Date>,
) -> Option<DeclassificationDate> {
    let outside = |character: char| !character.is_ascii_digit();
    let trimmed = word.trim_matches(outside);
    if trimmed.len() < SHORTEST_DATE {
        return None;
    }
    let cut = word.len() - word.trim_start_matches(outside).len();
    let span = Span::new(span.start + cut, (span.start + cut + trimmed.len()).min(span.end));
    // The letter O is struck for the digit, and a stroke twice.
    let digits = if trimmed.contains('O') { &*trimmed.replace('O', "0") } else { trimmed };
    let parts: Vec<&str> = digits.split(['/', '-', '.']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [_, _, year] if digits.contains('.') && year.len() != 4 => None,
        [year, month, day] if year.len() == 4 => year_first(year, month, day, span),
        [first, second, year] if matches!(year.len(), 2 | 4) => {
            month_first(first, second, year, span, written)
        }
        [digits] if digits.len() == 8 => {
            let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default();
            year_first(part(0..4), part(4..6), part(6..8), span)
        }
        _ => None,
    }
}

/// A year of two or four digits; two are pivoted on the document's own year.
pub(in crate::document) fn full_year(digits: &str, written: Option<Date>) -> Option<i16> {
    let mut full: i16 = digits.parse().ok()?;
    if digits.len() == 2 {
        let own = written.map_or(2000, Date::year);
        full += own - own.rem_euclid(100);
        if full < own - 10 {
            full += 100;
        }
    }
    Some(full)
}

/// 2018/03/25 and 20180325.
fn year_first(year: &str, month: &str, day: &str, span: Span) -> Option<DeclassificationDate> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let form = DateForm::YearFirst;
    Some(DeclassificationDate { span, date, form, short_year: false, ambiguous: false, whole: true })
}

/// US order; a first number above 12 proves that the day stands first.
fn month_first(
    first: &str,
    second: &str,
    year: &str,
    span: Span,
    written: Option<Date>,
) -> Option<DeclassificationDate> {
    let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    let short_year = year.len() == 2;
    let year = full_year(year, written)?;
    let (month, day, form) =
        if first > 12 { (second, first, DateForm::DayFirst) } else { (first, second, DateForm::MonthFirst) };
    let date = Date::new(year, month, day).ok()?;
    let ambiguous = first <= 12 && second <= 12 && first != second;
    Some(DeclassificationDate { span, date, form, short_year, ambiguous, whole: true })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::field;
    use super::*;
    use crate::text::fold;

    fn order(line: &str) -> Order {
        let folded = fold(line, 0);
        let fields = field::find(folded.as_str());
        read(&folded, fields.first().unwrap(), Some(Date::constant(2008, 3, 25))).unwrap()
    }

    fn date(line: &str) -> String {
        order(line).date.unwrap().date.to_string()
    }

    #[test]
    fn the_instruction_is_read_in_its_forms() {
        assert!(order("E.O. 12958: N/A").not_applicable);
        assert!(order("EO 12958 N/A").not_applicable);
        assert!(order("E.O.1295: NA").not_applicable);
        assert_eq!(date("E.O. 12958: DECL: 03/25/2018"), "2018-03-25");
        assert_eq!(date("E.O. 12958: N/A\nDECL: 03/25/2018"), "2018-03-25");
        assert!(order("E.O. 12958: N/A\n03/25/2018").date.is_none());
        assert_eq!(date("EO 12958 DECL: 2020/02/23"), "2020-02-23");
        assert_eq!(date("E.O. 12958: DECL: 03.25.2018"), "2018-03-25");
        assert_eq!(date("E.O. 12958: DECL: 03//25/2O18"), "2018-03-25");
        assert_eq!(date("E.O. 12958: DECL: 2033"), "2033-01-01");
        assert_eq!(date("E.O. 12958: DECL: 2008"), "2008-12-31");
        assert_eq!(date("E.O. 12958: DECL: 04/2033"), "2033-04-01");
        assert!(order("E.O. 12958: DECL: 13/2033").date.is_none());
        assert!(order("E.O. 12958: DECL: 1.4.18").date.is_none());
        assert_eq!(date("E.O. 12958: DECL: 07/02/11"), "2011-07-02");
        assert_eq!(date("E.O. 12958: DECL: JULY 20, 2019"), "2019-07-20");
        assert_eq!(date("E.O. 12958: DECL:\n20 JUL 19"), "2019-07-20");
        assert_eq!(order("E.O. 12958: DECL: X1, X5").tokens.len(), 2);
        assert_eq!(order("E.O. 11652: XGDS-1").tokens.first().unwrap().text, "XGDS-1");
        assert!(order("E.O. 12958: decl: after korean unification").event);
        assert!(
            !cites_section("SEC 1.6 X1")
                && cites_section("SECTION 5.3(b)(3)")
                && cites_section("SEC. 3(E) AND 5(D)")
                && cites_section("Sec. 3-204")
                && cites_section("Sec. 3.3(b)(3)")
                && cites_section("SECTION 3.5")
        );
    }

    #[test]
    fn the_place_is_the_whole_line_and_the_date_its_digits() {
        let order = order("E.O. 12958: DECL: 03/25/2018  ");
        assert_eq!(order.span, Span::new(0, 28));
        assert_eq!(order.date.unwrap().span, Span::new(18, 28));
        assert_eq!(order.number.unwrap().text, "12958");
    }
}
