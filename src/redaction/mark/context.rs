//! What the words around a redaction give away: the rest of a word, a closed choice, an abbreviation.

use super::{Redaction, RedactionKind, glue};
use crate::text::Text;

/// Adds what stands around a redaction.
pub(super) fn add(text: &Text, redaction: &mut Redaction) {
    if matches!(redaction.kind, RedactionKind::Page) {
        return;
    }
    if redaction.leftover.is_none() {
        redaction.leftover = glue::leftover(text, redaction.span, redaction.kind);
    }
}
