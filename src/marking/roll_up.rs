//! Roll-up: the banner line that a set of portion marks requires, and why.
//!
//! What a control does at roll-up is data (`rules/register/`): when it shows, what it becomes in a
//! classified document, what it drops. Here is what is no data: the decision table for foreign
//! disclosure and release, the intersection of lists of countries, and the union of foreign sources.
//! The table follows the IC Markings System Register and Manual of 31 December 2016 and the ODNI
//! Schematron together; where they differ the Register wins.

mod controls;
mod countries;
mod difference;
mod foreign;
mod level;
mod release;
mod source;
mod state;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::meaning::{Element, Form, Item, Marking, Style};
use crate::register::{ControlId, Level, Register};
use crate::span::Span;

pub use difference::{Difference, DifferenceKind, Place, differences};

use source::Source;

/// What a set of portion marks requires.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollUp {
    /// The banner line; `None` where no portion has a level.
    pub banner: Option<Marking>,
    /// What State writes as captions of a cable: NODIS, EXDIS, SENSITIVE, NOFORN. Empty for other styles.
    pub captions: Vec<String>,
    /// How it comes about, step by step.
    pub reasons: Vec<Reason>,
    /// Everything required beside the level, in banner order, be it in the banner line or a caption.
    pub controls: Vec<Required>,
    /// Other release marks that one of the sources accepts in place of those of the banner line.
    pub also: Vec<Vec<Element>>,
}

/// One step of a roll-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// A sentence.
    pub text: String,
    /// The portions that brought it about, by their place in the argument of [`roll_up`].
    pub portions: Vec<usize>,
    /// Where that is written.
    pub basis: String,
}

/// A control that the banner line must show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Required {
    /// The control with its list; its spans are empty.
    pub element: Element,
    /// The portions that require it.
    pub portions: Vec<usize>,
}

/// What every step sees.
struct Context<'a> {
    register: &'a Register,
    style: Style,
    /// The day the document was written; `None` for today.
    date: Option<Date>,
    sources: &'a [Source<'a>],
    /// The level of the whole.
    level: Option<Level>,
    /// The whole is above the lowest level.
    classified: bool,
}

/// The banner line that portion marks require.
pub fn roll_up(portions: &[&Marking], style: Style, date: Option<Date>, register: &Register) -> RollUp {
    let sources: Vec<Source<'_>> =
        portions.iter().enumerate().map(|(index, marking)| Source::new(index, marking, register)).collect();
    let mut reasons = Vec::new();
    let level = level::highest(&sources, register, &mut reasons);
    let classified = level.is_some_and(|level| level::is_classified(level, register));
    let context = Context { register, style, date, sources: &sources, level, classified };
    let decision = release::decide(&context, &mut reasons);
    let mut controls = controls::collect(&context, decision.released, &mut reasons);
    controls.extend(foreign::sources(&context, &mut reasons));
    controls.extend(decision.required(register));
    sort(&mut controls, register);
    let mut rolled = RollUp {
        banner: None,
        captions: Vec::new(),
        reasons,
        controls,
        also: release::alternatives(&context, &decision),
    };
    match style {
        Style::Ic => rolled.banner = banner(&context, &rolled.controls),
        Style::State => state::write(&context, &mut rolled),
    }
    rolled
}

/// The banner line with these controls; without a level and without controls there is none.
fn banner(context: &Context<'_>, controls: &[Required]) -> Option<Marking> {
    if context.level.is_none() && controls.is_empty() {
        return None;
    }
    let elements: Vec<Element> = controls.iter().map(|required| required.element.clone()).collect();
    let register = context.register;
    // Some controls take the place of the level they mean: CUI that of UNCLASSIFIED (32 CFR 2002.20).
    let first = elements.first().and_then(|first| register.control_entry(first.control?));
    let symbol = context.level.map(|level| register.symbol(level));
    let in_place =
        first.is_some_and(|entry| entry.stands_alone == Some(true) && entry.level.as_deref() == symbol);
    let name = context.level.and_then(|level| register.entry(level)).map_or("", |entry| entry.name.as_str());
    let level_span = if in_place { Span::default() } else { Span::new(0, name.len()) };
    let (form, level) = (Form::Banner, context.level);
    Some(Marking { form, style: context.style, level, level_span, elements, ..Marking::default() })
}

/// Puts controls into the order of a marking.
fn sort(controls: &mut [Required], register: &Register) {
    use crate::register::ControlOrder;
    controls.sort_by_cached_key(|required| {
        let element = &required.element;
        let category = element.category(register);
        let order = category.and_then(|index| register.categories.get(usize::from(index)));
        let by_name = order.is_some_and(|entry| entry.order == ControlOrder::Alphabetical);
        let place = if by_name { None } else { element.control };
        (category.unwrap_or(u8::MAX), place, element.name.clone())
    });
}

/// An element of the register's control, with no place in a text.
fn element(control: ControlId, name: &str, codes: impl IntoIterator<Item = String>) -> Element {
    let items = codes.into_iter().map(|code| Item { code, ..Item::default() }).collect();
    Element { control: Some(control), name: name.to_owned(), items, ..Element::default() }
}

/// `NOFORN`, `REL TO USA, GBR`: an element as the banner line prints it.
fn printed(element: &Element, register: &Register) -> String {
    // With the lowest level, which is taken off again: a printer prints whole banner lines.
    let level = register.levels.first().map_or("", |entry| entry.name.as_str());
    let alone = Marking {
        form: Form::Banner,
        level: register.levels.first().and_then(|entry| register.level(&entry.symbol)),
        level_span: Span::new(0, level.len()),
        elements: vec![element.clone()],
        ..Marking::default()
    };
    let line = alone.banner(register);
    line.strip_prefix(level).unwrap_or(&line).trim_start_matches(['/', ' ']).to_owned()
}

impl RollUp {
    /// The banner line as its style prints it: a telegram shortens UNCLASSIFIED to UNCLAS. `None` where
    /// there is none, or where every portion leaves the list of countries to it.
    pub fn line(&self, register: &Register) -> Option<String> {
        let banner = self.banner.as_ref()?;
        let line = Some(banner.banner(register)).filter(|line| !line.is_empty())?;
        Some(if banner.style == Style::State { state::shortened(banner, line, register) } else { line })
    }
}

impl Reason {
    fn new(text: impl Into<String>, portions: Vec<usize>, basis: impl Into<String>) -> Self {
        Self { text: text.into(), portions, basis: basis.into() }
    }
}
