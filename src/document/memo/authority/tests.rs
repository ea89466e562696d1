//! Authority blocks in all their forms, and prose that is none.

#![allow(clippy::unwrap_used)]
use super::*;

fn read_block(content: &str) -> Option<AuthorityBlock> {
    let text = Text::decode(content.into());
    read(&text, &(0..text.lines().len()), &Register::builtin(), None)
}

fn lines(content: &str) -> Vec<(String, String)> {
    let block = read_block(content).unwrap_or_default();
    block.lines.into_iter().map(|line| (line.name.to_owned(), line.value.text)).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn the_original_form_is_read() {
    let content = "Classified By: Jane Roe, Director\nReason: 1.4(c) and (d)\nDeclassify On: 20301231\n";
    let block = read_block(content).unwrap();
    assert_eq!(
        lines(content),
        pairs(&[
            ("classified-by", "Jane Roe, Director"),
            ("reason", "1.4(c) and (d)"),
            ("declassify-on", "20301231"),
        ])
    );
    assert!(block.is_original() && !block.is_derivative() && block.is_complete());
    assert_eq!(block.sections.first().unwrap().text, "1.4");
    assert_eq!(block.letters.iter().map(|word| word.text.as_str()).collect::<String>(), "cd");
    assert_eq!(block.form(), "long");
    assert_eq!(content.get(block.span.start..block.span.end), Some("Classified By: Jane Roe, Director"));
}

#[test]
fn the_derivative_form_is_read_with_its_sources() {
    let content = "CLASSIFIED BY: J. ROE\nDERIVED FROM: MULTIPLE SOURCES (see source list)\nDECLASSIFY ON: 25X1, 20450101";
    let block = read_block(content).unwrap();
    assert!(block.is_derivative() && !block.is_original() && block.multiple_sources && block.source_list);
    let dated =
        read_block("Classified By: A B\nDerived From: Memo of 3 May 2011, Talks\nDeclassify On: 20361231");
    assert!(dated.unwrap().source_dated);
    let below =
        read_block("Classified By: A B\nDerived From: Guide X-7\nDated: 20110503\nDeclassify On: 20361231");
    assert!(below.unwrap().source_dated);
    let undated = read_block("Classified By: A B\nDerived From: Guide X-7\nDeclassify On: 20361231").unwrap();
    assert!(!undated.source_dated && !undated.source_list);
}

#[test]
fn the_abbreviated_form_is_read_on_one_line_and_on_several() {
    let expected = pairs(&[
        ("classified-by", "2345678"),
        ("reason", "1.4(c)"),
        ("declassify-on", "X1"),
        ("derived-from", "LIA 3-82"),
    ]);
    assert_eq!(lines("CL BY: 2345678\nCL REASON: 1.4(c)\nDECL ON: X1\nDRV FROM: LIA 3-82"), expected);
    assert_eq!(lines("CL BY 2345678\nCL REASON 1.4(c)\nDECL ON X1\nDRV FROM LIA 3-82"), expected);
    assert_eq!(lines("CL BY 2345678 CL REASON 1.4(c) DECL ON X1 DRV FROM LIA 3-82"), expected);
    assert_eq!(lines("CL BY 2345678\nCL REASON 1.4(c)\nDECL X1\nDRV FROM LIA 3-82"), expected);
    assert_eq!(read_block("CL BY 2345678 DRV LIA 3-82").unwrap().form(), "short");
}

#[test]
fn long_keywords_run_on_and_lack_colons() {
    let expected = pairs(&[
        ("classified-by", "Jane Roe"),
        ("derived-from", "Guide 7, 3 May 2011"),
        ("declassify-on", "20301231"),
    ]);
    let run_on = "Classified By: Jane Roe  Derived From: Guide 7, 3 May 2011  Declassify On: 20301231";
    assert_eq!(lines(run_on), expected);
    assert_eq!(
        lines("Classified by Jane Roe\nDerived from Guide 7, 3 May 2011\nDeclassify on 20301231"),
        expected
    );
    let marked =
        "(U) Classified By: Jane Roe\n(U) Derived From: Guide 7, 3 May 2011\n(U) Declassify On: 20301231";
    assert_eq!(lines(marked), expected);
    let boxed = "| Classified By: Jane Roe            |\n| Derived From: Guide 7, 3 May 2011  |\n| Declassify On: 20301231            |";
    assert_eq!(lines(boxed), expected);
}

#[test]
fn the_cable_form_holds_its_reason_and_its_order() {
    let content = "Classified By: DCM Jane Roe for reasons 1.4 (b) and (d).";
    assert_eq!(lines(content), pairs(&[("classified-by", "DCM Jane Roe"), ("reason", "1.4 (b) and (d).")]));
    let content = "E.O. 12958: DECL: 03/25/2018\nClassified by: A/S Roe\nE.O. 12958 Reasons 1.4(b) and (d)";
    let names: Vec<String> = lines(content).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["declassify-on", "classified-by", "reason"]);
}

