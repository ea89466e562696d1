//! Masks: letters or stars in place of letters, `XXXXXXXXXXXX`, `xxxxx`, `Ivxxxxx`, `XXX-XX-1234`.

use memchr::memchr2_iter;

use super::glue::{self, Glue};
use super::{Redaction, RedactionKind, around};
use crate::span::Span;
use crate::text::Text;
use crate::text::word::begins;

/// From this length on a run is a mask whatever the words beside it are.
const LONG: usize = 5;
/// A run of this length that fills its line is a ruled line.
const RULED: usize = 60;

/// What counts or names things by Roman numerals or by placeholders stands in front: `Article XXX`.
const COUNTED: &[&str] = &[
    "annex", "appendix", "article", "bowl", "chapter", "class", "corps", "eur", "euro", "euros", "fig",
    "figure", "form", "gbp", "king", "louis", "no", "nos", "nr", "number", "p", "page", "pages", "part",
    "pope", "pp", "psalm", "rs", "schedule", "section", "size", "sonnet", "table", "title", "triple", "type",
    "us", "usd", "vol", "volume", "volumes",
];

/// What is counted, rated or priced stands behind: `XXX chromosome`, `XXX million`.
const COUNTING: &[&str] = &[
    "adult",
    "anniversary",
    "army",
    "assembly",
    "billion",
    "century",
    "chromosome",
    "chromosomes",
    "conference",
    "congress",
    "congresses",
    "corps",
    "dollars",
    "film",
    "films",
    "games",
    "legion",
    "meeting",
    "million",
    "movie",
    "movies",
    "olympiad",
    "olympics",
    "ordinary",
    "percent",
    "pornographic",
    "pornography",
    "rated",
    "regular",
    "session",
    "summit",
    "syndrome",
    "tax",
    "theater",
    "video",
    "videos",
    "website",
    "websites",
];

/// A run of mask letters with its neighbourhood.
struct Run<'a> {
    letters: &'a str,
    /// Letters of its longest group.
    length: usize,
    /// Letters that touch it in front and behind.
    glue: Glue<'a>,
    /// The rest of its line in front and behind.
    front: &'a str,
    behind: &'a str,
}

/// All masks of a text, in order.
pub(super) fn read(text: &Text) -> Vec<Redaction> {
    let mut found = letters(text);
    found.extend(stars(text));
    found
}

/// Runs of X, of one case or with a capital in front, and groups of them: `XXX-XX-XXXX`.
fn letters(text: &Text) -> Vec<Redaction> {
    let content = text.as_str();
    let mut found = Vec::new();
    let mut reached = 0;
    if !may_hold_run(content.as_bytes()) {
        return found;
    }
    for at in memchr2_iter(b'x', b'X', content.as_bytes()) {
        if at < reached {
            continue;
        }
        reached = at + run_length(content, at);
        if reached - at < 3 {
            continue;
        }
        let (end, length) = groups(content, at, reached);
        reached = end;
        if let Some(redaction) = mask(text, Span::new(at, end), length) {
            found.push(redaction);
        }
    }
    found
}

/// False where no X follows on another. Most texts have dozens of single ones, and to go from each to the next is dear.
fn may_hold_run(bytes: &[u8]) -> bool {
    /// Bytes that are told at a time to hold none.
    const STRETCH: usize = 64;
    let is_x = |byte: u8| byte | 0x20 == b'x';
    let (ones, _) = bytes.as_chunks::<STRETCH>();
    let (nexts, _) = bytes.get(1..).unwrap_or_default().as_chunks::<STRETCH>();
    let stretches = || ones.iter().zip(nexts);
    let pairs = |(ones, nexts): (&[u8; STRETCH], &[u8; STRETCH])| {
        ones.iter().zip(nexts).fold(false, |any, (one, next)| any | (is_x(*one) & is_x(*next)))
    };
    let rest = bytes.get(stretches().count() * STRETCH..).unwrap_or_default();
    stretches().any(pairs) || rest.windows(2).any(|pair| pair.iter().all(|byte| is_x(*byte)))
}

fn run_length(content: &str, at: usize) -> usize {
    let rest = content.as_bytes().get(at..).unwrap_or_default();
    rest.iter().position(|byte| !matches!(byte, b'x' | b'X')).unwrap_or(rest.len())
}

