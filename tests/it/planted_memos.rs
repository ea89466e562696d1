//! Every fault planted in a document that is no cable is found: by the right rule, on the right line, and
//! without an avalanche of findings that all say the same.
//!
//! `marks` plants in the marks of a made-up paper, `documents` in the memos of `fixtures/memos`. All
//! default packs are on, as they are for somebody who gives no options.

mod documents;
mod marks;

use std::sync::LazyLock;

use cablelint::fact::Circumstances;
use cablelint::lint::{self, Options};
use cablelint::pack;
use cablelint::rule::{RuleSet, Source};
use cablelint::text::Text;

use crate::checking::{ENCODINGS, LINE_ENDS, project};

/// One fault may be seen from two sides (the mark, and the banner line that must cover it) and on two
/// lines (both banner lines of the page), but more than this buries the fault.
pub(crate) const MOST: usize = 3;

/// The default packs.
static RULES: LazyLock<RuleSet> = LazyLock::new(|| {
    let sources: Vec<Source> = pack::DEFAULT.iter().map(|&name| Source::Pack(name.to_owned())).collect();
    let nothing = |_: &std::path::Path| Err("a pack extends packs only".to_owned());
    RuleSet::load(&sources, &nothing).unwrap_or_else(|defects| panic!("{defects:#?}"))
});

/// Rule and line, from 1, of everything that the default packs find.
pub(crate) fn findings(bytes: &[u8]) -> Vec<(&'static str, usize)> {
    let text = Text::decode(bytes.to_vec());
    let selection = RULES.select(&[], &[]).unwrap();
    let options = Options { selection: &selection, circumstances: Circumstances::default(), key: None };
    let reports = lint::lint(&text, &RULES, options);
    let found = reports.into_iter().flat_map(|report| report.findings);
    found.map(|one| (RULES.rules()[one.rule].id.as_str(), text.position(one.span.start).line)).collect()
}

/// What is wrong with a planted fault, if anything.
fn complaint(what: &str, before: &str, after: &str, rule: &str, line: usize) -> Option<String> {
    let (before, after) = (findings(before.as_bytes()), findings(after.as_bytes()));
    let seen = after.contains(&(rule, line));
    let fine = before.is_empty() && seen && after.len() <= MOST;
    (!fine).then(|| format!("{what}: before {before:?}, after {after:?}, not {rule} on {line}"))
}

fn memo(name: &str) -> String {
    std::fs::read_to_string(project("fixtures/memos").join(format!("{name}.txt"))).unwrap()
}

#[test]
fn well_formed_memos_draw_nothing_in_any_encoding_and_with_any_line_ends() {
    let mut texts: Vec<(String, String)> = marks::papers();
    for entry in std::fs::read_dir(project("fixtures/memos")).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        texts.push((name.clone(), memo(&name)));
    }
    for (name, text) in texts {
        for (encoding, encode) in ENCODINGS {
            for end in LINE_ENDS {
                assert_eq!(findings(&encode(&text.replace('\n', end))), [], "{name}, {encoding}, {end:?}");
            }
        }
    }
}
