//! Telling what a marking is that comes without its document.

use super::grammar::parse;
use super::meaning::{Flaw, FlawKind, Form, Marking, Style};
use crate::register::Register;
use crate::span::Span;

/// Reads the marking at `span` of `text`. Without a form or a style it tells them itself: brackets around
/// it mean a portion mark, and so does a marking that is written like one.
pub fn parse_alone(
    text: &str,
    span: Span,
    (form, bracketed): (Option<Form>, bool),
    style: Option<Style>,
    register: &Register,
) -> Marking {
    let read = |form, style| parse(text, span, form, style, register);
    let form = form.or(bracketed.then_some(Form::Portion));
    // State writes no `//`.
    let doubled = text.get(span.start..span.end).is_some_and(|words| words.contains("//"));
    let style = style.or(doubled.then_some(Style::Ic));
    match (form, style) {
        (Some(form), Some(style)) => read(form, style),
        (None, Some(style)) => likelier(read(Form::Portion, style), read(Form::Banner, style)),
        (Some(form), None) => in_its_style(read(form, Style::Ic), |form| read(form, Style::State)),
        (None, None) => {
            let marking = likelier(read(Form::Portion, Style::Ic), read(Form::Banner, Style::Ic));
            in_its_style(marking, |form| read(form, Style::State))
        }
    }
}

/// The portion mark if fewer of its words are a banner line's.
fn likelier(portion: Marking, banner: Marking) -> Marking {
    let slips = |marking: &Marking| marking.flaws.iter().map(wrong_form).sum::<usize>();
    if slips(&portion) < slips(&banner) { portion } else { banner }
}

/// How much a flaw speaks against the form of marking that it was read as.
const fn wrong_form(flaw: &Flaw) -> usize {
    match flaw.kind {
        // The level decides: `SECRET//IMC/NF` is a banner line with portion forms in it.
        FlawKind::LevelForm => 100,
        FlawKind::ControlForm => 1,
        // A level misspelt has the length of the right one; a word that is near to none has not.
        FlawKind::UnknownLevel if flaw.expected.is_none() => 200,
        _ => 0,
    }
}

/// State's, where the marking is right only as one of State's: `SBU` alone, `S/NF`, `SBU/N`. Of banner
/// lines only what has no level is: `SENSITIVE BUT UNCLASSIFIED`.
fn in_its_style(marking: Marking, states: impl FnOnce(Form) -> Marking) -> Marking {
    let only_states =
        |flaw: &Flaw| matches!(flaw.kind, FlawKind::LevelMissing | FlawKind::Separator | FlawKind::LocalForm);
    let levelless = marking.flaws.iter().any(|flaw| flaw.kind == FlawKind::LevelMissing);
    if marking.form == Form::Banner && !levelless || !marking.flaws.iter().any(only_states) {
        return marking;
    }
    let states = states(marking.form);
    let wrong = |flaw: &Flaw| only_states(flaw) || flaw.kind == FlawKind::UnknownLevel;
    if states.flaws.iter().any(wrong) { marking } else { states }
}
