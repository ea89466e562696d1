//! Single codes as they are spelt: one pattern for all lists, and the one spelling of each.

use std::sync::LazyLock;

use memchr::memmem;
use regex::{Captures, Regex};

use super::CodeSystem;
use crate::span::Span;
use crate::text::Text;
use crate::text::reach::floor_boundary;

/// Anything that could be a code.
static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?x)",
        r"  (?P<nara> (?-u:\b)P[1-6]/[bB]\s?\(\s?[1-9]\s?\) )",
        r"| (?P<paren> (?:\([bB]\)|(?-u:\b)[bB])\x20?\(\x20?(?P<pn>[0-9]{1,2})\x20?\)(?:\x20?\(\x20?(?P<ps>[A-Za-z])\x20?\))? )",
        r"| (?P<half> \([bB]\)(?P<hn>[0-9]{1,2})(?:\x20?\(?(?P<hs>[A-Fa-f])\)?)?(?-u:\b) )",
        r"| (?P<act> \((?P<al>[djk])\)\x20?\((?P<an>[0-9]{1,2})\) )",
        r"| (?P<bare> (?-u:\b)B(?P<bn>[0-9])(?P<bx>[0-9Iil|])?(?:\x20?\((?P<bs>[A-Za-z])\)|(?P<bt>[A-F]))? )",
        r"| (?P<small> (?-u:\b)b(?P<sn>[1-9])(?:(?P<ss>[A-F])|\((?P<st>[A-Fa-f])\))? )",
        r"| (?P<declass> (?-u:\b)3\.(?P<dn>[345])\x20?\(b\)\x20?\((?P<dd>[0-9]{1,2})\) )",
        r"| (?P<order> (?-u:\b)[1Il](?P<dot>[.,])\x20?(?P<on>[45])\x20?(?:\((?P<ol>[A-Za-z])(?P<oe>\)|y)?|(?P<om>[A-Ha-h])(?P<of>\))?) )",
        r"| (?P<cia> (?-u:\b)(?:25|50)X[0-9]{1,2}(?:-HUM|-WMD|[A-Z][0-9]?)?(?-u:\b) | (?-u:\b)STAT(?:INTL|OTHR|SPEC)?(?-u:\b) )",
        r"| (?P<state> (?-u:\b)(?:CIA\s+)?PERS/ORG(?-u:\b) | (?-u:\b)ARMS\x20?EXP(?-u:\b) | (?-u:\b)EXPORT\x20CONTROL(?-u:\b) | (?-u:\b)FS\x20ACT(?-u:\b) | (?-u:\b)INA(?-u:\b) | (?-u:\b)IRAN(?-u:\b) | (?-u:\b)CIA(?-u:\b) )",
    ))
    .ok()
});

/// One code, and how surely it is one.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) code: String,
    pub(super) system: CodeSystem,
    pub(super) known: bool,
    pub(super) slip: bool,
    pub(super) force: Force,
}

/// How surely the letters are a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Force {
    /// A country or an office unless `B3` stands in front: `IRAN`, `CIA`.
    Follower,
    /// Other things are called so too: `B6`, `1.4a`, `STAT`.
    Weak,
    /// Nothing else looks so: `(b)(6)`, `1.4(D)`, `STATINTL`.
    Strong,
}

/// A code begins at most so many bytes before its place, blanks in front of that not counted, and ends at most so many
/// behind it, with the statute that is named behind it.
const LEAD: usize = 16;
const TAIL: usize = 48;

/// The codes of a text but for names that other things have too, unless such a name stands behind a code. [`TOKEN`] is
/// ten patterns in one: it looks at what stands around the places that every code has.
pub(super) fn around_places(text: &Text) -> impl Iterator<Item = Token> + '_ {
    stretches(text.as_str(), places(text)).into_iter().flat_map(|span| within(text.as_str(), span))
}

/// The codes that begin in a stretch.
fn within(text: &str, span: Span) -> impl Iterator<Item = Token> + '_ {
    let front = text.get(..span.end).unwrap_or_default();
    let mut at = span.start;
    std::iter::from_fn(move || {
        let parts = TOKEN.as_ref()?.captures_at(front, at)?;
        at = parts.get(0)?.end();
        Some(token(text, &parts))
    })
    .flatten()
}

