//! The formats for other programs: what each promises to those who read it.

use std::sync::LazyLock;

use cablelint::excuse::Excuse;
use cablelint::finding::Severity;
use cablelint::report::{Format, Look, Report};
use serde_json::{Value, json};

use crate::checking::fixture;
use crate::made_up::{TEXT, file, finding, finish, report, suppressed};
use crate::program::Place;

/// The formats for other programs, and how each says the highest marking.
const FORMATS: &[(&str, &str)] = &[
    ("sarif", r#""properties":{"highest_marking":"CONFIDENTIAL"}"#),
    ("github", "\nhighest marking seen: CONFIDENTIAL\n"),
    ("gitlab", r#""highest_marking":"CONFIDENTIAL""#),
    ("junit", r#"<property name="highest_marking" value="CONFIDENTIAL"/>"#),
    ("markdown", "**highest marking seen: CONFIDENTIAL**\n"),
    ("html", "<header class=\"marking\">highest marking seen: CONFIDENTIAL</header>\n"),
];

static SARIF: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    // The pattern of languages, which we never name, has a bracket too many for a regular expression.
    let schema = include_str!("../schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
});

/// A SARIF report, which the schema of the standard accepts.
pub(crate) fn sarif(report: &str) -> Value {
    let value: Value = serde_json::from_str(report).unwrap();
    let errors: Vec<String> =
        SARIF.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{report}");
    value
}

/// A cable with a portion above its banner line.
fn cable() -> String {
    fixture("08TALLINN214").replace("2. (U)", "2. (C)")
}

#[test]
fn every_format_carries_the_highest_marking_and_none_of_the_text() {
    let place = Place::new().file("a.txt", cable());
    for (format, marking) in FORMATS {
        let run = place.run(&["check", "--format", format, "a.txt"]);
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{format}");
        assert!(run.stdout.contains("portion-above-banner"), "{format}: {}", run.stdout);
        assert!(run.stdout.contains(marking), "{format}: {}", run.stdout);
        assert!(!run.stdout.contains("buoys"), "{format}: {}", run.stdout);
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let place = Place::new().file("a.txt", cable()).file("b.txt", cable());
    for (format, _) in FORMATS {
        let first = place.run(&["check", "--format", format, "a.txt", "b.txt"]).stdout;
        assert_eq!(first, place.run(&["check", "--format", format, "b.txt", "a.txt"]).stdout, "{format}");
    }
}

#[test]
fn no_format_passes_over_what_could_not_be_read() {
    let place = Place::new().file("a.txt", fixture("08TALLINN214"));
    for (format, _) in FORMATS {
        let run = place.run(&["check", "--format", format, "a.txt", "none.txt"]);
        assert_eq!(run.code, 3, "{format}");
        assert!(run.stdout.contains("none.txt"), "{format}: {}", run.stdout);
        assert!(run.stdout.contains("no such file or folder"), "{format}: {}", run.stdout);
    }
    let nothing = Place::new().file("notes.txt", "a shopping list\n");
    for (format, _) in FORMATS {
        let run = nothing.run(&["check", "--format", format, "."]);
        assert_eq!(run.code, 3, "{format}");
        assert!(run.stdout.contains("no document was recognised in any file"), "{format}: {}", run.stdout);
    }
}

#[test]
fn sarif_follows_its_schema() {
    let cables = cable() + &fixture("two-cables").replace("(U)", "(S)");
    let place = Place::new().file("a b.txt", cables).file("clean.txt", fixture("08TALLINN214"));
    for arguments in [
        &["check", "--format", "sarif", "."][..],
        &["check", "--format", "sarif", "--show-source", ".", "none.txt"],
        &["check", "--format", "sarif", "clean.txt"],
        &["check", "--format", "sarif", "none.txt"],
    ] {
        sarif(&place.run(arguments).stdout);
    }
}

/// A schema that accepts everything would prove nothing.
#[test]
fn the_schema_refuses_what_is_no_sarif() {
    let place = Place::new().file("a.txt", cable());
    let good = sarif(&place.run(&["check", "--format", "sarif", "a.txt"]).stdout);
    let place = "/runs/0/results/0/locations/0/physicalLocation";
    for (path, value) in [
        ("/version", json!("2.2.0")),
        ("/runs/0/tool", json!({})),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/message", json!({ "txt": "x" })),
        (&format!("{place}/region/startLine"), json!(0)),
        (&format!("{place}/artifactLocation/uri"), json!("a b.txt")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(path).unwrap() = value;
        assert!(!SARIF.is_valid(&bad), "{path}");
    }
}

#[test]
fn sarif_describes_the_rules_that_fired_and_says_where() {
    let place = Place::new().file("c/a b.txt", cable());
    let run = place.run(&["check", "--format", "sarif", "."]);
    let run = &sarif(&run.stdout)["runs"][0];
    let result = &run["results"][0];
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "c/a%20b.txt");
    let line = cable().lines().position(|line| line.starts_with("2. (C)")).unwrap() + 1;
    let region = json!({ "startLine": line, "startColumn": 4, "endLine": line, "endColumn": 7 });
    assert_eq!(location["region"], region);
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "the banner line must cover every portion");
    assert_eq!(result["level"], "error");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(rule["shortDescription"]["text"], "a portion is marked above the banner line");
    assert_eq!(rule["defaultConfiguration"], json!({ "enabled": true, "level": "error" }));
    assert_eq!(rule["properties"]["tags"], json!(["state-cable", "portions"]));
    let basis = rule["properties"]["basis"][0].as_str().unwrap();
    assert!(rule["help"]["markdown"].as_str().unwrap().contains(basis));
    for text in [&rule["help"]["text"], &rule["fullDescription"]["text"]] {
        assert!(text.as_str().unwrap().starts_with("The banner line (the classification line of the cable)"));
    }
    assert_eq!(
        run["invocations"][0],
        json!({ "executionSuccessful": true, "toolExecutionNotifications": [] })
    );
    let jsonl = place.run(&["check", "--format", "jsonl", "."]).stdout;
    let first: Value = serde_json::from_str(jsonl.lines().next().unwrap()).unwrap();
    assert_eq!(result["partialFingerprints"]["cablelint/v1"], first["fingerprint"]);
}

#[test]
fn sarif_says_that_a_run_was_incomplete() {
    let run = Place::new().file("a.txt", cable()).run(&["check", "--format", "sarif", "a.txt", "no:such"]);
    let invocation = &sarif(&run.stdout)["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "no%3Asuch");
}

#[test]
fn sarif_tells_suppressed_known_and_new_apart() {
    let error = || finding("portion-above-banner", Severity::Error, "wrong");
    let mut known = error();
    known.excuse = Some(Excuse::Known);
    let file = file("a.txt", vec![vec![suppressed(error(), "agreed with the post"), known, error()]]);
    let report = sarif(&report(Format::Sarif, Look::default(), &[file]));
    let results = &report["runs"][0]["results"];
    let suppression = json!([{
        "kind": "external", "status": "accepted", "justification": "agreed with the post",
        "properties": { "owner": "agreed with the post", "until": "2027-01-31" },
    }]);
    assert_eq!(results[0]["suppressions"], suppression);
    assert_eq!(results[1]["suppressions"], json!([]));
    assert_eq!(results[1]["baselineState"], "unchanged");
    assert_eq!(results[2]["suppressions"], json!([]));
    for result in [&results[0], &results[2]] {
        assert!(result.get("baselineState").is_none());
    }
}

/// Equal cables in two files, and twice in one: GitLab merges issues of one fingerprint.
#[test]
fn findings_of_one_fingerprint_are_told_apart() {
    let one = || vec![finding("portion-above-banner", Severity::Error, "wrong")];
    let files = [file("a.txt", vec![one(), one()]), file("b.txt", vec![one()])];
    let sarif = sarif(&report(Format::Sarif, Look::default(), &files));
    let gitlab: Value = serde_json::from_str(&report(Format::Gitlab, Look::default(), &files)).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let locations = results.iter().map(|it| &it["partialFingerprints"]["cablelint/location/v1"]);
    for names in [
        locations.collect::<Vec<_>>(),
        gitlab.as_array().unwrap().iter().map(|it| &it["fingerprint"]).collect(),
    ] {
        assert_eq!(names.len(), 3);
        assert!(names[0] != names[1] && names[0] != names[2] && names[1] != names[2], "{names:?}");
    }
    // What stands in one file does not depend on what else is checked.
    let alone: Value = serde_json::from_str(&report(Format::Gitlab, Look::default(), &files[1..])).unwrap();
    assert_eq!(alone[0]["fingerprint"], gitlab[2]["fingerprint"]);
}

#[test]
fn source_text_stands_in_sarif_only_on_demand() {
    let files = [file("a.txt", vec![vec![finding("portion-above-banner", Severity::Error, "wrong")]])];
    let look = Look { show_source: true, ..Look::default() };
    let shown = sarif(&report(Format::Sarif, look, &files));
    let region = &shown["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["snippet"]["text"], "(S)");
    assert!(!report(Format::Sarif, Look::default(), &files).contains("snippet"));
}

#[test]
fn what_is_excused_is_skipped_by_junit_and_left_out_elsewhere() {
    let error = finding("portion-above-banner", Severity::Error, "wrong");
    let files = [file("a.txt", vec![vec![suppressed(error, "agreed with the post")]])];
    let report = |format| report(format, Look::default(), &files);
    let junit = report(Format::Junit);
    let junit = roxmltree::Document::parse(&junit).unwrap();
    let skipped: Vec<_> = junit.descendants().filter(|node| node.has_tag_name("skipped")).collect();
    assert_eq!(skipped[0].attribute("message"), Some("suppression: agreed with the post"));
    assert_eq!(junit.root_element().attribute("failures"), Some("0"));
    assert_eq!(report(Format::Gitlab), "[\n\n]\n");
    for format in [Format::Github, Format::Markdown] {
        let report = report(format);
        assert!(!report.contains("wrong") && report.contains("1 excused by a suppression"), "{report}");
    }
}

#[test]
fn github_shows_the_worst_ten_of_each_kind_and_counts_the_rest() {
    let note = || finding("portion-above-banner", Severity::Note, "style");
    let error = |number: usize| finding("portion-above-banner", Severity::Error, &format!("wrong {number}"));
    let notes = file("a.txt", vec![(0..12).map(|_| note()).collect()]);
    let errors = file("b.txt", vec![(0..11).map(error).collect()]);
    let report = report(Format::Github, Look::default(), &[notes, errors]);
    let lines: Vec<&str> = report.lines().collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(kinds[..20], [["::error"; 10], ["::notice"; 10]].concat());
    assert_eq!(
        lines[0],
        "::error file=b.txt,line=3,endLine=3,col=4,endColumn=7,title=portion-above-banner::wrong 0%0Awrong 0"
    );
    let rest = [
        "and 1 more error, 2 more notes",
        "2 files, 2 cables: 11 errors, 0 warnings, 12 notes",
        "highest marking seen: SECRET",
    ];
    assert_eq!(lines[20..], rest);
}

#[test]
fn a_clean_file_is_a_passed_test_of_junit() {
    let place = Place::new().file("a.txt", fixture("07LISBON1457")).file("b.txt", cable());
    let junit = place.run(&["check", "--format", "junit", ".", "none.txt"]).stdout;
    let junit = roxmltree::Document::parse(&junit).unwrap();
    let suites: Vec<_> = junit.root_element().children().filter(roxmltree::Node::is_element).collect();
    let numbers = |suite: &roxmltree::Node<'_, '_>| {
        ["name", "tests", "failures", "errors"].map(|name| suite.attribute(name).unwrap().to_owned())
    };
    let numbers: Vec<_> = suites.iter().map(numbers).collect();
    let expected = [["a.txt", "1", "0", "0"], ["b.txt", "1", "1", "0"], ["none.txt", "1", "0", "1"]];
    assert_eq!(numbers, expected);
}

#[test]
fn gitlab_issues_have_what_gitlab_asks_for() {
    let run = Place::new().file("a.txt", cable()).run(&["check", "--format", "gitlab", "a.txt", "none.txt"]);
    let issues: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&issues[0]["check_name"], &issues[0]["severity"]),
        (&json!("portion-above-banner"), &json!("critical"))
    );
    assert_eq!(
        (&issues[1]["check_name"], &issues[1]["severity"]),
        (&json!("not-checked"), &json!("blocker"))
    );
    for issue in issues.as_array().unwrap() {
        assert!(issue["description"].is_string() && issue["location"]["path"].is_string());
        assert!(issue["location"]["lines"]["begin"].as_u64() >= Some(1));
        assert_eq!(issue["fingerprint"].as_str().unwrap().len(), 32);
    }
}

#[test]
fn markdown_keeps_to_its_room_and_shows_the_worst() {
    let note = || finding("portion-above-banner", Severity::Note, "style");
    let mut findings: Vec<_> = (0..1000).map(|_| note()).collect();
    findings.push(finding("portion-above-banner", Severity::Error, "wrong"));
    let files = [file("a.txt", vec![findings])];
    let within = |room| finish(Report::markdown_within(room, Look::default()), Look::default(), &files);
    let page = within(2000);
    assert!(page.len() <= 2000, "{}", page.len());
    let rows: Vec<&str> = page.lines().filter(|line| line.contains("a.txt")).collect();
    assert!(rows[0].starts_with("| error | a.txt:3:4 | portion-above-banner | wrong |"), "{page}");
    assert!(page.ends_with(&format!("\nand {} more findings\n", 1001 - rows.len())), "{page}");
    assert!(!within(usize::MAX).contains("more findings") && !page.contains(TEXT));
}

#[test]
fn the_summary_of_a_step_gets_a_page_beside_annotations_and_only_then() {
    let place = Place::new().file("a.txt", cable()).file("page.md", "# Before\n");
    let page = || std::fs::read_to_string(place.path().join("page.md")).unwrap();
    let run = |arguments: &[&str]| {
        place.command(arguments).env("GITHUB_STEP_SUMMARY", "page.md").output().unwrap().status.code()
    };
    assert_eq!(run(&["check", "--format", "short", "a.txt"]), Some(1));
    assert_eq!(page(), "# Before\n");
    assert_eq!(run(&["check", "--output", "github=annotations.txt", "a.txt"]), Some(1));
    let once = page();
    assert!(once.starts_with("# Before\n**highest marking seen: CONFIDENTIAL**"), "{once}");
    assert!(once.contains("| error | a.txt:"), "{once}");
    assert_eq!(run(&["check", "--format", "github", "--output", "github=more.txt", "a.txt"]), Some(1));
    assert_eq!(page().matches("## cablelint").count(), 2);
}

#[test]
fn a_page_of_a_step_that_cannot_grow_is_3_and_stays_as_it_is() {
    let full = "x".repeat(1024 * 1024 - 10);
    let place = Place::new().file("a.txt", cable()).file("page.md", &full);
    for page in ["page.md", "no/such/page.md", "."] {
        let mut command = place.command(&["check", "--format", "github", "a.txt"]);
        let output = command.env("GITHUB_STEP_SUMMARY", page).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{page}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("cannot be written"), "{page}");
        assert!(String::from_utf8(output.stdout).unwrap().starts_with("::error "), "{page}");
    }
    assert_eq!(std::fs::read_to_string(place.path().join("page.md")).unwrap(), full);
}
