//! `cablelint suppressions`: what is suppressed, why, by whom, until when.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use jiff::civil::Date;
use serde::Serialize;

use super::arguments::{ListFormat, day};
use super::console;
use super::exit::{self, Exit, Failure};
use super::projects::{self, IGNORE};
use super::rule_sets;
use crate::excuse::Suppressions;
use crate::excuse::suppression::Row;
use crate::input;
use crate::report::safe::visible;
use crate::report::write_value;

/// List suppressions: rule, place, reason, owner, last day
///
/// Checks no files, so it cannot tell which entries are of no use; `cablelint check` does.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// Suppression files, or folders in which one stands
    #[arg(value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,

    /// For people, or one JSON list
    #[arg(long, default_value = "human")]
    format: ListFormat,

    /// The day that counts as today, as 2026-11-30; without it, that of the `cablelint.yaml` here, or the day it is
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

/// An entry, as machines read it.
#[derive(Serialize)]
struct RowShape<'a> {
    file: &'a str,
    rule: &'a str,
    place: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    state: &'static str,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let today = self.as_of.map_or_else(projects::day_here, Ok)?;
        let files = self.paths.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
        let files: Vec<Suppressions> = files.into_iter().flatten().collect();
        match self.format {
            ListFormat::Human => {
                for file in &files {
                    file.rows(today).iter().try_for_each(|row| write_row(file.name(), row, out))?;
                }
            }
            ListFormat::Json => {
                let rows: Vec<(&str, Row<'_>)> = files
                    .iter()
                    .flat_map(|file| file.rows(today).into_iter().map(|row| (file.name(), row)))
                    .collect();
                let shapes: Vec<_> = rows.iter().map(|(file, row)| RowShape::new(file, row)).collect();
                write_value(&shapes, out)?;
                writeln!(out)?;
            }
        }
        Ok(Exit::Clean)
    }
}

impl<'a> RowShape<'a> {
    fn new(file: &'a str, row: &'a Row<'a>) -> Self {
        Self {
            file,
            rule: row.rule,
            place: &row.place,
            reason: row.reason,
            owner: row.owner,
            until: row.until.map(|day| day.to_string()),
            state: row.state.name(),
        }
    }
}

fn write_row(file: &str, row: &Row<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}: {}: {}", visible(file), visible(row.rule), visible(&row.place))?;
    writeln!(out, "    {}", visible(row.reason))?;
    let owner = row.owner.map(|owner| format!("owner: {}", visible(owner)));
    let until = row.until.map(|day| format!("until {day} ({})", row.state.name()));
    let rest: Vec<String> = [owner, until].into_iter().flatten().collect();
    if rest.is_empty() { Ok(()) } else { writeln!(out, "    {}", rest.join(", ")) }
}

/// The suppression file that a path means. A folder need not have one, and that is said: silence would look like a
/// file without entries.
fn read(path: &Path) -> Result<Option<Suppressions>, Failure> {
    let file = if path.is_dir() { path.join(IGNORE) } else { path.to_owned() };
    if path.is_dir() && !file.try_exists().unwrap_or(true) {
        console::complain(format!("no suppressions: there is no {IGNORE} in {}", input::shown(path)));
        return Ok(None);
    }
    let name = input::shown(&file);
    let (file, defects) = projects::read_suppressions(&file, &name)?;
    let pages = || defects.iter().map(|defect| rule_sets::render(defect)).collect();
    file.filter(|_| defects.is_empty()).map(Some).ok_or_else(|| Failure::Defects(pages()))
}
