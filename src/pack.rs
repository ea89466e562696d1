//! The built-in packs: the folders of `rules/`, embedded in the binary. One folder is one pack, one
//! file one family; no list of them is kept by hand.

use include_dir::{Dir, include_dir};

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The values of the YAML files in JSON, made by `build.rs`: `nsi/authority.json`.
static VALUES: Dir<'static> = include_dir!("$OUT_DIR/values");

/// The pack that holds the vocabulary every other pack speaks.
pub const REGISTER: &str = "register";

/// The packs that `check` uses where none is named.
pub const DEFAULT: &[&str] = &[
    "state-cable",
    "ic-markings",
    "nsi",
    "cui",
    "foia-release",
    "frus",
    "pii",
    "source-protection",
    "hidden-text",
];

/// The pack about what excuses findings: `check` adds it to whatever packs are asked for.
pub const EXCUSES: &str = "excuses";

/// The names of all packs, sorted.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = RULES.dirs().filter_map(|folder| folder.path().to_str()).collect();
    names.sort_unstable();
    names
}

/// The rule-set files of a pack as (name, content), sorted by name; `None` for an unknown pack.
pub fn files(pack: &str) -> Option<Vec<(String, &'static str)>> {
    let folder = RULES.get_dir(pack)?;
    let mut files: Vec<_> = folder
        .files()
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "yaml"))
        .filter_map(|file| Some((format!("rules/{}", file.path().display()), file.contents_utf8()?)))
        .collect();
    files.sort_unstable();
    Some(files)
}

/// The values of a file, in JSON, by the name that [`files`] gives it; without the examples of its rules.
pub fn values(file: &str) -> Option<&'static str> {
    in_json(file, "json")
}

/// The examples of a file's rules, in JSON: a map from the name of a rule.
pub fn examples(file: &str) -> Option<&'static str> {
    in_json(file, "examples.json")
}

fn in_json(file: &str, extension: &str) -> Option<&'static str> {
    let name = file.strip_prefix("rules/")?.strip_suffix(".yaml")?;
    VALUES.get_file(format!("{name}.{extension}"))?.contents_utf8()
}

/// A bulk table of the register (TAB-separated), by file name.
pub fn table(name: &str) -> Option<&'static str> {
    RULES.get_file(format!("{REGISTER}/{name}"))?.contents_utf8()
}
