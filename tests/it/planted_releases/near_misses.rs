//! What only looks like a redaction, a code, an identifier, a promise or hidden text draws nothing.

use super::{Edit, edited, text};
use crate::planted_memos::findings;

const CABLE: &str = "cables/08TALLINN214";
const SECRET: &str = "cables/09ATHENS1512";
const LISBON: &str = "cables/07LISBON1457";
const PART: &str = "releases/email-part";
const UPGRADED: &str = "releases/email-upgraded";
const MASKED: &str = "releases/email-masked";
const SMART: &str = "releases/smart-full";
const FULL: &str = "releases/cable-full";
const RELEASED: &str = "releases/cable-part";
const CREST: &str = "releases/crest";
const MEMO: &str = "releases/nara-memo";
const TELEGRAM: &str = "releases/telegram-1976";
const DENIED: &str = "releases/denied";
const FRUS: &str = "releases/frus";
const PRESS: &str = "releases/press";
const SOURCE: &str = "releases/source";

/// Texts in which anything harmless may be said: the line, and the words that it is put behind.
#[rustfmt::skip] // a table: one text a line
const HOSTS: &[(&str, usize, &str)] = &[
    (CABLE, 32, "last winter."),
    (LISBON, 30, "every quarter."),
    (PART, 31, "tonight."),
    (SMART, 38, "bulletin."),
    (FULL, 31, "the ice."),
    (CREST, 9, "five years."),
    (MEMO, 20, "a lamp."),
    (PRESS, 33, "for three."),
];

/// What may be said in every one of them.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    // not a redaction
    "The twelfth edition (XII) follows Volume XXX of the series.",
    "King Olaf XXX never lived, nor did Pope XXXIII.",
    "The tests found an XXX chromosome and an XXY chromosome.",
    "Boats of sizes X, XL and XXL are sold there.",
    "The price is USD 40 a ton; the form has a box [x] for it.",
    "The boxes [ ] yes and [x] no stand on the form.",
    "Name: ____________________ Date: __________",
    "Signed: _______________",
    "--------------------------------------------------",
    "==================================================",
    "* * * * *",
    "X X X X X",
    "The keeper wrote that the \"lampes\" [sic] were lit.",
    "[Omitted here is a list of the boats.]",
    "[Omitted here are paragraphs on the budget.]",
    "He called it [the harbor] a good place [emphasis added].",
    "[Embassy Note: the fee is paid in May. End note.]",
    "[Footnote in the original.]",
    "The word was set in brackets [...] by the editor.",
    "The record was not declassified until 1994.",
    "He said that two lines were not declassified in time.",
    "The redacted copy and the excised copy lie on the table.",
    "The claim was denied in full by the court.",
    "The magazine was approved for release by its editor.",
    "The film was released in full and later released in part on tape.",
    // not a code
    "Three things count: (a) wind, (b) ice and (c) light.",
    "See section 4 (b)(2) of the harbor code and its annex B6.",
    "Applicants for B1/B2 visas wait for a week.",
    "The pilots hold B-1 and B-2 visas.",
    "Vitamin B6 and vitamin B12 were in the rations.",
    "A B-1 and two B-52 bombers flew over the port.",
    "Gate B5 leads to cabin B6.",
    "The paper size is B5 and the chart stands on grid square B7.",
    "The paragraph numbered 1.4 (d) of the manual was rewritten.",
    "The ratio rose from 1.4 to 1.5 last year.",
    "Stat reports are due; the state of the file is good.",
    "Schedule B3 of the tariff lists ropes.",
    // not an identifier
    "The message of 251645Z was sent again at 0820 on day 085.",
    "UNSCR 1540 and UNSCR 1737 were named, and S/RES/1929 (2010).",
    "The order number 219-0999-98 was filled on 12-09-1998.",
    "The contract SAQMMA12D0085 ran to 2012.",
    "Part 219-09-99981 of the pump was sent by truck.",
    "Sample numbers such as 123-45-6789 and 078-05-1120 stand on the form.",
    "The number 000-12-3456 is not one that is given out.",
    "The number 666-12-3456 is not one that is given out.",
    "The sum of 4,539,177 tons was paid in 12,345,678 parts.",
    "Lot 1234567890123456 was unloaded from the ship.",
    "Bill of lading MNLU2008123 covers the load.",
    "The readings are 12345678 at noon and 87654321 at night.",
    "The passports of the crew were looked at, all 14 of them.",
    "Visa interviews are held on 3 days of 5.",
    "The harbor was born of need in 1961.",
    "Buoys N0012 to N0031 are to be painted.",
    "The pump (serial A12345678) was sent back.",
    "The card was filled in on 12 May 2008.",
    "The code GB12 ABCD stands on the lamp.",
    "The bearing was 59.4370 by 24.7536.",
    "The IMO number 9074729 is painted on the ship.",
    "The docket 219-46-8815 and contract no. 219-46-8815 were closed.",
    "The handbook has ISBN 978-92-1234-567-8, the old one 0-306-40615-2.",
    "The cases F-2014-20439 and 2014-20439 were joined, docket FDA-2010-N-0215.",
    "Serial no. 512345678 is the lamp, serial no. 219-46-8815 the pump.",
    "Write to the office at (202) 647-0142 or 1-800-555-0199, or to OrneL@state.gov.",
    "WASHDC 7292, OSLO 000160 and STATE 00226504 were sent NIACT.",
    "The passport office issued 1250000 books, and 140000 visas, in 2009.",
    "The receipt of 1234567 tons was signed; receipt no. 12345 was lost.",
    "The I-94 form was printed 12345 times.",
    "The alien file room holds 812 boxes; annex A 12-345 lists them.",
    "He was born in 1961 and moved in May 2008.",
    "The IBAN has up to 34 characters, GB29 NWBK 6016 1331 9268 19 being the sample.",
    "The card 4111 1111 1111 1111 is a sample, and 4539 1772 0148 8326 is misprinted.",
    "P<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
    "00000000 4d 5a 90 00 03 00 00 00 04 00 00 00 ff ff 00 00",
    "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    // not a promise to protect
    "We should protect the harbor against ice.",
    "There is no need to protect the timetable.",
    "The law will protect sources of drinking water.",
    "The environmental protection agency (EPA) sent Jorma Hakala.",
    "The fence (to protect sheep) was built by Jorma Hakala.",
    "He asked us to protect the birds, said Jorma Hakala.",
    "Please handle and protect accordingly.",
    // not hidden
    "The bulletin is at http://www.example.org/ice/index.html today.",
    "The co\u{ad}opera\u{ad}tion of the harbors is good.",
    "The caf\u{e9} na\u{ef}ve \u{2014} \u{201c}quoted\u{201d} \u{2014} is open.",
    "The paper \u{041b}\u{0451}\u{0434} printed it in full.",
    "The ratio \u{3b1}/\u{3b2} is small.",
    "A < b and c > d hold; a <b> tag is none.",
];

