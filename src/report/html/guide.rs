//! The rules that fired, each with its explanation, its basis and what to do.
//!
//! Files of one run may have different rule sets; where two have rules of one id, the first is explained.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::charts;
use super::prose::{escaped, paragraphs, spans};
use crate::report::statistics::Statistics;
use crate::report::summary::Severities;
use crate::rule::Rule;

/// The rules that fired, in the order in which they did.
#[derive(Debug, Default)]
pub(super) struct Guide {
    places: BTreeMap<String, usize>,
    rules: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    id: String,
    summary: String,
    /// What is shown when it is opened.
    text: String,
}

impl Guide {
    /// The place of the rule.
    pub(super) fn place(&mut self, rule: &Rule) -> usize {
        if let Some(&place) = self.places.get(&rule.id) {
            return place;
        }
        let place = self.rules.len();
        self.places.insert(rule.id.clone(), place);
        let (id, summary) = (rule.id.clone(), rule.summary.clone());
        self.rules.push(Entry { id, summary, text: text(rule) });
        place
    }

    /// The id of the rule at a place.
    pub(super) fn id(&self, place: usize) -> &str {
        self.rules.get(place).map_or("", |entry| &entry.id)
    }

    /// All ids, by place.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|entry| entry.id.as_str())
    }

    /// The rules, those first that found the worst and the most.
    pub(super) fn section(&self, statistics: &Statistics) -> String {
        let found = |entry: &Entry| {
            statistics.rules.get(&entry.id).map_or_else(Severities::default, |of_rule| of_rule.findings)
        };
        let mut entries: Vec<(Severities, &Entry)> =
            self.rules.iter().map(|entry| (found(entry), entry)).collect();
        entries.sort_by(|(left, one), (right, other)| {
            right.weight().cmp(&left.weight()).then_with(|| one.id.cmp(&other.id))
        });
        let most = entries.iter().map(|(found, _)| found.total()).max().unwrap_or(0);
        let mut html = String::from("<section id=\"rules\">\n<h2>Which rules</h2>\n");
        if entries.is_empty() {
            html.push_str("<p>No rule found anything.</p>\n");
        } else {
            html.push_str("<p>Each opens to its explanation, its basis and what to do.</p>\n");
        }
        for (found, entry) in entries {
            html.push_str(&entry.html(found, most));
        }
        html + "</section>\n"
    }
}

impl Entry {
    fn html(&self, found: Severities, most: usize) -> String {
        let id = escaped(&self.id);
        let words = charts::in_words(found);
        let bar = charts::bar(found, most);
        format!(
            "<details class=\"rule\">\n<summary><span class=\"name\"><code>{id}</code> \
             <span class=\"about\">{}</span></span> {bar} <span class=\"counts\">{words}</span></summary>\n\
             <div id=\"rule-{id}\" class=\"text\">\n<h3 class=\"unseen\">{id}</h3>\n{}\
             <p class=\"script\" hidden=\"\"><button type=\"button\" data-rule=\"{id}\">Show its findings</button></p>\n\
             </div>\n</details>\n",
            spans(&self.summary),
            self.text,
        )
    }
}

/// The explanation of a rule.
fn text(rule: &Rule) -> String {
    let mut html = paragraphs(&rule.explain);
    // What is filled in for each finding stands with each finding.
    if !rule.help.contains('{') {
        let help = spans(rule.help.trim_end_matches('.'));
        let _ = writeln!(html, "<p><strong>What to do:</strong> {help}.</p>");
    }
    if !rule.basis.is_empty() {
        let basis: Vec<String> = rule.basis.iter().map(|basis| escaped(basis)).collect();
        let _ = writeln!(html, "<p><strong>Basis:</strong> {}</p>", basis.join("; "));
    }
    let in_force = rule.in_force.map_or_else(|| "always".to_owned(), |span| span.to_string());
    let (applies, in_force, file) = (escaped(&rule.applies_to()), escaped(&in_force), escaped(&rule.file));
    let _ = writeln!(
        html,
        "<p class=\"small\">Applies to {applies}; in force {in_force}; from <code>{file}</code></p>"
    );
    html
}
