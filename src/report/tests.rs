//! Whole reports over made-up findings.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use crate::document::DocumentKind;
use crate::finding::{NotCheckable, PostName, Reason, Related};
use crate::rule::Source;
use crate::span::Span;
use crate::text::Text;

const CABLE: &str = "UNCLAS MOSCOW 000820\r\r\n\r\r\n¶2. (S) é two\r\r\n¶13. (U) x\r\r\n";

fn rules() -> RuleSet {
    let packs: Vec<_> = crate::pack::DEFAULT.iter().map(|&pack| Source::Pack(pack.into())).collect();
    RuleSet::load(&packs, &|_| Err("there is nothing to extend".into())).unwrap()
}

fn span(content: &str, needle: &str) -> Span {
    let start = content.find(needle).unwrap();
    Span::new(start, start + needle.len())
}

fn finding(rule: &str, severity: Severity, message: &str, place: Span, related: Vec<Related>) -> Finding {
    Finding {
        rule: rules().position(rule).unwrap(),
        severity,
        message: message.into(),
        help: "put it right".into(),
        span: place,
        related,
        fingerprint: "v1:00".into(),
        excuse: None,
    }
}

fn heading() -> Heading {
    Heading {
        kind: DocumentKind::Cable,
        post: Some(PostName { name: "MOSCOW".into(), known: false }),
        serial: Some(820),
        year: None,
        levels: rules().register().level("U").into_iter().collect(),
    }
}

fn file(rules: &RuleSet) -> FileReport<'_> {
    let banner = Related { span: span(CABLE, "UNCLAS"), message: "the banner line".into() };
    let findings = vec![
        finding(
            "portion-above-banner",
            Severity::Error,
            "marked S\u{202e}",
            span(CABLE, "(S)"),
            vec![banner],
        ),
        finding(
            "paragraph-out-of-sequence",
            Severity::Warning,
            "13 follows 2",
            span(CABLE, "13"),
            Vec::new(),
        ),
    ];
    let not_checkable = vec![NotCheckable {
        rule: rules.position("paragraph-out-of-sequence").unwrap(),
        reason: Reason::Date,
    }];
    let documents = vec![DocumentReport { heading: heading(), findings, not_checkable, showing: None }];
    FileReport { path: "a\u{1b}b.txt".into(), rules, text: Text::decode(CABLE.into()).into(), documents }
}

fn render(format: Format, look: Look) -> String {
    let rules = rules();
    let file = file(&rules);
    let mut summary = Summary::default();
    summary.add(&file, look.least);
    summary.sort();
    let mut out = Vec::new();
    let mut report = Report::new(format, look);
    report.file(&file, &mut out).unwrap();
    report.finish(&summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn human_underlines_the_source_and_sums_up() {
    insta::assert_snapshot!(render(Format::Human, Look { verbose: true, ..Look::default() }));
}

#[test]
fn masked_human_shows_places_only() {
    let report = render(Format::Human, Look { mask: true, quiet: true, ..Look::default() });
    insta::assert_snapshot!(report);
    assert!(!report.contains("two"));
}

#[test]
fn short_is_one_safe_line_a_finding() {
    assert_eq!(
        render(Format::Short, Look { least: Severity::Error, ..Look::default() }),
        "a␛b.txt:3:5: error[portion-above-banner]: marked S\u{fffd}\n"
    );
}

#[test]
fn json_lines_have_the_keys_of_the_contract_in_order() {
    let report = render(Format::Jsonl, Look::default());
    let mut lines = report.lines();
    assert_eq!(
        lines.next().unwrap(),
        concat!(
            r#"{"path":"a\u001bb.txt","document":0,"kind":"cable","mrn":"MOSCOW 820","#,
            r#""rule":"portion-above-banner","severity":"error","message":"marked S\u202e","#,
            r#""line":3,"column":5,"end_line":3,"end_column":8,"start":31,"end":34,"#,
            r#""related":[{"message":"the banner line","line":1,"column":1,"end_line":1,"end_column":7,"start":0,"end":6}],"#,
            r#""help":"put it right","fingerprint":"v1:00"}"#
        )
    );
    assert_eq!(
        lines.last().unwrap(),
        concat!(
            r#"{"schema_version":1,"summary":{"files":1,"documents":{"cable":1,"memo":0},"#,
            r#""findings":{"error":1,"warning":1,"note":0},"#,
            r#""rules":{"paragraph-out-of-sequence":1,"portion-above-banner":1},"not_shown":0,"excused":{},"highest_marking":"UNCLASSIFIED","#,
            r#""without_document":0,"skipped":{},"unreadable":[],"#,
            r#""not_checkable":[{"rule":"paragraph-out-of-sequence","reason":"no date","documents":1}]}}"#
        )
    );
}

#[test]
fn json_is_one_object_with_or_without_findings() {
    let report: serde_json::Value = serde_json::from_str(&render(Format::Json, Look::default())).unwrap();
    assert_eq!(report["schema_version"], 1);
    assert_eq!(report["findings"].as_array().unwrap().len(), 2);
    assert_eq!(report["findings"][0]["path"], "a\u{1b}b.txt");
    assert!(report["findings"][0].get("source").is_none());
    let mut out = Vec::new();
    Report::new(Format::Json, Look::default()).finish(&Summary::default(), &mut out).unwrap();
    let empty: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(empty["findings"], serde_json::json!([]));
}

#[test]
fn source_text_stands_in_machine_formats_only_on_demand() {
    let report = render(Format::Jsonl, Look { show_source: true, ..Look::default() });
    assert!(report.contains(r#""fingerprint":"v1:00","source":"(S)"}"#));
}

#[test]
fn findings_below_the_least_severity_are_counted_but_not_shown() {
    let report = render(Format::Human, Look { least: Severity::Error, ..Look::default() });
    assert!(!report.contains("13 follows 2"));
    assert!(report.contains("1 error, 1 warning, 0 notes (1 below --min-severity not shown)"));
}

#[test]
fn a_finding_at_column_70000_renders() {
    let rules = rules();
    let content = "x".repeat(70_000) + "(S)";
    let place = span(&content, "(S)");
    let findings = vec![finding("portion-above-banner", Severity::Error, "far", place, Vec::new())];
    let documents =
        vec![DocumentReport { heading: heading(), findings, not_checkable: Vec::new(), showing: None }];
    let file =
        FileReport { path: "x".into(), rules: &rules, text: Text::decode(content.into()).into(), documents };
    let mut out = Vec::new();
    Report::new(Format::Human, Look::default()).file(&file, &mut out).unwrap();
    let report = String::from_utf8(out).unwrap();
    assert!(report.contains("[x:1:70001]") && report.len() < 2_000, "{report}");
}

#[test]
fn a_finding_in_an_empty_text_renders() {
    let rules = rules();
    let findings =
        vec![finding("portion-above-banner", Severity::Error, "nothing", Span::default(), Vec::new())];
    let documents =
        vec![DocumentReport { heading: heading(), findings, not_checkable: Vec::new(), showing: None }];
    let file =
        FileReport { path: "x".into(), rules: &rules, text: Text::decode(Vec::new()).into(), documents };
    let mut out = Vec::new();
    Report::new(Format::Human, Look::default()).file(&file, &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("at x:1:1"));
}
