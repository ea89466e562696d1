//! Faults in the marks of a paper, family by family of `rules/ic-markings` and `rules/cui`.

use super::{complaint, findings};

/// A paper whose marks are well formed: its banner line, the marks of two paragraphs (the title and a third
/// paragraph are unclassified), the year, and the notice that its marks ask for.
struct Paper(&'static str, [&'static str; 2], usize, &'static str);

/// The part of a paper that is planted in. A banner line stands at the top and at the bottom of the page.
#[derive(Clone, Copy, Debug)]
enum Part {
    Banner,
    One,
    Two,
}
use Part::{Banner, One, Two};

/// Paper, where the fault is, what stands there instead, the rule and its line.
type Case = (&'static Paper, Part, &'static str, &'static str, usize);

const NF: Paper = Paper("SECRET//NOFORN", ["S//NF", "C//NF"], 2018, "");
const NF_2006: Paper = Paper("SECRET//NOFORN", ["S//NF", "C//NF"], 2006, "");
const OC: Paper = Paper("SECRET//ORCON/NOFORN", ["S//OC/NF", "C//NF"], 2018, "");
const SI: Paper = Paper("TOP SECRET//SI/TK//NOFORN", ["TS//SI/TK//NF", "S//TK//NF"], 2018, "");
const GAMMA: Paper = Paper("TOP SECRET//SI-G ABCD//ORCON/NOFORN", ["TS//SI-G ABCD//OC/NF"; 2], 2018, "");
const HCS_P: Paper = Paper("TOP SECRET//HCS-P//NOFORN", ["TS//HCS-P//NF", "S//HCS-P//NF"], 2018, "");
const HCS_O: Paper =
    Paper("TOP SECRET//HCS-O//ORCON/NOFORN", ["TS//HCS-O//OC/NF", "S//HCS-O//OC/NF"], 2018, "");
const SAP: Paper = Paper("SECRET//SAR-BP/CD//NOFORN", ["S//SAR-BP/CD//NF", "C//NF"], 2018, "");
const FGI: Paper = Paper("SECRET//FGI DEU GBR//NOFORN", ["S//FGI DEU GBR//NF", "//DEU C//NF"], 2018, "");
const CONCEALED: Paper = Paper("SECRET//FGI//NOFORN", ["//FGI S//NF", "C//NF"], 2018, "");
const JOINT: Paper =
    Paper("//JOINT SECRET GBR USA//REL TO USA, GBR", ["//JOINT S GBR USA//REL TO USA, GBR"; 2], 2018, "");
const REL: Paper =
    Paper("SECRET//REL TO USA, AUS, GBR", ["S//REL TO USA, AUS, GBR", "C//REL TO USA, AUS, GBR"], 2018, "");
const RELIDO: Paper = Paper("SECRET//RELIDO", ["S//RELIDO", "C//RELIDO"], 2018, "");
const DISPLAY: Paper =
    Paper("SECRET//DISPLAY ONLY AFG", ["S//DISPLAY ONLY AFG", "C//DISPLAY ONLY AFG"], 2018, "");
const FOUO: Paper = Paper("UNCLASSIFIED//FOUO", ["U//FOUO", "U"], 2018, "");
const SBU: Paper = Paper("UNCLASSIFIED//SBU", ["U//SBU", "U"], 2018, "");
const SBU_NF: Paper = Paper("UNCLASSIFIED//SBU NOFORN", ["U//SBU-NF", "U"], 2018, "");
const NODIS: Paper = Paper("SECRET//NOFORN//NODIS", ["S//NF//ND", "C//NF"], 2018, "");
const IMCON: Paper = Paper("SECRET//IMCON/NOFORN", ["S//IMC/NF", "C//NF"], 2018, IMCON_NOTICE);
const CUI: Paper = Paper("CUI//PRVCY", ["CUI//PRVCY", "U"], 2022, "");
const CUI_BOTH: Paper = Paper("CUI//SP-CTI/PRVCY", ["CUI//SP-CTI", "CUI//PRVCY"], 2022, "");
const CUI_TWO: Paper = Paper("CUI//PROCURE/PRVCY", ["CUI//PRVCY", "CUI//PROCURE/PRVCY"], 2022, "");
const CUI_LIMITED: Paper = Paper("CUI//PRVCY//FEDCON", ["CUI//PRVCY//FEDCON", "U"], 2022, "");
const CUI_NF: Paper = Paper("CUI//PRVCY//NOFORN", ["CUI//PRVCY//NF", "U"], 2022, "");

const PAPERS: &[&Paper] = &[
    &NF,
    &NF_2006,
    &OC,
    &SI,
    &GAMMA,
    &HCS_P,
    &HCS_O,
    &SAP,
    &FGI,
    &CONCEALED,
    &JOINT,
    &REL,
    &RELIDO,
    &DISPLAY,
    &FOUO,
    &SBU,
    &SBU_NF,
    &NODIS,
    &IMCON,
    &CUI,
    &CUI_BOTH,
    &CUI_TWO,
    &CUI_LIMITED,
    &CUI_NF,
];

const IMCON_NOTICE: &str =
    "WARNING NOTICE: CONTROLLED IMAGERY. Dissemination of this imagery is restricted.\n\n";

/// How a marking is put together: words, forms, separators, order.
#[rustfmt::skip] // a table: one case a line
const SYNTAX: &[Case] = &[
    (&NF, One, "S//NFF", "control-misspelt", 7),
    (&NF, Banner, "SECRET//NOFORM", "control-misspelt", 1),
    (&FOUO, Banner, "UNCLASSIFIED//FUOO", "control-misspelt", 1),
    (&NF, One, "S//NOFRN", "control-misspelt", 7),
    (&FOUO, Banner, "UNCLASSIFIED//FOR OFFICIAL USE ONY", "control-misspelt", 1),
    (&NF, One, "S//XYZZY//NF", "control-unknown", 7),
    (&NF, Banner, "SECRET//NOFORN/QUOKKA", "control-unknown", 1),
    (&FOUO, Banner, "UNCLASSIFIED//FOR OFFICIAL YEWS ONLY", "control-unknown", 1),
    (&NF, One, "S//NOFORN", "portion-control-in-banner-form", 7),
    (&NF, Banner, "SECRET//NF", "banner-control-in-portion-form", 1),
    (&NF, Banner, "S//NOFORN", "banner-level-abbreviated", 1),
    (&FOUO, Banner, "U//FOUO", "banner-level-abbreviated", 1),
    (&SI, One, "TOP SECRET//SI/TK//NF", "portion-level-spelt-out", 7),
    (&SI, One, "TSS//SI/TK//NF", "level-misspelt", 7),
    (&SI, Banner, "TOP SERCET//SI/TK//NOFORN", "level-misspelt", 1),
    (&SI, Two, "SI//NF", "level-missing", 9),
    (&FOUO, One, "FOUO", "level-missing", 7),
    (&NF, Two, "SBU", "level-missing", 9),
    (&NF, One, "R//NF", "level-of-another-owner", 7),
    (&NF, Two, "c//nf", "marking-not-in-capitals", 9),
    (&SI, Banner, "Top Secret//SI/TK//NOFORN", "marking-not-in-capitals", 1),
    (&SAP, One, "S//SAR-bp/CD//NF", "marking-not-in-capitals", 7),
    (&SI, One, "TS//S\u{406}/TK//NF", "marking-letter-look-alike", 7),
    (&SI, One, "TS//S\u{200b}I/TK//NF", "marking-character-invisible", 7),
    (&NF, One, "S/NF", "separator-wrong", 7),
    (&NF, One, "S-NF", "separator-wrong", 7),
    (&NF, Banner, "SECRET/NOFORN", "separator-wrong", 1),
    (&NF, Banner, "SECRET - NOFORN", "separator-wrong", 1),
    (&NF, Banner, "SECRET NOFORN", "separator-wrong", 1),
    (&OC, Banner, "SECRET//ORCON//NOFORN", "separator-wrong", 1),
    (&SI, One, "TS//SI/TK/NF", "separator-wrong", 7),
    (&NODIS, One, "S//NF/ND", "separator-wrong", 7),
    (&OC, One, "S//OC,NF", "separator-outdated", 7),
    (&OC, Banner, "SECRET//ORCON, NOFORN", "separator-outdated", 1),
    (&NF, One, "S//NF//", "separator-without-element", 7),
    (&SI, One, "TS//SI/TK////NF", "separator-without-element", 7),
    (&NF, One, "//S//NF", "leading-slashes-wrong", 7),
    (&SI, One, "TS//NF//SI/TK", "category-out-of-order", 7),
    (&SI, Banner, "TOP SECRET//NOFORN//SI/TK", "category-out-of-order", 1),
    (&OC, One, "S//OC/NF/NF", "repeated-in-marking", 7),
    (&NF, Banner, "SECRET//NOFORN//X1", "declassification-in-banner", 1),
    (&NF, Banner, "SECRET//NOFORN//20430303", "declassification-in-banner", 1),
    (&NF, Two, "C//NF/MR", "declassification-in-banner", 9),
];

/// Control systems, special access programs, atomic energy.
#[rustfmt::skip]
const SYSTEMS: &[Case] = &[
    (&SI, One, "TS//TK/SI//NF", "sci-out-of-order", 7),
    (&SI, Two, "C//TK//NF", "sci-at-wrong-level", 9),
    (&SI, Two, "U//SI", "sci-at-wrong-level", 9),
    (&GAMMA, Two, "S//SI-G ABCD//OC/NF", "sci-at-wrong-level", 9),
    (&GAMMA, Two, "TS//SI-G ABCD//NF", "sci-companion-missing", 9),
    (&HCS_O, Two, "S//HCS-O//NF", "sci-companion-missing", 9),
    (&HCS_O, Two, "S//HCS-O//OC-USGOV/NF", "sci-with-orcon-usgov", 9),
    (&HCS_P, Two, "S//HCS-P", "hcs-without-noforn", 9),
    (&HCS_P, Two, "S//HCS-P//REL TO USA, GBR", "hcs-without-noforn", 9),
    (&HCS_P, Two, "S//HCS//NF", "hcs-without-compartment", 9),
    (&HCS_P, Two, "S//HCS-Z//NF", "sci-compartment-unknown", 9),
    (&SI, Two, "S//RSV//NF", "sci-without-compartment", 9),
    (&SI, Two, "TS//G//NF", "sci-compartment-without-system", 9),
    (&SI, Two, "TS//KLM", "klm-without-noforn", 9),
    (&SI, Two, "S//COMINT//NF", "sci-retired", 9),
    (&SI, Two, "TS//BYE//NF", "sci-retired", 9),
    (&SAP, Two, "U//SAR-BP", "sap-at-wrong-level", 9),
    (&SAP, One, "S//SAR-BP/SAR-CD//NF", "sap-prefix-repeated", 7),
    (&SAP, One, "S//SAR-CD/BP//NF", "sap-out-of-order", 7),
    (&SAP, Two, "S//SAR//NF", "sap-name-malformed", 9),
    (&NF, One, "S//CNWDI//NF", "cnwdi-or-sigma-without-data", 7),
    (&NF, One, "S//RD//NF", "rd-notice-missing", 1),
];

/// Foreign information, JOINT markings, release.
#[rustfmt::skip]
const RELEASE: &[Case] = &[
    (&FGI, One, "S//FGI DEU GBX//NF", "fgi-country-unknown", 7),
    (&FGI, One, "S//FGI GBR DEU//NF", "fgi-sources-out-of-order", 7),
    (&FGI, One, "S//FGI DEU, GBR//NF", "separator-wrong", 7),
    (&FGI, Two, "//DEX C//NF", "level-unknown", 9),
    (&FGI, Two, "//FGI S//FGI DEU//NF", "fgi-concealed-source-named", 9),
    (&FGI, Two, "//DEU C//RELIDO", "relido-on-foreign-information", 9),
    (&CONCEALED, Banner, "SECRET//FGI DEU//NOFORN", "banner-fgi-unsupported", 1),
    (&JOINT, One, "//JOINT S USA GBR//REL TO USA, GBR", "owners-out-of-order", 7),
    (&JOINT, One, "//JOINT S USA//REL TO USA, GBR", "joint-owners-too-few", 7),
    (&JOINT, One, "//JOINT S AUS USA//REL TO USA, GBR", "joint-owner-not-in-rel-to", 7),
    (&JOINT, One, "//JOINT S GBR USA//NF", "joint-with-forbidden-control", 7),
    (&NF, One, "S//BOHEMIA//NF", "nato-control-without-nato-level", 7),
    (&REL, Banner, "SECRET//REL TO AUS, GBR", "rel-to-without-usa", 1),
    (&REL, One, "S//REL TO AUS, GBR", "rel-to-without-usa", 7),
    (&REL, One, "S//REL TO USA, GBR, AUS", "release-list-out-of-order", 7),
    (&REL, Banner, "SECRET//REL TO USA, GBR, AUS", "release-list-out-of-order", 1),
    (&REL, Two, "C//REL TO AUS, USA, GBR", "rel-to-usa-not-first", 9),
    (&REL, Two, "C//REL TO USA, AUS AND GBR", "release-list-with-and", 9),
    (&REL, Two, "C//REL TO USA, AUS, UK", "release-country-unknown", 9),
    (&REL, Two, "C//REL TO USA AUS GBR", "separator-wrong", 9),
    (&REL, Two, "C//REL TO USA", "rel-to-usa-alone", 9),
    (&REL, Two, "C//REL TO USA, AUS, AUS, GBR", "repeated-in-marking", 9),
    (&REL, Two, "C//USA, AUS, GBR", "release-list-without-control", 9),
    (&REL, Banner, "SECRET//REL TO", "release-list-missing", 1),
    (&REL, Two, "C//USA/AUS/GBR EYES ONLY", "dissem-retired", 9),
    (&REL, Two, "C//REL TO USA, AUS, GBR, ISAF", "release-group-retired", 9),
    (&NF, Two, "C//REL", "short-rel-without-banner-list", 9),
    (&NF, One, "S//NF/REL TO USA, GBR", "release-marks-in-conflict", 7),
    (&NF, Banner, "SECRET//NOFORN/REL TO USA, GBR", "release-marks-in-conflict", 1),
    (&RELIDO, Two, "C//NF/RELIDO", "release-marks-in-conflict", 9),
    (&RELIDO, Two, "C//OC/RELIDO", "orcon-with-relido", 9),
    (&DISPLAY, Two, "C//DISPLAY ONLY", "display-list-missing", 9),
];

/// Dissemination controls of the intelligence community and of others, and notices.
#[rustfmt::skip]
const CONTROLS: &[Case] = &[
    (&NF, Banner, "SECRET//FOUO/NOFORN", "fouo-in-classified-marking", 1),
    (&NF, Two, "C//FOUO", "fouo-in-classified-marking", 9),
    (&NF, Two, "U//OC/NF", "dissem-at-wrong-level", 9),
    (&IMCON, Two, "C//IMC/NF", "dissem-at-wrong-level", 9),
    (&OC, One, "S//NF/OC", "dissem-out-of-order", 7),
    (&OC, Two, "C//OC/OC-USGOV/NF", "orcon-of-both-kinds", 9),
    (&FOUO, One, "U//FOUO/PR", "fouo-with-dissem", 7),
    (&FOUO, One, "U//FOUO//SBU", "fouo-with-non-ic", 7),
    (&OC, One, "S//OC/NF/WNINTEL", "dissem-retired", 7),
    (&OC, Two, "C//NF/NOCONTRACT", "dissem-retired", 9),
    (&NF, One, "S//PR", "banner-lacks-dissem", 1),
    (&NF, One, "S//IMC/NF", "imcon-notice-missing", 1),
    (&NF, One, "S//RS/NF", "rsen-notice-missing", 1),
    (&NF, One, "S//NF/FISA", "fisa-notice-missing", 1),
    (&NF, Two, "U//DS", "limdis-notice-missing", 1),
    (&NF, Two, "U//LES", "les-notice-missing", 1),
    (&SBU, Two, "C//SBU", "sbu-in-classified-marking", 9),
    (&SBU, One, "U//SBU/SBU-NF", "state-marks-in-conflict", 7),
    (&SBU_NF, One, "U//NF//SBU-NF", "noforn-written-twice", 7),
    (&SBU_NF, Banner, "UNCLASSIFIED//NOFORN//SBU NOFORN", "noforn-written-twice", 1),
    (&NODIS, One, "S//NF//XD/ND", "state-marks-in-conflict", 7),
    (&NODIS, One, "S//ND", "exdis-or-nodis-without-noforn", 7),
    (&NODIS, One, "S//ND//NF", "category-out-of-order", 7),
    (&NF, One, "S//NF//ACCM", "accm-without-nickname", 7),
    (&NF, One, "S//SIOP-ESI//NF", "non-ic-retired", 7),
];

/// The banner line against what the portions require.
#[rustfmt::skip]
const ROLL_UP: &[Case] = &[
    (&NF, Banner, "CONFIDENTIAL//NOFORN", "banner-level-below-portions", 1),
    (&NF, One, "TS//NF", "banner-level-below-portions", 1),
    (&NF, Banner, "TOP SECRET//NOFORN", "banner-level-above-portions", 1),
    (&NF, Banner, "SECRET", "banner-lacks-noforn", 1),
    (&NF, Banner, "SECRET//REL TO USA, GBR", "banner-release-unsupported", 1),
    (&REL, Banner, "SECRET//NOFORN", "banner-noforn-unsupported", 1),
    (&REL, Banner, "SECRET//REL TO USA, AUS, CAN, GBR", "banner-release-list-wrong", 1),
    (&REL, Two, "C//REL TO USA, AUS", "banner-release-list-wrong", 1),
    (&REL, Two, "C//REL TO USA, DEU", "banner-release-unsupported", 1),
    (&REL, Two, "C//NF", "banner-release-unsupported", 1),
    (&REL, Banner, "SECRET", "banner-release-list-wrong", 1),
    (&RELIDO, Banner, "SECRET", "banner-lacks-release-mark", 1),
    (&SI, Banner, "TOP SECRET//TK//NOFORN", "banner-lacks-sci", 1),
    (&HCS_P, Banner, "TOP SECRET//HCS-P/TK//NOFORN", "banner-sci-unsupported", 1),
    (&SAP, Banner, "SECRET//SAR-BP//NOFORN", "banner-lacks-sap", 1),
    (&SAP, Banner, "SECRET//SAR-BP/CD/EF//NOFORN", "banner-sap-unsupported", 1),
    (&FGI, Banner, "SECRET//NOFORN", "banner-lacks-fgi", 1),
    (&FGI, Banner, "SECRET//FGI AUS DEU GBR//NOFORN", "banner-fgi-unsupported", 1),
    (&OC, Banner, "SECRET//NOFORN", "banner-lacks-dissem", 1),
    (&NF, Banner, "SECRET//ORCON/NOFORN", "banner-dissem-unsupported", 1),
    (&FOUO, Banner, "UNCLASSIFIED", "banner-lacks-dissem", 1),
    (&NODIS, Banner, "SECRET//NOFORN", "banner-lacks-non-ic", 1),
    (&NF, Banner, "SECRET//NOFORN//EXDIS", "banner-non-ic-unsupported", 1),
    (&SBU_NF, Banner, "UNCLASSIFIED//SBU", "banner-non-ic-not-allowed", 1),
];

/// Controlled unclassified information.
#[rustfmt::skip]
const UNCLASSIFIED: &[Case] = &[
    (&CUI_BOTH, Banner, "CUI//PRVCY/SP-CTI", "cui-basic-before-specified", 1),
    (&CUI_TWO, Banner, "CUI//PRVCY/PROCURE", "cui-categories-unsorted", 1),
    (&CUI_TWO, Two, "CUI//PROCURE/PROCURE/PRVCY", "cui-category-repeated", 9),
    (&CUI, Banner, "CUI//PRVCI", "cui-category-unknown", 1),
    (&CUI, One, "CUI//PRVCI", "cui-category-unknown", 7),
    (&CUI_BOTH, One, "CUI//CTI", "cui-basic-of-specified", 7),
    (&CUI, One, "CUI//LEI", "lei-notice-missing", 1),
    (&CUI_BOTH, One, "CUI//GEO", "cui-basic-of-specified", 7),
    (&CUI, Banner, "UNCLASSIFIED//CUI//PRVCY", "cui-with-unclassified", 1),
    (&CUI, Banner, "CUI", "cui-category-missing-in-banner", 1),
    (&CUI, Banner, "CUI//PROCURE/PRVCY", "cui-category-unsupported", 1),
    (&CUI, Two, "U//FOUO", "cui-with-legacy-control", 9),
    (&CUI, Banner, "CUI//PRVCY//FEDKON", "cui-dissemination-unknown", 1),
    (&CUI_LIMITED, Two, "S//NF", "memo-portion-above-banner", 9),
    (&CUI_LIMITED, One, "CUI//PRVCY//DL ONLY/FEDCON", "cui-distribution-list-with-control", 7),
    (&CUI_NF, One, "CUI//PRVCY//NF/REL TO USA, GBR", "cui-noforn-with-rel-to", 7),
    (&CUI, Banner, "CUI/PRVCY", "separator-wrong", 1),
    (&CUI, Banner, "CUI-PRVCY", "separator-wrong", 1),
    (&CUI, Two, "U//SI", "cui-with-national-security-control", 9),
];

fn cases() -> impl Iterator<Item = &'static Case> {
    [SYNTAX, SYSTEMS, RELEASE, CONTROLS, ROLL_UP, UNCLASSIFIED].into_iter().flatten()
}

