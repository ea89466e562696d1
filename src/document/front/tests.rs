//! Which text above a telegram is a document, and whose its marks are.

#![allow(clippy::panic)] // a test that cannot go on says why

use super::*;
use crate::document::{Anatomy, DocumentKind, split, split_as};
use DocumentKind::{Cable, Memo};

const TELEGRAM: &str = "UNCLAS OSLO 000160\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: THE FERRY\n\n\
                        1. (U) The ferry leaves at eight.\n\nLARSEN\n";

const MEMO: &str = "SECRET//NOFORN\n\nMEMORANDUM FOR: Ann\n\n(S//NF) The captain told us so.\n\n";

fn read(content: &str) -> (Text, Anatomy) {
    let text = Text::decode(content.into());
    let anatomy = split(&text, &Register::builtin());
    (text, anatomy)
}

fn kinds(content: &str) -> Vec<DocumentKind> {
    read(content).1.documents.iter().map(|document| document.kind).collect()
}

#[test]
fn what_would_be_a_document_by_itself_is_one_above_a_telegram() {
    for line_end in ["\n", "\r\n"] {
        let above = MEMO.replace('\n', line_end);
        let (text, anatomy) = read(&format!("{above}{}", TELEGRAM.replace('\n', line_end)));
        let [memo, cable] = anatomy.documents.as_slice() else { panic!("two documents") };
        assert_eq!((memo.kind, cable.kind), (Memo, Cable));
        assert_eq!(cable.header_at, above.len());
        assert_eq!(text.slice(cable.first_line), "UNCLAS OSLO 000160");
        assert!(memo.span.end <= cable.span.start && cable.stray_marks.is_empty());
        assert_eq!(memo.portions.first().map(|portion| text.slice(portion.mark.span)), Some("(S//NF)"));
        assert!(cable.running_heads.is_empty());
    }
}

#[test]
fn a_telegram_without_its_banner_line_is_one_above_another() {
    let lost = TELEGRAM.replace("UNCLAS OSLO 000160\n", "");
    assert_eq!(kinds(&format!("{lost}\n{TELEGRAM}")), [Cable, Cable]);
    // The record of an archive has a subject and tags, and no text.
    let record = "E.O.: 12958: N/A\nTAGS: PREL, NO\nSUBJECT: THE FERRY\n\n";
    assert_eq!(kinds(&format!("{record}{TELEGRAM}")), [Cable]);
}

#[test]
fn what_is_nothing_by_itself_leaves_its_marks_to_the_telegram() {
    let note = "(S) The captain told us so.\n\n1. (C) Look at this.\n\n";
    let (_, anatomy) = read(&format!("{note}{TELEGRAM}"));
    let [cable] = anatomy.documents.as_slice() else { panic!("one document") };
    let strays: Vec<_> =
        cable.stray_marks.iter().map(|mark| (mark.word.as_str(), mark.level.is_some())).collect();
    assert_eq!(strays, [("S", true), ("C", true)]);
    assert!(cable.portions.iter().all(|portion| portion.mark.span.start > note.len()));
}

#[test]
fn heads_of_pages_and_blank_lines_are_no_text_above() {
    for above in ["", "\n \n", "UNCLASSIFIED\n\n", "SECRET//NOFORN\n\nPage 1 of 2\n\nSECRET//NOFORN\n\n"] {
        let (_, anatomy) = read(&format!("{above}{TELEGRAM}"));
        let [cable] = anatomy.documents.as_slice() else { panic!("one document: {above:?}") };
        assert!(cable.stray_marks.is_empty(), "{above:?}");
        assert_eq!(cable.running_heads.len(), above.matches("SE").count().max(above.matches("UN").count()));
    }
}

#[test]
fn the_banner_line_of_a_memo_below_a_telegram_in_it_is_its_own() {
    let (_, anatomy) = read(&format!("{MEMO}{TELEGRAM}\nSECRET//NOFORN\n"));
    let [memo, cable] = anatomy.documents.as_slice() else { panic!("two documents") };
    assert!(cable.running_heads.is_empty());
    assert!(memo.condition.partial, "its end stands below the telegram");
    assert!(cable.signature.is_some(), "the last line of the telegram is its signature");
    // On a page of the telegram.
    let paged = TELEGRAM.replace("LARSEN", "SECRET//NOFORN\n\n2. (U) It is late.\n\nLARSEN");
    let (_, anatomy) = read(&format!("{MEMO}{paged}"));
    let [memo, cable] = anatomy.documents.as_slice() else { panic!("two documents") };
    assert!(cable.running_heads.is_empty() && !memo.condition.partial);
    // A lower one covers no telegram: that its page is headed so is wrong.
    let higher = TELEGRAM.replace("UNCLAS", "C O N F I D E N T I A L");
    let low = MEMO.replace("SECRET//NOFORN", "UNCLASSIFIED");
    let (_, anatomy) = read(&format!("{low}(S//NF) Twice.\n\n{higher}\nUNCLASSIFIED\n"));
    let [_, cable] = anatomy.documents.as_slice() else { panic!("two documents") };
    assert_eq!(cable.running_heads.len(), 1);
    // Another level is that of the telegram's own pages.
    let (_, anatomy) = read(&format!("{MEMO}{TELEGRAM}\nTOP SECRET\n"));
    assert_eq!(anatomy.documents.get(1).map(|cable| cable.running_heads.len()), Some(1));
}

#[test]
fn the_text_of_a_section_without_header_belongs_to_the_next_section() {
    let section = TELEGRAM.replace("UNCLAS", "UNCLAS SECTION 02 OF 02").replace("1. (U)", "3. (U)");
    let (_, anatomy) = read(&format!("1. (U) Eggs.\n\n2. (C) Gulls.\n\n{section}"));
    let [cable] = anatomy.documents.as_slice() else { panic!("one document") };
    let numbers: Vec<_> = cable.paragraphs.iter().map(|paragraph| paragraph.number.value).collect();
    assert_eq!((numbers.as_slice(), cable.stray_marks.len()), ([1, 2, 3].as_slice(), 0));
    assert!(cable.preamble.stray_captions.is_empty(), "SIPDIS stands in the header");
}

#[test]
fn who_says_that_a_text_is_a_cable_has_one() {
    let text = Text::decode(format!("{MEMO}{TELEGRAM}").into());
    let register = Register::builtin();
    let documents = split_as(&text, &register, Reading::Cable, None).documents;
    assert_eq!(documents.iter().map(|document| document.kind).collect::<Vec<_>>(), [Cable]);
    assert_eq!(documents.iter().map(|cable| cable.stray_marks.len()).sum::<usize>(), 1);
}
