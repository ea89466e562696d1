//! Rules that look at facts of one kind, which they are shown together.

use super::alike::Asked;
use super::scope::unknowable;
use super::shared::Answers;
use super::{Outcome, RuleSet};
use crate::fact::{Fact, Facts, Kind};
use crate::finding::{Finding, Reason};

/// Rules that look at facts of one kind.
#[derive(Clone, Debug)]
pub struct Group {
    /// The kind of fact.
    pub(super) kind: Kind,
    /// The kinds of which one must stand for the rules to apply; empty where they apply to all.
    pub(super) shown_by: Vec<Kind>,
    /// The rules, by index in their set.
    pub(super) rules: Vec<usize>,
    /// What they ask of each fact.
    pub(super) asked: Asked,
}

/// True where the text shows what the rules of a file wait for: a release stamp calls for the rules of a release.
pub(super) fn is_called_for(shown_by: &[Kind], facts: &Facts<'_>) -> bool {
    shown_by.is_empty() || shown_by.iter().any(|&kind| !facts.of(kind).is_empty())
}

/// The facts of a kind, as its rules see them.
pub(super) struct Subject<'a> {
    /// One of them, of which they ask what is the same for all.
    pub(super) first: Fact<'a>,
    /// Those that are unlike each other, where that was looked at: what holds of these holds of all.
    pub(super) unlike: Option<Vec<Fact<'a>>>,
}

impl<'a> Subject<'a> {
    /// The facts, each to be looked at; `None` where there is none.
    ///
    /// # Errors
    /// Why the copy cannot tell whether there are any.
    pub(super) fn whole(kind: Kind, facts: &Facts<'a>) -> Result<Option<Self>, Reason> {
        if !facts.knowable(kind) {
            return Err(unknowable(kind));
        }
        Ok(facts.first(kind).map(|first| Self { first, unlike: None }))
    }
}

impl Group {
    /// The kind of fact that the rules look at.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Checks the rules, which are those of `set`, on a document, of which `answers` are kept. Adds what they find,
    /// and gives the rules that could not be checked, by index, and why.
    pub fn check(
        &self,
        set: &RuleSet,
        facts: &Facts<'_>,
        answers: &Answers,
        findings: &mut Vec<Finding>,
    ) -> Vec<(usize, Reason)> {
        if !is_called_for(&self.shown_by, facts) {
            return Vec::new();
        }
        let mut subject = match Subject::whole(self.kind, facts) {
            Err(reason) => return self.rules.iter().map(|index| (*index, reason)).collect(),
            Ok(None) => return Vec::new(),
            Ok(Some(subject)) => subject,
        };
        subject.unlike = self.asked.unlike(facts.of(self.kind), facts);
        let mut not_checkable = Vec::new();
        for &index in &self.rules {
            let Some(rule) = set.rules.get(index) else { continue };
            if let Outcome::NotCheckable(reason) =
                rule.check_subject(index, facts, &subject, answers, findings)
            {
                not_checkable.push((index, reason));
            }
        }
        not_checkable
    }
}
