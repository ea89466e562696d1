//! Defects of a register are found where they stand; the built-in one has none.

use std::cmp::Ordering;

use super::*;

fn load(source: &str) -> (Register, Vec<String>) {
    let mut defects = Defects::default();
    let file = Yaml::parse("a.yaml", source, &mut defects);
    let sections: Vec<_> = file.iter().map(Yaml::root).collect();
    let register = Register::load(&sections, &mut defects);
    (register, defects.into_sorted().iter().map(|defect| format!("{defect:?}")).collect())
}

#[test]
fn the_built_in_register_has_no_defects() {
    let mut defects = Defects::default();
    let files = pack::files(pack::REGISTER).unwrap_or_default();
    let parsed: Vec<_> =
        files.iter().filter_map(|(name, content)| Yaml::parse(name, content, &mut defects)).collect();
    let sections: Vec<_> =
        parsed.iter().filter_map(|file| file.root().fields(&mut defects).optional("register")).collect();
    Register::load(&sections, &mut defects);
    assert_eq!(format!("{:?}", defects.into_sorted()), "[]");
    let register = Register::builtin();
    assert_eq!(register.own_symbols().count(), 6);
    assert_eq!(register.orders.first().map(|order| order.number.as_str()), Some("10290"));
}

#[test]
fn a_level_is_called_by_its_symbol_or_its_name() {
    let register = Register::builtin();
    for called in ["TS", "ts", "TOP SECRET", "Top Secret"] {
        assert_eq!(register.level_called(called), register.level("TS"), "{called}");
    }
    assert!(["", "ULTRA", "TOP"].iter().all(|called| register.level_called(called).is_none()));
}

#[test]
fn levels_are_a_partial_order() {
    let register = Register::builtin();
    let compare = |left, right| register.compare(register.level(left)?, register.level(right)?);
    assert_eq!(compare("TS", "U"), Some(Ordering::Greater));
    assert_eq!(compare("LOU", "S"), Some(Ordering::Less));
    assert_eq!(compare("LOU", "R"), None);
}

#[test]
fn a_circle_of_levels_is_a_defect() {
    let entry = |symbol, above| format!("- {{symbol: {symbol}, name: x, basis: [], above: [{above}]}}");
    let (_, defects) = load(&format!("levels:\n{}\n{}\n", entry("A", "B"), entry("B", "A")));
    let expected = ["a.yaml:2:12: level `A` is above itself", "a.yaml:3:12: level `B` is above itself"];
    assert_eq!(defects, expected);
}

/// A register of two categories with the controls given, one a line.
fn with_controls(controls: &str) -> (Register, Vec<String>) {
    let head = "levels:\n- {symbol: U, name: UNCLASSIFIED, basis: []}\n\
                categories:\n- {name: dissem, between: /, basis: []}\n- {name: non-ic, between: /, basis: []}\n\
                controls:\n";
    load(&format!("{head}{controls}"))
}

#[test]
fn a_name_that_no_control_has_is_a_defect_at_its_place() {
    let controls = "- {mark: NF, category: dissem, basis: []}\n\
                    - {mark: XD, category: non-ic, needs: [NFF], basis: []}\n\
                    - {mark: OC, category: dissem, usual: [[NF, REL]], excludes: [XD], basis: []}\n";
    let (_, defects) = with_controls(controls);
    assert_eq!(
        defects,
        ["a.yaml:8:40: the register has no control `NFF`", "a.yaml:9:45: the register has no control `REL`"]
    );
}

#[test]
fn levels_categories_words_and_patterns_are_checked_where_they_stand() {
    let controls = "- {mark: A, category: disem, levels: [X], basis: []}\n\
                    - {mark: B, category: dissem, takes: country, rolls-up: maybe, basis: []}\n\
                    - {mark: C, category: dissem, sub: {pattern: '['}, replaced-by: D, basis: []}\n\
                    - {mark: E, excludes: [A], basis: []}\n";
    let (_, defects) = with_controls(controls);
    assert_eq!(
        defects,
        [
            "a.yaml:7:23: the register has no category `disem`",
            "a.yaml:7:39: the register has no level `X`",
            "a.yaml:8:38: `country` is no thing a control takes",
            "a.yaml:8:57: `maybe` is no way to roll up",
            "a.yaml:9:46: this is no regular expression: unclosed character class",
            "a.yaml:9:65: the register has no control `D`",
            "a.yaml:10:13: unknown key `excludes`"
        ]
    );
}

#[test]
fn a_mark_stands_once_in_each_category() {
    let controls = "- {mark: SSI, basis: []}\n\
                    - {mark: SSI, category: dissem, basis: []}\n\
                    - {mark: SSI, category: non-ic, basis: []}\n\
                    - {mark: SSI, category: non-ic, basis: []}\n";
    let (register, defects) = with_controls(controls);
    assert_eq!(defects, ["a.yaml:10:10: this name stands twice"]);
    assert_eq!(register.controls_named("SSI").len(), 3);
    let first = register.control_named("SSI").and_then(|id| register.control_entry(id));
    assert_eq!(first.and_then(|entry| entry.category), Some(0));
}

#[test]
fn the_controls_of_a_table_belong_to_its_category() {
    let register = Register::builtin();
    let category = register.category("cui-category").unwrap_or_default();
    let found = register.control_of(category, "SP-CTI").and_then(|id| register.control_entry(id));
    assert!(found.is_some_and(|entry| !entry.basis.is_empty()));
    assert_eq!(
        register.category("cui"),
        register.categories.get(usize::from(category)).and_then(|entry| entry.after)
    );
    // UCNI is a marking of the Atomic Energy Act and a category of CUI.
    assert_eq!(register.controls_named("UCNI").len(), 2);
}

#[test]
fn what_another_organisation_owns_is_no_level_of_ones_own() {
    let register = Register::builtin();
    assert_eq!(register.own_level("NS"), None);
    let counts = register.level("NS").map(|level| register.counts_as(level));
    assert_eq!(counts, register.own_level("S"));
    let compared = register.level("NS").zip(counts).map(|(nato, own)| register.compare(nato, own));
    assert_eq!(compared, Some(None));
}

#[test]
fn controls_of_a_category_do_not_change_what_state_writes() {
    let register = Register::builtin();
    let mark = |printed| register.control(printed).map(|entry| entry.mark.as_str());
    assert_eq!(mark("NOFORN"), Some("NF"));
    assert_eq!(mark("SBU-NF"), None);
    assert_eq!(mark("FISA"), None);
}
