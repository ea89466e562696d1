//! Baselines: the findings that were there before, so that a run fails on new ones only.
//!
//! A baseline is a text that people merge: one finding a line, sorted, without line numbers, days,
//! messages or absolute paths, so that it changes only where findings come and go. It keeps either each
//! finding by its fingerprint, or only how many a rule has in a file. It is read strictly: a line that
//! is not understood could be one that hides a finding.

mod line;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::span::Span;
use crate::text::Text;
use line::Line;

/// The findings that were there before.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    by: By,
    /// The fingerprints were made with a key.
    keyed: bool,
    known: BTreeMap<Line, Entry>,
}

/// What is known of a line, and what a run learned of it.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// How many findings it stands for.
    times: usize,
    /// How many were found.
    found: usize,
    /// Whether they were looked for; `None` as long as nothing was heard of its file.
    looked_for: Option<bool>,
}

/// What is known of a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Its fingerprint: another text in its place is another finding.
    #[default]
    Fingerprint,
    /// How many findings its rule has in its file: one more makes all of them count.
    Count,
}

/// What a baseline file cannot be read for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It does not begin as baselines do.
    #[error(
        "it is no baseline of this version; its first line is to be `{}`",
        header(By::Fingerprint, false)
    )]
    Header,
    /// A line is not understood.
    #[error("line {0} is not understood")]
    Line(usize),
    /// Its fingerprints have a key and those of the run do not, or the other way round.
    #[error("its fingerprints are {}, those of this run are {}; see --fingerprint-key-file", keyed(*.0), keyed(!*.0))]
    Key(bool),
}

const fn keyed(keyed: bool) -> &'static str {
    if keyed { "keyed" } else { "not keyed" }
}

/// A finding, as a baseline knows it.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The path of its file below the folder of the baseline.
    pub path: &'a str,
    /// Its rule.
    pub rule: &'a str,
    /// Its fingerprint.
    pub fingerprint: &'a str,
}

/// A baseline after a run, as rules see it.
#[derive(Clone, Debug, Default)]
pub struct BaselineUse {
    /// The first line that nothing was found for; empty where there is none.
    pub span: Span,
    /// Findings that it knows.
    pub entries: usize,
    /// Those that are not found any more.
    pub stale: usize,
}

impl Baseline {
    /// A baseline that knows nothing yet.
    pub fn new(by: By, keyed: bool) -> Self {
        Self { by, keyed, ..Self::default() }
    }

    /// Reads a baseline. `keyed` says whether the fingerprints of this run are.
    ///
    /// # Errors
    /// Where it is none, where a line is not understood, or where the keys differ.
    pub fn read(text: &Text, keyed: bool) -> Result<Self, Unreadable> {
        let baseline = Self::read_any(text)?;
        if baseline.by == By::Fingerprint && baseline.keyed != keyed {
            return Err(Unreadable::Key(baseline.keyed));
        }
        Ok(baseline)
    }

    /// True where a text begins as baselines do, of whatever version.
    pub fn begins(text: &str) -> bool {
        text.starts_with(HEADER)
    }

    /// Reads a baseline, whether its fingerprints have a key or not.
    ///
    /// # Errors
    /// Where it is none, or where a line is not understood.
    pub fn read_any(text: &Text) -> Result<Self, Unreadable> {
        let first = text.line(0).trim_end();
        let headers = [By::Fingerprint, By::Count].map(|by| [(by, false), (by, true)]);
        let header = headers.into_iter().flatten().find(|(by, keyed)| first == header(*by, *keyed));
        let (by, keyed) = header.ok_or(Unreadable::Header)?;
        let mut baseline = Self::new(by, keyed);
        for index in 0..text.lines().len() {
            let line = text.line(index).trim_end();
            if !line.is_empty() && !line.starts_with('#') {
                let (line, times) = Line::read(line, by).ok_or(Unreadable::Line(index + 1))?;
                baseline.known.entry(line).or_default().times += times;
            }
        }
        Ok(baseline)
    }

    /// Adds a finding of this run.
    pub fn add(&mut self, finding: Known<'_>) {
        self.known.entry(Line::new(finding, self.by)).or_default().times += 1;
    }

