//! Notices in their known wording, and text that only speaks of the same things.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::document::memo::cui_block;

fn notices(content: &str) -> Vec<Notice> {
    let text = Text::decode(content.into());
    let lines = 0..text.lines().len();
    let register = Register::builtin();
    let block = cui_block::read(&text, &lines, &register, None);
    read(&text, &lines, block.as_ref(), &register)
}

fn names(content: &str) -> Vec<&'static str> {
    notices(content).into_iter().map(|notice| notice.name).collect()
}

#[test]
fn atomic_energy_notices_are_told_apart() {
    let rd = "RESTRICTED DATA\nThis document contains RESTRICTED DATA as defined in the\nAtomic Energy Act of 1954. Unauthorized disclosure is subject to\nadministrative and criminal sanctions.";
    let frd = "FORMERLY RESTRICTED DATA\nUnauthorized disclosure subject to administrative and criminal sanctions. Handle as RESTRICTED DATA in foreign dissemination. Section 144b, Atomic Energy Act, 1954.";
    let cnwdi = "CNWDI\nCritical Nuclear Weapon Design Information. DoD Instruction 5210.02 applies.";
    assert_eq!(names(rd), ["rd"]);
    assert_eq!(names(frd), ["frd"]);
    assert_eq!(names(cnwdi), ["cnwdi"]);
    assert_eq!(names(&format!("{rd}\n{frd}\n{cnwdi}")), ["rd", "frd", "cnwdi"]);
    assert!(names("SECRET//RESTRICTED DATA\nThe Atomic Energy Act of 1954 was amended.").is_empty());
}

#[test]
fn intelligence_notices_are_known() {
    for (name, words) in [
        (
            "fisa",
            "FISA WARNING: This document contains information obtained under FISA. It may only be used in a criminal proceeding with the advance authorization of the Attorney General.",
        ),
        (
            "rawfisa",
            "WARNING: This document contains raw, unminimized FISA information. It must be handled under minimization procedures; use needs the advance authorization of the Attorney General.",
        ),
        (
            "imcon",
            "CONTROLLED IMAGERY NOTICE: dissemination of this imagery beyond the recipients is limited.",
        ),
        ("rsen", "RISK SENSITIVE. WARNING: this product may not be disseminated without approval."),
        ("imcon-rsen", "IMCON and RSEN NOTICE: this product may not be disseminated without approval."),
        (
            "dea",
            "DEA SENSITIVE: This is the property of the Drug Enforcement Administration and may not be disclosed.",
        ),
        ("geocap", "(S//TK//NF) This product contains GEOCAP information."),
        (
            "display-only",
            "DISPLAY ONLY information may be shown to but not retained by the recipients; derivative use is not authorized.",
        ),
        (
            "orcon-pre13526",
            "This document contains ORCON information from before 28 June 2010; consult the originator.",
        ),
        (
            "us-person",
            "US Person Notice: it contains U.S. person information that was deemed necessary to understand it.",
        ),
        ("nato", "This document contains NATO SECRET information."),
    ] {
        assert_eq!(names(words), [name], "{words}");
    }
}

#[test]
fn law_enforcement_and_transport_notices_are_known() {
    let les = "Law Enforcement Sensitive: The information in this document marked LES is the property of the Harbour Police and may be distributed within the Federal Government.";
    assert_eq!(names(les), ["les"]);
    let les_nf = "LAW ENFORCEMENT SENSITIVE: The information marked (U//LES-NF) in this document is the property of the Harbour Police.";
    assert_eq!(names(les_nf), ["les-nf"]);
    let ssi = "WARNING: This record contains Sensitive Security Information that is controlled\nunder 49 CFR parts 15 and 1520.";
    assert_eq!(names(ssi), ["ssi"]);
    let comsec = "COMSEC Material - Access by Contractor Personnel Restricted to U.S. Citizens Holding Final Government Clearance.";
    assert_eq!(names(comsec), ["comsec"]);
}

#[test]
fn limdis_is_not_a_distribution_statement() {
    let limdis = "UNCLASSIFIED//LIMITED DISTRIBUTION\nDistribution authorized to DoD, IAW 10 U.S.C. 130 & 455. Release authorized to U.S. DoD contractors IAW 48 C.F.R. 252.245-7000. Refer other requests to Headquarters, NGA. Destroy IAW DoDI 5030.59. Removal of this caveat is prohibited.";
    assert_eq!(names(limdis), ["limdis"]);
}

