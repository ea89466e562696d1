//! Messages: text with placeholders, resolved when the rule is loaded.
//!
//! Prose is refused: a message may quote marks and codes, never body text.

use std::fmt::Write as _;

use super::path::{Named, Path, resolve};
use super::scope::Scope;
use super::truth::Truth;
use crate::fact::{Kind, Made, Type, Value};
use crate::register::Register;
use crate::yaml::{Defects, Node};

/// The longest value that a message shows whole, in characters: no cable has so many captions. A longer one may come again
/// in the findings of every portion or of a hundred thousand copies.
const LONGEST: usize = 400;

/// A compiled message.
#[derive(Debug, Default)]
pub(super) struct Template(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Text(String),
    One(Path),
    Every(Kind, usize),
    /// A value that the procedure offers.
    Offered(&'static str),
}

impl Template {
    /// Reads a message of a rule about `own`, whose procedure offers some values.
    pub(super) fn read(
        node: &Node<'_>,
        own: Kind,
        offered: &'static [&'static str],
        defects: &mut Defects,
    ) -> Self {
        let mut pieces = Vec::new();
        let mut rest = node.text(defects).unwrap_or_default();
        while let Some((text, more)) = rest.split_once('{') {
            let Some((name, after)) = more.split_once('}') else {
                defects.at(node, "a `{` is never closed");
                break;
            };
            pieces.push(Piece::Text(text.to_owned()));
            pieces.extend(placeholder(node, name, own, offered, defects));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Self(pieces)
    }

    /// The message about a fact, with the values that a procedure gave.
    pub(super) fn render(&self, scope: &Scope<'_, '_>, values: &[(&'static str, String)]) -> String {
        let mut message = String::new();
        for piece in &self.0 {
            let start = message.len();
            match piece {
                Piece::Text(text) => {
                    message.push_str(text);
                    continue;
                }
                Piece::One(path) => show(&scope.read(*path), scope, &mut message),
                Piece::Every(kind, row) => show(&every(*kind, *row, scope), scope, &mut message),
                Piece::Offered(name) => {
                    let value = values.iter().find(|(offered, _)| offered == name);
                    message.push_str(value.map_or("?", |(_, value)| value));
                }
            }
            shorten(&mut message, start);
        }
        message
    }
}

fn placeholder(
    node: &Node<'_>,
    name: &str,
    own: Kind,
    offered: &'static [&'static str],
    defects: &mut Defects,
) -> Option<Piece> {
    if let Some(name) = offered.iter().find(|offered| **offered == name) {
        return Some(Piece::Offered(name));
    }
    let (piece, of) = match resolve(name, own) {
        Ok(Named::One(path, of)) => (Piece::One(path), of),
        Ok(Named::Every(kind, row, of)) => (Piece::Every(kind, row), of),
        Ok(Named::Kind(kind) | Named::Facts(kind)) => {
            let help = format!("name an attribute: `{{{}.{}}}`", kind.name(), kind.main());
            defects.advise(node, format!("`{{{name}}}` is a kind of fact, not a value"), help);
            return None;
        }
        Err(unresolved) => {
            let help = if offered.is_empty() {
                unresolved.help
            } else {
                format!("{}; the procedure offers: {}", unresolved.help, offered.join(", "))
            };
            defects.advise(node, format!("nothing offers `{{{name}}}`"), help);
            return None;
        }
    };
    if of == Type::Prose {
        let help = "messages quote marks and codes, never body text".to_owned();
        defects.advise(node, format!("`{{{name}}}` is prose"), help);
        return None;
    }
    Some(piece)
}

fn every<'a>(kind: Kind, row: usize, scope: &Scope<'_, 'a>) -> Value<'a> {
    let mut values = Vec::new();
    scope.any_fact(kind, |fact| {
        match fact.value(row, scope.facts) {
            Value::Made(made) => match *made {
                Made::List(more) => values.extend(more),
                Made::Text(text) => values.push(Value::made(text)),
            },
            Value::Words(words) => values.extend(words.iter().map(|word| Value::text(Some(word)))),
            Value::Absent | Value::Unknown => {}
            value => values.push(value),
        }
        Truth::False
    });
    Value::list(values)
}

/// Shortens what stands from `start` on to what a message shows of a value.
fn shorten(message: &mut String, start: usize) {
    let value = message.get(start..).unwrap_or_default();
    if let Some((end, _)) = value.char_indices().nth(LONGEST) {
        message.truncate(start + end);
        message.push_str(" ...");
    }
}

/// No more of a text than tells that it is to be shortened.
fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST + 1);
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

fn show(value: &Value<'_>, scope: &Scope<'_, '_>, message: &mut String) {
    // Writing to a string cannot fail.
    let _ = match value {
        Value::Unknown => write!(message, "(unknown)"),
        Value::Absent | Value::Words([]) => write!(message, "(none)"),
        Value::Flag(flag) => write!(message, "{}", if *flag { "yes" } else { "no" }),
        Value::Number(number) => write!(message, "{number}"),
        Value::Text(text) => write!(message, "{}", beginning(text)),
        Value::Level(level) => write!(message, "{}", level_name(*level, scope.facts.register)),
        Value::Date(date) => write!(message, "{date}"),
        Value::Words(words) => write!(message, "{}", words.join(", ")),
        Value::Made(made) => match &**made {
            Made::Text(text) => write!(message, "{text}"),
            Made::List(values) => {
                for (index, value) in values.iter().enumerate() {
                    message.push_str(if index == 0 { "" } else { ", " });
                    show(value, scope, message);
                }
                Ok(())
            }
        },
    };
}

/// The register's full name of a level, as it stands on banner lines.
fn level_name(level: crate::register::Level, register: &Register) -> &str {
    let entry = register.levels.get(usize::from(level.0));
    entry.map_or("", |entry| if entry.name.is_empty() { &entry.symbol } else { &entry.name })
}
