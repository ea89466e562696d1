//! Closed choices: places in a sentence that only few words can fill, `the President of [ ]`.

use std::sync::LazyLock;

use regex::Regex;

use super::Slot;

/// What must stand in front of a redaction and behind it, with blanks folded to one.
struct Frame {
    slot: Slot,
    front: Pattern,
    behind: Pattern,
}

/// Made when it is first asked: most redactions stand in no frame, and to make a pattern is dear.
type Pattern = LazyLock<Option<Regex>, Box<dyn FnOnce() -> Option<Regex> + Send>>;

fn pattern(source: String) -> Pattern {
    LazyLock::new(Box::new(move || Regex::new(&source).ok()))
}

const MONTHS: &str = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

static FRAMES: LazyLock<Vec<Frame>> = LazyLock::new(|| {
    let frame = |slot, front: &str, behind: &str| Frame {
        slot,
        front: pattern(format!("(?i)(?:^|[^a-z]){front}$")),
        behind: pattern(format!("(?i)^{behind}(?:[^a-z]|$)")),
    };
    let office = "(?:deputy |acting |former |then-?)?(?:foreign minister|prime minister|defen[cs]e minister|interior minister|finance minister|head of state)";
    vec![
        frame(
            Slot::Office,
            "(?:the|former|then) (?:vice )?(?:president|prime minister|king|queen|emir|amir|sultan|chancellor|foreign minister|defen[cs]e minister|government|capital|ruler) of (?:the )?",
            "",
        ),
        frame(Slot::Office, "(?:the|former|visiting|then) ", &format!(" {office}")),
        frame(
            Slot::Mission,
            "(?:american embassy|u\\.?s\\.? embassy|the embassy|amembassy|embassy|consulate general|u\\.?s\\.? consulate|amconsul|congen) (?:in )?",
            "(?:[,.;)]| (?:and|on|in|for|to|has|had|will|reported|believes|requests|recommends|notes))",
        ),
        frame(Slot::Mission, "the ", " (?:ambassador|embassy|consulate|consul general|charg[eé])"),
        frame(Slot::Weekday, "on ", &format!(",? {MONTHS}\\.? \\d{{1,2}}")),
        frame(Slot::Weekday, "on ", &format!(",? \\d{{1,2}} {MONTHS}")),
        frame(Slot::Month, "\\d{1,2}(?:st|nd|rd|th)? ", ",? (?:19|20)\\d\\d"),
        frame(Slot::Month, "(?:on|in|by|until|since|of) ", " \\d{1,2}, (?:19|20)\\d\\d"),
        frame(
            Slot::Nationality,
            "(?:an?|two|three|four|\\d+|other|the) ",
            " (?:nationals?|citizens?|passports?|nationality|government)",
        ),
    ]
});

/// The closed choice that the words around a redaction leave. Both parts have blanks folded to one.
pub(super) fn slot(front: &str, behind: &str) -> Option<Slot> {
    if !front.ends_with(' ') {
        return None; // every frame's front ends with a blank
    }
    let fits = |pattern: &Pattern, part: &str| pattern.as_ref().is_some_and(|pattern| pattern.is_match(part));
    let frame = FRAMES.iter().find(|frame| fits(&frame.front, front) && fits(&frame.behind, behind))?;
    Some(frame.slot)
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
