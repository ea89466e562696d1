//! What a marking means, in words.

use std::io::{self, Write};

use super::telegram::{self, Telegram};
use crate::marking::{Element, Form, Marking, Ownership};
use crate::register::Register;
use crate::report::safe::visible;

/// Writes what a marking means, and how it is written.
pub(super) fn write(
    printed: &str,
    marking: &Marking,
    telegram: Option<&Telegram>,
    register: &Register,
    out: &mut dyn Write,
) -> io::Result<()> {
    let form = match marking.form {
        Form::Banner if telegram.is_some() => "banner line of a telegram",
        Form::Banner => "banner line",
        Form::Portion => "portion mark",
    };
    writeln!(out, "{}  ({form})", visible(printed))?;
    writeln!(out, "  level     {}", level(marking, register))?;
    for (index, element) in marking.elements.iter().enumerate() {
        let label = if index == 0 { "controls" } else { "" };
        writeln!(out, "  {label:<9} {}", visible(&control(element, register)))?;
    }
    for (label, value) in telegram.map(telegram::rows).unwrap_or_default() {
        writeln!(out, "  {label:<9} {}", visible(&value))?;
    }
    if is_whole(marking) && marking.level.is_some() {
        let where_so = if telegram.is_some() { "  (of other documents)" } else { "" };
        writeln!(out, "  banner    {}{where_so}", visible(&marking.banner(register)))?;
        writeln!(out, "  portion   ({})", visible(&marking.portion(register)))?;
    }
    writeln!(out)
}

/// True where the register knows every control. A canonical form without the others would ask for less
/// than the author did: `(S//NOFRN)` is not `(S)`.
pub(super) fn is_whole(marking: &Marking) -> bool {
    marking.elements.iter().all(|element| element.control.is_some())
}

/// `SECRET, owned by DEU`.
fn level(marking: &Marking, register: &Register) -> String {
    let Some(entry) = marking.level.and_then(|level| register.entry(level)) else {
        return "none that the register knows".to_owned();
    };
    let owners: Vec<&str> = marking.owners.iter().map(|owner| owner.code.as_str()).collect();
    let owners = owners.join(", ");
    match marking.ownership {
        Ownership::Own | Ownership::Organisation => entry.name.clone(),
        Ownership::Concealed => format!("{}, of a foreign owner who is not named", entry.name),
        Ownership::Foreign => format!("{}, owned by {owners}", entry.name),
        Ownership::Joint if owners.is_empty() => format!("{}, owned jointly", entry.name),
        Ownership::Joint => format!("{}, owned jointly by {owners}", entry.name),
    }
}

/// `NF  NOT RELEASABLE TO FOREIGN NATIONALS`.
fn control(element: &Element, register: &Register) -> String {
    let entry = element.entry(register);
    let title = match entry {
        None => "(not in the register)",
        Some(entry) => entry.title.as_deref().or(entry.banner.as_deref()).unwrap_or_default(),
    };
    let items: Vec<&str> = element.items.iter().map(|item| item.code.as_str()).collect();
    let list = if items.is_empty() { String::new() } else { format!(" [{}]", items.join(" ")) };
    format!("{}{list}  {title}", element.name).trim_end().to_owned()
}
