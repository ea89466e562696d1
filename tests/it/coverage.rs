//! How much of ODNI's Schematron for XML markings the rules cover in plain text: `docs/coverage.md`.
//!
//! `tests/coverage/ism-rules.tsv` lists its rules that text can decide, in our own words;
//! `tests/coverage/*.yaml` says which of our rules covers each, with a text that breaks the rule and a
//! twin that keeps it. A row that does not hold is a failing test.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use cablelint::document;
use cablelint::fact::Circumstances;
use cablelint::lint::{self, Options};
use cablelint::marking::Form;
use cablelint::rule::RuleSet;
use cablelint::text::Text;
use jiff::civil::Date;
use serde::Deserialize;

use crate::checking::project;
use crate::rule_set::built_in;

/// A rule of the Schematron.
struct IsmRule {
    id: String,
    severity: String,
    topic: String,
    active: bool,
    summary: String,
}

/// What we say of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Row {
    ism: String,
    rule: Option<String>,
    r#as: Option<As>,
    flagged: Option<String>,
    clean: Option<String>,
    date: Option<String>,
    why_not: Option<String>,
}

/// What the texts of a row are.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum As {
    Portion,
    Banner,
    Memo,
}

/// Every rule of every pack that speaks of the American register.
static RULES: LazyLock<RuleSet> = LazyLock::new(built_in);

fn ism_rules() -> Vec<IsmRule> {
    let table = fs::read_to_string(project("tests/coverage/ism-rules.tsv")).unwrap();
    let rules = table.lines().skip(1).map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        IsmRule {
            id: columns[0].to_owned(),
            severity: columns[1].to_owned(),
            topic: columns[2].to_owned(),
            active: columns[3] == "active",
            summary: columns[4].to_owned(),
        }
    });
    rules.collect()
}

fn rows() -> BTreeMap<String, Vec<Row>> {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut files: Vec<_> =
        fs::read_dir(project("tests/coverage")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|it| it == "yaml")) {
        let content = fs::read_to_string(file).unwrap();
        let read: Vec<Row> =
            serde_yaml::from_str(&content).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for row in read {
            rows.entry(row.ism.clone()).or_default().push(row);
        }
    }
    rows
}

impl Row {
    /// Why the row does not hold, if so.
    fn failure(&self) -> Option<String> {
        let Some(rule) = &self.rule else {
            return self.why_not.is_none().then(|| "neither a rule nor a reason".to_owned());
        };
        let (Some(kind), Some(flagged), Some(clean)) = (self.r#as, &self.flagged, &self.clean) else {
            return Some("a covered rule needs `as`, `flagged` and `clean`".to_owned());
        };
        let date = self.date.as_ref().map(|date| date.parse().unwrap());
        if !fires(rule, kind, flagged, date) {
            return Some(format!("{rule} is silent on {flagged:?}"));
        }
        fires(rule, kind, clean, date).then(|| format!("{rule} fires on the clean twin {clean:?}"))
    }
}

/// True where the rule, on or off, fires on the text.
fn fires(rule: &str, kind: As, text: &str, date: Option<Date>) -> bool {
    let rules = &*RULES;
    let selection = rules.select(&[rule.to_owned()], &[]).unwrap_or_else(|_| panic!("no rule {rule}"));
    let circumstances = Circumstances { date, ..Circumstances::default() };
    let options = Options { selection: &selection, circumstances, key: None };
    let text = Text::decode(text.as_bytes().to_vec());
    let marking = |form| {
        let document = document::of_marking(&text, Some(form), None, rules.register());
        lint::lint_marking(&text, &document, rules, options).findings.len()
    };
    let findings = match kind {
        As::Memo => lint::lint(&text, rules, options).into_iter().map(|report| report.findings.len()).sum(),
        As::Portion => marking(Form::Portion),
        As::Banner => marking(Form::Banner),
    };
    findings > 0
}

#[test]
fn every_row_of_the_coverage_holds() {
    let rows = rows();
    let known: Vec<String> = ism_rules().into_iter().map(|rule| rule.id).collect();
    let mut failures: Vec<String> =
        known.iter().filter(|id| !rows.contains_key(*id)).map(|id| format!("{id}: no row")).collect();
    for (id, rows) in &rows {
        if !known.contains(id) {
            failures.push(format!("{id}: no such rule"));
        }
        failures.extend(rows.iter().filter_map(Row::failure).map(|failure| format!("{id}: {failure}")));
    }
    assert!(failures.is_empty(), "{} rows do not hold:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn at_least_250_active_rules_are_covered() {
    let rows = rows();
    let covered =
        |rule: &IsmRule| rows.get(&rule.id).is_some_and(|rows| rows.iter().any(|row| row.rule.is_some()));
    let count = ism_rules().iter().filter(|rule| rule.active && covered(rule)).count();
    assert!(count >= 250, "{count} of 273 active rules are covered");
}

/// The page, made from the rows.
pub(crate) fn page() -> String {
    let rows = rows();
    let rules = &*RULES;
    let file = |id: &str| rules.rule(id).map_or("", |rule| rule.file.as_str());
    let page_of = |id: &str| file(id).trim_start_matches("rules/").replace(".yaml", ".md");
    let all = ism_rules();
    let mut text = String::new();
    for (title, active) in [("Active", true), ("Retired", false)] {
        let listed: Vec<&IsmRule> = all.iter().filter(|rule| rule.active == active).collect();
        let covered = |rule: &&&IsmRule| {
            rows.get(&rule.id).is_some_and(|rows| rows.iter().any(|row| row.rule.is_some()))
        };
        let count = listed.iter().filter(covered).count();
        writeln!(text, "## {title} rules\n\n{count} of {} are covered.\n", listed.len()).unwrap();
        super::generated::row(&mut text, &["ISM rule", "topic", "says", "covered by", "flagged", "clean"]);
        super::generated::row(&mut text, &["---", "---", "---", "---", "---", "---"]);
        for rule in listed {
            let severity = if rule.severity == "warning" { " (warning)" } else { "" };
            let id = format!("{}{severity}", rule.id);
            for row in rows.get(&rule.id).into_iter().flatten() {
                let by = row.rule.as_ref().map_or_else(
                    || format!("not covered: {}", row.why_not.as_deref().unwrap_or_default()),
                    |rule| format!("[`{rule}`](rules/{}#{rule})", page_of(rule)),
                );
                let example = |text: &Option<String>| text.as_deref().map_or(String::new(), cell);
                let cells =
                    [&id, &rule.topic, &rule.summary, &by, &example(&row.flagged), &example(&row.clean)];
                super::generated::row(&mut text, &cells.map(String::as_str));
            }
        }
        text.push('\n');
    }
    text
}

/// A text in a cell of a table: one line as it is, a whole document cut to its first lines.
fn cell(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let shown: Vec<String> = lines.iter().take(4).map(|line| format!("`{line}`")).collect();
    let more = if lines.len() > 4 { " ..." } else { "" };
    format!("{}{more}", shown.join("<br>"))
}
