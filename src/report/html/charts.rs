//! Charts: bars in SVG, each beside its numbers in a table, so that nobody needs to see a colour.
//!
//! Widths and colours are attributes and classes: the policy of the page admits no style in an element.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::prose::{count, escaped, number};
use crate::report::statistics::{Folders, Group, NO_DATE, Statistics};
use crate::report::summary::Severities;

/// So many bars stand in a chart before the rest has to be opened.
const BARS: usize = 12;

/// Where it is: by folder, post and year.
pub(super) fn places(statistics: &Statistics, folders: &Folders) -> String {
    let mut html = String::from("<section id=\"where\">\n<h2>Where</h2>\n");
    html.push_str(
        "<p class=\"small\">Findings in each group, and in how many of its documents they were found. Colours: \
         errors red, warnings orange, notes blue.</p>\n<div class=\"charts\">\n",
    );
    html.push_str(&ranking("folder", "By folder", &folders.groups));
    html.push_str(&ranking("post", "By post", &statistics.posts));
    html.push_str(&years(&statistics.years));
    html + "</div>\n</section>\n"
}

/// `2 errors, 1 note`; what there is none of is not said.
pub(super) fn in_words(found: Severities) -> String {
    let parts = [(found.error, "error"), (found.warning, "warning"), (found.note, "note")];
    let words: Vec<String> =
        parts.iter().filter(|(times, _)| *times > 0).map(|(times, noun)| count(*times, noun)).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

/// A bar in three colours, as long as its share of the longest.
pub(super) fn bar(found: Severities, most: usize) -> String {
    let mut html = String::from(
        "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
    );
    let mut start = 0;
    for (times, class) in [(found.error, "error"), (found.warning, "warning"), (found.note, "note")] {
        let end = start + scaled(times, most);
        let width = end - start;
        if times > 0 {
            let _ = write!(
                html,
                "<rect class=\"{class}\" x=\"{start}\" y=\"0\" width=\"{width}\" height=\"10\" />"
            );
        }
        start = end;
    }
    html + "</svg>"
}

/// A share in thousandths; what there is at all can be seen.
fn scaled(times: usize, most: usize) -> usize {
    let share = times.saturating_mul(1000).checked_div(most).unwrap_or(0);
    share.max(if times > 0 { 4 } else { 0 })
}

/// A chart of groups, the worst first. Those without findings are counted in a line of their own.
fn ranking(kind: &str, title: &str, groups: &BTreeMap<String, Group>) -> String {
    let mut ranked: Vec<(&str, Group)> = groups.iter().map(|(name, group)| (name.as_str(), *group)).collect();
    ranked.sort_by_key(|(name, group)| (std::cmp::Reverse(group.findings.weight()), *name));
    let found = ranked.iter().filter(|(_, group)| group.findings.total() > 0).count();
    let clean = ranked.split_off(found);
    let most = ranked.iter().map(|(_, group)| group.findings.total()).max().unwrap_or(0);
    let rest = ranked.split_off(found.min(BARS));
    let mut html = format!("<div class=\"chart\">\n<h3>{title}</h3>\n");
    html.push_str(&bars(kind, title, &ranked, most));
    if !rest.is_empty() {
        let more = rest.iter().map(|(_, group)| group.findings.total()).sum();
        let (those, more) = (count(rest.len(), &format!("more {kind}")), count(more, "finding"));
        let _ = writeln!(html, "<details>\n<summary>{those} with {more}</summary>");
        html.push_str(&bars(kind, title, &rest, most));
        html.push_str("</details>\n");
    }
    if !clean.is_empty() {
        let documents: usize = clean.iter().map(|(_, group)| group.documents).sum();
        let (those, documents) = (count(clean.len(), kind), count(documents, "document"));
        let _ = writeln!(html, "<p class=\"small\">Nothing was found in {those} ({documents}).</p>");
    }
    html + "</div>\n"
}

/// A table of bars.
fn bars(kind: &str, title: &str, groups: &[(&str, Group)], most: usize) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let mut html = format!(
        "<table class=\"bars\">\n<caption class=\"unseen\">Findings {}</caption>\n<thead><tr><th scope=\"col\">{kind}</th>\
         <th scope=\"col\"><span class=\"unseen\">chart</span></th><th scope=\"col\">errors</th>\
         <th scope=\"col\">warnings</th><th scope=\"col\">notes</th>\
         <th scope=\"col\" class=\"wide\">documents</th></tr></thead>\n<tbody>\n",
        title.to_lowercase()
    );
    for (name, group) in groups {
        let found = group.findings;
        let name = escaped(name);
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\"><span data-filter=\"{kind}\" data-value=\"{name}\">{name}</span></th>\
             <td class=\"drawn\">{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"wide\">{} of {}</td></tr>",
            bar(found, most),
            number(found.error),
            number(found.warning),
            number(found.note),
            number(group.flagged),
            number(group.documents),
        );
    }
    html + "</tbody>\n</table>\n"
}

/// The years in their order, as columns; the numbers below.
fn years(groups: &BTreeMap<String, Group>) -> String {
    let numbered: BTreeMap<i32, Group> =
        groups.iter().filter_map(|(year, group)| Some((year.parse().ok()?, *group))).collect();
    let mut html = String::from("<div class=\"chart\">\n<h3>By year</h3>\n");
    if let (Some((first, _)), Some((last, _))) = (numbered.first_key_value(), numbered.last_key_value()) {
        html.push_str(&columns(*first, *last, &numbered));
        let _ = writeln!(html, "<p class=\"axis\"><span>{first}</span><span>{last}</span></p>");
    }
    let most = groups.values().map(|group| group.findings.total()).max().unwrap_or(0);
    let mut listed: Vec<(&str, Group)> = groups.iter().map(|(name, group)| (name.as_str(), *group)).collect();
    listed.sort_by_key(|(name, _)| (*name == NO_DATE, name.parse::<i32>().ok()));
    let open = if listed.len() <= BARS { " open=\"\"" } else { "" };
    let _ =
        writeln!(html, "<details{open}>\n<summary>The numbers of {}</summary>", count(listed.len(), "year"));
    html.push_str(&bars("year", "by year", &listed, most));
    html + "</details>\n</div>\n"
}

/// One column a year, with a gap where there is none.
fn columns(first: i32, last: i32, groups: &BTreeMap<i32, Group>) -> String {
    let most = groups.values().map(|group| group.findings.total()).max().unwrap_or(0);
    let width = i64::from(last) - i64::from(first) + 1;
    let mut html = format!(
        "<svg class=\"columns\" viewBox=\"0 0 {} 1000\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"Findings by year, {first} to {last}; the numbers follow\">",
        width * 10
    );
    for (year, group) in groups {
        let x = (i64::from(*year) - i64::from(first)) * 10 + 1;
        let found = group.findings;
        let mut top = 1000;
        let _ = write!(html, "<g><title>{year}: {}</title>", in_words(found));
        for (times, class) in [(found.error, "error"), (found.warning, "warning"), (found.note, "note")] {
            let height = scaled(times, most).min(top);
            top -= height;
            if height > 0 {
                let _ = write!(
                    html,
                    "<rect class=\"{class}\" x=\"{x}\" y=\"{top}\" width=\"8\" height=\"{height}\" />"
                );
            }
        }
        html.push_str("</g>");
    }
    html + "</svg>\n"
}
