//! Overlay markings: what a releasing office printed over the original markings of a page. They say at
//! what level the release stands, and are judged apart from the original ones.

use super::stamp::state;
use crate::register::{Level, Register};
use crate::span::Span;
use crate::text::Text;

/// A marking that belongs to the release, not to the document: `UNCLASSIFIED U.S. Department of State ...`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// The class word.
    pub span: Span,
    /// Its level.
    pub level: Option<Level>,
}

/// The overlay markings of a text, in order: the class word of each page header of a release. That of a
/// page is never the document's own. seen: every page of the e-mails released from 2014 on
pub fn overlays(text: &Text, register: &Register) -> Vec<Overlay> {
    let level = |span| {
        let words: Vec<&str> = text.slice(span).split_whitespace().collect();
        register.class_word(&words.join(" ").to_ascii_uppercase())
    };
    let classes = state::headers(text).into_iter().filter_map(|header| header.class);
    classes.map(|span| Overlay { span, level: level(span) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_word_of_a_header_is_an_overlay_and_that_of_the_document_is_none() {
        let register = Register::builtin();
        let text = Text::decode(
            b"UNCLASSIFIED U.S. Department of State Case No. F-2014-00001 Doc No. C05000001 Date: 12/31/2015\n\nCONFIDENTIAL\n\nA text.\n"
                .to_vec(),
        );
        let found = overlays(&text, &register);
        assert_eq!(
            found.iter().map(|overlay| text.slice(overlay.span)).collect::<Vec<_>>(),
            ["UNCLASSIFIED"]
        );
        assert_eq!(found.first().and_then(|overlay| overlay.level), register.level("U"));
    }
}
