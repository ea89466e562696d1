#![allow(clippy::unwrap_used)]

use super::*;

const PRINT: &str = "v1:00112233445566778899aabbccddeeff";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn read(entries: &str) -> Suppressions {
    let (file, defects) = Suppressions::read("cablelint-ignore.yaml", &format!("suppressions:\n{entries}"));
    assert!(defects.is_empty(), "{defects:?}");
    file.unwrap()
}

fn at<'a>(path: &'a str, mrn: Option<&'a str>) -> Place<'a> {
    Place { path, mrn }
}

#[test]
fn an_entry_excuses_its_rule_in_its_place_until_its_day_is_over() {
    let mut file = read(
        "  - { rule: tags-missing, path: 'a/*.txt', reason: old file, owner: pat, until: 2027-01-31 }\n",
    );
    let today = day("2027-01-31");
    let excuse = file.excuse("tags-missing", PRINT, at("a/b.txt", None), today).unwrap();
    assert_eq!(
        excuse,
        Excuse::Suppressed { reason: "old file".into(), owner: Some("pat".into()), until: Some(today) }
    );
    assert_eq!(file.excuse("subject-missing", PRINT, at("a/b.txt", None), today), None);
    assert_eq!(file.excuse("tags-missing", PRINT, at("b.txt", None), today), None);
    assert_eq!(file.excuse("tags-missing", PRINT, at("a/b.txt", None), day("2027-02-01")), None);
}

#[test]
fn a_message_is_known_by_its_reference_and_a_finding_by_its_fingerprint() {
    let mut file = read(&format!(
        "  - {{ rule: tags-missing, mrn: Moscow 000820, fingerprint: '{PRINT}', reason: known }}\n"
    ));
    let today = day("2026-01-01");
    assert!(file.excuse("tags-missing", PRINT, at("x", Some("MOSCOW 820")), today).is_some());
    assert!(file.excuse("tags-missing", PRINT, at("x", Some("MOSCOW 821")), today).is_none());
    assert!(file.excuse("tags-missing", PRINT, at("x", None), today).is_none());
    let other = PRINT.replace('f', "0");
    assert!(file.excuse("tags-missing", &other, at("x", Some("MOSCOW 820")), today).is_none());
}

fn states(file: &Suppressions) -> Vec<State> {
    file.judged(day("2026-01-10")).iter().map(|entry| entry.state).collect()
}

#[test]
fn entries_are_judged_by_what_a_run_learned() {
    let mut file = read(concat!(
        "  - { rule: a, path: 'x', reason: r, until: 2026-01-01 }\n",
        "  - { rule: b, path: 'x', reason: r, until: 2026-01-20 }\n",
        "  - { rule: c, path: 'x', reason: r }\n",
        "  - { rule: d, path: 'elsewhere', reason: r }\n",
        "  - { rule: e, path: 'x', reason: r }\n",
    ));
    assert!(file.excuse("b", PRINT, at("x", None), day("2026-01-10")).is_some());
    file.checked(at("x", None), &|rule| rule != "e");
    assert_eq!(states(&file), [State::Expired, State::Expiring, State::Unused, State::Live, State::Live]);
    let judged = file.judged(day("2026-01-10"));
    assert_eq!(file.text().slice(judged.first().unwrap().span), "a");
    assert_eq!(judged.first().unwrap().days, Some(-9));
    file.close(&|_| true, &|rule| rule != "e");
    assert_eq!(states(&file).get(3..), Some(&[State::Unused, State::Live][..]));
}

#[test]
fn an_entry_for_many_files_is_judged_where_all_of_them_were_checked() {
    let mut file = read(concat!(
        "  - { rule: a, path: '*', reason: r }\n",
        "  - { rule: a, path: 'in/sub/*.txt', reason: r }\n",
        "  - { rule: a, path: 'in/x?', reason: r }\n",
        "  - { rule: a, path: 'in/xy', reason: r }\n",
        "  - { rule: a, mrn: OSLO 1, reason: r }\n",
    ));
    file.checked(at("in/xy", Some("OSLO 1")), &|_| true);
    assert_eq!(states(&file), [State::Live, State::Live, State::Live, State::Unused, State::Unused]);
    file.close(&|path| path.starts_with("in"), &|_| true);
    assert_eq!(states(&file), [State::Live, State::Unused, State::Unused, State::Unused, State::Unused]);
    file.close(&str::is_empty, &|_| true);
    assert_eq!(states(&file).first(), Some(&State::Unused));
}

