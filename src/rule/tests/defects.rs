//! Every class of defect, at its exact place, and all of a file in one run.

use super::*;

/// `line:column message [help]` of every defect; the keys of the rule begin in line 4.
fn defects(keys: &str) -> Vec<String> {
    let content = format!("rules:\n  - id: one\n    basis: [test]\n{}", keys_of(keys));
    of_file(&content)
}

fn keys_of(keys: &str) -> String {
    let rest = "summary: one\nseverity: error\nmessage: wrong\nhelp: fix it\nexplain: why\n\
                examples: [{ kind: cable, text: x, flagged: x }, { kind: cable, text: x, clean: true }]";
    let given: Vec<_> = keys.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect();
    let default =
        rest.lines().filter(|line| line.split_once(':').is_none_or(|(key, _)| !given.contains(&key)));
    keys.lines().chain(default).map(|line| format!("    {line}\n")).collect()
}

fn of_file(content: &str) -> Vec<String> {
    let defects = load(content).err().unwrap_or_default();
    let show = |defect: &crate::yaml::Defect| {
        let help = defect.help.as_ref().map(|help| format!(" [{help}]")).unwrap_or_default();
        format!("{}:{} {}{help}", defect.line, defect.column, defect.message)
    };
    defects.iter().map(show).collect()
}

#[test]
fn misspelt_words_are_found_with_what_was_meant() {
    assert_eq!(
        defects("for: potion\nforbid: { level: C }"),
        ["4:10 unknown kind of fact `potion` [did you mean `portion`?]"]
    );
    assert_eq!(
        defects("for: portion\nforbid: { levle: C }"),
        ["5:15 `levle` is neither an attribute of a portion nor a kind of fact [did you mean `level`?]"]
    );
    assert_eq!(
        defects("for: portion\nforbid: { banner.levle: C }"),
        ["5:15 a banner has no attribute `levle` [did you mean `level`?]"]
    );
    assert_eq!(
        defects("for: portion\nforbid: { level: { abov: C } }"),
        ["5:24 unknown operator `abov` [did you mean `above`?]"]
    );
    assert_eq!(
        defects("for: document\nprocedure: { name: page-sequense }"),
        ["5:24 unknown procedure `page-sequense` [did you mean `page-sequence`?]"]
    );
    assert_eq!(
        defects("for: portion\nneeds: [baner]\nforbid: { level: C }"),
        ["5:13 `baner` is neither a part nor a kind of fact nor `date` [did you mean `banner`?]"]
    );
    assert_eq!(
        defects("for: portion\nrequires: { level: C }\nforbid: { level: C }"),
        ["5:5 unknown key `requires` [did you mean `require`?]"]
    );
    assert_eq!(
        defects("for: portion\nseverity: warn\nforbid: { level: C }"),
        ["5:15 unknown severity `warn` [severities: error, warning, note, off]"]
    );
}

#[test]
fn types_are_proved() {
    let one = |keys: &str| defects(keys).join(" | ");
    assert_eq!(
        one("for: banner\nforbid: { text: { above: C } }"),
        "5:23 `above` does not go with `text`, which is a text [a text takes: is, in, matches, same-as, not]"
    );
    assert_eq!(
        one("for: banner\nforbid: { level: D }"),
        "5:22 the register has no level `D` [levels: U, R, LOU, C, S, TS]"
    );
    assert_eq!(
        one("for: banner\nforbid: { spaced: { is: 3 } }"),
        "5:29 expected a flag (true or false), found a number"
    );
    assert_eq!(
        one("for: order\nforbid: { number: 12958 }"),
        "5:23 expected a text, found a number [put it in quotes: \"12958\"]"
    );
    assert_eq!(
        one("for: order\nforbid: { date: { before: 2003-02-30 } }"),
        "5:31 `2003-02-30` is no calendar day [write YYYY-MM-DD, for example 2003-09-22]"
    );
    assert_eq!(
        one("for: banner\nforbid: { level: { above: order.date } }"),
        "5:31 `level` is a level, but `order.date` is a date"
    );
    assert_eq!(
        one("for: banner\nforbid: { text: { matches: '(' } }"),
        "5:32 this is no regular expression: unclosed group"
    );
    assert!(
        one("for: banner\nforbid: { text: { matches: 'a{9999}{999}' } }").contains("no regular expression")
    );
    assert_eq!(
        one("for: banner\nforbid: { captions: SIPDIS }"),
        "5:25 `captions` is a list and cannot be tested as a whole \
         [use `has`, `any`, `all`, `none` or `count`, for example `count: { above: 0 }`]"
    );
    assert_eq!(
        one("for: banner\nforbid: { order: true }"),
        "5:22 of `order` itself only its presence can be tested \
         [write `order: present` or `order: absent`, or test an attribute: `order.number`]"
    );
    assert_eq!(
        one("for: caption\nforbid: { word: banner.word }"),
        "5:21 this compares with the word `banner.word`, not with its value \
         [write `{ same-as: banner.word }` to compare with the attribute]"
    );
}

