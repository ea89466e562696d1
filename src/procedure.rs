//! Procedures: checks that need a loop, a calendar or a sequence, by name.
//!
//! A procedure finds places and offers values; the rule that names it words the finding. The table
//! below is the only place where they are listed: rules are proved against it, the schema and the docs
//! are made from it. A new procedure is one row here and one function in the module of its family.

// Every procedure has the signature of the table, also one that can always tell.
#![allow(clippy::unnecessary_wraps)]

mod arguments;
mod filing;
mod header;
mod order;
mod pages;
mod paragraphs;
mod redactions;
mod references;

pub use arguments::{Argument, Arguments, Parameter, ParameterType};

use crate::fact::{Fact, Facts, Kind};
use crate::finding::Reason;
use crate::span::Span;

/// A named check.
pub struct Procedure {
    /// Its name in rules.
    pub name: &'static str,
    /// What it finds, in one line.
    pub meaning: &'static str,
    /// The kind of fact it looks at.
    pub kind: Kind,
    /// What `with` takes.
    pub parameters: &'static [Parameter],
    /// Exactly one of these parameters must be given; empty where there is no such choice.
    pub one_of: &'static [&'static str],
    /// Values for the message.
    pub values: &'static [&'static str],
    /// Places for `related`.
    pub places: &'static [&'static str],
    /// The check itself.
    pub run: for<'a> fn(&Facts<'a>, Fact<'a>, &Arguments) -> Verdict,
}

impl std::fmt::Debug for Procedure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// What a procedure says of a fact.
pub type Verdict = Result<Vec<Hit>, Reason>;

