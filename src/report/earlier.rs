//! What an earlier report begins with: a file with anything else in it is not to be written over.

/// What reports for machines and pages begin with, and what follows somewhere in their beginning.
const BEGINNINGS: &[(&str, &str)] = &[
    ("{\"schema_version\":", "\"findings\":"),
    ("{\"schema_version\":", "\"rule\":\""),
    ("{\"path\":", "\"rule\":\""),
    ("{\"$schema\":", "\"columnKind\":\"unicodeCodePoints\""),
    ("[\n\n]", ""),
    ("[\n{\"description\":", "\"check_name\":\""),
    ("<?xml", "<testsuites name=\"cablelint\""),
    ("## cablelint\n", ""),
    ("**highest marking seen: ", "\n## cablelint\n"),
    ("<!DOCTYPE html>", "<title>cablelint: "),
    ("::error file=", ",title="),
    ("::warning file=", ",title="),
    ("::notice file=", ",title="),
];

/// What the first line of reports for people begins with where it is a finding, behind a colour perhaps. Nothing but the
/// rule follows.
const FINDINGS: &[&str] = &["error[", "warning[", "note["];

/// What it holds otherwise, in this order: a short finding, what a file was read as (`-v`), or the counts of the
/// summary.
const FIRST_LINES: &[&[&str]] = &[
    &[": error[", "]: "],
    &[": warning[", "]: "],
    &[": note[", "]: "],
    &[": read as a "],
    &[" file", ": ", " error", ", ", " warning", ", ", " note"],
];

/// True where a file that begins so holds a report, or nothing at all: a report without a finding may be empty.
pub(crate) fn is_report(beginning: &str) -> bool {
    let follows =
        |(first, then): &(&str, &str)| beginning.strip_prefix(first).is_some_and(|rest| rest.contains(then));
    let first_line = beginning.lines().next().unwrap_or_default();
    let colored = first_line.strip_prefix("\u{1b}[").and_then(|rest| rest.split_once('m'));
    let plain = colored.map_or(first_line, |(_, plain)| plain);
    beginning.is_empty()
        || BEGINNINGS.iter().any(follows)
        || FINDINGS.iter().any(|finding| plain.strip_prefix(finding).is_some_and(is_rule))
        || FIRST_LINES.iter().any(|pieces| holds_in_order(first_line, pieces))
}

/// True for `banner-line-missing]`, behind which a colour may end.
fn is_rule(rest: &str) -> bool {
    let Some((rule, behind)) = rest.split_once(']') else { return false };
    rule.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && (behind.is_empty() || behind.starts_with('\u{1b}'))
}

fn holds_in_order(line: &str, pieces: &[&str]) -> bool {
    let after = |rest: Option<_>, piece: &&str| {
        rest.and_then(|rest: &str| rest.split_once(*piece)).map(|(_, after)| after)
    };
    pieces.iter().fold(Some(line), after).is_some()
}
