//! `cablelint compare`: 200 pairs made by script, planted leaks and good releases; and that nothing of
//! an original reaches any output.

use crate::program::{Place, Run};

/// Names that are redacted. None is a word of the texts.
const NAMES: [&str; 8] = [
    "Anton Velkov",
    "Marta Harrowgate",
    "Otto Brindlewick",
    "Sanna Okkerby",
    "Pavel Dornikov",
    "Lucia Ferrambo",
    "Henrik Stavlund",
    "Tomas Quillanor",
];

const HEADER: &str = "\
UNCLAS HARBORTOWN 000117

SIPDIS

E.O. 12958: N/A
TAGS: ECON, PREL
SUBJECT: TALK ABOUT BERTHS
";

/// A way to redact badly: what is done to the release, and the rule that must fire, with a word of its line.
struct Slip {
    name: &'static str,
    make: fn(&str, &str) -> (String, String),
    rule: &'static str,
    on: fn(&str) -> String,
}

/// The original: one talk with a person.
fn original(name: &str, number: usize) -> String {
    let hour = number % 9 + 1;
    format!(
        "{HEADER}\n1. The fleet came back at {hour} o'clock, and the nets were mended on the pier.\n\n\
         2. The harbor master met {name} in the evening and agreed on fees for berths.\n\n\
         3. The council will look into the matter again when the herring season ends.\n\n\
         4. Visitors may see the boats on every day but Sunday.\n"
    )
}

fn good(name: &str, number: usize) -> (String, String) {
    let original = original(name, number);
    let mark =
        ["[name not declassified]", "[REDACTED]", "XXXXXXXXXXXXXXXXXXXXXXXXX", "[1 name not declassified]"];
    let released = original.replace(name, mark[number % mark.len()]);
    let released = match number % 6 {
        0 => released.to_uppercase(),
        1 => released.replace("council will look", "council will\nlook"),
        2 => released.replace("fees for berths", "fees for ber-\nths"),
        3 => released.replace('\n', "\r\n"),
        4 => stamped(&released),
        _ => released,
    };
    (original, released)
}

/// A release as State prints it: a header on each page, the decision, and the number of the page.
fn stamped(released: &str) -> String {
    const HEADER: &str =
        "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05782687 Date: 09/30/2015";
    let pages = released.replace("\n3. ", &format!("\n- 1 -\n\n{HEADER}\n\n3. "));
    format!("{HEADER}\n\nRELEASE IN PART B6\n\n{pages}\nPage 2 of 2\n")
}

fn surname(name: &str) -> &str {
    name.split(' ').next_back().unwrap()
}

/// The slips, each made of a good pair.
const SLIPS: [Slip; 12] = [
    Slip {
        name: "name in TAGS",
        make: |original, released| {
            let tags = |text: &str| text.replace("PREL\n", "PREL (NAME)\n");
            (tags(original), tags(released))
        },
        rule: "hidden-words-still-stand",
        on: |_| "TAGS:".to_owned(),
    },
    Slip {
        name: "surname in the text",
        make: |original, released| {
            let more = |text: &str| text.replace("but Sunday", "with SURNAME but Sunday");
            (more(original), more(released))
        },
        rule: "hidden-words-still-stand",
        on: |_| "Visitors".to_owned(),
    },
    Slip {
        name: "name over a line break in the subject",
        make: |original, released| {
            let more = |text: &str| text.replace("TALK ABOUT", "TALK WITH NA-\nME ABOUT");
            (more(original), more(released))
        },
        rule: "hidden-words-still-stand",
        on: |_| "SUBJECT".to_owned(),
    },
    Slip {
        name: "name in an address",
        make: |original, released| {
            (original.to_owned(), format!("{released}\nSent to SURNAME@example.org\n"))
        },
        rule: "hidden-words-still-stand",
        on: |_| "Sent to".to_owned(),
    },
    Slip {
        name: "surname in small letters",
        make: |original, released| {
            let more = |text: &str| text.replace("but Sunday", "with SMALL but Sunday");
            (more(original), more(released))
        },
        rule: "hidden-words-still-stand",
        on: |_| "Visitors".to_owned(),
    },
    Slip {
        name: "name of a file",
        make: |original, released| {
            let more = |text: &str| text.replace("but Sunday", "(see SMALL_boats.doc) but Sunday");
            (more(original), more(released))
        },
        rule: "hidden-words-still-stand",
        on: |_| "Visitors".to_owned(),
    },
    Slip {
        name: "the family",
        make: |original, released| {
            let more = |text: &str| text.replace("but Sunday", "with the SURNAMEs but Sunday");
            (more(original), more(released))
        },
        rule: "hidden-words-still-stand",
        on: |_| "Visitors".to_owned(),
    },
    Slip {
        name: "letters left at the mask",
        make: |original, released| (original.to_owned(), released.replace("[MASK]", "STUMPxxxxxxxxxxxx")),
        rule: "hidden-words-still-stand",
        on: |_| "harbor master".to_owned(),
    },
    Slip {
        name: "text gone",
        make: |original, released| (original.to_owned(), released.replace(" on every day but Sunday", "")),
        rule: "text-gone-without-mark",
        on: |_| "Visitors".to_owned(),
    },
    Slip {
        name: "text changed",
        make: |original, released| (original.to_owned(), released.replace("herring", "mackerel")),
        rule: "text-changed-without-mark",
        on: |_| "mackerel".to_owned(),
    },
    Slip {
        name: "text added",
        make: |original, released| {
            (original.to_owned(), released.replace("Visitors may", "Visitors surely may"))
        },
        rule: "text-added-in-release",
        on: |_| "surely".to_owned(),
    },
    Slip {
        name: "length kept",
        make: |original, released| (original.to_owned(), released.replace("[MASK]", "LENGTH")),
        rule: "mask-kept-length",
        on: |_| "harbor master".to_owned(),
    },
];

