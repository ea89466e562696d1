#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing)]

use super::*;

/// Compares; in the release `{X}` is a redaction with the mark `X`, `{X|CODE}` one with a code, and
/// `<X>` a stamp. The brackets are not part of the text.
fn compared(original: &str, released: &str) -> (Text, Comparison) {
    let mut content = String::new();
    let mut marks = Vec::new();
    let mut rest = released;
    while let Some(open) = rest.find(['{', '<']) {
        content.push_str(&rest[..open]);
        let close = open + rest[open..].find(['}', '>']).unwrap();
        let (shown, code) = rest[open + 1..close].split_once('|').unwrap_or((&rest[open + 1..close], ""));
        let span = Span::new(content.len(), content.len() + shown.len());
        let is_mask = shown.chars().all(|letter| letter == 'X' || letter == ' ');
        marks.push(Mark {
            span,
            kind: match &rest[open..=open] {
                "{" => MarkKind::Redaction,
                _ if shown.starts_with('B') => MarkKind::Code,
                _ => MarkKind::Furniture,
            },
            length: if is_mask { shown.len() } else { 0 },
            codes: code.split_whitespace().map(str::to_owned).collect(),
        });
        content.push_str(shown);
        rest = &rest[close + 1..];
    }
    content.push_str(rest);
    let text = Text::decode(content.into());
    let comparison = compare(&Text::decode(original.into()), &text, &Apparatus::new(marks));
    (text, comparison)
}

/// What is reported: `kind:characters`.
fn found(original: &str, released: &str) -> Vec<String> {
    let (text, comparison) = compared(original, released);
    let changes = comparison
        .changes
        .iter()
        .map(|one| format!("{} {}:{}", one.kind.name(), one.words, text.slice(one.span).replace('\n', "/")));
    let leaks = comparison.leaks.iter().map(|one| {
        let sort = if one.whole { "whole" } else { "leak" };
        format!("{sort}:{}", text.slice(one.span).replace('\n', "/"))
    });
    changes.chain(leaks).collect()
}

#[test]
fn a_redaction_accounts_for_what_is_gone() {
    let (_, comparison) = compared(
        "The envoy met Foreign Minister Velkov in the harbor on May 3.",
        "The envoy met {[name not declassified]|B6} in the harbor on May 3.",
    );
    assert!(comparison.changes.is_empty() && comparison.leaks.is_empty());
    let excision = comparison.excisions.first().unwrap();
    assert_eq!((excision.words, excision.characters, excision.kept_length), (3, 23, false));
    assert_eq!(excision.codes, ["B6"]);
}

#[test]
fn without_a_mark_text_is_gone_changed_or_added() {
    let original = "The fleet left the harbor at dawn. The council met at noon.\nNobody came.";
    assert_eq!(
        found(original, "The fleet left the harbor at dawn. The council met.\nNobody came."),
        ["gone 2:met"]
    );
    assert_eq!(
        found(original, "The fleet left the harbor at dusk. The council met at noon.\nNobody came."),
        ["changed 1:dusk"]
    );
    assert_eq!(
        found(original, "The fleet left the harbor at dawn. The whole council met at noon.\nNobody came."),
        ["added 0:whole"]
    );
}

#[test]
fn what_scanning_and_setting_change_is_no_change() {
    let original = "1. The government of Harbor County will cooperate on information sharing.";
    let released = "l. The govemment of HARBOR COUNTY wi11 co-operate on infor-\n   mation-sharing .";
    assert!(found(original, released).is_empty());
}

#[test]
fn stamps_and_codes_are_no_additions_and_a_margin_code_accounts_for_white_space() {
    let original = "The envoy met Anton Velkov in the harbor.\nHe left.\nThe fleet waited for the envoy.";
    assert!(found(original, &format!("<RELEASE IN PART B6>\n{original}")).is_empty());
    let (_, comparison) = compared(
        original,
        "The envoy met              in the harbor.   <B6>\nHe left.\nThe fleet waited for the envoy.",
    );
    assert!(comparison.changes.is_empty());
    assert_eq!(comparison.excisions.first().unwrap().words, 2);
    let far = "The envoy met in the harbor.\nHe left.\nThe fleet waited for the envoy. <B6>";
    assert_eq!(found(original, far), ["gone 2:met in"]);
}

#[test]
fn a_mark_that_stands_in_the_original_is_no_redaction_of_the_release() {
    let original = "Pay USD [figure omitted] to the council, see (b) below.";
    let (_, comparison) = compared(original, "Pay USD {[figure omitted]} to the council, see <B> below.");
    assert!(comparison.excisions.is_empty());
    assert!(comparison.changes.is_empty());
}

