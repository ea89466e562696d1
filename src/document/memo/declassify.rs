//! The declassification instruction: what stands behind `Declassify On` (32 CFR 2001.21(e), 2001.26).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Match, Regex};

use super::instruction_date::{MONTHS, read_numbers, read_words, read_year};
use super::keyword::KeywordLine;
use crate::document::Word;
use crate::document::words::words;
use crate::span::Span;
use crate::text::Text;

pub use super::instruction_date::{InstructionDate, InstructionDateForm};

/// What a declassification line says.
#[derive(Clone, Debug, Default)]
pub struct Instruction {
    /// Keyword and value.
    pub span: Span,
    /// Everything behind the keyword.
    pub value: Word,
    /// The first date, not that of a source.
    pub date: Option<InstructionDate>,
    /// Codes in capitals: `25X1`, `50X1-HUM`, `X1`, `OADR`, `MR` ...
    pub exemptions: Vec<Word>,
    /// Exemptions that ask for a date or event, and stand without one.
    pub bare: Vec<Word>,
    /// A date or event follows its exemption without a comma.
    pub comma_missing: bool,
    /// Free words: an event.
    pub event: Option<Span>,
    /// `N/A`.
    pub not_applicable: bool,
    /// What it is not applicable to: `RD`, `FRD`, `TFNI`, `NATO`.
    pub not_applicable_to: Vec<Word>,
    /// It points to the source list for the other portions.
    pub source_list: bool,
    /// `Subject to treaty or international agreement`.
    pub treaty: bool,
    /// `Source marked OADR`.
    pub source_marked: bool,
    /// The date of that source.
    pub source_date: Option<Date>,
    /// A number of years instead of a date: `25 years from date of origin`.
    pub years: Option<i64>,
    /// Never, indefinite, to be determined.
    pub indefinite: bool,
    /// Digits written like a date that no calendar has.
    pub impossible: Option<Word>,
    /// How many values stand where one belongs.
    pub values: usize,
}

/// What can stand in an instruction; the words between are those of an event.
static TOKENS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix)
          (?P<na> \bN\s?/\s?A\b | \bN\.A\.(?:\W|$) | ^\W*NA\b | \bnot\s+applicable\b )
        | (?P<marked> \bsource\s+(?:document\s+)?marked\b )
        | (?P<source> \bdates?\s+of\s+(?:the\s+)?source(?:\s+document)?\b )
        | (?P<list> \bsee\s+(?:the\s+)?(?:attached\s+)?(?:source\s+list|list\s+of\s+sources)
              (?:\s+for\s+(?:the\s+)?NSI\s+portions?)? )
        | (?P<treaty> (?:\bsubject\s+to\s+)?(?:\ba\s+)?\btreaty\s+or\s+(?:an?\s+)?international\s+agreement\b
              | \bsubject\s+to\s+(?:a\s+)?treaty\b )
        | (?P<order> \bE\.?\s?O\.?\s?12951\b )
        | (?P<code> \b(?:25|50|75)X[0-9\#]{{0,2}}(?:\s?[-\x20\u{{2010}}-\u{{2015}}]\s?(?:HUMAN|HUM|WMD|EO[-\x20]?12951)\b)? )
        | (?P<x> \b(?:1\.6\s?)?X[0-9]\b )
        | (?P<oadr> \bOADR\b | \boriginating\s+agenc(?:y|ies)['\u{{2019}}]?s?['\u{{2019}}]?\s+determination\s+(?:is\s+)?required\b )
        | (?P<mr> \bMR\b | \bmanual\s+review\b )
        | (?P<only> \b(?:DNI|DCI)\s+only\b )
        | (?P<gds> \bX?GDS(?:-?[0-9])?\b | \bADS\b | \bRDS(?:-?[0-9])?\b )
        | (?P<years> \b(?P<count>[0-9]{{1,3}}|ten|twenty-?\s?five|fifty|seventy-?\s?five)\s+
              (?:\([0-9]{{1,3}}\)\s+)? years?\b (?:\s+(?:from|after)\b[^.;,]*)? )
        | (?P<words> \b[0-9]{{1,2}}(?:st|nd|rd|th)?[\s.-]{{0,3}}(?:{MONTHS})[a-z]*\.?[\s,.-]{{0,3}}[0-9]{{2}}(?:[0-9]{{2}})?\b
              | \b(?:{MONTHS})[a-z]*\.?\s{{1,3}}(?:[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}})?[0-9]{{4}}\b )
        | (?P<numbers> \b[0-9]{{1,4}}(?:[/.-][0-9]{{1,2}}){{2}}(?:[0-9]{{2}})?\b | \b[0-9]{{8}}\b )
        | (?P<year> ^\W*(?:19|20)[0-9]{{2}}\W*$ )
        | (?P<never> ^\W*(?:never|indefinite(?:ly)?|permanent(?:ly)?|unknown|undetermined|TBD|to\s+be\s+determined|none)\W*$ )
        "
    ))
    .ok()
});

