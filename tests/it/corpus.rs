//! What the parser makes of real cables. Runs where the environment variable `CABLELINT_CORPUS` names
//! the folder that holds them; the corpus is no part of the project.
//!
//! Whether a cable has a date-time group, and what it is called, is told here without the parser: from
//! a plain pattern and from the file's name, which is the message reference.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use cablelint::document;
use cablelint::text::Text;
use regex::Regex;
use serde_json::Value;

use crate::checking::project;
use crate::invariants::{self, rules};

/// `O P 251645Z MAR 08`, the year two digits.
static DATE_TIME_GROUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^\s*[ZOPRY]{1,2} (?:[ZOPRY]{1,2} )?[0-9]{6}Z [A-Z]{3} [0-9]{2}\b").unwrap()
});

/// The corpus, if there is one.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("CABLELINT_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: CABLELINT_CORPUS names no corpus");
    }
    folder
}

#[test]
fn a_cable_with_a_date_has_the_id_of_its_name() {
    let Some(corpus) = corpus() else { return };
    let (mut dated, mut undated, mut misses) = (0, 0, Vec::new());
    for path in files(&corpus.join("cables")) {
        let name = stem(&path);
        let expected = name.replace("EFTO", "");
        let found = anatomies(&path);
        if DATE_TIME_GROUP.is_match(&String::from_utf8_lossy(&std::fs::read(&path).unwrap())) {
            dated += 1;
            let ids: Vec<_> = found.iter().map(|document| document["id"].clone()).collect();
            if !ids.contains(&Value::from(expected)) {
                misses.push(format!("{name}: {ids:?}"));
            }
        } else {
            undated += 1;
            assert_eq!(found[0]["id"], Value::Null, "{name}");
            let mrn = &found[0]["mrn"];
            let reference = format!("{}{}", mrn["post"].as_str().unwrap_or_default(), mrn["serial"]);
            assert_eq!(Some(reference.as_str()), expected.get(2..), "{name}");
        }
    }
    eprintln!("id: {} of {dated} dated cables; {undated} undated; misses: {misses:#?}", dated - misses.len());
    assert!(dated > 300 && misses.len() * 100 <= dated, "{misses:#?}");
}

#[test]
fn portion_marks_are_those_that_people_see() {
    let Some(corpus) = corpus() else { return };
    let labels = std::fs::read_to_string(project("tests/labels/portion-marks.tsv")).unwrap();
    let labelled = numbered(labels.lines().map(str::to_owned));
    let files = std::fs::read_to_string(project("tests/labels/files.txt")).unwrap();
    let read = numbered(files.lines().flat_map(|file| marks(&corpus.join("cables").join(file), file)));
    let missed: Vec<_> = labelled.difference(&read).collect();
    let invented: Vec<_> = read.difference(&labelled).collect();
    let found = labelled.len() - missed.len();
    eprintln!(
        "portion marks: {found} of {} found, {} read; missed {missed:?}, invented {invented:?}",
        labelled.len(),
        read.len()
    );
    assert!(found * 1_000 >= labelled.len() * 995, "missed: {missed:#?}");
    assert!(found * 1_000 >= read.len() * 995, "invented: {invented:#?}");
}

#[test]
fn nothing_in_the_corpus_breaks_anything() {
    let Some(corpus) = corpus() else { return };
    let all: Vec<PathBuf> = folders(&corpus).iter().flat_map(|folder| files(folder)).collect();
    for path in &all {
        invariants::cable(&std::fs::read(path).unwrap());
    }
    eprintln!("no panic, and every span in its text, in {} files", all.len());
    assert!(all.len() > 389);
}

/// Equal lines told apart: a line can carry the same mark twice.
fn numbered(lines: impl Iterator<Item = String>) -> BTreeSet<String> {
    let mut times = BTreeMap::new();
    let mut number = |line: String| {
        let time = times.entry(line.clone()).or_insert(0);
        *time += 1;
        format!("{line}\t{time}")
    };
    lines.map(&mut number).collect()
}

/// The portion marks of a cable, as lines of the table of labels.
fn marks(path: &Path, file: &str) -> Vec<String> {
    let text = Text::decode(std::fs::read(path).unwrap());
    let documents = document::split(&text, rules().register()).documents;
    let portions = documents.iter().flat_map(|document| &document.portions);
    portions
        .map(|portion| {
            let line = text.position(portion.mark.span.start).line;
            format!("{file}\t{line}\t{}", portion.mark.text)
        })
        .collect()
}

/// What `parse` prints of a file.
fn anatomies(path: &Path) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cablelint"));
    let output = command.args(["parse", "--format", "jsonl"]).arg(path).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let documents: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!documents.is_empty(), "no cable in {}", path.display());
    documents
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_file()).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
