//! The cache: the report is the same with and without it, whatever has become of its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::archives::{ABOVE, Raw, raw_zip};
use crate::planted_releases;
use crate::program::{Place, Run};

/// A release that masks a name.
const PRESS: &str = "releases/press";
/// What every format is asked for; stdout has `human`.
const FORMATS: &[&str] =
    &["short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "html"];

/// Errors and notes, a file without a document, one that is empty, a memo, an archive, two equal files, and one
/// that other files could tell something of.
fn place() -> Place {
    let other = ABOVE.replace("MOSCOW 000820", "OSLO 000821").replace("(S)", "(C)");
    let archive = raw_zip(&[Raw::stored("in/a.txt", &other), Raw::stored("in/b.txt", ABOVE)], 1);
    Place::new()
        .file("x/above.txt", ABOVE)
        .file("x/again.txt", ABOVE)
        .file("x/box.zip", archive)
        .file("x/empty.txt", "")
        .file("x/list.txt", "eggs\nmilk\n(S//NF) butter\n")
        .file("x/memo.txt", "SECRET\n\nMEMORANDUM\n\n(S) One.\n\n(TS) Two.\n\nThree.\n\nSECRET\n")
        .file("x/press.txt", planted_releases::text(PRESS))
        .file("x/quay.txt", "UNCLAS OSLO 000160\r\n\r\nSUBJECT: DUES\r\n\r\n3. (U) One.\r\n\r\n1. Two.\r\n")
}

/// How many files that are.
const FILES: usize = 9;

/// Everything that a run over `x` says, in every format.
fn reports(place: &Place, arguments: &[&str]) -> (i32, Vec<String>) {
    let outputs: Vec<String> = FORMATS.iter().map(|format| format!("{format}=out.{format}")).collect();
    let outputs = outputs.iter().flat_map(|output| ["--output", output.as_str()]);
    let run = place.run(
        &[&["check", "--show-source", "x"], arguments]
            .concat()
            .into_iter()
            .chain(outputs)
            .collect::<Vec<_>>(),
    );
    let files =
        FORMATS.iter().map(|format| fs::read_to_string(place.path().join(format!("out.{format}"))).unwrap());
    (run.code, std::iter::once(run.stdout).chain(files).collect())
}

fn short(place: &Place, arguments: &[&str]) -> Run {
    place.run(&[&["check", "--isolated", "--format", "short"], arguments].concat())
}

/// How many files a run took from the cache.
fn spared(place: &Place, arguments: &[&str]) -> usize {
    let run = short(place, &[&["-v", "--cache", "cache"], arguments].concat());
    let lines = run.stderr.lines().filter_map(|line| line.strip_prefix("cablelint: ")?.split_once(" of "));
    let told = lines.filter_map(|(spared, _)| spared.parse().ok()).next_back();
    told.unwrap_or_else(|| panic!("{run:?}"))
}

/// The files with results.
fn results(place: &Place) -> Vec<PathBuf> {
    let entries = fs::read_dir(place.path().join("cache")).unwrap().map(|entry| entry.unwrap().path());
    let mut results: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|it| it == "results")).collect();
    results.sort();
    results
}

/// True where some file below the folder holds the word.
fn holds(folder: &Path, word: &str) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
}

#[test]
fn the_report_is_the_same_cold_and_warm_in_every_format() {
    // Larger than what is held with others.
    let large = format!("{ABOVE}\n3. (TS) {}\n", "The dues of the quay will double. ".repeat(33_000));
    let place = place().file("x/large.txt", large);
    let without = reports(&place, &[]);
    assert!(without.0 == 1 && without.1[0].contains("box.zip!/in/a.txt"), "{}", without.1[0]);
    assert_eq!(without, reports(&place, &["--cache", "cache"]), "cold");
    for threads in ["1", "2", "8"] {
        let warm = reports(&place, &["--cache", "cache", "--threads", threads]);
        assert_eq!(without, warm, "warm, {threads} threads");
    }
    // Another severity that is shown, and other formats, ask for the same results.
    assert_eq!(spared(&place, &["--min-severity", "error", "x"]), FILES + 1);
}

