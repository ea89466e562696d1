//! Page lines: each section after the first is announced by one.

use super::{Arguments, Hit, Verdict};
use crate::document::PageLine;
use crate::fact::{Fact, Facts};

/// Reports a section that no page line announces. A document without page lines was cleaned, which is
/// no gap; nor is a first page line that announces the second section.
pub(super) fn sequence(facts: &Facts<'_>, _: Fact<'_>, _: &Arguments) -> Verdict {
    let document = facts.document;
    let own = document.banner.as_ref().and_then(|banner| banner.section).map_or(1, |section| section.number);
    let mut reached = own.max(1);
    let mut previous: Option<&PageLine> = None;
    let mut hits = Vec::new();
    // `PAGE 02` without a total numbers sheets, not sections.
    for line in document.page_lines.iter().filter(|line| line.total.is_some()) {
        let (Some(section), Some(total)) = (line.section, line.total) else { continue };
        if section.value > reached + 1 {
            hits.push(missing(line, reached + 1, total.value, previous));
        }
        reached = reached.max(section.value);
        previous = Some(line);
    }
    // Of a section that came as a file of its own the last page cannot be told.
    if let (Some(last), true) = (previous, own <= 1)
        && let Some(total) = last.total.filter(|total| reached < total.value)
    {
        hits.push(missing(last, reached + 1, total.value, None));
    }
    Ok(hits)
}

fn missing(line: &PageLine, section: i64, total: i64, previous: Option<&PageLine>) -> Hit {
    Hit::new(line.span)
        .value("missing", section)
        .value("total", total)
        .place("previous", previous.map(|line| line.span))
}
