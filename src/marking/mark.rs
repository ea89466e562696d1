//! Portion marks: what stands in the brackets, and what it means.
//!
//! Total on any string: a bracket is a mark, perhaps with flaws, or it is none. Whether a bracket
//! *stands* where a portion mark can stand is the anatomy's question, not this module's; it asks in
//! two ways. [`read`] takes only what is certainly a mark; [`read_after_number`] is for the place
//! right behind a paragraph number, where `(SUB)`, `SBU)` and `(u)` can hardly be anything else.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Deref;
use std::sync::Arc;

use super::grammar::parse;
use super::letters::{Letters, plain_letters};
use super::meaning::{FlawKind, Form, Marking, Ownership, Style};
use crate::register::{Level, Register, one_slip};
use crate::span::Span;

/// What is wrong with a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One slip away from a known mark: `(SUB)`.
    NearMiss,
    /// A bracket is lost: `SBU)`.
    LostBracket,
    /// A letter of another script looks like the right one.
    LookAlike,
    /// A zero-width or other invisible character.
    Invisible,
    /// A control that the register does not know.
    UnknownControl,
    /// A second level: `(C/S)`. The higher one counts.
    SecondLevel,
}

/// A mark, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The mark with its brackets.
    pub span: Span,
    print: Arc<PrintedMark>,
}

impl Mark {
    /// A mark at a place.
    pub fn new(span: Span, print: PrintedMark) -> Self {
        Self { span, print: Arc::new(print) }
    }

    /// The same mark at another place.
    #[must_use]
    pub fn at(&self, span: Span) -> Self {
        Self { span, print: Arc::clone(&self.print) }
    }
}

impl Deref for Mark {
    type Target = PrintedMark;

    fn deref(&self) -> &PrintedMark {
        &self.print
    }
}

/// What a mark says, wherever it stands: a text has few different ones, which stand on every paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedMark {
    /// What stands inside the brackets, as printed, blanks trimmed.
    pub text: String,
    /// The level, where the mark has one.
    pub level: Option<Level>,
    /// Canonical controls, in order: `SBU`, `NF`, `FOUO`, `REL LIBYA` ...
    pub controls: Vec<String>,
    /// What is wrong with it.
    pub flaws: Vec<Slip>,
    /// The mark that was probably meant, without brackets.
    pub suggestion: Option<String>,
    /// It says `ENTIRE TEXT`.
    pub entire_text: bool,
}

/// What a mark adds that covers the whole text: `(C - ENTIRE TEXT)`, `(C - ENTIRE MESSAGE)`.
const ENTIRE: &str = "ENTIRE ";

/// The longest stretch in brackets that is looked at, in bytes: a REL TO list of a dozen countries fits.
const LONGEST: usize = 80;

/// How far the bracket is looked for that closes what a single letter may have opened, in bytes: some dozen lines.
const OPEN_REACH: usize = 900;

/// Marks that a near miss is compared with: State's own (5 FAH-1 H-240).
const COMMON: [&str; 9] =
    ["SBU", "SBU/NF", "SBU/N", "SBU/NOFORN", "C/NF", "S/NF", "S//NF", "C//NF", "SBU//NF"];

/// Reads the bracket that opens at byte `at` of `text`, if it is certainly a portion mark.
pub fn read(text: &str, at: usize, register: &Register) -> Option<Mark> {
    let inner = bracket(text, at)?;
    let letters = plain_letters(inner);
    if letters.text.len() == 1 && letters.text.chars().all(char::is_lowercase) {
        return None; // (a), (c): an enumeration
    }
    Some(in_brackets(interpret(&letters, register)?, at, inner))
}

/// Reads the mark at byte `at`, right behind a paragraph number: near misses, lost brackets and small
/// letters count there.
pub fn read_after_number(text: &str, at: usize, register: &Register) -> Option<Mark> {
    let rest = text.get(at..)?;
    if !rest.starts_with('(') {
        return lost_opening(rest, at, register);
    }
    let Some(inner) = bracket(text, at) else { return lost_closing(rest, at, register) };
    let letters = plain_letters(inner);
    let Some(print) = interpret(&letters, register).or_else(|| near_miss(&letters.text)) else {
        return lost_closing(rest, at, register);
    };
    Some(in_brackets(print, at, inner))
}

/// The mark whose bracket opens at `at`.
fn in_brackets(print: PrintedMark, at: usize, inner: &str) -> Mark {
    let span = Span::new(at, at + inner.len() + 2);
    Mark::new(span, PrintedMark { text: inner.trim().to_owned(), ..print })
}

/// What stands between the bracket that opens at `at` and the next one that closes.
fn bracket(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.strip_prefix('(')?;
    let close = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b')' | b'(' | b'\n' | b'\r'))?;
    let inner = rest.get(..close)?;
    (rest.as_bytes().get(close) == Some(&b')')).then_some(inner)
}

