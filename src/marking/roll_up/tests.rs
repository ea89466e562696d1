//! The rows of the roll-up rules, each with the portions that it is about.

mod differences;

use jiff::civil::{Date, date};

use crate::marking::{Form, Marking, RollUp, Style, parse, roll_up};
use crate::register::Register;
use crate::span::Span;

/// Reads marks that are parted by blanks, each in brackets.
fn read(marks: &str, form: Form, style: Style, register: &Register) -> Vec<Marking> {
    let words = marks.split(['(', ')']).map(str::trim).filter(|words| !words.is_empty());
    words.map(|words| parse(words, Span::new(0, words.len()), form, style, register)).collect()
}

fn rolled(marks: &str, style: Style, day: Option<Date>, register: &Register) -> RollUp {
    let portions = read(marks, Form::Portion, style, register);
    roll_up(&portions.iter().collect::<Vec<_>>(), style, day, register)
}

fn banner(rolled: &RollUp, register: &Register) -> String {
    rolled.line(register).unwrap_or_default()
}

/// Row of the rules, portions, banner.
const IC: &[(&str, &str, &str)] = &[
    // The examples of the issue.
    ("issue", "(S//NF) (U)", "SECRET//NOFORN"),
    ("issue", "(S//REL TO USA, AUS, GBR) (C//REL TO USA, GBR)", "SECRET//REL TO USA, GBR"),
    ("issue", "(S//REL TO USA, FVEY) (S//REL TO USA, DEU)", "SECRET//NOFORN"),
    ("issue", "(U//FOUO) (C)", "CONFIDENTIAL"),
    ("issue", "(U//SBU-NF) (C)", "CONFIDENTIAL//NOFORN"),
    ("issue", "(U//SBU-NF) (U//NF)", "UNCLASSIFIED//NOFORN//SBU"),
    ("issue", "(S//RELIDO) (S//REL TO USA, GBR)", "SECRET//NOFORN"),
    ("issue", "(S//NF//XD) (S//NF//ND)", "SECRET//NOFORN//NODIS"),
    ("issue", "(S//FGI DEU) (C//FGI)", "SECRET//FGI"),
    // 1. Classification.
    ("1.1", "(C) (TS) (S)", "TOP SECRET"),
    ("1.1", "(U) (C)", "CONFIDENTIAL"),
    ("1.3", "(U) (U)", "UNCLASSIFIED"),
    ("1.4", "(U) (//NS)", "SECRET//FGI NATO"),
    ("1.4", "(//CTS) (C)", "TOP SECRET//FGI NATO"),
    ("1.4", "(//CTS//BOHEMIA) (U)", "TOP SECRET//FGI NATO"),
    ("1.4", "(//NR) (U)", "CONFIDENTIAL//FGI NATO"),
    ("1.4", "(//GBR R) (U)", "CONFIDENTIAL//FGI GBR"),
    (
        "1.5",
        "(//JOINT S CAN GBR USA//REL TO USA, CAN, GBR) (C//REL TO USA, CAN, GBR)",
        "SECRET//FGI CAN GBR//REL TO USA, CAN, GBR",
    ),
    ("1.5", "(//DEU S) (C)", "SECRET//FGI DEU"),
    // 2. SCI, SAP, AEA, FGI.
    ("2.1", "(TS//SI//NF) (S//TK//NF) (U)", "TOP SECRET//SI/TK//NOFORN"),
    ("2.1", "(TS//SI-G ABCD//OC/NF) (TS//SI-G DEFG//OC/NF)", "TOP SECRET//SI-G ABCD DEFG//ORCON/NOFORN"),
    ("2.1", "(TS//SI//NF) (TS//SI-G//OC/NF)", "TOP SECRET//SI-G//ORCON/NOFORN"),
    ("2.1", "(TS//SI-G//OC/NF) (TS//SI-MMM//NF)", "TOP SECRET//SI-G-MMM//ORCON/NOFORN"),
    ("2.1", "(S//HCS-P//NF) (S//HCS-O//OC/NF)", "SECRET//HCS-O-P//ORCON/NOFORN"),
    ("2.2", "(S//SAR-BP//NF) (TS//SAR-CD//NF)", "TOP SECRET//SAR-BP/CD//NOFORN"),
    ("2.2", "(S//SAR-BP-J12//NF) (S//SAR-BP-K15//NF)", "SECRET//SAR-BP-J12-K15//NOFORN"),
    ("2.2", "(S//SAR-BP-J12 J54//NF) (S//SAR-BP//NF)", "SECRET//SAR-BP-J12 J54//NOFORN"),
    ("2.3", "(S//RD//NF) (S//FRD//NF) (S//TFNI//NF)", "SECRET//RD//NOFORN"),
    ("2.3", "(S//FRD//NF) (S//TFNI//NF)", "SECRET//FRD//NOFORN"),
    ("2.3", "(S//TFNI//NF)", "SECRET//TFNI//NOFORN"),
    ("2.3", "(S//RD-SG 14//NF) (S//RD-SG 18 20//NF)", "SECRET//RD-SIGMA 14 18 20//NOFORN"),
    ("2.3", "(S//RD-SG 18//NF) (S//FRD-SG 14//NF)", "SECRET//RD-SIGMA 14 18//NOFORN"),
    ("2.3", "(S//RD//NF) (S//FRD-SG 14//NF)", "SECRET//RD-SIGMA 14//NOFORN"),
    ("2.3", "(S//RD-CNWDI//NF) (C//RD//NF)", "SECRET//RD-CNWDI//NOFORN"),
    ("2.5", "(U//DCNI) (U)", "UNCLASSIFIED//DOD UCNI"),
    ("2.5", "(U//UCNI) (U)", "UNCLASSIFIED//DOE UCNI"),
    ("2.5", "(U//DCNI) (C)", "CONFIDENTIAL"),
    ("2.5", "(U//DCNI) (C//REL TO USA, GBR)", "CONFIDENTIAL//NOFORN"),
    ("2.6", "(S//FGI DEU) (C//FGI CAN GBR) (//JPN C)", "SECRET//FGI CAN DEU GBR JPN"),
    ("2.6", "(S//FGI GBR//REL TO USA, GBR) (//NS//REL TO USA, GBR)", "SECRET//FGI GBR NATO//REL TO USA, GBR"),
    ("2.7", "(//FGI S) (//DEU S)", "SECRET//FGI"),
    ("2.7", "(C//FGI) (//JPN S) (S//FGI GBR)", "SECRET//FGI"),
    // 3. Foreign disclosure and release.
    ("3.1", "(S) (C) (U)", "SECRET"),
    ("3.2", "(S//NF) (S//REL TO USA, GBR)", "SECRET//NOFORN"),
    ("3.2", "(S//NF) (S//RELIDO) (S//DISPLAY ONLY AFG)", "SECRET//NOFORN"),
    ("3.3", "(S//XD) (S//REL TO USA, GBR)", "SECRET//NOFORN//EXDIS"),
    ("3.3", "(U//ND)", "UNCLASSIFIED//NOFORN//NODIS"),
    ("3.4", "(U//SBU-NF) (S//REL TO USA, GBR)", "SECRET//NOFORN"),
    ("3.4", "(U//LES-NF) (C)", "CONFIDENTIAL//NOFORN//LES"),
    ("3.4", "(U//LES-NF) (U//RELIDO)", "UNCLASSIFIED//NOFORN//LES"),
    ("3.4", "(U//SBU-NF) (U//DISPLAY ONLY AFG)", "UNCLASSIFIED//NOFORN//SBU"),
    ("3.5", "(S//REL TO USA, GBR) (C)", "SECRET//NOFORN"),
    ("3.5", "(S//REL TO USA, GBR) (U//FOUO)", "SECRET//NOFORN"),
    ("3.6", "(S//REL TO USA, GBR) (S//REL TO USA, GBR) (U)", "SECRET//REL TO USA, GBR"),
    ("3.6", "(S//REL TO USA, AUS, NATO) (S//REL TO USA, AUS, NATO)", "SECRET//REL TO USA, AUS, NATO"),
    ("3.7", "(S//REL TO USA, AUS) (S//REL TO USA, GBR)", "SECRET//NOFORN"),
    ("3.8", "(S//REL TO USA, FVEY) (S//REL TO USA, ACGU)", "SECRET//REL TO USA, AUS, CAN, GBR"),
    ("3.8", "(S//REL TO USA, FVEY) (S//REL TO USA, DEU, FVEY)", "SECRET//REL TO USA, FVEY"),
    ("3.8", "(S//REL TO USA, TEYE) (S//REL TO USA, CAN, GBR)", "SECRET//REL TO USA, GBR"),
    ("3.8", "(S//REL TO USA, GBR, KFOR) (S//REL TO USA, KFOR, NATO)", "SECRET//REL TO USA, GBR, KFOR"),
    ("3.8", "(S//REL TO USA, KFOR) (S//REL TO USA, NATO)", "SECRET//NOFORN"),
    ("3.9", "(S//REL TO USA, GBR) (S//RELIDO)", "SECRET//NOFORN"),
    ("3.10", "(S//RELIDO) (C//RELIDO) (U)", "SECRET//RELIDO"),
    ("3.10", "(S//REL TO USA, AUS/RELIDO) (S//RELIDO)", "SECRET//RELIDO"),
    (
        "3.10",
        "(S//REL TO USA, AUS, GBR/RELIDO) (S//REL TO USA, GBR/RELIDO)",
        "SECRET//REL TO USA, GBR/RELIDO",
    ),
    ("3.11", "(S//RELIDO) (U//FOUO)", "SECRET//NOFORN"),
    ("3.11", "(S//RELIDO) (S//OC)", "SECRET//ORCON/NOFORN"),
    ("3.12", "(S//RELIDO) (S//DISPLAY ONLY AFG)", "SECRET//NOFORN"),
    ("3.13", "(S//DISPLAY ONLY AFG) (S)", "SECRET//NOFORN"),
    ("3.14", "(S//DISPLAY ONLY AFG, IRQ) (S//DISPLAY ONLY AFG)", "SECRET//DISPLAY ONLY AFG"),
    ("3.14", "(S//REL TO USA, AFG, GBR) (S//DISPLAY ONLY AFG, IRQ)", "SECRET//DISPLAY ONLY AFG"),
    ("3.15", "(S//DISPLAY ONLY IRQ) (S//DISPLAY ONLY AFG)", "SECRET//NOFORN"),
    ("3.15", "(S//REL TO USA, GBR) (S//DISPLAY ONLY AFG)", "SECRET//NOFORN"),
    (
        "3.16",
        "(S//REL TO USA, AUS, GBR/DISPLAY ONLY AFG, IRQ) (S//REL TO USA, GBR/DISPLAY ONLY AFG)",
        "SECRET//REL TO USA, GBR/DISPLAY ONLY AFG",
    ),
    ("3.17", "(S//USA/GBR EYES ONLY) (S//REL TO USA, AUS, GBR)", "SECRET//REL TO USA, GBR"),
    ("3.18", "(S//USA/GBR EYES ONLY) (S//REL TO USA, AUS)", "SECRET//NOFORN"),
    ("3.20", "(S//REL TO USA, GBR, AUS, FVEY)", "SECRET//REL TO USA, AUS, GBR, FVEY"),
    ("3.20", "(S//REL TO USA) (S//REL TO USA, GBR)", "SECRET//NOFORN"),
    ("3.21", "(S//REL) (S//REL TO USA, GBR)", "SECRET//REL TO USA, GBR"),
    (
        "3.22",
        "(//JOINT S GBR USA//REL TO USA, GBR) (//JOINT S GBR USA//REL TO USA, GBR)",
        "SECRET//FGI GBR//REL TO USA, GBR",
    ),
    ("3.24", "(S//PR/REL TO USA, GBR) (U)", "SECRET//PROPIN/REL TO USA, GBR"),
    ("3.25", "(U//FISA) (S//REL TO USA, GBR)", "SECRET//NOFORN/FISA"),
    // 4. Other dissemination controls.
    ("4.1", "(S//OC) (C)", "SECRET//ORCON"),
    ("4.2", "(S//OC-USGOV) (S//OC)", "SECRET//ORCON"),
    ("4.2", "(S//OC-USGOV) (S)", "SECRET//ORCON-USGOV"),
    ("4.3", "(S//OC/NF) (S//RELIDO)", "SECRET//ORCON/NOFORN"),
    (
        "4.4",
        "(S//RS/IMC/PR) (U//DSEN/FISA) (S//RAWFISA)",
        "SECRET//RSEN/IMCON/PROPIN/DEA SENSITIVE/RAWFISA/FISA",
    ),
    ("4.5", "(U//FOUO) (S)", "SECRET"),
    ("4.5", "(U//FOUO) (S//NF)", "SECRET//NOFORN"),
    ("4.6", "(U//FOUO) (U)", "UNCLASSIFIED//FOUO"),
    ("4.6", "(U//FOUO) (U//NF)", "UNCLASSIFIED//FOUO/NOFORN"),
    ("4.6", "(U//FOUO) (U//PR)", "UNCLASSIFIED//PROPIN"),
    ("4.6", "(U//FOUO) (U//LES)", "UNCLASSIFIED//LES"),
    ("4.6", "(U//FOUO) (U//SSI)", "UNCLASSIFIED//SSI"),
    // 5. State Department and other non-IC controls.
    ("5.1", "(S//NF//ND) (U)", "SECRET//NOFORN//NODIS"),
    ("5.1", "(U//NF//ND) (U)", "UNCLASSIFIED//NOFORN//NODIS"),
    ("5.2", "(S//NF//XD) (S)", "SECRET//NOFORN//EXDIS"),
    ("5.3", "(U//NF//XD) (U//NF//ND)", "UNCLASSIFIED//NOFORN//NODIS"),
    ("5.5", "(U//NF//XD) (U//SBU) (U//FOUO)", "UNCLASSIFIED//NOFORN//EXDIS"),
    ("5.5", "(U//NF//ND) (U//SBU-NF)", "UNCLASSIFIED//NOFORN//NODIS"),
    ("5.6", "(U//SBU) (U)", "UNCLASSIFIED//SBU"),
    ("5.7", "(U//SBU) (S)", "SECRET"),
    ("5.9", "(U//SBU) (U//FOUO)", "UNCLASSIFIED//SBU"),
    ("5.10", "(U//SBU-NF) (U)", "UNCLASSIFIED//SBU NOFORN"),
    ("5.10", "(U//SBU-NF) (U//SBU) (U//FOUO)", "UNCLASSIFIED//SBU NOFORN"),
    ("5.11", "(U//SBU-NF) (U//REL TO USA, GBR)", "UNCLASSIFIED//NOFORN//SBU"),
    ("5.12", "(U//SBU-NF) (S)", "SECRET//NOFORN"),
    ("5.14", "(U//LES) (S)", "SECRET//LES"),
    ("5.14", "(U//LES) (U)", "UNCLASSIFIED//LES"),
    ("5.15", "(U//LES-NF) (S)", "SECRET//NOFORN//LES"),
    ("5.15", "(U//LES-NF) (U//NF)", "UNCLASSIFIED//NOFORN//LES"),
    ("5.16", "(U//LES-NF) (U//FOUO)", "UNCLASSIFIED//LES NOFORN"),
    ("5.16", "(U//LES-NF) (U//LES)", "UNCLASSIFIED//LES NOFORN"),
    ("5.17", "(U//SSI) (S)", "SECRET//SSI"),
    ("5.18", "(U//DS) (U//FOUO)", "UNCLASSIFIED//LIMDIS"),
    ("5.18", "(U//DS) (S)", "SECRET"),
    ("5.21", "(U//SSI) (U//LES) (U//SBU) (U//DS)", "UNCLASSIFIED//LIMDIS/SBU/LES/SSI"),
    // 7. CUI.
    ("7.1", "(CUI//PRVCY) (CUI//LEI) (U)", "CUI//LEI/PRVCY"),
    ("7.2", "(CUI//PRVCY) (CUI//SP-CTI)", "CUI//SP-CTI/PRVCY"),
    ("7.1", "(CUI) (U)", "CUI"),
    ("7.1", "(CUI//SP-CTI//NF) (U)", "CUI//SP-CTI//NOFORN"),
    ("7.1", "(CUI//PRVCY) (S//NF)", "SECRET//CUI//PRVCY//NOFORN"),
    // 9. Where the sources disagree: the Register and the Schematron together, the Register first.
    ("9.1", "(U//SBU) (S//NF)", "SECRET//NOFORN"),
    ("9.2", "(S//NF//XD) (C//NF//ND)", "SECRET//NOFORN//NODIS"),
    ("9.3", "(U//SBU) (U//SBU-NF)", "UNCLASSIFIED//SBU NOFORN"),
    ("9.4", "(U//FOUO) (U//SBU)", "UNCLASSIFIED//SBU"),
    ("9.5", "(S//REL TO USA, AUS/RELIDO) (S//RELIDO)", "SECRET//RELIDO"),
    ("9.6", "(S//REL TO USA, GBR) (U//SBU)", "SECRET//NOFORN"),
    ("9.8", "(S//RELIDO) (S)", "SECRET//NOFORN"),
    ("9.9", "(S//REL TO USA, FVEY) (C//REL TO USA, FVEY)", "SECRET//REL TO USA, FVEY"),
];