/// The names of the groups of [`TOKENS`].
const GROUPS: [&str; 17] = [
    "na", "marked", "source", "list", "treaty", "order", "code", "x", "oadr", "mr", "only", "gds", "years",
    "words", "numbers", "year", "never",
];

/// What an instruction may not apply to.
static PORTIONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:(?P<frd>FRD|formerly\s+restricted\s+data)|(?P<rd>RD|restricted\s+data)|(?P<nato>NATO)",
        r"|(?P<tfni>TFNI|transclassified\s+foreign\s+nuclear\s+information))\b",
    ))
    .ok()
});

/// Words that stand between dates and codes and name no event.
const FILLERS: &[&str] = &[
    "amended",
    "and",
    "applies",
    "are",
    "as",
    "at",
    "classified",
    "data",
    "date",
    "dated",
    "declassification",
    "declassify",
    "document",
    "earlier",
    "earliest",
    "event",
    "executive",
    "exempt",
    "exempted",
    "exemption",
    "first",
    "following",
    "for",
    "from",
    "information",
    "is",
    "later",
    "latest",
    "list",
    "longest",
    "marked",
    "nsi",
    "occurs",
    "of",
    "on",
    "or",
    "order",
    "per",
    "portion",
    "portions",
    "section",
    "see",
    "sooner",
    "source",
    "sources",
    "the",
    "to",
    "under",
    "until",
    "whichever",
];

/// Reads what stands behind the keyword of a line.
pub(super) fn read(text: &Text, line: &KeywordLine, written: Option<Date>) -> Instruction {
    let value = text.slice(line.value.span);
    let instruction = Instruction { span: line.span, value: line.value.clone(), ..Instruction::default() };
    let mut reader = Reader {
        instruction,
        value,
        base: line.value.span.start,
        written,
        open: Vec::new(),
        taking: false,
        attached: false,
    };
    let mut at = 0;
    for captures in TOKENS.as_ref().into_iter().flat_map(|tokens| tokens.captures_iter(value)) {
        let group = GROUPS.iter().find_map(|&name| Some((name, captures.name(name)?)));
        let Some((name, place)) = group else { continue };
        reader.gap(at, place.start());
        reader.token(name, place, &captures);
        at = place.end();
    }
    reader.gap(at, value.len());
    reader.finish()
}

/// Reads the value from left to right.
struct Reader<'v> {
    instruction: Instruction,
    value: &'v str,
    /// Where the value starts in the text.
    base: usize,
    written: Option<Date>,
    /// Exemptions that wait for their date or event.
    open: Vec<Word>,
    /// A code that may have a date stands before: `25X1`, `GDS`.
    taking: bool,
    /// The event belongs to a code.
    attached: bool,
}

