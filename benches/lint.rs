//! What checking costs: bytes a second over ordinary cables, and how the cost grows with the size of a
//! file and with the number of findings. The cables are generated; no corpus is needed.

use std::hint::black_box;

use cablelint::document::of_marking;
use cablelint::fact::{Circumstances, Kind};
use cablelint::lint::{Options, lint, lint_marking};
use cablelint::pack::DEFAULT;
use cablelint::rule::{RuleSet, Selection, Source};
use cablelint::text::Text;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const HEADER: &str = "\
VZCZCXRO4173
OO RUEHLN RUEHVK
DE RUEHMO #0820/01 0851645
ZNR UUUUU ZZH
O 251645Z MAR 08
FM AMEMBASSY MOSCOW
TO RUEHC/SECSTATE WASHDC IMMEDIATE 7292
INFO RUEHDX/MOSCOW POLITICAL COLLECTIVE PRIORITY
RUEKJCS/SECDEF WASHDC PRIORITY

UNCLAS SECTION 01 OF 02 MOSCOW 000820

SENSITIVE
SIPDIS

DEPT FOR EUR/RUS, EUR/PRA

E.O. 12958: N/A
TAGS: PARM PREL RS
SUBJECT: HARBOR MASTERS MEET IN SPRING

REF: A. STATE 11234
     B. 07 MOSCOW 5310

";

/// Words of a harmless trade report; the generator walks through them with a fixed stride.
const WORDS: [&str; 24] = [
    "the",
    "harbor",
    "council",
    "met",
    "with",
    "Ministry",
    "of",
    "Trade",
    "officials",
    "to",
    "discuss",
    "fees",
    "for",
    "berths",
    "and",
    "storage;",
    "the",
    "annex",
    "lists",
    "open",
    "questions",
    "(see",
    "there)",
    "below",
];

/// Lines of about 65 characters, `paragraphs` numbered paragraphs of ten lines each.
fn body(paragraphs: usize, mark: impl Fn(usize) -> &'static str) -> String {
    let mut text = String::new();
    let mut word = 0;
    for number in 1..=paragraphs {
        text.push_str(&number.to_string());
        text.push_str(". (");
        text.push_str(mark(number));
        text.push_str(") ");
        for _ in 0..10 {
            let mut column = 0;
            while column < 60 {
                let next = WORDS.get(word % WORDS.len()).copied().unwrap_or_default();
                text.push_str(next);
                text.push(' ');
                column += next.len() + 1;
                word += 7;
            }
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

fn cable(paragraphs: usize, mark: impl Fn(usize) -> &'static str) -> String {
    format!("{HEADER}{}MOSCOW 00000820  002 OF 002\n\nBURNS\n", body(paragraphs, mark))
}

fn rules() -> (RuleSet, Selection) {
    let sources: Vec<Source> = DEFAULT.iter().map(|name| Source::Pack((*name).to_owned())).collect();
    let rules = RuleSet::load(&sources, &|_| Err("no files here".to_owned()))
        .unwrap_or_else(|_| std::process::abort());
    let selection = rules.select(&[], &[]).unwrap_or_else(|_| std::process::abort());
    (rules, selection)
}

fn findings(text: &str, rules: &RuleSet, selection: &Selection) -> usize {
    let options = Options { selection, circumstances: Circumstances::default(), key: None };
    let text = Text::decode(text.as_bytes().to_vec());
    lint(&text, rules, options).iter().map(|report| report.findings.len()).sum()
}

fn alternating(number: usize) -> &'static str {
    if number.is_multiple_of(2) { "U" } else { "SBU" }
}

/// An ordinary cable of twelve paragraphs, about 8 KB: decode, parse, all default rules.
fn ordinary(criterion: &mut Criterion) {
    let (rules, selection) = rules();
    let text = cable(12, alternating);
    let mut group = criterion.benchmark_group("ordinary cable");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("decode, parse, check", |bencher| {
        bencher.iter(|| findings(black_box(&text), &rules, &selection));
    });
    group.bench_function("decode, parse", |bencher| {
        bencher.iter(|| {
            let text = Text::decode(black_box(&text).as_bytes().to_vec());
            cablelint::document::split(&text, rules.register()).documents.len()
        });
    });
    group.finish();
}

/// One cable of 1, 4 and 16 MB: the cost must grow as the size does.
fn file_size(criterion: &mut Criterion) {
    let (rules, selection) = rules();
    let mut group = criterion.benchmark_group("file size");
    group.sample_size(10);
    for megabytes in [1, 4, 16] {
        // One paragraph number more than three digits is no head: a large cable has long paragraphs.
        let text =
            cable(40, alternating) + &body(1, |_| "U").replace("1. (U) ", "").repeat(megabytes * 1_600);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(format!("{megabytes} MB")),
            &text,
            |bencher, text| {
                bencher.iter(|| findings(black_box(text), &rules, &selection));
            },
        );
    }
    group.finish();
}

/// 1,000 redactions of names in cables of 1, 4 and 16 MB: the cost must grow as the size does, and not as the
/// product of redactions and words.
fn masked_names(criterion: &mut Criterion) {
    let (rules, selection) = rules();
    let mut group = criterion.benchmark_group("masked names");
    group.sample_size(10);
    for megabytes in [1, 4, 16] {
        let filler = body(1, |_| "U").replace("1. (U) ", "").repeat(megabytes * 1_600 / 1_000 + 1);
        let mask = |number: usize| {
            format!("The harbor master of berth {number}, XXXXXXXXXXXX, told us so.\n{filler}")
        };
        let text = cable(40, alternating) + &(0..1_000).map(mask).collect::<String>();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(megabytes), &text, |bencher, text| {
            bencher.iter(|| findings(black_box(text), &rules, &selection));
        });
    }
    group.finish();
}

