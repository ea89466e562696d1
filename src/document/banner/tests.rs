//! Banner lines in all their forms, and what only looks like one.

#![allow(clippy::panic)]
use super::*;

fn banner(line: &str) -> Banner {
    match read(line, 0, &Register::builtin()) {
        Some(ClassLine::Banner(banner)) => *banner,
        _ => panic!("{line} is no banner line"),
    }
}

fn shown(line: &str) -> (String, String, i64, i64) {
    let banner = banner(line);
    let post = banner.post.map(|post| post.name).unwrap_or_default();
    let serial = banner.serial.map_or(0, |serial| serial.value);
    (banner.class.word, post, serial, banner.section.map_or(0, |section| section.of))
}

#[test]
fn banner_lines_are_read_in_their_forms() {
    let expected = |word: &str, post: &str, serial, of| (word.to_owned(), post.to_owned(), serial, of);
    assert_eq!(shown("UNCLAS MOSCOW 000820"), expected("UNCLAS", "MOSCOW", 820, 0));
    assert_eq!(shown("UNCLASSIFIED BUENOS AIRES 2481"), expected("UNCLASSIFIED", "BUENOSAIRES", 2481, 0));
    assert_eq!(
        shown("C O N F I D E N T I A L  BRASILIA 000093"),
        expected("CONFIDENTIAL", "BRASILIA", 93, 0)
    );
    let held =
        "C\u{a0}O\u{a0}N\u{a0}F\u{a0}I\u{a0}D\u{a0}E\u{a0}N\u{a0}T\u{a0}I\u{a0}A\u{a0}L BRASILIA 000093";
    assert_eq!(shown(held), expected("CONFIDENTIAL", "BRASILIA", 93, 0), "blanks that hold words together");
    assert!(banner(held).class.spaced);
    for line in ["UNCLASSIFIED//FOUO LISBON 000160", "UNCLASSIFIED FOR OFFICIAL USE ONLY LISBON 000160"] {
        assert_eq!(shown(line), expected("UNCLASSIFIED", "LISBON", 160, 0));
        assert_eq!(banner(line).controls.len(), 1);
    }
    assert_eq!(shown("S e c r e t nairobi 001938"), expected("SECRET", "NAIROBI", 1938, 0));
    assert_eq!(
        shown("C O N F I D E N T I A L SECTION 01 OF 03 TRIPOLI 000220"),
        expected("CONFIDENTIAL", "TRIPOLI", 220, 3)
    );
    assert_eq!(shown("UNCLAS SECTION01 OF 02 OSLO 000160"), expected("UNCLAS", "OSLO", 160, 2));
    assert_eq!(shown("SECRET NOFORN OSLO 001643"), expected("SECRET", "OSLO", 1643, 0));
    assert_eq!(shown("UNCLAS AMEMBASSY HANOI 001284"), expected("UNCLAS", "HANOI", 1284, 0));
    for line in
        ["UNCLAS E F T O KABUL 000668", "UNCLAS  E  F  T  O  KABUL  000668", "UNCLAS EFTO KABUL 000668"]
    {
        assert!(banner(line).encrypted, "{line}");
        assert_eq!(shown(line), expected("UNCLAS", "KABUL", 668, 0), "{line}");
    }
    for line in ["LIMITED  OFFICIAL  USE LIMA 02310", "LIMITED OFFICIAL USE LIMA 02310"] {
        assert_eq!(shown(line), expected("LIMITED OFFICIAL USE", "LIMA", 2310, 0), "{line}");
    }
    assert_eq!(shown("TOP   SECRET OSLO 000160"), expected("TOP SECRET", "OSLO", 160, 0));
    assert_eq!(
        banner("UNCLAS OSLO 000160 ZDK 164").retransmission.map(|word| word.text).as_deref(),
        Some("ZDK")
    );
}