/// The meaning of what stands in the brackets; `None` where it is no mark.
fn interpret(letters: &Letters<'_>, register: &Register) -> Option<PrintedMark> {
    let small = !letters.text.is_ascii() || letters.text.bytes().any(|byte| byte.is_ascii_lowercase());
    let capitals =
        if small { Cow::Owned(letters.text.to_uppercase()) } else { Cow::Borrowed(&*letters.text) };
    let statement = if capitals.len() < ENTIRE.len() { None } else { entire_text(&capitals) };
    let (body, entire_text) = match statement {
        Some(found) => (capitals.get(..found)?.trim_end_matches([' ', '-', ':', '/']), true),
        None => (&*capitals, false),
    };
    let mut mark = PrintedMark { entire_text, flaws: letters.flaws.clone(), ..PrintedMark::default() };
    let mut elements = body.split('/').map(str::trim).filter(|element| !element.is_empty());
    let first = elements.next()?;
    let foreign = if body.starts_with("//") { foreign_level(first, register) } else { None };
    match foreign {
        Some(level) => mark.level = Some(level),
        None => read_first(first, &mut mark, register)?,
    }
    for element in elements {
        read_further(element, body, &mut mark, register)?;
    }
    Some(mark)
}

/// Where a mark says that it covers the whole text.
fn entire_text(capitals: &str) -> Option<usize> {
    let at = capitals.find(ENTIRE)?;
    let noun = capitals.get(at + ENTIRE.len()..)?.trim_start();
    ["TEXT", "MESSAGE"].iter().any(|word| noun.starts_with(word)).then_some(at)
}

/// The first element: a level, a class word, or a control that can stand alone. `SBU-NF`, `C NF` and `C, NF`
/// are two elements with an odd separator.
fn read_first(element: &str, mark: &mut PrintedMark, register: &Register) -> Option<()> {
    if let Some(level) = register.own_level(element).or_else(|| register.class_word(element)) {
        mark.level = Some(level);
        if register.symbol(level) == "LOU" {
            mark.controls.push("LOU".to_owned());
        }
        return Some(());
    }
    if let Some(control) = register.control(element) {
        mark.level = Some(register.level(control.level.as_deref()?)?);
        mark.controls.push(control.mark.clone());
        return Some(());
    }
    let (first, rest) = element.split_once(['-', ' ', ','])?;
    let rest = rest.trim_start_matches(['-', ' ', ',']);
    if register.control(rest).is_none() && !rest.starts_with("REL TO ") {
        return None;
    }
    read_first(first, mark, register)?;
    read_further(rest, element, mark, register)
}

/// The level that a marking of another owner counts as: `//GBR S`, `//NS` (IC Markings System Register, Non-US
/// classification markings).
fn foreign_level(element: &str, register: &Register) -> Option<Level> {
    let marking = as_portion(&format!("//{element}"), register);
    let known = !marking.flaws.iter().any(|flaw| matches!(flaw.kind, FlawKind::UnknownControl));
    marking
        .level
        .filter(|_| known && marking.ownership != Ownership::Own)
        .map(|level| register.counts_as(level))
}

/// True for a marking of the intelligence community whose words are all known: some are what they are only beside
/// others (`CUI//SP-INTEL`), and some have a slash in them.
fn is_understood(words: &str, register: &Register) -> bool {
    let marking = as_portion(words, register);
    let is_unknown =
        |kind| matches!(kind, FlawKind::UnknownControl | FlawKind::UnknownLevel | FlawKind::ListUnexpected);
    marking.level.is_some() && !marking.flaws.iter().any(|flaw| is_unknown(flaw.kind))
}

/// True for a control that the register of the intelligence community knows, compartments and lists included:
/// `HCS-P`, `SAR-BP`, `RD-CNWDI`, `DISPLAY ONLY AFG, IRQ`.
fn is_community_control(element: &str, register: &Register) -> bool {
    let marking = as_portion(&format!("S//{element}"), register);
    let is_unknown = |kind| matches!(kind, FlawKind::UnknownControl | FlawKind::ListUnexpected);
    !marking.elements.is_empty() && !marking.flaws.iter().any(|flaw| is_unknown(flaw.kind))
}

fn as_portion(words: &str, register: &Register) -> Marking {
    parse(words, Span::new(0, words.len()), Form::Portion, Style::Ic, register)
}

/// A further element of the mark `whole`: a control, or another word that could be one.
fn read_further(element: &str, whole: &str, mark: &mut PrintedMark, register: &Register) -> Option<()> {
    if let Some(control) = register.control(element) {
        mark.controls.push(control.mark.clone());
    } else if let Some(word) = element.split([' ', '-']).next().filter(|word| is_prefix(word, register)) {
        let list = element.get(word.len()..).unwrap_or_default().trim_start();
        let list = list.strip_prefix("TO ").unwrap_or(list);
        mark.controls.push(format!("{word} {list}").trim_end().to_owned());
    } else if let Some(list) = element.strip_prefix("RELEASABLE TO ") {
        mark.controls.push(format!("REL {list}"));
    } else if let Some(level) = register.own_level(element).or_else(|| register.class_word(element)) {
        let above = |first: Level| register.compare(level, first).is_some_and(Ordering::is_gt);
        if mark.level != Some(level) {
            mark.flaws.push(Slip::SecondLevel);
        }
        if mark.level.is_none_or(above) {
            mark.level = Some(level);
        }
    } else if let Some(both) = joined(element, register) {
        mark.controls.extend(both);
    } else if is_community_control(element, register) || is_understood(whole, register) {
        mark.controls.push(element.to_owned());
    } else if is_plausible(element, whole) {
        mark.controls.push(element.to_owned());
        mark.flaws.push(Slip::UnknownControl);
    } else {
        return None;
    }
    Some(())
}

