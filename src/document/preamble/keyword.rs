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

use crate::text::word;

/// The keyword of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Order,
    Declassify,
    Tags,
    Subject,
    Reference,
    Authority,
    /// `Reason:`, mostly a part of the Classified By line.
    Reason,
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
    let mut at = from;
    loop {
        let opens = at.checked_sub(1).is_none_or(|before| bytes.get(before) == Some(&b'\n'));
        if opens && let Some(found) = opening(header, at) {
            return Some(found);
        }
        let byte = *bytes.get(at)?;
        if let Some(found) = in_mid_line(header, at, byte) {
            return Some(found);
        }
        let rest = bytes.get(at + 1..)?;
        at += 1 + if byte == b'\n' { 0 } else { rest.iter().position(|&byte| may_begin(byte))? };
    }
}

/// A keyword may begin with this letter in mid-line, or behind this blank, or on the line behind.
const fn may_begin(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'R' | b'C' | b'c' | b'\n')
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

/// An s in another case, though of other bytes.
const LONG_S: char = '\u{17f}';

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

/// Keywords that open a line, by their first letters, and what stands behind each.
const OPENING: [(&str, Case, Keyword, &[Run]); 48] = [
    ("AGS", Case::Misspelt, Keyword::Tags, COLON),
    ("Action", Case::Exact, Keyword::Other, COLON),
    ("Action Office", Case::Exact, Keyword::Other, COLON),
    ("Attachments", Case::Exact, Keyword::Other, COLON),
    ("Captions", Case::Exact, Keyword::Captions, COLON),
    ("Caption", Case::Exact, Keyword::Captions, COLON),
    ("Cc", Case::Exact, Keyword::Other, COLON),
    ("DERIVED FROM", Case::Any, Keyword::Authority, COLON),
    ("DECLASSIFY ON", Case::Any, Keyword::Declassify, COLON),
    ("Date/DTG", Case::Exact, Keyword::Other, COLON),
    ("Date!DTG", Case::Exact, Keyword::Other, COLON),
    ("Dissemination Rule", Case::Exact, Keyword::Other, COLON),
    ("From", Case::Exact, Keyword::Other, COLON),
    ("Info", Case::Exact, Keyword::Other, COLON),
    ("Info Office", Case::Exact, Keyword::Other, COLON),
    ("MRN", Case::Exact, Keyword::Other, COLON),
    ("Pass Line", Case::Exact, Keyword::Other, COLON),
    ("REF", Case::Any, Keyword::Reference, STOP),
    ("REFS", Case::Any, Keyword::Reference, STOP),
    ("REF(S)", Case::Any, Keyword::Reference, STOP),
    ("REFTEL", Case::Any, Keyword::Reference, STOP),
    ("REFTELS", Case::Any, Keyword::Reference, STOP),
    ("REFERENCE", Case::Any, Keyword::Reference, STOP),
    ("REFERENCES", Case::Any, Keyword::Reference, STOP),
    ("REASON", Case::Any, Keyword::Reason, COLON),
    ("REASONS", Case::Any, Keyword::Reason, COLON),
    ("REF", Case::Any, Keyword::Reference, LETTER),
    ("REFS", Case::Any, Keyword::Reference, LETTER),
    ("REF", Case::Any, Keyword::Reference, FAR_COLON),
    ("REFS", Case::Any, Keyword::Reference, FAR_COLON),
    ("SUBJECT", Case::Any, Keyword::Subject, COLON),
    ("SUBJECT", Case::Exact, Keyword::Subject, BLANK),
    ("SUBJ", Case::Any, Keyword::Subject, COLON),
    ("SUBECT", Case::Misspelt, Keyword::Subject, COLON),
    ("SUBJCT", Case::Misspelt, Keyword::Subject, COLON),
    ("SUBJET", Case::Misspelt, Keyword::Subject, COLON),
    ("SUJECT", Case::Misspelt, Keyword::Subject, COLON),
    ("SUBJEC", Case::Misspelt, Keyword::Subject, COLON),
    ("Sent", Case::Exact, Keyword::Other, COLON),
    ("TAGS", Case::Any, Keyword::Tags, POINT),
    ("TAGS", Case::Exact, Keyword::Tags, BLANK),
    ("TAG", Case::Misspelt, Keyword::Tags, COLON),
    ("TAS", Case::Misspelt, Keyword::Tags, COLON),
    ("TABS", Case::Misspelt, Keyword::Tags, COLON),
    ("TGS", Case::Misspelt, Keyword::Tags, COLON),
    ("TAGES", Case::Misspelt, Keyword::Tags, COLON),
    ("To", Case::Exact, Keyword::Other, COLON),
    ("UBJECT", Case::Misspelt, Keyword::Subject, COLON),
];

