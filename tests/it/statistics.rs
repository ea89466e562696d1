//! `--statistics`: figures that can be counted by hand, in every format that has a place for them.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::program::Place;

/// A cable of a post and a year with these paragraphs.
fn cable(post: &str, year: &str, paragraphs: &[&str]) -> String {
    let mut text = format!(
        "R 120930Z MAY {year}\nFM AMEMBASSY {post}\nTO SECSTATE WASHDC 1\nUNCLAS {post} 000120\n\nSIPDIS\n\n\
         E.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n"
    );
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let _ = writeln!(text, "{}. {paragraph}\n", index + 1);
    }
    text + "LARSEN\n"
}

/// Two errors in OSLO, of 2006 and 2007; one warning in PARIS; one outside any document; nothing in LIMA, where the
/// error in `old/` is excused.
fn place() -> Place {
    Place::new()
        .file("in/a/1.txt", cable("OSLO", "06", &["(U) Kept secret.", "(S) The quay.", "(U) The port."]))
        .file("in/a/2.txt", cable("OSLO", "07", &["(U) The mole.", "(C) The quay.", "(U) The port."]))
        .file("in/b/3.txt", cable("PARIS", "07", &["(U) The mole.", "The quay.", "(U) The port."]))
        .file("in/b/4.txt", cable("LIMA", "07", &["(U) The mole.", "(U) The quay.", "(U) The port."]))
        .file("in/b/5.txt", "a shopping list\n\n(S//NF) eggs\n")
        .file("in/old/6.txt", cable("LIMA", "08", &["(U) The mole.", "(S) The quay.", "(U) The port."]))
        .file(
            "cablelint-ignore.yaml",
            "suppressions:\n  - { rule: portion-above-banner, path: 'in/old/*', reason: printed so }\n",
        )
}

fn group(documents: usize, flagged: usize, found: [usize; 3]) -> Value {
    json!({ "documents": documents, "flagged": flagged, "findings": severities(found) })
}

fn severities([error, warning, note]: [usize; 3]) -> Value {
    json!({ "error": error, "warning": warning, "note": note })
}

#[test]
fn everything_is_counted_once_and_what_is_excused_is_not() {
    let run = place().run(&["check", "--statistics", "--format", "jsonl", "in"]);
    let last: Value = serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap();
    let of_rule = |documents: usize, found| json!({ "documents": documents, "findings": severities(found) });
    assert_eq!(
        last["summary"]["statistics"],
        json!({
            "documents": 5,
            "worst": severities([2, 1, 0]),
            "findings": severities([2, 2, 0]),
            "outside": severities([0, 1, 0]),
            "rules": {
                "mark-outside-document": of_rule(0, [0, 1, 0]),
                "portion-above-banner": of_rule(2, [2, 0, 0]),
                "portion-mark-missing": of_rule(1, [0, 1, 0]),
            },
            "folders": {
                "in/a": group(2, 2, [2, 0, 0]),
                "in/b": group(2, 1, [0, 2, 0]),
                "in/old": group(1, 0, [0, 0, 0]),
            },
            "posts": {
                "(no post read)": group(0, 0, [0, 1, 0]),
                "LIMA": group(2, 0, [0, 0, 0]),
                "OSLO": group(2, 2, [2, 0, 0]),
                "PARIS": group(1, 1, [0, 1, 0]),
            },
            "years": {
                "(no date read)": group(0, 0, [0, 1, 0]),
                "2006": group(1, 1, [1, 0, 0]),
                "2007": group(3, 2, [1, 1, 0]),
                "2008": group(1, 0, [0, 0, 0]),
            },
        })
    );
    let json = place().run(&["check", "--statistics", "--format", "json", "in"]);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["summary"]["statistics"], last["summary"]["statistics"]);
}

#[test]
fn people_read_tables_with_the_worst_first_and_no_text() {
    let arguments = ["check", "--statistics", "--mask", "in"];
    let run = place().run(&arguments);
    let (_, tables) = run.stdout.split_once("\n\nby severity").unwrap();
    assert_eq!(
        format!("by severity{tables}"),
        "\
by severity                                  errors  warnings  notes  in documents
  findings                                        2         2      -        3 of 5
  of these where no document was recognised       -         1      -
  documents, by the worst in each                 2         1      -

by rule                                      errors  warnings  notes  in documents
  portion-above-banner                            2         -      -             2
  mark-outside-document                           -         1      -             0
  portion-mark-missing                            -         1      -             1

by folder                                    errors  warnings  notes  in documents
  in/a                                            2         -      -        2 of 2
  in/b                                            -         2      -        1 of 2
  nothing in 1 folder (1 document)

by post                                      errors  warnings  notes  in documents
  OSLO                                            2         -      -        2 of 2
  (no post read)                                  -         1      -        0 of 0
  PARIS                                           -         1      -        1 of 1
  nothing in 1 post (2 documents)

by year                                      errors  warnings  notes  in documents
  2006                                            1         -      -        1 of 1
  2007                                            1         1      -        2 of 3
  2008                                            -         -      -        0 of 1
  (no date read)                                  -         1      -        0 of 0
"
    );
    assert!(!run.stdout.contains("quay"), "{run:?}");
    let narrow = place().command(&arguments).env("COLUMNS", "60").output().unwrap();
    let narrow = String::from_utf8(narrow.stdout).unwrap();
    let (_, tables) = narrow.split_once("\n\nby severity").unwrap();
    assert!(tables.lines().all(|line| line.chars().count() <= 66), "{tables}");
    assert!(tables.contains("\n  … by the worst in each "), "{tables}");
}

#[test]
fn a_markdown_page_has_the_same_tables_and_nothing_in_them_acts() {
    let place = place().file("in/<b>|c/7.txt", cable("PARIS", "07", &["(U) The mole.", "(S) The quay."]));
    let run = place.run(&["check", "--statistics", "--format", "markdown", "in"]);
    assert!(run.stdout.contains("\n| by post | errors | warnings | notes | in documents |\n"), "{run:?}");
    assert!(run.stdout.contains("\n| OSLO | 2 | - | - | 2 of 2 |\n"), "{run:?}");
    assert!(run.stdout.contains("| in/&#60;b&#62;&#124;c | 1 | - | - | 1 of 1 |"), "{run:?}");
}

#[test]
fn nobody_gets_statistics_who_does_not_ask() {
    for format in ["human", "jsonl", "markdown"] {
        let run = place().run(&["check", "--format", format, "in"]);
        assert!(!run.stdout.contains("statistics") && !run.stdout.contains("by post"), "{run:?}");
    }
}
