//! What the command line promises whatever the rules are: usage, paths, streams.

use crate::checking::fixture;
use crate::program::{FORMATS, Place, Run};

const COMMANDS: &[&str] = &[
    "check",
    "compare",
    "baseline",
    "suppressions",
    "init",
    "parse",
    "mark",
    "rollup",
    "explain",
    "rules",
    "facts",
    "test",
    "schema",
    "completions",
    "man",
];

#[test]
fn every_help_is_on_stdout_and_states_the_exit_codes() {
    let place = Place::new();
    for command in COMMANDS {
        let run = place.run(&[command, "--help"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command}");
        assert!(run.stdout.contains("Exit codes:") && run.stdout.contains("3 wins over 1"), "{command}");
        // What is laid out by hand must not be broken again by a narrow terminal.
        let narrow = place.command(&[command, "--help"]).env("COLUMNS", "80").output().unwrap();
        let narrow = String::from_utf8(narrow.stdout).unwrap();
        let table = |help: &str| help.split_once("Exit codes:").unwrap().1.to_owned();
        assert_eq!(table(&narrow), table(&run.stdout), "{command}");
        assert!(narrow.lines().all(|line| line.chars().count() <= 80), "{command}: {narrow}");
    }
    for command in ["check", "compare"] {
        let about = |columns: &str| {
            let help = place.command(&[command, "--help"]).env("COLUMNS", columns).output().unwrap();
            String::from_utf8(help.stdout).unwrap().split_once("Usage:").unwrap().0.to_owned()
        };
        assert_eq!(about("80"), about("200"));
    }
    assert_eq!(place.run(&["--version"]).code, 0);
}

#[test]
fn help_may_be_asked_for_by_a_command() {
    let place = Place::new();
    assert_eq!(place.run(&["help"]).stdout, place.run(&["--help"]).stdout);
    for command in COMMANDS {
        let run = place.run(&["help", command]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command}");
        assert_eq!(run.stdout, place.run(&[command, "--help"]).stdout, "{command}");
    }
    assert_eq!(place.run(&["help", "no-such-command"]).code, 2);
}

#[test]
fn a_folder_in_the_place_of_a_rule_set_is_answered_with_its_files() {
    let files = (0..7).map(|number| format!("house/{number}.yaml"));
    let place = files.fold(Place::new(), |place, name| place.file(&name, "rules: []\n"));
    let place = place.file("house/notes.txt", "").file("bare/notes.txt", "").file("a.txt", "UNCLAS");
    for (line, said) in [
        (
            "test house",
            "in it stand house/0.yaml, house/1.yaml, house/2.yaml, house/3.yaml, house/4.yaml, and 2 more",
        ),
        ("check --rules house a.txt", "in it stand house/0.yaml"),
        ("test bare", "no .yaml file stands in it"),
        ("test .", "the rule set . is a folder, and a file is wanted"),
    ] {
        let run = place.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{line}: {run:?}");
        assert!(run.stderr.contains(said) && !run.stderr.contains("os error"), "{line}: {}", run.stderr);
    }
}

#[test]
fn wrong_usage_is_2_and_checks_nothing() {
    let place = Place::new().file("a.txt", "UNCLAS");
    for arguments in [
        &["chekc"][..],
        &["check", "--no-such-option"],
        &["check", "--format", "xml"],
        &["check", "--output", "json"],
        &["check", "--output", "xml=a"],
        &["check", "--date", "2009-02-30"],
        &["check", "--max-size", "big"],
        &["check", "--stdin-filename", "b.txt"],
        &["check", "--stdin-filename", "b.txt", "a.txt"],
        &["parse", "--stdin-filename", "b.txt", "a.txt"],
        &["check", "-0", "a.txt"],
        &["check", "--include", "[", "a.txt"],
        &["check", "--mask", "--show-source"],
        &["check", "--select", "no-such-rule", "a.txt"],
        &["check", "--ignore", "no-such-rule", "a.txt"],
        &["check", "--ceiling", "ULTRA", "a.txt"],
        &["check", "--fingerprint-key-file", "none", "a.txt"],
        &["explain", "no-such-rule"],
        &["explain"],
        &["facts", "no-such-fact"],
        &["man", "no-such-command"],
        &["completions", "no-such-shell"],
        &[],
    ] {
        let run = place.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}: {run:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_wrong_value_is_answered_with_the_option_and_what_to_write() {
    let place = Place::new().file("a.txt", "UNCLAS").file("in/a.txt", "UNCLAS").file("a.zip", "PK");
    let day = "it is no calendar day; write YYYY-MM-DD, for example 2003-09-22";
    let number = "a number from 1 to 1024 is expected";
    let compared = "name two files, two folders or two archives";
    for (line, option, answer) in [
        ("check --date yesterday a.txt", "--date", day),
        ("check --date 2020-13-01 a.txt", "--date", day),
        ("check --date 20091229 a.txt", "--date", day),
        ("check --date 2009-12-29T10:00 a.txt", "--date", day),
        ("check --as-of 1 a.txt", "--as-of", day),
        ("suppressions --as-of 1", "--as-of", day),
        ("mark --date x (S)", "--date", day),
        ("rollup --date x (S)", "--date", day),
        ("check --threads 0 a.txt", "--threads", number),
        ("check --threads x a.txt", "--threads", number),
        ("check --include [ a.txt", "--include", "`[` is no glob"),
        ("check --exclude a[ a.txt", "--exclude", "`a[` is no glob"),
        ("compare in a.zip", "a file and a folder", compared),
    ] {
        let run = place.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{line}: {run:?}");
        assert!(run.stderr.contains(option) && run.stderr.contains(answer), "{line}: {}", run.stderr);
    }
}

#[test]
fn options_stand_under_the_heading_that_they_belong_to() {
    for arguments in [["check", "--help"].as_slice(), &["baseline", "prune", "--help"]] {
        let help = Place::new().run(arguments).stdout;
        let heading = |option: &str| {
            let above = help.split_once(&format!("      {option} <")).unwrap().0;
            above.lines().rfind(|line| line.ends_with(':') && !line.starts_with(' ')).map(str::to_owned)
        };
        for option in ["--threads", "--cache"] {
            assert_eq!(heading(option).as_deref(), Some("Speed:"), "{option}");
        }
        assert_eq!(heading("--since").as_deref(), Some("Changes:"));
    }
}

#[test]
fn every_page_of_the_manual_that_another_refers_to_can_be_had() {
    let place = Place::new();
    let program = place.run(&["man"]).stdout;
    assert!(COMMANDS.iter().all(|command| place.run(&["man", command]).code == 0));
    assert!(program.contains(".TH cablelint 1"), "{program}");
    let baseline = place.run(&["man", "baseline"]).stdout;
    for command in ["prune", "stats"] {
        assert!(baseline.contains(&format!("cablelint\\-baseline\\-{command}(1)")), "{baseline}");
        let page = place.run(&["man", "baseline", command]);
        assert_eq!(page.code, 0, "{page:?}");
        assert!(page.stdout.contains(&format!("cablelint baseline {command}")), "{}", page.stdout);
        assert_eq!(page.stdout, place.run(&["man", &format!("baseline-{command}")]).stdout);
    }
    for words in [&["prune"][..], &["baseline", "mend"], &["check", "stats"]] {
        assert_eq!(place.run(&[&["man"], words].concat()).code, 2, "{words:?}");
    }
}

#[test]
fn a_missing_path_is_3_and_named() {
    let run = Place::new().run(&["check", "no\u{1b}such.txt"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("no␛such.txt: no such file or folder"), "{}", run.stderr);
    assert!(run.stdout.contains("not read: no␛such.txt"), "{}", run.stdout);
}

#[test]
fn no_file_is_3() {
    let place = Place::new().file("a/b.md", "x");
    for arguments in [&["check", "a", "--include", "*.txt"][..], &["check", "--exclude", "*.md", "a/b.md"]] {
        let run = place.run(arguments);
        assert_eq!(run.code, 3);
        assert!(run.stderr.contains("no file to check"), "{}", run.stderr);
        assert!(run.stdout.contains("skipped 1 file: "), "{}", run.stdout);
    }
}

#[test]
fn no_document_in_any_file_is_3_and_files_are_named_on_demand() {
    let place = Place::new().file("notes.txt", "a shopping list\n");
    let run = place.run(&["check", ".", "--list-files"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("no document was recognised in any file"), "{}", run.stderr);
    assert!(run.stdout.contains("no document recognised: notes.txt"), "{}", run.stdout);
    assert_eq!(place.run(&["parse", "."]).code, 3);
}

/// The prose of a rule, which is all before its first example.
#[test]
fn an_explanation_is_as_wide_as_the_terminal() {
    let place = Place::new();
    let prose = |columns: Option<&str>| {
        let mut command = place.command(&["explain", "portion-above-banner", "uk-old-level"]);
        if let Some(columns) = columns {
            command.env("COLUMNS", columns);
        }
        let page = Run::of(command.output().unwrap()).stdout;
        page.split_once("\nFlagged, ").unwrap().0.to_owned()
    };
    let words = |prose: &str| prose.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let usual = prose(None);
    for (columns, least) in [("24", 20), ("40", 34), ("60", 50), ("100", 90), ("140", 120)] {
        let narrow = prose(Some(columns));
        let widest = narrow.lines().map(|line| line.chars().count()).max().unwrap();
        assert!((least..=columns.parse().unwrap()).contains(&widest), "{columns}: {widest}\n{narrow}");
        // A path may be broken at its folders.
        let letters = |prose: &str| words(prose).concat();
        assert_eq!(letters(&narrow), letters(&usual), "{columns}");
    }
    // As wide as the human report, where nobody says how wide.
    assert_eq!(prose(Some("100")), usual);
}

/// An option that is taken and shows nothing looks like an answer: no such files, nothing to count.
#[test]
fn options_that_show_nothing_in_a_format_say_so_and_fail_nothing() {
    let place = Place::new().file("a.txt", fixture("08TALLINN214")).file("notes.txt", "a shopping list\n");
    for option in ["--list-files", "--statistics"] {
        let told = |arguments: &[&str]| {
            let run =
                |more: &[&str]| place.run(&[&["check", "a.txt", "notes.txt"], arguments, more].concat());
            let (with, without) = (run(&[option]), run(&[]));
            assert_eq!((with.code, without.stderr.as_str()), (0, ""), "{with:?}");
            (with.stdout != without.stdout, with.stderr)
        };
        for format in FORMATS {
            let (is_shown, note) = told(&["--format", format]);
            let expected = format!(
                "cablelint: {option} shows nothing in {format}; formats that show it are human, json, jsonl, markdown, html\n"
            );
            // The page counts without being asked.
            let is_shown = is_shown || *format == "html";
            assert_eq!(note, if is_shown { "" } else { &expected }, "{option} {format}");
        }
        // Where one report of a run shows it, that is what it was given for.
        assert_eq!(told(&["--format", "short", "--output", "json=report.json"]).1, "");
        let (_, both) =
            told(&["--format", "short", "--output", "junit=report.xml", "--output", "short=short.txt"]);
        assert!(both.contains(&format!("{option} shows nothing in short, junit; ")), "{both}");
        let (is_shown, quiet) = told(&["--quiet"]);
        assert!(!is_shown && quiet.contains("shows nothing in human with --quiet;"), "{quiet}");
        // Beside annotations stands a page.
        let mut command = place.command(&["check", option, "--format", "github", "a.txt"]);
        let run = Run::of(command.env("GITHUB_STEP_SUMMARY", place.path().join("page.md")).output().unwrap());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    }
    // That a configuration asks for it says nothing about this run.
    let place = place.file("cablelint.yaml", "report: { list-files: true }\n");
    assert_eq!(place.run(&["check", "--format", "short", "."]).stderr, "");
}

/// The same of the characters found, which other formats have no place for.
#[test]
fn a_format_that_shows_no_source_says_so_and_fails_nothing() {
    let place = Place::new().file("a.txt", fixture("08TALLINN214"));
    let told =
        |arguments: &[&str]| place.run(&[&["check", "a.txt", "--show-source"], arguments].concat()).stderr;
    for format in FORMATS {
        let is_shown = ["human", "json", "jsonl", "sarif", "html"].contains(format);
        let note = format!(
            "cablelint: --show-source shows nothing in {format}; formats that show it are human, json, jsonl, sarif, html\n"
        );
        assert_eq!(told(&["--format", format]), if is_shown { "" } else { &note }, "{format}");
    }
    assert_eq!(told(&["--format", "short", "--output", "json=report.json"]), "");
    assert_eq!(told(&["--quiet"]), "");
}

#[test]
fn a_file_that_is_too_large_is_3() {
    let run = Place::new().file("a.txt", "UNCLAS").run(&["check", "--max-size", "5", "a.txt"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("larger than 5 bytes"), "{}", run.stderr);
}

#[test]
fn json_is_json_also_where_nothing_could_be_read() {
    let place = Place::new();
    let run = place.run(&["check", "--format", "json", "none.txt"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["unreadable"][0]["path"], "none.txt");
    assert_eq!(report["findings"], serde_json::json!([]));
    let run = place.run(&["check", "--format", "jsonl", "none.txt"]);
    let last: serde_json::Value = serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap();
    assert_eq!(last["schema_version"], 1);
}

#[test]
fn an_output_file_that_cannot_be_written_is_3_and_said() {
    let place = Place::new().file("a.txt", "x");
    let run = place.run(&["check", "--output", "json=no/such/folder/report.json", "a.txt"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("no/such/folder/report.json cannot be written"), "{}", run.stderr);
}

#[test]
fn an_output_file_is_written_beside_the_report_on_stdout() {
    let place = Place::new().file("a.txt", "x");
    let run = place.run(&["check", "--format", "short", "--output", "jsonl=report.jsonl", "a.txt"]);
    assert_eq!(run.stdout, "");
    let report = std::fs::read_to_string(place.path().join("report.jsonl")).unwrap();
    let last: serde_json::Value = serde_json::from_str(report.lines().last().unwrap()).unwrap();
    assert_eq!(last["summary"]["files"], 1);
}

#[test]
fn a_closed_stdout_is_3_without_a_word() {
    let place = Place::new().file("a.txt", "x");
    for arguments in [&["facts"][..], &["check", "a.txt"], &["man"], &["completions", "bash"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output =
            place.command(arguments).stdout(writer).stderr(std::process::Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{arguments:?}: {stderr}");
        assert!(!stderr.contains("panicked") && !stderr.contains("cannot write"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn facts_name_every_kind_in_both_formats() {
    let place = Place::new();
    let human = place.run(&["facts"]).stdout;
    let json: serde_json::Value =
        serde_json::from_str(&place.run(&["facts", "--format", "json"]).stdout).unwrap();
    for kind in cablelint::fact::Kind::ALL {
        assert!(human.contains(&format!("{} (all: {}): ", kind.name(), kind.plural())));
        assert!(json.as_array().unwrap().iter().any(|entry| entry["name"] == kind.name()));
    }
}

#[test]
fn completions_and_manual_pages_are_made_for_every_command() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.run(&["completions", shell]).stdout.contains("cablelint"), "{shell}");
    }
    for command in COMMANDS {
        assert!(place.run(&["man", command]).stdout.contains("Exit codes:"), "{command}");
    }
}
