//! Files are checked on several processors; nothing of it shows in a report.

use std::fmt::Write as _;

use crate::program::Place;

/// Many times more files than threads, some with findings, some without a document, one larger than what is held
/// with others, one that cannot be read.
fn place() -> Place {
    let mut place = Place::new();
    for number in 0..600 {
        let mark = if number % 7 == 0 { "S" } else { "U" };
        let content = format!(
            "UNCLAS OSLO 00{number:04}\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
             1. (U) One.\n\n2. ({mark}) Two.\nLARSEN\n"
        );
        let content = if number % 50 == 0 { "a shopping list\n".to_owned() } else { content };
        place = place.file(&format!("{}/{number}.txt", number % 5), content);
    }
    let mut large =
        "UNCLAS OSLO 000999\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: DUES\n\n".to_owned();
    for number in 1..60 {
        let _ = writeln!(large, "{number}. (C) {}\n", "The dues of the quay will double. ".repeat(700));
    }
    assert!(large.len() > 1 << 20);
    place.file("2/large.txt", large)
}

#[test]
fn the_report_is_the_same_whatever_the_number_of_threads_and_the_order_of_arguments() {
    let place = place();
    let run = |arguments: &[&str]| {
        let run = place.run(&[&["check", "--format", "jsonl"], arguments].concat());
        assert_eq!(run.code, 3, "{}", run.stderr);
        run.stdout
    };
    let one = run(&["--threads", "1", ".", "missing.txt"]);
    assert!(one.lines().count() > 140, "{} lines", one.lines().count());
    assert!(one.contains("large.txt"));
    for threads in ["2", "8"] {
        assert_eq!(one, run(&["--threads", threads, ".", "missing.txt"]), "{threads} threads");
    }
    for order in [["0", "1", "2", "3", "4"], ["4", "2", "0", "1", "3"], ["3", "4", "1", "0", "2"]] {
        assert_eq!(one, run(&[&order[..], &["missing.txt"]].concat()), "{order:?}");
    }
    assert_eq!(place.run(&["check", "--threads", "0"]).code, 2);
}
