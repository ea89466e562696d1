//! All facts of one document, by kind.

use super::{Fact, Kind};
use crate::agreement::Disagreement;
use crate::compare::Comparison;
use crate::document::{ClassWord, Document, Part, Reading};
use crate::excuse::Excuses;
use crate::exposure::Exposure;
use crate::register::{Level, Register};
use crate::text::Text;

/// What the caller knows and the text does not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Circumstances {
    /// `--date`: for documents without one.
    pub date: Option<jiff::civil::Date>,
    /// `--ceiling`.
    pub ceiling: Option<Level>,
    /// `--as`: what the caller says the text is.
    pub reading: Reading,
}

/// All facts of one document.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its document.
    pub document: &'a Document,
    /// Marked stretches outside any document (only where there is no document).
    pub stray_marks: &'a [ClassWord],
    /// The comparison with an original (only in `compare`).
    pub comparison: Option<&'a Comparison>,
    /// What excuses findings, after a run (only of suppression files and baselines).
    pub excuses: Excuses<'a>,
    /// What is hidden in one place and stands in clear in another.
    pub exposures: &'a [Exposure],
    /// In what it differs from another copy of the same cable.
    pub disagreements: &'a [Disagreement],
    /// The vocabulary.
    pub register: &'a Register,
    /// What the caller knows.
    pub circumstances: Circumstances,
}

impl<'a> Facts<'a> {
    /// True where a document of this layout can have facts of the kind at all. A Department copy has
    /// no transmission part: nothing is known of its `station`, which is not the same as none.
    pub fn knowable(&self, kind: Kind) -> bool {
        match kind.part() {
            None => true,
            // The banner line can be missing only where something else of the header stands.
            Some(Part::Banner) => self.document.expects_banner() || self.has(Part::Banner),
            Some(part) => self.has(part),
        }
    }

    /// True where the document has the part.
    pub fn has(&self, part: Part) -> bool {
        self.document.parts.contains(&part)
    }

