//! Rules: one YAML entry each, compiled once, proved when loaded.
//!
//! A rule looks at each fact of one kind. It has four outcomes for a document: flagged, clean, does
//! not apply, not checkable; what is not known is never taken for wrong. Rules hold all prose; no rule
//! has code of its own, and what needs a loop or a calendar is a named [`procedure`](crate::procedure).

mod alike;
mod any_kind;
mod check;
mod compile;
mod condition;
mod entry;
mod example;
pub mod examples;
mod gather;
mod group;
mod key;
mod load;
mod operator;
mod path;
pub mod schema;
mod scope;
mod selection;
pub(crate) mod shared;
mod template;
#[cfg(test)]
pub(crate) mod tests;
mod truth;
mod values;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::document::{DocumentKind, Part};
use crate::fact::Kind;
use crate::finding::{Reason, Severity};
use crate::procedure::{Arguments, Procedure};
use crate::register::{Level, Register};
use crate::text::Encoding;

pub use gather::{Read, Source};
pub use group::Group;
pub use selection::{Selection, UnknownRule};
pub use shared::Answers;

use condition::{Condition, Filter};
use template::Template;

/// A rule set: what was loaded, compiled.
#[derive(Debug)]
pub struct RuleSet {
    /// All rules, those that are off included, in the order of the files.
    rules: Vec<Rule>,
    /// The vocabulary.
    register: Register,
    /// Id to index.
    index: BTreeMap<String, usize>,
    /// How many different things the rules ask of a document.
    questions: usize,
    /// A hash over the files that were loaded.
    digest: [u8; 32],
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Names the defect; unique; kebab-case.
    pub id: String,
    /// One line.
    pub summary: String,
    /// How much a finding matters; `None` is off: shipped, to be switched on.
    pub severity: Option<Severity>,
    /// Where the requirement comes from.
    pub basis: Vec<String>,
    /// When it was in force.
    pub in_force: Option<InForce>,
    /// The kinds of documents it is about; empty for all.
    pub documents: Vec<DocumentKind>,
    /// The kinds of facts of which one must stand for it to apply; empty for a rule that applies to all.
    pub shown_by: Vec<Kind>,
    /// What it looks at.
    pub kind: Kind,
    /// What must stand for it to be checkable.
    pub needs: Vec<Need>,
    /// The message as written, with its placeholders.
    pub message: String,
    /// What to do, as written.
    pub help: String,
    /// What it checks, why it matters, when it is wrong to fire, how to fix it. Markdown.
    pub explain: String,
    /// Proof that it fires and that it does not: [`RuleSet::examples`].
    examples: Examples,
    /// The file it comes from, as the caller named it; `rules/PACK/FILE.yaml` for a built-in one.
    pub file: String,
    compiled: Compiled,
}

/// The examples of a rule.
#[derive(Debug)]
enum Examples {
    /// As they were read.
    Read(Vec<Example>),
    /// Those of a built-in rule, which are read when somebody first asks for them: a check does not.
    BuiltIn(OnceLock<Vec<Example>>),
}

/// What a rule does, ready to run.
#[derive(Debug)]
struct Compiled {
    when: Filter,
    check: Check,
    /// Row of the attribute to underline.
    at: Option<usize>,
    message: Template,
    help: Template,
    related: Vec<(RelatedTo, String)>,
}

/// How a rule decides.
#[derive(Debug)]
enum Check {
    Require(Condition),
    Forbid(Condition),
    Procedure(&'static Procedure, Arguments),
}

/// Another place that a finding points at.
#[derive(Clone, Copy, Debug)]
enum RelatedTo {
    /// The first fact of a kind.
    Kind(Kind),
    /// A place that the procedure offers.
    Place(&'static str),
    /// The place of an attribute of the fact itself, by its row.
    Attribute(usize),
}

/// When a rule was in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    /// First day.
    pub from: Option<Date>,
    /// First day after.
    pub until: Option<Date>,
    /// Whose date counts.
    pub by: DateOf,
    /// It applies to documents without a date, too: they are taken for new ones.
    pub undated: bool,
}

/// Whose date decides whether a rule was in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOf {
    /// The document's.
    Document,
    /// The release's.
    Release,
}

