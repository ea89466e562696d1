//! The files with which others call cablelint, and what docs/ci.md shows of them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

use crate::program::Place;

#[test]
fn the_hook_checks_what_it_is_given_and_leaves_out_what_is_excluded() {
    let hooks = yaml(&read(".pre-commit-hooks.yaml"));
    let hook = &hooks[0];
    assert_eq!(hook["id"], "cablelint");
    assert_eq!(hook["types"][0], "file", "text would leave out UTF-16");
    let entry = hook["entry"].as_str().unwrap();
    assert!(entry.starts_with("cablelint check ") && entry.contains("--force-exclude"));
    assert!(!entry.contains("--staged"), "nothing is staged in `pre-commit run --all-files`");
}

#[test]
fn the_action_never_pastes_an_input_into_a_script() {
    let action = yaml(&read("action.yml"));
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    assert_eq!(steps.len(), 2);
    for step in steps {
        assert!(step.get("uses").is_none() && !step["run"].as_str().unwrap().contains("${{"));
    }
    for input in action["inputs"].as_mapping().unwrap().keys() {
        let name = input.as_str().unwrap();
        let expected = format!("${{{{ inputs.{name} }}}}");
        let given = steps[1]["env"].as_mapping().unwrap().values();
        assert!(given.into_iter().any(|value| value.as_str() == Some(&expected)), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn the_action_hands_every_input_on_as_one_word() {
    use std::os::unix::fs::PermissionsExt;
    let printing = "#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 3\n";
    let place = Place::new().file("cablelint/bin/cablelint", printing);
    let program = place.path().join("cablelint/bin/cablelint");
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    let action = yaml(&read("action.yml"));
    let script = action["runs"]["steps"][1]["run"].as_str().unwrap();
    let run = |paths: &str, arguments: &str, sarif: &str| {
        let mut command = std::process::Command::new("bash");
        // As GitHub starts it: docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].shell`.
        command
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
            .current_dir(place.path());
        command.env("RUNNER_TEMP", place.path()).env("CHECK_PATHS", paths);
        let output = command.env("CHECK_ARGS", arguments).env("CHECK_SARIF_FILE", sarif).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "the exit code is lost: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(run(".", "", ""), "<check><--format=github><--><.>");
    assert_eq!(
        run("a b\n$(touch x)\n-y\n", "--fail-on=warning\n\"; touch x; \"\n*", "`touch x` .sarif"),
        "<check><--format=github><--output=sarif=`touch x` .sarif><--fail-on=warning><\"; touch x; \"><*>\
         <--><a b><$(touch x)><-y>"
    );
    assert!(!place.path().join("x").exists());
}

#[test]
fn what_the_docs_show_in_yaml_is_yaml() {
    let text = read("docs/ci.md");
    let blocks: Vec<&str> =
        text.split("\n```yaml\n").skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect();
    assert!(blocks.len() >= 8);
    for block in blocks {
        assert!(block.starts_with("# "), "which file is this?\n{block}");
        let value = yaml(block);
        assert!(value.is_mapping() || value.is_sequence(), "{block}");
    }
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn read(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}
