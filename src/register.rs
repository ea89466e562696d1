//! The register: the dated vocabulary of levels, controls, captions, orders and stations.
//!
//! It is data (`rules/register/`); this module holds its compiled form and the questions that the
//! grammar, the anatomy and the rules ask of it.

mod captions;
mod class_words;
mod countries;
mod forms;
mod load;
mod nearby;
mod tables;

use std::cmp::Ordering;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::yaml::Pattern;

pub use captions::CaptionForms;
pub use class_words::ClassWords;
pub use countries::{Country, Group};
pub use forms::{FormKind, Forms, PrintedForm};
pub use nearby::{distance_one, one_slip};
pub use tables::{Indicator, Tables, posts_of_address};

/// A classification level: an index into the register. Levels are a partial order; ask
/// [`Register::compare`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// The organisation that alone uses it: `NATO`.
    pub owner: Option<String>,
    /// Other governments still use it: RESTRICTED.
    pub foreign: bool,
    /// The level that it counts as where levels of several owners are compared.
    pub counts_as: Option<String>,
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

/// A control of the register: its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ControlId(pub(crate) u16);

/// A category of controls. Categories stand in a marking in the order of the register.
#[derive(Clone, Debug, Default)]
pub struct CategoryEntry {
    /// `sci`, `dissem` ...
    pub name: String,
    /// What stands between two of its controls.
    pub between: String,
    /// In which order they stand.
    pub order: ControlOrder,
    /// Its controls have compartments behind a hyphen, and sub-compartments behind blanks.
    pub compartments: bool,
    /// The category that must stand before it, if there is one: categories of CUI stand behind `CUI`.
    pub after: Option<u8>,
    /// Behind the word of this category, standing alone, they go from A to Z by their banner forms: the
    /// limited dissemination controls of CUI.
    pub alphabetical_behind: Option<u8>,
    /// Another separator that was right until a day: the comma until July 2005.
    pub earlier_between: Option<(String, Date)>,
}

/// In which order the controls of a category stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ControlOrder {
    /// As the register lists them.
    #[default]
    Register,
    /// Numbers first, then A to Z.
    Alphabetical,
}

/// What a control, or a part of one, asks of the marking it stands in. Names are canonical ones.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Symbols of the levels it may stand with; empty for any.
    pub levels: Vec<String>,
    /// Controls that must stand beside it; of each inner list one is enough.
    pub needs: Vec<Vec<String>>,
    /// Controls that normally do.
    pub usual: Vec<Vec<String>>,
    /// Controls that may not.
    pub excludes: Vec<String>,
}

/// Parts of a name that the register does not list one by one, with terms of their own.
#[derive(Clone, Debug)]
pub struct Open {
    /// What a whole part looks like.
    pub pattern: Pattern,
    /// What such a part asks.
    pub terms: Terms,
}

/// What follows the name of a control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    #[default]
    Nothing,
    /// Codes of countries and groups, behind the name: `REL TO USA, GBR`.
    Countries,
    /// Codes of countries before the name: `USA/GBR EYES ONLY`.
    CountriesBefore,
    /// Numbers: `RD-SIGMA 14 18`.
    Numbers,
    /// Names of programs: `SAR-BP/CD`.
    Programs,
    /// Any words: `ACCM-NICKNAME`.
    Words,
}

/// Where the list of a control must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListNeeded {
    /// Wherever the control does: `DISPLAY ONLY`.
    #[default]
    Always,
    /// In banner lines; a portion may say `REL` alone.
    InBanner,
    /// Nowhere: `FGI` alone conceals its source.
    Never,
}

/// When a control of a portion shows in the banner line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RollsUp {
    /// Always.
    #[default]
    Always,
    /// In unclassified documents only.
    Unclassified,
    /// Never.
    Never,
}

