#![allow(clippy::unwrap_used)]

use super::*;

fn read(source: &str) -> Config {
    let (config, defects) = Config::read("cablelint.yaml", "sub", source);
    assert!(defects.is_empty(), "{defects:?}");
    config.unwrap()
}

#[test]
fn later_layers_win_and_every_value_knows_its_place() {
    let config = read(concat!(
        "fail-on: warning\n",
        "severity: { tags-missing: off, subject-missing: error }\n",
        "overrides:\n",
        "  - paths: ['old/*']\n",
        "    fail-on: never\n",
        "    severity: { tags-missing: note }\n",
        "  - paths: ['*.txt']\n",
        "    fail-on: error\n",
    ));
    assert_eq!(config.overrides_for("old/a.md"), [0]);
    assert_eq!(config.overrides_for("old/a.txt"), [0, 1]);
    let settings = config.settings(&[0, 1]);
    assert_eq!(settings.fail_on.unwrap().value, Some(Severity::Error));
    let tags = settings.severity.get("tags-missing").unwrap();
    assert_eq!(
        (tags.value, tags.origin.to_string()),
        (Some(Severity::Note), "cablelint.yaml:6:31".to_owned())
    );
    assert_eq!(settings.severity.get("subject-missing").unwrap().value, Some(Severity::Error));
    assert_eq!(config.settings(&[]).fail_on.unwrap().value, Some(Severity::Warning));
}

#[test]
fn paths_are_those_from_the_folder_of_the_file() {
    let config = read("rules: [state-cable, ./house.yaml, /abs/x.yaml]\nbaseline: known.txt\n");
    let settings = config.settings(&[]);
    assert_eq!(settings.rules.unwrap().value, ["state-cable", "sub/house.yaml", "/abs/x.yaml"]);
    assert_eq!(config.run.baseline.unwrap().value, "sub/known.txt");
}

#[test]
fn files_are_left_out_by_include_and_exclude() {
    let config = read("include: ['*.txt']\nexclude: ['drafts/*']\n");
    assert_eq!(config.leaves_out("a.txt"), None);
    assert_eq!(config.leaves_out("drafts/a.txt"), Some("exclude"));
    assert_eq!(config.leaves_out("a.md"), Some("include"));
}

#[test]
fn an_empty_file_says_nothing() {
    assert_eq!(read("# nothing yet\n").settings(&[]), Settings::default());
}

#[test]
fn every_defect_is_reported_at_its_place() {
    let source = concat!(
        "fail-onn: error\n",
        "severity: { tags-missing: loud }\n",
        "date: tomorrow\n",
        "exclude: ['[']\n",
        "overrides:\n",
        "  - severity: {}\n",
        "report: { mask: yes please, min-severity: low }\n",
    );
    let (_, defects) = Config::read("cablelint.yaml", "", source);
    let lines: Vec<_> = defects.iter().map(|defect| defect.line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 6, 7, 7], "{defects:?}");
    assert_eq!(defects.first().unwrap().help.as_deref(), Some("did you mean `fail-on`?"));
}

#[test]
fn rules_and_levels_are_checked_against_what_is_loaded() {
    let config = read("severity: { tags-misssing: off }\noverrides: [{ paths: [x], ceiling: X }]\n");
    let rules = RuleSet::load(&[crate::rule::Source::Pack("state-cable".into())], &|_| {
        Err("there is nothing to extend".into())
    })
    .unwrap();
    let defects = config.check(&rules, &[]);
    assert_eq!(defects.len(), 2, "{defects:?}");
    assert_eq!(defects.first().unwrap().help.as_deref(), Some("did you mean `tags-missing`?"));
}
