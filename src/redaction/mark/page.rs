//! Pages and records that were withheld whole: `Page 3 withheld in full`, `DENIED IN FULL`.

use std::sync::LazyLock;

use regex::Regex;

use super::around::is_one_of;
use super::{Redaction, RedactionKind};
use crate::redaction::near;
use crate::span::Span;
use crate::text::Text;
use crate::text::word::begins;

/// A line that says that a page, an attachment or a record was kept back. `DENY IN FULL` is a release stamp.
static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^[\s\[(*-]*(?:",
        r"(?P<amount>(?:(?:this|\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\s+)?(?:pages?|documents?|records?|attachments?|enclosures?|annex(?:es)?|tabs?|paragraphs?|sections?)(?:\s*(?:no\.?\s*)?\(?s?\)?[\dA-C]{1,4}(?:\s*(?:-|–|,|and|to|through|thru)\s*\d{1,4})*)?)\s*:?\s+(?:(?:is|are|was|were|has\s+been|have\s+been)\s+)?(?:withheld|denied|exempt|redacted|withdrawn|removed)(?:\s+(?:in\s+(?:full|its\s+entirety)|entirely))?",
        r"|(?:denied|withheld|redacted|exempt)\s+in\s+(?:full|its\s+entirety)",
        r"|access\s+restricted|withdrawal\s+(?:notice|sheet|record)|document\s+withdrawal\s+record",
        r"|the\s+item\s+identified\s+below\s+has\s+been\s+withdrawn.*",
        r")(?P<tail>[\s\])*.,:;–—-]*(?:(?:under|per|pursuant\s+to|for|by|exemptions?|foia)\b.*|\(?b\)?\s*\(?\d.*|\d\.\d.*|25x\d.*)?)$"
    ))
    .ok()
});

/// Longest such line.
const LONGEST: usize = 120;

/// Words of such a line, at most.
const MOST: usize = LONGEST / 2;

/// Words without one of which no line says that something was kept back.
const WORDS: [&str; 7] = ["withheld", "withdraw", "denied", "exempt", "redacted", "removed", "restricted"];

/// What may be kept back.
const NOUNS: [&str; 9] =
    ["page", "document", "record", "attachment", "enclosure", "annex", "tab", "paragraph", "section"];

