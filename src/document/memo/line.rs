//! Which line could be a banner line of a memo.
//!
//! A line counts only as a whole: `SECRET//NOFORN`, `S E C R E T`, `CUI`, also centred, between
//! asterisks, behind `Classification:` or beside a page number. Words of a level in a sentence, in mixed
//! case or in a heading (`SECRET NEGOTIATIONS`) are none.

use super::{date, lost};
use crate::document::banner::{self, ClassWord};
use crate::document::words::{is_blank, is_space};
use crate::marking::{self, FlawKind, Form, Slip, Style, plain_letters};
use crate::register::{Register, one_slip};
use crate::span::Span;

/// A line that could be a banner line.
#[derive(Clone, Debug)]
pub(super) struct BannerLine {
    /// Its line, from 0.
    pub(super) line: usize,
    /// The marking, without blanks, page number and ornaments.
    pub(super) span: Span,
    /// What speaks for it.
    pub(super) sort: Sort,
    /// Its class word.
    pub(super) class: ClassWord,
}

/// What speaks for a line being a banner line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A level and `//`: nothing else looks like that.
    Categories,
    /// CUI or CONTROLLED, perhaps with categories.
    Cui,
    /// A class word, perhaps with controls of the old forms.
    Class,
    /// A control that can stand alone: FOR OFFICIAL USE ONLY.
    Handling,
    /// One slip away from a class word.
    Misspelt,
}

/// The longest marking, in bytes: a REL TO list of forty countries fits.
const LONGEST: usize = 280;

/// Words that follow a class word on old banner lines and are neither controls nor captions.
const OLD_WORDS: [&str; 19] = [
    "SENSITIVE",
    "EYES ONLY",
    "EYES-ONLY",
    "SECURITY INFORMATION",
    "SPECIAL HANDLING",
    "LIMITED DISTRIBUTION",
    "NO FOREIGN DISSEM",
    "RESTRICTED DATA",
    "FORMERLY RESTRICTED DATA",
    "GDS",
    "XGDS",
    "ADS",
    "NODIS",
    "EXDIS",
    "LIMDIS",
    "WITH ATTACHMENT",
    "WITH ATTACHMENTS",
    "WITH ENCLOSURE",
    "WITH ENCLOSURES",
];

/// The schedules by which a text was to be declassified (E.O. 11652).
const SCHEDULES: [&str; 3] = ["GDS", "XGDS", "ADS"];

/// A marking without the schedule at its end: `CONFIDENTIAL (GDS)`, `SECRET/XGDS-2`.
pub(super) fn without_schedule(printed: &str) -> &str {
    let between = |sign: char| sign.is_whitespace() || "()/-,".contains(sign);
    let words = printed.trim_end_matches(|sign: char| between(sign) || sign.is_ascii_digit());
    let is_behind = |level: &&str| level.ends_with(between) && !level.trim_end_matches(between).is_empty();
    let level = SCHEDULES.iter().find_map(|schedule| words.strip_suffix(schedule).filter(is_behind));
    level.map_or(printed, |level| level.trim_end_matches(between))
}

/// Reads a line, which starts at `start` of its text.
pub(super) fn read(line: &str, index: usize, start: usize, register: &Register) -> Option<BannerLine> {
    let (at, core) = core(line);
    if lost::mark(line, line.len() - line.trim_start().len(), register).is_some() {
        return None; // `S//NF) Gulls.`: a portion
    }
    let found = |at: usize, core: &str, (sort, class): (Sort, ClassWord)| {
        let span = Span::new(at, at + core.len()).shifted(start);
        let class = ClassWord { span: class.span.shifted(start + at), ..class };
        BannerLine { line: index, span, sort, class }
    };
    beside_page_label(line, index, start, register).or_else(|| {
        let begins = core.starts_with(|first: char| first.is_alphabetic() || first == '/');
        let sorted = sort(core, register).filter(|_| begins && core.len() <= LONGEST)?;
        Some(found(at, core, sorted))
    })
}

