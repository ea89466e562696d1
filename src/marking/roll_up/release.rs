//! Foreign disclosure and release (FD&R): what the marks of all portions come to.

mod claim;
mod table;

use super::countries::{Codes, ordered};
use super::{Context, Reason, Required, element};
use crate::marking::Element;
use crate::register::Register;

use claim::Claim;
use table::Claims;

/// The names of the release controls. What each of them means is not data: it is the decision table.
pub(super) const NO_FOREIGN: &str = "NF";
pub(super) const RELEASE: &str = "REL";
const BY_OFFICIAL: &str = "RELIDO";
const EYES: &str = "EYES";
const DISPLAY: &str = "DISPLAY ONLY";

/// The release marks of a banner line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// None is needed.
    Nothing,
    /// NOFORN.
    NoForeign,
    /// Any of REL TO, RELIDO, EYES ONLY and DISPLAY ONLY. A list that is empty names no country yet.
    Marks { release: Option<Codes>, by_official: bool, eyes: Option<Codes>, display: Option<Codes> },
}

/// What the table decides.
pub(super) struct Decision {
    outcome: Outcome,
    portions: Vec<usize>,
    own: Option<String>,
    /// A portion mark that holds NOFORN in its name gives it away: SBU-NF becomes NF and SBU.
    pub(super) released: bool,
}

/// Goes through the table from top to bottom; the first row that fits decides.
pub(super) fn decide(context: &Context<'_>, reasons: &mut Vec<Reason>) -> Decision {
    let claims = claims(context, |claim| claim.counts);
    let (row, outcome) = table::first_that_fits(&claims);
    let portions = (row.who)(&claims);
    if let Some(text) = row.text {
        reasons.push(Reason::new(text, portions.clone(), row.basis));
    }
    let released = outcome != Outcome::Nothing;
    Decision { outcome, portions, own: context.register.own_country().map(str::to_owned), released }
}

/// Release marks that the ODNI Schematron accepts although the Register asks for others. It looks at fewer
/// portions: ISM-ID-00088 passes over unclassified portions without a dissemination control, ISM-ID-00132
/// over unclassified portions without a release mark.
pub(super) fn alternatives(context: &Context<'_>, decision: &Decision) -> Vec<Vec<Element>> {
    let marked = |claim: &Claim| claim.counts && (claim.classified || claim.is_marked());
    let to_countries = claims(context, |claim| marked(claim) || claim.disseminated);
    let by_official = claims(context, marked);
    let found = [
        table::first_that_fits(&to_countries).1.without_official(),
        table::first_that_fits(&by_official).1.with_official(),
        claims(context, |claim| claim.counts).also_right(&decision.outcome),
    ];
    let others = found.into_iter().flatten().filter(|outcome| *outcome != decision.outcome);
    let elements = |outcome: Outcome| {
        let other = Decision { outcome, portions: Vec::new(), own: decision.own.clone(), released: false };
        other.required(context.register).into_iter().map(|required| required.element).collect()
    };
    others.map(elements).collect()
}

fn claims<'a>(context: &Context<'a>, wanted: impl Fn(&Claim) -> bool) -> Claims<'a> {
    let all = context.sources.iter().map(|source| Claim::new(source, context.register));
    Claims::new(context, all.filter(wanted).collect())
}

impl Outcome {
    fn without_official(self) -> Option<Self> {
        matches!(self, Self::Marks { by_official: false, .. }).then_some(self)
    }

    fn with_official(self) -> Option<Self> {
        matches!(self, Self::Marks { by_official: true, .. }).then_some(self)
    }
}

impl Decision {
    /// The marks as controls of the banner line.
    pub(super) fn required(&self, register: &Register) -> Vec<Required> {
        let own = self.own.as_deref();
        let marks: Vec<(&str, Vec<String>)> = match &self.outcome {
            Outcome::Nothing => Vec::new(),
            Outcome::NoForeign => vec![(NO_FOREIGN, Vec::new())],
            Outcome::Marks { release, by_official, eyes, display } => {
                let listed =
                    |codes: &Codes, own| if codes.is_empty() { Vec::new() } else { ordered(codes, own) };
                let mut marks = Vec::new();
                marks.extend(release.iter().map(|codes| (RELEASE, listed(codes, own))));
                marks.extend(by_official.then_some((BY_OFFICIAL, Vec::new())));
                marks.extend(eyes.iter().map(|codes| (EYES, listed(codes, own))));
                marks.extend(display.iter().map(|codes| (DISPLAY, listed(codes, None))));
                marks
            }
        };
        let required = |(name, codes): (&str, Vec<String>)| {
            let control = register.control_named(name)?;
            Some(Required { element: element(control, name, codes), portions: self.portions.clone() })
        };
        marks.into_iter().filter_map(required).collect()
    }
}