/// The keyword that opens the line at `line`.
fn opening(header: &str, line: usize) -> Option<Found> {
    // A printer's form feed stands in front of the first line of a page.
    let rest = header.get(line..)?.trim_start_matches([' ', '\t', '\x0b', '\x0c']);
    let start = header.len() - rest.len();
    let order = || front(rest, ORDER).or_else(|| front(rest, GARBLED_ORDER));
    if let Some(length) = Some(rest).filter(|rest| rest.starts_with(['E', 'e', 'M'])).and_then(|_| order()) {
        return Some(Found { keyword: Keyword::Order, misspelt: false, start, end: start + length });
    }
    let first = match rest.chars().next()? {
        LONG_S => b'S',
        letter => u8::try_from(letter).ok()?.to_ascii_uppercase(),
    };
    let letter = |form: &(&str, Case, Keyword, &[Run])| form.0.bytes().next().unwrap_or_default();
    let from = OPENING.partition_point(|form| letter(form) < first);
    let forms = OPENING.iter().skip(from).take_while(|form| letter(form) == first);
    let fits = |&(word, case, keyword, behind): &(&str, Case, Keyword, &[Run])| {
        let length = word_length(rest, word, case)?;
        let end = start + length + front(rest.get(length..)?, behind)?;
        Some(Found { keyword, misspelt: matches!(case, Case::Misspelt), start, end })
    };
    forms.into_iter().find_map(fits)
}

/// The keyword that stands at `at` of a line, or behind the blank there.
fn in_mid_line(header: &str, at: usize, byte: u8) -> Option<Found> {
    let next = header.as_bytes().get(at + 1)?;
    if !matches!(next, b'T' | b'S' | b'E' | b'l' | b'L') {
        return None;
    }
    let (rest, behind_blank) = (header.get(at..)?, header.get(at + 1..)?);
    let (keyword, skipped, length) = match (byte, next) {
        (b' ' | b'\t', b'T') => (Keyword::Tags, 1, behind_blank.starts_with("TAGS: ").then_some(6)?),
        (b' ' | b'\t', b'S') => (Keyword::Subject, 1, behind_blank.starts_with("SUBJECT: ").then_some(9)?),
        (b' ' | b'\t', b'E') => (Keyword::Order, 1, order_with_instruction(behind_blank)?),
        (b'R', b'E') => (Keyword::Reference, 0, glued_reference(rest)?),
        (b'C' | b'c', b'l' | b'L') if !is_undone(header, at) => (Keyword::Authority, 0, classified_by(rest)?),
        _ => return None,
    };
    let start = at + skipped;
    Some(Found { keyword, misspelt: false, start, end: start + length })
}

/// What is classified at a place is declassified: DECLASSIFIED BY names who released the text.
fn is_undone(header: &str, at: usize) -> bool {
    let before = at.checked_sub(2).and_then(|from| header.as_bytes().get(from..at));
    before.is_some_and(|before| before.eq_ignore_ascii_case(b"de"))
}

/// Bytes of `Classified By`; not of the words of a correction, which tells that the line was added.
fn classified_by(rest: &str) -> Option<usize> {
    let length = CLASSIFIED_BY.as_ref()?.find(rest)?.len();
    (!is_corrected_line(rest.get(length..)?.trim_start())).then_some(length)
}

/// `LINE ADDED`, `LINE)`, `LINE//////`, or LINE at the end of its line; a person is called LINE, too.
fn is_corrected_line(words: &str) -> bool {
    let Some(behind) = words.get("LINE".len()..).filter(|_| word::begins(words, "LINE")) else {
        return false;
    };
    let done = behind.strip_prefix(' ').unwrap_or_default();
    behind.is_empty()
        || behind.starts_with([')', ']', '/', '\n'])
        || CORRECTED.iter().any(|form| word::begins(done, form))
}

/// What was done to the line.
const CORRECTED: [&str; 7] = ["ADDED", "AMENDED", "CHANGED", "CORRECTED", "INCLUDED", "INSERTED", "REVISED"];

/// Bytes of `E.O. 12958: N/A`.
fn order_with_instruction(rest: &str) -> Option<usize> {
    let length = front(rest, ORDER_IN_LINE)?;
    let value = rest.get(length..)?;
    let instruction = INSTRUCTIONS.iter().find(|instruction| value.starts_with(**instruction))?;
    let goes_on = |next: &u8| next.is_ascii_alphanumeric() || *next == b'_';
    // `NEW E.O. 12065: NATIONAL SECURITY INFORMATION` is the subject of a telegram.
    let is_word = *instruction == "NA" && value.as_bytes().get(instruction.len()).is_some_and(goes_on);
    (!is_word).then_some(length + instruction.len())
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
    let mut at = 0;
    for &(least, most, set) in runs {
        let rest = text.as_bytes().get(at..)?.iter().take(most);
        let count = rest.take_while(|byte| set.as_bytes().contains(byte)).count();
        if count < least {
            return None;
        }
        at += count;
    }
    Some(at)
}