/// The stretches around some places, which are in order.
fn stretches(text: &str, places: Vec<usize>) -> Vec<Span> {
    let mut stretches: Vec<Span> = Vec::new();
    for place in places {
        let front = text.get(..place).unwrap_or_default().trim_end();
        let start = floor_boundary(text, front.len().saturating_sub(LEAD));
        let end = floor_boundary(text, place + TAIL);
        match stretches.last_mut().filter(|last| last.end >= start) {
            Some(last) => last.end = end,
            None => stretches.push(Span::new(start, end)),
        }
    }
    stretches
}

/// A digit with what stands in front of it, which every code has but a few words, and these words; in order.
fn places(text: &Text) -> Vec<usize> {
    let bytes = text.as_str().as_bytes();
    let digits = text.digits().iter().copied().filter(|&at| leads_to_code(bytes, at));
    let statutes = ["PERS/ORG", "ARMSEXP", "ARMS EXP"].into_iter().filter(|word| text.may_hold(word));
    let labels =
        memmem::find_iter(bytes, "STAT").filter(|at| is_label(bytes.get(at + 4..).unwrap_or_default()));
    let statutes = statutes.flat_map(|word| memmem::find_iter(bytes, word));
    let mut places: Vec<usize> = digits.chain(statutes).chain(labels).collect();
    places.sort_unstable();
    places
}

/// What stands in front of the digit at `at` opens a code: `B6`, `(b) (6`, `(b)6`, `1.4`, `25X1`, `P1/b`.
fn leads_to_code(bytes: &[u8], at: usize) -> bool {
    let byte = |back: usize| at.checked_sub(back).and_then(|place| bytes.get(place)).copied().unwrap_or(0);
    let skipping_blank = |back: usize| if byte(back) == b' ' { back + 1 } else { back };
    let sign = skipping_blank(1);
    let touches = sign == 1;
    match byte(sign) {
        b'(' => matches!(byte(skipping_blank(sign + 1)), b')' | b'b' | b'B'),
        b'.' | b',' => matches!(byte(0), b'4' | b'5') && matches!(byte(sign + 1), b'1' | b'I' | b'l'),
        b'B' | b'b' | b'P' => touches,
        b')' => touches && matches!(byte(2), b'b' | b'B'),
        b'X' => touches && byte(2).is_ascii_digit(),
        _ => false,
    }
}

/// What stands behind `STAT` leaves it a label: it is no `STATE`.
fn is_label(behind: &[u8]) -> bool {
    behind.first().is_none_or(|next| !next.is_ascii_alphabetic() || matches!(next, b'I' | b'O' | b'S'))
}

/// The codes of a stretch of text that starts at `base`, whatever stands around them.
pub(super) fn tokens(stretch: &str, base: usize) -> impl Iterator<Item = Token> + '_ {
    let found = TOKEN.iter().flat_map(move |pattern| pattern.captures_iter(stretch));
    found
        .filter_map(move |parts| token(stretch, &parts))
        .map(move |token| Token { span: token.span.shifted(base), ..token })
}

fn token(stretch: &str, parts: &Captures<'_>) -> Option<Token> {
    let all = parts.get(0)?;
    let span = Span::new(all.start(), all.end());
    let token = if parts.name("bare").is_some() {
        bare(stretch, parts, span)?
    } else if let Some(read) = foia(parts) {
        Token { span, ..read }
    } else if let Some(read) = order(parts) {
        Token { span, ..read }
    } else {
        Token { span, ..label(parts, all.as_str()) }
    };
    ends_here(stretch, token.span.end).then_some(token)
}

/// No letter or digit goes on behind a code, but for another code: `B6B6`, `B11.4(B)`.
fn ends_here(stretch: &str, end: usize) -> bool {
    let rest = stretch.get(end..).unwrap_or_default();
    let closed = stretch.get(..end).is_some_and(|front| front.ends_with(')'));
    let goes_on = rest.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    let code = |rest: &str| rest.starts_with("1.4") || matches!(rest.as_bytes(), [b'B', b'0'..=b'9', ..]);
    !goes_on || closed || code(rest)
}

