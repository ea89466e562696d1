//! Archives, from outside: everything in them is checked where it lies, and what cannot be is told.

use std::io::Write;

use serde_json::Value;

use crate::program::{Place, Run};

/// A portion above the banner line: one error under the default rules.
pub(crate) const ABOVE: &str = "UNCLAS MOSCOW 000820\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: TEST\n\n\
                                1. (S) One.\n\n2. (U) Two.\n";

/// An entry of a zip file, as its directory describes it.
#[derive(Clone)]
pub(crate) struct Raw {
    pub(crate) name: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) size: u32,
    pub(crate) data: Vec<u8>,
    /// Mode of Unix, in the upper half.
    pub(crate) attributes: u32,
}

impl Raw {
    pub(crate) fn stored(name: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> Self {
        let data = data.as_ref().to_owned();
        let mut crc = flate2::Crc::new();
        crc.update(&data);
        let name = name.as_ref().to_owned();
        let size = u32::try_from(data.len()).unwrap();
        Self { name, flags: 0, method: 0, crc: crc.sum(), size, data, attributes: 0o100_644 << 16 }
    }
}

/// A zip file of such entries; each is listed as often as `listed` says.
pub(crate) fn raw_zip(entries: &[Raw], listed: usize) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let start = u32::try_from(file.len()).unwrap();
        let length = u16::try_from(entry.name.len()).unwrap();
        let packed = u32::try_from(entry.data.len()).unwrap();
        let mut shared = Vec::new();
        for number in [20, entry.flags, entry.method, 0, 33] {
            shared.extend(number.to_le_bytes());
        }
        for number in [entry.crc, packed, entry.size] {
            shared.extend(number.to_le_bytes());
        }
        shared.extend(length.to_le_bytes());
        shared.extend([0; 2]);
        file.extend(b"PK\x03\x04");
        file.extend(&shared);
        file.extend(&entry.name);
        file.extend(&entry.data);
        let mut record = b"PK\x01\x02\x14\x03".to_vec();
        record.extend(&shared);
        record.extend([0; 6]);
        record.extend(entry.attributes.to_le_bytes());
        record.extend(start.to_le_bytes());
        record.extend(&entry.name);
        directory.extend(record.repeat(listed));
    }
    let start = u32::try_from(file.len()).unwrap();
    let count = u16::try_from(entries.len() * listed).unwrap();
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    file.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0; 2]);
    file
}

/// A zip file as a library writes it, deflated.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (index, (name, content)) in files.iter().enumerate() {
        // Every other one with sizes of 64 bits.
        writer.start_file(*name, options.large_file(index % 2 == 1)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A tar file as a library writes it.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What a run over some paths says, in JSON.
fn check(place: &Place, paths: &[&str]) -> (Run, Value) {
    let run = place.run(&[&["check", "--isolated", "--format", "json"], paths].concat());
    let report = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    (run, report)
}

/// The paths of the findings.
fn paths(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["path"].as_str().unwrap()).collect()
}

/// What could not be read, with the reasons.
fn unread(report: &Value) -> Vec<(&str, &str)> {
    let unread = report["summary"]["unreadable"].as_array().unwrap();
    unread.iter().map(|it| (it["path"].as_str().unwrap(), it["reason"].as_str().unwrap())).collect()
}