/// Something that must stand for a rule to be checkable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A part.
    Part(Part),
    /// A fact of a kind.
    Kind(Kind),
    /// The document's date.
    Date,
}

/// A small document that shows a rule at work.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it is.
    pub kind: DocumentKind,
    /// The whole text.
    pub text: String,
    /// The exact text that the rule must underline; `None` where it must stay silent.
    pub flagged: Option<String>,
    /// The date of a text without one.
    pub date: Option<Date>,
    /// The ceiling it is checked against.
    pub ceiling: Option<Level>,
    /// How its bytes are written.
    pub encoding: Encoding,
    /// The original of a text that is a release.
    pub original: Option<String>,
    /// The entries of the suppression file that it is excuse something.
    pub used: bool,
    /// The name of its file.
    pub file: Option<String>,
    /// The text of another file of the run.
    pub beside: Option<String>,
}

/// What a rule says of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It fired.
    Flagged,
    /// It looked and found nothing wrong.
    Clean,
    /// Nothing in the document is its subject.
    DoesNotApply,
    /// The copy cannot tell.
    NotCheckable(Reason),
}

impl RuleSet {
    /// All rules, in the order of the files. Findings name rules by index into this.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The examples of a rule of the set.
    pub fn examples<'r>(&self, rule: &'r Rule) -> &'r [Example] {
        match &rule.examples {
            Examples::Read(examples) => examples,
            Examples::BuiltIn(examples) => examples.get_or_init(|| example::built_in(rule, &self.register)),
        }
    }

    /// Nothing yet: what the rules will have asked of a document.
    pub fn answers(&self) -> Answers {
        Answers::new(self.questions)
    }

    /// The vocabulary.
    pub const fn register(&self) -> &Register {
        &self.register
    }

    /// The index of the rule of this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// Gives a rule another severity; `None` is off. Nothing happens where there is no such rule.
    pub fn set_severity(&mut self, id: &str, severity: Option<Severity>) {
        let index = self.position(id);
        if let Some(rule) = index.and_then(|index| self.rules.get_mut(index)) {
            rule.severity = severity;
        }
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(self.position(id)?)
    }
}

impl Need {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Part(part) => part.name(),
            Self::Kind(kind) => kind.name(),
            Self::Date => "date",
        }
    }
}

impl Rule {
    /// `error`, `warning`, `note` or `off`.
    pub fn severity_name(&self) -> &'static str {
        self.severity.map_or("off", Severity::name)
    }

    /// True where it looks at nothing unless the caller gives a ceiling.
    pub fn is_about_ceiling(&self) -> bool {
        self.compiled.when.conditions().any(Condition::wants_ceiling)
    }

    /// The documents it applies to, in words: `cables`, `any text with a release-stamp`.
    pub fn applies_to(&self) -> String {
        let kinds = |kind: &DocumentKind| match kind {
            DocumentKind::Cable => "cables",
            DocumentKind::Memo => "memos",
            DocumentKind::None => "texts without a document",
        };
        let documents: Vec<&str> = self.documents.iter().map(kinds).collect();
        let documents = if documents.is_empty() { "any text".to_owned() } else { documents.join(", ") };
        let shown: Vec<String> = self.shown_by.iter().map(|kind| kind.with_article()).collect();
        if shown.is_empty() { documents } else { format!("{documents} with {}", shown.join(" or ")) }
    }
}

/// `from 1995-10-14, before 2009-12-29`.
impl fmt::Display for InForce {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends =
            [self.from.map(|day| format!("from {day}")), self.until.map(|day| format!("before {day}"))];
        let ends: Vec<String> = ends.into_iter().flatten().collect();
        formatter.write_str(&ends.join(", "))?;
        if self.undated {
            formatter.write_str(", and without a date")?;
        }
        match self.by {
            DateOf::Document => Ok(()),
            DateOf::Release => formatter.write_str(" (the release's date)"),
        }
    }
}