/// A bad pair and where the finding must stand.
fn bad(slip: &Slip, name: &str, number: usize) -> (String, String, usize) {
    let original = original(name, number);
    let released = original.replace(name, "[MASK]");
    let (original, released) = (slip.make)(&original, &released);
    let broken = format!("{}-\n{}", &surname(name)[..3], &surname(name)[3..]).to_uppercase();
    let fill = |text: &str| {
        text.replace("SURNAME", surname(name))
            .replace("SMALL", &surname(name).to_lowercase())
            .replace("STUMP", &name[..3])
            .replace("(NAME)", &format!("({})", name.to_uppercase()))
            .replace("NA-\nME", &broken)
            .replace("[MASK]", "[name not declassified]")
            .replace("LENGTH", &"X".repeat(name.len()))
    };
    let (original, released) = (fill(&original), fill(&released));
    let word = (slip.on)(name);
    let line = released.lines().position(|line| line.contains(&word)).expect(slip.name) + 1;
    (original, released, line)
}

/// `path:line` and rule of each finding of a short report.
fn findings(run: &Run) -> Vec<(String, usize, String)> {
    let line = |line: &str| {
        let mut parts = line.splitn(4, ':');
        let (path, number) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
        let rule = line.split_once('[')?.1.split_once(']')?.0;
        Some((path, number, rule.to_owned()))
    };
    run.stdout.lines().filter_map(line).collect()
}

