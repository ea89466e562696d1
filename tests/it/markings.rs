//! The grammar of markings over generated marks: canonical forms go to and fro, and a flaw stands at
//! the very token that was changed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cablelint::marking::{self, Element, FlawKind, Form, Item, Mark, Marking, Ownership, Slip, Style};
use cablelint::register::{ControlEntry, ControlId, Register, Takes};
use cablelint::span::Span;

use crate::invariants::rules;

/// A small generator of numbers: the same marks on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

fn parse(text: &str, form: Form) -> Marking {
    marking::parse(text, Span::new(0, text.len()), form, Style::Ic, rules().register())
}

/// What is wrong with a marking, beside what is only unusual.
fn flaws(marking: &Marking) -> Vec<FlawKind> {
    let wrong = marking.flaws.iter().filter(|flaw| flaw.kind != FlawKind::CompanionUsual);
    wrong.map(|flaw| flaw.kind).collect()
}

/// Well-formed markings of up to four controls, every control of the register among them that can stand
/// in one, in a form.
fn well_formed(form: Form, count: usize) -> Vec<String> {
    let register = rules().register();
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let mut found = BTreeSet::new();
    while found.len() < count {
        let text = random(&mut numbers, form, register);
        if flaws(&parse(&text, form)).is_empty() {
            found.insert(text);
        }
    }
    found.into_iter().collect()
}

/// A marking of a random level with random controls, and with what they need.
fn random(numbers: &mut Numbers, form: Form, register: &Register) -> String {
    let level = *numbers.pick(&["U", "C", "S", "S", "TS", "TS", "NS", "CTS"]);
    let mut names: Vec<String> = Vec::new();
    for _ in 0..numbers.below(4) {
        let entry = numbers.pick(&register.controls);
        let needed = entry.terms.needs.iter().map(|any| any[0].clone());
        names.extend(std::iter::once(entry.mark.clone()).chain(needed));
    }
    names.sort();
    names.dedup();
    let controls = names.iter().filter_map(|name| register.control_named(name));
    let marking = Marking {
        level: register.level(level),
        ownership: if level.len() > 2 || level == "NS" { Ownership::Organisation } else { Ownership::Own },
        level_span: Span::new(0, 1),
        elements: controls.map(|control| element(numbers, control, register)).collect(),
        ..Marking::default()
    };
    match form {
        Form::Banner => marking.banner(register),
        Form::Portion => marking.portion(register),
    }
}

fn element(numbers: &mut Numbers, control: ControlId, register: &Register) -> Element {
    let entry = register.control_entry(control).unwrap();
    let mut name = entry.mark.clone();
    if entry.takes == Takes::Programs {
        name.push_str(["-BP", "-CD-XYZ", "-BUTTER POPCORN"][numbers.below(3)]);
    } else if entry.takes == Takes::Words {
        name.push_str("-NICKNAME");
    } else if entry.compartment.is_some() && numbers.below(2) == 0 {
        name.push_str("-ABC");
    }
    let codes = codes(numbers, entry);
    let items = codes.into_iter().map(|code| Item { code, ..Item::default() }).collect();
    Element { control: Some(control), name, items, ..Element::default() }
}

fn codes(numbers: &mut Numbers, entry: &ControlEntry) -> Vec<String> {
    let pool: &[&str] = match entry.takes {
        Takes::Countries => &["AUS", "CAN", "DEU", "GBR", "NZL", "FVEY", "NATO"],
        Takes::CountriesBefore => &["AUS", "CAN", "GBR"],
        Takes::Numbers => &["14", "15", "18", "20"],
        _ if entry.sub.is_some() && numbers.below(2) == 0 => return vec!["ABCD".to_owned()],
        _ => return Vec::new(),
    };
    let mut codes: Vec<String> = entry.first.iter().cloned().collect();
    codes.push((*numbers.pick(pool)).to_owned());
    codes.push((*numbers.pick(pool)).to_owned());
    codes.dedup();
    codes
}

