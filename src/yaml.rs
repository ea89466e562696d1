//! YAML: the only place that names the YAML library.
//!
//! A file is parsed to plain values, and decoding is by hand over [`Node`]s, so that all defects of a
//! file are found in one run and a misspelt key never passes. Derived decoding is refused: it stops at
//! the first error, and flattened or untagged shapes lose the place and let unknown keys through.
//! Places are found only when a defect needs one: see `place`.

mod defect;
mod fields;
mod node;
mod pattern;
mod place;
mod places;
#[cfg(test)]
mod tests;

pub use defect::{Defect, Defects, nearest};
pub use fields::Fields;
pub use node::{Node, calendar_day};
pub use pattern::Pattern;

use std::borrow::Cow;

use serde_yaml::Value;

/// A parsed YAML file.
#[derive(Debug)]
pub struct Yaml {
    name: String,
    /// That of a built-in file is not copied: nobody reads it as long as the file has no defect.
    source: Cow<'static, str>,
    root: Value,
    built_in: bool,
}

impl Yaml {
    /// Parses a file. A syntax error or a repeated key is one defect, and nothing is returned.
    pub fn parse(name: &str, source: &str, defects: &mut Defects) -> Option<Self> {
        // A byte order mark breaks the library and means nothing.
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        match serde_yaml::from_str(source) {
            Ok(root) => {
                Some(Self { name: name.to_owned(), source: source.to_owned().into(), root, built_in: false })
            }
            Err(error) => {
                // The library tells that a key stands twice, but not where.
                let error = place::repeated_key(source).unwrap_or(error);
                let span = place::of_error(source, &error);
                let mut defect = Defect::new(name, source, span, place::message(&error));
                defect.help = place::advice(source, &error).map(str::to_owned);
                defects.push(defect);
                None
            }
        }
    }

    /// Takes a built-in file, whose values were read from `source` when the program was built and stand in
    /// JSON. Where they do not, the file is parsed like any other.
    pub fn built_in(
        name: &str,
        source: &'static str,
        values: Option<&str>,
        defects: &mut Defects,
    ) -> Option<Self> {
        match values.and_then(|values| serde_json::from_str(values).ok()) {
            Some(root) => Some(Self { name: name.to_owned(), source: source.into(), root, built_in: true }),
            None => Self::parse(name, source, defects),
        }
    }

    /// The name that defects give the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// True for a file that is part of the program.
    pub const fn is_built_in(&self) -> bool {
        self.built_in
    }

    /// Its text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its outermost value.
    pub fn root(&self) -> Node<'_> {
        Node::root(self, &self.root)
    }
}
