//! All facts of one document, by kind.

use std::slice;

use super::{Fact, FactsOf, Kind};
use crate::agreement::Disagreement;
use crate::compare::Comparison;
use crate::document::{Document, Memo, Part, Reading, Reference};
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

    /// The first day on which a document without a date can have been written: nobody cites an order before it is in
    /// force. Later it may be, an order is cited for some time after its end.
    pub fn written_from(&self) -> Option<jiff::civil::Date> {
        let numbers = self.document.preamble.orders.iter().filter_map(|order| order.number.as_ref());
        numbers.filter_map(|number| self.register.order(&number.text)).map(|order| order.from).max()
    }

    /// True where a reference names the document it stands in: its post and serial, and no other year.
    pub fn is_own(&self, reference: &Reference) -> bool {
        let Some(banner) = &self.document.banner else { return false };
        let post = banner.post.as_ref().map(|post| post.name.as_str());
        let serial = banner.serial.map(|serial| serial.value);
        let year = self.date().map(|date| i64::from(date.year()));
        let same_year = reference.year.is_none() || reference.year == year;
        post.is_some() && reference.post.as_deref() == post && reference.serial == serial && same_year
    }

    /// The facts of the kind.
    pub fn of(&self, kind: Kind) -> FactsOf<'a> {
        let document = self.document;
        let envelope = &document.envelope;
        let preamble = &document.preamble;
        let traces = &document.traces;
        match kind {
            Kind::Document => FactsOf::Document(slice::from_ref(document)),
            Kind::Routing => FactsOf::Routing(envelope.routing.as_slice()),
            Kind::Station => FactsOf::Station(envelope.station.as_slice()),
            Kind::SecurityWarning => FactsOf::SecurityWarning(envelope.security_warning.as_slice()),
            Kind::DateTimeGroup => FactsOf::DateTimeGroup(envelope.date_time_group.as_slice()),
            Kind::Originator => FactsOf::Originator(envelope.originator.as_slice()),
            Kind::Addressee => FactsOf::Addressee(&envelope.addressees),
            Kind::Banner => FactsOf::Banner(document.banner.as_slice()),
            Kind::SecondBanner => FactsOf::SecondBanner(&document.second_banners),
            Kind::RunningHead => FactsOf::RunningHead(&document.running_heads),
            Kind::PageLine => FactsOf::PageLine(&document.page_lines),
            Kind::Caption => FactsOf::Caption(&preamble.captions),
            Kind::StrayCaption => FactsOf::StrayCaption(&preamble.stray_captions),
            Kind::Order => FactsOf::Order(&preamble.orders),
            Kind::TagLine => FactsOf::TagLine(&preamble.tags),
            Kind::Subject => FactsOf::Subject(&preamble.subjects),
            Kind::Reference => FactsOf::Reference(&preamble.references),
            Kind::Authority => FactsOf::Authority(&preamble.authorities),
            Kind::Paragraph => FactsOf::Paragraph(&document.paragraphs),
            Kind::Portion => FactsOf::Portion(&document.portions),
            Kind::EntireText => FactsOf::EntireText(&document.entire_texts),
            Kind::Block => FactsOf::Block(&document.blocks),
            Kind::CrossReference => FactsOf::CrossReference(&document.cross_references),
            Kind::Validation => FactsOf::Validation(envelope.validation.as_slice()),
            Kind::EndMark => FactsOf::EndMark(&document.end_marks),
            Kind::StrayMark => FactsOf::StrayMark(&document.stray_marks),
            Kind::Marking => FactsOf::Marking(self.of_memo(|memo| &memo.markings)),
            Kind::Flaw => FactsOf::Flaw(self.of_memo(|memo| &memo.flaws)),
            Kind::Difference => FactsOf::Difference(self.of_memo(|memo| &memo.differences)),
            Kind::Unmarked => FactsOf::Unmarked(self.of_memo(|memo| &memo.unmarked)),
            Kind::AuthorityBlock => {
                FactsOf::AuthorityBlock(self.of_memo(|memo| memo.statements.authority.as_slice()))
            }
            Kind::DeclassifyOn => FactsOf::DeclassifyOn(self.of_memo(|memo| memo.statements.instructions())),
            Kind::Notice => FactsOf::Notice(self.of_memo(|memo| &memo.statements.notices)),
            Kind::CuiBlock => FactsOf::CuiBlock(self.of_memo(|memo| memo.statements.cui_block.as_slice())),
            Kind::HandlingLine => FactsOf::HandlingLine(self.of_memo(|memo| &memo.statements.handling)),
            Kind::Redaction => FactsOf::Redaction(&traces.redactions),
            Kind::ExemptionCode => FactsOf::ExemptionCode(&traces.codes),
            Kind::ReleaseStamp => FactsOf::ReleaseStamp(&traces.stamps),
            Kind::Overlay => FactsOf::Overlay(&traces.overlays),
            Kind::UpgradeStamp => FactsOf::UpgradeStamp(&traces.upgrades),
            Kind::Identifier => FactsOf::Identifier(&traces.identifiers),
            Kind::SourceProtection => FactsOf::SourceProtection(&traces.protections),
            Kind::HiddenText => FactsOf::HiddenText(&traces.hidden),
            Kind::Exposure => FactsOf::Exposure(self.exposures),
            Kind::Disagreement => FactsOf::Disagreement(self.disagreements),
            Kind::Change => FactsOf::Change(self.of_comparison(|comparison| &comparison.changes)),
            Kind::Excision => FactsOf::Excision(self.of_comparison(|comparison| &comparison.excisions)),
            Kind::Leak => FactsOf::Leak(self.of_comparison(|comparison| &comparison.leaks)),
            Kind::Suppression => FactsOf::Suppression(self.excuses.suppressions),
            Kind::Baseline => FactsOf::Baseline(self.excuses.baseline.map_or(&[], slice::from_ref)),
        }
    }

    /// The facts of a kind that only memos have.
    fn of_memo<T>(&self, facts: impl FnOnce(&'a Memo) -> &'a [T]) -> &'a [T] {
        self.document.memo.as_deref().map_or(&[], facts)
    }

    /// The facts of a kind that only a comparison with an original has.
    fn of_comparison<T>(&self, facts: impl FnOnce(&'a Comparison) -> &'a [T]) -> &'a [T] {
        self.comparison.map_or(&[], facts)
    }

    /// The first fact of the kind.
    pub fn first(&self, kind: Kind) -> Option<Fact<'a>> {
        self.of(kind).first()
    }
}