/// A control: what may stand in a marking beside or in place of a level.
#[derive(Clone, Debug, Default)]
pub struct ControlEntry {
    /// The canonical form that rules see; in a category, its portion form.
    pub mark: String,
    /// Further printed forms. For a control without a category all of them are State's.
    pub spellings: Vec<String>,
    /// The level it means where it stands alone.
    pub level: Option<String>,
    /// Whether it may stand alone in a marking: `CUI` in any, `FOUO` in none. Where nothing is said, it
    /// may in State's marks: `SBU`.
    pub stands_alone: Option<bool>,
    /// More words follow it in State's marks: `REL LIBYA`.
    pub prefix: bool,
    /// Its category; a control without one is written by State only.
    pub category: Option<u8>,
    /// The banner form, where it is not the portion form.
    pub banner: Option<String>,
    /// The full title that may stand in a banner line.
    pub title: Option<String>,
    /// What it asks.
    pub terms: Terms,
    /// It needs a compartment (warning).
    pub needs_part: bool,
    /// Compartments that are not listed one by one: `SI-XXX`.
    pub compartment: Option<Open>,
    /// Sub-compartments: `SI-G ABCD`.
    pub sub: Option<Open>,
    /// What follows the name.
    pub takes: Takes,
    /// Where its list must stand.
    pub list_needed: ListNeeded,
    /// What stands between the words of its list.
    pub list_separator: String,
    /// The code that must stand first in its list.
    pub first: Option<String>,
    /// The only codes or numbers that its list may have; empty for any known one.
    pub allowed: Vec<String>,
    /// When it shows in the banner line.
    pub rolls_up: RollsUp,
    /// What it puts into the banner line of a classified document in its place: SBU-NF puts NF.
    pub classified_as: Option<Vec<String>>,
    /// What it puts there beside a mark of foreign disclosure or release: SBU-NF puts NF and SBU.
    pub released_as: Option<Vec<String>>,
    /// Controls that do not show in the banner line where it does: NODIS drops EXDIS.
    pub supersedes: Vec<String>,
    /// It is a mark of foreign disclosure or release (FD&R).
    pub release: bool,
    /// First day of use.
    pub from: Option<Date>,
    /// First day after its use.
    pub until: Option<Date>,
    /// What takes its place.
    pub replaced_by: Option<String>,
    /// Where it comes from, for messages.
    pub basis: Vec<String>,
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
    /// Their printed forms, by first letter.
    pub caption_forms: CaptionForms,
    /// Class words of the levels without an owner, by first letter.
    pub class_words: ClassWords,
    /// Categories of controls, in the order of a marking.
    pub categories: Vec<CategoryEntry>,
    /// Controls, in register order.
    pub controls: Vec<ControlEntry>,
    /// What stands between two categories of a marking: `//`.
    pub between_categories: String,
    /// Stations, routing indicators, TAGS and countries.
    pub tables: Tables,
    /// Printed forms of the controls that have a category.
    pub forms: Forms<ControlId>,
    /// Printed forms of levels.
    pub level_forms: Forms<Level>,
    /// Controls by name.
    names: forms::Names,
}

impl Register {
    /// The level of this symbol.
    pub fn level(&self, symbol: &str) -> Option<Level> {
        let index = self.levels.iter().position(|entry| entry.symbol == symbol)?;
        u8::try_from(index).ok().map(Level)
    }

    /// The level of this full name.
    pub fn level_named(&self, name: &str) -> Option<Level> {
        let index = self.levels.iter().position(|entry| entry.name == name)?;
        u8::try_from(index).ok().map(Level)
    }

    /// The level that a person means by its symbol or its full name, in capitals or not.
    pub fn level_called(&self, text: &str) -> Option<Level> {
        let is_called = |entry: &LevelEntry| {
            [&entry.symbol, &entry.name]
                .iter()
                .any(|name| !name.is_empty() && name.eq_ignore_ascii_case(text))
        };
        let index = || self.levels.iter().position(is_called);
        self.level(text).or_else(|| u8::try_from(index()?).ok().map(Level))
    }

    /// The level of this symbol that belongs to no organisation: what a mark of one's own may begin with.
    pub fn own_level(&self, symbol: &str) -> Option<Level> {
        self.level(symbol).filter(|level| self.is_own(*level))
    }

    /// The symbols of these levels, for messages.
    pub fn own_symbols(&self) -> impl Iterator<Item = &str> {
        self.levels.iter().filter(|entry| entry.owner.is_none()).map(|entry| entry.symbol.as_str())
    }

