//! Upgrade stamps: a classification put on a text when it was reviewed for release.
//! `Classified by DAS, A/GIS, DoS on 08/31/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(D) ~ Declassify on: ...`.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::day::{self, DAY};
use super::{code, near};
use crate::register::{Level, Register};
use crate::span::{Span, Word};
use crate::text::Text;

/// A classification put on a text when it was reviewed for release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upgrade {
    /// The whole stamp.
    pub span: Span,
    /// The level it gives.
    pub level: Option<Level>,
    /// Where the level stands.
    pub level_span: Option<Span>,
    /// Who classified.
    pub by: Option<Span>,
    /// When it was put on.
    pub date: Option<Date>,
    /// The reason in one spelling: `1.4(D)`.
    pub reason: Option<Word>,
    /// The declassification instruction as printed.
    pub declassify: Option<Word>,
    /// The day of that instruction.
    pub declassify_date: Option<Date>,
}

/// Who classified at release, and when. The words `Class:` must follow.
static OPENING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u:\b)(?:Classified|CLASSIFIED)\s+(?:by|By|BY)\s*:?\s+(?P<by>[^\r\n~—–]{{2,80}}?)\s+(?:on|ON)\s+(?P<date>{DAY})"
    ))
    .ok()
});

/// The level. A left column may stand between the keyword and what it says. seen: C05782301
static CLASS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^\s*[-–—~]*\s*(?:Class|CLASS)\s*:(?:[^:]{0,100}?(?-u:\b)(?P<level>TOP\s+SECRET|SECRET|CONFIDENTIAL)(?-u:\b))?",
    )
    .ok()
});

/// The reason: one letter of the order or several.
static REASON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[^:]{0,200}?(?-u:\b)(?i:reason)s?\s*:\s*(?P<reason>(?:[1Il][.,]\s?[45]\s?\(?[A-Ha-h]\)?(?:\s|,|;|and(?-u:\b))*)+)?").ok()
});

/// The instruction: a day, or a code.
static INSTRUCTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^[^:]{{0,160}}?(?i:declassify)(?-u:\b)[^:]{{0,200}}?(?-u:\b)(?i:on)\s*:(?:[^:\[]{{0,90}}?(?P<value>{DAY}|(?-u:\b)(?:25|50|75)X[0-9](?-u:\b)(?:-HUM|-WMD)?|(?-u:\b)OADR(?-u:\b)))?"
    ))
    .ok()
});

/// How far a stamp reaches behind its first words.
const REACH: usize = 700;

/// The upgrade stamps of a text, in order.
pub fn upgrades(text: &Text, register: &Register) -> Vec<Upgrade> {
    if !near::holds(text, &["Class:", "CLASS:", "Class :"]) {
        return Vec::new();
    }
    let found = OPENING.iter().flat_map(|opening| opening.captures_iter(text.as_str()));
    found.filter_map(|parts| upgrade(text, &parts, register)).collect()
}

/// A stamp from its first words on; a part that is missing leaves its field empty.
fn upgrade(text: &Text, parts: &Captures<'_>, register: &Register) -> Option<Upgrade> {
    let opening = parts.get(0)?;
    let mut reader = Reader { text, at: opening.end() };
    let (stands, class) = reader.read(CLASS.as_ref()?, "level");
    if !stands {
        return None;
    }
    let (_, reason) = reader.read(REASON.as_ref()?, "reason");
    let (_, declassify) = reader.read(INSTRUCTION.as_ref()?, "value");
    let capitals = |span| text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let declassify = declassify.map(|span| Word { text: text.slice(span).to_owned(), span });
    Some(Upgrade {
        span: Span::new(opening.start(), reader.at),
        level: class.and_then(|span| register.class_word(&capitals(span))),
        level_span: class,
        by: parts.name("by").map(|by| Span::new(by.start(), by.end())),
        date: parts.name("date").and_then(|date| day::read(date.as_str())),
        reason: reason.map(|span| Word { text: code::spelt(text, span), span }),
        declassify_date: declassify.as_ref().and_then(|word| day::read(&word.text)),
        declassify,
    })
}

/// Reads the parts of a stamp one behind the other.
struct Reader<'t> {
    text: &'t Text,
    at: usize,
}

impl Reader<'_> {
    /// Whether a part stands next, and its named group.
    fn read(&mut self, part: &Regex, name: &str) -> (bool, Option<Span>) {
        let Some(found) = part.captures(near::behind(self.text, self.at, REACH)) else {
            return (false, None);
        };
        let value = found.name(name).map(|value| {
            let trimmed = value.as_str().trim_end_matches([' ', ',', ';', '\t', '\n', '\r']);
            Span::new(value.start(), value.start() + trimmed.len()).shifted(self.at)
        });
        let length = found.get(0).map_or(0, |all| all.as_str().trim_end().len());
        self.at = value.map_or(self.at + length, |value| value.end);
        (true, value)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(content: &str) -> Vec<Upgrade> {
        upgrades(&Text::decode(content.as_bytes().to_vec()), &Register::builtin())
    }

    #[test]
    fn every_part_of_a_stamp_is_read_over_its_lines() {
        let found = read(
            "Subject: A talk\n   Classified by DAS, A/GIS, DoS on 08/31/2015 \u{2014} Class:\nFyi      CONFIDENTIAL \u{2014} Reason: 1.4(B), 1.4(D) \u{2014} Declassify on:\n      08/30/2025\n",
        );
        let upgrade = found.first().unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(upgrade.level, Register::builtin().level("C"));
        assert_eq!(upgrade.date, Some(jiff::civil::date(2015, 8, 31)));
        assert_eq!(upgrade.reason.as_ref().unwrap().text, "1.4(B), 1.4(D)");
        assert_eq!(upgrade.declassify_date, Some(jiff::civil::date(2025, 8, 30)));
    }

    #[test]
    fn the_line_of_a_telegram_is_no_upgrade() {
        assert!(read("CLASSIFIED BY: AMB JOHN DOE FOR REASONS 1.4(B) AND (D).\n").is_empty());
        assert!(read("Classified by the Secretary on 08/31/2015 in a memo.\n").is_empty());
    }
}
