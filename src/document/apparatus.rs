//! Apparatus: lines that an archive, a publisher or a printer sets around a text. They are no words of it, and what
//! ends a text ends it though they stand below.

use super::landmark::LandmarkKind;
use super::stretch::Stretch;
use super::traces::Traces;
use crate::text::Text;

/// Lines that say nothing but where the text of the archive's print ends.
const ENDS: [&str; 2] = ["NMAFVVZCZ", "<< END OF DOCUMENT >>"];

/// What the archive of 1973-79 says of a telegram below it, between stars; the value may stand on the next line.
const LABELS: [&str; 2] = ["*** Current Handling Restrictions ***", "*** Current Classification ***"];

/// Who keeps what a line of source speaks of. Without one of these it may be a person who is the source.
const KEEPERS: [&str; 5] = ["http", "www.", "Archive", "Library", "Department of State"];

/// The longest line that is looked at, in bytes: lines of prose are none.
const LONGEST: usize = 300;

/// How many lines at the end of a text are looked at for its apparatus.
const FOOT: usize = 24;

/// How many lines behind an end mark are looked at: a few are enough to tell, and bound the cost in a text of nothing
/// but NNNN.
const BEHIND: usize = 12;

/// How far above its value a label stands, in lines.
const LABEL_REACH: usize = 3;

/// A stretch of text, asked for what stands around its text.
pub(super) struct Around<'a> {
    pub(super) text: &'a Text,
    pub(super) stretch: &'a Stretch<'a>,
    pub(super) traces: &'a Traces,
}

impl Around<'_> {
    /// No line of text below: class words, page lines, stamps and the apparatus do not count, and where a further
    /// section begins, what ends is the one before.
    pub(super) fn ends_text(&self, line: usize) -> bool {
        for below in line + 1..self.stretch.to.min(line + BEHIND) {
            match self.landmark_on(below) {
                Some(LandmarkKind::Banner(_) | LandmarkKind::Envelope(_) | LandmarkKind::Attributes) => {
                    return true;
                }
                // A stamp may have lines that look like others: `EO Systematic Review`.
                Some(LandmarkKind::Numbered(_) | LandmarkKind::Field) if !self.is_stamped(below) => {
                    return false;
                }
                Some(_) => {}
                None if self.is_no_text(below) => {}
                None => return false,
            }
        }
        true
    }

    /// Where the last line of text ends; `None` where the apparatus goes further up than one looks.
    pub(super) fn text_end(&self) -> Option<usize> {
        let is_foot = |kind: &LandmarkKind| {
            matches!(kind, LandmarkKind::Head(_) | LandmarkKind::EndMark(_) | LandmarkKind::Stamp)
        };
        let mut lines = (self.stretch.from..self.stretch.to).rev().take(FOOT);
        let last =
            lines.find(|&line| !self.landmark_on(line).is_some_and(is_foot) && !self.is_no_text(line))?;
        self.text.lines().get(last).map(|line| line.end)
    }

    /// The line is the value of a label above it, and no line of its own.
    pub(super) fn is_value(&self, line: usize) -> bool {
        let mut above = (self.stretch.from..line).rev().take(LABEL_REACH).map(|line| self.text.line(line));
        above.find(|line| !line.trim().is_empty()).is_some_and(is_label)
    }

    /// Nothing stands on the line but apparatus or a stamp.
    fn is_no_text(&self, line: usize) -> bool {
        let words = self.text.line(line);
        words.trim().is_empty() || is_line(words) || self.is_value(line) || self.is_stamped(line)
    }

    fn is_stamped(&self, line: usize) -> bool {
        self.text.lines().get(line).is_some_and(|line| self.traces.stamps_line(*line))
    }

    fn landmark_on(&self, line: usize) -> Option<&LandmarkKind> {
        let landmarks = self.stretch.landmarks;
        let index = landmarks.binary_search_by_key(&line, |landmark| landmark.line).ok()?;
        landmarks.get(index).map(|landmark| &landmark.kind)
    }
}

/// True for a line of the apparatus.
pub(super) fn is_line(line: &str) -> bool {
    let words = line.trim();
    let mut letters = words.bytes();
    match letters.next() {
        _ if words.len() > LONGEST => false,
        Some(b'<') => ENDS.contains(&words) || is_tag(words),
        Some(b'*') => LABELS.iter().any(|label| words.starts_with(label)),
        Some(b'N') => ENDS.contains(&words),
        Some(b'`' | b'~') => is_fence(words),
        Some(b'P') => is_page_of(words),
        Some(b'S') => is_source(words),
        Some(b'h' | b'w') => is_address(words),
        _ => false,
    }
}

/// True for a label whose value stands on a line below.
pub(super) fn is_label(line: &str) -> bool {
    LABELS.contains(&line.trim())
}

/// `</pre>`: what opens or closes an element of a web page, alone.
fn is_tag(words: &str) -> bool {
    let inner = words.strip_prefix('<').and_then(|words| words.strip_suffix('>'));
    let name = inner.map(|inner| inner.trim_matches('/')).unwrap_or_default();
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The fence of a block of code.
fn is_fence(words: &str) -> bool {
    words.starts_with("```") && words.bytes().all(|byte| byte == b'`')
        || words.starts_with("~~~") && words.bytes().all(|byte| byte == b'~')
}

/// `Page 2 of 2`.
fn is_page_of(words: &str) -> bool {
    let numbers = words.strip_prefix("Page ").and_then(|rest| rest.split_once(" of "));
    let is_number =
        |word: &str| (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(page, pages)| is_number(page) && is_number(pages))
}

/// `Source: National Archives, RG 59`.
fn is_source(words: &str) -> bool {
    words.starts_with("Source:") && KEEPERS.iter().any(|keeper| words.contains(keeper))
}

/// The address of a web page, alone.
fn is_address(words: &str) -> bool {
    let begins = ["http://", "https://", "www."].iter().any(|front| words.starts_with(front));
    begins && !words.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_a_text_are_told_from_its_own() {
        for line in [
            "<< END OF DOCUMENT >>",
            "NMAFVVZCZ",
            " </pre>",
            "```",
            "Page 2 of 2",
            "https://aad.archives.gov/aad/createpdf?rid=1",
            "Source: National Archives, RG 59",
            "*** Current Classification *** CONFIDENTIAL",
        ] {
            assert!(is_line(line), "{line}");
        }
        for line in [
            "<pre> is what he said",
            "Source: the minister's driver",
            "Page 2 of 2 is missing.",
            "NMAFVVZCZ AND MORE",
            "www.example.org has it.",
            "*** WARNING ***",
            "",
        ] {
            assert!(!is_line(line), "{line}");
        }
    }

    #[test]
    fn a_label_without_a_value_has_it_below() {
        assert!(is_label("*** Current Classification ***  "));
        assert!(!is_label("*** Current Classification *** CONFIDENTIAL"));
    }
}
