//! Second banner lines, and capitals that are none.

use super::*;

fn handling(content: &str) -> Vec<(&'static str, Option<String>, String)> {
    let text = Text::decode(content.into());
    let found = read(&text, &(0..text.lines().len()), &Register::builtin());
    found
        .into_iter()
        .map(|line| (line.name, line.channels.map(|word| word.text), text.slice(line.span).to_owned()))
        .collect()
}

fn names(content: &str) -> Vec<&'static str> {
    handling(content).into_iter().map(|(name, _, _)| name).collect()
}

#[test]
fn every_entry_is_known() {
    assert_eq!(
        handling("SECRET//SI//NOFORN\n  HANDLE VIA COMINT/TALENT KEYHOLE CHANNELS ONLY\n\nText."),
        [(
            "handle-via",
            Some("COMINT/TALENT KEYHOLE".to_owned()),
            "HANDLE VIA COMINT/TALENT KEYHOLE CHANNELS ONLY".to_owned()
        )]
    );
    for (name, words) in ENTRIES {
        assert_eq!(names(&format!("SECRET\n{words}\n")), [*name]);
        assert_eq!(names(&format!("The ferry leaves.\n\n{words}\n")), [*name]);
    }
    assert_eq!(names("SECRET\nATTORNEY CLIENT PRIVILEGED INFO"), ["attorney-client"]);
}

#[test]
fn channels_may_be_missing() {
    for line in ["HANDLE VIA CHANNELS ONLY", "HANDLE VIA [X] CHANNELS ONLY", "HANDLE VIA ____ CHANNELS ONLY"]
    {
        assert_eq!(handling(line), [("handle-via", None, line.to_owned())]);
    }
}

#[test]
fn several_entries_share_a_line() {
    let content = "SECRET//NOFORN\nHANDLE VIA COMINT CHANNELS ONLY//ATTORNEY WORK PRODUCT\n";
    assert_eq!(names(content), ["handle-via", "attorney-wp"]);
}

#[test]
fn both_banner_lines_may_share_a_line() {
    let expected = "HANDLE VIA CHANNELS ONLY".to_owned();
    assert_eq!(handling("SECRET//SI//NOFORN ~~ HANDLE VIA CHANNELS ONLY"), [("handle-via", None, expected)]);
}

#[test]
fn what_only_looks_like_an_entry_is_unknown_under_a_banner_line() {
    assert_eq!(names("SECRET\nHANDLE THROUGH COMINT CHANNELS\n"), ["unknown"]);
    let only = handling("SECRET\nCOMINT CHANNELS ONLY\n");
    assert_eq!(only, [("unknown", Some("COMINT".to_owned()), "COMINT CHANNELS ONLY".to_owned())]);
    assert_eq!(names("SECRET\nATTORNEY PRIVILEGED\n"), ["unknown"]);
    assert_eq!(
        names("SECRET\nHANDLE VIA COMINT CHANNELS ONLY\nPRIVILEGED DOCUMENT\n"),
        ["handle-via", "unknown"]
    );
    assert!(names("The ferry.\nATTORNEY PRIVILEGED\n").is_empty());
}

#[test]
fn other_capitals_and_prose_are_none() {
    assert!(names("SECRET\nFERRY TIMETABLE\nDISTRIBUTION CHANNELS\n").is_empty());
    assert!(names("SECRET\nMEMORANDUM FOR THE RECORD\n").is_empty());
    assert!(names("They handle via diplomatic channels only what matters.").is_empty());
    assert!(names("SECRET\nThe attorney work product is late.").is_empty());
}
