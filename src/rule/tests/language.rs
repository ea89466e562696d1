//! What conditions, messages and intervals mean.

use super::*;

/// What a condition says of the document.
fn holds(condition: &str) -> &'static str {
    match run(&format!("for: document\nrequire: {{ {condition} }}")).0 {
        Outcome::Clean => "true",
        Outcome::Flagged => "false",
        Outcome::NotCheckable(_) => "unknown",
        Outcome::DoesNotApply => "?",
    }
}

#[test]
fn an_attribute_that_the_copy_cannot_have_is_unknown_also_under_not() {
    assert_eq!(holds("station.serial: 160"), "unknown");
    assert_eq!(holds("station: present"), "unknown");
    assert_eq!(holds("not: { station.serial: 160 }"), "unknown");
    assert_eq!(holds("station.serial: { not: { is: 160 } }"), "unknown");
    assert_eq!(holds("any: [{ station: present }, { banner: present }]"), "true");
    assert_eq!(holds("any: [{ station: present }, { banner: absent }]"), "unknown");
    assert_eq!(holds("all: [{ station: present }, { banner: absent }]"), "false");
    assert_eq!(holds("station: present, banner: present"), "unknown");
    assert_eq!(holds("addressees: { count: 0 }"), "unknown");
    assert_eq!(holds("addressees.plad: { has: X }"), "unknown");
    assert_eq!(holds("document.date: { after: 1995-10-14 }"), "unknown");
}

#[test]
fn tests_of_what_is_absent_are_false() {
    assert_eq!(holds("order.number: present"), "false");
    assert_eq!(holds("order.number: absent"), "true");
    assert_eq!(holds("order.number: \"12958\""), "false");
    assert_eq!(holds("not: { order.number: \"12958\" }"), "true");
    assert_eq!(holds("order.number: { not: { is: \"12958\" } }"), "true");
    assert_eq!(holds("subject.level: { above: U }"), "false");
    assert_eq!(holds("subject.level: { same-as: document.level }"), "false");
    assert_eq!(holds("tag-line.tags: { has: PREL }"), "false");
    assert_eq!(holds("tag-line.tags: { all: { is: PREL } }"), "false");
    assert_eq!(holds("tag-line.tags: { none: { is: PREL } }"), "true");
}

#[test]
fn lists_are_asked_for_elements() {
    assert_eq!(holds("portions.controls: { has: SBU }"), "true");
    assert_eq!(holds("portions.controls: { has: NF }"), "false");
    assert_eq!(holds("portions: { count: 2 }"), "true");
    assert_eq!(holds("portions: { count: { above: 1, below: 3 } }"), "true");
    assert_eq!(holds("portions: { has: SBU }"), "true");
    assert_eq!(holds("portions: { any: { mark: C, level: { above: banner.level } } }"), "true");
    assert_eq!(holds("portions: { all: { level: { above: banner.level } } }"), "false");
    assert_eq!(holds("portions: { none: { mark: S } }"), "true");
    assert_eq!(holds("portions: { not: { count: 2 } }"), "false");
    assert_eq!(holds("portions.level: { any: { is: C } }"), "true");
    // The third paragraph has no mark, and so no level that would have to fit.
    assert_eq!(holds("paragraphs.level: { all: { in: [U, C] } }"), "true");
    assert_eq!(holds("captions: { all: { is: SIPDIS } }"), "true");
    assert_eq!(holds("paragraphs.number: { count: { is: 3 } }"), "true");
}

#[test]
fn levels_are_a_partial_order() {
    assert_eq!(holds("document.highest: { above: LOU }"), "true");
    assert_eq!(holds("document.highest: { below: S }"), "true");
    assert_eq!(holds("document.level: { above: R }"), "false");
    assert_eq!(holds("document.highest: { above: document.level }"), "true");
}

#[test]
fn a_level_is_named_by_its_symbol_or_its_name() {
    assert_eq!(holds("document.highest: { below: SECRET }"), "true");
    assert_eq!(holds("document.highest: { above: Limited Official Use }"), "true");
    assert_eq!(holds("document.level: UNCLASSIFIED"), "true");
    assert_eq!(holds("document.level: { in: [s, c] }"), "false");
}

#[test]
fn a_pattern_fits_the_whole_value() {
    assert_eq!(holds("banner.text: { matches: 'UNCLAS|OSLO' }"), "false");
    assert_eq!(holds("banner.text: { matches: 'UNCLAS .*' }"), "true");
    assert_eq!(holds("banner.text: { matches: 'unclas .*' }"), "false");
}

