//! The envelope: format lines 1 to 9 (ACP 127; 5 FAH-2 H-320).
//!
//! Lines are recognised by their shape alone; what is garbled is read as far as it goes. A copy
//! without these lines is another kind of copy, not a faulty one.

mod address;
mod group;
mod transmission;

use super::{Number, Word, banner};
use crate::register::{Level, Register};
use crate::span::Span;
use crate::text::Text;
use jiff::civil::{Date, DateTime};

/// Format lines 1 to 9 and 15 (ACP 127).
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// Format line 2.
    pub routing: Option<Routing>,
    /// Format line 3.
    pub station: Option<Station>,
    /// Format line 4.
    pub security_warning: Option<SecurityWarning>,
    /// Format line 5.
    pub date_time_group: Option<DateTimeGroup>,
    /// Format line 6.
    pub originator: Option<Originator>,
    /// Format lines 7 to 9.
    pub addressees: Vec<Addressee>,
    /// Format line 15.
    pub validation: Option<Number>,
}

/// Format line 2: precedence and the routing indicators this copy was sent to.
#[derive(Clone, Debug, Default)]
pub struct Routing {
    /// The line.
    pub span: Span,
    /// `OO`.
    pub precedence: Word,
    /// Indicators called.
    pub indicators: Vec<Word>,
}

/// Format line 3: `DE RUEHMO #0820/01 0851645`.
#[derive(Clone, Debug, Default)]
pub struct Station {
    /// The line.
    pub span: Span,
    /// `RUEHMO`.
    pub indicator: Word,
    /// `0820`.
    pub serial: Option<Number>,
    /// `01`.
    pub section: Option<Number>,
    /// Julian day, 1 to 366 where it is possible.
    pub day: Option<Number>,
    /// Time filed, hours and minutes as one number (1645).
    pub time: Option<Number>,
    /// Posts that the routing-indicator table gives for the indicator.
    pub posts: Vec<String>,
}

/// Format line 4: `ZNR UUUUU ZZH`.
#[derive(Clone, Debug, Default)]
pub struct SecurityWarning {
    /// The line.
    pub span: Span,
    /// `ZNR` or `ZNY`.
    pub signal: Word,
    /// `UUUUU`.
    pub group: Word,
    /// What the first letter means.
    pub level: Option<Level>,
    /// The group is `EEEEE`: unclassified, encrypt for transmission only.
    pub encrypted: bool,
    /// Letters 1 to 3 agree; 4 and 5 agree with them or are release letters in order.
    pub well_formed: bool,
    /// Transmission release letters.
    pub release: Vec<char>,
    /// Group after the oblique.
    pub handling: Option<Word>,
    /// The text is an operators' service message (`SVC`).
    pub service: bool,
}

/// Format line 5: `O 251645Z MAR 08`.
#[derive(Clone, Debug, Default)]
pub struct DateTimeGroup {
    /// The group, without the prosigns.
    pub span: Span,
    /// `O`, `P`, as printed.
    pub prosigns: Vec<Word>,
    /// What it says, where that is possible.
    pub moment: Option<DateTime>,
    /// Why it is impossible.
    pub problem: Option<&'static str>,
    /// 0000 or 2400, which are not used.
    pub midnight: bool,
}

/// Format line 6: `FM AMEMBASSY MOSCOW`.
#[derive(Clone, Debug, Default)]
pub struct Originator {
    /// The address as printed, without `FM`.
    pub span: Span,
    /// Routing indicator, if one is printed.
    pub indicator: Option<Word>,
    /// Plain-language address designator.
    pub plad: Word,
    /// The post as it stands in a message reference, letters only.
    pub post: Option<String>,
    /// Every name under which a message reference may carry it, letters only.
    pub posts: Vec<String>,
    /// One of these is a known station.
    pub known: bool,
}

/// What an addressee is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// `TO`.
    #[default]
    Action,
    /// `INFO`.
    Info,
    /// `XMT`.
    Exempt,
}

