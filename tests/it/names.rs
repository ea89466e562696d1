//! Names of files are untrusted, on stderr too: a line break in one begins no line, and nothing else in one acts.
#![cfg(unix)]

use crate::archives::{ABOVE, zip};
use crate::program::{Place, Run};

/// Begins a line of its own where it is printed as it is, and clears a terminal.
const HOSTILE: &str = "y\ncablelint: all clean\u{1b}[2J";

/// Every line of stderr is one that this program has begun, and nothing in it acts.
fn assert_nothing_acts(run: &Run) {
    assert!(run.stderr.contains("y\u{240a}cablelint: all clean\u{241b}[2J"), "{run:?}");
    assert!(!run.stderr.contains('\u{1b}'), "{run:?}");
    assert!(run.stderr.lines().all(|line| !line.starts_with("cablelint: all clean")), "{run:?}");
}

#[test]
fn a_damaged_file_is_told_on_one_line() {
    let name = format!("{HOSTILE}.zip");
    let place = Place::new().file(&name, "no archive");
    for command in ["check", "parse"] {
        let run = place.run(&[command, &name]);
        assert_eq!(run.code, 3, "{run:?}");
        assert_nothing_acts(&run);
    }
}

#[test]
fn an_entry_of_an_archive_without_a_partner_is_told_on_one_line() {
    let entry = (HOSTILE, ABOVE.as_bytes());
    let place = Place::new().file("o.zip", zip(&[entry])).file("r.zip", zip(&[("b.txt", ABOVE.as_bytes())]));
    let run = place.run(&["compare", "o.zip", "r.zip"]);
    assert_eq!(run.code, 3);
    assert_nothing_acts(&run);
}

#[test]
fn rules_that_are_unknown_have_a_line_each_whatever_they_are_called() {
    let place = Place::new().file("a.txt", ABOVE);
    for arguments in
        [["explain", "nowhere", HOSTILE].as_slice(), &["check", "--select", "nowhere", "--select", HOSTILE]]
    {
        let run = place.run(arguments);
        assert_eq!((run.code, run.stderr.lines().count()), (2, 2), "{run:?}");
        assert_nothing_acts(&run);
        assert!(run.stderr.starts_with("cablelint: unknown rule `nowhere`"), "{run:?}");
    }
}

#[test]
fn a_configuration_with_a_defect_is_named_on_one_line() {
    let place = Place::new().file(&format!("{HOSTILE}/a.txt"), ABOVE);
    let place = place.file(
        &format!("{HOSTILE}/cablelint.yaml"),
        "severity: {\"x\\ncablelint: all clean\\e[2J\": error}\nno: 1\n",
    );
    let run = place.run(&["check", "."]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(!run.stderr.contains('\u{1b}'), "{run:?}");
    assert!(run.stderr.lines().all(|line| !line.starts_with("cablelint: all clean")), "{run:?}");
    let place = place.file(&format!("{HOSTILE}/cablelint.yaml"), "fail-on: note\n");
    let run = place.run(&["check", "--show-config", &format!("{HOSTILE}/a.txt")]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("fail-on: note # y?cablelint: all clean"), "{run:?}");
    assert!(run.stdout.lines().all(|line| !line.starts_with("cablelint: all clean")), "{run:?}");
}
