//! What a release decided against what the text shows.

use super::super::{Arguments, Hit, Verdict};
use super::lines::{count_words, inside};
use crate::fact::{Fact, Facts};
use crate::redaction::{CodePlace, Coded, Decision, ExemptionCode, Redaction, RedactionKind};
use crate::span::Span;
use crate::text::Text;

/// The stretch of text that one decision governs: to the next stamp that decides otherwise. A file often
/// holds several released documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) decision: Decision,
    /// The words of the decision.
    pub(super) words: Span,
    /// The text that it governs.
    pub(super) extent: Span,
}

/// The stretches of a document; what stands above the first decision belongs to it. DECLASSIFIED below a decision does not
/// say how much was let out, so it decides nothing otherwise.
pub(super) fn stretches(facts: &Facts<'_>) -> Vec<Stretch> {
    let stamps = &facts.document.traces.stamps;
    let whole = stamps.iter().fold(facts.document.span, |whole, stamp| whole.cover(stamp.span));
    let mut stretches: Vec<Stretch> = Vec::new();
    for (decision, words) in stamps.iter().filter_map(|stamp| stamp.decision) {
        let goes_on = |last: &Stretch| last.decision == decision || decision == Decision::Declassified;
        if stretches.last().is_some_and(goes_on) {
            continue;
        }
        let from = if stretches.is_empty() { whole.start } else { words.start };
        if let Some(last) = stretches.last_mut() {
            last.extent.end = words.start;
        }
        stretches.push(Stretch { decision, words, extent: Span::new(from, whole.end) });
    }
    stretches
}

/// Reports a decision that the text contradicts.
pub(in super::super) fn decision(facts: &Facts<'_>, _: Fact<'_>, arguments: &Arguments) -> Verdict {
    let report = arguments.choice("report");
    let wanted = match report {
        "full-redacted" | "full-coded" => Decision::Full,
        "part-unmarked" | "part-uncoded" => Decision::Part,
        _ => Decision::Denied,
    };
    let at_least = usize::try_from(arguments.number("at-least").unwrap_or(1)).unwrap_or(usize::MAX);
    let stretches = stretches(facts);
    let of_it = stretches.iter().filter(|stretch| stretch.decision == wanted);
    Ok(of_it.filter_map(|stretch| look(facts, stretch, report, at_least)).collect())
}

fn look(facts: &Facts<'_>, stretch: &Stretch, report: &str, at_least: usize) -> Option<Hit> {
    let hit = Hit::new(stretch.words).value("decision", decided(facts.text, stretch.words));
    match report {
        "full-redacted" => {
            let redaction = redactions(facts, stretch).find(|one| is_certain(facts.text, one))?;
            Some(hit.place("redaction", Some(redaction.span)))
        }
        "full-coded" => {
            let in_margin =
                |code: &&ExemptionCode| matches!(code.place, CodePlace::Margin | CodePlace::Stamp);
            let code = codes(facts, stretch).filter(in_margin).find(|code| code.known && !code.slip)?;
            Some(hit.value("code", &code.code).place("code", Some(code.span)))
        }
        "part-unmarked" => is_unmarked(facts, stretch).then_some(hit),
        "denied-text" => {
            let words = words_left(facts, stretch);
            (words >= at_least).then(|| hit.value("words", words))
        }
        // A code that a scanner damaged was still given.
        _ => codes(facts, stretch).next().is_none().then_some(hit),
    }
}

/// The decision in one line: a stamp breaks it into two.
fn decided(text: &Text, words: Span) -> String {
    text.slice(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn redactions<'a>(facts: &Facts<'a>, stretch: &Stretch) -> impl Iterator<Item = &'a Redaction> {
    inside(&facts.document.traces.redactions, stretch.extent, |one| one.span)
}

pub(super) fn codes<'a>(facts: &Facts<'a>, stretch: &Stretch) -> impl Iterator<Item = &'a ExemptionCode> {
    inside(&facts.document.traces.codes, stretch.extent, |one| one.span)
}

/// A redaction that cannot be the author's own: `xx` stands for a figure to come, `____` for a line to
/// fill in.
fn is_certain(text: &Text, redaction: &Redaction) -> bool {
    matches!(redaction.coded, Coded::Inside | Coded::Beside)
        || match redaction.kind {
            RedactionKind::Label | RedactionKind::Page => true,
            RedactionKind::Bracket => text.slice(redaction.span).chars().any(char::is_alphabetic),
            RedactionKind::Bar => text.slice(redaction.span).contains(['\u{2588}', '\u{25a0}']),
            RedactionKind::Mask => false,
        }
}

/// Nothing says where text was taken out: no redaction, no code outside the stamp, and no blank that a
/// white box on paper leaves behind in a scanned text.
fn is_unmarked(facts: &Facts<'_>, stretch: &Stretch) -> bool {
    let marked = redactions(facts, stretch).next().is_some()
        || codes(facts, stretch).any(|code| code.place != CodePlace::Stamp);
    !marked && count_words(facts.text.slice(stretch.extent)) >= FEW_WORDS && !has_blank(facts, stretch)
}

