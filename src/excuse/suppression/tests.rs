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

#[test]
fn entries_are_judged_by_what_a_run_learned() {
    let mut file = read(concat!(
        "  - { rule: a, path: '*', reason: r, until: 2026-01-01 }\n",
        "  - { rule: b, path: '*', reason: r, until: 2026-01-20 }\n",
        "  - { rule: c, path: '*', reason: r }\n",
        "  - { rule: d, path: 'elsewhere', reason: r }\n",
        "  - { rule: e, path: '*', reason: r }\n",
    ));
    let today = day("2026-01-10");
    assert!(file.excuse("b", PRINT, at("x", None), today).is_some());
    file.checked(at("x", None), &|rule| rule != "e");
    let judged = file.judged(today);
    let states: Vec<_> = judged.iter().map(|entry| entry.state).collect();
    assert_eq!(states, [State::Expired, State::Expiring, State::Unused, State::Live, State::Live]);
    assert_eq!(file.text().slice(judged.first().unwrap().span), "a");
    assert_eq!(judged.first().unwrap().days, Some(-9));
    file.checked_all(&|rule| rule != "e");
    assert_eq!(file.judged(today).get(3).unwrap().state, State::Unused);
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
fn unknown_rules_are_defects_with_what_was_meant() {
    let file = read("  - { rule: tags-misssing, path: x, reason: r }\n");
    let defects = file.unknown_rules(&["tags-missing"]);
    assert_eq!(defects.first().unwrap().help.as_deref(), Some("did you mean `tags-missing`?"));
    assert!(file.unknown_rules(&["tags-misssing"]).is_empty());
}