fn plain(code: String, system: CodeSystem, known: bool, force: Force) -> Token {
    Token { span: Span::default(), code, system, known, slip: false, force }
}

/// `B6`, `B7(C)`; a stroke at the edge of the stamp is read as one more letter. seen: B61, B6I
fn bare(stretch: &str, parts: &Captures<'_>, span: Span) -> Option<Token> {
    let digit = parts.name("bn")?.as_str();
    let stroke = parts.name("bx").map(|extra| (extra.as_str(), extra.start()));
    let letter = parts.name("bs").or_else(|| parts.name("bt")).map(|letter| letter.as_str());
    let token = |number: &str, end: usize, slip: bool| {
        let force = if letter.is_some() { Force::Strong } else { Force::Weak };
        let code = exemption(number, letter.filter(|_| end == span.end));
        Token {
            span: Span::new(span.start, end),
            slip,
            ..plain(code, CodeSystem::Foia, known(number, letter), force)
        }
    };
    match stroke {
        None => Some(token(digit, span.end, false)),
        Some(("1", at)) if stretch.get(at..).is_some_and(|rest| rest.starts_with("1.4")) => {
            Some(token(digit, at, false)) // seen: B11.4(B)
        }
        Some(("1" | "I" | "i" | "l" | "|", _)) => Some(token(digit, span.end, true)),
        Some((second, _)) => Some(token(&format!("{digit}{second}"), span.end, false)),
    }
}

/// Brackets and small letters: `(b)(7)(C)`, `b7C`, `(b)6`.
fn foia(parts: &Captures<'_>) -> Option<Token> {
    let get = |key: &str| parts.name(key).map(|part| part.as_str());
    let (number, letter, force) = if let Some(number) = get("pn") {
        (number, get("ps"), Force::Strong)
    } else if let Some(number) = get("hn") {
        (number, get("hs"), Force::Strong)
    } else {
        (get("sn")?, get("ss").or_else(|| get("st")), Force::Weak)
    };
    Some(plain(exemption(number, letter), CodeSystem::Foia, known(number, letter), force))
}

/// One spelling for all: `B7(C)`.
fn exemption(number: &str, letter: Option<&str>) -> String {
    match letter {
        Some(letter) => format!("B{number}({})", letter.to_ascii_uppercase()),
        None => format!("B{number}"),
    }
}

/// 5 U.S.C. 552(b) has (1) to (9), and (A) to (F) at (7) alone.
fn known(number: &str, letter: Option<&str>) -> bool {
    let listed = matches!(number.as_bytes(), [b'1'..=b'9']);
    let lettered =
        letter.is_none_or(|letter| number == "7" && matches!(letter.as_bytes(), [b'A'..=b'F' | b'a'..=b'f']));
    listed && lettered
}

/// A paragraph of the order: `1.4(D)`, `1,4a`, `3.3(b)(1)`.
fn order(parts: &Captures<'_>) -> Option<Token> {
    let get = |key: &str| parts.name(key).map(|part| part.as_str());
    if let (Some(section), Some(number)) = (get("dn"), get("dd")) {
        let known = number.parse::<u8>().is_ok_and(|number| (1..=9).contains(&number));
        return Some(plain(format!("3.{section}(B)({number})"), CodeSystem::Order, known, Force::Strong));
    }
    let (section, letter) = (get("on")?, get("ol").or_else(|| get("om"))?);
    let capital = letter.to_ascii_uppercase();
    let last = if section == "4" { b'H' } else { b'G' };
    let known = capital.bytes().all(|byte| (b'A'..=last).contains(&byte));
    let whole = get("oe") == Some(")");
    let force = if whole { Force::Strong } else { Force::Weak };
    let slip = get("dot") == Some(",")
        || get("order").is_some_and(|all| all.starts_with(['I', 'l']))
        || get("oe") == Some("y")
        || get("ol").is_some() && get("oe").is_none()
        || get("of").is_some();
    Some(Token { slip, ..plain(format!("1.{section}({capital})"), CodeSystem::Order, known, force) })
}

