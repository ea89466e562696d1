//! The registered notices, by their opening and by words that only they have.
//!
//! Sources: IC Markings System Register 2016 (D.7, H.3 to H.9) and the notice vocabulary of ISM for the
//! names; the wording is that of the laws and directives the notices quote: Atomic Energy Act, FISA, 49
//! CFR 1520.13, `DoDI` 5230.24, `DoDI` 5030.59.

/// A notice of the register.
pub(super) struct Registered {
    /// The name in rules.
    pub(super) name: &'static str,
    /// A pattern of its opening.
    pub(super) opening: &'static str,
    /// One of these stands in the same paragraph, small letters; empty where the opening is enough.
    pub(super) near: &'static [&'static str],
}

const fn registered(name: &'static str, opening: &'static str, near: &'static [&'static str]) -> Registered {
    Registered { name, opening, near }
}

/// What any notice of access or use says.
const LIMITS: &[&str] = &[
    "notice",
    "warning",
    "caveat",
    "dissemination",
    "disseminated",
    "may not be",
    "must be",
    "shall not be",
];

/// Of two openings at one place the first counts.
pub(super) static REGISTERED: &[Registered] = &[
    registered(
        "frd",
        r"formerly\s+restricted\s+data",
        &[
            "unauthorized disclosure",
            "section 144",
            "144b",
            "144.b",
            "criminal sanctions",
            "handle as restricted data",
        ],
    ),
    registered(
        "rd",
        r"restricted\s+data",
        &[
            "defined in the atomic energy",
            "defined by the atomic energy",
            "defined in section 11",
            "defined in the aea",
        ],
    ),
    registered(
        "cnwdi",
        r"critical\s+nuclear\s+weapons?\s+design\s+information|CNWDI",
        &["5210.", "dod directive", "dod instruction", "cnwdi notice", "cnwdi warning"],
    ),
    registered(
        "rawfisa",
        r"raw\W{1,3}(?:unminimi[sz]ed\W{1,3})?(?:FISA|foreign\s+intelligence\s+surveillance\s+act)|RAWFISA|unminimi[sz]ed\s+FISA|FISA\W{1,3}(?:raw|unminimi[sz]ed)\b",
        &[
            "minimization procedure",
            "minimisation procedure",
            "warning",
            "notice",
            "must be",
            "may not be",
            "may only be",
            "shall not be",
        ],
    ),
    registered(
        "fisa",
        r"FISA|foreign\s+intelligence\s+surveillance\s+act",
        &["advance authorization", "derived therefrom", "fisa warning", "fisa notice", "fisa caveat"],
    ),
    registered("imcon", r"IMCON|controlled\s+imagery", LIMITS),
    registered("rsen", r"RSEN|risk[\s-]+sensitive", LIMITS),
    registered(
        "dea",
        r"DEA\s+sensitive|drug\s+enforcement\s+administration\W{1,3}(?:\(?DEA\)?\W{1,3})?sensitive",
        &[
            "property of",
            "unauthorized",
            "may not be",
            "must be",
            "must not be",
            "disseminat",
            "disclos",
            "prohibited",
            "notice",
            "warning",
        ],
    ),
    registered(
        "limdis",
        r"limited\s+distribution",
        &["removal of this caveat", "5030.59", "130 & 455", "130 and 455"],
    ),
    registered("limdis", r"removal\s+of\s+this\s+caveat|5030\.59\b|130\s*(?:&|and)\s*455\b", &[]),
    registered(
        "les-nf",
        r"law\s+enforcement\s+sensitive\W{1,3}(?:NOFORN|NF)\b|LES(?:-|\s|/|//)(?:NF|NOFORN)\b",
        PROPERTY,
    ),
    registered("les", r"law\s+enforcement\s+sensitive|LES\b", PROPERTY),
    registered(
        "ssi",
        r"sensitive\s+security\s+information",
        &["49 cfr", "49 c.f.r", "part 1520", "15 and 1520", "1520."],
    ),
    registered(
        "geocap",
        r"GEOCAP\b",
        &["contain", "restrict", "disseminat", "access", "handl", "approv", "notice", "caveat", "warning"],
    ),
    registered(
        "nato",
        r"NATO\s+(?:top\s+secret|secret|confidential|restricted|unclassified|classified|information|material)|COSMIC\s+top\s+secret",
        &[
            "contains nato",
            "contains cosmic",
            "contain nato",
            "ussan",
            "nato security",
            "nato notice",
            "nato warning",
        ],
    ),
    registered("distribution", r"distribution\s+statement\s*:?\W{0,2}(?-i:[A-FX])\b", &[]),
    registered(
        "distribution",
        r"approved\s+for\s+public\s+release",
        &["distribution is unlimited", "distribution unlimited", "unlimited distribution"],
    ),
    registered(
        "distribution",
        r"distribution\s+authorized\s+to|further\s+(?:dod\s+)?dissemination\s+only\s+as\s+directed",
        &["government agencies", "government agency", "department of defense", "dod", "as directed by"],
    ),
    registered(
        "itar-ear",
        r"arms\s+export\s+control\s+act|export\s+administration\s+(?:act|regulations)|international\s+traffic\s+in\s+arms",
        &[
            "export is restricted",
            "severe criminal penalties",
            "5230.25",
            "export warning",
            "export-controlled",
            "export controlled",
        ],
    ),
    registered(
        "comsec",
        r"COMSEC\b",
        &[
            "access by contractor",
            "final government clearance",
            "final u.s. government clearance",
            "restricted to u.s. citizens",
            "comsec warning",
            "comsec notice",
        ],
    ),
    registered(
        "display-only",
        r"display\s+only",
        &["derivative use", "physical copy", "physical copies", "hard copy", "retain", "display only notice"],
    ),
    registered(
        "orcon-pre13526",
        r"ORCON\b|originator\s+controlled|controlled\s+by\s+originator",
        &[
            "pre-13526",
            "prior to e.o. 13526",
            "prior to eo 13526",
            "prior to executive order 13526",
            "prior to the effective date",
            "before the effective date",
            "june 27, 2010",
            "27 june 2010",
            "june 28, 2010",
            "28 june 2010",
        ],
    ),
    registered(
        "us-person",
        r"(?:U\.?S\.?|United\s+States)\s+persons?\b",
        &[
            "deemed necessary",
            "intelligence oversight",
            "information handling procedures",
            "usper",
            "privacy and civil liberties",
            "us person notice",
            "u.s. person notice",
        ],
    ),
];

/// What the notices of law enforcement say.
const PROPERTY: &[&str] = &[
    "property of",
    "legal proceeding",
    "precludes unauthorized",
    "beyond these entities",
    "authorization is prohibited",
];

/// Notices that another one of the same paragraph includes: the first by the second.
pub(super) const DROPPED_BY: &[(&str, &str)] = &[
    ("fisa", "rawfisa"),
    ("les", "les-nf"),
    ("imcon", "imcon-rsen"),
    ("rsen", "imcon-rsen"),
    ("distribution", "limdis"),
];

/// A notice that stands for two.
pub(super) const COMBINED: (&str, &str, &str) = ("imcon", "rsen", "imcon-rsen");
