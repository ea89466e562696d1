//! Statistics for people at a terminal: tables whose columns stand below one another.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::report::safe::visible;
use crate::report::statistics::{COLUMNS, Statistics, Table, tables};

/// Blanks between two columns.
const GAP: usize = 2;

/// The least room of the first column, however narrow the terminal is.
const LEAST: usize = 24;

/// Writes all tables, no wider than the terminal. The end of a long folder tells more than its beginning.
pub(super) fn write(statistics: &Statistics, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let tables = tables(statistics);
    let widths = widths(&tables);
    let numbers: usize = widths.iter().map(|width| width + GAP).sum();
    let names = tables.iter().flat_map(|table| &table.rows).map(|(name, _)| length(name) + GAP);
    let room = names.max().unwrap_or(0).min(width.saturating_sub(numbers)).max(LEAST);
    for table in &tables {
        writeln!(out)?;
        line(table.title, &COLUMNS, room, widths, out)?;
        for (name, cells) in &table.rows {
            let name = format!("  {}", end_of(&visible(name), room - GAP));
            line(&name, &cells.each_ref().map(String::as_str), room, widths, out)?;
        }
        for remark in &table.remarks {
            writeln!(out, "  {remark}")?;
        }
    }
    Ok(())
}

fn line(
    name: &str,
    cells: &[&str; 4],
    room: usize,
    widths: [usize; 4],
    out: &mut dyn Write,
) -> io::Result<()> {
    let padding = room.saturating_sub(length(name));
    let mut line = format!("{name}{:padding$}", "");
    for (cell, width) in cells.iter().zip(widths) {
        // Writing to a string cannot fail.
        let _ = write!(line, "{cell:>width$}", width = width + GAP);
    }
    writeln!(out, "{}", line.trim_end())
}

/// How wide each column must be.
fn widths(tables: &[Table]) -> [usize; 4] {
    let mut widths = COLUMNS.map(str::len);
    for (_, cells) in tables.iter().flat_map(|table| &table.rows) {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.len());
        }
    }
    widths
}

fn length(name: &str) -> usize {
    visible(name).chars().count()
}

/// The end of a name, in so many characters.
fn end_of(name: &str, room: usize) -> String {
    let length = name.chars().count();
    if length <= room {
        return name.to_owned();
    }
    let end: String = name.chars().skip(length + 1 - room).collect();
    format!("…{end}")
}
