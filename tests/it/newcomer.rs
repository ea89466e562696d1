//! The hour of `docs/ci.md`, taken word by word in a real repository: every file that it shows is written and
//! every command run, in the order in which they stand there. What needs a network or a forge is left out.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::checking::project;

/// Wrong in one place: a portion above the banner line.
const OLD: &str = "UNCLAS OSLO 000120\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: HARBOUR DUES\n\n\
                   1. (S) The dues will double.\n\n2. (U) The port is full.\n\n3. (U) The ice is thin.\nLARSEN\n";

/// Files that the docs show and that act only on a forge, or only with another framework.
const ELSEWHERE: &[&str] =
    &[".pre-commit-config.yaml", ".github/workflows/markings.yaml", "a step of the job", ".gitlab-ci.yml"];

/// A newcomer, at the desk.
struct Newcomer {
    home: tempfile::TempDir,
    folder: PathBuf,
    commands: usize,
}

impl Newcomer {
    /// In an empty folder; `None` where git is missing.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: git is not installed");
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().to_owned();
        Some(Self { home, folder, commands: 0 })
    }

    fn shell(&self, command: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_cablelint")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(&self.folder).env("PATH", path).env("HOME", self.home.path());
        for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GITHUB_STEP_SUMMARY"] {
            shell.env_remove(variable);
        }
        for (role, value) in [("NAME", "newcomer"), ("EMAIL", "newcomer@example.org")] {
            shell.env(format!("GIT_AUTHOR_{role}"), value).env(format!("GIT_COMMITTER_{role}"), value);
        }
        shell.output().unwrap()
    }

    /// Runs a command, which must end with this exit code.
    fn run(&self, command: &str, code: i32) -> String {
        let output = self.shell(command);
        assert_eq!(output.status.code(), Some(code), "{command}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Does what a part of the docs shows: writes its files, runs its commands.
    fn follow(&mut self, part: &str, code: i32) {
        for block in part.split("\n```").skip(1).step_by(2) {
            let (kind, text) = block.split_once('\n').unwrap();
            match kind {
                "console" => {
                    for line in text.lines() {
                        self.type_in(line.strip_prefix("$ ").unwrap(), code);
                    }
                }
                "yaml" => self.keep(text),
                "sh" => {
                    self.write(".git/hooks/pre-commit", text);
                    self.run("chmod +x .git/hooks/pre-commit", 0);
                }
                _ => panic!("what to do with a block of {kind}?"),
            }
        }
    }

    fn type_in(&mut self, command: &str, code: i32) {
        self.commands += 1;
        match command.strip_prefix("cd ") {
            Some(folder) => self.folder.push(folder),
            None => drop(self.run(command, code)),
        }
    }

    fn keep(&self, text: &str) {
        let name = text.lines().next().unwrap().trim_start_matches("# ");
        if !ELSEWHERE.contains(&name) {
            // No test may fail because a day has come.
            self.write(name, &format!("{}\n", text.replace("2027-06-30", "9999-12-31")));
        }
    }
}

/// The parts of `docs/ci.md`, each without its heading; the first is what stands above part 1.
fn parts(text: &str) -> Vec<&str> {
    text.split("\n## ").collect()
}

#[test]
fn from_an_empty_folder_to_a_job_that_fails_on_new_findings_only() {
    let docs = fs::read_to_string(project("docs/ci.md")).unwrap();
    let parts = parts(&docs);
    assert!(parts.len() == 15 && parts[2].starts_with("2. A repository") && parts[14].starts_with("14. "));
    let Some(mut newcomer) = Newcomer::new() else { return };

    newcomer.follow(parts[2], 0);
    for entry in fs::read_dir(project("fixtures/cables")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, newcomer.folder.join("cables").join(path.file_name().unwrap())).unwrap();
    }
    newcomer.write("cables/old.txt", OLD);
    newcomer.write("README.md", "(S) This is no document.\n");
    newcomer.follow(parts[3], 0);
    newcomer.follow(parts[4], 1);
    newcomer.follow(parts[5], 0);
    newcomer.follow(parts[6], 0);

    // A new finding fails, at the desk, in the hook and in CI.
    newcomer.write("cables/new.txt", &OLD.replace("000120", "000121"));
    newcomer.run("cablelint check", 1);
    newcomer.run("git add . && git commit -m 'Add a cable'", 1);
    newcomer.run("cablelint check --output gitlab=code-quality.json --output junit=junit.xml cables", 1);
    newcomer.write("cables/new.txt", &OLD.replace("000120", "000121").replace("(S)", "(U)"));
    newcomer.run("git add . && git commit -m 'Add a cable'", 0);

    newcomer.run("git update-ref refs/remotes/origin/main HEAD", 0);
    for part in &parts[9..] {
        newcomer.follow(part, 0);
    }
    assert!(newcomer.commands >= 12, "{}", newcomer.commands);
}

#[test]
fn what_the_docs_say_in_passing_holds() {
    let Some(newcomer) = Newcomer::new() else { return };
    newcomer.run("git init --quiet --initial-branch=main", 0);
    newcomer.write("cables/old.txt", OLD);
    let report = newcomer.run("cablelint check --format jsonl cables | head -1", 0);
    let finding: serde_json::Value = serde_json::from_str(&report).unwrap();
    // A fingerprint can be pasted from a report, of whatever format.
    let fingerprint = finding["fingerprint"].as_str().unwrap();
    for format in ["human", "sarif", "gitlab"] {
        let report = newcomer.run(&format!("cablelint check -v --format {format} cables || true"), 0);
        assert!(report.contains(fingerprint), "{format}: {report}");
    }
    newcomer.write(
        "cablelint-ignore.yaml",
        &format!(
            "suppressions:\n  - rule: {}\n    path: \"cables/old.txt\"\n    fingerprint: {}\n    reason: known\n",
            finding["rule"].as_str().unwrap(),
            fingerprint
        ),
    );
    newcomer.run("cablelint check cables", 0);
    newcomer.run("rm cablelint-ignore.yaml", 0);
    newcomer.run("cablelint check --fail-on never cables", 0);
    // The nearest configuration applies, and no other.
    newcomer.write("cablelint.yaml", "severity: { portion-above-banner: note }\n");
    newcomer.run("cablelint check cables", 0);
    newcomer.write("cables/cablelint.yaml", "# nothing\n");
    newcomer.run("cablelint check cables", 1);
    newcomer.run("cablelint check --config cablelint.yaml cables", 0);
    newcomer.run("cablelint check --isolated cables", 1);
    // Without the history, git cannot tell what has changed.
    newcomer.run("cablelint check --since origin/main", 3);
}