/// The line without blanks, ornaments and the words `Classification:`, and where it starts.
fn core(line: &str) -> (usize, &str) {
    let ornament = |letter: char| is_space(letter) || "*_=-~#<>[]\"'.".contains(letter);
    let front = line.trim_start_matches(ornament);
    let core = front.trim_end_matches(ornament);
    let keyword = ["Classification:", "CLASSIFICATION:", "Overall Classification:"];
    let named = keyword.iter().find_map(|keyword| core.strip_prefix(keyword)).unwrap_or(core);
    let inner = named.trim_start_matches(ornament);
    (line.len() - front.len() + core.len() - inner.len(), inner)
}

/// A marking with a page number or a day in another column of its line: `SECRET        June 12, 1987`.
fn beside_page_label(line: &str, index: usize, start: usize, register: &Register) -> Option<BannerLine> {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let cells = cells(line);
    if !(2..=3).contains(&cells.len()) || !cells.iter().any(|(_, cell)| is_beside(cell)) {
        return None;
    }
    let mut found = None;
    for (at, cell) in cells {
        if is_beside(cell) {
            continue;
        }
        let (sort, class) = sort(cell, register).filter(|_| found.is_none())?;
        let span = Span::new(at, at + cell.len()).shifted(start);
        let class = ClassWord { span: class.span.shifted(start + at), ..class };
        found = Some(BannerLine { line: index, span, sort, class });
    }
    found
}

/// What may stand in another column beside a banner line.
fn is_beside(cell: &str) -> bool {
    is_page_label(cell) || date::is_day(cell)
}

/// The columns of a line, at runs of three blanks or a tab.
fn cells(line: &str) -> Vec<(usize, &str)> {
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in line.split("   ").flat_map(|part| part.split_inclusive('\t')) {
        let begin = line.get(at..).and_then(|rest| rest.find(cell)).map_or(at, |found| at + found);
        at = begin + cell.len();
        let inner = cell.trim_start();
        let begin = at - inner.len();
        if !inner.trim().is_empty() {
            cells.push((begin, inner.trim_end()));
        }
        if cells.len() > 3 {
            break;
        }
    }
    cells
}

/// True for the line below a banner line that names channels: `HANDLE VIA COMINT CHANNELS ONLY`.
pub(super) fn is_handling(line: &str) -> bool {
    let words = line.trim_start();
    words.starts_with("HANDLE VIA ") && words.len() < 160
}

/// `Page 2 of 5`, `2 of 5`, `- 2 -`, `2`.
pub(super) fn is_page_label(line: &str) -> bool {
    let words = line.trim_matches(|letter: char| letter.is_whitespace() || "-.()[]".contains(letter));
    if words.is_empty() || words.len() > 16 {
        return false;
    }
    let lower = words.to_ascii_lowercase();
    let page = lower.strip_prefix("page").or_else(|| lower.strip_prefix("p.")).map(str::trim_start);
    let mut numbers = page.unwrap_or(&lower).split(" of ").flat_map(|part| part.split('/'));
    let count = page.unwrap_or(&lower).matches([' ', '/']).count();
    let short = |number: &str| {
        (1..=3).contains(&number.trim().len()) && number.trim().bytes().all(|byte| byte.is_ascii_digit())
    };
    count <= 2 && numbers.all(short)
}

/// What speaks for `core` being a marking, seen through letters of other scripts.
fn sort(core: &str, register: &Register) -> Option<(Sort, ClassWord)> {
    plain_sort(core, register).or_else(|| seen_through(core, register))
}

