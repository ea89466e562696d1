//! Questions about the document that rules share. A hundred rules ask some forty things of a document in all: whether
//! it is an extract, which level its banner line has. Each is answered once.

use std::cell::Cell;
use std::collections::HashMap;

use super::condition::Condition;
use super::scope::Scope;
use super::truth::Truth;
use super::{Check, Rule};

/// A condition about the document.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) condition: Condition,
    /// The same for all rules of a set that ask the same.
    number: usize,
}

impl Question {
    pub(super) const fn new(condition: Condition) -> Self {
        Self { condition, number: usize::MAX }
    }
}

/// What was answered of one document.
pub struct Answers {
    given: Vec<Cell<Option<Truth>>>,
}

impl Answers {
    /// Keeps none: each question is answered anew.
    pub(super) const fn unkept() -> Self {
        Self { given: Vec::new() }
    }

    /// Keeps those to so many questions.
    pub(super) fn new(questions: usize) -> Self {
        Self { given: vec![Cell::new(None); questions] }
    }

    /// The answer; `scope` is that of any fact of the document.
    pub(super) fn to(&self, question: &Question, scope: &Scope<'_, '_>) -> Truth {
        let kept = self.given.get(question.number);
        kept.and_then(Cell::get).unwrap_or_else(|| {
            let truth = question.condition.holds(scope);
            if let Some(kept) = kept {
                kept.set(Some(truth));
            }
            truth
        })
    }
}

/// Numbers the questions of a set's rules, and gives how many different ones there are.
#[allow(clippy::mutable_key_type)] // that a pattern was built meanwhile is no part of what it is
pub(super) fn number(rules: &mut [Rule]) -> usize {
    let mut numbers: HashMap<&Condition, usize> = HashMap::new();
    let asked = rules.iter().flat_map(|rule| &rule.compiled.when.document);
    let numbered: Vec<usize> = asked
        .map(|question| {
            let next = numbers.len();
            *numbers.entry(&question.condition).or_insert(next)
        })
        .collect();
    let different = numbers.len();
    let asked = rules.iter_mut().flat_map(|rule| &mut rule.compiled.when.document);
    for (question, number) in asked.zip(numbered) {
        question.number = number;
    }
    number_nested(rules, different)
}

/// Numbers the questions that stand in others or beside what is asked of a fact, from `next` on. They are few, and each has
/// a number of its own.
fn number_nested(rules: &mut [Rule], mut next: usize) -> usize {
    let mut number = |question: &mut Question| {
        question.number = next;
        next += 1;
    };
    for compiled in rules.iter_mut().map(|rule| &mut rule.compiled) {
        compiled.when.each_nested(&mut number);
        match &mut compiled.check {
            Check::Require(condition) | Check::Forbid(condition) => condition.each_question(&mut number),
            Check::Procedure(..) => {}
        }
    }
    next
}
