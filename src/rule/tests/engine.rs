//! The set at work: the noise gate, the order of findings, examples, texts without a document.

use super::*;
use crate::lint::{Anatomy, Options, lint};
use crate::rule::examples::{Verdict, run as run_examples};

fn set(rules: &[(&str, &str)]) -> RuleSet {
    let rules: String = rules.iter().map(|(id, keys)| rule(id, keys)).collect();
    load(&format!("rules:\n{rules}")).unwrap_or_else(|defects| panic!("{defects:#?}"))
}

/// Reads any text as the test cable.
fn split(_: &Text, register: &Register) -> Anatomy {
    (vec![cable(register).1], Vec::new())
}

fn split_noisy(_: &Text, register: &Register) -> Anatomy {
    let mut document = cable(register).1;
    document.condition.noisy = true;
    (vec![document], Vec::new())
}

fn split_nothing(_: &Text, _: &Register) -> Anatomy {
    let mark = ClassWord { span: Span::new(2, 8), word: "S//NF".into(), ..ClassWord::default() };
    (Vec::new(), vec![mark])
}

#[test]
fn findings_stand_in_order_of_place_then_rule() {
    let rules = set(&[
        ("marked", "for: portion\nforbid: { mark: present }"),
        ("late", "for: station\nforbid: { serial: present }"),
        ("spaced", "for: banner\nrequire: { spaced: true }"),
        ("high", "for: portion\nforbid: { level: { above: banner.level } }"),
    ]);
    let selection = rules.select(&[], &[]).unwrap_or_else(|unknown| panic!("{unknown:?}"));
    let (text, _) = cable(rules.register());
    let options = Options { selection: &selection, circumstances: Circumstances::default() };
    let reports = lint(&text, &rules, split, options);
    let [report] = reports.as_slice() else { panic!("one document") };
    let found: Vec<_> =
        report.findings.iter().map(|finding| (text.slice(finding.span), finding.rule)).collect();
    assert_eq!(found, [("UNCLAS OSLO 000160", 2), ("(SBU)", 0), ("(C)", 0), ("(C)", 3)]);
    let silent: Vec<_> =
        report.not_checkable.iter().map(|entry| (entry.rule, entry.reason.as_str())).collect();
    assert_eq!(silent, [(1, "no transmission part")]);

    let noisy = lint(&text, &rules, split_noisy, options);
    let severities = noisy.iter().flat_map(|report| &report.findings).map(|finding| finding.severity);
    assert!(
        severities.clone().count() == 4 && severities.into_iter().all(|severity| severity == Severity::Note)
    );
}

#[test]
fn a_text_without_a_document_is_checked_for_its_marks_only() {
    let rules = set(&[
        ("stray", "for: stray-mark\nforbid: { text: present }"),
        ("encoding", "for: document\nforbid: { encoding: utf-8 }"),
        ("marked", "for: station\nforbid: { serial: present }"),
    ]);
    let selection = rules.select(&[], &[]).unwrap_or_else(|unknown| panic!("{unknown:?}"));
    let options = Options { selection: &selection, circumstances: Circumstances::default() };
    let text = Text::decode("\n(S//NF) x\n".into());
    let reports = lint(&text, &rules, split_nothing, options);
    let [report] = reports.as_slice() else { panic!("one report") };
    assert_eq!(report.document.kind, DocumentKind::None);
    let found: Vec<_> =
        report.findings.iter().map(|finding| (text.slice(finding.span), finding.rule)).collect();
    assert_eq!(found, [("(S//NF) x", 1), ("S//NF)", 0)]);
    assert!(report.not_checkable.is_empty());
}

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
        run_examples(&rules, split).iter().map(|outcome| outcome.verdict).collect()
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
