//! Which rules of a set run: those that are on, or those that `--select` names, without those that
//! `--ignore` names.

use super::alike::Asked;
use super::{Group, RuleSet};
use crate::document::DocumentKind;
use crate::fact::Kind;
use crate::yaml::nearest;

/// The rules that run, by the kind of fact they look at.
#[derive(Clone, Debug)]
pub struct Selection {
    /// How many rules run.
    rules: usize,
    cable: ByKind,
    memo: ByKind,
    none: ByKind,
}

/// Rules by the kind of fact they look at, kinds in the order of the docs.
type ByKind = Vec<Group>;

/// A rule id that no loaded rule has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown rule `{id}`{}", help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
pub struct UnknownRule {
    /// The id.
    pub id: String,
    /// The nearest known one.
    pub help: Option<String>,
}

impl Selection {
    /// The rules that run on facts of each kind in a kind of document, kinds in the order of the docs.
    pub fn by_kind(&self, document: DocumentKind) -> &[Group] {
        match document {
            DocumentKind::Cable => &self.cable,
            DocumentKind::Memo => &self.memo,
            DocumentKind::None => &self.none,
        }
    }

    /// True where the rule with this index runs on some kind of document.
    pub fn runs(&self, rule: usize) -> bool {
        let kinds = [&self.cable, &self.memo, &self.none];
        kinds.into_iter().flatten().any(|group| group.rules.contains(&rule))
    }

    /// True where some rule looks at facts of the kind in a kind of document.
    pub fn looks_at(&self, kind: Kind, document: DocumentKind) -> bool {
        self.by_kind(document).iter().any(|group| group.kind == kind)
    }

    /// True where some rule looks at documents, and not at what excuses findings.
    pub fn reads_documents(&self) -> bool {
        let kinds = [&self.cable, &self.memo, &self.none];
        kinds.into_iter().flatten().any(|group| !group.kind.is_of_excuses())
    }

    /// Those of these rules that look at one of these kinds of facts.
    #[must_use]
    pub fn about(&self, kinds: &[Kind]) -> Self {
        let of = |by_kind: &ByKind| -> ByKind {
            by_kind.iter().filter(|group| kinds.contains(&group.kind)).cloned().collect()
        };
        let (cable, memo, none) = (of(&self.cable), of(&self.memo), of(&self.none));
        let each = [&cable, &memo, &none].into_iter().flatten().flat_map(|group| group.rules.iter().copied());
        let rules = each.collect::<std::collections::BTreeSet<_>>().len();
        Self { rules, cable, memo, none }
    }

    /// How many rules run.
    pub const fn len(&self) -> usize {
        self.rules
    }

    /// True where no rule runs.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl RuleSet {
    /// Selects rules. Without `select` every rule runs that is not off; a rule that is selected by name
    /// runs even if it is off.
    ///
    /// # Errors
    /// All ids that no rule has.
    pub fn select(&self, select: &[String], ignore: &[String]) -> Result<Selection, Vec<UnknownRule>> {
        let unknown: Vec<_> = select
            .iter()
            .chain(ignore)
            .filter(|id| self.position(id).is_none())
            .map(|id| self.unknown(id))
            .collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let runs = |index: &usize| {
            self.rules.get(*index).is_some_and(|rule| {
                let on = if select.is_empty() { rule.severity.is_some() } else { select.contains(&rule.id) };
                on && !ignore.contains(&rule.id)
            })
        };
        Ok(self.selection(&(0..self.rules.len()).filter(runs).collect::<Vec<_>>()))
    }

    /// Some rules, sorted by what they look at.
    fn selection(&self, chosen: &[usize]) -> Selection {
        let of_document = |document| -> ByKind {
            let of_kind = |&kind: &Kind| self.groups(chosen, kind, document);
            Kind::ALL.iter().flat_map(of_kind).collect()
        };
        Selection {
            rules: chosen.len(),
            cable: of_document(DocumentKind::Cable),
            memo: of_document(DocumentKind::Memo),
            none: of_document(DocumentKind::None),
        }
    }

    /// Those of some rules that look at facts of a kind in a kind of document: one group for all that wait for the
    /// same to be shown.
    fn groups(&self, chosen: &[usize], kind: Kind, document: DocumentKind) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for &index in chosen {
            let rule = self.rules.get(index).filter(|rule| rule.kind == kind && rule.is_about(document));
            let Some(rule) = rule else { continue };
            match groups.iter_mut().find(|group| group.shown_by == rule.shown_by) {
                Some(group) => group.rules.push(index),
                None => groups.push(Group {
                    kind,
                    shown_by: rule.shown_by.clone(),
                    rules: vec![index],
                    asked: Asked::default(),
                }),
            }
        }
        for group in &mut groups {
            group.asked = Asked::by(group.rules.iter().filter_map(|index| self.rules.get(*index)));
        }
        groups
    }

    /// The rules that are on and look at one of these kinds of facts.
    pub fn about(&self, kinds: &[Kind]) -> Selection {
        let runs = |index: &usize| {
            self.rules.get(*index).is_some_and(|rule| rule.severity.is_some() && kinds.contains(&rule.kind))
        };
        self.selection(&(0..self.rules.len()).filter(runs).collect::<Vec<_>>())
    }

    fn unknown(&self, id: &str) -> UnknownRule {
        let help = nearest(id, self.rules.iter().map(|rule| rule.id.as_str()));
        UnknownRule { id: id.to_owned(), help }
    }
}
