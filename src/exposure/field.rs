//! Places that belong together: the sender of a message and its signature, a name and its address, TAGS and
//! the persons of the text.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::mask::Mask;
use super::token::{Words, hash_word};
use super::{Exposure, ExposurePlace, lexicon};
use crate::document::Document;
use crate::span::Span;
use crate::text::Text;

/// Everything that such places give away.
pub(super) fn find(text: &Text, documents: &[Document], words: &Words, masks: &[Mask]) -> Vec<Exposure> {
    let mut found = signatures(text, masks);
    found.extend(masks.iter().filter(|mask| mask.names).filter_map(|mask| address(text, mask)));
    found.extend(documents.iter().flat_map(|document| persons(text, document, words, masks)));
    found
}

static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let code = r"(?:(?:\(b\) ?\([1-9]\)|b[1-9])(?:\([a-f]\))?[ \t]{1,2})?"; // the exemption may stand in between
    let local = r"(?:<|\[mailto:|\(mailto:|\()(?:mailto:)?([a-z0-9._%+'-]{1,64})@[a-z0-9-]+\.[a-z]";
    Regex::new(&format!(r"(?i-u)^[ \t]{{0,2}}{code}{local}")).ok()
});

/// Mailboxes of offices.
const OFFICES: &[&str] = &[
    "admin",
    "contact",
    "editor",
    "embassy",
    "enquiries",
    "events",
    "help",
    "info",
    "inquiries",
    "invitations",
    "mail",
    "news",
    "newsletter",
    "noreply",
    "office",
    "post",
    "press",
    "protocol",
    "public",
    "secretary",
    "service",
    "staff",
    "support",
    "team",
    "webmaster",
];

/// The address behind a masked name, where its first part is made of a name.
fn address(text: &Text, mask: &Mask) -> Option<Exposure> {
    const REACH: usize = 160;
    let rest = text.as_str().get(mask.span.end..)?;
    let rest = rest.get(..REACH).or_else(|| rest.lines().next())?;
    let local = ADDRESS.as_ref()?.captures(rest)?.get(1)?;
    let spelt = local.as_str().split(|sign: char| !sign.is_alphabetic());
    let named =
        spelt.filter(|part| part.len() >= 4).any(|part| !OFFICES.contains(&part.to_lowercase().as_str()));
    named.then(|| Exposure {
        span: mask.span,
        other: Some(Span::new(local.start(), local.end()).shifted(mask.span.end)),
        place: ExposurePlace::Address,
        elsewhere: None,
    })
}

/// What stands on a line: a redaction, a name, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signed {
    Masked(Span),
    Clear(Span),
}

/// Messages of which the sender is masked and the signature is not, or the other way round.
fn signatures(text: &Text, masks: &[Mask]) -> Vec<Exposure> {
    let mut found = Vec::new();
    let mut sender: Option<Signed> = None;
    for (index, &line) in text.lines().iter().enumerate() {
        let shown = text.slice(line);
        if let Some(value) = shown.trim_start().strip_prefix("From:") {
            let value = Span::new(line.end - value.len(), line.end);
            sender = signed(text, masks, value, is_sender);
        } else if sender.is_some() && is_closing(shown) {
            let below = text.lines().iter().skip(index + 1).take(BLANKS);
            let signature = below.copied().find(|line| !text.slice(*line).trim().is_empty());
            let signature = signature.and_then(|line| signed(text, masks, line, is_whole_name));
            found
                .extend(sender.take().zip(signature).and_then(|(sender, signature)| pair(sender, signature)));
        }
    }
    found
}

/// Lines between the closing words and the signature.
const BLANKS: usize = 4;

fn pair(sender: Signed, signature: Signed) -> Option<Exposure> {
    let ((Signed::Masked(mask), Signed::Clear(clear)) | (Signed::Clear(clear), Signed::Masked(mask))) =
        (sender, signature)
    else {
        return None;
    };
    Some(Exposure { span: mask, other: Some(clear), place: ExposurePlace::Signature, elsewhere: None })
}

/// `With kind regards,`
fn is_closing(line: &str) -> bool {
    const LONGEST: usize = 40;
    let line = line.trim().to_ascii_lowercase();
    let last = line.trim_end_matches([',', '.', '!']).rsplit(' ').next().unwrap_or_default();
    line.len() <= LONGEST
        && ["regards", "sincerely", "yours", "wishes", "truly", "respectfully", "cordially"].contains(&last)
}

