//! The banner line of a telegram. What it says of level and controls is what the banner line of another document says in
//! other words, so those words are read for its meaning; it is judged by the rules for cables.

use crate::document::{self, Banner, Document};
use crate::marking::{Form, Style};
use crate::register::Register;
use crate::text::Text;

/// What was given and what it says.
pub(super) struct Telegram {
    /// The line as it was given.
    pub(super) document: Document,
    /// The banner line of another document that says the same.
    pub(super) said: Document,
}

impl Telegram {
    /// Reads a text as the banner line of a telegram, unless it is asked to be something else.
    pub(super) fn read(
        text: &Text,
        form: Option<Form>,
        style: Option<Style>,
        register: &Register,
    ) -> Option<Self> {
        if form == Some(Form::Portion) || style == Some(Style::Ic) {
            return None;
        }
        let document = document::of_class_line(text, register)?;
        let said = Text::decode(in_other_words(document.banner.as_ref()?, register)?.into_bytes());
        let said = document::of_marking(&said, Some(Form::Banner), Some(Style::State), register);
        Some(Self { document, said })
    }
}

/// `SECRET//NOFORN`.
fn in_other_words(banner: &Banner, register: &Register) -> Option<String> {
    let level = register.entry(banner.class.level?)?;
    let controls: Vec<&str> = banner.controls.iter().map(|control| control.text.as_str()).collect();
    let slashes = if controls.is_empty() { "" } else { "//" };
    Some(format!("{}{slashes}{}", level.name, controls.join("/")))
}

/// What only the banner line of a telegram names, each with its label.
pub(super) fn rows(banner: &Banner) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    if banner.encrypted {
        rows.push(("EFTO", "encrypted for transmission only".to_owned()));
    }
    if let Some(section) = banner.section {
        rows.push(("section", format!("{} of {}", section.number, section.of)));
    }
    if let Some(post) = &banner.post {
        let unknown = if post.known { "" } else { "  (not in the register)" };
        rows.push(("post", format!("{}{unknown}", post.printed)));
    }
    if let Some(serial) = banner.serial {
        rows.push(("serial", serial.value.to_string()));
    }
    rows
}