/// One line of format lines 7 to 9.
#[derive(Clone, Debug, Default)]
pub struct Addressee {
    /// The address without the prosign.
    pub span: Span,
    /// TO, INFO or XMT.
    pub role: Role,
    /// Routing indicator.
    pub indicator: Option<Word>,
    /// Plain-language address designator.
    pub plad: Word,
    /// FLASH, NIACT IMMEDIATE, IMMEDIATE, PRIORITY, ROUTINE.
    pub precedence: Option<Word>,
    /// Message continuity number, as printed.
    pub number: Option<Word>,
    /// One address for a group of posts.
    pub collective: bool,
    /// The routing indicator belongs to another nation.
    pub foreign: bool,
    /// The table gives no classified route.
    pub unclassified_only: bool,
    /// Whether the table's post and the printed one agree; `None` where the table does not know.
    pub matches_table: Option<bool>,
    /// The same address stands above in the same list.
    pub repeated: bool,
    /// A collective stands above it.
    pub after_collective: bool,
}

impl Station {
    /// Whether day, hour and minute of filing exist in the year of `date`; `None` where no day or
    /// time is printed. Without a date day 366 is taken to exist.
    pub fn possible(&self, date: Option<Date>) -> Option<bool> {
        let (day, time) = (self.day?.value, self.time?.value);
        let days = date.map_or(366, |date| i64::from(date.days_in_year()));
        Some((1..=days).contains(&day) && time / 100 <= 23 && time % 100 <= 59)
    }
}

impl DateTimeGroup {
    /// The prosigns go strictly from the highest precedence down.
    pub fn descending(&self) -> bool {
        let ranks = self.prosigns.iter().map(|word| precedence_rank(&word.text));
        ranks.is_sorted_by(|left, right| left > right)
    }
}

/// Rank of a precedence prosign or word; 0 for what is none (ACP 121).
pub fn precedence_rank(word: &str) -> u8 {
    match word {
        "Y" | "YY" => 5,
        "Z" | "FLASH" => 4,
        "O" | "IMMEDIATE" | "NIACT IMMEDIATE" => 3,
        "P" | "PRIORITY" => 2,
        "R" | "ROUTINE" => 1,
        _ => 0,
    }
}

pub(super) use group::read as read_group;

/// The longest address list that is read, in lines: real ones have a few hundred addressees.
const LONGEST_LIST: usize = 2_000;

/// How many lines a page break takes: blanks, a class word, `PAGE nn`.
const PAGE_BREAK: usize = 6;

/// A line of the envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EnvelopeLine {
    /// Format line 1: `VZCZCXRO4173`.
    Identifier,
    /// Format line 2.
    Routing,
    /// Format line 3.
    Station,
    /// Format line 4.
    SecurityWarning,
    /// Format line 5.
    DateTimeGroup,
    /// Format line 6.
    Originator,
    /// Format lines 7 to 9: the first address of a list.
    Address(Role),
}

/// True for the first letter of a line that may be one of the envelope.
pub(super) const fn can_open(first: u8) -> bool {
    matches!(first, b'D' | b'F' | b'I' | b'O' | b'P' | b'R' | b'T' | b'V' | b'X' | b'Y' | b'Z')
}

/// What a line in capitals is, if it is a line of the envelope.
pub(super) fn recognise(line: &str) -> Option<EnvelopeLine> {
    let mut words = line.split_ascii_whitespace();
    let first = words.next()?;
    let second = words.next().unwrap_or_default();
    match first {
        "DE" => (is_indicator(second) && line.contains('#')).then_some(EnvelopeLine::Station),
        "ZNR" | "ZNY" => (second.len() >= 3).then_some(EnvelopeLine::SecurityWarning),
        "FM" => is_address(second).then_some(EnvelopeLine::Originator),
        "TO" => is_address(second).then_some(EnvelopeLine::Address(Role::Action)),
        "INFO" => is_address(second).then_some(EnvelopeLine::Address(Role::Info)),
        "XMT" => Some(EnvelopeLine::Address(Role::Exempt)),
        _ if first.starts_with("XMT/") => Some(EnvelopeLine::Address(Role::Exempt)),
        _ if first.starts_with("VZCZC") => Some(EnvelopeLine::Identifier),
        _ if is_digraph(first) && is_indicator(second) && words.all(is_indicator) => {
            Some(EnvelopeLine::Routing)
        }
        _ => group::is_group_line(line).then_some(EnvelopeLine::DateTimeGroup),
    }
}

/// `OO`, also `PR` in garbled copies.
fn is_digraph(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|byte| matches!(byte, b'Z' | b'O' | b'P' | b'R' | b'Y'))
}

