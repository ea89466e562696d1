//! What a mark or a banner line means: its level, its controls, and everything that is wrong with it.

use crate::register::{ControlEntry, ControlId, Level, Register};
use crate::span::Span;

/// Where a marking stands, which decides how its words are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// A banner line: the level in words, titles or banner abbreviations.
    #[default]
    Banner,
    /// A portion mark: symbols.
    Portion,
}

/// Whose habits a marking follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// The register of the intelligence community: `S//NF`.
    #[default]
    Ic,
    /// The Department of State: `S/NF`, `SBU` without a level.
    State,
}

/// Who owns the classified information that a marking covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ownership {
    /// The United States (or whoever the register is for).
    #[default]
    Own,
    /// Other countries, named: `//DEU S`.
    Foreign,
    /// Other countries, not named: `//FGI S`.
    Concealed,
    /// Several together: `//JOINT S CAN GBR USA`.
    Joint,
    /// An organisation with levels of its own: `//NS`.
    Organisation,
}

/// A marking, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marking {
    /// The marking without brackets.
    pub span: Span,
    /// Where it stands.
    pub form: Form,
    /// Whose habits it was read by.
    pub style: Style,
    /// Its level. `NS` keeps its own; [`Register::counts_as`] gives the level it counts as.
    pub level: Option<Level>,
    /// Where the level stands; empty where there is none.
    pub level_span: Span,
    /// Who owns it.
    pub ownership: Ownership,
    /// The owners of a foreign or joint marking, as printed.
    pub owners: Vec<Item>,
    /// Its controls, as they stand.
    pub elements: Vec<Element>,
    /// What is wrong with it, in the order of the text.
    pub flaws: Vec<Flaw>,
}

/// A control in a marking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The register's entry; `None` where it does not know the control.
    pub control: Option<ControlId>,
    /// The canonical name without its list: `NF`, `REL`, `SI-G`, `SAR-BP-J12`, `SP-CTI`; for an unknown
    /// control what is printed.
    pub name: String,
    /// The place of name and list.
    pub span: Span,
    /// Countries of a list, SIGMA numbers, sub-compartments, in the order of the text.
    pub items: Vec<Item>,
}

/// One word of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The code as the register writes it.
    pub code: String,
    /// Where.
    pub span: Span,
}

/// One thing that is wrong with a marking. Rules word it; see `docs/facts.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaw {
    /// What sort.
    pub kind: FlawKind,
    /// The offending characters, and no others.
    pub span: Span,
    /// The control it is about, by its canonical name.
    pub control: Option<String>,
    /// The category of that control.
    pub category: Option<u8>,
    /// What should stand there, or beside it.
    pub expected: Option<String>,
    /// The other side of a conflict.
    pub other: Option<String>,
}

/// The sorts of flaws, with the names that rules use.
macro_rules! flaws {
    ($($variant:ident $name:literal $meaning:literal;)*) => {
        /// The sorts of flaws.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum FlawKind {
            #[default]
            $(#[doc = $meaning] $variant,)*
        }

        impl FlawKind {
            /// Every sort.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in rules.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// What it means, in one line.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning,)* } }
        }
    };
}

flaws! {
    // The words themselves.
    UnknownControl "unknown-control" "the register knows no such control; `expected` is the one probably meant";
    UnknownLevel "unknown-level" "it begins with a word that is no level; `expected` is the one probably meant";
    LevelMissing "level-missing" "it begins with a control instead of a level";
    LevelForm "level-form" "the level is abbreviated in a banner line, or spelt out in a portion mark; `expected` is the right form";
    ControlForm "control-form" "the portion form of a control in a banner line, or the other way round; `expected` is the right form";
    LocalForm "local-form" "the form of a control that only another style writes; `expected` is the right form";
    LowerCase "lower-case" "it is not in capitals";
    LookAlike "look-alike" "a letter of another script that looks like the right one";
    Invisible "invisible" "a character that cannot be seen";
    UnknownCompartment "unknown-compartment" "a compartment or sub-compartment that its system cannot have";
    UnknownCountry "unknown-country" "no country or group of countries has this code; `expected` is the one probably meant";
    UnknownNumber "unknown-number" "a number that the control cannot have";
    ForeignLevel "foreign-level" "a level that only another owner uses: RESTRICTED without a foreign owner";
    // How they are put together.
    Separator "separator" "the wrong separator; `expected` is the right one";
    RetiredSeparator "retired-separator" "a separator that was right until `until`";
    EmptyElement "empty-element" "two separators with nothing between them, or one at the end";
    LeadingSlashes "leading-slashes" "`//` stands before a marking of one's own, or is missing before a foreign one";
    CategoryOrder "category-order" "a control of a category that belongs before the one it follows (`other`)";
    ControlOrder "control-order" "a control that belongs before the one it follows (`other`)";
    Repeated "repeated" "the same control, country or number twice";
    BannerInstruction "banner-instruction" "a declassification value in the marking";
    PrefixRepeated "prefix-repeated" "a prefix that is written once stands again: SAR-A/SAR-B";
    Bracket "bracket" "a bracket of a portion mark is lost, or not a round one; `expected` is the mark as it is written";
    // Lists of countries.
    ListMissing "list-missing" "a control that needs a list stands without one";
    ListUnexpected "list-unexpected" "a list of countries without the control that takes it";
    FirstMissing "first-missing" "a list that must contain USA does not";
    FirstMisplaced "first-misplaced" "USA does not stand first in a list";
    ListTooShort "list-too-short" "USA stands alone in a list";
    ListOrder "list-order" "a code that belongs before the one it follows (`other`)";
    ListWord "list-word" "`and` in a list: right until `until`";
    NotAllowedInList "not-allowed-in-list" "a country that this control may not name";
    // What the register says of them.
    WrongLevel "wrong-level" "a control beside a level that it may not stand with; `expected` lists the right ones";
    CompanionMissing "companion-missing" "a control without one that it needs (`expected`)";
    CompanionUsual "companion-usual" "a control without one that normally stands with it (`expected`)";
    Conflict "conflict" "two controls that exclude each other; `other` is the one in conflict";
    Incomplete "incomplete" "a control that needs a compartment or another part of its name";
    Retired "retired" "a level, control, group or value that is no longer used since `until`; `expected` takes its place";
    OwnersTooFew "owners-too-few" "a joint marking with one owner, or without USA";
    OwnerNotReleased "owner-not-released" "a joint owner that the REL TO list leaves out";
}

impl Marking {
    /// The elements of a category.
    pub fn of_category<'a>(
        &'a self,
        category: u8,
        register: &'a Register,
    ) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.category(register) == Some(category))
    }

    /// The element of this canonical name.
    pub fn element(&self, name: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.name == name)
    }
}

impl Element {
    /// The register's entry of the control; `None` where it is unknown.
    pub fn entry<'r>(&self, register: &'r Register) -> Option<&'r ControlEntry> {
        register.control_entry(self.control?)
    }

    /// The category of the control; `None` where it is unknown.
    pub fn category(&self, register: &Register) -> Option<u8> {
        self.entry(register)?.category
    }
}
