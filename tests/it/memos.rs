//! Documents that are no telegrams: which text is one, and what is read from it.
//!
//! All of `fixtures/memos` is made up: harmless subjects, no real names.

use cablelint::document::{self, Anatomy, DocumentKind, MarkingPlace, Memo};
use cablelint::marking::FlawKind;
use cablelint::text::Text;

use crate::checking::{ENCODINGS, LINE_ENDS, project};
use crate::invariants::rules;
use crate::program::Place;

const FIXTURES: &[&str] = &[
    "agency-1999",
    "derivative-2005",
    "derivative-2015",
    "dod-cui",
    "ic-product",
    "joint-2018",
    "memo-1963",
    "nsc-memo",
    "original-1998",
    "state-action",
    "two-pages",
];

fn fixture(name: &str) -> String {
    std::fs::read_to_string(project("fixtures/memos").join(format!("{name}.txt"))).unwrap()
}

fn split(text: &str) -> Anatomy {
    document::split(&Text::decode(text.as_bytes().to_vec()), rules().register())
}

/// The memo that a text is; panics where it is none.
fn memo(text: &str) -> Memo {
    let document = split(text).documents.into_iter().next().expect("a document");
    assert_eq!(document.kind, DocumentKind::Memo);
    *document.memo.expect("a memo")
}

fn places(memo: &Memo) -> Vec<MarkingPlace> {
    memo.markings.iter().map(|placed| placed.place).collect()
}

#[test]
fn the_list_of_memos_is_the_folder() {
    let folder = std::fs::read_dir(project("fixtures/memos")).unwrap();
    let mut names: Vec<String> =
        folder.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    assert_eq!(names, FIXTURES);
}

#[test]
fn the_anatomy_of_each_memo_is_as_it_was() {
    for name in FIXTURES {
        let file = format!("{name}.txt");
        let run = Place::new().file(&file, fixture(name)).run(&["parse", &file]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}");
        insta::assert_snapshot!(format!("memo-{name}"), run.stdout);
    }
}

