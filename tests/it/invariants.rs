//! What must hold of any input at all, one function a surface. The property tests call these on
//! inputs made up by proptest, the fuzz targets (`fuzz/`) on those of libFuzzer, and `crashes` on
//! every input that once broke one.

use std::path::Path;
use std::sync::LazyLock;

use cablelint::document::{self, Document};
use cablelint::fact::{Circumstances, Facts, Kind};
use cablelint::finding::DocumentReport;
use cablelint::lint::{self, Options};
use cablelint::marking::{self, Form, Mark, Style};
use cablelint::pack;
use cablelint::rule::{RuleSet, Selection, Source};
use cablelint::span::Span;
use cablelint::text::{self, Text};

/// The rules of telegrams.
static RULES: LazyLock<RuleSet> = LazyLock::new(|| load(&["state-cable"]));

/// All packs, with all of their rules selected: those that are off must hold as well.
static ALL: LazyLock<(RuleSet, Selection)> = LazyLock::new(|| {
    let rules = load(&[pack::DEFAULT, &[pack::EXCUSES, "compare"]].concat());
    let ids: Vec<String> = rules.rules().iter().map(|rule| rule.id.clone()).collect();
    let selection = rules.select(&ids, &[]).unwrap();
    (rules, selection)
});

fn load(packs: &[&str]) -> RuleSet {
    let sources: Vec<Source> = packs.iter().map(|&name| Source::Pack(name.to_owned())).collect();
    RuleSet::load(&sources, &no_file).unwrap()
}

fn no_file(path: &Path) -> Result<String, String> {
    Err(format!("{} is not to be read", path.display()))
}

/// The rules of telegrams.
pub(crate) fn rules() -> &'static RuleSet {
    &RULES
}

/// What the rules of all packs, those that are off included, say of a text.
fn lint(text: &Text) -> Vec<DocumentReport> {
    let (rules, selection) = &*ALL;
    let ceiling = rules.register().level("U");
    let circumstances = Circumstances { ceiling, ..Circumstances::default() };
    lint::lint(text, rules, Options { selection, circumstances, key: None })
}

/// Any bytes are a text, and every offset of it leads back into the file and to a line.
pub(crate) fn decode(bytes: &[u8]) {
    let text = Text::decode(bytes.to_vec());
    let content = text.as_str();
    let (mut last_offset, mut last_position) = (0, (1, 1));
    for at in (0..=content.len()).filter(|&at| content.is_char_boundary(at)) {
        let offset = text.file_offset(at);
        assert!(last_offset <= offset && offset <= bytes.len(), "offset {at} leads to {offset}");
        let position = text.position(at);
        let position = (position.line, position.column);
        assert!(last_position <= position, "offset {at} stands at {position:?}, behind {last_position:?}");
        (last_offset, last_position) = (offset, position);
    }
    let mut end = 0;
    for (index, &line) in text.lines().iter().enumerate() {
        assert!(end <= line.start, "line {index} overlaps the one before");
        check_span(&text, line, "line");
        assert!(!text.line(index).contains(['\n', '\r']), "line {index} holds a line end");
        end = line.end;
        check_folding(&text, index, line);
    }
}

fn check_folding(text: &Text, index: usize, line: Span) {
    let folded = text::fold(text.line(index), line.start);
    let content = folded.as_str();
    for (at, character) in content.char_indices() {
        let source = folded.span(at..at + character.len_utf8());
        check_span(text, source, "folded character");
        assert!(line.contains(source), "a folded character comes from outside its line");
    }
    check_span(text, folded.span(0..content.len()), "folded line");
}

/// Any bytes are zero or more documents; every fact and finding points into the text; the same bytes
/// give the same report.
pub(crate) fn cable(bytes: &[u8]) {
    let text = Text::decode(bytes.to_vec());
    let mut anatomy = document::split(&text, rules().register());
    for document in anatomy.documents_or_whole(&text) {
        check_facts(&text, &document);
    }
    let reports = lint(&text);
    for finding in reports.iter().flat_map(|report| &report.findings) {
        let id = &ALL.0.rules()[finding.rule].id;
        check_span(&text, finding.span, id);
        finding.related.iter().for_each(|related| check_span(&text, related.span, id));
        assert!(!finding.message.contains(['{', '}']) || text.as_str().contains(['{', '}']), "{id}");
    }
    let again = lint(&text);
    assert_eq!(reports.len(), again.len(), "two runs differ");
    for (first, second) in reports.iter().zip(&again) {
        assert_eq!(first.findings, second.findings, "two runs differ");
        assert_eq!(first.not_checkable, second.not_checkable, "two runs differ");
    }
}

