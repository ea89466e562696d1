//! `cablelint mark`, from outside: what it says of a marking, to people and to machines.

use serde_json::{Value, json};

use crate::program::{Place, Run};

fn mark(arguments: &[&str]) -> Run {
    Place::new().run(&[&["mark"], arguments].concat())
}

fn lines(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The answers for marks given as arguments.
fn answers(arguments: &[&str]) -> Vec<Value> {
    lines(&mark(&[&["--format", "jsonl"], arguments].concat()))
}

fn from_input(input: &[u8]) -> Run {
    Place::new().run_with_stdin(&["mark", "--format", "jsonl"], input)
}

fn rules(answer: &Value) -> Vec<&str> {
    let findings = answer["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["rule"].as_str().unwrap()).collect()
}

#[test]
fn a_line_of_json_has_exactly_these_keys() {
    let found = answers(&["(S//NF)"]);
    assert_eq!(
        found,
        [json!({
            "input": "(S//NF)", "kind": "portion", "style": "ic", "valid": true, "level": "S",
            "controls": ["NF"], "rel_to": [], "captions": [], "banner": "SECRET//NOFORN", "portion": "S//NF",
            "findings": [],
        })]
    );
    let printed = mark(&["--format", "jsonl", "(S//NF)"]).stdout;
    let keys =
        ["input", "kind", "style", "valid", "level", "controls", "rel_to", "captions", "banner", "portion"];
    let places: Vec<usize> = keys.iter().map(|key| printed.find(&format!("\"{key}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{printed}");
}

#[test]
fn arguments_and_lines_of_standard_input_are_the_same() {
    let marks = ["SECRET//REL TO USA, GBR", "(C//NFF)", "(U)"];
    let input = marks.join("\r\n");
    let run = from_input(input.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_eq!(lines(&run), answers(&marks));
    assert_eq!(lines(&run)[0]["rel_to"], json!(["USA", "GBR"]));
}

#[test]
fn blank_lines_are_no_markings_and_nothing_is_not_a_pass() {
    let run = from_input(b"\n(S)\n \t\n\r\n(C)\n\n");
    assert_eq!((run.code, lines(&run).len()), (0, 2));
    for run in [from_input(b""), from_input(b"\n \n"), mark(&["", " "])] {
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
        assert!(run.stderr.contains("no marking to judge"), "{}", run.stderr);
    }
}

#[test]
fn exit_codes() {
    assert_eq!(mark(&["(S//NF)", "SECRET//NOFORN"]).code, 0);
    assert_eq!(mark(&["(S//NF)", "(S//NFF)"]).code, 1);
    // A warning leaves a marking valid.
    assert_eq!((mark(&["(s//nf)"]).code, answers(&["(s//nf)"])[0]["valid"].clone()), (0, json!(true)));
    for arguments in [
        &["--as", "title", "(S)"][..],
        &["--style", "uk", "(S)"],
        &["--date", "2003-02-30", "(S)"],
        &["--format", "xml", "(S)"],
        &["--rules", "no-such", "(S)"],
    ] {
        let run = mark(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
    }
}

#[test]
fn as_decides_what_a_marking_is() {
    for (text, kind) in [("(S)", "portion"), ("S//NF", "portion"), ("SECRET", "banner"), ("CUI", "banner")] {
        assert_eq!(answers(&[text])[0]["kind"], kind, "{text}");
    }
    assert_eq!(rules(&answers(&["--as", "banner", "S//NF"])[0]).len(), 2);
    assert_eq!(rules(&answers(&["--as", "portion", "SECRET//NOFORN"])[0]).len(), 2);
    assert_eq!(answers(&["--as", "portion", "(S//NF)"]), answers(&["--as", "auto", "(S//NF)"]));
}

#[test]
fn forms_that_only_state_writes_mean_state() {
    for text in ["(SBU)", "(S/NF)", "(SBU/N)"] {
        let found = &answers(&[text])[0];
        assert_eq!((&found["style"], &found["valid"]), (&json!("state"), &json!(true)), "{found}");
        let found = &answers(&["--style", "ic", text])[0];
        assert_eq!((&found["style"], &found["valid"]), (&json!("ic"), &json!(false)), "{found}");
    }
    assert_eq!(answers(&["--style", "state", "(C//NF)"])[0]["style"], "state");
}

#[test]
fn the_banner_line_of_a_telegram_is_one() {
    for (text, level, controls, portion) in [
        ("UNCLAS", "U", &[][..], "U"),
        ("CONFIDENTIAL MOSCOW 000820", "C", &[], "C"),
        ("  C O N F I D E N T I A L", "C", &[], "C"),
        ("S E C R E T SECTION 01 OF 03 KABUL 001234", "S", &[], "S"),
        ("S E C R E T NOFORN OSLO 000160", "S", &["NF"], "S/NF"),
        ("UNCLAS E F T O OSLQ 000160", "U", &[], "U"),
    ] {
        let found = &answers(&[text])[0];
        assert_eq!(
            (&found["kind"], &found["style"], &found["valid"], &found["findings"]),
            (&json!("banner"), &json!("state"), &json!(true), &json!([])),
            "{text}: {found}"
        );
        assert_eq!(
            (&found["level"], &found["controls"]),
            (&json!(level), &json!(controls)),
            "{text}: {found}"
        );
        assert_eq!(found["portion"], portion, "{text}: {found}");
        assert_eq!(answers(&["--as", "banner", text])[0], *found);
    }
    let shown = mark(&["S E C R E T SECTION 01 OF 03 OSLQ 000160"]).stdout;
    for row in [
        "  (banner line of a telegram)\n",
        "\n  section   1 of 3\n",
        "\n  post      OSLQ  (not in the register)\n",
        "\n  serial    160\n",
        "\n  banner    SECRET  (of other documents)\n",
    ] {
        assert!(shown.contains(row), "{row}: {shown}");
    }
}

#[test]
fn the_banner_line_of_a_telegram_is_judged_by_the_rules_for_cables() {
    let text = "LIMITED OFFICIAL USE OSLO 000160";
    assert_eq!(rules(&answers(&[text])[0]), ["limited-official-use-obsolete"]);
    assert!(rules(&answers(&["--date", "1990-01-01", text])[0]).is_empty());
    assert_eq!(mark(&["UNCLAS SECTION 04 OF 02 OSLO 000160"]).code, 1);
    assert_eq!(rules(&answers(&["UNCLAS OSLO 000160 ZDK"])[0]), ["message-replaced"]);
    assert_eq!(rules(&answers(&["UNCLAS FOUO"])[0]), ["for-official-use-only-banner"]);
    // What is asked to be something else, or has more behind it, is no such line.
    assert_eq!(rules(&answers(&["--style", "ic", "UNCLAS"])[0]), ["banner-level-abbreviated"]);
    for text in ["UNCLAS OSLO 000160 (S//NFF)", "S E C R E T QUOKKA", "UNCLAS\nUNCLAS"] {
        assert_eq!(mark(&[text]).code, 1, "{text}");
    }
    for text in ["SECRET", "SECRET//NOFORN", "TOP SECRET"] {
        assert_eq!(answers(&[text])[0]["style"], "ic", "{text}");
    }
}

/// Whoever says `UNCLAS SENSITIVE` names the class of a telegram and the caption on the line below it.
#[test]
fn captions_may_stand_behind_the_banner_line_of_a_telegram() {
    for (text, captions, banner, portion) in [
        ("UNCLAS SENSITIVE", "SENSITIVE", "UNCLASSIFIED//SBU", "SBU"),
        ("UNCLAS SIPDIS", "SIPDIS", "UNCLASSIFIED", "U"),
        ("UNCLAS OSLO 000160 SENSITIVE SIPDIS", "SENSITIVE SIPDIS", "UNCLASSIFIED//SBU", "SBU"),
        ("S E C R E T SECTION 01 OF 02 ROGER CHANNEL", "ROGER CHANNEL", "SECRET", "S"),
    ] {
        let found = &answers(&[text])[0];
        assert_eq!(
            (found["style"].as_str(), found["valid"].as_bool()),
            (Some("state"), Some(true)),
            "{found}"
        );
        let words: Vec<&str> =
            found["captions"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!((words.join(" ").as_str(), found["banner"].as_str()), (captions, Some(banner)), "{found}");
        assert_eq!(found["portion"].as_str(), Some(portion), "{found}");
        assert_eq!(mark(&[text]).code, 0, "{text}");
    }
    let shown = mark(&["UNCLAS SENSITIVE"]).stdout;
    assert!(
        shown.contains("(banner line of a telegram)") && shown.contains("\n  captions  SENSITIVE\n"),
        "{shown}"
    );
    // Of other documents a caption is no part.
    for text in ["SECRET SENSITIVE", "UNCLASSIFIED//SENSITIVE", "UNCLAS//SENSITIVE", "UNCLAS SENSITIV"] {
        assert_eq!(mark(&[text]).code, 1, "{text}");
    }
}

#[test]
fn the_date_chooses_the_register() {
    let valid = |date: &str, text: &str| answers(&["--date", date, text])[0]["valid"] == true;
    assert!(valid("2003-01-01", "(S//OC,NF)") && !valid("2010-01-01", "(S//OC,NF)"));
    assert!(valid("2010-01-01", "(S//USA/GBR EYES ONLY)") && !valid("2019-01-01", "(S//USA/GBR EYES ONLY)"));
    assert!(
        valid("2006-01-01", "SECRET//NOFORN//20310101") && !valid("2010-01-01", "SECRET//NOFORN//20310101")
    );
}

/// Columns count characters from 1 and end behind the last, whatever stands before them.
#[test]
fn findings_stand_under_the_offending_token() {
    for (text, rule, token) in [
        ("(S//NFF)", "control-misspelt", "NFF"),
        ("SECRET//NOFORN/QUOKKA", "control-unknown", "QUOKKA"),
        ("(S/NF)", "separator-wrong", "/"),
        ("SECRET//ORCON, NOFORN", "separator-outdated", ", "),
        ("(TS//TK/SI//NF)", "sci-out-of-order", "SI"),
        ("SECRET//REL TO USA, GBR, AUS", "release-list-out-of-order", "AUS"),
        ("SECRET//REL TO AUS, GBR", "rel-to-without-usa", "REL TO AUS, GBR"),
        ("(S//NF/RELIDO)", "release-marks-in-conflict", "RELIDO"),
        ("SECRET//FOUO", "fouo-in-classified-marking", "FOUO"),
        ("(S//SAR-BP/SAR-CD//NF)", "sap-prefix-repeated", "SAR-"),
        ("(SERCET//NF)", "level-misspelt", "SERCET"),
        ("  (S//N\u{200b}F)", "marking-character-invisible", "\u{200b}"),
        ("\u{c9}T\u{c9}//NFF", "level-unknown", "\u{c9}T\u{c9}"),
        ("CUI//PRVCY/SP-CTI", "cui-basic-before-specified", "SP-CTI"),
    ] {
        let style = ["--style", "ic", text];
        let found = &answers(&style)[0];
        let findings = found["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["rule"] == rule).unwrap_or_else(|| {
            panic!("{text}: {rule} is not among {findings:?}");
        });
        let column = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
        let (from, to) = (column("column"), column("end_column"));
        let under: String = text.chars().skip(from - 1).take(to - from).collect();
        assert_eq!(under, token, "{text}: {finding}");
    }
}

/// Of a control that the register does not know nothing is known, not even that it may be left out.
#[test]
fn a_marking_that_is_not_understood_has_no_canonical_form() {
    for text in ["(S//NOFRN)", "SECRET//NOFORN/QUOKKA", "(FROG)", "(C//USA, GBR)"] {
        let found = &answers(&[text])[0];
        assert_eq!((&found["banner"], &found["portion"]), (&Value::Null, &Value::Null), "{found}");
        assert_eq!(found["valid"], false, "{text}");
        let shown = mark(&[text]).stdout;
        assert!(!shown.contains("\n  banner ") && !shown.contains("\n  portion "), "{shown}");
    }
}

#[test]
fn its_own_canonical_forms_are_valid() {
    for text in ["(TS//SI-G ABCD//OC/NF)", "(//DEU S//REL TO USA, DEU)", "(U//SBU-NF)", "(CUI//SP-CTI/PRVCY)"]
    {
        let found = &answers(&[text])[0];
        let (banner, portion) = (found["banner"].as_str().unwrap(), found["portion"].as_str().unwrap());
        let again = answers(&["--as", "banner", banner]).remove(0);
        assert_eq!((&again["banner"], &again["valid"]), (&json!(banner), &json!(true)), "{again}");
        let again = answers(&["--as", "portion", portion]).remove(0);
        assert_eq!((&again["portion"], &again["valid"]), (&json!(portion), &json!(true)), "{again}");
    }
}

#[test]
fn bytes_that_are_no_text_are_judged_all_the_same() {
    for input in [&b"(S//N\xffF)\n"[..], b"\xff\xfe\xfd\n", b"(S//\0NF)\n", b"\0\n", b"(S\x1b[31m//NF)\n"] {
        let run = from_input(input);
        assert_eq!(run.code, 1, "{input:?}: {run:?}");
        assert_eq!(lines(&run)[0]["valid"], false, "{input:?}");
        let shown = Place::new().run_with_stdin(&["mark"], input);
        assert_eq!(shown.code, 1, "{input:?}");
        assert!(!shown.stdout.contains(['\0', '\u{1b}']), "{input:?}: {}", shown.stdout);
    }
}

/// Controls are compared with each other: without a limit a long line would take hours.
#[test]
fn a_line_of_a_megabyte_is_judged_as_far_as_a_marking_can_reach() {
    for (begin, again) in
        [("S//NF", "/NF"), ("S//REL TO USA", ", GBR"), ("S", "S"), ("S//SAR-AB", "/CD"), ("", "(")]
    {
        let line = format!("{begin}{}\n(U)\n", again.repeat(1_000_000 / again.len()));
        let run = from_input(line.as_bytes());
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{begin}");
        let found = lines(&run);
        assert_eq!((&found[0]["valid"], &found[1]["valid"]), (&json!(false), &json!(true)), "{begin}");
        assert_eq!(found[0]["banner"], Value::Null, "{begin}");
        assert!(Place::new().run_with_stdin(&["mark"], line.as_bytes()).stdout.len() < 5_000_000, "{begin}");
    }
}

#[test]
fn a_closed_stdout_is_3_without_a_word() {
    for arguments in [&["mark", "(S)"][..], &["mark", "--format", "jsonl", "(S//NFF)"], &["rollup", "(S)"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = Place::new().command(arguments).stdout(writer).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), stderr.as_str()), (Some(3), ""), "{arguments:?}");
    }
}

#[test]
fn people_read_this() {
    let marks = [
        "(TS//SI-G ABCD//OC/NF)",
        "SECRET//REL TO AUS, GBR",
        "(//DEU S//NFF)",
        "(SBU/N)",
        "CUI//PRVCY/SP-CTI",
    ];
    let run = mark(&marks);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    insta::assert_snapshot!("mark-five", run.stdout);
}
