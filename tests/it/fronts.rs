//! Text above the header of a telegram: what hands it on is looked at like the telegram itself.

use serde_json::{Value, json};

use crate::cables::{cable, lines};
use crate::checking::findings;
use crate::program::Place;

const ENVELOPE: &str = "R 211504Z JUL 09\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 0966\n";

fn telegram(banner: &str) -> String {
    let level = if banner == "UNCLAS" { "U" } else { "C" };
    let text = format!("1. (U) The birds are counted.\n\n2. ({level}) No action is required.");
    let whole = cable(&format!("{banner} OSLO 000160"), &text);
    let authority = "Classified By: Ambassador Ann Lee for reasons 1.4 (b) and (d).\n\n";
    let ends = if banner == "UNCLAS" { whole.replace(authority, "") } else { whole };
    ends.replace("02/20/2017", "07/21/2019")
}

/// A mail that forwards a telegram, between its banner lines.
fn mail(paragraph: &str) -> String {
    format!(
        "From: Brown, Ann\nTo: Green, Bob\nSent: Tuesday, July 21, 2009 9:12 AM\nSubject: (U) FW: Birds\n\n\
         SECRET//NOFORN\n\n{paragraph}\n\nAnn\n\n{ENVELOPE}{}\n\
         Classified By: Ann Brown, Director, Office of Birds\nDerived From: Memorandum of 12 May 2004, Subject: Birds\n\
         Declassify On: 20190512\n\nSECRET//NOFORN\n",
        telegram("UNCLAS")
    )
}

