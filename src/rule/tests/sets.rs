//! How files combine: `extends`, `override`, packs, duplicates, circles, selection.

use crate::document::DocumentKind;
use std::path::Path;

use super::*;

const FLAGGED: &str = "for: banner\nforbid: { spaced: false }";

fn messages(outcome: Result<RuleSet, Vec<crate::yaml::Defect>>) -> Vec<String> {
    outcome.err().unwrap_or_default().iter().map(|defect| format!("{defect:?}")).collect()
}

fn with_files(
    content: &str,
    files: &'static [(&'static str, &'static str)],
) -> Result<RuleSet, Vec<crate::yaml::Defect>> {
    let read = |path: &Path| {
        let found = files.iter().find(|(name, _)| Path::new(name) == path);
        found.map(|(_, content)| (*content).to_owned()).ok_or_else(|| "no such file".to_owned())
    };
    let file = Source::File { path: "user/set.yaml".into(), content: content.to_owned() };
    RuleSet::load(&[file], &read)
}

#[test]
fn an_override_changes_the_named_keys_only() {
    let content =
        format!("rules:\n{}override:\n  one: {{ severity: note, message: other }}\n", rule("one", FLAGGED));
    let rules = load(&content).unwrap_or_else(|defects| panic!("{defects:?}"));
    let (outcome, findings, _) = run_with(&rules, Circumstances::default());
    assert_eq!(outcome, Outcome::Flagged);
    let shown: Vec<_> = findings.iter().map(|finding| (finding.severity, finding.message.as_str())).collect();
    assert_eq!(shown, [(Severity::Note, "other")]);
}

#[test]
fn defects_of_overrides_stand_in_the_override() {
    let content =
        "override:\n  one: { severity: bad, id: two, message: \"{x.y}\" }\n  on: { severity: off }\nrules:\n";
    let content = format!("{content}{}", rule("one", FLAGGED));
    let expected = [
        "user/set.yaml:2:20: unknown severity `bad`",
        "user/set.yaml:2:25: this cannot be overridden",
        "user/set.yaml:2:43: nothing offers `{x.y}`",
        "user/set.yaml:3:3: unknown rule `on`",
    ];
    assert_eq!(messages(load(&content)), expected);
}

#[test]
fn an_id_that_exists_is_a_defect() {
    let content = format!("rules:\n{}{}", rule("one", FLAGGED), rule("one", FLAGGED));
    assert_eq!(messages(load(&content)), ["user/set.yaml:12:9: there are two rules `one`"]);
}

/// The rule of the user is the one too many, whichever is named first.
#[test]
fn an_id_of_a_pack_is_a_defect_of_the_file_that_takes_it() {
    let content = format!("rules:\n{}", rule("tags-missing", FLAGGED));
    let file = Source::File { path: "user/set.yaml".into(), content };
    let pack = Source::Pack("state-cable".to_owned());
    for sources in [[file.clone(), pack.clone()], [pack, file]] {
        let found = messages(RuleSet::load(&sources, &|_| Err(String::new())));
        assert_eq!(found, ["user/set.yaml:2:9: there are two rules `tags-missing`"]);
    }
}

#[test]
fn extended_files_come_first_and_once() {
    let files = &[("user/base.yaml", "override: {}\n"), ("top.yaml", "extends: [user/base.yaml]\n")];
    let content =
        format!("extends: [base.yaml, ./base.yaml, ../top.yaml, register]\nrules:\n{}", rule("one", FLAGGED));
    let rules = with_files(&content, files).unwrap_or_else(|defects| panic!("{defects:?}"));
    assert_eq!(rules.rules().len(), 1);
    assert_eq!(rules.register().own_symbols().count(), 6);
}

#[test]
fn circles_and_unknown_packs_are_reported_where_they_are_named() {
    let files = &[("user/a.yaml", "extends:\n  - set.yaml\n")];
    let found = messages(with_files("extends: [a.yaml, registr, gone.yaml]\n", files));
    let expected = [
        "user/a.yaml:2:5: this file extends itself in a circle",
        "user/set.yaml:1:19: unknown pack `registr`",
        "user/set.yaml:1:28: `user/gone.yaml` cannot be read: no such file",
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_unknown_pack_that_was_asked_for_is_a_defect() {
    let found = RuleSet::load(&[Source::Pack("registr".into())], &|_| Err(String::new()));
    assert_eq!(messages(found), ["registr: unknown pack `registr`"]);
}

#[test]
fn a_set_with_levels_of_its_own_replaces_the_register() {
    let levels =
        "register:\n  levels:\n    - { symbol: O, name: OFFICIAL, words: [OFFICIAL], basis: [test] }\n";
    let rules = load(levels).unwrap_or_else(|defects| panic!("{defects:?}"));
    assert_eq!(rules.register().levels.len(), 1);
}

#[test]
fn rules_that_are_off_run_only_when_they_are_selected() {
    let content =
        format!("rules:\n{}{}", rule("one", &format!("severity: off\n{FLAGGED}")), rule("two", FLAGGED));
    let rules = load(&content).unwrap_or_else(|defects| panic!("{defects:?}"));
    let ids = |select: &[&str], ignore: &[&str]| {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let selection = rules.select(&owned(select), &owned(ignore));
        selection.map(|selection| {
            selection
                .by_kind(DocumentKind::Cable)
                .iter()
                .flat_map(|group| group.rules.clone())
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(ids(&[], &[]), Ok(vec![1]));
    assert_eq!(ids(&["one"], &[]), Ok(vec![0]));
    assert_eq!(ids(&["one", "two"], &["two"]), Ok(vec![0]));
    let unknown = ids(&["tw"], &["three"]).err().unwrap_or_default();
    let shown: Vec<_> = unknown.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["unknown rule `tw`; did you mean `two`?", "unknown rule `three`"]);
}

#[test]
fn every_built_in_pack_is_proved() {
    for pack in crate::pack::names() {
        let loaded = RuleSet::load(&[Source::Pack(pack.to_owned())], &|_| Err(String::new()));
        assert_eq!(messages(loaded), Vec::<String>::new());
    }
}

/// What built-in files are taken at their word for: their values are read from JSON, and their patterns are not
/// built before they are asked.
#[test]
fn built_in_files_are_as_sound_as_those_of_a_user_must_be() {
    let file =
        |(name, content): (String, &str)| Source::File { path: name.into(), content: content.to_owned() };
    let of = |packs: &[&str]| -> Vec<Source> {
        packs.iter().filter_map(|pack| crate::pack::files(pack)).flatten().map(file).collect()
    };
    let mut packs = crate::pack::names();
    packs.retain(|pack| !["register", "uk-gsc"].contains(pack));
    for files in [of(&[&["register"], packs.as_slice()].concat()), of(&["uk-gsc"])] {
        assert_eq!(messages(RuleSet::load(&files, &|_| Err(String::new()))), Vec::<String>::new());
    }
}
