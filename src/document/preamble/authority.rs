//! The Classified By line: who classified, and the reason by section and letter.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::field::Field;
use super::keyword::Keyword;
use crate::document::Word;
use crate::span::Span;
use crate::text::Folded;

/// The Classified By line.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    /// From the keyword to the last letter of the reason.
    pub span: Span,
    /// `1.4`.
    pub section: Option<Word>,
    /// Reason letters, lower case.
    pub letters: Vec<Word>,
    /// Letters that the section does not have.
    pub impossible_letters: Vec<Word>,
    /// A reason is given.
    pub reason: bool,
    /// A name stands.
    pub name: bool,
    /// A title stands.
    pub title: bool,
    /// It cites a source: DERIVED FROM, GUIDE.
    pub derivative: bool,
    /// The source has a date.
    pub source_dated: bool,
    /// `Classified By: Classified by`.
    pub doubled: bool,
    /// A `Reason:` line by itself, which names nobody.
    pub reason_alone: bool,
    /// Nothing stands in front of the reason: `Classified By: for reasons 1.4 (b)`.
    pub nobody: bool,
}

/// The longest authority line: name, title and reasons over some hard-wrapped lines.
const LONGEST: usize = 600;

/// Section and letters: `1.4 (b) and (d)`, `1.5 b/d`, `1,4(b,d)`, also broken in mid-token by a wrap.
static REASON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?is)\b1\s?[.,]\s?(?P<section>[2-6])\.?\s{0,2}",
        r"(?P<letters>(?:[(\[\s]{0,3}[a-z0]\s?(?:[)\]/,&+.;-]|\s|$)(?:\s{0,2}(?:and|or|&|,)\s{0,2}){0,2}){0,8})",
    ))
    .ok()
});

/// Another section behind the word REASON, with a letter: `reasons 1.7 (b)`, `2.4 (b)`. Not those by which a text is
/// released or exempt from release, 3.3 (b) and 6.2 (d).
static ASTRAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let section = r"(?is)\breasons?(?:\s?:)?\s{1,2}(?P<section>(?:1\s?\.\s?[17-9]|2\s?\.\s?[1-9]))";
    Regex::new(&format!(r"{section}\s{{0,2}}[(\[]?\s?[a-h]\b")).ok()
});

static KEYWORD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\brea?s[o0]?n?s?\b|\bfor\s+reas|\breas").ok());

static TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let titles = concat!(
        r"(?i)\b(ambassador|amb|charg|cda|dcm|deputy|minister|counsel|chief|consul|officer|secretary|director|",
        r"polcouns|econcouns|polchief|pol/?econ|econoff|poloff|attach|acting|assistant|advisor|adviser|coordinator|",
        r"principal|section|representative|permrep|usnato|head|general|specialist|commissioner|legal)",
    );
    Regex::new(titles).ok()
});

/// Reads the line from its field.
pub(super) fn read(header: &Folded<'_>, field: &Field) -> Authority {
    let whole = header.as_str().get(field.start..field.end).unwrap_or_default();
    let whole = first_part(whole);
    let value_at = field.value.saturating_sub(field.start).min(whole.len());
    let value = whole.get(value_at..).unwrap_or_default();
    let mut authority = Authority {
        span: header.span(field.start..field.start + whole.trim_end().len()),
        reason_alone: field.keyword == Keyword::Reason,
        ..Authority::default()
    };
    let lower = value.to_ascii_lowercase();
    authority.doubled = lower.trim_start_matches([' ', ':', '\n']).starts_with("class");
    authority.derivative = whole.to_ascii_lowercase().contains("derived from") || lower.contains("guide");
    authority.source_dated = value.bytes().filter(u8::is_ascii_digit).count() >= 4;
    authority.title = TITLE.as_ref().is_some_and(|title| title.is_match(value));
    authority.name = has_name(value);
    let named = authority.title || authority.name || authority.reason_alone;
    // Behind a blank line the classifier may stand all the same.
    let all = header.as_str().get(field.value..field.end).unwrap_or(value);
    authority.nobody = !named && begins_with_reason(&lower) && (!is_blank(value) || is_blank(all));
    authority.reason = if authority.reason_alone { !is_blank(all) } else { names_reason(value, all) };
    read_reason(&mut authority, header, field.start + value_at, value);
    authority
}

/// Takes over the reason of a line by itself that stands above.
pub(super) fn take_in(authority: &mut Authority, reason: Authority) {
    if !authority.reason {
        authority.reason = reason.reason;
        authority.section = reason.section;
        authority.letters = reason.letters;
        authority.impossible_letters = reason.impossible_letters;
    }
}

