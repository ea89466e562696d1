//! Format lines 6 to 9: addresses.

use super::super::words::{folded, is_blank, is_line_end};
use super::{Addressee, Originator, Role, Word, is_indicator};
use crate::register::{Register, posts_of_address};
use crate::span::Span;

const PRECEDENCES: [&str; 6] = ["NIACT IMMEDIATE", "IMMEDIATE", "PRIORITY", "ROUTINE", "FLASH", "PRIOITY"];

/// Words after which a group of posts is meant.
const COLLECTIVES: [&str; 3] = ["COLLECTIVE", "ALL DIPLOMATIC", "ALL US CONSULATES"];

/// What an address that begins with ALL names all of: `ALL EAST ASIAN AND PACIFIC DIPLOMATIC POSTS`.
const ALL_OF: [&str; 5] = ["POSTS", "CONSULATES", "EMBASSIES", "MISSIONS", "ADDRESSEES"];

/// `FM AMEMBASSY MOSCOW`.
pub(super) fn originator(line: &str, start: usize, register: &Register) -> Option<Originator> {
    let printed = Printed::after_prosign(line, start)?;
    let posts = posts_of_address(&printed.plad.text);
    let known = posts.iter().any(|post| register.tables.knows_station(post));
    let post = posts.first().filter(|post| !post.is_empty()).cloned();
    Some(Originator {
        span: printed.span,
        indicator: printed.indicator,
        plad: printed.plad,
        post,
        posts,
        known,
    })
}

/// One address of a list. `above` is the list so far.
pub(super) fn addressee(
    line: &str,
    start: usize,
    role: Role,
    above: &[Addressee],
    register: &Register,
) -> Option<Addressee> {
    let printed = Printed::after_prosign(line, start)?;
    let collective = is_collective(&printed.plad.text);
    let indicator = printed.indicator.as_ref().map(|word| word.text.as_str());
    let same_list = above.iter().filter(|addressee| addressee.role == role);
    Some(Addressee {
        span: printed.span,
        role,
        collective,
        foreign: indicator.is_some_and(is_foreign),
        unclassified_only: indicator.is_some_and(|indicator| register.tables.unclassified_only(indicator)),
        matches_table: indicator.and_then(|indicator| matches_table(indicator, &printed.plad.text, register)),
        repeated: same_list.clone().any(|addressee| addressee.plad.text == printed.plad.text),
        after_collective: above.iter().any(|addressee| addressee.collective),
        indicator: printed.indicator,
        plad: printed.plad,
        precedence: printed.precedence,
        number: printed.number,
    })
}

/// A group of posts, not one.
fn is_collective(plad: &str) -> bool {
    let all = plad.strip_prefix("ALL ").is_some_and(|rest| ALL_OF.iter().any(|word| rest.contains(word)));
    all || COLLECTIVES.iter().any(|word| plad.contains(word))
}

/// The nation letter of a routing indicator is neither U nor H (ACP 117: RU and RH are US).
fn is_foreign(indicator: &str) -> bool {
    indicator.chars().nth(1).is_some_and(|nation| !matches!(nation, 'U' | 'H'))
}

/// Compares with the book of posts. Other agencies share a post's indicator (`RUEHC/DEPT OF LABOR`), so
/// only posts are compared; what follows the name on a damaged line does not count.
fn matches_table(indicator: &str, plad: &str, register: &Register) -> Option<bool> {
    if !["AMEMBASSY ", "AMCONSUL "].iter().any(|word| plad.starts_with(word)) {
        return None;
    }
    let row = register.tables.indicator(indicator)?;
    let fits =
        |post: &String| row.posts.iter().any(|known| post.starts_with(known) || known.starts_with(post));
    Some(posts_of_address(plad).iter().any(fits))
}

/// True for a line that can be one more address: capitals, a blank line ends the list.
pub(super) fn continues(line: &str) -> bool {
    let line = line.trim_matches(is_line_end);
    let letters = line.bytes().filter(u8::is_ascii_alphabetic).count();
    let starts = line.starts_with(|first: char| first.is_ascii_uppercase());
    starts && letters >= 4 && !line.bytes().any(|byte| byte.is_ascii_lowercase()) && !is_other_line(line)
}

/// Lines in capitals that follow an address list without a blank line: the banner line, captions, fields.
fn is_other_line(line: &str) -> bool {
    let starts = [
        "UNCLAS",
        "CONFIDENTIAL",
        "C O N F",
        "SECRET",
        "S E C R E T",
        "TOP SECRET",
        "T O P",
        "LIMITED OFFICIAL",
        "L I M I T E D",
        "E.O.",
        "EO 1",
        "TAGS",
        "SUBJ",
        "SIPDIS",
        "SENSITIVE",
        "NODIS",
        "EXDIS",
        "NOFORN",
        "BT",
        "ZNR",
        "ZNY",
    ];
    starts.iter().any(|start| line.starts_with(start))
}

/// An address as printed: `[RI/]PLAD [precedence] [MCN]`.
struct Printed {
    span: Span,
    indicator: Option<Word>,
    plad: Word,
    precedence: Option<Word>,
    number: Option<Word>,
}

