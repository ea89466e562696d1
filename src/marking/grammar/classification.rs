//! The classification block: a level, or a level with its owners.

use super::super::meaning::{FlawKind, Form, Item, Ownership, Style};
use super::{Reader, ends_word, word};
use crate::register::{Level, LevelEntry, one_slip};
use crate::span::Span;

/// A level as it stands.
#[derive(Clone, Copy)]
struct Found<'r> {
    level: Level,
    length: usize,
    /// It is written as this form of marking writes it.
    fits: bool,
    /// How this form of marking writes it.
    expected: &'r str,
}

impl<'s> Reader<'s> {
    /// Reads the level and, in a marking that is not one's own, its owners.
    pub(super) fn classification(&mut self) {
        let slashes = self.rest().bytes().take_while(|&byte| byte == b'/').count();
        let span = self.take(slashes);
        self.skip_blanks();
        let before = self.at;
        if !(self.joint() || self.concealed() || self.own() || self.foreign()) {
            self.at = before;
            self.no_level();
        }
        self.judge_slashes(slashes, span);
    }

    /// Slashes stand before a marking of another owner, and only there (IC Markings Register, A.6).
    fn judge_slashes(&mut self, slashes: usize, span: Span) {
        let wanted = if self.marking.ownership == Ownership::Own { 0 } else { 2 };
        // The first words of a marking that lost its level may still have the slashes behind it.
        let lost_level = self.marking.level_span.is_empty() && slashes > 0;
        if slashes == wanted || lost_level || (self.marking.level.is_none() && slashes == 0) {
            return;
        }
        let span = if span.is_empty() { self.marking.level_span } else { span };
        let expected = if wanted == 0 { "" } else { "//" };
        self.flaw(FlawKind::LeadingSlashes, span).expected = Some(expected.to_owned());
    }

    /// `JOINT SECRET CAN GBR USA`, `JOINT S`.
    fn joint(&mut self) -> bool {
        let Some(length) = self.keyword("JOINT") else { return false };
        let from = self.at;
        self.at += length;
        self.skip_blanks();
        if !self.level_here() {
            self.at = from;
            return false;
        }
        self.marking.ownership = Ownership::Joint;
        self.owners_behind();
        true
    }

    /// `FGI S`: a foreign owner who is not named. In a marking that begins with its level FGI stands
    /// behind, so this is tried at the start only.
    fn concealed(&mut self) -> bool {
        let Some(length) = self.keyword("FGI") else { return false };
        let from = self.at;
        self.at += length;
        self.skip_blanks();
        if self.level_here() {
            self.marking.ownership = Ownership::Concealed;
            return true;
        }
        self.at = from;
        false
    }

    /// `DEU S`, `CAN DEU SECRET`.
    fn foreign(&mut self) -> bool {
        let from = self.at;
        let mut owners = Vec::new();
        while let Some(item) = self.country_here() {
            self.at += item.code.len();
            owners.push(item);
            let blanks = self.rest().len() - self.rest().trim_start_matches(' ').len();
            if blanks == 0 {
                break;
            }
            self.at += blanks;
            if self.level_here() {
                self.foreign_owners(owners);
                return true;
            }
        }
        self.at = from;
        false
    }

    fn foreign_owners(&mut self, owners: Vec<Item>) {
        let own = self.register.own_country();
        for owner in owners.iter().filter(|owner| Some(owner.code.as_str()) == own) {
            self.flaw(FlawKind::NotAllowedInList, owner.span);
        }
        if let [owner] = owners.as_slice()
            && let Some(level) = self.level_of_its_own(owner)
        {
            let entry = self.register.entry(level);
            let expected = entry.map(|entry| self.written_level(entry).to_owned());
            let span = Span::new(owner.span.start, self.marking.level_span.end);
            self.flaw(FlawKind::UnknownLevel, span).expected = expected;
            (self.marking.level, self.marking.ownership) = (Some(level), Ownership::Organisation);
            return;
        }
        self.marking.ownership = Ownership::Foreign;
        self.marking.owners = owners;
    }

    /// An organisation that has levels of its own writes these and not its name before ours:
    /// `COSMIC TOP SECRET`, never `NATO TOP SECRET` (IC Markings Register 2016, H.2).
    fn level_of_its_own(&self, owner: &Item) -> Option<Level> {
        let ours = self.register.entry(self.marking.level?)?;
        let like = |entry: &&LevelEntry| {
            entry.owner.as_deref() == Some(&owner.code) && entry.name.ends_with(&ours.name)
        };
        self.register.level(&self.register.levels.iter().find(like)?.symbol)
    }

