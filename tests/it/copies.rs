//! `copies-disagree`: copies of one cable in a run are compared, in what both of them show.

use serde_json::Value;

use crate::archives::zip;
use crate::program::{Place, Run};

/// The parts of a cable that these tests change.
struct Cable {
    head: &'static str,
    serial: &'static str,
    year: &'static str,
    class: &'static str,
    captions: &'static str,
    marks: [&'static str; 3],
}

/// An unclassified cable of three paragraphs.
const CABLE: Cable = Cable {
    head: "",
    serial: "000160",
    year: "09",
    class: "UNCLAS",
    captions: "SENSITIVE\nSIPDIS\n\n",
    marks: ["(SBU) ", "(U) ", "(SBU) "],
};

impl Cable {
    fn text(&self) -> String {
        let [first, second, third] = self.marks;
        format!(
            "{}P 101200Z FEB {}\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC PRIORITY\n\n{} OSLO {}\n\n{}E.O. 12958: N/A\n\
             TAGS: SENV, NO\nSUBJECT: BIRD COUNT ON THE SOUTH COAST\n\n1. {first}Volunteers counted gulls.\n\n\
             2. {second}They saw four hundred.\n\n3. {third}Last year it was three hundred.\nLARSEN\n",
            self.head, self.year, self.class, self.serial, self.captions
        )
    }
}

fn findings(run: &Run) -> Vec<Value> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line.get("rule").is_some()).collect()
}

/// What is found, as `path:line:column message`.
fn check(place: &Place, arguments: &[&str]) -> Vec<String> {
    let run =
        place.run(&[&["check", "--select", "copies-disagree", "--format", "jsonl"], arguments].concat());
    assert!(run.code == 0, "{run:?}");
    let shown = |one: &Value| {
        let words =
            one["message"].as_str().unwrap().trim_start_matches("another copy of this cable differs in its ");
        format!("{}:{}:{} {words}", one["path"].as_str().unwrap(), one["line"], one["column"])
    };
    findings(&run).iter().map(shown).collect()
}

fn two(first: &str, second: &str) -> Vec<String> {
    check(&Place::new().file("a.txt", first).file("b.txt", second), &["."])
}

#[test]
fn a_level_captions_or_a_mark_that_differs_is_found_on_the_later_copy() {
    let first = CABLE.text();
    assert_eq!(
        two(&first, &Cable { class: "C O N F I D E N T I A L", ..CABLE }.text()),
        ["b.txt:5:1 level: UNCLASSIFIED in a.txt, line 5; CONFIDENTIAL here"]
    );
    assert_eq!(
        two(&first, &Cable { captions: "SIPDIS\n\n", ..CABLE }.text()),
        ["b.txt:7:1 captions: SENSITIVE, SIPDIS in a.txt, line 5; SIPDIS here"]
    );
    assert_eq!(
        two(&first, &Cable { captions: "", ..CABLE }.text()),
        ["b.txt:5:1 captions: SENSITIVE, SIPDIS in a.txt, line 5; (none) here"]
    );
    assert_eq!(
        two(&first, &Cable { captions: "NODIS\nSENSITIVE\nSIPDIS\n\n", ..CABLE }.text()),
        ["b.txt:7:1 captions: SENSITIVE, SIPDIS in a.txt, line 5; NODIS, SENSITIVE, SIPDIS here"]
    );
    assert_eq!(
        two(&first, &Cable { marks: ["(SBU) ", "(C/NF) ", "(U) "], ..CABLE }.text()),
        ["b.txt:16:4 mark of paragraph 2: (U) in a.txt, line 5; (C/NF) here"]
    );
    let subject = |mark: &str| first.replace("SUBJECT: ", &format!("SUBJECT: {mark} "));
    assert_eq!(
        two(&subject("(U)"), &subject("(SBU)")),
        ["b.txt:12:10 mark of the subject: (U) in a.txt, line 5; (SBU) here"]
    );
}

