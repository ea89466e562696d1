//! How bad it is, and whether everything was looked at: the first words of the page and its last section.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::charts;
use super::checked;
use super::prose::{count, escaped, number};
use crate::report::Summary;
use crate::report::recap;
use crate::report::statistics::{Folders, Statistics};

/// So many names stand in a list; how many more there are is said.
const NAMES: usize = 5_000;

/// The title and what must be known first.
pub(super) fn verdict(summary: &Summary, statistics: &Statistics) -> String {
    let mut html = String::from("<h1>Audit of markings</h1>\n");
    let documents = count(statistics.documents, "document");
    if summary.findings.total() == 0 {
        let _ = writeln!(html, "<p class=\"verdict\">Nothing was found in {documents}</p>");
    } else {
        let _ = writeln!(html, "<p class=\"verdict\">{}</p>", charts::in_words(summary.findings));
        let flagged = number(statistics.worst.total());
        let outside = match statistics.outside.total() {
            0 => String::new(),
            outside => format!("; {} where no document was recognised", count(outside, "finding")),
        };
        let _ = writeln!(html, "<p>Findings stand in {flagged} of {documents}{outside}.</p>");
    }
    html.push_str(&assurance(summary));
    html.push_str(&checked::in_short(summary));
    html.push_str(&worst(statistics));
    let not_counted = not_counted(summary);
    if !not_counted.is_empty() {
        let _ = writeln!(html, "<p class=\"small\">Not counted: {}.</p>", not_counted.join("; "));
    }
    html.push_str(&list(&summary.comparison.iter().flat_map(recap::of_comparison).collect::<Vec<_>>()));
    html + &links(summary)
}

/// The way to each section.
fn links(summary: &Summary) -> String {
    let checked = summary.terms.as_ref().map(|_| ("checked", "Checked"));
    let links = [("where", "Where"), ("rules", "Rules"), ("findings", "Findings")].into_iter();
    let mut html = String::from("<nav aria-label=\"Sections\">");
    for (id, name) in links.chain(checked).chain([("looked-at", "Looked at")]) {
        let _ = write!(html, "<a href=\"#{id}\">{name}</a> ");
    }
    html + "</nav>\n"
}

/// How sure it is that everything was looked at.
fn assurance(summary: &Summary) -> String {
    let mut gaps = Vec::new();
    if let Some(complaint) = &summary.incomplete {
        gaps.push(escaped(complaint));
    }
    if !summary.unreadable.is_empty() {
        gaps.push(format!("{} could not be read", count(summary.unreadable.len(), "path")));
    }
    let blind = summary.without_text.values().sum::<usize>();
    if !gaps.is_empty() && blind > 0 {
        gaps.push(format!("{} held no text", count(blind, "file")));
    }
    let skipped = summary.skipped.values().sum::<usize>();
    let mut remarks = Vec::new();
    if skipped > 0 {
        remarks.push(format!("{} left out", count(skipped, "file")));
    }
    if summary.without_document > 0 {
        remarks.push(format!("no document recognised in {}", count(summary.without_document, "file")));
    }
    let remarks = if remarks.is_empty() { String::new() } else { format!("; {}", remarks.join("; ")) };
    let read = count(summary.files, "file");
    if gaps.is_empty() && blind > 0 {
        let files = count(blind, "file");
        return format!(
            "<p class=\"caution\"><strong>Every file was read, but {files} held no text</strong>: what they show was not \
             looked at. Read: {read}{remarks}. <a href=\"#looked-at\">What was looked at</a></p>\n"
        );
    }
    if gaps.is_empty() {
        return format!(
            "<p class=\"assurance\"><strong>Everything that was to be read was read</strong>: {read}{remarks}. \
             <a href=\"#looked-at\">What was looked at</a></p>\n"
        );
    }
    format!(
        "<p class=\"alert\"><strong>Not everything was looked at</strong>: {}. Read: {read}{remarks}. \
         <a href=\"#looked-at\">What is missing</a></p>\n",
        gaps.join("; ")
    )
}

/// The documents by the worst that was found in each.
fn worst(statistics: &Statistics) -> String {
    let worst = statistics.worst;
    let clean = statistics.documents - worst.total();
    let tiles = [
        ("error", worst.error, "with errors"),
        ("warning", worst.warning, "with warnings, no errors"),
        ("note", worst.note, "with notes only"),
        ("clean", clean, "with no findings"),
    ];
    let mut html = String::from(
        "<h2 class=\"unseen\">Documents by the worst finding in each</h2>\n<dl class=\"tiles\">\n",
    );
    for (class, documents, words) in tiles {
        let noun = if documents == 1 { "document" } else { "documents" };
        let _ = writeln!(
            html,
            "<div class=\"tile {class}\"><dt>{noun} {words}</dt><dd>{}</dd></div>",
            number(documents)
        );
    }
    html.push_str("</dl>\n");
    if statistics.documents > 0 {
        let bar = charts::bar(worst, statistics.documents).replace("class=\"bar\"", "class=\"bar whole\"");
        html.push_str(&bar);
    }
    html + "\n"
}

/// The last section: what was left out, what could not be read, what could not be checked.
pub(super) fn section(summary: &Summary, statistics: &Statistics) -> String {
    let mut html = String::from("<section id=\"looked-at\">\n<h2>What was looked at</h2>\n");
    let _ = writeln!(
        html,
        "<p>{} read, in them {}: {}.</p>",
        count(summary.files, "file"),
        count(statistics.documents, "document"),
        checked::kinds(summary.documents),
    );
    html.push_str(&archives(summary));
    html.push_str(&unreadable(summary));
    html.push_str(&without_text(summary));
    html.push_str(&left_out(summary));
    html.push_str(&not_checkable(summary));
    html + "</section>\n"
}

