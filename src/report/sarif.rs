//! SARIF 2.1.0, the format of code scanning: one run, its results written as they come, then the tool
//! with the rules that fired, what went wrong, and the highest marking seen.
//!
//! Only rules that fired are described: the files of a run may have different rule sets, and what is
//! known of a rule that said nothing helps nobody who reads the results.
//!
//! Each result has two fingerprints. `cablelint/v1` is the fingerprint of all formats, which suppression
//! files and baselines take as it stands. It is the same in two copies of a text, so
//! `cablelint/location/v1` tells results apart within a run. GitHub's own key, `primaryLocationLineHash`,
//! is not given: GitHub computes it, complains of any other value for each result, and joins it with the
//! path and the rule, so that equal findings in two files stay two.

mod shapes;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::json;

use super::identity::Identities;
use super::json::{Sequence, write_value};
use super::{Found, Look, Summary, uri};
use crate::excuse::Excuse;
use shapes::{Descriptor, Fingerprints, Location, Message, ResultShape, Suppression};

/// Where the schema stands that a report follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A SARIF report on its way.
#[derive(Debug)]
pub(super) struct Sarif {
    results: Sequence,
    identities: Identities,
    /// The rules that fired, in the order in which they did.
    rules: Vec<Descriptor>,
    /// Their places there.
    places: BTreeMap<String, usize>,
}

impl Default for Sarif {
    fn default() -> Self {
        let opening = format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"unicodeCodePoints\",\"results\":["
        );
        Self {
            results: Sequence::new(opening),
            identities: Identities::default(),
            rules: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

impl Sarif {
    pub(super) fn finding(&mut self, found: Found<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let (file, finding) = (found.file, found.finding);
        let location = self.identities.next(&file.path, &finding.fingerprint);
        let mut primary = Location::new(file, finding.span);
        if let Some(source) = found.source(look) {
            primary.show(source);
        }
        let related = finding
            .related
            .iter()
            .map(|related| Location::new(file, related.span).saying(&related.message))
            .collect();
        let result = ResultShape {
            rule_id: &found.rule.id,
            rule_index: self.place(found),
            level: finding.severity.name(),
            message: Message::literal(&finding.message),
            locations: [primary],
            related_locations: related,
            partial_fingerprints: Fingerprints { content: &finding.fingerprint, location },
            suppressions: finding.excuse.iter().filter_map(Suppression::of).collect(),
            baseline_state: (finding.excuse == Some(Excuse::Known)).then_some("unchanged"),
            properties: json!({ "help": finding.help, "document": found.document_index, "kind": found.heading.kind.name() }),
        };
        self.results.push(&result, out)
    }

    /// The place of the rule among those described.
    fn place(&mut self, found: Found<'_>) -> usize {
        if let Some(&place) = self.places.get(&found.rule.id) {
            return place;
        }
        let place = self.rules.len();
        self.places.insert(found.rule.id.clone(), place);
        self.rules.push(Descriptor::of(found.rule));
        place
    }

    pub(super) fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.results.close(out)?;
        let version = env!("CARGO_PKG_VERSION");
        let driver = json!({
            "name": "cablelint", "version": version, "semanticVersion": version, "rules": self.rules,
        });
        out.write_all(b",\"tool\":{\"driver\":")?;
        write_value(&driver, out)?;
        out.write_all(b"},\"invocations\":[")?;
        write_value(&invocation(summary), out)?;
        out.write_all(b"],\"properties\":")?;
        write_value(&json!({ "highest_marking": summary.highest_marking }), out)?;
        out.write_all(b"}]}\n")
    }
}

/// What went wrong: a run that did not look everywhere was not successful.
fn invocation(summary: &Summary) -> serde_json::Value {
    let unreadable = summary.unreadable.iter().map(|unreadable| {
        json!({
            "level": "error",
            "message": Message::literal(&format!("not read: {}", unreadable.reason)),
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri::reference(&unreadable.path) } } }],
        })
    });
    let complaint = summary
        .incomplete
        .iter()
        .map(|complaint| json!({ "level": "error", "message": { "text": complaint } }));
    let notifications: Vec<_> = unreadable.chain(complaint).collect();
    json!({ "executionSuccessful": notifications.is_empty(), "toolExecutionNotifications": notifications })
}
