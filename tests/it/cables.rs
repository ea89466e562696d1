//! Telegrams in layouts that differ from the fixtures: which bracket is a mark, and which line is the banner line.

use crate::checking::{findings, findings_of_rule};

/// A telegram with this banner line and this text.
pub(crate) fn cable(banner: &str, text: &str) -> String {
    let order = if banner.starts_with("UNCLAS") { "N/A" } else { "DECL: 02/20/2017" };
    format!(
        "{banner}\n\nE.O. 12958: {order}\nTAGS: SENV, NO\nSUBJECT: BIRD COUNT ON THE SOUTH COAST\n\n\
         Classified By: Ambassador Ann Lee for reasons 1.4 (b) and (d).\n\n{text}\n\nLARSEN\n"
    )
}

/// The lines, from 1, of what a rule finds.
pub(crate) fn lines(text: &str, rule: &str) -> Vec<usize> {
    findings_of_rule(text.as_bytes(), rule).into_iter().map(|(_, line)| line).collect()
}

#[test]
fn a_letter_hides_no_mark_unless_it_counts_up_to_it() {
    for text in [
        "1. (U) See section 4(b) of the act.\n\n2. (U) Aid:\n\n-- (C) Roads are closed.",
        "1. (U) See section 4(B) of the act.\n\n2. (U) Aid:\n\n-- (C) Roads are closed.",
        "1. (U) Plan (B) was chosen.\n\n2. (U) Aid:\n\n(C) Roads are closed.",
        "1. (U) The list:\n\n(a) (U) One road is open.\n\n(b) (C) Roads are closed.",
        "1. (U) The list:\n\n(1) (U) One road is open.\n\n(2) (S) Fuel is short.",
    ] {
        assert_eq!(lines(&cable("UNCLAS OSLO 000160", text), "portion-above-banner").len(), 1, "{text}");
    }
    for text in [
        "1. (U) Three ways: (A) stay, (B) go.\n(C) Leave at once.",
        "1. (U) Three ways:\n\n(A) Stay.\n\n(B) Go.\n\n(C) Leave at once.",
        "1. (U) Three ways:\n\n-- (A) Stay.\n\n-- (B) Go.\n\n-- (C) Leave at once.",
    ] {
        assert!(lines(&cable("UNCLAS OSLO 000160", text), "portion-above-banner").is_empty(), "{text}");
    }
}

#[test]
fn a_banner_line_that_is_wrapped_in_front_of_its_post_is_one() {
    let text = "1. (TS) Roads are closed.\n\n2. (C) Ports are open.";
    for banner in ["C O N F I D E N T I A L SECTION 01 OF 02\nLISBON 000160", "CONFIDENTIAL\r\nLISBON 000160"]
    {
        let cable = cable(banner, text);
        assert_eq!(lines(&cable, "portion-above-banner"), [10], "{banner:?}");
        assert!(lines(&cable, "banner-line-missing").is_empty());
    }
    // No post, or a sentence that goes on.
    for other in ["CONFIDENTIAL\nBIRDS 000160", "CONFIDENTIAL\nLISBON 000160 is the one that was meant"] {
        assert!(lines(&cable(other, text), "portion-above-banner").is_empty(), "{other:?}");
    }
}

#[test]
fn the_record_of_an_archive_below_a_telegram_is_no_header_of_it() {
    let telegram = "Message Text\n\nPAGE 01 STATE 173977\n\nORIGIN EUR-12\n\nDRAFTED BY EUR/CE:JQEXAMPLE:ABC\n\
                    R 091930Z AUG 74\nFM SECSTATE WASHDC\nTO AMEMBASSY BONN\n\nUNCLAS STATE 173977\n\n\
                    E.O. 11652: N/A\n\nTAGS: PFOR, GW\n\nSUBJECT: VISIT\n\nYOUR PROPOSAL IS APPROVED. KISSINGER\n\n";
    let record =
        "Message Attributes\n\nCurrent Classification: UNCLASSIFIED\nSubject: VISIT\nTAGS: PFOR, GW\n";
    assert_eq!(lines(&format!("{telegram}{record}"), "subject-repeated"), [0; 0]);
    // Marks do not go unseen there.
    let marked = format!("{telegram}{record}\n(S) One.\n");
    assert_eq!(lines(&marked, "portion-above-banner").len(), 1);
    assert_eq!(
        lines(&format!("Message Attributes\n\n{telegram}SUBJECT: TWO\n"), "subject-repeated").len(),
        1
    );
}