    /// How this form of marking writes a level.
    fn written_level<'e>(&self, entry: &'e LevelEntry) -> &'e str {
        match self.marking.form {
            Form::Banner => &entry.name,
            Form::Portion => &entry.symbol,
        }
    }

    /// A level of one's own, or of an organisation that has levels of its own. A control that means a
    /// level and is no shorter wins: `OFFICIAL-SENSITIVE` is no `OFFICIAL` with something behind it, and
    /// `SENSITIVE BUT UNCLASSIFIED` is the control.
    fn own(&mut self) -> bool {
        let length = self.find_level().map_or(0, |found| found.length);
        if self.find_control().is_some_and(|control| control.length >= length) || !self.level_here() {
            return false;
        }
        let Some(entry) = self.marking.level.and_then(|level| self.register.entry(level)) else {
            return true;
        };
        let span = self.marking.level_span;
        if entry.owner.is_some() {
            self.marking.ownership = Ownership::Organisation;
        } else if entry.until.is_some() {
            let kind = if entry.foreign { FlawKind::ForeignLevel } else { FlawKind::Retired };
            self.flaw(kind, span);
        }
        true
    }

    fn keyword(&self, keyword: &str) -> Option<usize> {
        self.rest().strip_prefix(keyword).filter(|rest| rest.starts_with(' ')).map(|_| keyword.len())
    }

    fn country_here(&self) -> Option<Item> {
        let code = word(self.rest());
        let tables = &self.register.tables;
        let known = code.len() >= 3 && (tables.country(code).is_some() || tables.group(code).is_some());
        known.then(|| Item { code: code.to_owned(), span: self.source.span(self.at, self.at + code.len()) })
    }

    /// Codes of owners behind the level of a joint marking, one blank between.
    fn owners_behind(&mut self) {
        loop {
            let from = self.at;
            let blank = self.take(self.rest().len() - self.rest().trim_start_matches([' ', ',']).len());
            let code = word(self.rest());
            if from == self.at || code.len() < 2 {
                self.at = from;
                return;
            }
            if self.source.printed(blank) != " " {
                self.flaw(FlawKind::Separator, blank).expected = Some(" ".to_owned());
            }
            let item = Item { code: code.to_owned(), span: self.source.span(self.at, self.at + code.len()) };
            self.judge_country(&item, None);
            self.at += code.len();
            self.marking.owners.push(item);
        }
    }

    /// Takes the level that stands here, if one does.
    fn level_here(&mut self) -> bool {
        let Some(found) = self.find_level() else { return false };
        let expected = found.expected.to_owned();
        let span = self.take(found.length);
        self.marking.level = Some(found.level);
        self.marking.level_span = span;
        // Partnership for Peace has a small letter in its symbols: `NPfPS`.
        if self.source.printed(span) != expected {
            self.judge_case(span, None);
        }
        if !found.fits && self.marking.style == Style::Ic {
            self.flaw(FlawKind::LevelForm, span).expected = Some(expected);
        }
        true
    }

    fn find_level(&self) -> Option<Found<'s>> {
        let (rest, register) = (self.rest(), self.register);
        let form = register
            .level_forms
            .candidates(rest)
            .find(|form| rest.get(form.text.len()..).is_some_and(ends_word))?;
        let entry = register.entry(form.of)?;
        let expected = self.written_level(entry);
        Some(Found {
            level: form.of,
            length: form.text.len(),
            fits: form.text.eq_ignore_ascii_case(expected),
            expected,
        })
    }

    /// No level stands at the start: a control does, or a word that is none.
    fn no_level(&mut self) {
        let rest = self.rest();
        if let Some((level, stands_alone)) = self.control_that_stands_alone() {
            self.marking.level = Some(level);
            if stands_alone {
                return;
            }
        } else if self.find_control().is_none() {
            self.unknown_level(rest);
            return;
        }
        let span = self.source.span(self.at, self.at + self.first_words());
        self.flaw(FlawKind::LevelMissing, span);
    }

    /// The level that the control here means where it stands alone, and whether it may do so in this
    /// style: `CUI` may anywhere, `SBU` at the Department of State.
    fn control_that_stands_alone(&self) -> Option<(Level, bool)> {
        let found = self.find_control()?;
        let entry = self.register.control_entry(found.control)?;
        let symbol = entry.level.as_deref()?;
        let stands_alone = entry.stands_alone.unwrap_or(self.marking.style == Style::State);
        Some((self.register.level(symbol)?, stands_alone))
    }

    /// The length of the control here, for what to underline.
    fn first_words(&self) -> usize {
        self.find_control().map_or_else(|| word(self.rest()).len(), |found| found.length)
    }

    /// A word that is neither level nor control: probably a level misspelt.
    fn unknown_level(&mut self, rest: &str) {
        let end = rest.find(['/', ',']).unwrap_or(rest.len());
        let words = rest.get(..end).unwrap_or_default().trim_end();
        let words = if words.is_empty() { rest } else { words };
        let forms = self.register.levels.iter().filter(|entry| entry.owner.is_none());
        let known = forms.map(|entry| self.written_level(entry));
        let near = (words.len() > 2).then(|| one_slip(words, known).or_else(|| self.spelt_out(words)));
        let near = near.flatten().map(str::to_owned);
        let kind = if words.is_empty() { FlawKind::LevelMissing } else { FlawKind::UnknownLevel };
        let span = self.take(words.len());
        self.marking.level_span = span;
        self.flaw(kind, span).expected = near;
    }

    /// The symbol of the level whose name is one slip away: `(SERCET//NF)` is S.
    fn spelt_out(&self, words: &str) -> Option<&'s str> {
        let levels = &self.register.levels;
        let name = one_slip(words, levels.iter().map(|entry| entry.name.as_str()))?;
        let entry = levels.iter().find(|entry| entry.name == name)?;
        (self.marking.form == Form::Portion).then_some(entry.symbol.as_str())
    }
}
