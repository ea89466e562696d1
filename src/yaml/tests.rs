//! Every sort of defect is found, at its exact place, and all of them in one run.

use super::*;

/// Parses, lets `read` decode, and gives `line:column "underlined" message` of every defect.
fn defects(source: &str, read: fn(Node<'_>, &mut Defects)) -> Vec<String> {
    let mut defects = Defects::default();
    if let Some(file) = Yaml::parse("a.yaml", source, &mut defects) {
        read(file.root(), &mut defects);
    }
    let source = source.trim_start_matches('\u{feff}');
    let show = |defect: Defect| {
        let underlined = source.get(defect.span.start..defect.span.end).unwrap_or("?");
        format!("{}:{} {underlined:?} {}", defect.line, defect.column, defect.message)
    };
    defects.into_sorted().into_iter().map(show).collect()
}

/// Reports every value and every key of the file, to see where they stand.
fn everything(node: &Node<'_>, defects: &mut Defects) {
    defects.at(node, "value");
    if node.is_map() {
        for (key, value) in node.entries(defects) {
            defects.at(&key, "key");
            everything(&value, defects);
        }
    } else if node.is_list() {
        node.items(defects).iter().for_each(|item| everything(item, defects));
    }
}

#[test]
fn keys_scalars_lists_and_maps_have_exact_places() {
    let source = "a: 1\nlist:\n  - x y # why\n  - { b: 'é q', c: [true, \"d\\\"\"] }\n  - e:\n      - 2.50\n";
    let found = defects(source, |node, defects| everything(&node, defects));
    let expected = [
        r#"1:1 "a" key"#,
        r#"1:1 "a: 1" value"#,
        r#"1:4 "1" value"#,
        r#"2:1 "list" key"#,
        r#"3:3 "- x y # why" value"#,
        r#"3:5 "x y" value"#,
        r#"4:5 "{ b: 'é q', c: [true, \"d\\\"\"] }" value"#,
        r#"4:7 "b" key"#,
        r#"4:10 "'é q'" value"#,
        r#"4:17 "c" key"#,
        r#"4:20 "[true, \"d\\\"\"] }" value"#,
        r#"4:21 "true" value"#,
        r#"4:27 "\"d\\\"\"" value"#,
        r#"5:5 "e" key"#,
        r#"5:5 "e:" value"#,
        r#"6:7 "- 2.50" value"#,
        r#"6:9 "2.50" value"#,
    ];
    assert_eq!(found, expected);
}

#[test]
fn block_scalars_and_missing_values_have_places() {
    let source = "é: |\n  two\n  lines\nnone:\nlast: >-\n  x\n";
    let found = defects(source, |node, defects| {
        node.entries(defects).iter().for_each(|(_, value)| {
            value.number(defects);
        });
    });
    let expected = [
        r#"1:4 "|" expected a whole number, found a text"#,
        r#"4:1 "none" expected a whole number, found nothing"#,
        r#"5:7 ">-" expected a whole number, found a text"#,
    ];
    assert_eq!(found, expected);
}

#[test]
fn unknown_and_missing_keys_are_found_in_one_run() {
    let source = "\u{feff}rules:\r\n  - sumary: é\r\n    id: 3\r\n    from: 2003-13-01\r\n";
    let found = defects(source, |node, defects| {
        let mut fields = node.fields(defects);
        let rules = fields.required("rules", defects).map(|rules| rules.items(defects));
        for rule in rules.unwrap_or_default() {
            let mut fields = rule.fields(defects);
            fields.required("summary", defects);
            fields.required("id", defects).map(|id| id.text(defects));
            fields.optional("from").map(|from| from.date(defects));
            fields.finish(defects);
        }
        fields.finish(defects);
    });
    let expected = [
        r#"2:5 "sumary" unknown key `sumary`"#,
        r#"2:5 "sumary: é" `summary` is missing"#,
        r#"3:9 "3" expected a text, found a number"#,
        r#"4:11 "2003-13-01" `2003-13-01` is no calendar day"#,
    ];
    assert_eq!(found, expected);
}

#[test]
fn repeated_keys_and_syntax_errors_are_one_defect() {
    let found = defects("a:\n  b: 1\n  c: 2\n  b: 3\n", |_, _| ());
    assert_eq!(found, [r#"4:3 "b" this key stands twice"#]);
    let found = defects("a: [1\nb: 2\n", |_, _| ());
    assert_eq!(found.len(), 1);
    assert!(found.iter().all(|defect| defect.contains("this is not YAML")), "{found:?}");
}

#[test]
fn what_the_library_leaves_unsaid_of_a_slip_is_advised() {
    for (source, advice) in [
        ("a:\n\tb: 1\n", Some("indent with blanks: YAML takes no tabs")),
        ("a: b: c\n", Some("put a text that has a colon and a blank in it in quotation marks")),
        ("a: \"b\nc: d\n", Some("close the quotation mark")),
        ("a: [1\nb: 2\n", None),
        ("a: 1\n b: 2\n", Some("put a text that has a colon and a blank in it in quotation marks")),
    ] {
        let mut defects = Defects::default();
        assert!(Yaml::parse("x.yaml", source, &mut defects).is_none(), "{source:?}");
        let found: Vec<_> = defects.into_sorted().into_iter().map(|defect| defect.help).collect();
        assert_eq!(found, [advice.map(str::to_owned)], "{source:?}");
    }
}

#[test]
fn a_near_word_is_suggested_and_a_far_one_is_not() {
    assert_eq!(nearest("potion", ["portion", "banner"]).as_deref(), Some("did you mean `portion`?"));
    assert_eq!(nearest("xyz", ["portion", "banner"]), None);
}