/// A marking in which a few letters are of another script: `SECR\u{415}T//NOFORN`. A reader sees the banner line, and so
/// must whoever checks the text below it; that the letters are wrong is a flaw of the marking. Words of another language
/// are none, whatever its capitals look like.
fn seen_through(core: &str, register: &Register) -> Option<(Sort, ClassWord)> {
    if core.is_ascii() || core.len() > LONGEST {
        return None;
    }
    let own = core.bytes().filter(u8::is_ascii_alphabetic).count();
    let letters = plain_letters(core);
    let few = 2 * own > letters.text.bytes().filter(u8::is_ascii_alphabetic).count();
    let (sort, class) =
        plain_sort(&letters.text, register).filter(|_| few && letters.flaws.contains(&Slip::LookAlike))?;
    // The letters take more bytes here than those that they look like.
    let end = core.char_indices().map(|(at, _)| at).nth(class.span.end).unwrap_or(core.len());
    Some((sort, ClassWord { span: Span::new(0, end), ..class }))
}

/// What speaks for `core` being a marking, letter by letter.
fn plain_sort(core: &str, register: &Register) -> Option<(Sort, ClassWord)> {
    if core.contains("//") {
        return categories(core, register);
    }
    if core.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return None; // a sentence, mostly
    }
    if let Some((class, length)) = banner::class_word(core, 0, register) {
        let tail = is_old_tail(core.get(length..)?, register);
        return if tail { Some((Sort::Class, class)) } else { known_words(core, register) };
    }
    let word = |sort, level| {
        let span = Span::new(0, core.len());
        (sort, ClassWord { span, word: core.to_owned(), level, spaced: false })
    };
    if matches!(core, "CUI" | "CONTROLLED" | "CONTROLLED UNCLASSIFIED INFORMATION") {
        return Some(word(Sort::Cui, None));
    }
    if core.len() >= 3
        && let Some(level) = register.control(core).and_then(|control| control.level.as_deref())
    {
        return Some(word(Sort::Handling, register.level(level)));
    }
    if let Some(known) = known_words(core, register) {
        return Some(known);
    }
    let slip = near_class_word(core, register)?;
    Some(word(Sort::Misspelt, register.class_word(slip)))
}

/// A level and controls that the register knows, each one: `OFFICIAL-SENSITIVE COMMERCIAL` where blanks
/// stand between categories.
fn known_words(core: &str, register: &Register) -> Option<(Sort, ClassWord)> {
    let span = Span::new(0, core.len());
    let marking = marking::parse(core, span, Form::Banner, Style::Ic, register);
    let known = marking.elements.iter().all(|element| element.control.is_some());
    let word = || ClassWord { span, word: core.to_owned(), level: marking.level, spaced: false };
    let levelled =
        marking.level.is_some() && !marking.flaws.iter().any(|flaw| flaw.kind == FlawKind::LevelMissing);
    (levelled && known && !marking.elements.is_empty()).then(|| (Sort::Categories, word()))
}

/// A marking with `//`: its first part is a level, CUI, or something one slip away from a level.
fn categories(core: &str, register: &Register) -> Option<(Sort, ClassWord)> {
    let first = core.split("//").next()?.trim();
    if !is_marking_case(core) {
        return None;
    }
    if first.is_empty() {
        return is_foreign(core, register).then(|| (Sort::Categories, ClassWord::default()));
    }
    let capitals = first.to_uppercase();
    let class = |word: &str, level| ClassWord {
        span: Span::new(0, first.len()),
        word: word.to_owned(),
        level,
        spaced: false,
    };
    if matches!(capitals.as_str(), "CUI" | "CONTROLLED") {
        return Some((Sort::Cui, class(&capitals, None)));
    }
    if let Some(level) = register.level(&capitals) {
        return Some((Sort::Categories, class(&capitals, Some(level))));
    }
    if let Some((found, length)) = banner::class_word(core, 0, register) {
        return is_old_tail(first.get(length..)?, register).then_some((Sort::Categories, found));
    }
    let slip = near_class_word(&capitals, register)?;
    Some((Sort::Categories, class(slip, register.class_word(slip))))
}

