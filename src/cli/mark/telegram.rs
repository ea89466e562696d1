//! The banner line of a telegram. What it says of level and controls is what the banner line of another document says in
//! other words, so those words are read for its meaning; it is judged by the rules for cables.

use crate::document::{self, Banner, Document};
use crate::marking::{Form, Style};
use crate::register::{CaptionEntry, Register};
use crate::text::Text;

/// What was given and what it says.
pub(super) struct Telegram {
    /// The line as it was given.
    pub(super) document: Document,
    /// The captions behind it.
    pub(super) captions: Vec<String>,
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
        let (document, captions) = document::of_class_line(text, register)
            .map(|document| (document, Vec::new()))
            .or_else(|| with_captions(text, register))?;
        let said = in_other_words(document.banner.as_ref()?, &captions, register)?;
        let said = Text::decode(said.into_bytes());
        let said = document::of_marking(&said, Some(Form::Banner), Some(Style::State), register);
        Some(Self { document, captions, said })
    }
}

/// `UNCLAS SENSITIVE`: captions stand on a line of their own in a telegram, but are named in one breath with its class.
fn with_captions(text: &Text, register: &Register) -> Option<(Document, Vec<String>)> {
    let mut line = text.as_str().trim_end();
    let mut captions = Vec::new();
    while let Some((front, caption)) = last_caption(line, register) {
        captions.insert(0, caption.word.clone());
        line = front;
    }
    if captions.is_empty() {
        return None;
    }
    let front = Text::decode(line.as_bytes().to_vec());
    document::of_class_line(&front, register).map(|line| (line, captions))
}

/// The caption at the end of a line, and what stands before it.
fn last_caption<'t, 'r>(line: &'t str, register: &'r Register) -> Option<(&'t str, &'r CaptionEntry)> {
    let before = |form: &String| line.strip_suffix(form.as_str()).filter(|front| front.ends_with(' '));
    register.captions.iter().find_map(|caption| {
        let front = std::iter::once(&caption.word).chain(&caption.spellings).find_map(before)?;
        Some((front.trim_end(), caption))
    })
}

/// `SECRET//NOFORN`.
fn in_other_words(banner: &Banner, captions: &[String], register: &Register) -> Option<String> {
    let level = register.entry(banner.class.level?)?;
    // SENSITIVE on an unclassified telegram says SENSITIVE BUT UNCLASSIFIED; SIPDIS says nothing to other documents.
    let mut in_full = captions.iter().map(|caption| format!("{caption} BUT {}", level.name));
    let in_full = in_full.find(|name| register.control(name).is_some());
    let of_captions = captions.iter().filter_map(|caption| register.control(caption));
    let controls = banner.controls.iter().map(|control| control.text.as_str());
    let controls: Vec<&str> = controls.chain(of_captions.map(|control| control.mark.as_str())).collect();
    let slashes = if controls.is_empty() { "" } else { "//" };
    Some(format!("{}{slashes}{}", in_full.as_ref().unwrap_or(&level.name), controls.join("/")))
}

/// What only the banner line of a telegram names, each with its label.
pub(super) fn rows(telegram: &Telegram) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    let Some(banner) = &telegram.document.banner else { return rows };
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
    if !telegram.captions.is_empty() {
        rows.push(("captions", telegram.captions.join(", ")));
    }
    rows
}
