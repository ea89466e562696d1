#![allow(clippy::unwrap_used)]

use super::*;

fn read(content: &str) -> (Text, Vec<ReleaseStamp>) {
    let text = Text::decode(content.as_bytes().to_vec());
    let stamps = stamps(&text);
    (text, stamps)
}

fn decisions(content: &str) -> Vec<Decision> {
    read(content).1.iter().filter_map(|stamp| stamp.decision).map(|(decision, _)| decision).collect()
}

#[test]
fn a_page_header_gives_case_document_and_day_in_every_layout() {
    let day = Some(jiff::civil::date(2015, 12, 31));
    for header in [
        "UNCLASSIFIED U.S. Department of State Case No. F-2014-10001 Doc No. C05100001 Date: 12/31/2015",
        "UNCLASSIFIED\nU.S. Department of State\nCase No. F-2014-10001\nDoc No. C05100001\nDate: 12/31/2015",
        "UNCLASSIFIED\r\nU.S. Department of State\r\nCase No. F-2014-10001\r\nDoc No. C05100001\r\nDate: 12/31/2015",
        "UNCLASSIFIED   STATE DEPT. - PRODUCED TO HOUSE SELECT BENGHAZI COMM.\nU.S. Department of State   SUBJECT TO AGREEMENT ON SENSITIVE INFORMATION & REDACTIONS. NO FOIA WAIVER.\nCase No. F-2014-10001\nDoc No. C05100001\nDate: 12/31/2015",
        "UNCLASSIFIED U.S. Department of State Case No:F:2014-10001 Doc No. C05100001 Date: 12/31/2015",
    ] {
        let (text, found) = read(&format!("{header}\n\nFrom: the harbor\n"));
        assert_eq!(found.len(), 1, "{header}");
        let stamp = found.first().unwrap();
        assert_eq!(stamp.form, StampForm::StateHeader, "{header}");
        assert_eq!(stamp.case.as_ref().unwrap().text, "F-2014-10001", "{header}");
        assert_eq!(stamp.document.as_ref().unwrap().text, "C05100001", "{header}");
        assert_eq!(stamp.date, day, "{header}");
        assert_eq!(text.slice(stamp.span), header);
    }
}

#[test]
fn a_letterhead_with_its_date_is_no_page_header() {
    let letter = "SECRET\nU.S. Department of State\nDate: March 3, 2011\n\nThe boats came.\n";
    assert!(read(letter).1.is_empty());
}

#[test]
fn a_decision_is_read_over_line_ends_columns_and_slips() {
    use Decision::{Denied, Full, Part};
    for (content, decision) in [
        ("          RELEASE IN FULL\n", Full),
        ("          RELEASE IN\n          FULL\n", Full),
        ("          RELEASE\r\n          IN PART B6\r\n", Part),
        ("          RELEASE IN FULLI\n", Full),
        ("          RELEASE IN FULL I,\n", Full),
        ("From: Ada        RELEASE IN\nTo: Ben          PART B5\n", Part),
        ("DENY IN FULL\n", Denied),
        ("CONFIDENTIAL RELEASE IN PART B1,1.4(D)\n", Part),
    ] {
        assert_eq!(decisions(content), [decision], "{content}");
    }
}

#[test]
fn a_sentence_about_a_release_is_no_stamp() {
    for content in [
        "He asked for a release in full of the letters.\n",
        "THE EMBASSY RECOMMENDS RELEASE IN FULL OF THE TEXT TODAY.\n",
        "The plan was approved for release last week.\n",
        "The paper was declassified in 2012 and read by many.\n",
        "THE TEXT WAS\nDECLASSIFIED AFTER TEN YEARS.\n",
    ] {
        assert!(read(content).1.is_empty(), "{content}");
    }
}

#[test]
fn the_span_of_a_decision_holds_its_codes_on_two_lines() {
    let (text, found) = read("      RELEASE IN PART\n      B1,1.4(B),\n      1.4(D)\n\nFrom: Ada\n");
    let stamp = found.first().unwrap();
    assert!(text.slice(stamp.span).ends_with("1.4(D)"));
}

