//! Stamps and codes of real releases, against labels made by hand. Runs where the environment variable
//! `CABLELINT_CORPUS` names the corpus, which is no part of the project.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cablelint::redaction::{Decision, StampForm, code, mark, stamp, upgrade};
use cablelint::span::Span;
use cablelint::text::Text;

use crate::checking::project;
use crate::invariants::rules;

/// File, line, kind, what it says, and the how-manieth of those.
type Label = (String, usize, String, String, usize);

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("CABLELINT_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: CABLELINT_CORPUS names no corpus");
    }
    folder
}

#[test]
fn stamps_and_codes_are_those_that_a_reader_finds() {
    let Some(corpus) = corpus() else { return };
    let labels = labels();
    let files: BTreeSet<&str> = labels.iter().map(|label| label.0.as_str()).collect();
    let found: BTreeSet<Label> = files.iter().flat_map(|file| read(&corpus, file)).collect();
    assert_eq!(files.len(), 30);
    for kind in ["header", "decision", "code", "upgrade"] {
        let of = |all: &BTreeSet<Label>| all.iter().filter(|label| label.2 == kind).count();
        let right = labels.intersection(&found).filter(|label| label.2 == kind).count();
        eprintln!("{kind}: {right} right, {} labelled, {} found", of(&labels), of(&found));
        assert!(right * 100 >= of(&labels) * 98, "missed: {:#?}", labels.difference(&found));
        assert!(right * 100 >= of(&found) * 98, "not there: {:#?}", found.difference(&labels));
    }
}

#[test]
fn a_blank_gap_is_no_mark() {
    let Some(corpus) = corpus() else { return };
    let files: BTreeSet<String> = labels().into_iter().map(|label| label.0).collect();
    for file in files {
        let text = text(&corpus, &file);
        let codes = code::codes(&text, &stamp::stamps(&text));
        let marks: Vec<&str> =
            mark::redactions(&text, &codes).iter().map(|redaction| text.slice(redaction.span)).collect();
        assert!(marks.is_empty(), "{file}: {marks:?}");
    }
}

fn labels() -> BTreeSet<Label> {
    let rows = std::fs::read_to_string(project("tests/labels/releases.tsv")).unwrap();
    let mut count = BTreeMap::new();
    rows.lines()
        .map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            numbered(&mut count, cells[0], cells[1].parse().unwrap(), cells[2], cells[3].to_owned())
        })
        .collect()
}

/// Two of a kind on one line are two.
fn numbered(
    count: &mut BTreeMap<(String, usize, String, String), usize>,
    file: &str,
    line: usize,
    kind: &str,
    says: String,
) -> Label {
    let key = (file.to_owned(), line, kind.to_owned(), says);
    let number = count.entry(key.clone()).or_default();
    *number += 1;
    (key.0, key.1, key.2, key.3, *number)
}

fn text(corpus: &Path, file: &str) -> Text {
    let folders = ["smart-cables", "foia-emails"];
    let path = folders.iter().map(|folder| corpus.join(folder).join(file)).find(|path| path.exists());
    Text::decode(std::fs::read(path.unwrap()).unwrap())
}

fn read(corpus: &Path, file: &str) -> Vec<Label> {
    let text = text(corpus, file);
    let mut found: Vec<(Span, &str, String)> = Vec::new();
    let stamps = stamp::stamps(&text);
    for stamp in &stamps {
        let word = |word: &Option<cablelint::span::Word>| {
            word.as_ref().map_or("-".to_owned(), |word| word.text.clone())
        };
        let date = stamp.date.map_or("-".to_owned(), |date| date.to_string());
        match (stamp.form, stamp.decision) {
            (StampForm::StateHeader, _) => {
                found.push((
                    stamp.span,
                    "header",
                    format!("{} {} {date}", word(&stamp.case), word(&stamp.document)),
                ));
            }
            (_, Some((decision, _))) => {
                found.push((stamp.span, "decision", Decision::name(decision).to_owned()));
            }
            (form, None) => found.push((stamp.span, "decision", form.name().to_owned())),
        }
    }
    found.extend(code::codes(&text, &stamps).into_iter().map(|code| (code.span, "code", code.code)));
    for upgrade in upgrade::upgrades(&text, rules().register()) {
        let level = upgrade.level_span.map_or("-", |span| text.slice(span));
        found.push((upgrade.span, "upgrade", level.to_owned()));
    }
    let mut count = BTreeMap::new();
    let label = |(span, kind, says): (Span, &str, String)| {
        numbered(&mut count, file, text.line_index(span.start) + 1, kind, says)
    };
    found.into_iter().map(label).collect()
}
