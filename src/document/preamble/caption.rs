//! Captions (5 FAH-2 H-440): a line that holds nothing but caption words, anywhere between the banner
//! line and the text; the words at the front of a line that goes on with a passing line; the controls
//! on the banner line itself.

use super::field::Field;
use super::keyword::Keyword;
use crate::document::banner::Banner;
use crate::document::words::{folded as fold_blanks, is_blank, is_capitals, pieces};
use crate::marking::{Slip, plain_letters};
use crate::register::{CaptionEntry, CaptionSort, Register, one_slip};
use crate::span::Span;
use crate::text::{Folded, fold};

/// A caption.
#[derive(Clone, Debug, Default)]
pub struct Caption {
    /// The caption's own words.
    pub span: Span,
    /// The register's word, or the printed one where the register knows none.
    pub word: String,
    /// The register knows it.
    pub known: bool,
    /// Its sort.
    pub sort: CaptionSort,
    /// The known caption it is one slip away from.
    pub suggestion: Option<String>,
    /// `look-alike` or `invisible`.
    pub flaw: Option<&'static str>,
    /// The same word stands above.
    pub repeated: bool,
    /// `FOR x ONLY`, `EYES ONLY`.
    pub addressed: bool,
}

/// A caption word that has strayed.
#[derive(Clone, Debug, Default)]
pub struct StrayCaption {
    /// Where.
    pub span: Span,
    /// The register's word.
    pub word: String,
    /// `tags`, `subject`, `body`.
    pub place: &'static str,
}

/// The shortest unknown line that can be a caption misspelt.
const SHORTEST_NEAR_MISS: usize = 5;

/// All captions of a header, those of the banner line first.
pub(super) fn read(
    header: &Folded<'_>,
    fields: &[Field],
    banner: Option<&Banner>,
    register: &Register,
) -> Vec<Caption> {
    let mut captions: Vec<Caption> =
        banner.into_iter().flat_map(|banner| on_banner(banner, register)).collect();
    let tags =
        fields.iter().find(|field| field.keyword == Keyword::Tags).map_or(usize::MAX, |field| field.start);
    let (mut at, mut rest) = (0, header.as_str());
    let mut starts = fields.iter().map(|field| field.start).peekable();
    while !rest.is_empty() {
        // Lines of a header are short: looking for their end byte by byte is the fastest.
        let length = rest.bytes().position(|byte| byte == b'\n').map_or(rest.len(), |end| end + 1);
        while starts.next_if(|start| *start < at).is_some() {}
        let end = starts.peek().map_or(length, |start| length.min(start - at));
        let above_field = rest.get(..end).unwrap_or_default();
        if !above_field.trim().is_empty() {
            on_line(header, at, above_field, at < tags, register, &mut captions);
        }
        at += length;
        rest = rest.get(length..).unwrap_or_default();
    }
    for field in fields.iter().filter(|field| field.keyword == Keyword::Captions) {
        let (at, value) = field.line(header.as_str());
        listed(header, at, value, register, &mut captions);
    }
    mark_repeats(&mut captions);
    captions
}

fn on_banner(banner: &Banner, register: &Register) -> Vec<Caption> {
    let caption = |word: &crate::document::Word| {
        let entry = register.captions.iter().find(|entry| entry.word == word.text)?;
        Some(known(entry, word.span, None))
    };
    banner.controls.iter().filter_map(caption).collect()
}

/// Adds the captions of one line of the header, or of what stands of it above the next field.
fn on_line(
    header: &Folded<'_>,
    at: usize,
    line: &str,
    above_tags: bool,
    register: &Register,
    captions: &mut Vec<Caption>,
) {
    let above = captions.len();
    let rest = leading(header, at, line, register, captions);
    let alone = rest.trim().is_empty();
    if !alone && !above_tags {
        captions.truncate(above); // SENSITIVE INFORMATION ... in a subject
    } else if captions.len() == above && above_tags {
        captions.extend(near_miss(header, at, line, register));
    }
}

/// Adds the captions of a list, those that are misspelt too.
fn listed(header: &Folded<'_>, at: usize, list: &str, register: &Register, captions: &mut Vec<Caption>) {
    let mut rest = list;
    loop {
        let behind = leading(header, at + list.len() - rest.len(), rest, register, captions);
        let word = behind.split([' ', '\t', ',', ';', '/', '\n']).next().unwrap_or_default();
        if word.is_empty() || !rest.ends_with(behind) {
            return;
        }
        captions.extend(near_miss(header, at + list.len() - behind.len(), word, register));
        rest = behind.get(word.len()..).unwrap_or_default();
    }
}

