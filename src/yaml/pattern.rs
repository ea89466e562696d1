//! Patterns in rule files: regular expressions that a whole value must match.
//!
//! What a user writes is proved when it is read. The patterns of built-in files are proved by a test
//! (`rule/tests/sets.rs`) and built when they are first asked: most runs ask a few of them, and to build all took half
//! of the start-up.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

use super::{Defects, Node};

/// A regular expression for whole values. Two are equal if they are written alike.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    built: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// Reads a pattern. One that is no regular expression, or would take the memory of the machine, is a defect.
    pub fn read(node: &Node<'_>, defects: &mut Defects) -> Option<Self> {
        let text = node.text(defects)?.to_owned();
        if node.is_built_in() {
            return Some(Self { text, built: OnceLock::new() });
        }
        match build(&text) {
            Ok(regex) => Some(Self { text, built: OnceLock::from(Some(regex)) }),
            Err(error) => {
                // The last line of the library's message says what is wrong; the lines above draw it.
                let message = error.to_string();
                let reason = message.lines().last().unwrap_or_default().trim_start_matches("error: ");
                defects.at(node, format!("this is no regular expression: {reason}"));
                None
            }
        }
    }

    /// True where it matches the whole of a value.
    pub fn is_match(&self, value: &str) -> bool {
        let built = self.built.get_or_init(|| build(&self.text).ok());
        built.as_ref().is_some_and(|regex| regex.is_match(value))
    }
}

fn build(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&format!("^(?:{text})$"))
        .size_limit(1 << 20)
        .dfa_size_limit(1 << 20)
        .nest_limit(50)
        .build()
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl Hash for Pattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
