//! The amounts in an editor's bracket: what is counted or named, and whether number and noun agree.

use std::sync::LazyLock;

use regex::Regex;

use super::Flaw;

/// A number as editors write it.
static QUANTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:(?:less|more|fewer)\s+than\s+|(?:about|approximately|nearly|over)\s+)?",
        r"(\d{1,3}(?:[\s-]*(?:[½¼¾⅓⅔]|\d/\d)|\.\d+)?|[½¼¾⅓⅔]|\d/\d|(?:one|a)[\s-]+half|half(?:\s+an?)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)",
        r"(?:[\s-]+and[\s-]+(?:a|one)[\s-]+half)?\s+"
    ))
    .ok()
});

/// What editors count or name.
const UNITS: &[&str] = &[
    "address",
    "addressee",
    "amount",
    "attachment",
    "attribution",
    "caption",
    "cable",
    "chart",
    "classification",
    "clause",
    "code",
    "codeword",
    "column",
    "country",
    "cryptonym",
    "date",
    "designation",
    "designator",
    "distribution",
    "document",
    "enclosure",
    "entry",
    "figure",
    "footnote",
    "graph",
    "group",
    "heading",
    "identity",
    "indicator",
    "information",
    "initial",
    "item",
    "letter",
    "line",
    "list",
    "location",
    "map",
    "message",
    "name",
    "notation",
    "note",
    "number",
    "office",
    "organization",
    "page",
    "paragraph",
    "phrase",
    "pii",
    "place",
    "position",
    "pseudonym",
    "reference",
    "remainder",
    "report",
    "rest",
    "restriction",
    "row",
    "section",
    "sentence",
    "signature",
    "slug",
    "source",
    "subheading",
    "subparagraph",
    "symbol",
    "table",
    "tab",
    "title",
    "unit",
    "word",
];

/// `text`, which names no amount.
pub(super) fn is_text(amount: &str) -> bool {
    let last = amount.split_whitespace().next_back().unwrap_or_default();
    last.eq_ignore_ascii_case("text") && QUANTITY.as_ref().is_none_or(|number| !number.is_match(amount))
}

/// `lines`, without a number.
pub(super) fn is_uncounted(amount: &str) -> bool {
    ["lines", "paragraphs", "pages", "words", "sentences"]
        .iter()
        .any(|unit| unit.eq_ignore_ascii_case(amount))
}

/// What is wrong with an amount, part by part: `3 paragraphs (19 lines)`, `name and title`, `1 line of source text`.
pub(super) fn flaw(amount: &str) -> Option<Flaw> {
    let (head, lines) = match amount.split_once('(') {
        Some((head, inner)) => (head.trim(), Some(inner.trim_end_matches(')').trim())),
        None => (amount, None),
    };
    let mut flaw = None;
    if head.to_lowercase().contains("half") {
        flaw = part_flaw(head);
    } else {
        for part in parts(head) {
            flaw = flaw.or_else(|| part_flaw(part));
        }
    }
    let short = lines.is_some_and(|lines| is_short(head, lines));
    flaw = flaw.or_else(|| lines.and_then(part_flaw));
    if short { Some(Flaw::Count) } else { flaw }
}

/// Fewer parts are counted than wholes: `3 paragraphs (2 lines)`. What is no part of the other, or may be as long, is not
/// compared: two paragraphs may fill `1½ pages`.
fn is_short(wholes: &str, parts: &str) -> bool {
    let counts = number_of(wholes).zip(number_of(parts));
    let parts_of = counted_unit(wholes).map(parts_of).unwrap_or_default();
    let divides = counted_unit(parts).is_some_and(|unit| parts_of.contains(&unit));
    divides && counts.is_some_and(|(wholes, parts)| parts < wholes)
}

/// What a whole has at least one of.
fn parts_of(unit: &str) -> &'static [&'static str] {
    match unit {
        "page" | "paragraph" | "subparagraph" => &["line", "sentence", "word"],
        "line" | "sentence" => &["word"],
        _ => &[],
    }
}

/// The unit that the last word of an amount names: `line` of `2 lines`.
fn counted_unit(amount: &str) -> Option<&'static str> {
    let noun = amount.split(" of ").next()?.split_whitespace().next_back()?;
    unit(&noun.to_lowercase()).map(|(unit, _)| unit)
}

/// The parts of `name, title, and 2 lines`.
fn parts(head: &str) -> impl Iterator<Item = &str> {
    head.split(',').flat_map(|part| part.split(" and ")).map(str::trim).filter(|part| !part.is_empty())
}

/// What is wrong with `2 lines`, `name`, `less than 1 line of source text`.
fn part_flaw(part: &str) -> Option<Flaw> {
    let part = part.strip_prefix("and ").unwrap_or(part);
    let quantity = QUANTITY.as_ref().and_then(|number| number.captures(part));
    let rest = quantity.as_ref().map_or(0, |found| found.get(0).map_or(0, |whole| whole.end()));
    let noun = part.get(rest..).unwrap_or_default();
    let noun = noun.split(" of ").next().unwrap_or_default().split_whitespace().next_back()?;
    let folded = noun.to_lowercase();
    let (unit, plural) = unit(&folded).map_or((None, false), |(unit, plural)| (Some(unit), plural));
    if unit.is_none() {
        return Some(Flaw::Unit);
    }
    let printed = quantity.as_ref().and_then(|found| found.get(1)).map(|number| number.as_str())?;
    if printed.trim_start_matches('0').is_empty() {
        return Some(Flaw::Count);
    }
    (is_plural(printed, quantity.as_ref().and_then(|found| found.get(0)).map_or("", |all| all.as_str()))
        != plural)
        .then_some(Flaw::Plural)
}

/// The unit that a noun names, and whether it is a plural.
fn unit(noun: &str) -> Option<(&'static str, bool)> {
    let known = |word: &str| UNITS.iter().find(|unit| **unit == word).copied();
    let singular = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let plural = noun.strip_suffix('s').and_then(known).or_else(|| singular.as_deref().and_then(known));
    let plural = plural.or_else(|| noun.strip_suffix("es").and_then(known));
    known(noun).map(|unit| (unit, false)).or_else(|| plural.map(|unit| (unit, true)))
}

/// `1 line`, `½ line`, `less than 1 line`, but `1½ lines`, `2 lines`.
fn is_plural(number: &str, whole: &str) -> bool {
    let number = number.to_lowercase();
    let singular = [
        "1", "01", "½", "¼", "¾", "⅓", "⅔", "a", "an", "one", "half", "half a", "half an", "one-half",
        "one half", "a half",
    ];
    let fraction = number.len() == 3 && number.get(1..2) == Some("/");
    let and_half = whole.to_lowercase().contains("and");
    and_half || !(singular.contains(&number.as_str()) || fraction)
}

/// The whole number that an amount begins with.
fn number_of(amount: &str) -> Option<u32> {
    let digits: String = amount.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_held_against_their_wholes_alone() {
        for possible in [
            "2 paragraphs (1½ pages)",
            "2 pages (1 paragraph)",
            "3 paragraphs (19 lines)",
            "3 lines (1 sentence)",
        ] {
            assert_eq!(flaw(possible), None, "{possible}");
        }
        for impossible in ["3 paragraphs (2 lines)", "2 pages (1 line)", "4 lines (3 words)"] {
            assert_eq!(flaw(impossible), Some(Flaw::Count), "{impossible}");
        }
    }
}