/// A text of one stamp: its form, what it decides and the day it gives.
fn expect_stamp((content, form, decision, day): (&str, StampForm, Decision, Option<(i16, i8, i8)>)) {
    let (text, found) = read(&format!("{content}\n\nThe text.\n"));
    assert_eq!(found.len(), 1, "{content}");
    let stamp = found.first().unwrap();
    assert_eq!((stamp.form, stamp.decision.unwrap().0), (form, decision), "{content}");
    assert_eq!(stamp.date, day.map(|(year, month, day)| jiff::civil::date(year, month, day)), "{content}");
    assert_eq!(text.slice(stamp.span), content);
}

#[test]
fn stamps_of_cia_are_read() {
    use Decision::{Approved, Part};
    [
        (
            "Approved For Release 2002/01/10 : CIA-RDP76M00001R000700230001-9",
            StampForm::Cia,
            Approved,
            Some((2002, 1, 10)),
        ),
        (
            "Declassified in Part - Sanitized Copy Approved for Release 2012/05/04 : CIA-RDP93T00001R000100020001-6",
            StampForm::Cia,
            Part,
            Some((2012, 5, 4)),
        ),
    ]
    .into_iter()
    .for_each(expect_stamp);
}

#[test]
fn stamps_of_archives_are_read() {
    use Decision::{Approved, Declassified};
    [
        (
            "DECLASSIFIED\nAuthority NND 989001\nBy MW NARA Date 10/23/2008",
            StampForm::Nara,
            Declassified,
            Some((2008, 10, 23)),
        ),
        (
            "DECLASSIFIED\nE.O. 12958, Sec. 3.5\nNLK 95-12\nBy dch, NARA, Date 1/2/96",
            StampForm::Nara,
            Declassified,
            Some((1996, 1, 2)),
        ),
        (
            "DECLASSIFIED IN FULL\nAuthority: EO 13526\nChief, Records & Declass Div, WHS\nDate: MAR 14 2013",
            StampForm::Nara,
            Declassified,
            Some((2013, 3, 14)),
        ),
        (
            "DECLASSIFIED UNDER AUTHORITY OF THE\nINTERAGENCY SECURITY CLASSIFICATION APPEALS PANEL,\n\
             E.O. 13526, SECTION 5.3(b)(3)\nISCAP APPEAL NO. 2009-0014, document no. 2\n\
             DECLASSIFICATION DATE: March 14, 2013",
            StampForm::Nara,
            Declassified,
            Some((2013, 3, 14)),
        ),
        (
            "Ada P. Marlow  Declassified/Released US Department of State EO Systematic Review 20 Mar 2014",
            StampForm::StateReview,
            Declassified,
            Some((2014, 3, 20)),
        ),
        (
            "2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992",
            StampForm::Nara,
            Approved,
            None,
        ),
    ]
    .into_iter()
    .for_each(expect_stamp);
}

#[test]
fn a_reviewer_is_known_by_the_line_of_the_case() {
    for content in [
        "REVIEW AUTHORITY: ANN B LEE\nDATE/CASE ID: 12 MAR 2009  200701234",
        "REVIEW AUTHORITY: Ann B. Lee\n   DATE/CASE ID: 12 MAR 2009  200701234",
    ] {
        let (text, found) = read(&format!("UNITED STATES DEPARTMENT OF STATE\n{content}\n\nThe text.\n"));
        let stamp = found.first().unwrap();
        assert_eq!((text.slice(stamp.span), stamp.date), (content, Some(jiff::civil::date(2009, 3, 12))));
        assert!(text.slice(stamp.authority.unwrap()).ends_with("Lee") || content.contains("LEE"));
        assert_eq!(stamp.decision, None);
    }
    assert!(read("The review authority: he or she dates it.\n").1.is_empty());
}

#[test]
fn a_stamp_of_one_line_for_each_part_has_its_reviewer_above() {
    let below = "\nUS Department of State\nEO Systematic Review\n04 MAY 2006";
    let content = format!("Ada P. Marlow\nDeclassified/Released{below}");
    let (text, found) = read(&format!("VANCE\n\n{content}\n"));
    assert_eq!(found.first().map(|stamp| text.slice(stamp.span)), Some(content.as_str()));
    // A signer above a stamp on one line is none of its reviewers.
    let line = "Declassified/Released US Department of State EO Systematic Review 20 Mar 2014";
    let (text, found) = read(&format!("Cyrus Vance\n{line}\n"));
    assert_eq!(found.first().map(|stamp| text.slice(stamp.span)), Some(line));
}

