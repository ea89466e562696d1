//! Running a rule on a document.

use jiff::civil::Date;

use super::group::{Subject, is_called_for};
use super::scope::{Scope, unknowable};
use super::shared::Answers;
use super::truth::Truth;
use super::{Check, DateOf, InForce, Need, Outcome, RelatedTo, Rule};
use crate::document::DocumentKind;
use crate::fact::{Fact, Facts};
use crate::finding::{Finding, Reason, Related, Severity};
use crate::procedure::Hit;
use crate::span::Span;

impl Rule {
    /// What a finding counts for: the rule's severity. A rule that is off and runs all the same, because
    /// somebody selected it, warns.
    pub fn effective_severity(&self) -> Severity {
        self.severity.unwrap_or(Severity::Warning)
    }

    /// Looks at every fact of the rule's kind and adds a finding for each that is wrong. `index` is the
    /// rule's place in its set.
    pub fn check(&self, index: usize, facts: &Facts<'_>, findings: &mut Vec<Finding>) -> Outcome {
        if !self.is_about(facts.document.kind) || !is_called_for(&self.shown_by, facts) {
            return Outcome::DoesNotApply;
        }
        match Subject::whole(self.kind, facts) {
            Err(reason) => Outcome::NotCheckable(reason),
            Ok(None) => Outcome::DoesNotApply,
            Ok(Some(subject)) => self.check_subject(index, facts, &subject, &Answers::unkept(), findings),
        }
    }

    /// The same, where it is known that the rule is about the document, and what there is to look at.
    pub(super) fn check_subject<'a>(
        &self,
        index: usize,
        facts: &Facts<'a>,
        subject: &Subject<'a>,
        answers: &Answers,
        findings: &mut Vec<Finding>,
    ) -> Outcome {
        match self.in_force.map_or(Ok(true), |in_force| in_force.covers(facts)) {
            Err(reason) => return self.silent(reason, facts, answers),
            Ok(false) => return Outcome::DoesNotApply,
            Ok(true) => {}
        }
        if let Some(reason) = self.needs.iter().find_map(|need| need.missing(facts)) {
            return self.silent(reason, facts, answers);
        }
        let document = self.compiled.when.about_document(&Scope { facts, fact: subject.first, answers });
        if document.is_false() {
            return Outcome::DoesNotApply;
        }
        let outcome = Outcome::DoesNotApply;
        let mut run = Run { rule: self, index, facts, answers, findings, document, outcome };
        match (&subject.unlike, &self.compiled.check) {
            (Some(unlike), Check::Require(_) | Check::Forbid(_)) => run.look_at_unlike(unlike),
            // Procedures look around for themselves.
            (None, _) | (_, Check::Procedure(..)) => run.look_at_all(),
        }
        run.outcome
    }
}

impl Rule {
    /// True where documents of the kind are its subject.
    pub(super) fn is_about(&self, kind: DocumentKind) -> bool {
        self.documents.is_empty() || self.documents.contains(&kind)
    }

    /// What is missing keeps a rule from being checked only where it would apply to some fact.
    fn silent(&self, reason: Reason, facts: &Facts<'_>, answers: &Answers) -> Outcome {
        let applies = facts.of(self.kind).iter().any(|fact| {
            let scope = Scope { facts, fact, answers };
            let document = self.compiled.when.about_document(&scope);
            !self.compiled.when.holds(document, &scope).is_false()
        });
        if applies { Outcome::NotCheckable(reason) } else { Outcome::DoesNotApply }
    }
}

impl InForce {
    fn covers(&self, facts: &Facts<'_>) -> Result<bool, Reason> {
        let (date, missing) = match self.by {
            DateOf::Document => (facts.date(), Reason::Date),
            DateOf::Release => (facts.document.traces.release_date(), Reason::ReleaseDate),
        };
        if let Some(date) = date {
            return Ok(
                self.from.is_none_or(|from| date >= from) && self.until.is_none_or(|until| date < until)
            );
        }
        let first = facts.written_from().filter(|_| self.by == DateOf::Document);
        match first.and_then(|first| self.covers_all_from(first)) {
            _ if self.undated => Ok(true),
            Some(covered) => Ok(covered),
            None => Err(missing),
        }
    }

    /// Whether it is in force on every day from the first one, or on none of them; `None` where on some.
    fn covers_all_from(&self, first: Date) -> Option<bool> {
        match self.until {
            Some(until) => (until <= first).then_some(false),
            None => self.from.is_none_or(|from| from <= first).then_some(true),
        }
    }
}

