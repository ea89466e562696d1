//! The real binary on files that are no cables, or hardly files: a clear answer, the right exit code,
//! no panic. (Missing paths, files that are too large and a closed stdout: see `command_line`.)

use std::fmt::Write;
use std::process::Stdio;

use crate::checking::fixture;
use crate::program::{Place, Run};

#[test]
fn a_file_without_text_is_no_document() {
    assert_no_document("empty", b"");
    assert_no_document("NULs", &[0; 4_000]);
    assert_no_document("blank lines", "\r\r\n".repeat(500).as_bytes());
    assert_no_document("a byte order mark", b"\xFF\xFE");
}

#[test]
fn a_million_lines_of_one_byte_are_no_document() {
    assert_no_document("letters", "x\n".repeat(1_000_000).as_bytes());
    assert_no_document("digits", "1\n".repeat(100_000).as_bytes());
}

#[test]
fn twenty_megabytes_on_one_line_are_no_document() {
    assert_no_document("letters", "x".repeat(20_000_000).as_bytes());
    assert_no_document("brackets", "(".repeat(2_000_000).as_bytes());
    assert_no_document("words", "UNCLAS (S//NF) 1. ".repeat(100_000).as_bytes());
}

#[test]
fn random_bytes_and_programs_are_no_document() {
    assert_no_document("random", &random(300_000));
    assert_no_document("an executable", &std::fs::read(env!("CARGO_BIN_EXE_cablelint")).unwrap()[..400_000]);
}

#[test]
fn a_cable_on_one_line_of_many_megabytes_is_still_one() {
    let text = fixture("header-on-one-line").replace('\n', " ") + &"and so on ".repeat(300_000);
    let run = check(text.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
}

#[test]
fn a_finding_far_into_a_long_line_is_shown_without_the_line() {
    let text = fixture("08TALLINN214").replace("2. (U)", "2. (C)");
    let text = text.replace("twelve buoys", &"twelve buoys ".repeat(200_000));
    let run = check(text.as_bytes());
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("portion-above-banner") && run.stdout.len() < 20_000);
}

#[test]
fn ten_thousand_findings_are_ten_thousand_findings() {
    let mut text = "UNCLAS TALLINN 000214\n\nE.O. 12958: N/A\nTAGS: EN\nSUBJECT: ICE\n\n".to_owned();
    (1..=10_000).for_each(|number| writeln!(text, "{number}. (C) One.\n").unwrap());
    let place = Place::new().file("a.txt", text);
    let run = place.run(&["check", "--format", "short", "--select", "portion-above-banner", "a.txt"]);
    // Paragraph numbers have at most three digits.
    assert_eq!((run.code, run.stdout.lines().count()), (1, 999), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_3_and_the_rest_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new().file("closed.txt", "x").file("open.txt", fixture("08TALLINN214"));
    let closed = place.path().join("closed.txt");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&closed).is_ok() {
        eprintln!("skipped: this user can read everything");
        return;
    }
    let run = place.run(&["check", "."]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("closed.txt: cannot be read"), "{}", run.stderr);
    assert!(run.stdout.contains("1 cable"), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_back_to_itself_is_3_and_the_rest_is_checked() {
    let place = Place::new().file("a/b/cable.txt", fixture("08TALLINN214"));
    std::os::unix::fs::symlink("..", place.path().join("a/b/up")).unwrap();
    let run = place.run(&["check", "."]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("symbolic link loop"), "{}", run.stderr);
    assert!(run.stdout.contains("1 cable"), "{}", run.stdout);
}

#[test]
fn a_reader_that_goes_away_in_the_middle_is_3_without_a_word() {
    use std::io::Read;
    let text = fixture("08TALLINN214").replace("(U)", "(C)");
    let place = (0..300).fold(Place::new(), |place, number| place.file(&format!("{number}.txt"), &text));
    let mut command = place.command(&["check", "."]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 100]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

fn check(bytes: &[u8]) -> Run {
    Place::new().file("a.txt", bytes).run(&["check", "a.txt"])
}

fn assert_no_document(what: &str, bytes: &[u8]) {
    let run = check(bytes);
    assert_eq!(run.code, 3, "{what}: {}", run.stderr);
    assert!(run.stderr.contains("no document was recognised"), "{what}: {}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{what}: {}", run.stderr);
}

/// The same bytes on every run: xorshift.
fn random(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}
