//! The rule language: what conditions mean, which defects loading finds and where, how sets combine.

#![allow(clippy::panic, clippy::format_collect)] // a test that cannot go on says why

mod alike;
mod defects;
mod engine;
mod language;
mod sets;

use super::*;
use crate::document::{Anatomy, Banner, ClassWord, Document, DocumentKind, Paragraph, Portion};
use crate::fact::{Circumstances, Facts};
use crate::finding::Finding;
use crate::marking::{Mark, PrintedMark};
use crate::span::Span;
use crate::text::Text;

/// A rule with the keys that tests care about, and everything else that a rule needs.
pub(crate) fn rule(id: &str, keys: &str) -> String {
    let own = |key: &str, default: &str| if keys.contains(key) { String::new() } else { default.to_owned() };
    format!(
        "  - id: {id}\n    summary: one\n{}    basis: [test]\n{}{}    help: fix it\n    explain: why\n    \
         examples: [{{ kind: cable, text: x, flagged: x }}, {{ kind: cable, text: x, clean: true }}]\n",
        own("severity:", "    severity: error\n"),
        own("message:", "    message: wrong\n"),
        keys.lines().map(|line| format!("    {line}\n")).collect::<String>(),
    )
}

pub(crate) fn load(content: &str) -> Result<RuleSet, Vec<crate::yaml::Defect>> {
    let path = "user/set.yaml".into();
    let nothing = |path: &std::path::Path| Err(format!("no file {}", path.display()));
    RuleSet::load(&[Source::File { path, content: content.to_owned() }], &nothing)
}

/// An unclassified cable with two marked paragraphs, an unmarked one, and no transmission part.
pub(crate) fn cable(register: &Register) -> (Text, Document) {
    let content = "UNCLAS OSLO 000160\n1. (SBU) a\n2. (C) b\n4. c\n";
    let span = |wanted: &str| {
        let start = content.find(wanted).unwrap_or_default();
        Span::new(start, start + wanted.len())
    };
    let mark = |printed: &str, level: &str, controls: &[&str]| {
        let print = PrintedMark {
            text: printed.trim_matches(['(', ')']).to_owned(),
            level: register.level(level),
            controls: controls.iter().map(|control| (*control).to_owned()).collect(),
            ..PrintedMark::default()
        };
        Mark::new(span(printed), print)
    };
    let paragraph = |printed: &str, value: i64, mark: Option<Mark>| Paragraph {
        number: crate::document::Number {
            value,
            span: Span::new(span(printed).start, span(printed).start + 1),
        },
        mark,
        span: span(printed),
        ..Paragraph::default()
    };
    let marks = [mark("(SBU)", "U", &["SBU"]), mark("(C)", "C", &[])];
    let [first, second] = marks.clone();
    let banner = Banner {
        span: span("UNCLAS OSLO 000160"),
        text: "UNCLAS OSLO 000160".to_owned(),
        class: ClassWord {
            span: span("UNCLAS"),
            word: "UNCLASSIFIED".into(),
            level: register.level("U"),
            spaced: false,
        },
        ..Banner::default()
    };
    let document = Document {
        kind: DocumentKind::Cable,
        parts: vec![Part::Banner, Part::Preamble, Part::Body],
        first_line: span("UNCLAS OSLO 000160"),
        paragraphs: vec![
            paragraph("1.", 1, Some(first)),
            paragraph("2.", 2, Some(second)),
            paragraph("4.", 4, None),
        ],
        portions: marks.map(|mark| Portion { mark, ..Portion::default() }).into(),
        banner: Some(banner),
        ..Document::default()
    };
    (Text::decode(content.into()), document)
}

/// The test cable as an anatomy.
pub(crate) fn anatomy(register: &Register) -> Anatomy {
    Anatomy { documents: vec![cable(register).1], ..Anatomy::default() }
}

/// A document as rules see it, with nothing beside it.
fn facts<'a>(
    text: &'a Text,
    document: &'a Document,
    register: &'a Register,
    circumstances: Circumstances,
) -> Facts<'a> {
    Facts {
        text,
        document,
        comparison: None,
        excuses: crate::excuse::Excuses::default(),
        exposures: &[],
        disagreements: &[],
        register,
        circumstances,
    }
}

/// Runs the only rule of a set on the cable.
fn run_with(rules: &RuleSet, circumstances: Circumstances) -> (Outcome, Vec<Finding>, Text) {
    let (text, document) = cable(rules.register());
    let facts = facts(&text, &document, rules.register(), circumstances);
    let mut findings = Vec::new();
    let outcome = rules.rules().first().map(|rule| rule.check(0, &facts, &mut findings));
    (outcome.unwrap_or(Outcome::DoesNotApply), findings, text)
}

fn run(keys: &str) -> (Outcome, Vec<Finding>, Text) {
    let rules = load(&format!("rules:\n{}", rule("one", keys)));
    let rules = rules.unwrap_or_else(|defects| panic!("{defects:#?}"));
    run_with(&rules, Circumstances::default())
}
