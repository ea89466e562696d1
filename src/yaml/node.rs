//! A value with its place, and the reading of scalars and lists.

use jiff::civil::Date;
use serde_yaml::Value;

use super::{Defect, Defects, Fields, Yaml, place, places};
use crate::span::Span;

/// A value in a file.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    file: &'a Yaml,
    value: &'a Value,
    /// Position in each map or list on the way here.
    path: Vec<usize>,
    /// This is the key of the last step.
    key: bool,
}

/// True for a text that can stand in a list without quotation marks.
fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|letter| letter.is_alphanumeric() || " .-_/".contains(letter))
}

/// Reads `YYYY-MM-DD`.
///
/// # Errors
/// What to write where it is anything else.
pub fn calendar_day(text: &str) -> Result<Date, &'static str> {
    // The library also reads days without hyphens, and times; rule files and command lines are read by people.
    let day = if text.len() == 10 { text.parse().ok() } else { None };
    day.ok_or("write YYYY-MM-DD, for example 2003-09-22")
}

impl<'a> Node<'a> {
    pub(super) const fn root(file: &'a Yaml, value: &'a Value) -> Self {
        Self { file, value, path: Vec::new(), key: false }
    }

    fn child(&self, step: usize, value: &'a Value, key: bool) -> Self {
        let mut path = Vec::with_capacity(self.path.len() + 1);
        path.extend_from_slice(&self.path);
        path.push(step);
        Self { file: self.file, value, path, key }
    }

    /// The file's name.
    pub fn file(&self) -> &'a str {
        &self.file.name
    }

    /// True in a file that is part of the program.
    pub const fn is_built_in(&self) -> bool {
        self.file.built_in
    }

    pub(super) fn source(&self) -> &'a str {
        &self.file.source
    }

    /// Where it stands. Costs a pass over the file: for defects only.
    pub fn span(&self) -> Span {
        place::of_value(self.source(), &self.path, self.key, self.value)
    }

    /// Where an entry of each item of this list stands, if it is one. Costs one pass over the file for all of them.
    pub fn spans_of(&self, name: &str) -> Vec<Option<Span>> {
        let begins = places::of_fields(self.source(), &self.path, name);
        let items = self.value.as_sequence().into_iter().flatten().enumerate();
        let spans = items.map(|(step, item)| {
            let entry = self.child(step, item, false).entry(name)?;
            let begin = begins.get(step).copied().flatten();
            let span = begin.map(|begin| place::of_value_at(self.source(), begin, entry.value));
            Some(span.unwrap_or_else(|| entry.span()))
        });
        spans.collect()
    }

    /// Where it stands, as `path:line:column`. Costs a pass over the file, as [`span`](Self::span) does.
    pub fn place(&self) -> String {
        Defect::new(self.file(), self.source(), self.span(), "").place()
    }

    /// What it is, with its article, for defects.
    pub fn what(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "a flag (true or false)",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a map",
            Value::Tagged(_) => "a tagged value",
        }
    }

    /// Reports that something else was expected.
    pub fn expected(&self, what: &str, defects: &mut Defects) {
        let help = match (self.value, what) {
            (Value::Number(number), "a text") => Some(format!("put it in quotes: \"{number}\"")),
            (Value::String(text), "a list") if is_plain(text) => Some(format!("write `[{text}]`")),
            _ => None,
        };
        defects.advise(self, format!("expected {what}, found {}", self.what()), help);
    }

    /// The text, if it is one; no defect if not.
    pub fn as_text(&self) -> Option<&'a str> {
        self.value.as_str()
    }

    /// The flag, if it is one; no defect if not.
    pub fn as_flag(&self) -> Option<bool> {
        self.value.as_bool()
    }

    /// True where nothing is written.
    pub const fn is_nothing(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// True for a map.
    pub fn is_map(&self) -> bool {
        self.value.is_mapping()
    }

    /// True for a list.
    pub fn is_list(&self) -> bool {
        self.value.is_sequence()
    }

    /// The value of a key, if this is a map that has it; no defect if not.
    pub fn entry(&self, name: &str) -> Option<Node<'a>> {
        let mut entries = self.value.as_mapping()?.iter().enumerate();
        let (step, (_, value)) = entries.find(|(_, (key, _))| key.as_str() == Some(name))?;
        Some(self.child(step, value, false))
    }

    /// The keys that are texts, if this is a map; no defect if not.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.value.as_mapping().into_iter().flatten().filter_map(|(key, _)| key.as_str())
    }

    /// A text.
    pub fn text(&self, defects: &mut Defects) -> Option<&'a str> {
        self.value.as_str().or_else(|| {
            self.expected("a text", defects);
            None
        })
    }

    /// A whole number.
    pub fn number(&self, defects: &mut Defects) -> Option<i64> {
        self.value.as_i64().or_else(|| {
            self.expected("a whole number", defects);
            None
        })
    }

    /// A flag.
    pub fn flag(&self, defects: &mut Defects) -> Option<bool> {
        self.value.as_bool().or_else(|| {
            self.expected("a flag (true or false)", defects);
            None
        })
    }

    /// A calendar day, `YYYY-MM-DD`.
    pub fn date(&self, defects: &mut Defects) -> Option<Date> {
        let text = self.text(defects)?;
        let day = calendar_day(text);
        if let Err(help) = day {
            defects.advise(self, format!("`{text}` is no calendar day"), help.to_owned());
        }
        day.ok()
    }

    /// The items of a list.
    pub fn items(&self, defects: &mut Defects) -> Vec<Node<'a>> {
        let Value::Sequence(items) = self.value else {
            self.expected("a list", defects);
            return Vec::new();
        };
        items.iter().enumerate().map(|(step, item)| self.child(step, item, false)).collect()
    }

    /// The texts of a list.
    pub fn texts(&self, defects: &mut Defects) -> Vec<String> {
        let items = self.items(defects);
        items.iter().filter_map(|item| item.text(defects)).map(str::to_owned).collect()
    }

    /// The keys and values of a map.
    pub fn entries(&self, defects: &mut Defects) -> Vec<(Node<'a>, Node<'a>)> {
        let Value::Mapping(map) = self.value else {
            self.expected("a map", defects);
            return Vec::new();
        };
        let entries = map.iter().enumerate();
        entries
            .map(|(step, (key, value))| (self.child(step, key, true), self.child(step, value, false)))
            .collect()
    }

    /// The fields of a map whose keys are fixed. What is no map has none, and that is the defect.
    pub fn fields(&self, defects: &mut Defects) -> Fields<'a> {
        let whole = self.is_map();
        Fields::new(self.clone(), self.entries(defects), whole)
    }
}