#[test]
fn posts_that_nobody_knows_are_read_where_the_line_is_that_of_a_telegram() {
    for (line, post, serial) in [
        ("S E C R E T BONN 05693", "BONN", 5693),
        ("C O N F I D E N T I A L SECTO 12005", "SECTO", 12005),
        ("CONFIDENTIAL BONN 05693 \\", "BONN", 5693),
        ("UNCLAS BOMBAY 1234", "BOMBAY", 1234),
    ] {
        assert_eq!((shown(line).1.as_str(), shown(line).2), (post, serial), "{line}");
    }
    let register = Register::builtin();
    for line in [
        "CONFIDENTIAL REPORT 1998",
        "UNCLASSIFIED ANNEX 12345",
        "S E C R E T BONN 05693 and more",
        "UNCLAS ANNUAL REPORT 2009",
        "S E C R E T   REPORT 1999",
        "UNCLASSIFIED REPORT 01999",
        "SECRET, MOSCOW, 1962",
        "SECRET (LONDON) 1945",
        "SECRET SECTOR ANALYSIS OF 20 FIRMS 123",
        "CONFIDENTIAL SECTIONS OF 10 REPORTS 450",
    ] {
        assert!(!matches!(read(line, 0, &register), Some(ClassLine::Banner(_))), "{line}");
    }
}

#[test]
fn lists_of_release_are_controls_and_the_post_stands_behind() {
    for line in [
        "S E C R E T//REL TO USA, GBR OSLO 000160",
        "S E C R E T//REL TO USA, GBR//OSLO 000160",
        "SECRET REL TO USA, GBR OSLO 000160",
        "SECRET//REL TO USA, GBR SECTION 01 OF 02 OSLO 000160",
    ] {
        assert_eq!((shown(line).1.as_str(), shown(line).2), ("OSLO", 160), "{line}");
        let controls: Vec<String> = banner(line).controls.into_iter().map(|word| word.text).collect();
        assert_eq!(controls, ["REL TO USA, GBR"], "{line}");
    }
}

#[test]
fn letters_that_are_lost_or_struck_for_digits_do_not_hide_a_banner_line() {
    for (line, word) in [
        ("C 0 N F I D E N T I A L SECTION O1 OF O2 OSLO 000160", "CONFIDENTIAL"),
        ("CO N F I D E N T I A L OSL0 000160", "CONFIDENTIAL"),
        ("S E C R E TSECTION 01 OF 02 OSLO 000160", "SECRET"),
        ("S E C R E T SECTI0N 01 OF 02 OSLO 000160", "SECRET"),
        ("S E C R E T SECTIQ1 OF 02 OSLO 000160", "SECRET"),
    ] {
        let (class, post, serial, _) = shown(line);
        assert_eq!((class.as_str(), post.as_str(), serial), (word, "OSLO", 160), "{line}");
    }
    assert!(banner("S E C R E T SECTIQ1 OF 02 OSLO 000160").is_garbled());
}

#[test]
fn sentences_and_stamps_are_no_banner_lines() {
    let register = Register::builtin();
    let is_banner = |line| matches!(read(line, 0, &register), Some(ClassLine::Banner(_)));
    assert!(!is_banner("SECRET POLICE IN 1974 ARRESTED THE EDITOR"));
    assert!(!is_banner("UNCLASSIFIED U.S. Department of State Case No. F-2014-20439"));
    assert!(!is_banner("UNCLASSIFIED   STATE   00100153"));
    assert!(!is_banner("UNCLASSIFIED//FOR OFFICIAL USE ONLY"));
    assert!(!is_banner("Secretary 001234"));
}

#[test]
fn a_class_word_heads_a_page_alone_and_with_controls_that_are_known() {
    let register = Register::builtin();
    let is_head = |line| matches!(read(line, 0, &register), Some(ClassLine::Head(_)));
    for line in [
        "SECRET",
        "SECRET//NOFORN",
        "TOP SECRET//SI//NOFORN",
        "CONFIDENTIAL/NOFORN/ORCON",
        "SECRET//REL TO USA, FVEY  \\",
    ] {
        assert!(is_head(line), "{line}");
    }
    for line in
        ["SECRET//HARBOR//FEES", "SECRET/SENSITIVITY OF BERTHS", "Secret//SI//NOFORN", "SECRET HARBORS"]
    {
        assert!(!is_head(line), "{line}");
    }
}