#[test]
fn what_is_empty_is_a_defect() {
    assert_eq!(defects("for: banner\nforbid: {}"), ["5:13 this condition is empty"]);
    assert_eq!(defects("for: banner\nforbid: { any: [] }"), ["5:20 this list of conditions is empty"]);
    assert_eq!(defects("for: banner\nforbid: { text: {} }"), ["5:21 this test is empty"]);
    assert_eq!(
        defects("for: banner\nforbid: { text: { in: [] } }"),
        ["5:27 this list is empty, so nothing is in it"]
    );
    let interval = "in-force: { from: 2003-09-22, until: 2003-09-22 }\nfor: banner\nforbid: { level: C }";
    assert_eq!(
        defects(interval),
        [
            "4:15 the interval from 2003-09-22 until 2003-09-22 is empty [`from` is the first day, `until` the first day after]"
        ]
    );
}

#[test]
fn what_a_rule_points_at_must_be_offered() {
    let one = |keys: &str| defects(keys).join(" | ");
    assert_eq!(
        one("for: portion\nmessage: \"{mrak}\"\nforbid: { level: C }"),
        "5:14 nothing offers `{mrak}` [did you mean `mark`?]"
    );
    assert_eq!(
        one("for: document\nmessage: \"{numbr}\"\nprocedure: { name: paragraph-sequence, with: { report: gap } }").split(';').next_back(),
        Some(" the procedure offers: number, previous, expected]")
    );
    assert_eq!(
        one("for: banner\nat: text\nforbid: { level: C }").split(" [").next(),
        Some("5:9 `text` has no place of its own to underline")
    );
    assert_eq!(
        one("for: portion\nrelated: { baner: x }\nforbid: { level: C }"),
        "5:16 `baner` is no kind of fact and no place [did you mean `banner`?]"
    );
    assert_eq!(
        one("for: document\nprocedure: { name: paragraph-sequence }"),
        "5:16 `paragraph-sequence` needs `report`"
    );
    assert_eq!(
        one("for: document\nprocedure: { name: paragraph-sequence, with: { report: gaps } }"),
        "5:60 `gaps` is no choice here [one of: gap, repeat, single]"
    );
    assert_eq!(
        one("for: order\nprocedure: { name: duration, with: {} }"),
        "5:16 `duration` needs exactly one of: longer-than, near"
    );
    assert_eq!(
        one("for: banner\nprocedure: { name: page-sequence }"),
        "5:24 `page-sequence` looks at a document, not at a banner [write `for: document`]"
    );
}

#[test]
fn a_rule_has_one_check_and_both_kinds_of_example() {
    assert_eq!(
        defects("for: banner\nforbid: { level: C }\nrequire: { level: C }"),
        ["2:5 a rule needs exactly one of `require`, `forbid` and `procedure`"]
    );
    assert_eq!(
        defects("for: banner\nforbid: { level: C }\nexamples: [{ kind: cable, text: x, flagged: x }]"),
        ["6:15 rule `one` lacks an example that is `clean: true`"]
    );
    assert_eq!(
        defects(
            "for: banner\nforbid: { level: C }\nexamples: [{ kind: cable, text: x, flagged: y }, { kind: cable, text: x, clean: true }]"
        ),
        ["6:49 the example's text does not hold these characters"]
    );
}

#[test]
fn all_defects_of_a_file_are_found_in_one_run() {
    let found = of_file(
        "extend: [x]\nrules:\n  - id: One\n    for: portion\n    when: { a: 1 }\n    forbid: { b: 2 }\n",
    );
    let places: Vec<_> =
        found.iter().filter_map(|defect| defect.split_once(' ')).map(|(place, _)| place).collect();
    // Unknown key, bad id, seven missing keys, two bad paths.
    assert_eq!(places.iter().filter(|place| **place == "3:5").count(), 7, "{found:#?}");
    assert!(["1:1", "3:9", "5:13", "6:15"].iter().all(|place| places.contains(place)), "{found:#?}");
}

/// Some keys are asked for twice by whoever reads a rule.
#[test]
fn the_keys_of_a_rule_are_named_once_each() {
    let found = defects("for: banner\nforbid: { level: C }\nwhatsoever: 1").join("");
    let (_, keys) = found.split_once("keys here: ").unwrap_or_default();
    let keys: Vec<&str> = keys.trim_end_matches(']').split(", ").collect();
    let different: std::collections::BTreeSet<&&str> = keys.iter().collect();
    assert!(keys.starts_with(&["id", "summary", "severity"]) && different.len() == keys.len(), "{found}");
}

#[test]
fn a_basis_says_something() {
    let found = |basis: &str| {
        let content = format!("rules:\n{}", rule("one", "for: banner\nforbid: { level: C }"));
        of_file(&content.replace("[test]", basis)).join(" | ")
    };
    assert_eq!(found("[test]"), "");
    assert!(found("[]").starts_with("5:12 `basis` is empty [`basis`: "), "{}", found("[]"));
    assert!(
        found("[test, ' ']").starts_with("5:19 this says no basis [`basis`: "),
        "{}",
        found("[test, ' ']")
    );
    assert_eq!(found("test"), "5:12 expected a list, found a text [write `[test]`]");
}

