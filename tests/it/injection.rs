//! Text and file names are untrusted. Whatever stands in them, each format gives it back to a reader of
//! its kind as the value that it is, and nothing of it acts: no markup, no command, no escape sequence.

use cablelint::finding::Severity;
use cablelint::report::safe::{is_unsafe, visible};
use cablelint::report::{FileReport, Format, Look};
use proptest::prelude::*;
use serde_json::Value;

use crate::formats::sarif;
use crate::html;
use crate::made_up::{file, finding, report, suppressed};
use crate::properties::cases;

/// What breaks out of one format or another.
const HOSTILE: &[&str] = &[
    "\"quoted\" and 'quoted'\\\" \\",
    "two\nlines\r\n::error::three\rfour\u{2028}five\u{85}six",
    "::error file=x,line=1::pwned",
    "##[error]pwned",
    "::stop-commands::x%0A%25,a=b:c",
    "<script>alert(1)</script><!-- & &amp; &#60; -->",
    "]]><![CDATA[x]]>",
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m",
    "a|b \\| c \\\\| d",
    "`code` ``` ~~~ **bold** _it_ ~~no~~ # 1. - > $x$ :bug:",
    "[link](http://evil.example) ![image](x) [1]: y <http://evil.example>",
    "http://evil.example www.evil.example mail@evil.example @someone #1",
    "\u{202e}(S)\u{2066} \u{200b}\u{feff}\u{e0041}",
    "{0} {{1}} {mark} [REDACTED](b)(6) \\[x\\](1)",
    "\0 \u{1} \u{8} \u{b} \u{c} \u{1f} \u{7f} \u{fffe} \u{ffff} \t tab",
    "javascript:alert(1)",
    "--- x: y",
    "é ¶ 日本 \u{10ffff}",
];

/// Everything that is reported of a file of this name with this said of it.
fn hostile_file(text: &str) -> FileReport<'static> {
    let said = finding("portion-above-banner", Severity::Error, text);
    file(text, vec![vec![said.clone(), suppressed(said, text)]])
}

fn render(format: Format, text: &str) -> String {
    let report = report(format, Look::default(), &[hostile_file(text)]);
    let acts = report.chars().find(|&character| character != '\n' && is_unsafe(character));
    assert_eq!(acts, None, "{format:?}: {text:?}\n{report}");
    report
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Parses every format and compares what it says with what was said.
fn assert_nothing_acts(text: &str) {
    let line = visible(text);
    assert_finding(&json(&render(Format::Json, text))["findings"], text);
    let lines = render(Format::Jsonl, text);
    let values: Vec<Value> = lines.lines().map(json).collect();
    assert_eq!(values.len(), 3, "{text:?}");
    assert_finding(&Value::Array(values), text);
    assert_sarif(text);
    let issues = json(&render(Format::Gitlab, text));
    assert_eq!(issues.as_array().unwrap().len(), 1);
    assert_eq!(
        (issues[0]["description"].as_str(), issues[0]["location"]["path"].as_str()),
        (Some(text), Some(text))
    );
    assert_github(&line, &render(Format::Github, text));
    assert_junit(&line.replace('\t', "\u{2409}"), &render(Format::Junit, text));
    assert_markdown(&line, &render(Format::Markdown, text));
    assert_html(&line, &render(Format::Html, text));
    assert_eq!(render(Format::Short, text), format!("{line}:3:4: error[portion-above-banner]: {line}\n"));
    render(Format::Human, text);
}

fn assert_finding(findings: &Value, text: &str) {
    for value in [
        &findings[0]["path"],
        &findings[0]["message"],
        &findings[0]["help"],
        &findings[1]["excused"]["reason"],
    ] {
        assert_eq!(value.as_str(), Some(text));
    }
}

fn assert_sarif(text: &str) {
    let report = sarif(&render(Format::Sarif, text));
    let results = &report["runs"][0]["results"];
    let result = &results[0];
    let location = &result["locations"][0]["physicalLocation"];
    let uri = location["artifactLocation"]["uri"].as_str().unwrap();
    let path = percent_decoded(uri.strip_prefix("file://").unwrap_or(uri));
    assert!(path == text || path == format!("/{text}"), "{text:?}: {uri}");
    for message in [&result["message"], &result["relatedLocations"][0]["message"]] {
        assert_eq!(plain_message(message["text"].as_str().unwrap()), text);
    }
    assert_eq!(results[1]["suppressions"][0]["justification"], text);
}

fn percent_decoded(uri: &str) -> String {
    let mut parts = uri.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend(rest.bytes());
    }
    assert!(!uri.contains(['\\', ':', '?', '#', '<', '"', ' ']), "{uri}");
    String::from_utf8(bytes).unwrap()
}

