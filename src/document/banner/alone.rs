//! A banner line of a telegram that stands alone: what `cablelint mark` may be given.

use super::{Banner, ClassLine, Front, Reader, class_word, read};
use crate::document::words::{folded, indent};
use crate::document::{Document, DocumentKind, Part};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// Reads the text as the banner line of a telegram, if it can be nothing else: a whole one, or one that ends before the
/// post and begins as only telegrams do.
pub(in crate::document) fn of_class_line(text: &Text, register: &Register) -> Option<Document> {
    let line = text.as_str().trim_end();
    if line.contains(['\n', '\r']) {
        return None;
    }
    let banner = match read(line, 0, register) {
        Some(ClassLine::Banner(banner)) => *banner,
        _ => front(line, register)?,
    };
    // What stands behind would pass unjudged.
    let behind = line.get(banner.span.end..)?.trim();
    if behind != banner.retransmission.as_ref().map_or("", |word| &word.text) {
        return None;
    }
    Some(Document {
        kind: DocumentKind::Cable,
        parts: vec![Part::Banner],
        banner: Some(banner),
        ..Document::none(text)
    })
}

/// `UNCLAS`, `S E C R E T SECTION 01 OF 02`. `SECRET` alone is a banner line of any document.
fn front(line: &str, register: &Register) -> Option<Banner> {
    let begin = indent(line);
    let (class, length) = class_word(line.get(begin..)?, begin, register)?;
    let printed = line.get(begin..begin + length)?;
    if !class.spaced && printed != "UNCLAS" {
        return None;
    }
    let mut reader = Reader::new(line, begin + length, 0);
    let Front { encrypted, section, controls, .. } = Front::take(&mut reader);
    let span = Span::new(begin, reader.place());
    let text = folded(line.get(begin..reader.place())?);
    Some(Banner { span, text, class, encrypted, section, controls, ..Banner::default() })
}
