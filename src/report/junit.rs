//! The XML of `JUnit`: a test suite for each file, in it a failed test for each finding. What is excused is a
//! skipped test, a file without findings a passed one, and a path that could not be read an error.
//!
//! The counts stand before what is counted, so the whole report is kept until the end. XML 1.0 cannot
//! hold most control characters, not even escaped: [`visible`] has replaced them by then.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::safe::visible;
use super::{FileReport, Found, Summary};
use crate::excuse::Excuse;

/// A report for `JUnit` on its way.
#[derive(Debug)]
pub(super) struct Junit {
    report: Report,
    /// The tests of the file at hand.
    tests: Vec<TestCase>,
}

impl Default for Junit {
    fn default() -> Self {
        Self { report: Report::new("cablelint"), tests: Vec::new() }
    }
}

impl Junit {
    pub(super) fn finding(&mut self, found: Found<'_>) {
        let place = found.file.text.position(found.finding.span.start);
        let name = format!("{} at {}:{}", found.rule.id, place.line, place.column);
        let mut test = TestCase::new(name, status(found));
        test.set_classname(plain(&found.file.path));
        self.tests.push(test);
    }

    pub(super) fn end_of_file(&mut self, file: &FileReport<'_>) {
        if self.tests.is_empty() {
            let mut test = TestCase::new("no findings", TestCaseStatus::success());
            test.set_classname(plain(&file.path));
            self.tests.push(test);
        }
        let mut suite = TestSuite::new(plain(&file.path));
        if let Some(marking) = file.highest_marking() {
            suite.add_property(Property::new("highest_marking", plain(marking)));
        }
        suite.add_test_cases(self.tests.drain(..));
        self.report.add_test_suite(suite);
    }

    pub(super) fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        for unreadable in &summary.unreadable {
            self.error(&unreadable.path, &unreadable.reason);
        }
        if let Some(complaint) = &summary.incomplete {
            self.error("cablelint", complaint);
        }
        self.report.serialize(out).map_err(io::Error::other)
    }

    fn error(&mut self, suite: &str, reason: &str) {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_type("not-checked").set_message(plain(reason));
        let mut test = TestCase::new("not checked", status);
        test.set_classname(plain(suite));
        let mut suite = TestSuite::new(plain(suite));
        suite.add_test_case(test);
        self.report.add_test_suite(suite);
    }
}

fn status(found: Found<'_>) -> TestCaseStatus {
    let finding = found.finding;
    let Some(excuse) = &finding.excuse else {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let description = format!("{}\n{}", plain(&finding.help), finding.fingerprint);
        status.set_type(finding.severity.name()).set_message(plain(&finding.message));
        status.set_description(description);
        return status;
    };
    let reason = match excuse {
        Excuse::Suppressed { reason, .. } => format!("{}: {reason}", excuse.name()),
        Excuse::Known => excuse.name().to_owned(),
    };
    let mut status = TestCaseStatus::skipped();
    status.set_message(plain(&reason));
    status
}

/// A text that any XML reader gives back as it is written here: tabs in attributes come back as blanks.
fn plain(text: &str) -> String {
    visible(text).replace('\t', "\u{2409}")
}