/// What a reader of SARIF shows of a plain message. There are no placeholders and no links in ours.
fn plain_message(text: &str) -> String {
    let bare = text.replace("{{", "").replace("}}", "");
    assert!(!bare.contains(['{', '}']), "a placeholder: {text}");
    let text = text.replace("{{", "{").replace("}}", "}");
    if !text.contains("](") {
        return text;
    }
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        assert!(!matches!(character, '[' | ']'), "a link: {text}");
        plain.push(if character == '\\' { characters.next().unwrap() } else { character });
    }
    plain
}

/// Reads workflow commands as the runner does: a line that begins with `::`.
fn assert_github(line: &str, report: &str) {
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 3, "{report}");
    assert!(
        lines[1].starts_with("1 file, 1 cable: ") && lines[2] == "highest marking seen: SECRET",
        "{report}"
    );
    let (head, data) = lines[0].strip_prefix("::").unwrap().split_once("::").unwrap();
    let (kind, properties) = head.split_once(' ').unwrap();
    assert_eq!(kind, "error");
    let properties: Vec<(&str, String)> = properties
        .split(',')
        .map(|property| property.split_once('=').unwrap())
        .map(|(name, value)| (name, value.replace("%3A", ":").replace("%2C", ",")))
        .map(|(name, value)| (name, command_data(&value)))
        .collect();
    let expected = [
        ("file", line),
        ("line", "3"),
        ("endLine", "3"),
        ("col", "4"),
        ("endColumn", "7"),
        ("title", "portion-above-banner"),
    ];
    assert_eq!(properties, expected.map(|(name, value)| (name, value.to_owned())));
    assert_eq!(command_data(data), format!("{line}\n{line}"));
}

