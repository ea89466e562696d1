//! Reading tests: the operators, which types they go with, and the values they compare with.
//!
//! This table is the only place that names the operators; the JSON Schema is made from it.

use super::condition::{Comparison, Literal, Operand, Test};
use super::path::{Named, Path, resolve};
use crate::fact::{Kind, Type};
use crate::register::Register;
use crate::yaml::{Defects, Node, Pattern, nearest};

/// An operator: its name, what it goes with, and its meaning.
pub(super) struct Operator {
    pub(super) name: &'static str,
    pub(super) on: &'static [Type],
    pub(super) meaning: &'static str,
}

const SCALARS: &[Type] = &[Type::Flag, Type::Number, Type::Text, Type::Prose, Type::Level, Type::Date];
const WORDS: &[Type] = &[Type::Text, Type::Prose];
const LISTS: &[Type] = &[Type::Texts, Type::Numbers];

/// Every operator.
pub(super) static OPERATORS: &[Operator] = &[
    operator("is", SCALARS, "equals"),
    operator("in", SCALARS, "equals one of a list"),
    operator("matches", WORDS, "the whole value matches a regular expression"),
    operator("above", &[Type::Level, Type::Number], "is above; incomparable levels are not"),
    operator("below", &[Type::Level, Type::Number], "is below; incomparable levels are not"),
    operator("same-as", SCALARS, "equals another attribute"),
    operator("before", &[Type::Date], "is an earlier day"),
    operator("after", &[Type::Date], "is a later day"),
    operator("within", &[Type::Date], "is no farther away than a number of days"),
    operator("has", LISTS, "some element is, or passes a test"),
    operator("any", LISTS, "some element passes a test"),
    operator("all", LISTS, "every element passes a test"),
    operator("none", LISTS, "no element passes a test"),
    operator("count", LISTS, "the number of elements passes a test"),
    operator("not", &[], "does not pass a test"),
];

const fn operator(name: &'static str, on: &'static [Type], meaning: &'static str) -> Operator {
    Operator { name, on, meaning }
}

/// What tests are read with.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r> {
    pub(super) register: &'r Register,
    /// The kind of fact that own attributes belong to.
    pub(super) own: Kind,
}

/// An attribute that is tested: how the rule names it, and its type.
#[derive(Clone, Copy)]
pub(super) struct Tested<'t> {
    pub(super) name: &'t str,
    pub(super) of: Type,
}