#[test]
fn the_gap_goes_to_the_mark() {
    let original = "They met the deputy and the minister and the council today";
    assert!(found(original, "They met the {[REDACTED]} and the council today").is_empty());
    assert!(found(original, "They met the {[REDACTED]} the council today").is_empty());
}

#[test]
fn hidden_names_and_numbers_that_still_stand_are_leaks_wherever_they_stand() {
    let original =
        "Cable on talks\nDeputy Minister Anton Velkov spoke of fees. Call 5550143.\nThe fleet left.";
    let hidden = "Deputy Minister {[name]} spoke of fees. Call {[number]}.\nThe fleet left.";
    let leaks =
        |line: &str| found(&format!("{line}\n{original}"), &format!("{line}\nCable on talks\n{hidden}"));
    assert!(leaks("TAGS: PREL").is_empty());
    assert_eq!(leaks("TAGS: PREL (VELKOV, ANTON)"), ["leak:VELKOV", "leak:ANTON"]);
    assert_eq!(leaks("SUBJECT: Anton\nVelkov calls"), ["whole:Anton/Velkov"]);
    assert_eq!(leaks("FROM: avelkov@example.org"), ["leak:avelkov"]);
    assert_eq!(leaks("FILE: VelkovMemo_3.txt"), ["leak:VelkovMemo"]);
    assert_eq!(leaks("The Vel-\nkov plan"), ["leak:Vel-/kov"]);
    assert_eq!(leaks("The Velkov-led party"), ["leak:Velkov"]);
    assert_eq!(leaks("Tel. 555-0143"), ["whole:555-0143"]);
    assert_eq!(leaks("seen by Ve1kov"), ["leak:Ve1kov"]);
    assert_eq!(leaks("fees of a deputy minister who spoke"), [] as [&str; 0]);
}

#[test]
fn a_leak_in_a_stamp_or_inside_a_mark_counts() {
    let original = "The deputy met Anton Velkov.";
    let released = "<Case Velkov 2014>\nThe deputy met {[name of Velkov not declassified]}.";
    assert_eq!(found(original, released), ["leak:Velkov", "leak:Velkov"]);
}

#[test]
fn ordinary_words_places_and_offices_are_no_leak() {
    let original = "The Foreign Minister went to Moscow. The Foreign Minister of Russia came by Friday. Protests followed; the protests ended.";
    let released = "{[title]} went to {[place]}. The Foreign Minister of Russia came by Friday. {[noun]} followed; the protests ended.";
    assert!(found(original, released).is_empty());
}

#[test]
fn a_name_in_a_hidden_paragraph_that_all_know_is_no_leak() {
    let public = "Anton Velkov spoke. Then Velkov left. Later Velkov wrote. ";
    let saying =
        "Velkov told the envoy in private that the council would never agree to any of the fees for berths. ";
    let original = format!("{public}{saying}The end.");
    assert!(found(&original, &format!("{public}{{[2 lines not declassified]}} The end.")).is_empty());
    let once = format!("Report on Marta Harrow. {} The end.", saying.replace("Velkov", "Harrow"));
    assert_eq!(
        found(&once, "Report on Marta Harrow. {[2 lines not declassified]} The end."),
        ["leak:Harrow"]
    );
}

#[test]
fn a_mask_that_keeps_the_length_says_so() {
    let kept = |released: &str| {
        let (_, comparison) = compared("met Velkov and Anton Harrowgate here", released);
        comparison.excisions.iter().map(|one| one.kept_length).collect::<Vec<bool>>()
    };
    assert_eq!(kept("met {XXXXXX} and {XXXXX XXXXXXXXXX} here"), [true, true]);
    assert_eq!(kept("met {XXXX} and {XXXXXXXXXXXXXXXXXXXX} here"), [false, false]);
    assert_eq!(kept("met {XXXXXX} and {XXXXXX} here"), [false, false]);
}