fn command_data(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

fn assert_junit(line: &str, report: &str) {
    let document = roxmltree::Document::parse(report).unwrap_or_else(|error| panic!("{error}: {report}"));
    let elements: Vec<_> = document.descendants().filter(roxmltree::Node::is_element).collect();
    let names: Vec<&str> = elements.iter().map(|element| element.tag_name().name()).collect();
    assert_eq!(names, ["testsuites", "testsuite", "testcase", "failure", "testcase", "skipped"]);
    assert_eq!(elements[1].attribute("name"), Some(line));
    assert_eq!(elements[2].attribute("classname"), Some(line));
    assert_eq!(elements[3].attribute("message"), Some(line));
    let help = elements[3].text().unwrap().split_once("\nv1:").unwrap().0;
    assert_eq!(help, line.trim_end_matches('\0'));
    assert_eq!(elements[5].attribute("message"), Some(&*format!("suppression: {line}")));
    assert!(document.descendants().all(|node| !node.is_comment() && !node.is_pi()));
}

/// Every extension, but for the one that changes dashes and quotation marks by itself.
fn options() -> pulldown_cmark::Options {
    pulldown_cmark::Options::all().difference(pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION)
}

fn assert_markdown(line: &str, report: &str) {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let mut cells: Vec<String> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(report, options()) {
        match event {
            Event::Start(Tag::TableCell) => {
                cells.push(String::new());
                inside = true;
            }
            Event::End(TagEnd::TableCell) => inside = false,
            Event::Text(text) if inside => cells.last_mut().unwrap().push_str(&text),
            event => assert!(!inside, "{event:?} in a cell: {report}"),
        }
    }
    let expected = [
        "severity",
        "place",
        "rule",
        "message",
        "error",
        &format!("{line}:3:4"),
        "portion-above-banner",
        line,
    ];
    let trimmed = |cell: &str| cell.trim().to_owned();
    let cells: Vec<String> = cells.iter().map(|cell| trimmed(cell)).collect();
    assert_eq!(cells, expected.map(trimmed), "{report}");
    assert!(!report.contains("http:/") && !report.contains("www.") && !report.contains('@'), "{report}");
}

/// What stands in the row, in the data for the script, and nowhere anything that the page does not have itself.
fn assert_html(line: &str, report: &str) {
    let markup = html::markup(report);
    let page = roxmltree::Document::parse(&markup).unwrap_or_else(|error| panic!("{error}: {markup}"));
    let texts =
        |class: &str| -> Vec<String> { html::of_class(&page, class).into_iter().map(html::text).collect() };
    assert_eq!(texts("path"), [format!("{line}:3:4")]);
    assert_eq!((texts("message"), texts("help")), (vec![line.to_owned()], vec![line.to_owned()]));
    let data = html::data(report);
    let said = data["texts"].as_array().unwrap().iter().filter(|it| it.as_str() == Some(line)).count();
    assert_eq!((said, data["rows"].as_array().unwrap().len()), (1, 1), "{data}");
    assert_eq!(report.matches("<script").count(), 2, "{report}");
    let elements = page.descendants().filter(roxmltree::Node::is_element);
    for element in elements {
        let name = element.tag_name().name();
        assert!(!["img", "iframe", "object", "embed", "base", "link"].contains(&name), "{report}");
        let acts = element.attributes().find(|it| it.name().starts_with("on") || it.name() == "style");
        assert_eq!(acts.map(|it| it.name()), None);
        assert!(element.attribute("href").is_none_or(|it| it.starts_with('#')), "{element:?}");
    }
    assert!(page.descendants().all(|node| !node.is_comment() && !node.is_pi()));
}

#[test]
fn nothing_that_breaks_out_of_a_format_acts_in_any() {
    for text in HOSTILE {
        assert_nothing_acts(text);
    }
}

proptest! {
    #![proptest_config(cases(96))]

    /// Control characters, which XML 1.0 cannot carry, are among them more often than not.
    #[test]
    fn no_text_acts_in_any_format(pieces in prop::collection::vec(
        prop_oneof![any::<char>().prop_map(String::from), "[\\x00-\\x7f]{1,4}", prop::sample::select(HOSTILE).prop_map(str::to_owned)],
        1..6,
    )) {
        assert_nothing_acts(&pieces.concat());
    }
}

/// The real binary on files with such names and such text.
#[cfg(unix)]
mod binary {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;
    use crate::program::Place;

    const NAMES: &[&[u8]] = &[
        b"\"quoted\".txt",
        b"two\nlines\r.txt",
        b"::error file=x::pwned.txt",
        b"<script>alert(1)<.txt",
        b"]]>.txt",
        b"\x1b[31mred.txt",
        b"a|b`c`.txt",
        b"[link](x) {0} %41 &amp;.txt",
        b"not utf-8 \xff\xc3.txt",
        "\u{202e}txt.exe".as_bytes(),
    ];

    /// A cable in which much is wrong and everything is hostile.
    fn cable() -> Vec<u8> {
        let mut text =
            b"UNCLAS OSLO 000160\n\nE.O. 12958: <script>\nTAGS: PREL, ]]>, `x`|\nSUBJECT: \x1b[31m\n\n"
                .to_vec();
        for (number, hostile) in HOSTILE.iter().enumerate() {
            let hostile = hostile.replace(['\n', '\r', '\0'], " ");
            text.extend(
                format!("{}. (S//{hostile}) One.\n\n{}. (C) {hostile}\n\n", 2 * number + 1, 2 * number + 2)
                    .bytes(),
            );
        }
        text.extend(b"\xff\xfe \x81\nLARSEN\n");
        text
    }

    fn place() -> (Place, Vec<String>) {
        let place = Place::new();
        for name in NAMES {
            std::fs::write(place.path().join(OsStr::from_bytes(name)), cable()).unwrap();
        }
        let mut names: Vec<String> =
            NAMES.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        names.sort();
        (place, names)
    }

    fn check(place: &Place, arguments: &[&str]) -> String {
        let run = place.run(&[&["check"], arguments, &["."]].concat());
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{arguments:?}");
        let acts = run.stdout.chars().find(|&character| character != '\n' && is_unsafe(character));
        assert_eq!(acts, None, "{arguments:?}");
        run.stdout
    }

    fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
        names.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    #[test]
    fn hostile_files_are_reported_as_they_are_called() {
        let (place, names) = place();
        let shown = distinct(names.iter().map(|name| visible(name).into_owned()));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let findings = json(&check(&place, &["--format", "json", "--show-source"]));
        let findings = findings["findings"].as_array().unwrap();
        assert!(findings.len() > 100);
        assert_eq!(distinct(findings.iter().map(|it| text(&it["path"]))), names);
        let lines = check(&place, &["--format", "jsonl"]);
        assert_eq!(lines.lines().map(json).count(), findings.len() + 1);
        let sarif = sarif(&check(&place, &["--format", "sarif", "--show-source"]));
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), findings.len());
        let uri = |it: &Value| text(&it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
        assert_eq!(distinct(results.iter().map(|it| percent_decoded(&uri(it)))), names);
        let issues = json(&check(&place, &["--format", "gitlab"]));
        assert_eq!(
            distinct(issues.as_array().unwrap().iter().map(|it| text(&it["location"]["path"]))),
            names
        );
        let junit = check(&place, &["--format", "junit"]);
        let junit = roxmltree::Document::parse(&junit).unwrap();
        let suites = junit.descendants().filter(|node| node.has_tag_name("testsuite"));
        assert_eq!(distinct(suites.map(|suite| suite.attribute("name").unwrap().to_owned())), shown);
        assert_eq!(check(&place, &["--format", "short"]).lines().count(), findings.len());
        check(&place, &["--format", "human"]);
        let page = check(&place, &["--format", "html", "--show-source"]);
        let markup = html::markup(&page);
        let parsed = roxmltree::Document::parse(&markup).unwrap();
        assert_eq!(html::of_class(&parsed, "path").len(), findings.len().min(100));
        let data = html::data(&page);
        let texts = data["texts"].as_array().unwrap();
        let rows = data["rows"].as_array().unwrap();
        assert_eq!(rows.len(), findings.len());
        let path = |row: &Value| text(&texts[usize::try_from(row[2].as_u64().unwrap()).unwrap()]);
        assert_eq!(distinct(rows.iter().map(path)), shown);
    }

    #[test]
    fn hostile_files_give_no_command_and_no_markup_of_their_own() {
        let (place, names) = place();
        let report = check(&place, &["--format", "github"]);
        let commands = report.lines().filter(|line| line.trim_start().starts_with("::"));
        for command in commands {
            let file = command.split_once(" file=").unwrap().1.split(',').next().unwrap();
            let file = command_data(&file.replace("%3A", ":").replace("%2C", ","));
            assert!(names.iter().any(|name| visible(name) == file), "{command}");
        }
        assert!(!report.lines().any(|line| line.starts_with("##[")), "{report}");
        let page = check(&place, &["--format", "markdown"]);
        let acting = pulldown_cmark::Parser::new_ext(&page, options()).find(|event| {
            use pulldown_cmark::{Event, Tag};
            matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Code(_))
                || matches!(
                    event,
                    Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::CodeBlock(_))
                )
        });
        assert_eq!(acting, None, "{page}");
    }
}