/// A routing indicator: R and four to seven more letters (ACP 117).
fn is_indicator(word: &str) -> bool {
    (4..=8).contains(&word.len())
        && word.starts_with('R')
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The first word of an address: an indicator with its oblique, or a word of two capitals and more.
fn is_address(word: &str) -> bool {
    word.len() >= 2
        && word.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase())
        && !word.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Gathers the envelope from its lines, in order.
pub(super) struct EnvelopeReader<'a> {
    text: &'a Text,
    register: &'a Register,
    envelope: Envelope,
    /// The line of the banner, or the end of the stretch: no address stands there or below.
    limit: usize,
    /// The last line taken, from 0.
    pub(super) last_line: Option<usize>,
}

impl<'a> EnvelopeReader<'a> {
    /// A reader that has read nothing.
    pub(super) fn new(text: &'a Text, limit: usize, register: &'a Register) -> Self {
        Self { text, register, envelope: Envelope::default(), limit, last_line: None }
    }

    /// Takes a line that was recognised.
    pub(super) fn take(&mut self, index: usize, line: EnvelopeLine) {
        let Some(&span) = self.text.lines().get(index) else { return };
        let content = self.text.slice(span);
        let envelope = &mut self.envelope;
        self.last_line = Some(index);
        match line {
            EnvelopeLine::Identifier => {}
            EnvelopeLine::Routing => envelope.routing = transmission::routing(content, span.start),
            EnvelopeLine::Station => {
                envelope.station = transmission::station(content, span.start, self.register);
            }
            EnvelopeLine::SecurityWarning => {
                envelope.security_warning =
                    transmission::security_warning(content, span.start, self.register);
            }
            EnvelopeLine::DateTimeGroup => envelope.date_time_group = group::read(content, span.start),
            EnvelopeLine::Originator => {
                envelope.originator = address::originator(content, span.start, self.register);
            }
            EnvelopeLine::Address(role) => {
                self.add_address(content, span.start, role);
                self.continue_list(index + 1, role);
            }
        }
    }

    /// Takes the lines after `TO`, `INFO` or `XMT` that have no prosign of their own: one address a
    /// line, page lines between them passed over, until a blank line or another kind of line.
    fn continue_list(&mut self, from: usize, role: Role) {
        for index in from..self.limit.min(from + LONGEST_LIST) {
            let Some(&span) = self.text.lines().get(index) else { return };
            let content = self.text.slice(span);
            if self.is_page_break(index) {
                continue; // seen: Department copies, PAGE 02 between TO and its first addressee
            }
            if !address::continues(content) || recognise(content.trim()).is_some() {
                return;
            }
            self.last_line = Some(index);
            self.add_address(content, span.start, role);
        }
    }

    /// A `PAGE nn` line, or blank lines and a class word above one.
    fn is_page_break(&self, index: usize) -> bool {
        for line in (index..self.limit.min(index + PAGE_BREAK)).map(|index| self.text.line(index).trim()) {
            if line.starts_with("PAGE ") {
                return true;
            }
            let class =
                banner::class_word(line, 0, self.register).is_some_and(|(_, length)| length == line.len());
            if !line.is_empty() && !class {
                return false;
            }
        }
        false
    }

    fn add_address(&mut self, content: &str, start: usize, role: Role) {
        let above = &self.envelope.addressees;
        if let Some(addressee) = address::addressee(content, start, role, above, self.register) {
            self.envelope.addressees.push(addressee);
        }
    }

    /// What was read.
    pub(super) fn finish(self) -> Envelope {
        self.envelope
    }
}

impl Envelope {
    /// Format lines 2 to 4 stand.
    pub(super) fn has_transmission(&self) -> bool {
        self.routing.is_some() || self.station.is_some() || self.security_warning.is_some()
    }

    /// How many of format lines 2 to 6 stand: one alone can be a line that looks like it.
    pub(super) fn format_lines(&self) -> usize {
        let stand = [
            self.routing.is_some(),
            self.station.is_some(),
            self.security_warning.is_some(),
            self.date_time_group.is_some(),
            self.originator.is_some(),
        ];
        stand.into_iter().filter(|stands| *stands).count()
    }

    /// Format lines 5 to 9 stand.
    pub(super) fn has_address(&self) -> bool {
        self.date_time_group.is_some() || self.originator.is_some() || !self.addressees.is_empty()
    }
}