#[test]
fn every_row_gives_its_banner() {
    let register = Register::builtin();
    let wrong: Vec<String> = IC
        .iter()
        .filter_map(|(row, marks, expected)| {
            let rolled = rolled(marks, Style::Ic, None, &register);
            let found = banner(&rolled, &register);
            (found != *expected).then(|| format!("{row}: {marks} -> {found}, expected {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The portions of the table are themselves well-formed, apart from those that show what a slip gives.
#[test]
fn the_portions_of_the_rows_are_well_formed() {
    let register = Register::builtin();
    let slips = ["(S//XD)", "(U//ND)", "EYES ONLY", "GBR, AUS, FVEY", "REL TO USA)"];
    for (row, marks, _) in IC.iter().filter(|(_, marks, _)| !slips.iter().any(|slip| marks.contains(slip))) {
        for marking in read(marks, Form::Portion, Style::Ic, &register) {
            assert!(marking.flaws.is_empty(), "{row}: {marks}: {:?}", marking.flaws);
        }
    }
}

/// Portions, classification line, captions, as telegrams have them.
const STATE: &[(&str, &str, &[&str])] = &[
    ("(SBU) (U)", "UNCLAS", &["SENSITIVE"]),
    ("(SBU/N) (SBU)", "UNCLAS", &["SENSITIVE", "NOFORN"]),
    ("(S/NF) (C)", "SECRET", &["NOFORN"]),
    ("(C) (SBU)", "CONFIDENTIAL", &[]),
    ("(C) (SBU/N)", "CONFIDENTIAL", &["NOFORN"]),
    ("(C/NODIS) (C/EXDIS)", "CONFIDENTIAL", &["NODIS"]),
    ("(SBU) (C/EXDIS)", "CONFIDENTIAL", &["EXDIS"]),
    ("(U) (C)", "CONFIDENTIAL", &[]),
    ("(C/LIMDIS) (U)", "CONFIDENTIAL", &["LIMDIS"]),
    ("(SBU/EXDIS) (SBU)", "UNCLAS", &["EXDIS", "SENSITIVE"]),
];

#[test]
fn state_writes_captions() {
    let register = Register::builtin();
    for (marks, line, captions) in STATE {
        let rolled = rolled(marks, Style::State, None, &register);
        assert_eq!(rolled.captions, *captions, "{marks}");
        assert_eq!(banner(&rolled, &register), *line, "{marks}");
    }
}

/// Row 3.11: RELIDO beside uncaveated portions depends on the date.
#[test]
fn uncaveated_portions_are_relido_from_the_day_of_the_default() {
    let register = Register::builtin();
    let of = |marks, day| banner(&rolled(marks, Style::Ic, day, &register), &register);
    assert_eq!(of("(S//RELIDO) (S)", Some(date(2010, 6, 28))), "SECRET//RELIDO");
    assert_eq!(of("(TS//SI) (S//RELIDO)", Some(date(2010, 6, 28))), "TOP SECRET//SI//RELIDO");
    assert_eq!(of("(S//RELIDO) (S)", Some(date(2010, 6, 27))), "SECRET//NOFORN");
    assert_eq!(of("(S//RELIDO) (S//IMC)", Some(date(2012, 1, 1))), "SECRET//IMCON/NOFORN");
}

#[test]
fn what_is_retired_is_replaced_once_it_is() {
    let register = Register::builtin();
    let of = |marks, day| banner(&rolled(marks, Style::Ic, day, &register), &register);
    assert_eq!(of("(TS//COMINT)", None), "TOP SECRET//SI");
    assert_eq!(of("(TS//COMINT)", Some(date(2000, 1, 1))), "TOP SECRET//COMINT");
    assert_eq!(of("(S//USA/GBR EYES ONLY)", None), "SECRET//REL TO USA, GBR");
    assert_eq!(of("(S//USA/GBR EYES ONLY)", Some(date(2010, 1, 1))), "SECRET//USA/GBR EYES ONLY");
}

#[test]
fn without_a_level_there_is_no_banner() {
    let register = Register::builtin();
    assert_eq!(rolled("", Style::Ic, None, &register), RollUp::default());
    assert_eq!(rolled("(FROG)", Style::Ic, None, &register).banner, None);
}

/// The steps are sentences, name their portions, and cite.
#[test]
fn reasons_are_sentences_with_portions_and_basis() {
    let register = Register::builtin();
    for (row, marks, _) in IC {
        let rolled = rolled(marks, Style::Ic, None, &register);
        assert!(!rolled.reasons.is_empty(), "{row}");
        for reason in &rolled.reasons {
            assert!(reason.text.ends_with('.'), "{row}: {reason:?}");
            assert!(!reason.portions.is_empty() && !reason.basis.is_empty(), "{row}: {reason:?}");
        }
    }
}

/// Row 3.21: a bare `REL` means the list of the banner line; where every portion is bare nothing is known.
#[test]
fn a_list_that_no_portion_has_is_not_made_up() {
    let register = Register::builtin();
    let rolled = rolled("(S//REL) (C//REL)", Style::Ic, None, &register);
    assert_eq!(rolled.line(&register), None);
    assert_eq!(rolled.control("REL").map(|required| required.element.items.len()), Some(0));
}

/// LOU and R were never above each other.
#[test]
fn of_levels_that_cannot_be_compared_the_one_above_both_counts() {
    let register = Register::builtin();
    assert_eq!(banner(&rolled("(LOU) (R)", Style::Ic, None, &register), &register), "CONFIDENTIAL");
    assert_eq!(banner(&rolled("(R) (U)", Style::Ic, None, &register), &register), "RESTRICTED");
}

#[test]
fn what_cannot_be_read_is_said_to_be_left_out() {
    let register = Register::builtin();
    let rolled = rolled("(S//NOFRN) (FROG)", Style::Ic, None, &register);
    let texts: Vec<&str> = rolled.reasons.iter().map(|reason| reason.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.contains("`NOFRN` is no known control")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("no level that can be read")), "{texts:?}");
}