/// Words that say how many, which may stand in front of that.
const NUMBERS: [&str; 11] =
    ["this", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Words that may stand between what was kept back and the word that says so.
const BETWEEN: [&str; 12] =
    ["s", "no", "and", "to", "through", "thru", "is", "are", "was", "were", "has", "have"];

/// All of a text, in order.
pub(super) fn read(text: &Text) -> Vec<Redaction> {
    let places = near::places(text, &WORDS).into_iter().map(|word| word.start);
    let opened = places.filter(|at| from_line_of(text, *at).is_some_and(opens));
    let mut lines: Vec<usize> = opened.map(|at| text.line_index(at)).collect();
    lines.dedup();
    let lines = lines.into_iter().filter_map(|index| text.lines().get(index));
    let lines = lines.filter(|line| (10..=LONGEST).contains(&line.len()));
    lines.filter_map(|line| whole(text, *line)).collect()
}

/// The text from the front of a place's line on; from somewhere in it, where the line is too long to count.
fn from_line_of(text: &Text, at: usize) -> Option<&str> {
    let from = at.saturating_sub(LONGEST);
    let end = memchr::memrchr2(b'\n', b'\r', text.as_str().as_bytes().get(from..at)?);
    text.as_str().get(end.map_or(from, |end| from + end + 1)..)
}

/// False where a line does not begin with the words of [`LINE`], which is slow to ask and dear to make. `rest` is the text
/// from the front of the line on: words of the next lines may make it true.
fn opens(rest: &str) -> bool {
    let words = rest.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
    let mut words = words.take(MOST).peekable();
    words.next_if(|word| is_one_of(word, &NUMBERS));
    let Some(first) = words.next() else { return false };
    let mut follows =
        |list: &[&str]| words.peek().is_some_and(|next| list.iter().any(|word| begins(next, word)));
    if NOUNS.iter().any(|noun| begins(first, noun)) {
        follows(&["withdrawal"]) || words.find(|word| !may_stand_between(word)).is_some_and(says)
    } else if begins(first, "access") {
        follows(&["restricted"])
    } else if begins(first, "withdrawal") {
        follows(&["notice", "sheet", "record"])
    } else {
        begins(first, "the") && follows(&["item"])
            || says(first) && words.peek().is_some_and(|next| is_one_of(next, &["in"]))
    }
}

/// `has been`, `no. 3A`, `noB`, `Aand 4`.
fn may_stand_between(word: &str) -> bool {
    is_one_of(word, &BETWEEN) || begins(word, "been") || is_number(&word.to_ascii_lowercase())
}

/// The letters of a number, with what may touch them.
fn is_number(word: &str) -> bool {
    let number = word.strip_prefix("no").unwrap_or(word);
    let number = number.strip_prefix('s').unwrap_or(number);
    let joined = ["and", "to", "through", "thru"].iter().find_map(|and| number.strip_suffix(and));
    joined.unwrap_or(number).bytes().all(|byte| matches!(byte, b'a'..=b'c'))
}

/// The word says that something was kept back.
fn says(word: &str) -> bool {
    WORDS.iter().any(|one| begins(word, one))
}

fn whole(text: &Text, line: Span) -> Option<Redaction> {
    let words = text.slice(line);
    let found = LINE.as_ref()?.captures(words)?;
    let start = line.start + (words.len() - words.trim_start().len());
    let end = found.name("tail").map_or(line.end, |tail| line.start + tail.start());
    // a bracket that opens the line closes in the tail
    let closed = words.get(end - line.start..).is_some_and(|tail| tail.starts_with([']', ')']));
    let amount = found.name("amount").map(|amount| Span::from(amount.range()).shifted(line.start));
    Some(Redaction {
        span: Span::new(start, end + usize::from(closed)),
        kind: RedactionKind::Page,
        amount,
        ..Redaction::default()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(content: &str) -> Vec<String> {
        let text = Text::decode(content.into());
        read(&text).iter().map(|one| text.slice(one.span).to_owned()).collect()
    }

    #[test]
    fn lines_that_keep_back_a_page_are_redactions() {
        for line in [
            "Page 3 withheld in full",
            "DENIED IN FULL",
            "Pages 3-5 denied in full",
            "[2 pages withheld]",
            "ACCESS RESTRICTED",
            "This page withheld",
            "PAGE 3 WITHHElD IN FULL",
        ] {
            assert_eq!(found(&format!("text\n  {line}\nmore")), [line], "{line}");
        }
        assert_eq!(found("Page 3 withheld in full under (b)(1)"), ["Page 3 withheld in full"]);
    }

    #[test]
    fn a_line_may_begin_with_any_word_of_the_pattern() {
        let numbers = "this 4 one two three four five six seven eight nine ten";
        let nouns = "page document record attachment enclosure annex tab paragraph section";
        for noun in nouns.split(' ') {
            let counted = numbers.split(' ').map(|number| format!("{number} {noun} withheld in full"));
            for line in
                counted.chain([format!("[{noun} 2 denied]"), format!("  * {} exempt", noun.to_uppercase())])
            {
                assert_eq!(found(&line).len(), 1, "{line}");
            }
        }
        for line in [
            "denied in full",
            "Withheld in its entirety",
            "REDACTED IN FULL",
            "exempt in full",
            "Access Restricted",
            "Withdrawal Notice",
            "Document Withdrawal Record",
            "The item identified below has been withdrawn because it is restricted",
        ] {
            assert_eq!(found(line).len(), 1, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_that_the_pattern_knows_is_passed_over(words in sample_of(
            "this 3 two page Pages no. (s) 5 3A - , and through was has been noA sA Aand Band withheld Denied in full its entirety access \
             restricted withdrawal notice document record annexes tabB the item identified below withdrawn redacted [ ( *",
        )) {
            let line = words.join(" ");
            prop_assert!(!LINE.as_ref().is_some_and(|pattern| pattern.is_match(&line)) || opens(&line));
        }
    }

    fn sample_of(words: &'static str) -> impl Strategy<Value = Vec<&'static str>> {
        prop::collection::vec(prop::sample::select(words.split(' ').collect::<Vec<_>>()), 1..7)
    }

    #[test]
    fn sentences_and_decisions_are_none() {
        for line in [
            "The visa was denied in full view of all.",
            "DENY IN FULL",
            "withheld any statement to the press",
            "The documents were withheld from the committee in 1983.",
            "Page 3 of 5",
        ] {
            assert_eq!(found(line), Vec::<String>::new(), "{line}");
        }
    }
}