/// One thing that a procedure found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// What to underline.
    pub span: Span,
    /// What the message may name.
    pub values: Vec<(&'static str, String)>,
    /// Where the finding may point.
    pub places: Vec<(&'static str, Span)>,
}

impl Hit {
    fn new(span: Span) -> Self {
        Self { span, ..Self::default() }
    }

    // Callers pass numbers and dates that they have just made.
    #[allow(clippy::needless_pass_by_value)]
    fn value(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    fn place(mut self, name: &'static str, place: Option<Span>) -> Self {
        self.places.extend(place.map(|span| (name, span)));
        self
    }
}

impl Procedure {
    /// The procedure of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PROCEDURES.iter().find(|procedure| procedure.name == name)
    }
}

/// Every procedure.
pub static PROCEDURES: &[Procedure] = &[
    Procedure {
        name: "paragraph-sequence",
        meaning: "paragraph numbers that skip one, stand twice, or stand alone",
        kind: Kind::Document,
        parameters: &[Parameter::choice("report", &["gap", "repeat", "single"], "what to report")],
        one_of: &[],
        values: &["number", "previous", "expected"],
        places: &["previous"],
        run: paragraphs::sequence,
    },
    Procedure {
        name: "page-sequence",
        meaning: "a section that no page line announces, where page lines stand",
        kind: Kind::Document,
        parameters: &[],
        one_of: &[],
        values: &["missing", "total"],
        places: &["previous"],
        run: pages::sequence,
    },
    Procedure {
        name: "filing-day",
        meaning: "the day of filing is some days from the date-time group",
        kind: Kind::Station,
        parameters: &[
            Parameter::number("at-least", "report from this many days apart"),
            Parameter::number("at-most", "report up to this many days apart"),
        ],
        one_of: &[],
        values: &["days", "filed", "dated"],
        places: &["dtg"],
        run: filing::day,
    },
    Procedure {
        name: "filing-time",
        meaning: "the time of filing is too far from the date-time group",
        kind: Kind::Station,
        parameters: &[
            Parameter::number("earliest", "minutes after the date-time group, negative for before"),
            Parameter::number("latest", "minutes after the date-time group"),
        ],
        one_of: &[],
        values: &["minutes"],
        places: &["dtg"],
        run: filing::time,
    },
    Procedure {
        name: "highest-precedence",
        meaning: "the first prosign is not the highest precedence of the addressees",
        kind: Kind::DateTimeGroup,
        parameters: &[],
        one_of: &[],
        values: &["prosign", "highest"],
        places: &["addressee"],
        run: filing::highest_precedence,
    },
    Procedure {
        name: "order-in-force",
        meaning: "the order cited was not in force on the document's date",
        kind: Kind::Order,
        parameters: &[Parameter::number(
            "grace-days",
            "how long the order before is accepted after a change",
        )],
        one_of: &[],
        values: &["number", "expected", "since"],
        places: &[],
        run: order::in_force,
    },
    Procedure {
        name: "duration",
        meaning: "the declassification date is too far away, or nearly but not quite a round number of years",
        kind: Kind::Order,
        parameters: &[
            Parameter::years("longer-than", "report what is later"),
            Parameter::years_and_days("near", "report what is off by no more than some days"),
        ],
        one_of: &["longer-than", "near"],
        values: &["date", "limit", "years", "days"],
        places: &["dtg"],
        run: order::duration,
    },
    Procedure {
        name: "header-copies",
        meaning: "a header printed twice says different things",
        kind: Kind::Document,
        parameters: &[Parameter::choice("compare", &["marks"], "what to compare")],
        one_of: &[],
        values: &["first", "second"],
        places: &["first"],
        run: header::copies,
    },
    Procedure {
        name: "section-headers",
        meaning: "the header of a section says something else than that of the section before",
        kind: Kind::Document,
        parameters: &[],
        one_of: &[],
        values: &["first", "second"],
        places: &["first"],
        run: header::sections,
    },
    Procedure {
        name: "header-order",
        meaning: "a line of the header stands below one that it belongs above",
        kind: Kind::Document,
        parameters: &[],
        one_of: &[],
        values: &["line", "before"],
        places: &["before"],
        run: header::order,
    },
    Procedure {
        name: "reference-letters",
        meaning: "reference letters that skip one, or that the text never uses",
        kind: Kind::Document,
        parameters: &[Parameter::choice("report", &["gap", "unused"], "what to report")],
        one_of: &[],
        values: &["letter", "expected"],
        places: &[],
        run: references::letters,
    },
    Procedure {
        name: "reference-date",
        meaning: "a reference to a message that is later than this one",
        kind: Kind::Reference,
        parameters: &[],
        one_of: &[],
        values: &[],
        places: &[],
        run: references::date,
    },
    Procedure {
        name: "release-decision",
        meaning: "a decision on a release that the text contradicts",
        kind: Kind::Document,
        parameters: &[
            Parameter::choice(
                "report",
                &[
                    "full-redacted",
                    "full-coded",
                    "part-unmarked",
                    "part-uncoded",
                    "denied-text",
                    "denied-uncoded",
                ],
                "what to report",
            ),
            Parameter::number("at-least", "for `denied-text`: report this many words or more"),
        ],
        one_of: &[],
        values: &["decision", "code", "words"],
        places: &["redaction", "code"],
        run: redactions::decision,
    },
    Procedure {
        name: "release-prints",
        meaning: "prints of a release stamp that contradict each other, or a page of another document between two",
        kind: Kind::Document,
        parameters: &[Parameter::choice("report", &["decision", "case", "date", "page"], "what to report")],
        one_of: &[],
        values: &["first", "second"],
        places: &["first"],
        run: redactions::prints,
    },
    Procedure {
        name: "release-stamp",
        meaning: "the first print of a release stamp that is wrong: a declassification without `authority` or `day`, a \
                  header without `date` or `case`, a date that is not `readable`, or one `early`, before the document",
        kind: Kind::Document,
        parameters: &[Parameter::choice(
            "report",
            &["authority", "day", "date", "case", "readable", "early"],
            "what to report",
        )],
        one_of: &[],
        values: &["date", "written"],
        places: &[],
        run: redactions::lacks,
    },
    Procedure {
        name: "release-marking",
        meaning: "the first marking of the release that is above U, or that differs from the one above it",
        kind: Kind::Document,
        parameters: &[Parameter::choice("report", &["classified", "differing"], "what to report")],
        one_of: &[],
        values: &["text", "first"],
        places: &["first"],
        run: redactions::overlay,
    },
    Procedure {
        name: "upgrade-stamp",
        meaning: "a classification made at review that is `incomplete`, or gives a `reason` that no order has",
        kind: Kind::UpgradeStamp,
        parameters: &[Parameter::choice("report", &["incomplete", "reason"], "what to report")],
        one_of: &[],
        values: &["reason"],
        places: &[],
        run: redactions::upgrade,
    },
    Procedure {
        name: "above-release",
        meaning: "marks above the level of the release: `unreviewed`, where nothing says that the text was reviewed \
                  for its classification; `forgotten`, a portion left whole where most others lost text",
        kind: Kind::Document,
        parameters: &[Parameter::choice("report", &["unreviewed", "forgotten"], "what to report")],
        one_of: &[],
        values: &["mark", "release"],
        places: &["release"],
        run: redactions::above_release,
    },
    Procedure {
        name: "masked-class",
        meaning: "the class word or E.O. line is masked while another part of the telegram tells the class",
        kind: Kind::Document,
        parameters: &[],
        one_of: &[],
        values: &["shown"],
        places: &["shown"],
        run: redactions::masked_class,
    },
    Procedure {
        name: "masked-order",
        meaning: "a mask in the E.O. line, in place of its number too",
        kind: Kind::Redaction,
        parameters: &[],
        one_of: &[],
        values: &[],
        places: &[],
        run: redactions::masked_order,
    },
    Procedure {
        name: "masked-mark",
        meaning: "the portion mark at the head of a paragraph is masked",
        kind: Kind::Paragraph,
        parameters: &[],
        one_of: &[],
        values: &["mark"],
        places: &[],
        run: redactions::masked_mark,
    },
    Procedure {
        name: "code-pairs",
        meaning: "(b)(1) without a paragraph of the order on classification, or such a paragraph without (b)(1)",
        kind: Kind::Document,
        parameters: &[Parameter::choice(
            "report",
            &["without-letter", "without-exemption"],
            "what to report",
        )],
        one_of: &[],
        values: &["code"],
        places: &[],
        run: redactions::pairs,
    },
    Procedure {
        name: "stamped-codes",
        meaning: "codes of the text that the release stamp does not list, or codes of the stamp that stand nowhere",
        kind: Kind::Document,
        parameters: &[Parameter::choice("report", &["unnamed", "unused"], "what to report")],
        one_of: &[],
        values: &["code"],
        places: &["stamp"],
        run: redactions::stamped,
    },
    Procedure {
        name: "mask-lengths",
        meaning: "masks of three or more lengths",
        kind: Kind::Document,
        parameters: &[Parameter::number("at-least", "report from this many masks on")],
        one_of: &[],
        values: &["masks", "lengths"],
        places: &["other"],
        run: redactions::lengths,
    },
    Procedure {
        name: "impossible-amount",
        meaning: "a redaction states an amount that nothing can have: `3 paragraphs (2 lines)`",
        kind: Kind::Redaction,
        parameters: &[],
        one_of: &[],
        values: &["amount"],
        places: &[],
        run: redactions::impossible_amount,
    },
    Procedure {
        name: "shown-gender",
        meaning: "a title or pronoun next to a redaction tells whether a man or a woman is meant",
        kind: Kind::Redaction,
        parameters: &[],
        one_of: &[],
        values: &[],
        places: &[],
        run: redactions::gender,
    },
    Procedure {
        name: "swallowed-structure",
        meaning: "a redaction took the number of a paragraph or one of a pair of brackets along",
        kind: Kind::Document,
        parameters: &[Parameter::choice("report", &["number", "bracket"], "what to report")],
        one_of: &[],
        values: &["first", "next", "stray"],
        places: &["next"],
        run: redactions::structure,
    },
    Procedure {
        name: "derivable-number",
        meaning: "a redacted number that a total and the numbers beside it give away",
        kind: Kind::Redaction,
        parameters: &[],
        one_of: &[],
        values: &[],
        places: &["total"],
        run: redactions::derivable,
    },
];
