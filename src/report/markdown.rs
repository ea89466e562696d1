//! Markdown: the highest marking seen, what was done, and a table of the findings, the worst first.
//!
//! Nothing that came out of a file acts in it. Every character that Markdown, HTML or GitHub gives a
//! meaning is written as a numeric reference, which by the rules of `CommonMark` is never anything but
//! that character; backslashes and code spans both fail where a `|` stands in a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::recap::{self, count};
use super::safe::visible;
use super::statistics::{COLUMNS, Statistics, tables};
use super::{Found, Summary};
use crate::finding::Severity;

/// A Markdown report on its way.
#[derive(Debug)]
pub(super) struct Markdown {
    /// Rows of the table.
    rows: BTreeMap<Severity, Vec<String>>,
    /// Bytes that the report may have.
    room: usize,
}

impl Markdown {
    /// A report of at most `room` bytes, if its first lines leave room for anything.
    pub(super) const fn within(room: usize) -> Self {
        Self { rows: BTreeMap::new(), room }
    }

    pub(super) fn finding(&mut self, found: Found<'_>) {
        let (path, finding) = (escaped(&found.file.path), found.finding);
        let place = found.file.text.position(finding.span.start);
        let row = format!(
            "| {} | {path}:{}:{} | {} | {} |\n",
            finding.severity.name(),
            place.line,
            place.column,
            escaped(&found.rule.id),
            escaped(&finding.message),
        );
        self.rows.entry(finding.severity).or_default().push(row);
    }

    pub(super) fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut page = String::new();
        if let Some(marking) = recap::marking(summary) {
            let _ = writeln!(page, "**{}**\n", escaped(&marking));
        }
        let _ = writeln!(page, "## cablelint\n\n{}", escaped(&recap::headline(summary)));
        let remarks = recap::remarks(summary);
        let left_out = self.list(&remarks, &mut page);
        if left_out > 0 {
            let _ = writeln!(page, "- and {left_out} more");
        }
        self.table(&mut page);
        if let Some(statistics) = &summary.statistics {
            self.statistics(statistics, &mut page);
        }
        out.write_all(page.as_bytes())
    }

    /// Writes the remarks for which there is room; gives the number of the others.
    fn list(&self, remarks: &[String], page: &mut String) -> usize {
        if !remarks.is_empty() {
            page.push('\n');
        }
        for (index, remark) in remarks.iter().enumerate() {
            let line = format!("- {}\n", escaped(remark));
            if !self.has_room(page, &line) {
                return remarks.len() - index;
            }
            page.push_str(&line);
        }
        0
    }

    fn table(&self, page: &mut String) {
        let mut rows = self.rows.values().rev().flatten();
        let all = self.rows.values().map(Vec::len).sum::<usize>();
        if all == 0 {
            return;
        }
        page.push_str("\n| severity | place | rule | message |\n| --- | --- | --- | --- |\n");
        let mut written = 0;
        while let Some(row) = rows.next().filter(|row| self.has_room(page, row)) {
            page.push_str(row);
            written += 1;
        }
        if written < all {
            let _ = writeln!(page, "\nand {}", count(all - written, "more finding"));
        }
    }

    /// Writes the tables of the statistics for which there is room, row by row.
    fn statistics(&self, statistics: &Statistics, page: &mut String) {
        for table in tables(statistics) {
            let head =
                format!("\n| {} | {} |\n| --- | --: | --: | --: | --: |\n", table.title, COLUMNS.join(" | "));
            let rows = table
                .rows
                .iter()
                .map(|(name, cells)| format!("| {} | {} |\n", escaped(name), cells.join(" | ")));
            let remarks = table.remarks.iter().map(|remark| format!("\n{}\n", escaped(remark)));
            for line in std::iter::once(head).chain(rows).chain(remarks) {
                if !self.has_room(page, &line) {
                    page.push_str("\nand more, for which there is no room\n");
                    return;
                }
                page.push_str(&line);
            }
        }
    }

    /// True where a line fits, and what must follow it.
    const fn has_room(&self, page: &str, line: &str) -> bool {
        /// The head of the table, and the words on what is left out.
        const REST: usize = 200;
        page.len() + line.len() + REST <= self.room
    }
}

/// A text of which nothing acts.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible(text).chars() {
        let plain = matches!(character, ' ' | '.' | ',' | ';' | '/' | '-' | '(' | ')' | '?' | '%' | '=');
        if !character.is_ascii() || character.is_ascii_alphanumeric() || plain {
            escaped.push(character);
        } else {
            let _ = write!(escaped, "&#{};", u32::from(character));
        }
    }
    // GitHub makes a link of `www.`; a colon that is not followed by a blank may end a scheme or an emoji.
    escaped.replace("www.", "www&#46;").replace("&#58; ", ": ")
}
