//! What reports say of a document beside its findings. The anatomy itself stays behind: a report of a file is
//! kept while others are checked, and what is remembered of a file must be small.

use ecow::EcoString;
use jiff::civil::DateTime;

use crate::document::{Document, DocumentKind};
use crate::register::Level;

/// A document as reports name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// What it is.
    pub kind: DocumentKind,
    /// The post on its banner line.
    pub post: Option<PostName>,
    /// The serial on its banner line.
    pub serial: Option<i64>,
    /// The year of its own date.
    pub year: Option<i16>,
    /// The levels that its markings show, stray ones too, each once, in the order in which they first stand.
    pub levels: Vec<Level>,
}

/// A post, as a banner line names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostName {
    /// `MOSCOW`.
    pub name: EcoString,
    /// It is a station that the register knows.
    pub known: bool,
}

impl Heading {
    /// The heading of a document, or of a text that is none and has marks all the same.
    pub fn of(document: &Document) -> Self {
        let banner = document.banner.as_ref();
        let post = banner.and_then(|banner| banner.post.as_ref());
        let mut levels = Vec::new();
        for level in document.levels() {
            if !levels.contains(&level) {
                levels.push(level);
            }
        }
        Self {
            kind: document.kind,
            post: post.map(|post| PostName { name: post.name.as_str().into(), known: post.known }),
            serial: banner.and_then(|banner| banner.serial).map(|serial| serial.value),
            year: document.written.map(DateTime::year),
            levels,
        }
    }

    /// The message reference as it is cited, year aside: `MOSCOW 820`.
    pub fn mrn(&self) -> Option<String> {
        Some(format!("{} {}", self.post.as_ref()?.name, self.serial?))
    }
}