#[test]
fn what_has_changed_is_checked_again_and_nothing_else() {
    let place = place();
    assert_eq!(spared(&place, &["x"]), 0);
    assert_eq!(spared(&place, &["x"]), FILES);
    let changed = place.file("x/list.txt", "eggs\n").file("x/new.txt", ABOVE);
    assert_eq!(spared(&changed, &["x"]), FILES - 1);
    let run = short(&changed, &["--cache", "cache", "x"]);
    assert_eq!(run.stdout, short(&changed, &["x"]).stdout);
    assert!(run.stdout.contains("x/new.txt:9:") && !run.stdout.contains("x/list.txt"), "{run:?}");
    // A part of the tree takes nothing away from the rest.
    assert_eq!(spared(&changed, &["x/above.txt"]), 1);
    assert_eq!(spared(&changed, &["x"]), FILES + 1);
}

#[test]
fn other_rules_and_settings_have_results_of_their_own() {
    let rules = "extends: [state-cable]\noverride: { portion-above-banner: { severity: note } }\n";
    let place = place().file("rules.yaml", rules).file("key", "secret").file("other", "other");
    assert_eq!(spared(&place, &["x"]), 0);
    let variants: &[&[&str]] = &[
        &["--ceiling", "U"],
        &["--as", "memo"],
        &["--date", "2009-12-29"],
        &["--ignore", "portion-above-banner"],
        &["--rules", "rules.yaml"],
        &["--fingerprint-key-file", "key"],
        &["--fingerprint-key-file", "other"],
    ];
    for variant in variants {
        let run = |more: &[&str]| {
            place.run(&[&["check", "--isolated", "--format", "jsonl", "-v", "x"], *variant, more].concat())
        };
        let (without, with) = (run(&[]), run(&["--cache", "cache"]));
        assert_eq!(without.stdout, with.stdout, "{variant:?}");
        assert!(with.stderr.contains("0 of 9 files"), "{with:?}");
    }
    assert_eq!(results(&place).len(), 1 + variants.len());
    fs::write(place.path().join("rules.yaml"), rules.replace("note", "warning")).unwrap();
    assert_eq!(spared(&place, &["--rules", "rules.yaml", "x"]), 0);
    // The newest of those that are not asked for stay, and no more.
    for day in 1..=5 {
        spared(&place, &["--date", &format!("2009-01-0{day}"), "x/above.txt"]);
    }
    assert_eq!(results(&place).len(), 9);
}

