//! How exemption codes belong to redactions: in them, beside them, or on the same page.

use super::{Coded, ExemptionCode, Redaction, RedactionKind};
use crate::redaction::CodePlace;
use crate::span::Span;
use crate::text::Text;

/// What begins a new page: the header that State prints on each.
const HEADER: &str = "U.S. Department of State Case No";

/// The codes that begin inside a span; `codes` are in the order of the text.
pub(super) fn within(codes: &[ExemptionCode], span: Span) -> impl Iterator<Item = &ExemptionCode> {
    let from = codes.partition_point(|code| code.span.start < span.start);
    codes.get(from..).unwrap_or_default().iter().take_while(move |code| code.span.start < span.end)
}

/// Tells each redaction its codes. Both lists are in the order of the text.
pub(super) fn assign(text: &Text, codes: &[ExemptionCode], redactions: &mut [Redaction]) {
    if codes.is_empty() || redactions.is_empty() {
        return;
    }
    let pages = pages(text);
    // apart from the others, so that a page full of codes in the text is not searched once a redaction
    let edges: Vec<ExemptionCode> = codes
        .iter()
        .filter(|code| matches!(code.place, CodePlace::Margin | CodePlace::Stamp))
        .cloned()
        .collect();
    let labels: Vec<Span> = spans(redactions, |kind| kind == RedactionKind::Label);
    for redaction in redactions.iter_mut() {
        let (belongs, found) = belonging(text, codes, &edges, &pages, &labels, redaction);
        redaction.coded = belongs;
        for code in found {
            if !redaction.codes.contains(&code.code) {
                redaction.codes.push(code.code.clone());
            }
        }
    }
}

fn spans(redactions: &[Redaction], wanted: fn(RedactionKind) -> bool) -> Vec<Span> {
    redactions.iter().filter(|one| wanted(one.kind)).map(|one| one.span).collect()
}

/// The codes nearest to a redaction, and how they belong to it.
fn belonging<'a>(
    text: &Text,
    codes: &'a [ExemptionCode],
    edges: &'a [ExemptionCode],
    pages: &[usize],
    labels: &[Span],
    redaction: &Redaction,
) -> (Coded, Vec<&'a ExemptionCode>) {
    let inside: Vec<_> = within(codes, redaction.span).take(MOST).collect();
    if !inside.is_empty() {
        return (Coded::Inside, inside);
    }
    let beside: Vec<_> = within(codes, touching(text, redaction.span))
        .filter(|code| code.place != CodePlace::Redaction && !is_other(labels, code.span))
        .take(MOST)
        .collect();
    if !beside.is_empty() {
        return (Coded::Beside, beside);
    }
    let page = page(pages, redaction.span.start);
    let mut on_page: Vec<_> = within(edges, page).take(MOST).collect();
    if on_page.is_empty() {
        on_page = decided(edges, redaction.span.start);
    }
    if on_page.is_empty() { (Coded::Not, Vec::new()) } else { (Coded::Page, on_page) }
}

/// The codes of the last decision above a place: they hold for the document until the next one.
fn decided(edges: &[ExemptionCode], at: usize) -> Vec<&ExemptionCode> {
    let above = edges.partition_point(|code| code.span.start < at);
    let above = edges.get(..above).unwrap_or_default().iter().rev();
    // margin codes stand between the pages; a page has no more of them than this
    let mut codes: Vec<&ExemptionCode> =
        above.take(LOOKED_AT).filter(|code| code.place == CodePlace::Stamp).take(MOST).collect();
    let last = codes.first().map_or(0, |code| code.span.start);
    codes.retain(|code| code.span.start + STAMP >= last);
    codes.reverse();
    codes
}

/// How many codes are looked at for those of a decision, and how long a stamp's list of codes is, in bytes.
const LOOKED_AT: usize = 512;
const STAMP: usize = 300;

/// Most codes that one redaction is given: more are the codes of a page full of redactions.
const MOST: usize = 16;

/// The code is another redaction itself.
fn is_other(labels: &[Span], code: Span) -> bool {
    let before = labels.partition_point(|label| label.start <= code.start);
    before.checked_sub(1).and_then(|last| labels.get(last)).is_some_and(|label| label.contains(code))
}

/// The lines of a redaction and the two that touch them, but in a very long line only what is near.
fn touching(text: &Text, span: Span) -> Span {
    let line = |index: usize| text.lines().get(index).copied();
    let first = text.line_index(span.start).saturating_sub(1);
    let last = text.line_index(span.end) + 1;
    let start = line(first).map_or(0, |line| line.start);
    let end = line(last).or_else(|| text.lines().last().copied()).map_or(span.end, |line| line.end);
    Span::new(start.max(span.start.saturating_sub(NEAR)), end.min(span.end + NEAR))
}

/// How far from a redaction a code on a very long line may stand.
const NEAR: usize = 1_000;

/// Where the pages of a text begin.
fn pages(text: &Text) -> Vec<usize> {
    let content = text.as_str().as_bytes();
    let mut pages: Vec<usize> = memchr::memchr_iter(b'\x0c', content).collect();
    pages.extend(memchr::memmem::find_iter(content, HEADER));
    pages.sort_unstable();
    pages
}

/// The page on which a place stands.
fn page(pages: &[usize], at: usize) -> Span {
    let next = pages.partition_point(|page| *page <= at);
    let start = next.checked_sub(1).and_then(|last| pages.get(last)).copied().unwrap_or_default();
    Span::new(start, pages.get(next).copied().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::redactions;
    use super::*;

    /// How the first redaction of a text is coded, where `code` stands at its one place.
    fn read(content: &str, place: CodePlace) -> (Coded, Vec<String>) {
        let text = Text::decode(content.into());
        let start = content.find("B5").unwrap_or_default();
        let span = Span::new(start, start + 2);
        let codes = [ExemptionCode { span, code: "B5".to_owned(), place, ..ExemptionCode::default() }];
        let first = redactions(&text, &codes).into_iter().next().unwrap_or_default();
        (first.coded, first.codes)
    }

    #[test]
    fn a_code_belongs_by_its_place() {
        let b5 = vec!["B5".to_owned()];
        assert_eq!(read("He met [REDACTED B5] there.", CodePlace::Redaction), (Coded::Inside, b5.clone()));
        assert_eq!(
            read("He met [REDACTED] there.\r\n      B5", CodePlace::Margin),
            (Coded::Beside, b5.clone())
        );
        assert_eq!(
            read("He met [REDACTED] there.\n\n\n\n      B5", CodePlace::Margin),
            (Coded::Page, b5.clone())
        );
        assert_eq!(read("  B5\n\n\n\x0c\nHe met [REDACTED] there.", CodePlace::Margin), (Coded::Not, vec![]));
        assert_eq!(
            read("RELEASE IN PART B5\n\n\n\x0c\nHe met [REDACTED] there.", CodePlace::Stamp),
            (Coded::Page, b5)
        );
    }
}
