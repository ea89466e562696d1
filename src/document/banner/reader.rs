//! Taking the elements off a banner line: section, controls, post and serial.

use super::{CONTROLS, Post, SERIAL_DIGITS, Section, match_word};
use crate::document::words::{
    compact, folded, indent, is_capitals, leading_digits, number, pieces, without_gap,
};
use crate::document::{Number, Word};
use crate::register::Register;
use crate::span::Span;

/// Takes elements off a banner line from left to right.
pub(super) struct Reader<'a> {
    line: &'a str,
    at: usize,
    start: usize,
}

impl<'a> Reader<'a> {
    /// Reads a line from `at` on, which stands at `start` in the text.
    pub(super) const fn new(line: &'a str, at: usize, start: usize) -> Self {
        Self { line, at, start }
    }

    /// How far the line is read, as a place in the text.
    pub(super) const fn place(&self) -> usize {
        self.start + self.at
    }

    fn rest(&mut self) -> &'a str {
        let rest = self.line.get(self.at..).unwrap_or_default();
        self.at += indent(rest);
        self.line.get(self.at..).unwrap_or_default()
    }

    /// Slashes stand between controls in the marks of other departments.
    fn rest_behind_slashes(&mut self) -> &'a str {
        let rest = self.rest();
        match rest.strip_prefix("//").or_else(|| rest.strip_prefix('/')) {
            Some(behind) => {
                self.at += rest.len() - behind.len();
                self.rest()
            }
            None => rest,
        }
    }

    pub(super) fn tail(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, length: usize) -> Span {
        let span = Span::new(self.at, self.at + length).shifted(self.start);
        self.at += length;
        span
    }

    /// Takes the first of `forms` that stands next as a whole word.
    pub(super) fn take_any(&mut self, forms: &[&str]) -> Option<Word> {
        let rest = self.rest_behind_slashes();
        let first = rest.as_bytes().first();
        let mut alike = forms.iter().filter(|form| form.as_bytes().first() == first);
        let form = alike.find(|form| {
            rest.strip_prefix(**form)
                .is_some_and(|after| !after.starts_with(|next: char| next.is_ascii_alphanumeric()))
        })?;
        let span = self.take(form.len());
        Some(Word { text: (*form).to_owned(), span })
    }

    /// Passes over a word of capitals, plain or letter-spaced.
    pub(super) fn take_spaced(&mut self, word: &str) -> bool {
        let rest = self.rest_behind_slashes();
        let length = match_word(rest, word).map(|(length, _)| length);
        let length = length.filter(|&length| rest.get(..length).is_some_and(is_capitals));
        length.map(|length| self.take(length)).is_some()
    }

    /// Takes a control, or a list of those to whom the text may be released.
    pub(super) fn take_control(&mut self) -> Option<Word> {
        self.take_any(&CONTROLS).or_else(|| {
            let rest = self.rest_behind_slashes();
            let length = release_list(rest)?;
            Some(Word { text: rest.get(..length)?.to_owned(), span: self.take(length) })
        })
    }

    /// Passes over `SECTIQ1 OF 02`, of which nobody can tell the number.
    pub(super) fn pass_garbled_section(&mut self) -> bool {
        let mut words = pieces(self.rest());
        let first = words.next().map_or("", |(_, word)| word);
        // The number stands in the first word, or is the second.
        let numbered = first.contains(|letter: char| letter.is_ascii_digit())
            || words.next().is_some_and(|(_, word)| section_number(word).is_some());
        if !first.starts_with("SECTI") || !numbered || words.next().is_none_or(|(_, word)| word != "OF") {
            return false;
        }
        let total = words.next().filter(|(_, word)| section_number(word).is_some());
        total.map(|(at, word)| self.take(at + word.len())).is_some()
    }

    /// Takes `SECTION 01 OF 03`, `SECTION ONE OF TWO SECTIONS`, `FINAL SECTION OF 03` (ACP 127, JANAP 128).
    pub(super) fn take_section(&mut self) -> Option<Section> {
        let rest = self.rest_behind_slashes();
        if rest.starts_with("FINAL SECTION OF ") {
            return self.take_final_section(rest);
        }
        // Asked first: the first word may be as long as the line, and this is asked behind each control of it.
        let keyword = without_gap(rest).get(.."SECTION".len())?;
        if !keyword.replace('0', "O").eq_ignore_ascii_case("SECTION") {
            return None;
        }
        let mut words = pieces(rest);
        let mut next = || words.next();
        let (_, first) = next()?;
        let (_, glued) = first.split_at_checked("SECTION".len())?; // seen: SECTION01 OF 02
        let number = section_number(if glued.is_empty() { next()?.1 } else { glued })?;
        next().filter(|(_, word)| word.eq_ignore_ascii_case("OF"))?;
        let (at, total) = next()?;
        let of = section_number(total)?;
        let section = Section { span: self.take(at + total.len()), number, of };
        self.take_any(&["SECTIONS"]);
        Some(section)
    }

    fn take_final_section(&mut self, rest: &str) -> Option<Section> {
        let (at, total) = pieces(rest).nth(3)?;
        let of = section_number(total)?;
        let section = Section { span: self.take(at + total.len()), number: of, of };
        self.take_any(&["SECTIONS"]);
        Some(section)
    }

    /// Takes the post, one to five words, and the serial; behind a known post also a serial with
    /// letters struck for digits (`STATE @54921`), whose value is unknown.
    pub(super) fn take_post_and_serial(&mut self, register: &Register) -> Option<(Post, Option<Number>)> {
        let rest = self.rest_behind_slashes();
        self.take_whole(rest, register)
            .or_else(|| self.take_with_zeros(rest, register))
            .map(|(post, serial)| (post, Some(serial)))
            .or_else(|| self.take_damaged(rest, register).map(|post| (post, None)))
    }

    fn take_whole(&mut self, rest: &str, register: &Register) -> Option<(Post, Number)> {
        let length = rest.bytes().position(|byte| byte.is_ascii_digit())?;
        let printed = rest.get(..length)?;
        let name = compact(printed);
        if !is_shaped(printed) || name.len() < 3 {
            return None;
        }
        let digits = leading_digits(rest.get(length..)?);
        let serial_at = self.start + self.at + length;
        let serial = number(digits, serial_at).filter(|_| SERIAL_DIGITS.contains(&digits.len()))?;
        Some((self.take_post(printed, length + digits.len(), name, register), serial))
    }

    /// A known post with zeros for letters: `OSL0 000160`.
    fn take_with_zeros(&mut self, rest: &str, register: &Register) -> Option<(Post, Number)> {
        let line = rest.trim_end();
        let at = line.rfind(' ')? + 1;
        let digits = line.get(at..).filter(|serial| SERIAL_DIGITS.contains(&serial.len()))?;
        let printed = line.get(..at).filter(|printed| printed.contains('0'))?.replace('0', "O");
        let serial =
            number(digits, self.start + self.at + at).filter(|_| leading_digits(digits) == digits)?;
        let name = compact(&printed);
        if !is_shaped(&printed) || !register.tables.knows_station(&name) || !is_capitals(&printed) {
            return None;
        }
        Some((self.take_post(&printed, line.len(), name, register), serial))
    }

    fn take_damaged(&mut self, rest: &str, register: &Register) -> Option<Post> {
        let line = rest.trim_end();
        let at = line.rfind(' ')? + 1;
        let serial = line.get(at..)?;
        let digits = serial.bytes().filter(u8::is_ascii_digit).count();
        let printed = line.get(..at)?.trim_end();
        let name = compact(printed);
        let damaged = (4..=8).contains(&serial.len())
            && (3..serial.len()).contains(&digits)
            && digits + 3 >= serial.len();
        if !damaged || !register.tables.knows_station(&name) || !is_capitals(printed) {
            return None;
        }
        Some(self.take_post(printed, line.len(), name, register))
    }

    /// Takes the post that stands next, which with its serial has so many bytes.
    fn take_post(&mut self, printed: &str, with_serial: usize, name: String, register: &Register) -> Post {
        let begin = self.at;
        let span = self.take(printed.trim_end().len());
        self.at = begin + with_serial;
        post(span, printed, name, register)
    }
}