    /// True for a level without an owner. `NATO SECRET` is one organisation's alone.
    pub fn is_own(&self, level: Level) -> bool {
        self.entry(level).is_some_and(|entry| entry.owner.is_none())
    }

    /// The symbol of a level.
    pub fn symbol(&self, level: Level) -> &str {
        self.entry(level).map_or("", |entry| entry.symbol.as_str())
    }

    /// The level as the register's files state it.
    pub fn entry(&self, level: Level) -> Option<&LevelEntry> {
        self.levels.get(usize::from(level.0))
    }

    /// The level that counts where levels of several owners are compared: `S` for `NS`.
    pub fn counts_as(&self, level: Level) -> Level {
        let other = self.entry(level).and_then(|entry| entry.counts_as.as_deref());
        other.and_then(|symbol| self.level(symbol)).unwrap_or(level)
    }

    /// The control as the register's files state it.
    pub fn control_entry(&self, control: ControlId) -> Option<&ControlEntry> {
        self.controls.get(usize::from(control.0))
    }

    /// The first control of this canonical name that has a category.
    pub fn control_named(&self, name: &str) -> Option<ControlId> {
        self.controls_named(name).first().copied()
    }

    /// All controls of this canonical name that have a category, in register order: UCNI stands in two.
    pub fn controls_named(&self, name: &str) -> &[ControlId] {
        self.names.of(name)
    }

    /// The country whose register it is: the one that stands first in its REL TO lists.
    pub fn own_country(&self) -> Option<&str> {
        self.control_entry(self.control_named("REL")?)?.first.as_deref()
    }

    /// The control of this canonical name in a category.
    pub fn control_of(&self, category: u8, name: &str) -> Option<ControlId> {
        let within =
            |id: &&ControlId| self.control_entry(**id).is_some_and(|entry| entry.category == Some(category));
        self.controls_named(name).iter().find(within).copied()
    }

    /// The category of this name.
    pub fn category(&self, name: &str) -> Option<u8> {
        let index = self.categories.iter().position(|entry| entry.name == name)?;
        u8::try_from(index).ok()
    }

    /// True for a control system: the controls of its category have compartments (`SI-G ABCD`).
    pub fn is_system(&self, entry: &ControlEntry) -> bool {
        let category = entry.category.and_then(|category| self.categories.get(usize::from(category)));
        category.is_some_and(|category| category.compartments)
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

    /// The level of one's own that a class word (`UNCLAS`, `SECRET`; capitals, no letter spacing) means.
    pub fn class_word(&self, word: &str) -> Option<Level> {
        let mut words = self.class_words.beginning(word.bytes().next()?);
        words.find(|(known, _)| *known == word).map(|(_, level)| level)
    }

    /// The level of a security character of format line 4.
    pub fn security_letter(&self, letter: char) -> Option<Level> {
        let index = self.levels.iter().position(|entry| entry.letters.contains(&letter))?;
        u8::try_from(index).ok().map(Level)
    }

    /// The control that State prints in this form, capitals. Controls of a category have [`Self::forms`].
    pub fn control(&self, printed: &str) -> Option<&ControlEntry> {
        // State's own stand first; see `register/load/controls.rs`.
        let mut states = self.controls.iter().take_while(|entry| entry.category.is_none());
        states.find(|entry| entry.mark == printed || entry.spellings.iter().any(|form| form == printed))
    }

    /// The caption that says how to treat a text or who may have it, by its own word: SENSITIVE, SIPDIS.
    pub fn restrictive_caption(&self, word: &str) -> Option<&CaptionEntry> {
        let restricts = |entry: &&CaptionEntry| {
            entry.word == word && matches!(entry.sort, CaptionSort::Distribution | CaptionSort::Handling)
        };
        let mut alike = self.caption_forms.beginning(word.chars().next()?);
        alike.find_map(|(caption, _)| self.captions.get(caption).filter(restricts))
    }

    /// The order of this number.
    pub fn order(&self, number: &str) -> Option<&OrderEntry> {
        self.orders.iter().find(|entry| entry.number == number)
    }
}
