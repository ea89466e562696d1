//! HTML: one file that explains an audit to whoever must act on it. How bad it is and whether everything
//! was looked at, where it is, which rules, then the findings, the worst first.
//!
//! The page needs no network and has none: its policy admits one style and one script, by their hashes, and
//! nothing else. All text in it is escaped ([`prose`]); the script puts text into the page as text only.
//! Without the script everything can be read but the findings after the first [`WITHOUT_SCRIPT`].
//!
//! All counts are complete. Of the findings no more than [`ROOM`] are kept, the worst of them, so that memory
//! stays bounded; where that leaves some out, the page says so above its table.

mod charts;
mod checked;
mod data;
mod guide;
mod looked_at;
mod policy;
mod prose;
mod table;
mod worst;

use std::io::{self, Write};

use super::statistics::Statistics;
use super::{FileReport, Found, Look, Summary, recap};
use guide::Guide;
use prose::escaped;
use worst::Worst;

/// How many findings the table holds. A browser sorts and filters as many in a fraction of a second.
const ROOM: usize = 50_000;

/// How many findings stand in the page itself, for browsers without a script.
const WITHOUT_SCRIPT: usize = 100;

/// An HTML report on its way.
#[derive(Debug)]
pub(super) struct Html {
    look: Look,
    statistics: Statistics,
    worst: Worst,
    guide: Guide,
}

impl Html {
    pub(super) fn new(look: Look) -> Self {
        Self { look, statistics: Statistics::default(), worst: Worst::within(ROOM), guide: Guide::default() }
    }

    /// Keeps a finding that is to be shown.
    pub(super) fn finding(&mut self, found: Found<'_>) {
        let rule = self.guide.place(found.rule);
        self.worst.add(found, rule, self.look);
    }

    /// Counts what was found in a file, shown or not.
    pub(super) fn end_of_file(&mut self, file: &FileReport<'_>) {
        self.statistics.add(file);
        let counted = file.findings().filter(|found| found.finding.excuse.is_none());
        counted.for_each(|found| {
            self.guide.place(found.rule);
        });
    }

    pub(super) fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let folders = self.statistics.folders.settled();
        out.write_all(policy::head().as_bytes())?;
        let marking = marking(summary);
        writeln!(out, "<body>\n<header class=\"marking\">{marking}</header>\n<main>")?;
        out.write_all(looked_at::verdict(summary, &self.statistics).as_bytes())?;
        out.write_all(charts::places(&self.statistics, &folders).as_bytes())?;
        out.write_all(self.guide.section(&self.statistics).as_bytes())?;
        out.write_all(table::section(&self.worst, &self.guide, summary).as_bytes())?;
        if let Some(terms) = &summary.terms {
            out.write_all(checked::section(terms).as_bytes())?;
        }
        out.write_all(looked_at::section(summary, &self.statistics).as_bytes())?;
        writeln!(out, "<p class=\"made\">Made by cablelint {}.</p>", env!("CARGO_PKG_VERSION"))?;
        writeln!(out, "</main>\n<footer class=\"marking\">{marking}</footer>")?;
        data::write(&self.worst, &self.guide, &folders, out)?;
        out.write_all(policy::script().as_bytes())?;
        out.write_all(b"</body>\n</html>\n")
    }
}

/// The marking at the top and at the bottom of the page.
fn marking(summary: &Summary) -> String {
    let none = "no marking was read; that does not mean that nothing is classified";
    recap::marking(summary).map_or_else(|| none.to_owned(), |marking| escaped(&marking))
}
