//! The noise gate, the order of findings, texts without a document.

#![allow(clippy::panic)] // a test that cannot go on says why

use super::*;
use crate::finding::Severity;
use crate::rule::tests::{cable, load, rule};
use crate::span::Span;

fn set(rules: &[(&str, &str)]) -> RuleSet {
    let rules: String = rules.iter().map(|(id, keys)| rule(id, keys)).collect();
    load(&format!("rules:\n{rules}")).unwrap_or_else(|defects| panic!("{defects:#?}"))
}

fn one(document: Document) -> Anatomy {
    Anatomy { documents: vec![document], stray_marks: Vec::new() }
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
    let (text, document) = cable(rules.register());
    let options = Options { selection: &selection, circumstances: Circumstances::default() };
    let reports = report(one(document.clone()), &text, &rules, options);
    let [first] = reports.as_slice() else { panic!("one document") };
    let found: Vec<_> =
        first.findings.iter().map(|finding| (text.slice(finding.span), finding.rule)).collect();
    assert_eq!(found, [("UNCLAS OSLO 000160", 2), ("(SBU)", 0), ("(C)", 0), ("(C)", 3)]);
    let silent: Vec<_> =
        first.not_checkable.iter().map(|entry| (entry.rule, entry.reason.as_str())).collect();
    assert_eq!(silent, [(1, "no transmission part")]);

    let mut noisy = document;
    noisy.condition.noisy = true;
    let noisy = report(one(noisy), &text, &rules, options);
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
    let mark = ClassWord { span: Span::new(2, 8), word: "S//NF".into(), ..ClassWord::default() };
    let anatomy = Anatomy { documents: Vec::new(), stray_marks: vec![mark] };
    let reports = report(anatomy, &text, &rules, options);
    let [first] = reports.as_slice() else { panic!("one report") };
    assert_eq!(first.document.kind, DocumentKind::None);
    let found: Vec<_> =
        first.findings.iter().map(|finding| (text.slice(finding.span), finding.rule)).collect();
    assert_eq!(found, [("(S//NF) x", 1), ("S//NF)", 0)]);
    assert!(first.not_checkable.is_empty());
}
