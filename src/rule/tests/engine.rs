//! Examples, and the schema.

use super::*;
use crate::rule::examples::{Verdict, run_on};

#[test]
fn examples_prove_a_rule_or_show_what_is_wrong_with_it() {
    let text = cable(&Register::builtin()).0;
    let text = text.as_str().replace('\n', "\\n");
    let example = |expected: &str| format!("{{ kind: cable, text: \"{text}\", {expected} }}");
    let examples = [example("flagged: (C)"), example("flagged: (SBU)"), example("clean: true")].join(", ");
    let keys = |mark: &str| {
        format!("severity: off\nfor: portion\nforbid: {{ mark: {mark} }}\nexamples: [{examples}]")
    };
    let verdicts = |mark: &str| -> Vec<_> {
        let content = format!("rules:\n{}", rule("one", &keys(mark)));
        // The helper adds examples of its own, which the rule replaces.
        let content = content.lines().filter(|line| !line.contains("text: x")).collect::<Vec<_>>().join("\n");
        let rules = load(&content).unwrap_or_else(|defects| panic!("{defects:#?}"));
        run_on(&rules, |_, register| anatomy(register)).iter().map(|outcome| outcome.verdict).collect()
    };
    assert_eq!(verdicts("C"), [Verdict::Reported, Verdict::WrongSpan, Verdict::Noisy]);
    assert_eq!(verdicts("S"), [Verdict::Missing, Verdict::Missing, Verdict::Validated]);
}

#[test]
fn the_schema_names_every_kind_operator_and_procedure() {
    let schema = schema::schema().to_string();
    assert!(Kind::ALL.iter().all(|kind| schema.contains(&format!("\"{}-condition\"", kind.name()))));
    assert!(crate::procedure::PROCEDURES.iter().all(|one| schema.contains(&format!("\"{}\"", one.name))));
    assert!(operator::OPERATORS.iter().all(|one| schema.contains(&format!("\"{}\"", one.name))));
}