/// A text of fewer words is the rest of a page that was taken out whole.
const FEW_WORDS: usize = 60;

/// Blanks in a row inside a line that no author writes.
const GAP: &str = "          ";

/// An indent that no author writes; a heading in the middle of a page has less.
const DEEP: usize = 60;

/// Empty lines in a row, between two lines of text.
const EMPTY_LINES: usize = 4;

/// A field of a message without a value, a gap in a line, or a run of empty lines.
fn has_blank(facts: &Facts<'_>, stretch: &Stretch) -> bool {
    let mut empty = 0;
    let mut begun = false;
    let mut last = "";
    free_lines(facts, stretch.extent).any(|line| {
        let Some(line) = line else {
            begun = false;
            return false;
        };
        if line.trim().is_empty() {
            empty += 1;
            return false;
        }
        let after_run = begun && (empty >= EMPTY_LINES || empty >= 2 && breaks_off(last));
        begun = true;
        empty = 0;
        last = line;
        after_run || is_empty_field(line) || has_gap(line)
    })
}

/// The lines of an extent; `None` for a line of which a stamp, an overlay or a code is part.
fn free_lines<'a>(facts: &Facts<'a>, extent: Span) -> impl Iterator<Item = Option<&'a str>> {
    let taken = taken_lines(facts, extent);
    let (text, mut next) = (facts.text, 0);
    let first = text.line_index(extent.start);
    let last = text.line_index(extent.end);
    (first..=last).map(move |index| {
        while taken.get(next).is_some_and(|&line| line < index) {
            next += 1;
        }
        let is_taken = taken.get(next) == Some(&index);
        (!is_taken).then(|| without_backslash(text.line(index)))
    })
}

/// A line without the backslash that saved web pages have at its end: `To: \` has no value.
fn without_backslash(line: &str) -> &str {
    line.trim_end().strip_suffix('\\').unwrap_or(line)
}

/// The lines of stamps, overlays, upgrades, codes and redactions in an extent, in order.
fn taken_lines(facts: &Facts<'_>, extent: Span) -> Vec<usize> {
    let traces = &facts.document.traces;
    let spans = (inside(&traces.stamps, extent, |one| one.span).map(|one| one.span))
        .chain(inside(&traces.overlays, extent, |one| one.span).map(|one| one.span))
        .chain(inside(&traces.upgrades, extent, |one| one.span).map(|one| one.span))
        .chain(inside(&traces.codes, extent, |one| one.span).map(|one| one.span))
        .chain(inside(&traces.redactions, extent, |one| one.span).map(|one| one.span));
    let lines = |span: Span| facts.text.line_index(span.start)..=facts.text.line_index(span.end);
    let mut taken: Vec<usize> = spans.flat_map(lines).collect();
    taken.sort_unstable();
    taken.dedup();
    taken
}

/// `To:` without a value, or an address that breaks off: `[mailto:`.
fn is_empty_field(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with(':') || line.ends_with("mailto") || line.ends_with(['<', '\''])
}

/// A sentence that ends in the midst: `who says that in Delhi` above empty lines (seen: C05785319).
fn breaks_off(line: &str) -> bool {
    line.trim_end().ends_with(char::is_alphabetic) && count_words(line) >= 5
}

/// A wide gap between two words, or before the first (seen: C05779641). Behind the colon of a field it is its tabulator.
fn has_gap(line: &str) -> bool {
    let indent = line.len() - line.trim_start().len();
    if indent >= DEEP {
        return true;
    }
    let line = line.trim();
    let mut rest = line;
    while let Some(at) = rest.find(GAP) {
        let (front, behind) = (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default());
        if !front.trim_end().ends_with(':') {
            return true;
        }
        rest = behind.trim_start();
    }
    false
}

/// The words of a stretch beside stamps, codes and redactions.
fn words_left(facts: &Facts<'_>, stretch: &Stretch) -> usize {
    free_lines(facts, stretch.extent).flatten().map(count_words).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tabulator_is_no_gap() {
        assert!(!has_gap("From:                     Doe, Jo"));
        assert!(has_gap(&format!("{}Talking to the harbor", " ".repeat(90))));
        assert!(has_gap("You can reach me at                    until nine"));
        assert!(!has_gap("                    UNCLASSIFIED            "));
    }

    #[test]
    fn a_sentence_that_ends_in_the_midst_breaks_off() {
        assert!(breaks_off("I had lunch with the pilot, who says that the ferry"));
        assert!(!breaks_off("I had lunch with the pilot."));
        assert!(!breaks_off("Lucia Orne"));
    }

    #[test]
    fn an_address_that_breaks_off_is_a_blank() {
        assert!(is_empty_field("To:      "));
        assert!(is_empty_field("From: Widmer [mailto:"));
        assert!(!is_empty_field("Subject: The harbor"));
    }
}
