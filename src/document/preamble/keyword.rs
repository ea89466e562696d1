//! The keywords of header fields, in the forms they are printed in.
//!
//! At the start of a line a keyword may lack its colon or be misspelt; in the middle of a line it must be in
//! capitals with its colon, since only re-saved headers have it there. `REF:` and `Classified By` also stand glued
//! to the subject (seen: `PRIMEREF: A.`).
//!
//! One pattern could say all of this, and a test holds these forms against it; but looking for it cost a twelfth of
//! the reading of a cable, and a header has few places where a keyword can stand.

use std::sync::LazyLock;

use regex::Regex;

/// The keyword of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Order,
    Declassify,
    Tags,
    Subject,
    Reference,
    Authority,
    Captions,
    /// Known fields that end the one before: `From:`, `Pass Line:`.
    Other,
}

/// A keyword as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) keyword: Keyword,
    pub(super) misspelt: bool,
    /// Where it starts, blanks aside.
    pub(super) start: usize,
    /// Where what belongs to it ends: its colon, the number of an order.
    pub(super) end: usize,
}

/// The keywords of a folded header, in order.
pub(super) fn keywords(header: &str) -> impl Iterator<Item = Found> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = next(header, at)?;
        at = found.end;
        Some(found)
    })
}

/// The first keyword at or behind `from`.
fn next(header: &str, from: usize) -> Option<Found> {
    let bytes = header.as_bytes();
    let mut opens = from == 0;
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        let found = if opens { opening(header, at) } else { None };
        opens = byte == b'\n';
        let found = found.or_else(|| match byte {
            b' ' | b'\t' | b'R' | b'C' | b'c' => in_mid_line(header, at, byte),
            _ => None,
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Between how many and how many characters, and which.
type Run = (usize, usize, &'static str);

const MANY: usize = usize::MAX;
const DIGITS: &str = "0123456789";
const CAPITALS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// `E.O. 12958`, also `EO 12958`, `E.0.12958` and `e.o.: 1295`.
const ORDER: &[Run] = &[
    (1, 1, "Ee"),
    (0, 1, "."),
    (0, 1, " "),
    (1, 1, "Oo0"),
    (0, 1, "."),
    (0, 1, ":"),
    (0, MANY, " "),
    (4, 5, "0123456789Il"),
];
/// `MO. 12958`: letters lost.
const GARBLED_ORDER: &[Run] = &[(1, 1, "M"), (1, 1, "O0"), (1, 1, "."), (1, 1, " "), (5, 5, DIGITS)];
/// `E.O. 12958: `, before the instruction that it must have in mid-line.
const ORDER_IN_LINE: &[Run] = &[
    (1, 1, "E"),
    (0, 1, "."),
    (1, 1, "O0"),
    (0, 1, "."),
    (0, 1, " "),
    (5, 5, DIGITS),
    (1, 1, ":"),
    (0, MANY, " "),
];
const INSTRUCTIONS: [&str; 5] = ["N/A", "NA", "DECL", "GDS", "XGDS"];

const COLON: &[Run] = &[(0, 1, " "), (1, 1, ":")];
const STOP: &[Run] = &[(0, 1, " "), (1, 1, ":.")];
const POINT: &[Run] = &[(0, MANY, " "), (1, 1, ":;,.")];
const BLANK: &[Run] = &[(1, 1, " ")];
/// `REF A.`, `REF (A)`, `REF A :`.
const LETTER: &[Run] = &[(1, 1, " "), (0, 1, "("), (1, 1, CAPITALS), (1, 1, "):.")];
const FAR_COLON: &[Run] = &[(1, 1, " "), (1, 1, CAPITALS), (1, 1, " "), (1, 1, ":")];

/// How a keyword may be written.
#[derive(Clone, Copy)]
enum Case {
    /// In any case of letters.
    Any,
    /// As it stands here.
    Exact,
    /// As it stands here, and misspelt.
    Misspelt,
}

/// Keywords that open a line, and what stands behind each.
const OPENING: [(Keyword, Case, &[&str], &[Run]); 14] = [
    (Keyword::Tags, Case::Any, &["TAGS"], POINT),
    (Keyword::Tags, Case::Exact, &["TAGS"], BLANK),
    (Keyword::Tags, Case::Misspelt, &["TAG", "TAS", "TABS", "TGS", "TAGES", "AGS"], COLON),
    (Keyword::Subject, Case::Any, &["SUBJECT", "SUBJ"], COLON),
    (Keyword::Subject, Case::Exact, &["SUBJECT"], BLANK),
    (Keyword::Subject, Case::Misspelt, &["UBJECT", "SUBECT", "SUBJCT", "SUBJET", "SUJECT", "SUBJEC"], COLON),
    (Keyword::Reference, Case::Any, REFERENCES, STOP),
    (Keyword::Reference, Case::Any, &["REFS", "REF"], LETTER),
    (Keyword::Reference, Case::Any, &["REFS", "REF"], FAR_COLON),
    (Keyword::Authority, Case::Any, &["DERIVED FROM"], COLON),
    (Keyword::Declassify, Case::Any, &["DECLASSIFY ON"], COLON),
    (Keyword::Captions, Case::Exact, &["Captions", "Caption"], COLON),
    (Keyword::Other, Case::Exact, FIELDS, COLON),
    (Keyword::Other, Case::Exact, MORE_FIELDS, COLON),
];

const REFERENCES: &[&str] = &["REF", "REFS", "REF(S)", "REFTEL", "REFTELS", "REFERENCE", "REFERENCES"];
const FIELDS: &[&str] = &["MRN", "Date/DTG", "Date!DTG", "From", "Action", "Info", "Action Office"];
const MORE_FIELDS: &[&str] =
    &["Info Office", "Pass Line", "Dissemination Rule", "Sent", "To", "Cc", "Attachments"];

/// The keyword that opens the line at `line`.
fn opening(header: &str, line: usize) -> Option<Found> {
    let rest = header.get(line..)?.trim_start_matches([' ', '\t']);
    let start = header.len() - rest.len();
    let order = || front(rest, ORDER).or_else(|| front(rest, GARBLED_ORDER));
    if let Some(length) = Some(rest).filter(|rest| rest.starts_with(['E', 'e', 'M'])).and_then(|_| order()) {
        return Some(Found { keyword: Keyword::Order, misspelt: false, start, end: start + length });
    }
    let first = rest.bytes().next()?.to_ascii_uppercase();
    OPENING.iter().find_map(|&(keyword, case, words, behind)| {
        let may_begin = |word: &&&str| word.as_bytes().first() == Some(&first) || !first.is_ascii();
        let length = words.iter().filter(may_begin).find_map(|word| {
            let length = word_length(rest, word, case)?;
            Some(length + front(rest.get(length..)?, behind)?)
        })?;
        let misspelt = matches!(case, Case::Misspelt);
        Some(Found { keyword, misspelt, start, end: start + length })
    })
}

/// The keyword that stands at `at` of a line, or behind the blank there.
fn in_mid_line(header: &str, at: usize, byte: u8) -> Option<Found> {
    let rest = header.get(at..)?;
    let behind_blank = rest.get(1..).unwrap_or_default();
    let (keyword, skipped, length) = match (byte, behind_blank.as_bytes().first()?) {
        (b' ' | b'\t', b'T') => (Keyword::Tags, 1, behind_blank.starts_with("TAGS: ").then_some(6)?),
        (b' ' | b'\t', b'S') => (Keyword::Subject, 1, behind_blank.starts_with("SUBJECT: ").then_some(9)?),
        (b' ' | b'\t', b'E') => (Keyword::Order, 1, order_with_instruction(behind_blank)?),
        (b'R', b'E') => (Keyword::Reference, 0, glued_reference(rest)?),
        (b'C' | b'c', b'l' | b'L') => (Keyword::Authority, 0, CLASSIFIED_BY.as_ref()?.find(rest)?.len()),
        _ => return None,
    };
    let start = at + skipped;
    Some(Found { keyword, misspelt: false, start, end: start + length })
}

/// Bytes of `E.O. 12958: N/A`.
fn order_with_instruction(rest: &str) -> Option<usize> {
    let length = front(rest, ORDER_IN_LINE)?;
    let value = rest.get(length..)?;
    let instruction = INSTRUCTIONS.iter().find(|instruction| value.starts_with(**instruction))?;
    Some(length + instruction.len())
}

/// Bytes of `REFS: `.
fn glued_reference(rest: &str) -> Option<usize> {
    let words = ["REF: ", "REFS: ", "REF(S): ", "REFTEL: ", "REFTELS: "];
    words.iter().find(|word| rest.starts_with(**word)).map(|word| word.len())
}

static CLASSIFIED_BY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?i:clas+i?f?i{0,2}e?d[ \n]+by)\b").ok());

/// Bytes of the runs at the front of a text, each as long as it can be.
fn front(text: &str, runs: &[Run]) -> Option<usize> {
    let mut rest = text.bytes().peekable();
    for &(least, most, set) in runs {
        let mut count = 0;
        while count < most && rest.next_if(|byte| set.as_bytes().contains(byte)).is_some() {
            count += 1;
        }
        if count < least {
            return None;
        }
    }
    Some(text.len() - rest.len())
}

/// Bytes of a word at the front of a text. The long s is an s in another case.
fn word_length(text: &str, word: &str, case: Case) -> Option<usize> {
    let Case::Any = case else { return text.starts_with(word).then_some(word.len()) };
    let mut length = 0;
    for (letter, capital) in text.chars().zip(word.chars()) {
        if letter.to_ascii_uppercase() != capital && !(letter == '\u{17f}' && capital == 'S') {
            return None;
        }
        length += letter.len_utf8();
    }
    text.get(..length).filter(|front| front.chars().count() == word.len()).map(str::len)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the forms say, as one pattern: one alternative a keyword.
    const PATTERN: &str = concat!(
        r"(?m)",
        r"(?P<order>^[ \t]*(?i:E\.? ?[O0]\.?:?) *(?:[0-9Il]{4,5})|^[ \t]*M[O0]\. [0-9]{5}|[ \t]E\.?[O0]\.? ?[0-9]{5}: *(?:N/?A|DECL|GDS|XGDS))",
        r"|(?P<tags>^[ \t]*(?i:TAGS) *[:;,.]|^[ \t]*TAGS |[ \t]TAGS: )",
        r"|(?P<tags_misspelt>^[ \t]*(?:TAG|TAS|TABS|TGS|TAGES|AGS) ?:)",
        r"|(?P<subject>^[ \t]*(?i:SUBJECT|SUBJ) ?:|^[ \t]*SUBJECT |[ \t]SUBJECT: )",
        r"|(?P<subject_misspelt>^[ \t]*(?:UBJECT|SUBECT|SUBJCT|SUBJET|SUJECT|SUBJEC) ?:)",
        r"|(?P<reference>^[ \t]*(?i:REFS?|REF\(S\)|REFTELS?|REFERENCES?) ?[:.]|^[ \t]*(?i:REFS?) (?:\(?[A-Z][):.]|[A-Z] ?:)|(?:REFS?|REF\(S\)|REFTELS?): )",
        r"|(?P<authority>(?i:clas+i?f?i{0,2}e?d[ \n]+by)\b|^[ \t]*(?i:derived from) ?:)",
        r"|(?P<declassify>^[ \t]*(?i:declassify on) ?:)",
        r"|(?P<captions>^[ \t]*Captions? ?:)",
        r"|(?P<other>^[ \t]*(?:MRN|Date[/!]DTG|From|Action|Info|Action Office|Info Office|Pass Line|Dissemination Rule|Sent|To|Cc|Attachments) ?:)",
    );

    const GROUPS: [(&str, Keyword, bool); 10] = [
        ("order", Keyword::Order, false),
        ("tags", Keyword::Tags, false),
        ("tags_misspelt", Keyword::Tags, true),
        ("subject", Keyword::Subject, false),
        ("subject_misspelt", Keyword::Subject, true),
        ("reference", Keyword::Reference, false),
        ("authority", Keyword::Authority, false),
        ("declassify", Keyword::Declassify, false),
        ("captions", Keyword::Captions, false),
        ("other", Keyword::Other, false),
    ];

    static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PATTERN).ok());

    fn by_pattern(header: &str) -> Vec<Found> {
        let found = |captures: regex::Captures<'_>| {
            let group = GROUPS.iter().find_map(|group| Some((group, captures.name(group.0)?)));
            let (&(_, keyword, misspelt), matched) = group?;
            let start = matched.end() - matched.as_str().trim_start().len();
            Some(Found { keyword, misspelt, start, end: matched.end() })
        };
        WHOLE.iter().flat_map(|pattern| pattern.captures_iter(header)).filter_map(found).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn the_forms_are_those_of_the_pattern(
            pieces in proptest::collection::vec(prop_oneof![
                prop::sample::select(vec![
                    " ", "\n", "\t", "  ", ":", ": ", ".", ",", "(", ")", "A", "B", "1", "12958", "0", "l", "é", "_",
                    "\u{17f}", "E.O. ", "EO", "E.0.", "e.o", "M0. ", "MO. ", "N/A", "NA", "DECL", "XGDS",
                    "TAGS", "Tags", "TAG\u{17f}", "TAG", "TABS", "AGS", "SUBJECT", "Subject", "SUBJ", "SUBJEC",
                    "\u{17f}ubject", "REF", "REFS", "Ref", "REF(S)", "REFTEL", "REFERENCES", "ref", "s", "S", "tels",
                    "clas", "Classified", "classiied", "CLASSIFED", "by", "BY", "Derived From", "derived from",
                    "Declassify on", "Captions", "Caption", "MRN", "Date/DTG", "From", "Action", " Office", "To", "Cc",
                    "Attachments", "x",
                ]).prop_map(str::to_owned),
                "[ -~]{1,3}",
            ], 0..14)
        ) {
            let header = pieces.concat();
            prop_assert_eq!(keywords(&header).collect::<Vec<_>>(), by_pattern(&header), "{:?}", header);
        }
    }
}
