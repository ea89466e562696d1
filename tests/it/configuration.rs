//! `cablelint.yaml`: found next to the files, in layers, with defects at their places.

use crate::checking::fixture;
use crate::program::{FORMATS, Place};

/// Draws one error (`portion-above-banner`) and one warning (`paragraph-out-of-sequence`).
const FAULTY: &str = "UNCLAS OSLO 000120\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
                      1. (S) The dues will double.\n\n2. (U) The port is full.\n\n4. (U) The ice is thin.\nLARSEN\n";

fn rules_of(stdout: &str) -> Vec<String> {
    let rule = |line: &str| {
        let (_, rest) = line.split_once('[')?;
        Some(format!("{}:{}", line.split(':').next()?, rest.split(']').next()?))
    };
    stdout.lines().filter_map(rule).collect()
}

#[test]
fn the_configuration_next_to_a_file_counts_and_the_nearest_wins() {
    let place = Place::new()
        .file("cablelint.yaml", "severity: { portion-above-banner: off }\n")
        .file("a.txt", FAULTY)
        .file("deep/er/b.txt", FAULTY)
        .file("own/cablelint.yaml", "severity: { paragraph-out-of-sequence: off }\n")
        .file("own/c.txt", FAULTY);
    let run = place.run(&["check", "--format", "short"]);
    assert_eq!(
        rules_of(&run.stdout),
        [
            "a.txt:paragraph-out-of-sequence",
            "deep/er/b.txt:paragraph-out-of-sequence",
            "own/c.txt:portion-above-banner"
        ],
        "{run:?}"
    );
    assert_eq!(run.code, 1);
    let isolated = place.run(&["check", "--format", "short", "--isolated"]);
    assert_eq!(rules_of(&isolated.stdout).len(), 6, "{isolated:?}");
    let named = place.run(&["check", "--format", "short", "--config", "cablelint.yaml", "own"]);
    assert_eq!(rules_of(&named.stdout), ["own/c.txt:paragraph-out-of-sequence"], "{named:?}");
}

#[test]
fn overrides_hold_for_their_paths_and_the_command_line_wins_over_them() {
    let place = Place::new()
        .file(
            "cablelint.yaml",
            "fail-on: warning\noverrides:\n  - paths: ['old/*']\n    fail-on: never\n    severity: { portion-above-banner: note }\n",
        )
        .file("old/a.txt", FAULTY);
    let run = place.run(&["check", "--format", "short"]);
    assert!(run.stdout.contains("note[portion-above-banner]"), "{run:?}");
    assert_eq!(run.code, 0);
    assert_eq!(place.run(&["check", "--fail-on", "warning"]).code, 1);
    let place = place.file("new.txt", FAULTY.replace("(S)", "(U)"));
    assert_eq!(place.run(&["check"]).code, 1, "a warning in a file outside `old` fails the run");
}

#[test]
fn an_override_that_fits_no_file_is_told_to_whoever_wants_to_know() {
    let place = Place::new()
        .file(
            "cablelint.yaml",
            "overrides:\n  - paths: ['old/*']\n    ceiling: TS\n  - paths: ['odl/*']\n    ceiling: TS\n",
        )
        .file("own/cablelint.yaml", "overrides: [{ paths: ['a.txt', 'x.txt'], ceiling: TS }]\n")
        .file("old/a.txt", fixture("08TALLINN214"))
        .file("own/a.txt", fixture("08TALLINN214"));
    let idle = |place: &str| {
        format!("cablelint: {place}: no file of this run matches the `paths` of this override\n")
    };
    let run = place.run(&["check", "-v"]);
    assert_eq!((run.code, run.stderr), (0, idle("cablelint.yaml:4:5")));
    assert_eq!(place.run(&["check"]).stderr, "");
    let part = place.run(&["check", "-v", "own"]);
    assert_eq!((part.code, part.stderr), (0, idle("cablelint.yaml:2:5") + &idle("cablelint.yaml:4:5")));
    let record = serde_json::json!({ "path": "old/a.txt", "text": fixture("08TALLINN214") }).to_string();
    let stream = place.run_with_stdin(&["check", "-v", "--stdin-format", "ndjson"], record.as_bytes());
    assert!(stream.stderr.starts_with(&idle("cablelint.yaml:4:5")), "{stream:?}");
    assert_eq!((stream.code, stream.stderr.matches("override").count()), (0, 1), "{stream:?}");
}

