#![allow(clippy::unwrap_used)]

use super::*;

const ONE: &str = "v1:11112233445566778899aabbccddeeff";
const TWO: &str = "v1:22222233445566778899aabbccddeeff";

fn finding<'a>(path: &'a str, fingerprint: &'a str) -> Known<'a> {
    Known { path, rule: "tags-missing", fingerprint }
}

fn written(baseline: &Baseline) -> String {
    let mut out = Vec::new();
    baseline.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn read(content: &str) -> Result<Baseline, Unreadable> {
    Baseline::read(&Text::decode(content.as_bytes().to_vec()), false)
}

#[test]
fn a_baseline_is_sorted_and_comes_back() {
    let mut baseline = Baseline::new(By::Fingerprint, false);
    for one in [finding("b.txt", ONE), finding("a.txt", TWO), finding("a.txt", ONE), finding("a.txt", ONE)] {
        baseline.add(one);
    }
    let text = written(&baseline);
    assert_eq!(
        text,
        format!(
            "# cablelint baseline 1: fingerprints\n{ONE} tags-missing a.txt\n{ONE} tags-missing a.txt\n\
             {TWO} tags-missing a.txt\n{ONE} tags-missing b.txt\n"
        )
    );
    assert_eq!(written(&read(&text).unwrap()), text);
    assert_eq!(written(&read(&text.replace('\n', "\r\n")).unwrap()), text);
}

#[test]
fn what_it_does_not_know_is_new() {
    let baseline =
        read(&format!("# cablelint baseline 1: fingerprints\n{ONE} tags-missing a.txt\n")).unwrap();
    let known = baseline.knows(&[finding("a.txt", ONE), finding("a.txt", TWO)]);
    assert_eq!(known, [true, false]);
    assert_eq!(baseline.knows(&[finding("b.txt", ONE)]), [false]);
}

#[test]
fn with_counts_one_more_makes_all_count() {
    let mut baseline = Baseline::new(By::Count, false);
    baseline.add(finding("a.txt", ONE));
    assert_eq!(baseline.knows(&[finding("a.txt", TWO)]), [true]);
    assert_eq!(baseline.knows(&[finding("a.txt", TWO), finding("a.txt", ONE)]), [false, false]);
    assert_eq!(written(&baseline), "# cablelint baseline 1: counts\n1 tags-missing a.txt\n");
}

#[test]
fn what_is_not_found_any_more_is_stale_where_it_was_looked_for() {
    let content = format!(
        "# cablelint baseline 1: fingerprints\n{ONE} tags-missing a.txt\n{TWO} tags-missing a.txt\n\
         {ONE} tags-missing b.txt\n"
    );
    let text = Text::decode(content.into_bytes());
    let mut baseline = Baseline::read(&text, false).unwrap();
    baseline.checked("a.txt", &[finding("a.txt", ONE)], &|_| true);
    let used = baseline.used(&text);
    assert_eq!((used.entries, used.stale), (3, 1));
    assert!(text.slice(used.span).starts_with(TWO));
    assert_eq!(written(&baseline.pruned()).lines().count(), 3);
    let close = |gone: bool| {
        let mut baseline = baseline.clone();
        baseline.close(&|_| gone);
        (baseline.used(&text).stale, written(&baseline.pruned()).lines().count())
    };
    assert_eq!(close(true), (2, 2), "the other file is gone");
    assert_eq!(close(false), (1, 3), "its rule did not run");
    baseline.checked("b.txt", &[], &|rule| rule != "tags-missing");
    assert_eq!((baseline.used(&text).stale, written(&baseline.pruned()).lines().count()), (1, 3));
}

#[test]
fn it_is_read_strictly() {
    assert_eq!(read("").unwrap_err(), Unreadable::Header);
    assert_eq!(read("# cablelint baseline 2: fingerprints\n").unwrap_err(), Unreadable::Header);
    let header = "# cablelint baseline 1: fingerprints\n";
    assert_eq!(read(&format!("{header}\n# a word\nv1:1 a b\n")).unwrap_err(), Unreadable::Line(4));
    assert_eq!(read("# cablelint baseline 1: fingerprints, keyed\n").unwrap_err(), Unreadable::Key(true));
    assert!(read("# cablelint baseline 1: counts, keyed\n").is_ok());
}