fn signed(text: &Text, masks: &[Mask], line: Span, is_named: fn(&str) -> bool) -> Option<Signed> {
    let shown = text.slice(line);
    let value = shown.trim();
    let start = line.start + (shown.len() - shown.trim_start().len());
    let next = masks.partition_point(|mask| mask.span.start < line.start);
    let mask = masks.get(next).filter(|mask| mask.span.start < line.end);
    match mask {
        Some(mask) if mask.span.start == start && mask.names => Some(Signed::Masked(mask.span)),
        Some(_) => None,
        None => is_named(value).then(|| Signed::Clear(Span::new(start, start + value.len()))),
    }
}

/// `Hakala, Jorma <hakala@example.org>`: a surname and a given name.
fn is_sender(value: &str) -> bool {
    let name = value.split(['<', '[', '(']).next().unwrap_or_default();
    name.split_once(',').is_some_and(|(surname, given)| is_named(surname) && is_named(given))
        || is_whole_name(name)
}

/// `Jorma Hakala`: two to four words, each with a capital, not all of them ordinary.
fn is_whole_name(value: &str) -> bool {
    value.split_whitespace().count() > 1 && is_named(value)
}

fn is_named(value: &str) -> bool {
    let words = || value.split_whitespace().map(|word| word.trim_matches(['.', ',']));
    let written = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|sign| sign.is_alphabetic() || "-'’".contains(sign))
    };
    (1..=4).contains(&words().count())
        && words().all(written)
        && words().any(|word| word.chars().count() > 2 && !lexicon::is_ordinary(word))
}

/// `(DOE, JOHN)`. The letters are told by [`is_of_name`]: to make a pattern of all letters of Unicode is dear.
static PERSON: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\(\s*([A-Z][^\s(),]{2,})\s*,\s*([A-Z][^(),]*)\)").ok());

/// What the name of a person is written with, beside blanks and the dots of initials.
fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '\'' | '’' | '-' | '\u{300}'..='\u{36f}')
}

/// TAGS of persons who are named nowhere else, in a document that masks names: they are whom it masks.
fn persons(text: &Text, document: &Document, words: &Words, masks: &[Mask]) -> Vec<Exposure> {
    let inside = |mask: &&Mask| mask.names && document.span.contains(mask.span);
    // What is no tag may stand behind the last one.
    let to_end =
        |span: Span| text.lines().get(text.line_index(span.end)).map_or(span, |line| span.cover(*line));
    let tags: Vec<Span> = document.preamble.tags.iter().map(|line| to_end(line.span)).collect();
    let Some(mask) = masks.iter().find(inside) else { return Vec::new() };
    let found = tags.iter().flat_map(|&line| {
        let persons = PERSON.iter().flat_map(move |person| person.captures_iter(text.slice(line)));
        persons.filter_map(move |person| {
            let (whole, surname, given) = (person.get(0)?, person.get(1)?, person.get(2)?);
            let named = surname.as_str().chars().all(is_of_name)
                && given.as_str().chars().all(|sign| is_of_name(sign) || matches!(sign, ' ' | '.'));
            named.then(|| {
                (
                    Span::new(whole.start() + 1, whole.end() - 1).shifted(line.start),
                    hash_word(surname.as_str()),
                )
            })
        })
    });
    let found: Vec<(Span, u64)> = found.collect();
    if found.is_empty() {
        return Vec::new();
    }
    let wanted: HashSet<u64> = found.iter().map(|(_, surname)| *surname).collect();
    let in_tags = |at: usize| tags.iter().any(|line| (line.start..line.end).contains(&at));
    let stands = words.all().iter().filter(|word| wanted.contains(&word.hash) && !in_tags(word.start));
    let named: HashSet<u64> = stands.map(|word| word.hash).collect();
    let alone = found.into_iter().filter(|(_, surname)| !named.contains(surname));
    alone
        .map(|(span, _)| Exposure {
            span,
            other: Some(mask.span),
            place: ExposurePlace::Tags,
            elsewhere: None,
        })
        .collect()
}
