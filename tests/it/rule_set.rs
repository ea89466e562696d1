//! What holds of every built-in rule, and of the rule set as a whole.

use std::collections::BTreeSet;

use cablelint::finding::Severity;
use cablelint::pack;
use cablelint::procedure::PROCEDURES;
use cablelint::rule::{Rule, RuleSet, Source, examples};

/// The built-in packs that share the American register, as one rule set.
pub(crate) fn built_in() -> RuleSet {
    load(&pack::names().into_iter().filter(|name| !stands_alone(name)).collect::<Vec<_>>())
}

/// All built-in packs: the American ones together, and each that brings a register of its own.
pub(crate) fn all_sets() -> Vec<RuleSet> {
    let alone = pack::names().into_iter().filter(|name| stands_alone(name));
    std::iter::once(built_in()).chain(alone.map(|name| load(&[name]))).collect()
}

/// A pack whose register has levels of its own replaces the American one.
fn stands_alone(name: &str) -> bool {
    name != pack::REGISTER
        && pack::files(name).unwrap().iter().any(|(_, content)| content.contains("\n  levels:"))
}

fn load(names: &[&str]) -> RuleSet {
    let sources: Vec<Source> = names.iter().map(|name| Source::Pack((*name).to_owned())).collect();
    let nothing = |_: &std::path::Path| Err("a pack extends packs only".to_owned());
    RuleSet::load(&sources, &nothing).unwrap_or_else(|defects| panic!("{defects:#?}"))
}

/// Fails with every rule for which something is not so.
fn every_rule(what: &str, holds: impl Fn(&Rule) -> bool) {
    let sets = all_sets();
    let rules = sets.iter().flat_map(RuleSet::rules);
    let wrong: Vec<&str> = rules.filter(|rule| !holds(rule)).map(|rule| rule.id.as_str()).collect();
    assert!(wrong.is_empty(), "{what}: not so for {}", wrong.join(", "));
}

/// All words of a rule that a reader sees.
fn prose(rule: &Rule) -> impl Iterator<Item = &str> {
    let own = [&rule.summary, &rule.message, &rule.help, &rule.explain];
    own.into_iter().chain(&rule.basis).map(String::as_str)
}

/// Counts the words that end a sentence. `E.O.`, `s.` and single letters end none.
fn sentences(text: &str) -> usize {
    let ends = |word: &&str| {
        let bare = word.trim_end_matches([')', '"', '`', '\'']);
        let stem = bare.trim_end_matches(['.', '?', '!', ':']);
        bare.len() > stem.len() && !bare.ends_with(':') && stem.len() > 1 && !stem.contains('.')
    };
    text.split_whitespace().filter(ends).count()
}

#[test]
fn every_rule_is_proved_both_ways() {
    for rules in all_sets() {
        for rule in rules.rules() {
            let examples = rules.examples(rule);
            let flagged = examples.iter().filter(|one| one.flagged.is_some()).count();
            assert!(flagged > 0 && flagged < examples.len(), "{}: one flagged, one clean", rule.id);
        }
        let failed = examples::run(&rules).into_iter().filter(|one| !one.verdict.passed());
        let named = |one: examples::Outcome| (rules.rules()[one.rule].id.clone(), one);
        let failed: Vec<_> = failed.map(named).collect();
        assert!(failed.is_empty(), "{failed:#?}");
    }
}

#[test]
fn every_rule_says_where_it_comes_from() {
    every_rule("the basis names something", |rule| {
        !rule.basis.is_empty() && rule.basis.iter().all(|basis| basis.trim().len() > 3)
    });
}

#[test]
fn every_rule_is_explained_in_sentences() {
    every_rule("the explanation has three sentences", |rule| sentences(&rule.explain) >= 3);
    every_rule("a summary begins small and has no full stop", |rule| !rule.summary.ends_with('.'));
    every_rule("a summary fits one line of a list", |rule| rule.summary.chars().count() <= 100);
    assert_eq!(sentences("E.O. 13526 s. 1.6 asks it. It matters (to all). Fix it."), 3);
}

#[test]
fn every_id_is_kebab_case() {
    every_rule("the id is kebab-case", |rule| {
        let letters = |part: &str| {
            !part.is_empty() && part.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
        };
        rule.id.starts_with(|first: char| first.is_ascii_lowercase()) && rule.id.split('-').all(letters)
    });
}

/// A rule speaks to people who have the program and nothing else.
#[test]
fn no_rule_names_a_file() {
    let named = |text: &str| {
        let words = [".md", ".tsv", ".yaml", ".rs", "../", "corpus/", "reference/", "shared/", "rules/"];
        words.iter().any(|word| text.contains(word))
    };
    every_rule("no file or path is named", |rule| !prose(rule).any(named));
}

/// Who has a rule of an older version asks what became of it.
#[test]
fn every_rule_stands_in_the_changelog() {
    let changes = include_str!("../../CHANGELOG.md");
    every_rule("the changelog names it", |rule| changes.contains(&format!("`{}`", rule.id)));
}

#[test]
fn every_procedure_is_used_by_some_rule() {
    let names = pack::names();
    let files: Vec<_> = names.iter().flat_map(|name| pack::files(name).unwrap()).collect();
    let called: BTreeSet<&str> = files
        .iter()
        .flat_map(|(_, content)| content.split("procedure:").skip(1))
        .filter_map(|after| after.split("name:").nth(1))
        .filter_map(|after| after.split([',', '}', '\n']).next())
        .map(str::trim)
        .collect();
    let offered: BTreeSet<&str> = PROCEDURES.iter().map(|procedure| procedure.name).collect();
    assert_eq!(called, offered, "procedures that rules call (left), and those that there are (right)");
}

#[test]
fn the_default_pack_has_rules_of_every_severity_and_some_that_are_off() {
    let rules = built_in();
    let of = |severity| rules.rules().iter().filter(|rule| rule.severity == severity).count();
    for severity in [Some(Severity::Error), Some(Severity::Warning), Some(Severity::Note), None] {
        assert!(of(severity) > 0, "{severity:?}");
    }
}