impl Reader<'_> {
    fn place(&self, start: usize, end: usize) -> Span {
        Span::new(start, end).shifted(self.base)
    }

    fn token(&mut self, name: &str, place: Match<'_>, captures: &Captures<'_>) {
        match name {
            "na" => {
                self.instruction.not_applicable = true;
                self.instruction.values += 1;
            }
            "marked" | "source" => self.instruction.source_marked = true,
            "list" => self.instruction.source_list = true,
            "treaty" => {
                self.instruction.treaty = true;
                self.instruction.values += 1;
            }
            "years" => {
                self.instruction.years = captures.name("count").and_then(|count| years(count.as_str()));
                self.instruction.values += 1;
            }
            "never" => {
                self.instruction.indefinite = true;
                self.instruction.values += 1;
            }
            "words" | "numbers" | "year" => self.date(name, place),
            "order" => self.order(place),
            _ => self.code(name, place),
        }
    }

    /// A code in its one form.
    fn code(&mut self, name: &str, place: Match<'_>) {
        let text = match name {
            "oadr" => "OADR".to_owned(),
            "mr" => "MR".to_owned(),
            "only" => place.as_str().split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_uppercase(),
            _ => code_name(place.as_str()),
        };
        let takes_date = name == "code" && !text.contains('-');
        let word = Word { text, span: self.place(place.start(), place.end()) };
        self.taking = takes_date || name == "gds";
        if takes_date {
            self.open.push(word.clone());
        }
        self.instruction.exemptions.push(word);
        self.instruction.values += 1;
    }

    /// `EO 12951`: part of `25X1, EO 12951` (imagery of 1960 to 1972, reserved to D/NGA).
    fn order(&mut self, place: Match<'_>) {
        let span = self.place(place.start(), place.end());
        self.open.pop();
        self.taking = false;
        let before = self.instruction.exemptions.last_mut().filter(|word| word.text == "25X1");
        if let Some(word) = before {
            *word = Word { text: "25X1-EO-12951".to_owned(), span: word.span.cover(span) };
        } else {
            self.instruction.exemptions.push(Word { text: "EO-12951".to_owned(), span });
            self.instruction.values += 1;
        }
    }

    fn date(&mut self, name: &str, place: Match<'_>) {
        let span = self.place(place.start(), place.end());
        let read = match name {
            "words" => read_words(place.as_str(), span, self.written),
            "year" => read_year(place.as_str(), span),
            _ => read_numbers(place.as_str(), span, self.written),
        };
        let Some(date) = read else {
            let word = Word { text: place.as_str().to_owned(), span };
            self.instruction.impossible = self.instruction.impossible.take().or(Some(word));
            self.instruction.values += usize::from(!self.taking);
            self.attach(place.start());
            return;
        };
        if self.instruction.source_marked {
            self.instruction.source_date = self.instruction.source_date.or(Some(date.date));
            return;
        }
        self.instruction.values += usize::from(!self.taking);
        self.instruction.date = self.instruction.date.or(Some(date));
        self.attach(place.start());
    }

    /// A date or event that begins here is that of the codes before it.
    fn attach(&mut self, at: usize) {
        if let Some(code) = self.open.last() {
            let between = self.value.get(code.span.end.saturating_sub(self.base)..at).unwrap_or_default();
            self.instruction.comma_missing |= !between.contains(',');
        }
        self.open.clear();
        self.taking = false;
    }

    /// The words between two tokens.
    fn gap(&mut self, from: usize, to: usize) {
        let Some(gap) = self.value.get(from..to) else { return };
        if self.instruction.not_applicable {
            self.not_applicable_to(gap, from);
            return;
        }
        let mut letters = 0;
        let mut event: Option<Span> = None;
        for word in words(gap, self.base + from) {
            let name = word.text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase();
            let count = name.chars().filter(|letter| letter.is_alphabetic()).count();
            if count > 0 && !FILLERS.contains(&name.as_str()) {
                letters += count;
                event = Some(event.map_or(word.span, |event| event.cover(word.span)));
            }
        }
        if let Some(event) = event.filter(|_| letters > 4 && !self.instruction.source_marked) {
            self.attached |= self.taking;
            self.attach(event.start.saturating_sub(self.base));
            self.instruction.event = Some(self.instruction.event.map_or(event, |first| first.cover(event)));
        }
        if gap.contains(';') {
            self.instruction.bare.append(&mut self.open);
            self.taking = false;
        }
    }

    fn not_applicable_to(&mut self, gap: &str, from: usize) {
        for captures in PORTIONS.as_ref().into_iter().flat_map(|portions| portions.captures_iter(gap)) {
            let Some(whole) = captures.get(0) else { continue };
            let name = ["frd", "rd", "nato", "tfni"].into_iter().find(|name| captures.name(name).is_some());
            let span = self.place(from + whole.start(), from + whole.end());
            let text = name.unwrap_or_default().to_ascii_uppercase();
            if self.instruction.not_applicable_to.iter().all(|word| word.text != text) {
                self.instruction.not_applicable_to.push(Word { text, span });
            }
        }
    }

    fn finish(mut self) -> Instruction {
        let mut instruction = self.instruction;
        instruction.bare.append(&mut self.open);
        if instruction.event.is_some() && instruction.date.is_none() && !self.attached {
            instruction.values += 1;
        }
        if instruction.source_marked {
            instruction.values = 1;
            instruction.bare.clear();
        }
        instruction
    }
}

/// `25X1-human`, `50X1 HUM`: capitals, with a plain hyphen.
fn code_name(printed: &str) -> String {
    let mut name = String::new();
    for letter in printed.chars() {
        let hyphen = letter.is_whitespace() || letter == '-' || ('\u{2010}'..='\u{2015}').contains(&letter);
        match hyphen {
            true if name.ends_with('-') => {}
            true => name.push('-'),
            false => name.push(letter.to_ascii_uppercase()),
        }
    }
    name
}

fn years(count: &str) -> Option<i64> {
    let letters: String = count.chars().filter(char::is_ascii_alphanumeric).collect();
    match letters.to_ascii_lowercase().as_str() {
        "ten" => Some(10),
        "twentyfive" => Some(25),
        "fifty" => Some(50),
        "seventyfive" => Some(75),
        digits => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests;
