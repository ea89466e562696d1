//! The objects of SARIF that a report uses, and nothing of the many that it does not.

use serde::Serialize;
use serde_json::json;

use crate::excuse::Excuse;
use crate::finding::Severity;
use crate::report::{FileReport, uri};
use crate::rule::Rule;
use crate::span::Span;

/// One finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultShape<'a> {
    pub(super) rule_id: &'a str,
    pub(super) rule_index: usize,
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Location>,
    pub(super) partial_fingerprints: Fingerprints<'a>,
    /// Empty says that nobody suppressed it; the standard wants it in all results or in none.
    pub(super) suppressions: Vec<Suppression<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baseline_state: Option<&'static str>,
    pub(super) properties: serde_json::Value,
}

/// What names a result.
#[derive(Serialize)]
pub(super) struct Fingerprints<'a> {
    #[serde(rename = "cablelint/v1")]
    pub(super) content: &'a str,
    #[serde(rename = "cablelint/location/v1")]
    pub(super) location: String,
}

/// A plain text.
#[derive(Debug, Serialize)]
pub(super) struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

/// A place in a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Lines and columns from 1, ends exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message>,
}

/// Who excused a finding, and why.
#[derive(Serialize)]
pub(super) struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: &'a str,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    properties: serde_json::Map<String, serde_json::Value>,
}

/// A rule.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: String,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: serde_json::Value,
    properties: serde_json::Value,
}

impl Message {
    /// A text of which nothing acts. Braces would be taken for placeholders (SARIF 2.1.0, 3.11.5), and
    /// `[text](place)` for a link (3.11.6).
    pub(super) fn literal(text: &str) -> Self {
        let mut text = text.replace('{', "{{").replace('}', "}}");
        if text.contains("](") {
            text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        }
        Self { text, markdown: None }
    }
}

impl Location {
    pub(super) fn new(file: &FileReport<'_>, span: Span) -> Self {
        let (start, end) = (file.text.position(span.start), file.text.position(span.end));
        let region = Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            snippet: None,
        };
        let artifact_location = Artifact { uri: uri::reference(&file.path) };
        Self { physical_location: Physical { artifact_location, region }, message: None }
    }

    /// With a word about what stands there.
    pub(super) fn saying(mut self, message: &str) -> Self {
        self.message = Some(Message::literal(message));
        self
    }

    /// Shows what stands there, as it is.
    pub(super) fn show(&mut self, source: String) {
        self.physical_location.region.snippet = Some(Message { text: source, markdown: None });
    }
}

impl<'a> Suppression<'a> {
    /// What stands in the baseline is not suppressed: it is unchanged, and says so elsewhere.
    pub(super) fn of(excuse: &'a Excuse) -> Option<Self> {
        let Excuse::Suppressed { reason, owner, until } = excuse else { return None };
        let owner = owner.iter().map(|owner| ("owner".to_owned(), json!(owner)));
        let until = until.iter().map(|until| ("until".to_owned(), json!(until.to_string())));
        let properties = owner.chain(until).collect();
        Some(Self { kind: "external", status: "accepted", justification: reason, properties })
    }
}

impl Descriptor {
    pub(super) fn of(rule: &Rule) -> Self {
        let paragraphs = rule.explain.trim();
        let first = paragraphs.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        let mut help = Message::literal(paragraphs);
        help.markdown = Some(format!("{}\n\nBasis: {}", help.text, rule.basis.join("; ")));
        // A rule that is off and asked for by name finds warnings.
        let level = rule.severity.map_or(Severity::Warning.name(), Severity::name);
        Self {
            id: rule.id.clone(),
            short_description: Message::literal(&rule.summary),
            full_description: Message::literal(&first),
            help,
            default_configuration: json!({ "enabled": rule.severity.is_some(), "level": level }),
            properties: json!({ "basis": rule.basis, "tags": tags(rule) }),
        }
    }
}

/// The pack and the family of a built-in rule. Where a file of the user's stands is nobody's business.
fn tags(rule: &Rule) -> Vec<&str> {
    let path = rule.file.strip_prefix("rules/").and_then(|path| path.strip_suffix(".yaml"));
    path.map(|path| path.split('/').collect()).unwrap_or_default()
}
