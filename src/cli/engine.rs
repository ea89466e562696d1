//! The engine, as the commands use it: one place where faces and engine meet.

use jiff::civil::Date;
use serde::Serialize;

use super::exit::Failure;
use crate::document::{Document, DocumentKind};
use crate::finding::DocumentReport;
use crate::fingerprint::Key;
use crate::register::{Level, Register};
use crate::report::RuleLabel;
use crate::text::Text;

/// A rule set, loaded.
#[derive(Debug, Default)]
pub(super) struct Engine {
    register: Register,
    labels: Vec<RuleLabel>,
    pages: Vec<RulePage>,
}

/// What a rule says of itself.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct RulePage {
    /// Its name.
    pub(super) id: String,
    /// One line.
    pub(super) summary: String,
    /// `error`, `warning`, `note` or `off`.
    pub(super) severity: &'static str,
    /// Where the requirement comes from.
    pub(super) basis: Vec<String>,
    /// `1995-10-14 to 2009-12-29`; always, where it is missing.
    pub(super) in_force: Option<String>,
    /// The kind of fact it looks at.
    #[serde(rename = "for")]
    pub(super) kind: &'static str,
    /// What must stand for it to be checkable.
    pub(super) needs: Vec<String>,
    /// What it checks, why it matters, when it is wrong to fire, how to fix it.
    pub(super) explain: String,
    /// What to do.
    pub(super) help: String,
    /// The file it comes from.
    pub(super) file: String,
    /// Small documents that show it at work.
    pub(super) examples: Vec<ExamplePage>,
}

/// A small document that shows a rule at work.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct ExamplePage {
    /// Its text.
    pub(super) text: String,
    /// What is underlined; nothing where it is clean.
    pub(super) flagged: Option<String>,
}

/// How a file is to be checked.
#[derive(Clone, Debug, Default)]
pub(super) struct Question {
    /// Only these rules, also where they are off.
    pub(super) select: Vec<String>,
    /// Not these rules.
    pub(super) ignore: Vec<String>,
    /// Every document is of this kind.
    pub(super) assumed: Option<DocumentKind>,
    /// The date of documents without one.
    pub(super) date: Option<Date>,
    /// Nothing may be marked above this.
    pub(super) ceiling: Option<Level>,
    /// The key of the fingerprints.
    pub(super) key: Option<Key>,
}

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Silent on a clean text.
    Validated,
    /// Fired on a flagged text, and underlined what it should.
    Reported,
    /// Fired on a clean text.
    Noisy,
    /// Silent on a flagged text, or underlined something else.
    Missing,
    /// The rule lacks a flagged or a clean example.
    Unproved,
}

/// One example, tried.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    /// The rule.
    pub(super) rule: String,
    /// What the example shows.
    pub(super) verdict: Verdict,
    /// What was expected and what happened.
    pub(super) detail: String,
}

impl Engine {
    /// Loads packs and files; without any, the default packs.
    pub(super) fn load(_sources: &[String]) -> Result<Self, Failure> {
        // WIRE: `RuleSet::load` (a `Source::Pack` for each name in `pack::names()`, else a file that is
        // read here), defects rendered to `Failure::Defects`; `labels` and `pages` from `rules()`.
        Ok(Self::default())
    }

    /// What reports say of the rules, at their index.
    pub(super) fn labels(&self) -> &[RuleLabel] {
        &self.labels
    }

    /// The rules' pages, in the order of the files.
    pub(super) fn pages(&self) -> &[RulePage] {
        &self.pages
    }

    /// The page of a rule.
    pub(super) fn page(&self, id: &str) -> Result<&RulePage, Failure> {
        self.pages.iter().find(|page| page.id == id).ok_or_else(|| self.unknown(id))
    }

    /// The vocabulary.
    pub(super) const fn register(&self) -> &Register {
        &self.register
    }

    /// The level of this symbol.
    pub(super) fn level(&self, symbol: &str) -> Result<Level, Failure> {
        self.register.level(symbol).ok_or_else(|| {
            let symbols: Vec<&str> = self.register.levels.iter().map(|entry| entry.symbol.as_str()).collect();
            Failure::Usage(format!("unknown level `{symbol}`; levels are {}", symbols.join(", ")))
        })
    }

    /// Refuses rule ids that no rule has.
    pub(super) fn prove(&self, ids: &[String]) -> Result<(), Failure> {
        let unknown: Vec<String> =
            ids.iter().filter_map(|id| self.page(id).err()).map(|failure| failure.to_string()).collect();
        if unknown.is_empty() { Ok(()) } else { Err(Failure::Usage(unknown.join("\n"))) }
    }

    /// Checks one text.
    pub(super) fn check(&self, text: &Text, _question: &Question) -> Vec<DocumentReport> {
        // WIRE: `lint::lint(text, &self.rules, &options)`; select and ignore once, not per file.
        let not_yet = |document| DocumentReport { document, findings: Vec::new(), not_checkable: Vec::new() };
        self.documents(text).into_iter().map(not_yet).collect()
    }

    /// Reads one text into its documents.
    #[allow(clippy::unused_self)]
    pub(super) fn documents(&self, _text: &Text) -> Vec<Document> {
        // WIRE: `document::split(text, &self.register)`; drop the `allow` above.
        Vec::new()
    }

    /// Tries the examples of all rules.
    #[allow(clippy::unused_self)]
    pub(super) fn trials(&self) -> Vec<Trial> {
        // WIRE: `rule::examples`; drop the `allow` above.
        Vec::new()
    }

    /// The JSON Schema of rule files.
    pub(super) fn schema() -> serde_json::Value {
        // WIRE: `rule::schema`.
        serde_json::json!({})
    }

    fn unknown(&self, id: &str) -> Failure {
        let near =
            self.pages.iter().map(|page| (strsim::damerau_levenshtein(id, &page.id), page.id.as_str()));
        let hint = near.min().filter(|&(distance, _)| distance * 3 <= id.chars().count().max(3));
        match hint {
            Some((_, near)) => Failure::Usage(format!("unknown rule `{id}`; did you mean `{near}`?")),
            None => Failure::Usage(format!("unknown rule `{id}`; `cablelint rules` lists all rules")),
        }
    }
}
