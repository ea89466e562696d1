//! The examples of rules: each is checked by its own rule alone, also by a rule that is off.

use encoding_rs::WINDOWS_1252;
use jiff::civil::Date;

use super::{Example, Rule, RuleSet};
use crate::agreement::{Copies, Disagreement, Showing};
use crate::compare::compare_documents;
use crate::document::{self, Anatomy, Document};
use crate::excuse::{Baseline, BaselineUse, Excuses, Suppression, Suppressions};
use crate::exposure::{self, Exposure, Hidden, Sought, Surroundings, Survey};
use crate::fact::{Circumstances, Facts, Kind};
use crate::finding::Finding;
use crate::register::Register;
use crate::text::{Encoding, Text};

/// How an example came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Clean, and the rule stays silent.
    Validated,
    /// Flagged, and the rule underlines the very text.
    Reported,
    /// Clean, but the rule fires.
    Noisy,
    /// Flagged, but the rule stays silent.
    Missing,
    /// Flagged, and the rule fires, but underlines something else.
    WrongSpan,
}

impl Verdict {
    /// The word in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Validated => "validated",
            Self::Reported => "reported",
            Self::Noisy => "noisy",
            Self::Missing => "missing",
            Self::WrongSpan => "wrong-span",
        }
    }

    /// True where the example proves its rule.
    pub const fn passed(self) -> bool {
        matches!(self, Self::Validated | Self::Reported)
    }
}

/// The outcome of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Index of the rule in its set.
    pub rule: usize,
    /// Index of the example in its rule.
    pub example: usize,
    /// How it came out.
    pub verdict: Verdict,
    /// What the rule underlined.
    pub underlined: Vec<String>,
    /// Why the rule could not be checked, where that is why it was silent.
    pub not_checkable: Option<String>,
}

/// Runs the examples of every rule.
pub fn run(rules: &RuleSet) -> Vec<Outcome> {
    run_on(rules, document::split)
}

/// Runs the examples on what `split` makes of their texts; tests of the engine bring their own.
pub(super) fn run_on(rules: &RuleSet, split: fn(&Text, &Register) -> Anatomy) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for (rule_index, rule) in rules.rules().iter().enumerate() {
        for (index, example) in rules.examples(rule).iter().enumerate() {
            let text = Text::decode(bytes(example));
            let mut anatomy = split(&text, rules.register());
            let found = find(rule, rule_index, example, &text, &mut anatomy, rules.register());
            outcomes.push(outcome(rule_index, index, example, &text, found));
        }
    }
    outcomes
}

/// The example as a file's bytes.
fn bytes(example: &Example) -> Vec<u8> {
    let units = |to_bytes: fn(u16) -> [u8; 2]| {
        std::iter::once(0xFEFF).chain(example.text.encode_utf16()).flat_map(to_bytes).collect()
    };
    match example.encoding {
        Encoding::Utf8 => example.text.clone().into_bytes(),
        Encoding::Windows1252 => WINDOWS_1252.encode(&example.text).0.into_owned(),
        Encoding::Utf16Le => units(u16::to_le_bytes),
        Encoding::Utf16Be => units(u16::to_be_bytes),
    }
}

type Found = (Vec<Finding>, Option<String>);

fn find(
    rule: &Rule,
    index: usize,
    example: &Example,
    text: &Text,
    anatomy: &mut Anatomy,
    register: &Register,
) -> Found {
    let circumstances =
        Circumstances { date: example.date, ceiling: example.ceiling, ..Circumstances::default() };
    let documents = anatomy.documents_or_whole(text);
    let mut findings = Vec::new();
    let mut reason = None;
    let original = example.original.as_ref().map(|original| Text::decode(original.clone().into_bytes()));
    let comparisons = original.map(|original| compare_documents(&original, text, &documents));
    let exposures = exposures(example, text, &documents);
    let disagreements = disagreements(rule.kind, example, text, &documents, register);
    let (suppressions, baseline) = excuses(rule.kind, example, text);
    let excuses = Excuses { suppressions: &suppressions, baseline: baseline.as_ref() };
    for (at, document) in documents.iter().enumerate() {
        let comparison = comparisons.as_ref().and_then(|comparisons| comparisons.get(at));
        let exposures = exposures.get(at).map_or(&[][..], Vec::as_slice);
        let facts = Facts {
            text,
            document,
            comparison,
            excuses,
            exposures,
            disagreements: disagreements.get(at).map_or(&[][..], Vec::as_slice),
            register,
            circumstances,
        };
        if let super::Outcome::NotCheckable(why) = rule.check(index, &facts, &mut findings) {
            reason = Some(why.to_string());
        }
    }
    (findings, reason)
}

