//! Where a field of each item of a list stands, all of them in one pass over the source.
//!
//! For one value there is `place`, whose pass ends where the value begins. To ask it for each item of a list would
//! cost a pass for each. Here a text tells its own place: the library lends what is written as it reads from the
//! source itself.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The bytes at which the fields begin, item by item, as far as they are told: `None` for an item without the field,
/// and for one that is not written as it reads.
pub(super) fn of_fields(source: &str, list: &[usize], name: &str) -> Vec<Option<usize>> {
    let mut found = Vec::new();
    let walk = Walk { source, list, name, found: &mut found };
    // What is no list of maps has no such fields, and no place is lost that was found before.
    drop(walk.deserialize(serde_yaml::Deserializer::from_str(source)));
    found
}

/// Walks to the list.
struct Walk<'w> {
    source: &'w str,
    list: &'w [usize],
    name: &'w str,
    found: &'w mut Vec<Option<usize>>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((step, list)) = self.list.split_first() else { return Ok(()) };
        for _ in 0..*step {
            entries.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        entries.next_key::<IgnoredAny>()?;
        entries.next_value_seed(Walk { list, ..self })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        if let Some((step, list)) = self.list.split_first() {
            for _ in 0..*step {
                items.next_element::<IgnoredAny>()?;
            }
            return items.next_element_seed(Walk { list, ..self }).map(|_| ());
        }
        while let Some(place) = items.next_element_seed(Item { source: self.source, name: self.name })? {
            self.found.push(place);
        }
        Ok(())
    }
}

/// Finds the field of one item.
#[derive(Clone, Copy)]
struct Item<'w> {
    source: &'w str,
    name: &'w str,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Item<'_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Option<usize>, A::Error> {
        let mut place = None;
        while let Some(key) = entries.next_key::<String>()? {
            if key == self.name {
                place = entries.next_value_seed(Begin(self.source))?;
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(place)
    }
}

/// Tells where a text begins.
struct Begin<'w>(&'w str);

impl<'de> DeserializeSeed<'de> for Begin<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Begin<'_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text")
    }

    fn visit_str<E>(self, _: &str) -> Result<Option<usize>, E> {
        Ok(None)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Option<usize>, E> {
        let at = text.as_ptr().addr().checked_sub(self.0.as_ptr().addr());
        let front = at.and_then(|at| self.0.get(..at));
        // A text in quotation marks begins with them.
        Ok(front.map(|front| front.strip_suffix(['"', '\'']).unwrap_or(front).len()))
    }
}
