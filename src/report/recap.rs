//! What a run did and could not do, in words: the lines that the formats for people share. All of them
//! are safe to print.

use super::Summary;
use super::safe::visible;
use crate::compare::{ChangeTotals, Totals};

/// `3 files, 2 cables, 1 memo: 1 error, 2 warnings, 0 notes`.
pub(super) fn headline(summary: &Summary) -> String {
    let (documents, findings) = (summary.documents, summary.findings);
    let mut looked_at = vec![count(summary.files, "file"), count(documents.cable, "cable")];
    if documents.memo > 0 {
        looked_at.push(count(documents.memo, "memo"));
    }
    let found =
        [count(findings.error, "error"), count(findings.warning, "warning"), count(findings.note, "note")];
    let hidden = match summary.not_shown {
        0 => String::new(),
        hidden => format!(" ({hidden} below --min-severity not shown)"),
    };
    let excused = summary.excused.iter().map(|(by, findings)| format!("{findings} excused by a {by}"));
    let counted = format!("{}{hidden}", found.join(", "));
    let unchanged = (summary.on_unchanged_lines > 0)
        .then(|| format!("{} on lines that have not changed", summary.on_unchanged_lines));
    let counts: Vec<String> = std::iter::once(counted).chain(excused).chain(unchanged).collect();
    format!("{}: {}", looked_at.join(", "), counts.join("; "))
}

/// The marking that a report in prose carries, so that nobody takes it for less than what it speaks of.
pub(super) fn marking(summary: &Summary) -> Option<String> {
    let marking = summary.highest_marking.as_deref()?;
    Some(format!("highest marking seen: {}", visible(marking)))
}

/// Everything else that there is to say of a run, one line each.
pub(super) fn remarks(summary: &Summary) -> Vec<String> {
    let mut remarks: Vec<String> = summary.incomplete.iter().map(|why| visible(why).into_owned()).collect();
    remarks.extend(summary.comparison.iter().flat_map(of_comparison));
    match &summary.without_document_paths {
        Some(paths) => {
            remarks.extend(paths.iter().map(|path| format!("no document recognised: {}", visible(path))));
        }
        None if summary.without_document > 0 => {
            let files = count(summary.without_document, "file");
            remarks.push(format!("no document recognised in {files}; --list-files names them"));
        }
        None => {}
    }
    remarks.extend(without_text(summary));
    remarks.extend(summary.not_looked_for.iter().map(|what| visible(what).into_owned()));
    let skipped = summary.skipped.iter();
    remarks.extend(
        skipped.map(|(reason, &files)| format!("skipped {}: {}", count(files, "file"), visible(reason))),
    );
    let unreadable = summary.unreadable.iter();
    remarks.extend(unreadable.map(|it| format!("not read: {}: {}", visible(&it.path), visible(&it.reason))));
    remarks
}

/// `no text in 3 files (image 2, PDF 1): what they show was not looked at`, if there are any.
pub(super) fn without_text(summary: &Summary) -> Option<String> {
    let files = summary.without_text.values().sum();
    let sorts: Vec<String> =
        summary.without_text.iter().map(|(sort, files)| format!("{sort} {files}")).collect();
    (files > 0).then(|| {
        let (files, sorts) = (count(files, "file"), sorts.join(", "));
        format!("no text in {files} ({sorts}): what they show was not looked at")
    })
}

/// `7 redactions hide 31 words (204 characters): B6 4, 1.4(D) 2, no code 1`, and what differs without one.
pub(super) fn of_comparison(totals: &Totals) -> [String; 2] {
    let (redactions, words) = (count(totals.redactions, "redaction"), count(totals.words, "word"));
    let verb = if totals.redactions == 1 { "hides" } else { "hide" };
    let mut by_code: Vec<String> =
        totals.codes.iter().map(|(code, times)| format!("{} {times}", visible(code))).collect();
    if totals.without_code > 0 {
        by_code.push(format!("no code {}", totals.without_code));
    }
    let colon = if by_code.is_empty() { "" } else { ": " };
    let characters = count(totals.characters, "character");
    let ChangeTotals { gone, changed, added } = totals.changes;
    [
        format!("{redactions} {verb} {words} ({characters}){colon}{}", by_code.join(", ")),
        format!("without a mark: {gone} gone, {changed} changed, {added} added"),
    ]
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