#[test]
fn entire_text_is_said_in_capitals_or_not() {
    for first in ["1. (C) Entire text.", "1. (C - Entire Text) One.", "1. CONFIDENTIAL - ENTIRE TEXT."] {
        let cable =
            cable("C O N F I D E N T I A L LISBON 000160", &format!("{first}\n\n2. Two roads are open."));
        assert!(findings(cable.as_bytes()).is_empty(), "{first}: {:?}", findings(cable.as_bytes()));
    }
}

#[test]
fn what_follows_the_end_of_a_message_is_text_or_its_next_section() {
    let cable = |behind: &str| {
        cable("UNCLAS SECTION 01 OF 02 OSLO 000160", &format!("1. (U) One.\n\nNNNN\n\n{behind}"))
    };
    assert_eq!(lines(&cable("2. (U) One more thing."), "end-mark-not-last").len(), 1);
    assert_eq!(lines(&cable("Postscript of the clerk."), "end-mark-not-last").len(), 1);
    let next = "UNCLAS SECTION 02 OF 02 OSLO 000160\n\n2. (U) Two.";
    assert!(lines(&cable(next), "end-mark-not-last").is_empty());
}

#[test]
fn a_quoted_text_that_is_numbered_anew_has_a_numbering_of_its_own() {
    let quoted = |one: &str, two: &str, three: &str, four: &str| {
        let text = format!(
            "1. {one}First.\n\n2. {two}The note says:\n\nBegin text:\n\n1. {one}Roads.\n\n2. {two}Ports.\n\n\
             3. {one}Rails.\n\nEnd text.\n\n3. {three}Third.\n\n4. {four}Fourth."
        );
        findings(
            cable("UNCLAS OSLO 000160", &text)
                .replace("Classified By: Ambassador Ann Lee for reasons 1.4 (b) and (d).\n\n", "")
                .as_bytes(),
        )
    };
    assert_eq!(quoted("", "", "", ""), []);
    assert_eq!(quoted("(U) ", "(U) ", "(U) ", "(U) "), []);
    let leak = quoted("(U) ", "(C) ", "(U) ", "(U) ");
    assert_eq!(
        leak.iter().filter(|(rule, _)| *rule == "portion-above-banner").count(),
        2,
        "marks in it count"
    );
}

#[test]
fn a_post_is_known_by_the_name_that_it_had() {
    let text = |post: &str| {
        format!(
            "RR RUEHC\nDE RUEHKV #0160 0411200\nZNR UUUUU ZZH\nR 101200Z FEB 04\nFM AMEMBASSY {post}\n\
             TO RUEHC/SECSTATE WASHDC 0000\n\n{}",
            cable(&format!("UNCLAS {post} 000160"), "1. (U) One.")
        )
    };
    for post in ["KIEV", "KYIV"] {
        assert!(lines(&text(post), "station-contradicts-originator").is_empty(), "{post}");
    }
    assert_eq!(lines(&text("OSLO"), "station-contradicts-originator"), [2]);
}

#[test]
fn the_word_above_a_released_cable_is_that_of_the_release() {
    let released = cable("C O N F I D E N T I A L SANTIAGO 003210", "1. (C) They met.");
    let headed = |stamp: &str| format!("{stamp}UNCLASSIFIED\n{released}");
    assert!(lines(&headed("RELEASED IN FULL\n"), "running-head-contradicts-banner").is_empty());
    assert_eq!(lines(&headed(""), "running-head-contradicts-banner"), [1]);
}

#[test]
fn the_order_that_a_library_cites_makes_no_cable() {
    let stamp = "DECLASSIFIED\nE.O. 13526, Sec. 3.3(b)(3)\nBy KBH NARA Date 9/15/2014\n\n";
    let memo = format!("{stamp}SUBJECT: Talks\n\nThe talks were useful.\n");
    assert!(lines(&memo, "banner-line-missing").is_empty());
}

