//! The fields of a map whose keys are fixed: what is asked for is known, everything else is a defect.

use super::{Defects, Node, nearest};

/// The fields of one map, taken one by one.
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    node: Node<'a>,
    entries: Vec<(Node<'a>, Node<'a>)>,
    asked: Vec<&'static str>,
    whole: bool,
    meaning: fn(&str) -> Option<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) const fn new(node: Node<'a>, entries: Vec<(Node<'a>, Node<'a>)>, whole: bool) -> Self {
        Self { node, entries, asked: Vec::new(), whole, meaning: |_| None }
    }

    /// The same, with what its keys say, for whoever leaves one out.
    #[must_use]
    pub const fn explained(mut self, meaning: fn(&str) -> Option<&'static str>) -> Self {
        self.meaning = meaning;
        self
    }

    /// The same, where what is missing stands elsewhere.
    #[must_use]
    pub const fn partial(mut self) -> Self {
        self.whole = false;
        self
    }

    /// True where what is missing is a defect.
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// The map itself.
    pub const fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// The field of this name, if it stands.
    pub fn optional(&mut self, name: &'static str) -> Option<Node<'a>> {
        // Some fields are asked for twice: once for what they say, once for where they stand.
        if !self.asked.contains(&name) {
            self.asked.push(name);
        }
        self.entries.iter().find(|(key, _)| key.as_text() == Some(name)).map(|(_, value)| value.clone())
    }

    /// The field of this name; a defect where it is missing.
    pub fn required(&mut self, name: &'static str, defects: &mut Defects) -> Option<Node<'a>> {
        let field = self.optional(name);
        if field.is_none() && self.whole {
            let message = format!("`{name}` is missing");
            match (self.meaning)(name) {
                Some(meaning) => defects.advise(&self.node, message, format!("`{name}`: {meaning}")),
                None => defects.at(&self.node, message),
            }
        }
        field
    }

    /// The key of a field, for defects that concern its standing there at all.
    pub fn key(&self, name: &str) -> Option<&Node<'a>> {
        self.entries.iter().map(|(key, _)| key).find(|key| key.as_text() == Some(name))
    }

    /// Puts the named fields of another map in the place of this one's, keys with their values.
    pub fn replace(&mut self, others: impl IntoIterator<Item = (Node<'a>, Node<'a>)>) {
        for (key, value) in others {
            self.entries.retain(|(old, _)| old.as_text() != key.as_text());
            self.entries.push((key, value));
        }
    }

    /// Reports every key that was not asked for.
    pub fn finish(self, defects: &mut Defects) {
        for (key, _) in &self.entries {
            let Some(name) = key.as_text() else {
                key.expected("a key that is a text", defects);
                continue;
            };
            if !self.asked.contains(&name) {
                let help = nearest(name, self.asked.iter().copied())
                    .unwrap_or_else(|| format!("keys here: {}", self.asked.join(", ")));
                defects.advise(key, format!("unknown key `{name}`"), help);
            }
        }
    }
}
