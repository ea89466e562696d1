//! The progress bar, on a terminal that `script` makes.
//!
//! A named pipe holds each run for longer than a run may take before a bar is shown; a slower machine only holds
//! it longer.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::archives::ABOVE;
use crate::faults::mkfifo;
use crate::program::Place;

/// What a terminal shows of a run over `a.txt`, the pipe `b`, `c.txt` and a file that is missing. The shell does
/// the rest of the line; `None` where there is no such program.
fn shown(place: &Place, line: &str) -> Option<String> {
    Command::new("script").arg("--version").output().ok()?;
    let command = format!("{} {line}", env!("CARGO_BIN_EXE_cablelint"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", &command, "/dev/null"]).current_dir(place.path());
    script.env_remove("CI").env_remove("NO_COLOR").envs([("TERM", "xterm"), ("SHELL", "/bin/sh")]);
    let child = script.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = File::options().write(true).open(place.path().join("b")).unwrap();
    sleep(Duration::from_millis(700));
    pipe.write_all(ABOVE.as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn place() -> Place {
    let place = Place::new().file("a.txt", ABOVE).file("c.txt", ABOVE);
    mkfifo(&place.path().join("b"));
    place
}

const CHECK: &str = "check --isolated --threads 1 --format short";
const FILES: &str = "a.txt b c.txt d.txt";

#[test]
fn a_bar_stands_below_what_is_printed_and_goes_away() {
    let place = place();
    let Some(screen) = shown(&place, &format!("{CHECK} {FILES}")) else {
        eprintln!("skipped: there is no `script` to make a terminal");
        return;
    };
    // It is drawn at the latest where it makes room for the report.
    assert!(screen.contains(" of 3 files, "), "{screen:?}");
    // Each line of the report is whole, and stands where the bar was taken away, or below another.
    for name in ["a.txt", "b", "c.txt"] {
        let line = format!("{name}:9:4: error[portion-above-banner]: ");
        let before = screen.split_once(&line).unwrap_or_else(|| panic!("{name}: {screen:?}")).0;
        assert!(before.ends_with('\n') || before.ends_with("\u{1b}[2K"), "{before:?}");
    }
    assert!(screen.contains("cablelint: d.txt: no such file or folder\r\n"), "{screen:?}");
    let after = screen.rsplit_once(" of 3 files").unwrap().1;
    assert!(after.contains("\u{1b}[2K"), "the bar is taken away: {after:?}");
}

#[test]
fn no_bar_is_shown_where_nobody_wants_one() {
    let place = place();
    let into_file = format!("{CHECK} {FILES} > report.txt");
    let Some(screen) = shown(&place, &into_file) else { return };
    assert!(screen.contains(" of 3 files"), "or the rest shows nothing: {screen:?}");
    assert_eq!(fs::read_to_string(place.path().join("report.txt")).unwrap().lines().count(), 3);
    for line in [
        format!("{CHECK} --no-progress {FILES} > report.txt"),
        format!("{CHECK} --quiet {FILES} > report.txt"),
        format!("{CHECK} {FILES} 2> notes.txt"),
        format!("{CHECK} {FILES} | cat; exit 3"),
    ] {
        let screen = shown(&place, &line).unwrap_or_default();
        assert!(!screen.contains(" of 3 files") && !screen.contains('\u{1b}'), "{line}: {screen:?}");
    }
}