/// A section of a telegram, with its header.
fn section(banner: &str, order: &str, text: &str) -> String {
    format!(
        "P 201200Z FEB 07\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC PRIORITY\n{banner} OSLO 000160\n\nE.O. 12958: {order}\n\
         TAGS: SENV, NO\nSUBJECT: BIRD COUNT ON THE SOUTH COAST\n\n{text}\n\n"
    )
}

#[test]
fn sections_with_headers_of_their_own_are_all_read() {
    let (first, second) = ("UNCLAS SECTION 01 OF 02", "UNCLAS SECTION 02 OF 02");
    let rest = section(second, "N/A", "3. Two roads are open.\n\n4. One is not.\n\n5. The count ends.");
    // The shorter of the two was dropped as a copy of the other.
    let text = section(first, "N/A", "1. Roads are closed.\n\n2. (S/NF) Fuel is short.") + &rest;
    assert_eq!(lines(&text, "portion-above-banner"), [12]);
    let text = section(first, "N/A", "1. Roads are closed.\n\n2. Fuel is short.") + &rest;
    assert!(findings(text.as_bytes()).is_empty(), "{:?}", findings(text.as_bytes()));
    let text = section(first, "N/A", "1. Roads are closed.") + &rest;
    assert_eq!(lines(&text, "paragraph-out-of-sequence"), [21]);
    // The only number of a section is not 1, and a paragraph all the same.
    let text = section(first, "N/A", "1. Roads are closed.\n\n2. Fuel is short.")
        + &section(second, "N/A", "4. It ends.");
    assert_eq!(lines(&text, "paragraph-out-of-sequence"), [23]);
}

#[test]
fn the_headers_of_sections_agree() {
    let (first, second) =
        ("C O N F I D E N T I A L SECTION 01 OF 02", "C O N F I D E N T I A L SECTION 02 OF 02");
    let authority = "Classified By: Ambassador Ann Lee for reasons 1.4 (b) and (d).";
    let first = section(first, "DECL: 02/20/2017", &format!("{authority}\n\n1. (C) Roads are closed."));
    // The portions of one section are below the banner line, and the classifier stands in the first only.
    let text = format!("{first}{}", section(second, "DECL: 02/20/2017", "2. (U) Two are open."));
    assert!(findings(text.as_bytes()).is_empty(), "{:?}", findings(text.as_bytes()));
    for (banner, order) in
        [(second, "DECL: 02/20/2016"), ("S E C R E T SECTION 02 OF 02", "DECL: 02/20/2017")]
    {
        let text = format!("{first}{}", section(banner, order, "2. (U) Two are open."));
        assert_eq!(lines(&text, "section-headers-disagree").len(), 1, "{banner} {order}");
    }
}

#[test]
fn a_quoted_telegram_belongs_to_the_one_that_quotes_it() {
    let quoting = |banner: &str, inner: &str, (begin, end): (&str, &str)| {
        let text = format!(
            "1. (U) Repeated:\n\n{begin}\n\n{inner} LONDON 011872\n\nE.O. 12958: DECL: 02/20/2017\nTAGS: SENV, UK\n\
             SUBJECT: PORTS\n\n1. (C) Ports are closed.\n\n2. (C) Roads are not.\n\n{end}\n\n2. (U) No action is required."
        );
        cable(&format!("{banner} OSLO 000160"), &text)
    };
    let confidential = "C O N F I D E N T I A L";
    for words in [("BEGIN TEXT", "END TEXT"), ("QUOTE", "UNQUOTE"), ("QTE:", "UNQTE")] {
        let text = quoting(confidential, confidential, words);
        assert!(findings(text.as_bytes()).is_empty(), "{words:?}: {:?}", findings(text.as_bytes()));
        let text = quoting("S E C R E T", confidential, words);
        assert!(lines(&text, "second-banner-contradicts-banner").is_empty(), "{words:?}");
        let text = quoting("UNCLAS", "S E C R E T", words);
        assert_eq!(lines(&text, "second-banner-contradicts-banner").len(), 1, "{words:?}");
        assert_eq!(lines(&text, "portion-above-banner").len(), 2, "{words:?}");
    }
}

#[test]
fn what_was_declassified_by_somebody_was_not_classified_by_him() {
    let text = cable(
        "C O N F I D E N T I A L OSLO 000160\n\nDECLASSIFIED BY ANN LEE, 30 JUN 2017",
        "1. (C) Roads are closed.",
    );
    assert!(lines(&text, "classification-reason-missing").is_empty());
}

