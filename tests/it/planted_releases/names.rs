//! What is masked in one place and stands in clear in another.

use super::{Case, prove, text};
use crate::program::Place;

const PRESS: &str = "releases/press";
const MASKED: &str = "releases/email-masked";
const CABLE: &str = "releases/cable-part";
const SOURCE: &str = "releases/source";
const TWICE: &str = "cables/header-twice";
const TWO: &str = "cables/two-cables";

/// Both copies of the header masked.
#[rustfmt::skip]
const BOTH: &[super::Edit] = &[(15, "JUTE MILLS REOPEN", "MILL OWNER XXXXXXXXXXXX REOPENS"), (24, "JUTE MILLS REOPEN", "MILL OWNER XXXXXXXXXXXX REOPENS"), (26, "Two mills", "Mill owner XXXXXXXXXXXX said that two mills")];

/// Both cables of the file masked.
#[rustfmt::skip]
const BOTH_CABLES: &[super::Edit] = &[(18, "Producers expect", "The chief maple inspector XXXXXXXXXXXX told us that producers expect"), (37, "The association", "The chief maple inspector XXXXXXXXXXXX told us that the association")];

/// In the text.
#[rustfmt::skip] // a table: one case a line
const TEXT: &[Case] = &[
    ("G3", PRESS, &[], &[(33, "The newspapers have asked for three.", "The chief road surveyor Hakala told us on March 9 of it.")], "masked-name-in-text", 25),
    ("G3", PRESS, &[], &[(38, "Post", "The elder engineer Lampinen of the carriers' union agrees. Post")], "masked-name-in-text", 30),
    ("G3", PRESS, &[], &[(38, "Post", "The elder engineer\nLampinen of the carriers' union agrees. Post")], "masked-name-in-text", 30),
    ("G3", PRESS, &[], &[(36, "to.", "to, as THE CHIEF ROAD SURVEYOR HAKALA TOLD us.")], "masked-name-in-text", 25),
    ("G3", PRESS, &[], &[(36, "to.", "to; Chief Road Surveyor Jorma Hakala told the press.")], "masked-name-in-text", 25),
    ("G3", PRESS, &[(33, "The newspapers have", "Prime Minister XXXXXXXXXXXX told the newspapers what they")], &[(36, "to.", "to. Prime Minister Salonen told him so.")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "Foreign Minister XXXXXXXXXXXX told the newspapers what they")], &[(38, "Post", "Foreign Minister Salonen told us. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "Colonel XXXXXXXXXXXX of the harbor guard has")], &[(38, "Post", "Colonel Lehto of the harbor guard agrees. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "Tervo Shipping CEO XXXXXXXXXXXX has")], &[(38, "Post", "Tervo Shipping CEO Annika Lehto agrees. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "The mayor of Kotka, XXXXXXXXXXXX, has")], &[(38, "Post", "The mayor of Kotka, Annika Lehto, agrees. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX, editor of the daily Gull, has")], &[(38, "Post", "Annika Lehto, editor of the daily Gull, agrees. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX (head of the Bird Council) has")], &[(38, "Post", "Annika Lehto (head of the Bird Council) agrees. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX (head of the Bird Council) has")], &[(38, "Post", "We met the head of the Bird Council, Annika Lehto. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "MP XXXXXXXXXXXX (Labor Party) has")], &[(38, "Post", "MP Lehto (Labor Party) agrees. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "Governor XXXXXXXXXXXX of Lagos State has")], &[(38, "Post", "Governor Bello of Lagos State agrees. Post")], "masked-name-in-text", 33),
    ("R05", PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX, the Norwegian foreign minister, has")], &[(38, "Post", "Norwegian Foreign Minister Lehto agrees. Post")], "masked-name-in-text", 33),
    ("G3", MASKED, &[], &[(39, "Done.", "Done. The senior lighthouse keeper Hakala told our office that he would wait.")], "masked-name-in-text", 21),
    ("G3", MASKED, &[], &[(39, "Done.", "Done. His brother-in-law Ilmari Lehto has offered a boat.")], "masked-name-in-text", 22),
    ("G3", CABLE, &[], &[(39, "Post will", "A director of the ministry, Rui Salgado, received us again. Post will")], "masked-name-in-text", 35),
    ("G3", CABLE, &[], &[(33, "quarter.", "quarter. A director of the ministry, Salgado, received us before.")], "masked-name-in-text", 35),
    ("G3", SOURCE, &[], &[(31, "The figures", "A member of the road council, Jorma Hakala, has the figures. They")], "masked-name-in-text", 24),
];

/// In other places of the document.
#[rustfmt::skip]
const PLACES: &[Case] = &[
    ("G4", PRESS, &[], &[(18, "ICE ROADS: FINLAND WEIGHS A COMMON WEIGHT LIMIT", "CHIEF ROAD SURVEYOR HAKALA WEIGHS A COMMON WEIGHT LIMIT")], "masked-name-in-subject", 25),
    ("G4", PRESS, &[(33, "The newspapers have", "Foreign Minister XXXXXXXXXXXX has")], &[(18, "FINLAND WEIGHS A COMMON WEIGHT LIMIT", "FOREIGN MINISTER SALONEN WEIGHS A COMMON LIMIT")], "masked-name-in-subject", 33),
    ("G4", MASKED, &[], &[(17, "the lighthouse keeper", "senior lighthouse keeper Hakala")], "masked-name-in-subject", 21),
    ("R09", PRESS, &[], &[(17, "SENV, PREL, FI", "SENV, PREL, FI (HAKALA, JORMA)")], "masked-name-in-tags", 17),
    ("R09", PRESS, &[], &[(17, "SENV, PREL, FI", "SENV, PREL, OVIP (HAKALA, JORMA), FI")], "masked-name-in-tags", 17),
    ("G4", PRESS, &[], &[(20, "OSLO 88", "OSLO 88 (CHIEF ROAD SURVEYOR HAKALA ON ICE)")], "masked-name-in-reference", 25),
    ("G4", PRESS, &[], &[(21, "08 TALLINN 214", "08 TALLINN 214 (MEETING WITH ELDER ENGINEER LAMPINEN)")], "masked-name-in-reference", 30),
    ("G4", MASKED, &[], &[(14, "[REDACTED B6]", "Hakala, Jorma")], "masked-name-in-signature", 29),
    ("G4", MASKED, &[], &[(29, "[REDACTED B6]", "Jorma Hakala\nSenior lighthouse keeper")], "masked-name-in-signature", 14),
    ("R09", MASKED, &[], &[(14, "[REDACTED B6]", "[REDACTED B6] <jorma.hakala@example.org>")], "masked-name-in-address", 14),
    ("R09", MASKED, &[], &[(14, "[REDACTED B6]", "[REDACTED B6] [mailto:HakalaJ@state.gov]")], "masked-name-in-address", 14),
    ("G3", TWICE, BOTH, &[(24, "XXXXXXXXXXXX", "RAHMAN")], "masked-name-in-header-copy", 15),
    ("G3", TWICE, BOTH, &[(15, "XXXXXXXXXXXX", "RAHMAN")], "masked-name-in-header-copy", 24),
    ("R05", TWO, BOTH_CABLES, &[(18, "XXXXXXXXXXXX", "Pelletier")], "masked-name-in-other-document", 37),
    ("R05", TWO, BOTH_CABLES, &[(37, "XXXXXXXXXXXX", "Pelletier")], "masked-name-in-other-document", 18),
    ("G2", PRESS, &[(25, "XXXXXXXXXXXX", "xxxxxxxx"), (29, "XXXXXXXXXXXX", "xxxxxxxx"), (30, "XXXXXXXXXXXX", "xxxxxxxx"), (35, "XXXXXXXXXXXX", "xxxxxxxx")], &[(38, "Post", "Surveyor Lampinen asks for an answer. Post")], "mask-length-fits-name", 25),
    ("R22", MASKED, &[], &[(39, "Done.", "The senior lighthouse keeper Jorma Hakala told our office that the lamp would be moved in spring. His\nbrother-in-law Ilmari Lehto has offered a boat for the journey and asks for no money.\n\nDone.")], "duplicate-redacted-otherwise", 21),
];

#[test]
fn a_name_masked_here_and_clear_in_the_text_is_found() {
    prove(&[TEXT]);
}

#[test]
fn a_name_masked_here_and_clear_in_another_place_is_found() {
    prove(&[PLACES]);
}

#[test]
fn a_name_masked_in_one_file_and_clear_in_another_of_the_run_is_found() {
    let clear = text(PRESS).replace("surveyor XXXXXXXXXXXX told", "surveyor Hakala told");
    let masked = text(PRESS);
    let place = Place::new().file("one.txt", masked).file("two.txt", clear.replace('X', "."));
    let run = place.run(&["check", "--format", "short", "one.txt", "two.txt"]);
    assert!(
        run.stdout.contains("one.txt:25:") && run.stdout.contains("masked-name-in-other-file"),
        "{run:?}"
    );
    assert!(!run.stdout.contains("Hakala"), "{run:?}");
}

#[test]
fn a_title_behind_the_name_tells_it_in_another_file() {
    let said = |name: &str| {
        text(PRESS).replace("The newspapers have", &format!("{name}, editor of the daily Gull, has"))
    };
    let clear = said("Annika Lehto").replace("XXXXXXXXXXXX", "Hakala");
    let place = Place::new().file("one.txt", said("XXXXXXXXXXXX")).file("two.txt", clear);
    let select = ["--select", "masked-name-in-other-file"];
    let run = place.run(&[&["check", "--format", "short", "one.txt", "two.txt"], &select[..]].concat());
    assert!(run.stdout.contains("one.txt:33:"), "{run:?}");
}

#[test]
fn a_name_masked_in_the_text_and_clear_in_the_file_name_is_found() {
    let place = Place::new().file("chief_road_surveyor_Hakala.txt", text(PRESS));
    let run = place.run(&["check", "--format", "short", "."]);
    assert!(run.stdout.contains("masked-name-in-file-name"), "{run:?}");
}
