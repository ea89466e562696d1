//! Where a value stands in the source.
//!
//! The library gives exact places only in errors that are raised inside the visitor of the very value
//! in question. So a place is found by reading the source a second time with a visitor that walks to
//! the value and fails there. That costs one pass, and only for defects.

use std::collections::BTreeSet;
use std::fmt;

use serde_yaml::{Error, Value};
// The traits of the data model, under the names that make the walk readable.
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::span::Span;

const HERE: &str = "here";
const REPEATED: &str = "this key stands twice";

/// The span of the value at the end of a path of positions, or of its key.
pub(super) fn of_value(source: &str, path: &[usize], key: bool, value: &Value) -> Span {
    // A value that is not written has no characters: its key stands for it.
    let key = key || value.is_null() && !path.is_empty();
    let start = reached(source, path, key);
    let alias = if key { None } else { alias(source, path, start) };
    alias.unwrap_or_else(|| of_value_at(source, start, value))
}

/// Where the value at the end of a path begins, or its key.
fn reached(source: &str, path: &[usize], key: bool) -> usize {
    let outcome = Walk { path, key }.deserialize(serde_yaml::Deserializer::from_str(source));
    outcome.err().and_then(|error| error.location()).map_or(0, |location| location.index())
}

/// The `*name` that stands behind a key for a value that was written further up: what is wrong there need not be wrong
/// where it was written.
fn alias(source: &str, path: &[usize], start: usize) -> Option<Span> {
    let key = source.contains(": *").then(|| reached(source, path, true)).filter(|&key| start < key)?;
    let line = source.get(key..)?.lines().next()?;
    let at = line.find(": *")? + 2;
    let name = line.get(at..)?;
    let length = name.find([' ', ',', ']', '}', '\t', '\r']).unwrap_or(name.len());
    Some(Span::new(key + at, key + at + length))
}

/// The span of a value that begins at a byte.
pub(super) fn of_value_at(source: &str, start: usize, value: &Value) -> Span {
    Span::new(start, start + extent(source.get(start..).unwrap_or_default(), value))
}

/// What the library says of a file that holds several documents, without a place.
const SEVERAL: &str = "more than one document";

/// The span of an error of the library itself.
pub(super) fn of_error(source: &str, error: &Error) -> Span {
    let several = error.to_string().contains(SEVERAL).then(|| second_document(source)).flatten();
    let start = several.or_else(|| error.location().map(|location| location.index())).unwrap_or(0);
    let start = start.min(source.len());
    let rest = source.get(start..).unwrap_or_default();
    let word = rest.find(|letter: char| letter.is_whitespace() || letter == ':').unwrap_or(rest.len());
    Span::new(start, start + word.max(rest.chars().next().map_or(0, char::len_utf8)))
}

/// The byte at which the second document of a file begins.
fn second_document(source: &str) -> Option<usize> {
    let (mut at, mut is_begun) = (0, false);
    for line in source.split_inclusive('\n') {
        let is_border = line
            .strip_prefix("---")
            .is_some_and(|rest| rest.starts_with(char::is_whitespace) || rest.is_empty());
        if is_border && is_begun {
            return Some(at);
        }
        // What stands above the first border need not be a document: comments, `%YAML 1.2`.
        is_begun |= is_border || !(line.trim().is_empty() || line.starts_with(['#', '%']));
        at += line.len();
    }
    None
}

/// The library's message without the place, which the report shows.
pub(super) fn message(error: &Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    // Messages of the walk carry the path of the value in front.
    if message.ends_with(REPEATED) {
        REPEATED.to_owned()
    } else if message.contains(SEVERAL) {
        "a second document begins here".to_owned()
    } else {
        format!("this is not YAML: {message}")
    }
}

/// What to do about an error of the library's that does not say so itself.
pub(super) fn advice(source: &str, error: &Error) -> Option<&'static str> {
    let (at, message) = (of_error(source, error).start, error.to_string());
    let begin = source.get(..at).and_then(|front| front.rfind('\n')).map_or(0, |end| end + 1);
    let line = source.get(begin..).unwrap_or_default();
    let indent = line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default();
    if indent.contains('\t') {
        Some("indent with blanks: YAML takes no tabs")
    } else if message.contains("mapping values are not allowed") {
        Some("put a text that has a colon and a blank in it in quotation marks")
    } else if message.contains("unexpected end of stream") {
        Some("close the quotation mark")
    } else if message.contains(SEVERAL) {
        Some("put it in a file of its own: one file is one document")
    } else {
        None
    }
}

/// The first key that stands twice in its map, as an error at its place.
pub(super) fn repeated_key(source: &str) -> Option<Error> {
    let outcome = Unique.deserialize(serde_yaml::Deserializer::from_str(source));
    outcome.err().filter(|error| error.to_string().contains(REPEATED))
}

/// How many bytes the value takes that begins here: a scalar to its end, anything longer to the end
/// of its first line.
fn extent(rest: &str, value: &Value) -> usize {
    let line = rest.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    let quoted = |quote: char| line.get(1..).and_then(|inner| inner.find(quote)).map(|at| at + 2);
    let printed = match value {
        _ if line.starts_with('\'') => quoted('\''),
        _ if line.starts_with('"') => closing_quote(line),
        Value::String(text) if line.starts_with(text.as_str()) => Some(text.len()),
        Value::String(_) if line.starts_with(['|', '>', '&', '!']) => None,
        Value::Mapping(_) | Value::Sequence(_) => None,
        _ => line.find([',', ']', '}', ' ', ':']),
    };
    printed.filter(|&length| length > 0).unwrap_or(line.len())
}

/// Length of a double-quoted scalar with its quotes, if it ends on the line.
fn closing_quote(line: &str) -> Option<usize> {
    let mut escaped = false;
    line.char_indices().skip(1).find_map(|(at, letter)| {
        let closes = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        closes.then_some(at + 1)
    })
}

/// Walks to a value and fails there.
struct Walk<'p> {
    path: &'p [usize],
    /// The key of the last step, not its value.
    key: bool,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    // Every scalar visitor that is not written here fails with an error of its own, which serves.
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HERE)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let (step, path) = self.path.split_first().ok_or_else(|| A::Error::custom(HERE))?;
        for _ in 0..*step {
            items.next_element::<IgnoredAny>()?;
        }
        items.next_element_seed(Walk { path, key: self.key }).map(|_| ())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let (step, path) = self.path.split_first().ok_or_else(|| A::Error::custom(HERE))?;
        for _ in 0..*step {
            entries.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if self.key && path.is_empty() {
            return entries.next_key_seed(Walk { path, key: false }).map(|_| ());
        }
        entries.next_key::<IgnoredAny>()?;
        entries.next_value_seed(Walk { path, key: self.key })
    }
}

/// Walks through everything and fails at the first key that its map holds already.
struct Unique;

impl<'de> DeserializeSeed<'de> for Unique {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unique {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Unique)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while entries.next_key_seed(NewKey(&mut seen))?.is_some() {
            entries.next_value_seed(Unique)?;
        }
        Ok(())
    }
}

/// A key that must not have been seen.
struct NewKey<'s>(&'s mut BTreeSet<String>);

impl<'de> DeserializeSeed<'de> for NewKey<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NewKey<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key that is a text")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<(), E> {
        if self.0.insert(key.to_owned()) { Ok(()) } else { Err(E::custom(REPEATED)) }
    }
}
