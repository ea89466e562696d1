//! Reading conditions.

use super::any_kind;
use super::condition::{Condition, Element, ListTest, Many};
use super::operator::{OPERATORS, Operator, Reader, Tested, known_operator};
use super::path::{Named, resolve, unknown_to_all};
use crate::fact::{Kind, Type};
use crate::register::Register;
use crate::yaml::{Defects, Node};

/// What conditions are read with.
#[derive(Clone, Copy)]
pub(super) struct Conditions<'r> {
    pub(super) register: &'r Register,
    /// The kind of fact that they are about, where it is known.
    pub(super) own: Option<Kind>,
}

impl Conditions<'_> {
    /// A condition: a map of which every key must hold.
    pub(super) fn condition(&self, node: &Node<'_>, defects: &mut Defects) -> Option<Condition> {
        if !node.is_map() {
            node.expected("a condition (a map)", defects);
            return None;
        }
        let entries = node.entries(defects);
        if entries.is_empty() {
            defects.at(node, "this condition is empty");
        }
        let conditions: Vec<_> = entries.iter().map(|(key, value)| self.key(key, value, defects)).collect();
        let conditions: Option<Vec<_>> = conditions.into_iter().collect();
        let mut conditions = conditions.filter(|conditions| !conditions.is_empty())?;
        Some(if conditions.len() == 1 { conditions.remove(0) } else { Condition::All(conditions) })
    }

    fn key(&self, key: &Node<'_>, value: &Node<'_>, defects: &mut Defects) -> Option<Condition> {
        match (key.text(defects)?, self.own) {
            ("all", _) => self.conditions(value, defects).map(Condition::All),
            ("any", _) => self.conditions(value, defects).map(Condition::Any),
            ("not", _) => self.condition(value, defects).map(|condition| Condition::Not(Box::new(condition))),
            (name, Some(own)) => match resolve(name, own) {
                Ok(named) => self.reader(own).named(name, named, value, defects),
                Err(unresolved) => {
                    unresolved.report(key, defects);
                    None
                }
            },
            (name, None) => {
                self.try_kinds(name, key, value, defects);
                None
            }
        }
    }

    const fn reader(&self, own: Kind) -> Reader<'_> {
        Reader { register: self.register, own }
    }

    /// Tells what is wrong with a key whatever kind of fact it is about, of those that know its name.
    fn try_kinds(&self, name: &str, key: &Node<'_>, value: &Node<'_>, defects: &mut Defects) {
        let knowing = Kind::ALL.iter().copied().filter(|own| resolve(name, *own).is_ok());
        let wrong = any_kind::wrong_with_all(knowing, |own, defects| {
            Conditions { own: Some(own), ..*self }.key(key, value, defects);
        });
        match wrong {
            Some(wrong) => defects.append(wrong),
            None => unknown_to_all(name).report(key, defects),
        }
    }

    fn conditions(&self, node: &Node<'_>, defects: &mut Defects) -> Option<Vec<Condition>> {
        if node.is_list() && node.items(defects).is_empty() {
            defects.at(node, "this list of conditions is empty");
        }
        let items = node.items(defects);
        let conditions: Vec<_> = items.iter().map(|item| self.condition(item, defects)).collect();
        conditions.into_iter().collect::<Option<Vec<_>>>().filter(|conditions| !conditions.is_empty())
    }
}

