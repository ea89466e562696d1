//! The decision table (IC Markings System Register and Manual 2016, D.2 Table 3, pages 28 to 30).
//!
//! Rows are tried from top to bottom over the portions that count; the first that fits decides. The
//! numbers are those of the manual's Table 3 (`T3.16`) and of the ODNI Schematron.

use jiff::civil::{Date, date};

use super::claim::Claim;
use super::{EYES, Outcome};
use crate::marking::Style;
use crate::marking::roll_up::Context;
use crate::marking::roll_up::countries::{Codes, common};
use crate::register::Register;

/// Uncaveated classified material from this day on may be treated as RELIDO (B.3 Table 2, pages 19 to 21).
const PLAIN_IS_RELIDO_FROM: Date = date(2010, 6, 28);

/// A row of the table.
pub(super) struct Row {
    /// What it says; `None` where there is nothing to say.
    pub(super) text: Option<&'static str>,
    /// Where that is written.
    pub(super) basis: &'static str,
    /// What it decides; `None` where it does not fit.
    decide: fn(&Claims<'_>) -> Option<Outcome>,
    /// The portions that it rests on.
    pub(super) who: fn(&Claims<'_>) -> Vec<usize>,
}

const ROWS: &[Row] = &[
    Row {
        text: Some("A portion is NOFORN, so the banner is NOFORN and no other release mark stands."),
        basis: "IC Markings Register 2016, D.2 Table 3 rows 1 and 2; ISM-ID-00070",
        decide: |claims| claims.no_foreign_if(claims.any(|claim| claim.no_foreign)),
        who: |claims| claims.indexes(|claim| claim.no_foreign),
    },
    Row {
        text: Some("A portion has a control that stands with NOFORN only, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, H.9 pp. 172 and 174; ISM-ID-00313, ISM-ID-00314",
        // State's telegrams write NODIS and EXDIS without NOFORN.
        decide: |claims| claims.no_foreign_if(claims.is_ic() && claims.any(|claim| claim.asks_no_foreign)),
        who: |claims| claims.indexes(|claim| claim.asks_no_foreign),
    },
    Row {
        text: Some("SBU NOFORN or LES NOFORN stands in a classified document, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, D.2 Table 3 rows 6 to 8, 14 and 15; ISM-ID-00087, ISM-ID-00146",
        decide: |claims| claims.no_foreign_if(claims.classified && claims.any(|claim| claim.in_name)),
        who: |claims| claims.indexes(|claim| claim.in_name),
    },
    Row {
        text: Some("SBU NOFORN or LES NOFORN meets another release mark, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, D.2 Table 3 rows 3 to 5; ISM-ID-00372",
        decide: |claims| {
            let other = claims.any(|claim| claim.by_official || claim.is_listed());
            claims.no_foreign_if(other && claims.any(|claim| claim.in_name))
        },
        who: |claims| claims.indexes(Claim::is_marked),
    },
    Row {
        text: Some("State writes SBU NOFORN as two captions, SENSITIVE and NOFORN."),
        basis: "5 FAH-1 H-246.2; 00 STATE 018029",
        decide: |claims| claims.no_foreign_if(!claims.is_ic() && claims.any(|claim| claim.in_name)),
        who: |claims| claims.indexes(|claim| claim.in_name),
    },
    Row {
        text: None,
        basis: "IC Markings Register 2016, B.3",
        decide: |claims| {
            let none = !claims.any(|claim| claim.by_official || claim.is_listed());
            none.then_some(Outcome::Nothing)
        },
        who: |_| Vec::new(),
    },
    Row {
        text: Some("Some portions name countries and some have no release mark, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, D.2 Table 3 rows 12 and 16 and H.1 p. 53; ISM-ID-00088",
        decide: |claims| {
            claims.no_foreign_if(claims.any(Claim::is_releasable) && !claims.all(Claim::is_marked))
        },
        who: |claims| claims.indexes(|claim| !claim.is_marked()),
    },
    Row {
        text: Some("Some portions are DISPLAY ONLY and some have no release mark, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, D.2 Table 3 row 19",
        decide: |claims| {
            claims.no_foreign_if(claims.any(|claim| claim.display.is_some()) && !claims.all(Claim::is_marked))
        },
        who: |claims| claims.indexes(|claim| !claim.is_marked()),
    },
    Row {
        text: Some("RELIDO stands: the other portions have no caveat and are not older than 28 June 2010."),
        basis: "IC Markings Register 2016, D.2 Table 3 row 17 and B.3 Table 2 p. 20",
        decide: |claims| {
            let by_date = claims.date.is_some_and(|day| day >= PLAIN_IS_RELIDO_FROM);
            (by_date && claims.others_are_plain()).then_some(Outcome::by_official(None))
        },
        who: |claims| claims.indexes(|claim| claim.by_official),
    },
    Row {
        text: Some("Some portions are RELIDO and some have no release mark, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, D.2 Table 3 row 17; ISM-ID-00132",
        decide: |claims| {
            claims.no_foreign_if(claims.any(|claim| claim.by_official) && !claims.all(Claim::is_marked))
        },
        who: |claims| claims.indexes(|claim| !claim.is_marked()),
    },
    // From here on every portion that counts has a release mark, and none is NOFORN.
    Row {
        text: Some("RELIDO and DISPLAY ONLY exclude each other, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, D.2 Table 3 row 18",
        decide: |claims| {
            let both = claims.any(|claim| claim.by_official) && claims.any(|claim| claim.display.is_some());
            claims.no_foreign_if(both)
        },
        who: |claims| claims.indexes(|claim| claim.by_official || claim.display.is_some()),
    },
    Row {
        text: Some("Some portions are RELIDO, others name countries, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, D.2 Table 3 row 10",
        decide: |claims| {
            let some = claims.any(|claim| claim.by_official);
            claims.no_foreign_if(some && !claims.all(|claim| claim.by_official))
        },
        who: |claims| claims.indexes(|claim| !claim.by_official),
    },
    Row {
        text: Some("Every portion is RELIDO and some do not name countries: RELIDO stands, REL TO drops."),
        basis: "IC Markings Register 2016, D.2 Table 3 row 24 and H.8 p. 155; ISM-ID-00132",
        decide: |claims| {
            let relido = claims.all(|claim| claim.by_official);
            (relido && !claims.all(|claim| claim.release.is_some())).then_some(Outcome::by_official(None))
        },
        who: |claims| claims.indexes(|claim| claim.by_official),
    },
    Row {
        text: Some(
            "Every portion is RELIDO and names countries: what their lists have in common stands, with RELIDO.",
        ),
        basis: "IC Markings Register 2016, D.2 Table 3 rows 21 and 24; ISM-ID-00132, ISM-ID-00318",
        decide: |claims| {
            let common = claims.released().filter(|_| claims.all(|claim| claim.by_official))?;
            Some(Outcome::by_official(Some(common)))
        },
        who: |claims| claims.everybody(),
    },
    Row {
        text: Some(
            "Every portion names countries to release to and countries to show it to: what each sort of list has in common stands.",
        ),
        basis: "IC Markings Register 2016, D.2 Table 3 row 27; ISM-ID-00320",
        decide: |claims| {
            let display = claims.displayed_by_all()?;
            Some(Outcome::Marks {
                release: Some(claims.released()?),
                by_official: false,
                eyes: None,
                display: Some(display),
            })
        },
        who: |claims| claims.everybody(),
    },
    Row {
        text: Some("Every portion is EYES ONLY: the countries that their lists have in common stand."),
        basis: "IC Markings Register 2016, H.8 p. 158; ISM-ID-00345",
        decide: |claims| {
            let eyes =
                claims.all(|claim| claim.eyes.is_some() && claim.release.is_none()) && claims.eyes_in_use();
            let common = claims.released().filter(|_| eyes)?;
            Some(Outcome::Marks { release: None, by_official: false, eyes: Some(common), display: None })
        },
        who: |claims| claims.everybody(),
    },
    Row {
        text: Some(
            "Every portion names countries to release to: exactly what their lists have in common stands.",
        ),
        basis: "IC Markings Register 2016, D.2 Table 3 rows 21 to 23; ISM-ID-00318, ISM-ID-00090",
        decide: |claims| {
            let release = Some(claims.released()?);
            Some(Outcome::Marks { release, by_official: false, eyes: None, display: None })
        },
        who: |claims| claims.everybody(),
    },
    Row {
        text: Some(
            "Every portion names countries to release it or to show it to: those common to all may be shown it.",
        ),
        basis: "IC Markings Register 2016, D.2 Table 3 rows 25 and 26; ISM-ID-00320",
        decide: |claims| {
            let display = Some(claims.displayable()?);
            Some(Outcome::Marks { release: None, by_official: false, eyes: None, display })
        },
        who: |claims| claims.everybody(),
    },
    Row {
        text: Some("The lists of countries have nothing in common, so the banner is NOFORN."),
        basis: "IC Markings Register 2016, D.2 Table 3 rows 9, 11, 13 and 20; ISM-ID-00318, ISM-ID-00320",
        decide: |_| Some(Outcome::NoForeign),
        who: |claims| claims.everybody(),
    },
];

/// The first row that fits.
pub(super) fn first_that_fits(claims: &Claims<'_>) -> (&'static Row, Outcome) {
    let found = ROWS.iter().find_map(|row| Some((row, (row.decide)(claims)?)));
    found.unwrap_or((&NOTHING_FITS, Outcome::NoForeign))
}

/// The last row of the table fits always, so this is never used; NOFORN releases nothing.
const NOTHING_FITS: Row =
    Row { text: None, basis: "", decide: |_| Some(Outcome::NoForeign), who: |_| Vec::new() };

/// What the portions that count say, and what the rows ask of all of them.
pub(super) struct Claims<'a> {
    all: Vec<Claim>,
    register: &'a Register,
    own: Option<&'a str>,
    style: Style,
    date: Option<Date>,
    classified: bool,
}

impl<'a> Claims<'a> {
    pub(super) fn new(context: &Context<'a>, claims: Vec<Claim>) -> Self {
        let &Context { register, style, date, classified, .. } = context;
        Self { all: claims, register, own: register.own_country(), style, date, classified }
    }

    pub(super) fn any(&self, holds: impl Fn(&Claim) -> bool) -> bool {
        self.all.iter().any(holds)
    }

    fn all(&self, holds: impl Fn(&Claim) -> bool) -> bool {
        self.all.iter().all(holds)
    }

    fn indexes(&self, holds: impl Fn(&Claim) -> bool) -> Vec<usize> {
        self.all.iter().filter(|claim| holds(claim)).map(|claim| claim.index).collect()
    }

    fn everybody(&self) -> Vec<usize> {
        self.indexes(|_| true)
    }

    fn is_ic(&self) -> bool {
        self.style == Style::Ic
    }

    #[allow(clippy::unused_self)] // reads well in the rows
    fn no_foreign_if(&self, fits: bool) -> Option<Outcome> {
        fits.then_some(Outcome::NoForeign)
    }

    /// The countries that all portions may be released to; `None` where a portion names none, or where they
    /// have nothing in common. A bare `REL` means the list of the banner line and narrows nothing; where
    /// all are bare the list is empty, that is, unknown.
    fn released(&self) -> Option<Codes> {
        let lists: Vec<&Codes> = self.all.iter().map(Claim::released_to).collect::<Option<_>>()?;
        let named: Vec<&Codes> = lists.into_iter().filter(|codes| !codes.is_empty()).collect();
        let common = common(&named, self.own, self.register);
        (named.is_empty() || !common.is_empty()).then_some(common)
    }

    /// The countries of DISPLAY ONLY where every portion has it.
    fn displayed_by_all(&self) -> Option<Codes> {
        let lists: Vec<&Codes> =
            self.all.iter().map(|claim| claim.display.as_ref()).collect::<Option<_>>()?;
        Some(common(&lists, self.own, self.register)).filter(|codes| !codes.is_empty())
    }

    /// The countries that all portions may be shown to: REL TO counts as displayable.
    fn displayable(&self) -> Option<Codes> {
        let lists: Vec<Codes> = self.all.iter().map(Claim::shown_to).collect();
        let common = common(&lists.iter().collect::<Vec<_>>(), self.own, self.register);
        Some(common).filter(|codes| !codes.is_empty())
    }

    /// Some portions are RELIDO, and the others have no caveat.
    fn others_are_plain(&self) -> bool {
        let some = self.any(|claim| claim.by_official) && !self.all(|claim| claim.by_official);
        some && self.all(|claim| claim.by_official || claim.plain)
    }

    /// What the manual and the Schematron allow beside the outcome of the table: RELIDO that may rest on a
    /// date which is not known, and NOFORN wherever RELIDO does not simply stand on every portion.
    pub(super) fn also_right(&self, outcome: &Outcome) -> Option<Outcome> {
        let undated = self.date.is_none() && self.others_are_plain();
        let relido = matches!(outcome, Outcome::Marks { by_official: true, release: None, .. });
        let simple = self.all(|claim| claim.by_official && claim.release.is_none());
        match outcome {
            Outcome::NoForeign if undated => Some(Outcome::by_official(None)),
            _ if relido && !simple => Some(Outcome::NoForeign),
            _ => None,
        }
    }

    /// EYES ONLY was in use on the document's day.
    fn eyes_in_use(&self) -> bool {
        let control = self.register.control_named(EYES);
        let until = control.and_then(|id| self.register.control_entry(id)?.until);
        until.is_none_or(|until| self.date.is_some_and(|day| day < until))
    }
}

impl Claim {
    /// It names countries that it may be released to.
    fn is_releasable(&self) -> bool {
        self.released_to().is_some()
    }
}

impl Outcome {
    fn by_official(release: Option<Codes>) -> Self {
        Self::Marks { release, by_official: true, eyes: None, display: None }
    }
}
