//! Baselines: what was there before does not count, the file changes only where findings do, and nothing
//! that interrupts its writing can hurt it.

use std::fmt::Write as _;
use std::process::Stdio;
use std::time::Instant;

use crate::program::Place;

const FAULTY: &str = "UNCLAS OSLO 000120\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
                      1. (S) The dues will double.\n\n2. (U) The port is full.\n\n4. (C) The ice is thin.\nLARSEN\n";

fn place() -> Place {
    Place::new().file("in/a.txt", FAULTY).file("in/b c.txt", FAULTY.replace("dues", "fees"))
}

fn baseline(place: &Place, more: &[&str]) -> String {
    let run = place.run(&[&["check", "--write-baseline", "known.txt"], more].concat());
    assert_eq!(run.code, 0, "{run:?}");
    std::fs::read_to_string(place.path().join("known.txt")).unwrap()
}

#[test]
fn what_was_there_before_does_not_count_and_what_is_new_does() {
    let place = place();
    baseline(&place, &["in"]);
    let run = place.run(&["check", "--baseline", "known.txt", "in"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("6 excused by a baseline"), "{run:?}");
    let json = place.run(&["check", "--baseline", "known.txt", "--format", "jsonl", "in"]);
    assert!(json.stdout.contains(r#""excused":{"by":"baseline"}"#), "{json:?}");
    // Another paragraph on the line of a known one is new.
    let place = place.file("in/a.txt", FAULTY.replace("The ice is thin", "The pilot is late"));
    let run = place.run(&["check", "--baseline", "known.txt", "--format", "short", "in"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("in/a.txt:13:4: error[portion-above-banner]"), "{run:?}");
    assert!(
        run.stdout.contains(
            ": warning[baseline-stale]: findings in this baseline that are no longer found: 2 of 6\n"
        ),
        "{run:?}"
    );
}

/// The configuration of the folder in which the run begins applies to the baseline, as it names it.
#[test]
fn the_configuration_says_what_a_stale_baseline_counts_for() {
    let stale = |configuration: &str| {
        let place = place();
        baseline(&place, &["in"]);
        let place =
            place.file("in/a.txt", FAULTY.replace("4. (C)", "3. (U)")).file("cablelint.yaml", configuration);
        let run = place.run(&["check", "--baseline", "known.txt", "--format", "short", "in"]);
        let found = run.stdout.lines().find_map(|line| line.split_once("[baseline-stale]"));
        (
            run.code,
            found.and_then(|(front, _)| front.rsplit_once(' ')).map(|(_, severity)| severity.to_owned()),
        )
    };
    assert_eq!(stale("fail-on: error\n"), (0, Some("warning".to_owned())));
    assert_eq!(stale("fail-on: warning\n"), (1, Some("warning".to_owned())));
    assert_eq!(stale("severity: { baseline-stale: error }\n"), (1, Some("error".to_owned())));
    assert_eq!(stale("severity: { baseline-stale: error }\nfail-on: never\n"), (0, Some("error".to_owned())));
    assert_eq!(stale("severity: { baseline-stale: off }\nfail-on: note\n"), (0, None));
    let off = "severity: { portion-above-banner: off, paragraph-out-of-sequence: off }\nfail-on: note\n";
    assert_eq!(stale(off), (0, None), "what is switched off is not gone");
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    let place = place();
    let first = baseline(&place, &["in"]);
    assert_eq!(first, baseline(&place, &["in"]), "two runs");
    assert_eq!(first, baseline(&place, &["in/b c.txt", "./in/a.txt"]), "other arguments, in another order");
    for end in ["\r\n", "\r"] {
        let place = place.path();
        let other = Place::new()
            .file("in/a.txt", FAULTY.replace('\n', end))
            .file("in/b c.txt", FAULTY.replace("dues", "fees").replace('\n', end));
        assert_eq!(first, baseline(&other, &["in"]), "{end:?} in {place:?}");
    }
    for word in ["/tmp", "\\", ":9:", "2026"] {
        assert!(!first.contains(word), "{word} in {first}");
    }
    let mut lines: Vec<&str> = first.lines().skip(1).collect();
    assert_eq!(lines.len(), 6, "one finding a line");
    lines.sort_by_key(|line| {
        line.splitn(3, ' ').skip(1).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>()
    });
    assert_eq!(lines, first.lines().skip(1).collect::<Vec<_>>(), "sorted by path, then rule");
}

/// As git leaves it with `merge=union`, and a checkout with other line ends.
#[test]
fn a_baseline_that_two_branches_wrote_is_read() {
    let place = place();
    let both = baseline(&place, &["in"]);
    let (head, lines) = both.split_once('\n').unwrap();
    let merged = format!("{head}\n{lines}{lines}").replace('\n', "\r\n");
    let place = place.file("merged.txt", merged);
    let run = place.run(&["check", "--fail-on", "note", "--baseline", "merged.txt", "in"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(place.run(&["baseline", "prune", "merged.txt", "in"]).code, 0);
    assert_eq!(
        std::fs::read_to_string(place.path().join("merged.txt")).unwrap(),
        both,
        "pruned, it is as new"
    );
}

#[test]
fn lines_above_the_text_change_nothing() {
    let place = place();
    let first = baseline(&place, &["in"]);
    let above = "A note of the archive.\n".repeat(100);
    let place = place.file("in/a.txt", above + FAULTY);
    assert_eq!(first, baseline(&place, &["in"]));
}

#[test]
fn paths_are_those_from_the_baseline_wherever_the_program_runs() {
    let place = place();
    let first = baseline(&place, &["in"]);
    let run = place
        .command(&["check", "--baseline", "../known.txt", "."])
        .current_dir(place.path().join("in"))
        .output();
    assert_eq!(run.unwrap().status.code(), Some(0));
    let absolute = place.path().join("in").display().to_string();
    assert_eq!(first, baseline(&place, &[&absolute]));
}

#[test]
fn counts_are_a_ratchet() {
    let place = place();
    let content = baseline(&place, &["--baseline-by", "count", "in"]);
    assert!(content.contains("\n2 portion-above-banner in/a.txt\n"), "{content}");
    let place = place.file("in/a.txt", FAULTY.replace("The ice is thin", "The pilot is late"));
    assert_eq!(place.run(&["check", "--baseline", "known.txt", "in"]).code, 0, "as many as before");
    let place = place.file("in/a.txt", FAULTY.replace("(U)", "(S)"));
    let run = place.run(&["check", "--baseline", "known.txt", "--format", "short", "in"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout.matches("portion-above-banner").count(), 3, "{run:?}");
}

#[test]
fn pruning_takes_no_option_of_a_report() {
    let place = place();
    let known = baseline(&place, &["in"]);
    let help = place.run(&["baseline", "prune", "--help"]).stdout;
    for option in [
        "--format=json",
        "--output=json=z.json",
        "--min-severity=error",
        "--list-files",
        "--mask",
        "--show-source",
        "--color=always",
        "--quiet",
        "--verbose",
        "--statistics",
        "--fail-on=note",
    ] {
        let run = place.run(&["baseline", "prune", option, "known.txt", "in"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{option}: {run:?}");
        let name = option.split('=').next().unwrap();
        assert!(!help.contains(&format!("{name} ")), "{name}: {help}");
    }
    assert_eq!(std::fs::read_to_string(place.path().join("known.txt")).unwrap(), known);
    for option in ["--no-progress", "--threads=1", "--ceiling=S", "--cache=kept"] {
        assert_eq!(place.run(&["baseline", "prune", option, "known.txt", "in"]).code, 0, "{option}");
    }
}

#[test]
fn pruning_takes_out_what_is_gone_and_adds_nothing() {
    let place = place();
    baseline(&place, &["in"]);
    let clean = FAULTY.replace("(S)", "(U)").replace("(C)", "(U)").replace("4. ", "3. ");
    let place = place.file("in/a.txt", clean).file("in/new.txt", FAULTY);
    let run = place.run(&["baseline", "prune", "known.txt", "in/a.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "known.txt: 3 taken out, 3 left\n"), "{run:?}");
    std::fs::remove_file(place.path().join("in/b c.txt")).unwrap();
    let run = place.run(&["baseline", "prune", "known.txt", "in"]);
    assert!(
        run.stdout.contains("0 taken out, 3 left"),
        "nothing is known of a file that was not read: {run:?}"
    );
    let run = place.run(&["baseline", "prune", "known.txt", "."]);
    assert!(run.stdout.contains("3 taken out, 0 left"), "{run:?}");
}

/// To prune is safe at any time: whatever keeps a rule from running is no correction.
#[test]
fn pruning_keeps_what_nobody_looked_for() {
    let ceiling = ["--ceiling", "U", "in"];
    let place = place();
    let known = baseline(&place, &ceiling);
    assert!(known.contains("ceiling-exceeded"), "{known}");
    let suppressed =
        "suppressions:\n  - { rule: portion-above-banner, path: '*', reason: r, until: 2030-01-01 }\n";
    let off = "severity: { portion-above-banner: off }\n";
    let undone = |place: Place, arguments: &[&str], why: &str| {
        for folder in ["in", "."] {
            let run = place.run(&[&["baseline", "prune", "known.txt", folder], arguments].concat());
            assert_eq!(run.code, 0, "{why}: {run:?}");
            assert_eq!(
                std::fs::read_to_string(place.path().join("known.txt")).unwrap(),
                known,
                "{why}: {run:?}"
            );
        }
        let run =
            place.run(&[&["check", "--baseline", "known.txt", "--format", "short", "."], arguments].concat());
        assert!(!run.stdout.contains("baseline-stale"), "{why}: {run:?}");
        place
    };
    let place = undone(place, &[], "no ceiling");
    let place = undone(place, &["--rules", "pii"], "other rules");
    let place = undone(place.file("cablelint.yaml", off), &[], "off in the configuration");
    let place = place.file("cablelint.yaml", "exclude: ['in/a.txt']\n");
    let place = undone(place, &["--ceiling", "U"], "left out");
    let place = place.file("cablelint.yaml", "").file("cablelint-ignore.yaml", suppressed);
    let place = undone(place, &["--ceiling", "U", "--as-of", "2026-01-01"], "suppressed");
    for option in ["--select=tags-missing", "--ignore=portion-above-banner"] {
        let run = place.run(&["baseline", "prune", option, "known.txt", "in"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{option}: {run:?}");
    }
}

/// A file that cannot be read is not gone.
#[cfg(unix)]
#[test]
fn what_could_not_be_read_is_not_stale() {
    let place = place();
    baseline(&place, &["in"]);
    let (file, away) = (place.path().join("in/a.txt"), place.path().join("away"));
    std::fs::rename(&file, &away).unwrap();
    std::os::unix::fs::symlink("nowhere", &file).unwrap();
    let run = place.run(&["check", "--baseline", "known.txt", "--format", "short", ".", "in/a.txt"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(!run.stdout.contains("baseline-stale"), "{run:?}");
}

#[test]
fn statistics_say_what_is_known() {
    let place = place();
    baseline(&place, &["in"]);
    let run = place.run(&["baseline", "stats", "known.txt"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.starts_with("known.txt: 6 findings known by fingerprint, in 2 files\n"), "{run:?}");
    assert!(run.stdout.contains("      4  portion-above-banner\n"), "{run:?}");
}

#[test]
fn keyed_and_plain_fingerprints_are_not_mixed_up() {
    let place = place().file("key", "a secret\n");
    let plain = baseline(&place, &["in"]);
    let keyed = baseline(&place, &["--fingerprint-key-file", "key", "in"]);
    assert_ne!(plain, keyed);
    let without = place.run(&["check", "--baseline", "known.txt", "in"]);
    assert_eq!(without.code, 2);
    assert!(without.stderr.contains("its fingerprints are keyed"), "{without:?}");
    assert_eq!(
        place.run(&["check", "--baseline", "known.txt", "--fingerprint-key-file", "key", "in"]).code,
        0
    );
    assert_eq!(place.run(&["baseline", "stats", "known.txt"]).code, 0);
}

#[test]
fn a_baseline_that_cannot_be_read_is_2() {
    let place = place().file("broken.txt", "# cablelint baseline 1: fingerprints\nv1:12 x in/a.txt\n");
    for (name, word) in
        [("none.txt", "no such file"), ("broken.txt", "line 2"), ("in/a.txt", "no baseline"), ("in", "")]
    {
        let run = place.run(&["check", "--baseline", name, "in"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{name}: {run:?}");
        assert!(run.stderr.contains(word), "{name}: {run:?}");
    }
}

#[test]
fn an_incomplete_run_leaves_the_old_baseline() {
    let place = place();
    let first = baseline(&place, &["in"]);
    let run = place.run(&["check", "--write-baseline", "known.txt", "in", "none.txt"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("is not written"), "{run:?}");
    assert_eq!(std::fs::read_to_string(place.path().join("known.txt")).unwrap(), first);
    std::fs::create_dir(place.path().join("folder")).unwrap();
    assert_eq!(place.run(&["check", "--write-baseline", "folder", "in"]).code, 3);
    assert_eq!(place.run(&["check", "--write-baseline", "no/such/folder.txt", "in"]).code, 3);
}

/// A limit on the size of files fails a write as a full disk does, and needs no rights.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_baseline_and_is_3() {
    let place = place();
    let first = baseline(&place, &["in"]);
    let program = env!("CARGO_BIN_EXE_cablelint");
    for arguments in [
        "check --write-baseline known.txt in",
        "baseline prune known.txt in",
        "check --output json=known.txt in",
    ] {
        let script = format!("ulimit -f 0; trap '' XFSZ; exec '{program}' {arguments} >/dev/null");
        let run = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(place.path())
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(3), "{arguments}: {}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(std::fs::read_to_string(place.path().join("known.txt")).unwrap(), first, "{arguments}");
    }
    let names: Vec<_> =
        std::fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "nothing is left over: {names:?}");
}

/// A hundred times killed at another moment: the baseline is the old one or the new one, always whole.
#[test]
fn a_killed_run_leaves_a_whole_baseline() {
    let place = place();
    let old = baseline(&place, &["in/a.txt"]);
    let mut many = String::new();
    for number in 1..60 {
        let _ = writeln!(many, "{number}. (S) The dues of quay {number} will double.\n");
    }
    let place = place.file("in/many.txt", FAULTY.replace("1. (S) The dues will double.", &many));
    let started = Instant::now();
    let whole = {
        let run = place.run(&["check", "--write-baseline", "whole.txt", "in"]);
        assert_eq!(run.code, 0, "{run:?}");
        std::fs::read_to_string(place.path().join("whole.txt")).unwrap()
    };
    let whole_run = started.elapsed();
    for turn in 0..100_u32 {
        let mut child = place
            .command(&["check", "--write-baseline", "known.txt", "in"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole_run * turn / 80);
        let _ = child.kill();
        let _ = child.wait();
        let now = std::fs::read_to_string(place.path().join("known.txt")).unwrap();
        assert!(now == old || now == whole, "turn {turn}: {} lines", now.lines().count());
        std::fs::write(place.path().join("known.txt"), &old).unwrap();
    }
}
