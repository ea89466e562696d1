//! A marking that stands alone: what `cablelint mark` is given.

use super::{MarkingPlace, Memo, MemoStyle, PlacedFlaw, PlacedMarking};
use crate::document::{Document, DocumentKind, Part};
use crate::marking::{self, Form, Marking, Style};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// Reads the text as one marking. Without a form or a style the marking tells.
pub(in crate::document) fn of_marking(
    text: &Text,
    form: Option<Form>,
    style: Option<Style>,
    register: &Register,
) -> Document {
    let whole = trimmed(text.as_str());
    let inner = without_brackets(text.as_str(), whole);
    let marking = marking::parse_alone(text.as_str(), inner, (form, inner != whole), style, register);
    let (form, style) = (marking.form, marking.style);
    let flaws = marking.flaws.iter().map(|flaw| PlacedFlaw { flaw: flaw.clone(), marking: 0 }).collect();
    let memo = Memo {
        style: if style == Style::State { MemoStyle::State } else { MemoStyle::Ic },
        markings: vec![placed(marking, whole, form)],
        flaws,
        pages: 1,
        ..Memo::default()
    };
    let part = if form == Form::Banner { Part::Banner } else { Part::Body };
    Document {
        kind: DocumentKind::Memo,
        parts: vec![part],
        memo: Some(Box::new(memo)),
        ..Document::none(text)
    }
}

fn placed(marking: Marking, span: Span, form: Form) -> PlacedMarking {
    let banner = form == Form::Banner;
    let place = if banner { MarkingPlace::Top } else { MarkingPlace::Text };
    PlacedMarking { marking, span, place, first: banner, page: 1, ..PlacedMarking::default() }
}

fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, text.trim_end().len().max(start))
}

/// The marking between its brackets, where both stand.
fn without_brackets(text: &str, span: Span) -> Span {
    let printed = text.get(span.start..span.end).unwrap_or_default();
    let inner = printed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.map_or(span, |_| Span::new(span.start + 1, span.end - 1))
}

impl Document {
    /// The marking of a document made by [`crate::document::of_marking`].
    pub fn marking(&self) -> Option<&Marking> {
        self.memo.as_ref()?.markings.first().map(|placed| &placed.marking)
    }
}