/// Takes over the reason that a field of its own gives.
pub(super) fn fold_in(authority: &mut Authority, header: &Folded<'_>, field: &Field) {
    let value = field.paragraph(header.as_str());
    authority.reason |= !is_blank(value);
    read_reason(authority, header, field.value, value);
}

/// Nothing, or the colon of a field alone.
fn is_blank(text: &str) -> bool {
    text.trim_matches([' ', ':', '\n']).is_empty()
}

/// The word REASON stands in a value with something behind it. A field that was left empty (`Reason:`) gives none (E.O. 13526
/// s. 1.6(a)(5)); what follows may be a paragraph of its own, in all that stands up to the next field.
fn names_reason(value: &str, all: &str) -> bool {
    let keywords = KEYWORD.as_ref().into_iter().flat_map(|keyword| keyword.find_iter(value));
    keywords.map(|keyword| keyword.end()).any(|end| {
        let behind = all.get(end..).unwrap_or_default();
        let behind = behind.strip_prefix("(s)").or_else(|| behind.strip_prefix("(S)")).unwrap_or(behind);
        !(behind.starts_with(':') && is_blank(behind))
    })
}

/// The authority's own paragraph, up to a blank line and never past a limit, with the reason where that is a paragraph of
/// its own.
fn first_part(whole: &str) -> &str {
    let limited = whole.get(..crate::document::words::floor_boundary(whole, LONGEST)).unwrap_or(whole);
    let blanks = limited.match_indices("\n\n").map(|(at, _)| at);
    let mut ends = blanks.filter(|&at| limited.get(at..).is_none_or(|behind| !opens_with_reason(behind)));
    ends.next().and_then(|end| limited.get(..end)).unwrap_or(limited)
}

/// A field of the reason: `REASON:`, `Reasons 1.4 (b)`.
fn opens_with_reason(text: &str) -> bool {
    let text = text.trim_start();
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, behind) = text.split_at_checked(word).unwrap_or_default();
    let is_reason = ["REASON", "REASONS"].iter().any(|reason| word.eq_ignore_ascii_case(reason));
    is_reason && [":", "1.", "("].iter().any(|next| behind.trim_start().starts_with(next))
}

/// In small letters: nothing, or the reason, stands where the classifier should.
fn begins_with_reason(value: &str) -> bool {
    let value = value.trim_start_matches([' ', ':', '\n']);
    let value = value.strip_prefix("for ").unwrap_or(value);
    value.is_empty() || opens_with_reason(value) || value.starts_with("1.4") || value.starts_with("1.5")
}

fn read_reason(authority: &mut Authority, header: &Folded<'_>, at: usize, value: &str) {
    for cited in cited(value) {
        let span = header.span(shifted(&cited.section, at));
        authority.section.get_or_insert(Word { span, text: cited.name });
        authority.reason = true;
        for (offset, letter) in cited.letters {
            let start = at + offset;
            let word = Word { text: letter.to_string(), span: header.span(start..start + 1) };
            if letter > cited.last {
                authority.impossible_letters.push(word.clone());
            }
            authority.letters.push(word);
        }
    }
    if authority.section.is_none() {
        authority.section = section_astray(value)
            .map(|(section, text)| Word { span: header.span(shifted(&section, at)), text });
    }
}

/// A section in which no categories ever stood, cited as the reason.
fn section_astray(value: &str) -> Option<(Range<usize>, String)> {
    let section = ASTRAY.as_ref()?.captures(value)?.name("section")?;
    let printed = section.as_str().chars().filter(|letter| !letter.is_whitespace()).collect();
    Some((section.range(), printed))
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// A section cited as the reason, with its letters; offsets are those of the value.
pub(in crate::document) struct Cited {
    pub(in crate::document) section: Range<usize>,
    /// `1.4`.
    pub(in crate::document) name: String,
    /// Small letters.
    pub(in crate::document) letters: Vec<(usize, char)>,
    /// The last letter that the section has.
    pub(in crate::document) last: char,
}

/// The sections that a value cites: `1.4 (b) and (d)`.
pub(in crate::document) fn cited(value: &str) -> impl Iterator<Item = Cited> + '_ {
    REASON.as_ref().into_iter().flat_map(move |reason| {
        reason.captures_iter(value).filter_map(|captures| {
            let whole = captures.get(0)?;
            let (section, letters) = (captures.name("section")?, captures.name("letters")?);
            // `1.3.2009` is a day and `1,300` a number.
            let behind = value.get(section.end()..)?;
            if behind.strip_prefix('.').unwrap_or(behind).starts_with(|next: char| next.is_ascii_digit()) {
                return None;
            }
            let letter = |(offset, letter)| (letters.start() + offset, letter);
            Some(Cited {
                section: whole.start()..section.end(),
                name: format!("1.{}", section.as_str()),
                letters: reason_letters(letters.as_str()).into_iter().map(letter).collect(),
                last: if section.as_str() == "4" { 'h' } else { 'g' },
            })
        })
    })
}

