//! Texts that a telegram quotes on lines of their own: their class lines and statements are not those of the telegram.

use crate::cables::{cable, lines};
use crate::checking::findings;

/// How quotations are opened and closed on lines of their own.
const QUOTATIONS: &[(&str, &str)] = &[
    ("QUOTE", "UNQUOTE"),
    ("QUOTE:", "UNQUOTE."),
    ("BEGIN QUOTE", "END QUOTE"),
    ("Begin text:", "End text."),
    ("(BEGIN TEXT)", "(END TEXT)"),
    ("[BEGIN TEXT]", "[END OF TEXT]"),
    ("-- BEGIN TEXT --", "-- END TEXT --"),
    ("BEGIN MESSAGE", "END OF MESSAGE"),
    ("BEGIN LETTER", "END LETTER"),
    ("BEGIN NON-PAPER", "END NONPAPER"),
    ("(BEGIN STATEMENT:)", "(END STATEMENT)"),
    ("BEGIN DIPLOMATIC NOTE", "END OF DIPLOMATIC NOTE"),
];

/// A cable whose first paragraph quotes a text.
fn quoting(banner: &str, (begin, end): (&str, &str), text: &str) -> String {
    let mark = if banner == "UNCLAS" { "(U)" } else { "(C)" };
    cable(
        &format!("{banner} OSLO 000160"),
        &format!(
            "1. {mark} He wrote:\n\n{begin}\n\n{text}\n\nDear Sir.\n\n{end}\n\n2. {mark} No action is required."
        ),
    )
}

#[test]
fn the_class_line_of_what_is_quoted_is_not_that_of_the_telegram() {
    let confidential = "C O N F I D E N T I A L";
    for &words in QUOTATIONS {
        for class in ["UNCLAS LONDON 011872\n\nE.O. 12958: N/A\nSUBJECT: PORTS", "UNCLASSIFIED"] {
            let text = quoting(confidential, words, class);
            assert!(findings(text.as_bytes()).is_empty(), "{words:?}: {:?}", findings(text.as_bytes()));
        }
        // What quotes a text is at least as high.
        let text = quoting("UNCLAS", words, "S E C R E T LONDON 011872\n\nSUBJECT: PORTS");
        assert_eq!(lines(&text, "second-banner-contradicts-banner"), [13], "{words:?}");
        let text = quoting("UNCLAS", words, "SECRET");
        assert_eq!(lines(&text, "running-head-contradicts-banner"), [13], "{words:?}");
    }
}

#[test]
fn what_is_not_closed_by_its_own_word_is_not_quoted() {
    for words in [("BEGIN LETTER", "END TEXT"), ("BEGIN STATEMENT", "UNQUOTE"), ("BEGIN TEXT", "END LETTER")]
    {
        let text = quoting("C O N F I D E N T I A L", words, "UNCLASSIFIED");
        assert_eq!(lines(&text, "running-head-contradicts-banner"), [13], "{words:?}");
    }
    // Another quotation inside one that is forgotten does not close it.
    let text = quoting(
        "C O N F I D E N T I A L",
        ("BEGIN LETTER", "(No end.)"),
        "UNCLASSIFIED\n\nQUOTE\n\nYes.\n\nUNQUOTE",
    );
    assert_eq!(lines(&text, "running-head-contradicts-banner"), [13]);
    // The class word of a page counts wherever the page begins.
    let page = "UNCLASSIFIED\n\nPAGE 02        OSLO  00160  101200Z";
    let text = quoting("C O N F I D E N T I A L", ("BEGIN LETTER", "END LETTER"), page);
    assert_eq!(lines(&text, "running-head-contradicts-banner"), [13]);
    let text =
        quoting("C O N F I D E N T I A L", ("BEGIN LETTER", "END LETTER"), "He is well.\n\nUNCLASSIFIED");
    assert_eq!(lines(&text, "running-head-contradicts-banner"), [15]);
}

#[test]
fn a_quotation_that_is_never_closed_is_said() {
    for words in
        ["QUOTE", "QUOTE:", "BEGIN TEXT", "[BEGIN TEXT]", "-- BEGIN LETTER --", "BEGIN DIPLOMATIC NOTE:"]
    {
        let text = quoting(
            "C O N F I D E N T I A L",
            (words, ""),
            "Classified By: Jo Poe, Consul, for reasons 1.4 (b).",
        );
        assert_eq!(lines(&text, "block-not-closed"), [11], "{words}");
    }
}

#[test]
fn what_is_quoted_does_not_count_for_the_telegram() {
    let authority = "Classified By: Ambassador Ann Lee for reasons 1.4 (b) and (d).\n\n";
    for &words in QUOTATIONS {
        let text =
            quoting("C O N F I D E N T I A L", words, "Classified By: Jo Poe, Consul, for reasons 1.4 (b).");
        let text = format!("P 201200Z FEB 07\nFM AMEMBASSY OSLO\n{}", text.replace(authority, ""));
        assert_eq!(lines(&text, "classified-by-missing"), [3], "{words:?}");
        let text = quoting("UNCLAS", words, "(U) ENTIRE TEXT").replace("2. (U)", "2.");
        assert_eq!(lines(&text, "portion-mark-missing").len(), 1, "{words:?}");
        let text = quoting("C O N F I D E N T I A L", words, "(U) ENTIRE TEXT");
        assert!(findings(text.as_bytes()).is_empty(), "{words:?}: {:?}", findings(text.as_bytes()));
        let text = quoting("UNCLAS", words, "SECRET - ENTIRE TEXT");
        assert_eq!(lines(&text, "entire-text-contradicts-banner"), [13], "{words:?}");
        let text = quoting("UNCLAS", words, "LONDON 00011872  002 OF 003").replace(authority, "");
        assert!(findings(text.as_bytes()).is_empty(), "{words:?}: {:?}", findings(text.as_bytes()));
        let text = quoting("UNCLAS", words, "OSLO 00000161  002 OF 002");
        assert_eq!(lines(&text, "page-line-serial-wrong"), [13], "{words:?}");
    }
}

#[test]
fn what_opens_above_the_banner_line_quotes_the_telegram_itself() {
    let text = cable("C O N F I D E N T I A L OSLO 000160", "1. (C) One.\n\n2. (C) Two.");
    let text = format!("BEGIN TEXT\n\nP 201200Z FEB 07\nFM AMEMBASSY OSLO\n{text}\nEND TEXT\n");
    assert!(lines(&text, "classified-by-missing").is_empty());
    assert_eq!(
        lines(&text.replace("1. (C) One.", "1. (C) One.\n\nUNCLASSIFIED"), "running-head-contradicts-banner")
            .len(),
        1
    );
}
