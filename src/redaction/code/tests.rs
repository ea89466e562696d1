use super::*;
use crate::redaction::stamp::stamps;

const HEADER: &str =
    "UNCLASSIFIED U.S. Department of State Case No. F-2014-10001 Doc No. C05100001 Date: 12/31/2015";

fn read(content: &str) -> Vec<(String, CodePlace)> {
    let text = Text::decode(content.as_bytes().to_vec());
    codes(&text, &stamps(&text)).into_iter().map(|code| (code.code, code.place)).collect()
}

fn released(content: &str) -> Vec<(String, CodePlace)> {
    read(&format!("{HEADER}\n\n{content}\n"))
}

fn code(code: &str, place: CodePlace) -> (String, CodePlace) {
    (code.to_owned(), place)
}

#[test]
fn codes_of_the_stamp_stand_behind_it_or_below() {
    for content in [
        "       RELEASE IN PART B5,B6",
        "       RELEASE IN PART\n       B5, B6",
        "       RELEASE IN\n       PART B5,B6",
    ] {
        assert_eq!(
            released(content),
            [code("B5", CodePlace::Stamp), code("B6", CodePlace::Stamp)],
            "{content}"
        );
    }
}

#[test]
fn codes_at_the_edge_of_a_released_page_are_margin_codes() {
    for content in [
        "We met our friend        in town and we discussed the weather      B6",
        "                                                                  B6",
        "B6",
        "                                                                  B6 1",
        "                                                                  B61",
    ] {
        assert_eq!(released(content), [code("B6", CodePlace::Margin)], "{content}");
    }
}

#[test]
fn a_code_in_a_mark_or_behind_it_belongs_to_the_text() {
    assert_eq!(read("Call [REDACTED B6] at noon."), [code("B6", CodePlace::Redaction)]);
    assert_eq!(read("Call [REDACTED - (b)(7)(C)] at noon."), [code("B7(C)", CodePlace::Redaction)]);
    assert_eq!(read("Call [REDACTED] B6 at noon."), [code("B6", CodePlace::Text)]);
    assert_eq!(read("Call (b)(6) at noon."), [code("B6", CodePlace::Text)]);
    assert_eq!(read("The chief of 25X1A came."), [code("25X1A", CodePlace::Text)]);
}

#[test]
fn a_statute_is_named_behind_exemption_three_only() {
    let found = [code("B3", CodePlace::Margin), code("CIA PERS/ORG", CodePlace::Margin)];
    assert_eq!(released("                                      B3 CIA PERS/ORG"), found);
    assert_eq!(released("They spoke of IRAN and the\nCIA\nall night."), []);
}

#[test]
fn reasons_clauses_visas_and_vitamins_are_no_codes() {
    for content in [
        "CLASSIFIED BY: AMB ADA DOE FOR REASONS 1.4(B) AND (D).",
        "Classified By: Ada Doe. Reason: 1.4 (b), (d)",
        "E.O. 12958: DECL: 10/10/2020 REASONS: 1.4(b)",
        "Reason:\n1.4(B), 1.4(D)",
        "Declassify On: 25X1-HUM",
        "DECL: 25X1, 12/31/2040",
        "5 U.S.C. 552(b)(6) says so.",
        "See section 4 (b)(2) of the harbor code.",
        "Section 7031(b)(2)(A) holds.",
        "under paragraph 1.4 (d) of the manual",
        "(a) boats\n(b)(1) large boats\n(c) ships",
        "B1/B2 visas, vitamins B6 and B12, B-52 and B2 bombers",
        "B6",
        "F-2014-20439",
    ] {
        assert_eq!(read(content), [], "{content}");
    }
}

#[test]
fn the_reason_of_an_upgrade_is_no_code_and_the_margin_beside_it_is() {
    let found = released(
        "   Classified by DAS, A/GIS, DoS on 08/31/2015 \u{2014} Class: CONFIDENTIAL \u{2014} Reason: 1.4(D) \u{2014} Declassify on:\n08/30/2025\n                                                         1.4(D)\n                                                         B1",
    );
    assert_eq!(found, [code("1.4(D)", CodePlace::Margin), code("B1", CodePlace::Margin)]);
}