/// What an example says that is a suppression file or a baseline, after a run over everything that it speaks
/// of.
fn excuses(kind: Kind, example: &Example, text: &Text) -> (Vec<Suppression>, Option<BaselineUse>) {
    let suppressions = if kind == Kind::Suppression {
        let file = Suppressions::read("example", text.as_str()).0;
        let judged = file.map(|mut file| {
            let today = example.date.unwrap_or(Date::MIN);
            if example.used {
                file.excuse_each(today);
            }
            file.close(&|_| true, &|_| true);
            file.judged(today)
        });
        judged.unwrap_or_default()
    } else {
        Vec::new()
    };
    let baseline = (kind == Kind::Baseline).then(|| Baseline::read(text, false).ok()).flatten();
    let used = baseline.map(|mut baseline| {
        baseline.close(&|_| true);
        baseline.used(text)
    });
    (suppressions, used)
}

/// The name of the other file of an example.
const BESIDE: &str = "beside.txt";

/// In what the cables of an example differ from the copies in the file beside it, which comes first.
fn disagreements(
    kind: Kind,
    example: &Example,
    text: &Text,
    documents: &[Document],
    register: &Register,
) -> Vec<Vec<Disagreement>> {
    if kind != Kind::Disagreement {
        return Vec::new();
    }
    let mut copies = Copies::default();
    let mut add = |document: &Document, text: &Text| {
        let showing = Showing::of(document, text, register);
        showing.map(|showing| copies.add(&showing, 0, |_| BESIDE.to_owned())).unwrap_or_default()
    };
    if let Some(beside) = &example.beside {
        let beside = Text::decode(beside.clone().into_bytes());
        for document in document::split(&beside, register).documents {
            add(&document, &beside);
        }
    }
    documents.iter().map(|document| add(document, text)).collect()
}

/// What is exposed in an example, and in the file beside it, if it has one.
fn exposures(example: &Example, text: &Text, documents: &[Document]) -> Vec<Vec<Exposure>> {
    let beside = example.beside.as_ref().map(|beside| Text::decode(beside.clone().into_bytes()));
    let survey = beside.as_ref().map(|beside| {
        let mut survey = Survey::default();
        survey.note(BESIDE, Sought::of(Hidden::of(text)).shown(beside));
        survey
    });
    let survey = survey.as_ref().map(|survey| move || survey);
    let survey = survey.as_ref().map(|survey| survey as &dyn Fn() -> _);
    exposure::find(text, documents, Surroundings { file: example.file.as_deref(), survey })
}

fn outcome(rule: usize, index: usize, example: &Example, text: &Text, (findings, reason): Found) -> Outcome {
    let underlined: Vec<String> =
        findings.iter().map(|finding| text.slice(finding.span).to_owned()).collect();
    let verdict = match (&example.flagged, underlined.is_empty()) {
        (None, true) => Verdict::Validated,
        (None, false) => Verdict::Noisy,
        (Some(_), true) => Verdict::Missing,
        (Some(expected), false) if underlined.contains(expected) => Verdict::Reported,
        (Some(_), false) => Verdict::WrongSpan,
    };
    let not_checkable = reason.filter(|_| underlined.is_empty());
    Outcome { rule, example: index, verdict, underlined, not_checkable }
}
