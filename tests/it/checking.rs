//! Checking a text with the default rules, without the binary: quick enough for hundreds of cases.

use std::path::PathBuf;

use cablelint::fact::Circumstances;
use cablelint::lint::{self, Options};
use cablelint::rule::Selection;
use cablelint::text::Text;

use crate::invariants::rules;

/// The well-formed cables, by file name without `.txt`; the sample cable, which has a finding, is not
/// among them.
pub(crate) const WELL_FORMED: &[&str] = &[
    "04STATE191822",
    "07LISBON1457",
    "08TALLINN214",
    "09ATHENS1512",
    "09KABUL3318",
    "11GABORONE318",
    "75WELLINGTON1830",
    "76STATE104417",
    "89NAIROBI10457",
    "body-copy",
    "header-on-one-line",
    "header-twice",
    "text-copy",
    "two-cables",
];

/// A file or folder of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a fixture.
pub(crate) fn fixture(name: &str) -> String {
    let path = project("fixtures/cables").join(format!("{name}.txt"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Rule and line, from 1, of everything that the rules that are on find.
pub(crate) fn findings(bytes: &[u8]) -> Vec<(&'static str, usize)> {
    findings_of(bytes, &rules().select(&[], &[]).unwrap(), Circumstances::default())
}

/// The same for one rule, which may be off.
pub(crate) fn findings_of_rule(bytes: &[u8], id: &str) -> Vec<(&'static str, usize)> {
    let circumstances = Circumstances {
        ceiling: if id.starts_with("ceiling-") { rules().register().level("U") } else { None },
        ..Circumstances::default()
    };
    let selection = rules().select(&[id.to_owned()], &[]).unwrap_or_else(|_| panic!("no rule {id}"));
    findings_of(bytes, &selection, circumstances)
}

fn findings_of(
    bytes: &[u8],
    selection: &Selection,
    circumstances: Circumstances,
) -> Vec<(&'static str, usize)> {
    let text = Text::decode(bytes.to_vec());
    let reports = lint::lint(&text, rules(), Options { selection, circumstances, key: None });
    let found = reports.into_iter().flat_map(|report| report.findings);
    found
        .map(|finding| (rules().rules()[finding.rule].id.as_str(), text.position(finding.span.start).line))
        .collect()
}

/// One way to write a text as bytes.
pub(crate) type Encode = fn(&str) -> Vec<u8>;

/// Every encoding that can hold any text, by name.
pub(crate) const ENCODINGS: &[(&str, Encode)] = &[
    ("UTF-8", |text| text.as_bytes().to_vec()),
    ("UTF-8 with a byte order mark", |text| [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
    ("UTF-16LE with a byte order mark", |text| utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)),
    ("UTF-16BE with a byte order mark", |text| utf16(&format!("\u{feff}{text}"), u16::to_be_bytes)),
];

pub(crate) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The line ends that cables have come down with.
pub(crate) const LINE_ENDS: &[&str] = &["\n", "\r\n", "\r\r\n"];
