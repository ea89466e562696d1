//! The page for people: its counts are complete, what it leaves out is said, and nothing in it acts. What it
//! does in a browser is tried by `tests/browser/run`.

use cablelint::finding::{Finding, Severity};
use cablelint::report::{Format, Look};
use roxmltree::{Document, Node};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::archives::{Raw, raw_zip};
use crate::checking::fixture;
use crate::made_up::{file, finding, report, suppressed};
use crate::program::Place;

/// The markup of a page. It is written so that a strict reader takes it as browsers do; only the insides of the
/// style and of the script, which are the same in every report, are left out.
pub(crate) fn markup(report: &str) -> String {
    let (style, script) = (inside(report, "<style>", "</style>"), inside(report, "<script>", "</script>"));
    report.replacen("<!DOCTYPE html>\n", "", 1).replacen(style, "", 1).replacen(script, "", 1)
}

fn inside<'a>(report: &'a str, start: &str, end: &str) -> &'a str {
    report.split_once(start).unwrap().1.split_once(end).unwrap().0
}

/// The findings as the script reads them.
pub(crate) fn data(report: &str) -> Value {
    serde_json::from_str(inside(report, "<script type=\"application/json\" id=\"data\">", "</script>"))
        .unwrap()
}

pub(crate) fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

pub(crate) fn of_class<'a>(page: &'a Document<'a>, class: &str) -> Vec<Node<'a, 'a>> {
    page.descendants().filter(|node| node.attribute("class") == Some(class)).collect()
}