#[test]
fn a_distribution_statement_has_letter_reason_date_and_office() {
    let content = "DISTRIBUTION STATEMENT C. Distribution authorized to U.S. Government agencies and their\ncontractors, Critical\nTechnology, 3 May 2011. Other requests for this document shall be referred to the Ferry Office.";
    let found = notices(content);
    assert_eq!(found.len(), 1);
    let notice = found.first().unwrap();
    assert_eq!(notice.letter.as_ref().unwrap().text, "C");
    assert_eq!(notice.reason.as_ref().unwrap().text, "critical technology");
    assert!(notice.dated && notice.office);
    let bare = notices(
        "DISTRIBUTION STATEMENT D. Distribution authorized to the Department of Defense and U.S. DoD contractors only (fill in reason) (date of determination). Other requests shall be referred to (insert controlling DoD office).",
    );
    let bare = bare.first().unwrap();
    assert!(bare.reason.is_none() && !bare.dated && !bare.office);
    let own = notices(
        "Distribution Statement E. Distribution authorized to DoD Components only (harbour safety) (3 May 2011). Refer other requests to PEO Ships.",
    );
    assert_eq!(own.first().unwrap().reason.as_ref().unwrap().text, "other");
    assert!(own.first().unwrap().office);
}

#[test]
fn the_wording_alone_tells_the_letter() {
    let letter =
        |words: &str| notices(words).first().and_then(|notice| notice.letter.clone()).map(|word| word.text);
    assert_eq!(letter("Approved for public release; distribution is unlimited."), Some("A".to_owned()));
    assert_eq!(
        letter("Distribution authorized to U.S. Government agencies only (Export Controlled)"),
        Some("B".to_owned())
    );
    assert_eq!(
        letter("Further dissemination only as directed by PEO Ships (3 May 2011)"),
        Some("F".to_owned())
    );
    assert!(names("APPROVED FOR PUBLIC RELEASE 2003/05/06").is_empty());
    assert!(names("The distribution statement a reader sees").is_empty());
}

#[test]
fn statements_of_two_letters_differ() {
    let content = "DISTRIBUTION STATEMENT A. Approved for public release; distribution is unlimited.\n\nDISTRIBUTION STATEMENT D. Distribution authorized to the Department of Defense and U.S. DoD contractors only.";
    let found = notices(content);
    assert_eq!(
        found.iter().map(|notice| (notice.differs, notice.count)).collect::<Vec<_>>(),
        [(false, 2), (true, 2)]
    );
    let twice = "DISTRIBUTION STATEMENT F\n\nx\n\nDISTRIBUTION STATEMENT F";
    assert!(notices(twice).iter().all(|notice| !notice.differs));
}

#[test]
fn a_letter_in_the_cui_block_is_no_statement() {
    assert!(
        names("CUI\n\nControlled by: X\nCUI Category: CTI\nDistribution Statement: D\nPOC: Y\n").is_empty()
    );
}

#[test]
fn export_warnings_are_known() {
    let itar = "WARNING - This document contains technical data whose export is restricted by the Arms Export Control Act (Title 22, U.S.C., Sec 2751) or the Export Administration Act of 1979. Violations of these export laws are subject to severe criminal penalties.";
    assert_eq!(names(itar), ["itar-ear"]);
    assert!(names("Congress amended the Arms Export Control Act.").is_empty());
}

#[test]
fn marks_and_prose_are_no_notices() {
    for words in [
        "(S//IMCON) The ferry leaves.",
        "TOP SECRET//SI//ORCON/RSEN\nWarning: the ferry leaves.",
        "FISA was amended in 2008 and the Attorney General spoke.",
        "The Drug Enforcement Administration sent a delegation.",
        "NATO SECRET\n\nThe ferry leaves.",
        "Sensitive security information was found in a bin.",
    ] {
        assert!(names(words).is_empty(), "{words}");
    }
}

#[test]
fn a_text_of_openings_is_read_in_linear_time() {
    let content = "Distribution authorized to DoD. FISA derived therefrom. ".repeat(20_000);
    assert!(!notices(&content).is_empty());
    let lines = "DISTRIBUTION STATEMENT A\nFISA notice\n".repeat(20_000);
    assert!(!notices(&lines).is_empty());
}
