//! Exit codes and formats that depend on what is found: these need the parser and the default rules.

use crate::program::Place;

const SAMPLE: &[u8] = include_bytes!("../../fixtures/cables/08MOSCOW820.txt");

/// A portion above the banner line: an error under the default rules.
const ABOVE: &str = "UNCLAS MOSCOW 000820\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: TEST\n\n\
                     1. (S) One.\n\n2. (U) Two.\n";

fn place() -> Place {
    Place::new().file("cables/08MOSCOW820.txt", SAMPLE).file("cables/notes.txt", "a shopping list\n")
}

#[test]
fn warnings_pass_unless_they_are_to_fail() {
    assert_eq!(place().run(&["check", "cables/08MOSCOW820.txt"]).code, 0);
    assert_eq!(place().run(&["check", "--fail-on", "warning", "cables/08MOSCOW820.txt"]).code, 1);
    assert_eq!(place().run(&["check", "--fail-on", "never", "cables/08MOSCOW820.txt"]).code, 0);
}

#[test]
fn errors_fail_and_incomplete_wins_over_them() {
    let place = place().file("above.txt", ABOVE);
    assert_eq!(place.run(&["check", "above.txt"]).code, 1);
    assert_eq!(place.run(&["check", "above.txt", "none.txt"]).code, 3);
    assert_eq!(place.run(&["check", "--fail-on", "never", "above.txt"]).code, 0);
    assert_eq!(place.run(&["check", "--ignore", "portion-above-banner", "above.txt"]).code, 0);
}