    /// Which of the findings of one file it knows. All findings of the file are to be given at once.
    pub fn knows(&self, findings: &[Known<'_>]) -> Vec<bool> {
        let lines: Vec<Line> = findings.iter().map(|finding| Line::new(*finding, self.by)).collect();
        let mut here: BTreeMap<&Line, usize> = BTreeMap::new();
        for line in &lines {
            *here.entry(line).or_default() += 1;
        }
        let known = |line: &Line| self.known.get(line).map_or(0, |entry| entry.times);
        // With counts nobody can tell which one is new, so none is known.
        let is_known = |line: &Line| match self.by {
            By::Fingerprint => known(line) > 0,
            By::Count => known(line) >= here.get(line).copied().unwrap_or(0),
        };
        lines.iter().map(is_known).collect()
    }

    /// Notes what was found in a file, whatever excuses it, and by which rules it was checked: what else it knows of
    /// those rules is gone.
    pub fn checked(&mut self, path: &str, findings: &[Known<'_>], ran: &dyn Fn(&str) -> bool) {
        let lines = self.known.range_mut(Line::before(path)..);
        for (line, entry) in lines.take_while(|(line, _)| line.path() == path) {
            entry.looked_for = Some(ran(line.rule()));
        }
        for finding in findings {
            if let Some(entry) = self.known.get_mut(&Line::new(*finding, self.by)) {
                entry.found += 1;
            }
        }
    }

    /// Notes, after the last file, whether what some rule had found in the files that did not come is gone with them.
    pub fn close(&mut self, gone: &dyn Fn(&str) -> bool) {
        for (line, entry) in &mut self.known {
            entry.looked_for.get_or_insert_with(|| gone(line.rule()));
        }
    }

    /// The same baseline without what is not found any more.
    #[must_use]
    pub fn pruned(&self) -> Self {
        let left = self.known.iter().filter_map(|(line, entry)| {
            let times = if entry.is_judged() { entry.found.min(entry.times) } else { entry.times };
            (times > 0).then(|| (line.clone(), Entry { times, ..Entry::default() }))
        });
        Self { known: left.collect(), ..Self::new(self.by, self.keyed) }
    }

    /// What a run learned of it. `text` is what it was read from.
    pub fn used(&self, text: &Text) -> BaselineUse {
        let stale = self.known.values().filter(|entry| entry.is_stale()).map(|entry| entry.times).sum();
        let is_stale = |line: &Line| self.known.get(line).is_some_and(Entry::is_stale);
        let first = text.lines().iter().copied().filter(|_| stale > 0).find(|span| {
            let line = Line::read(text.slice(*span).trim_end(), self.by);
            line.is_some_and(|(line, _)| is_stale(&line))
        });
        BaselineUse { span: first.unwrap_or_default(), entries: self.len(), stale }
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.known.values().map(|entry| entry.times).sum()
    }

    /// It knows none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// What its findings are known by.
    pub const fn by(&self) -> By {
        self.by
    }

    /// How many findings it knows, by rule and by file.
    pub fn totals(&self) -> [BTreeMap<&str, usize>; 2] {
        let mut totals = [BTreeMap::new(), BTreeMap::new()];
        let [rules, paths] = &mut totals;
        for (line, &Entry { times, .. }) in &self.known {
            *rules.entry(line.rule()).or_default() += times;
            *paths.entry(line.path()).or_default() += times;
        }
        totals
    }

    /// Writes it: the same findings give the same bytes.
    ///
    /// # Errors
    /// The writer's.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", header(self.by, self.keyed))?;
        for (line, &Entry { times, .. }) in &self.known {
            line.write(times, self.by, out)?;
        }
        Ok(())
    }
}

impl Entry {
    fn is_judged(&self) -> bool {
        self.looked_for == Some(true)
    }

    /// None of it is found any more.
    fn is_stale(&self) -> bool {
        self.is_judged() && self.found == 0
    }
}

/// What every baseline begins with; its version follows.
const HEADER: &str = "# cablelint baseline ";

/// The first line of a baseline.
fn header(by: By, keyed: bool) -> String {
    let by = match by {
        By::Fingerprint => "fingerprints",
        By::Count => "counts",
    };
    format!("{HEADER}1: {by}{}", if keyed { ", keyed" } else { "" })
}

#[cfg(test)]
mod tests;
