//! The JSON Schemas of the configuration file and of the suppression file.

use serde_json::{Value, json};

use super::read::{FORMATS, KINDS, SEVERITIES, THRESHOLDS};
use crate::pack;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema of `cablelint.yaml`. `ids` are the rules.
pub fn config(ids: &[&str]) -> Value {
    let mut own = settings(ids);
    let mut layer = own.clone();
    if let (Some(own), Some(layer)) = (own.as_object_mut(), layer.as_object_mut()) {
        layer.insert("paths".into(), globs("files, from the folder of this configuration"));
        own.insert("include".into(), globs("only these files are checked"));
        own.insert("exclude".into(), globs("these files are not checked"));
        own.insert("as-of".into(), day("the day that counts as today for `until` in suppressions"));
        own.insert(
            "baseline".into(),
            json!({ "description": "the baseline, from the folder of this configuration", "type": "string" }),
        );
        own.insert("report".into(), report());
        own.insert(
            "overrides".into(),
            json!({
                "description": "settings for some files; later ones win",
                "type": "array",
                "items": { "type": "object", "required": ["paths"], "additionalProperties": false, "properties": layer },
            }),
        );
    }
    json!({
        "$schema": DRAFT,
        "title": "cablelint configuration",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": own,
    })
}

/// The settings that an override can change.
fn settings(ids: &[&str]) -> Value {
    // Tools of YAML 1.1 read `off` as a flag.
    let severities: Vec<Value> = SEVERITIES.iter().map(|word| json!(word)).chain([json!(false)]).collect();
    json!({
        "rules": {
            "description": "packs, or paths of rule files from the folder of this configuration; without it, the default packs",
            "type": "array",
            "items": { "anyOf": [{ "enum": pack::names() }, { "type": "string" }] },
        },
        "severity": {
            "description": "severities by rule; `off` switches one off, any other word switches it on",
            "type": "object",
            "propertyNames": { "anyOf": [{ "enum": ids }, { "type": "string" }] },
            "additionalProperties": { "enum": severities },
        },
        "fail-on": { "description": "findings at or above this severity fail a run", "enum": THRESHOLDS },
        "date": day("the date of documents that have none"),
        "as": { "description": "what every file is, whatever its text tells", "enum": KINDS },
        "ceiling": { "description": "the level above which nothing may stand, as S or SECRET", "type": "string" },
    })
}

fn report() -> Value {
    json!({
        "description": "how to report, where the command line does not say",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "format": { "enum": FORMATS },
            "min-severity": { "enum": ["error", "warning", "note"] },
            "mask": { "description": "no source lines in reports for people", "type": "boolean" },
            "show-source": { "description": "source text in reports for machines", "type": "boolean" },
            "list-files": { "description": "name the files without a document", "type": "boolean" },
        },
    })
}

/// The JSON Schema of `cablelint-ignore.yaml`.
pub fn suppressions(ids: &[&str]) -> Value {
    let text = |description: &str| json!({ "description": description, "type": "string", "minLength": 1 });
    json!({
        "$schema": DRAFT,
        "title": "cablelint suppressions",
        "type": ["object", "null"],
        "required": ["suppressions"],
        "additionalProperties": false,
        "properties": { "suppressions": { "type": "array", "items": {
            "type": "object",
            "required": ["rule", "reason"],
            "anyOf": [{ "required": ["path"] }, { "required": ["mrn"] }],
            "additionalProperties": false,
            "properties": {
                "rule": { "description": "the rule", "anyOf": [{ "enum": ids }, { "type": "string" }] },
                "path": text("files, by a glob from the folder of this file"),
                "mrn": text("a message, as MOSCOW 820"),
                "fingerprint": { "description": "one finding, as reports print it", "type": "string", "pattern": "^v1:[0-9a-fA-F]{32}$" },
                "reason": text("why"),
                "owner": text("who answers for it"),
                "until": day("the last day on which it holds"),
            },
        } } },
    })
}

fn day(description: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" })
}

fn globs(description: &str) -> Value {
    json!({ "description": description, "type": "array", "items": { "type": "string" } })
}
