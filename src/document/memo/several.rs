//! Several memos in one text, each with banner lines and a heading of its own.
//!
//! A memo and its enclosures look alike, and are one document: who sends both on marks the first for the whole (32 CFR
//! 2001.24(b)). So a text is cut only where the next memo is certainly another one: it begins with its own banner line
//! below the one that ends the memo above, both say to whom, from whom and of what they are, of different subjects, and
//! the memo above speaks of no enclosure.

use jiff::civil::Date;

use super::detect::Verdict;
use super::line::BannerLine;
use super::read::MemoReader;
use super::scan::LineKind;
use crate::document::Document;
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// The most memos that are told apart in one text: each is read by itself, in a copy.
const MOST: usize = 32;

/// How many bytes all copies may have.
const LARGEST: usize = 16 << 20;

/// How many lines below its banner line the heading of a memo stands, blank ones included.
const HEADING_REACH: usize = 24;

/// The fields of a heading, small letters: any of the words opens one.
const FIELDS: [&[&str]; 3] = [&["memorandum for", "to:", "for:"], &["from:"], &["subject:", "subj:"]];

/// Words by which a memo speaks of what is sent with it, small letters.
const ENCLOSED: [&str; 5] = ["enclos", "attach", "annex", "appendi", "tab "];

/// The memos of a text that is one, or several. `told` is the date of those that have none of their own.
pub(in crate::document) fn documents(
    whole: MemoReader<'_>,
    text: &Text,
    register: &Register,
    told: Option<Date>,
) -> Vec<Document> {
    let starts = starts(&whole, text);
    if starts.len() < 2 || whole.scan.stamped {
        return vec![whole.read(told)];
    }
    let ends = starts.iter().skip(1).map(|&(line, _)| text.lines().get(line).map_or(0, |line| line.start));
    let ends = ends.chain([text.as_str().len()]);
    let parts: Vec<(Span, Text)> = starts
        .iter()
        .zip(ends)
        .map(|(&(_, start), end)| (Span::new(start, end), text.front(end).behind(start)))
        .collect();
    let readers: Vec<MemoReader<'_>> =
        parts.iter().map(|(_, part)| MemoReader::new(part, register)).collect();
    let is_memo = |reader: &MemoReader<'_>| reader.verdict() == Verdict::Bannered && reader.has_text();
    if !readers.iter().all(is_memo) {
        return vec![whole.read(told)];
    }
    let spans = parts.iter().map(|(span, _)| *span);
    readers.into_iter().zip(spans).map(|(reader, span)| Document { span, ..reader.read(told) }).collect()
}

/// Where each memo begins, by line and place; the first with the text.
fn starts(whole: &MemoReader<'_>, text: &Text) -> Vec<(usize, usize)> {
    let banners = &whole.scan.banners;
    let mut starts = vec![(0, 0)];
    let Some(mut above) = banners.first().and_then(|first| heading(text, 0, first.line + HEADING_REACH))
    else {
        return starts;
    };
    let most = MOST.min(LARGEST / text.as_str().len().max(1));
    let neighbours = banners.iter().zip(banners.iter().skip(1));
    for (_, next) in neighbours.filter(|(last, next)| meet(whole, last, next)) {
        let from = starts.last().map_or(0, |&(_, start)| start);
        let own = heading(text, next.line + 1, next.line + 1 + HEADING_REACH).filter(|own| *own != above);
        let Some(own) = own else { continue };
        // Whatever comes may belong to a memo with enclosures.
        if starts.len() >= most || encloses(text, from, next) {
            break;
        }
        starts.push((next.line, next.span.start));
        above = own;
    }
    starts
}

/// Nothing but blank lines stands between two banner lines.
fn meet(whole: &MemoReader<'_>, last: &BannerLine, next: &BannerLine) -> bool {
    let between = whole.scan.kinds.get(last.line + 1..next.line);
    between.is_some_and(|kinds| kinds.iter().all(|&kind| kind == LineKind::Blank))
}

/// The subject of a heading, if all its fields stand in some lines.
fn heading(text: &Text, from: usize, to: usize) -> Option<String> {
    let lines = from..to.min(text.lines().len());
    let field = |words: &[&str]| {
        let printed = lines.clone().map(|line| text.line(line).trim());
        let mut small = printed.filter(|line| line.len() <= LONGEST).map(str::to_ascii_lowercase);
        small.find(|line| words.iter().any(|word| line.starts_with(word)))
    };
    let [addressee, from, subject] = FIELDS.map(field);
    // The mails of a thread are one document: what stands on top is marked for all of them (32 CFR 2001.24(b)).
    if field(&["sent:", "date:"]).is_some() {
        return None;
    }
    addressee.and(from).and(subject).map(|subject| plain(&subject))
}

/// A subject without its label, mark, what a reply puts in front, and what follows in brackets.
fn plain(subject: &str) -> String {
    let words = subject.split_once(':').map_or(subject, |(_, words)| words);
    let mut words = words.trim_start();
    words = words.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(words, |(_, rest)| rest);
    while let Some(rest) = REPLIES.iter().find_map(|reply| words.trim_start().strip_prefix(reply)) {
        words = rest;
    }
    words.split('(').next().unwrap_or_default().trim().to_owned()
}

/// What stands in front of the subject of a reply, small letters.
const REPLIES: [&str; 3] = ["re:", "fw:", "fwd:"];

/// The longest field that is looked at, in bytes.
const LONGEST: usize = 300;

/// The memo above a banner line speaks of something that is sent with it, or the lines below say that they are that.
fn encloses(text: &Text, from: usize, next: &BannerLine) -> bool {
    let below = text.lines().get(next.line + HEADING_REACH).map_or(text.as_str().len(), |line| line.start);
    let small = text.slice(Span::new(from, below)).to_ascii_lowercase();
    ENCLOSED.iter().any(|word| small.contains(word))
}