#[test]
fn backslashes_at_line_ends_part_no_stamp() {
    let (text, found) = read("DECLASSIFIED \\\nAuthority NND 989001 \\\nBy MW NARA Date 10/23/2008 \\\n");
    let stamp = found.first().unwrap();
    assert_eq!(stamp.date, Some(jiff::civil::date(2008, 10, 23)));
    assert_eq!(stamp.authority.map(|span| text.slice(span)), Some("NND 989001"));
}

#[test]
fn two_blanks_for_one_hide_no_header() {
    let content = "UNCLASSIFIED  U.S.  Department  of  State  Case  No.  F-2014-20439  Doc  No.  C05784978  Date:  10/30/2015";
    let (text, found) = read(&format!("{content}\n\nThe text.\n"));
    let stamp = found.first().unwrap();
    assert_eq!(text.slice(stamp.span), content);
    assert_eq!(stamp.case.as_ref().map(|case| case.text.as_str()), Some("F-2014-20439"));
    assert_eq!(stamp.date, Some(jiff::civil::date(2015, 10, 30)));
}

#[test]
fn the_authority_of_an_archive_is_its_order_or_its_number() {
    for (content, authority) in [
        ("DECLASSIFIED\nAuthority NND 989001\nBy MW NARA Date 10/23/2008\n", "NND 989001"),
        (
            "DECLASSIFIED\nE.O. 12958, Sec. 3.5\nNLK 95-12\nBy dch, NARA, Date 1/2/96\n",
            "E.O. 12958, Sec. 3.5",
        ),
        ("DECLASSIFIED PER E.O. 13526\n", "E.O. 13526"),
        ("DECLASSIFIED BY E.O. 13526\n", "E.O. 13526"),
        ("DECLASSIFIED BY: E.O. 13526, SEC. 3.5\n", "E.O. 13526, SEC. 3.5"),
        ("DECLASSIFIED BY NND 901234\n", "NND 901234"),
        ("DECLASSIFIED BY MR2010-123\n", "MR2010-123"),
        (
            "DECLASSIFIED BY THE INTERAGENCY SECURITY CLASSIFICATION APPEALS PANEL\n",
            "INTERAGENCY SECURITY CLASSIFICATION APPEALS PANEL",
        ),
        ("DECLASSIFIED\nPER 12/01/2010 GUIDELINES\nBY KS NARA DATE 3/14/2013\n", "12/01/2010 GUIDELINES"),
        (
            "DECLASSIFIED\nBy Ann Lee, Senior Reviewer, A/GIS, 3/14/2013\n",
            "By Ann Lee, Senior Reviewer, A/GIS",
        ),
        ("DECLASSIFIED\nAuthority: Ann Lee, A/GIS, 06/30/2014\n", "Ann Lee, A/GIS"),
    ] {
        let (text, found) = read(content);
        let span = found.first().and_then(|stamp| stamp.authority);
        assert_eq!(span.map(|span| text.slice(span)), Some(authority), "{content}");
    }
}

#[test]
fn the_day_of_the_text_is_not_that_of_the_stamp() {
    for (content, day) in [
        ("DECLASSIFIED\nAuthority NND 901234\n\nMarch 5, 1974\n", None),
        ("DECLASSIFIED\r\nBy JR NARA\r\n\r\nSECRET\r\n\r\nDate: March 5, 1974\r\n", None),
        ("DECLASSIFIED\n\nMarch 5, 1974\n", None),
        ("DECLASSIFIED\n\nAuthority NND 901234\n\nBy JR NARA Date 3/14/05\n", Some((2005, 3, 14))),
        (
            "DECLASSIFIED\nE.O. 12356, Sec. 3.4\nWhite House Guidelines, Feb. 24, 1983\nBy JR NARA Date 3/14/12\n",
            Some((2012, 3, 14)),
        ),
        (
            "DECLASSIFIED\nE.O. 12356, Sec. 3.4\nmemo of the panel\nBy JR Date 3/14/12\n\nMarch 5, 1974\n",
            Some((2012, 3, 14)),
        ),
    ] {
        let (_, found) = read(content);
        let date = found.first().and_then(|stamp| stamp.date);
        assert_eq!(date, day.map(|(year, month, day)| jiff::civil::date(year, month, day)), "{content:?}");
    }
}