fn check_facts(text: &Text, document: &Document) {
    let register = rules().register();
    let circumstances = Circumstances::default();
    let facts = Facts {
        text,
        document,
        comparison: None,
        excuses: cablelint::excuse::Excuses::default(),
        exposures: &[],
        disagreements: &[],
        register,
        circumstances,
    };
    check_span(text, document.span, "document");
    for paragraph in &document.paragraphs {
        check_span(text, paragraph.span, "whole paragraph");
        assert!(document.span.contains(paragraph.span), "a paragraph leaves its document");
    }
    for &kind in Kind::ALL {
        let rows = kind.attributes().len();
        for fact in facts.of(kind).iter() {
            check_span(text, fact.span(), kind.name());
            for row in 0..rows {
                fact.value(row, &facts);
                if let Some(place) = fact.place(row) {
                    check_span(text, place, kind.name());
                }
            }
        }
    }
}

/// Any characters are a mark or none, at every place in them.
pub(crate) fn marking(text: &str) {
    let register = rules().register();
    for at in 0..=text.len() + 1 {
        let readings = [marking::read(text, at, register), marking::read_after_number(text, at, register)];
        for mark in readings.iter().flatten() {
            check_mark(text, at, mark);
        }
    }
}

/// Any characters are a marking, whose parts and flaws lie in the text; its canonical form is one, too.
pub(crate) fn grammar(text: &str) {
    let register = rules().register();
    for form in [Form::Banner, Form::Portion] {
        for style in [Style::Ic, Style::State] {
            let marking = marking::parse(text, Span::new(0, text.len()), form, style, register);
            let parts = marking.elements.iter().map(|element| element.span);
            let items = marking.elements.iter().flat_map(|element| &element.items).map(|item| item.span);
            let flaws = marking.flaws.iter().map(|flaw| flaw.span);
            for span in parts.chain(items).chain(flaws).chain([marking.level_span]) {
                assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
            }
            let _ = (marking.banner(register), marking.portion(register));
        }
    }
}

fn check_mark(text: &str, at: usize, mark: &Mark) {
    assert_eq!(mark.span.start, at, "a mark begins where it is read");
    let printed = text.get(mark.span.start..mark.span.end);
    assert!(printed.is_some_and(|printed| printed.len() <= 100), "{mark:?} lies outside the text");
}

/// Any characters are a rule set or a list of defects, each with a place.
pub(crate) fn rule_file(content: &str) {
    let source = Source::File { path: "set.yaml".into(), content: content.to_owned() };
    match RuleSet::load(&[source], &no_file) {
        Ok(rules) => {
            let selection = rules.select(&[], &[]).unwrap();
            let options =
                Options { selection: &selection, circumstances: Circumstances::default(), key: None };
            lint::lint(&Text::decode(CABLE.as_bytes().to_vec()), &rules, options);
        }
        Err(defects) => assert!(!defects.is_empty(), "refused without a reason"),
    }
}

/// Something for a loaded rule to look at.
const CABLE: &str = "VZCZCXRO0001\nOO RUEHSI\nDE RUEHMO #0820 0851645\nZNR UUUUU ZZH\nO 251645Z MAR 08\n\
    FM AMEMBASSY MOSCOW\nTO RUEHC/SECSTATE WASHDC IMMEDIATE 7292\n\nUNCLAS MOSCOW 000820\n\nSIPDIS\n\n\
    E.O. 12958: N/A\nTAGS: PREL\nSUBJECT: TEST\n\n1. (SBU) One.\n\n3. (C) Two.\nBURNS\n";

fn check_span(text: &Text, span: Span, what: &str) {
    let inside = text.as_str().get(span.start..span.end);
    assert!(inside.is_some(), "{what}: {span:?} does not lie in the text on character boundaries");
}
