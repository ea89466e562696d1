//! CUI designation blocks, and prose that is none.

#![allow(clippy::unwrap_used)]
use super::*;

fn block(content: &str) -> Option<CuiBlock> {
    let text = Text::decode(content.into());
    read(&text, &(0..text.lines().len()), &Register::builtin(), None)
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

#[test]
fn the_block_of_dod_is_read() {
    let block = block(concat!(
        "CUI\n\nText.\n\n",
        "Controlled by: Office of Ferries\n",
        "Controlled by: Harbour Division\n",
        "CUI Category: PRVCY, SP-CTI\n",
        "Limited Dissemination Control: FEDCON\n",
        "POC: Jane Roe, 555-0100\n",
        "Decontrol On: 20301231\n",
    ))
    .unwrap();
    let names: Vec<&str> = block.lines.iter().map(|line| line.name).collect();
    assert_eq!(names, ["controlled-by", "controlled-by", "category", "dissemination", "poc", "decontrol"]);
    assert_eq!(texts(&block.categories), ["PRVCY", "SP-CTI"]);
    assert_eq!(texts(&block.dissemination), ["FEDCON"]);
    assert!(block.distribution.is_none());
    assert_eq!(block.decontrol.unwrap().date.unwrap().date.to_string(), "2030-12-31");
}

#[test]
fn keywords_vary() {
    for keyword in ["CUI Category", "CUI Categories", "CUI CATEGORY(IES)", "Cui category/ies"] {
        let block = block(&format!("Controlled by: X\n{keyword}: CTI/SP-EXPT")).unwrap();
        assert_eq!(texts(&block.categories), ["CTI", "SP-EXPT"], "{keyword}");
    }
    let on_one_line = block("Controlled By: X  CUI Category: PRVCY  LDC: REL TO USA, GBR  POC: Roe").unwrap();
    assert_eq!(texts(&on_one_line.dissemination), ["REL TO USA, GBR"]);
    assert_eq!(on_one_line.line("poc").unwrap().value.text, "Roe");
}

#[test]
fn a_letter_names_a_distribution_statement() {
    for line in
        ["Distribution Statement: D", "Distribution Statement: Statement D", "LDC/Distribution Statement: D"]
    {
        let block = block(&format!("Controlled by: X\nCUI Category: CTI\n{line}\n")).unwrap();
        assert_eq!(block.distribution.unwrap().text, "D", "{line}");
        assert!(block.dissemination.is_empty(), "{line}");
    }
    let block = block("Controlled by: X\nDistribution/Dissemination Control: NOFORN\n").unwrap();
    assert_eq!(texts(&block.dissemination), ["NOFORN"]);
    assert!(block.distribution.is_none());
}

#[test]
fn prose_and_other_blocks_are_none() {
    assert!(block("The area is controlled by: nobody\nPOC: Jane Roe\n").is_none());
    assert!(block("POC: Jane Roe\nCategory: ferries\n").is_none());
    assert!(block("controlled by the harbour").is_none());
}

#[test]
fn places_are_those_of_the_text() {
    let content = "Controlled by: X\nCUI Category:  PRVCY / CTI";
    let block = block(content).unwrap();
    let places: Vec<_> =
        block.categories.iter().map(|word| content.get(word.span.start..word.span.end)).collect();
    assert_eq!(places, [Some("PRVCY"), Some("CTI")]);
}