#[test]
fn captions_behind_a_misspelt_one_are_read() {
    let text = "UNCLASSIFIED\n\nMRN: 10 OSLO 160\nDate/DTG: Aug 03, 2010 / 031406Z AUG 10\nE.O.: 13526\nTAGS: SENV\n\
                Captions: SIPIDS, NODIS\nSubject: BIRDS\n\n1. (U) Roads are closed.\n\n2. (U) Two are open.\n";
    assert_eq!(lines(text, "caption-misspelt"), [7]);
    for list in ["SIPIDS/NODIS", "SIPIDS NODIS", "SIPIDS; NODIS"] {
        let text = text.replace("SIPIDS, NODIS", list);
        assert_eq!(lines(&text, "caption-misspelt"), [7], "{list}");
        let clean = text.replace("SIPIDS", "SIPDIS");
        assert_eq!(lines(&clean, "sipdis-with-nodis-or-exdis").len(), 1, "{list}");
    }
    let clean = text.replace("SIPIDS", "SIPDIS");
    assert_eq!(lines(&clean, "sipdis-with-nodis-or-exdis").len(), 1);
}

#[test]
fn pages_and_tasks_with_tags_are_no_telegrams() {
    for text in [
        "---\ntitle: Version 2\ntags: release, shipping\nsubject: engineering\n---\n\n1. We wrote it.\n\n2. We shipped it.\n",
        "SUBJECT: Printer is broken\nTAGS: hardware, printer\n\nIt prints blank pages.\n",
    ] {
        assert!(findings(text.as_bytes()).is_empty(), "{text}");
    }
    assert_eq!(
        lines("TAGS: PREL, NO\nSUBJECT: TALKS\n\n1. One.\n\n2. Two.\n", "banner-line-missing").len(),
        1
    );
}

#[test]
fn a_copy_with_marks_is_not_dropped_for_a_longer_one_without() {
    let header = "UNCLAS OSLO 000581\n\nE.O. 12958: N/A\nTAGS: SENV, NO\nSUBJECT: BIRD COUNT\n\n";
    let rest = "1. They saw many.\n\n2. The next count is in May.\n\n3. The count ends.\nLARSEN\n";
    let text = format!("{header}1. (S/NF) Volunteers counted gulls.\n\n{header}{rest}");
    assert_eq!(lines(&text, "portion-above-banner"), [7]);
}

#[test]
fn the_page_head_of_an_archive_belongs_to_the_print_below_it() {
    let print = |class: &str, serial: &str, order: &str| {
        let banner = if class == "UNCLASSIFIED" { "UNCLAS" } else { "C O N F I D E N T I A L" };
        format!(
            "{class}\n\nPAGE 01        OSLO  0{serial}  101230Z\nACTION EUR-12\n\nINFO  OCT-01  ISO-00  /057 W\n\n\
             P 101200Z FEB 76\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC PRIORITY 7292\n\n{banner} OSLO {serial}\n\n\
             E.O. 11652: {order}\nTAGS: SENV, NO\nSUBJ: BIRD COUNT\n\n1. ROADS ARE CLOSED.\n\n2. TWO ARE OPEN.\n\nLARSEN\n{class}\n\n"
        )
    };
    let text = print("UNCLASSIFIED", "0160", "N/A") + &print("CONFIDENTIAL", "0161", "GDS");
    assert!(lines(&text, "running-head-contradicts-banner").is_empty());
    let text = text.replacen("UNCLASSIFIED\n\nCONFIDENTIAL", "SECRET\n\nCONFIDENTIAL", 1);
    assert_eq!(lines(&text, "running-head-contradicts-banner").len(), 1);
}

#[test]
fn a_word_that_begins_with_na_is_an_event_and_not_n_a() {
    let order = |instruction: &str| {
        let text = cable("C O N F I D E N T I A L OSLO 000160", "1. (C) Roads are closed.");
        lines(&text.replace("DECL: 02/20/2017", instruction), "declassification-missing-on-classified").len()
    };
    for event in ["DECL: NAVY VISIT TO LISBON ENDS", "DECL: NATO AGREES", "02/20/2017"] {
        assert_eq!(order(event), 0, "{event}");
    }
    for none in
        ["N/A", "NA", "N.A.", "DECL: N/A", "DECL:\nN/A", "DECLASSIFICATION: N/A", "DECL: NOT APPLICABLE"]
    {
        assert_eq!(order(none), 1, "{none}");
    }
}