#[test]
fn values_go_on_over_lines_but_not_into_banners_and_text() {
    let content = "Classified By: Jane Roe, Director,\n   Office of Ferries\nDeclassify On:\n20301231\n              SECRET//NOFORN\n";
    assert_eq!(
        lines(content),
        pairs(&[("classified-by", "Jane Roe, Director, Office of Ferries"), ("declassify-on", "20301231")])
    );
    let content = "Derived From: Guide 7\nDeclassify On: 25X1,\n20450101\n     The ferry leaves at eight.";
    assert_eq!(lines(content).last().unwrap().1, "25X1, 20450101");
    let content = "Classified By: Jane Roe\n(S//NF) The ferry leaves.\n";
    assert_eq!(lines(content), pairs(&[("classified-by", "Jane Roe")]));
    let content = "Declassify On: N/A to RD portions.\nSee source list for NSI portions.\n\nDone.";
    assert_eq!(lines(content).first().unwrap().1, "N/A to RD portions. See source list for NSI portions.");
}

#[test]
fn prose_is_no_block() {
    for prose in [
        "The report was\nclassified by the Secretary in May.\n",
        "Derived from many talks, this paper holds little.",
        "Reason: the ferry was late.\nSources: two sailors.",
        "A document classified by: nobody",
        "The words DECL ON stand in the middle, as does CL BY here.",
        "25X1 was cut here. 1.4(c)",
    ] {
        assert!(read_block(prose).is_none(), "{prose}");
    }
}

#[test]
fn parts_that_stand_apart_belong_together_and_attachments_do_not() {
    let apart =
        "Classified By: A B\nReason: 1.4(c)\n\n\n1. x\n\n2. x\n\n3. x\n\n4. x\n\nDeclassify On: 20301231\n";
    assert!(read_block(apart).unwrap().is_complete());
    let gap = "x\n\n".repeat(9);
    let attached = format!(
        "Classified By: A B\nDerived From: C\nDeclassify On: 20301231\n\n{gap}Classified By: X\nReason: 1.4(c)\n"
    );
    assert!(!read_block(&attached).unwrap().is_original());
}

#[test]
fn repetitions_and_empty_lines_are_known() {
    let block = read_block("Classified By: A B\nDeclassify On: 20301231\nDeclassify On: 20351231").unwrap();
    assert_eq!(block.repeated.iter().map(|line| line.name).collect::<Vec<_>>(), ["declassify-on"]);
    assert_eq!(block.instructions.len(), 2);
    let block = read_block("Classified By: A B\nDeclassify On: 20301231\nDECLASSIFY ON:  20301231").unwrap();
    assert!(block.repeated.is_empty());
    let block = read_block("Classified By:\nReason: 1.4(c)\nDeclassify On: 20301231").unwrap();
    assert!(!block.is_complete() && block.line("classified-by").unwrap().value.text.is_empty());
}

#[test]
fn sections_letters_and_original_authorities_are_told() {
    let block =
        read_block("Classified By: Jane Roe, OCA\nReason: 1.5(h), 1.4(c)\nDeclassify On: X1").unwrap();
    assert_eq!(block.sections.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["1.5", "1.4"]);
    assert_eq!(block.impossible_letters.len(), 1);
    let block = read_block("Original Classification Authority: Jane Roe\nDerived From: Guide\n").unwrap();
    assert!(block.is_original() && block.is_derivative());
    let block = read_block("Classified By: Jane Roe\nReason: military plans\n").unwrap();
    assert!(block.is_original() && block.sections.is_empty());
}

#[test]
fn a_derivative_classifier_is_known_without_a_source() {
    let block = read_block("Derivatively Classified By: A B\nDeclassify On: 20301231").unwrap();
    assert!(block.names_derivation() && !block.is_derivative());
}

#[test]
fn the_stamp_of_a_review_for_release_is_no_block() {
    // seen: C05766423
    let stamp = "Classified by DAS, A/GIS, DoS on 08/27/2015 - Class: CONFIDENTIAL - Reason: 1.4(B), 1.4(D) - Declassify on:\n03/09/2031\n";
    assert!(read_block(stamp).is_none());
}

#[test]
fn a_downgrading_line_has_level_and_day() {
    let block =
        read_block("Classified By: A\nDowngrade To: CONFIDENTIAL on 20301231\nDeclassify On: 20351231")
            .unwrap();
    let downgrade = block.downgrade.unwrap();
    assert_eq!(downgrade.word.unwrap().text, "CONFIDENTIAL");
    assert_eq!(downgrade.date.unwrap().to_string(), "2030-12-31");
    assert_eq!(block.instructions.len(), 1);
}

#[test]
fn a_heading_announces_a_list_of_sources() {
    let content = "Classified By: A\nDerived From: Multiple Sources\nDeclassify On: 20351231\n\nx\n\nSOURCES:\n1. Guide 7";
    assert!(read_block(content).unwrap().source_list);
}

#[test]
fn a_line_full_of_keywords_is_read_in_linear_time() {
    let content = "  Classified By: A".repeat(20_000);
    assert_eq!(read_block(&content).unwrap().lines.len(), 20_000);
}
