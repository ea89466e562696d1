//! Facts that are alike: what the rules ask of each of them says the same, so that the rules do. A telegram has a
//! dozen paragraphs and two or three sorts of marks; to look at one of each sort takes a quarter of the time.

use super::condition::{Condition, Element, Filter, ListTest, Many, Operand, Test};
use super::path::Path;
use super::{Check, Rule};
use crate::fact::{Fact, Facts, FactsOf, Value};

/// Fewer facts are looked at one by one.
const MANY: usize = 4;

/// So many sorts are told apart: to compare every fact with more would cost more than it spares, and in a text that was
/// made for it without bounds.
const SORTS: usize = if cfg!(test) { 3 } else { 16 };

/// What some rules ask of a fact by itself: rows of its kind's table, in order, each once. What they ask of the
/// document is the same for all facts.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    rows: Vec<usize>,
    rules: usize,
}

impl Asked {
    /// What these rules ask, which look at facts of one kind.
    pub(super) fn by<'r>(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let mut asked = Self::default();
        for rule in rules {
            asked.rules += 1;
            rule.compiled.when.own_rows(&mut asked.rows);
            match &rule.compiled.check {
                Check::Require(condition) | Check::Forbid(condition) => condition.own_rows(&mut asked.rows),
                // Procedures look around for themselves, so they are shown all facts.
                Check::Procedure(..) => {}
            }
        }
        asked.rows.sort_unstable();
        asked.rows.dedup();
        asked
    }

    /// The facts without those that are like one before them. `None` where it would cost more to tell
    /// than to look at all of them.
    pub(super) fn unlike<'a>(&self, all: FactsOf<'a>, facts: &Facts<'a>) -> Option<Vec<Fact<'a>>> {
        if all.len() < MANY || self.rows.len() >= self.rules {
            return None;
        }
        let mut unlike: Vec<Fact<'a>> = Vec::new();
        // What each of them says, one behind the other.
        let mut seen: Vec<Value<'a>> = Vec::new();
        for fact in all.iter() {
            let is = |(&row, seen): (&usize, &Value<'a>)| fact.value(row, facts) == *seen;
            let same = |seen: &[Value<'a>]| self.rows.iter().zip(seen).all(is);
            if !seen.chunks(self.rows.len().max(1)).any(same) {
                if unlike.len() == SORTS {
                    return None;
                }
                unlike.push(fact);
                seen.extend(self.rows.iter().map(|&row| fact.value(row, facts)));
            }
        }
        Some(unlike)
    }
}

impl Filter {
    fn own_rows(&self, rows: &mut Vec<usize>) {
        self.conditions().for_each(|condition| condition.own_rows(rows));
    }
}

impl Path {
    fn own_row(self, rows: &mut Vec<usize>) {
        match self {
            Self::Own(_, row) => rows.push(row),
            Self::Document(_) | Self::First(..) => {}
        }
    }
}

impl Condition {
    fn own_rows(&self, rows: &mut Vec<usize>) {
        match self {
            Self::All(conditions) | Self::Any(conditions) => {
                for condition in conditions {
                    condition.own_rows(rows);
                }
            }
            Self::Not(condition) => condition.own_rows(rows),
            Self::Stands(_) | Self::Asked(_) => {}
            Self::One(path, test) => {
                path.own_row(rows);
                test.own_rows(rows);
            }
            Self::Many(many, test) => {
                match many {
                    Many::List(path) => path.own_row(rows),
                    Many::Every(..) | Many::Facts(..) => {}
                }
                test.own_rows(rows);
            }
        }
    }
}

impl ListTest {
    fn own_rows(&self, rows: &mut Vec<usize>) {
        match self {
            Self::All(tests) => tests.iter().for_each(|test| test.own_rows(rows)),
            Self::Not(test) => test.own_rows(rows),
            Self::Count(test) => test.own_rows(rows),
            Self::Some(element) | Self::Every(element) | Self::None(element) => match element {
                Element::Value(test) => test.own_rows(rows),
                // It is about the element, which is a fact of its own.
                Element::Fact(_) => {}
            },
        }
    }
}

impl Test {
    fn own_rows(&self, rows: &mut Vec<usize>) {
        match self {
            Self::All(tests) => tests.iter().for_each(|test| test.own_rows(rows)),
            Self::Not(test) => test.own_rows(rows),
            Self::Present
            | Self::Absent
            | Self::Is(_)
            | Self::In(_)
            | Self::Matches(_)
            | Self::Compare(_, Operand::Literal(_)) => {}
            Self::SameAs(path) | Self::Compare(_, Operand::Path(path)) | Self::Within(path, _) => {
                path.own_row(rows);
            }
        }
    }
}