/// Names of statutes and labels.
fn label(parts: &Captures<'_>, printed: &str) -> Token {
    if parts.name("nara").is_some() {
        let code: String = printed.chars().filter(|letter| !letter.is_whitespace()).collect();
        return plain(code.replace("/B", "/b"), CodeSystem::Nara, true, Force::Strong);
    }
    if let (Some(letter), Some(number)) = (parts.name("al"), parts.name("an")) {
        let known = match (letter.as_str(), number.as_str()) {
            ("d", number) => number == "5",
            ("j", number) => matches!(number, "1" | "2"),
            (_, number) => matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7"),
        };
        let code = format!("({})({})", letter.as_str(), number.as_str());
        return plain(code, CodeSystem::PrivacyAct, known, Force::Strong);
    }
    if parts.name("cia").is_some() {
        let force = if printed == "STAT" { Force::Weak } else { Force::Strong };
        return plain(printed.to_owned(), CodeSystem::Cia, is_listed(printed), force);
    }
    match printed {
        "CIA" | "INA" | "IRAN" => plain(printed.to_owned(), CodeSystem::State, true, Force::Follower),
        _ if printed.contains("PERS") => {
            plain("CIA PERS/ORG".to_owned(), CodeSystem::State, true, Force::Strong)
        }
        "ARMSEXP" | "ARMS EXP" => plain("ARMSEXP".to_owned(), CodeSystem::State, true, Force::Strong),
        _ => plain(printed.to_owned(), CodeSystem::State, true, Force::Follower),
    }
}

/// `25X1` to `25X9`, perhaps with a letter of CIA's (`25X1A`), and words.
fn is_listed(label: &str) -> bool {
    let Some((_, number)) = label.split_once('X') else { return true };
    let mut bytes = number.bytes();
    let listed = bytes.next().is_some_and(|digit| (b'1'..=b'9').contains(&digit));
    listed && !bytes.next().is_some_and(|second| second.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, bool, bool)> {
        tokens(text, 0).map(|token| (token.code, token.known, token.slip)).collect()
    }

    #[test]
    fn every_spelling_becomes_one() {
        for (printed, code) in [
            ("(b)(7)(C)", "B7(C)"),
            ("(b) (7) (C)", "B7(C)"),
            ("b7C", "B7(C)"),
            ("B7C", "B7(C)"),
            ("B7 (F)", "B7(F)"),
            ("b(6)", "B6"),
            ("(b)6", "B6"),
            ("1.4(d)", "1.4(D)"),
            ("1.4 (B)", "1.4(B)"),
            ("(k)(2)", "(k)(2)"),
            ("25X1A", "25X1A"),
            ("PERS/ORG", "CIA PERS/ORG"),
            ("P6/b(6)", "P6/b(6)"),
        ] {
            assert_eq!(read(printed), [(code.to_owned(), true, false)], "{printed}");
        }
    }

    #[test]
    fn slips_of_a_scanner_are_read_and_told() {
        for (printed, code) in [
            ("B61", "B6"),
            ("B6I", "B6"),
            ("1,4(D)", "1.4(D)"),
            ("1.4(Dy", "1.4(D)"),
            ("l.4(B)", "1.4(B)"),
            ("1.4 B)", "1.4(B)"),
        ] {
            assert_eq!(read(printed), [(code.to_owned(), true, true)], "{printed}");
        }
    }

    #[test]
    fn what_no_list_has_is_not_known() {
        for printed in ["(b)(10)", "B7(G)", "1.4(I)", "(k)(8)", "B0", "1.5(H)", "25X14"] {
            assert!(read(printed).iter().all(|(_, known, _)| !known), "{printed}");
            assert_eq!(read(printed).len(), 1, "{printed}");
        }
    }

    #[test]
    fn longer_words_are_no_codes() {
        for printed in ["B52s", "STATES", "XB6", "F-2014-20439", "B747"] {
            assert_eq!(read(printed), [], "{printed}");
        }
    }
}