#[test]
fn every_planted_slip_is_found_at_its_line_and_good_releases_are_clean() {
    let mut place = Place::new();
    let mut planted = Vec::new();
    for number in 0..200 {
        let name = NAMES[number % NAMES.len()];
        let file = format!("{number:03}.txt");
        let (original, released) = if number < 72 {
            good(name, number)
        } else {
            let slip = &SLIPS[number % SLIPS.len()];
            // Another name for each slip in turn, not always the same one.
            let (original, released, line) = bad(slip, NAMES[number / SLIPS.len() % NAMES.len()], number);
            planted.push((format!("released/{file}"), line, slip.rule.to_owned(), slip.name));
            (original, released)
        };
        place =
            place.file(&format!("originals/{file}"), original).file(&format!("released/{file}"), released);
    }
    let run = place.run(&["compare", "originals", "released", "--format", "short"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let found = findings(&run);
    for (path, line, rule, name) in &planted {
        let hit = (path.clone(), *line, rule.clone());
        assert!(found.contains(&hit), "{name}: {path}:{line}\n{}", run.stdout);
    }
    let expected: Vec<&String> = planted.iter().map(|(path, ..)| path).collect();
    let unexpected: Vec<_> = found.iter().filter(|(path, ..)| !expected.contains(&path)).collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
}

#[test]
fn the_same_passage_is_redacted_everywhere_and_alike() {
    const PASSAGE: &str = "The lighthouse keeper sold forty barrels of herring to the consul on Friday.";
    let text = |first: &str, second: &str| {
        format!(
            "UNCLAS OSLO 000120\n\nSUBJECT: HERRING\n\n1. (U) {first} The port was quiet.\n\n\
             2. (U) The talks ended early, as the mayor had hoped.\n\n\
             3. (U) The mayor repeated it at dinner. {second} The soup was cold.\nLARSEN\n"
        )
    };
    let [one, other] = ["[2 lines not declassified] B1", "[2 lines not declassified] B6"];
    for (first, second, expected) in [
        (one, one, None),
        (one, PASSAGE, Some((5, "passage-redacted-unevenly"))),
        (one, other, Some((9, "passage-redacted-under-other-codes"))),
    ] {
        let place = Place::new()
            .file("original.txt", text(PASSAGE, PASSAGE))
            .file("released.txt", text(first, second));
        let run = place.run(&["compare", "--format", "short", "original.txt", "released.txt"]);
        let found = findings(&run);
        let found: Vec<_> = found.iter().map(|(_, line, rule)| (*line, rule.as_str())).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{}", run.stdout);
    }
}

#[test]
fn nothing_of_the_original_reaches_any_output() {
    const SECRETS: [&str; 5] = ["velkov", "brackenmoor", "4471902", "zanzabel", "quornish"];
    let original = "\
Report of the harbor council\n\
The envoy met Anton Velkov in Brackenmoor and gave him number 4471902 there.\n\
Nobody else came, and the Zanzabel papers were lost.\n\
The fleet left at dawn in quornish weather.\n";
    let released = "\
Report of the harbor council\n\
The envoy met [name not declassified] in XXXXXXXXXXX and gave him number (b)(6) there.\n\
Nobody else came.\n\
The fleet left at dawn in bad weather.\n";
    let place = Place::new()
        .file("o/a.txt", original)
        .file("r/a.txt", released)
        .file("o/alone.txt", original)
        .file("o/binary.txt", [original.as_bytes(), b"\0\xff\xfe"].concat())
        .file("r/binary.txt", released);
    let mut runs = Vec::new();
    for format in ["human", "short", "json", "jsonl"] {
        for options in [&[][..], &["-v"], &["--show-source"], &["--mask"], &["--list-files", "-v"], &["-q"]] {
            for names in [
                ["o", "r"],
                ["o/a.txt", "r/a.txt"],
                ["o/a.txt", "r/none.txt"],
                ["o/none.txt", "r/a.txt"],
                ["o", "r/a.txt"],
            ] {
                let mut arguments = vec!["compare", names[0], names[1], "--format", format];
                arguments.extend(options);
                arguments.extend(["--output", "json=report.json", "--output", "human=report.txt"]);
                runs.push((arguments.join(" "), place.run(&arguments)));
                for file in ["report.json", "report.txt"] {
                    let report = std::fs::read_to_string(place.path().join(file)).unwrap_or_default();
                    let written = Run { code: 0, stdout: report, stderr: String::new() };
                    runs.push((format!("{file} of {}", arguments.join(" ")), written));
                    let _ = std::fs::remove_file(place.path().join(file));
                }
            }
        }
    }
    for options in [&["--max-size", "10"][..], &["--select", "no-such-rule"], &["--rules", "state-cable"]] {
        let arguments = [&["compare", "o", "r"], options].concat();
        runs.push((arguments.join(" "), place.run(&arguments)));
    }
    for (arguments, run) in &runs {
        let said = format!("{}{}", run.stdout, run.stderr).to_lowercase();
        for secret in SECRETS {
            assert!(!said.contains(secret), "{arguments} tells of {secret}:\n{said}");
        }
    }
    // The search would find something: the findings stand in the reports.
    assert!(runs.iter().any(|(_, run)| run.stdout.contains("text-gone-without-mark")));
}

#[test]
fn exit_codes_are_those_of_check() {
    let text = "The fleet left the harbor at dawn.\nNobody came.\n";
    let place = Place::new()
        .file("a/x.txt", text)
        .file("b/x.txt", text)
        .file("c/x.txt", "The fleet left at dawn.\nNobody came.\n")
        .file("d/y.txt", text)
        .file("d/x.txt", text);
    let code = |arguments: &[&str]| place.run(arguments).code;
    assert_eq!(code(&["compare", "a", "b"]), 0);
    assert_eq!(code(&["compare", "a/x.txt", "b/x.txt"]), 0);
    assert_eq!(code(&["compare", "a", "c"]), 1);
    assert_eq!(code(&["compare", "a", "c", "--fail-on", "never"]), 0);
    assert_eq!(code(&["compare", "a", "b/x.txt"]), 2);
    assert_eq!(code(&["compare", "-", "-"]), 2);
    assert_eq!(code(&["compare", "a/x.txt", "a/../a/x.txt"]), 2);
    assert_eq!(code(&["compare", "a", "a/"]), 2);
    assert_eq!(code(&["compare", "a"]), 2);
    assert_eq!(code(&["compare", "a", "none"]), 3);
    let alone = place.run(&["compare", "a", "d"]);
    assert_eq!(alone.code, 3);
    assert!(alone.stderr.contains("d/y.txt: no original has this name"), "{}", alone.stderr);
    assert_eq!(place.run_with_stdin(&["compare", "-", "c/x.txt"], text.as_bytes()).code, 1);
}

#[test]
fn files_of_our_own_need_no_partner() {
    let (original, released) = good("Anna Lind", 1);
    let place = Place::new().file("o/a.txt", original).file("r/a.txt", released);
    let place = place
        .file("o/cablelint.yaml", "fail-on: note\n")
        .file("r/x/cablelint-ignore.yaml", "suppressions: []\n");
    let place = place.file("r/cablelint.schema.json", "{}");
    assert_eq!(place.run(&["check", "--isolated", "--cache", "o/cache", "r/a.txt"]).code, 0);
    let run = place.run(&["compare", "--format", "json", "o", "r"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["skipped"], serde_json::json!({ "one of cablelint's own files": 6 }));
    let run = place.run(&["parse", "--format", "jsonl", "o"]);
    assert_eq!((run.code, run.stdout.lines().count()), (0, 1), "{run:?}");
    assert_eq!(run.stderr, "cablelint: skipped 4 files: one of cablelint's own files\n");
    // Where one is named itself, it is read, and that is said.
    for arguments in [["parse", "o/cablelint.yaml"].as_slice(), &["compare", "o/cablelint.yaml", "r/a.txt"]] {
        let said =
            "cablelint: o/cablelint.yaml: one of cablelint's own files, but read, because you named it\n";
        let run = place.run(arguments);
        assert!(run.stderr.starts_with(said), "{run:?}");
    }
}

#[test]
fn the_summary_counts_what_was_hidden() {
    let place = Place::new()
        .file("o.txt", "The envoy met Anton Velkov in the harbor.\nNobody came to the pier.\n")
        .file("r.txt", "The envoy met (b)(6) in the harbor.\nNobody came.\n");
    let run = place.run(&["compare", "o.txt", "r.txt", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let totals = &report["summary"]["comparison"];
    assert_eq!(totals["words"], 2, "{}", run.stdout);
    assert_eq!(totals["characters"], 12);
    assert_eq!(totals["codes"]["B6"], 1);
    assert_eq!(totals["changes"]["gone"], 1);
    let human = place.run(&["compare", "o.txt", "r.txt"]).stdout;
    assert!(human.contains("1 redaction hides 2 words (12 characters): B6 1"), "{human}");
    let check = place.run(&["check", "r.txt", "--format", "json"]).stdout;
    assert!(!check.contains("\"comparison\""));
}

#[test]
fn a_human_report_shows_lines_of_the_release_only() {
    let original =
        "The envoy met Anton Velkov in the harbor.\nOriginal line that is gone.\nNobody came, it seems.\n";
    let released = "The envoy met [REDACTED] in the harbor.\nNobody came, it seems.\n";
    let place = Place::new().file("o.txt", original).file("r.txt", released);
    let run = place.run(&["compare", "o.txt", "r.txt"]);
    let shown: Vec<&str> =
        run.stdout.lines().filter_map(|line| line.split_once(" │ ")).map(|(_, line)| line).collect();
    assert!(!shown.is_empty(), "{}", run.stdout);
    for line in shown {
        assert!(released.contains(line.trim_end()) || line.contains(['─', '▲', '╰', '·', '┬']), "{line}");
    }
}

#[test]
fn rules_about_exposed_names_run_over_a_release_too() {
    let released = format!(
        "{HEADER}\n1. (U) The chief rose gardener XXXXXXXXXXXX said that roses were late.\n\n2. (U) The show was the idea of the \
         chief rose gardener, Reto Amstutz.\n"
    );
    let place = Place::new().file("original.txt", released.replace("XXXXXXXXXXXX", "Amstutz"));
    let place = place.file("chief_rose_gardener_Amstutz.txt", released);
    let files = ["original.txt", "chief_rose_gardener_Amstutz.txt"];
    let rules = ["--rules", "foia-release", "--format", "short"];
    let run = place.run(&[&["compare"], &files[..], &rules[..]].concat());
    assert!(run.stdout.contains("error[masked-name-in-text]"), "{run:?}");
    assert!(run.stdout.contains("[masked-name-in-file-name]"), "{run:?}");
}