/// Groups that follow behind a hyphen or one blank belong to the same mask: where they end, and how many
/// letters the mask has.
fn groups(content: &str, at: usize, first_end: usize) -> (usize, usize) {
    let (mut end, mut length) = (first_end, first_end - at);
    loop {
        let fewest = match content.as_bytes().get(end) {
            Some(b'-') => 2,
            Some(b' ') => 3,
            _ => return (end, length),
        };
        let more = run_length(content, end + 1);
        if more < fewest {
            return (end, length);
        }
        end += 1 + more;
        length += more;
    }
}

/// The mask, if the run is one.
fn mask(text: &Text, span: Span, length: usize) -> Option<Redaction> {
    let (front, behind) = around::on_line(text, span, 120);
    let glue = Glue { front: around::ending_letters(front), behind: around::beginning_letters(behind) };
    let letters = text.slice(span);
    let longest = letters.split([' ', '-']).map(str::len).max().unwrap_or_default();
    let run = Run { letters, length: longest, glue, front, behind };
    if !run.has_one_case() || run.is_typed_over() || run.is_ruled() || run.is_part_of_code() {
        return None;
    }
    if run.length < LONG && !run.is_short_mask() {
        return None;
    }
    let leftover = glue::leftover(text, span, RedactionKind::Mask);
    Some(Redaction { span, kind: RedactionKind::Mask, length, leftover, ..Redaction::default() })
}

impl Run<'_> {
    fn has_one_case(&self) -> bool {
        let small = |sign: char| sign != 'X';
        let large = |sign: char| sign != 'x';
        self.letters.chars().all(small)
            || self.letters.chars().all(large)
            || self.letters.split([' ', '-']).all(|group| group.chars().skip(1).all(small))
    }

    /// A teletype operator struck out a slip and typed the word anew: `AMBASXXXXX AMBASSADOR`.
    fn is_typed_over(&self) -> bool {
        let next = around::first_word(self.behind);
        let begun = self.glue.front;
        begun.len() >= 2 && self.glue.behind.is_empty() && next.len() > begun.len() && begins(next, begun)
    }

    /// It fills its line as a ruled line does, or the line is made of short runs: `XXX XXX XXX`.
    fn is_ruled(&self) -> bool {
        let bare =
            |part: &str| !part.contains(|sign: char| sign.is_alphanumeric() && !matches!(sign, 'x' | 'X'));
        let more = self.front.contains(['x', 'X']) || self.behind.contains(['x', 'X']);
        let groups = self.letters.split(' ').count();
        let short = self.letters.split(' ').all(|group| group.len() < LONG);
        bare(self.front) && bare(self.behind) && (self.length >= RULED || short || more && groups >= 3)
    }

    /// A placeholder in a number, a date, a path or an address of the net: `C0577xxx`, `XX/XX/XXXX`.
    fn is_part_of_code(&self) -> bool {
        let touching = (self.front.chars().next_back(), self.behind.chars().next());
        let figure =
            |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit() || "/\\=_$€£".contains(sign));
        let short = self.length <= LONG + 1;
        let both = !self.glue.front.is_empty() && !self.glue.behind.is_empty();
        let dotted = touching.0 == Some('.') && touching.1 == Some('.') && !self.front.ends_with("..");
        short && (figure(touching.0) || figure(touching.1) || both || dotted)
    }

    /// A run of three or four letters that is no numeral, placeholder, price, kiss or rating.
    fn is_short_mask(&self) -> bool {
        let (last, first) = (around::last_word(self.front), around::first_word(self.behind));
        if !self.glue.is_none() {
            return !self.is_numeral()
                && (self.glue.behind.len() >= 3 || self.glue.front.len() >= 2 && self.length >= 4);
        }
        let named =
            around::is_one_of(last, COUNTED) || around::is_one_of(first, COUNTING) || last.ends_with('$');
        let word = |word: &str| word.starts_with(|sign: char| sign.is_lowercase());
        let within = word(last) && word(first);
        let ends = !first.contains(char::is_alphanumeric);
        let small = self.letters.starts_with('x');
        let grouped = self.letters.contains('-');
        match (small, self.length) {
            _ if grouped => true,
            _ if named => false,
            (true, _) => within && !ends,
            (false, 3) => within && !matches!(last, "the" | "a" | "of"),
            (false, _) => last.contains(char::is_alphabetic) || first.contains(char::is_alphabetic),
        }
    }

    /// With the letters that touch it, it is a Roman numeral: `XXXIV`, `LXXX`.
    fn is_numeral(&self) -> bool {
        let roman = |part: &str| part.chars().all(|sign| "IVXLCDMivxlcdm".contains(sign));
        self.length <= 4 && roman(self.glue.front) && roman(self.glue.behind)
    }
}