#[test]
fn days_and_numbers_are_no_sections_of_a_reason() {
    for by in ["on 1.3.2009 for reasons 1.4 (b)", "of 1,300, for reasons 1.4 (b)", "for reasons 1.4. (b)"] {
        let text = cable("C O N F I D E N T I A L OSLO 000160", "1. (C) Roads are closed.")
            .replace("for reasons 1.4 (b)", by);
        assert!(lines(&text, "reason-section-unknown").is_empty(), "{by}");
        assert!(lines(&text, "reason-letter-missing").is_empty(), "{by}");
    }
}

#[test]
fn the_last_page_of_a_telegram_is_not_taken_from_it() {
    let first = "S E C R E T STATE 015113\n\nE.O. 11652: GDS\nTAGS: SENV, NO\nSUBJ: BIRDS\n\n1. (S) ONE.\n\nSECRET\n\n\
                 PAGE 02  STATE 015113\n\n(S) THE SECOND PIER.\nKISSINGER\n\n";
    let second = "C O N F I D E N T I A L LISBON 000457\n\nE.O. 11652: GDS\nTAGS: SENV, PO\nSUBJ: PIERS\n\n1. (C) TWO.\n";
    assert!(lines(&format!("{first}{second}"), "running-head-contradicts-banner").is_empty());
}

#[test]
fn the_unmarked_numbers_of_a_later_section_are_paragraphs() {
    let (first, second) = ("UNCLAS SECTION 01 OF 02", "UNCLAS SECTION 02 OF 02");
    let head = section(first, "N/A", "1. Roads are closed.\n\n2. Fuel is short.");
    for (text, gaps) in
        [("3. Three.\n\n4. Four:\n\n1. one\n2. two\n\n5. Five.", 0), ("3. Three.\n\n5. Five.\n\n6. Six.", 1)]
    {
        let text = head.clone() + &section(second, "N/A", text);
        assert_eq!(lines(&text, "paragraph-out-of-sequence").len(), gaps, "{text}");
    }
    // The first paragraph of the section lacks its mark.
    let head = section(first, "N/A", "1. (U) Roads are closed.\n\n2. (U) Fuel is short.");
    let text = head + &section(second, "N/A", "3. Three.\n\n4. (U) Four.\n\n5. (U) Five.");
    assert_eq!(lines(&text, "portion-mark-missing").len(), 1);
    assert!(lines(&text, "paragraph-out-of-sequence").is_empty());
}

/// Wrapped text is no paragraph, whatever letter stands in brackets behind its number; nor is the item of a list above
/// the first paragraph one of its marks.
#[test]
fn a_number_without_its_dot_begins_a_paragraph_only_where_one_is_due() {
    let cable = |header: &str, body: &str| {
        format!(
            "UNCLAS OSLO 000160\n\nE.O. 12958: N/A\nTAGS: SENV, NO\nSUBJECT: GULLS\n{header}\n1. (U) They came.\n\n{body}\nLARSEN\n"
        )
    };
    let found = |text: String| -> Vec<&str> {
        findings(text.as_bytes())
            .into_iter()
            .map(|(rule, _)| rule)
            .filter(|rule| rule.starts_with('p'))
            .collect()
    };
    for body in [
        "2. (U) As is said in Section\n4 (C) of the act, gulls are protected.\n",
        "2. (U) The act of that year says so in paragraph\n\n3 (c) of its annex.\n",
        "2. (U) It was warm:\n\n40 (C) at noon.\n",
    ] {
        assert_eq!(found(cable("", body)), [""; 0], "{body}");
    }
    assert_eq!(found(cable("", "2 (C) The gulls were counted.\n")), ["portion-above-banner"]);
    let references = "\nREF: A) OSLO 12\n\nB) BERN 33\n\n(C) LONDON 44\n";
    assert_eq!(found(cable(references, "2. (U) They left.\n")), [""; 0]);
    for keyword in ["REF", "REFS", "REF(S)", "REFTEL"] {
        let apart = format!("\n{keyword}: (A) OSLO 12 (B) BERN 33\n\n(C) STATE 2308\n");
        assert_eq!(found(cable(&apart, "2. (U) They left.\n")), [""; 0], "{keyword}");
    }
    for summary in ["Summary: They came back.", "The gulls that had left in May came back."] {
        let references = format!("\nREF: A. OSLO 12\n     B. BERN 33\n\n(C) {summary}\n");
        assert_eq!(found(cable(&references, "2. (U) They left.\n")), ["portion-above-banner"], "{summary}");
    }
}