#[test]
fn standard_input_has_the_configuration_of_its_name() {
    let place = Place::new()
        .file("old/cablelint.yaml", "severity: { portion-above-banner: off }\nfail-on: error\n")
        .file("x", "");
    let arguments = ["check", "--format", "short", "--stdin-filename", "old/a.txt", "-"];
    let run = place.run_with_stdin(&arguments, FAULTY.as_bytes());
    assert_eq!(rules_of(&run.stdout), ["old/a.txt:paragraph-out-of-sequence"], "{run:?}");
    assert_eq!(run.code, 0);
}

#[test]
fn what_is_excluded_is_checked_where_it_is_named_unless_exclusion_is_forced() {
    let place = Place::new()
        .file("cablelint.yaml", "exclude: ['drafts/*']\n")
        .file("drafts/a.txt", FAULTY)
        .file("b.txt", FAULTY);
    let folder = place.run(&["check", "--format", "jsonl"]);
    assert!(!folder.stdout.contains("drafts/a.txt"), "{folder:?}");
    assert!(folder.stdout.contains(r#""exclude in cablelint.yaml":1"#), "{folder:?}");
    let named = place.run(&["check", "--format", "short", "drafts/a.txt"]);
    assert_eq!(named.code, 1);
    let said = "drafts/a.txt: left out by `exclude` in cablelint.yaml, but checked, because you named it\n";
    assert_eq!(named.stderr, format!("cablelint: {said}"));
    let forced = place.run(&["check", "--force-exclude", "drafts/a.txt"]);
    assert_eq!((forced.code, forced.stderr.as_str()), (0, ""), "{forced:?}");
}

#[test]
fn rule_files_and_reports_can_be_named_in_it() {
    let place = Place::new()
        .file("sub/cablelint.yaml", "rules: [./house.yaml]\n")
        .file("cablelint.yaml", "report: { format: short, min-severity: error }\n")
        .file(
            "sub/house.yaml",
            "extends: [state-cable]\noverride: { portion-above-banner: { severity: warning } }\n",
        )
        .file("sub/a.txt", FAULTY)
        .file("b.txt", FAULTY);
    let run = place.run(&["check"]);
    assert_eq!(rules_of(&run.stdout), ["b.txt:portion-above-banner"], "{run:?}");
    let all = place.run(&["check", "--min-severity", "note"]);
    assert!(all.stdout.contains("sub/a.txt:9:4: warning[portion-above-banner]"), "{all:?}");
}

#[test]
fn every_defect_is_shown_at_once_and_nothing_is_checked() {
    let place = Place::new()
        .file("cablelint.yaml", "fail-onn: error\nseverity: { portion-above-baner: off }\n")
        .file("sub/cablelint.yaml", "report: { format: fancy }\nceiling: XX\n")
        .file("cablelint-ignore.yaml", "suppressions:\n  - { rule: tags-mising, path: x, reason: r }\n")
        .file("a.txt", FAULTY)
        .file("sub/b.txt", FAULTY);
    let run = place.run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    for word in [
        "did you mean `fail-on`?",
        "did you mean `portion-above-banner`?",
        "did you mean `tags-missing`?",
        "cablelint.yaml:1:1",
        "cablelint.yaml:2:13",
        "cablelint-ignore.yaml:2:13",
        "sub/cablelint.yaml:2:10",
    ] {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
}

/// Files with the same settings share what is loaded, and what is wrong is wrong in each place where it stands.
#[test]
fn the_same_defect_in_two_configurations_is_shown_at_both_and_once_at_each() {
    let wrong = "ceiling: Q\nseverity: { portion-above-baner: off }\n";
    let place = Place::new()
        .file("one/cablelint.yaml", wrong)
        .file("two/cablelint.yaml", wrong)
        .file("one/a.txt", FAULTY)
        .file("two/b.txt", FAULTY);
    let run = place.run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    for word in ["cablelint.yaml:1:10", "cablelint.yaml:2:13"]
        .map(|at| ["one", "two"].map(|folder| format!("{folder}/{at}")))
        .concat()
    {
        assert_eq!(run.stderr.matches(&word).count(), 1, "{word}: {}", run.stderr);
    }
    assert_eq!(run.stderr.matches("levels").count(), 2, "{}", run.stderr);
    let argument = place.run(&["check", "--isolated", "--ceiling", "Q"]);
    assert!(argument.code == 2 && argument.stderr.contains("unknown level `Q`"), "{argument:?}");
}

/// In the order in which one mends them, whatever they say.
#[test]
fn defects_come_in_order_of_their_places() {
    let place = Place::new()
        .file("cablelint.yaml", "zeal: 1\nseverity:\n  portion-above-baner: off\nceiling: XX\nalarm: 2\nfail-on: x\n")
        .file(
            "cablelint-ignore.yaml",
            "suppressions:\n  - { rule: zzz, path: x, reason: r }\n  - { rule: aaa, path: x, reason: r }\n  - { rule: b }\n",
        )
        .file("a.txt", FAULTY);
    let run = place.run(&["check"]);
    let places: Vec<(String, usize, usize)> = run
        .stderr
        .lines()
        .filter_map(|line| {
            let (_, place) = line.split_once("─[")?;
            let mut parts = place.trim_end_matches(']').split(':');
            let name = parts.next()?.to_owned();
            Some((name, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
        })
        .collect();
    assert!(places.len() >= 8 && places.is_sorted(), "{places:?}: {}", run.stderr);
}

#[test]
fn a_configuration_that_cannot_be_read_is_2() {
    let place = Place::new().file("a.txt", FAULTY);
    assert_eq!(place.run(&["check", "--config", "none.yaml", "a.txt"]).code, 2);
    std::fs::create_dir(place.path().join("cablelint.yaml")).unwrap();
    let run = place.run(&["check", "a.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    let place = Place::new().file("a.txt", FAULTY).file("cablelint.yaml", b"fail-on: \xff\xfe\n");
    let run = place.run(&["check", "a.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("it is not UTF-8 text"), "{run:?}");
}

#[test]
fn the_effective_values_are_shown_with_where_each_comes_from() {
    let place = Place::new().file(
        "cablelint.yaml",
        "fail-on: warning\noverrides:\n  - paths: ['old/*']\n    severity: { tags-missing: off }\n",
    );
    let run = place.run(&["check", "--show-config", "old/a.txt", "--ceiling", "U"]);
    for line in [
        "# configuration: cablelint.yaml",
        "fail-on: warning # cablelint.yaml:1:10",
        "  tags-missing: off # cablelint.yaml:4:31",
        "ceiling: U # --ceiling",
        "  format: human # default",
    ] {
        assert!(run.stdout.lines().any(|printed| printed == line), "{line}: {}", run.stdout);
    }
    // What is printed is a configuration that says the same.
    let again = Place::new().file("cablelint.yaml", &run.stdout).file("a.txt", FAULTY);
    assert_eq!(again.run(&["check"]).code, 1, "{}", run.stdout);
}

#[test]
fn the_effective_values_of_a_run_are_those_of_the_command_line_and_of_the_folder_it_begins_in() {
    let place = Place::new()
        .file("cablelint.yaml", "as-of: 2026-02-01\nbaseline: top.txt\nreport: { show-source: true }\n")
        .file(
            "sub/cablelint.yaml",
            "as-of: 2026-03-01\nbaseline: x.txt\nceiling: U\nreport: { format: short }\n",
        );
    let shown = |line: &str| {
        let run = place.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, 0, "{line}: {run:?}");
        run.stdout
    };
    let plain = shown("check --show-config sub/a.txt");
    let options =
        "--format json --mask --min-severity error --list-files --baseline b.txt --as-of 2026-04-01";
    let told = shown(&format!("check --show-config sub/a.txt {options}"));
    for (printed, line) in [
        (&plain, "# configuration: sub/cablelint.yaml"),
        (&plain, "ceiling: U # sub/cablelint.yaml:3:10"),
        (&plain, "as-of: 2026-02-01 # cablelint.yaml:1:8"),
        (&plain, "baseline: top.txt # cablelint.yaml:2:11"),
        (&plain, "  format: human # default"),
        (&plain, "  show-source: true # cablelint.yaml:3:24"),
        (&told, "as-of: 2026-04-01 # --as-of"),
        (&told, "baseline: b.txt # --baseline"),
        (&told, "  format: json # --format"),
        (&told, "  min-severity: error # --min-severity"),
        (&told, "  mask: true # --mask"),
        (&told, "  show-source: false # --mask"),
        (&told, "  list-files: true # --list-files"),
    ] {
        assert!(printed.lines().any(|printed| printed == line), "{line}: {printed}");
    }
    let written = shown("check --show-config sub/a.txt --write-baseline b.txt");
    assert!(!written.contains("baseline:"), "none is read: {written}");
}

#[test]
fn init_writes_a_configuration_that_is_one_and_overwrites_nothing() {
    let place = Place::new().file("a.txt", FAULTY);
    assert_eq!(place.run(&["init"]).code, 0);
    let content = std::fs::read_to_string(place.path().join("cablelint.yaml")).unwrap();
    assert!(content.starts_with("# yaml-language-server: $schema=cablelint.schema.json\n"), "{content}");
    assert_eq!(place.run(&["check"]).code, 1, "the configuration is read, and changes nothing");
    // With every suggestion switched on, it is a configuration still.
    let keys = content.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| {
        let key = line.trim_start().split(':').next().unwrap_or_default();
        line.starts_with("  ") || !key.contains(' ') && line.contains(':')
    });
    let keys: String =
        keys.filter(|line| !line.contains("yaml-language-server")).flat_map(|line| [line, "\n"]).collect();
    assert!(keys.contains("overrides:"), "{keys}");
    let keys = keys.replace(", ./house-rules.yaml", "").replace("baseline: cablelint-baseline.txt\n", "");
    let place = place.file("cablelint.yaml", &keys);
    let run = place.run(&["check", "--show-config", "archive/1970s/a.txt"]);
    assert_eq!(run.code, 0, "{run:?}\n{keys}");
    assert!(run.stdout.contains("fail-on: never"), "{run:?}");
    let again = place.run(&["init"]);
    assert_eq!(again.code, 2);
    assert_eq!(std::fs::read_to_string(place.path().join("cablelint.yaml")).unwrap(), keys);
}

#[test]
fn the_schema_knows_what_is_read() {
    let place = Place::new();
    let schema: serde_json::Value = serde_json::from_str(&place.run(&["schema", "config"]).stdout).unwrap();
    let keys = schema["properties"].as_object().unwrap().keys();
    for key in keys {
        // A key that is known with a value of a wrong type is a defect of the value, not of the key.
        let place = Place::new().file("cablelint.yaml", format!("{key}: 7\n")).file("a.txt", FAULTY);
        let run = place.run(&["check"]);
        assert!(run.code == 2 && !run.stderr.contains("unknown key"), "{key}: {run:?}");
    }
}

#[test]
fn a_format_that_there_is_not_is_a_defect_with_its_place_whatever_the_command_line_says() {
    let place = Place::new().file("a.txt", FAULTY).file("cablelint.yaml", "report: { format: jsno }\n");
    for more in [[].as_slice(), &["--format", "short"], &["--show-config"]] {
        let run = place.run(&[&["check"], more, &["a.txt"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        for words in ["unknown format `jsno`", "cablelint.yaml:1:19", "did you mean `json`?"] {
            assert!(run.stderr.contains(words), "{words}: {run:?}");
        }
    }
}

#[test]
fn every_format_can_be_named_and_the_schema_knows_all() {
    let printed = Place::new().run(&["schema", "config"]).stdout;
    let schema: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(schema["properties"]["report"]["properties"]["format"]["enum"], serde_json::json!(FORMATS));
    let known: Vec<&str> = cablelint::report::Format::ALL.iter().map(|format| format.name()).collect();
    assert_eq!(known, FORMATS);
    for format in FORMATS {
        let place = Place::new().file("cablelint.yaml", format!("report: {{ format: {format} }}\n"));
        assert_eq!(place.run(&["check", "--show-config", "a.txt"]).code, 0, "{format}");
    }
}

/// A schema that the program prints, ready to judge.
fn schema(name: &str) -> jsonschema::Validator {
    let printed = Place::new().run(&["schema", name]).stdout;
    jsonschema::options().build(&serde_json::from_str(&printed).unwrap()).unwrap()
}

/// The schema and the program agree on a file. Only the program knows all rules: the schema, which an editor
/// completes from, leaves room for those of rule files.
fn assert_agreement(schema: &jsonschema::Validator, name: &str, content: &str, good: bool) {
    let value: serde_json::Value = serde_yaml::from_str(content).unwrap();
    assert_eq!(schema.is_valid(&value), good, "the schema on {content}");
    let place = Place::new().file(name, content).file("a.txt", FAULTY).file("house.yaml", HOUSE);
    let run = place.run(&["check", "a.txt"]);
    assert_eq!(run.code != 2, good, "the program on {content}\n{run:?}");
}

/// A rule file that can be named.
const HOUSE: &str = "rules:\n  - { id: house-rule, summary: s, severity: note, basis: [house], for: document, \
                     require: { document.kind: cable }, message: m, help: h, explain: e, examples: \
                     [{ kind: cable, text: x, flagged: x }, { kind: cable, text: x, clean: true }] }\n";

#[test]
fn the_schema_of_configurations_accepts_what_the_program_accepts() {
    let schema = schema("config");
    let good = [
        "",
        "rules: [state-cable, ./house.yaml]\nseverity: { tags-missing: off, house-rule: error }\nfail-on: never\n",
        "include: [\"*.txt\"]\nexclude: [\"drafts/*\"]\ndate: 2009-12-29\nas: cable\nceiling: U\nas-of: 2026-01-01\n",
        "overrides:\n  - paths: [\"old/*\"]\n    severity: { tags-missing: note }\n    fail-on: warning\n    ceiling: S\n",
        "report: { format: short, mask: true, show-source: false, min-severity: warning, list-files: true }\n",
    ];
    let bad = [
        "includ: [\"*\"]\n",
        "include: \"*\"\n",
        "severity: { tags-missing: fatal }\n",
        "fail-on: fatal\n",
        "as: letter\n",
        "overrides: { paths: [\"*\"] }\n",
        "overrides:\n  - severity: { tags-missing: off }\n",
        "overrides:\n  - paths: [\"*\"]\n    report: { mask: true }\n",
        "report: { format: word }\n",
        "report: { mask: yes please }\n",
        "- include\n",
    ];
    for content in good {
        assert_agreement(&schema, "cablelint.yaml", content, true);
    }
    for content in bad {
        assert_agreement(&schema, "cablelint.yaml", content, false);
    }
}

#[test]
fn the_schema_of_suppressions_accepts_what_the_program_accepts() {
    let schema = schema("suppressions");
    let good = [
        "rule: tags-missing, path: \"*.txt\", reason: r",
        "rule: tags-missing, mrn: OSLO 120, reason: r, owner: o, until: 2999-01-01",
        "rule: tags-missing, path: a.txt, reason: r, fingerprint: \"v1:0f066fa37e298051ae7bf67aebb3f24f\"",
    ];
    let bad = [
        "rule: tags-missing, path: \"*.txt\"",
        "rule: tags-missing, reason: r",
        "path: \"*.txt\", reason: r",
        "rule: tags-missing, path: \"*.txt\", reason: r, expires: 2999-01-01",
        "rule: tags-missing, path: [\"*.txt\"], reason: r",
        "rule: tags-missing, path: \"*.txt\", reason: \"\"",
        "rule: tags-missing, path: a.txt, reason: r, fingerprint: \"0f06\"",
    ];
    let file = |entry: &str| format!("suppressions:\n  - {{ {entry} }}\n");
    assert_agreement(&schema, "cablelint-ignore.yaml", "# nothing yet\n", true);
    assert_agreement(&schema, "cablelint-ignore.yaml", "[]\n", false);
    for entry in good {
        assert_agreement(&schema, "cablelint-ignore.yaml", &file(entry), true);
    }
    for entry in bad {
        assert_agreement(&schema, "cablelint-ignore.yaml", &file(entry), false);
    }
}

/// Two rule sets give one rule two numbers, and two rules one.
#[test]
fn what_could_not_be_checked_is_counted_by_rule_whatever_the_rule_sets() {
    let undated =
        "C O N F I D E N T I A L OSLO 000120\n\nTAGS: PREL\nSUBJECT: DUES\n\n1. (C) The dues rise.\n";
    let place = Place::new()
        .file("a/cablelint.yaml", "rules: [state-cable]\n")
        .file("a/a.txt", undated)
        .file("b/cablelint.yaml", "rules: [pii, state-cable]\n")
        .file("b/b.txt", undated);
    let counted = |paths: &[&str]| {
        let run = place.run(&[&["check", "--format", "json"], paths].concat());
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let counts = report["summary"]["not_checkable"].as_array().unwrap().iter();
        counts.map(|it| (it["rule"].to_string(), it["documents"].as_u64().unwrap())).collect::<Vec<_>>()
    };
    let once: Vec<(String, u64)> = counted(&["a"]);
    let twice: Vec<(String, u64)> = once.iter().map(|(rule, count)| (rule.clone(), 2 * count)).collect();
    assert!(!once.is_empty());
    assert_eq!(counted(&["a", "b"]), twice);
}
