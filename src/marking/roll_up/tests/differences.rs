//! Banner lines beside the portions that they stand over.

use crate::marking::{Difference, Form, Marking, Style, differences, parse, roll_up};
use crate::register::Register;
use crate::span::Span;

fn compare(banner: &str, marks: &str, register: &Register) -> Vec<Difference> {
    let portions = super::read(marks, Form::Portion, Style::Ic, register);
    let portions: Vec<&Marking> = portions.iter().collect();
    let required = roll_up(&portions, Style::Ic, None, register);
    let marking = parse(banner, Span::new(0, banner.len()), Form::Banner, Style::Ic, register);
    differences(&marking, &required, &portions, register)
}

/// `missing dissem OC <ORCON> at SECRET`
fn shown(difference: &Difference, banner: &str, register: &Register) -> String {
    let Difference { kind, place, control, expected, span, .. } = difference;
    let control = control.as_deref().unwrap_or("-");
    let expected = expected.as_deref().unwrap_or("-");
    let at = banner.get(span.start..span.end).unwrap_or("?");
    format!("{} {} {control} <{expected}> at {at}", kind.name(), place.name(register))
}

/// Banner line, portions, what differs.
const CASES: &[(&str, &str, &[&str])] = &[
    // Section 1.
    ("SECRET", "(S) (TS)", &["missing level - <TOP SECRET> at SECRET"]),
    ("TOP SECRET", "(S) (C)", &["unsupported level - <SECRET> at TOP SECRET"]),
    ("UNCLASSIFIED", "(U) (C)", &["missing level - <CONFIDENTIAL> at UNCLASSIFIED"]),
    ("//NATO SECRET", "(//NS) (U)", &[]),
    ("//COSMIC TOP SECRET//BOHEMIA", "(//CTS//BOHEMIA) (//NS)", &[]),
    ("//JOINT SECRET GBR USA//REL TO USA, GBR", "(//JOINT S GBR USA//REL TO USA, GBR)", &[]),
    // Section 2.
    ("TOP SECRET//SI//NOFORN", "(TS//SI/TK//NF)", &["missing sci TK <TK> at TOP SECRET//SI//NOFORN"]),
    ("TOP SECRET//SI/TK//NOFORN", "(TS//SI//NF)", &["unsupported sci TK <-> at TK"]),
    ("TOP SECRET//SI-G//ORCON/NOFORN", "(TS//SI-G//OC/NF) (TS//SI//NF)", &[]),
    // The former name says the same; that it is retired is a flaw of the marking.
    ("TOP SECRET//COMINT//NOFORN", "(TS//COMINT//NF)", &[]),
    ("TOP SECRET//COMINT//NOFORN", "(TS//NF)", &["unsupported sci COMINT <-> at COMINT"]),
    ("TOP SECRET//NOFORN", "(TS//COMINT//NF)", &["missing sci SI <SI> at TOP SECRET//NOFORN"]),
    (
        "TOP SECRET//SI//ORCON/NOFORN",
        "(TS//SI-G//OC/NF)",
        &["missing sci SI-G <SI-G> at TOP SECRET//SI//ORCON/NOFORN"],
    ),
    ("SECRET//SAR-BP-J12-K15//NOFORN", "(S//SAR-BP-J12//NF) (S//SAR-BP-K15//NF)", &[]),
    ("SECRET//SAR-MULTIPLE PROGRAMS//NOFORN", "(S//SAR-BP/CD/EF//NF)", &[]),
    ("SECRET//SAR-BP/CD//NOFORN", "(S//SAR-BP//NF)", &["unsupported sap SAR-CD <-> at CD"]),
    (
        "SECRET//FRD//NOFORN",
        "(S//RD//NF) (S//FRD//NF)",
        &["missing aea RD <RD> at SECRET//FRD//NOFORN", "not-allowed aea FRD <-> at FRD"],
    ),
    ("SECRET//RD//NOFORN", "(S//NF)", &["unsupported aea RD <-> at RD"]),
    (
        "SECRET//RD-SIGMA 14//NOFORN",
        "(S//RD-SG 14 18//NF)",
        &["missing aea RD-SG <RD-SIGMA 14 18> at RD-SIGMA 14"],
    ),
    ("SECRET//RD-SIGMA 14 18//NOFORN", "(S//RD-SG 14//NF)", &["unsupported aea RD-SG <RD-SIGMA 14> at 18"]),
    ("SECRET//DOD UCNI", "(U//DCNI) (S)", &["not-allowed aea DCNI <-> at DOD UCNI"]),
    ("SECRET", "(S//FGI DEU)", &["missing fgi FGI <FGI DEU> at SECRET"]),
    ("SECRET//FGI", "(S//FGI DEU)", &[]),
    ("SECRET//FGI DEU", "(S//FGI) (S//FGI DEU)", &["not-allowed fgi FGI <FGI> at FGI DEU"]),
    ("SECRET//FGI DEU GBR", "(S//FGI DEU)", &["unsupported fgi FGI <FGI DEU> at GBR"]),
    // Section 3.
    ("SECRET", "(S//NF)", &["missing release NF <NOFORN> at SECRET"]),
    ("SECRET//NOFORN", "(S) (U)", &["unsupported release NF <-> at NOFORN"]),
    (
        "SECRET//REL TO USA, GBR",
        "(S//REL TO USA, GBR) (S//NF)",
        &[
            "missing release NF <NOFORN> at SECRET//REL TO USA, GBR",
            "not-allowed release REL <NOFORN> at REL TO USA, GBR",
        ],
    ),
    ("SECRET//NOFORN", "(S//REL TO USA, GBR)", &["unsupported release NF <REL TO USA, GBR> at NOFORN"]),
    (
        "SECRET//REL TO USA, AUS, GBR",
        "(S//REL TO USA, GBR)",
        &["not-allowed release REL <REL TO USA, GBR> at REL TO USA, AUS, GBR"],
    ),
    (
        "SECRET//REL TO USA, GBR",
        "(S//REL TO USA, AUS, GBR)",
        &["unsupported release REL <REL TO USA, AUS, GBR> at REL TO USA, GBR"],
    ),
    ("SECRET//RELIDO", "(S//RELIDO)", &[]),
    ("SECRET//RELIDO", "(S)", &["unsupported release RELIDO <-> at RELIDO"]),
    ("SECRET//REL TO USA, GBR", "(S//REL) (S//REL TO USA, GBR)", &[]),
    ("SECRET//REL TO USA, JPN", "(S//REL)", &[]),
    ("SECRET//NOFORN", "(S//NF) (S//REL)", &["unlisted-portion release REL <-> at NOFORN"]),
    // Section 4.
    ("SECRET", "(S//OC)", &["missing dissem OC <ORCON> at SECRET"]),
    ("SECRET//ORCON", "(S)", &["unsupported dissem OC <-> at ORCON"]),
    (
        "SECRET//ORCON-USGOV",
        "(S//OC-USGOV) (S//OC)",
        &[
            "missing dissem OC <ORCON> at SECRET//ORCON-USGOV",
            "not-allowed dissem OC-USGOV <-> at ORCON-USGOV",
        ],
    ),
    ("SECRET//FOUO", "(S) (U//FOUO)", &["not-allowed dissem FOUO <-> at FOUO"]),
    ("UNCLASSIFIED//FOUO", "(U)", &["unsupported dissem FOUO <-> at FOUO"]),
    ("UNCLASSIFIED//FOUO/PROPIN", "(U//FOUO) (U//PR)", &["not-allowed dissem FOUO <-> at FOUO"]),
    // Section 5.
    (
        "SECRET//NOFORN//EXDIS",
        "(S//NF//XD) (S//NF//ND)",
        &["missing non-ic ND <NODIS> at SECRET//NOFORN//EXDIS", "not-allowed non-ic XD <-> at EXDIS"],
    ),
    ("SECRET//SBU", "(S) (U//SBU)", &["not-allowed non-ic SBU <-> at SBU"]),
    ("UNCLASSIFIED", "(U//SBU)", &["missing non-ic SBU <SBU> at UNCLASSIFIED"]),
    ("UNCLASSIFIED//NOFORN//SBU", "(U//SBU-NF) (U)", &[]),
    (
        "UNCLASSIFIED//SBU NOFORN",
        "(U//SBU-NF) (U//NF)",
        &["not-allowed non-ic SBU-NF <NF and SBU> at SBU NOFORN"],
    ),
    ("SECRET//LES", "(S)", &["unsupported non-ic LES <-> at LES"]),
    ("SECRET//LIMDIS", "(S)", &["not-allowed non-ic DS <-> at LIMDIS"]),
    ("SECRET//SSI", "(S)", &["unsupported non-ic SSI <-> at SSI"]),
    // Section 7.
    ("CUI", "(CUI//PRVCY)", &["missing cui-category PRVCY <PRVCY> at CUI"]),
    ("CUI//PRVCY", "(CUI)", &["unsupported cui-category PRVCY <-> at PRVCY"]),
    // A portion that cannot be read may be the one that has it.
    ("SECRET//NOFORN", "(S//NOFRN) (U)", &[]),
    ("SECRET", "(FROG) (C)", &[]),
    ("SECRET//ORCON", "(FROG) (S//NF)", &["missing release NF <NOFORN> at SECRET//ORCON"]),
    // Section 9: what either source accepts lacks nothing.
    ("SECRET//RELIDO", "(S//REL TO USA, AUS/RELIDO) (S//RELIDO)", &[]),
    ("SECRET//NOFORN", "(S//REL TO USA, AUS/RELIDO) (S//RELIDO)", &[]),
    ("SECRET//NOFORN", "(S//REL TO USA, GBR) (U//SBU)", &[]),
    ("SECRET//REL TO USA, GBR", "(S//REL TO USA, GBR) (U//SBU)", &[]),
    ("SECRET//NOFORN", "(S//RELIDO) (S)", &[]),
    ("SECRET//RELIDO", "(S//RELIDO) (S)", &[]),
    ("SECRET//REL TO USA, FVEY", "(S//REL TO USA, FVEY)", &[]),
    ("SECRET//REL TO USA, AUS, CAN, GBR, NZL", "(S//REL TO USA, FVEY)", &[]),
];

