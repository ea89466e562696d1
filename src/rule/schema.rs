//! The JSON Schema of a rule-set file, made from the tables: it cannot promise what the program lacks.
//!
//! The schema helps editors complete and underline. It is looser than loading, which knows the levels
//! of the register and which operator goes with which type.

use serde_json::{Map, Value, json};

use super::key;
use super::operator::OPERATORS;
use crate::document::Part;
use crate::fact::{AttributeInfo, Kind, Type};
use crate::pack;
use crate::procedure::{PROCEDURES, Parameter, ParameterType, Procedure};

/// The JSON Schema (draft 2020-12) of a rule-set file.
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cablelint rule set",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "documents": documents(),
            "shown-by": {
                "description": "its rules apply where one of these facts stands; without it, everywhere",
                "type": "array",
                "items": { "enum": Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>() },
            },
            "in-force": { "$ref": "#/$defs/change/properties/in-force" },
            "extends": {
                "description": "packs or paths that are loaded first",
                "type": "array",
                "items": { "anyOf": [{ "enum": pack::names() }, { "type": "string" }] },
            },
            "register": { "description": "additions to the vocabulary", "type": "object" },
            "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
            "override": {
                "description": "changes of loaded rules, by id; only the named keys change",
                "type": "object",
                "additionalProperties": { "$ref": "#/$defs/change" },
            },
        },
        "$defs": definitions(),
    })
}

fn definitions() -> Value {
    let mut definitions = Map::new();
    definitions.insert("rule".into(), rule());
    definitions.insert("change".into(), change());
    definitions.insert("example".into(), example());
    definitions
        .insert("procedure".into(), json!({ "oneOf": PROCEDURES.iter().map(procedure).collect::<Vec<_>>() }));
    definitions.insert("day".into(), json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }));
    definitions.insert("test".into(), test());
    definitions.insert("list-test".into(), list_test());
    definitions.insert("paths".into(), paths());
    for kind in Kind::ALL {
        definitions.insert(format!("{}-condition", kind.name()), condition(*kind));
    }
    Value::Object(definitions)
}

fn rule() -> Value {
    let required = ["id", "summary", "severity", "basis", "for", "message", "help", "explain", "examples"];
    let per_kind: Vec<_> = Kind::ALL.iter().map(|kind| per_kind(*kind)).collect();
    json!({
        "type": "object",
        "required": required,
        "properties": properties(),
        "additionalProperties": false,
        "oneOf": [
            { "required": ["require"] },
            { "required": ["forbid"] },
            { "required": ["procedure"] },
        ],
        "allOf": per_kind,
    })
}

/// What conditions and `at` may name depends on the kind of fact.
fn per_kind(kind: Kind) -> Value {
    let condition = json!({ "$ref": format!("#/$defs/{}-condition", kind.name()) });
    let attributes = kind.attributes();
    let placed: Vec<_> = attributes.iter().filter(|info| info.placed).map(|info| info.name).collect();
    json!({
        "if": { "properties": { "for": { "const": kind.name() } }, "required": ["for"] },
        "then": { "properties": {
            "when": condition, "require": condition, "forbid": condition, "at": { "enum": placed },
        } },
    })
}

fn properties() -> Value {
    let kinds: Vec<_> =
        Kind::ALL.iter().map(|kind| json!({ "const": kind.name(), "description": kind.meaning() })).collect();
    let parts = Part::ALL.iter().map(|part| part.name());
    let needs: Vec<_> = parts.chain(Kind::ALL.iter().map(|kind| kind.name())).chain(["date"]).collect();
    let mut properties = json!({
        "id": { "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" },
        "summary": { "type": "string" },
        // Tools of YAML 1.1 read `off` as a flag.
        "severity": { "enum": ["error", "warning", "note", "off", false] },
        "basis": { "type": "array", "items": { "type": "string" } },
        "in-force": { "$ref": "#/$defs/change/properties/in-force" },
        "documents": documents(),
        "for": { "oneOf": kinds },
        "needs": { "type": "array", "items": { "enum": needs } },
        "when": {},
        "require": {},
        "forbid": {},
        "procedure": { "$ref": "#/$defs/procedure" },
        "at": {},
        "message": { "type": "string" },
        "related": { "type": "object", "additionalProperties": { "type": "string" } },
        "help": { "type": "string" },
        "explain": { "type": "string" },
        "examples": { "type": "array", "minItems": 2, "items": { "$ref": "#/$defs/example" } },
    });
    for (key, property) in properties.as_object_mut().into_iter().flatten() {
        if let (Some(meaning), Some(property)) = (key::meaning(key), property.as_object_mut()) {
            property.insert("description".into(), meaning.into());
        }
    }
    properties
}

/// Which documents a file or a rule is about.
fn documents() -> Value {
    json!({
        "description": "the kinds of documents it is about; without it, all",
        "type": "array",
        "items": { "enum": ["cable", "memo", "none"] },
    })
}