#[test]
fn offices_in_brackets_and_a_banner_line_at_the_top_of_a_page_are_no_marks() {
    for body in [
        "1. (U) The staff of the center\n(S/ES-O) asked the post.\n\n2. (U) They left.",
        "1. (U) Write to the post\n(C/O FINANCE-2) before May.\n\n2. (U) They left.",
        "1. (U) They came.\n\u{c}UNCLAS OSLO 000160\n\n2. (U) They left.",
    ] {
        let text = format!(
            "UNCLAS OSLO 000160\n\nE.O. 12958: N/A\nTAGS: SENV, NO\nSUBJECT: GULLS\n\n{body}\nLARSEN\n"
        );
        assert_eq!(findings(text.as_bytes()), [], "{body}");
    }
}

#[test]
fn a_mark_at_the_end_of_a_paragraph_is_one() {
    for text in [
        "1. (U) Roads are closed, he said. (S)\n\n2. (U) Two are open.",
        "1. (U) Roads are closed, he said. (S)\n2. (U) Two are open.",
        "1. (U) Two are open.\n\n2. (U) Roads are closed,\nhe said. (C) \\",
        "1. (U) \"Roads are closed.\" (SECRET)\n\n2. (U) Two are open.",
        "1. Roads are closed, he said. (S//NF)\n\n2. Two are open.",
    ] {
        assert_eq!(lines(&cable("UNCLAS OSLO 000160", text), "portion-above-banner").len(), 1, "{text}");
    }
    for text in [
        "1. (U) Roads are closed, he said. (U)\n\n2. (U) Two are open.",
        "1. (U) Roads are closed by Plan (C)\n\n2. (U) Two are open.",
        "1. (U) Roads are closed, he said. (S/CT)\n\n2. (U) Two are open.",
        "1. (U) Roads are closed. (C)\nor so he said.\n\n2. (U) Two are open.",
        "1. (U) Three ways: (A) Stay. (B) Go.\n(C) Leave at once. (C)\n\n2. (U) Two are open.",
        "1. Roads are closed, he said. (S)\n\n2. Two are open.",
    ] {
        assert!(lines(&cable("UNCLAS OSLO 000160", text), "portion-above-banner").is_empty(), "{text}");
    }
}

#[test]
fn what_opens_a_line_in_mid_sentence_is_an_office_or_a_word() {
    for body in [
        "The talks went on with the Coordinator\n(S/CT) said that he would come.",
        "The staff of the Policy Planning Office\n(S/P) Director came.",
        "The talks went on with Under Secretary\n(U/S) Burns in May.",
        "The talks went on with the Minister\n(TS) Hanna in May.",
        "The talks went on about the film\n(SECRET) was its name.",
        "THEY ASKED FOR A DIPLOMATIC\n(C/D) VISA.",
    ] {
        let text = cable("UNCLAS OSLO 000160", &format!("1. (U) {body}\n\n2. (U) They left."));
        assert!(lines(&text, "portion-above-banner").is_empty(), "{body}");
        assert!(lines(&text, "portion-mark-two-levels").is_empty(), "{body}");
    }
    let mail = "From: Ann Lee\nTo: Doe, John (S/GWI); Roe, Ann\n(S/SECC); Lee, Ann\nSubject: Gulls\n";
    assert_eq!(lines(mail, "mark-outside-document"), [0; 0]);
    for body in [
        "They came.\n(S/NFX) They left.",
        "They came, \"and left.\"\n(TS) They came back.",
        "They came.\n\n(SECRET) They left.",
        "They came.\n\nWhat Is Next\n(TS) They left.",
        "They came:\n(U) Gulls\n(TS) Terns\n(TS) Ducks",
        "They came and\n(S/NF) they left.",
    ] {
        let text = cable("UNCLAS OSLO 000160", &format!("1. (U) {body}\n\n2. (U) They left."));
        assert!(!lines(&text, "portion-above-banner").is_empty(), "{body}");
    }
}

