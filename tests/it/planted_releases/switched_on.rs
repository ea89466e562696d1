//! Rules that are off: each finds its fault where it is switched on, and nothing before.

use cablelint::fact::Circumstances;
use cablelint::lint::{Options, lint};
use cablelint::text::Text;

use super::{Case, edited, text};
use crate::program::Place;
use crate::rule_set::built_in;

const MASKED: &str = "releases/email-masked";
const FULL: &str = "releases/cable-full";
const CABLE: &str = "releases/cable-part";
const FRUS: &str = "releases/frus";

#[rustfmt::skip] // a table: one case a line
const OFF: &[Case] = &[
    ("R14", MASKED, &[], &[(4, "B6", "B6, B5")], "stamp-code-not-in-text", 4),
    ("R02", CABLE, &[], &[(37, "1.4(D)", "1,4(D)")], "exemption-code-misread", 37),
    ("G2", FULL, &[], &[(27, "The maritime administration has answered", "The clerk [REDACTED] said that she has answered")], "redacted-person-told", 27),
    ("R03", FULL, &[], &[(30, "hour", "[REDACTED]")], "redaction-without-amount", 30),
    ("E.3", FRUS, &[(24, "[Remainder of paragraph not declassified.]", "[2 lines not declassified]")], &[(20, "[2 lines not declassified]", "[text not declassified]")], "excision-not-measured", 20),
];

/// The lines on which a rule fires that is switched on alone.
fn lines(rule: &str, content: &str) -> Vec<usize> {
    let rules = built_in();
    let selection = rules.select(&[rule.to_owned()], &[]).unwrap();
    let options = Options { selection: &selection, circumstances: Circumstances::default(), key: None };
    let text = Text::decode(content.as_bytes().to_vec());
    let found = lint(&text, &rules, options).into_iter().flat_map(|report| report.findings);
    found.map(|one| text.position(one.span.start).line).collect()
}

#[test]
fn every_rule_that_is_off_finds_its_fault_where_it_is_switched_on() {
    for &(row, name, arrange, fault, rule, line) in OFF {
        let before = edited(&text(name), arrange);
        assert_eq!(lines(rule, &before), [0; 0], "{row} {name}: {rule} before");
        assert_eq!(lines(rule, &edited(&before, fault)), [line], "{row} {name}: {rule}");
    }
}

#[test]
fn a_name_of_a_hidden_passage_that_stands_in_the_subject_is_found() {
    let hidden = "Velkov told the envoy that the council would not agree to the fees for berths before the\nend of \
                  the year.";
    let cable = |subject: &str, passage: &str| {
        format!(
            "UNCLAS OSLO 000163\n\nE.O. 12958: N/A\nTAGS: ETRD, NO\nSUBJECT: {subject}\n\n1. (U) The fleet left.\n\n\
             2. (U) {passage}\nLARSEN\n"
        )
    };
    let run = |subject: &str| {
        let place = Place::new()
            .file("original.txt", cable(subject, hidden))
            .file("released.txt", cable(subject, "[2 lines not declassified]"));
        place.run(&["compare", "--format", "short", "original.txt", "released.txt"]).stdout
    };
    let found = run("TALK WITH VELKOV");
    assert!(
        found.contains("released.txt:5:") && found.contains("[name-of-hidden-passage-stands]"),
        "{found}"
    );
    assert!(!found.to_lowercase().contains("velkov"), "{found}");
    assert_eq!(run("TALK ON BERTHS"), "");
}
