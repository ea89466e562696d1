//! Runs that somebody stops: what was checked is reported, whole; how much was not is said; the exit code is 3.
//!
//! Nothing here waits for a clock. A named pipe holds a run where it is: whoever opens it for writing is held up
//! until the run has opened it for reading, so the test knows how far the run is.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::archives::ABOVE;
use crate::changes;
use crate::faults::mkfifo;
use crate::planted_releases;
use crate::program::{FORMATS, Place, Run};

/// What two of three files leave undone.
const LEFT: &str = "interrupted: 2 of 3 files not checked";

/// A file, a pipe that nobody writes to, and a file that is not reached.
fn place() -> Place {
    let place = Place::new().file("a.txt", ABOVE).file("c.txt", ABOVE);
    mkfifo(&place.path().join("b"));
    place
}

fn spawn(place: &Place, arguments: &[&str]) -> Child {
    let mut command = place.command(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args(["-s", name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// What a run gave that was stopped while it read the pipe `b`.
fn stopped(place: &Place, arguments: &[&str], name: &str) -> Run {
    let child = spawn(place, arguments);
    let pipe = File::options().write(true).open(place.path().join("b")).unwrap();
    signal(&child, name);
    let run = Run::of(child.wait_with_output().unwrap());
    drop(pipe);
    run
}

fn check(format: &str) -> [&str; 9] {
    ["check", "--isolated", "--threads", "1", "--format", format, "a.txt", "b", "c.txt"]
}

#[test]
fn every_format_is_whole_and_says_that_the_run_was_interrupted() {
    let place = place();
    for format in FORMATS {
        for name in ["INT", "TERM"] {
            let run = stopped(&place, &check(format), name);
            assert_eq!(run.code, 3, "{format}: {run:?}");
            assert_eq!(run.stderr, format!("cablelint: {LEFT}\n"), "{format}");
            assert!(run.stdout.contains("a.txt"), "{format}: {run:?}");
            assert!(run.stdout.ends_with('\n'), "{format}: {run:?}");
            // `short` has no summary: all that it prints are findings.
            assert_eq!(run.stdout.contains(LEFT), *format != "short", "{format}: {run:?}");
        }
    }
}

#[test]
fn programs_can_read_the_report_of_an_interrupted_run() {
    let place = place();
    let outputs = FORMATS.iter().flat_map(|format| ["--output".to_owned(), format!("{format}=out.{format}")]);
    let outputs: Vec<String> = outputs.collect();
    let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
    assert_eq!(stopped(&place, &[&check("short")[..], &outputs].concat(), "INT").code, 3);
    let read = |format: &str| fs::read_to_string(place.path().join(format!("out.{format}"))).unwrap();
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let json = value(&read("json"));
    assert_eq!((&json["summary"]["incomplete"], &json["summary"]["files"]), (&LEFT.into(), &1.into()));
    let jsonl = read("jsonl");
    let jsonl: Vec<Value> = jsonl.lines().map(value).collect();
    assert_eq!(jsonl.last().unwrap()["summary"]["incomplete"], LEFT);
    let invocation = &value(&read("sarif"))["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], LEFT);
    assert!(value(&read("gitlab")).as_array().unwrap().iter().any(|issue| issue["description"] == LEFT));
    assert!(roxmltree::Document::parse(&read("junit")).is_ok());
    assert!(read("html").ends_with("</html>\n"));
    assert!(read("github").contains(&format!("::error title=not checked::{LEFT}")));
    assert!(read("markdown").contains(&format!("- {LEFT}")) && read("human").contains(LEFT));
}

#[test]
fn on_several_threads_every_file_is_checked_or_counted() {
    let mut place = place();
    for number in 0..600 {
        place = place.file(&format!("d/{number}.txt"), ABOVE);
    }
    let run =
        stopped(&place, &["check", "--isolated", "--threads", "4", "--format", "json", "b", "d"], "INT");
    let summary = &serde_json::from_str::<Value>(&run.stdout).unwrap()["summary"];
    let left = summary["incomplete"].as_str().unwrap().strip_prefix("interrupted: ").unwrap();
    let (left, all) = left.split_once(" of ").unwrap();
    assert_eq!(all, "601 files not checked");
    assert_eq!(summary["files"].as_u64().unwrap() + left.parse::<u64>().unwrap(), 601);
    assert_eq!(summary["findings"]["error"], summary["files"]);
}

#[test]
fn a_run_that_is_stopped_while_it_looks_for_files_checks_none() {
    let place = place();
    let run = stopped(&place, &["check", "--isolated", "--format", "json", "--files-from", "b"], "INT");
    assert_eq!(run.code, 3);
    let summary = &serde_json::from_str::<Value>(&run.stdout).unwrap()["summary"];
    assert_eq!(summary["incomplete"], "interrupted while files were looked for: none was checked");
    assert_eq!(summary["files"], 0);
}

#[test]
fn a_run_that_is_stopped_while_it_looks_for_files_writes_over_none() {
    let place = place();
    let arguments = ["check", "--isolated", "--output", "json=a.txt", "--files-from", "b"];
    let run = stopped(&place, &arguments, "INT");
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
    assert!(run.stderr.contains("the report a.txt might take the place of a file"), "{run:?}");
    assert_eq!(fs::read_to_string(place.path().join("a.txt")).unwrap(), ABOVE);
}

#[test]
fn baselines_take_nothing_from_an_interrupted_run() {
    let place = place().file("in/gone.txt", ABOVE);
    assert_eq!(place.run(&["check", "--write-baseline", "known.txt", "."]).code, 0);
    fs::remove_file(place.path().join("in/gone.txt")).unwrap();
    let known = || fs::read_to_string(place.path().join("known.txt")).unwrap();
    let old = known();
    assert!(old.contains("in/gone.txt"));
    for arguments in [
        &["check", "--write-baseline", "known.txt", ".", "b"][..],
        &["baseline", "prune", "known.txt", ".", "b"],
    ] {
        let run = stopped(&place, arguments, "INT");
        assert_eq!((run.code, known()), (3, old.clone()), "{run:?}");
        assert!(run.stderr.contains("since the run is incomplete"), "{run:?}");
    }
    // Nor is an entry stale because nobody came to its file.
    let arguments = ["check", "--baseline", "known.txt", "--format", "json", ".", "b"];
    let run = stopped(&place, &arguments, "INT");
    assert!(!run.stdout.contains("baseline-stale"), "{run:?}");
    assert!(place.run(&arguments[..6]).stdout.contains("baseline-stale"), "or the test shows nothing");
}

#[test]
fn a_comparison_that_is_stopped_is_3() {
    let run = stopped(&place(), &["compare", "--format", "json", "a.txt", "b"], "INT");
    assert_eq!(run.code, 3);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["incomplete"], "interrupted: 1 of 1 file not checked");
}

#[test]
fn an_anatomy_that_is_stopped_is_3_and_whole_as_far_as_it_goes() {
    let run = stopped(&place(), &["parse", "--format", "jsonl", "a.txt", "b", "c.txt"], "INT");
    assert_eq!((run.code, run.stderr), (3, format!("cablelint: {LEFT}\n")));
    let anatomy: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(anatomy["path"], "a.txt");
}

#[test]
fn a_stream_that_is_stopped_is_3_and_every_line_that_was_begun_is_answered() {
    let place = Place::new();
    for name in ["INT", "TERM"] {
        let mut command = place.command(&["check", "--isolated", "--stdin-format", "ndjson"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        writeln!(stdin, "{}", serde_json::json!({ "path": "a.txt", "text": ABOVE })).unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["status"], "findings");
        // Half a line is on its way.
        write!(stdin, "{{\"path\": ").unwrap();
        signal(&child, name);
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).unwrap();
        let run = Run::of(child.wait_with_output().unwrap());
        assert_eq!((run.code, rest.as_str()), (3, ""), "{name}: {run:?}");
        assert!(
            run.stderr.ends_with("interrupted: 1 line answered, what follows is not checked\n"),
            "{run:?}"
        );
        drop(stdin);
    }
}

#[test]
fn a_command_that_waits_for_a_mark_ends_at_once() {
    let place = Place::new();
    for command in ["mark", "rollup"] {
        let mut command = place.command(&[command]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        // Not INT: whoever runs the tests in the background has them ignore that, and so the command.
        signal(&child, "TERM");
        assert_eq!(child.wait().unwrap().signal(), Some(15));
    }
}

/// A git that answers what it is asked for, but the third file only once something is written to `pipe`.
const SLOW_GIT: &str = "#!/bin/sh
case \"$*\" in
*cat-file*)
    asked=0
    while read -r object; do
        asked=$((asked + 1))
        if [ $asked = 3 ]; then read -r _ < \"$SLOW_GIT_PIPE\"; fi
        printf '%s\\n' \"$object\" | PATH=$REAL_PATH git \"$@\"
    done ;;
*) PATH=$REAL_PATH exec git \"$@\" ;;
esac
";

/// Two staged files, of which the second masks what the first shows, and a git that is slow to give the third:
/// that is the first of the survey. `None` where git is missing.
fn staged() -> Option<Place> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: git is not installed");
        return None;
    }
    let masked = planted_releases::text("releases/press");
    let clear = masked.replace("surveyor XXXXXXXXXXXX told", "surveyor Hakala told").replace('X', ".");
    let place = Place::new().file("clear.txt", clear).file("masked.txt", masked);
    changes::git(&place, &["init", "--quiet", "--initial-branch", "main", "."]);
    changes::git(&place, &["add", "."]);
    let place = place.file("bin/git", SLOW_GIT);
    fs::set_permissions(place.path().join("bin/git"), fs::Permissions::from_mode(0o755)).unwrap();
    mkfifo(&place.path().join("pipe"));
    Some(place)
}

/// What a run over staged files gave that was stopped while it looked into the first file of the survey.
fn stopped_in_the_survey(place: &Place, arguments: &[&str]) -> Run {
    let arguments = [&["check", "--isolated", "--threads", "1", "--staged"], arguments].concat();
    let mut command = place.command(&arguments);
    let path = std::env::var("PATH").unwrap();
    command.env("PATH", format!("{}:{path}", place.path().join("bin").display()));
    command.env("REAL_PATH", path).env("SLOW_GIT_PIPE", place.path().join("pipe"));
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = File::options().write(true).open(place.path().join("pipe")).unwrap();
    signal(&child, "INT");
    pipe.write_all(b"go on\n").unwrap();
    Run::of(child.wait_with_output().unwrap())
}

#[test]
fn a_file_that_asked_a_survey_that_was_cut_short_is_not_checked() {
    let Some(place) = staged() else { return };
    // Whether the file that asks is checked anew, or its result is kept under what the survey gives.
    let without_answer = || {
        let place = staged().unwrap().file("clear.txt", "milk\n");
        changes::git(&place, &["add", "clear.txt"]);
        let run = place.run(&["check", "--isolated", "--staged", "--cache", "cache", "-v"]);
        assert!(run.stderr.contains("0 of 2 files"), "{run:?}");
        let run = place.run(&["check", "--isolated", "--staged", "--cache", "cache", "-v"]);
        assert!(run.stderr.contains("2 of 2 files"), "or the test shows nothing: {run:?}");
        place
    };
    for place in [place, without_answer()] {
        let arguments = ["--format", "json", "--cache", "cache", "--write-baseline", "known.txt"];
        let run = stopped_in_the_survey(&place, &arguments);
        assert_eq!(run.code, 3, "{run:?}");
        let summary = &serde_json::from_str::<Value>(&run.stdout).unwrap()["summary"];
        assert_eq!(summary["incomplete"], "interrupted: 1 of 2 files not checked");
        assert_eq!(summary["files"], 1);
        assert!(!place.path().join("known.txt").exists());
    }
}

#[test]
fn nothing_of_a_survey_that_was_cut_short_is_kept() {
    let Some(place) = staged() else { return };
    assert_eq!(stopped_in_the_survey(&place, &["--cache", "cache"]).code, 3);
    let run = place.run(&["check", "--isolated", "--staged", "--cache", "cache", "-v"]);
    assert!(run.stderr.contains("1 of 2 files"), "{run:?}");
    assert!(run.stdout.contains("masked-name-in-other-file"), "{run:?}");
}

/// More than a pipe holds, so that a run whose report nobody reads cannot end: 900 findings in a file whose name
/// fills each of their lines.
fn many() -> (Place, String) {
    let findings: Vec<String> = (1..=900).map(|number| format!("{number}. (S) One.\n\n")).collect();
    let name = format!("{}.txt", "m".repeat(200));
    (Place::new().file(&name, ABOVE.replace("1. (S) One.\n\n", &findings.concat())), name)
}

#[test]
fn the_second_signal_ends_at_once() {
    let (place, name) = many();
    let mut child = spawn(&place, &["check", "--isolated", "--format", "short", &name]);
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut String::new()).unwrap();
    // Two of one kind could arrive as one.
    signal(&child, "INT");
    signal(&child, "TERM");
    let status = child.wait().unwrap();
    assert!(matches!(status.signal(), Some(2 | 15)), "{status}");
}

#[test]
fn a_signal_that_leaves_nothing_undone_is_no_matter() {
    let (place, name) = many();
    let mut child = spawn(&place, &["check", "--isolated", "--format", "short", &name]);
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut report = String::new();
    stdout.read_line(&mut report).unwrap();
    signal(&child, "INT");
    stdout.read_to_string(&mut report).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(report.matches("portion-above-banner").count(), 900);
}

#[test]
fn whoever_stops_reading_ends_the_run_without_a_word() {
    let place = Place::new().file("a.txt", ABOVE);
    for format in FORMATS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = place.command(&["check", "--isolated", "--format", format, "a.txt"]);
        let output = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{format}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{format}");
    }
}
