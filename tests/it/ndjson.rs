//! A stream of records: every line is answered, in order, whatever stands in it.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

use cablelint::input::stream::{Line, Stream};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::program::{Place, Run};
use crate::properties::cases;

const STREAM: &[&str] = &["check", "--stdin-format", "ndjson"];

/// Told in a body; never to be repeated.
const SECRET: &str = "the harbour master will resign";

fn cable(number: usize, mark: &str) -> String {
    format!(
        "UNCLAS OSLO {number:06}\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
         1. (U) One.\n\n2. ({mark}) He said that {SECRET}.\nLARSEN\n"
    )
}

fn record(path: &str, text: &str) -> String {
    json!({ "path": path, "text": text }).to_string()
}

fn stream(options: &[&str], input: impl AsRef<[u8]>) -> Run {
    Place::new().run_with_stdin(&[STREAM, options].concat(), input.as_ref())
}

fn answers(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Path, status and, of a bad line, the reason.
fn told(answer: &Value) -> (&str, &str, &str) {
    let word = |key: &str| answer[key].as_str().unwrap_or_default();
    (word("path"), word("status"), word("reason"))
}

#[test]
fn every_record_has_its_answer_and_its_exit_code() {
    let clean = record("a.txt", &cable(1, "U"));
    let wrong = record("b.txt", &cable(2, "S"));
    let memo = record("c.txt", "CONFIDENTIAL\n\n(C) The dues of the quay will double.\n\nCONFIDENTIAL\n");
    let list = record("d.txt", "a shopping list\n");
    let stray = record("e.txt", "(S//NF) A shopping list.\n");
    let all = [&clean, &wrong, &memo, &list, &stray].map(String::as_str).join("\n");
    let run = stream(&[], &all);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let answers = answers(&run);
    let statuses: Vec<_> = answers.iter().map(|answer| told(answer).1).collect();
    assert_eq!(
        statuses,
        ["clean", "findings", answers[2]["status"].as_str().unwrap(), "not-a-cable", "findings"]
    );
    assert_eq!(answers[2]["documents"], json!({ "cable": 0, "memo": 1 }));
    assert_eq!(answers[0]["highest_marking"], "UNCLASSIFIED");
    assert_eq!(answers[1]["highest_marking"], "SECRET");
    assert_eq!(answers[1]["findings"][0]["rule"], "portion-above-banner");
    assert_eq!(answers[4]["findings"][0]["rule"], "mark-outside-document");
    assert!(run.stderr.contains("5 lines: "), "{}", run.stderr);
    assert!(run.stderr.contains("highest marking seen: SECRET"), "{}", run.stderr);

    assert_eq!(stream(&[], &clean).code, 0);
    assert_eq!(stream(&["--fail-on", "never"], &wrong).code, 0);
    assert_eq!(stream(&[], &list).code, 3, "as with files in which no document was recognised");
    assert_eq!(stream(&[], "").code, 3, "a run that checks nothing is no pass");
    assert_eq!(stream(&[], format!("{wrong}\n{{\n")).code, 3, "incomplete wins over findings");
    assert_eq!(stream(&["--quiet", "-"], &clean).stderr, "");
}

#[test]
fn the_findings_are_those_of_the_files() {
    let mut place = Place::new();
    let mut input = String::new();
    for (number, mark) in ["U", "S", "SBX", "C//NF", "S/NF"].into_iter().enumerate() {
        let (name, text) = (format!("{number}.txt"), cable(number + 1, mark).replace('\n', "\r\n"));
        writeln!(input, "{}", record(&name, &text)).unwrap();
        place = place.file(&name, text);
    }
    let files = place.run(&["check", "--format", "jsonl", "."]).stdout;
    let files: Vec<Value> = files.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let run = place.run_with_stdin(STREAM, input.as_bytes());
    let found: Vec<Value> =
        answers(&run).iter().flat_map(|answer| answer["findings"].as_array().unwrap().clone()).collect();
    assert!(found.len() > 3);
    assert_eq!(files[..files.len() - 1], found);
}

/// `¶1` in Windows-1252, which is no UTF-8, broken as MIME breaks it.
#[test]
fn bytes_come_in_base64() {
    let text = "UNCLAS OSLO 000001\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: DUES\n\n";
    let base64 = "VU5DTEFTIE9TTE8gMDAwMDAxCgpFLk8uIDEyOTU4OiBOL0EKVEFHUzogUFJFTCwgTk8KU1VCSkVD\r\n\
                  VDogRFVFUwoKtjEuIChTKSBPbmUuCkxBUlNFTgo=";
    let run = stream(&[], json!({ "path": "a", "base64": base64 }).to_string());
    let answer = &answers(&run)[0];
    let above = answer["findings"].as_array().unwrap().iter().find(|it| it["rule"] == "portion-above-banner");
    let start = text.len() + "P1. ".len();
    assert_eq!(above.unwrap()["start"], start, "bytes of the file, where a pilcrow is one: {answer}");
}

/// Bad lines, with what is said of them. Each stands between good ones.
const BAD: &[(&[u8], &str, &str)] = &[
    (b"", "", "the line is empty"),
    (b" \t\r", "", "the line is empty"),
    (b"UNCLAS QUAY", "", "not JSON: expected value at byte 1"),
    (b"[]", "", "not a JSON object"),
    (b"\"UNCLAS QUAY\"", "", "not a JSON object"),
    (b"7", "", "not a JSON object"),
    (br#"{"path":"p","text":7}"#, "p", "`text` is no string"),
    (br#"{"path":"p","text":null}"#, "p", "`text` is no string"),
    (br#"{"path":"p","text":["UNCLAS QUAY"]}"#, "p", "`text` is no string"),
    (br#"{"path":"p","text":{"UNCLAS":"OSLO"}}"#, "p", "`text` is no string"),
    (br#"{"path":"p"}"#, "p", "no `text`"),
    (br#"{"text":"UNCLAS QUAY"}"#, "", "no `path`"),
    (br#"{"path":true,"text":"UNCLAS QUAY"}"#, "", "`path` is no string"),
    (br#"{"path":"p","text":"UNCLAS QUAY","text":"x"}"#, "p", "`text` stands there more than once"),
    (br#"{"path":"p","path":"q","text":"x"}"#, "", "`path` stands there more than once"),
    (br#"{"path":"p","text":"UNCLAS QUAY","base64":"eA=="}"#, "p", "both `text` and `base64`"),
    (br#"{"path":"p","base64":"UNCLAS QUAY"}"#, "p", "`base64` holds something else"),
    (br#"{"path":"p","text":"UNCLAS QUAY"#, "p", "not JSON: EOF while parsing a string at byte 31"),
    (br#"{"path":"p","text":"x"} {"path":"q"}"#, "p", "not JSON: trailing characters at byte 25"),
    (br#"{"path":"p","text":"\ud800 x"}"#, "p", "not JSON: unexpected end of hex escape at byte 27"),
    (
        b"{\"path\":\"p\",\"text\":\"\xffUNCLAS\"}",
        "p",
        "not UTF-8, from byte 21 on; other bytes go into `base64`",
    ),
    (
        b"{\"path\":\"p\",\"text\":\"\0UNCLAS\"}",
        "p",
        "not JSON: control character (\\u0000-\\u001F) found while parsing a string at byte 21",
    ),
    (
        br#"{"path":"p","text":"version https://git-lfs.github.com/spec/v1\noid"}"#,
        "p",
        "only what Git LFS leaves in its place is here; fetch or unlock the file, or --exclude it",
    ),
];

#[test]
fn a_bad_line_is_answered_and_nothing_else_is_lost() {
    for end in [&b"\n"[..], b"\r\n"] {
        let mut input = Vec::new();
        for (number, (line, ..)) in BAD.iter().enumerate() {
            let good = record(&format!("{number}.txt"), &cable(number + 1, "U"));
            input.extend([good.as_bytes(), end, line, end].concat());
        }
        input.extend(record("last.txt", &cable(99, "S")).as_bytes());
        let run = stream(&[], &input);
        assert_eq!(run.code, 3);
        let answers = answers(&run);
        assert_eq!(answers.len(), 2 * BAD.len() + 1);
        for (index, answer) in answers.iter().enumerate() {
            assert_eq!(answer["input_line"], index + 1);
        }
        for (number, (line, path, reason)) in BAD.iter().enumerate() {
            assert_eq!(told(&answers[2 * number]), (format!("{number}.txt").as_str(), "clean", ""));
            let line = String::from_utf8_lossy(line);
            assert_eq!(told(&answers[2 * number + 1]), (*path, "error", *reason), "{line}");
        }
        assert_eq!(told(&answers[2 * BAD.len()]), ("last.txt", "findings", ""), "without a line end");
        assert!(!run.stdout.contains("QUAY"), "a bad line is not quoted");
        assert!(!run.stderr.contains("QUAY"), "{}", run.stderr);
    }
}

#[test]
fn other_keys_and_a_byte_order_mark_count_for_nothing() {
    let text = serde_json::to_string(&cable(1, "U")).unwrap();
    let line = format!(
        "\u{feff}{{\"id\":[{{\"text\":7}}],\"text\":{text},\"size\":1e999,\"path\":\"s3://box/\\u202e.txt\"}}\n"
    );
    let run = stream(&[], line);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(told(&answers(&run)[0]), ("s3://box/\u{202e}.txt", "clean", ""));
    assert!(!run.stdout.contains('\u{202e}'), "what acts on a terminal is escaped");
}

#[test]
fn a_line_that_is_too_long_is_refused_and_not_held() {
    let long = format!("{{\"path\":\"long.txt\",\"text\":\"{}", "x".repeat(1 << 20));
    let mut child = spawn(&["--max-size", "1M"]);
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        input.write_all(long.as_bytes()).unwrap();
        let more = vec![b'y'; 1 << 20];
        for _ in 0..300 {
            input.write_all(&more).unwrap();
        }
        writeln!(input, "\"}}\n{}", record("next.txt", &cable(1, "U"))).unwrap();
        input
    });
    // It waits for more input, so that its memory can still be asked for.
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut answer = || serde_json::from_str::<Value>(&output.next().unwrap().unwrap()).unwrap();
    assert_eq!(told(&answer()), ("long.txt", "error", "longer than 1048576 bytes; --max-size allows more"));
    assert_eq!(told(&answer()), ("next.txt", "clean", ""));
    if let Ok(status) = std::fs::read_to_string(format!("/proc/{}/status", child.id())) {
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(peak < 150_000, "{peak} kB");
    }
    drop(writer.join().unwrap());
    assert_eq!(child.wait().unwrap().code(), Some(3));
}

fn spawn(options: &[&str]) -> Child {
    let mut command = Place::new().command(&[STREAM, options].concat());
    command.current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn whoever_waits_for_an_answer_gets_it() {
    for threads in ["1", "4"] {
        let mut child = spawn(&["--threads", threads]);
        let mut input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        for number in 1..30 {
            writeln!(input, "{}", record(&number.to_string(), &cable(number, "U"))).unwrap();
            let mut answer = String::new();
            output.read_line(&mut answer).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["path"], number.to_string());
        }
        drop(input);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn the_answers_are_the_same_whatever_the_number_of_threads() {
    let mut input = String::new();
    for number in 1..620 {
        let mark = if number % 7 == 0 { "S" } else { "U" };
        let line = record(&format!("{number}.txt"), &cable(number, mark));
        let line = if number % 50 == 0 { "{".to_owned() } else { line };
        writeln!(input, "{line}").unwrap();
        if number == 600 {
            writeln!(input, "{}", record("large.txt", &cable(number, "U").repeat(500))).unwrap();
        }
    }
    let one = stream(&["--threads", "1"], &input);
    assert_eq!(answers(&one).len(), 620);
    for (index, answer) in answers(&one).iter().enumerate() {
        assert_eq!(answer["input_line"], index + 1);
    }
    for threads in ["2", "8"] {
        let run = stream(&["--threads", threads], &input);
        assert!(run.stdout == one.stdout, "{threads} threads");
        assert_eq!(run.stderr, one.stderr);
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let place = Place::new();
    let mut child = place.command(STREAM);
    let mut child =
        child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    // Standard input stays open: nothing but the closed stdout can end the run.
    writeln!(input, "{}", record("a", &cable(1, "U"))).unwrap();
    let mut complaint = String::new();
    std::io::Read::read_to_string(child.stderr.as_mut().unwrap(), &mut complaint).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert_eq!(complaint, "");
}

#[test]
fn the_text_is_not_repeated_unless_it_is_asked_for() {
    let text = cable(1, "U").replace("LARSEN", "LARSEN SSN 219-46-8815");
    let input = format!("{}\n{{\"path\":\"b\",\"text\":\"{SECRET}", record("a", &text));
    for options in [&[][..], &["-v"], &["--mask"]] {
        let run = stream(options, &input);
        assert!(answers(&run)[0]["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
        for secret in [SECRET, "219-46-8815", "HARBOUR"] {
            assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{options:?}: {run:?}");
        }
    }
    let run = stream(&["--show-source"], &input);
    assert!(run.stdout.contains("219-46-8815"));
    assert!(!run.stdout.contains(SECRET));
}

/// `a.txt` and `oslo/b.txt`, both wrong.
fn two() -> String {
    format!("{}\n{}\n", record("a.txt", &cable(1, "S")), record("oslo/b.txt", &cable(1, "S")))
}

fn statuses(place: &Place, options: &[&str]) -> Vec<String> {
    let run = place.run_with_stdin(&[STREAM, options].concat(), two().as_bytes());
    answers(&run).iter().map(|answer| told(answer).1.to_owned()).collect()
}

#[test]
fn the_configuration_of_the_folder_applies_and_its_overrides_by_path() {
    let off = "overrides:\n  - paths: ['oslo/*']\n    severity: { portion-above-banner: off }\n  \
               - paths: ['**/b.txt']\n    fail-on: never\n";
    let place = Place::new().file("cablelint.yaml", off).file("oslo/cablelint.yaml", "nonsense: true\n");
    assert_eq!(statuses(&place, &[]), ["findings", "clean"], "nothing is looked for beside the path");
    assert_eq!(statuses(&place, &["--isolated"]), ["findings", "findings"]);
    let broken =
        Place::new().file("cablelint.yaml", "overrides:\n  - paths: ['x']\n    rules: [no-such-pack]\n");
    let run = broken.run_with_stdin(STREAM, two().as_bytes());
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert!(run.stderr.contains("no-such-pack"), "{}", run.stderr);
}

#[test]
fn suppressions_and_a_baseline_excuse_by_path() {
    let ignore = "suppressions:\n  - { rule: portion-above-banner, path: 'oslo/*', reason: known }\n";
    let place = Place::new().file("cablelint-ignore.yaml", ignore);
    assert_eq!(statuses(&place, &[]), ["findings", "clean"]);
    let place = Place::new().file("a.txt", cable(1, "S"));
    for by in ["fingerprint", "count"] {
        let written = place.run(&["check", "--write-baseline", "known.txt", "--baseline-by", by, "a.txt"]);
        assert_eq!(written.code, 0, "{}", written.stderr);
        assert_eq!(statuses(&place, &["--baseline", "known.txt"]), ["clean", "findings"]);
        // A stream may hold the same file as often as it likes.
        let run = place
            .run_with_stdin(&[STREAM, &["--baseline", "known.txt"]].concat(), two().repeat(2).as_bytes());
        assert_eq!(answers(&run)[2]["status"], "clean");
        assert_eq!(answers(&run)[2]["findings"][0]["excused"]["by"], "baseline");
    }
}

#[test]
fn what_is_not_shown_is_counted() {
    let run = stream(&["--min-severity", "error"], record("a", "(S//NF) A shopping list.\n"));
    let answer = &answers(&run)[0];
    assert_eq!(answer["status"], "findings");
    assert_eq!((&answer["findings"], &answer["not_shown"]), (&json!([]), &json!(1)));
    let body = record("a", "1. (U) One.\n\n2. (U) Two.\n");
    let verbose = stream(&["-v", "--as", "cable"], &body);
    let answer = &answers(&verbose)[0];
    let listed = answer["not_checkable"].as_array().unwrap();
    assert!(!listed.is_empty());
    assert_eq!(answer["rules_not_checkable"], listed.len());
    assert!(answers(&stream(&["--as", "cable"], &body))[0].get("not_checkable").is_none());
}

#[test]
fn what_makes_no_sense_of_a_stream_is_refused() {
    let place = Place::new().file("a.txt", cable(1, "U"));
    for options in [
        &["a.txt"][..],
        &["-", "."],
        &["--format", "human"],
        &["--output", "json=report.json"],
        &["--staged"],
        &["--since", "HEAD"],
        &["--changed-lines"],
        &["--files-from", "list"],
        &["--include", "*.txt"],
        &["--exclude", "*.txt"],
        &["--gitignore"],
        &["--stdin-filename", "a.txt"],
        &["--write-baseline", "known.txt"],
        &["--list-files"],
        &["--force-exclude"],
        &["--show-config", "a.txt"],
    ] {
        let run = place.run_with_stdin(&[STREAM, options].concat(), b"");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{options:?}");
        assert!(run.stderr.contains("--stdin-format"), "{options:?}: {}", run.stderr);
    }
    assert!(!place.path().join("known.txt").exists());
    assert_eq!(place.run(&["check", "--stdin-format", "csv"]).code, 2);
    assert_eq!(place.run(&["baseline", "prune", "--stdin-format", "ndjson", "known.txt"]).code, 2);
}

/// What a line of JSON holds by another reader: its path and its bytes, where it is a record.
fn held(line: &[u8]) -> Option<(String, String)> {
    let object = serde_json::from_slice::<Value>(line).ok()?;
    let word = |key: &str| object.get(key)?.as_str().map(str::to_owned);
    Some((word("path")?, word("text")?)).filter(|_| object.get("base64").is_none())
}

proptest! {
    #![proptest_config(cases(400))]

    /// Pieces of records, in any order: each line gets its answer, and what is taken for a record is one.
    #[test]
    fn any_lines_are_read_as_another_reader_reads_them(pieces in vec(select(PIECES), 0..24)) {
        let content = pieces.concat();
        let stream = Stream::open(std::io::Cursor::new(content.clone()), 1 << 20).unwrap();
        let mut lines = content.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
        lines.pop_if(|last| last.is_empty());
        let mut records = Vec::new();
        loop {
            let next = stream.next_lines(|| true).unwrap().unwrap();
            if next.is_empty() {
                break;
            }
            records.extend(next.into_iter().map(Line::record));
        }
        prop_assert_eq!(records.len(), lines.len());
        for (record, line) in records.into_iter().zip(lines) {
            if let Ok(record) = record {
                let text = String::from_utf8(record.bytes).unwrap();
                prop_assert_eq!(held(&line), Some((record.path, text)), "{}", String::from_utf8_lossy(&line));
            } else if let Some(held) = held(&line) {
                let line = String::from_utf8_lossy(&line);
                let repeated = line.matches("\"path\"").count() > 1 || line.matches("\"text\"").count() > 1;
                prop_assert!(repeated, "a record is refused: {held:?}, {line}");
            }
        }
    }
}

const PIECES: &[&[u8]] = &[
    b"{\"path\":\"p\",\"text\":\"t\"}",
    b"{\"path\":\"p\",",
    b"\"path\":\"q\"",
    b"\"text\":\"\\u0041 \\\"\"",
    b"\"text\":null",
    b"\"other\":[1,{}]",
    b"\"base64\":\"",
    b"{",
    b"}",
    b",",
    b"\"",
    b"\n",
    b"\n",
    b"\r\n",
    b" ",
    b"\xff",
    b"\\",
];
