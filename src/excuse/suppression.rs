//! Suppressions: findings for which somebody answers, entry by entry, in a file of their own.
//!
//! Cables have no comment syntax, so what is to be excused stands beside them, in
//! `cablelint-ignore.yaml`. An entry names a rule, where it is excused (files by glob, or a message by
//! its reference), and why. It refuses to excuse everything: there is no entry without a rule, a place
//! and a reason. An entry that is past its day excuses nothing any more.

mod entry;
mod marks;

use jiff::civil::Date;

use crate::excuse::Excuse;
use crate::span::Span;
use crate::text::Text;
use crate::yaml::{Defect, Defects, Node, Yaml, nearest};

use entry::Entry;
use marks::{Did, Marks};

/// Days before its last one from which on an entry is about to expire.
const NOTICE_DAYS: i32 = 14;

/// A suppression file.
#[derive(Debug)]
pub struct Suppressions {
    yaml: Yaml,
    text: Text,
    entries: Vec<Entry>,
    marks: Vec<Marks>,
}

/// Where a finding stands, as entries speak of it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The path below the folder of the suppression file.
    pub path: &'a str,
    /// The message reference of its document: `MOSCOW 820`.
    pub mrn: Option<&'a str>,
}

/// An entry, as rules see it.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// The rule's id in the suppression file; empty for an entry that is in order.
    pub span: Span,
    /// The rule that it speaks of.
    pub rule: String,
    /// Whether it does its work.
    pub state: State,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Days that it still holds; below 0 where it does not.
    pub days: Option<i64>,
    /// Who answers for it.
    pub owner: Option<String>,
}

/// Whether an entry does its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Live,
    /// It holds, but not for long.
    Expiring,
    /// It does not hold any more.
    Expired,
    /// What it speaks of was checked, and there was nothing to excuse.
    Unused,
    /// What it speaks of was checked, and an entry before it excused all that there was.
    Repeated,
}

impl State {
    /// The word in rules and lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Unused => "unused",
            Self::Repeated => "repeated",
        }
    }
}

impl Suppressions {
    /// Reads a suppression file. `name` is what defects call it. Beside every defect of the file, in order
    /// of place, stands what could be read, so that its rules can be checked in the same run.
    pub fn read(name: &str, source: &str) -> (Option<Self>, Vec<Defect>) {
        let mut defects = Defects::default();
        let yaml = Yaml::parse(name, source, &mut defects);
        let file = yaml.map(|yaml| {
            let entries = entry::read(&yaml.root(), &mut defects);
            let marks = vec![Marks::default(); entries.len()];
            Self { yaml, text: Text::decode(source.as_bytes().to_vec()), entries, marks }
        });
        (file, defects.into_sorted())
    }

    /// The name of the file, as it was given.
    pub fn name(&self) -> &str {
        self.yaml.name()
    }

    /// Its text.
    pub const fn text(&self) -> &Text {
        &self.text
    }

    /// A defect for each entry whose rule is not among `known`.
    pub fn unknown_rules(&self, known: &[&str]) -> Vec<Defect> {
        let mut defects = Defects::default();
        for node in self.items().iter().filter_map(|item| item.entry("rule")) {
            if let Some(rule) = node.as_text().filter(|rule| !known.contains(rule)) {
                defects.advise(&node, format!("unknown rule `{rule}`"), nearest(rule, known.iter().copied()));
            }
        }
        defects.into_sorted()
    }

    /// What excuses a finding of a rule on a day, if anything does.
    pub fn excuse(&mut self, rule: &str, fingerprint: &str, place: Place<'_>, today: Date) -> Option<Excuse> {
        let speaks = |entry: &Entry| {
            entry.rule == rule
                && entry.fingerprint.as_deref().is_none_or(|own| own == fingerprint)
                && !entry.is_past(today)
                && entry.is_about(place)
        };
        let mut speaking = self.entries.iter().zip(&mut self.marks).filter(|(entry, _)| speaks(entry));
        let (entry, marks) = speaking.next()?;
        marks.did = Did::Excuse;
        speaking.for_each(|(_, marks)| marks.did = marks.did.max(Did::Repeat));
        Some(entry.excuse())
    }

