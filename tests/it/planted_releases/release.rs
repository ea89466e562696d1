//! Faults in the stamps, the exemption codes and the redactions of a release.

use super::{Case, prove};

const PART: &str = "releases/email-part";
const UPGRADED: &str = "releases/email-upgraded";
const MASKED: &str = "releases/email-masked";
const SMART: &str = "releases/smart-full";
const FULL: &str = "releases/cable-full";
const CABLE: &str = "releases/cable-part";
const CREST: &str = "releases/crest";
const MEMO: &str = "releases/nara-memo";
const TELEGRAM: &str = "releases/telegram-1976";
const DENIED: &str = "releases/denied";
const PRESS: &str = "releases/press";
const FRUS: &str = "releases/frus";

/// The stamps.
#[rustfmt::skip] // a table: one case a line
const STAMPS: &[Case] = &[
    ("R04", CABLE, &[], &[(3, "IN PART", "IN FULL"), (4, "B1, 1.4(D), B6", "")], "release-in-full-redacted", 3),
    ("R04", MASKED, &[], &[(3, "IN PART", "IN FULL"), (4, "B6", "")], "release-in-full-redacted", 3),
    ("R04", FULL, &[], &[(30, "hour", "[2 words not declassified]")], "release-in-full-redacted", 3),
    ("R04", SMART, &[], &[(35, "spare parts", "[REDACTED]")], "release-in-full-redacted", 3),
    ("R04", SMART, &[], &[(43, "director", "██████████")], "release-in-full-redacted", 3),
    ("R04", PART, &[], &[(3, "IN PART", "IN FULL")], "release-in-full-with-code", 3),
    ("R04", MASKED, &[], &[(14, "[REDACTED B6]", "Alder, Simon"), (21, "[REDACTED B6]", "of the north"), (22, "[REDACTED B6]", "on the island"), (29, "[REDACTED B6]", "Simon Alder")], "release-in-part-unmarked", 3),
    ("R04", FULL, &[], &[(3, "FULL", "PART")], "release-in-part-unmarked", 3),
    ("R04", PART, &[], &[(3, "RELEASE IN PART", "DENY IN FULL")], "denied-text-stands", 3),
    ("R04", SMART, &[], &[(3, "RELEASE IN FULL", "DENY IN FULL")], "denied-text-stands", 3),
    ("R04", DENIED, &[], &[(11, "Page 2 withheld in full", "The tables of the second page were set with the wrong column heads. I have asked the printer\nto wait for a clean copy and will send it tonight. The readings for April are complete, and the bulletin\ngoes to the printer on Thursday, so there is time for one more look at the first table.")], "denied-text-stands", 3),
    ("R13", PART, &[], &[(1, " Date: 03/14/2016", ""), (27, " Date: 03/14/2016", ""), (28, " Date: 03/14/2016", ""), (39, " Date: 03/14/2016", "")], "release-without-date", 1),
    ("R13", CREST, &[], &[(1, " 2012/05/04", ""), (19, " 2012/05/04", "")], "release-without-date", 1),
    ("R13", MEMO, &[], &[(3, " Date 6/12/2003", "")], "declassification-without-date", 1),
    ("R13", TELEGRAM, &[], &[(31, " 04 MAY 2006", ""), (44, " 04 MAY 2006", "")], "declassification-without-date", 31),
    ("R13", MEMO, &[], &[(2, "Authority NND 974418", ""), (3, "By JLM NARA Date 6/12/2003", "")], "declassification-without-authority", 1),
    ("R13", PART, &[], &[(1, " Case No. F-2013-09931", ""), (27, " Case No. F-2013-09931", ""), (28, " Case No. F-2013-09931", ""), (39, " Case No. F-2013-09931", "")], "release-without-case", 1),
    ("R13", PART, &[], &[(1, "03/14", "13/14"), (27, "03/14", "13/14"), (28, "03/14", "13/14"), (39, "03/14", "13/14")], "release-date-unreadable", 1),
    ("R13", CREST, &[], &[(1, "2012/05/04", "2012/05/34"), (19, "2012/05/04", "2012/05/34")], "release-date-unreadable", 1),
    ("R13", FULL, &[], &[(1, "2014", "2004"), (39, "2014", "2004")], "release-before-document", 1),
    ("R14", PART, &[], &[(28, "C06100214", "C06233018")], "release-page-of-other-document", 28),
    ("R14", PART, &[], &[(28, "F-2013-09931", "F-2015-11206")], "release-cases-differ", 28),
    ("R14", PART, &[], &[(28, "03/14/2016", "03/15/2016")], "release-dates-differ", 28),
    ("R14", PART, &[], &[(39, "UNCLASSIFIED", "CONFIDENTIAL")], "release-markings-differ", 39),
    ("E.1", PART, &[(1, "2016", "2001"), (4, "B6", "B1, 1.5(D), B6"), (7, "2012", "2000"), (15, "2012", "2000"), (27, "2016", "2001"), (28, "2016", "2001"), (33, "B6", "B1 1.5(D)"), (39, "2016", "2001")], &[(33, "1.5", "1.4"), (4, "1.5", "1.4")], "order-paragraph-too-early", 33),
    ("R04", SMART, &[], &[(41, "2016", "2016\n\n                                                  RELEASE IN PART B6")], "release-decisions-differ", 43),
    ("A-39", UPGRADED, &[], &[(12, "1.4(D)", "1.4(I)")], "upgrade-reason-impossible", 12),
    ("A-39", UPGRADED, &[], &[(12, "1.4(D)", "1.5(D)")], "upgrade-reason-impossible", 12),
    ("A-39", UPGRADED, &[], &[(13, "06/15/2025", "")], "upgrade-incomplete", 12),
    ("A-39", UPGRADED, &[], &[(12, "Reason: 1.4(D) ~ ", "")], "upgrade-incomplete", 12),
    ("A-39", UPGRADED, &[], &[(13, "2025", "2009")], "upgrade-ended-before-release", 12),
    ("A-39", UPGRADED, &[], &[(3, "IN PART", "IN FULL"), (4, "B1,1.4(D),B6", ""), (18, "1.4(D)", ""), (19, "B1", ""), (22, "B6", "")], "upgraded-text-released-in-full", 12),
    ("A-39", UPGRADED, &[], &[(4, "B1,1.4(D),", ""), (18, "1.4(D)", ""), (19, "B1", "")], "upgrade-without-exemption", 12),
    ("A-39", UPGRADED, &[], &[(12, "08/31/2015", "09/02/2016")], "upgrade-after-release", 12),
    ("E.1", SMART, &[], &[(3, "FULL", "PART")], "release-in-part-without-exemption", 3),
    ("E.1", DENIED, &[], &[(4, "B5", "")], "denial-without-exemption", 3),
];