/// Stars between the words of a sentence, or behind the beginning of a name: `told ***** that`, `Iv*****`.
fn stars(text: &Text) -> Vec<Redaction> {
    let content = text.as_str();
    let mut found = Vec::new();
    let mut reached = 0;
    if !text.may_hold_sign(b'*') {
        return found;
    }
    for at in memchr::memmem::find_iter(content.as_bytes(), "****") {
        if at < reached {
            continue;
        }
        let rest = content.get(at..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('*').len();
        reached = at + length;
        let span = Span::new(at, reached);
        if is_starred(text, span) {
            let leftover = glue::leftover(text, span, RedactionKind::Mask);
            found.push(Redaction {
                span,
                kind: RedactionKind::Mask,
                length,
                leftover,
                ..Redaction::default()
            });
        }
    }
    found
}

fn is_starred(text: &Text, span: Span) -> bool {
    let (front, behind) = around::on_line(text, span, 120);
    let word = |word: &str| word.chars().filter(|sign| sign.is_alphabetic()).count() >= 2;
    let more = front.contains("***") || behind.contains("***");
    let within = front.ends_with(' ') && !front.ends_with("  ") && !behind.starts_with("  ");
    let closed = behind.starts_with([' ', ',', '.', ';', '\'', '’', ')']);
    let capital = |letters: &str| {
        letters.len() < front.len()
            && letters.starts_with(char::is_uppercase)
            && letters.chars().skip(1).all(char::is_lowercase)
    };
    let begun = around::ending_letters(front);
    let sentence = word(around::last_word(front)) && word(around::first_word(behind)) && within && closed;
    !more && (sentence || begun.len() >= 2 && capital(begun) && closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(content: &str) -> Vec<(String, usize)> {
        let text = Text::decode(content.into());
        read(&text).iter().map(|one| (text.slice(one.span).to_owned(), one.length)).collect()
    }

    fn one(mask: &str, length: usize) -> Vec<(String, usize)> {
        vec![(mask.to_owned(), length)]
    }

    #[test]
    fn runs_in_place_of_words_are_masks() {
        assert_eq!(found("4. (SBU) XXXXXXXXXXXX told us."), one("XXXXXXXXXXXX", 12));
        assert_eq!(found("The NGOXXXXXXXXXXXX, which"), one("XXXXXXXXXXXX", 12));
        assert_eq!(found("Minister Ivxxxxx said"), one("xxxxx", 5));
        assert_eq!(found("we saw XXXNEED for boats"), one("XXX", 3));
        assert_eq!(found("he told xxx that"), one("xxx", 3));
        assert_eq!(found("his number, XXX-XX-1234, stands"), one("XXX-XX", 5));
        assert_eq!(found("deputy Xxxxxx Xxxxxxx came"), one("Xxxxxx Xxxxxxx", 13));
        assert_eq!(found("XXXXXXXXXXXX\n"), one("XXXXXXXXXXXX", 12));
        for line in [
            "XXXX told us that",
            "According to XXXX, it was late.",
            "The mayor, XXXX, came.",
            "XXXX's boat left",
        ] {
            assert_eq!(found(line), one("XXXX", 4), "{line}");
        }
        assert_eq!(found("he told ***** that"), one("*****", 5));
        for front in 0..140 {
            assert_eq!(found(&format!("{} he told xxx that", "-".repeat(front))), one("xxx", 3), "{front}");
        }
    }

    #[test]
    fn numerals_placeholders_kisses_and_ruled_lines_are_none() {
        for line in [
            "THE XXX CONFERENCE",
            "REPORT ON XXXIV OPEC CONFERENCE",
            "Article XXX of the treaty",
            "an XXX chromosome",
            "USD XXX million",
            "see you, love xxx",
            "xxx",
            "XXX XXX XXX",
            "an XXX-rated film",
            "size XXXL",
            "Super Bowl XXXVIII",
            "on XX/XX/XXXX",
            "www.xxx.com",
            "case C0577xxx",
            "THE AMBASXXXXX AMBASSADOR SAID",
            "PRED 10151SZ AXXXKK",
            "*** Current Classification ***",
            "Exxon",
            "pp. xxx-xxxii",
            "a $XXX price",
            "what the f**** he said",
            "**** NOTE ****",
            "the XXX Corps",
            "the annex of an axe, taxi or fox",
        ] {
            assert_eq!(found(line), [], "{line}");
        }
        assert_eq!(found(&"X".repeat(70)), []);
    }
}
