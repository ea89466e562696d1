//! The register: the dated vocabulary of levels, controls, captions, orders and stations.
//!
//! It is data (`rules/register/`); this module holds its compiled form and the questions that the
//! grammar, the anatomy and the rules ask of it.

mod nearby;
mod tables;

mod load;

use std::cmp::Ordering;

use jiff::civil::Date;

pub use nearby::{distance_one, one_slip};
pub use tables::{Indicator, Tables, posts_of_address};

/// A classification level: an index into the register. Levels are a partial order; ask
/// [`Register::compare`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Level(pub(crate) u8);

/// A level, as the register's files state it.
#[derive(Clone, Debug, Default)]
pub struct LevelEntry {
    /// `U`, `C`, `S`, `TS`, `LOU`: the portion form, and the name in rules and JSON.
    pub symbol: String,
    /// The full name.
    pub name: String,
    /// Class words of banner lines and running heads, in capitals.
    pub words: Vec<String>,
    /// Security characters of format line 4.
    pub letters: Vec<char>,
    /// Symbols of the levels directly below.
    pub above: Vec<String>,
    /// First day of use.
    pub from: Option<Date>,
    /// First day after its use.
    pub until: Option<Date>,
}

/// An executive order that governed classification.
#[derive(Clone, Debug)]
pub struct OrderEntry {
    /// `12958`.
    pub number: String,
    /// First day in force.
    pub from: Date,
    /// First day no longer in force.
    pub until: Option<Date>,
}

/// What sort of caption it is (5 FAH-2 H-440).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaptionSort {
    /// How to treat the text: SENSITIVE.
    Handling,
    /// Who may have it: NODIS, EXDIS, SIPDIS, NOFORN.
    Distribution,
    /// One route, one group of readers: ROGER CHANNEL.
    Channel,
    /// Anything else.
    #[default]
    Other,
}

impl CaptionSort {
    /// The word in rules and register files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Handling => "handling",
            Self::Distribution => "distribution",
            Self::Channel => "channel",
            Self::Other => "other",
        }
    }
}

/// A caption.
#[derive(Clone, Debug, Default)]
pub struct CaptionEntry {
    /// The word that rules see.
    pub word: String,
    /// Its sort.
    pub sort: CaptionSort,
    /// Further printed forms.
    pub spellings: Vec<String>,
}

/// What may stand in a portion mark beside or in place of a level.
#[derive(Clone, Debug, Default)]
pub struct ControlEntry {
    /// The canonical form that rules see.
    pub mark: String,
    /// Further printed forms.
    pub spellings: Vec<String>,
    /// The level it means where it stands alone.
    pub level: Option<String>,
    /// More words follow it: `REL LIBYA`.
    pub prefix: bool,
}

/// The compiled register.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// Levels, in file order.
    pub levels: Vec<LevelEntry>,
    /// For each level, the set of all levels below it, one bit each.
    pub(crate) below: Vec<u64>,
    /// Orders, oldest first.
    pub orders: Vec<OrderEntry>,
    /// Captions.
    pub captions: Vec<CaptionEntry>,
    /// Controls.
    pub controls: Vec<ControlEntry>,
    /// Stations, routing indicators and TAGS.
    pub tables: Tables,
}

impl Register {
    /// The level of this symbol.
    pub fn level(&self, symbol: &str) -> Option<Level> {
        let index = self.levels.iter().position(|entry| entry.symbol == symbol)?;
        u8::try_from(index).ok().map(Level)
    }

    /// The symbol of a level.
    pub fn symbol(&self, level: Level) -> &str {
        self.entry(level).map_or("", |entry| entry.symbol.as_str())
    }

    /// The level as the register's files state it.
    pub fn entry(&self, level: Level) -> Option<&LevelEntry> {
        self.levels.get(usize::from(level.0))
    }

    /// How two levels stand to each other; `None` where neither is above the other.
    pub fn compare(&self, left: Level, right: Level) -> Option<Ordering> {
        let is_below = |level: Level, of: Level| {
            self.below.get(usize::from(of.0)).is_some_and(|set| set & (1 << level.0) != 0)
        };
        if left == right {
            Some(Ordering::Equal)
        } else if is_below(left, right) {
            Some(Ordering::Less)
        } else if is_below(right, left) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// The highest of some levels: one that no other is above.
    pub fn highest(&self, levels: impl IntoIterator<Item = Level>) -> Option<Level> {
        levels.into_iter().reduce(|highest, level| {
            if self.compare(level, highest) == Some(Ordering::Greater) { level } else { highest }
        })
    }

    /// The level that a class word (`UNCLAS`, `SECRET`; capitals, no letter spacing) means.
    pub fn class_word(&self, word: &str) -> Option<Level> {
        let index = self.levels.iter().position(|entry| entry.words.iter().any(|known| known == word))?;
        u8::try_from(index).ok().map(Level)
    }

    /// The level of a security character of format line 4.
    pub fn security_letter(&self, letter: char) -> Option<Level> {
        let index = self.levels.iter().position(|entry| entry.letters.contains(&letter))?;
        u8::try_from(index).ok().map(Level)
    }

    /// The control printed in this form, capitals.
    pub fn control(&self, printed: &str) -> Option<&ControlEntry> {
        self.controls
            .iter()
            .find(|entry| entry.mark == printed || entry.spellings.iter().any(|form| form == printed))
    }

    /// The caption that says how to treat a text or who may have it, by its own word: SENSITIVE, SIPDIS.
    pub fn restrictive_caption(&self, word: &str) -> Option<&CaptionEntry> {
        let restricts = |entry: &&CaptionEntry| {
            matches!(entry.sort, CaptionSort::Distribution | CaptionSort::Handling) && entry.word == word
        };
        self.captions.iter().find(restricts)
    }

    /// The order of this number.
    pub fn order(&self, number: &str) -> Option<&OrderEntry> {
        self.orders.iter().find(|entry| entry.number == number)
    }
}