/// The levels that still stand in a release.
#[rustfmt::skip]
const LEVELS: &[Case] = &[
    ("R11", PART, &[], &[(30, "The second", "(C) The second")], "classified-mark-in-release", 30),
    ("R11", PART, &[], &[(36, "Lucia Orne", "(S//NF) Lucia Orne is at sea.")], "classified-mark-in-release", 36),
    ("R11", PART, &[], &[(30, "The second", "(S//NF) The minister will land.\n\n(U) The second"), (33, "You can", "(U) You can"), (36, "Lucia", "(U) Lucia")], "classified-mark-in-release", 30),
    ("R11", MASKED, &[], &[(39, "Done", "(C) Done")], "classified-mark-in-release", 39),
    ("R11", PART, &[], &[(38, "", "                                        SECRET")], "classified-mark-in-release", 38),
    ("R11", MASKED, &[], &[(43, "", "                                     CONFIDENTIAL")], "classified-mark-in-release", 43),
    ("R11", PART, &[], &[(26, "", "                                     CONFIDENTIAL")], "classified-mark-in-release", 26),
    ("R11", PART, &[], &[(30, "The second", "(S) The second"), (33, "You can", "(U) You can"), (36, "Lucia", "(U) Lucia")], "classified-mark-in-release", 30),
    ("R11", SMART, &[], &[(37, "(U)", "(C)")], "classified-mark-in-release", 37),
    ("R11", FULL, &[], &[(27, "1. ", "1. (C) "), (30, "2. ", "2. (U) "), (33, "3. ", "3. (U) ")], "classified-mark-in-release", 27),
    ("R11", SMART, &[], &[(54, "UNCLASSIFIED", "CONFIDENTIAL")], "classified-mark-in-release", 54),
    ("R11", CABLE, &[], &[(32, "(U)", "(C)")], "portion-left-in-release", 32),
    ("R11", PART, &[], &[(28, "UNCLASSIFIED", "CONFIDENTIAL")], "release-marked-classified", 28),
    ("G7", PRESS, &[], &[(10, "C O N F I D E N T I A L", "XXXXXXXXXXXX")], "masked-class-shown-elsewhere", 10),
    ("G7", CABLE, &[], &[(15, "C O N F I D E N T I A L", "[REDACTED B1 1.4(D)]")], "masked-class-shown-elsewhere", 15),
    ("G7", PRESS, &[], &[(16, "DECL: 03/12/2019", "XXXXXXXXXXXX")], "order-line-masked", 16),
    ("G5", PRESS, &[], &[(29, "(C)", "(XX)")], "portion-mark-masked", 29),
    ("G5", PRESS, &[], &[(16, "12958", "XXXXX")], "order-line-masked", 16),
];

