//! How the Department of State writes a roll-up: the level in the classification line of the telegram,
//! who may have it as captions below (5 FAH-2 H-440).

use super::{Context, Required, RollUp, banner};
use crate::marking::{Element, Marking};
use crate::register::{ControlEntry, ControlId, Register};
use crate::span::Span;

/// The caption of SBU, in use since LIMITED OFFICIAL USE ended in 1995 (00 STATE 018029).
const SENSITIVE: (&str, &str) = ("SBU", "SENSITIVE");

/// The order of captions: the most restrictive first (5 FAH-2 H-252).
const ORDER: [&str; 5] = ["NODIS", "EXDIS", "LIMDIS", "SENSITIVE", "NOFORN"];

/// Writes what is required as a classification line and captions.
pub(super) fn write(context: &Context<'_>, rolled: &mut RollUp) {
    let register = context.register;
    let (captions, line): (Vec<Required>, Vec<Required>) =
        rolled.controls.iter().cloned().partition(|required| is_caption(required, register));
    rolled.banner = banner(context, &line);
    let mut words: Vec<String> = captions.iter().map(|required| caption(required, register)).collect();
    words.extend(only_states(context));
    words.sort_by_key(|word| ORDER.iter().position(|known| known == word).unwrap_or(ORDER.len()));
    words.dedup();
    rolled.captions = words;
}

/// True for a control of a category that State writes as captions: one that holds a control which is a
/// caption of the register.
fn is_caption(required: &Required, register: &Register) -> bool {
    let Some(category) = required.element.category(register) else { return true };
    let entries = register.controls.iter().filter(|entry| entry.category == Some(category));
    let mut printed = entries.map(|entry| entry.banner.as_deref().unwrap_or(&entry.mark));
    printed.any(|form| register.restrictive_caption(form).is_some())
}

fn caption(required: &Required, register: &Register) -> String {
    let (control, word) = SENSITIVE;
    if required.element.name == control {
        return word.to_owned();
    }
    super::printed(&required.element, register)
}

/// Controls that only State writes and the register gives no category: LIMDIS, OFFICIAL USE ONLY.
fn only_states(context: &Context<'_>) -> Vec<String> {
    let known = context.sources.iter().flat_map(|source| &source.controls);
    let mut words: Vec<String> =
        known.filter(|known| known.entry.category.is_none()).map(|known| known.entry.mark.clone()).collect();
    words.sort();
    words
}

impl Marking {
    /// The classification line of a telegram with its captions as elements, each at its own place, so that it
    /// can be compared with what portions require. Captions that are no controls, as SIPDIS, are left out.
    #[must_use]
    pub fn with_captions<'a>(
        mut self,
        captions: impl IntoIterator<Item = (&'a str, Span)>,
        register: &Register,
    ) -> Self {
        for (word, span) in captions {
            let Some((control, name)) = control_of(word, register) else { continue };
            self.elements.push(Element { control: Some(control), name, span, items: Vec::new() });
        }
        self
    }
}

/// The control that a caption stands for.
fn control_of(word: &str, register: &Register) -> Option<(ControlId, String)> {
    let (sensitive, caption) = SENSITIVE;
    if word == caption {
        return register.control_named(sensitive).map(|control| (control, sensitive.to_owned()));
    }
    let printed = |entry: &&ControlEntry| entry.category.is_some() && entry.banner.as_deref() == Some(word);
    let entry = register.controls.iter().find(printed)?;
    register.control_named(&entry.mark).map(|control| (control, entry.mark.clone()))
}

/// The line with the shortest class word that the name of its level begins with: UNCLAS (5 FAH-2 H-222).
pub(super) fn shortened(banner: &Marking, line: String, register: &Register) -> String {
    let Some(entry) = banner.level.and_then(|level| register.entry(level)) else { return line };
    let words = entry.words.iter().filter(|word| entry.name.starts_with(word.as_str()));
    match (words.min_by_key(|word| word.len()), line.strip_prefix(entry.name.as_str())) {
        (Some(word), Some(rest)) => format!("{word}{rest}"),
        _ => line,
    }
}