#[test]
fn every_kind_of_archive_is_read_in_place_also_in_another() {
    let long = format!("{}c.txt", "folder/".repeat(40));
    let files = [("a.txt", ABOVE.as_bytes()), ("dir/b.txt", ABOVE.as_bytes()), (&long, ABOVE.as_bytes())];
    let tar = tar(&files);
    let inner = [("in.zip", zip(&files)), ("in.tgz", gzip(&tar)), ("in.tar", tar.clone())];
    let inner: Vec<(&str, &[u8])> = inner.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let outer =
        [("1.zip", zip(&inner)), ("2.tar", self::tar(&inner)), ("3.tar.gz", gzip(&self::tar(&inner)))];
    let place = Place::new().file("x/4.zip", zip(&files)).file("x/5.TAR", &tar).file("x/6.tgz", gzip(&tar));
    let place = outer.iter().fold(place, |place, (name, bytes)| place.file(&format!("x/{name}"), bytes));
    let (run, report) = check(&place, &["x"]);
    assert_eq!((run.code, unread(&report).len()), (1, 0), "{run:?}");
    let mut expected = Vec::new();
    for archive in ["1.zip", "2.tar", "3.tar.gz"] {
        for inner in ["in.zip", "in.tgz", "in.tar"] {
            expected.extend(files.map(|(name, _)| format!("x/{archive}!/{inner}!/{name}")));
        }
    }
    for archive in ["4.zip", "5.TAR", "6.tgz"] {
        expected.extend(files.map(|(name, _)| format!("x/{archive}!/{name}")));
    }
    assert_eq!(paths(&report), expected);
}

#[test]
fn an_archive_that_is_named_is_known_by_what_it_begins_with() {
    let files = [("a.txt", ABOVE.as_bytes())];
    let place =
        Place::new().file("one", zip(&files)).file("two", gzip(&tar(&files))).file("three", tar(&files));
    let (_, report) = check(&place, &["one", "two", "three"]);
    assert_eq!(paths(&report), ["one!/a.txt", "three!/a.txt", "two!/a.txt"]);
}

#[test]
fn globs_are_about_what_an_archive_holds() {
    let files = [("a.txt", ABOVE.as_bytes()), ("b.md", ABOVE.as_bytes())];
    let place = Place::new().file("x/a.zip", zip(&files)).file("x/c.md", ABOVE);
    let (_, report) = check(&place, &["--include", "*.txt", "x"]);
    assert_eq!(paths(&report), ["x/a.zip!/a.txt"]);
    assert_eq!(report["summary"]["skipped"]["does not match --include"], 2);
    assert_eq!(paths(&check(&place, &["--include", "*.zip", "x"]).1), ["x/a.zip!/a.txt", "x/a.zip!/b.md"]);
    assert_eq!(paths(&check(&place, &["--exclude", "*.zip", "x"]).1), ["x/c.md"]);
    assert_eq!(paths(&check(&place, &["--exclude", "*!/a.txt", "x"]).1), ["x/a.zip!/b.md", "x/c.md"]);
}

#[test]
fn one_bad_entry_is_reported_and_the_rest_go_on() {
    let good = Raw::stored("z.txt", ABOVE);
    let named = |name: &str| Raw { name: name.into(), ..good.clone() };
    let entries = [
        Raw { flags: 1, ..named("encrypted.txt") },
        Raw { method: 14, ..named("lzma.txt") },
        Raw { crc: 1, ..named("altered.txt") },
        Raw { size: good.size + 1, ..named("short.txt") },
        Raw { size: good.size - 1, ..named("long.txt") },
        Raw { method: 8, ..named("no-deflate.txt") },
        Raw { attributes: 0o120_777 << 16, ..named("link.txt") },
        Raw::stored("large.txt", ABOVE.repeat(20)),
        good.clone(),
    ];
    let place = Place::new().file("a.zip", raw_zip(&entries, 1));
    let (run, report) = check(&place, &["--max-size", "1K", "a.zip"]);
    assert_eq!(run.code, 3);
    assert_eq!(paths(&report), ["a.zip!/z.txt"]);
    let reasons: Vec<(&str, &str)> = vec![
        ("a.zip!/altered.txt", "check sum"),
        ("a.zip!/encrypted.txt", "encrypted"),
        ("a.zip!/large.txt", "--max-size"),
        ("a.zip!/long.txt", "longer than it is said to be"),
        ("a.zip!/lzma.txt", "method 14"),
        ("a.zip!/no-deflate.txt", "cannot be read"),
        ("a.zip!/short.txt", "cut off"),
    ];
    let unread = unread(&report);
    assert_eq!(
        unread.iter().map(|it| it.0).collect::<Vec<_>>(),
        reasons.iter().map(|it| it.0).collect::<Vec<_>>()
    );
    for ((path, reason), (_, words)) in unread.iter().zip(reasons) {
        assert!(reason.contains(words), "{path}: {reason}");
    }
    assert_eq!(report["summary"]["skipped"]["link in an archive"], 1);
}

