//! Well-formed cables of every copy kind: the linter has nothing to say of them, in any encoding and
//! with any line ends, and reads from them what stands there.
//!
//! All of `fixtures/cables` but the sample cable is made up: real post names and routing indicators,
//! harmless subjects.

use crate::checking::{self, ENCODINGS, LINE_ENDS, WELL_FORMED, fixture};
use crate::program::Place;

#[test]
fn the_list_of_well_formed_cables_is_the_folder() {
    let mut names: Vec<String> = std::fs::read_dir(checking::project("fixtures/cables"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| name != "08MOSCOW820")
        .collect();
    names.sort();
    assert_eq!(names, WELL_FORMED);
}

#[test]
fn a_well_formed_cable_passes_without_a_word() {
    let place = place();
    for name in WELL_FORMED {
        let run = place.run(&["check", "--format", "short", &format!("{name}.txt")]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{name}");
    }
}

#[test]
fn encoding_and_line_ends_change_nothing() {
    for name in WELL_FORMED {
        for (encoding, encode) in ENCODINGS {
            for end in LINE_ENDS {
                let bytes = encode(&fixture(name).replace('\n', end));
                assert_eq!(checking::findings(&bytes), [], "{name}, {encoding}, {end:?}");
            }
        }
    }
}

#[test]
fn windows_1252_is_said_and_nothing_else() {
    let text = fixture("08TALLINN214").replace("one-page note", "one-page \u{2019}note\u{2019}");
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap_or(0x92)).collect();
    assert_eq!(checking::findings(&bytes), [("text-not-utf8", 11)]);
}

fn place() -> Place {
    let names = WELL_FORMED.iter();
    names.fold(Place::new(), |place, name| place.file(&format!("{name}.txt"), fixture(name)))
}

/// The anatomy of each fixture, one key a line.
macro_rules! anatomies {
    ($($(#[$attribute:meta])* $test:ident $name:literal;)*) => {$(
        #[test]
        $(#[$attribute])*
        fn $test() {
            insta::assert_snapshot!($name, anatomy($name));
        }
    )*};
}

anatomies! {
    department_copy_with_page_lines_in_the_address_list "04STATE191822";
    confidential_in_two_sections "07LISBON1457";
    sensitive_with_end_of_message "08TALLINN214";
    secret_noforn_with_sub_paragraph "09ATHENS1512";
    encrypt_for_transmission_only "09KABUL3318";
    smart_layout "11GABORONE318";
    limited_official_use_of_1975 "75WELLINGTON1830";
    archive_print_with_gds "76STATE104417";
    limited_official_use_of_1989 "89NAIROBI10457";
    body_copy "body-copy";
    whole_header_on_one_line "header-on-one-line";
    header_printed_twice "header-twice";
    text_copy "text-copy";
    two_cables_in_one_file "two-cables";
    sample_cable "08MOSCOW820";
}

fn anatomy(name: &str) -> String {
    let file = format!("{name}.txt");
    let run = Place::new().file(&file, fixture(name)).run(&["parse", "--format", "jsonl", &file]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let documents = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    documents.map(|document: serde_json::Value| by_key(&document) + "\n").collect()
}

/// One key a line, one paragraph a line: a difference is seen at once.
fn by_key(document: &serde_json::Value) -> String {
    let lines = document.as_object().unwrap().iter().flat_map(|(key, value)| match value.as_array() {
        Some(paragraphs) if key == "paragraphs" => {
            paragraphs.iter().map(|paragraph| format!("paragraph: {paragraph}\n")).collect()
        }
        _ => vec![format!("{key}: {value}\n")],
    });
    lines.collect()
}
