//! What goes wrong with files: nothing is lost, nothing blocks, and the exit code is 3.
#![cfg(unix)]

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cablelint::input::{Gathered, Query, Reason, gather};

use crate::archives::{ABOVE, gzip};
use crate::program::{FORMATS, Place, Run};

pub(crate) fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn gathered(place: &Place, name: &str) -> Gathered {
    gather(&Query { paths: vec![place.path().join(name)], ..Query::default() })
}

/// The reason why the only file of a folder cannot be read, after something has become of it.
fn reason_after(change: impl FnOnce(&Path)) -> Reason {
    let place = Place::new().file("x/a.txt", ABOVE);
    let gathered = gathered(&place, "x");
    change(&place.path().join("x/a.txt"));
    gathered.sources[0].read(1 << 20).unwrap_err().reason
}

fn short(place: &Place, arguments: &[&str]) -> Run {
    place.run(&[&["check", "--isolated", "--format", "short"], arguments].concat())
}

#[test]
fn a_file_that_has_become_another_thing_is_told_and_blocks_nothing() {
    assert!(matches!(reason_after(|path| fs::remove_file(path).unwrap()), Reason::Missing));
    let fifo = |path: &Path| {
        fs::remove_file(path).unwrap();
        mkfifo(path);
    };
    assert!(matches!(reason_after(fifo), Reason::Replaced));
    let folder = |path: &Path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    };
    assert!(matches!(reason_after(folder), Reason::Replaced));
}