/// The single letters of `(b) and (d)`: those with no letter beside them.
fn reason_letters(text: &str) -> Vec<(usize, char)> {
    let bytes = text.as_bytes();
    let is_letter =
        |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_alphabetic);
    bytes
        .iter()
        .enumerate()
        .filter(|&(index, byte)| {
            byte.is_ascii_alphabetic() && !is_letter(index.checked_sub(1)) && !is_letter(Some(index + 1))
        })
        .map(|(index, byte)| (index, char::from(byte.to_ascii_lowercase())))
        .collect()
}

/// A name: two words beginning with a capital side by side, or an initial and a word.
fn has_name(value: &str) -> bool {
    let words: Vec<&str> = value.split([' ', '\n', ',', ':', ';']).filter(|word| !word.is_empty()).collect();
    let capital = |word: &str| word.starts_with(|first: char| first.is_ascii_uppercase()) && word.len() >= 2;
    words.windows(2).any(|pair| match pair {
        [first, second] => capital(first) && capital(second),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::field;
    use super::*;
    use crate::text::fold;

    fn authority(line: &str) -> Authority {
        let folded = fold(line, 0);
        let fields = field::find(folded.as_str());
        read(&folded, fields.first().unwrap())
    }

    fn letters(line: &str) -> String {
        authority(line).letters.iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn section_and_letters_are_read_in_their_forms() {
        assert_eq!(letters("Classified By: DCM Jane Roe for reasons 1.4 (b) and (d)."), "bd");
        assert_eq!(letters("Classified By: DCM Jane Roe, reason 1.4 b/d"), "bd");
        assert_eq!(letters("CLASSIFIED BY POLCOUNS J. ROE REASONS 1.5 (B,D)"), "bd");
        assert_eq!(letters("Classified By: DCM for reasons 1.4 (b), (c), and (d)"), "bcd");
        assert_eq!(letters("Classified By: DCM Jane Roe, REASONS 1.4 [b] and [d]"), "bd");
        assert_eq!(authority("Classified By: DCM, reason: 1.4 (b)").section.unwrap().text, "1.4");
    }

    #[test]
    fn letters_beyond_the_section_are_impossible() {
        assert_eq!(authority("Classified By: X Y reason 1.5 (h)").impossible_letters.len(), 1);
        assert_eq!(authority("Classified By: X Y reason 1.4 (h)").impossible_letters.len(), 0);
    }

    #[test]
    fn a_line_without_a_reason_says_so() {
        let authority = authority("Classified By: Ambassador Jane Roe");
        assert!(!authority.reason && authority.name && authority.title);
    }

    #[test]
    fn an_empty_reason_is_none() {
        for line in
            ["Classified By: DCM Jane Roe. Reason:", "Classified By: DCM Jane Roe\nREASON(S):\n", "Reason: "]
        {
            assert!(!authority(line).reason, "{line}");
        }
        for line in [
            "Classified By: DCM Jane Roe. Reason:\n\n1.4 (b)",
            "Classified By: DCM Jane Roe. Reason: XXXX",
            "Classified By: DCM Jane Roe for economic reasons.",
            "Reason: 1.4 (b)",
        ] {
            assert!(authority(line).reason, "{line}");
        }
    }

    #[test]
    fn a_section_without_categories_is_read_behind_the_word_and_with_a_letter() {
        let section = |line: &str| authority(line).section.map(|section| section.text);
        assert_eq!(section("Classified By: DCM, reasons 1.7 (b)"), Some("1.7".to_owned()));
        assert_eq!(section("Classified By: DCM. Reason: 2.4(d)"), Some("2.4".to_owned()));
        for line in [
            "reason 3.3(b)",
            "reason: 6.2 (d)",
            "reasons of 1.7 billion",
            "reason 2.5 months",
            "guide 2.4 (b)",
        ] {
            assert_eq!(section(&format!("Classified By: DCM, {line}")), None, "{line}");
        }
    }
}
