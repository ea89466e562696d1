//! Roll-up over generated portion marks of every category, and the command that prints it.

use cablelint::marking::{
    self, Element, FlawKind, Form, Marking, Ownership, RollUp, Style, differences, roll_up,
};
use cablelint::register::{Level, Register};
use cablelint::span::Span;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::invariants::rules;
use crate::markings::PORTIONS;
use crate::program::Place;

/// Marks that meet often, beside the generated ones: those of the decision table and of other owners.
const COMMON: &[&str] = &[
    "U",
    "C",
    "S",
    "S//NF",
    "S//REL TO USA, GBR",
    "C//REL TO USA, AUS, GBR",
    "S//REL TO USA, FVEY",
    "TS//REL TO USA, NATO",
    "S//RELIDO",
    "S//REL TO USA, GBR/RELIDO",
    "S//DISPLAY ONLY AFG",
    "S//REL TO USA, GBR/DISPLAY ONLY AFG",
    "U//FOUO",
    "U//SBU",
    "U//SBU-NF",
    "U//LES",
    "U//LES-NF",
    "U//NF//XD",
    "S//NF//ND",
    "U//SSI",
    "S//OC",
    "S//OC-USGOV",
    "//DEU S",
    "//FGI C",
    "//JOINT S GBR USA//REL TO USA, GBR",
    "//NS",
    "S//FGI DEU GBR",
    "S//FGI",
    "S//RD-SG 14//NF",
    "S//FRD-SG 18//NF",
    "S//SAR-BP-J12//NF",
    "TS//SI-G ABCD//OC/NF",
];

fn parse(text: &str, form: Form) -> Marking {
    marking::parse(text, Span::new(0, text.len()), form, Style::Ic, register())
}

fn register() -> &'static Register {
    rules().register()
}

fn rolled(marks: &[&str]) -> RollUp {
    roll_up(&read(marks).iter().collect::<Vec<_>>(), Style::Ic, None, register())
}

fn line(rolled: &RollUp) -> Option<String> {
    rolled.line(register())
}

/// A document: up to five portion marks that may stand in one.
fn documents() -> impl Strategy<Value = Vec<&'static str>> {
    let mark = (any::<bool>(), any::<Index>()).prop_map(|(common, index)| {
        if common { *index.get(COMMON) } else { index.get::<String>(&PORTIONS).as_str() }
    });
    proptest::collection::vec(mark, 1..6)
        .prop_filter("CUI beside what it replaced", |marks| !is_contradiction(&read(marks)))
}

/// CUI replaces the older markings of unclassified information: both together are a contradiction that no
/// banner line can mend. Some words are both a category of CUI and another control; directly behind `CUI`
/// they are read as the category.
fn is_contradiction(portions: &[Marking]) -> bool {
    const OLDER: [&str; 11] =
        ["FOUO", "DS", "ACCM", "XD", "ND", "SBU", "SBU-NF", "LES", "LES-NF", "SSI", "NNPI"];
    const BOTH: [&str; 4] = ["PR", "FISA", "UCNI", "DCNI"];
    let elements = || portions.iter().flat_map(|portion| &portion.elements);
    let clashes = |element: &Element| {
        let begins = |name: &&str| element.name.split('-').next() == name.split('-').next();
        OLDER.iter().any(begins) || BOTH.contains(&element.name.as_str())
    };
    elements().any(|element| element.name == "CUI") && elements().any(clashes)
}

fn read(marks: &[&str]) -> Vec<Marking> {
    marks.iter().map(|mark| parse(mark, Form::Portion)).collect()
}

/// The marks of foreign disclosure and release.
fn release(rolled: &RollUp) -> Vec<&Element> {
    let is_release = |element: &&Element| {
        element.control.and_then(|id| register().control_entry(id)).is_some_and(|entry| entry.release)
    };
    rolled.controls.iter().map(|required| &required.element).filter(is_release).collect()
}

