//! Facts that are alike: to look at one of each sort says what looking at all of them says.

use proptest::prelude::*;

use super::*;
use crate::document::Place;

/// More rules than attributes they ask; some compare with the document.
const RULES: [&str; 9] = [
    "for: portion\nforbid: { level: { above: banner.level } }",
    "for: portion\nwhen: { document.partial: false }\nforbid: { controls: { has: SBU } }",
    "for: portion\nwhen: { where: subject }\nrequire: { level: present }",
    "for: portion\nwhen: { level: present }\nforbid: { where: heading }",
    "for: portion\nrequire: { level: { same-as: banner.level } }",
    "for: paragraph\nrequire: { mark: present }",
    "for: portion\nforbid: { level: present, any: [{ where: heading }, { portions: { any: { controls: { has: SBU } } } }] }",
    "for: portion\nrequire: { not: { portions.level: { has: U } } }",
    "for: portion\nwhen: { any: [{ level: present }, { portions: { count: { above: 3 } } }] }\nforbid: { where: subject }",
];

/// To look at all facts of a kind for each of them would take the square of their number.
#[test]
fn a_list_that_is_the_same_for_every_fact_is_walked_once() {
    let questions = |keys: &str| {
        let set = load(&format!("rules:\n{}", rule("one", keys)));
        set.unwrap_or_else(|defects| panic!("{defects:#?}")).questions
    };
    assert_eq!(
        questions("for: portion\nforbid: { level: C, any: [{ portions: { any: { level: S } } }] }"),
        1
    );
    assert_eq!(questions("for: portion\nrequire: { portions.level: { has: U } }"), 1);
    assert_eq!(questions("for: portion\nwhen: { portions.level: { has: U } }\nrequire: { level: C }"), 1);
    assert_eq!(
        questions("for: portion\nforbid: { paragraphs: { any: { portions: { any: { level: S } } } } }"),
        2
    );
    // The elements are compared with the fact.
    assert_eq!(questions("for: portion\nforbid: { portions.level: { has: { same-as: level } } }"), 0);
}

fn place() -> impl Strategy<Value = Place> {
    proptest::sample::select(vec![Place::Paragraph, Place::Subject, Place::Heading])
}

proptest! {
    #[test]
    fn facts_that_are_alike_are_found_alike(
        picks in proptest::collection::vec((proptest::bool::ANY, place(), proptest::bool::ANY), 0..14),
        known in proptest::bool::ANY,
    ) {
        let content: String = (0..).zip(RULES).map(|(number, keys)| rule(&format!("rule-{number}"), keys)).collect();
        let rules = load(&format!("rules:\n{content}")).unwrap_or_else(|defects| panic!("{defects:#?}"));
        let (text, mut document) = cable(rules.register());
        let portion = |(at, (sensitive, place, level)): (usize, (bool, Place, bool))| {
            let print = PrintedMark {
                level: rules.register().level(if sensitive { "U" } else { "C" }).filter(|_| level),
                controls: sensitive.then(|| "SBU".to_owned()).into_iter().collect(),
                ..PrintedMark::default()
            };
            Portion { mark: Mark::new(Span::new(at, at + 1), print), place, ..Portion::default() }
        };
        document.portions = picks.into_iter().enumerate().map(portion).collect();
        if !known {
            document.parts.retain(|part| *part != Part::Banner);
            document.banner = None;
        }
        let facts = facts(&text, &document, rules.register(), Circumstances::default());
        let (mut all, mut alone) = (Vec::new(), Vec::new());
        for (index, rule) in rules.rules().iter().enumerate() {
            if let Outcome::NotCheckable(reason) = rule.check(index, &facts, &mut all) {
                alone.push((index, reason));
            }
        }
        let (mut grouped, mut together, answers) = (Vec::new(), Vec::new(), rules.answers());
        let selection = rules.select(&[], &[]).unwrap_or_else(|unknown| panic!("{unknown:?}"));
        for group in selection.by_kind(DocumentKind::Cable) {
            together.extend(group.check(&rules, &facts, &answers, &mut grouped));
        }
        all.sort_by_key(|finding| (finding.span, finding.rule));
        grouped.sort_by_key(|finding| (finding.span, finding.rule));
        together.sort();
        prop_assert_eq!(all, grouped);
        prop_assert_eq!(alone, together);
    }
}
