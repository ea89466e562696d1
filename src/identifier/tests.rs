use super::*;

/// Kinds and values found in a text.
fn found(text: &str) -> Vec<(&'static str, String)> {
    let text = Text::decode(text.into());
    identifiers(&text).iter().map(|one| (one.kind.name(), text.slice(one.span).to_owned())).collect()
}

fn kinds(text: &str) -> Vec<&'static str> {
    found(text).iter().map(|(kind, _)| *kind).collect()
}

#[test]
fn every_kind_is_found_with_its_value() {
    for (text, kind, value) in [
        ("His SSN is 536-22-1234.", "ssn", "536-22-1234"),
        ("SOCIAL SECURITY NO. 536221234", "ssn", "536221234"),
        ("the number 536-22-1234 was used", "ssn", "536-22-1234"),
        ("ITIN: 912-70-1234", "itin", "912-70-1234"),
        ("PPT NO. X1234568 WAS ISSUED", "passport", "X1234568"),
        ("Norwegian passport #01234568", "passport", "01234568"),
        ("U.S. PASSPORT Z 155489", "passport", "Z 155489"),
        ("passport issued in Oslo, number C01234568", "passport", "C01234568"),
        ("Passport: C01X00T47", "passport", "C01X00T47"),
        ("A# 012 345 671", "a-number", "012 345 671"),
        ("A12-345-671", "a-number", "A12-345-671"),
        ("alien number 012 345 671", "a-number", "012 345 671"),
        ("alien registration number A012345671", "a-number", "A012345671"),
        ("receipt EAC-09-123-45671", "uscis-receipt", "EAC-09-123-45671"),
        ("case number OSL2008123451", "uscis-receipt", "OSL2008123451"),
        ("her case OSL2008123451 is old", "uscis-receipt", "OSL2008123451"),
        ("VISA FOIL 41234568", "visa-foil", "41234568"),
        ("visa no. K1234568", "visa-foil", "K1234568"),
        ("I-94 number 123456781 30", "i-94", "123456781 30"),
        ("SEVIS ID N0012345671", "sevis", "N0012345671"),
        ("SEVIS ID N1012345671", "sevis", "N1012345671"),
        ("The student (N0012345671) is enrolled.", "sevis", "N0012345671"),
        ("DPOB: 12 JAN 1961, OSLO", "birth", "12 JAN 1961"),
        ("DOB: 5/30/1977", "birth", "5/30/1977"),
        ("DOB: 1\n                        JAN 61", "birth", "1\n                        JAN 61"),
        ("DATE OF BIRTH JULY 19, 1947.", "birth", "JULY 19, 1947"),
        ("DPOB: Bergen, Norway, 12JAN61", "birth", "12JAN61"),
        ("He was born in Bergen on 5 May 1950.", "birth", "5 May 1950"),
        ("Call (212) 555-0143.", "phone", "(212) 555-0143"),
        ("tel: 4318-7558", "phone", "4318-7558"),
        ("+47 22 85 50 50", "phone", "+47 22 85 50 50"),
        ("call 011-354-562-9139", "phone", "011-354-562-9139"),
        ("call 011-354-562-\nand", "phone", "011-354-562"),
        ("write to pat@example.org", "e-mail", "pat@example.org"),
        ("NO93 8601 1117 947", "iban", "NO93 8601 1117 947"),
        ("4539 5787 6362 1486", "payment-card", "4539 5787 6362 1486"),
        ("Visa card number 4539578763621486", "payment-card", "4539578763621486"),
        ("paid by VISA 4539578763621486", "payment-card", "4539578763621486"),
        ("the card 4539578763621486", "payment-card", "4539578763621486"),
        ("Passport no. A12345678 was issued", "passport", "A12345678"),
    ] {
        assert_eq!(found(text), [(kind, value.to_owned())], "{text}");
    }
}

