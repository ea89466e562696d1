//! The terms of a run: which rules it had, and with which options. Findings say what is wrong; whether that is all
//! there is depends on these. Whoever runs the checks knows them and hands them over.

use std::collections::BTreeMap;

/// What a run was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Of the run as a whole.
    pub run: Vec<Term>,
    /// Of its files: those with the same rules and options are one group.
    pub groups: Vec<FileTerms>,
}

/// One thing that a run was told, or was not, which can matter as much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is about.
    pub name: &'static str,
    /// What was said, perhaps with where. File names and patterns can stand in it: it is not safe to print.
    pub value: String,
}

/// The rules and options of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTerms {
    /// How many files these are.
    pub files: usize,
    /// The name of the first of them, which tells the group from others.
    pub first: Option<String>,
    /// How many rules ran.
    pub rules: usize,
    /// The loaded rules that did not run.
    pub not_run: BTreeMap<NotRun, Vec<String>>,
    /// The options.
    pub terms: Vec<Term>,
}

/// Why a rule that was loaded did not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotRun {
    /// The command line names others only.
    NotSelected,
    /// The command line leaves it out.
    Ignored,
    /// A configuration turns it off.
    TurnedOff,
    /// Its rule set turns it off.
    Off,
    /// It asks for a ceiling, and none was given.
    NoCeiling,
}

impl NotRun {
    /// The reason, in words that go with a number of rules.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotSelected => "not among those of --select",
            Self::Ignored => "left out by --ignore",
            Self::TurnedOff => "turned off by the configuration",
            Self::Off => "off in their rule set",
            Self::NoCeiling => "that need a ceiling",
        }
    }
}

impl Term {
    /// A term.
    pub fn new(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into() }
    }
}

impl FileTerms {
    /// How many rules were loaded.
    pub fn loaded(&self) -> usize {
        self.rules + self.not_run.values().map(Vec::len).sum::<usize>()
    }
}
