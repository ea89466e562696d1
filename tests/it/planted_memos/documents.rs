//! Faults in whole memos: banner lines of pages, portions without marks, the authority block, the CUI block.

use super::{complaint, memo};

/// On this line, from 1, this text becomes that; an empty line becomes that.
type Edit = (usize, &'static str, &'static str);

/// Fixture, the fault, the rule, and its line in the edited text.
type Case = (&'static str, &'static [Edit], &'static str, usize);

/// Banner lines and marks.
#[rustfmt::skip] // a table: one case a line
const MARKS: &[Case] = &[
    ("original-1998", &[(29, "CONFIDENTIAL", "SECRET")], "page-banners-differ", 29),
    ("original-1998", &[(29, "CONFIDENTIAL", "CONFIDENTIAL//NOFORN")], "page-banners-differ", 29),
    ("ic-product", &[(34, "ORCON/", "")], "page-banners-differ", 34),
    ("derivative-2005", &[(22, ", NZL", "")], "page-banners-differ", 22),
    ("dod-cui", &[(28, "CUI", "UNCLASSIFIED")], "cui-banner-differs", 28),
    ("two-pages", &[(20, "SECRET", "TOP SECRET")], "page-banner-above-first", 20),
    ("two-pages", &[(32, "SECRET", "CONFIDENTIAL")], "page-banner-below-portion", 32),
    ("original-1998", &[(12, "(C)", "(S)")], "memo-portion-above-banner", 12),
    ("original-1998", &[(20, "(C)", "(S)")], "memo-portion-above-banner", 20),
    ("original-1998", &[(10, "(U)", "(S)")], "memo-portion-above-banner", 10),
    ("nsc-memo", &[(15, "(S)", "(TS)")], "memo-portion-above-banner", 15),
    ("derivative-2015", &[(9, "S//", "TS//")], "banner-level-below-portions", 1),
    ("original-1998", &[(10, "(U) ", "")], "memo-subject-mark-missing", 10),
    ("derivative-2015", &[(7, "(U//FOUO) ", "")], "memo-subject-mark-missing", 7),
    ("original-1998", &[(12, "(C) ", "")], "memo-paragraph-mark-missing", 12),
    ("original-1998", &[(14, "(U)", "(U")], "memo-paragraph-mark-missing", 14),
    ("ic-product", &[(18, "(S//NF) ", "S//NF) ")], "portion-mark-bracket-wrong", 18),
    ("ic-product", &[(18, "(S//NF) ", "(S//NF ")], "portion-mark-bracket-wrong", 18),
    ("ic-product", &[(18, "(S//NF) ", "[S//NF] ")], "portion-mark-bracket-wrong", 18),
    ("state-action", &[(23, "(SBU)", "SBU)")], "portion-mark-bracket-wrong", 23),
    ("ic-product", &[(18, "(S//NF) ", "")], "memo-paragraph-mark-missing", 18),
    ("nsc-memo", &[(15, " (S)", "")], "memo-paragraph-mark-missing", 14),
    ("dod-cui", &[(15, "(U) ", "")], "cui-portion-mark-missing", 15),
    ("original-1998", &[(10, " (U)", ""), (12, " (C)", ""), (14, " (U)", ""), (16, " (C)", ""), (18, " (U)", ""), (20, " (C)", "")], "memo-portion-marks-missing", 1),
    ("original-1998", &[(1, "CONFIDENTIAL", "CONFIDENTIAL SENSITIVE"), (29, "CONFIDENTIAL", "CONFIDENTIAL SENSITIVE")], "level-with-added-words", 1),
    ("original-1998", &[(1, "CONFIDENTIAL", "SECRET"), (29, "CONFIDENTIAL", "SECRET")], "memo-banner-above-portions", 1),
    ("state-action", &[(23, "(SBU)", "(C)")], "memo-portion-above-banner", 23),
];

/// Who classified the document, and why.
#[rustfmt::skip]
const AUTHORITY: &[Case] = &[
    ("original-1998", &[(25, "Classified by: Lee Example, Chief of Section", ""), (26, "Reason: 1.5(b) and (d)", ""), (27, "Declassify on: February 11, 2008", "")], "authority-block-missing", 1),
    ("original-1998", &[(25, "Classified by: Lee Example, Chief of Section", "")], "authority-not-named", 26),
    ("agency-1999", &[(16, "CL BY: 0123456", "")], "authority-not-named", 17),
    ("original-1998", &[(26, "Reason: 1.5(b) and (d)", "")], "reason-or-source-missing", 25),
    ("original-1998", &[(26, " 1.5(b) and (d)", "")], "authority-line-empty", 25),
    ("original-1998", &[(26, "1.5", "1.4")], "memo-reason-premature", 26),
    ("agency-1999", &[(17, "1.5", "1.4")], "memo-reason-premature", 17),
    ("two-pages", &[(29, "1.4", "1.5")], "memo-reason-outdated", 29),
    ("original-1998", &[(26, "(d)", "(k)")], "memo-reason-impossible", 26),
    ("two-pages", &[(29, "(d)", "(k)")], "memo-reason-impossible", 29),
    ("original-1998", &[(26, "(b) and (d)", "")], "memo-reason-letter-missing", 26),
    ("original-1998", &[(25, "Section", "Section\nDerived From: Ferry Guide, dated 3 March 1997")], "reason-with-derived-from", 27),
    ("derivative-2005", &[(19, "DERIVED", "REASON: 1.4(c)\nDERIVED")], "reason-with-derived-from", 19),
    ("derivative-2015", &[(21, "Sources", "Sources\nReason: 1.4(c)")], "reason-with-derived-from", 22),
    ("derivative-2015", &[(20, "Classified By: Lee Example, Chief of Moorings", "")], "derivative-classifier-missing", 21),
    ("derivative-2015", &[(21, "Derived From: Multiple Sources", "")], "reason-or-source-missing", 20),
    ("derivative-2015", &[(21, "Multiple Sources", "Guide to Ropes")], "source-undated", 21),
    ("derivative-2015", &[(24, "List of sources:", ""), (25, "  Report on Moorings, Office of Ports, 12 January 2015", ""), (26, "  Guide to Ropes, Office of Ports, 3 March 2014", "")], "multiple-sources-without-list", 21),
    ("two-pages", &[(5, "DATE: 20140617", "")], "memo-date-missing", 28),
    ("state-action", &[(28, "holiday.", "holiday.\n\nClassified By: Lee Example\nReason: 1.4(d)\nDeclassify On: 20190512")], "authority-block-on-unclassified", 30),
    ("dod-cui", &[(22, "Controlled by: Office of the Harbor Master", ""), (23, "Controlled by: Maintenance Branch", "")], "cui-controlled-by-missing", 24),
    ("dod-cui", &[(24, "PRVCY, PROCURE", "PRVCY, PROKURE")], "cui-block-category-unknown", 22),
];

/// For how long.
#[rustfmt::skip]
const DECLASSIFICATION: &[Case] = &[
    ("original-1998", &[(27, "Declassify on: February 11, 2008", "")], "declassify-on-missing", 25),
    ("original-1998", &[(27, "February 11, 2008", "OADR")], "memo-oadr-outdated", 27),
    ("two-pages", &[(30, "20240617", "OADR")], "memo-oadr-outdated", 30),
    ("original-1998", &[(27, "2008", "2028")], "memo-declassification-beyond-ten-years", 27),
    ("two-pages", &[(30, "2024", "2042")], "memo-declassification-beyond-25-years", 30),
    ("original-1998", &[(27, "2008", "1997")], "memo-declassification-not-after-document", 27),
    ("two-pages", &[(30, "2024", "2012")], "memo-declassification-not-after-document", 30),
    ("original-1998", &[(27, "11, 2008", "31, 2008")], "declassification-date-impossible", 27),
    ("two-pages", &[(30, "20240617", "20241317")], "declassification-date-impossible", 30),
    ("two-pages", &[(30, "20240617", "06/17/2024")], "declassification-date-form", 30),
    ("original-1998", &[(27, "February 11, 2008", "Never")], "declassification-indefinite", 27),
    ("original-1998", &[(27, "2008", "2008\nDeclassify on: X1")], "authority-line-repeated", 25),
    ("two-pages", &[(30, "20240617", "X1")], "memo-exemption-x-outdated", 30),
    ("derivative-2015", &[(22, "25X1, 20650409", "X1")], "memo-exemption-x-outdated", 22),
    ("derivative-2005", &[(20, "20291123", "X1")], "memo-exemption-x-outdated", 20),
    ("agency-1999", &[(18, "X1", "X9")], "exemption-number-unknown", 18),
    ("derivative-2015", &[(22, "25X1,", "25X14,")], "exemption-number-unknown", 22),
    ("derivative-2015", &[(22, ", 20650409", "")], "exemption-date-missing", 22),
    ("two-pages", &[(30, "20240617", "25X1")], "exemption-date-missing", 30),
    ("derivative-2015", &[(22, ",", "")], "exemption-comma-missing", 22),
    ("derivative-2015", &[(22, "2065", "2075")], "exemption-beyond-50-years", 22),
    ("two-pages", &[(30, "20240617", "25X1-human")], "human-source-exemption-outdated", 30),
    ("two-pages", &[(30, "20240617", "50X1-HUM, 20640617")], "exemption-with-needless-date", 30),
    ("two-pages", &[(30, "20240617", "MR")], "manual-review-as-instruction", 30),
    ("agency-1999", &[(18, "X1", "MR")], "manual-review-as-instruction", 18),
    ("two-pages", &[(30, "20240617", "DNI Only")], "dni-only-outdated", 30),
    ("two-pages", &[(30, "20240617", "N/A")], "not-applicable-unexplained", 30),
    ("two-pages", &[(30, "20240617", "Completion of the pump")], "declassify-event-without-date", 30),
    ("derivative-2015", &[(22, "25X1, 20650409", "Source marked OADR, dated 20140101")], "source-marked-outdated", 22),
];

fn cases() -> impl Iterator<Item = &'static Case> {
    [MARKS, AUTHORITY, DECLASSIFICATION].into_iter().flatten()
}

#[test]
fn every_fault_in_a_memo_is_found() {
    let complaints: Vec<String> = cases()
        .filter_map(|(name, fault, rule, line)| {
            let before = memo(name);
            complaint(&format!("{name} {fault:?}"), &before, &edited(&before, fault), rule, *line)
        })
        .collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), cases().count(), complaints.join("\n"));
}

/// The text with the edits made, from the last to the first, so that new lines move no other edit.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for &(number, from, to) in edits.iter().rev() {
        let line = &mut lines[number - 1];
        assert_eq!(line.matches(from).count(), 1, "{from:?} on line {number}: {line:?}");
        *line = line.replace(from, to);
    }
    lines.join("\n") + "\n"
}
