//! Made-up findings, reported without the binary: what no real text brings about, or not every time.

use cablelint::document::DocumentKind;
use cablelint::excuse::Excuse;
use cablelint::finding::{DocumentReport, Finding, Heading, Related, Severity};
use cablelint::report::{FileReport, Format, Look, Report, Summary};
use cablelint::span::Span;
use cablelint::text::Text;

use crate::invariants::rules;

/// The text of every file: nothing that stands in it is found.
pub(crate) const TEXT: &str = "UNCLAS OSLO 000160\n\n1. (S) kept secret\n";

/// A finding of a rule of this name on `(S)`.
pub(crate) fn finding(rule: &str, severity: Severity, message: &str) -> Finding {
    let start = TEXT.find("(S)").unwrap();
    Finding {
        rule: rules().position(rule).unwrap(),
        severity,
        message: message.to_owned(),
        help: message.to_owned(),
        span: Span::new(start, start + 3),
        related: vec![Related { span: Span::new(0, 6), message: message.to_owned() }],
        fingerprint: "v1:00112233445566778899aabbccddeeff".to_owned(),
        excuse: None,
    }
}

/// The same, excused.
pub(crate) fn suppressed(mut finding: Finding, reason: &str) -> Finding {
    let until = jiff::civil::date(2027, 1, 31);
    let owner = Some(reason.to_owned());
    finding.excuse = Some(Excuse::Suppressed { reason: reason.to_owned(), owner, until: Some(until) });
    finding
}

/// A file with one document for each list of findings.
pub(crate) fn file(path: &str, documents: Vec<Vec<Finding>>) -> FileReport<'static> {
    let heading = Heading { kind: DocumentKind::Cable, ..Heading::default() };
    let documents = documents.into_iter().map(|findings| DocumentReport {
        heading: heading.clone(),
        findings,
        not_checkable: Vec::new(),
        showing: None,
    });
    let text = Text::decode(TEXT.into());
    FileReport {
        path: path.to_owned().into(),
        rules: rules(),
        text: text.into(),
        documents: documents.collect(),
    }
}

/// The report on some files.
pub(crate) fn report(format: Format, look: Look, files: &[FileReport<'_>]) -> String {
    finish(Report::new(format, look), look, files)
}

/// The same, by a report at its beginning.
pub(crate) fn finish(mut report: Report, look: Look, files: &[FileReport<'_>]) -> String {
    let mut summary = Summary::default();
    let mut out = Vec::new();
    for file in files {
        summary.add(file, look.least);
        report.file(file, &mut out).unwrap();
    }
    summary.highest_marking = Some("SECRET".to_owned());
    summary.sort();
    report.finish(&summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