#[test]
fn what_one_copy_merely_lacks_or_writes_otherwise_is_no_disagreement() {
    let first = CABLE.text();
    let from = |needle: &str| first.split_at(first.find(needle).unwrap()).1.to_owned();
    let transmission = "VZCZCXYZ0007\nPP RUEHWEB\nDE RUEHNY #0160 0411200\nZNR UUUUU ZZH\n";
    let released = "RELEASE IN PART B6\n\n";
    let near_misses = [
        ("another serial", Cable { serial: "000161", class: "S E C R E T", ..CABLE }.text()),
        ("another year", Cable { year: "08", class: "S E C R E T", ..CABLE }.text()),
        ("another section", first.replace("UNCLAS OSLO", "S E C R E T SECTION 02 OF 02 OSLO")),
        ("the first of two sections", first.replace("UNCLAS OSLO", "UNCLAS SECTION 01 OF 02 OSLO")),
        ("with its transmission lines", Cable { head: transmission, ..CABLE }.text()),
        ("without a date", from("UNCLAS")),
        ("the body alone", from("1. ")),
        (
            "an extract",
            Cable { head: "This record is a partial extract of the original cable\n", captions: "", ..CABLE }
                .text(),
        ),
        (
            "cut off",
            Cable { captions: "", ..CABLE }.text().split("\n\n2.").next().unwrap().to_owned() + " ...",
        ),
        (
            "captions in another order, twice",
            Cable { captions: "SIPDIS\nSENSITIVE\nSIPDIS\n\n", ..CABLE }.text(),
        ),
        ("captions masked", Cable { captions: "XXXXXXXXXXXX\nSIPDIS\n\n", ..CABLE }.text()),
        ("released without captions", Cable { head: released, captions: "", ..CABLE }.text()),
        ("a mark masked", Cable { marks: ["(SBU) ", "(XX) ", "(SBU) "], ..CABLE }.text()),
        ("a mark missing", Cable { marks: ["(SBU) ", "", "(SBU) "], ..CABLE }.text()),
        ("no marks", Cable { marks: ["", "", ""], ..CABLE }.text()),
        ("a paragraph missing", first.replace("2. (U) They saw four hundred.\n\n", "")),
        ("other line ends", first.replace('\n', "\r\n")),
        ("the same", first.clone()),
    ];
    // All in one run, each pair with a serial of its own, both ways round.
    let mut place = Place::new();
    for (number, (what, second)) in near_misses.iter().enumerate() {
        for (way, [one, other]) in [("there", [&first, second]), ("back", [second, &first])] {
            let serial = format!("000{}{number:02}", if way == "there" { 2 } else { 3 });
            let own = |text: &str| text.replace("000160", &serial);
            let name = |file: &str| format!("{what}/{way}/{file}.txt");
            place = place.file(&name("a"), own(one)).file(&name("b"), own(other));
        }
    }
    assert_eq!(check(&place, &["."]), [""; 0]);
    let noforn =
        |mark: &'static str| Cable { class: "S E C R E T", marks: [mark, "(U) ", "(U) "], ..CABLE }.text();
    assert_eq!(two(&noforn("(S/NF) "), &noforn("(S//NF) ")), [""; 0], "another separator");
    let declassified = "Declassified/Released US Department of State EO Systematic Review 20 Mar 2014\n";
    let second = Cable { head: declassified, ..CABLE }.text();
    assert_eq!(two(&Cable { class: "S E C R E T", ..CABLE }.text(), &second), [""; 0], "declassified");
}

#[test]
fn copies_are_found_wherever_they_stand_in_any_order_and_with_any_number_of_threads() {
    let mut place = Place::new();
    for number in 0..300 {
        let filler =
            Cable { serial: "000900", ..CABLE }.text().replace("000900", &format!("{:06}", 1_000 + number));
        place = place.file(&format!("c/{number}.txt"), filler);
    }
    let second = Cable { class: "C O N F I D E N T I A L", ..CABLE }.text();
    let third = Cable { captions: "SIPDIS\n\n", ..CABLE }.text();
    let place = place.file("a/1.txt", CABLE.text()).file("d/2.txt", second).file("b/3.txt", third);
    let expected = [
        "b/3.txt:7:1 captions: SENSITIVE, SIPDIS in a/1.txt, line 5; SIPDIS here",
        "d/2.txt:5:1 level: UNCLASSIFIED in a/1.txt, line 5; CONFIDENTIAL here",
    ];
    for threads in ["1", "8"] {
        assert_eq!(check(&place, &["--threads", threads, "."]), expected, "{threads} threads");
    }
    for order in [["a", "b", "c", "d"], ["d", "c", "b", "a"], ["c", "a", "d", "b"]] {
        assert_eq!(check(&place, &order), expected, "{order:?}");
    }
    assert_eq!(check(&place, &["b/3.txt"]), [""; 0], "alone");
}

