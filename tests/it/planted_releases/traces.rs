//! Identifiers of persons, sources that are named, and text that is not seen.
//!
//! All numbers are made up, with check digits that hold where the kind has any.

use super::{Case, Edit, complaint, prove};

const CABLE: &str = "cables/08TALLINN214";
const SIPDIS: &str = "releases/cable-full";
const PART: &str = "releases/email-part";
const MEMO: &str = "releases/nara-memo";
const SOURCE: &str = "releases/source";
const PRESS: &str = "releases/press";

/// Where a sentence is put into a text: the line, and the words it follows.
struct Host(&'static str, usize, &'static str);

/// An unclassified cable, a released e-mail, a declassified memorandum.
#[rustfmt::skip]
const HOSTS: &[Host] = &[Host(CABLE, 32, "last winter."), Host(PART, 31, "tonight."), Host(MEMO, 20, "lamp.")];

/// A sentence with an identifier, and the rule.
#[rustfmt::skip] // a table: one case a line
const IDENTIFIERS: &[(&str, &str)] = &[
    ("His SSN is 219-09-9998.", "identifier-ssn"),
    ("Social Security number: 219 09 9998.", "identifier-ssn"),
    ("SSN 219099998 stands on the form.", "identifier-ssn"),
    ("The number 219-09-9998 stands on the form.", "identifier-ssn"),
    ("The ITIN 912-70-1234 stands on the form.", "identifier-itin"),
    ("He holds US passport number 512345678.", "identifier-passport"),
    ("Passport no. A12345678 was issued in May.", "identifier-passport"),
    ("PPT: FI1234567, issued in May.", "identifier-passport"),
    ("His A-number is A098765432.", "identifier-a-number"),
    ("The alien (A# 98-765-432) came in May.", "identifier-a-number"),
    ("The USCIS receipt number is EAC1290012345.", "identifier-uscis-receipt"),
    ("Receipt MSC1990012345 is pending.", "identifier-uscis-receipt"),
    ("Visa foil number 81234567 was cut out.", "identifier-visa-foil"),
    ("I-94 number 12345678901 was issued.", "identifier-i-94"),
    ("Her case OSL2008123451 is pending.", "identifier-uscis-receipt"),
    ("She showed visa no. K1234568 at the gate.", "identifier-visa-foil"),
    ("SEVIS ID N0012345678 is active.", "identifier-sevis"),
    ("The student (N0012345678) is enrolled.", "identifier-sevis"),
    ("DPOB: 12 JAN 1961, KOTKA.", "identifier-birth"),
    ("DOB 05/12/61 stands on the form.", "identifier-birth"),
    ("He was born on 12 January 1961 (date of birth: January 12, 1961).", "identifier-birth"),
    ("He was born in Kotka on 12 January 1961.", "identifier-birth"),
    ("Pay to IBAN FI12 4055 0017 7029 35 by June.", "identifier-iban"),
    ("The account is GB14ABCD30904417762318.", "identifier-iban"),
    ("P<FINLEHTO<<ILMARI<JUHANI<<<<<<<<<<<<<<<<<<<\nX4418207K1FIN6101127M2711036<<<<<<<<<<<<<<06", "identifier-mrz"),
    ("The card 4539 1772 0148 8325 was used.", "identifier-payment-card"),
    ("Card number 5372881044590174 was used.", "identifier-payment-card"),
];

/// These only in a released text.
#[rustfmt::skip]
const RELEASED: &[(&str, &str)] = &[
    ("Call me at (410) 555-0142 tonight.", "identifier-phone"),
    ("My cell: 410-555-0142.", "identifier-phone"),
    ("Tel. +358 40 123 4567 at any hour.", "identifier-phone"),
    ("Tel: 668-8100 at any hour.", "identifier-phone"),
    ("Write to lucia.orne@example.org tonight.", "identifier-e-mail"),
];

/// Promises to protect.
#[rustfmt::skip]
const SOURCES: &[Case] = &[
    ("C.6", SIPDIS, &[], &[(30, "The readings", "Ferry captain Jorma Hakala (strictly protect) said that the readings")], "protected-name-in-clear", 30),
    ("C.6", SIPDIS, &[], &[(30, "The readings", "Jorma Hakala (please protect) said that the readings")], "protected-name-in-clear", 30),
    ("C.6", SIPDIS, &[], &[(30, "The readings", "Jorma Hakala (protect source) said that the readings")], "protected-name-in-clear", 30),
    ("C.6", SIPDIS, &[], &[(30, "The readings", "Jorma Hakala -- strictly protect throughout -- said that the readings")], "protected-name-in-clear", 30),
    ("C.6", SIPDIS, &[], &[(30, "The readings", "JORMA HAKALA (PROTECT) SAID THAT THE READINGS")], "protected-name-in-clear", 30),
    ("C.6", SIPDIS, &[], &[(30, "The readings", "Please protect Jorma Hakala as the source. The readings")], "protected-name-in-clear", 30),
    ("C.6", SIPDIS, &[], &[(27, "1. Summary: The", "1. Summary: Jorma Hakala of the"), (30, "The readings", "Hakala (strictly protect) said that the readings")], "protected-name-in-clear", 30),
    ("C.6", PART, &[], &[(30, "The second", "Jorma Hakala (please protect) said that the second")], "protected-name-in-clear", 30),
    ("C.6", MEMO, &[], &[(19, "He thanked", "Jorma Hakala (strictly protect) thanked")], "protected-name-in-clear", 19),
    ("C.6", SOURCE, &[], &[(28, "XXXXXXXXXXXX", "Jorma Hakala")], "protected-name-in-clear", 28),
    ("C.6", PRESS, &[], &[(35, "XXXXXXXXXXXX has", "Jorma Hakala (strictly protect) has")], "protected-name-in-clear", 35),
    ("G8", CABLE, &[], &[(30, "The twelve", "Our source (strictly protect) said that the twelve")], "protected-source-unclassified", 30),
    ("G8", CABLE, &[], &[(30, "The twelve", "A pilot (please protect) said that the twelve")], "protected-source-unclassified", 30),
    ("R15", CABLE, &[], &[(30, "The twelve", "XXXXXXXXXXXX (strictly protect) said that the twelve")], "protected-source-unclassified", 30),
];

