//! The `cablelint` program.
#![allow(clippy::print_stdout, clippy::unwrap_used)]
use cablelint::{
    lint,
    rule::{RuleSet, Source, examples},
    text::Text,
};
fn main() {
    let rules = RuleSet::load(&[Source::Pack("state-cable".into())], &|_| Err("no".into()));
    let rules = match rules {
        Ok(r) => r,
        Err(d) => {
            for d in d.iter() {
                println!("{d}");
            }
            return;
        }
    };
    if std::env::args().len() == 1 {
        for outcome in examples::run(&rules) {
            if !outcome.verdict.passed() {
                println!(
                    "{} #{}: {} {:?} {:?} want {:?}",
                    rules.rules()[outcome.rule].id,
                    outcome.example,
                    outcome.verdict.name(),
                    outcome.underlined,
                    outcome.not_checkable,
                    rules.rules()[outcome.rule].examples[outcome.example].flagged
                );
            }
        }
    }
    let selection = rules.select(&[], &[]).unwrap();
    for path in std::env::args().skip(1) {
        let text = Text::decode(std::fs::read(&path).unwrap());
        for report in lint::lint(
            &text,
            &rules,
            lint::Options { selection: &selection, circumstances: Default::default() },
        ) {
            for f in report.findings {
                let p = text.position(f.span.start);
                println!(
                    "{path}:{}:{}: {}[{}]: {}",
                    p.line,
                    p.column,
                    f.severity.name(),
                    rules.rules()[f.rule].id,
                    f.message
                );
            }
        }
    }
}
