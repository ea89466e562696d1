//! Every planted fault is found: well-formed cables, one small edit each, and the finding that it
//! must draw, by rule and line.
//!
//! The rows are those of the table of checks that the rules were written from (A envelope, B banner,
//! C captions, D declassification, E portions, F numbering and references; `ceiling` for `--ceiling`).
//!
//! Rows without a case: A14 (no usable check: 394 of 922 real copies disagree), B6 and C9, D16, E8, G
//! (no such rows, or a later pack), D15 (an event instead of a date is legal, and no rule), F8 (a habit,
//! not a rule).

use std::collections::BTreeSet;

use crate::checking::{findings_of_rule, fixture};
use crate::invariants::rules;

/// On this line, from 1, this text becomes that.
type Edit = (usize, &'static str, &'static str);

/// Row, fixture, edits that leave the cable well formed (another year, say), the fault, and the rule
/// that must say so at the line, counted in the edited text.
type Case = (&'static str, &'static str, &'static [Edit], &'static [Edit], &'static str, usize);

/// The Lisbon cable, five years earlier, under the rules of then.
#[rustfmt::skip]
const LISBON_2002: &[Edit] = &[(5, "JUN 07", "JUN 02"), (16, "2017", "2012"), (23, "1.4", "1.5")];

/// Three years earlier, a leap year.
#[rustfmt::skip]
const LISBON_2004: &[Edit] = &[(3, "157", "158"), (5, "JUN 07", "JUN 04"), (16, "2017", "2014")];

/// Three years later.
#[rustfmt::skip]
const LISBON_2010: &[Edit] = &[(3, "157", "187"), (5, "JUN 07", "JUL 10"), (16, "12958: DECL: 06/06/2017", "13526: DECL: 07/06/2020")];

/// With a header of its own for the second section, from line 32.
#[rustfmt::skip]
const LISBON_SECTIONS: &[Edit] = &[(32, "LISBON 00001457  002 OF 002", "O P 061118Z JUN 07\nFM AMEMBASSY LISBON\nTO RUEHC/SECSTATE WASHDC IMMEDIATE 5920\nC O N F I D E N T I A L SECTION 02 OF 02 LISBON 001457\n\nSIPDIS\n\nE.O. 12958: DECL: 06/06/2017\nTAGS: EFIS, EAGR, PREL, PO\nSUBJECT: SARDINE QUOTA TALKS")];

/// The same, of three sections.
#[rustfmt::skip]
const LISBON_OF_3: &[Edit] = &[(10, "OF 02", "OF 03"), (32, "LISBON 00001457  002 OF 002", "O P 061118Z JUN 07\nFM AMEMBASSY LISBON\nTO RUEHC/SECSTATE WASHDC IMMEDIATE 5920\nC O N F I D E N T I A L SECTION 02 OF 03 LISBON 001457")];

/// With one mark for the whole text.
#[rustfmt::skip]
const LISBON_ENTIRE_TEXT: &[Edit] = &[(25, "(C)", "(C - ENTIRE TEXT)"), (29, " (U)", ""), (35, " (C)", ""), (39, " (U)", "")];

/// The Tallinn cable, addressed to a collective.
#[rustfmt::skip]
const COLLECTIVE: &[Edit] = &[(8, "RUEHHE/AMEMBASSY HELSINKI 2210", "RUEHZL/EUROPEAN POLITICAL COLLECTIVE")];

/// The Athens cable a year later, with the marks of then.
#[rustfmt::skip]
const ATHENS_2010: &[Edit] = &[(5, "SEP 09", "SEP 10"), (15, "12958: DECL: 09/11/2019", "13526: DECL: 09/11/2020"), (24, "S/NF", "S//NF"), (31, "S/NF", "S//NF")];

/// Group A.
#[rustfmt::skip] // a table: one case a line
const ENVELOPE: &[Case] = &[
    ("A1", "08TALLINN214", &[], &[(4, "ZNR", "ZNY")], "security-signal-contradicts-group", 4),
    ("A1", "07LISBON1457", &[], &[(4, "ZNY", "ZNR")], "security-signal-contradicts-group", 4),
    ("A2", "08TALLINN214", &[], &[(4, "UUUUU", "CCCCC")], "security-warning-contradicts-banner", 4),
    ("A2", "07LISBON1457", &[], &[(10, "C O N F I D E N T I A L", "S E C R E T")], "security-warning-contradicts-banner", 4),
    ("A2", "09KABUL3318", &[], &[(4, "EEEEE", "UUUUU")], "encryption-marks-disagree", 4),
    ("A2", "09KABUL3318", &[], &[(8, "E F T O ", "")], "encryption-marks-disagree", 4),
    ("A3", "08TALLINN214", &[], &[(4, "UUUUU", "UUCUU")], "security-group-malformed", 4),
    ("A3", "07LISBON1457", &[], &[(4, "CCCCC", "QQQQQ")], "security-letter-unknown", 4),
    ("A4", "08TALLINN214", &[], &[(4, "UUUUU", "UUUAA")], "release-code-without-foreign-addressee", 4),
    ("A5", "08TALLINN214", &[], &[(2, "PP", "RR")], "routing-precedence-contradicts-prosign", 2),
    ("A6", "08TALLINN214", &[], &[(7, "PRIORITY", "IMMEDIATE")], "prosign-contradicts-addressees", 5),
    ("A6", "08TALLINN214", &[], &[(5, "P R", "P O")], "prosigns-not-descending", 5),
    ("A7", "07LISBON1457", &[], &[(5, "O P", "O")], "second-prosign-missing", 5),
    ("A7", "07LISBON1457", &[], &[(8, "PRIORITY", "IMMEDIATE"), (9, "PRIORITY", "IMMEDIATE")], "second-prosign-needless", 5),
    ("A8", "08TALLINN214", &[], &[(3, "#0214", "#0241")], "station-serial-contradicts-banner", 3),
    ("A8", "09KABUL3318", &[(8, "003318", "013318")], &[(3, "#3318", "#3319")], "station-serial-contradicts-banner", 3),
    ("A9", "08TALLINN214", &[], &[(3, "136", "138")], "filing-day-far-from-dtg", 3),
    ("A9", "08TALLINN214", &[], &[(3, "136", "137")], "filing-day-beside-dtg", 3),
    ("A10", "08TALLINN214", &[], &[(3, "1361430", "1362230")], "filing-time-far-from-dtg", 3),
    ("A11", "08TALLINN214", &[], &[(5, "151430Z", "321430Z")], "dtg-impossible", 5),
    ("A11", "08TALLINN214", &[], &[(5, "151430Z", "151460Z")], "dtg-impossible", 5),
    ("A11", "08TALLINN214", &[], &[(5, "151430Z", "150000Z")], "dtg-at-midnight", 5),
    ("A11", "08TALLINN214", &[], &[(3, "136", "367")], "filing-time-impossible", 3),
    ("A12", "08TALLINN214", &[], &[(3, "RUEHTL", "RUEHOS")], "station-contradicts-originator", 3),
    ("A13", "08TALLINN214", &[], &[(6, "TALLINN", "HELSINKI")], "originator-contradicts-banner", 6),
    ("A13", "04STATE191822", &[], &[(5, "SECSTATE WASHDC", "AMEMBASSY OTTAWA")], "originator-contradicts-banner", 5),
    ("A15", "08TALLINN214", &[], &[(46, "0214", "0241")], "validation-contradicts-station", 46),
    ("A15", "08TALLINN214", &[], &[(10, "BT", "")], "break-unpaired", 45),
    ("A15", "08TALLINN214", &[], &[(47, "NNNN", "NNNN\nThe annex follows by pouch.")], "end-mark-not-last", 47),
    ("A16", "08TALLINN214", &[], &[(8, "HELSINKI", "LISBON")], "addressee-contradicts-indicator", 8),
    ("A17", "07LISBON1457", &[], &[(9, "RUEHRB/AMEMBASSY RABAT", "RUEHFL/AMCONSUL FLORENCE")], "classified-to-unclassified-route", 9),
    ("A18", "09ATHENS1512", &[], &[(9, "RUEHHE/AMEMBASSY HELSINKI", "RCCPJWA/NDHQ OTTAWA")], "noforn-to-foreign-addressee", 9),
    ("A19", "08TALLINN214", &[], &[(9, "RUEHNY/AMEMBASSY OSLO", "RUEHHE/AMEMBASSY HELSINKI")], "addressee-repeated", 9),
    ("A19", "04STATE191822", &[], &[(12, "OSLO", "OTTAWA")], "addressee-repeated", 12),
    ("A19", "08TALLINN214", &[], &[(9, "RUEHNY/AMEMBASSY OSLO 1874", "XMT AMEMBASSY OSLO")], "exempt-without-collective", 9),
    ("A20", "08TALLINN214", &[], &[(8, "2210", "221O")], "continuity-number-not-numeric", 8),
    ("A20", "08TALLINN214", COLLECTIVE, &[(8, "COLLECTIVE", "COLLECTIVE 0012")], "continuity-number-on-collective", 8),
];

/// Group B, and `--ceiling`.
#[rustfmt::skip] // a table: one case a line
const BANNER: &[Case] = &[
    ("B1", "08TALLINN214", &[], &[(11, "UNCLAS TALLINN 000214", "")], "banner-line-missing", 1),
    ("B1", "04STATE191822", &[], &[(14, "UNCLAS STATE 191822", "")], "banner-line-missing", 1),
    ("B1", "08TALLINN214", &[], &[(10, "BT", "SIPDIS")], "caption-above-banner", 10),
    ("B1", "07LISBON1457", &[], &[(32, "LISBON 00001457  002 OF 002", "C O N F I D E N T I A L SECTION 02 OF 02 LISBON 001475")], "second-banner-other-message", 32),
    ("B2", "07LISBON1457", &[], &[(32, "LISBON 00001457  002 OF 002", "UNCLAS SECTION 02 OF 02 LISBON 001457")], "second-banner-contradicts-banner", 32),
    ("B2", "07LISBON1457", &[], &[(31, "", "\nBEGIN LETTER\n\nS E C R E T LONDON 011872\n\nThe quota is a tenth.\n\nEND LETTER\n")], "second-banner-contradicts-banner", 34),
    ("B2", "07LISBON1457", &[], &[(31, "", "\n[BEGIN LETTER]\n\nSECRET\n\nThe quota is a tenth.\n\n[END LETTER]\n")], "running-head-contradicts-banner", 34),
    ("B2", "76STATE104417", &[], &[(31, "CONFIDENTIAL", "SECRET")], "running-head-contradicts-banner", 31),
    ("B2", "76STATE104417", &[], &[(1, "CONFIDENTIAL", "UNCLASSIFIED")], "running-head-contradicts-banner", 1),
    ("B2", "76STATE104417", &[(41, "NNNN", "NNNN\n\nAda P. Marlow Declassified/Released US Department of State EO Systematic Review 04 MAY 2006")], &[(31, "CONFIDENTIAL", "SECRET")], "running-head-contradicts-banner", 31),
    ("B2", "11GABORONE318", &[], &[(39, "UNCLASSIFIED", "SECRET")], "running-head-contradicts-banner", 39),
    ("B2", "header-twice", &[], &[(8, "UNCLAS", "C O N F I D E N T I A L")], "header-copies-disagree", 17),
    ("B2", "header-twice", &[], &[(10, "SENSITIVE", "")], "header-copies-disagree", 19),
    ("B3", "07LISBON1457", &[], &[(10, "C O N F I D E N T I A L", "CONFIDENTIAL")], "banner-spacing-unusual", 10),
    ("B3", "08TALLINN214", &[], &[(11, "UNCLAS", "U N C L A S")], "banner-spacing-unusual", 11),
    ("B4", "07LISBON1457", &[], &[(10, "SECTION 01", "SECTION 03")], "section-above-total", 10),
    ("B4", "07LISBON1457", &[], &[(32, "LISBON 00001457  002 OF 002", "C O N F I D E N T I A L SECTION 03 OF 02 LISBON 001457")], "second-banner-section-wrong", 32),
    ("B4", "07LISBON1457", LISBON_SECTIONS, &[(39, "2017", "2018")], "section-headers-disagree", 39),
    ("B4", "07LISBON1457", LISBON_SECTIONS, &[(35, "OF 02", "OF 03")], "section-totals-disagree", 35),
    ("B4", "07LISBON1457", LISBON_OF_3, &[(35, "SECTION 02", "SECTION 03")], "section-out-of-sequence", 35),
    ("B4", "07LISBON1457", &[], &[(32, "OF 002", "OF 003")], "page-line-total-wrong", 32),
    ("B4", "07LISBON1457", &[], &[(10, "OF 02", "OF 03"), (32, "002 OF 002", "003 OF 003")], "page-line-missing", 32),
    ("B5", "07LISBON1457", &[], &[(32, "00001457", "00001475")], "page-line-serial-wrong", 32),
    ("B5", "07LISBON1457", &[], &[(32, "LISBON 00001457  002 OF 002", "LISBON  00001475  002  OF  002")], "page-line-serial-wrong", 32),
    ("B5", "07LISBON1457", &[], &[(32, "LISBON", "MADRID")], "page-line-post-wrong", 32),
    ("B7", "08TALLINN214", &[], &[(11, "TALLINN", "TALLIN")], "post-name-misspelt", 11),
    ("B8", "89NAIROBI10457", &[], &[(1, "89", "97")], "limited-official-use-obsolete", 6),
    ("B8", "89NAIROBI10457", &[(6, "LIMITED OFFICIAL USE", "UNCLAS")], &[(7, "", "\nSENSITIVE\n")], "sensitive-before-its-time", 8),
    ("B8", "89NAIROBI10457", &[], &[(6, "LIMITED OFFICIAL USE", "SENSITIVE BUT UNCLASSIFIED")], "sensitive-banner-before-its-time", 6),
    ("B8", "08TALLINN214", &[], &[(11, "UNCLAS", "UNCLAS FOUO")], "for-official-use-only-banner", 11),
    ("B9", "08TALLINN214", &[], &[(11, "000214", "000214 ZFR 216")], "message-replaced", 11),
    ("B9", "08TALLINN214", &[], &[(11, "000214", "000214 SUSPECTED DUPLICATE 216")], "message-replaced", 11),
    ("B9", "08TALLINN214", &[], &[(12, "", "\nC O R R E C T E D  C O P Y (SUBJECT LINE)\n")], "message-replaced", 13),
    ("ceiling", "08TALLINN214", &[], &[(11, "UNCLAS", "C O N F I D E N T I A L")], "ceiling-exceeded-by-banner", 11),
    ("ceiling", "text-copy", &[], &[(16, "PORT LOUIS 00000091  002 OF 002", "S E C R E T SECTION 02 OF 02 PORT LOUIS 000091")], "ceiling-exceeded-by-second-banner", 16),
    ("ceiling", "04STATE191822", &[], &[(9, "UNCLASSIFIED", "SECRET")], "ceiling-exceeded-by-running-head", 9),
    ("ceiling", "08TALLINN214", &[], &[(4, "UUUUU", "CCCCC")], "ceiling-exceeded-by-security-warning", 4),
    ("ceiling", "08TALLINN214", &[], &[(30, "(U)", "(C)")], "ceiling-exceeded-by-portion", 30),
    ("ceiling", "text-copy", &[], &[(11, "1. ", "1. CONFIDENTIAL - ENTIRE TEXT. ")], "ceiling-exceeded-by-entire-text", 11),
    ("ceiling", "08TALLINN214", &[], &[(18, "N/A", "DECL: 05/15/2018")], "ceiling-exceeded-by-declassification", 18),
    ("ceiling", "08TALLINN214", &[], &[(24, "", "\nClassified By: DCM Ann Field for reasons 1.4 (b) and (d)\n")], "ceiling-exceeded-by-authority", 25),
    ("stray", "body-copy", &[(1, "1. ", ""), (4, "2. ", ""), (7, "3. ", "")], &[(4, "THE PORT", "(S//NF) THE PORT")], "mark-outside-document", 4),
    ("stray", "08TALLINN214", &[], &[(1, "VZCZC", "(C) The ministry says so itself.\n\nVZCZC")], "mark-above-header", 1),
    ("stray", "08TALLINN214", &[], &[(11, "UNCLAS", "(C) The ministry says so itself.\n\nUNCLAS")], "mark-above-header", 11),
];

/// Group C.
#[rustfmt::skip] // a table: one case a line
const CAPTIONS: &[Case] = &[
    ("C1", "08TALLINN214", &[], &[(13, "SENSITIVE", "")], "sensitive-caption-missing", 11),
    ("C1", "09KABUL3318", &[], &[(10, "SENSITIVE", "")], "sensitive-caption-missing", 8),
    ("C1", "11GABORONE318", &[], &[(2, "SBU", ""), (15, "SENSITIVE", "")], "sensitive-caption-missing", 1),
    ("C2", "08TALLINN214", &[], &[(25, "(SBU)", "(U)"), (34, "(SBU)", "(U)")], "sensitive-caption-unsupported", 13),
    ("C3", "07LISBON1457", &[], &[(12, "SIPDIS", "SIPDIS\nSENSITIVE")], "sensitive-caption-on-classified", 13),
    ("C4", "09ATHENS1512", &[], &[(12, "NOFORN", "")], "noforn-caption-missing", 10),
    ("C4", "07LISBON1457", &[], &[(25, "(C)", "(C/NF)")], "noforn-caption-missing", 10),
    ("C4", "08TALLINN214", &[], &[(25, "(SBU)", "(SBU/N)")], "noforn-caption-missing", 11),
    ("C4", "09ATHENS1512", &[], &[(24, "S/NF", "S"), (31, "S/NF", "S")], "noforn-caption-unsupported", 12),
    ("C5", "08TALLINN214", &[], &[(14, "SIPDIS", "SIPDIS\nNODIS")], "sipdis-with-nodis-or-exdis", 15),
    ("C5", "08TALLINN214", &[], &[(14, "SIPDIS", "EXDIS SIPDIS")], "sipdis-with-nodis-or-exdis", 14),
    ("C5", "08TALLINN214", &[], &[(14, "SIPDIS", "SIPDIS\nROGER CHANNEL")], "sipdis-with-restricted-channel", 15),
    ("C5", "08TALLINN214", &[], &[(14, "SIPDIS", "SIPDIS\nSTADIS")], "sipdis-with-restricted-channel", 15),
    ("C6", "08TALLINN214", &[], &[(14, "SIPDIS", "NODIS\nEXDIS")], "distribution-captions-conflict", 15),
    ("C6", "08TALLINN214", &[], &[(14, "SIPDIS", "EXDIS\nLIMDIS")], "distribution-captions-conflict", 15),
    ("C6", "08TALLINN214", &[], &[(14, "SIPDIS", "EXDIS\nSTADIS")], "stadis-not-first", 15),
    ("C7", "08TALLINN214", &[], &[(14, "SIPDIS", "ROGER CHANNEL\nDISSENT CHANNEL")], "channel-captions-conflict", 15),
    ("C7", "08TALLINN214", &[], &[(14, "SIPDIS", "AGREMENT CHANNEL\nEXDIS")], "caption-beside-exclusive-channel", 14),
    ("C7", "two-cables", &[], &[(10, "SIPDIS", "AGREMENT CHANNEL")], "agrement-unprotected", 10),
    ("C8", "08TALLINN214", &[], &[(14, "SIPDIS", "SIPDIS\nSENSITIVE")], "caption-repeated", 15),
    ("C8", "08TALLINN214", &[], &[(14, "SIPDIS", "SIPDIS\n\nSIPDIS")], "sipdis-repeated", 16),
    ("C10", "08TALLINN214", &[], &[(13, "SENSITIVE", "SENSTIVE")], "caption-misspelt", 13),
    ("C10", "08TALLINN214", &[], &[(14, "SIPDIS", "SIPDI\u{405}")], "caption-look-alike", 14),
    ("C10", "08TALLINN214", &[], &[(14, "SIPDIS", "SIP\u{200b}DIS")], "caption-look-alike", 14),
    ("C11", "08TALLINN214", &[], &[(19, ", EN", ", EN SENSITIVE")], "caption-astray", 19),
    ("C11", "08TALLINN214", &[], &[(32, "winter.", "winter.\nNOFORN")], "caption-astray", 33),
    ("C12", "09ATHENS1512", &[], &[(12, "NOFORN", "NOFORN\nREL TO USA, GBR")], "noforn-with-rel-to", 12),
    ("C13", "08TALLINN214", &[], &[(14, "SIPDIS", "SIPDIS\nOFFICIAL INFORMAL")], "official-informal-not-in-subject", 15),
    ("C14", "08TALLINN214", COLLECTIVE, &[(16, "STATE FOR EUR/NB AND OES/OA", "FOR THE AMBASSADOR ONLY")], "addressed-caption-with-collective", 16),
];

/// Group D.
#[rustfmt::skip] // a table: one case a line
const DECLASSIFICATION: &[Case] = &[
    ("D1", "08TALLINN214", &[], &[(18, "N/A", "DECL: 05/15/2018")], "declassification-on-unclassified", 18),
    ("D1", "08TALLINN214", &[], &[(18, "N/A", "N/A\nDECL: 05/15/2018")], "declassification-on-unclassified", 18),
    ("D1", "07LISBON1457", &[], &[(16, "DECL: 06/06/2017", "N/A")], "declassification-missing-on-classified", 16),
    ("D1", "header-on-one-line", &[], &[(1, "DECL: 09/14/2017", "N/A")], "declassification-missing-on-classified", 1),
    ("D1", "11GABORONE318", &[], &[(13, "13526", "13526\nDeclassify On:                 2021/04/19")], "declassification-on-unclassified", 13),
    ("D3", "11GABORONE318", &[], &[(13, "13526", "13526\nClassified By:                 Ann Lee, Ambassador")], "classified-by-on-unclassified", 14),
    ("D3", "08TALLINN214", &[], &[(1, "VZCZC", "Classified By: Ann Lee, Ambassador\nReason: 1.4 (b)\n\nVZCZC")], "mark-above-header", 1),
    ("D1", "07LISBON1457", &[], &[(16, " DECL: 06/06/2017", "")], "declassification-instruction-empty", 16),
    ("D1", "07LISBON1457", &[], &[(16, "06/06/2017", "06/31/2017")], "order-date-impossible", 16),
    ("D1", "07LISBON1457", &[], &[(16, "E.O. 12958: DECL: 06/06/2017", "")], "order-line-missing", 10),
    ("D1", "07LISBON1457", &[], &[(16, "06/06/2017", "")], "declassification-instruction-empty", 16),
    ("D1", "07LISBON1457", &[], &[(16, "06/06/2017", "N/A")], "declassification-missing-on-classified", 16),
    ("D1", "07LISBON1457", &[], &[(16, "06/06/2017", "25X11, 06/06/2017")], "order-exemption-unknown", 16),
    ("D1", "07LISBON1457", LISBON_2010, &[(16, "07/06/2020", "25X1")], "order-exemption-without-date", 16),
    ("D1", "07LISBON1457", LISBON_2010, &[(16, "07/06/2020", "50X1-HUM, 07/06/2061")], "order-exemption-with-date", 16),
    ("D1", "07LISBON1457", LISBON_2010, &[(16, "07/06/2020", "07/06/2020, 07/06/2030")], "order-values-several", 16),
    ("D1", "07LISBON1457", LISBON_2010, &[(16, "07/06/2020", "SUBJECT TO TREATY OR INTERNATIONAL AGREEMENT")], "order-treaty", 16),
    ("D1", "07LISBON1457", LISBON_2010, &[(16, "07/06/2020", "DNI ONLY")], "order-dni-only", 16),
    ("D1", "07LISBON1457", &[], &[(16, "06/06/2017", "MR")], "order-manual-review", 16),
    ("D1", "07LISBON1457", &[], &[(16, "06/06/2017", "TBD")], "order-without-end", 16),
    ("D4", "07LISBON1457", &[], &[(23, " (b) and (d)", "")], "reason-letter-missing", 23),
    ("D4", "07LISBON1457", &[], &[(23, "1.4", "1.6")], "reason-section-unknown", 23),
    ("D2", "07LISBON1457", &[], &[(23, "Classified By: DCM Martin Hale for reasons 1.4 (b) and (d)", "")], "classified-by-missing", 10),
    ("D2", "07LISBON1457", &[], &[(23, "Classified By: DCM Martin Hale for reasons 1.4 (b) and (d)", ""), (28, "", "\nBEGIN NON-PAPER\n\nClassified By: Ann Lee for reasons 1.4 (b)\nEND NON-PAPER\n")], "classified-by-missing", 10),
    ("D3", "08TALLINN214", &[], &[(24, "", "\nClassified By: DCM Ann Field for reasons 1.4 (b) and (d)\n")], "classified-by-on-unclassified", 25),
    ("D4", "07LISBON1457", &[], &[(23, " for reasons 1.4 (b) and (d)", "")], "classification-reason-missing", 23),
    ("D4", "07LISBON1457", &[], &[(23, " for reasons 1.4 (b) and (d)", ". Reason:")], "classification-reason-missing", 23),
    ("D4", "07LISBON1457", &[], &[(23, "1.4", "1.7")], "reason-section-unknown", 23),
    ("D4", "07LISBON1457", &[], &[(23, "1.4", "2.4")], "reason-section-unknown", 23),
    ("D4", "07LISBON1457", &[], &[(23, "(d)", "(k)")], "classification-reason-impossible", 23),
    ("D5", "07LISBON1457", LISBON_2002, &[(23, "1.5", "1.4")], "reason-section-premature", 23),
    ("D5", "07LISBON1457", LISBON_2004, &[(23, "1.4", "1.5")], "reason-section-lagging", 23),
    ("D5", "07LISBON1457", &[], &[(23, "1.4", "1.5")], "reason-section-outdated", 23),
    ("D6", "08TALLINN214", &[], &[(18, "12958", "12356")], "order-not-in-force", 18),
    ("D6", "08TALLINN214", &[], &[(18, "12958", "13526")], "order-not-in-force", 18),
    ("D6", "11GABORONE318", &[], &[(13, "13526", "12356")], "order-not-in-force", 13),
    ("D2", "07LISBON1457", &[], &[(23, "DCM Martin Hale ", "")], "classifier-missing", 23),
    ("D2", "07LISBON1457", &[], &[(23, "Classified By: DCM Martin Hale for reasons", "Reason:")], "classified-by-missing", 10),
    ("D3", "08TALLINN214", &[], &[(24, "", "\nREASON: 1.4 (b) and (d)\n")], "classified-by-on-unclassified", 25),
    ("D7", "07LISBON1457", &[], &[(16, "2017", "20017")], "order-date-impossible", 16),
    ("D7", "07LISBON1457", &[], &[(16, "2017", "2006")], "declassification-not-after-document", 16),
    ("D7", "07LISBON1457", &[], &[(16, "06/06/2017", "JUNE 6, 2007")], "declassification-not-after-document", 16),
    ("D8", "07LISBON1457", &[], &[(16, "06/06/2017", "6 JUN 2034")], "declassification-beyond-25-years", 16),
    ("D8", "07LISBON1457", LISBON_2002, &[(16, "2012", "2014")], "declassification-beyond-ten-years", 16),
    ("D8", "07LISBON1457", &[], &[(16, "2017", "2034")], "declassification-beyond-25-years", 16),
    ("D9", "07LISBON1457", &[], &[(16, "06/06/2017", "06/16/2017")], "declassification-near-ten-years", 16),
    ("D9", "07LISBON1457", &[], &[(16, "06/06/2017", "05/28/2032")], "declassification-near-25-years", 16),
    ("D10", "07LISBON1457", &[], &[(16, "06/06/2017", "X1, X5")], "exemption-x-outdated", 16),
    ("D10", "07LISBON1457", &[], &[(16, "06/06/2017", "OADR")], "oadr-outdated", 16),
    ("D10", "76STATE104417", &[], &[(19, "GDS", "X1")], "order-exemption-x-premature", 19),
    ("D10", "76STATE104417", &[], &[(19, "GDS", "OADR")], "oadr-premature", 19),
    ("D10", "76STATE104417", &[], &[(14, "76", "79"), (19, "11652", "12065")], "gds-outdated", 19),
    ("D10", "76STATE104417", &[], &[(14, "76", "84"), (19, "11652: GDS", "12356: GDS 3/25/90")], "gds-outdated", 19),
    ("D10", "07LISBON1457", &[], &[(16, "06/06/2017", "50X1-HUM")], "exemption-50x-premature", 16),
    ("D10", "07LISBON1457", LISBON_2002, &[(16, "06/06/2012", "25X1")], "exemption-25x-premature", 16),
    ("D11", "07LISBON1457", &[], &[(16, "06/06/2017", "26/05/2017")], "declassification-date-day-first", 16),
    ("D11", "07LISBON1457", &[], &[(16, "06/06/2017", "2017/06/06")], "declassification-date-year-first", 16),
    ("D11", "07LISBON1457", &[], &[(16, "2017", "17")], "declassification-date-short-year", 16),
    ("D11", "07LISBON1457", &[], &[(16, "06/06/2017", "05/06/2017")], "declassification-date-ambiguous", 16),
    ("D12", "07LISBON1457", &[], &[(23, "By: ", "By: Classified by ")], "classified-by-doubled", 23),
    ("D13", "07LISBON1457", &[], &[(23, "for reasons 1.4 (b) and (d)", "Derived From: DOS Guide")], "derivative-source-missing", 23),
    ("D14", "07LISBON1457", LISBON_2010, &[(23, "DCM Martin Hale", "DCM")], "classifier-not-identified", 23),
];

/// Group E.
#[rustfmt::skip] // a table: one case a line
const PORTIONS: &[Case] = &[
    ("E1", "08TALLINN214", &[], &[(30, "(U)", "(C)")], "portion-above-banner", 30),
    ("E1", "04STATE191822", &[], &[(25, "(U)", "(S)")], "portion-above-banner", 25),
    ("E1", "11GABORONE318", &[], &[(25, "(U)", "(S//NF)")], "portion-above-banner", 25),
    ("E1", "header-on-one-line", &[], &[(5, "(U)", "(S)")], "portion-above-banner", 5),
    ("E1", "07LISBON1457", &[], &[(29, "2. (U)", "2 (S)")], "portion-above-banner", 29),
    ("E1", "07LISBON1457", &[], &[(25, "1. (C)", "(S) Summary: The talks go on.  End summary.\n\n1. (C)")], "portion-above-banner", 25),
    ("E1", "07LISBON1457", &[], &[(23, "Classified By", "(S) Classified By")], "portion-above-banner", 23),
    ("E1", "two-cables", &[], &[(39, "(U)", "(C)")], "portion-above-banner", 39),
    ("E1", "text-copy", &[], &[(14, "2.", "2. (C)")], "portion-above-banner", 14),
    ("E1", "header-twice", &[], &[(29, "(U)", "(C)")], "portion-above-banner", 29),
    ("E2", "07LISBON1457", &[], &[(10, "C O N F I D E N T I A L", "S E C R E T")], "banner-above-portions", 10),
    ("E2", "09ATHENS1512", &[], &[(24, "S/NF", "C/NF"), (31, "S/NF", "C/NF")], "banner-above-portions", 10),
    ("E3", "08TALLINN214", &[], &[(30, " (U)", "")], "portion-mark-missing", 30),
    ("E3", "11GABORONE318", &[], &[(25, " (U)", "")], "portion-mark-missing", 25),
    ("E3", "07LISBON1457", &[], &[(29, " (U)", ""), (31, "", "\n-- BEGIN TEXT --\n\nCONFIDENTIAL - ENTIRE TEXT\n\nThe quota is a tenth.\n\n-- END TEXT --\n")], "portion-mark-missing", 29),
    ("E4", "04STATE191822", &[], &[(22, " (U)", ""), (25, " (U)", ""), (28, " (U)", "")], "portion-marks-missing-unclassified", 14),
    ("E5", "07LISBON1457", &[], &[(25, " (C)", ""), (29, " (U)", ""), (35, " (C)", ""), (39, " (U)", "")], "portion-marks-missing-classified", 10),
    ("E5", "07LISBON1457", &[], &[(25, " (C)", ""), (29, " (U)", ""), (31, "", "\nBEGIN TEXT\n\n(C) ENTIRE TEXT\n\nThe quota is a tenth.\n\nEND TEXT\n"), (35, " (C)", ""), (39, " (U)", "")], "portion-marks-missing-classified", 10),
    ("E6", "08TALLINN214", &[], &[(34, "(SBU)", "(SUB)")], "portion-mark-misspelt", 34),
    ("E6", "08TALLINN214", &[], &[(34, "(SBU)", "(SB)")], "portion-mark-misspelt", 34),
    ("E6", "08TALLINN214", &[], &[(34, "(SBU)", "SBU)")], "portion-mark-bracket-lost", 34),
    ("E6", "08TALLINN214", &[], &[(34, "(SBU)", "(SBU")], "portion-mark-bracket-lost", 34),
    ("E6", "07LISBON1457", &[], &[(29, "(U)", "(U")], "portion-mark-bracket-lost", 29),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(S, NF)")], "portion-above-banner", 29),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(S/RELEASABLE TO NATO)")], "portion-above-banner", 29),
    ("E1", "07LISBON1457", &[], &[(29, "2. (U)", "\u{c}2. (S)")], "portion-above-banner", 29),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(S//HCS-P//NF)")], "portion-above-banner", 29),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(S//DISPLAY ONLY AFG, IRQ)")], "portion-above-banner", 29),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(//GBR S)")], "portion-above-banner", 29),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(//S//NF)")], "portion-above-banner", 29),
    ("E6", "07LISBON1457", &[], &[(29, "(U)", "(C//HUN)")], "portion-mark-unknown", 29),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(U) It is so.\n   a. (//NS)")], "portion-above-banner", 30),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(S\u{2011}NF)")], "portion-above-banner", 29),
    ("E6", "07LISBON1457", &[], &[(29, "(U)", "(U/C)")], "portion-mark-two-levels", 29),
    ("E1", "07LISBON1457", &[], &[(29, "(U)", "(U/S)")], "portion-above-banner", 29),
    ("E6", "07LISBON1457", &[], &[(35, "(C)", "(C/ZED)")], "portion-mark-unknown", 35),
    ("E6", "07LISBON1457", &[], &[(35, "(C)", "(\u{421})")], "portion-mark-look-alike", 35),
    ("E6", "08TALLINN214", &[], &[(34, "(SBU)", "(S\u{200b}BU)")], "portion-mark-look-alike", 34),
    ("E7", "09ATHENS1512", ATHENS_2010, &[(24, "S//NF", "S/NF")], "portion-mark-style", 24),
    ("E7", "09ATHENS1512", &[], &[(24, "S/NF", "S/NF/REL TO USA, GBR")], "portion-noforn-with-rel-to", 24),
    ("E9", "09ATHENS1512", &[(29, "2a.", "a.")], &[(29, "(U)", "(S)")], "sub-portion-above-parent", 29),
    ("E9", "09ATHENS1512", &[], &[(29, "(U)", "(S)")], "sub-portion-above-parent", 29),
    ("E10", "07LISBON1457", &[], &[(24, "", "\nBEGIN SUMMARY\n"), (27, " End summary.", ""), (31, "", "\nEND SUMMARY\n")], "summary-marks-mixed", 25),
    ("E11", "09ATHENS1512", &[], &[(17, "(U)", "(TS)")], "subject-above-banner", 17),
    ("E11", "08TALLINN214", &[], &[(20, "SUBJECT: ", "SUBJECT: (C) ")], "subject-above-banner", 20),
    ("E11", "09ATHENS1512", &[], &[(17, "(U) ", "")], "subject-mark-missing", 17),
    ("E12", "07LISBON1457", &[], &[(21, "B. ", "B. (S/NF) ")], "reference-above-banner", 21),
    ("E13", "07LISBON1457", LISBON_ENTIRE_TEXT, &[(25, "C - E", "S - E")], "entire-text-contradicts-banner", 25),
    ("E13", "text-copy", &[], &[(11, "1. ", "1. CONFIDENTIAL - ENTIRE TEXT. ")], "entire-text-contradicts-banner", 11),
    ("E13", "07LISBON1457", LISBON_ENTIRE_TEXT, &[(29, "2.", "2. (U)")], "portion-contradicts-entire-text", 29),
    ("E14", "08TALLINN214", &[], &[(40, "End text.", "")], "block-not-closed", 34),
    ("E15", "07LISBON1457", &[], &[(34, "", "\nBEGIN NON-PAPER\n\nThe quota is a tenth.\n\nEND NON-PAPER\n")], "foreign-text-without-fgi-mark", 35),
];

/// Group F.
#[rustfmt::skip] // a table: one case a line
const NUMBERING: &[Case] = &[
    ("F1", "08TALLINN214", &[], &[(42, "4.", "5.")], "paragraph-out-of-sequence", 42),
    ("F1", "76STATE104417", &[], &[(37, "3.", "4.")], "paragraph-out-of-sequence", 37),
    ("F1", "body-copy", &[], &[(7, "3.", "5.")], "paragraph-out-of-sequence", 7),
    ("F1", "two-cables", &[], &[(41, "3.", "4.")], "paragraph-out-of-sequence", 41),
    ("F1", "two-cables", &[], &[(16, "1.", "2."), (18, "2.", "3.")], "first-paragraph-not-one", 16),
    ("F2", "header-twice", &[], &[(29, "2. (U) ", "")], "single-paragraph-numbered", 26),
    ("F3", "08TALLINN214", &[], &[(42, "4.", "3.")], "paragraph-number-repeated", 42),
    ("F4", "08TALLINN214", &[], &[(28, "para 4", "para 7")], "paragraph-reference-dangling", 28),
    ("F4", "07LISBON1457", &[], &[(37, "paragraph 1", "paragraph 8")], "paragraph-reference-dangling", 37),
    ("F5", "08TALLINN214", &[], &[(23, "B.", "C.")], "reference-letters-out-of-sequence", 23),
    ("F5", "08TALLINN214", &[], &[(43, "(ref B) ", "")], "reference-unused", 23),
    ("F6", "08TALLINN214", &[], &[(23, "STATE 31077", "TALLINN 214")], "reference-to-itself", 23),
    ("F6", "08TALLINN214", &[], &[(23, "STATE 31077", "08 TALLINN 214")], "reference-to-itself", 23),
    ("F6", "08TALLINN214", &[], &[(22, "07 TALLINN 812", "09 TALLINN 812")], "reference-after-cable", 22),
    ("F7", "08TALLINN214", &[], &[(19, "TAGS: SENV, TPHY, EN", "")], "tags-missing", 11),
    ("F7", "08TALLINN214", &[], &[(19, "SENV, TPHY", "SENVTPHY")], "tags-glued", 19),
    ("F7", "08TALLINN214", &[], &[(19, ", EN", ", SENV")], "tag-repeated", 19),
    ("F9", "08TALLINN214", &[], &[(20, "SUBJECT: HARBOR ICE REPORTING: ESTONIA OFFERS TO SHARE BUOY DATA", "")], "subject-missing", 11),
    ("F9", "08TALLINN214", &[], &[(21, "", "SUBJECT: A SECOND ONE\n")], "subject-repeated", 11),
    ("F9", "08TALLINN214", &[], &[(20, " HARBOR ICE REPORTING: ESTONIA OFFERS TO SHARE BUOY DATA", "")], "subject-empty", 20),
    ("F10", "08TALLINN214", &[], &[(18, "E.O. 12958: N/A", "TAGS: SENV, TPHY, EN"), (19, "TAGS: SENV, TPHY, EN", "E.O. 12958: N/A")], "header-out-of-order", 19),
    ("F11", "07LISBON1457", &[], &[(40, "HOFFMAN", "")], "signature-missing", 10),
    ("F11", "08TALLINN214", &[], &[(44, "BRANDT", "")], "signature-missing", 11),
    ("F12", "04STATE191822", &[], &[(23, "entries", "entries, each and every one of them,")], "line-too-long", 14),
    ("F12", "07LISBON1457", &[], &[(30, "figures", "figures (caf\u{e9} prices too)")], "text-not-ascii", 10),
];

/// Default rules that no case covers, and why.
const COVERED_ELSEWHERE: &[(&str, &str)] = &[
    ("text-not-utf8", "the fault is in the bytes: `fixtures::windows_1252_is_said_and_nothing_else`"),
    ("copies-disagree", "it takes two copies: `copies`"),
];

fn cases() -> impl Iterator<Item = &'static Case> {
    [ENVELOPE, BANNER, CAPTIONS, DECLASSIFICATION, PORTIONS, NUMBERING].into_iter().flatten()
}

