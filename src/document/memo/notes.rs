//! Lines and phrases that say something about a memo: release stamps, authority lines, why the whole is classified
//! higher than its portions, the Department of Defense.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::words::{reach_back, reach_on};
use crate::span::Span;
use crate::text::Text;

/// Words of a release stamp: an overlay on the document, not a part of it.
const STAMP: &str = "Case No\\. F-|Doc No\\. C0|[Aa]pproved [Ff]or [Rr]elease|APPROVED FOR RELEASE\
    |Declassified in Part|Declassified and Approved|Declassified/Released|RELEASE IN (FULL|PART)\
    |DAS, A/GIS|RELEASE UNDER THE PRESIDENT JOHN F\\. KENNEDY";

/// The pattern of [`STAMP`], compiled once.
static STAMPS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(STAMP).ok());

/// Keywords of an authority block, small letters.
const AUTHORITY: [&str; 12] = [
    "classified by",
    "derived from",
    "declassify on",
    "declas on",
    "decl on",
    "cl by",
    "drv from",
    "cl reason",
    "classification authority",
    "multiple sources",
    "declassified by",
    "reason:",
];

/// How far from the word compilation its explanation must speak of classification, in bytes.
const COMPILATION_REACH: usize = 240;

/// How many lines of a letterhead are looked at.
const LETTERHEAD: usize = 20;

/// True where a line belongs to a release stamp.
pub(super) fn is_stamp(line: &str) -> bool {
    let line = line.trim();
    let declassified = line.starts_with("DECLASSIFIED") || line.starts_with("Declassified");
    (declassified && line.len() < 120) || STAMPS.as_ref().is_some_and(|stamps| stamps.is_match(line))
}

/// True where a line opens or continues an authority block: `Classified By:`, `DRV FROM:`.
pub(in crate::document) fn is_authority_line(line: &str) -> bool {
    let line = line.trim_start().as_bytes();
    AUTHORITY.iter().any(|keyword| {
        line.get(..keyword.len()).is_some_and(|front| front.eq_ignore_ascii_case(keyword.as_bytes()))
    }) && !is_sentence(line)
}

/// `Classified by compilation` and the like may open a sentence; an authority line is short or has a
/// colon near its front.
fn is_sentence(line: &[u8]) -> bool {
    line.len() > 100 && !line.iter().take(40).any(|&byte| byte == b':')
}

/// What says why the whole is classified higher than its portions: an explanation of compilation (32 CFR 2001.13(c),
/// 2001.24(g)), or the statement of a letter of transmittal (2001.24(b)).
pub(super) fn explanation(text: &Text) -> Option<Span> {
    let lower = text.as_str().to_ascii_lowercase();
    let find = |word: &'static str, explains: fn(&str, usize) -> bool| {
        let mut found = memchr::memmem::find_iter(lower.as_bytes(), word);
        found.find(|&at| explains(&lower, at)).map(|at| Span::new(at, at + word.len()))
    };
    find("compilation", explains)
        .or_else(|| find("enclosure", is_transmittal))
        .or_else(|| find("attachment", is_transmittal))
}

fn explains(lower: &str, at: usize) -> bool {
    let near = near(lower, at, COMPILATION_REACH);
    ["classif", "is secret", "is confidential", "in the aggregate"].iter().any(|word| near.contains(word))
}

/// What stands within so many bytes of a place.
fn near(text: &str, at: usize, reach: usize) -> &str {
    text.get(reach_back(text, at, reach)..reach_on(text, at, reach)).unwrap_or_default()
}

/// How far from the word enclosure the rest of its statement stands, in bytes.
const TRANSMITTAL_REACH: usize = 80;

/// `Unclassified when classified enclosure removed`, `Upon removal of attachments, this document is CONFIDENTIAL`.
fn is_transmittal(lower: &str, at: usize) -> bool {
    let near = near(lower, at, TRANSMITTAL_REACH);
    let holds = |words: &[&str]| words.iter().any(|word| near.contains(word));
    holds(&["remov", "separated", "detached"])
        && holds(&["unclassified", "document is", "regraded", "downgraded"])
}

/// The name of the Department of Defense or of one of its parts in the letterhead, or a distribution
/// statement anywhere.
pub(super) fn is_defense(text: &Text) -> bool {
    const NAMES: [&str; 8] = [
        "DEPARTMENT OF DEFENSE",
        "DEPARTMENT OF THE ARMY",
        "DEPARTMENT OF THE NAVY",
        "DEPARTMENT OF THE AIR FORCE",
        "SECRETARY OF DEFENSE",
        "JOINT CHIEFS OF STAFF",
        "JOINT STAFF",
        "UNITED STATES MARINE CORPS",
    ];
    let head = text.lines().iter().map(|&line| text.slice(line)).filter(|line| !line.trim().is_empty());
    let mut head = head.take(LETTERHEAD).map(str::to_uppercase);
    // Defense Logistics Agency, Missile Defense Agency and a dozen more.
    let agency = |line: &str| line.contains("DEFENSE") && line.contains("AGENCY");
    head.any(|line| NAMES.iter().any(|name| line.contains(name)) || agency(&line))
        || distribution_statement(text.as_str())
}

fn distribution_statement(text: &str) -> bool {
    let statement = |words: &str| memchr::memmem::find(text.as_bytes(), words.as_bytes()).is_some();
    ["DISTRIBUTION STATEMENT ", "Distribution Statement "].into_iter().any(statement)
}

/// True where the letterhead names the Department of State.
pub(super) fn is_state(text: &Text) -> bool {
    let head = text.lines().iter().map(|&line| text.slice(line)).filter(|line| !line.trim().is_empty());
    head.take(LETTERHEAD).filter(|line| !is_stamp(line)).any(|line| {
        let capitals = line.to_uppercase();
        capitals.contains("DEPARTMENT OF STATE") || capitals.contains("EMBASSY OF THE UNITED STATES")
    })
}
