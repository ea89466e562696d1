//! A report is read by more people than the text it speaks of: what a rule found secret never stands in
//! it. Machine formats, masked reports and messages are searched for what was planted.

use cablelint::document::DocumentKind;

use crate::program::Place;
use crate::rule_set::built_in;

/// Texts with what must not be repeated. All of it is made up.
const TEXTS: &[(&str, &str, &[&str])] = &[
    (
        "identifiers.txt",
        "UNCLAS OSLO 000160\n\nSENSITIVE\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: CVIS, NO\nSUBJECT: VISA CASES\n\n\
         1. (SBU) The applicant (SSN 219-46-8815, passport no. A04418823, DOB 12 JAN 1961) wrote from\n\
         tove.lindqvist@fjordmail.example and asked for case LIN2190155502.\n\n\
         2. (SBU) Paid with card 4539 1488 0343 6467 from GB82 WEST 1234 5698 7654 32.\nLARSEN\n",
        &[
            "219-46-8815",
            "A04418823",
            "12 JAN 1961",
            "tove.lindqvist",
            "LIN2190155502",
            "4539 1488",
            "GB82 WEST",
        ],
    ),
    (
        "sources.txt",
        "UNCLAS OSLO 000161\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
         1. (U) Harbour master Tove Lindqvist (strictly protect) said that the dues will double.\nLARSEN\n",
        &["Lindqvist"],
    ),
    (
        "prose.txt",
        "SECRET//NOFORN\n\nMEMORANDUM FOR THE RECORD\n\n(U) This memo is about dues.\n\n\
         (S//THE SOURCE TOVE LINDQVIST LIVES IN BERGEN) The dues will double.\n\n\
         SECRET//NOFORN Tove Lindqvist said so in the hall\n",
        &["Lindqvist", "LINDQVIST"],
    ),
    (
        "names.txt",
        "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05771875 Date: 12/31/2015\n\
         RELEASE IN PART B6\n\nFrom: Holm\nSubject: Harbour dues\n\n\
         Yesterday the deputy harbour master of Bergen, [REDACTED] (b)(6), told us that dues will double.\n\n\
         Today the deputy harbour master of Bergen, Tove Lindqvist, told us that she was misquoted.\n",
        &["Lindqvist"],
    ),
    (
        "hidden.txt",
        "UNCLAS OSLO 000162\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
         1. (U) The dues will double. <!-- told by Lindqvist --> See [the list](http://fjord.example/lindqvist).\nLARSEN\n",
        &["Lindqvist", "lindqvist", "fjord.example"],
    ),
];

#[test]
fn no_format_repeats_what_was_found() {
    for (name, text, secrets) in TEXTS {
        let place = Place::new().file(name, text);
        let found = place.run(&["check", "--min-severity", "note", "--format", "jsonl", name]).stdout;
        assert!(found.lines().count() > 1, "{name}: nothing is found, so nothing is proved\n{found}");
        for options in [
            &["--format", "jsonl"][..],
            &["--format", "json"],
            &["--format", "short"],
            &["--format", "sarif"],
            &["--format", "github"],
            &["--format", "gitlab"],
            &["--format", "junit"],
            &["--format", "markdown"],
            &["--format", "html"],
            &["--format", "human", "--mask"],
            &["--format", "human", "--mask", "-v"],
        ] {
            let run = place.run(&[&["check"], options, &[name]].concat());
            for secret in *secrets {
                let repeated = run.stdout.contains(secret) || run.stderr.contains(secret);
                assert!(!repeated, "{name}, {options:?}: {secret}\n{}{}", run.stdout, run.stderr);
            }
        }
    }
}

/// A message may quote marks and codes. What an example underlines as an identifier, a name or a hidden
/// stretch is neither.
#[test]
fn no_message_repeats_an_identifier_a_name_or_what_is_hidden() {
    for rules in crate::rule_set::all_sets() {
        let secret = |pack: &str| ["pii", "source-protection", "hidden-text", "compare"].contains(&pack);
        let of_secrets = rules.rules().iter().filter(|rule| rule.file.split('/').nth(1).is_some_and(secret));
        for rule in of_secrets {
            assert!(!rule.message.contains("{text}"), "{}: {}", rule.id, rule.message);
        }
    }
    let place = Place::new();
    let rules = built_in();
    for rule in rules.rules().iter().filter(|rule| rule.id.starts_with("identifier-")) {
        for example in rules.examples(rule) {
            let Some(flagged) = example.flagged.as_deref().filter(|_| example.kind != DocumentKind::None)
            else {
                continue;
            };
            let arguments = ["check", "--format", "jsonl", "--select", &rule.id, "-"];
            let run = place.run_with_stdin(&arguments, example.text.as_bytes());
            assert!(run.stdout.contains(&rule.id), "{}: {run:?}", rule.id);
            assert!(!run.stdout.contains(flagged), "{}: {run:?}", rule.id);
        }
    }
}
