//! `check --staged`, `--since` and `--changed-lines`, on a real repository.

use std::process::Command;

use crate::program::{Place, Run};

const CABLE: &str = "UNCLAS OSLO 000120\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
                     1. (S) The dues will double.\n\n2. (U) The port is full.\n\n3. (U) The ice is thin.\nLARSEN\n";

pub(crate) fn git(place: &Place, arguments: &[&str]) {
    let identity =
        ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    let output =
        Command::new("git").args(identity).args(arguments).current_dir(place.path()).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with one cable that draws an error; `None` where git is missing.
fn repository() -> Option<Place> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: git is not installed");
        return None;
    }
    let place = Place::new().file("old.txt", CABLE).file("shopping.md", "milk\n");
    git(&place, &["init", "--quiet", "--initial-branch", "main", "."]);
    git(&place, &["add", "."]);
    git(&place, &["commit", "--quiet", "-m", "first"]);
    Some(place)
}

fn short(place: &Place, arguments: &[&str]) -> Run {
    place.run(&[&["check", "--format", "short"], arguments].concat())
}

#[test]
fn nothing_staged_is_a_pass_and_what_is_staged_is_checked_as_it_is_staged() {
    let Some(place) = repository() else { return };
    let run = short(&place, &["--staged"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{run:?}");
    let place = place.file("new.txt", CABLE);
    git(&place, &["add", "new.txt"]);
    let place = place.file("new.txt", CABLE.replace("(S)", "(U)"));
    let run = short(&place, &["--staged"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("new.txt:9:4: error[portion-above-banner]"), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    let place = place.file("cablelint.yaml", "severity: { portion-above-banner: off }\n");
    assert_eq!(short(&place, &["--staged"]).code, 0, "the configuration holds for staged files too");
}

#[test]
fn only_what_differs_from_a_revision_is_checked() {
    let Some(place) = repository() else { return };
    git(&place, &["checkout", "--quiet", "-b", "draft"]);
    let place = place.file("sub/new.txt", CABLE);
    let run = short(&place, &["--since", "main"]);
    assert!(run.stdout.starts_with("sub/new.txt:9:4:"), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    let place = place.file("shopping.md", "milk, eggs\n");
    std::fs::remove_dir_all(place.path().join("sub")).unwrap();
    assert_eq!(short(&place, &["--since", "main"]).code, 0, "a change of what is no document is a pass");
}

#[test]
fn findings_on_other_lines_are_left_out_and_counted() {
    let Some(place) = repository() else { return };
    let place = place.file("old.txt", CABLE.replace("2. (U)", "2. (C)"));
    let run = short(&place, &["--since", "HEAD", "--changed-lines"]);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    assert!(run.stdout.starts_with("old.txt:11:4:"), "{run:?}");
    let human = place.run(&["check", "--since", "HEAD", "--changed-lines"]);
    assert!(human.stdout.contains("1 on lines that have not changed"), "{human:?}");
    // The banner line is what both findings point at.
    let place = place.file("old.txt", CABLE.replace("000120", "000121"));
    let run = short(&place, &["--since", "HEAD", "--changed-lines"]);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
}

#[test]
fn git_that_cannot_tell_is_never_a_pass() {
    let place = Place::new().file("a.txt", CABLE.replace("(S)", "(U)"));
    for arguments in [&["--staged"][..], &["--since", "main"]] {
        let run = short(&place, arguments);
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
        assert!(run.stderr.contains("git"), "{run:?}");
    }
    assert_eq!(short(&place, &["--changed-lines"]).code, 2);
    let Some(place) = repository() else { return };
    let run = short(&place, &["--since", "no-such-branch"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert_eq!(short(&place, &["--staged", "-"]).code, 2);
}