#[test]
fn a_passage_in_clear_or_under_other_codes_is_told_of() {
    let passage = "the council will sell both piers to Anton Velkov";
    let original = format!("First, {passage}. Then the fleet left. Again, {passage}. Nobody came.");
    let (text, comparison) = compared(
        &original,
        &format!("First, {{[1 line]|B1}}. Then the fleet left. Again, {passage}. Nobody came."),
    );
    let clear = comparison.excisions.first().unwrap().clear.unwrap();
    assert_eq!(text.slice(clear), passage);
    assert!(comparison.leaks.is_empty());
    let (_, comparison) = compared(
        &original,
        "First, {[1 line]|B1 1.4(D)}. Then the fleet left. Again, {[1 line]|B6}. Nobody came.",
    );
    let told: Vec<Option<Span>> = comparison.excisions.iter().map(|one| one.other_codes).collect();
    assert_eq!(told, [None, Some(comparison.excisions.first().unwrap().span)]);
    let (_, comparison) = compared(
        &original,
        "First, {[1 line]|B1 1.4(D)}. Then the fleet left. Again, {[1 line]|1.4(D) B1}. Nobody came.",
    );
    assert!(comparison.excisions.iter().all(|one| one.other_codes.is_none() && one.clear.is_none()));
}

#[test]
fn marks_that_touch_share_what_they_hide() {
    let (_, comparison) = compared("met Anton Velkov here", "met {XXXXX} {XXXXXX} here");
    let counts: Vec<(usize, bool)> =
        comparison.excisions.iter().map(|one| (one.words, one.kept_length)).collect();
    assert_eq!(counts, [(1, true), (1, true)]);
}

#[test]
fn letters_of_the_hidden_word_left_at_a_mark_are_a_leak_and_no_addition() {
    assert_eq!(found("met Ivanovich today", "met Iv{XXXXX} today"), ["leak:Iv"]);
    assert_eq!(found("met Ivanovich today", "met {XXXXX}vich today"), ["leak:vich"]);
    assert!(found("met the Ivanovs today", "met the {XXXXX}s today").is_empty());
    assert!(found("met Ivanov today", "met {XXXXX}today").is_empty());
    assert_eq!(found("met Ivanovich today", "met {XXXXX} only today"), ["added 0:only"]);
}

#[test]
fn a_name_in_small_letters_is_a_leak_and_an_ordinary_word_is_none() {
    let original = "The envoy met Anton Velkov. Fishing went on.";
    let hidden = "The envoy met {[name]}. {[noun]} went on.";
    let leaks = |line: &str| found(&format!("{original}\n{line}"), &format!("{hidden}\n{line}"));
    assert_eq!(leaks("ask velkov"), ["leak:velkov"]);
    assert_eq!(leaks("see velkov_notes.doc, by Velkov"), ["leak:velkov", "leak:Velkov"]);
    assert_eq!(leaks("see velkov.doc"), ["leak:velkov"]);
    assert_eq!(leaks("the Velkovs came"), ["leak:Velkovs"]);
    assert!(leaks("the fishing is good").is_empty());
}

#[test]
fn a_short_name_is_a_leak_as_a_whole_and_behind_a_title() {
    let leaks = |line: &str| {
        found(&format!("The envoy met Li Wu.\n{line}"), &format!("The envoy met {{[name]}}.\n{line}"))
    };
    assert_eq!(leaks("Then Li Wu left."), ["whole:Li Wu"]);
    assert_eq!(leaks("Then Mr. Wu left."), ["leak:Wu"]);
    assert!(leaks("Wu Han is a city.").is_empty());
}

#[test]
fn page_numbers_come_and_go() {
    assert!(found("one two three four", "one two\n\n- 2 -\n\nthree four").is_empty());
    assert!(found("one two\nPage 2 of 3\nthree four", "one two\nthree four").is_empty());
    assert!(found("one two three four", "one two\n12\nthree four").is_empty());
    assert_eq!(found("one two\n12\nthree four", "one two\nthree four"), ["gone 1:two"]);
}

#[test]
fn accents_behind_their_letters_and_controls_make_no_difference() {
    let original = "The envoy met P\u{e9}rez there.\nSeen: ";
    assert_eq!(
        found(&format!("{original}Pe\u{301}rez"), "The envoy met {[name]} there.\nSeen: Pe\u{301}rez"),
        ["whole:Pe\u{301}rez"]
    );
    assert_eq!(
        found(&format!("{original}Perez"), "The envoy met {[name]} there.\nSeen: Pe\u{202d}rez"),
        ["whole:Pe\u{202d}rez"]
    );
}

#[test]
fn texts_that_are_empty_or_quite_different_are_compared_all_the_same() {
    assert!(found("", "").is_empty());
    assert_eq!(found("one two", ""), ["gone 2:"]);
    assert_eq!(found("", "one two"), ["added 0:one two"]);
    assert!(!found(&"alpha beta ".repeat(2_000), &"gamma delta ".repeat(2_000)).is_empty());
}