/// What a reader does not see.
#[rustfmt::skip]
const HIDDEN: &[Case] = &[
    ("R10", PART, &[], &[(31, "tonight", "to\u{200b}night")], "zero-width-characters", 31),
    ("R10", CABLE, &[], &[(32, "network", "net\u{200d}work")], "zero-width-characters", 32),
    ("R10", PART, &[], &[(31, "tonight", "\u{202e}thginot\u{202c}")], "bidirectional-controls", 31),
    ("R10", CABLE, &[], &[(32, "network", "\u{2066}network\u{2069}")], "bidirectional-controls", 32),
    ("R10", PART, &[], &[(31, "tonight", "t\u{043e}night")], "look-alike-letters", 31),
    ("R10", CABLE, &[], &[(11, "UNCLAS", "UNCL\u{0410}S")], "look-alike-letters", 11),
    ("R10", PRESS, &[], &[(33, "newspapers", "newsp\u{0430}pers")], "look-alike-letters", 33),
    ("R10", PART, &[], &[(31, "tonight.", "tonight.<!-- Hakala sent it -->")], "hidden-comment", 31),
    ("R10", CABLE, &[], &[(32, "winter.", "winter. <!-- our contact paid for it -->")], "hidden-comment", 32),
    ("R10", PART, &[], &[(32, "", "\n[//]: # (Hakala sent it)\n")], "hidden-comment", 33),
    ("R10", CABLE, &[], &[(19, "SENV,", "[SENV](http://example.org/hakala),")], "link-target", 19),
    ("R10", PART, &[], &[(31, "tonight", "[tonight](https://example.org/notes/hakala)")], "link-target", 31),
    ("R10", PART, &[], &[(31, "tonight", "[tonight](mailto:jorma.hakala@example.org)")], "link-target", 31),
    ("R10", PART, &[], &[(31, "tonight.", "tonight. <span style=\"display:none\">Hakala sent it</span>")], "invisible-span", 31),
    ("R10", CABLE, &[], &[(32, "winter.", "winter. <span style=\"color: white\">Hakala sent it</span>")], "invisible-span", 32),
    ("R10", PART, &[], &[(31, "tonight.", "tonight. <font color=\"#FFFFFF\">Hakala sent it</font>")], "invisible-span", 31),
    ("R10", PART, &[], &[(32, "", "\nVGhlIHNlY29uZCB0YWJsZSB3YXMgc2V0IHdpdGggdGhlIHdyb25nIGNvbHVtbiBoZWFkcy4gSSBoYXZlIGFza2VkIHRoZSBwcmludGVyIHRvIHdhaXQgZm9yIGEgY2xlYW4gY29weSBhbmQgd2lsbCBzZW5kIGl0IHRvbmlnaHQuIFRoZSBzZWNvbmQgdGFibGUgd2FzIHNldA==\n")], "base64-run", 33),
];

/// SIPDIS on what the Privacy Act covers.
#[rustfmt::skip]
const PRIVACY: &[Case] = &[
    ("R16", SIPDIS, &[], &[(31, "ice.", "ice. Privacy Act information follows: SSN 219-09-9998.")], "sipdis-with-privacy-act-data", 17),
    ("R16", SIPDIS, &[], &[(31, "ice.", "ice. DPOB: 12 JAN 1961, KOTKA.")], "sipdis-with-privacy-act-data", 17),
];

/// The sentence put behind the words of the host.
fn planted(&Host(name, line, words): &Host, sentence: &str, rule: &'static str) -> Option<String> {
    let to: &'static str = Box::leak(format!("{words}\n{sentence}").into_boxed_str());
    let fault: &'static [Edit] = Box::leak(vec![(line, words, to)].into_boxed_slice());
    let case = ("E.5", name, &[] as &[Edit], fault, rule, line + 1);
    complaint(&case)
}

#[test]
fn every_identifier_in_an_unclassified_or_released_text_is_found() {
    let everywhere = HOSTS.iter().flat_map(|host| IDENTIFIERS.iter().map(move |case| (host, case)));
    let released = HOSTS[1..].iter().flat_map(|host| RELEASED.iter().map(move |case| (host, case)));
    let complaints: Vec<String> = everywhere
        .chain(released)
        .filter_map(|(host, (sentence, rule))| planted(host, sentence, rule))
        .collect();
    assert!(complaints.is_empty(), "{}:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_source_that_is_named_is_found() {
    prove(&[SOURCES]);
}

#[test]
fn every_hidden_stretch_is_found() {
    prove(&[HIDDEN]);
}

#[test]
fn sipdis_with_privacy_act_data_is_found() {
    prove(&[PRIVACY]);
}