fn change() -> Value {
    let mut properties = properties();
    if let Some(properties) = properties.as_object_mut() {
        properties.remove("id");
        properties.remove("for");
        properties.insert(
            "in-force".into(),
            json!({
                "description": "from inclusive, until exclusive",
                "type": "object",
                "minProperties": 1,
                "additionalProperties": false,
                "properties": {
                    "from": { "$ref": "#/$defs/day" },
                    "until": { "$ref": "#/$defs/day" },
                    "by": { "enum": ["document", "release"] },
                    "undated": { "description": "documents without a date are taken for new ones", "type": "boolean" },
                },
            }),
        );
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn example() -> Value {
    json!({
        "type": "object",
        "required": ["kind", "text"],
        "oneOf": [{ "required": ["flagged"] }, { "required": ["clean"] }],
        "additionalProperties": false,
        "properties": {
            "kind": { "enum": ["cable", "memo", "none"] },
            "text": { "type": "string" },
            "file": { "description": "the name of the file", "type": "string" },
            "beside": { "description": "the text of another file of the run", "type": "string" },
            "original": { "description": "the original of a text that is a release", "type": "string" },
            "used": { "description": "the entries of the suppression file that it is excuse something", "type": "boolean" },
            "flagged": { "description": "the exact text that must be underlined", "type": "string" },
            "clean": { "const": true },
            "date": { "$ref": "#/$defs/day" },
            "ceiling": { "description": "a level, as S or SECRET", "type": "string" },
            "encoding": { "enum": ["utf-8", "utf-16le", "utf-16be", "windows-1252"] },
        },
    })
}

fn procedure(procedure: &Procedure) -> Value {
    let parameters = procedure.parameters.iter().map(|one| (one.name.to_owned(), parameter(one)));
    let required: Vec<_> =
        procedure.parameters.iter().filter(|one| one.required).map(|one| one.name).collect();
    json!({
        "description": procedure.meaning,
        "type": "object",
        "required": if required.is_empty() && procedure.one_of.is_empty() { vec!["name"] } else { vec!["name", "with"] },
        "additionalProperties": false,
        "properties": {
            "name": { "const": procedure.name },
            "with": {
                "type": "object",
                "required": required,
                "additionalProperties": false,
                "properties": parameters.collect::<Map<_, _>>(),
            },
        },
    })
}

fn parameter(parameter: &Parameter) -> Value {
    let whole = json!({ "type": "integer" });
    let map = |names: &[&str]| {
        let properties: Map<_, _> = names.iter().map(|name| ((*name).to_owned(), whole.clone())).collect();
        json!({ "type": "object", "required": names, "properties": properties, "additionalProperties": false })
    };
    let mut schema = match parameter.of {
        ParameterType::Choice(words) => json!({ "enum": words }),
        ParameterType::Number => whole,
        ParameterType::Years => map(&["years"]),
        ParameterType::YearsAndDays => map(&["years", "days"]),
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".into(), parameter.meaning.into());
    }
    schema
}

fn operators(list: bool) -> Map<String, Value> {
    let fitting =
        OPERATORS.iter().filter(|operator| operator.on.iter().any(|of| of.element().is_some()) == list);
    let mut properties: Map<_, _> = fitting
        .map(|operator| (operator.name.to_owned(), json!({ "description": operator.meaning })))
        .collect();
    let not = if list { "#/$defs/list-test" } else { "#/$defs/test" };
    properties.insert("not".into(), json!({ "$ref": not }));
    properties
}

fn test() -> Value {
    json!({ "anyOf": [
        { "type": ["string", "number", "boolean"] },
        { "type": "object", "minProperties": 1, "additionalProperties": false, "properties": operators(false) },
    ] })
}

fn list_test() -> Value {
    json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": operators(true) })
}

/// The condition about a fact of a kind: its own attributes, and the paths that all kinds share.
fn condition(kind: Kind) -> Value {
    let own = json!({ "$ref": format!("#/$defs/{}-condition", kind.name()) });
    let list = json!({ "type": "array", "minItems": 1, "items": own });
    let mut properties = Map::new();
    properties.insert("all".into(), list.clone());
    properties.insert("any".into(), list);
    properties.insert("not".into(), own);
    properties.extend(kind.attributes().iter().map(|info| (info.name.to_owned(), attribute(info, false))));
    json!({
        "type": "object",
        "minProperties": 1,
        "allOf": [{ "$ref": "#/$defs/paths" }],
        "properties": properties,
        "unevaluatedProperties": false,
    })
}

/// What a condition about any kind may name: other kinds, `kind.attribute` and `kinds.attribute`.
fn paths() -> Value {
    let mut properties = Map::new();
    for kind in Kind::ALL {
        let (one, all) = (kind.name(), kind.plural());
        properties.insert(all.into(), json!({ "$ref": "#/$defs/list-test", "description": kind.meaning() }));
        for info in kind.attributes() {
            properties.insert(format!("{one}.{}", info.name), attribute(&info, false));
            properties.insert(format!("{all}.{}", info.name), attribute(&info, true));
        }
        // An attribute hides a kind of the same name, and is tested as what it is.
        let hidden = Kind::ALL.iter().any(|other| other.attribute(one).is_some());
        let presence = json!({ "enum": ["present", "absent"], "description": kind.meaning() });
        properties.insert(one.into(), if hidden { json!({}) } else { presence });
    }
    json!({ "properties": properties })
}

fn attribute(info: &AttributeInfo, of_all: bool) -> Value {
    let is_list = of_all || matches!(info.of, Type::Texts | Type::Numbers);
    let reference = if is_list { "#/$defs/list-test" } else { "#/$defs/test" };
    json!({ "$ref": reference, "description": format!("{}: {}", info.of.name(), info.meaning) })
}