#[test]
fn a_damaged_or_foreign_file_is_told_ignored_and_made_anew() {
    let place = place();
    let without = short(&place, &["x"]);
    spared(&place, &["--ceiling", "U", "x"]);
    let foreign = fs::read(&results(&place)[0]).unwrap();
    fs::remove_file(&results(&place)[0]).unwrap();
    spared(&place, &["x"]);
    let path = results(&place).remove(0);
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    let random: Vec<u8> =
        (0..5_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect();
    let tail = [&whole[..], b"x"].concat();
    let head = [&whole[..100], &random].concat();
    let half = whole[..whole.len() / 2].to_vec();
    for bad in [Vec::new(), random, half, flipped, tail, head, foreign] {
        fs::write(&path, &bad).unwrap();
        let run = short(&place, &["--cache", "cache", "x"]);
        assert_eq!((run.code, &run.stdout), (without.code, &without.stdout));
        assert_eq!(run.stderr.matches("damaged").count(), 1, "{run:?}");
        assert!(fs::read(&path).unwrap() != bad, "it is made anew");
    }
    let run = short(&place, &["--cache", "cache", "x"]);
    assert_eq!((run.code, &run.stdout, run.stderr.as_str()), (without.code, &without.stdout, ""));
    assert_eq!(spared(&place, &["x"]), FILES);
}

#[test]
fn a_folder_that_is_no_cache_is_told_and_left_alone() {
    let place = place().file("mine/notes.txt", "mine").file("file", "mine");
    let without = short(&place, &["x"]);
    for (cache, word) in [
        ("mine", "other things"),
        ("x", "other things"),
        ("file", "a cache is a folder"),
        ("file/in", "not used"),
    ] {
        let run = short(&place, &["--cache", cache, "x"]);
        assert_eq!((run.code, &run.stdout), (without.code, &without.stdout), "{cache}");
        assert!(run.stderr.contains(word) && run.stderr.lines().count() == 1, "{run:?}");
    }
    assert_eq!(fs::read_dir(place.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn a_cache_that_cannot_be_written_is_told() {
    let place = place();
    let without = short(&place, &["x"]);
    spared(&place, &["x"]);
    let path = results(&place).remove(0);
    fs::remove_file(&path).unwrap();
    // Nothing can take the place of a folder that is not empty, whoever asks.
    fs::create_dir_all(path.join("in")).unwrap();
    let run = short(&place, &["--cache", "cache", "x"]);
    assert_eq!((run.code, &run.stdout), (without.code, &without.stdout));
    assert!(run.stderr.contains("cannot be written"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_cache_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = place();
    spared(&place, &["x"]);
    let folder = place.path().join("cache");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&results(&place)[0])), (0o700, 0o600));
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    let run = short(&place, &["--cache", "cache", "x"]);
    assert!(run.code == 1 && run.stderr.contains("others can write to it"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_cache_of_another_user_is_not_used() {
    let place = place();
    let without = short(&place, &["x"]);
    spared(&place, &["x"]);
    let folder = place.path().join("cache");
    if let Err(error) = std::os::unix::fs::chown(&folder, Some(12_345), None) {
        eprintln!("skipped: a folder cannot be given away here: {error}");
        return;
    }
    let run = short(&place, &["-v", "--cache", "cache", "x"]);
    assert_eq!((run.code, &run.stdout), (without.code, &without.stdout));
    assert!(
        run.stderr.contains("it belongs to another user") && !run.stderr.contains("from the cache"),
        "{run:?}"
    );
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3, "nothing is left there");
}

#[test]
fn runs_at_the_same_time_do_not_harm_each_other() {
    let place = place();
    let without = short(&place, &["x"]);
    let start = |_| {
        let mut command =
            place.command(&["check", "--isolated", "--format", "short", "--cache", "cache", "x"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..4).map(start).collect();
    for run in running {
        let output = run.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), without.stdout);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
    assert_eq!(spared(&place, &["x"]), FILES);
    assert_eq!(results(&place).len(), 1);
}

#[test]
fn what_other_files_and_the_own_name_tell_is_never_out_of_date() {
    let masked = planted_releases::text(PRESS);
    let clear = masked.replace("surveyor XXXXXXXXXXXX told", "surveyor Hakala told").replace('X', ".");
    let place = Place::new().file("x/one.txt", &masked).file("x/two.txt", &clear);
    for _ in 0..2 {
        let run = short(&place, &["--cache", "cache", "x"]);
        assert!(run.stdout.contains("masked-name-in-other-file"), "{run:?}");
    }
    let place = place.file("x/two.txt", "nothing");
    for _ in 0..2 {
        let run = short(&place, &["--cache", "cache", "x"]);
        assert!(!run.stdout.contains("masked-name-in-other-file"), "{run:?}");
    }
    assert_eq!(spared(&place, &["x"]), 2);
    let place = place.file("x/two.txt", &clear);
    assert!(short(&place, &["--cache", "cache", "x"]).stdout.contains("masked-name-in-other-file"));
    let place = place.file("y/chief_road_surveyor_Hakala.txt", &masked);
    for _ in 0..2 {
        let run = short(&place, &["--cache", "cache", "y"]);
        assert!(run.stdout.contains("masked-name-in-file-name"), "{run:?}");
    }
}

#[test]
fn that_other_files_were_not_asked_is_told_again() {
    let lists =
        (0..2_000).fold(Place::new(), |place, number| place.file(&format!("x/{number}.txt"), "milk\n"));
    let place = lists.file("x/press.txt", planted_releases::text(PRESS));
    for _ in 0..2 {
        let run = short(&place, &["--cache", "cache", "x"]);
        assert!(run.stderr.contains("more than 2,000 files"), "{run:?}");
        let page = place.run(&["check", "--cache", "cache", "--format", "html", "x"]).stdout;
        assert!(page.contains(
            "<li>more than 2,000 files: what one of them masks is not looked for in the others</li>"
        ));
    }
    assert_eq!(spared(&place, &["x"]), 2_001);
}

#[test]
fn nothing_of_a_text_and_no_secret_stands_in_a_cache() {
    let text = ABOVE.replace("One.", "The zanzibar lamp.").replace("TEST", "XYLOPHONES");
    let archive = raw_zip(&[Raw::stored("secretname.txt", text.replace("zanzibar", "mombasa"))], 1);
    let place =
        Place::new().file("x/hiddenname.txt", &text).file("x/b.zip", archive).file("key", "open sesame");
    spared(&place, &["--show-source", "x"]);
    spared(&place, &["--fingerprint-key-file", "key", "x"]);
    let folder = place.path().join("cache");
    assert!(holds(&folder, "MOSCOW"), "the test looks where results are");
    for word in ["zanzibar", "mombasa", "lamp", "XYLOPHONES", "secretname", "hiddenname", "sesame"] {
        assert!(!holds(&folder, word), "{word}");
    }
}

#[test]
fn the_files_of_a_cache_are_not_checked_but_counted_and_hide_nothing() {
    let place = Place::new().file("x/above.txt", ABOVE);
    let run = || {
        let run = place.run(&["check", "--isolated", "--format", "json", "--cache", "x/cache", "x"]);
        serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap()
    };
    let (cold, mut warm) = (run(), run());
    assert_eq!(cold["summary"]["files"], 1);
    assert_eq!(cold["summary"]["skipped"], serde_json::json!({}));
    assert_eq!(warm["summary"]["skipped"], serde_json::json!({ "one of cablelint's own files": 3 }));
    warm["summary"]["skipped"] = serde_json::json!({});
    assert_eq!(cold, warm);
    let hash = "0123456789abcdef".repeat(4);
    let others = [
        "draft.txt",
        "draft.results",
        ".cablelint-draft.txt",
        &format!("{}.results", hash.to_uppercase()),
        &format!("{hash}0.results"),
        &format!("{}.results", hash.replace('0', "g")),
        "CACHEDIR.TAG.txt",
    ];
    for other in others {
        fs::write(place.path().join("x/cache").join(other), ABOVE).unwrap();
        let report = run();
        let findings = report["findings"].as_array().unwrap();
        let name = format!("x/cache/{other}");
        assert!(findings.iter().any(|finding| finding["path"] == name), "{other} is checked: {report}");
        assert_eq!(report["summary"]["skipped"]["one of cablelint's own files"], 3, "{other}");
    }
}

#[test]
fn a_run_without_the_cache_leaves_out_what_begins_as_it_does() {
    let place = Place::new().file("x/above.txt", ABOVE);
    assert_eq!(place.run(&["check", "--isolated", "--cache", "x/cache", "x"]).code, 1);
    let results = format!("{}.results", "0123456789abcdef".repeat(4));
    // Called so, and nothing of ours.
    let place = place.file(&format!("x/cache/{results}"), ABOVE).file("x/y/CACHEDIR.TAG", ABOVE);
    let place = place.file("x/y/.gitignore", "*\n");
    let run = place.run(&["check", "--isolated", "--format", "json", "x"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["skipped"], serde_json::json!({ "one of cablelint's own files": 3 }));
    assert_eq!(report["summary"]["files"], 4, "{report}");
}

#[test]
fn only_results_make_room_for_others() {
    let place = Place::new().file("x/above.txt", ABOVE);
    spared(&place, &["x"]);
    let mine = |number: usize| place.path().join(format!("cache/{number}.results"));
    (0..20).for_each(|number| fs::write(mine(number), ABOVE).unwrap());
    spared(&place, &["--ceiling", "U", "x"]);
    assert!((0..20).all(|number| mine(number).exists()));
}

#[test]
fn copies_of_a_cable_are_compared_from_the_cache_at_the_same_places() {
    let cable = |class: &str, captions: &str, mark: &str| {
        format!(
            "P 101200Z FEB 09\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC PRIORITY\n\n{class} OSLO 000160\n\n{captions}\n\n\
             E.O. 12958: N/A\nTAGS: SENV, NO\nSUBJECT: BIRD COUNT\n\n1. {mark} Volunteers counted gulls.\nLARSEN\n"
        )
    };
    let (first, second) = (cable("UNCLAS", "SIPDIS", "(U)"), cable("CONFIDENTIAL", "NODIS\nSIPDIS", "(C)"));
    let both = format!("{second}\n{first}");
    let place = Place::new().file("a.txt", &first).file("b.txt", &second).file("c.txt", &both);
    let check = |more: &[&str]| {
        let what = ["check", "--select", "copies-disagree", "--format", "jsonl", "a.txt", "b.txt", "c.txt"];
        place.run(&[&what, more].concat()).stdout
    };
    let without = check(&[]);
    assert!(without.matches("\"rule\":\"copies-disagree\"").count() > 5, "{without}");
    for _ in 0..2 {
        assert_eq!(check(&["--cache", "cache"]), without);
    }
}
