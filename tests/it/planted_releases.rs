//! Every fault planted in a released, redacted or published text is found: by the right rule, on the right
//! line, and without an avalanche; and what only looks like a fault draws nothing.
//!
//! `release` plants in the stamps, codes and redactions of `fixtures/releases`, `names` takes a mask off in
//! one place, `traces` puts in identifiers, sources and hidden text, `near_misses` what is none of these.
//! All default packs are on.

mod names;
mod near_misses;
mod release;
mod switched_on;
mod traces;

use crate::checking::{ENCODINGS, LINE_ENDS, project};
use crate::planted_memos::{MOST, findings};

/// On this line, from 1, this text becomes that; an empty line becomes that.
type Edit = (usize, &'static str, &'static str);

/// Row of the facts, text, edits that leave it well formed, the fault, the rule, and its line in the edited
/// text.
type Case = (&'static str, &'static str, &'static [Edit], &'static [Edit], &'static str, usize);

/// A fixture, by folder and name without `.txt`.
pub(crate) fn text(name: &str) -> String {
    let path = project("fixtures").join(format!("{name}.txt"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text with the edits made, from the last to the first, so that new lines move no other edit.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for &(number, from, to) in edits.iter().rev() {
        let line = &mut lines[number - 1];
        assert_eq!(line.matches(from).count(), 1, "{from:?} on line {number}: {line:?}");
        *line = line.replace(from, to);
    }
    lines.join("\n") + "\n"
}

/// What is wrong with a planted fault, if anything.
fn complaint(case: &Case) -> Option<String> {
    let &(row, name, arrange, fault, rule, line) = case;
    let before = edited(&text(name), arrange);
    let after = findings(edited(&before, fault).as_bytes());
    let before = findings(before.as_bytes());
    let fine = before.is_empty() && after.contains(&(rule, line)) && after.len() <= MOST;
    (!fine).then(|| {
        format!(
            "{row} {name} {arrange:?} {fault:?}: before {before:?}, after {after:?}, not {rule} on {line}"
        )
    })
}

/// Fails with a line for every case that is not as it should be.
fn prove(cases: &[&[Case]]) {
    let all = || cases.iter().copied().flatten();
    let complaints: Vec<String> = all().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), all().count(), complaints.join("\n"));
}

#[test]
fn well_formed_releases_draw_nothing_in_any_encoding_and_with_any_line_ends() {
    for entry in std::fs::read_dir(project("fixtures/releases")).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        let text = text(&format!("releases/{name}"));
        for (encoding, encode) in ENCODINGS {
            for end in LINE_ENDS {
                assert_eq!(findings(&encode(&text.replace('\n', end))), [], "{name}, {encoding}, {end:?}");
            }
        }
    }
}