#[test]
fn a_kind_has_the_article_that_goes_with_it() {
    let one = |keys: &str| defects(keys).join(" | ");
    assert_eq!(
        one("for: order\nforbid: { nmbr: '1' }").split(" [").next(),
        Some("5:15 `nmbr` is neither an attribute of an order nor a kind of fact")
    );
    assert_eq!(
        one("for: banner\nforbid: { order.nmber: '1' }"),
        "5:15 an order has no attribute `nmber` [did you mean `number`?]"
    );
}

/// What a message names can be told while its condition is wrong, but not while its procedure is.
#[test]
fn a_wrong_placeholder_is_found_beside_a_wrong_condition() {
    let found = defects("for: portion\nmessage: \"{mrak}\"\nforbid: { levle: C }");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|defect| defect.contains("nothing offers `{mrak}`")), "{found:?}");
    let found = defects("for: document\nmessage: \"{expected}\"\nprocedure: { name: page-sequense }");
    assert_eq!(found.len(), 1, "{found:?}");
}

/// A misspelt kind hides nothing that is wrong whatever was meant.
#[test]
fn an_unknown_kind_hides_no_other_defect() {
    let found = defects(
        "for: nonsense\nwhen: { levle: C, banner.levl: S, level: { abov: C } }\n\
         forbid: { any: [{ text: { matches: '(' } }], number: { matches: '[' }, mark: present }\n\
         message: '{mark} {mrak}'\nat: nowhere\nrelated: { baner: x }",
    );
    let found: Vec<&str> = found.iter().map(|defect| defect.split(" [").next().unwrap_or_default()).collect();
    let expected = [
        "4:10 unknown kind of fact `nonsense`",
        "5:13 `levle` is neither an attribute of any fact nor a kind of fact",
        "5:23 a banner has no attribute `levl`",
        "5:48 unknown operator `abov`",
        "6:40 this is no regular expression: unclosed group",
        "6:69 this is no regular expression: unclosed character class",
        "7:14 nothing offers `{mrak}`",
        "8:9 `nowhere` is neither an attribute of any fact nor a kind of fact",
        "9:16 `baner` is no kind of fact and no place",
    ];
    assert_eq!(found, expected);
}

/// What could be right for some kind of fact is not called wrong.
#[test]
fn an_unknown_kind_makes_nothing_wrong() {
    let known = "for: nonsense\nwhen: { level: { above: banner.level } }\nforbid: { mark: present, number: 3 }\n\
                 message: '{mark}'\nat: mark";
    assert_eq!(defects(known).len(), 1);
    let procedure = "for: nonsense\nmessage: '{expected}'\n\
                     procedure: { name: paragraph-sequence, with: { report: gap } }";
    assert_eq!(defects(procedure).len(), 1);
}

/// Neither does a rule that cannot stand: a second one of an id, one without, an override of what nobody knows.
#[test]
fn a_rule_that_cannot_stand_hides_no_other_defect() {
    let content = "rules:\n  - id: one\n  - id: one\n    severity: x\n  - forbid: { level: Q }\n  - word\n\
                   override:\n  two: { severity: y, foo: 1 }\n";
    let found = of_file(content);
    let has = |defect: &str| found.iter().any(|found| found.starts_with(defect));
    assert!(has("3:9 there are two rules `one` [it stands at user/set.yaml:2:5 already"), "{found:#?}");
    assert!(has("4:15 unknown severity `x`") && has("5:5 `id` is missing"), "{found:#?}");
    assert!(has("5:22 the register has no level `Q`") && has("6:5 expected a map"), "{found:#?}");
    assert!(has("8:3 unknown rule `two`") && has("8:20 unknown severity `y`"), "{found:#?}");
    assert!(
        has("8:23 unknown key `foo`") && !found.iter().any(|defect| defect.starts_with("8:8")),
        "{found:#?}"
    );
}

#[test]
fn several_checks_are_each_read() {
    let found = defects("for: banner\nforbid: { level: Q }\nprocedure: { name: nothing }");
    assert_eq!(found.len(), 3, "{found:#?}");
}

#[test]
fn files_without_a_rule_set_say_what_belongs_there() {
    assert_eq!(of_file("# later\n").len(), 1);
    let several = of_file("---\nrules: []\n---\nrules: []\n");
    assert_eq!(
        several,
        ["3:1 a second document begins here [put it in a file of its own: one file is one document]"]
    );
}

/// What is wrong with an alias is wrong where it stands, and not where its text was written.
#[test]
fn aliases_have_places_of_their_own() {
    let found = defects("for: &kind portion\nseverity: *kind\nforbid: { level: *kind, mark: { above: x } }");
    let places: Vec<&str> =
        found.iter().map(|defect| defect.split(" [").next().unwrap_or_default()).collect();
    assert_eq!(
        places,
        [
            "5:15 unknown severity `portion`",
            "6:22 the register has no level `portion`",
            "6:37 `above` does not go with `mark`, which is a text"
        ]
    );
}