/// One edit that leaves a text well formed.
#[rustfmt::skip]
const EDITS: &[(&str, &[Edit])] = &[
    // codes and reasons in their own places
    (LISBON, &[(23, "1.4 (b) and (d)", "1.4(B) and 1.4(D)")]),
    (LISBON, &[(23, "1.4 (b) and (d)", "1.4 (b, d)")]),
    (RELEASED, &[(27, "1.4 (b) and (d)", "1.4(B), 1.4(D)")]),
    (SECRET, &[(15, "DECL: 09/11/2019", "DECL: 25X1, 09/11/2049")]),
    (PART, &[(4, "B6", "B5,B6"), (22, "B6", "B5")]),
    (PART, &[(3, "RELEASE IN PART", "RELEASE IN PART B6"), (4, "B6", "")]),
    (PART, &[(3, "RELEASE IN PART", "RELEASE IN"), (4, "B6", "PART B6")]),
    (PART, &[(22, "B6", "B61")]),
    (PART, &[(22, "B6", "B6\n")]),
    (UPGRADED, &[(18, "1.4(D)", "1,4(D)")]),
    (UPGRADED, &[(18, "1.4(D)", "1.4(D) ,")]),
    (UPGRADED, &[(12, "~ Class", "— Class"), (12, "~ Reason", "— Reason")]),
    (SMART, &[(3, "RELEASE IN FULL", "RELEASE IN FULLI")]),
    (MASKED, &[(29, "[REDACTED B6]", "(b)(6)")]),
    (MASKED, &[(29, "[REDACTED B6]", "[REDACTED (b)(6)]")]),
    (MASKED, &[(29, "[REDACTED B6]", "█████████ (b)(6)")]),
    (MASKED, &[(29, "[REDACTED B6]", "[REDACTED] B6")]),
    (MASKED, &[(4, "B6", "B3 CIA PERS/ORG,B6"), (29, "B6", "B3 CIA PERS/ORG")]),
    (MASKED, &[(4, "B6", "B6,B7(C)"), (29, "B6", "B7(C)")]),
    (MASKED, &[(4, "B6", "B6,B7(C)"), (29, "B6", "b7C")]),
    (MASKED, &[(4, "B6", "B6,B3"), (29, "[REDACTED B6]", "[REDACTED] (b)(3) 50 U.S.C. 3024i")]),
    // releases before the duties
    (CREST, &[(1, "2012/05/04", "2005/05/04"), (19, "2012/05/04", "2005/05/04"), (9, "five years", "[REDACTED - 2 words]")]),
    (CREST, &[(1, "Declassified in Part - Sanitized Copy ", ""), (19, "Declassified in Part - Sanitized Copy ", "")]),
    // a paper under the order of 1995 keeps its letters
    (UPGRADED, &[(4, "1.4(D)", "1.4(D)")]),
    (MEMO, &[(2, "Authority NND 974418", "Authority E.O. 12958, Sec. 3.5"), (3, "By JLM NARA Date 6/12/2003", "NND 974418 By JLM, NARA, Date 6/12/2003")]),
    (MEMO, &[(1, "DECLASSIFIED", "DECLASSIFIED"), (2, "Authority", "Authority:")]),
    (TELEGRAM, &[(31, "04 MAY 2006", "20 Mar 2014"), (44, "04 MAY 2006", "20 Mar 2014")]),
    (DENIED, &[(6, "Page 1 withheld in full", "Page Denied"), (11, "Page 2 withheld in full", "Page Denied")]),
    (DENIED, &[(3, "DENY IN FULL", "DENIED IN FULL")]),
    // excisions as published
    (FRUS, &[(20, "[2 lines not declassified]", "[less than 2 lines not declassified]")]),
    (FRUS, &[(20, "[2 lines not declassified]", "[3 paragraphs (19 lines) not declassified]")]),
    (FRUS, &[(20, "[2 lines not declassified]", "[2 pages not declassified]")]),
    (FRUS, &[(20, "[2 lines not declassified]", "[handling restriction not declassified]")]),
    (FRUS, &[(20, "[2 lines not declassified]", "[text not declassified]")]),
    (FRUS, &[(20, "[2 lines not declassified]", "[7½ lines not declassified].")]),
    (FRUS, &[(20, "[2 lines not declassified]", "[½ line not declassified]")]),
    (FRUS, &[(20, "[2 lines not declassified]", "[dollar amount not declassified]")]),
    (FRUS, &[(20, "[2 lines not declassified]", "[Page 4 missing.]")]),
    // masks that say no more than they must
    (PRESS, &[(33, "The newspapers", "XXXXXXXXXXXX and the newspapers")]),
    (PRESS, &[(33, "The newspapers have", "The chief road office of Kotka has")]),
    (PRESS, &[(33, "The newspapers have", "The chief surveyor of the ministry has")]),
    (PRESS, &[(33, "The newspapers have", "The elder sister of the engineer has")]),
    (PRESS, &[(33, "The newspapers have", "The elder engineers of the union have")]),
    (PRESS, &[(33, "The newspapers have", "The chief road surveyor has")]),
    (PRESS, &[(33, "The newspapers have", "Prime Minister Salonen has")]),
    (PRESS, &[(33, "The newspapers have", "Ambassador Barrett and Mr. Salonen have")]),
    // a title behind the name that is another's, or anybody's
    (PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX, editor of the daily Gull, has"), (38, "Post", "Annika Lehto, former editor of the daily Gull, agrees. Post")]),
    (PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX, editor of the daily Gull, has"), (38, "Post", "Annika Lehto, then editor of the daily Gull, agreed. Post")]),
    (PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX, editor of the daily Gull, has"), (38, "Post", "Annika Lehto, editor of the daily Gull until May, agrees. Post")]),
    (PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX, editor of the daily Gull, has"), (38, "Post", "Annika Lehto, editor of the daily Gull, agrees. So does Ilmo Aho, editor of the daily Gull. Post")]),
    (PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX, a member of the Bird Council, has"), (38, "Post", "Annika Lehto, a member of the Bird Council, agrees. Post")]),
    (PRESS, &[(33, "The newspapers have", "Governor XXXXXXXXXXXX of Lagos State has"), (38, "Post", "Then Governor Bello of Lagos State had agreed. Post")]),
    (PRESS, &[(33, "The newspapers have", "Governor XXXXXXXXXXXX of Lagos State has"), (38, "Post", "The late Governor Bello of Lagos State had agreed. Post")]),
    (PRESS, &[(33, "The newspapers have", "Governor XXXXXXXXXXXX of Lagos State has"), (38, "Post", "Late Governor Bello of Lagos State had agreed. Post")]),
    (PRESS, &[(33, "The newspapers have", "XXXXXXXXXXXX, the director of the Bird Council, has"), (38, "Post", "In Oslo, the director of the Bird Council, a friend, agrees. Post")]),
    (PRESS, &[(17, "FI", "OVIP, FI")]),
    (PRESS, &[(25, "XXXXXXXXXXXX told", "XXXXXXXXXXXX, told")]),
    (PRESS, &[(25, "XXXXXXXXXXXX told", "\"XXXXXXXXXXXX\" told")]),
    (PRESS, &[(29, "XXXXXXXXXXXX said", "(XXXXXXXXXXXX) said")]),
    (MASKED, &[(39, "Done.", "The junior lighthouse keeper Lehto told me so. Done.")]),
    (MASKED, &[(39, "Done.", "The senior lighthouse inspector told our office the same. Done.")]),
    (MASKED, &[(42, "Ada", "Ada Whitlock")]),
    (MASKED, &[(6, "PrenticeJ@state.gov", "mailto:PrenticeJ@state.gov")]),
    (PART, &[(6, "HollinsMJ@state.gov", "marta.hollins@example.org")]),
    (PART, &[(6, "Hollins, Marta J <HollinsMJ@state.gov>", "Hollins, Marta J [mailto:HollinsMJ@state.gov]")]),
    // a promise where it may stand
    (SOURCE, &[(24, "(strictly", "(please")]),
    (SOURCE, &[(28, "XXXXXXXXXXXX (please protect)", "XXXXXXXXXXXX (protect source)")]),
    (SECRET, &[(24, "Summary", "Jorma Hakala (strictly protect) told us. Summary")]),
    (CABLE, &[(24, "", "\nThis message is sensitive but unclassified. Please protect accordingly.\n")]),
    (CABLE, &[(24, "", "\n(SBU) Sensitive but unclassified -- please protect accordingly.\n")]),
    // what copies of published cables carry
    (CABLE, &[(19, "SENV, TPHY, EN", "[SENV](#), [TPHY](#), [EN](#)")]),
    (CABLE, &[(19, "SENV, TPHY, EN", "[SENV](#) [TPHY](#) [EN](#)")]),
    (FULL, &[(31, "ice.", "ice. The drafter is at extension 7-4410, the clerk at 7-4411.")]),
    (CABLE, &[(32, "winter.", "winter. For questions call (372) 668-8100 or write to ice@example.org.")]),
    (CABLE, &[(7, "4471", "219099998")]),
    (CABLE, &[(7, "SECSTATE WASHDC PRIORITY 4471", "SECSTATE WASHDC PRIORITY 7292")]),
];

#[test]
fn what_only_looks_like_it_draws_nothing_anywhere() {
    let mut complaints = Vec::new();
    for &(name, line, words) in HOSTS {
        let lines: Vec<String> = text(name).lines().map(str::to_owned).collect();
        for harmless in HARMLESS {
            let mut lines = lines.clone();
            assert!(lines[line - 1].contains(words), "{name}: {words:?} is not on line {line}");
            lines[line - 1] = format!("{}\n{harmless}", lines[line - 1]);
            let found = findings((lines.join("\n") + "\n").as_bytes());
            if !found.is_empty() {
                complaints.push(format!("{name}: {harmless:?}: {found:?}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn an_edit_that_leaves_a_text_well_formed_draws_nothing() {
    let complaint = |&(name, edits): &(&str, &[Edit])| {
        let found = findings(edited(&text(name), edits).as_bytes());
        (!found.is_empty()).then(|| format!("{name} {edits:?}: {found:?}"))
    };
    let complaints: Vec<String> = EDITS.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), EDITS.len(), complaints.join("\n"));
}