/// So that the files can be reckoned up with those on the disk.
fn archives(summary: &Summary) -> String {
    let archives = summary.archives;
    if archives.opened == 0 {
        return String::new();
    }
    let (opened, files) = (count(archives.opened, "archive"), count(archives.files, "file"));
    format!(
        "<p>Opened: {opened}, with {files} in them. An archive that was opened does not count as a file.</p>\n"
    )
}

/// Files of which nobody can say what they show.
fn without_text(summary: &Summary) -> String {
    let title = "<h3>No text</h3>\n";
    if summary.without_text.is_empty() {
        return format!("{title}<p>Every file held text, as far as its beginning tells.</p>\n");
    }
    let sorts = summary.without_text.iter();
    let lines: Vec<String> =
        sorts.map(|(sort, &files)| format!("{sort}: {}", count(files, "file"))).collect();
    format!(
        "{title}<p>Told by how they begin. What they show or hold was not looked at; turn them into text, or unpack them, \
         and check that.</p>\n{}",
        list(&lines)
    )
}

/// Findings that are in no count.
fn not_counted(summary: &Summary) -> Vec<String> {
    let excused = summary.excused.iter();
    let excused = excused.map(|(by, &times)| format!("{} excused by a {by}", count(times, "finding")));
    let unchanged = (summary.on_unchanged_lines > 0)
        .then(|| format!("{} on lines that have not changed", count(summary.on_unchanged_lines, "finding")));
    excused.chain(unchanged).collect()
}

fn unreadable(summary: &Summary) -> String {
    let mut lines: Vec<String> = summary.incomplete.iter().cloned().collect();
    lines.extend(summary.unreadable.iter().map(|it| format!("{}: {}", it.path, it.reason)));
    let title = "<h3>Could not be read</h3>\n";
    if lines.is_empty() {
        return format!("{title}<p>Nothing.</p>\n");
    }
    let scope = "<p>A folder or an archive counts once, whatever it holds.</p>\n";
    format!("{title}{scope}{}", list(&lines))
}

fn left_out(summary: &Summary) -> String {
    let mut lines: Vec<String> = summary
        .skipped
        .iter()
        .map(|(reason, &files)| format!("{} left out: {reason}", count(files, "file")))
        .collect();
    if summary.without_document > 0 {
        let files = count(summary.without_document, "file");
        lines.push(format!("no document recognised in {files}: searched for stray marks only"));
    }
    lines.extend(not_counted(summary).into_iter().map(|it| it + ", not counted"));
    let title = "<h3>Left out</h3>\n";
    let mut html =
        if lines.is_empty() { format!("{title}<p>Nothing.</p>\n") } else { title.to_owned() + &list(&lines) };
    html.push_str(&without_document(&summary.without_document_folders.settled()));
    match &summary.without_document_paths {
        Some(paths) if !paths.is_empty() => {
            let _ = writeln!(
                html,
                "<details>\n<summary>Files without a document</summary>\n{}</details>",
                list(paths)
            );
        }
        None if summary.without_document > 0 => {
            html.push_str("<p class=\"small\"><code>--list-files</code> names them.</p>\n");
        }
        _ => {}
    }
    html
}

/// Where the files stand in which no document was recognised: a folder of nothing else is mostly one of scans or mail.
fn without_document(folders: &Folders<usize>) -> String {
    if folders.groups.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<details>\n<summary>Files without a document by folder</summary>\n<table class=\"plain\">\n<thead><tr>\
         <th scope=\"col\">folder</th><th scope=\"col\">files</th></tr></thead>\n<tbody>\n",
    );
    let mut groups: Vec<(&String, &usize)> = folders.groups.iter().collect();
    groups.sort_by_key(|(folder, files)| (Reverse(**files), *folder));
    for (folder, files) in groups {
        let _ = writeln!(html, "<tr><td>{}</td><td>{}</td></tr>", escaped(folder), number(*files));
    }
    html + "</tbody>\n</table>\n</details>\n"
}

fn not_checkable(summary: &Summary) -> String {
    let mut html = format!("<h3>Could not be checked</h3>\n{}", list(&summary.not_looked_for));
    if summary.not_checkable.is_empty() {
        return html + "<p>Every rule could be checked in every document that it applies to.</p>\n";
    }
    let mut rules: Vec<&str> = summary.not_checkable.iter().map(|it| it.rule.as_str()).collect();
    rules.dedup();
    let _ = writeln!(
        html,
        "<p>{} could not be checked in some documents, since the copy lacks what the rule is about. That is \
         neither right nor wrong.</p>\n<details>\n<summary>Rules, reasons and documents</summary>\n\
         <table class=\"plain\">\n<thead><tr><th scope=\"col\">rule</th><th scope=\"col\">reason</th>\
         <th scope=\"col\">documents</th></tr></thead>\n<tbody>",
        count(rules.len(), "rule")
    );
    for it in &summary.not_checkable {
        let (rule, reason) = (escaped(&it.rule), escaped(&it.reason));
        let documents = number(it.documents);
        let _ = writeln!(html, "<tr><td><code>{rule}</code></td><td>{reason}</td><td>{documents}</td></tr>");
    }
    html + "</tbody>\n</table>\n</details>\n"
}

/// A list, and how much it leaves out.
fn list(lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut html = String::from("<ul>\n");
    for line in lines.iter().take(NAMES) {
        let _ = writeln!(html, "<li>{}</li>", escaped(line));
    }
    if lines.len() > NAMES {
        let more = number(lines.len() - NAMES);
        let _ = writeln!(
            html,
            "<li><strong>and {more} more</strong>, named in the format <code>json</code></li>"
        );
    }
    html + "</ul>\n"
}
