//! What a rule passes to a procedure with `with`: typed, and proved when the rule is loaded.

use super::Procedure;
use crate::yaml::{Defects, Node};

/// A parameter of a procedure.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name in rules.
    pub name: &'static str,
    /// Its type.
    pub of: ParameterType,
    /// It must be given.
    pub required: bool,
    /// What it does, in one line.
    pub meaning: &'static str,
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A whole number.
    Number,
    /// `{ years: 10 }`.
    Years,
    /// `{ years: 10, days: 31 }`.
    YearsAndDays,
}

/// A value given for a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// One of the words.
    Choice(&'static str),
    /// A whole number.
    Number(i64),
    /// Years and days; days are 0 where the parameter has none.
    Years(i64, i64),
}

/// The values given, by name of parameter.
#[derive(Clone, Debug, Default)]
pub struct Arguments(Vec<(&'static str, Argument)>);

impl Parameter {
    pub(super) const fn choice(
        name: &'static str,
        of: &'static [&'static str],
        meaning: &'static str,
    ) -> Self {
        Self { name, of: ParameterType::Choice(of), required: true, meaning }
    }

    pub(super) const fn number(name: &'static str, meaning: &'static str) -> Self {
        Self { name, of: ParameterType::Number, required: false, meaning }
    }

    pub(super) const fn years(name: &'static str, meaning: &'static str) -> Self {
        Self { name, of: ParameterType::Years, required: false, meaning }
    }

    pub(super) const fn years_and_days(name: &'static str, meaning: &'static str) -> Self {
        Self { name, of: ParameterType::YearsAndDays, required: false, meaning }
    }

    fn read(&self, node: &Node<'_>, defects: &mut Defects) -> Option<Argument> {
        match self.of {
            ParameterType::Number => node.number(defects).map(Argument::Number),
            ParameterType::Choice(words) => choice(words, node, defects),
            ParameterType::Years | ParameterType::YearsAndDays => {
                let mut fields = node.fields(defects);
                let years = fields.required("years", defects).and_then(|years| years.number(defects));
                let days = match self.of {
                    ParameterType::Years => Some(0),
                    _ => fields.required("days", defects).and_then(|days| days.number(defects)),
                };
                fields.finish(defects);
                Some(Argument::Years(years?, days?))
            }
        }
    }
}

fn choice(words: &[&'static str], node: &Node<'_>, defects: &mut Defects) -> Option<Argument> {
    let text = node.text(defects)?;
    let word = words.iter().find(|word| **word == text);
    if word.is_none() {
        defects.advise(node, format!("`{text}` is no choice here"), format!("one of: {}", words.join(", ")));
    }
    word.map(|word| Argument::Choice(word))
}

impl Arguments {
    /// Reads the `with` of a rule; `whole` is the `procedure` map, for what is missing.
    pub fn read(
        procedure: &Procedure,
        with: Option<&Node<'_>>,
        whole: &Node<'_>,
        defects: &mut Defects,
    ) -> Self {
        let mut arguments = Self::default();
        let mut fields = with.map(|with| with.fields(defects));
        for parameter in procedure.parameters {
            let given = fields.as_mut().and_then(|fields| fields.optional(parameter.name));
            if given.is_none() && parameter.required {
                defects.at(whole, format!("`{}` needs `{}`", procedure.name, parameter.name));
            }
            let argument = given.and_then(|node| parameter.read(&node, defects));
            arguments.0.extend(argument.map(|argument| (parameter.name, argument)));
        }
        if let Some(fields) = fields {
            let given = procedure.one_of.iter().filter(|name| fields.key(name).is_some()).count();
            if !procedure.one_of.is_empty() && given != 1 {
                defects.at(whole, one_of(procedure));
            }
            fields.finish(defects);
        } else if !procedure.one_of.is_empty() {
            defects.at(whole, one_of(procedure));
        }
        arguments
    }

    fn get(&self, name: &str) -> Option<Argument> {
        self.0.iter().find(|(given, _)| *given == name).map(|(_, argument)| *argument)
    }

    /// The number given, if any.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Argument::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The word chosen; empty where none is.
    pub(super) fn choice(&self, name: &str) -> &'static str {
        match self.get(name) {
            Some(Argument::Choice(word)) => word,
            _ => "",
        }
    }

    /// Years and days given, if any.
    pub(super) fn years(&self, name: &str) -> Option<(i64, i64)> {
        match self.get(name)? {
            Argument::Years(years, days) => Some((years, days)),
            _ => None,
        }
    }
}

fn one_of(procedure: &Procedure) -> String {
    format!("`{}` needs exactly one of: {}", procedure.name, procedure.one_of.join(", "))
}