/// Two controls with a hyphen between them: `SBU-NF`.
fn joined(element: &str, register: &Register) -> Option<[String; 2]> {
    let (one, other) = element.split_once('-')?;
    Some([register.control(one)?.mark.clone(), register.control(other)?.mark.clone()])
}

/// A word that could be a control that nobody knows: `NOFARN`; in a mark with two slashes also `XYZ-2`, which behind one
/// is mostly an office or an address: `(S/ES-O)`, `(C/O FINANCE-2)`.
fn is_plausible(element: &str, whole: &str) -> bool {
    let doubled = whole.contains("//");
    let begins = element.starts_with(|letter: char| letter.is_ascii_uppercase());
    let plain = |letter: char| {
        letter.is_ascii_uppercase() || letter == ' ' || doubled && (letter.is_ascii_digit() || letter == '-')
    };
    begins && element.len() <= 16 && element.chars().all(plain)
}

fn is_prefix(word: &str, register: &Register) -> bool {
    register.control(word).is_some_and(|control| control.prefix)
}

/// A mark one slip away from a common one. Capitals only: `(Sub)` is a word.
fn near_miss(inner: &str) -> Option<PrintedMark> {
    let compact: String = inner.chars().filter(|letter| !letter.is_whitespace()).collect();
    let shaped = compact.len() >= 2 && compact.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'/');
    if !shaped {
        return None;
    }
    let suggestion = one_slip(&compact, COMMON).or_else(|| doubled_letter(&compact))?;
    let suggestion = Some(suggestion.to_owned());
    Some(PrintedMark { flaws: vec![Slip::NearMiss], suggestion, ..PrintedMark::default() })
}

/// `(UU)`, `(CC)`: the key was struck twice.
fn doubled_letter(compact: &str) -> Option<&'static str> {
    match compact {
        "UU" => Some("U"),
        "CC" => Some("C"),
        "SS" => Some("S"),
        _ => None,
    }
}

/// `SBU) text`: the opening bracket is lost.
fn lost_opening(rest: &str, at: usize, register: &Register) -> Option<Mark> {
    let length = rest.bytes().take(12).position(|byte| byte == b')')?;
    let inner = rest.get(..length)?;
    let capitals = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'/');
    lost(inner, capitals, Span::new(at, at + length + 1), register)
}

/// `(SBU text`: the closing bracket is lost.
fn lost_closing(rest: &str, at: usize, register: &Register) -> Option<Mark> {
    let after = rest.strip_prefix('(')?;
    let length = after.bytes().take(12).position(|byte| !(byte.is_ascii_uppercase() || byte == b'/'))?;
    let inner = after.get(..length)?;
    let behind = after.get(length..)?;
    let apart = behind.starts_with([' ', '.', ':']);
    let line = || after.bytes().take(LONGEST).take_while(|byte| !matches!(byte, b'\n' | b'\r'));
    let closes_soon = || line().any(|byte| byte == b')');
    // A single letter opens many other things, too: `(S is for ...)`. It is a mark where a sentence begins behind it.
    let certain = apart && if inner.len() >= 3 { !closes_soon() } else { begins_open_sentence(behind) };
    lost(inner, certain, Span::new(at, at + length + 1), register)
}

/// A capital letter stands behind a blank, and no bracket closes in the rest of the paragraph.
fn begins_open_sentence(behind: &str) -> bool {
    let rest = behind.trim_start_matches(' ');
    let mut letters = rest.chars();
    let capital =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    capital && !closes_in_paragraph(rest)
}

/// A bracket closes before a blank line.
fn closes_in_paragraph(text: &str) -> bool {
    let mut blank = false;
    for byte in text.bytes().take(OPEN_REACH) {
        match byte {
            b')' => return true,
            b'\n' if blank => return false,
            b'\n' => blank = true,
            b' ' | b'\r' => {}
            _ => blank = false,
        }
    }
    false
}

fn lost(inner: &str, certain: bool, span: Span, register: &Register) -> Option<Mark> {
    if !certain {
        return None;
    }
    let mut mark = interpret(&plain_letters(inner), register)?;
    if mark.flaws.contains(&Slip::UnknownControl) {
        return None;
    }
    mark.flaws.push(Slip::LostBracket);
    mark.suggestion = Some(inner.to_owned());
    inner.clone_into(&mut mark.text);
    Some(Mark::new(span, mark))
}