/// The level that a portion counts as in an American document.
fn counted(marking: &Marking) -> Option<Level> {
    let level = marking.level?;
    let own = marking.ownership == Ownership::Own && register().is_own(level);
    Some(if own { level } else { register().counts_as(level) })
}

proptest! {
    #![proptest_config(crate::properties::cases(1500))]

    #[test]
    fn the_order_of_portions_does_not_matter(
        (portions, shuffled) in documents().prop_flat_map(|portions| {
            (Just(portions.clone()), Just(portions).prop_shuffle())
        }),
    ) {
        let (one, other) = (rolled(&portions), rolled(&shuffled));
        prop_assert_eq!(line(&one), line(&other));
        let elements = |rolled: &RollUp| {
            rolled.controls.iter().map(|required| required.element.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(elements(&one), elements(&other));
    }

    #[test]
    fn portions_that_stand_twice_count_once(portions in documents(), again in any::<Index>()) {
        let mut more = portions.clone();
        more.push(*again.get(&portions));
        prop_assert_eq!(line(&rolled(&portions)), line(&rolled(&more)));
    }

    /// IC Markings Register 2016, H.1 p. 51.
    #[test]
    fn a_plain_unclassified_portion_never_changes_release(portions in documents()) {
        let mut more = portions.clone();
        more.push("U");
        let (without, with) = (rolled(&portions), rolled(&more));
        prop_assert_eq!(release(&without), release(&with));
    }

    #[test]
    fn the_result_is_a_valid_banner_line(portions in documents()) {
        let Some(line) = line(&rolled(&portions)) else { return Ok(()) };
        let banner = parse(&line, Form::Banner);
        let flaws: Vec<_> =
            banner.flaws.iter().filter(|flaw| flaw.kind != FlawKind::CompanionUsual).collect();
        prop_assert!(flaws.is_empty(), "{}: {:?}", line, flaws);
        prop_assert_eq!(banner.banner(register()), line);
    }

    #[test]
    fn the_level_covers_every_portion(portions in documents()) {
        let rolled = rolled(&portions);
        let level = rolled.banner.as_ref().and_then(|banner| banner.level).unwrap();
        for portion in read(&portions) {
            let order = register().compare(level, counted(&portion).unwrap());
            prop_assert!(order.is_some_and(std::cmp::Ordering::is_ge), "{:?}", portion);
        }
    }

    /// Every control that always shows does, itself or in a longer name or as what drops it.
    #[test]
    fn rolling_up_the_result_changes_nothing(portions in documents()) {
        let Some(line) = line(&rolled(&portions)) else { return Ok(()) };
        let banner = parse(&line, Form::Banner);
        let again = roll_up(&[&banner], Style::Ic, None, register());
        prop_assert_eq!(self::line(&again), Some(line));
    }

    /// The banner line that is required lacks nothing and has nothing too much.
    #[test]
    fn the_result_does_not_differ_from_what_is_required(portions in documents()) {
        let required = rolled(&portions);
        let Some(line) = line(&required) else { return Ok(()) };
        let portions = read(&portions);
        let portions: Vec<&Marking> = portions.iter().collect();
        let banner = parse(&line, Form::Banner);
        let found = differences(&banner, &required, &portions, register());
        let found: Vec<_> =
            found.iter().filter(|difference| difference.kind.name() != "unlisted-portion").collect();
        prop_assert!(found.is_empty(), "{}: {:?}", line, found);
    }

    /// What fewer portions require is never above what all require.
    #[test]
    fn leaving_portions_out_never_raises_the_level(
        (portions, fewer) in documents().prop_flat_map(|portions| {
            let count = portions.len();
            (Just(portions.clone()), subsequence(portions, 1..=count))
        }),
    ) {
        let level = |portions: &[&str]| rolled(portions).banner.and_then(|banner| banner.level).unwrap();
        let order = register().compare(level(&portions), level(&fewer));
        prop_assert!(order.is_some_and(std::cmp::Ordering::is_ge));
    }

    /// Total: anything at all gives an answer.
    #[test]
    fn anything_gives_an_answer(texts in proptest::collection::vec(".{0,24}", 0..4), state: bool) {
        let style = if state { Style::State } else { Style::Ic };
        let read = |text: &String| {
            marking::parse(text, Span::new(0, text.len()), Form::Portion, style, register())
        };
        let portions: Vec<Marking> = texts.iter().map(read).collect();
        let portions: Vec<&Marking> = portions.iter().collect();
        let required = roll_up(&portions, style, None, register());
        for banner in &portions {
            differences(banner, &required, &portions, register());
        }
    }
}

fn place() -> Place {
    Place::new()
}

#[test]
fn the_command_prints_the_banner_line_first_and_then_why() {
    let run = place().run(&["rollup", "(S//NF)", "(U)"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout.lines().next(), Some("SECRET//NOFORN"));
    assert!(run.stdout.contains("1. The highest level of the portions is SECRET."), "{}", run.stdout);
    assert!(run.stdout.contains("from (S//NF)\n"), "{}", run.stdout);
    assert!(run.stdout.contains("ISM-ID-00070"), "{}", run.stdout);
}

/// Each line of standard input is a document, its marks parted by tabs; brackets may be left out.
#[test]
fn documents_are_read_from_standard_input() {
    let input = "(S//NF)\t(U)\r\n\nU//SBU-NF\tU//NF\n(SBU/N)\n";
    let run = place().run_with_stdin(&["rollup", "--format", "jsonl"], input.as_bytes());
    assert_eq!(run.code, 0, "{run:?}");
    let answers: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["banner"], "SECRET//NOFORN");
    assert_eq!(answers[0]["input"], serde_json::json!(["(S//NF)", "(U)"]));
    assert_eq!(answers[1]["banner"], "UNCLASSIFIED//NOFORN//SBU");
    assert_eq!(answers[2]["banner"], "UNCLAS");
    assert_eq!(answers[2]["captions"], serde_json::json!(["SENSITIVE", "NOFORN"]));
    for answer in &answers {
        assert!(!answer["reasons"].as_array().unwrap().is_empty() && answer["flaws"] == 0, "{answer}");
    }
}

#[test]
fn marks_that_only_state_writes_mean_state_unless_the_style_is_given() {
    let banner = |arguments: &[&str]| {
        let run = place().run(&[&["rollup", "--format", "jsonl"], arguments].concat());
        serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap()
    };
    for marks in [&["(SBU)"][..], &["(S/NF)"], &["(SBU/N)", "(U)"]] {
        assert_eq!(banner(marks)["style"], "state", "{marks:?}");
        let given = [&["--style", "ic"], marks].concat();
        assert_eq!(banner(&given)["style"], "ic", "{given:?}");
    }
    assert_eq!(banner(&["(S//NF)"])["style"], "ic");
    let state = banner(&["--style", "state", "(U//SBU)", "(C//NF)"]);
    assert_eq!(state["banner"], "CONFIDENTIAL");
    assert_eq!(state["captions"], serde_json::json!(["NOFORN"]));
}

#[test]
fn an_ill_formed_mark_is_named_and_answered_all_the_same() {
    for (marks, named) in [
        (&["(S//NOFRN)", "(C)"][..], "NOFRN"),
        (&["(FROG)", "(S)"], "FROG"),
        (&["(S//REL)"], "REL"),
        (&["(S//OC,NF)"], ","),
    ] {
        let run = place().run(&[&["rollup"], marks].concat());
        assert_eq!(run.code, 1, "{marks:?}: {run:?}");
        assert!(run.stdout.contains(named) && run.stderr.is_empty(), "{marks:?}: {run:?}");
    }
    let run = place().run(&["rollup", "--format", "jsonl", "(FROG)", "(S)"]);
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((answer["banner"].as_str(), answer["flaws"].as_u64()), (Some("SECRET"), Some(1)));
    assert!(answer["error"].as_str().unwrap().contains("mark 1, (FROG)"), "{answer}");
    // A control that nobody could read may have been the one that mattered.
    let run = place().run(&["rollup", "--format", "jsonl", "(C)", "(S//NOFRN)"]);
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(answer["error"].as_str().unwrap().contains("`NOFRN`"), "{answer}");
}

/// What is wrong is said in words, and not by the names that rules have for it.
#[test]
fn flaws_are_said_in_sentences() {
    for (mark, said) in [
        ("SECRET", "mark 1, SECRET: `SECRET` is a level as a banner line writes it; `S` is expected"),
        ("(S//NOFRN)", "mark 1, (S//NOFRN): `NOFRN` is no known control; `NF` is expected"),
        ("(S//NF//SI)", "`SI` belongs before `NF`"),
        ("(S//NF/REL TO USA, GBR)", "exclude each other"),
        ("(S//REL TO GBR)", "lacks the country that a list begins with"),
    ] {
        let run = place().run(&["rollup", mark]);
        assert!(run.code == 1 && run.stdout.contains(said), "{mark}: {run:?}");
        assert!(!run.stdout.contains("{token}") && !run.stdout.contains("{other}"), "{mark}: {run:?}");
    }
}

/// What was right on its day is right: commas until July 2005, EYES ONLY until its waiver ended.
#[test]
fn the_date_decides_what_is_retired() {
    let code = |arguments: &[&str]| place().run(&[&["rollup"], arguments].concat()).code;
    assert_eq!(code(&["--date", "2003-01-01", "(S//OC,NF)"]), 0);
    assert_eq!(code(&["--date", "2010-01-01", "(S//OC,NF)"]), 1);
    assert_eq!(code(&["--date", "2010-01-01", "(S//USA/GBR EYES ONLY)"]), 0);
    assert_eq!(code(&["(S//USA/GBR EYES ONLY)"]), 1);
}

#[test]
fn nothing_to_read_is_incomplete_and_wrong_usage_is_2() {
    let run = place().run_with_stdin(&["rollup"], b" \n\n");
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
    for marks in [&[""][..], &["", " "]] {
        let run = place().run(&[&["rollup"], marks].concat());
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
        assert!(run.stderr.contains("no mark to roll up"), "{run:?}");
    }
    assert_eq!(place().run(&["rollup", "(U)", ""]).code, 1, "a portion without a mark");
    for arguments in
        [&["--style", "un"][..], &["--date", "2003-02-30"], &["--format", "xml"], &["--rules", "no-such"]]
    {
        assert_eq!(place().run(&[&["rollup"], arguments, &["(S)"]].concat()).code, 2, "{arguments:?}");
    }
}

/// Another register rolls up without a line of Rust.
#[test]
fn another_register_may_be_chosen() {
    let first = |marks: &[&str]| {
        let run = place().run(&[&["rollup", "--rules", "uk-gsc"], marks].concat());
        run.stdout.lines().next().map(str::to_owned)
    };
    assert_eq!(first(&["(O-S)", "(O)"]).as_deref(), Some("OFFICIAL-SENSITIVE"));
    assert_eq!(first(&["(O-S)", "(S)"]).as_deref(), Some("SECRET"));
}

/// `SI-ECI ABC` is SI-ABC now (IC Markings Register 2016, section I); a program without a name is no name.
#[test]
fn what_is_replaced_keeps_its_parts_and_what_has_no_name_is_left_out() {
    assert_eq!(line(&rolled(&["TS//SI-ECI ABC//NF"])).as_deref(), Some("TOP SECRET//SI-ABC//NOFORN"));
    assert_eq!(line(&rolled(&["TS//SI-ECI//NF"])).as_deref(), Some("TOP SECRET//SI//NOFORN"));
    assert_eq!(line(&rolled(&["S//SAR//NF", "S//SAR-BP//NF"])).as_deref(), Some("SECRET//SAR-BP//NOFORN"));
    assert_eq!(line(&rolled(&["S//SAR//NF"])).as_deref(), Some("SECRET//NOFORN"));
}
