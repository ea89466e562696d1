//! What a control of a portion becomes in the banner line, as the register says.

use crate::marking::Style;
use crate::marking::roll_up::{Context, Reason};
use crate::register::{ControlEntry, Register, RollsUp};

/// What stands in a control's place.
pub(super) struct Change {
    pub(super) names: Vec<String>,
    pub(super) reason: Reason,
}

/// What stands in a control's place in the banner line; `None` for itself. `released`: beside a release
/// mark of the banner line.
pub(super) fn becomes(context: &Context<'_>, released: bool, entry: &ControlEntry) -> Option<Change> {
    let (classified, register) = (context.classified, context.register);
    let form = entry.banner.as_deref().unwrap_or(&entry.mark);
    let (names, text) = if let Some(successor) = successor(context, entry) {
        (
            vec![successor.to_owned()],
            format!("{form} is no longer used; {} takes its place.", banner_form(register, successor)),
        )
    } else if let Some(names) = entry.classified_as.as_ref().filter(|_| classified) {
        (names.clone(), in_place(register, form, names, &format!("in a {} banner", level_name(context))))
    } else if let Some(names) = entry.released_as.as_ref().filter(|_| released && !classified) {
        (names.clone(), in_place(register, form, names, "where the banner has a release mark"))
    } else if entry.rolls_up == RollsUp::Unclassified && classified && !is_telegrams(context, form) {
        (Vec::new(), format!("{form} does not show in a {} banner.", level_name(context)))
    } else if entry.rolls_up == RollsUp::Never {
        (Vec::new(), format!("{form} does not show in banners."))
    } else {
        return None;
    };
    Some(Change { names, reason: Reason::new(text, Vec::new(), entry.basis.join("; ")) })
}

fn level_name<'a>(context: &Context<'a>) -> &'a str {
    context.level.and_then(|level| context.register.entry(level)).map_or("", |entry| entry.name.as_str())
}

/// State's LIMDIS is a caption of classified telegrams, too, and not the LIMDIS of maps.
fn is_telegrams(context: &Context<'_>, form: &str) -> bool {
    context.style == Style::State && context.register.restrictive_caption(form).is_some()
}

/// What took the place of a control that is retired on the document's day.
fn successor<'a>(context: &Context<'_>, entry: &'a ControlEntry) -> Option<&'a str> {
    let until = entry.until?;
    let retired = context.date.is_none_or(|day| day >= until);
    let name = entry.replaced_by.as_deref().filter(|_| retired)?;
    context.register.control_named(name).map(|_| name)
}

fn in_place(register: &Register, form: &str, names: &[String], place: &str) -> String {
    let names: Vec<&str> = names.iter().map(|name| banner_form(register, name)).collect();
    match names.as_slice() {
        [] => format!("{form} does not show {place}."),
        names => format!("{form} shows as {} {place}.", names.join(" and ")),
    }
}

/// The banner form of a control.
pub(super) fn banner_form<'a>(register: &'a Register, name: &'a str) -> &'a str {
    let entry = register.control_named(name).and_then(|id| register.control_entry(id));
    entry.and_then(|entry| entry.banner.as_deref()).unwrap_or(name)
}