/// Bytes of a word at the front of a text.
fn word_length(text: &str, word: &str, case: Case) -> Option<usize> {
    let Case::Any = case else { return text.starts_with(word).then_some(word.len()) };
    let mut length = 0;
    for (letter, capital) in text.chars().zip(word.chars()) {
        if letter.to_ascii_uppercase() != capital && !(letter == LONG_S && capital == 'S') {
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
        r"(?P<order>^[ \t\x0b\x0c]*(?i:E\.? ?[O0]\.?:?) *(?:[0-9Il]{4,5})|^[ \t\x0b\x0c]*M[O0]\. [0-9]{5}|[ \t]E\.?[O0]\.? ?[0-9]{5}: *(?:N/A|NA(?-u:\b)|DECL|GDS|XGDS))",
        r"|(?P<tags>^[ \t\x0b\x0c]*(?i:TAGS) *[:;,.]|^[ \t\x0b\x0c]*TAGS |[ \t]TAGS: )",
        r"|(?P<tags_misspelt>^[ \t\x0b\x0c]*(?:TAG|TAS|TABS|TGS|TAGES|AGS) ?:)",
        r"|(?P<subject>^[ \t\x0b\x0c]*(?i:SUBJECT|SUBJ) ?:|^[ \t\x0b\x0c]*SUBJECT |[ \t]SUBJECT: )",
        r"|(?P<subject_misspelt>^[ \t\x0b\x0c]*(?:UBJECT|SUBECT|SUBJCT|SUBJET|SUJECT|SUBJEC) ?:)",
        r"|(?P<reference>^[ \t\x0b\x0c]*(?i:REFS?|REF\(S\)|REFTELS?|REFERENCES?) ?[:.]|^[ \t\x0b\x0c]*(?i:REFS?) (?:\(?[A-Z][):.]|[A-Z] ?:)|(?:REFS?|REF\(S\)|REFTELS?): )",
        r"|(?P<authority>(?i:clas+i?f?i{0,2}e?d[ \n]+by)\b|^[ \t\x0b\x0c]*(?i:derived from) ?:)",
        r"|(?P<declassify>^[ \t\x0b\x0c]*(?i:declassify on) ?:)",
        r"|(?P<reason>^[ \t\x0b\x0c]*(?i:reasons?) ?:)",
        r"|(?P<captions>^[ \t\x0b\x0c]*Captions? ?:)",
        r"|(?P<other>^[ \t\x0b\x0c]*(?:MRN|Date[/!]DTG|From|Action|Info|Action Office|Info Office|Pass Line|Dissemination Rule|Sent|To|Cc|Attachments) ?:)",
    );

    const GROUPS: [(&str, Keyword, bool); 11] = [
        ("order", Keyword::Order, false),
        ("tags", Keyword::Tags, false),
        ("tags_misspelt", Keyword::Tags, true),
        ("subject", Keyword::Subject, false),
        ("subject_misspelt", Keyword::Subject, true),
        ("reference", Keyword::Reference, false),
        ("authority", Keyword::Authority, false),
        ("declassify", Keyword::Declassify, false),
        ("reason", Keyword::Reason, false),
        ("captions", Keyword::Captions, false),
        ("other", Keyword::Other, false),
    ];

    static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PATTERN).ok());

    fn by_pattern(header: &str) -> Vec<Found> {
        let found = |captures: regex::Captures<'_>| {
            let group = GROUPS.iter().find_map(|group| Some((group, captures.name(group.0)?)));
            let (&(_, keyword, misspelt), matched) = group?;
            let start = matched.end() - matched.as_str().trim_start().len();
            let found = Found { keyword, misspelt, start, end: matched.end() };
            let is_line = || classified_by(header.get(start..).unwrap_or_default()).is_none();
            let derived = matched.as_str().trim_start().starts_with(['d', 'D']);
            let is_none = |found: &Found| {
                found.keyword == Keyword::Authority && !derived && (is_undone(header, start) || is_line())
            };
            Some(found).filter(|found| !is_none(found))
        };
        WHOLE.iter().flat_map(|pattern| pattern.captures_iter(header)).filter_map(found).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn the_forms_are_those_of_the_pattern(
            pieces in proptest::collection::vec(prop_oneof![
                prop::sample::select(vec![
                    " ", "\n", "\t", "\x0c", "  ", ":", ": ", ".", ",", "(", ")", "A", "B", "1", "12958", "0", "l", "é", "_",
                    "\u{17f}", "E.O. ", "EO", "E.0.", "e.o", "M0. ", "MO. ", "N/A", "NA", "DECL", "XGDS",
                    "TAGS", "Tags", "TAG\u{17f}", "TAG", "TABS", "AGS", "SUBJECT", "Subject", "SUBJ", "SUBJEC",
                    "\u{17f}ubject", "REF", "REFS", "Ref", "REF(S)", "REFTEL", "REFERENCES", "ref", "s", "S", "tels",
                    "clas", "Classified", "classiied", "CLASSIFED", "by", "BY", "Derived From", "derived from",
                    "Declassify on", "De", "DE", "Captions", "Caption", "Reason", "REASONS", "line", "LINE ADDED", "MRN", "Date/DTG", "From", "Action", " Office", "To", "Cc",
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
