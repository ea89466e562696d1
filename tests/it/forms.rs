//! Telegrams in forms of other years and of other programs: sections in words, small letters, Markdown, marks that stand
//! beside those of the paragraphs.

use crate::cables::{cable, lines};
use crate::checking::findings;
use crate::program::Place;

/// What is found in a telegram with this banner line, the first mark of which is above the banner line of UNCLAS.
fn found(banner: &str, text: &str) -> Vec<(&'static str, usize)> {
    findings(cable(banner, text).as_bytes())
}

/// An unclassified telegram that says SENSITIVE, with this text.
fn sensitive(text: &str) -> String {
    format!(
        "UNCLAS OSLO 000160\n\nSENSITIVE\n\nE.O. 12958: N/A\nTAGS: SENV, NO\nSUBJECT: BIRD COUNT\n\n\
         1. (SBU) They came early.\n\n{text}\n\n3. (SBU) They left late.\n\nLARSEN\n"
    )
}

#[test]
fn sections_are_counted_in_words_and_the_last_one_by_its_name() {
    for banner in [
        "C O N F I D E N T I A L SECTION TWO OF TWO OSLO 160",
        "C O N F I D E N T I A L SECTION TWO OF TWO SECTIONS OSLO 1600",
        "C O N F I D E N T I A L FINAL SECTION OF 02 OSLO 000160",
        "C O N F I D E N T I A L FINAL SECTION OF TWO OSLO 1600",
        "C O N F I D E N T I A L OSLO 1600 SECTION TWO OF TWO",
        "C O N F I D E N T I A L OSLO 000160 SECTION 02 OF 02",
    ] {
        assert_eq!(found(banner, "4. (C) They came.\n\n5. (U) They left."), [], "{banner}");
        let above = found(banner, "4. (C) They came.\n\n5. (S) They left.");
        assert_eq!(above, [("portion-above-banner", 11)], "{banner}");
    }
}

#[test]
fn a_banner_line_in_small_letters_is_one_where_it_ends_with_a_padded_serial() {
    for banner in ["confidential oslo 000160", "c o n f i d e n t i a l oslo 000160"] {
        let text = cable(banner, "1. (c) They came.\n\n2. (u) They left.").to_lowercase();
        assert_eq!(lines(&text, "banner-line-missing"), [0; 0], "{banner}");
        let text = text.replace("(u)", "(s)");
        assert_eq!(lines(&text, "portion-above-banner"), [11], "{banner}");
    }
    let prose = cable("UNCLAS OSLO 000160", "1. Their prices were called\nconfidential 2007\nsecret 000160");
    assert_eq!(lines(&prose, "second-banner-contradicts-banner"), [0; 0]);
}

#[test]
fn a_mark_is_read_where_markdown_writes_it_in_bold_or_escapes_its_number() {
    for paragraph in [
        "2. **(C)** They ate.",
        "**2.** (C) They ate.",
        "**2. (C)** They ate.",
        "2\\. (C) They ate.",
        "\u{b6}2. **(C)** They ate.",
    ] {
        assert_eq!(findings(sensitive(paragraph).as_bytes()), [("portion-above-banner", 11)], "{paragraph}");
    }
}

#[test]
fn a_mark_beside_that_of_its_paragraph_counts_too() {
    for paragraph in
        ["2. (SBU) (C) They ate.", "2. (SBU)(S/NF) They ate.", "2. They ate. (C)", "2. They ate\nfish.  (S)"]
    {
        let found = lines(&sensitive(paragraph), "portion-above-banner");
        assert_eq!(found.len(), 1, "{paragraph}");
    }
    let found = found("UNCLAS OSLO 000160", "1. They came. (U)\n\n2. They ate. (S)\n\n3. They left. (U)");
    assert!(found.contains(&("portion-above-banner", 11)), "{found:?}");
    for paragraph in [
        "2. They ate, drank, and sang (C).",
        "2. (SBU) Of the two (C) is better.",
        "2. They read the rules of 2004 (C)",
    ] {
        assert_eq!(lines(&sensitive(paragraph), "portion-above-banner"), [0; 0], "{paragraph}");
    }
}

