//! What the hand-written docs show is true: snippets of rules load, examples hold, links lead somewhere.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::Place;

/// Keys that a part of a rule may leave to the test.
const REST: &[(&str, &str)] = &[
    ("id", "a-rule-of-the-docs"),
    ("summary", "one"),
    ("severity", "note"),
    ("basis", "[docs]"),
    ("message", "wrong"),
    ("help", "fix it"),
    ("explain", "why"),
    ("examples", "[{ kind: cable, text: x, flagged: x }, { kind: cable, text: x, clean: true }]"),
];

/// A fenced block: what follows the opening fence, and the text.
struct Block {
    info: String,
    text: String,
}

#[test]
fn the_rule_sets_of_the_docs_hold() {
    let blocks = blocks("docs/writing-rules.md");
    let files: Vec<&Block> = blocks.iter().filter(|block| block.info == "yaml").collect();
    assert!(files.len() >= 3);
    let name = |block: &Block| block.text.lines().next().unwrap().trim_start_matches("# ").to_owned();
    let place = files.iter().fold(Place::new(), |place, block| place.file(&name(block), &block.text));
    for block in files {
        let run = place.run(&["test", &name(block)]);
        assert_eq!(run.code, 0, "{}: {}{}", name(block), run.stdout, run.stderr);
    }
    let run = place.run(&["test", "my-rules.yaml"]);
    let shown = blocks.iter().find(|block| block.text.starts_with("$ cablelint test my-rules.yaml")).unwrap();
    assert_eq!(shown.text.lines().skip(1).collect::<Vec<_>>(), run.stdout.lines().collect::<Vec<_>>());
}

#[test]
fn the_parts_of_rules_in_the_docs_load() {
    let blocks = blocks("docs/writing-rules.md");
    let parts: Vec<&Block> = blocks.iter().filter(|block| block.info.starts_with("yaml part")).collect();
    assert!(parts.len() >= 5);
    for part in parts {
        let kind = part.info.trim_start_matches("yaml part for=");
        let run =
            Place::new().file("set.yaml", whole(kind, &part.text)).run(&["rules", "--rules", "set.yaml"]);
        assert_eq!(run.code, 0, "{}\n{}", part.text, run.stderr);
    }
}

/// A rule set of one rule, made of a part of it.
fn whole(kind: &str, part: &str) -> String {
    let given = |key: &str| part.lines().any(|line| line.starts_with(&format!("{key}:")));
    let mut text = format!("rules:\n  - for: {kind}\n");
    for (key, value) in REST.iter().filter(|(key, _)| !given(key)) {
        writeln!(text, "    {key}: {value}").unwrap();
    }
    if !["require", "forbid", "procedure"].into_iter().any(given) {
        writeln!(text, "    require: {{ document.kind: cable }}").unwrap();
    }
    for line in part.lines() {
        writeln!(text, "    {line}").unwrap();
    }
    text
}

#[test]
fn the_example_files_hold() {
    let examples = root().join("docs/examples");
    let mut count = 0;
    for entry in fs::read_dir(examples).unwrap() {
        let path = entry.unwrap().path();
        let run = Place::new().run(&["test", path.to_str().unwrap()]);
        assert_eq!(run.code, 0, "{}: {}{}", path.display(), run.stdout, run.stderr);
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn the_readme_names_every_command() {
    let readme = read("README.md");
    let help = Place::new().run(&["--help"]).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands =
        commands.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let missing: Vec<&str> =
        commands.filter(|name| !readme.contains(&format!("| `cablelint {name}"))).collect();
    assert!(help.contains("Commands:") && missing.is_empty(), "{missing:?}");
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_readme_work() {
    let program = Path::new(env!("CARGO_BIN_EXE_cablelint")).parent().unwrap();
    let fixtures = fs::read_dir(root().join("fixtures/cables")).unwrap().map(|entry| entry.unwrap().path());
    let place = fixtures.fold(Place::new(), |place, path| {
        let name = format!("fixtures/cables/{}", path.file_name().unwrap().to_str().unwrap());
        place.file(&name, fs::read(path).unwrap())
    });
    let shown = blocks("README.md").into_iter().filter(|block| block.info == "console");
    let commands: Vec<String> =
        shown.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let commands =
        commands.iter().filter_map(|line| line.strip_prefix("$ ").filter(|it| it.starts_with("cablelint")));
    for command in commands {
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let shell = ["-c", command];
        let output =
            std::process::Command::new("sh").args(shell).env("PATH", path).current_dir(place.path()).output();
        let output = output.unwrap();
        let expected = i32::from(command.contains("--fail-on warning"));
        assert_eq!(output.status.code(), Some(expected), "{command}: {output:?}");
    }
}

#[test]
fn links_between_the_docs_lead_to_a_file_and_a_heading() {
    let mut names: Vec<String> = vec!["README.md".into(), "CHANGELOG.md".into()];
    for entry in walkdir::WalkDir::new(root().join("docs")).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        names.extend(Some(name).filter(|name| is_markdown(name)));
    }
    let broken: Vec<String> = names
        .iter()
        .flat_map(|name| {
            links(name)
                .into_iter()
                .filter(|link| !leads(name, link))
                .map(move |link| format!("{name}: {link}"))
        })
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn is_markdown(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "md")
}

/// Where the links of a file lead, those to other sites left out, and code too.
fn links(name: &str) -> Vec<String> {
    let text = read(name);
    let prose: String = text.split("```").step_by(2).collect();
    let targets = prose.split("](").skip(1).filter_map(|after| after.split(')').next());
    targets.filter(|target| !target.contains("://") && *target != "#").map(str::to_owned).collect()
}

fn leads(from: &str, link: &str) -> bool {
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    let folder = Path::new(from).parent().unwrap();
    let path = if file.is_empty() { root().join(from) } else { root().join(folder).join(file) };
    if heading.is_empty() || !path.exists() {
        return path.exists();
    }
    let text = fs::read_to_string(path).unwrap();
    let anchors = text.lines().filter(|line| line.starts_with('#')).map(anchor);
    anchors.into_iter().any(|anchor| anchor == heading)
}

/// The name that a heading has in links.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
    kept.map(|it| if it == ' ' { '-' } else { it }).collect()
}

fn blocks(name: &str) -> Vec<Block> {
    let text = read(name);
    let parts = text.split("\n```").skip(1).step_by(2);
    let split = parts.filter_map(|part| part.split_once('\n'));
    split.map(|(info, text)| Block { info: info.to_owned(), text: format!("{text}\n") }).collect()
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