#[test]
fn a_banner_line_differs_in_what_is_stated_and_in_nothing_else() {
    let register = Register::builtin();
    let mut wrong = Vec::new();
    for (banner, marks, expected) in CASES {
        let found: Vec<String> = compare(banner, marks, &register)
            .iter()
            .map(|difference| shown(difference, banner, &register))
            .collect();
        if found != *expected {
            wrong.push(format!(
                "{banner} over {marks}:\n  {}\n  expected\n  {}",
                found.join("\n  "),
                expected.join("\n  ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the roll-up requires never differs from itself.
#[test]
fn the_required_banner_does_not_differ() {
    let register = Register::builtin();
    for (row, marks, banner) in super::IC {
        let found = compare(banner, marks, &register);
        let unlisted = |found: &Difference| found.kind.name() == "unlisted-portion";
        assert!(found.iter().all(unlisted), "{row}: {banner} over {marks}: {found:?}");
    }
}

/// NOFORN, NODIS, EXDIS and SENSITIVE are captions of a telegram and count as its banner line does.
#[test]
fn captions_count_as_parts_of_the_banner_line() {
    let register = Register::builtin();
    let portions = super::read("(SBU) (C/NF) (C/EXDIS)", Form::Portion, Style::State, &register);
    let portions: Vec<&Marking> = portions.iter().collect();
    let required = roll_up(&portions, Style::State, None, &register);
    let text = "CONFIDENTIAL EXDIS NODIS SIPDIS NOFORN SENSITIVE";
    let banner = parse(text, Span::new(0, 12), Form::Banner, Style::State, &register);
    let found = |words: &[&str]| -> Vec<String> {
        let captions = words.iter().map(|word| {
            let start = text.find(word).unwrap_or_default();
            (*word, Span::new(start, start + word.len()))
        });
        let banner = banner.clone().with_captions(captions, &register);
        let found = differences(&banner, &required, &portions, &register);
        found.iter().map(|difference| shown(difference, text, &register)).collect()
    };
    assert_eq!(found(&["EXDIS", "SIPDIS", "NOFORN"]), [""; 0]);
    assert_eq!(found(&["EXDIS"]), ["missing release NF <NOFORN> at CONFIDENTIAL"]);
    assert_eq!(found(&["EXDIS", "NOFORN", "NODIS"]), ["unsupported non-ic ND <-> at NODIS"]);
    assert_eq!(found(&["EXDIS", "NOFORN", "SENSITIVE"]), ["not-allowed non-ic SBU <-> at SENSITIVE"]);
}

#[test]
fn without_portions_nothing_differs() {
    let register = Register::builtin();
    assert_eq!(compare("SECRET//NOFORN", "", &register), []);
}

/// The portion that is named is the first one that has what the banner line lacks.
#[test]
fn a_difference_names_its_portion() {
    let register = Register::builtin();
    let portions: Vec<Option<usize>> =
        compare("SECRET", "(U) (S//OC/NF) (TS//NF)", &register).iter().map(|found| found.portion).collect();
    assert_eq!(portions, [Some(2), Some(1), Some(1)]);
}