impl Printed {
    fn after_prosign(line: &str, start: usize) -> Option<Self> {
        let line = without_line_end(line);
        let prosigns = ["FM ", "TO ", "INFO ", "XMT ", "XMT/"];
        let begin = super::super::words::indent(line);
        let skipped =
            prosigns.iter().find(|prosign| line.get(begin..).is_some_and(|rest| rest.starts_with(**prosign)));
        let begin = begin + skipped.map_or(0, |prosign| prosign.len());
        let address = line.get(begin..)?;
        let begin = begin + super::super::words::indent(address);
        Self::read(line.get(begin..)?, start + begin)
    }

    fn read(address: &str, start: usize) -> Option<Self> {
        let (indicator, rest_at) = match address.split_once('/') {
            Some((front, _)) if is_indicator(front) => {
                let span = Span::new(start, start + front.len());
                (Some(Word { text: front.to_owned(), span }), front.len() + 1)
            }
            _ => (None, 0),
        };
        let mut rest = address.get(rest_at..)?;
        let number = trailing_number(rest, start + rest_at);
        if let Some(number) = &number {
            rest = rest.get(..number.span.start - start - rest_at)?.trim_end();
        }
        let precedence = trailing_precedence(rest, start + rest_at);
        if let Some(precedence) = &precedence {
            rest = rest.get(..precedence.span.start - start - rest_at)?.trim_end();
        }
        let plad = Word { text: folded(rest), span: Span::new(0, rest.len()).shifted(start + rest_at) };
        let meaningful = plad.text.bytes().any(|byte| byte.is_ascii_alphanumeric());
        meaningful.then_some(Self {
            span: Span::new(start, start + address.len()),
            indicator,
            plad,
            precedence,
            number,
        })
    }
}

/// A line without what stands for its end: blanks, the backslash of Markdown, and line ends in the writing of HTML.
fn without_line_end(line: &str) -> &str {
    const LINE_ENDS: [&str; 6] = ["&#x000A;", "&#10;", "<br>", "<br/>", "<br />", "<BR>"];
    let mut line = line.trim_end_matches(is_line_end);
    while let Some(rest) = LINE_ENDS.iter().find_map(|end| line.strip_suffix(end)) {
        line = rest.trim_end_matches(is_line_end);
    }
    line
}

/// The message continuity number: four digits or more at the end (5 FAH-2 H-321.7).
fn trailing_number(address: &str, start: usize) -> Option<Word> {
    let at = address.rfind(is_blank)? + 1;
    let word = address.get(at..)?;
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let shaped = word.len() >= 4 && digits >= 3 && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    shaped.then(|| Word { text: word.to_owned(), span: Span::new(at, address.len()).shifted(start) })
}

fn trailing_precedence(address: &str, start: usize) -> Option<Word> {
    let found = PRECEDENCES.iter().find(|word| address.ends_with(**word))?;
    let at = address.len() - found.len();
    let whole = address.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(is_blank));
    whole.then(|| Word { text: (*found).to_owned(), span: Span::new(at, address.len()).shifted(start) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn line_ends_in_the_writing_of_html_belong_to_no_address() {
        for line in ["FM AMEMBASSY OSLO&#x000A;", "FM AMEMBASSY OSLO <br>", "FM AMEMBASSY OSLO \\"] {
            let originator = super::originator(line, 0, &crate::register::Register::builtin());
            assert_eq!(originator.map(|one| one.plad.text).as_deref(), Some("AMEMBASSY OSLO"), "{line}");
        }
    }

    fn read(line: &str) -> Addressee {
        addressee(line, 0, Role::Action, &[], &Register::default()).unwrap()
    }

    #[test]
    fn an_address_gives_indicator_name_precedence_and_number() {
        let address = read("TO RUEHC/SECSTATE WASHDC IMMEDIATE 7292  ");
        assert_eq!(address.indicator.unwrap().text, "RUEHC");
        assert_eq!(address.plad.text, "SECSTATE WASHDC");
        assert_eq!(address.precedence.unwrap().text, "IMMEDIATE");
        assert_eq!(address.number.unwrap().text, "7292");
    }

    #[test]
    fn collectives_and_foreign_stations_are_known() {
        assert!(read("INFO RUEHZL/EUROPEAN POLITICAL COLLECTIVE").collective);
        assert!(read("TO ALL EAST ASIAN AND PACIFIC DIPLOMATIC POSTS").collective);
        assert!(!read("TO AMEMBASSY TALLINN").collective && !read("TO DEPT OF STATE ALL HANDS").collective);
        assert!(read("TO RBBAUSA/AUSTRALIAN EMBASSY").foreign);
    }

    #[test]
    fn a_list_ends_at_a_blank_line_or_a_header_line() {
        assert!(continues("RUEKJCS/SECDEF WASHDC PRIORITY"));
        assert!(!continues("  ") && !continues("UNCLAS MOSCOW 000820") && !continues("E.O. 12958: N/A"));
    }
}
