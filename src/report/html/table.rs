//! The table of findings as it stands in the page: its first rows, and the controls that the script brings
//! to life. Until it does, the controls are not shown.

use std::fmt::Write as _;

use super::WITHOUT_SCRIPT;
use super::guide::Guide;
use super::prose::{count, escaped, number};
use super::worst::{Row, Worst};
use crate::report::Summary;

/// The columns, and what the script sorts by.
const COLUMNS: [(&str, &str); 4] =
    [("severity", "severity"), ("rule", "rule"), ("place", "where"), ("message", "what is wrong")];

/// What can be chosen from a list.
const CHOICES: [(&str, &str); 5] =
    [("severity", "Severity"), ("rule", "Rule"), ("post", "Post"), ("year", "Year"), ("folder", "Folder")];

pub(super) fn section(worst: &Worst, guide: &Guide, summary: &Summary) -> String {
    let mut html = String::from("<section id=\"findings\">\n<h2 tabindex=\"-1\">Findings</h2>\n");
    html.push_str(&scope(worst, summary));
    if worst.len() == 0 {
        return html + "</section>\n";
    }
    html.push_str(&controls());
    let shown = worst.len().min(WITHOUT_SCRIPT);
    let _ = writeln!(
        html,
        "<div class=\"scroll\">\n<table id=\"table\">\n<caption><span id=\"shown\" role=\"status\">The first {} of {}, \
         the worst first.</span></caption>\n<thead><tr>",
        number(shown),
        count(worst.len(), "finding"),
    );
    for (key, name) in COLUMNS {
        let _ = write!(html, "<th scope=\"col\" data-sort=\"{key}\">{name}</th>");
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in worst.rows().take(WITHOUT_SCRIPT) {
        html.push_str(&written(row, guide));
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
    html.push_str(PAGES);
    if shown < worst.len() {
        html.push_str("<noscript><p class=\"alert\">The other findings are shown by a script, which does not run here.</p></noscript>\n");
    }
    html + "</section>\n"
}

/// What the table holds of what there is, where that is not the same.
fn scope(worst: &Worst, summary: &Summary) -> String {
    if summary.findings.total() == 0 {
        return "<p>No findings.</p>\n".to_owned();
    }
    let mut html = String::new();
    if summary.not_shown > 0 {
        let hidden = count(summary.not_shown, "finding");
        let _ = writeln!(
            html,
            "<p class=\"alert\">{hidden} below --min-severity are counted everywhere above but are not in this table.</p>"
        );
    }
    if worst.len() < worst.all {
        let _ = writeln!(
            html,
            "<p class=\"alert\">This table holds the worst {} of {}. All counts above are complete; the format \
             <code>jsonl</code> has every finding.</p>",
            number(worst.len()),
            count(worst.all, "finding"),
        );
    }
    html
}

fn controls() -> String {
    let mut html = String::from(
        "<form class=\"script\" id=\"controls\" hidden=\"\">\n<p><label for=\"search\">Search</label>\
         <input type=\"search\" id=\"search\" autocomplete=\"off\" placeholder=\"path, message, rule\" /></p>\n",
    );
    for (key, name) in CHOICES {
        let _ = writeln!(
            html,
            "<p><label for=\"by-{key}\">{name}</label><select id=\"by-{key}\"><option value=\"\">all</option></select></p>"
        );
    }
    html.push_str(
        "<p class=\"once\"><label for=\"once\"><input type=\"checkbox\" id=\"once\" /> one row for all copies</label></p>\n",
    );
    html + "<p><button type=\"reset\">Show all</button></p>\n</form>\n"
}

/// The buttons that turn pages.
const PAGES: &str = "<p class=\"script\" id=\"pages\" hidden=\"\">\
<button type=\"button\" data-go=\"first\">First</button> \
<button type=\"button\" data-go=\"previous\">Previous</button> \
<span id=\"page\"></span> \
<button type=\"button\" data-go=\"next\">Next</button> \
<button type=\"button\" data-go=\"last\">Last</button></p>\n";

/// A row; the script writes the others in the same way.
fn written(row: &Row, guide: &Guide) -> String {
    let (severity, rule) = (row.severity.name(), escaped(guide.id(row.rule)));
    let of: Vec<&str> = [&row.mrn, &row.year].iter().map(|it| &***it).filter(|it| is_known(it)).collect();
    let source = if row.source.is_empty() {
        String::new()
    } else {
        format!("<code class=\"source\">{}</code>", escaped(&row.source))
    };
    format!(
        "<tr><td><span class=\"severity {severity}\">{severity}</span></td>\
         <td><a href=\"#rule-{rule}\">{rule}</a></td>\
         <td><span class=\"path\">{}:{}:{}</span><span class=\"of\">{}</span></td>\
         <td><span class=\"message\">{}</span>{source}<span class=\"help\">{}</span></td></tr>\n",
        escaped(&row.path),
        row.line,
        row.column,
        escaped(&of.join(", ")),
        escaped(&row.message),
        escaped(&row.help),
    )
}

/// True for what was read, and not the words for what was not.
fn is_known(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('(')
}