/// One to five words of letters, with the blank behind them, as the name of a post has them.
fn is_shaped(printed: &str) -> bool {
    let letters = printed.chars().all(|letter| letter.is_ascii_alphabetic() || " .'-".contains(letter));
    letters && printed.split_whitespace().count() <= 5 && printed.ends_with(' ')
}

/// How long the list at the front of a text is: `REL TO USA, GBR`.
pub(super) fn release_list(text: &str) -> Option<usize> {
    let mut at = "REL TO ".len();
    text.strip_prefix("REL TO ")?;
    loop {
        let rest = text.get(at..)?;
        let code = rest.bytes().take_while(u8::is_ascii_uppercase).count();
        at += code;
        let behind = rest.get(code..)?;
        if !matches!(code, 3 | 4) || behind.starts_with(|next: char| next.is_ascii_alphanumeric()) {
            return None;
        }
        let next = behind.strip_prefix(" AND ").or_else(|| behind.strip_prefix(','));
        match next {
            Some(next) => at += behind.len() - next.trim_start().len(),
            None => return Some(at),
        }
    }
}

/// A number of sections, with the letter O for the digit 0 (seen: `SECTION O1 OF O2`), or in words, as before 1973.
fn section_number(word: &str) -> Option<i64> {
    const WORDS: [&str; 10] = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"];
    if let Some(at) = WORDS.iter().position(|number| *number == word) {
        return i64::try_from(at + 1).ok();
    }
    word.replace(['O', 'o'], "0").parse().ok()
}

fn post(span: Span, printed: &str, name: String, register: &Register) -> Post {
    let known = register.tables.knows_station(&name);
    let suggestion = if known { None } else { register.tables.nearby_station(&name).map(str::to_owned) };
    Post { span, printed: folded(printed).to_uppercase(), name, known, suggestion }
}
