//! Traces: what a text shows of release, redaction, persons and hiding, whatever kind of document it is.
//! They are read once from the whole text and shared out among its documents by place.

use jiff::civil::Date;

use super::Document;
use crate::hidden::{self, Hidden};
use crate::identifier::{self, Identifier};
use crate::protection::{self, Protection};
use crate::redaction::{
    self, CodePlace, Decision, ExemptionCode, Overlay, Redaction, RedactionKind, ReleaseStamp, Upgrade,
};
use crate::register::Register;
use crate::span::{Span, split_off};
use crate::text::Text;

/// What a text shows beside its markings, each list in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// Release stamps.
    pub stamps: Vec<ReleaseStamp>,
    /// Markings of the release.
    pub overlays: Vec<Overlay>,
    /// Classifications put on at release.
    pub upgrades: Vec<Upgrade>,
    /// Exemption codes.
    pub codes: Vec<ExemptionCode>,
    /// Redactions.
    pub redactions: Vec<Redaction>,
    /// Identifiers of persons.
    pub identifiers: Vec<Identifier>,
    /// Promises to protect a source.
    pub protections: Vec<Protection>,
    /// Text that is not seen.
    pub hidden: Vec<Hidden>,
}

impl Traces {
    /// Reads a text.
    pub(super) fn read(text: &Text, register: &Register) -> Self {
        let stamps = redaction::stamp::stamps(text);
        let codes = redaction::code::codes(text, &stamps);
        Self {
            stamps,
            overlays: redaction::overlay::overlays(text, register),
            upgrades: redaction::upgrade::upgrades(text, register),
            redactions: redaction::mark::redactions(text, &codes),
            codes,
            identifiers: identifier::identifiers(text),
            protections: protection::protections(text),
            hidden: hidden::hidden(text),
        }
    }

    /// A releasing office has been at work: a stamp stands, or an editor says what was taken out.
    pub fn is_release(&self) -> bool {
        let excised = |redaction: &Redaction| {
            matches!(redaction.kind, RedactionKind::Bracket | RedactionKind::Label | RedactionKind::Page)
        };
        !self.stamps.is_empty() || self.redactions.iter().any(excised)
    }

    /// A line belongs to the release: it holds a stamp, or a part of one.
    pub(super) fn stamps_line(&self, line: Span) -> bool {
        let stamps = self.stamps.iter().map(|stamp| stamp.span);
        let upgrades = self.upgrades.iter().map(|upgrade| upgrade.span);
        let mut spans = stamps.chain(upgrades).chain(self.overlays.iter().map(|overlay| overlay.span));
        spans.any(|span| span.start < line.end && line.start < span.end)
    }

    /// Something was taken out: a redaction stands, or a code at the edge of a page says so.
    pub fn is_redacted(&self) -> bool {
        !self.redactions.is_empty() || self.codes.iter().any(|code| code.place == CodePlace::Margin)
    }

    /// The day of the release: that of the first stamp that has one.
    pub fn release_date(&self) -> Option<Date> {
        self.stamps.iter().find_map(|stamp| stamp.date)
    }

    /// What was decided: the first decision that a stamp gives.
    pub fn decision(&self) -> Option<(Decision, Span)> {
        self.stamps.iter().find_map(|stamp| stamp.decision)
    }

    /// Gives each of some documents, which are in the order of the text, what stands from its start to
    /// the start of the next; what stands above the first belongs to the first.
    pub(super) fn share_out(mut self, documents: &mut [Document]) {
        for document in documents.iter_mut().skip(1).rev() {
            document.traces = self.split_off(document.span.start);
        }
        if let Some(first) = documents.first_mut() {
            first.traces = self;
        }
        for at in 1..documents.len() {
            pass_on(documents, at);
        }
    }

    /// Takes away what stands at `at` or behind it.
    fn split_off(&mut self, at: usize) -> Self {
        Self {
            stamps: split_off(&mut self.stamps, at, |one| one.span),
            overlays: split_off(&mut self.overlays, at, |one| one.span),
            upgrades: split_off(&mut self.upgrades, at, |one| one.span),
            codes: split_off(&mut self.codes, at, |one| one.span),
            redactions: split_off(&mut self.redactions, at, |one| one.span),
            identifiers: split_off(&mut self.identifiers, at, |one| one.span),
            protections: split_off(&mut self.protections, at, |one| one.span),
            hidden: split_off(&mut self.hidden, at, |one| one.span),
        }
    }
}

/// The stamp that stands above the first section of a telegram holds for the later ones.
fn pass_on(documents: &mut [Document], at: usize) {
    let (above, below) = documents.split_at_mut(at);
    let (Some(first), Some(later)) = (above.last(), below.first_mut()) else { return };
    let (Some(banner), Some(of_section)) = (&first.banner, &later.banner) else { return };
    if of_section.is_of_later_section() && of_section.names_same_message(banner) {
        later.condition.declassified |= first.condition.declassified;
        later.condition.released |= first.condition.released || !first.traces.stamps.is_empty();
    }
}