/// Capitals throughout, but for a few words of CUI (`Attorney-Client`) or where the level itself is in
/// small letters; never a sentence.
fn is_marking_case(core: &str) -> bool {
    let small = |word: &&str| word.contains(|letter: char| letter.is_ascii_lowercase());
    let words = core.split([' ', '/']).filter(|word| !word.is_empty());
    let (count, cased) = (words.clone().count(), words.filter(small).count());
    (cased <= 2 || cased == count && count <= 6) && !core.ends_with(['.', ',', ':', ';', '?'])
}

/// `//NATO SECRET`, `//DEU S`, `//JOINT SECRET CAN USA`: owners and a level in the first part. A level
/// without owners counts only before another `//`: the rest may be a comment in a program.
pub(super) fn is_foreign(core: &str, register: &Register) -> bool {
    let Some((_, rest)) = core.split_once("//") else { return false };
    let first = rest.split("//").next().unwrap_or_default();
    if first != first.to_uppercase() || first.starts_with(is_blank) {
        return false;
    }
    let words: Vec<&str> = first.split_whitespace().take(40).collect();
    let joint = words.first() == Some(&"JOINT");
    let owners = |words: &[&str]| words.iter().all(|word| is_owner(word));
    let further = rest.len() > first.len();
    (0..words.len()).any(|at| {
        let (before, level) = words.split_at(at);
        let own = level.first().and_then(|word| register.level(word));
        let owned = own.and_then(|level| register.entry(level)).is_some_and(|entry| entry.owner.is_some());
        let length = level_words(level, register);
        let behind = level.get(length..).unwrap_or_default();
        length > 0
            && owners(before)
            && owners(behind)
            && (joint || behind.is_empty())
            && (!before.is_empty() || owned || further)
    })
}

/// The code of a country or organisation, by its looks.
fn is_owner(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// How many words at the front are a level: `TOP SECRET`, `SECRET`, `S`.
fn level_words(words: &[&str], register: &Register) -> usize {
    let longest = |count: &usize| {
        let name = words.get(..*count).map(|words| words.join(" ")).unwrap_or_default();
        let named = || register.levels.iter().any(|entry| entry.name == name);
        register.class_word(&name).is_some() || register.level(&name).is_some() || named()
    };
    (1..=words.len().min(3)).rev().find(longest).unwrap_or(0)
}

/// What may follow a class word where no `//` stands: nothing, controls, captions and words of old
/// banner lines; behind a slash anything short in capitals (seen: `SECRET/NODIS/XGDS`).
fn is_old_tail(tail: &str, register: &Register) -> bool {
    let tail = tail.trim();
    if tail.is_empty() {
        return true;
    }
    if tail.contains(|letter: char| letter.is_lowercase()) {
        return false;
    }
    if tail.starts_with('/') {
        return tail.split_whitespace().count() <= 5 && tail.len() <= 60;
    }
    let known = |piece: &str| {
        OLD_WORDS.contains(&piece)
            || register.control(piece).is_some()
            || register.restrictive_caption(piece).is_some()
            || register.captions.iter().any(|caption| caption.word == piece)
    };
    let whole =
        tail.trim_matches(|letter: char| letter.is_whitespace() || "-,()\u{2013}\u{2014}".contains(letter));
    let mut pieces =
        whole.split(['/', ',', '(', ')', '\u{2013}', '\u{2014}']).flat_map(|part| part.split(" - "));
    known(whole) || pieces.all(|piece| known(piece.trim()))
}

/// The class word that this one is one slip away from. Short words are too near to others.
pub(super) fn near_class_word<'r>(word: &str, register: &'r Register) -> Option<&'r str> {
    let capitals = word.len() >= 6 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' ');
    let known = || register.levels.iter().flat_map(|entry| &entry.words).map(String::as_str);
    one_slip(word, known().filter(|_| capitals)).filter(|known| !is_plural(word, known))
}

fn is_plural(word: &str, of: &str) -> bool {
    word.strip_suffix('S') == Some(of)
}