impl Need {
    fn missing(self, facts: &Facts<'_>) -> Option<Reason> {
        match self {
            Self::Part(part) => (!facts.has(part)).then_some(Reason::Part(part)),
            Self::Date => facts.date().is_none().then_some(Reason::Date),
            Self::Kind(kind) if !facts.knowable(kind) => Some(unknowable(kind)),
            Self::Kind(kind) => facts.of(kind).is_empty().then_some(Reason::Kind(kind)),
        }
    }
}

/// A rule at work in a document.
struct Run<'r, 'a> {
    rule: &'r Rule,
    index: usize,
    facts: &'r Facts<'a>,
    answers: &'r Answers,
    findings: &'r mut Vec<Finding>,
    /// What the rule's filter says of the document, the same for each fact.
    document: Truth,
    outcome: Outcome,
}

impl<'a> Run<'_, 'a> {
    fn look_at_all(&mut self) {
        self.facts.of(self.rule.kind).iter().for_each(|fact| self.look(fact));
    }

    /// Looks at the facts that are unlike each other, and at all of them where one of these is wrong.
    fn look_at_unlike(&mut self, unlike: &[Fact<'a>]) {
        let found = self.findings.len();
        for &fact in unlike {
            self.look(fact);
        }
        if self.outcome == Outcome::Flagged {
            self.findings.truncate(found);
            self.look_at_all();
        }
    }

    /// Looks at one fact. One finding outweighs everything, one unknown outweighs what is clean.
    fn look(&mut self, fact: Fact<'a>) {
        let scope = Scope { facts: self.facts, fact, answers: self.answers };
        let outcome = match self.rule.compiled.when.holds(self.document, &scope) {
            Truth::False => return,
            Truth::Unknown(reason) => Outcome::NotCheckable(reason),
            Truth::True => self.decide(&scope),
        };
        self.outcome = match (&self.outcome, outcome) {
            (Outcome::Flagged, _) | (_, Outcome::Flagged) => Outcome::Flagged,
            (Outcome::NotCheckable(reason), _) => Outcome::NotCheckable(*reason),
            (_, outcome) => outcome,
        };
    }

    fn decide(&mut self, scope: &Scope<'_, 'a>) -> Outcome {
        match &self.rule.compiled.check {
            Check::Require(condition) => self.wrong(condition.holds(scope), scope),
            Check::Forbid(condition) => self.wrong(condition.holds(scope).not(), scope),
            Check::Procedure(procedure, arguments) => {
                match (procedure.run)(self.facts, scope.fact, arguments) {
                    Err(reason) => Outcome::NotCheckable(reason),
                    Ok(hits) if hits.is_empty() => Outcome::Clean,
                    Ok(hits) => {
                        for hit in &hits {
                            self.report(scope, hit);
                        }
                        Outcome::Flagged
                    }
                }
            }
        }
    }

    /// Reports the fact where what is wanted does not hold.
    fn wrong(&mut self, wanted: Truth, scope: &Scope<'_, 'a>) -> Outcome {
        match wanted {
            Truth::True => Outcome::Clean,
            Truth::Unknown(reason) => Outcome::NotCheckable(reason),
            Truth::False => {
                self.report(scope, &Hit { span: scope.fact.span(), ..Hit::default() });
                Outcome::Flagged
            }
        }
    }

    fn report(&mut self, scope: &Scope<'_, 'a>, hit: &Hit) {
        let compiled = &self.rule.compiled;
        let severity = self.rule.effective_severity();
        let noisy = self.facts.document.condition.noisy;
        let span = self.visible(compiled.at.and_then(|row| scope.fact.place(row)).unwrap_or(hit.span));
        self.findings.push(Finding {
            rule: self.index,
            // In line noise every mark may be misread, so nothing is certain enough to fail on.
            severity: if noisy { Severity::Note } else { severity },
            message: compiled.message.render(scope, &hit.values),
            help: compiled.help.render(scope, &hit.values),
            span,
            related: self.related(scope, hit, span),
            fingerprint: String::new(),
            excuse: None,
        });
    }

    /// A finding underlines something: an empty span gives way to the document's first line.
    fn visible(&self, span: Span) -> Span {
        if span.is_empty() { self.facts.document.face() } else { span }
    }

    fn related(&self, scope: &Scope<'_, 'a>, hit: &Hit, span: Span) -> Vec<Related> {
        let places = self.rule.compiled.related.iter().filter_map(|(to, label)| {
            let place = match to {
                RelatedTo::Kind(kind) => self.facts.first(*kind).map(Fact::span),
                RelatedTo::Attribute(row) => scope.fact.place(*row),
                RelatedTo::Place(name) => {
                    hit.places.iter().find(|(offered, _)| offered == name).map(|(_, span)| *span)
                }
            };
            place.map(|span| Related { span, message: label.clone() })
        });
        places.filter(|related| related.span != span && !related.span.is_empty()).collect()
    }
}