#[test]
fn a_folder_with_a_file_that_is_no_document_is_fine_and_says_so() {
    let run = place().run(&["check", "cables"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout.contains("no document recognised in 1 file; --list-files names them"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_mistyped_rule_is_2_with_the_right_one() {
    let run = place().run(&["explain", "portion-above-baner"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `portion-above-banner`?"), "{}", run.stderr);
}

#[test]
fn explain_gives_the_page_of_every_rule_that_is_listed() {
    let place = Place::new();
    let rules: serde_json::Value =
        serde_json::from_str(&place.run(&["rules", "--format", "json"]).stdout).unwrap();
    let rules = rules.as_array().unwrap();
    assert!(!rules.is_empty());
    let ids = rules.iter().map(|rule| rule["id"].as_str().unwrap());
    let arguments: Vec<&str> = std::iter::once("explain").chain(ids.clone()).collect();
    let run = place.run(&arguments);
    assert_eq!(run.code, 0);
    for id in ids {
        assert!(run.stdout.contains(&format!("{id}: ")), "{id}");
    }
    assert_eq!(run.stdout.matches("What to do: ").count(), rules.len());
}

#[test]
fn explain_knows_the_rules_of_packs_that_check_does_not_use() {
    let place = Place::new();
    for pack in ["compare", "uk-gsc"] {
        let listed = place.run(&["rules", "--rules", pack, "--format", "json"]).stdout;
        let rules: serde_json::Value = serde_json::from_str(&listed).unwrap();
        let ids: Vec<&str> =
            rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        let run = place.run(&[&["explain"], ids.as_slice()].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let said = format!("  pack      {pack}, which is not one of the default packs\n");
        assert_eq!(run.stdout.matches(&said).count(), ids.len());
        let asked = place.run(&["explain", "--rules", pack, ids[0]]).stdout;
        assert!(asked.starts_with(ids[0]) && !asked.contains("  pack  "), "{asked}");
    }
    let run = place.run(&["explain", "uk-old-levle", "no-such-thing-at-all"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("did you mean `uk-old-level`?"), "{}", run.stderr);
    assert!(run.stderr.contains("`cablelint rules` lists those of the default packs"), "{}", run.stderr);
    assert!(!place.run(&["explain", "portion-above-banner"]).stdout.contains("  pack  "));
}

#[test]
fn the_sample_finding_is_the_one_of_the_contract() {
    let run = place().run(&["check", "--format", "jsonl", "--select", "paragraph-out-of-sequence", "cables"]);
    let finding: serde_json::Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(finding["path"], "cables/08MOSCOW820.txt");
    assert_eq!(finding["mrn"], "MOSCOW 820");
    assert_eq!(finding["message"], "paragraph 13 follows paragraph 2; 3 was expected");
    let place = ["line", "column", "end_line", "end_column", "start", "end"]
        .map(|key| finding[key].as_u64().unwrap());
    assert_eq!(place, [89, 1, 89, 3, 3266, 3268]);
    assert!(finding["fingerprint"].as_str().unwrap().starts_with("v1:"));
}

#[test]
fn standard_input_has_the_name_it_is_given() {
    let arguments = ["check", "--format", "short", "--stdin-filename", "draft.txt", "-"];
    let run = Place::new().run_with_stdin(&arguments, ABOVE.as_bytes());
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("draft.txt:9:4: error[portion-above-banner]: "), "{}", run.stdout);
}

#[test]
fn a_masked_report_shows_no_source_line() {
    let run = Place::new().file("above.txt", ABOVE).run(&["check", "--mask", "above.txt"]);
    assert!(run.stdout.contains("at above.txt:9:4") && !run.stdout.contains("One."), "{}", run.stdout);
}

#[test]
fn parse_reads_as_check_does_with_the_same_options() {
    let british =
        "OFFICIAL-SENSITIVE\n\nNote on ferries\n\n1. (OFFICIAL) The ferry leaves.\n\nOFFICIAL-SENSITIVE\n";
    let place = Place::new().file("uk.txt", british).file("list.txt", "milk\n").file("above.txt", ABOVE);
    let run = place.run(&["parse", "uk.txt"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("--as cable or --as memo"), "{run:?}");
    let run = place.run(&["parse", "--rules", "uk-gsc", "--format", "jsonl", "uk.txt"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("\"kind\":\"memo\"") && run.stdout.contains("OFFICIAL"), "{run:?}");
    let run = place.run(&["parse", "--as", "memo", "--date", "2009-02-03", "--format", "jsonl", "list.txt"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("\"kind\":\"memo\""), "{run:?}");
    assert_eq!(place.run(&["parse", "--rules", "no-such-pack", "uk.txt"]).code, 2);
}

#[test]
fn parse_says_how_much_is_left_out() {
    let place = Place::new().file("a.txt", ABOVE).file("b.txt", ABOVE).file(".gitignore", "b.txt\n");
    let run = place.run(&["parse", "--gitignore", "--include", "*.txt", "."]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.stdout.contains("b.txt"), "{run:?}");
    assert!(run.stderr.contains("cablelint: skipped 1 file: ignored by .gitignore\n"), "{run:?}");
}

#[test]
fn parse_gives_the_anatomy_of_the_sample() {
    let run = place().run(&["parse", "--format", "jsonl", "cables/08MOSCOW820.txt"]);
    assert_eq!(run.code, 0);
    let anatomy: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let keys: Vec<_> = anatomy.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "path",
            "document",
            "kind",
            "id",
            "mrn",
            "copy",
            "parts",
            "date",
            "level",
            "banner",
            "captions",
            "order",
            "declassify",
            "tags",
            "subject",
            "references",
            "section",
            "paragraphs",
            "redactions"
        ]
    );
    assert_eq!(anatomy["id"], "08MOSCOW820");
    assert_eq!(anatomy["date"], "2008-03-25T16:45:00Z");
    assert_eq!(anatomy["captions"], serde_json::json!(["SIPDIS", "SENSITIVE", "SIPDIS"]));
    assert_eq!(anatomy["paragraphs"].as_array().unwrap().len(), 3);
    let masked = place().run(&["parse", "--format", "jsonl", "--mask", "cables/08MOSCOW820.txt"]).stdout;
    assert!(!masked.contains("AUSTRALIA GROUP"));
}

#[test]
fn the_examples_of_the_default_rules_hold() {
    let run = Place::new().run(&["test"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

#[test]
fn a_defective_rule_set_is_2_and_points_at_the_line() {
    let place = place().file("mine.yaml", "rules:\n  - id: mine\n    sumary: x\n");
    let run = place.run(&["check", "--rules", "mine.yaml", "cables"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("mine.yaml:3:") && run.stderr.contains("summary"), "{}", run.stderr);
}

/// British levels mean nothing to American rules. That is one mistake, and not one for each word of a rule.
#[test]
fn a_pack_beside_the_register_of_another_government_is_2_and_says_what_to_do() {
    let packs = ["--rules", "uk-gsc", "--rules", "state-cable", "--rules", "pii"];
    let run = place().run(&[&["check"], &packs[..], &["cables"]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let told = "the levels of this register are not those of: state-cable\n";
    assert!(run.stderr.contains(told) && run.stderr.contains("in a run of its own"), "{run:?}");
    assert_eq!(run.stderr.matches("help: ").count(), 1, "{run:?}");
    assert_eq!(place().run(&["check", "--rules", "uk-gsc", "--rules", "pii", "cables"]).code, 0);
}

#[test]
fn a_run_without_a_rule_is_2() {
    let id = "paragraph-out-of-sequence";
    let run = Place::new().file("a.txt", ABOVE).run(&["check", "--select", id, "--ignore", id, "a.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no rule is left to run"), "{}", run.stderr);
}

/// A rule set of one rule, `one`.
fn one_rule(severity: &str) -> String {
    format!(
        "rules:\n  - id: one\n    summary: one\n    severity: {severity}\n    basis: [test]\n    for: portion\n    \
         forbid: {{ level: S }}\n    message: wrong\n    help: fix it\n    explain: why\n    \
         examples: [{{ kind: cable, text: x, flagged: x }}, {{ kind: cable, text: x, clean: true }}]\n"
    )
}

/// The rules about excuses are always loaded, but read no document: a run of them alone would look like a pass.
#[test]
fn a_rule_set_of_which_nothing_is_on_is_2() {
    let place = Place::new()
        .file("a.txt", ABOVE)
        .file("none.yaml", "rules: []\n")
        .file("off.yaml", one_rule("off"))
        .file("on.yaml", one_rule("error"))
        .file("named/cablelint.yaml", "rules: [../none.yaml]\n")
        .file("named/a.txt", ABOVE)
        .file("silent/cablelint.yaml", "rules: [../on.yaml]\nseverity: { one: off }\n")
        .file("silent/a.txt", ABOVE)
        .file(
            "mixed/cablelint.yaml",
            "rules: [../on.yaml]\noverrides: [{ paths: [\"made/*\"], severity: { one: off } }]\n",
        )
        .file("mixed/made/a.txt", ABOVE)
        .file("mixed/a.txt", ABOVE);
    for arguments in [
        &["--rules", "none.yaml", "a.txt"][..],
        &["--rules", "off.yaml", "a.txt"],
        &["--rules", "excuses", "a.txt"],
        &["--rules", "none.yaml", "--write-baseline", "known.json", "a.txt"],
        &["named"],
        &["silent"],
    ] {
        let run = place.run(&[&["check"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("no rule is left to run"), "{arguments:?}: {run:?}");
    }
    assert_eq!(place.run(&["check", "--rules", "on.yaml", "a.txt"]).code, 1);
    // A folder may be without rules where others have some.
    assert_eq!(place.run(&["check", "mixed"]).code, 1);
    assert_eq!(place.run(&["check", "mixed/made"]).code, 2);
    let selected =
        place.run(&["check", "--format", "short", "--rules", "off.yaml", "--select", "one", "a.txt"]);
    assert!(selected.stdout.contains("[one]"), "{selected:?}");
    assert_eq!(place.run(&["check", "--select", "suppression-expired", "a.txt"]).code, 0);
}

#[test]
fn that_no_rule_is_left_hides_no_other_defect() {
    let place = Place::new()
        .file("off.yaml", one_rule("off"))
        .file("cablelint.yaml", "rules: [off.yaml]\nseverity: { oen: note }\nfolder: x\n")
        .file("cablelint-ignore.yaml", "suppressions: [{ rule: one }]\n")
        .file("a.txt", ABOVE);
    let run = place.run(&["check", "--ceiling", "Q", "a.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    for told in ["no rule is left to run", "unknown rule `oen`", "unknown key `folder`", "unknown level `Q`"]
    {
        assert_eq!(run.stderr.matches(told).count(), 1, "{told}: {}", run.stderr);
    }
    assert!(run.stderr.contains("cablelint-ignore.yaml:1:"), "{}", run.stderr);
}

/// Whoever reads `SECRET` in a document writes it so.
#[test]
fn a_ceiling_is_named_by_symbol_or_name_in_capitals_or_not() {
    let place = Place::new().file("a.txt", ABOVE).file("x/a.txt", ABOVE);
    for level in ["U", "u", "UNCLASSIFIED", "unclassified", "confidential", "limited official use"] {
        let run = place.run(&["check", "--format", "short", "--ceiling", level, "a.txt"]);
        assert!(run.stdout.contains("ceiling"), "{level}: {run:?}");
        let place = Place::new().file("a.txt", ABOVE).file("cablelint.yaml", format!("ceiling: {level}\n"));
        let run = place.run(&["check", "--format", "short"]);
        assert!(run.stdout.contains("ceiling"), "{level}: {run:?}");
    }
    for level in ["s", "SECRET", "Top Secret"] {
        let run = place.run(&["check", "--format", "short", "--ceiling", level, "a.txt"]);
        assert!(run.code == 1 && !run.stdout.contains("ceiling"), "{level}: {run:?}");
    }
}

#[test]
fn tags_and_subject_alone_prove_a_header_that_lacks_its_banner_line() {
    let text = "TAGS: PREL, NO\nSUBJECT: GULLS\n\n1. (U) A count.\n\n2. (U) A sum.\n";
    let run = Place::new().file("a.txt", text).run(&["check", "--format", "short", "a.txt"]);
    assert!(run.stdout.contains("banner-line-missing"), "{}", run.stdout);
    assert_eq!(run.code, 1);
}

#[test]
fn plurals_and_numbering_letters_are_no_marks() {
    let text = "UNCLAS OSLO 000160\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: DEMARCHE REQUEST(S)\n\n1. (U) A count.\n\nANNEX (C)\n\n2. (U) A sum.\n\nLARSEN\n";
    let run = Place::new().file("a.txt", text).run(&["check", "--format", "short", "a.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}
