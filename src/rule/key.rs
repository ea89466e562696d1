//! The keys of a rule, each with what it says: for the schema, and for whoever leaves one out.

/// Key and meaning, in the order in which they are usually written.
const KEYS: &[(&str, &str)] = &[
    ("id", "names the defect; unique"),
    ("summary", "one line, without a full stop"),
    ("severity", "`error`, `warning`, `note` or `off`"),
    ("basis", "where the requirement comes from"),
    ("for", "the kind of fact the rule looks at"),
    ("needs", "what must stand for the rule to be checkable"),
    ("when", "filter: false means that the rule does not apply"),
    ("require", "the condition that must hold"),
    ("forbid", "the condition that must not hold"),
    ("at", "the attribute to underline"),
    ("message", "what is wrong, with {placeholders}"),
    ("related", "other places that matter"),
    ("help", "what to do, with {placeholders}"),
    ("explain", "what, why, when it is wrong to fire, how to fix it (Markdown)"),
    ("examples", "two or more small documents: what the rule flags, and what it leaves alone"),
];

/// What a key says.
pub(super) fn meaning(key: &str) -> Option<&'static str> {
    KEYS.iter().find(|(name, _)| *name == key).map(|(_, meaning)| *meaning)
}