/// Word processors put hyphens of print in the place of plain ones, and printers break lines behind them.
#[test]
fn hyphens_part_a_number_and_keep_it_whole() {
    for (text, kind, value) in [
        ("SSN 536\u{2011}22\u{2011}1234 stands", "ssn", "536\u{2011}22\u{2011}1234"),
        ("SSN\u{2013}536-22-1234\u{2013}his", "ssn", "536-22-1234"),
        ("The applicant, SSN-536-22-1234, wrote.", "ssn", "536-22-1234"),
        ("the number 536\u{2010}22\u{2010}1234 was used", "ssn", "536\u{2010}22\u{2010}1234"),
        ("the number 536\u{2013}22\u{2013}1234 was used", "ssn", "536\u{2013}22\u{2013}1234"),
        ("The applicant, SSN 536-22-\r\n1234, wrote.", "ssn", "536-22-\r\n1234"),
        ("the file A012\u{2011}345\u{2011}671", "a-number", "A012\u{2011}345\u{2011}671"),
        ("alien number 012\u{2010}345\u{2010}671", "a-number", "012\u{2010}345\u{2010}671"),
        (
            "4539\u{2011}5787\u{2011}6362\u{2011}1486",
            "payment-card",
            "4539\u{2011}5787\u{2011}6362\u{2011}1486",
        ),
        (
            "the card 4539\u{2013}5787\u{2013}6362\u{2013}1486",
            "payment-card",
            "4539\u{2013}5787\u{2013}6362\u{2013}1486",
        ),
    ] {
        assert_eq!(found(text), [(kind, value.to_owned())], "{text}");
    }
}

#[test]
fn near_misses_are_none() {
    for text in [
        "O 251645Z MAR 08 ZDK CTG RUEHLO #0820 0851645",
        "251-64-5000-2 and 2251-64-5000",
        "251\u{2011}64\u{2011}5000\u{2011}2 and 3\u{2013}251\u{2013}64\u{2013}5000",
        "the number 536-22-\n1234 without its word",
        "TO RUEHC/SECSTATE WASHDC 7292",
        "MOSCOW 000820, STATE 00226504, UNSCR 1540",
        "CONTRACT NO. 536-22-1234, PART 536-22-1234",
        "SSN 078-05-1120, 123-45-6789 and 000-12-3456",
        "RECORD NUMBER : 176-10036-10168",
        "Case No. F-2014-20439 Doc No. C05771875",
        "THE PASSPORT OFFICE ISSUED 1250000 BOOKS",
        "passports 2009 and visas 140000",
        "passports 1250000 in 2009",
        "PPT 02, SY 03, FBI 01",
        "passport 20090513",
        "a number of 1234567 people",
        "case number 1234567890",
        "DOB: 12:00:00 AM",
        "born: 9/10/2009 12:07",
        "The state was born in 1776; on 5 May 1950 it grew.",
        "NIACT IMMEDIATE 0284",
        "4111 1111 1111 1111",
        "4539578763621486",
        "4539 5787 6362 1487",
        "345 678 1234 345 678 1234",
        "Tel. 7-7590",
        "P5+1, E3+3, 100+200",
        "1990-1991-1992",
        "ISBN 978-92-1234-567-8 and 0-306-40615-2",
        "Docket No. FDA-2010-N-0215, Docket 219-46-8815",
        "contract SAQMMA12D0085, serial no. A12345678",
        "UNSCR 1540, S/RES/1929 (2010), UNGA 64-212-2009",
        "TO RUEHC/SECSTATE WASHDC PRIORITY 219468815",
        "Buoys N0012 to N0031, N00123456789 and N-0012345678",
        "The port was born on the 5th day of trade in 1961.",
        "PEOPLE BORN 1961 TO 1970",
        "The receipt of 1234567 tons, receipt no. 12345",
        "I-94 was printed 12345 times; admission of 12345678901 guests",
        "A# 12, A-1234567, Annex A 12-345-671B",
        "visa no. 12345 and visas 12345678",
        "SSN XXX-XX-1234",
        "passport XXXXXXXXX",
        "GB29 NWBK 6016 1331 9268 19",
    ] {
        assert!(kinds(text).is_empty(), "{text}: {:?}", found(text));
    }
}

#[test]
fn lists_behind_one_keyword_are_read_to_their_end() {
    let text = "Passports no. A1234568, A1234569 and A1234570 were lost.";
    assert_eq!(kinds(text), ["passport"; 3]);
    assert_eq!(kinds("US passports 512345679, 512345671"), ["passport"; 2]);
    assert_eq!(kinds("SSNs 536-22-1234, 536-22-1235").len(), 2);
}

#[test]
fn line_ends_make_no_difference() {
    let text = "He showed his passport\nissued by the embassy in Oslo,\nnumber C01234568. DOB:\n5/30/1977\n";
    let unix = found(text);
    assert_eq!(unix.len(), 2);
    for end in ["\r\n", "\r", "\r\r\n"] {
        assert_eq!(found(&text.replace('\n', end)), unix);
    }
}

#[test]
fn keyword_and_place_are_kept_and_no_value_twice() {
    let text = Text::decode("SSN 536-22-1234".into());
    let found = identifiers(&text);
    assert_eq!(found.len(), 1);
    assert_eq!(found.first().and_then(|one| one.keyword).map(|span| text.slice(span)), Some("SSN"));
}