impl Reader<'_> {
    /// A test of one value: a bare scalar, `present`, `absent`, or a map of operators.
    pub(super) fn test(&self, node: &Node<'_>, tested: Tested<'_>, defects: &mut Defects) -> Option<Test> {
        match node.as_text() {
            Some("present") => return Some(Test::Present),
            Some("absent") => return Some(Test::Absent),
            _ => {}
        }
        if !node.is_map() {
            return self.literal(node, tested, defects).map(Test::Is);
        }
        let entries = node.entries(defects);
        if entries.is_empty() {
            defects.at(node, "this test is empty");
        }
        let tests = entries.iter().map(|(key, value)| self.operator(key, value, tested, defects));
        // All defects are found first; one bad operator spoils the test.
        let tests: Vec<_> = tests.collect();
        let tests: Option<Vec<_>> = tests.into_iter().collect();
        tests.map(|mut tests| if tests.len() == 1 { tests.remove(0) } else { Test::All(tests) })
    }

    fn operator(
        &self,
        key: &Node<'_>,
        value: &Node<'_>,
        tested: Tested<'_>,
        defects: &mut Defects,
    ) -> Option<Test> {
        let Some(name) = known_operator(key, tested, defects) else {
            // A pattern is wrong or not, whatever it is held against.
            if key.as_text() == Some("matches") {
                Pattern::read(value, defects);
            }
            return None;
        };
        match name {
            "is" => self.literal(value, tested, defects).map(Test::Is),
            "in" => self.literals(value, tested, defects).map(Test::In),
            "matches" => Pattern::read(value, defects).map(Test::Matches),
            "same-as" => self.path(value, tested, defects).map(Test::SameAs),
            "above" | "after" => self.operand(value, tested, defects, Comparison::Greater),
            "below" | "before" => self.operand(value, tested, defects, Comparison::Less),
            "within" => self.within(value, tested, defects),
            _ => self.test(value, tested, defects).map(|test| Test::Not(Box::new(test))),
        }
    }

    fn literals(&self, node: &Node<'_>, tested: Tested<'_>, defects: &mut Defects) -> Option<Vec<Literal>> {
        if node.is_list() && node.items(defects).is_empty() {
            defects.at(node, "this list is empty, so nothing is in it");
        }
        let items = node.items(defects);
        let literals: Vec<_> = items.iter().map(|item| self.literal(item, tested, defects)).collect();
        literals.into_iter().collect::<Option<Vec<_>>>().filter(|literals| !literals.is_empty())
    }

    /// A value of the attribute's type.
    pub(super) fn literal(
        &self,
        node: &Node<'_>,
        tested: Tested<'_>,
        defects: &mut Defects,
    ) -> Option<Literal> {
        match tested.of {
            Type::Flag => node.flag(defects).map(Literal::Flag),
            Type::Number | Type::Numbers => node.number(defects).map(Literal::Number),
            Type::Date => node.date(defects).map(Literal::Date),
            Type::Level => level(node, self.register, defects).map(Literal::Level),
            Type::Text | Type::Prose | Type::Texts => {
                let text = node.text(defects)?;
                if text.contains('.') && resolve(text, self.own).is_ok() {
                    let help = format!("write `{{ same-as: {text} }}` to compare with the attribute");
                    defects.advise(
                        node,
                        format!("this compares with the word `{text}`, not with its value"),
                        help,
                    );
                }
                Some(Literal::Text(text.to_owned()))
            }
        }
    }

    /// A value, or a path: a word with a dot, or an own attribute where it is no level's symbol.
    fn operand(
        &self,
        node: &Node<'_>,
        tested: Tested<'_>,
        defects: &mut Defects,
        comparison: Comparison,
    ) -> Option<Test> {
        let is_path = |text: &str| {
            let own = self.own.attribute(text).is_some() && self.register.level(text).is_none();
            text.contains('.') || own
        };
        let operand = if node.as_text().is_some_and(is_path) {
            Operand::Path(self.path(node, tested, defects)?)
        } else {
            Operand::Literal(self.literal(node, tested, defects)?)
        };
        Some(Test::Compare(comparison, operand))
    }

    /// The path of one attribute of the same type.
    fn path(&self, node: &Node<'_>, tested: Tested<'_>, defects: &mut Defects) -> Option<Path> {
        let text = node.text(defects)?;
        match resolve(text, self.own) {
            Ok(Named::One(path, of)) if comparable(of, tested.of) => Some(path),
            Ok(Named::One(_, of)) => {
                let (name, expected, found) = (tested.name, tested.of.name(), of.name());
                defects.at(node, format!("`{name}` is a {expected}, but `{text}` is a {found}"));
                None
            }
            Ok(_) => {
                defects.at(node, format!("`{text}` is not an attribute of one fact"));
                None
            }
            Err(unresolved) => {
                unresolved.report(node, defects);
                None
            }
        }
    }

    fn within(&self, node: &Node<'_>, tested: Tested<'_>, defects: &mut Defects) -> Option<Test> {
        let mut fields = node.fields(defects);
        let path = fields.required("of", defects).and_then(|of| self.path(&of, tested, defects));
        let days = fields.required("days", defects).and_then(|days| days.number(defects));
        fields.finish(defects);
        Some(Test::Within(path?, days?))
    }
}

fn comparable(left: Type, right: Type) -> bool {
    let word = |of| matches!(of, Type::Text | Type::Prose);
    left == right || word(left) && word(right)
}

/// The name of an operator that goes with the attribute's type.
pub(super) fn known_operator(
    key: &Node<'_>,
    tested: Tested<'_>,
    defects: &mut Defects,
) -> Option<&'static str> {
    let text = key.text(defects)?;
    let Some(operator) = OPERATORS.iter().find(|operator| operator.name == text) else {
        let help = nearest(text, OPERATORS.iter().map(|operator| operator.name));
        defects.advise(key, format!("unknown operator `{text}`"), help.unwrap_or_else(|| fitting(tested.of)));
        return None;
    };
    if operator.on.contains(&tested.of) || operator.name == "not" {
        return Some(operator.name);
    }
    let message = format!("`{text}` does not go with `{}`, which is a {}", tested.name, tested.of.name());
    defects.advise(key, message, fitting(tested.of));
    None
}

fn fitting(of: Type) -> String {
    let fitting = OPERATORS.iter().filter(|operator| operator.on.contains(&of) || operator.name == "not");
    let names: Vec<_> = fitting.map(|operator| operator.name).collect();
    format!("a {} takes: {}", of.name(), names.join(", "))
}

/// A level by its symbol or its name.
pub(super) fn level(
    node: &Node<'_>,
    register: &Register,
    defects: &mut Defects,
) -> Option<crate::register::Level> {
    let name = node.text(defects)?;
    let level = register.level_called(name);
    if level.is_none() {
        let symbols: Vec<_> = register.own_symbols().collect();
        let help = format!("levels: {}", symbols.join(", "));
        defects.advise(node, format!("the register has no level `{name}`"), help);
    }
    level
}
