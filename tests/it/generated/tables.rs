//! The tables of what rules can name: facts with their attributes, procedures, operators.

use std::fmt::Write as _;

use cablelint::fact::Kind;
use cablelint::marking::FlawKind;
use cablelint::procedure::{PROCEDURES, Parameter, ParameterType};
use cablelint::rule::schema::schema;

use super::row;

/// Every kind of fact, with its attributes.
pub(crate) fn facts() -> String {
    let mut text = String::new();
    for kind in Kind::ALL {
        writeln!(
            text,
            "### {}\n\n{}; all of them: `{}`.",
            kind.name(),
            capital(kind.meaning()),
            kind.plural()
        )
        .unwrap();
        if let Some(part) = kind.part() {
            writeln!(text, "Known only where the document has the part `{}`.", part.name()).unwrap();
        }
        text.push('\n');
        row(&mut text, &["attribute", "type", "says", "place"]);
        row(&mut text, &["---", "---", "---", "---"]);
        for info in kind.attributes() {
            let name = if info.name == kind.main() {
                format!("**`{}`**", info.name)
            } else {
                format!("`{}`", info.name)
            };
            row(&mut text, &[&name, info.of.name(), info.meaning, if info.placed { "yes" } else { "" }]);
        }
        text.push('\n');
    }
    text
}

/// Every sort of flaw that a marking can have.
pub(crate) fn flaws() -> String {
    let mut text = String::new();
    row(&mut text, &["flaw", "means"]);
    row(&mut text, &["---", "---"]);
    for kind in FlawKind::ALL {
        row(&mut text, &[&format!("`{}`", kind.name()), kind.meaning()]);
    }
    text
}

/// Every procedure, with its parameters and what it offers.
pub(crate) fn procedures() -> String {
    let mut text = String::new();
    row(&mut text, &["procedure", "for", "finds", "`with`", "offers the message", "offers `related`"]);
    row(&mut text, &["---", "---", "---", "---", "---", "---"]);
    for procedure in PROCEDURES {
        let parameters: Vec<String> = procedure.parameters.iter().map(parameter).collect();
        let mut parameters = parameters.join("; ");
        if !procedure.one_of.is_empty() {
            write!(parameters, " (exactly one of them)").unwrap();
        }
        row(
            &mut text,
            &[
                &format!("`{}`", procedure.name),
                procedure.kind.name(),
                procedure.meaning,
                &parameters,
                &words(procedure.values),
                &words(procedure.places),
            ],
        );
    }
    text
}

fn parameter(parameter: &Parameter) -> String {
    let of = match parameter.of {
        ParameterType::Choice(choices) => words(choices),
        ParameterType::Number => "a number".to_owned(),
        ParameterType::Years => "`{ years: N }`".to_owned(),
        ParameterType::YearsAndDays => "`{ years: N, days: N }`".to_owned(),
    };
    format!("`{}`: {of}, {}", parameter.name, parameter.meaning)
}

fn words(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The operators, as the schema names them.
pub(crate) fn operators() -> String {
    let schema = schema();
    let mut text = String::new();
    row(&mut text, &["operator", "goes with", "holds where the value"]);
    row(&mut text, &["---", "---", "---"]);
    let groups = [("/$defs/test/anyOf/1/properties", "one value"), ("/$defs/list-test/properties", "a list")];
    for (place, goes_with) in groups {
        let operators = schema.pointer(place).unwrap().as_object().unwrap();
        for (name, operator) in operators {
            let meaning = operator["description"].as_str().unwrap_or("does not pass a test");
            row(&mut text, &[&format!("`{name}`"), goes_with, meaning]);
        }
    }
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}