/// What the packs that are on find, a line each.
fn short(text: &str) -> Vec<String> {
    let run = Place::new().file("text.txt", text).run(&["check", "--format", "short", "text.txt"]);
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn a_mail_that_forwards_a_telegram_is_a_document_of_its_own() {
    let clean = mail("(S//NF) The captain told us so.");
    assert_eq!(short(&clean), Vec::<String>::new());
    let below = |text: &str| {
        let found = short(text).into_iter();
        found.filter(|found| found.contains("error[banner-level-below-portions]")).collect::<Vec<_>>()
    };
    for wrong in [clean.replace("(S//NF)", "(TS//NF)"), clean.replace("SECRET//NOFORN", "UNCLASSIFIED")] {
        assert!(
            matches!(below(&wrong).as_slice(), [one] if one.starts_with("text.txt:6:1: ")),
            "{:?}",
            short(&wrong)
        );
    }
}

#[test]
fn both_documents_stand_in_each_format() {
    let text = mail("(TS//NF) The captain told us so.").replace("2. (U)", "2. (C)");
    let place = Place::new().file("mail.txt", &text);
    let run = place.run(&["check", "--format", "json", "mail.txt"]);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    let found = told["findings"].as_array().unwrap().iter();
    let found: Vec<Value> = found
        .map(|one| json!([one["document"], one["kind"], one["mrn"], one["rule"], one["line"]]))
        .collect();
    let portion = text.lines().position(|line| line.starts_with("2. (C)")).unwrap() + 1;
    assert_eq!(
        found,
        [
            json!([0, "memo", null, "banner-level-below-portions", 6]),
            json!([1, "cable", "OSLO 160", "portion-above-banner", portion]),
        ]
    );
    assert_eq!(told["summary"]["documents"], json!({ "cable": 1, "memo": 1 }));

    let record = json!({ "path": "mail.txt", "text": text }).to_string();
    let run = place.run_with_stdin(&["check", "--stdin-format", "ndjson"], record.as_bytes());
    let answer: Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(answer["documents"], json!({ "cable": 1, "memo": 1 }));
    assert_eq!(answer["findings"].as_array().unwrap().len(), 2);

    let parsed = place.run(&["parse", "--format", "jsonl", "mail.txt"]);
    let kinds = parsed.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let kinds: Vec<Value> = kinds.map(|one| json!([one["document"], one["kind"], one["level"]])).collect();
    assert_eq!(kinds, [json!([0, "memo", "S"]), json!([1, "cable", "U"])]);
}

#[test]
fn a_mark_in_a_note_is_held_against_the_banner_line_of_the_telegram() {
    for (note, banner, line) in [
        ("(S) The captain told us so.", "UNCLAS", Some(3)),
        ("Ann saw the captain (C) there.\n\n(C) Twice.", "UNCLAS", Some(5)),
        ("(S) The captain told us so.", "C O N F I D E N T I A L", Some(3)),
        ("(C) The captain told us so.", "C O N F I D E N T I A L", None),
        ("(U) The captain told us so.", "UNCLAS", None),
        ("Sizes:\n\n(S)\n(M)\n(L)", "UNCLAS", None),
        ("(A) Eggs.\n\n(B) Gulls.\n\n(C) Ferries.", "UNCLAS", None),
    ] {
        let text = format!("Bob, please look.\n\n{note}\n\n{ENVELOPE}{}", telegram(banner));
        let found: Vec<usize> = findings(text.as_bytes()).into_iter().map(|(_, line)| line).collect();
        assert_eq!(found, Vec::from_iter(line), "{note}, {banner}");
        assert_eq!(lines(&text, "mark-above-header"), Vec::from_iter(line), "{note}, {banner}");
    }
}

#[test]
fn a_mark_between_addresses_and_banner_line_is_held_against_that_line() {
    for (text, banner, line) in [
        ("\n(S) The captain told us so.\n", "UNCLAS", Some(5)),
        ("(S) The captain told us so.\n", "UNCLAS", Some(4)),
        ("\n1. (U) One.\n\n2. (C) Two.\n", "UNCLAS", Some(7)),
        ("\n1. (C) One.\n\n2. (C) Two.\n", "C O N F I D E N T I A L", None),
        ("\nSummary: (S) The captain told us so.\n", "C O N F I D E N T I A L", Some(5)),
        ("\n(U) One.\n", "UNCLAS", None),
        ("\nPlan (C) is better.\n", "UNCLAS", None),
        ("\n(A) Eggs.\n\n(B) Gulls.\n\n(C) Ferries.\n", "UNCLAS", None),
    ] {
        let text = format!("{ENVELOPE}{text}\n{}", telegram(banner));
        let found: Vec<usize> = findings(text.as_bytes()).into_iter().map(|(_, line)| line).collect();
        assert_eq!(found, Vec::from_iter(line), "{text}");
        assert_eq!(lines(&text, "mark-above-header"), Vec::from_iter(line), "{text}");
    }
}

#[test]
fn the_text_of_a_section_that_lost_its_header_is_held_against_that_of_the_next() {
    let section = |mark: &str, number: u8| {
        format!(
            "1. (C) The birds are counted.\n\n2. ({mark}) The captain told us so.\n\n{}",
            cable(
                "C O N F I D E N T I A L SECTION 02 OF 02 OSLO 000160",
                &format!("{number}. (C) No action is required.")
            )
        )
    };
    assert!(lines(&section("C", 3), "portion-above-banner").is_empty());
    assert_eq!(lines(&section("S", 3), "portion-above-banner"), [3]);
    assert!(lines(&section("S", 3), "mark-above-header").is_empty());
    assert_eq!(lines(&section("C", 4), "paragraph-out-of-sequence"), [13]);
}

#[test]
fn a_mail_with_marks_and_no_banner_line_is_held_against_that_of_the_telegram() {
    for (first, second, banner, found) in [
        ("S//NF", "C//NF", "UNCLAS", vec![2, 4]),
        ("S//NF", "S//NF", "C O N F I D E N T I A L", vec![2]),
        ("C//NF", "C//NF", "C O N F I D E N T I A L", vec![]),
        ("U//FOUO", "U//FOUO", "UNCLAS", vec![]),
    ] {
        let note = format!("Bob, please look.\n({first}) The captain told us so.\n\n({second}) Twice.\n\n");
        let text = format!("{note}{ENVELOPE}{}", telegram(banner));
        assert_eq!(lines(&text, "mark-above-header"), found, "{note}, {banner}");
        for settled in ["SECRET//NOFORN", "DECLASSIFIED by the Office of Birds, May 3, 2012"] {
            let own = format!("{settled}\n\n{text}");
            assert!(lines(&own, "mark-above-header").is_empty(), "{own}");
        }
    }
}

#[test]
fn an_authority_block_in_a_mail_is_held_against_the_banner_line_of_the_telegram() {
    let classified = "Classified By: Ann Brown, Director\nDerived From: Memorandum of 12 May 2004\n";
    for (note, banner, line) in [
        (classified, "UNCLAS", Some(3)),
        ("Classified by Ann Brown for reasons 1.4 (b) and (d).\n", "UNCLAS", Some(3)),
        ("DECL ON: 20190512\n", "UNCLAS", Some(3)),
        (classified, "C O N F I D E N T I A L", None),
        ("This was classified by mistake.\n", "UNCLAS", None),
        ("Classified by size, they are four.\n", "UNCLAS", None),
    ] {
        let text = format!("Bob, please look.\n\n{note}\n{ENVELOPE}{}", telegram(banner));
        let rule = "mark-above-header";
        let found: Vec<usize> = findings(text.as_bytes()).into_iter().map(|(_, line)| line).collect();
        assert_eq!(
            (found, lines(&text, rule)),
            (Vec::from_iter(line), Vec::from_iter(line)),
            "{note}, {banner}"
        );
    }
    let marked = format!("(CUI) The captain told us so.\n\n(CUI) Twice.\n\n{classified}\n");
    let text = format!("{marked}{ENVELOPE}{}", telegram("UNCLAS"));
    assert_eq!(lines(&text, "mark-above-header"), [5]);
}

#[test]
fn an_identifier_in_a_note_does_not_stand_in_the_addresses() {
    let text = format!("Bob, his SSN is 514-32-7391.\n\n{ENVELOPE}{}", telegram("UNCLAS"));
    let found = short(&text);
    assert!(found.iter().any(|one| one.starts_with("text.txt:1:17: error[identifier-ssn]")), "{found:?}");
    // It is no part of the telegram, which is given to other agencies.
    let text = text.replace("E.O. 12958", "SIPDIS\n\nE.O. 12958");
    let given = |text: &str| short(text).iter().any(|one| one.contains("sipdis-with-privacy-act-data"));
    assert!(!given(&text));
    assert!(given(&text.replace("No action is required.", "His SSN is 514-32-7391.")));
}

#[test]
fn a_telegram_whose_banner_line_is_lost_is_another_one_than_that_below_it() {
    let lost = format!(
        "{ENVELOPE}TAGS: PREL, NO\nSUBJECT: Birds\n\n1. (S) They came.\n\n2. (S) Twice.\nLARSEN\nBT\nNNNN\n\n"
    );
    let found = short(&format!("{lost}{}", telegram("UNCLAS")));
    assert!(found.iter().any(|line| line.contains("banner-line-missing")), "{found:?}");
}