/// Exemption codes.
#[rustfmt::skip]
const CODES: &[Case] = &[
    ("E.2", TELEGRAM, &[(31, "2006", "2017"), (44, "2006", "2017")], &[(26, "END OF THE YEAR.", "[2 words not declassified] (b)(5).")], "deliberative-exemption-on-old-text", 26),
    ("R02", PART, &[], &[(22, "B6", "B10")], "exemption-code-unknown", 22),
    ("R02", MASKED, &[], &[(21, "[REDACTED B6]", "[REDACTED (b)(10)]")], "exemption-code-unknown", 21),
    ("R02", MASKED, &[], &[(21, "[REDACTED B6]", "(b)(10)")], "exemption-code-unknown", 21),
    ("R02", MASKED, &[], &[(21, "B6", "B7(G)")], "exemption-code-unknown", 21),
    ("R02", MASKED, &[], &[(29, "B6", "(b)(7)(H)")], "exemption-code-unknown", 29),
    ("R02", MASKED, &[], &[(29, "B6", "(k)(8)")], "exemption-code-unknown", 29),
    ("R02", MASKED, &[], &[(29, "B6", "(j)(3)")], "exemption-code-unknown", 29),
    ("R02", CABLE, &[], &[(37, "1.4(D)", "1.4(I)")], "exemption-code-unknown", 37),
    ("R02", CABLE, &[], &[(4, "1.4(D)", "1.4(K)")], "exemption-code-unknown", 4),
    ("R02", CREST, &[], &[(17, "25X1", "25X14")], "exemption-code-unknown", 17),
    ("R02", CABLE, &[], &[(4, "1.4", "1.5"), (30, "1.4", "1.5"), (37, "1.4", "1.5")], "order-paragraph-renumbered", 4),
    ("R02", MASKED, &[(4, "B6", "B6,B7(C)")], &[(29, "B6", "B7")], "law-enforcement-exemption-without-letter", 29),
    ("R03", UPGRADED, &[], &[(4, "B1,", ""), (19, "B1", "")], "order-paragraph-without-exemption", 4),
    ("R03", CABLE, &[], &[(4, "B1, ", ""), (30, "B1 ", ""), (36, "B1", "")], "order-paragraph-without-exemption", 4),
    ("R03", CABLE, &[], &[(4, " 1.4(D),", ""), (30, " 1.4(D)", ""), (37, "1.4(D)", "")], "classified-exemption-without-paragraph", 4),
    ("R03", UPGRADED, &[], &[(4, "1.4(D),", ""), (18, "1.4(D)", "")], "classified-exemption-without-paragraph", 4),
    ("A-43", PART, &[], &[(4, "B6", "B2,B6"), (22, "B6", "B2")], "internal-rules-exemption-after-2011", 4),
    ("A-43", MASKED, &[], &[(29, "B6", "(b)(2)")], "internal-rules-exemption-after-2011", 29),
    ("R14", PART, &[], &[(22, "B6", "B5")], "code-not-in-stamp", 22),
    ("R14", MASKED, &[], &[(21, "B6", "B7(C)")], "code-not-in-stamp", 21),
    ("R14", CABLE, &[], &[(4, ", B6", "")], "code-not-in-stamp", 35),
    ("R22", MASKED, &[], &[(4, "B6", "B5,B6"), (39, "Done.", "Done. The senior lighthouse keeper [REDACTED B5] told our office that the lamp would be moved in spring.")], "duplicate-redacted-otherwise", 21),
];