impl Reader<'_> {
    fn named(&self, name: &str, named: Named, value: &Node<'_>, defects: &mut Defects) -> Option<Condition> {
        let (many, of) = match named {
            Named::Kind(kind) => return stands(name, kind, value, defects),
            Named::One(path, of) if of.element().is_none() => {
                let test = self.test(value, Tested { name, of }, defects);
                return test.map(|test| Condition::One(path, test));
            }
            Named::One(path, of) => (Many::List(path), of),
            Named::Every(kind, row, of) => (Many::Every(kind, row), of),
            Named::Facts(kind) => {
                let (row, info) = kind.attribute(kind.main())?;
                (Many::Facts(kind, row), info.of)
            }
        };
        let element = Tested { name, of: of.element().unwrap_or(of) };
        self.list_test(value, many, element, defects).map(|test| Condition::many(many, test))
    }

    fn list_test(
        &self,
        node: &Node<'_>,
        many: Many,
        element: Tested<'_>,
        defects: &mut Defects,
    ) -> Option<ListTest> {
        if !node.is_map() {
            let help =
                "use `has`, `any`, `all`, `none` or `count`, for example `count: { above: 0 }`".to_owned();
            defects.advise(
                node,
                format!("`{}` is a list and cannot be tested as a whole", element.name),
                help,
            );
            return None;
        }
        let entries = node.entries(defects);
        if entries.is_empty() {
            defects.at(node, "this test is empty");
        }
        let tests: Vec<_> = entries
            .iter()
            .map(|(key, value)| self.list_operator(key, value, many, element, defects))
            .collect();
        let tests: Option<Vec<_>> = tests.into_iter().collect();
        tests.map(|mut tests| if tests.len() == 1 { tests.remove(0) } else { ListTest::All(tests) })
    }

    fn list_operator(
        &self,
        key: &Node<'_>,
        value: &Node<'_>,
        many: Many,
        element: Tested<'_>,
        defects: &mut Defects,
    ) -> Option<ListTest> {
        // The operators of a list are the same whatever its elements are.
        let operator = known_operator(key, Tested { name: element.name, of: Type::Texts }, defects)?;
        match operator {
            "count" => {
                let count = Tested { name: "count", of: Type::Number };
                self.test(value, count, defects).map(ListTest::Count)
            }
            "has" => self.test(value, element, defects).map(Element::Value).map(ListTest::Some),
            "any" => self.element(value, many, element, defects).map(ListTest::Some),
            "all" => self.element(value, many, element, defects).map(ListTest::Every),
            "none" => self.element(value, many, element, defects).map(ListTest::None),
            _ => self.list_test(value, many, element, defects).map(|test| ListTest::Not(Box::new(test))),
        }
    }

    /// What `any`, `all` and `none` ask: a condition about each fact, or a test of each value.
    fn element(
        &self,
        node: &Node<'_>,
        many: Many,
        element: Tested<'_>,
        defects: &mut Defects,
    ) -> Option<Element> {
        match many {
            Many::Facts(own, _) if node.is_map() && !is_value_test(node, own) => {
                let conditions = Conditions { register: self.register, own: Some(own) };
                let condition = conditions.condition(node, defects);
                condition.map(|condition| Element::Fact(Box::new(condition)))
            }
            _ => self.test(node, element, defects).map(Element::Value),
        }
    }
}

/// Of a bare kind only presence can be asked.
fn stands(name: &str, kind: Kind, value: &Node<'_>, defects: &mut Defects) -> Option<Condition> {
    match value.as_text() {
        Some("present") => Some(Condition::Stands(kind)),
        Some("absent") => Some(Condition::Not(Box::new(Condition::Stands(kind)))),
        _ => {
            let help = format!(
                "write `{name}: present` or `{name}: absent`, or test an attribute: `{name}.{}`",
                kind.main()
            );
            defects.advise(value, format!("of `{name}` itself only its presence can be tested"), help);
            None
        }
    }
}

/// True for `{ in: [A, B] }`, which asks for the fact's main attribute. `any`, `all` and `not` are words
/// of conditions as well and do not decide.
fn is_value_test(node: &Node<'_>, own: Kind) -> bool {
    let of_value = |operator: &&Operator| operator.on.iter().any(|of| of.element().is_none());
    let names: Vec<_> = OPERATORS.iter().filter(of_value).map(|operator| operator.name).collect();
    node.keys().any(|key| names.contains(&key) && own.attribute(key).is_none())
}