/// Adds the captions at the front of a line, and gives what follows them.
fn leading<'h>(
    header: &Folded<'_>,
    at: usize,
    line: &'h str,
    register: &Register,
    captions: &mut Vec<Caption>,
) -> &'h str {
    let mut rest = line;
    loop {
        let trimmed =
            rest.trim_start_matches(|character: char| is_blank(character) || ",;/".contains(character));
        if trimmed.trim().is_empty() {
            return trimmed;
        }
        let begin = at + line.len() - trimmed.len();
        let Some((entry, length, flaw)) = caption_at(trimmed, register) else {
            let (further, after) = match release_list(header, begin, trimmed) {
                Some(caption) => (Some(caption), ""),
                None => addressed(header, begin, trimmed),
            };
            captions.extend(further);
            return after;
        };
        if entry.word == "SENSITIVE" && is_notice(trimmed) {
            return "notice"; // SENSITIVE BUT UNCLASSIFIED: a notice, not the caption
        }
        captions.push(known(entry, header.span(begin..begin + length), flaw));
        rest = trimmed.get(length..).unwrap_or_default();
    }
}

fn is_notice(line: &str) -> bool {
    line.split_ascii_whitespace().nth(1).is_some_and(|word| word.eq_ignore_ascii_case("BUT"))
}

/// The known caption at the front of a line, its length and the flaw of its letters.
fn caption_at<'r>(
    line: &str,
    register: &'r Register,
) -> Option<(&'r CaptionEntry, usize, Option<&'static str>)> {
    // The length of the first word tells most forms apart.
    let first = printed_word(line);
    let length = first.is_ascii().then(|| first.trim().len());
    let alike = |words: &[String]| length.is_none() || words.first().map(String::len) == length;
    let forms = register.caption_forms.beginning(line.chars().next()?).filter(|(_, words)| alike(words));
    let matched = forms.filter_map(|(caption, words)| {
        let (length, flaw) = match_words(line, words)?;
        Some((register.captions.get(caption)?, length, flaw))
    });
    matched.max_by_key(|(_, length, _)| *length)
}

/// Matches a caption word by word, seeing through look-alike letters.
fn match_words(line: &str, words: &[String]) -> Option<(usize, Option<&'static str>)> {
    let mut at = 0;
    let mut flaw = None;
    for (index, word) in words.iter().enumerate() {
        let rest = line.get(at..)?;
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        if index > 0 && blanks == 0 {
            return None;
        }
        let rest = rest.get(blanks..)?;
        let printed = printed_word(rest);
        // Small letters count where little else stands on the line (seen: 10NAIROBI165 `Sensitive, sipdis`).
        let same = |letters: &str| {
            letters == word
                || (letters.len() == word.len()
                    && line.trim_end().len() <= 20
                    && letters.eq_ignore_ascii_case(word))
        };
        if !printed.is_ascii() {
            let letters = plain_letters(printed);
            flaw = flaw.or(letters.flaws.first().copied());
            if !same(&letters.text) {
                return None;
            }
        } else if !same(printed.trim()) {
            return None;
        }
        at += blanks + printed.len();
    }
    let name = |flaw| if flaw == Slip::LookAlike { "look-alike" } else { "invisible" };
    Some((at, flaw.map(name)))
}

/// The word at the front of a line, up to a blank or what parts captions.
fn printed_word(line: &str) -> &str {
    let ends = |character: char| {
        matches!(character, ',' | ';' | '/' | '\n' | '\r' | '\\' | '.' | ':') || is_blank(character)
    };
    // Of most words no character need be decoded.
    let letters = line.bytes().take_while(u8::is_ascii_uppercase).count();
    match line.as_bytes().get(letters) {
        Some(byte) if !ends(char::from(*byte)) => line.split(ends).next().unwrap_or_default(),
        _ => line.get(..letters).unwrap_or_default(),
    }
}

