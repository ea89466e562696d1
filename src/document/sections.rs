//! The sections of one telegram, where each stands with a header of its own. Each is a document, since each header may be
//! wrong by itself; what must go on from one section to the next is kept with the later one.

use super::copies::HeaderCopy;
use super::{Document, Number, Section};

/// The section before, in the same text.
#[derive(Clone, Debug)]
pub struct EarlierSection {
    /// Its header, which the later one repeats; with the captions of the section before it where it has none.
    pub header: HeaderCopy,
    /// The last of its numbered paragraphs, or of those before it; sub-paragraphs and quoted ones do not count.
    pub last_paragraph: Option<Number>,
}

/// True where the banner lines announce two sections.
pub(super) fn are_apart(one: &Document, other: &Document) -> bool {
    section(one).zip(section(other)).is_some_and(|(one, other)| one.number != other.number)
}

fn section(document: &Document) -> Option<Section> {
    document.banner.as_ref()?.section
}

/// What a document goes on from, where the one before it in the text is an earlier section of the same telegram.
pub(super) fn before(previous: &Document, document: &Document) -> Option<EarlierSection> {
    let first = previous.banner.as_ref()?;
    let is_later = section(document)?.number > section(previous)?.number;
    let goes_on = is_later && document.banner.as_ref()?.names_same_message(first);
    goes_on.then(|| {
        let mut header = HeaderCopy::new(previous.span, first.clone(), &previous.preamble);
        let mut last_paragraph = previous.main_paragraphs().last();
        if let Some(earlier) = &previous.earlier_section {
            last_paragraph = last_paragraph.or(earlier.last_paragraph);
            if header.captions.is_empty() {
                header.captions.clone_from(&earlier.header.captions);
            }
        }
        EarlierSection { header, last_paragraph }
    })
}
