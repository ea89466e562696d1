//! What was checked: the rules and options of the run, for whoever asks how much the findings can tell.

use std::fmt::Write as _;

use super::prose::{count, escaped, number};
use crate::report::{Documents, FileTerms, Summary, Term, Terms};

/// So many groups of files are told apart: a tree can have a configuration in each of hundreds of folders.
const GROUPS: usize = 50;

/// One line for the top of the page, and the way to the rest.
pub(super) fn in_short(summary: &Summary) -> String {
    let kinds = kinds(summary.documents);
    let Some(terms) = &summary.terms else {
        return format!("<p class=\"small\">Recognised: {kinds}.</p>\n");
    };
    let rules = match terms.groups.as_slice() {
        [one] => ran(one),
        groups => ran_in_groups(groups),
    };
    format!(
        "<p class=\"small\">Recognised: {kinds}. Rules: {rules}. <a href=\"#checked\">What was checked</a></p>\n"
    )
}

/// `380 cables and 1 memo`.
pub(super) fn kinds(documents: Documents) -> String {
    format!("{} and {}", count(documents.cable, "cable"), count(documents.memo, "memo"))
}

/// The section. Who reports without terms has none.
pub(super) fn section(terms: &Terms) -> String {
    let mut html = String::from("<section id=\"checked\">\n<h2>What was checked</h2>\n");
    let program = Term::new("Program", concat!("cablelint ", env!("CARGO_PKG_VERSION")));
    html.push_str(&table(std::iter::once(&program).chain(&terms.run)));
    let is_one = terms.groups.len() == 1;
    for group in terms.groups.iter().take(GROUPS) {
        let files = if is_one { "all files".to_owned() } else { files(group) };
        let _ = writeln!(html, "<h3>Rules and options for {files}</h3>\n<p>Rules: {}.</p>", ran(group));
        html.push_str(&table(&group.terms));
        html.push_str(&not_run(group));
    }
    if terms.groups.len() > GROUPS {
        let more = number(terms.groups.len() - GROUPS);
        let _ = writeln!(
            html,
            "<p><strong>And files of other rules or options, in {more} more groups</strong>; <code>check --show-config FILE</code> tells the options of any file.</p>"
        );
    }
    html + "</section>\n"
}

/// `12 files, such as in/a.txt`.
fn files(group: &FileTerms) -> String {
    let files = count(group.files, "file");
    group.first.as_ref().map_or_else(|| files.clone(), |first| format!("{files}, such as {}", escaped(first)))
}

/// `484 to 490 ran, in 2 groups of files with rules or options of their own`.
fn ran_in_groups(groups: &[FileTerms]) -> String {
    let rules = || groups.iter().map(|group| group.rules);
    let (least, most) = (rules().min().unwrap_or(0), rules().max().unwrap_or(0));
    let rules = if least == most { number(most) } else { format!("{} to {}", number(least), number(most)) };
    format!("{rules} ran, in {} groups of files with rules or options of their own", number(groups.len()))
}

/// `209 of 244 ran; not run: 5 left out by --ignore, 30 off in their rule set`.
fn ran(group: &FileTerms) -> String {
    let loaded = group.loaded();
    let mut words = format!("{} of {} ran", number(group.rules), number(loaded));
    let reasons: Vec<String> = group
        .not_run
        .iter()
        .map(|(reason, rules)| format!("{} {}", number(rules.len()), reason.words()))
        .collect();
    if !reasons.is_empty() {
        let _ = write!(words, "; not run: {}", reasons.join(", "));
    }
    escaped(&words)
}

fn table<'t>(terms: impl IntoIterator<Item = &'t Term>) -> String {
    let mut html = String::from("<table class=\"terms\">\n<tbody>\n");
    for Term { name, value } in terms {
        let (name, value) = (escaped(name), escaped(value));
        let _ = writeln!(html, "<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");
    }
    html + "</tbody>\n</table>\n"
}

/// The rules that did not run, by name.
fn not_run(group: &FileTerms) -> String {
    if group.not_run.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<details>\n<summary>Rules that did not run</summary>\n<table class=\"terms\">\n<tbody>\n",
    );
    for (reason, rules) in &group.not_run {
        let ids: Vec<String> = rules.iter().map(|id| format!("<code>{}</code>", escaped(id))).collect();
        let (reason, ids) = (escaped(reason.words()), ids.join(", "));
        let _ = writeln!(html, "<tr><th scope=\"row\">{reason}</th><td>{ids}</td></tr>");
    }
    html + "</tbody>\n</table>\n</details>\n"
}