#[test]
fn a_well_formed_memo_passes_without_a_word() {
    let place =
        FIXTURES.iter().fold(Place::new(), |place, name| place.file(&format!("{name}.txt"), fixture(name)));
    for name in FIXTURES {
        let run = place.run(&["check", "--format", "short", &format!("{name}.txt")]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{name}");
    }
}

#[test]
fn encoding_and_line_ends_change_nothing() {
    for name in FIXTURES {
        let expected = places(&memo(&fixture(name)));
        for (encoding, encode) in ENCODINGS {
            for end in LINE_ENDS {
                let text = Text::decode(encode(&fixture(name).replace('\n', end)));
                let read = document::split(&text, rules().register()).documents;
                let memo = read.first().and_then(|document| document.memo.as_ref());
                assert_eq!(
                    memo.map(|memo| places(memo)),
                    Some(expected.clone()),
                    "{name} {encoding} {end:?}"
                );
            }
        }
    }
}

#[test]
fn the_summary_counts_memos_and_v_names_them() {
    let place = Place::new().file("a.txt", fixture("memo-1963"));
    let run = place.run(&["check", "-v", "a.txt"]);
    assert!(run.stdout.contains("a.txt: read as a memo\n"), "{}", run.stdout);
    assert!(run.stdout.contains("1 file, 0 cables, 1 memo:"), "{}", run.stdout);
}

/// A memo with a full heading between its banner lines.
fn letter(level: &str, mark: &str, subject: &str) -> String {
    format!(
        "{level}\n\nMarch 1, 2015\n\nMEMORANDUM FOR THE DIRECTOR\n\nFROM: Ann Lee\n\nSUBJECT: (U) {subject}\n\n\
         1. ({mark}) The ferry leaves at eight.\n\n2. (U) The harbor has two piers.\n\nClassified By: Ann Lee\n\
         Reason: 1.4(b)\nDeclassify On: 20400301\n\n{level}\n"
    )
}

#[test]
fn two_memos_in_one_text_are_two_where_that_is_certain() {
    let (first, second) = (letter("SECRET", "S", "Ferry"), letter("TOP SECRET", "TS", "Piers"));
    for between in ["", "\n\n", "\u{c}"] {
        let text = format!("{first}{between}{second}");
        let documents = split(&text).documents;
        let [one, two] = documents.as_slice() else { panic!("two memos: {between:?}") };
        let banner = |document: &document::Document| document.banner.as_ref().map(|line| line.text.clone());
        assert_eq!((banner(one).as_deref(), banner(two).as_deref()), (Some("SECRET"), Some("TOP SECRET")));
        assert!(one.span.end <= two.span.start && two.span.start >= first.len());
        let [one, two] = [one, two].map(|document| document.memo.as_deref().unwrap());
        assert_eq!((one.portions().count(), two.portions().count()), (3, 3));
        assert_eq!(places(one), places(two));
        assert!(two.statements.authority.is_some() && two.pages == 1);
    }
    for enclosure in [
        first.replace("two piers.", "two piers; see the enclosure.") + &second,
        first.clone() + &second.replace("March 1, 2015", "Attachment 1"),
        first.clone() + &second.replace("Piers", "Ferry"),
        first.clone() + &second.replace("(U) Piers", "(TS) FW: Ferry (continued)"),
        first.replace("FROM: ", "SENT: noon\nFROM: ") + &second.replace("FROM: ", "SENT: one\nFROM: "),
        format!("RELEASED IN FULL\n\n{first}{second}"),
        first.clone() + &second.replace("FROM: Ann Lee\n", ""),
        first.replace("FROM: Ann Lee\n", "") + &second,
        first.clone() + "It is late.\n\n" + &second,
        first.strip_suffix("SECRET\n").unwrap().to_owned() + &second,
    ] {
        assert_eq!(split(&enclosure).documents.len(), 1, "{enclosure}");
    }
    // Many are cut in reasonable time, and nothing is lost behind the last.
    let many: String = (0..60).map(|number| letter("SECRET", "S", &format!("Ferry {number}"))).collect();
    let documents = split(&many).documents;
    assert_eq!(documents.iter().map(|document| document.portions.len()).sum::<usize>(), 180);
}

#[test]
fn each_of_two_memos_is_checked_by_itself() {
    let (first, second) = (letter("TOP SECRET", "TS", "Ferry"), letter("SECRET", "S", "Piers"));
    let found = |text: &str| {
        let run = Place::new().file("a.txt", text).run(&["check", "--format", "short", "a.txt"]);
        run.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(found(&format!("{first}{second}")), Vec::<String>::new());
    assert_eq!(found(&format!("{second}{first}")), Vec::<String>::new());
    let lacking = second.replace("Classified By: Ann Lee\nReason: 1.4(b)\nDeclassify On: 20400301\n\n", "");
    assert!(found(&format!("{first}{lacking}")).iter().any(|one| one.contains("authority-block-missing")));
}

/// What makes a document, and what is not enough.
#[test]
fn a_banner_line_needs_a_second_sign() {
    let body = "The fleet stays in the harbor for another week, since the nets are not mended.";
    for text in [
        format!("SECRET\n\n{body}\n\nSECRET\n"),
        format!("S E C R E T\n\n{body}\n\nS E C R E T\n"),
        format!("CONFIDENTIAL\n\n(SBU) {body}\n"),
        format!("CONFIDENTIAL\n\n{body}\n\nClassified By: Lee Example\n"),
        format!("SECRET//NOFORN\n\n{body}\n"),
        format!("SERCET//NOFORN\n\n{body}\n"),
        format!("//NATO SECRET\n\n{body}\n"),
        format!("CUI//SP-PRVCY\n\n{body}\n"),
        format!("Classification: UNCLASSIFIED//FOUO\n\n{body}\n"),
        format!("(S//NF) {body}\n\n(U//FOUO) {body}\n"),
        format!("1. (S//NF) {body}\n\n2. (U) {body}\n\n3. (C//NF) {body}\n"),
    ] {
        let documents = split(&text).documents;
        let kinds: Vec<_> = documents.iter().map(|document| document.kind).collect();
        assert_eq!(kinds, [DocumentKind::Memo], "{text}");
    }
}

#[test]
fn what_is_not_enough_is_a_stray_mark() {
    let body = "The fleet stays in the harbor for another week, since the nets are not mended.";
    for (text, mark) in [
        (format!("{body}\n\nCONFIDENTIAL\n\n{body}\n"), "CONFIDENTIAL"),
        (format!("(C) {body}\n\n{body}\n"), "C"),
        (format!("(S//NF) {body}\n\n{body}\n"), "S//NF"),
        (format!("{body}\n\nCUI\n\n{body}\n"), "CUI"),
    ] {
        let anatomy = split(&text);
        assert_eq!(anatomy.documents.len(), 0, "{text}");
        let strays: Vec<&str> = anatomy.stray_marks.iter().map(|stray| stray.word.as_str()).collect();
        assert_eq!(strays, [mark], "{text}");
    }
}

/// Symbols alone make no document, and none of them passes in silence, wherever it stands.
#[test]
fn plain_symbols_without_a_banner_line_are_stray_marks() {
    let body = "The fleet stays in the harbor for another week, since the nets are not mended.";
    let anatomy = split(&format!("{body} (S)\n\n{body} (C)\n\n{body} (U)\n"));
    assert_eq!(anatomy.documents.len(), 0);
    let strays: Vec<&str> = anatomy.stray_marks.iter().map(|stray| stray.word.as_str()).collect();
    assert_eq!(strays, ["S", "C", "U"]);
}

#[test]
fn small_letters_are_marks_beside_capitals_and_a_numbering_alone() {
    let portions = |body: &str| {
        let memo = memo(&format!("SECRET\n\n(S) The fleet stays in the harbor.\n\n{body}\n\nSECRET\n"));
        let portions = memo.markings.iter().filter(|marking| marking.place == MarkingPlace::Text);
        portions.count()
    };
    assert_eq!(portions("(u) The nets are mended.\n\n(s) The mole is not."), 3);
    assert_eq!(portions("(r) The nets are mended.\n\n(s) The mole is not.\n\n(t) The sea is calm."), 1);
    let alone = memo("SECRET\n\n(u) The nets are mended.\n\n(s) The mole is not.\n\nSECRET\n");
    assert!(alone.markings.iter().all(|marking| marking.place != MarkingPlace::Text));
}

#[test]
fn words_that_only_look_like_marks_are_nothing() {
    for text in [
        "SECRET NEGOTIATIONS IN PARIS\n\nThe Secret Service guards the house.\n",
        "// SECRET\n//SECRET KEY\nint main() { return U//NF\n}\n",
        "The board:\n\n(A) the chair\n\n(B) the treasurer\n\n(C) The clerk\n",
        "see http://www.example.org/S//NF for more\n",
    ] {
        let anatomy = split(text);
        assert_eq!((anatomy.documents.len(), anatomy.stray_marks.len()), (0, 0), "{text}");
    }
}

#[test]
fn a_copyright_sign_makes_no_document() {
    for text in
        ["(C) 2008 Example\n\n(C) 2009 Example\n", "(C) Copyright 2021 Example\n", "  (C)1998-2001 Example\n"]
    {
        let anatomy = split(text);
        assert_eq!((anatomy.documents.len(), anatomy.stray_marks.len()), (0, 0), "{text}");
    }
    for text in
        ["(C) 20 ships left the harbor.\n", "(C) 2009 saw fewer ships.\n", "(C) 2009 Norwegian ships left.\n"]
    {
        let anatomy = split(text);
        assert_eq!((anatomy.documents.len(), anatomy.stray_marks.len()), (0, 1), "{text}");
    }
}

#[test]
fn a_release_stamp_is_no_banner_line() {
    let page =
        "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05758787 Date: 06/30/2015";
    let text =
        format!("{page}\n\nUNCLASSIFIED\n\nSECRET\n\nThe fleet stays in the harbor.\n\nSECRET\n\n{page}\n");
    let documents = split(&text).documents;
    let document = documents.first().unwrap();
    assert!(document.condition.declassified);
    assert_eq!(document.banner.as_ref().map(|banner| banner.text.as_str()), Some("SECRET"));
}

#[test]
fn pages_and_places_are_told_apart() {
    use MarkingPlace::{Bottom, Inside, Text, Top};
    let text = "SECRET//NOFORN\n\n(S//NF) One.\n\nSECRET//NOFORN\nPage 1 of 2\n\nCONFIDENTIAL\n\n(C) Two.\n\n\
                (S//NF) Three.\n\nSECRET//NOFORN          Page 2\n";
    let memo = memo(text);
    assert_eq!(places(&memo), [Top, Text, Bottom, Top, Text, Text, Bottom]);
    let pages: Vec<usize> = memo.markings.iter().map(|placed| placed.page).collect();
    assert_eq!(pages, [1, 1, 1, 2, 2, 2, 2]);
    let differ: Vec<bool> = memo.markings.iter().map(|placed| placed.differs).collect();
    assert_eq!(differ, [false, false, false, true, false, false, false]);
    assert!(!places(&memo).contains(&Inside));
}

#[test]
fn a_second_banner_line_hides_no_page_break() {
    let banner = "TOP SECRET//SI//NOFORN\nHANDLE VIA COMINT CHANNELS ONLY";
    let memo =
        memo(&format!("{banner}\n\n(TS//SI//NF) One.\n\n{banner}\n\n{banner}\n\n(U) Two.\n\n{banner}\n"));
    assert_eq!(memo.pages, 2);
    assert!(!places(&memo).contains(&MarkingPlace::Inside));
}

#[test]
fn a_stamp_is_known_in_every_form() {
    for stamp in ["Approved For Release 2002/01/10 : CIA-RDP76", "RELEASE IN PART", "DECLASSIFIED 5/12/99"] {
        let text = format!("{stamp}\n\nSECRET\n\nThe fleet stays.\n\nSECRET\n");
        assert!(split(&text).documents.first().unwrap().condition.declassified, "{stamp}");
    }
}

#[test]
fn every_place_of_a_portion_mark_is_known() {
    use MarkingPlace::{Heading, Paragraph, SubParagraph, Subject, Text, Title, Top};
    let text = "SECRET//NOFORN\n\nSUBJECT: The Salt Works (U)\n\nBackground (U)\n\n1. (S//NF) One.\n\n   a. (U) Two.\n\n\
                \u{2022} (C//NF) Three.\n\no (U) Four.\n\nSummary: (S//NF) Five.\n\nTable 1: (U) Prices.\n\n\
                (U) Figure 2. Map.\n\n(S//REL TO USA, AUS,\nGBR) Six.\n";
    let expected = [
        Top,
        Subject,
        Heading,
        Paragraph,
        SubParagraph,
        SubParagraph,
        SubParagraph,
        Heading,
        Title,
        Title,
        Text,
    ];
    assert_eq!(places(&memo(text)), expected);
}

#[test]
fn letters_in_a_sentence_hide_no_mark() {
    let text = "SECRET\n\n(S) Either (a) sail or (b) stay, under 1.4(B) of the order.\n\n(C) Two.\n\n(U) Three.\n\nSECRET\n";
    assert_eq!(memo(text).portions().count(), 3);
}

#[test]
fn misspelt_marks_are_seen() {
    let text = "SECRET//NOFORN\n\n1. (S//NFRON) One.\n\n2. (SERCET//NF) Two.\n\n3. (SS//NF) Three.\n";
    let memo = memo(text);
    assert_eq!(memo.portions().count(), 3);
    assert_eq!(memo.flaws.len(), 3);
}

#[test]
fn a_paragraph_without_a_mark_stands_out_among_others() {
    let bare = "This paragraph has as many words as any other of the paper, and yet it has no mark.";
    let text = format!(
        "SECRET//NOFORN\n\n(S//NF) {bare}\n\n{bare}\n\n  - {bare}\n\n(U) {bare}\n\nLee Example\nChief\n"
    );
    assert_eq!(memo(&text).unmarked.len(), 1);
    let numbered = format!("SECRET//NOFORN\n\n1. (S//NF) {bare}\n\n{bare}\n\n2. {bare}\n\n3. (U) {bare}\n");
    assert_eq!(memo(&numbered).unmarked.len(), 1);
    let cut = "SECRET//NOFORN\n\n(S//NF) This paragraph is cut by the end of its page, and\nSECRET//NOFORN\n\
               \u{c}SECRET//NOFORN\ngoes on here with as many words as any other paragraph of the paper has.\n\n(U) End.\n";
    assert_eq!(memo(cut).unmarked.len(), 0);
}

#[test]
fn a_notice_of_the_register_is_no_paragraph_without_a_mark() {
    let memo = |paragraph: &str| {
        memo(&format!(
            "SECRET//NOFORN\n\n(S//NF) Gulls nest here.\n\n(U) So do terns.\n\n{paragraph}\n\nSECRET//NOFORN\n"
        ))
    };
    for notice in [
        "FISA WARNING: This document contains information obtained or derived from the Foreign Intelligence Surveillance \
         Act, and such information, or any information derived therefrom, may only be used in a legal or administrative \
         proceeding with the advance authorization of the Attorney General.",
        "LAW ENFORCEMENT SENSITIVE: The information in this document is the property of the harbor police and may be \
         distributed to officials with a need to know. It may not be used in a legal proceeding without prior authorization \
         from the agency that wrote it, nor be posted on a website.",
        "DEA SENSITIVE: DEA Sensitive information is controlled by the Drug Enforcement Administration and must be \
         protected against disclosure; it may not be released outside of the agency that received it without the written \
         approval of the DEA and its originator.",
    ] {
        assert_eq!(memo(notice).unmarked, [], "{notice}");
    }
    let sentence = "DEA sensitive papers lay on the table when the harbor master came in, and it is prohibited to leave \
        them there; he took them with him, counted the pages, and brought them back on the day after that.";
    assert_eq!(memo(sentence).unmarked.len(), 1, "a sentence that only begins like a notice");
}

#[test]
fn a_letter_of_another_script_hides_no_banner_line() {
    for banner in ["SECR\u{415}T//NOFORN", "S\u{415}CR\u{415}T", "SECR\u{415}T NOFORN"] {
        let memo = memo(&format!("{banner}\n\n(TS//NF) Gulls nest here.\n\n(U) So do terns.\n\n{banner}\n"));
        let first = memo.markings.first().map(|placed| placed.marking.clone()).unwrap();
        assert_eq!(first.level, rules().register().class_word("SECRET"), "{banner}");
        assert!(first.flaws.iter().any(|flaw| flaw.kind == FlawKind::LookAlike), "{banner}");
    }
    // Words of another language, whatever their letters look like.
    let own = "\u{421}\u{415}\u{421}RET\n\n(U) Gulls nest here.\n";
    assert!(split(own).documents.is_empty());
}

#[test]
fn a_portion_is_one_wherever_it_is_laid_out() {
    for portion in [
        "| (TS//NF) Gulls nest here. | x |",
        "Encl: (1) (TS//NF) List of gulls",
        "REF: (a) (TS//NF) List of gulls",
        "1/ (TS//NF) Gulls nest here.",
        "[1] (TS//NF) Gulls nest here.",
        "<li>(TS//NF) Gulls nest here.</li>",
        "**3. (TS//NF) Gulls nest here.**",
    ] {
        let memo = memo(&format!("SECRET//NOFORN\n\n(U) Terns are rare.\n\n{portion}\n\nSECRET//NOFORN\n"));
        assert!(memo.differences.iter().any(|one| one.difference.kind.name() == "missing"), "{portion}");
    }
    // Numbers and letters in brackets there are what they are elsewhere.
    for none in ["| (S) | (C) |", "REF: (a) (c) List of gulls", "[1] (U/S) the ratio of gulls to terns"] {
        let memo = memo(&format!("SECRET//NOFORN\n\n(U) Terns are rare.\n\n{none}\n\nSECRET//NOFORN\n"));
        let places = places(&memo);
        assert_eq!(places, [MarkingPlace::Top, MarkingPlace::Text, MarkingPlace::Bottom], "{none}");
    }
}

#[test]
fn banner_line_and_portions_are_compared() {
    let differences = |text: &str| -> Vec<&'static str> {
        memo(text).differences.iter().map(|one| one.difference.kind.name()).collect()
    };
    assert_eq!(differences("SECRET//NOFORN\n\n(S//NF) One.\n\n(U) Two.\n"), [""; 0]);
    assert_eq!(differences("CONFIDENTIAL//NOFORN\n\n(S//NF) One.\n\n(U) Two.\n"), ["missing"]);
    assert_eq!(differences("TOP SECRET//NOFORN\n\n(S//NF) One.\n\n(U) Two.\n"), ["unsupported"]);
}

#[test]
fn a_date_may_bear_a_mark_and_a_defense_agency_is_known_by_its_name() {
    let text = |date: &str| {
        format!("SECRET\n\nMISSILE DEFENSE AGENCY\n\n{date}\n\n(S) One.\n\n(U) Two.\n\nSECRET\n")
    };
    for date in ["12 May 2014", "(U) 12 May 2014", "(U) Date: May 12, 2014"] {
        let document = split(&text(date)).documents.into_iter().next().unwrap();
        assert_eq!(document.written.unwrap().date().to_string(), "2014-05-12", "{date}");
        assert!(document.memo.unwrap().dod);
    }
}

#[test]
fn a_compilation_is_explained() {
    let text = |words: &str| format!("SECRET//NOFORN\n\n(C//NF) One.\n\n(U) {words}\n");
    let explained =
        "The compilation of these portions is classified SECRET because together they reveal a plan.";
    assert!(memo(&text(explained)).explanation.is_some());
    assert!(memo(&text("A compilation of songs was given to each guest.")).explanation.is_none());
    assert!(
        memo(&text("Upon removal of the attachments this document is UNCLASSIFIED.")).explanation.is_some()
    );
    assert!(memo(&text("The attachment is UNCLASSIFIED.")).explanation.is_none());
}

#[test]
fn the_caller_decides_what_a_text_is() {
    let place = Place::new().file("a.txt", "SECRET//NOFORN\n\nThe fleet stays.\n\nSECRET//NOFORN\n");
    let cable = place.run(&["check", "--as", "cable", "--format", "json", "a.txt"]);
    assert!(cable.stdout.contains(r#""documents":{"cable":1,"memo":0}"#), "{}", cable.stdout);
    let memo = place.run(&["check", "--as", "memo", "--format", "json", "a.txt"]);
    assert!(memo.stdout.contains(r#""documents":{"cable":0,"memo":1}"#), "{}", memo.stdout);
}

/// Every way in which the program says which anatomy it took.
#[test]
fn check_names_the_anatomy_it_took() {
    let above = "SECRET//NOFORN\n\n(TS//NF) The fleet stays.\n\n(U) It is mended.\n\nSECRET//NOFORN\n";
    let place = Place::new().file("memo.txt", above);
    let run = place.run(&["check", "memo.txt"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("\n1 file, 0 cables, 1 memo: 1 error, 0 warnings, 0 notes\n"),
        "{}",
        run.stdout
    );
    let run = place.run(&["check", "--format", "jsonl", "memo.txt"]);
    let finding: serde_json::Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
    assert_eq!((&finding["kind"], &finding["rule"]), (&"memo".into(), &"banner-level-below-portions".into()));
    let run = place.run(&["parse", "--format", "jsonl", "memo.txt"]);
    let anatomy: serde_json::Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(anatomy["kind"], "memo");
    let piped = Place::new().run_with_stdin(&["check", "--format", "jsonl", "-"], above.as_bytes());
    assert!(piped.stdout.contains(r#""kind":"memo""#), "{}", piped.stdout);
}

/// A cable is one without being told, and by a caller's word a memo; its rules then are those of memos.
#[test]
fn the_callers_word_beats_the_text() {
    let cable = crate::checking::fixture("08TALLINN214");
    let place = Place::new().file("a.txt", cable).file("b.txt", fixture("nsc-memo"));
    let kinds = |arguments: &[&str]| {
        let run = place.run(&[&["check", "--format", "json"], arguments].concat());
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let count = |kind: &str| report["summary"]["documents"][kind].as_u64().unwrap();
        (count("cable"), count("memo"))
    };
    assert_eq!(kinds(&["a.txt", "b.txt"]), (1, 1));
    assert_eq!(kinds(&["--as", "cable", "a.txt", "b.txt"]), (2, 0));
    assert_eq!(kinds(&["--as", "memo", "a.txt", "b.txt"]), (0, 2));
    let run = place.run(&["check", "--as", "letter", "a.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

/// Each of a thousand nicknames is missing in the banner line, and each finding says what the line is to be: not the
/// whole of a line that has a thousand words.
#[test]
fn a_thousand_controls_do_not_make_a_thousand_lists_of_them() {
    let letter = |number: u32| char::from(b'A' + u8::try_from(number % 26).unwrap());
    let name =
        |number: u32| [letter(number / 676), letter(number / 26), letter(number)].iter().collect::<String>();
    let portions = (0..1_000).map(|number| format!("(S//ACCM-{}) The office moves.\n\n", name(number)));
    let place = Place::new().file("memo.txt", format!("SECRET\n\n{}", portions.collect::<String>()));
    let run = place.run(&["check", "--select", "banner-lacks-non-ic", "--format", "jsonl", "memo.txt"]);
    let findings: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let helps: Vec<&str> = findings.iter().filter_map(|finding| finding["help"].as_str()).collect();
    assert_eq!(helps.len(), 1_000);
    assert!(helps.iter().all(|help| help.starts_with("write SECRET//ACCM-AAA/") && help.ends_with(" ...")));
    assert!(helps.iter().all(|help| help.len() < 500), "{helps:?}");
}

/// A publisher's pilcrow stands before paragraphs and on lines that are otherwise blank.
#[test]
fn a_pilcrow_hides_no_portion() {
    for paragraph in ["1. (TS) He came.", "\u{b6}1. (TS) He came.", "\u{b6} 1. (TS) He came.\n\u{b6}"] {
        let memo = memo(&format!("SECRET\n\n{paragraph}\n\u{b6}\n\u{b6}2. (S) He left.\n\nSECRET\n"));
        let expected =
            [MarkingPlace::Top, MarkingPlace::Paragraph, MarkingPlace::Paragraph, MarkingPlace::Bottom];
        assert_eq!(places(&memo), expected, "{paragraph}");
    }
}
