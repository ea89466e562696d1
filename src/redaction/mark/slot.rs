//! Closed choices: places in a sentence that only few words can fill, `the President of [ ]`.

use std::sync::LazyLock;

use regex::Regex;

use super::Slot;

/// What must stand in front of a redaction and behind it, with blanks folded to one.
struct Frame {
    slot: Slot,
    front: Side,
    behind: Side,
}

/// What must stand on one side of a redaction.
struct Side {
    /// One of these touches the redaction.
    edge: &'static [&'static str],
    /// So does what the pattern knows; without one the edge is a whole word. Made when it is first asked: most
    /// redactions stand in no frame, and to make a pattern is dear.
    pattern: Option<Pattern>,
}

type Pattern = LazyLock<Option<Regex>, Box<dyn FnOnce() -> Option<Regex> + Send>>;

impl Side {
    fn words(edge: &'static [&'static str]) -> Self {
        Self { edge, pattern: None }
    }

    fn front(edge: &'static [&'static str], pattern: &str) -> Self {
        Self::pattern(edge, format!("(?i)(?:^|[^a-z]){pattern}$"))
    }

    fn behind(edge: &'static [&'static str], pattern: &str) -> Self {
        Self::pattern(edge, format!("(?i)^{pattern}(?:[^a-z]|$)"))
    }

    fn pattern(edge: &'static [&'static str], source: String) -> Self {
        Self { edge, pattern: Some(LazyLock::new(Box::new(move || Regex::new(&source).ok()))) }
    }

    fn fits(&self, part: &str, cut: Cut) -> bool {
        let touches = |edge: &&str| {
            let Some(touching) = cut(part, edge.len()) else { return false };
            let goes_on = touching.beyond.is_some_and(|beyond| beyond.is_ascii_alphabetic());
            touching.words.eq_ignore_ascii_case(edge) && (self.pattern.is_some() || !goes_on)
        };
        let knows = |pattern: &Pattern| pattern.as_ref().is_some_and(|pattern| pattern.is_match(part));
        self.edge.iter().any(touches) && self.pattern.as_ref().is_none_or(knows)
    }
}

/// As many bytes of a part as an edge has, where it touches the redaction.
type Cut = for<'p> fn(&'p str, usize) -> Option<Touching<'p>>;

struct Touching<'p> {
    words: &'p str,
    /// The sign that touches these.
    beyond: Option<char>,
}

fn end_of(front: &str, length: usize) -> Option<Touching<'_>> {
    let (rest, words) = front.split_at_checked(front.len().checked_sub(length)?)?;
    Some(Touching { words, beyond: rest.chars().next_back() })
}

fn front_of(behind: &str, length: usize) -> Option<Touching<'_>> {
    let (words, rest) = behind.split_at_checked(length)?;
    Some(Touching { words, beyond: rest.chars().next() })
}

const MONTHS: &str = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

static FRAMES: LazyLock<Vec<Frame>> = LazyLock::new(|| {
    let frames = offices().into_iter().chain(missions()).chain([weekday()]).chain(months());
    frames.chain([nationality()]).collect()
});

fn offices() -> [Frame; 2] {
    let of_country = Side::front(
        &["of ", "of the "],
        "(?:the|former|then) (?:vice )?(?:president|prime minister|king|queen|emir|amir|sultan|chancellor|foreign minister|defen[cs]e minister|government|capital|ruler) of (?:the )?",
    );
    let minister = Side::behind(
        &[" "],
        " (?:deputy |acting |former |then-?)?(?:foreign minister|prime minister|defen[cs]e minister|interior minister|finance minister|head of state)",
    );
    [
        Frame { slot: Slot::Office, front: of_country, behind: Side::words(&[""]) },
        Frame {
            slot: Slot::Office,
            front: Side::words(&["the ", "former ", "visiting ", "then "]),
            behind: minister,
        },
    ]
}

