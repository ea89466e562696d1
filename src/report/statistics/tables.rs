//! Statistics as tables, for the formats that people read: the worst first, years in their order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Group, NO_DATE, Statistics};
use crate::report::recap::count;
use crate::report::summary::Severities;

/// So many rows stand in a table; what else there is is said below it.
const ROWS: usize = 60;

/// What the columns behind the name hold.
pub(in crate::report) const COLUMNS: [&str; 4] = ["errors", "warnings", "notes", "in documents"];

/// One table.
#[derive(Debug)]
pub(in crate::report) struct Table {
    /// What the rows are: `by rule`.
    pub(in crate::report) title: &'static str,
    /// Name and numbers.
    pub(in crate::report) rows: Vec<(String, [String; 4])>,
    /// What has no row.
    pub(in crate::report) remarks: Vec<String>,
}

/// All tables.
pub(in crate::report) fn tables(statistics: &Statistics) -> Vec<Table> {
    let folders = statistics.folders.settled();
    [
        by_severity(statistics),
        by_rule(statistics),
        ranked("by folder", "folder", &folders.groups),
        ranked("by post", "post", &statistics.posts),
        by_year(&statistics.years),
    ]
    .into_iter()
    .filter(|table| !table.rows.is_empty() || !table.remarks.is_empty())
    .collect()
}

fn by_severity(statistics: &Statistics) -> Table {
    let flagged = statistics.worst.total();
    let mut rows = vec![
        row("findings", statistics.findings, of(flagged, statistics.documents)),
        row("documents, by the worst in each", statistics.worst, String::new()),
    ];
    if statistics.outside.total() > 0 {
        rows.insert(1, row("of these where no document was recognised", statistics.outside, String::new()));
    }
    Table { title: "by severity", rows, remarks: Vec::new() }
}

fn by_rule(statistics: &Statistics) -> Table {
    let mut rules: Vec<_> = statistics.rules.iter().collect();
    rules.sort_by_key(|(id, of_rule)| (Reverse(of_rule.findings.weight()), *id));
    let rows = rules.iter().map(|(id, it)| (row(id, it.findings, it.documents.to_string()), it.findings));
    cut("by rule", "rule", rows.collect())
}

/// The groups in which something was found, the worst first; the others are counted.
fn ranked(title: &'static str, noun: &str, groups: &BTreeMap<String, Group>) -> Table {
    let (mut flagged, clean): (Vec<_>, Vec<_>) =
        groups.iter().partition(|(_, group)| group.findings.total() > 0);
    flagged.sort_by_key(|(name, group)| (Reverse(group.findings.weight()), *name));
    let rows = flagged.into_iter().map(|(name, group)| (of_group(name, group), group.findings));
    let mut table = cut(title, noun, rows.collect());
    if !clean.is_empty() {
        let documents: usize = clean.iter().map(|(_, group)| group.documents).sum();
        let (those, documents) = (count(clean.len(), noun), count(documents, "document"));
        table.remarks.push(format!("nothing in {those} ({documents})"));
    }
    table
}

/// All years, so that a gap is seen.
fn by_year(years: &BTreeMap<String, Group>) -> Table {
    let mut listed: Vec<_> = years.iter().collect();
    listed.sort_by_key(|(name, _)| (*name == NO_DATE, name.parse::<i32>().ok()));
    let rows = listed.into_iter().map(|(name, group)| (of_group(name, group), group.findings));
    cut("by year", "year", rows.collect())
}

/// A table of the first rows, each of which comes with its findings.
fn cut(title: &'static str, noun: &str, mut rows: Vec<((String, [String; 4]), Severities)>) -> Table {
    let rest = rows.split_off(rows.len().min(ROWS));
    let more: usize = rest.iter().map(|(_, findings)| findings.total()).sum();
    let those = (!rest.is_empty()).then(|| {
        format!("and {} with {}", count(rest.len(), &format!("more {noun}")), count(more, "finding"))
    });
    Table {
        title,
        rows: rows.into_iter().map(|(row, _)| row).collect(),
        remarks: those.into_iter().collect(),
    }
}

fn of_group(name: &str, group: &Group) -> (String, [String; 4]) {
    row(name, group.findings, of(group.flagged, group.documents))
}

fn row(name: &str, found: Severities, documents: String) -> (String, [String; 4]) {
    // A nought is no number to look for.
    let shown = |times: usize| if times == 0 { "-".to_owned() } else { times.to_string() };
    let [errors, warnings, notes] = [found.error, found.warning, found.note].map(shown);
    (name.to_owned(), [errors, warnings, notes, documents])
}

fn of(flagged: usize, documents: usize) -> String {
    format!("{flagged} of {documents}")
}