#[test]
fn every_planted_fault_is_found() {
    let complaints: Vec<String> = cases().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), cases().count(), complaints.join("\n"));
}

/// What is wrong with a case, if anything.
fn complaint((row, name, stage, fault, rule, line): &Case) -> Option<String> {
    let staged = edited(&fixture(name), stage);
    let before = findings_of_rule(staged.as_bytes(), rule);
    let after = findings_of_rule(edited(&staged, fault).as_bytes(), rule);
    let wrong = !before.is_empty() || after != [(*rule, *line)];
    wrong.then(|| format!("{row} {name} {fault:?}: before {before:?}, after {after:?}, not {rule} on {line}"))
}

/// The text with the edits made, from the last to the first, so that new lines move no other edit.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for &(number, from, to) in edits.iter().rev() {
        let line = &mut lines[number - 1];
        let fits = if from.is_empty() { line.is_empty() } else { line.matches(from).count() == 1 };
        assert!(fits, "{from:?} does not stand once on line {number}: {line:?}");
        *line = if from.is_empty() { to.to_owned() } else { line.replace(from, to) };
    }
    lines.join("\n") + "\n"
}

#[test]
fn every_default_rule_has_a_planted_fault() {
    let planted: BTreeSet<&str> = cases().map(|case| case.4).collect();
    let elsewhere: BTreeSet<&str> = COVERED_ELSEWHERE.iter().map(|(rule, _)| *rule).collect();
    let rules = rules().rules().iter().map(|rule| rule.id.as_str());
    let missing: Vec<&str> = rules.filter(|id| !planted.contains(id) && !elsewhere.contains(id)).collect();
    assert!(missing.is_empty(), "no planted fault for {missing:?}");
}
