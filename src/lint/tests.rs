//! The noise gate, the order of findings, texts without a document.

#![allow(clippy::panic)] // a test that cannot go on says why

use super::*;
use crate::document::ClassWord;
use crate::finding::Severity;
use crate::register::Register;
use crate::rule::tests::{anatomy, cable, load, rule};
use crate::span::Span;

fn set(rules: &[(&str, &str)]) -> RuleSet {
    let rules: String = rules.iter().map(|(id, keys)| rule(id, keys)).collect();
    load(&format!("rules:\n{rules}")).unwrap_or_else(|defects| panic!("{defects:#?}"))
}

fn noisy_anatomy(register: &Register) -> Anatomy {
    let mut document = cable(register).1;
    document.condition.noisy = true;
    Anatomy { documents: vec![document], ..Anatomy::default() }
}

fn only_a_mark() -> Anatomy {
    let mark = ClassWord { span: Span::new(2, 8), word: "S//NF".into(), ..ClassWord::default() };
    Anatomy { stray_marks: vec![mark], ..Anatomy::default() }
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
    let options = Options { selection: &selection, circumstances: Circumstances::default(), key: None };
    let reports = check_all(&text, anatomy(rules.register()), Surroundings::default(), &rules, options);
    let [report] = reports.as_slice() else { panic!("one document") };
    let found: Vec<_> =
        report.findings.iter().map(|finding| (text.slice(finding.span), finding.rule)).collect();
    assert_eq!(found, [("UNCLAS OSLO 000160", 2), ("(SBU)", 0), ("(C)", 0), ("(C)", 3)]);
    let silent: Vec<_> =
        report.not_checkable.iter().map(|entry| (entry.rule, entry.reason.to_string())).collect();
    assert_eq!(silent, [(1, "no transmission part".to_owned())]);

    let noisy = check_all(&text, noisy_anatomy(rules.register()), Surroundings::default(), &rules, options);
    let severities = noisy.iter().flat_map(|report| &report.findings).map(|finding| finding.severity);
    assert!(
        severities.clone().count() == 4 && severities.into_iter().all(|severity| severity == Severity::Note)
    );
}

#[test]
fn of_a_file_that_is_of_another_format_nothing_is_said() {
    let rules = set(&[
        ("stray", "for: stray-mark\nforbid: { text: present }"),
        ("encoding", "for: document\nforbid: { encoding: present }"),
        ("comments", "for: hidden-text\nforbid: { kind: present }"),
    ]);
    let selection = rules.select(&[], &[]).unwrap_or_else(|unknown| panic!("{unknown:?}"));
    let options = Options { selection: &selection, circumstances: Circumstances::default(), key: None };
    let words = b"SECRET//NOFORN\n\n(S//NF) Gulls.\n\n(S//NF) Terns.<!-- told by Hakala -->\n";
    let found = |front: &[u8]| {
        let text = Text::decode([front, words].concat());
        let reports = lint(&text, &rules, options);
        let kinds: Vec<DocumentKind> = reports.iter().map(|report| report.heading.kind).collect();
        (kinds, reports.iter().map(|report| report.findings.len()).sum::<usize>())
    };
    assert_eq!(found(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\n"), (vec![DocumentKind::None], 0));
    // What only holds many control characters may be a text that went through a bad line.
    let (kinds, findings) = found(b"\x01\x02\x03\x04\x05\x06\x07\x01\x02\x03\x04\x05\n");
    assert_eq!(kinds, [DocumentKind::Memo]);
    assert!(findings > 0);
}

#[test]
fn a_text_without_a_document_is_checked_for_its_marks_only() {
    let rules = set(&[
        ("stray", "for: stray-mark\nforbid: { text: present }"),
        ("encoding", "for: document\nforbid: { encoding: utf-8 }"),
        ("marked", "for: station\nforbid: { serial: present }"),
    ]);
    let selection = rules.select(&[], &[]).unwrap_or_else(|unknown| panic!("{unknown:?}"));
    let options = Options { selection: &selection, circumstances: Circumstances::default(), key: None };
    let text = Text::decode("\n(S//NF) x\n".into());
    let reports = check_all(&text, only_a_mark(), Surroundings::default(), &rules, options);
    let [report] = reports.as_slice() else { panic!("one report") };
    assert_eq!(report.heading.kind, DocumentKind::None);
    let found: Vec<_> =
        report.findings.iter().map(|finding| (text.slice(finding.span), finding.rule)).collect();
    assert_eq!(found, [("(S//NF) x", 1), ("S//NF)", 0)]);
    assert!(report.not_checkable.is_empty());
}