/// Markings are generated once for all tests.
pub(crate) static PORTIONS: LazyLock<Vec<String>> = LazyLock::new(|| well_formed(Form::Portion, 800));
static BANNERS: LazyLock<Vec<String>> = LazyLock::new(|| well_formed(Form::Banner, 800));

/// Behind CUI some words are categories that are controls elsewhere (`CUI//X`: only the lists decide).
fn is_ambiguous(marking: &Marking) -> bool {
    let both = ["PR", "PROPIN", "FISA", "SSI", "NNPI", "UCNI", "DCNI"];
    marking.element("CUI").is_some() && both.iter().any(|name| marking.element(name).is_some())
}

#[test]
fn canonical_forms_go_to_and_fro() {
    let register = rules().register();
    let mut seen = BTreeSet::new();
    for portion in &*PORTIONS {
        let marking = parse(portion, Form::Portion);
        assert_eq!(marking.portion(register), *portion, "the canonical form of a canonical form");
        let banner = marking.banner(register);
        // A list that only the banner line has; PROPIN directly behind CUI, which is a category there.
        if banner.is_empty() || is_ambiguous(&marking) {
            continue;
        }
        let back = parse(&banner, Form::Banner);
        assert_eq!(flaws(&back), [], "{portion} gives the banner line {banner}");
        assert_eq!(back.banner(register), banner);
        assert_eq!(back.portion(register), *portion, "{banner}");
        seen.extend(marking.elements.iter().filter_map(|element| element.category(register)));
    }
    assert_eq!(seen.len(), register.categories.len(), "every category was tried: {seen:?}");
}

/// A way to spoil one token.
type Mutation = fn(&str, &Marking, &mut Numbers) -> Option<(String, Span)>;

/// Fails with every mutation that draws no flaw, or one somewhere else.
fn expect_flaws_at(name: &str, mutation: Mutation) {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (form, texts) in [(Form::Portion, &PORTIONS), (Form::Banner, &BANNERS)] {
        for text in texts.iter() {
            let marking = parse(text, form);
            let spoilt = mutation(text, &marking, &mut numbers).filter(|_| !is_ambiguous(&marking));
            let Some((spoilt, place)) = spoilt else { continue };
            tried += 1;
            let after = parse(&spoilt, form);
            let hit = after.flaws.iter().any(|flaw| touches(flaw.span, place));
            if !hit {
                wrong.push(format!("{text} -> {spoilt}: {place:?} {:?}", after.flaws));
            }
        }
    }
    assert!(tried > 50, "{name}: only {tried} were tried");
    assert!(
        wrong.is_empty(),
        "{name}: {} of {tried}\n{}",
        wrong.len(),
        wrong[..wrong.len().min(12)].join("\n")
    );
}

/// The flaw stands in the token, or the token in the flaw.
fn touches(flaw: Span, place: Span) -> bool {
    flaw.start < place.end && place.start < flaw.end || flaw.start == place.start
}

#[test]
fn a_dropped_level_is_missed_at_the_first_token_left() {
    expect_flaws_at("drop", |text, marking, _| {
        let end = marking.elements.first()?.span.start;
        // `CUI` may stand alone, and is not what is dropped.
        let spoilt = text.get(end..)?;
        let stands_alone = spoilt.starts_with("CUI") || spoilt.starts_with("FGI");
        (!stands_alone && !marking.level_span.is_empty()).then(|| (spoilt.to_owned(), Span::new(0, 1)))
    });
}

#[test]
fn two_controls_that_change_places_are_out_of_order() {
    expect_flaws_at("swap", |text, marking, numbers| {
        let elements = &marking.elements;
        let at = numbers.below(elements.len().checked_sub(1).filter(|pairs| *pairs > 0)?);
        let (left, right) = (elements[at].span, elements[at + 1].span);
        let joined = text.get(left.end..right.start)? == "-" || left.end > right.start;
        let parts =
            [text.get(..left.start)?, text.get(right.start..right.end)?, text.get(left.end..right.start)?];
        let spoilt = format!(
            "{}{}{}{}{}",
            parts[0],
            parts[1],
            parts[2],
            text.get(left.start..left.end)?,
            text.get(right.end..)?
        );
        let place = Span::new(left.start, right.end);
        (!joined && spoilt != *text).then_some((spoilt, place))
    });
}