    /// Notes that a place was checked by some rules: an entry about it alone that excuses nothing is of no use.
    pub fn checked(&mut self, place: Place<'_>, ran: &dyn Fn(&str) -> bool) {
        let entries = self.entries.iter().zip(&mut self.marks);
        entries
            .filter(|(entry, _)| entry.is_about(place))
            .for_each(|(entry, marks)| marks.see(ran(&entry.rule)));
    }

    /// Notes, after the last file, what was checked whole: `covers` says whether that is so of a path below the
    /// file's folder with all below it, `ran` whether a rule did.
    pub fn close(&mut self, covers: &dyn Fn(&str) -> bool, ran: &dyn Fn(&str) -> bool) {
        let entries = self.entries.iter().zip(&mut self.marks);
        let whole = entries.filter(|(entry, _)| ran(&entry.rule) && covers(entry.base()));
        whole.for_each(|(_, marks)| marks.see_all());
    }

    /// Notes a finding in each place that it names, as the example of a rule does.
    pub fn excuse_each(&mut self, today: Date) {
        for entry in self.entries.clone() {
            let fingerprint = entry.fingerprint.as_deref().unwrap_or_default();
            self.excuse(&entry.rule, fingerprint, entry.example(), today);
        }
    }

    /// The entries on a day, after what a run learned of them.
    pub fn judged(&self, today: Date) -> Vec<Suppression> {
        let states = self.states(today);
        // Finding places costs a pass over the file: only what may be reported gets one.
        let has_places = states.iter().any(|state| *state != State::Live);
        let list = self.yaml.root().entry(entry::LIST).filter(|_| has_places);
        let spans = list.map(|list| list.spans_of("rule")).unwrap_or_default();
        let entries = self.entries.iter().zip(states).enumerate();
        let judged = entries.map(|(index, (entry, state))| Suppression {
            span: spans.get(index).copied().flatten().filter(|_| state != State::Live).unwrap_or_default(),
            rule: entry.rule.clone(),
            state,
            until: entry.until,
            days: entry.days(today),
            owner: entry.owner.clone(),
        });
        judged.collect()
    }

    fn states(&self, today: Date) -> Vec<State> {
        let state = |(entry, marks): (&Entry, &Marks)| {
            let useless = if marks.did == Did::Repeat { State::Repeated } else { State::Unused };
            match entry.days(today) {
                Some(days) if days < 0 => State::Expired,
                _ if marks.did != Did::Excuse && marks.tell(entry) => useless,
                Some(days) if days <= i64::from(NOTICE_DAYS) => State::Expiring,
                _ => State::Live,
            }
        };
        self.entries.iter().zip(&self.marks).map(state).collect()
    }

    /// What a list of suppressions says of each entry: rule, where, why, by whom, until when.
    pub fn rows(&self, today: Date) -> Vec<Row<'_>> {
        let rows = self.entries.iter().zip(self.states(today)).map(|(entry, state)| Row {
            rule: &entry.rule,
            place: entry.place(),
            reason: &entry.reason,
            owner: entry.owner.as_deref(),
            until: entry.until,
            state,
        });
        rows.collect()
    }

    fn items(&self) -> Vec<Node<'_>> {
        let list = self.yaml.root().entry(entry::LIST);
        list.map(|list| list.items(&mut Defects::default())).unwrap_or_default()
    }
}

/// One entry in a list of suppressions.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The rule.
    pub rule: &'a str,
    /// The files or the message, and the finding where only one is meant.
    pub place: String,
    /// Why.
    pub reason: &'a str,
    /// Who answers for it.
    pub owner: Option<&'a str>,
    /// Its last day.
    pub until: Option<Date>,
    /// Whether it holds.
    pub state: State,
}

#[cfg(test)]
mod tests;