impl Paper {
    fn planted(&self, part: Part, fault: &'static str) -> Self {
        let Self(banner, [one, two], year, notice) = *self;
        match part {
            Banner => Self(fault, [one, two], year, notice),
            One => Self(banner, [fault, two], year, notice),
            Two => Self(banner, [one, fault], year, notice),
        }
    }

    /// The paper as text. Its title stands on line 3, its date on 5, its paragraphs on 7, 9 and 11.
    fn text(&self, end: &str) -> String {
        let Self(banner, [one, two], year, notice) = *self;
        format!(
            "{banner}\n\n(U) Report on the Piers of the Northern Fjords\n\n3 March {year}\n\n\
             ({one}) The ferry office plans a third pier. The pier takes two ships at a time, and one at night.\n\n\
             ({two}) The timber of the old pier came from two mills in the valley, which are open on Sundays.\n\n\
             (U) Whale watching is the largest source of income of the town, and the harbor sells tickets.\n\n\
             {notice}{end}{banner}\n"
        )
    }

    /// What stands below the text: an authority block, or who controls the information.
    fn end(&self) -> String {
        let Self(banner, _, year, _) = *self;
        if banner.starts_with("UNCLASSIFIED") {
            String::new()
        } else if banner.starts_with("CUI") {
            "Controlled by: Office of Piers\n\n".to_owned()
        } else {
            let (source, end) = (year - 1, year + 25);
            format!(
                "Classified By: 2345678\nDerived From: Harbor Guide, dated {source}0601\n\
                 Declassify On: {end}0303\n\n"
            )
        }
    }
}

/// All papers, by banner line.
pub(super) fn papers() -> Vec<(String, String)> {
    PAPERS.iter().map(|paper| (paper.0.to_owned(), paper.text(&paper.end()))).collect()
}

#[test]
fn every_fault_in_a_mark_is_found() {
    let complaints: Vec<String> = cases()
        .filter_map(|&(paper, part, fault, rule, line)| {
            // What the faulty paper ends with is not the fault.
            let (before, after) = (paper.text(&paper.end()), paper.planted(part, fault).text(&paper.end()));
            complaint(&format!("{} {part:?} {fault}", paper.0), &before, &after, rule, line)
        })
        .collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), cases().count(), complaints.join("\n"));
}

/// A declassification date stood in the banner line until February 2008 (IC Markings Register, section I).
#[test]
fn what_was_right_in_its_year_is_not_flagged() {
    for (part, mark) in [(Banner, "SECRET//NOFORN//20310303"), (Banner, "SECRET//NOFORN//MR")] {
        let text = NF_2006.planted(part, mark).text(&NF_2006.end());
        assert_eq!(findings(text.as_bytes()), [], "{mark}");
    }
}
