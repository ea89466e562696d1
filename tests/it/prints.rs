//! Prints and saved copies: what stands around a text, beside a level, and at the ends of lines.

use cablelint::document::{self, DocumentKind};
use cablelint::text::Text;

use crate::cables::{cable, lines};
use crate::checking::findings;
use crate::invariants::rules;
use crate::planted_memos;

/// How often a rule finds something.
fn of_rule(text: &[u8], rule: &str) -> usize {
    planted_memos::findings(text).into_iter().filter(|(found, _)| *found == rule).count()
}

#[test]
fn what_an_archive_sets_below_a_telegram_is_no_text_of_it() {
    let telegram = cable("C O N F I D E N T I A L OSLO 000160", "1. (C) One.\n\n2. (U) Two.");
    let cable = |behind: &str| format!("{telegram}{behind}");
    let stamp =
        "Ellen R. Marsh\nDeclassified/Released\nUS Department of State\nEO Systematic Review\n04 MAY 2006";
    let label = "*** Current Classification ***";
    for behind in [
        "<< END OF DOCUMENT >>",
        stamp,
        &format!("NMAFVVZCZ\n\n*** Current Handling Restrictions *** n/a\n{label} CONFIDENTIAL"),
        &format!("*** Current Handling Restrictions ***\nn/a\n\n{label}\n\nUNCLASSIFIED"),
        "</pre>",
        "```",
    ] {
        let found = findings(cable(&format!("NNNN\n\n{behind}\n")).as_bytes());
        assert!(found.is_empty(), "{behind}: {found:?}");
    }
    // Text is text all the same, and so is a page that is headed otherwise.
    let text = cable(&format!("NNNN\n\n{stamp}\n\nThe clerk called again.\n"));
    assert_eq!(lines(&text, "end-mark-not-last").len(), 1);
    assert_eq!(lines(&cable("SECRET\n"), "running-head-contradicts-banner").len(), 1);
}

#[test]
fn a_stamp_or_a_footer_below_its_signature_hides_no_body() {
    let body = "1. THE TALKS WENT ON.\n\n2. THEY ENDED.\n\n4. WE SHALL REPORT.\n\nHARTMAN\n\n";
    for below in [
        "Ellen R. Marsh Declassified/Released US Department of State EO Systematic Review 20 Mar 2014",
        "Ellen R. Marsh\nDeclassified/Released\nUS Department of State\nEO Systematic Review\n06 JUL 2006\n\nUNCLASSIFIED",
        "Page 2 of 2",
        "https://aad.archives.gov/aad/createpdf?rid=1",
        "Source: National Archives, RG 59",
    ] {
        let found = lines(&format!("{body}{below}\n"), "paragraph-out-of-sequence");
        assert_eq!(found, [5], "{below}");
    }
    // What follows the name is text: there is no signature.
    assert_eq!(lines(&format!("{body}He called again.\n"), "paragraph-out-of-sequence"), [0; 0]);
}

#[test]
fn a_head_below_the_banner_line_may_be_that_of_the_release() {
    let stamp = "Ada P. Marlow Declassified/Released US Department of State EO Systematic Review 04 MAY 2006";
    let telegram = cable(
        "C O N F I D E N T I A L OSLO 000160",
        &format!("1. (C) One.\n\nUNCLASSIFIED\n\n{stamp}\n\n2. (U) Two."),
    );
    assert_eq!(lines(&telegram, "running-head-contradicts-banner"), [0; 0]);
}

#[test]
fn backslashes_at_line_ends_are_no_words_of_a_header() {
    let header = "UNCLAS OSLO 000160\nSIPDIS\nE.O. 12958: N/A\nTAGS: SENV, NO\nSUBJECT: BIRD COUNT\n";
    let saved = header.replace('\n', " \\\n");
    let telegram = format!("{header}\n{saved}\n1. (U) One. \\\n\n2. (U) Two. \\\n");
    assert_eq!(lines(&telegram, "header-copies-disagree"), [0; 0]);
    let edited = telegram.replace("N/A \\", "DECL: 02/20/2017 \\");
    assert_eq!(lines(&edited, "header-copies-disagree").len(), 1);
}