/// 10 to 10,000 findings: portions marked above the banner, twelve cables' worth of text to a file.
fn finding_count(criterion: &mut Criterion) {
    let (rules, selection) = rules();
    let mut group = criterion.benchmark_group("findings");
    group.sample_size(10);
    for count in [10_u64, 100, 1_000, 10_000] {
        let mut text = HEADER.to_owned();
        for _ in 0..count {
            text.push_str("-- (C) the harbor council met with officials to discuss the fees\n");
        }
        group.throughput(Throughput::Elements(count));
        group.bench_with_input(BenchmarkId::from_parameter(count), &text, |bencher, text| {
            bencher.iter(|| findings(black_box(text), &rules, &selection));
        });
    }
    group.finish();
}

/// Marks one by one, as `cablelint mark` judges them: what 1,000 different ones cost.
fn marks(criterion: &mut Criterion) {
    let (rules, _) = rules();
    let selection = rules.about(&[Kind::Marking, Kind::Flaw]);
    let marks: Vec<Text> = (0..1_000).map(mark).collect();
    let mut group = criterion.benchmark_group("marks");
    group.throughput(Throughput::Elements(1_000));
    group.bench_function("1000 different", |bencher| {
        bencher.iter(|| {
            let options =
                Options { selection: &selection, circumstances: Circumstances::default(), key: None };
            let judged = marks.iter().map(|mark| {
                let document = of_marking(black_box(mark), None, None, rules.register());
                lint_marking(mark, &document, &rules, options)
            });
            judged.map(|report| report.findings.len()).sum::<usize>()
        });
    });
    group.finish();
}

/// The mark of a number: levels, SCI and dissemination controls in turn, every seventh one misspelt.
fn mark(number: usize) -> Text {
    let turn = |words: &'static [&'static str]| words.get(number % words.len()).copied().unwrap_or_default();
    let level = turn(&["U", "C", "S", "TS"]);
    let system = turn(&["//SI", "//TK", "//HCS-P", "//SI-G ABCD", ""]);
    let control = turn(&["NF", "OC/NF", "REL TO USA, AUS, GBR", "RELIDO", "PR/NF", "NF/FISA", "NFO"]);
    Text::decode(format!("({level}{system}-{:03}//{control})", number / 10).into_bytes())
}

criterion_group!(benches, ordinary, file_size, masked_names, finding_count, marks);
criterion_main!(benches);