    /// The document's date: its own, else the caller's.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        self.document.written.map(jiff::civil::DateTime::date).or(self.circumstances.date)
    }

    /// Calls `visit` with each fact of the kind, in the order of the text, until it says `false`.
    pub fn each(&self, kind: Kind, visit: &mut dyn FnMut(Fact<'a>) -> bool) {
        let document = self.document;
        let envelope = &document.envelope;
        let preamble = &document.preamble;
        match kind {
            Kind::Document => one(Some(document), Fact::Document, visit),
            Kind::Routing => one(envelope.routing.as_ref(), Fact::Routing, visit),
            Kind::Station => one(envelope.station.as_ref(), Fact::Station, visit),
            Kind::SecurityWarning => one(envelope.security_warning.as_ref(), Fact::SecurityWarning, visit),
            Kind::DateTimeGroup => one(envelope.date_time_group.as_ref(), Fact::DateTimeGroup, visit),
            Kind::Originator => one(envelope.originator.as_ref(), Fact::Originator, visit),
            Kind::Addressee => many(&envelope.addressees, Fact::Addressee, visit),
            Kind::Banner => one(document.banner.as_ref(), Fact::Banner, visit),
            Kind::SecondBanner => many(&document.second_banners, Fact::SecondBanner, visit),
            Kind::RunningHead => many(&document.running_heads, Fact::RunningHead, visit),
            Kind::PageLine => many(&document.page_lines, Fact::PageLine, visit),
            Kind::Caption => many(&preamble.captions, Fact::Caption, visit),
            Kind::StrayCaption => many(&preamble.stray_captions, Fact::StrayCaption, visit),
            Kind::Order => many(&preamble.orders, Fact::Order, visit),
            Kind::TagLine => many(&preamble.tags, Fact::TagLine, visit),
            Kind::Subject => many(&preamble.subjects, Fact::Subject, visit),
            Kind::Reference => many(&preamble.references, Fact::Reference, visit),
            Kind::Authority => many(&preamble.authorities, Fact::Authority, visit),
            Kind::Paragraph => many(&document.paragraphs, Fact::Paragraph, visit),
            Kind::Portion => many(&document.portions, Fact::Portion, visit),
            Kind::EntireText => many(&document.entire_texts, Fact::EntireText, visit),
            Kind::Block => many(&document.blocks, Fact::Block, visit),
            Kind::CrossReference => many(&document.cross_references, Fact::CrossReference, visit),
            Kind::Validation => one(envelope.validation.as_ref(), Fact::Validation, visit),
            Kind::EndMark => many(&document.end_marks, Fact::EndMark, visit),
            Kind::StrayMark => many(self.stray_marks, Fact::StrayMark, visit),
            Kind::Marking
            | Kind::Flaw
            | Kind::Difference
            | Kind::Unmarked
            | Kind::AuthorityBlock
            | Kind::DeclassifyOn
            | Kind::Notice
            | Kind::CuiBlock
            | Kind::HandlingLine => self.each_of_memo(kind, visit),
            Kind::Redaction
            | Kind::ExemptionCode
            | Kind::ReleaseStamp
            | Kind::Overlay
            | Kind::UpgradeStamp
            | Kind::Identifier
            | Kind::SourceProtection
            | Kind::HiddenText => self.each_trace(kind, visit),
            Kind::Exposure => many(self.exposures, Fact::Exposure, visit),
            Kind::Disagreement => many(self.disagreements, Fact::Disagreement, visit),
            Kind::Change | Kind::Excision | Kind::Leak => self.each_of_comparison(kind, visit),
            Kind::Suppression => many(self.excuses.suppressions, Fact::Suppression, visit),
            Kind::Baseline => one(self.excuses.baseline, Fact::Baseline, visit),
        }
    }

    /// The facts that any text can show.
    fn each_trace(&self, kind: Kind, visit: &mut dyn FnMut(Fact<'a>) -> bool) {
        let traces = &self.document.traces;
        match kind {
            Kind::Redaction => many(&traces.redactions, Fact::Redaction, visit),
            Kind::ExemptionCode => many(&traces.codes, Fact::ExemptionCode, visit),
            Kind::ReleaseStamp => many(&traces.stamps, Fact::ReleaseStamp, visit),
            Kind::Overlay => many(&traces.overlays, Fact::Overlay, visit),
            Kind::UpgradeStamp => many(&traces.upgrades, Fact::UpgradeStamp, visit),
            Kind::Identifier => many(&traces.identifiers, Fact::Identifier, visit),
            Kind::SourceProtection => many(&traces.protections, Fact::SourceProtection, visit),
            Kind::HiddenText => many(&traces.hidden, Fact::HiddenText, visit),
            _ => {}
        }
    }

    /// The facts that only a comparison with an original has.
    fn each_of_comparison(&self, kind: Kind, visit: &mut dyn FnMut(Fact<'a>) -> bool) {
        let Some(comparison) = self.comparison else { return };
        match kind {
            Kind::Change => many(&comparison.changes, Fact::Change, visit),
            Kind::Excision => many(&comparison.excisions, Fact::Excision, visit),
            Kind::Leak => many(&comparison.leaks, Fact::Leak, visit),
            _ => {}
        }
    }

    /// The facts of kinds that only memos have.
    fn each_of_memo(&self, kind: Kind, visit: &mut dyn FnMut(Fact<'a>) -> bool) {
        let Some(memo) = self.document.memo.as_deref() else { return };
        let statements = &memo.statements;
        match kind {
            Kind::Marking => many(&memo.markings, Fact::Marking, visit),
            Kind::Flaw => many(&memo.flaws, Fact::Flaw, visit),
            Kind::Difference => many(&memo.differences, Fact::Difference, visit),
            Kind::Unmarked => many(&memo.unmarked, Fact::Unmarked, visit),
            Kind::AuthorityBlock => one(statements.authority.as_ref(), Fact::AuthorityBlock, visit),
            Kind::DeclassifyOn => many(statements.instructions(), Fact::DeclassifyOn, visit),
            Kind::Notice => many(&statements.notices, Fact::Notice, visit),
            Kind::CuiBlock => one(statements.cui_block.as_ref(), Fact::CuiBlock, visit),
            Kind::HandlingLine => many(&statements.handling, Fact::HandlingLine, visit),
            _ => {}
        }
    }

    /// The first fact of the kind.
    pub fn first(&self, kind: Kind) -> Option<Fact<'a>> {
        let mut first = None;
        self.each(kind, &mut |fact| {
            first = Some(fact);
            false
        });
        first
    }
}

fn one<'a, T>(fact: Option<&'a T>, wrap: fn(&'a T) -> Fact<'a>, visit: &mut dyn FnMut(Fact<'a>) -> bool) {
    if let Some(fact) = fact {
        visit(wrap(fact));
    }
}

fn many<'a, T>(facts: &'a [T], wrap: fn(&'a T) -> Fact<'a>, visit: &mut dyn FnMut(Fact<'a>) -> bool) {
    for fact in facts {
        if !visit(wrap(fact)) {
            return;
        }
    }
}
