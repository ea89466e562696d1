//! Typed values: what an attribute says of a fact.

use jiff::civil::Date;

use crate::register::Level;

/// The type of an attribute; rules are checked against it when they are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// true or false.
    Flag,
    /// A whole number.
    Number,
    /// A mark, code or word: may be quoted in a message.
    Text,
    /// Body text: never quoted in a message.
    Prose,
    /// A classification level.
    Level,
    /// A calendar day.
    Date,
    /// A list of texts.
    Texts,
    /// A list of numbers.
    Numbers,
}

impl Type {
    /// The word for the type in the docs and in defects.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Number => "number",
            Self::Text => "text",
            Self::Prose => "prose",
            Self::Level => "level",
            Self::Date => "date",
            Self::Texts => "list of texts",
            Self::Numbers => "list of numbers",
        }
    }

    /// The type of a list's elements; `None` for what is no list.
    pub const fn element(self) -> Option<Self> {
        match self {
            Self::Texts => Some(Self::Text),
            Self::Numbers => Some(Self::Number),
            _ => None,
        }
    }
}

/// What an attribute says. Small, and mostly borrowed: rules read hundreds of them in each document.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// This copy cannot tell.
    Unknown,
    /// It is known that there is none.
    Absent,
    /// true or false.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A mark, code or word, or prose.
    Text(&'a str),
    /// A classification level.
    Level(Level),
    /// A calendar day.
    Date(Date),
    /// A list of texts as the document holds it: nothing is copied to look at one. An empty list is present.
    Words(&'a [String]),
    /// What does not stand so in the document. The only variant that holds memory, so that the others are let go
    /// without a call.
    Made(Box<Made<'a>>),
}

/// A value that was put together.
#[derive(Clone, Debug, PartialEq)]
pub enum Made<'a> {
    /// A text.
    Text(String),
    /// A list that is not empty.
    List(Vec<Value<'a>>),
}

impl<'a> Value<'a> {
    /// A text that may be missing.
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Absent, Self::Text)
    }

    /// A number that may be missing.
    pub fn number(number: Option<i64>) -> Self {
        number.map_or(Self::Absent, Self::Number)
    }

    /// A level that may be missing.
    pub fn level(level: Option<Level>) -> Self {
        level.map_or(Self::Absent, Self::Level)
    }

    /// A day that may be missing.
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Absent, Self::Date)
    }

    /// A flag that may be unknown.
    pub fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Absent, Self::Flag)
    }

    /// A list of texts.
    pub fn texts(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::list(texts.into_iter().map(Self::Text))
    }

    /// A text that was made for the purpose.
    pub fn made(text: String) -> Self {
        Self::Made(Box::new(Made::Text(text)))
    }

    /// A list.
    pub fn list(values: impl IntoIterator<Item = Self>) -> Self {
        let values: Vec<Self> = values.into_iter().collect();
        if values.is_empty() { Self::Words(&[]) } else { Self::Made(Box::new(Made::List(values))) }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Made(made) => match &**made {
                Made::Text(text) => Some(text),
                Made::List(_) => None,
            },
            _ => None,
        }
    }
}

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown, Self::Unknown) | (Self::Absent, Self::Absent) => true,
            (Self::Flag(one), Self::Flag(other)) => one == other,
            (Self::Number(one), Self::Number(other)) => one == other,
            (Self::Level(one), Self::Level(other)) => one == other,
            (Self::Date(one), Self::Date(other)) => one == other,
            (Self::Made(one), Self::Made(other)) => one == other,
            (Self::Words(one), Self::Words(other)) => one == other,
            _ => self.as_text().is_some() && self.as_text() == other.as_text(),
        }
    }
}