#[test]
fn a_banner_line_may_have_the_day_beside_it() {
    let text = "NATIONAL SECURITY COUNCIL\n\nSECRET                     June 12, 1987\n\nACTION\n\n\
                The fleet stays in the harbor. (S)\n\nSECRET\nDeclassify on:  OADR\n";
    let documents = document::split(&Text::decode(text.as_bytes().to_vec()), rules().register()).documents;
    let document = documents.first().unwrap();
    assert_eq!(document.kind, DocumentKind::Memo);
    assert_eq!(document.banner.as_ref().map(|banner| banner.text.as_str()), Some("SECRET"));
    assert_eq!(document.written.map(jiff::civil::DateTime::date), Some(jiff::civil::date(1987, 6, 12)));
    assert_eq!(of_rule(text.as_bytes(), "top-banner-missing"), 0);
}

#[test]
fn the_header_of_a_mail_stands_above_the_top_of_a_memo() {
    let memo = "NATIONAL SECURITY COUNCIL\n\nSECRET                     June 12, 1987\n\nACTION\n\n\
                The fleet stays in the harbor. (S)\n\nIt is late. (U)\n\nSECRET\n";
    let header = "From: Brown, Ann\nSent: Tuesday, July 21, 2009 9:12 AM\nTo: Green, Bob;\nBlack, Cy;\nWhite, Di\n\
                  Cc: Gray, Ed\nSubject: FW: Fleet\nAttachments: fleet.txt\n\n";
    assert_eq!(of_rule(format!("{header}{memo}").as_bytes(), "top-banner-missing"), 0);
    // What the mail says itself is text above, and so is anything else.
    let said = "I saw it.\nIt is old.\nSo am I.\nKeep it.\nOr do not.\nIt is yours.\nAnn\n\n";
    assert_eq!(of_rule(format!("{header}{said}{memo}").as_bytes(), "top-banner-missing"), 1);
    let noted = header.replace("Sent:", "Seen:");
    assert_eq!(of_rule(format!("{noted}{memo}").as_bytes(), "top-banner-missing"), 1);
}

#[test]
fn a_schedule_behind_the_level_is_no_other_level() {
    let memo = |first: &str, second: &str| {
        format!("{first}\n\nTHE WHITE HOUSE\n\nJune 12, 1975\n\nThe fleet stays in the harbor.\n\n{second}\n")
    };
    for (first, second) in [
        ("CONFIDENTIAL (GDS)", "CONFIDENTIAL"),
        ("TOP SECRET/XGDS-2", "TOP SECRET"),
        ("SECRET", "SECRET (XGDS)"),
    ] {
        assert_eq!(of_rule(memo(first, second).as_bytes(), "page-banners-differ"), 0, "{first}");
    }
    for (first, second) in [("SECRET (GDS)", "CONFIDENTIAL"), ("SECRET (GDS)", "SECRET/NODIS")] {
        assert_eq!(of_rule(memo(first, second).as_bytes(), "page-banners-differ"), 1, "{first}");
    }
}

#[test]
fn a_telegram_that_names_its_reviewer_was_reviewed() {
    let head = "UNCLASSIFIED\nU.S. Department of State\nCase No. F-2012-12345\nDoc No. C05234567\nDate: 10/25/2013\n\nRELEASED IN FULL\n";
    let telegram =
        cable("C O N F I D E N T I A L OSLO 000160", "1. (C) Two roads are closed.\n\n2. (U) Two are open.");
    let reviewer = "UNITED STATES DEPARTMENT OF STATE\nREVIEW AUTHORITY: ANN B LEE\nDATE/CASE ID: 12 MAR 2009  200701234\n";
    let found = |text: String| of_rule(text.as_bytes(), "classified-mark-in-release");
    assert_eq!(found(format!("{head}\n{telegram}\n{reviewer}")), 0);
    assert_eq!(found(format!("{head}\n{telegram}")), 1);
}

#[test]
fn a_field_whose_value_was_taken_out_is_empty_before_a_backslash_too() {
    let words = "He will look at the timetable again and write to the ministry tomorrow. ".repeat(6);
    let head =
        "UNCLASSIFIED U.S. Department of State Case No. F-2013-09931 Doc No. C06100214 Date: 03/14/2016";
    let mail = |to: &str| {
        format!(
            "{head}\n\n{:>90}\n{:>90}\n\nFrom: Alder\nTo: {to}\nSubject: Ferry\n\n{words}\n",
            "RELEASE IN PART", "B6"
        )
    };
    let found = |text: String| of_rule(text.replace('\n', " \\\n").as_bytes(), "release-in-part-unmarked");
    assert_eq!((found(mail("")), found(mail("Hollins"))), (0, 1));
}