#[test]
fn a_rule_looks_at_every_fact_of_its_kind() {
    let keys = "for: portion\nwhen: { level: present }\nforbid: { level: { above: banner.level } }\n\
                message: \"marked {mark} ({level}), not {banner.text}; marks: {portions.mark}\"\n\
                related: { banner: the banner line, order: the order }";
    let (outcome, findings, text) = run(keys);
    assert_eq!(outcome, Outcome::Flagged);
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.message, "marked C (CONFIDENTIAL), not UNCLAS OSLO 000160; marks: SBU, C");
    assert_eq!(text.slice(finding.span), "(C)");
    let related: Vec<_> = finding.related.iter().map(|place| text.slice(place.span)).collect();
    assert_eq!(related, ["UNCLAS OSLO 000160"]);
}

#[test]
fn an_attribute_with_a_place_can_be_underlined() {
    let (_, findings, text) = run("for: banner\nforbid: { spaced: false }\nat: word");
    assert_eq!(findings.iter().map(|finding| text.slice(finding.span)).collect::<Vec<_>>(), ["UNCLAS"]);
}

#[test]
fn a_procedure_gives_values_and_places() {
    let keys = "for: document\nprocedure: { name: paragraph-sequence, with: { report: gap } }\n\
                message: \"{number} follows {previous}; {expected} was expected\"\n\
                related: { previous: the paragraph before }";
    let (_, findings, text) = run(keys);
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.message, "4 follows 2; 3 was expected");
    assert_eq!(text.slice(finding.span), "4");
    assert_eq!(finding.related.first().map(|place| text.slice(place.span)), Some("2"));
}

#[test]
fn what_is_missing_makes_a_rule_not_checkable_and_says_why() {
    let reason = |keys: &str| match run(keys).0 {
        Outcome::NotCheckable(reason) => reason.to_string(),
        outcome => format!("{outcome:?}"),
    };
    assert_eq!(reason("for: station\nforbid: { serial: 1 }"), "no transmission part");
    assert_eq!(reason("for: document\nneeds: [address]\nforbid: { serial: 1 }"), "no address part");
    assert_eq!(reason("for: document\nneeds: [order]\nforbid: { serial: 1 }"), "no order");
    assert_eq!(reason("for: document\nneeds: [date]\nforbid: { serial: 1 }"), "no date");
    assert_eq!(reason("for: document\nin-force: { from: 1995-10-14 }\nforbid: { serial: 1 }"), "no date");
    assert_eq!(reason("for: document\nwhen: { document.date: present }\nforbid: { serial: 1 }"), "no date");
    assert_eq!(
        reason("for: document\nin-force: { until: 1995-10-14, by: release }\nforbid: { serial: 1 }"),
        "no release date"
    );
    assert_eq!(reason("for: order\nforbid: { known: false }"), "DoesNotApply");
    assert_eq!(reason("for: document\nwhen: { serial: present }\nforbid: { serial: 1 }"), "DoesNotApply");
}

#[test]
fn a_rule_is_in_force_from_its_first_day_to_the_day_before_its_end() {
    let keys =
        "for: document\nin-force: { from: 1995-10-14, until: 2003-09-22 }\nforbid: { banner: present }";
    let rules =
        load(&format!("rules:\n{}", rule("one", keys))).unwrap_or_else(|defects| panic!("{defects:?}"));
    let on = |date: &str| {
        let date = date.parse().ok();
        run_with(&rules, Circumstances { date, ..Circumstances::default() }).0
    };
    assert_eq!(on("1995-10-13"), Outcome::DoesNotApply);
    assert_eq!(on("1995-10-14"), Outcome::Flagged);
    assert_eq!(on("2003-09-21"), Outcome::Flagged);
    assert_eq!(on("2003-09-22"), Outcome::DoesNotApply);
}

#[test]
fn a_file_says_when_its_rules_are_in_force_and_what_of_undated_documents() {
    let keys = "for: document\nforbid: { banner: present }";
    let file = |days: &str| format!("in-force: {days}\nrules:\n{}", rule("one", keys));
    let outcome = |days: &str, date: Option<&str>| {
        let rules = load(&file(days)).unwrap_or_else(|defects| panic!("{defects:?}"));
        let date = date.and_then(|date| date.parse().ok());
        run_with(&rules, Circumstances { date, ..Circumstances::default() }).0
    };
    let days = "{ from: 2000-01-01, undated: true }";
    assert_eq!(outcome(days, Some("1999-12-31")), Outcome::DoesNotApply);
    assert_eq!(outcome(days, Some("2000-01-01")), Outcome::Flagged);
    assert_eq!(outcome(days, None), Outcome::Flagged, "it is taken for a new document");
    assert!(matches!(outcome("{ from: 2000-01-01 }", None), Outcome::NotCheckable(_)));
}
