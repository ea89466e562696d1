//! What a run writes never takes the place of what it reads.

use crate::program::{FORMATS, Place};

/// A portion above the banner line: an error under the default rules.
const ABOVE: &str = "UNCLAS MOSCOW 000820\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: TEST\n\n\
                     1. (S) One.\n\n2. (U) Two.\n";

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn read(place: &Place, name: &str) -> String {
    std::fs::read_to_string(place.path().join(name)).unwrap()
}

#[test]
fn no_report_or_baseline_takes_the_place_of_a_file_that_is_to_be_checked() {
    let place = Place::new()
        .file("b.txt", ABOVE)
        .file("notes.txt", "a shopping list\n")
        .file("old/b.txt", ABOVE)
        .file("log.txt", "error[E0308]: mismatched types\n");
    for line in [
        "check --output json=b.txt b.txt",
        "check --output json=./old/../b.txt b.txt",
        "check --output json=b.txt .",
        "check --output json=notes.txt .",
        "check --output json=log.txt .",
        "check --output human=r.txt --output json=b.txt .",
        "check --write-baseline b.txt b.txt",
        "check --write-baseline b.txt .",
        "compare --output json=b.txt old/b.txt b.txt",
        "compare --output json=old/b.txt old/b.txt b.txt",
    ] {
        let run = place.run(&words(line));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{line}: {run:?}");
        assert!(
            run.stderr.contains("would take the place of a file that is to be checked"),
            "{}",
            run.stderr
        );
        assert_eq!(read(&place, "b.txt") + &read(&place, "old/b.txt"), ABOVE.repeat(2), "{line}");
        assert!(!place.path().join("r.txt").exists(), "{line}");
    }
    assert_eq!(place.run(&words("check --output json=b.txt old")).code, 1, "it is not to be checked");
}

#[cfg(unix)]
#[test]
fn links_archives_and_standard_input_are_seen_through() {
    let place = Place::new().file("in/b.txt", ABOVE).file("c.txt", ABOVE);
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, place.path().join(name)).unwrap();
    link("../c.txt", "in/link.txt");
    link("in/b.txt", "other.txt");
    let mut archive = tar::Builder::new(std::fs::File::create(place.path().join("box.tar")).unwrap());
    archive.append_path_with_name(place.path().join("c.txt"), "c.txt").unwrap();
    archive.finish().unwrap();
    std::fs::write(place.path().join("broken.zip"), "PK\u{3}\u{4}").unwrap();
    let packed = std::fs::read(place.path().join("box.tar")).unwrap();
    for line in [
        "check --output json=c.txt in",
        "check --output json=other.txt in",
        "check --output json=box.tar box.tar",
        "check --output json=broken.zip broken.zip",
    ] {
        let run = place.run(&words(line));
        assert_eq!(run.code, 2, "{line}: {run:?}");
    }
    let mut command = place.command(&words("check --output json=c.txt -"));
    command.stdin(std::fs::File::open(place.path().join("c.txt")).unwrap());
    assert_eq!(command.output().unwrap().status.code(), Some(2));
    assert_eq!(read(&place, "in/b.txt") + &read(&place, "c.txt"), ABOVE.repeat(2));
    assert_eq!(std::fs::read(place.path().join("box.tar")).unwrap(), packed);
}

#[test]
fn an_earlier_report_or_baseline_is_written_anew_and_not_checked() {
    let clean = ABOVE.replace("(S)", "(U)");
    for text in [ABOVE, clean.as_str()] {
        for more in ["", "-v --statistics", "-q", "--color always", "no.txt"] {
            let place = Place::new().file("a.txt", text);
            let run = |formats: &[&str]| {
                let outputs = FORMATS.iter().zip(formats);
                let outputs: Vec<String> =
                    outputs.map(|(name, format)| format!("--output={format}={name}")).collect();
                let arguments = ["check", "."].into_iter().chain(more.split_whitespace());
                place.run(&arguments.chain(outputs.iter().map(String::as_str)).collect::<Vec<_>>())
            };
            let first = run(FORMATS);
            for formats in [FORMATS, FORMATS, &["json"; 10]] {
                let again = run(formats);
                assert_eq!((again.code, &again.stderr), (first.code, &first.stderr), "{more}");
                let report: serde_json::Value = serde_json::from_str(&read(&place, "json")).unwrap();
                assert_eq!(report["summary"]["files"], 1, "{more}");
                assert_eq!(report["summary"]["skipped"]["one of cablelint's own files"], 10, "{more}");
            }
        }
    }
    let place = Place::new().file("a.txt", ABOVE);
    for _ in 0..2 {
        assert_eq!(place.run(&words("check --write-baseline known.txt .")).code, 0);
    }
}

#[test]
fn stdout_is_no_file() {
    let place = Place::new().file("a.txt", ABOVE);
    for (line, what) in [
        ("check --output json=- a.txt", "the report cannot go to `-`"),
        ("check --write-baseline - a.txt", "the baseline cannot go to `-`"),
        ("compare --output json=- a.txt b.txt", "the report cannot go to `-`"),
    ] {
        let run = place.run(&words(line));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{line}: {run:?}");
        assert!(run.stderr.contains(what), "{run:?}");
        assert!(!place.path().join("-").exists(), "{line}");
    }
    assert_eq!(place.run(&words("check --output json=./- a.txt")).code, 1);
    assert!(place.path().join("-").exists());
}

#[test]
fn two_reports_or_a_report_and_the_baseline_are_two_files() {
    let place = Place::new().file("a.txt", ABOVE);
    for (line, problem) in [
        ("check --output json=r --output jsonl=r a.txt", "two reports name the file r"),
        ("check --output json=r --output jsonl=./r a.txt", "two reports name the file r"),
        ("compare --output json=r --output json=r a.txt b.txt", "two reports name the file r"),
        ("check --output json=r --write-baseline r a.txt", "a report and the baseline name the file r"),
    ] {
        let run = place.run(&words(line));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{line}: {run:?}");
        assert!(run.stderr.contains(problem), "{}", run.stderr);
        assert!(!place.path().join("r").exists(), "{line}");
    }
    #[cfg(unix)]
    assert_eq!(place.run(&words("check --output json=/dev/null --output human=/dev/null a.txt")).code, 1);
}
