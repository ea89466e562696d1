//! Generated files: the JSON Schema, the rule pages, the tables of facts, the sample run of the README.
//!
//! The test renders them from the program and compares; `UPDATE=1 cargo test generated` writes them.
//! Some are written by hand around their generated parts, each of which stands between two comments.

mod pages;
mod tables;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::rule_set::all_sets;

const END: &str = "<!-- generated: end -->";

#[test]
fn generated_files_are_up_to_date() {
    let sets = all_sets();
    let families = pages::families(&sets);
    let schema = format!("{:#}\n", cablelint::rule::schema::schema());
    let mut files = vec![
        ("rules.schema.json".to_owned(), schema),
        filled("README.md", &[("sample", sample())]),
        filled("docs/coverage.md", &[("coverage", super::coverage::page())]),
        filled(
            "docs/facts.md",
            &[("facts", tables::facts()), ("flaws", tables::flaws()), ("procedures", tables::procedures())],
        ),
        filled("docs/writing-rules.md", &[("operators", tables::operators())]),
        filled(
            "docs/rules/README.md",
            &[("callings", pages::callings(&families)), ("rules", pages::index(&families))],
        ),
    ];
    for family in &families {
        files.push((format!("docs/rules/{}.md", family.name), pages::page(family)));
    }
    let outdated: Vec<String> =
        files.into_iter().filter_map(|(path, content)| settle(path, &content)).collect();
    assert!(
        outdated.is_empty(),
        "these files are not what the program makes of its rules and tables:\n  {}\n\
         write them anew with `UPDATE=1 cargo test generated`, and look at what changed",
        outdated.join("\n  ")
    );
}

/// A page of a family that is gone would stay for ever.
#[test]
fn every_rule_page_is_the_page_of_a_family() {
    let sets = all_sets();
    let families = pages::families(&sets);
    for entry in walkdir::WalkDir::new(path("docs/rules")) {
        let entry = entry.unwrap();
        if entry.file_type().is_dir() {
            continue;
        }
        let page =
            entry.path().strip_prefix(path("docs/rules")).unwrap().to_str().unwrap().replace('\\', "/");
        let name = page.trim_end_matches(".md");
        let known = name == "README" || families.iter().any(|family| family.name == name);
        assert!(known, "docs/rules/{page} belongs to no file of rules: delete it");
    }
}

/// Compares a file, or writes it where that is asked for; gives its name where it is out of date.
fn settle(name: String, content: &str) -> Option<String> {
    if fs::read_to_string(path(&name)).is_ok_and(|found| found == content) {
        return None;
    }
    if std::env::var_os("UPDATE").is_none() {
        return Some(name);
    }
    fs::create_dir_all(path(&name).parent().unwrap()).unwrap();
    fs::write(path(&name), content).unwrap();
    None
}

/// A file with its generated parts as they must be.
fn filled(name: &str, parts: &[(&str, String)]) -> (String, String) {
    let found = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let content = parts.iter().fold(found, |content, (part, text)| {
        let begin = format!("<!-- generated: {part} -->");
        let (before, rest) =
            content.split_once(&begin).unwrap_or_else(|| panic!("{name} has lost the comment {begin}"));
        let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("{name} has lost the comment {END}"));
        format!("{before}{begin}\n\n{}\n\n{END}{after}", text.trim())
    });
    (name.to_owned(), content)
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What the first command of the README prints.
fn sample() -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cablelint"));
    command.args(["check", "fixtures/cables"]).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    for variable in ["COLUMNS", "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(variable);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    fenced("text", &String::from_utf8(output.stdout).unwrap())
}

/// A fenced block. Blanks at the ends of lines, which no reader sees, are left out.
fn fenced(language: &str, text: &str) -> String {
    let lines = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let fence = if lines.contains("```") { "~~~~" } else { "```" };
    format!("{fence}{language}\n{}\n{fence}\n", lines.trim_end())
}

/// A row of a table.
pub(crate) fn row(table: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    writeln!(table, "| {} |", cells.join(" | ")).unwrap();
}