/// Held by a named pipe, which is read first, the run has listed all files and has read none.
#[test]
fn files_that_change_during_a_run_are_told_and_the_rest_is_checked() {
    let mut place = Place::new();
    for name in ["b-gone", "c-pipe", "d-folder", "e-link", "f-grown", "g-whole"] {
        place = place.file(&format!("x/{name}"), ABOVE);
    }
    let path = |name: &str| place.path().join(name);
    mkfifo(&path("a"));
    let mut command =
        place.command(&["check", "--isolated", "--threads", "1", "--format", "short", "a", "x"]);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut held = File::options().write(true).open(path("a")).unwrap();
    for name in ["b-gone", "c-pipe", "d-folder", "e-link"] {
        fs::remove_file(path("x").join(name)).unwrap();
    }
    mkfifo(&path("x/c-pipe"));
    fs::create_dir(path("x/d-folder")).unwrap();
    symlink("nowhere", path("x/e-link")).unwrap();
    let more = "\n3. (S) Three.\n";
    File::options().append(true).open(path("x/f-grown")).unwrap().write_all(more.as_bytes()).unwrap();
    held.write_all(ABOVE.as_bytes()).unwrap();
    drop(held);
    let run = Run::of(child.wait_with_output().unwrap());
    let found: Vec<&str> = run.stdout.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!((run.code, found), (3, vec!["a", "x/f-grown", "x/f-grown", "x/g-whole"]), "{}", run.stdout);
    let told: Vec<&str> = run.stderr.lines().collect();
    let expected = [
        "cablelint: x/b-gone: no such file or folder",
        "cablelint: x/c-pipe: no regular file any more",
        "cablelint: x/d-folder: no regular file any more",
        "cablelint: x/e-link: no such file or folder",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_full_disk_under_stdout_is_3_and_said() {
    let place = Place::new().file("a.txt", ABOVE);
    for format in FORMATS {
        let Ok(full) = File::options().write(true).open("/dev/full") else {
            eprintln!("skipped: this system has no /dev/full");
            return;
        };
        let mut command = place.command(&["check", "--isolated", "--format", format, "a.txt"]);
        let output = command.stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{format}: {stderr}");
        assert!(stderr.starts_with("cablelint: cannot write to stdout: "), "{format}: {stderr}");
    }
}

/// A limit on the size of files fails a write as a full disk does, and needs no rights. The report is longer than
/// what is held before it is written, so that most formats fail in the middle of the run.
#[test]
fn a_full_disk_under_a_report_is_3_leaves_the_old_one_and_nothing_else() {
    let paragraphs: Vec<String> = (1..=200).map(|number| format!("{number}. (S) One.\n\n")).collect();
    let many = ABOVE.replace("1. (S) One.\n\n", &paragraphs.concat());
    let place = Place::new().file("a.txt", &many).file("b.txt", ABOVE).file("report", "the old report");
    let whole = short(&place, &["a.txt", "b.txt"]);
    assert_eq!(whole.code, 1);
    for format in FORMATS {
        let program = env!("CARGO_BIN_EXE_cablelint");
        let arguments = format!("check --isolated --format short --output {format}=report a.txt b.txt");
        let script = format!("ulimit -f 0; trap '' XFSZ; exec '{program}' {arguments}");
        let output = Command::new("sh").args(["-c", &script]).current_dir(place.path()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{format}: {stderr}");
        assert!(stderr.starts_with("cablelint: the report report cannot be written: "), "{format}: {stderr}");
        // The rest of the run is not lost with it.
        assert_eq!(String::from_utf8(output.stdout).unwrap(), whole.stdout, "{format}");
        assert_eq!(fs::read_to_string(place.path().join("report")).unwrap(), "the old report", "{format}");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 3, "{format}: nothing is left over");
    }
}

#[test]
fn a_report_to_a_pipe_is_written_to_it_and_a_link_stays_one() {
    let place = Place::new().file("a.txt", ABOVE).file("reports/today", "old");
    let path = |name: &str| place.path().join(name);
    mkfifo(&path("pipe"));
    symlink("reports/today", path("link")).unwrap();
    let read = path("pipe");
    let reader = std::thread::spawn(move || fs::read_to_string(read).unwrap());
    let run = short(&place, &["--output", "short=pipe", "--output", "short=link", "a.txt"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(reader.join().unwrap(), run.stdout);
    assert_eq!(fs::read_to_string(path("reports/today")).unwrap(), run.stdout);
    assert!(path("link").is_symlink());
    assert!(!fs::metadata(path("pipe")).unwrap().is_file());
}

#[test]
fn a_link_that_leads_to_nothing_yet_stays_one() {
    let place = Place::new().file("a.txt", ABOVE).file("reports/old", "old");
    let path = |name: &str| place.path().join(name);
    symlink("reports/latest", path("link")).unwrap();
    symlink("today", path("reports/latest")).unwrap();
    symlink("round", path("round")).unwrap();
    let run = short(&place, &["--output", "short=link", "a.txt"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(fs::read_to_string(path("reports/today")).unwrap(), run.stdout);
    assert!(path("link").is_symlink() && path("reports/latest").is_symlink());
    let run = short(&place, &["--output", "short=round", "a.txt"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(path("round").is_symlink());
}

#[test]
fn a_file_that_grows_is_read_as_far_as_it_goes_and_no_further_than_allowed() {
    let place = Place::new().file("x/a.txt", ABOVE);
    let gathered = gathered(&place, "x");
    let mut file = File::options().append(true).open(place.path().join("x/a.txt")).unwrap();
    file.write_all(b"more").unwrap();
    let length = ABOVE.len() as u64;
    assert!(gathered.sources[0].read(length + 4).unwrap().ends_with(b"more"));
    assert!(matches!(gathered.sources[0].read(length).unwrap_err().reason, Reason::TooLarge(_)));
}

#[test]
fn an_archive_that_has_changed_since_it_was_listed_is_told() {
    let header = {
        let mut header = tar::Header::new_gnu();
        header.set_path("a.txt").unwrap();
        header.set_size(6);
        header.set_cksum();
        header
    };
    let tar = [header.as_bytes(), b"UNCLAS".as_slice(), &[0; 506 + 1024]].concat();
    for (name, bytes) in [("x/a.tar", tar.clone()), ("x/a.tgz", gzip(&tar))] {
        let place = Place::new().file(name, &bytes);
        let gathered = gathered(&place, "x");
        let mut file = File::options().append(true).open(place.path().join(name)).unwrap();
        file.write_all(&[0; 512]).unwrap();
        let problem = gathered.sources[0].read(6).unwrap_err();
        assert!(problem.to_string().contains("changed after it was listed"), "{problem}");
    }
}

#[test]
fn a_folder_that_cannot_be_opened_is_told_and_the_rest_is_checked() {
    let place = Place::new()
        .file("x/locked/a.txt", ABOVE)
        .file("x/shut.txt", ABOVE)
        .file("x/z.txt", ABOVE)
        .file("x/cut.tar.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b");
    let locked = place.path().join("x/locked");
    fs::set_permissions(&locked, Permissions::from_mode(0o0)).unwrap();
    fs::set_permissions(place.path().join("x/shut.txt"), Permissions::from_mode(0o0)).unwrap();
    fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
    let mut command = place.command(&["check", "--isolated", "--format", "short", "x"]);
    if fs::read_dir(&locked).is_ok() {
        // Nothing is locked for root.
        command.uid(65_534);
    }
    let output = command.stdin(Stdio::null()).output();
    fs::set_permissions(&locked, Permissions::from_mode(0o755)).unwrap();
    let Ok(output) = output else {
        eprintln!("skipped: as root, and another user cannot run the program");
        return;
    };
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("x/z.txt:"));
    let told = String::from_utf8_lossy(&output.stderr);
    for path in ["x/locked", "x/shut.txt"] {
        assert!(told.contains(&format!("{path}: cannot be read: permission denied\n")), "{told}");
    }
    assert!(
        told.contains("x/cut.tar.gz: cannot be read: it ends too early, as where the end is cut off\n"),
        "{told}"
    );
}

#[test]
fn links_out_of_the_tree_are_followed_and_loops_are_told() {
    let place = Place::new().file("x/a.txt", ABOVE).file("elsewhere/b.txt", ABOVE);
    symlink("../elsewhere", place.path().join("x/out")).unwrap();
    symlink(".", place.path().join("elsewhere/up")).unwrap();
    symlink("self", place.path().join("x/self")).unwrap();
    symlink("nowhere", place.path().join("x/dead")).unwrap();
    let run = short(&place, &["x"]);
    assert_eq!(run.code, 3);
    let checked: Vec<&str> = run.stdout.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(checked, ["x/a.txt", "x/out/b.txt"], "{run:?}");
    assert!(
        run.stderr.contains("x/out/up/x: symbolic link loop") || run.stderr.contains("x/out/up"),
        "{run:?}"
    );
    assert!(run.stderr.contains("x/self: ") && run.stderr.contains("x/dead: "), "{run:?}");
}

#[test]
fn what_has_no_end_is_read_as_far_as_allowed() {
    let place = Place::new().file("x/a.txt", ABOVE);
    File::create(place.path().join("x/sparse.txt")).unwrap().set_len(10 << 30).unwrap();
    let run = short(&place, &["x"]);
    assert_eq!((run.code, run.stdout.lines().count()), (3, 1));
    assert!(run.stderr.contains("x/sparse.txt: larger than 268435456 bytes"), "{run:?}");
    let run = short(&place, &["--max-size", "1M", "/dev/zero", "x/a.txt"]);
    assert_eq!((run.code, run.stdout.lines().count()), (3, 1));
    assert!(run.stderr.contains("/dev/zero: larger than"), "{run:?}");
}

#[test]
fn a_pipe_in_a_folder_is_passed_over_and_counted_and_one_that_is_named_is_read() {
    let place = Place::new().file("x/a.txt", ABOVE);
    let pipe = place.path().join("x/pipe");
    mkfifo(&pipe);
    let run = place.run(&["check", "--isolated", "x"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("not a regular file"), "{run:?}");
    let writer = std::thread::spawn(move || fs::write(pipe, ABOVE).unwrap());
    let run = short(&place, &["x/pipe"]);
    writer.join().unwrap();
    assert!(run.stdout.starts_with("x/pipe:"), "{run:?}");
}

#[test]
fn lists_name_what_is_checked() {
    let odd = [&b"n\nl\"<script>'.txt"[..], b"\xff\xfe.txt", b" blank .txt"];
    let place = Place::new().file("x/a.txt", ABOVE).file("x/b.txt", ABOVE).file("y/c.txt", ABOVE);
    for name in odd {
        fs::write(place.path().join(std::ffi::OsStr::from_bytes(name)), ABOVE).unwrap();
    }
    let place = place.file("list", "x/a.txt\r\n\nno.txt\ny\nx/a.txt\n").file("nul", odd.join(&0));
    let run = short(&place, &["--files-from", "list"]);
    assert_eq!((run.code, run.stdout.lines().count()), (3, 2), "{run:?}");
    assert!(run.stderr.contains("no.txt: no such file"), "{run:?}");
    let run = short(&place, &["--files-from", "nul", "-0"]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 3), "{run:?}");
    let arguments = ["check", "--isolated", "--format", "short", "--files-from", "-"];
    assert_eq!(place.run_with_stdin(&arguments, b"x/b.txt\n").stdout.lines().count(), 1);
    // An empty list is a list that something went wrong with; the current folder is not meant.
    let run = place.run_with_stdin(&arguments, b"\n");
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
    assert_eq!(short(&place, &["--files-from", "gone"]).code, 3);
    for wrong in [&["--files-from", "list", "x"][..], &["-0", "x"], &["--files-from", "list", "--staged"]] {
        assert_eq!(short(&place, wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn gitignore_holds_only_where_it_is_asked_for_and_what_it_hides_is_counted() {
    let files =
        ["x/a.txt", "x/b.log", "x/keep.log", "x/deep/b.log", "x/out/c.txt", "x/deep/out.txt", "x/top/d.txt"];
    let place = files.iter().fold(Place::new(), |place, name| place.file(name, ABOVE));
    let place = place
        .file(".git/HEAD", "")
        .file(".gitignore", "/x/top\n")
        .file("x/deep/.gitignore", "!b.log\nout.*\n");
    let place = place.file("x/.gitignore", "*.log\n!keep.log\nout/\n");
    let names = |run: &Run| -> Vec<PathBuf> {
        run.stdout.lines().map(|line| line.split(':').next().unwrap().into()).collect()
    };
    assert_eq!(names(&short(&place, &["x"])).len(), files.len());
    for root in ["x", "."] {
        let run = short(&place, &["--gitignore", root]);
        let expected = ["x/a.txt", "x/deep/b.log", "x/keep.log"].map(PathBuf::from);
        assert_eq!(names(&run), expected, "{root}: {run:?}");
    }
    let told = place.run(&["check", "--isolated", "--gitignore", "x"]).stdout;
    let summary = told.lines().filter(|line| line.contains(".gitignore")).collect::<Vec<_>>().join("\n");
    assert!(summary.contains("ignored by .gitignore") && summary.contains("folder ignored"), "{told}");
    // What is named was meant.
    assert_eq!(names(&short(&place, &["--gitignore", "x/b.log", "x/top"])).len(), 2);
}
