//! Declassification instructions in all their forms (marking facts A.4 and A.5; Register 2016, E.1 to
//! E.6).

#![allow(clippy::unwrap_used)]
use super::*;

fn instruction(value: &str) -> Instruction {
    let content = format!("Declassify On: {value}");
    let text = Text::decode(content.clone().into());
    let span = Span::new(15, content.len());
    let word = Word { text: value.to_owned(), span };
    let line = KeywordLine { span: Span::new(0, content.len()), value: word, ..KeywordLine::default() };
    read(&text, &line, Some(Date::constant(2012, 1, 1)))
}

fn date(value: &str) -> (String, &'static str) {
    let date = instruction(value).date.unwrap();
    (date.date.to_string(), date.form.name())
}

fn exemptions(value: &str) -> Vec<String> {
    instruction(value).exemptions.into_iter().map(|word| word.text).collect()
}

fn bare(value: &str) -> Vec<String> {
    instruction(value).bare.into_iter().map(|word| word.text).collect()
}

#[test]
fn dates_are_read_in_every_form() {
    for (printed, form) in [
        ("20301231", "yyyymmdd"),
        ("12/31/2030", "month-first"),
        ("12/31/30", "month-first"),
        ("31 December 2030", "words"),
        ("December 31, 2030", "words"),
        ("31 Dec 30", "words"),
        ("31DEC2030", "words"),
        ("December 2030", "words"),
        ("2030-12-31", "iso"),
        ("2030/12/31", "other"),
        ("31/12/2030", "other"),
        ("31.12.2030", "other"),
        ("2030", "other"),
    ] {
        assert_eq!(date(printed), ("2030-12-31".to_owned(), form), "{printed}");
        let read = instruction(printed);
        assert_eq!((read.values, read.event), (1, None), "{printed}");
    }
}

#[test]
fn a_day_that_no_calendar_has_is_no_date() {
    let read = instruction("20301331");
    assert_eq!(read.impossible.unwrap().text, "20301331");
    assert!(read.date.is_none() && read.values == 1);
}

#[test]
fn exemptions_ask_for_a_date_or_event() {
    assert_eq!(exemptions("25X1, 20450101"), ["25X1"]);
    assert!(bare("25X1, 20450101").is_empty());
    assert!(bare("25X6, upon the closing of the ferry line").is_empty());
    assert_eq!(bare("25X1"), ["25X1"]);
    assert_eq!(bare("75X2"), ["75X2"]);
    assert_eq!(bare("25x1; 20450101"), ["25X1"]);
    assert!(bare("50X1-HUM").is_empty() && bare("50X2-WMD").is_empty() && bare("25X1, EO 12951").is_empty());
    assert!(instruction("25X1 20450101").comma_missing && !instruction("25X1, 20450101").comma_missing);
}

#[test]
fn codes_have_one_form() {
    assert_eq!(exemptions("50X1 – HUM"), ["50X1-HUM"]);
    assert_eq!(exemptions("25X1-human"), ["25X1-HUMAN"]);
    assert_eq!(exemptions("25X1, E.O. 12951"), ["25X1-EO-12951"]);
    assert_eq!(exemptions("25X1-EO-12951"), ["25X1-EO-12951"]);
    assert_eq!(exemptions("X1, X5"), ["X1", "X5"]);
    assert_eq!(exemptions("Originating Agency's Determination Required"), ["OADR"]);
    assert_eq!(exemptions("Manual Review"), ["MR"]);
    assert_eq!(exemptions("DCI Only"), ["DCI ONLY"]);
    assert_eq!(exemptions("XGDS-2"), ["XGDS-2"]);
    for code in ["X1", "OADR", "MR", "DNI Only", "50X1-HUM", "25X1-human", "Manual Review"] {
        let read = instruction(code);
        assert_eq!((read.values, read.event, read.bare.len()), (1, None, 0), "{code}");
    }
}

#[test]
fn not_applicable_says_to_what() {
    let read = instruction("N/A to RD/FRD portions. See source list for NSI portions.");
    assert!(read.not_applicable && read.source_list && read.event.is_none());
    assert_eq!(
        read.not_applicable_to.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(),
        ["RD", "FRD"]
    );
    assert_eq!(read.values, 1);
    let read =
        instruction("N/A to Formerly Restricted Data and NATO portions. See source list for NSI portions.");
    let to: Vec<_> = read.not_applicable_to.into_iter().map(|word| word.text).collect();
    assert_eq!(to, ["FRD", "NATO"]);
    let read = instruction("N/A to RD portions. 20301231 for NSI portions.");
    assert!(read.date.is_some() && read.values == 2);
    assert!(instruction("N/A").not_applicable);
}

#[test]
fn what_a_source_said_is_no_date_of_ones_own() {
    let read = instruction("Source marked OADR, date of source 19 October 1990");
    assert!(read.source_marked && read.date.is_none() && read.event.is_none());
    assert_eq!(read.source_date.unwrap().to_string(), "1990-10-19");
    assert_eq!(read.values, 1);
    let read = instruction("Source Marked 25X1, Date of Source: 20010503");
    assert!(read.bare.is_empty() && read.source_date.is_some());
}

#[test]
fn events_treaties_years_and_never_are_told_apart() {
    let read = instruction("Upon conclusion of the ferry talks");
    assert!(read.event.is_some() && read.values == 1);
    let read = instruction("20301231, or conclusion of the ferry talks, whichever is earlier");
    assert!(read.event.is_some() && read.date.is_some() && read.values == 1);
    let read = instruction("Subject to treaty or international agreement");
    assert!(read.treaty && read.event.is_none());
    let read = instruction("25 years from date of origin");
    assert!(read.years == Some(25) && read.event.is_none() && read.values == 1);
    assert_eq!(instruction("Ten years from the date of this memo").years, Some(10));
    assert!(instruction("Never").indefinite && instruction("indefinitely").indefinite);
}

#[test]
fn values_are_counted() {
    for (value, count) in [
        ("20301231", 1),
        ("25X1, 20450101", 1),
        ("25X1, 20450101; 50X1-HUM", 2),
        ("20301231, 20351231", 2),
        ("X1; 20301231", 2),
        ("GDS 12/31/1984", 1),
        ("50X1-HUM, 20450101", 2),
        ("25X6, upon the closing of the ferry line", 1),
        ("", 0),
    ] {
        assert_eq!(instruction(value).values, count, "{value}");
    }
}

#[test]
fn places_are_those_of_the_text() {
    let read = instruction("25X1, 20450101");
    assert_eq!(read.exemptions.first().unwrap().span, Span::new(15, 19));
    assert_eq!(read.date.unwrap().span, Span::new(21, 29));
}