/// Redactions: whether they say why, and whether they hide.
#[rustfmt::skip]
const REDACTIONS: &[Case] = &[
    ("R01", MASKED, &[(4, "B6", "")], &[(29, "[REDACTED B6]", "[REDACTED]")], "redaction-without-exemption", 29),
    ("R01", MASKED, &[(4, "B6", "")], &[(29, "[REDACTED B6]", "█████████████")], "redaction-without-exemption", 29),
    ("R01", MASKED, &[(4, "B6", "")], &[(29, "[REDACTED B6]", "[EXCISED]")], "redaction-without-exemption", 29),
    ("R01", MASKED, &[(4, "B6", "")], &[(29, "[REDACTED B6]", "[* * *]")], "redaction-without-exemption", 29),
    ("R01", MASKED, &[(4, "B6", "")], &[(29, "[REDACTED B6]", "XXXXXXXXXXXX")], "redaction-without-exemption", 29),
    ("R01", MASKED, &[(4, "B6", "")], &[(25, "the hall has", "the ________ has")], "redaction-without-exemption", 25),
    ("R01", MASKED, &[(4, "B6", "")], &[(25, "the hall has", "the [ ] has")], "redaction-without-exemption", 25),
    ("R01", CREST, &[(3, "STAT", ""), (17, "25X1", "")], &[(9, "five years", "[REDACTED]")], "redaction-without-exemption", 9),
    ("R06", PRESS, &[], &[(25, "XXXXXXXXXXXX told", "Halxxxxxxxxx told")], "mask-leaves-letters", 25),
    ("R06", PRESS, &[], &[(25, "XXXXXXXXXXXX told", "XXXXXXXXXXXXnen told")], "mask-leaves-letters", 25),
    ("R06", PRESS, &[], &[(25, "XXXXXXXXXXXX told", "XXXXXXXXXXXXtold")], "mask-glued-to-word", 25),
    ("R06", PRESS, &[], &[(35, "XXXXXXXXXXXX has", "XXXXXXXXXXXXHAS")], "mask-glued-to-word", 35),
    ("R06", PRESS, &[], &[(25, "XXXXXXXXXXXX told", "Exempxxxxx told")], "mask-leaves-letters", 25),
    ("R06", PRESS, &[], &[(25, "XXXXXXXXXXXX told", "J. XXXXXXXXXXXX told")], "mask-leaves-initial", 25),
    ("R06", MASKED, &[], &[(21, "keeper [REDACTED B6]", "keeper Ha[REDACTED B6]")], "mask-leaves-letters", 21),
    ("R06", MASKED, &[], &[(21, "keeper [REDACTED B6]", "keeper Ha█████ (b)(6)")], "mask-leaves-letters", 21),
    ("R06", MASKED, &[], &[(21, "keeper [REDACTED B6]", "keeper Mr. H. [REDACTED B6]")], "mask-leaves-initial", 21),
    ("R06", MASKED, &[], &[(29, "[REDACTED B6]", "[REDACTED B6]nen")], "mask-leaves-letters", 29),
    ("R07", PRESS, &[], &[(25, "XXXXXXXXXXXX", "XXXXXX"), (29, "XXXXXXXXXXXX", "XXXXXXXXX"), (30, "XXXXXXXXXXXX", "XXXXXXXXXXXXXX"), (35, "XXXXXXXXXXXX", "XXXXXXX")], "mask-lengths-vary", 25),
    ("R08", MASKED, &[], &[(25, "the hall", "the President of [REDACTED B6]")], "redaction-with-closed-choice", 25),
    ("R08", MASKED, &[], &[(25, "the hall", "the [REDACTED B6] Foreign Minister")], "redaction-with-closed-choice", 25),
    ("R08", MASKED, &[], &[(25, "the hall", "Embassy [REDACTED B6]")], "redaction-with-closed-choice", 25),
    ("R08", MASKED, &[], &[(25, "the hall", "a [REDACTED B6] national")], "redaction-with-closed-choice", 25),
    ("R08", MASKED, &[], &[(24, "on the first Sunday of November", "on [REDACTED B6], November 3")], "redaction-with-closed-choice", 24),
    ("R08", MASKED, &[], &[(24, "on the first Sunday of November", "on 3 [REDACTED B6] 2013")], "redaction-with-closed-choice", 24),
    ("R08", PRESS, &[], &[(33, "newspapers have", "President of XXXXXXXXXXXX has")], "redaction-with-closed-choice", 33),
    ("R08", PRESS, &[], &[(33, "The newspapers have", "A XXXXXXXXXXXX national has")], "redaction-with-closed-choice", 33),
    ("R18", PRESS, &[], &[(33, "3. (U) The limit is now five tons. The newspapers have asked for three.", "[REDACTED]")], "paragraph-number-redacted", 33),
    ("R18", MASKED, &[], &[(21, "[REDACTED B6] told", "([REDACTED B6] told")], "bracket-cut-by-redaction", 21),
    ("R18", MASKED, &[], &[(22, "[REDACTED B6] has", "[REDACTED B6 has")], "excision-bracket-missing", 22),
    ("R19", MASKED, &[], &[(25, "the hall", "the [REDACTED B6] (FSB)")], "redaction-abbreviation-stands", 25),
    ("R19", PRESS, &[], &[(33, "The newspapers", "The XXXXXXXXXXXX (NVRA)")], "redaction-abbreviation-stands", 33),
    ("R20", MASKED, &[], &[(25, "found.", "found. There is a total of 12 boats: 7 sold, 3 moored and [REDACTED B6] lent.")], "redacted-number-derivable", 25),
    ("R20", MASKED, &[], &[(25, "found.", "found.\n\nBoats sold      7\nBoats lent      [REDACTED B6]\nTotal          12")], "redacted-number-derivable", 28),
];

