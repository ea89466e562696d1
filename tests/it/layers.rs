//! The layers: a module imports only from modules before it, and only the faces reach outside.

use std::fs;
use std::path::{Path, PathBuf};

/// Every module at the top of `src`, lowest first. A module may name itself and what stands before it.
const ORDER: &[&str] = &[
    "span",
    "digest",
    "text",
    "yaml",
    "pack", // base
    "register",
    "marking", // grammar
    "redaction",
    "identifier",
    "protection",
    "hidden",
    "document", // anatomy
    "compare",
    "excuse",
    "exposure",
    "agreement",
    "fact", // facts
    "finding",
    "procedure",
    "rule", // rules
    "fingerprint",
    "lint",
    "config", // engine
    "report",
    "input",
    "cli", // faces
];

/// What only some modules may name, with those modules.
const RESERVED: &[(&str, &[&str])] = &[
    ("serde_yaml", &["yaml"]),
    ("miette", &["yaml", "report", "cli"]),
    ("include_dir", &["pack"]),
    ("clap", &["cli"]),
    ("walkdir", &["input"]),
    ("same_file", &["input"]),
    ("indicatif", &["cli"]),
    ("signal_hook", &["cli"]),
    ("std::fs", &["input", "cli"]),
    ("std::env", &["cli"]),
    // For the last days of suppressions, and to tell whether an archive has changed; nothing else.
    ("std::time", &["cli", "input"]),
    // `input` asks git, through its command line, what has changed: that program alone knows what its
    // repositories, attributes and hooks mean.
    ("std::process", &["input", "cli", "main"]),
];

/// A line of a source file, for messages.
struct Line {
    place: String,
    module: String,
    code: String,
}

#[test]
fn a_module_imports_only_from_modules_before_it() {
    let wrong: Vec<String> = code()
        .iter()
        .filter(|line| line.module != "lib" && line.module != "main")
        .flat_map(|line| named_modules(&line.code).map(move |named| (line, named)))
        .filter(|(line, named)| rank(named) > rank(&line.module))
        .map(|(line, named)| format!("{}: `{}` must not know `{named}`", line.place, line.module))
        .collect();
    assert!(wrong.is_empty(), "these imports go up the layers:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_layer() {
    let mut modules: Vec<String> = code().into_iter().map(|line| line.module).collect();
    modules.sort();
    modules.dedup();
    modules.retain(|module| module != "lib" && module != "main");
    let mut order: Vec<&str> = ORDER.to_vec();
    order.sort_unstable();
    assert_eq!(modules, order, "give a new module its place in ORDER and in docs/architecture.md");
}

#[test]
fn what_reaches_outside_is_named_only_where_it_belongs() {
    let mut wrong = Vec::new();
    for line in code() {
        for (name, allowed) in RESERVED {
            if names(&line.code, name) && !allowed.contains(&line.module.as_str()) {
                wrong.push(format!("{}: `{}` must not name `{name}`", line.place, line.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn rank(module: &str) -> usize {
    let rank = ORDER.iter().position(|known| *known == module);
    rank.unwrap_or_else(|| panic!("`{module}` has no layer: give it its place in ORDER"))
}

/// The modules that a line names as `crate::MODULE`, also in `use crate::{..}`.
fn named_modules(code: &str) -> impl Iterator<Item = String> {
    let word = |text: &str| {
        let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
        text.split_at(end).0.to_owned()
    };
    let paths = code.split("crate::").skip(1);
    let names: Vec<String> = paths
        .flat_map(|path| match path.strip_prefix('{') {
            Some(list) => list.split(',').map(|item| word(item.trim())).collect(),
            None => vec![word(path)],
        })
        // Upper case is a type at the root, which there is none of; empty is the end of a list.
        .filter(|name| !name.is_empty())
        .collect();
    names.into_iter()
}

/// True where the code names a path, and not merely a longer word that ends or begins like it.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let joins = |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() || it == '_');
        let (before, rest) = code.split_at(at);
        let after = rest.split_at(path.len()).1;
        !joins(before.chars().next_back()) && !joins(after.chars().next())
    })
}

/// Every line of `src` that is code: comments and the unit tests at the end of a file are left out,
/// which may look at anything.
fn code() -> Vec<Line> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut lines = Vec::new();
    for file in rust_files(&root) {
        let path = file.strip_prefix(&root).unwrap();
        if path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs"))) {
            continue;
        }
        let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
        let module = first.trim_end_matches(".rs").to_owned();
        let source = fs::read_to_string(&file).unwrap();
        let source = source.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
        for (number, line) in source.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default().to_owned();
            let place = format!("src/{}:{}", path.display(), number + 1);
            lines.push(Line { place, module: module.clone(), code });
        }
    }
    assert!(lines.len() > 1000, "the sources were not found");
    lines
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut entries: Vec<PathBuf> = entries.collect();
    entries.sort();
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let files = |path: PathBuf| if path.is_dir() { rust_files(&path) } else { vec![path] };
    entries.into_iter().flat_map(files).filter(is_rust).collect()
}

#[test]
fn the_test_sees_imports_in_every_form() {
    let modules = |code: &str| named_modules(code).collect::<Vec<_>>();
    assert_eq!(modules("use crate::cli::main;"), ["cli"]);
    assert_eq!(modules("use crate::{cli, rule::Rule};"), ["cli", "rule"]);
    assert_eq!(modules("crate::rule::x(crate::lint::lint)"), ["rule", "lint"]);
    assert!(names("std::fs::read", "std::fs") && names("use std::fs;", "std::fs"));
    assert!(!names("clap_complete::generate", "clap") && !names("std::fss", "std::fs"));
}
