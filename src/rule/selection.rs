//! Which rules of a set run: those that are on, or those that `--select` names, without those that
//! `--ignore` names.

use super::RuleSet;
use crate::fact::Kind;
use crate::yaml::nearest;

/// The rules that run, by the kind of fact they look at.
#[derive(Clone, Debug)]
pub struct Selection {
    by_kind: Vec<(Kind, Vec<usize>)>,
}

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
    /// The rules that run on facts of each kind, kinds in the order of the docs.
    pub fn by_kind(&self) -> impl Iterator<Item = (Kind, &[usize])> {
        self.by_kind.iter().map(|(kind, rules)| (*kind, rules.as_slice()))
    }

    /// How many rules run.
    pub fn len(&self) -> usize {
        self.by_kind.iter().map(|(_, rules)| rules.len()).sum()
    }

    /// True where no rule runs.
    pub fn is_empty(&self) -> bool {
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
        let by_kind = Kind::ALL.iter().map(|kind| {
            let of_kind = |index: &usize| self.rules.get(*index).is_some_and(|rule| rule.kind == *kind);
            (*kind, (0..self.rules.len()).filter(of_kind).filter(runs).collect::<Vec<_>>())
        });
        Ok(Selection { by_kind: by_kind.filter(|(_, rules)| !rules.is_empty()).collect() })
    }

    fn unknown(&self, id: &str) -> UnknownRule {
        let help = nearest(id, self.rules.iter().map(|rule| rule.id.as_str()));
        UnknownRule { id: id.to_owned(), help }
    }
}