#[test]
fn a_gap_below_a_mark_for_the_entire_text_is_seen() {
    let text = "1. (C) ENTIRE TEXT.\n\n2. They came.\n\n3. They stayed.\n\n5. They left.\n\n6. They came back.\n\n7. They left.";
    let banner = "C O N F I D E N T I A L OSLO 000160";
    assert_eq!(lines(&cable(banner, text), "paragraph-out-of-sequence"), [15]);
    let listed = "1. (C) They came in May, in August\n28. They left.\n\n2. (C) They stayed.\n\n3. They left.";
    assert_eq!(lines(&cable(banner, listed), "paragraph-out-of-sequence"), [0; 0]);
    let body = "1. (C) ENTIRE TEXT.\n\n3. THEY CAME.\n\n4. THEY STAYED.\n\n5. THEY LEFT.\n\nLARSEN\n";
    assert_eq!(lines(body, "paragraph-out-of-sequence"), [3]);
}

#[test]
fn a_number_at_the_end_of_a_line_begins_a_paragraph_where_one_is_missing() {
    let text = |below: &str| {
        let text = format!(
            "1. They came.\n\n2. That had\nbeen met. 3.{below}In May they left.\n\n4. They came back."
        );
        lines(&cable("UNCLAS OSLO 000160", &text), "paragraph-out-of-sequence")
    };
    for below in ["\n", "\r\n", " "] {
        assert_eq!(text(below), [0; 0], "{below:?}");
    }
    assert_eq!(text("\n\n").len(), 1);
}

#[test]
fn a_number_in_front_of_a_mark_at_the_end_of_a_sentence_begins_no_paragraph() {
    let cable = |text: &str| cable("C O N F I D E N T I A L OSLO 000160", text);
    let ended =
        cable("1. (C) They came.\n\n2. (C) Between 100 and 115. (C) They left.\n\n3. (C) They came back.");
    assert_eq!(lines(&ended, "paragraph-out-of-sequence"), [0; 0]);
    for glued in [
        "They stayed. 9. (C) They left.",
        "They stayed 3. (C) They left.\n\n9. (C) They came back.",
        "They rang 9-1-1 6. (C) They left.",
    ] {
        let glued = cable(&format!("1. (C) They came.\n\n2. (C) {glued}"));
        assert_eq!(lines(&glued, "paragraph-out-of-sequence").len(), 1, "{glued}");
    }
}

#[test]
fn entire_text_is_said_with_the_level_in_front_or_behind() {
    for statement in [
        "ENTIRE TEXT CONFIDENTIAL",
        "(ENTIRE TEXT CONFIDENTIAL)",
        "(C) (ENTIRE TEXT)",
        "(C)  ENTIRE  MESSAGE",
    ] {
        let text = |banner| cable(banner, &format!("1. {statement}.\n\n2. They came.\n\n3. They left."));
        let text = |banner, rule| lines(&text(banner), rule);
        assert_eq!(text("UNCLAS OSLO 000160", "entire-text-contradicts-banner"), [9], "{statement}");
        assert_eq!(
            text("C O N F I D E N T I A L OSLO 000160", "portion-mark-missing"),
            [0; 0],
            "{statement}"
        );
    }
}

#[test]
fn a_certain_mark_in_front_of_a_sentence_is_one() {
    let found = |behind: &str| {
        let text =
            format!("1. (U) They came.\n\n2. (U) They left at noon. {behind}\n\n3. (U) They came back.");
        lines(&cable("UNCLAS OSLO 000160", &text), "portion-above-banner")
    };
    for behind in ["(S/NF) The source said that he pays.", "(CONFIDENTIAL) A source said that he pays."] {
        assert_eq!(found(behind), [11], "{behind}");
    }
    for behind in [
        "(S/CT) Coordinator Lee came.",
        "(TS) Hanna came.",
        "The film (SECRET) Was shown.",
        "(SECRET) was shown.",
        "(C) Lee came.",
    ] {
        assert_eq!(found(behind), [0; 0], "{behind}");
    }
}