#[test]
fn a_part_of_a_paragraph_is_numbered_and_dotted_in_many_ways() {
    for bullet in ["o", "+", "\u{b7}", "2.1", "2.1.", "2(a)"] {
        let text =
            sensitive(&format!("2. (SBU) They ate:\n\n{bullet} (C) herring,\n\n{bullet} (SBU) bread."));
        assert_eq!(lines(&text, "portion-above-banner"), [13], "{bullet}");
    }
    let text = sensitive("2. (SBU) They ate.\n\nBegin text (C):\n\nHerring and bread.\n\nEnd text.");
    assert_eq!(lines(&text, "portion-above-banner"), [13]);
}

#[test]
fn a_level_for_the_whole_may_be_said_in_a_sentence() {
    let text = sensitive("2. (SBU) This message is classified CONFIDENTIAL in its entirety.");
    assert_eq!(lines(&text, "entire-text-contradicts-banner"), [11]);
    let text = sensitive("2. (SBU) Ref A is classified CONFIDENTIAL in its entirety.");
    assert_eq!(lines(&text, "entire-text-contradicts-banner"), [0; 0]);
}

#[test]
fn the_order_that_is_cited_tells_when_a_copy_without_a_date_was_written() {
    let bare = "1. They came.\n\n2. They left.";
    assert_eq!(found("C O N F I D E N T I A L OSLO 000160", bare), [("portion-marks-missing-classified", 1)]);
    let copy = cable("C O N F I D E N T I A L OSLO 000160", "1. (C) They came.\n\n2. (U) They left.");
    let unsigned = copy.replace("Classified By: Ambassador Ann Lee for reasons 1.4 (b) and (d).\n\n", "");
    assert_eq!(findings(unsigned.as_bytes()), [("classified-by-missing", 1)]);
    // Section 1.4 came in the days of E.O. 12958, section 1.5 was outdated in those of E.O. 13526.
    assert_eq!(findings(copy.replace("1.4", "1.5").as_bytes()), []);
    let later = copy.replace("1.4", "1.5").replace("12958", "13526");
    assert_eq!(findings(later.as_bytes()), [("reason-section-outdated", 7)]);
    // An order that nobody knows tells nothing.
    assert_eq!(findings(unsigned.replace("12958", "1295").as_bytes()), []);
}

#[test]
fn a_caption_is_written_out_or_letter_spaced() {
    for caption in ["N O F O R N", "NOT RELEASABLE TO FOREIGN NATIONALS"] {
        let text = cable("C O N F I D E N T I A L OSLO 000160", "1. (C/NF) They came.\n\n2. (U) They left.");
        let text = text.replacen("\n\nE.O.", &format!("\n\n{caption}\n\nE.O."), 1);
        assert_eq!(findings(text.as_bytes()), [], "{caption}");
    }
}

#[test]
fn the_stamp_above_a_telegram_holds_for_its_later_sections() {
    let section = |number: u8| {
        let banner = format!("C O N F I D E N T I A L SECTION 0{number} OF 02 BONN 12044");
        format!(
            "P 141815Z APR 87\nFM AMEMBASSY BONN\nTO SECSTATE WASHDC PRIORITY 5521\n\n{banner}\n\n\
             E.O. 12356: DECL: OADR\nTAGS: PREL, GE\nSUBJECT: BIRDS\n\n{number}. (C) THEY CAME.\n\n"
        )
    };
    let released = format!("RELEASED IN FULL\n\nUNCLASSIFIED\n\n{}{}UNCLASSIFIED\n", section(1), section(2));
    assert_eq!(lines(&released, "running-head-contradicts-banner"), [0; 0]);
    let above = released.replace("(C) THEY CAME.\n\nUNCLASSIFIED", "(C) THEY CAME.\n\nSECRET");
    assert_eq!(lines(&above, "running-head-contradicts-banner").len(), 1);
    let unreleased = released.replace("RELEASED IN FULL\n\nUNCLASSIFIED\n\n", "");
    assert_eq!(lines(&unreleased, "running-head-contradicts-banner").len(), 1);
}

#[test]
fn the_mark_of_a_text_that_is_cited_is_not_that_of_the_paragraph() {
    let text = sensitive("2. (SBU) They told us so in ref B\n(S/NF) and again.");
    assert_eq!(lines(&text, "portion-above-banner"), [0; 0]);
    let text = sensitive("2. (SBU) They told us so in ref B.\n(S/NF) They ate.");
    assert_eq!(lines(&text, "portion-above-banner"), [12]);
}

