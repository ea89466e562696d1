//! Tests of the phrases and of the names beside them.

use super::*;

/// The phrases of a text, with the first name that each protects.
fn read(content: &str) -> Vec<(String, Option<String>, bool)> {
    let text = Text::decode(content.into());
    let slice = |span: Span| text.slice(span).to_owned();
    protections(&text)
        .iter()
        .map(|one| (slice(one.span), one.names.first().map(|name| slice(*name)), one.masked))
        .collect()
}

fn one(phrase: &str, name: Option<&str>, masked: bool) -> Vec<(String, Option<String>, bool)> {
    vec![(phrase.to_owned(), name.map(str::to_owned), masked)]
}

#[test]
fn requests_in_brackets_and_as_commands_are_phrases() {
    for (text, phrase) in [
        ("The owner (strictly protect) told us.", "(strictly protect)"),
        ("The owner (please protect source) told us.", "(please protect source)"),
        ("THE OWNER (PROTECT) TOLD US.", "(PROTECT)"),
        ("The owner (strictly\r\nprotect throughout) told us.", "(strictly\r\nprotect throughout)"),
        ("The owner -- please protect -- told us.", "please protect"),
        ("The owner, strictly protect, told us.", "strictly protect"),
        ("The owner came. Please strictly protect his identity.", "Please strictly protect his identity"),
        ("Note: Protect source.", "Protect source"),
        (
            "Addressees should strictly protect the source's name.",
            "Addressees should strictly protect the source's",
        ),
        ("His identity must be strictly protected.", "identity must be strictly protected"),
    ] {
        let found: Vec<String> = read(text).into_iter().map(|(phrase, ..)| phrase).collect();
        assert!(found.iter().any(|one| one.starts_with(phrase)), "{text}: {found:?}");
    }
}

#[test]
fn wishes_denials_and_boilerplate_are_none() {
    for text in [
        "SENSITIVE BUT UNCLASSIFIED, PLEASE PROTECT ACCORDINGLY.",
        "Sensitive but unclassified - please protect\r\naccordingly.",
        "Protect Accordingly",
        "There is no need to protect the source.",
        "There is no need to strictly protect him.",
        "We will protect our sources.",
        "The law is meant to protect sources and methods.",
        "The government must strictly protect the border.",
        "Please do not protect him.",
        "Please protect American citizens abroad.",
        "The (protected) species and the protection of sources.",
        "The minister wants to protect names of origin.",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn the_name_in_front_of_the_phrase_is_protected() {
    assert_eq!(
        read("Deputy Mayor Pat Harbor (strictly protect) told Ambassador Field so."),
        one("(strictly protect)", Some("Pat Harbor"), false)
    );
    assert_eq!(
        read("THE FERRY OWNER, MR. HARBOR (PROTECT), TOLD US."),
        one("(PROTECT)", Some("HARBOR"), false)
    );
    assert_eq!(
        read("Pat Harbor said so. (Please protect.)"),
        one("(Please protect.)", Some("Pat Harbor"), false)
    );
    assert_eq!(
        read("1. (C) JORMA HAKALA (PROTECT) SAID THAT THE ICE IS THIN."),
        one("(PROTECT)", Some("JORMA HAKALA"), false)
    );
    assert_eq!(read("LOCAL COMPANY (PROTECT) SAID SO."), one("(PROTECT)", None, false));
    assert_eq!(
        read("Please protect Jorma Hakala as the source."),
        one("Please protect", Some("Jorma Hakala"), false)
    );
    assert_eq!(read("It was Harbor (protect) who said so."), one("(protect)", Some("Harbor"), false));
    assert_eq!(
        read("The owner of the ferry line,\r\nPat bin Harbor (protect), came."),
        one("(protect)", Some("Pat bin Harbor"), false)
    );
}

#[test]
fn offices_places_and_masks_are_no_names() {
    for text in [
        "A Foreign Ministry official (strictly protect) told us.",
        "A contact in Port Harbor (strictly protect) told us.",
        "The Finnish contact (strictly protect) told us.",
        "A MEMBER OF THE ROAD COUNCIL (STRICTLY PROTECT) TOLD US.",
        "On Monday an embassy source (strictly protect) told us.",
    ] {
        assert_eq!(
            read(text),
            one(
                if text.contains("STRICT") { "(STRICTLY PROTECT)" } else { "(strictly protect)" },
                None,
                false
            ),
            "{text}"
        );
    }
    assert_eq!(read("Mayor XXXXXXXXXXXX (protect) told us."), one("(protect)", None, true));
    assert_eq!(read("Pat Harbor met [name redacted] (protect)."), one("(protect)", None, true));
}

#[test]
fn a_surname_elsewhere_belongs_to_it() {
    let text = Text::decode("Pat Harbor (protect) came.\n\nLater HARBOR left; the Harbors stayed.".into());
    let names = protections(&text).into_iter().flat_map(|one| one.names);
    let names: Vec<&str> = names.map(|span| text.slice(span)).collect();
    assert_eq!(names, ["Pat Harbor", "HARBOR"]);
}

#[test]
fn line_ends_make_no_difference() {
    let lines =
        ["Summary.", "", "The owner, Pat", "Harbor (strictly", "protect), came.", "", "Strictly protect."];
    let read_with = |end: &str| {
        let found = read(&lines.join(end));
        found
            .into_iter()
            .map(|(phrase, name, masked)| {
                (
                    phrase.split_whitespace().collect::<String>(),
                    name.map(|name| name.split_whitespace().collect::<String>()),
                    masked,
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(read_with("\n"), read_with("\r\n"));
    assert_eq!(read_with("\n"), read_with("\r"));
    assert_eq!(read_with("\n").len(), 2);
}