/// `REL TO USA, GBR`: a foreign-release list as a caption of its own.
fn release_list(header: &Folded<'_>, at: usize, line: &str) -> Option<Caption> {
    let content = line.trim_end();
    let list = content.strip_prefix("REL TO ").or_else(|| content.strip_prefix("RELEASABLE TO "))?;
    let shaped = list.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b',' | b' ' | b'/'));
    shaped.then(|| Caption {
        span: header.span(at..at + content.len()),
        word: fold_blanks(content),
        known: true,
        sort: CaptionSort::Distribution,
        ..Caption::default()
    })
}

/// `FOR THE AMBASSADOR ONLY`, `FOR DCM EYES ONLY`: a caption that names its readers.
fn addressed<'h>(header: &Folded<'_>, at: usize, line: &'h str) -> (Option<Caption>, &'h str) {
    let content = line.trim_end();
    let shaped = is_capitals(content)
        && content.len() <= 60
        && content.ends_with(" ONLY")
        && !content.contains("OFFICIAL USE");
    if !shaped || !content.starts_with("FOR ") && !content.ends_with("EYES ONLY") {
        return (None, line);
    }
    let caption = Caption {
        span: header.span(at..at + content.len()),
        word: fold_blanks(content),
        known: true,
        sort: CaptionSort::Other,
        addressed: true,
        ..Caption::default()
    };
    (Some(caption), "")
}

/// A line in capitals, one word or two, that is one slip away from a caption.
fn near_miss(header: &Folded<'_>, at: usize, line: &str, register: &Register) -> Option<Caption> {
    let content = line.trim();
    if content.len() < SHORTEST_NEAR_MISS || !is_capitals(content) || content.split_whitespace().count() > 2 {
        return None;
    }
    let letters = content.chars().all(|letter| letter.is_ascii_alphabetic() || letter == ' ');
    let forms = register
        .captions
        .iter()
        .map(|entry| entry.word.as_str())
        .filter(|word| word.len() >= SHORTEST_NEAR_MISS);
    let suggestion = one_slip(content, forms).filter(|_| letters)?;
    let begin = at + line.len() - line.trim_start().len();
    Some(Caption {
        span: header.span(begin..begin + content.len()),
        word: content.to_owned(),
        suggestion: Some(suggestion.to_owned()),
        ..Caption::default()
    })
}

fn known(entry: &CaptionEntry, span: Span, flaw: Option<&'static str>) -> Caption {
    Caption {
        span,
        word: entry.word.clone(),
        known: true,
        sort: entry.sort,
        flaw,
        addressed: entry.word == "EYES ONLY",
        ..Caption::default()
    }
}

/// A line that is one known caption and nothing else.
pub(super) fn whole_line(line: &str, start: usize, register: &Register) -> Option<Caption> {
    let folded = fold(line, start);
    let (entry, length, flaw) = caption_at(folded.as_str(), register)?;
    let whole = length == folded.as_str().len();
    whole.then(|| known(entry, folded.span(0..length), flaw))
}

fn mark_repeats(captions: &mut [Caption]) {
    for index in 1..captions.len() {
        let (above, rest) = captions.split_at_mut(index);
        if let Some(caption) = rest.first_mut() {
            caption.repeated = above.iter().any(|other| other.word == caption.word);
        }
    }
}

/// Caption words among the tags or at the end of the subject (seen: 05OTTAWA3726 `CA MX SIPDIS`).
pub(super) fn strays<'a>(
    header: &'a Folded<'_>,
    field: &'a Field,
    value: &'a str,
    register: &'a Register,
) -> impl Iterator<Item = StrayCaption> + 'a {
    let tags = field.keyword == Keyword::Tags;
    // SENSITIVE is also an ordinary word of a subject.
    let certain = move |(_, word): &(usize, &str)| tags || *word != "SENSITIVE";
    pieces(value).filter(certain).filter_map(move |(at, word)| {
        let entry = register.restrictive_caption(word)?;
        let begin = field.value + at;
        let place = if tags { "tags" } else { "subject" };
        Some(StrayCaption { span: header.span(begin..begin + word.len()), word: entry.word.clone(), place })
    })
}

/// A line of the body that is one caption word alone.
pub(super) fn stray_line(line: &str, start: usize, register: &Register) -> Option<StrayCaption> {
    let folded = fold(line, start);
    let word = folded.as_str().trim();
    let at = folded.as_str().len() - folded.as_str().trim_start().len();
    let entry = register.restrictive_caption(word)?;
    Some(StrayCaption { span: folded.span(at..at + word.len()), word: entry.word.clone(), place: "body" })
}