fn missions() -> [Frame; 2] {
    let embassy = Side::front(
        &["embassy ", "general ", "consulate ", "amconsul ", "congen ", " in "],
        "(?:american embassy|u\\.?s\\.? embassy|the embassy|amembassy|embassy|consulate general|u\\.?s\\.? consulate|amconsul|congen) (?:in )?",
    );
    let goes_on = Side::behind(
        &[",", ".", ";", ")", " "],
        "(?:[,.;)]| (?:and|on|in|for|to|has|had|will|reported|believes|requests|recommends|notes))",
    );
    let ambassador = Side::words(&[
        " ambassador",
        " embassy",
        " consulate",
        " consul general",
        " charge",
        " charg\u{e9}",
        " charg\u{c9}",
    ]);
    [
        Frame { slot: Slot::Mission, front: embassy, behind: goes_on },
        Frame { slot: Slot::Mission, front: Side::words(&["the "]), behind: ambassador },
    ]
}

fn weekday() -> Frame {
    let date = format!(",? (?:{MONTHS}\\.? [0-9]{{1,2}}|[0-9]{{1,2}} {MONTHS})");
    Frame { slot: Slot::Weekday, front: Side::words(&["on "]), behind: Side::behind(&[" ", ", "], &date) }
}

fn months() -> [Frame; 2] {
    let day = Side::front(
        &["0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "6 ", "7 ", "8 ", "9 ", "st ", "nd ", "rd ", "th "],
        "[0-9]{1,2}(?:st|nd|rd|th)? ",
    );
    let year = Side::behind(&[" 19", " 20", ", 19", ", 20"], ",? (?:19|20)[0-9]{2}");
    let day_and_year = Side::behind(
        &[" 0", " 1", " 2", " 3", " 4", " 5", " 6", " 7", " 8", " 9"],
        " [0-9]{1,2}, (?:19|20)[0-9]{2}",
    );
    [
        Frame { slot: Slot::Month, front: day, behind: year },
        Frame {
            slot: Slot::Month,
            front: Side::words(&["on ", "in ", "by ", "until ", "since ", "of "]),
            behind: day_and_year,
        },
    ]
}

fn nationality() -> Frame {
    Frame {
        slot: Slot::Nationality,
        front: Side::words(&[
            "a ", "an ", "two ", "three ", "four ", "other ", "the ", "0 ", "1 ", "2 ", "3 ", "4 ", "5 ",
            "6 ", "7 ", "8 ", "9 ",
        ]),
        behind: Side::words(&[
            " national",
            " nationals",
            " citizen",
            " citizens",
            " passport",
            " passports",
            " nationality",
            " government",
        ]),
    }
}

/// The closed choice that the words around a redaction leave. Both parts have blanks folded to one.
pub(super) fn slot(front: &str, behind: &str) -> Option<Slot> {
    if !front.ends_with(' ') {
        return None; // every frame's front ends with a blank
    }
    let fits = |frame: &&Frame| frame.front.fits(front, end_of) && frame.behind.fits(behind, front_of);
    FRAMES.iter().find(fits).map(|frame| frame.slot)
}

#[cfg(test)]
mod tests {
    use super::super::redactions;
    use super::*;
    use crate::text::Text;

    fn read(content: &str) -> Option<Slot> {
        redactions(&Text::decode(content.into()), &[]).first()?.slot
    }

    #[test]
    fn closed_choices_are_told_apart() {
        for (line, slot) in [
            ("He met the President of [ ] there.", Slot::Office),
            ("The XXXXXXXX Foreign Minister came.", Slot::Office),
            ("a letter to Embassy [ ] and others", Slot::Mission),
            ("the [    ] Ambassador came", Slot::Mission),
            ("They met on ██████, March 3, at noon.", Slot::Weekday),
            ("They met on 3\r\nXXXXX 2009 at noon.", Slot::Month),
            ("signed on [REDACTED] 3, 2009", Slot::Month),
            ("He is a ██████ national.", Slot::Nationality),
            ("THE XXXXXXXX GOVERNMENT AGREED", Slot::Nationality),
        ] {
            assert_eq!(read(line), Some(slot), "{line}");
        }
    }

    #[test]
    fn open_choices_are_none() {
        for line in [
            "He met [ ] there.",
            "Visit the Embassy's site: XXXXXXXXXXXX",
            "the minister told XXXXXXXX that",
            "XXXXXXXXXXXX, the Foreign Minister",
            "in a [name redacted] report",
            "on XXXXXXXX the committee met",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