#[test]
fn a_misspelt_control_is_underlined() {
    expect_flaws_at("misspell", |text, marking, numbers| {
        let span = marking.elements.get(numbers.below(marking.elements.len().max(1)))?.span;
        let spoilt = format!("{}Q{}", text.get(..span.start)?, text.get(span.start + 1..)?);
        let program =
            text.get(span.start..span.end)?.contains("SAR") || text.get(..span.start)?.contains("SAR-");
        // The name of a program, and a compartment, may be anything.
        let part = span.start > 0 && text.get(span.start - 1..span.start) == Some("-");
        (!program && !part).then_some((spoilt, span))
    });
}

#[test]
fn a_misspelt_level_is_underlined() {
    expect_flaws_at("misspell the level", |text, marking, _| {
        let span = marking.level_span;
        let spoilt = format!("{}Q{}", text.get(..span.start)?, text.get(span.start + 1..)?);
        (!span.is_empty()).then(|| (spoilt, Span::new(span.start, span.end.max(span.start + 1))))
    });
}

#[test]
fn a_wrong_separator_is_underlined() {
    expect_flaws_at("separator", |text, marking, numbers| {
        let wrong = *numbers.pick(&["/", "//", " ", ", ", "; ", "////", " // ", "-"]);
        let at = numbers.below(marking.elements.len().max(1));
        let element = marking.elements.get(at)?;
        let before = if at == 0 { marking.level_span.end } else { marking.elements[at - 1].span.end };
        let separator = text.get(before..element.span.start)?;
        let spoilt = format!("{}{wrong}{}", text.get(..before)?, text.get(element.span.start..)?);
        let programs = text.contains("SAR-") || text.contains("ACCM-");
        let place = Span::new(before, before + wrong.len());
        let real = !separator.is_empty() && separator != "-" && separator != wrong && !programs;
        (real && before > 0).then_some((spoilt, place))
    });
}

#[test]
fn a_doubled_control_is_underlined() {
    expect_flaws_at("duplicate", |text, marking, numbers| {
        let at = numbers.below(marking.elements.len().max(1));
        let span = marking.elements.get(at)?.span;
        let part = text.get(span.end..)?.starts_with('-') || text.get(..span.start)?.ends_with('-');
        let separator = if at == 0 { "/" } else { text.get(marking.elements[at - 1].span.end..span.start)? };
        let again = format!("{separator}{}", text.get(span.start..span.end)?);
        let spoilt = format!("{}{again}{}", text.get(..span.end)?, text.get(span.end..)?);
        (!part).then(|| (spoilt, Span::new(span.end, span.end + again.len())))
    });
}

#[test]
fn usa_first_and_codes_in_order() {
    expect_flaws_at("country lists", |text, marking, numbers| {
        let list = marking.element("REL").filter(|list| list.items.len() > 1)?;
        let at = numbers.below(list.items.len() - 1);
        let (left, right) = (&list.items[at], &list.items[at + 1]);
        let spoilt = format!(
            "{}{}{}{}{}",
            text.get(..left.span.start)?,
            right.code,
            text.get(left.span.end..right.span.start)?,
            left.code,
            text.get(right.span.end..)?
        );
        Some((spoilt, Span::new(left.span.start, right.span.end)))
    });
}

/// A marking that somebody might write, and what is wrong where in it.
type Row<'a> = (&'a str, Form, &'a [(FlawKind, &'a str)]);