#[test]
fn an_entry_for_what_another_excuses_is_repeated() {
    let mut file = read(concat!(
        "  - { rule: a, path: 'x', reason: r }\n",
        "  - { rule: a, path: '*', reason: r }\n",
        "  - { rule: a, path: 'x', reason: r }\n",
    ));
    file.checked(at("x", None), &|_| true);
    assert!(file.excuse("a", PRINT, at("x", None), day("2026-01-10")).is_some());
    assert_eq!(states(&file), [State::Live, State::Live, State::Repeated]);
    file.close(&|_| true, &|_| true);
    assert_eq!(states(&file), [State::Live, State::Repeated, State::Repeated]);
    assert!(file.excuse("a", PRINT, at("y", None), day("2026-01-10")).is_some());
    assert_eq!(states(&file), [State::Live, State::Live, State::Repeated]);
}

/// However a rule is written, its place is the one that a defect there would have.
#[test]
fn places_are_those_of_defects() {
    let file = read(concat!(
        "  - rule: plain\n    path: 'x'\n    reason: ä\n",
        "  - { reason: 'ä', rule: 'single', path: x }\n",
        "  - { \"rule\": \"double\", path: x, reason: r }\n",
        "  - path: x\n    rule: >-\n      folded\n    reason: r\n",
        "  - { path: x, rule: \"esc\\u0061ped\", reason: r }\n",
        "  - { path: x, reason: r,\n      rule:\n        below }\n",
    ));
    let mut closed = file;
    closed.close(&|_| true, &|_| true);
    let judged = closed.judged(day("2026-01-10"));
    let spans: Vec<_> = judged.iter().map(|entry| closed.text().slice(entry.span)).collect();
    let defects = closed.unknown_rules(&[]);
    let expected: Vec<_> = defects.iter().map(|defect| (defect.line, defect.column)).collect();
    let found = judged.iter().map(|entry| closed.text().position(entry.span.start));
    assert_eq!(found.map(|at| (at.line, at.column)).collect::<Vec<_>>(), expected, "{spans:?}");
    assert_eq!(spans.get(..3), Some(&["plain", "'single'", "\"double\""][..]));
}

#[test]
fn every_defect_is_reported_at_its_place() {
    let source = concat!(
        "suppressions:\n",
        "  - { rule: a, path: 'x', reason: ' ' }\n",
        "  - { rule: a, reason: r }\n",
        "  - { rule: a, path: '[', reason: r, untill: 2026-01-01 }\n",
        "  - { path: x, reason: r, until: 2026-13-01, fingerprint: 12ab }\n",
    );
    let (_, defects) = Suppressions::read("ignore.yaml", source);
    let lines: Vec<_> = defects.iter().map(|defect| defect.line).collect();
    assert_eq!(lines, [2, 3, 4, 4, 5, 5, 5], "{defects:?}");
    assert!(defects.iter().any(|one| one.help.as_deref() == Some("did you mean `until`?")), "{defects:?}");
}

#[test]
fn an_empty_file_says_nothing() {
    for source in ["", "# nothing yet\n"] {
        let (file, defects) = Suppressions::read("ignore.yaml", source);
        assert!(defects.is_empty(), "{defects:?}");
        assert!(file.unwrap().judged(day("2026-01-01")).is_empty());
    }
    let (_, defects) = Suppressions::read("ignore.yaml", "suppression: []\n");
    assert_eq!(defects.len(), 2, "{defects:?}");
}

#[test]
fn unknown_rules_are_defects_with_what_was_meant() {
    let file = read("  - { rule: tags-misssing, path: x, reason: r }\n");
    let defects = file.unknown_rules(&["tags-missing"]);
    assert_eq!(defects.first().unwrap().help.as_deref(), Some("did you mean `tags-missing`?"));
    assert!(file.unknown_rules(&["tags-misssing"]).is_empty());
}