/// Excisions of published documents.
#[rustfmt::skip]
const EXCISIONS: &[Case] = &[
    ("E.3", FRUS, &[], &[(20, "[2 lines not declassified]", "[not declassified]")], "excision-amount-missing", 20),
    ("E.3", FRUS, &[], &[(20, "[2 lines not declassified]", "[2 chunks not declassified]")], "excision-unit-unknown", 20),
    ("E.3", FRUS, &[], &[(20, "[2 lines not declassified]", "[lines not declassified]")], "excision-amount-missing", 20),
    ("E.3", FRUS, &[], &[(20, "[2 lines not declassified]", "[2 lines not declassified")], "excision-bracket-missing", 20),
    ("E.3", FRUS, &[], &[(20, "[2 lines not declassified]", "[2 lines not declasified]")], "excision-misspelt", 20),
    ("E.3", FRUS, &[], &[(20, "[2 lines not declassified]", "[REDACTED]")], "excision-marked-otherwise", 20),
    ("E.3", FRUS, &[], &[(20, "[2 lines not declassified]", "██████████")], "excision-marked-otherwise", 20),
    ("E.3", FRUS, &[], &[(20, "2 lines", "3 paragraphs (2 lines)")], "excision-count-impossible", 20),
    ("E.3", FRUS, &[], &[(20, "2 lines", "2 line")], "excision-number-disagrees", 20),
    ("E.3", FRUS, &[], &[(15, "(6 lines)", "(0 lines)")], "redaction-amount-impossible", 15),
    ("R14", FRUS, &[], &[(15, "1 paragraph (6 lines)", "9 paragraphs (6 lines)")], "redaction-amount-impossible", 15),
];

#[test]
fn every_fault_of_a_stamp_is_found() {
    prove(&[STAMPS]);
}

#[test]
fn every_level_that_still_stands_is_found() {
    prove(&[LEVELS]);
}

#[test]
fn every_fault_of_a_code_is_found() {
    prove(&[CODES]);
}

#[test]
fn every_fault_of_a_redaction_is_found() {
    prove(&[REDACTIONS]);
}

#[test]
fn every_fault_of_an_excision_is_found() {
    prove(&[EXCISIONS]);
}
