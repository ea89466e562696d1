//! `cablelint-ignore.yaml`: what is suppressed does not count, stays visible, and ends.

use serde_json::Value;

use crate::program::{Place, Run};

const FAULTY: &str = "UNCLAS OSLO 000120\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
                      1. (S) The dues will double.\n\n2. (U) The port is full.\nLARSEN\n";

const CLEAN: &str = "UNCLAS OSLO 000121\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR FEES\n\n\
                     1. (U) The fees will double.\n\n2. (U) The port is full.\nLARSEN\n";

fn place(entries: &str) -> Place {
    Place::new().file("cablelint-ignore.yaml", format!("suppressions:\n{entries}")).file("in/a.txt", FAULTY)
}

fn findings(run: &Run) -> Vec<Value> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line.get("rule").is_some()).collect()
}

const AS_OF: [&str; 4] = ["--as-of", "2026-06-01", "--format", "jsonl"];

fn check(place: &Place, more: &[&str]) -> Run {
    place.run(&[&["check"], &AS_OF[..], more].concat())
}

#[test]
fn a_suppressed_finding_does_not_count_and_stays_visible() {
    let place = place(
        "  - { rule: portion-above-banner, path: 'in/*', reason: 'printed so', owner: pat, until: 2026-12-31 }\n",
    );
    let run = check(&place, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let found = findings(&run);
    assert_eq!(found.len(), 1, "{run:?}");
    assert_eq!(found[0]["excused"]["by"], "suppression");
    assert_eq!(found[0]["excused"]["reason"], "printed so");
    assert_eq!(found[0]["excused"]["owner"], "pat");
    assert_eq!(found[0]["excused"]["until"], "2026-12-31");
    let human = place.run(&["check", "--as-of", "2026-06-01"]);
    assert!(human.stdout.contains("1 excused by a suppression"), "{human:?}");
    assert!(!human.stdout.contains("portion-above-banner"), "{human:?}");
    assert_eq!(place.run(&["check", "--isolated"]).code, 1);
}

/// Another paragraph on the same line is another finding (gitleaks' `file:rule:line` hides it).
#[test]
fn a_fingerprint_excuses_its_own_paragraph_only() {
    let found = findings(&check(&place("  []\n"), &[]));
    let print = found[0]["fingerprint"].as_str().unwrap().to_owned();
    let entry =
        format!("  - {{ rule: portion-above-banner, path: 'in/*', fingerprint: '{print}', reason: r }}\n");
    let place = place(&entry);
    assert_eq!(check(&place, &[]).code, 0, "the fingerprint of a report is taken as it is printed");
    let place = place.file("in/a.txt", FAULTY.replace("The dues will double", "The fleet sails at dawn"));
    let run = check(&place, &[]);
    assert_eq!(run.code, 1, "{run:?}");
    let rules: Vec<_> = findings(&run).iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect();
    assert_eq!(rules, ["portion-above-banner", "suppression-unused"]);
}

#[test]
fn an_entry_that_is_past_its_day_is_an_error_and_its_findings_are_back() {
    let place = place("  - { rule: portion-above-banner, path: 'in/*', reason: r, until: 2026-05-31 }\n");
    let run = check(&place, &[]);
    assert_eq!(run.code, 1);
    let found = findings(&run);
    let rules: Vec<_> =
        found.iter().map(|one| (one["rule"].as_str().unwrap(), one["severity"].as_str().unwrap())).collect();
    assert_eq!(rules, [("portion-above-banner", "error"), ("suppression-expired", "error")]);
    assert_eq!(
        (found[1]["path"].as_str(), found[1]["line"].as_u64(), found[1]["column"].as_u64()),
        (Some("cablelint-ignore.yaml"), Some(2), Some(13))
    );
    let eve = place.run(&["check", "--as-of", "2026-05-31", "--format", "short"]);
    assert_eq!(eve.code, 0, "{eve:?}");
    assert!(eve.stdout.contains("note[suppression-expiring]"), "{eve:?}");
    assert_eq!(place.run(&["check", "--as-of", "2026-05-01", "--format", "short"]).stdout, "");
}

#[test]
fn an_entry_without_a_finding_is_a_warning_where_its_place_was_checked() {
    let place = place(
        "  - { rule: subject-missing, path: 'in/*', reason: r }\n  - { rule: subject-missing, path: 'elsewhere/*', reason: r }\n",
    );
    let lines = |run: &Run| -> Vec<u64> {
        let unused = findings(run).into_iter().filter(|one| one["rule"] == "suppression-unused");
        unused.map(|one| one["line"].as_u64().unwrap()).collect()
    };
    assert_eq!(lines(&check(&place, &["in"])), [2], "nothing is known of what was not checked");
    assert_eq!(lines(&check(&place, &["."])), [2, 3], "everything was checked");
    assert_eq!(
        lines(&check(&place, &["--select", "portion-above-banner", "."])),
        [0; 0],
        "the rule did not run"
    );
    let place =
        place.file("cablelint.yaml", "severity: { suppression-unused: error, portion-above-banner: off }\n");
    assert_eq!(check(&place, &["."]).code, 1, "its severity is set like that of any rule");
}

/// One file in which there is nothing to excuse does not tell that there is nothing in the others.
#[test]
fn an_entry_for_many_files_is_useless_only_where_all_of_them_were_checked() {
    let entry = |path: &str| {
        let entry = format!("  - {{ rule: portion-above-banner, path: '{path}', reason: r }}\n");
        place(&entry).file("in/b.txt", CLEAN)
    };
    let useless = |run: &Run| findings(run).iter().filter(|one| one["rule"] == "suppression-unused").count();
    let everywhere = entry("*");
    for arguments in [&["in/b.txt"][..], &["in/b.txt", "."], &["in"], &["--exclude", "in/a.txt", "."]] {
        assert_eq!(useless(&check(&everywhere, arguments)), 0, "{arguments:?}");
    }
    let stdin = everywhere.run_with_stdin(&[&["check"], &AS_OF[..], &["-"]].concat(), CLEAN.as_bytes());
    assert_eq!(useless(&stdin), 0, "{stdin:?}");
    let nowhere = entry("in/b.*");
    assert_eq!(useless(&check(&nowhere, &["in/b.txt"])), 0);
    assert_eq!(useless(&check(&nowhere, &["in"])), 1, "all of the folder was checked");
    let exact = entry("in/b.txt");
    assert_eq!(useless(&check(&exact, &["in/b.txt"])), 1, "the one file that it speaks of was checked");
    assert_eq!(useless(&check(&exact, &["in/a.txt"])), 0);
}

#[test]
fn an_entry_for_what_another_excuses_says_so() {
    let place = place(
        "  - { rule: portion-above-banner, path: '*', reason: r }\n  - { rule: portion-above-banner, path: in/a.txt, reason: s }\n",
    );
    let found = findings(&check(&place, &[]));
    let of = |one: &Value| (one["rule"].as_str().unwrap().to_owned(), one["line"].as_u64());
    let repeated = found.iter().map(of).filter(|(rule, _)| rule.starts_with("suppression-"));
    assert_eq!(repeated.collect::<Vec<_>>(), [("suppression-repeated".to_owned(), Some(3))]);
}

/// The configuration for a file in the place of the suppressions says what their entries count for.
#[test]
fn the_configuration_says_what_a_useless_entry_counts_for() {
    let unused = |configurations: &[(&str, &str)], arguments: &[&str]| {
        let place = place("  - { rule: subject-missing, path: 'in/*', reason: r }\n").file("in/a.txt", CLEAN);
        let put = |place: Place, (name, content): &(&str, &str)| place.file(name, content);
        let place = configurations.iter().fold(place, put);
        let run = check(&place, arguments);
        (
            run.code,
            findings(&run).iter().map(|one| one["severity"].as_str().unwrap().to_owned()).collect::<Vec<_>>(),
        )
    };
    let here = "cablelint.yaml";
    assert_eq!(unused(&[(here, "fail-on: warning\n")], &[]), (1, vec!["warning".to_owned()]));
    let error = "severity: { suppression-unused: error }\n";
    assert_eq!(unused(&[(here, error)], &[]), (1, vec!["error".to_owned()]));
    assert_eq!(unused(&[(here, &format!("{error}fail-on: never\n"))], &[]), (0, vec!["error".to_owned()]));
    assert_eq!(
        unused(&[(here, "fail-on: error\n"), ("in/cablelint.yaml", error)], &[]),
        (0, vec!["warning".to_owned()]),
        "the configuration of files that it speaks of does not apply to it"
    );
    let overridden = "overrides: [{ paths: ['in/*'], severity: { suppression-unused: error } }]\n";
    assert_eq!(unused(&[(here, overridden)], &[]), (0, vec!["warning".to_owned()]));
}

/// The rules that no file has, since each has a configuration, say nothing of what would have been found.
#[test]
fn a_rule_that_ran_for_no_file_makes_no_entry_useless() {
    let off = "severity: { tags-missing: off }\n";
    let place =
        place("  - { rule: tags-missing, path: 'elsewhere/*', reason: r }\n").file("in/cablelint.yaml", off);
    assert_eq!(findings(&check(&place, &["."])).len(), 1, "the one in the text");
    let place = place.file("b.txt", CLEAN);
    assert_eq!(findings(&check(&place, &["."])).len(), 2, "it ran for one");
}

#[test]
fn a_message_is_known_by_its_reference() {
    let place = place("  - { rule: portion-above-banner, mrn: Oslo 120, reason: r }\n");
    assert_eq!(check(&place, &[]).code, 0);
    let place = place.file("in/a.txt", FAULTY.replace("000120", "000121"));
    assert_eq!(check(&place, &[]).code, 1);
}

#[test]
fn a_malformed_entry_is_2_and_says_where() {
    let place = place(
        "  - { rule: tags-missing, path: 'in/*' }\n  - { rule: tags-missing, reason: r }\n  - { rule: '*', path: 'in/*', reason: r }\n",
    );
    let run = check(&place, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    for word in ["`reason` is missing", "an entry needs a `path` or an `mrn`", "unknown rule `*`"] {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
}

#[test]
fn suppressions_are_listed_with_reason_owner_and_last_day() {
    let place = place(
        "  - { rule: tags-missing, path: 'in/*', reason: 'printed without', owner: pat, until: 2026-05-01 }\n",
    );
    let run = place.run(&["suppressions", "--as-of", "2026-06-01"]);
    assert_eq!(run.code, 0);
    for word in ["tags-missing: in/*", "printed without", "owner: pat", "until 2026-05-01 (expired)"] {
        assert!(run.stdout.contains(word), "{word}: {}", run.stdout);
    }
    let json = place.run(&["suppressions", "--format", "json", "--as-of", "2026-06-01"]);
    let rows: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(rows[0]["state"], "expired");
}

#[test]
fn a_folder_without_suppressions_has_none_and_a_file_that_is_named_must_be_there() {
    let place = Place::new().file("in/a.txt", FAULTY);
    for (folder, name) in [(&[][..], "."), (&["in"], "in")] {
        let run = place.run(&[&["suppressions"], folder].concat());
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
        let said = format!("no suppressions: there is no cablelint-ignore.yaml in {name}");
        assert!(run.stderr.contains(&said), "{run:?}");
        let json = place.run(&[&["suppressions", "--format", "json"], folder].concat());
        assert_eq!((json.code, json.stdout.trim()), (0, "[]"), "{json:?}");
    }
    assert_eq!(place.run(&["suppressions", "cablelint-ignore.yaml"]).code, 2);
    assert_eq!(place.run(&["suppressions", "none"]).code, 2);
}

/// The places of entries are found together: one by one, these took a minute.
/// Whoever deletes an entry because it is called useless must not get its finding back.
#[test]
fn a_pattern_is_not_called_useless_where_a_file_was_left_out_or_not_checked() {
    let entry = "  - { rule: portion-above-banner, path: 'in/*', reason: r }\n";
    let rest = || {
        Place::new().file("cablelint-ignore.yaml", format!("suppressions:\n{entry}")).file("in/b.txt", CLEAN)
    };
    let useless =
        |place: &Place| findings(&check(place, &[])).iter().any(|one| one["rule"] == "suppression-unused");
    assert!(useless(&rest()));
    let left_out = rest().file("in/a.txt", FAULTY).file("cablelint.yaml", "exclude: ['in/a.txt']\n");
    assert!(!useless(&left_out));
    let off = "overrides:\n  - { paths: ['in/a.txt'], severity: { portion-above-banner: off } }\n";
    assert!(!useless(&rest().file("in/a.txt", FAULTY).file("cablelint.yaml", off)));
}

#[test]
fn each_entry_of_a_long_list_is_judged_at_its_own_place() {
    let entry = |number: usize| {
        format!("  - {{ rule: tags-missing, path: 'in/{number}.txt', reason: r, until: 2020-01-01 }}\n")
    };
    let place = place(&(0..4000).map(entry).collect::<String>());
    let found = findings(&check(&place, &[]));
    let expired = found.iter().filter(|one| one["rule"] == "suppression-expired");
    let lines: Vec<_> = expired.map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, (2..4002).collect::<Vec<_>>());
    assert_eq!(place.run(&["suppressions"]).stdout.matches("(expired)").count(), 4000);
}

#[test]
fn the_list_takes_the_day_of_the_configuration_as_check_does() {
    let entry = "  - { rule: tags-missing, path: 'in/*', reason: 'printed without', until: 2026-05-01 }\n";
    let place = place(entry).file("cablelint.yaml", "as-of: 2026-04-30\n");
    let state = |arguments: &[&str]| {
        let json = place.run(&[&["suppressions", "--format", "json"], arguments].concat()).stdout;
        serde_json::from_str::<Value>(&json).unwrap()[0]["state"].clone()
    };
    assert_eq!(state(&[]), "expiring");
    assert_eq!(state(&["--as-of", "2026-06-01"]), "expired");
    let place = place.file("cablelint.yaml", "as-of: tomorrow\n");
    let run = place.run(&["suppressions"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains("`tomorrow` is no calendar day"), "{}", run.stderr);
}
