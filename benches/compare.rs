//! What comparing an original with its release costs: two files of 1 and of 10 MB with a redaction in
//! every paragraph. The texts are generated. Two files of 10 MB are to take less than two seconds.

mod words;

use std::fmt::Write;
use std::hint::black_box;

use cablelint::exposure::Surroundings;
use cablelint::fact::Circumstances;
use cablelint::lint::{Options, lint_comparison};
use cablelint::rule::{RuleSet, Selection, Source};
use cablelint::text::Text;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use words::WORDS;

/// An original of about this many bytes, and its release: a name is redacted in each paragraph, in a
/// few also a line is gone.
fn pair(bytes: usize) -> (String, String) {
    let (mut original, mut released) = (String::new(), String::new());
    let mut state = 1_u32;
    let mut number = 0;
    while original.len() < bytes {
        number += 1;
        let mut line = String::new();
        for _ in 0..60 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let word = WORDS.get((state >> 28) as usize).copied().unwrap_or_default();
            line.push_str(word);
            line.push(if state & 0xF000 == 0 { '\n' } else { ' ' });
        }
        let _ = write!(original, "{number}. Mr. Velkov{number} said: {line}\nThe end of it.\n\n");
        let end = if number % 50 == 0 { "" } else { "The end of it.\n" };
        let _ = write!(released, "{number}. Mr. [name not declassified] said: {line}\n{end}\n");
    }
    (original, released)
}

fn rules() -> (RuleSet, Selection) {
    let rules = RuleSet::load(&[Source::Pack("compare".to_owned())], &|_| Err("no files here".to_owned()))
        .unwrap_or_else(|_| std::process::abort());
    let selection = rules.select(&[], &[]).unwrap_or_else(|_| std::process::abort());
    (rules, selection)
}

fn compare(criterion: &mut Criterion) {
    let (rules, selection) = rules();
    let options = Options { selection: &selection, circumstances: Circumstances::default(), key: None };
    let mut group = criterion.benchmark_group("compare");
    group.sample_size(10);
    for megabytes in [1, 10] {
        let (original, released) = pair(megabytes << 20);
        group.throughput(Throughput::Bytes(original.len() as u64));
        let name = BenchmarkId::from_parameter(format!("{megabytes} MB"));
        group.bench_with_input(name, &(original, released), |bencher, (original, released)| {
            bencher.iter(|| {
                let decode = |text: &str| Text::decode(black_box(text).as_bytes().to_vec());
                lint_comparison(
                    &decode(original),
                    &decode(released),
                    Surroundings::default(),
                    &rules,
                    options,
                )
                .totals
                .redactions
            });
        });
    }
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);