fn expect_flaws(rows: &[Row<'_>]) {
    for &(text, form, expected) in rows {
        let marking = parse(text, form);
        let found: Vec<_> = marking
            .flaws
            .iter()
            .map(|flaw| (flaw.kind, text.get(flaw.span.start..flaw.span.end).unwrap()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn owners_are_judged() {
    use Form::{Banner, Portion};
    expect_flaws(&[
        ("//NATO TOP SECRET", Banner, &[(FlawKind::UnknownLevel, "NATO TOP SECRET")]),
        ("//NATO S", Portion, &[(FlawKind::UnknownLevel, "NATO S")]),
        ("//NATO SECRET", Banner, &[]),
        ("//USA S", Portion, &[(FlawKind::NotAllowedInList, "USA")]),
        ("S//FGI GBR USA", Portion, &[(FlawKind::NotAllowedInList, "USA")]),
        ("//JOINT SECRET//REL TO USA, GBR", Banner, &[(FlawKind::OwnersTooFew, "SECRET")]),
        ("//JOINT S//REL", Portion, &[]),
        ("//JOINT SECRET CAN, USA//REL TO USA, CAN", Banner, &[(FlawKind::Separator, ", ")]),
        ("//JOINT SECRET CAN GBR USA//REL TO USA, FVEY", Banner, &[]),
        ("//JOINT SECRET DEU USA//REL TO USA, FVEY", Banner, &[(FlawKind::OwnerNotReleased, "DEU")]),
    ]);
    let register = rules().register();
    assert_eq!(parse("//NATO TOP SECRET", Banner).banner(register), "//COSMIC TOP SECRET");
    assert_eq!(parse("//NATO C", Portion).portion(register), "//NC");
}

#[test]
fn lists_and_orders_are_judged() {
    use Form::{Banner, Portion};
    expect_flaws(&[
        ("SECRET//REL TO USA/GBR", Banner, &[(FlawKind::Separator, "/")]),
        ("SECRET//FGI CAN/DEU", Banner, &[(FlawKind::Separator, "/")]),
        ("S//REL TO USA, GBR/RELIDO", Portion, &[]),
        ("TS//SI-G EFGH ABCD//OC", Portion, &[(FlawKind::ListOrder, "ABCD")]),
        ("TS//HCS-P ABCE ABD//OC/NF", Portion, &[]),
        ("CUI//NOFORN/FEDCON", Banner, &[(FlawKind::ControlOrder, "FEDCON")]),
        ("CUI//FEDCON/NOFORN", Banner, &[]),
        // A word that is taken for a category does not end the block of the categories.
        ("CUI//CTI/PRVCY//NOFORN", Banner, &[(FlawKind::UnknownControl, "CTI")]),
        ("CUI//XYZZY/PRVCY//NOFORN", Banner, &[(FlawKind::UnknownControl, "XYZZY")]),
        ("SECRET//CUI//ORCON/NOFORN", Banner, &[]),
        ("SENSITIVE BUT UNCLASSIFIED", Banner, &[(FlawKind::LevelMissing, "SENSITIVE BUT UNCLASSIFIED")]),
    ]);
}

/// A mark that the reader of cables takes for no mark hides a portion, and its level with it.
#[test]
fn whatever_is_well_formed_is_a_mark_in_a_cable_too() {
    let register = rules().register();
    let mut missed = Vec::new();
    for words in PORTIONS.iter().filter(|words| words.len() < 80) {
        let level = parse(words, Form::Portion).level.map(|level| register.counts_as(level));
        let mark = marking::read(&format!("({words})"), 0, register);
        let known = |mark: &Mark| !mark.flaws.contains(&Slip::UnknownControl);
        if !mark.is_some_and(|mark| mark.level == level && known(&mark)) {
            missed.push(words);
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_marking_alone_shows_whose_it_is() {
    let register = rules().register();
    let style = |text: &str| {
        let span = Span::new(0, text.len());
        let marking = marking::parse_alone(text, span, (None, false), None, register);
        (marking.style, marking.flaws.is_empty())
    };
    assert_eq!(style("SENSITIVE BUT UNCLASSIFIED"), (Style::State, true));
    assert_eq!(style("SBU"), (Style::State, true));
    assert_eq!(style("FOUO"), (Style::Ic, false), "nobody writes FOUO without a level");
    assert_eq!(style("SECRET/NOFORN"), (Style::Ic, false));
}