#[test]
fn copies_in_one_file_and_in_an_archive_are_compared_too() {
    let between = Cable { serial: "000161", ..CABLE }.text();
    let second = Cable { marks: ["(SBU) ", "(U) ", "(U) "], ..CABLE }.text();
    let both = format!("{}\n{between}\n{second}", CABLE.text());
    let found = "mark of paragraph 3: (SBU) in box.txt, line 5; (U) here";
    let place = Place::new().file("box.txt", &both);
    assert_eq!(check(&place, &["box.txt"]).iter().filter(|one| one.ends_with(found)).count(), 1);
    let stdin = place
        .run_with_stdin(&["check", "--select", "copies-disagree", "--format", "short", "-"], both.as_bytes());
    assert!(stdin.stdout.contains("mark of paragraph 3"), "{stdin:?}");
    let alone = place.run_with_stdin(&["check", "--select", "copies-disagree", "-q", "-"], second.as_bytes());
    assert_eq!(alone.stdout, "");

    let archive = zip(&[("x/1.txt", CABLE.text().as_bytes()), ("x/2.txt", second.as_bytes())]);
    let place = Place::new().file("box.zip", archive);
    let found = check(&place, &["box.zip"]);
    assert_eq!(
        found,
        ["box.zip!/x/2.txt:18:4 mark of paragraph 3: (SBU) in box.zip!/x/1.txt, line 5; (U) here"]
    );
}

#[test]
fn a_disagreement_is_excused_and_counted_like_any_finding() {
    let files = || {
        let second = Cable { marks: ["(SBU) ", "(SBU) ", "(SBU) "], ..CABLE }.text();
        Place::new().file("in/a.txt", CABLE.text()).file("in/b.txt", second)
    };
    let arguments = ["check", "--fail-on", "warning", "--format", "jsonl", "in"];
    let run = files().run(&arguments);
    assert_eq!((run.code, findings(&run).len()), (1, 1), "{run:?}");
    let print = findings(&run)[0]["fingerprint"].as_str().unwrap().to_owned();
    let entry = format!(
        "suppressions:\n  - {{ rule: copies-disagree, path: 'in/*', fingerprint: '{print}', reason: marked anew }}\n"
    );
    let run = files().file("cablelint-ignore.yaml", entry).run(&arguments);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(findings(&run)[0]["excused"]["by"], "suppression");
    let place = files();
    place.run(&[&arguments[..], &["--write-baseline", "known.txt"]].concat());
    let run = place.run(&[&arguments[..], &["--baseline", "known.txt"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(findings(&run)[0]["excused"]["by"], "baseline");
    let run = files().run(&["check", "--ignore", "copies-disagree", "--format", "jsonl", "in"]);
    assert!(!run.stdout.contains("copies-disagree"), "{run:?}");
}

#[test]
fn no_report_on_copies_holds_text() {
    let second = Cable { marks: ["(C) ", "(U) ", "(U) "], ..CABLE }.text();
    let place = Place::new().file("a.txt", CABLE.text()).file("b.txt", second);
    for format in ["short", "json", "jsonl", "sarif", "markdown", "html", "junit", "gitlab", "github"] {
        let run = place.run(&["check", "--select", "copies-disagree", "--format", format, "."]);
        assert!(run.stdout.contains("paragraph 1") && !run.stdout.contains("gulls"), "{format}: {run:?}");
    }
}

/// What one copy shows and another does not is looked at in each: a mark that stands in the less full one only
/// was once dropped with it.
#[test]
fn of_two_whole_copies_in_a_file_each_is_checked() {
    let wrong = Cable { marks: ["(S) ", "(U) ", "(U) "], ..CABLE }.text();
    let more = CABLE.text().replace("LARSEN\n", "4. (U) They will be counted again.\nLARSEN\n");
    for both in [wrong.clone() + &more, more.clone() + &wrong] {
        let place = Place::new().file("a.txt", &both);
        let run = place.run(&["check", "--select", "portion-above-banner", "--format", "jsonl", "a.txt"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert_eq!(findings(&run).len(), 1, "{run:?}");
    }
}