#[test]
fn names_lead_nowhere_and_two_of_one_name_are_two_entries() {
    let names: [&[u8]; 7] = [
        b"../../up.txt",
        b"/root.txt",
        b"a\\..\\b.txt",
        b"twice.txt",
        b"twice.txt",
        b"n\nl\"<script>/",
        b"\xff.txt",
    ];
    let entries: Vec<Raw> = names.iter().map(|name| Raw::stored(name, ABOVE)).collect();
    // A configuration that an entry must not be able to reach.
    let place =
        Place::new().file("in/a.zip", raw_zip(&entries, 1)).file("cablelint.yaml", "fail-on: never\n");
    let run = place.run(&["check", "--format", "json", "in/a.zip"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let expected = [
        "(..)/(..)/up.txt",
        "root.txt",
        "a/(..)/b.txt",
        "twice.txt",
        "twice.txt",
        "n\nl\"<script>",
        "\u{FFFD}.txt",
    ];
    assert_eq!(paths(&report), expected.map(|name| format!("in/a.zip!/{name}")));
    let short = place.run(&["check", "--format", "short", "in/a.zip"]).stdout;
    assert_eq!(short.lines().count(), 7, "{short}");
}

#[test]
fn what_is_cut_off_is_told_and_what_stands_before_is_read() {
    let files = [("a.txt", ABOVE.as_bytes()), ("b.txt", ABOVE.as_bytes())];
    let tar = tar(&files);
    // Within the second entry, between two entries, and before the blocks at the end.
    for (name, length) in [("in.tar", 1536 + 512 + 60), ("between.tar", 1024), ("end.tar", 2048)] {
        let place = Place::new().file(name, &tar[..length]).file("x.tgz", gzip(&tar[..length]));
        for archive in [name, "x.tgz"] {
            let (run, report) = check(&place, &[archive]);
            assert_eq!(run.code, 3, "{archive} {length}");
            assert!(paths(&report).contains(&format!("{archive}!/a.txt").as_str()), "{archive} {length}");
            assert!(unread(&report).iter().any(|(path, _)| *path == archive), "{archive}: {report}");
        }
    }
    let packed = gzip(&tar);
    let place = Place::new().file("cut.tgz", &packed[..packed.len() - 9]);
    let (run, report) = check(&place, &["cut.tgz"]);
    assert_eq!((run.code, paths(&report).len()), (3, 2), "{report}");
    let whole = zip(&files);
    let place = Place::new().file("cut.zip", &whole[..whole.len() - 30]).file("b.txt", ABOVE);
    let (run, report) = check(&place, &["."]);
    assert_eq!((run.code, paths(&report)), (3, vec!["b.txt"]));
    assert_eq!(unread(&report)[0].0, "cut.zip");
}

#[test]
fn an_archive_that_stands_in_front_of_another_is_told() {
    let place = Place::new();
    let (first, second) = (zip(&[("a.txt", ABOVE.as_bytes())]), zip(&[("b.txt", ABOVE.as_bytes())]));
    let (run, report) = check(&place.file("two.zip", [first, second].concat()), &["two.zip"]);
    assert_eq!((run.code, paths(&report)), (3, vec!["two.zip!/b.txt"]));
    assert!(unread(&report)[0].1.contains("another archive"), "{report}");
}

#[test]
fn what_only_calls_itself_an_archive_is_told() {
    let place = Place::new().file("text.zip", ABOVE).file("text.tar", ABOVE).file("text.tgz", ABOVE);
    let (run, report) = check(&place.file("empty.tar", ""), &["."]);
    assert_eq!((run.code, unread(&report).len()), (3, 4), "{report}");
}

#[test]
fn a_file_packed_by_gzip_that_is_no_archive_is_called_what_it_is() {
    let long = ABOVE.repeat(20);
    for content in [ABOVE, long.as_str(), ""] {
        let inner = zip(&[("in.tgz", &gzip(content.as_bytes()))]);
        let place = Place::new().file("x.txt.gz", gzip(content.as_bytes())).file("b.zip", inner);
        let (run, report) = check(&place, &["x.txt.gz", "b.zip"]);
        assert_eq!((run.code, unread(&report).len()), (3, 2), "{report}");
        for (_, reason) in unread(&report) {
            assert!(reason.starts_with("a gzip file that holds no tar archive"), "{reason}");
        }
    }
}

#[test]
fn one_archive_behind_another_is_read_too() {
    let (one, two) = (tar(&[("a.txt", ABOVE.as_bytes())]), tar(&[("b.txt", ABOVE.as_bytes())]));
    let place = Place::new().file("x.tar", [one.clone(), two.clone()].concat());
    let place = place.file("y.tgz", [gzip(&one), gzip(&two)].concat());
    let (_, report) = check(&place, &["."]);
    assert_eq!(paths(&report), ["x.tar!/a.txt", "x.tar!/b.txt", "y.tgz!/a.txt", "y.tgz!/b.txt"]);
    // A program that unpacks itself: zip offsets begin where the archive does.
    let place = Place::new()
        .file("self.zip", [b"#!/bin/sh\n", zip(&[("a.txt", ABOVE.as_bytes())]).as_slice()].concat());
    assert_eq!(paths(&check(&place, &["."]).1), ["self.zip!/a.txt"]);
}

#[test]
fn bombs_are_told_and_the_rest_is_read() {
    // 1,000 entries that are one: a megabyte each, in a kilobyte and a half.
    let packed = {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
        encoder.finish().unwrap()
    };
    let mut crc = flate2::Crc::new();
    crc.update(&vec![0; 1 << 20]);
    let zeros = Raw { method: 8, crc: crc.sum(), size: 1 << 20, data: packed, ..Raw::stored("0", "") };
    let good = Raw::stored("a.txt", ABOVE);
    let bomb = raw_zip(&[good.clone(), zeros], 1000);
    // A size that is a lie costs nothing.
    let liar = Raw { size: u32::MAX - 1, ..Raw::stored("liar.txt", "UNCLAS") };
    let place = Place::new().file("liar.zip", raw_zip(&[liar, good], 1)).file("bomb.zip", &bomb);
    let (run, report) = check(&place, &["liar.zip", "--select", "portion-above-banner"]);
    assert_eq!((run.code, paths(&report)), (3, vec!["liar.zip!/a.txt"]));
    assert_eq!(unread(&report).len(), 1);
    let (run, report) = check(&place, &["bomb.zip", "--max-size", "512K"]);
    assert_eq!((run.code, paths(&report).len()), (3, 1000));
    // None of them is read: what is within the limit is larger than --max-size here.
    let refused = unread(&report).iter().filter(|(_, reason)| reason.contains("200 times")).count();
    assert!(refused > 900 && unread(&report).len() == 1000, "{refused}");

    // Gzip members can be repeated: 100 MiB from a hundred kilobytes.
    let mut header = tar::Header::new_gnu();
    header.set_path("zeros.txt").unwrap();
    header.set_size(100 << 20);
    header.set_cksum();
    let first = tar(&[("a.txt", ABOVE.as_bytes())]);
    let members = [gzip(&first[..1024]), gzip(header.as_bytes()), gzip(&vec![0; 1 << 20]).repeat(100)];
    let place = Place::new().file("bomb.tgz", members.concat());
    let (run, report) = check(&place, &["bomb.tgz"]);
    assert_eq!((run.code, paths(&report)), (3, vec!["bomb.tgz!/a.txt"]));
    assert!(unread(&report)[0].1.contains("200 times"), "{report}");
}

#[test]
fn the_third_archive_in_another_is_told() {
    let nested = (0..3).fold(zip(&[("a.txt", ABOVE.as_bytes())]), |inner, _| zip(&[("in.zip", &inner)]));
    let (run, report) = check(&Place::new().file("a.zip", nested), &["a.zip"]);
    assert_eq!(run.code, 3);
    assert_eq!(unread(&report)[0].0, "a.zip!/in.zip!/in.zip");
}

#[test]
fn entries_of_a_packed_tar_file_are_read_in_any_order() {
    use cablelint::input::{Query, gather};
    let contents: Vec<(String, String)> =
        (0..200).map(|index| (format!("{index}.txt"), format!("UNCLAS {index}").repeat(index + 1))).collect();
    let files: Vec<(&str, &[u8])> =
        contents.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    let place = Place::new().file("a.tgz", gzip(&tar(&files)));
    let gathered = gather(&Query { paths: vec![place.path().join("a.tgz")], ..Query::default() });
    assert_eq!(gathered.sources.len(), 200);
    let read = |index: usize| String::from_utf8(gathered.sources[index].read(1 << 20).unwrap()).unwrap();
    for index in (0..200).rev().chain((0..200).map(|index| index * 73 % 200)) {
        assert_eq!(read(index), contents[index].1, "{index}");
    }
    std::thread::scope(|scope| {
        for reader in 0..4 {
            let (read, contents) = (&read, &contents);
            scope.spawn(move || {
                for index in (0..200).skip(reader) {
                    assert_eq!(read(index), contents[index].1);
                }
            });
        }
    });
}

#[test]
fn releases_in_archives_are_compared_by_name() {
    let original =
        "UNCLAS OSLO 000160\n\nE.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: GULLS\n\n1. (U) A count.\n";
    let files = [("a.txt", original.as_bytes()), ("b.txt", original.as_bytes())];
    let turned = [("b.txt", original.as_bytes()), ("a.txt", original.as_bytes())];
    let place = Place::new().file("one.zip", zip(&files)).file("two.tgz", gzip(&tar(&turned)));
    let run = place.run(&["compare", "--format", "json", "one.zip", "two.tgz"]);
    assert_eq!(run.code, 0, "{run:?}");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["files"], 2);
    let place = place.file("three.zip", zip(&files[..1]));
    assert_eq!(place.run(&["compare", "one.zip", "three.zip"]).code, 3);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    /// Whatever becomes of the bytes of an archive, it is read or told, and never passed over.
    #[test]
    fn an_altered_archive_is_read_or_told(
        changes in proptest::collection::vec((0_usize..4000, proptest::prelude::any::<u8>()), 1..4),
        is_tar in proptest::prelude::any::<bool>(),
        cut in 0_usize..200,
    ) {
        let files = [("a.txt", ABOVE.as_bytes()), ("dir/b.txt", b"UNCLAS"), ("c.txt", b"")];
        let (name, mut bytes) = if is_tar { ("x.tar", tar(&files)) } else { ("x.zip", zip(&files)) };
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() - cut.saturating_sub(100));
        let place = Place::new().file(name, bytes);
        let gathered = cablelint::input::gather(&cablelint::input::Query {
            paths: vec![place.path().join(name)],
            ..Default::default()
        });
        let told = gathered.problems.len() + gathered.skipped.values().sum::<usize>();
        let read = gathered.sources.iter().filter(|source| {
            source.read(1 << 20).map_or_else(|problem| !problem.to_string().is_empty(), |_| true)
        });
        proptest::prop_assert!(read.count() + told > 0);
        // A folder can be made of a file, but no entry of the three is lost without a word.
        proptest::prop_assert!(told > 0 || gathered.sources.len() >= 2);
    }
}