#[test]
fn a_number_that_goes_on_from_the_line_above_opens_no_part_of_a_paragraph() {
    let text = sensitive("2. (SBU) They asked for it under section\n1.4 (C) and (D) of the order.");
    assert_eq!(lines(&text, "portion-above-banner"), [0; 0]);
    let text = sensitive("2. (SBU) They came:\n2.1 (C) late.");
    assert_eq!(lines(&text, "portion-above-banner"), [12]);
}

#[test]
fn marks_at_the_ends_are_seen_beside_a_paragraph_of_a_few_words() {
    let text = "UNCLAS OSLO 000160\n\nE.O. 12958: N/A\nTAGS: SENV, NO\nSUBJECT: BIRD COUNT\n\n\
                1. They came early, and some of them stayed. (TS)\n\n2. He spoke to all of them. (TS)\n\n\
                3. It came soon. (U)\n\nLARSEN\n";
    assert_eq!(lines(text, "portion-above-banner"), [7, 9]);
}

#[test]
fn a_reference_that_is_wrapped_in_a_memo_is_no_banner_line_in_small_letters() {
    let memo = "CONFIDENTIAL\n\nMay 3, 2016\n\nMEMORANDUM FOR THE RECORD\n\nSUBJECT: (U) Birds\n\n\
                1. (C) It was told in\nsecret oslo 000160\nand others.\n\n2. (U) They left late.\n\n\
                Classified By: Ann Lee, Director, EUR\nReason: 1.4(d)\nDeclassify On: 20260503\n\nCONFIDENTIAL\n";
    assert_eq!(findings(memo.as_bytes()), []);
}

#[test]
fn a_date_without_its_day_is_near_nothing() {
    let near = |until: &str| {
        let text = format!(
            "P 021815Z JAN 08\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC PRIORITY 5521\n\nC O N F I D E N T I A L OSLO 000012\n\n\
             E.O. 12958: DECL: {until}\nTAGS: SENV, NO\nSUBJECT: BIRD COUNT\n\nClassified By: DCM Ann Lee for reasons 1.4 (b) and (d)\n\n\
             1. (C) They came early.\n"
        );
        lines(&text, "declassification-near-ten-years").len()
    };
    assert_eq!((near("2018"), near("01/01/2018")), (0, 1));
}

#[test]
fn a_mark_behind_the_first_of_a_block_counts_in_a_memo() {
    let memo = |text: &str| {
        format!(
            "CONFIDENTIAL\n\nMay 3, 2016\n\nMEMORANDUM FOR THE RECORD\n\nSUBJECT: (U) Birds\n\n(C) They came early.\n\n\
             {text}\n\n(U) They left late.\n\nClassified By: Ann Lee, Director, EUR\nReason: 1.4(d)\n\
             Declassify On: 20260503\n\nCONFIDENTIAL\n"
        )
    };
    let above = |text: &str| {
        let run = Place::new().file("memo.txt", text).run(&[
            "check",
            "--isolated",
            "--format",
            "short",
            "memo.txt",
        ]);
        // By the grammar of State, or that of the intelligence community.
        let rules = ["[memo-portion-above-banner]", "[banner-level-below-portions]"];
        rules.iter().map(|rule| run.stdout.matches(rule).count()).sum::<usize>()
    };
    for text in [
        "(C) (S) They ate herring.",
        "(C)(S/NF) They ate herring.",
        "(C) They ate herring. (S//NF) They drank milk.",
        "(C) They ate herring and\nbread.  (S/NF) They drank milk.",
    ] {
        assert_eq!(above(&memo(text)), 1, "{text}");
    }
    for text in [
        "(C) (Singapore) They ate herring.",
        "(C) They ate herring. (S) They drank milk.",
        "(C) The Coordinator (S/CT) ate herring.",
        "(C) They ate herring. (S/CT) They drank milk.",
        "(U) (C) 2008 Example",
    ] {
        assert_eq!(above(&memo(text)), 0, "{text}");
    }
    let points = memo("TALKING POINTS (S):\n\n(C) They ate herring.");
    assert_eq!(above(&points), 1);
}