fn html(files: &[cablelint::report::FileReport<'_>], look: Look) -> String {
    report(Format::Html, look, files)
}

fn findings(number: usize, severity: Severity, message: &str) -> Vec<Finding> {
    vec![finding("portion-above-banner", severity, message); number]
}

#[test]
fn the_worst_are_kept_and_what_is_cut_is_said() {
    let files = [
        file("a/1.txt", vec![findings(50_001, Severity::Note, "small")]),
        file("b/2.txt", vec![findings(2, Severity::Error, "grave")]),
        file("b/3.txt", vec![findings(3, Severity::Warning, "middling")]),
    ];
    let page = html(&files, Look::default());
    assert!(
        page.contains("This table holds the worst 50,000 of 50,006 findings. All counts above are complete")
    );
    assert!(page.contains("<p class=\"verdict\">2 errors, 3 warnings, 50,001 notes</p>\n<p>Findings stand in 3 of 3 documents.</p>"));
    let data = data(&page);
    let rows = data["rows"].as_array().unwrap();
    let severities: Vec<u64> = rows.iter().map(|row| row[0].as_u64().unwrap()).collect();
    assert_eq!((rows.len(), &severities[..6]), (50_000, &[2, 2, 1, 1, 1, 0][..]));
    let markup = markup(&page);
    let parsed = Document::parse(&markup).unwrap();
    let charts = of_class(&parsed, "bars");
    assert!(text(charts[0]).contains("50,001"), "{}", text(charts[0]));
}

#[test]
fn what_is_below_the_least_severity_is_counted_and_said() {
    let files =
        [file("a.txt", vec![[findings(1, Severity::Error, "x"), findings(4, Severity::Note, "y")].concat()])];
    let page = html(&files, Look { least: Severity::Warning, ..Look::default() });
    assert!(
        page.contains(
            "4 findings below --min-severity are counted everywhere above but are not in this table."
        )
    );
    assert!(page.contains(">1 error, 4 notes<"));
    assert_eq!(data(&page)["rows"].as_array().unwrap().len(), 1);
    assert!(!page.contains("This table holds the worst"));
}

#[test]
fn what_stands_in_no_document_is_in_no_document() {
    let place = Place::new()
        .file("a.txt", fixture("08TALLINN214"))
        .file("b.txt", "Milk.\n\n(S//NF) Bread and eggs.\n");
    let page = place.run(&["check", "--format", "html", "--list-files", "."]).stdout;
    assert!(
        page.contains(
            "<p>Findings stand in 0 of 1 document; 1 finding where no document was recognised.</p>"
        )
    );
    assert!(page.contains("<li>b.txt</li>"));
}

#[test]
fn where_no_document_was_recognised_is_told_folder_by_folder() {
    let place = Place::new()
        .file("in/cables/a.txt", fixture("08TALLINN214"))
        .file("in/cables/list.txt", "Milk.\n")
        .file("in/<mail>/a.txt", "Bread.\n")
        .file("in/<mail>/b.txt", "Eggs.\n");
    let page = place.run(&["check", "--format", "html", "in"]).stdout;
    let table = inside(&page, "<summary>Files without a document by folder</summary>", "</details>");
    let rows = inside(table, "<tbody>\n", "</tbody>");
    assert_eq!(rows, "<tr><td>in/&lt;mail&gt;</td><td>2</td></tr>\n<tr><td>in/cables</td><td>1</td></tr>\n");
    let clean = place.run(&["check", "--format", "html", "in/cables/a.txt"]).stdout;
    assert!(!clean.contains("without a document by folder"));
}

#[test]
fn a_file_without_text_is_never_taken_for_one_that_was_looked_at() {
    let place = Place::new().file("a.txt", fixture("08TALLINN214"));
    let page = |place: &Place| place.run(&["check", "--format", "html", "."]).stdout;
    assert!(page(&place).contains("<strong>Everything that was to be read was read</strong>: 1 file. "));
    let place = place
        .file("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        .file("scan.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .file("page.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let read = page(&place);
    assert!(!read.contains("Everything that was to be read was read"));
    assert!(read.contains("<strong>Every file was read, but 3 files held no text</strong>"));
    assert!(read.contains("<li>PDF: 1 file</li>\n<li>image: 2 files</li>"));
    let run = place.run(&["check", ".", "gone.txt"]);
    assert!(
        run.stdout.contains("no text in 3 files (PDF 1, image 2): what they show was not looked at"),
        "{run:?}"
    );
    let read = place.run(&["check", "--format", "html", ".", "gone.txt"]).stdout;
    assert!(
        read.contains(
            "Not everything was looked at</strong>: 1 path could not be read; 3 files held no text."
        )
    );
}

/// The text of the section that says what was checked.
fn checked(page: &str) -> String {
    let markup = markup(page);
    let parsed = Document::parse(&markup).unwrap();
    let section = parsed.descendants().find(|node| node.attribute("id") == Some("checked")).unwrap();
    text(section)
}

#[test]
fn rules_and_options_of_the_run_stand_in_the_page() {
    let place = Place::new().file("a.txt", fixture("08TALLINN214")).file("b.txt", "Milk.\n");
    let run = |arguments: &[&str]| place.run(&[&["check", "--format", "html"], arguments].concat()).stdout;
    let page = run(&["."]);
    assert!(page.contains("<p class=\"small\">Recognised: 1 cable and 0 memos. Rules: "), "{page}");
    let plain = checked(&page);
    for said in [
        concat!("cablelint ", env!("CARGO_PKG_VERSION")),
        "Rules and options for all files",
        " that need a ceiling",
        "Ceilingnone given",
        "state-cable, ic-markings",
        "Configurationnone found",
        "Findings shownall that are counted",
    ] {
        assert!(plain.contains(said), "{said}: {plain}");
    }
    assert_eq!(page, run(&["--threads", "1", "."]), "nothing in it depends on when and how it was made");
    let many = std::array::from_fn::<_, 25, _>(|number| format!("{number:02}.txt"));
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let told = checked(&run(&many));
    assert!(told.contains("18.txt, 19.txt and 5 more") && !told.contains("20.txt"), "{told}");
    let told = checked(&run(&[
        "--isolated",
        "--rules=state-cable",
        "--select=portion-above-banner,copies-disagree",
        "--ignore=copies-disagree",
        "--ceiling=C",
        "--date=1999-12-31",
        "--as=cable",
        "--fail-on=warning",
        "--min-severity=error",
        "--exclude=*.tmp",
        "--as-of=2026-11-30",
        ".",
    ]));
    for said in [
        "Configurationnone looked for (--isolated)",
        "Rule setsstate-cable (--rules), excuses (always)",
        "Rules: 1 of ",
        " not among those of --select",
        "1 left out by --ignore",
        "Only the rulesportion-above-banner, copies-disagree (--select)",
        "Without the rulescopies-disagree (--ignore)",
        "CeilingC (--ceiling)",
        "1999-12-31 (--date)",
        "Documents are read ascables (--as)",
        "The run fails onwarning and above (--fail-on)",
        "Findings shownerror; all are counted",
        "Without files that match*.tmp (--exclude)",
        "Counts as today2026-11-30",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn files_with_rules_or_options_of_their_own_are_told_apart() {
    let place = Place::new()
        .file(
            "cablelint.yaml",
            "severity: { copies-disagree: off, portion-above-banner: note }\noverrides:\n  \
             - { paths: [\"<b>/**\"], ceiling: C }\n",
        )
        .file("a.txt", fixture("08TALLINN214"))
        .file("c.txt", fixture("08TALLINN214"))
        .file("<b>/a.txt", fixture("08TALLINN214"));
    let page = place.run(&["check", "--format", "html", "."]).stdout;
    assert!(page.contains(" ran, in 2 groups of files with rules or options of their own"), "{page}");
    let told = checked(&page);
    assert!(told.contains("Rules and options for 2 files, such as a.txt"), "{told}");
    assert!(told.contains("Rules and options for 1 file, such as <b>/a.txt"), "{told}");
    assert!(told.contains("1 turned off by the configuration"), "{told}");
    assert!(told.contains("copies-disagree: off, portion-above-banner: note (configuration)"), "{told}");
    assert!(told.contains("CeilingC (configuration)") && told.contains("Ceilingnone given"), "{told}");
    assert!(told.contains("Configurationcablelint.yaml"), "{told}");
}

#[test]
fn a_comparison_says_what_it_was_checked_against() {
    let place =
        Place::new().file("a.txt", "UNCLASSIFIED\n\n1. (U) x\n").file("b.txt", "UNCLASSIFIED\n\n1. (U) x\n");
    let told = checked(&place.run(&["compare", "--format", "html", "a.txt", "b.txt"]).stdout);
    assert!(told.contains("Originalsa.txt") && told.contains("Releasedb.txt"), "{told}");
    assert!(told.contains("Rule setscompare (default)"), "{told}");
}

#[test]
fn files_in_archives_can_be_told_from_those_on_the_disk() {
    let entries = ["b.txt", "c.txt"].map(|name| Raw::stored(name, fixture("08TALLINN214")));
    let place = Place::new()
        .file("a.txt", fixture("08TALLINN214"))
        .file("box.zip", raw_zip(&entries, 1))
        .file("cut.zip", b"PK\x03\x04 and no directory");
    let page = place.run(&["check", "--format", "html", "."]).stdout;
    assert!(page.contains("<p>3 files read, in them 3 documents"));
    assert!(page.contains("<p>Opened: 1 archive, with 2 files in them."));
    assert!(!page.contains("archive without entries"), "what is damaged is a problem, and told once");
}

#[test]
fn what_is_excused_is_counted_apart() {
    let files = [file(
        "a.txt",
        vec![vec![suppressed(finding("portion-above-banner", Severity::Error, "x"), "agreed")]],
    )];
    let page = html(&files, Look::default());
    assert!(page.contains(">Nothing was found in 1 document<"));
    assert!(page.contains("1 finding excused by a suppression, not counted"));
    assert!(!page.contains("agreed"));
}

#[test]
fn a_rule_is_explained_with_its_basis_and_counts() {
    let place = Place::new().file("c/a.txt", fixture("08TALLINN214").replace("2. (U)", "2. (C)"));
    let page = place.run(&["check", "--format", "html", "."]).stdout;
    let markup = markup(&page);
    let parsed = Document::parse(&markup).unwrap();
    let rule =
        parsed.descendants().find(|node| node.attribute("id") == Some("rule-portion-above-banner")).unwrap();
    let explained = text(rule);
    assert!(
        explained.contains("The banner line (the classification line of the cable) must be at least as high")
    );
    assert!(explained.contains("Basis: E.O. 13526 s. 1.6(c); 32 CFR 2001.21(c)"), "{explained}");
    let links: Vec<_> = parsed.descendants().filter_map(|node| node.attribute("href")).collect();
    let ids: Vec<_> = parsed.descendants().filter_map(|node| node.attribute("id")).collect();
    assert!(links.iter().all(|link| ids.contains(&link.trim_start_matches('#'))), "{links:?}");
    for (key, value) in [("post", "TALLINN"), ("folder", "c"), ("year", "2008")] {
        let label = parsed.descendants().find(|node| node.attribute("data-filter") == Some(key)).unwrap();
        assert_eq!(label.attribute("data-value"), Some(value), "{key}");
    }
    assert!(page.contains("<strong>Everything that was to be read was read</strong>: 1 file."));
}

#[test]
fn source_text_stands_in_the_page_only_on_demand() {
    let files = [file("a.txt", vec![findings(1, Severity::Error, "x")])];
    let shown = html(&files, Look { show_source: true, ..Look::default() });
    assert!(shown.contains("<code class=\"source\">(S)</code>"));
    let hidden = html(&files, Look::default());
    assert!(!hidden.contains("(S)") && !hidden.contains("class=\"source\""));
}

/// What the policy names is what stands there, and nothing else may run or load.
#[test]
fn the_policy_admits_the_style_and_the_script_and_nothing_else() {
    let page = html(&[file("a.txt", vec![findings(1, Severity::Error, "x")])], Look::default());
    let policy = inside(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assert!(
        policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe") && !policy.contains('*')
    );
    for (start, end, directive) in
        [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")]
    {
        let named = inside(policy, &format!("{directive} 'sha256-"), "'");
        let hash = Sha256::digest(inside(&page, start, end).as_bytes());
        assert_eq!(named, base64(&hash), "{directive}");
    }
    let markup = markup(&page);
    let parsed = Document::parse(&markup).unwrap();
    let styled = parsed.descendants().flat_map(|node| node.attributes()).filter(|it| it.name() == "style");
    assert_eq!(styled.count(), 0, "the policy admits no style in an element");
}

/// Base64 by its definition: the bits one after the other, six at a time.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let digits = bits.chunks(6).map(|six| {
        let value = (0..6).fold(0, |value, bit| value << 1 | six.get(bit).copied().unwrap_or(0));
        char::from(DIGITS[usize::from(value)])
    });
    let digits: String = digits.collect();
    format!("{digits}{}", "=".repeat((4 - digits.len() % 4) % 4))
}
