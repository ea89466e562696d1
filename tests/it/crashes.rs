//! Inputs that once broke something, as the fuzzer or a run left them, and for each surface one that is made up:
//! `fixtures/crashes/SURFACE-NAME`, where SURFACE is the fuzz target.

use std::collections::BTreeSet;

use crate::checking::project;
use crate::invariants;

#[test]
fn what_once_broke_something_does_so_no_more() {
    let mut surfaces = BTreeSet::new();
    for entry in std::fs::read_dir(project("fixtures/crashes")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let bytes = std::fs::read(entry.path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        match name.split('-').next() {
            Some("decode") => invariants::decode(&bytes),
            Some("cable") => invariants::cable(&bytes),
            Some("marking") => {
                invariants::marking(&text);
                invariants::grammar(&text);
            }
            Some("rule_file") => invariants::rule_file(&text),
            _ => panic!("{name} names no fuzz target"),
        }
        surfaces.extend(name.split('-').next().map(str::to_owned));
    }
    assert_eq!(surfaces.len(), 4, "{surfaces:?}");
}
