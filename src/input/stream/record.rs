//! A record: one line of JSON with the path and the text of a file, `{"path": ..., "text": ...}`.
//!
//! The text may stand in `base64` instead, as the bytes of the file. Other keys count for nothing. What is
//! wrong with a line is said in words of our own and never in those of the parser that quote a value: the
//! value is the text.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::{Line, base64};
use crate::input::{Reason, source};

/// The longest path, in bytes: it stands in every finding, so that a longer one would swell the results.
const PATH: usize = 16 << 10;

/// A file that a line holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// Its path, as given.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a line holds none.
#[derive(Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The path that stands in it, as far as can be told.
    pub path: Option<String>,
    /// What is wrong; nothing of the line is quoted.
    pub reason: String,
}

impl Line {
    /// Reads the record.
    ///
    /// # Errors
    /// Where it is none.
    pub fn record(self) -> Result<Record, Flaw> {
        let mut keys = Keys::default();
        let read = keys.read(&self.bytes);
        if let Some(limit) = self.cut_at {
            return Err(keys.flaw(format!("longer than {limit} bytes; --max-size allows more")));
        }
        if let Err(reason) = read {
            return Err(keys.flaw(reason));
        }
        drop(self.bytes);
        keys.record()
    }
}

/// The values of the keys that count, as far as they were read.
#[derive(Default)]
struct Keys {
    path: Value,
    text: Value,
    base64: Value,
}

#[derive(Default)]
enum Value {
    #[default]
    Missing,
    Words(String),
    /// Anything but a string.
    Other,
    /// The key stands there more than once, so that nobody can say which counts.
    Repeated,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Path,
    Text,
    Base64,
    #[serde(other)]
    Other,
}

impl Keys {
    /// Reads a line up to its end, or up to what is wrong.
    fn read(&mut self, line: &[u8]) -> Result<(), String> {
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).trim_ascii_end();
        if line.is_empty() {
            return Err("the line is empty".to_owned());
        }
        let mut parser = serde_json::Deserializer::from_slice(line);
        let read = self.deserialize(&mut parser).and_then(|()| parser.end());
        read.map_err(|error| match (error.classify(), std::str::from_utf8(line)) {
            (_, Err(error)) => {
                format!("not UTF-8, from byte {} on; other bytes go into `base64`", error.valid_up_to() + 1)
            }
            (Category::Data, _) => "not a JSON object".to_owned(),
            _ => format!("not JSON: {}", without_place(&error)),
        })
    }

    fn flaw(self, reason: impl Into<String>) -> Flaw {
        let path = match self.path {
            Value::Words(path) if path.len() <= PATH => Some(path),
            _ => None,
        };
        Flaw { path, reason: reason.into() }
    }

    fn record(mut self) -> Result<Record, Flaw> {
        let (text, base64) = (std::mem::take(&mut self.text), std::mem::take(&mut self.base64));
        let bytes = match (text, base64) {
            (Value::Missing, Value::Missing) => Err("no `text`".to_owned()),
            (text, Value::Missing) => text.words("text").map(String::into_bytes),
            (Value::Missing, base64) => base64.words("base64").and_then(|words| {
                base64::decode(&words).ok_or_else(|| "`base64` holds something else".to_owned())
            }),
            _ => Err("both `text` and `base64`".to_owned()),
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(reason) => return Err(self.flaw(reason)),
        };
        let path = std::mem::take(&mut self.path).words("path").map_err(|reason| self.flaw(reason))?;
        if path.len() > PATH {
            return Err(Flaw { path: None, reason: format!("`path` is longer than {PATH} bytes") });
        }
        match source::stand_in(&bytes) {
            Some(filter) => Err(Flaw { path: Some(path), reason: Reason::StandIn(filter).to_string() }),
            None => Ok(Record { path, bytes }),
        }
    }
}

impl Value {
    fn words(self, key: &str) -> Result<String, String> {
        match self {
            Self::Words(words) => Ok(words),
            Self::Missing => Err(format!("no `{key}`")),
            Self::Other => Err(format!("`{key}` is no string")),
            Self::Repeated => Err(format!("`{key}` stands there more than once")),
        }
    }

    fn set(&mut self, value: Self) {
        *self = if matches!(self, Self::Missing) { value } else { Self::Repeated };
    }
}

/// What the parser says, with the byte and without the line, which is always its first. Its messages on
/// syntax quote nothing.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    format!("{what} at byte {}", error.column())
}

/// Reads an object into the keys, so that what was read before a defect is not lost.
impl<'de> DeserializeSeed<'de> for &mut Keys {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Keys {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key()? {
            let place = match key {
                Key::Path => &mut self.path,
                Key::Text => &mut self.text,
                Key::Base64 => &mut self.base64,
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            place.set(map.next_value()?);
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

/// Keeps a string; anything else is passed over, however large.
struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_str<E>(self, words: &str) -> Result<Value, E> {
        Ok(Value::Words(words.to_owned()))
    }

    fn visit_string<E>(self, words: String) -> Result<Value, E> {
        Ok(Value::Words(words))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}
