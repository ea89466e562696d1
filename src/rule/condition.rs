//! Conditions, compiled, and what they say of a fact: true, false or unknown.
//!
//! Everything is resolved when the rule is loaded (rows instead of names, typed literals, compiled
//! patterns), because a hundred rules look at each of a quarter of a million documents.

use jiff::civil::Date;

use super::path::Path;
use super::scope::Scope;
use super::shared::Question;
use super::truth::Truth;
use crate::fact::{Fact, Kind, Made, Value};
use crate::finding::Reason;
use crate::register::{Level, Register};
use crate::yaml::Pattern;

/// A condition about a fact.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// A fact of the kind stands.
    Stands(Kind),
    /// A test of one attribute.
    One(Path, Test),
    /// A test of a list.
    Many(Many, ListTest),
    /// One that is the same for every fact and looks at all of a kind, which is done once.
    Asked(Box<Question>),
}

/// Where the elements of a list come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Many {
    /// A list attribute of one fact.
    List(Path),
    /// An attribute of all facts of a kind, lists flattened, absent ones left out.
    Every(Kind, usize),
    /// All facts of a kind; the row is that of the main attribute.
    Facts(Kind, usize),
}

/// A test of a list.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum ListTest {
    All(Vec<ListTest>),
    Not(Box<ListTest>),
    Count(Test),
    Some(Element),
    Every(Element),
    None(Element),
}

/// A test of an element.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Element {
    Value(Test),
    Fact(Box<Condition>),
}

/// A test of one value.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Test {
    All(Vec<Test>),
    Not(Box<Test>),
    Present,
    Absent,
    Is(Literal),
    In(Vec<Literal>),
    Matches(Pattern),
    SameAs(Path),
    Compare(Comparison, Operand),
    Within(Path, i64),
}

/// Which side must be the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Comparison {
    /// `above` and `after`.
    Greater,
    /// `below` and `before`.
    Less,
}

/// What a value is compared with.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Operand {
    Literal(Literal),
    Path(Path),
}

/// A value written in a rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Literal {
    Flag(bool),
    Number(i64),
    Text(String),
    Level(Level),
    Date(Date),
}

/// A rule's filter, in two parts: what it asks of the document is asked once, not once a fact.
#[derive(Debug, Default)]
pub(super) struct Filter {
    pub(super) document: Vec<Question>,
    fact: Vec<Condition>,
}

impl Filter {
    /// Sorts the parts of a condition that must all hold.
    pub(super) fn new(condition: Option<Condition>) -> Self {
        let parts = match condition {
            None => Vec::new(),
            Some(Condition::All(parts)) => parts,
            Some(other) => vec![other],
        };
        let (fact, document): (Vec<_>, Vec<_>) = parts.into_iter().partition(Condition::is_about_fact);
        let question = |condition| match condition {
            Condition::Asked(question) => *question,
            condition => Question::new(condition),
        };
        Self { document: document.into_iter().map(question).collect(), fact }
    }

    /// Calls something for the questions in what it asks of the document and of each fact.
    pub(super) fn each_nested(&mut self, call: &mut dyn FnMut(&mut Question)) {
        let of_document = self.document.iter_mut().map(|question| &mut question.condition);
        for condition in of_document.chain(&mut self.fact) {
            condition.each_question(call);
        }
    }

    /// Its parts.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.document.iter().map(|question| &question.condition).chain(&self.fact)
    }

    /// What it asks of the document.
    pub(super) fn about_document(&self, scope: &Scope<'_, '_>) -> Truth {
        Truth::all(self.document.iter().map(|question| scope.answers.to(question, scope)))
    }

    /// The whole, where `document` is what [`about_document`](Self::about_document) said.
    pub(super) fn holds(&self, document: Truth, scope: &Scope<'_, '_>) -> Truth {
        let mut outcome = document;
        for condition in &self.fact {
            outcome = outcome.and(condition.holds(scope));
            if outcome.is_false() {
                break;
            }
        }
        outcome
    }
}

impl Condition {
    /// True where the answer can differ from fact to fact.
    fn is_about_fact(&self) -> bool {
        match self {
            Self::All(conditions) | Self::Any(conditions) => conditions.iter().any(Self::is_about_fact),
            Self::Not(condition) => condition.is_about_fact(),
            Self::One(Path::Document(_) | Path::First(..), test) => test.is_about_fact(),
            Self::Stands(_) | Self::Asked(_) => false,
            Self::One(Path::Own(..), _) | Self::Many(Many::List(Path::Own(..)), _) => true,
            Self::Many(_, test) => test.is_about_fact(),
        }
    }

    /// A test of a list. To look at all facts of a kind for each of them would take the square of their number.
    pub(super) fn many(many: Many, test: ListTest) -> Self {
        let condition = Self::Many(many, test);
        if matches!(many, Many::List(_)) || condition.is_about_fact() {
            condition
        } else {
            Self::Asked(Box::new(Question::new(condition)))
        }
    }

    /// Calls something for each question that it asks of the document.
    pub(super) fn each_question(&mut self, call: &mut dyn FnMut(&mut Question)) {
        match self {
            Self::All(conditions) | Self::Any(conditions) => {
                for condition in conditions {
                    condition.each_question(call);
                }
            }
            Self::Not(condition) => condition.each_question(call),
            Self::Many(_, test) => test.each_question(call),
            Self::Asked(question) => {
                question.condition.each_question(call);
                call(question);
            }
            Self::Stands(_) | Self::One(..) => {}
        }
    }

    /// True where it holds only if the caller gives a ceiling.
    pub(super) fn wants_ceiling(&self) -> bool {
        let Self::One(Path::Document(row), Test::Present) = self else { return false };
        Kind::Document.attributes().get(*row).is_some_and(|info| info.name == "ceiling")
    }

    /// What the condition says of a fact.
    pub(super) fn holds(&self, scope: &Scope<'_, '_>) -> Truth {
        match self {
            Self::All(conditions) => Truth::all(conditions.iter().map(|condition| condition.holds(scope))),
            Self::Any(conditions) => Truth::any(conditions.iter().map(|condition| condition.holds(scope))),
            Self::Not(condition) => condition.holds(scope).not(),
            Self::Stands(kind) => match scope.knowable(*kind) {
                Ok(()) => (!scope.facts.of(*kind).is_empty()).into(),
                Err(reason) => Truth::Unknown(reason),
            },
            Self::One(path, test) => match &scope.read(*path) {
                Value::Unknown => Truth::Unknown(scope.why(*path)),
                value => test.holds(value, scope),
            },
            Self::Many(many, test) => test.holds(*many, scope),
            Self::Asked(question) => scope.answers.to(question, scope),
        }
    }
}

impl Test {
    /// True where it compares with an attribute of the fact.
    fn is_about_fact(&self) -> bool {
        matches!(self, Self::All(_) | Self::Not(_) | Self::SameAs(_) | Self::Compare(..) | Self::Within(..))
    }
}

impl ListTest {
    fn each_question(&mut self, call: &mut dyn FnMut(&mut Question)) {
        match self {
            Self::All(tests) => {
                for test in tests {
                    test.each_question(call);
                }
            }
            Self::Not(test) => test.each_question(call),
            Self::Some(Element::Fact(condition))
            | Self::Every(Element::Fact(condition))
            | Self::None(Element::Fact(condition)) => condition.each_question(call),
            Self::Some(Element::Value(_))
            | Self::Every(Element::Value(_))
            | Self::None(Element::Value(_))
            | Self::Count(_) => {}
        }
    }

    /// True where it compares with an attribute of the fact.
    fn is_about_fact(&self) -> bool {
        match self {
            Self::All(tests) => tests.iter().any(Self::is_about_fact),
            Self::Not(test) => test.is_about_fact(),
            Self::Count(test) => test.is_about_fact(),
            // A condition about an element sees the element, not the fact.
            Self::Some(element) | Self::Every(element) | Self::None(element) => {
                matches!(element, Element::Value(test) if test.is_about_fact())
            }
        }
    }

    fn holds(&self, many: Many, scope: &Scope<'_, '_>) -> Truth {
        match self {
            Self::All(tests) => Truth::all(tests.iter().map(|test| test.holds(many, scope))),
            Self::Not(test) => test.holds(many, scope).not(),
            Self::Count(test) => match many.count(scope) {
                Ok(value) => test.holds(&value, scope),
                Err(reason) => Truth::Unknown(reason),
            },
            Self::Some(element) => many.any(scope, &mut |item| element.holds(item, scope)),
            Self::None(element) => many.any(scope, &mut |item| element.holds(item, scope)).not(),
            Self::Every(element) => {
                // Of a list that is absent nothing holds, of an empty one everything.
                if many.count(scope) == Ok(Value::Absent) {
                    return Truth::False;
                }
                many.any(scope, &mut |item| element.holds(item, scope).not()).not()
            }
        }
    }
}

/// An element of a list.
#[derive(Clone, Copy)]
enum Item<'i, 'a> {
    Value(&'i Value<'a>),
    Fact(Fact<'a>, Kind, usize),
}

impl Many {
    /// True if something holds for any element.
    fn any<'a>(self, scope: &Scope<'_, 'a>, holds: &mut dyn FnMut(Item<'_, 'a>) -> Truth) -> Truth {
        match self {
            Self::Facts(kind, main) => scope.any_fact(kind, |fact| holds(Item::Fact(fact, kind, main))),
            Self::Every(kind, row) => scope.any_fact(kind, |fact| match &fact.value(row, scope.facts) {
                Value::Unknown => Truth::Unknown(scope.why_of(kind, row)),
                value => any_of(value, holds),
            }),
            Self::List(path) => match &scope.read(path) {
                Value::Unknown => Truth::Unknown(scope.why(path)),
                value => any_of(value, holds),
            },
        }
    }

    /// The number of elements; absent where the list is.
    fn count<'a>(self, scope: &Scope<'_, 'a>) -> Result<Value<'a>, Reason> {
        if let Self::List(path) = self {
            match scope.read(path) {
                Value::Absent => return Ok(Value::Absent),
                Value::Unknown => return Err(scope.why(path)),
                _ => {}
            }
        }
        let mut count = 0;
        let truth = self.any(scope, &mut |_| {
            count += 1;
            Truth::False
        });
        match truth {
            Truth::Unknown(reason) => Err(reason),
            _ => Ok(Value::Number(count)),
        }
    }
}

fn any_of<'a>(value: &Value<'a>, holds: &mut dyn FnMut(Item<'_, 'a>) -> Truth) -> Truth {
    match value {
        Value::Made(made) => match &**made {
            Made::List(values) => Truth::any(values.iter().map(|value| holds(Item::Value(value)))),
            Made::Text(_) => holds(Item::Value(value)),
        },
        Value::Words(words) => {
            Truth::any(words.iter().map(|word| holds(Item::Value(&Value::text(Some(word))))))
        }
        Value::Absent => Truth::False,
        value => holds(Item::Value(value)),
    }
}

impl Element {
    fn holds<'a>(&self, item: Item<'_, 'a>, scope: &Scope<'_, 'a>) -> Truth {
        match (self, item) {
            (Self::Value(test), Item::Value(value)) => test.holds(value, scope),
            (Self::Value(test), Item::Fact(fact, kind, main)) => match &fact.value(main, scope.facts) {
                Value::Unknown => Truth::Unknown(scope.why_of(kind, main)),
                value => test.holds(value, scope),
            },
            (Self::Fact(condition), Item::Fact(fact, ..)) => condition.holds(&Scope { fact, ..*scope }),
            // A condition about a fact is compiled for facts only.
            (Self::Fact(_), Item::Value(_)) => Truth::False,
        }
    }
}

impl Test {
    fn holds(&self, value: &Value<'_>, scope: &Scope<'_, '_>) -> Truth {
        match self {
            Self::All(tests) => Truth::all(tests.iter().map(|test| test.holds(value, scope))),
            Self::Not(test) => test.holds(value, scope).not(),
            Self::Present => (!matches!(value, Value::Absent)).into(),
            Self::Absent => matches!(value, Value::Absent).into(),
            Self::Is(literal) => literal.equals(value).into(),
            Self::In(literals) => literals.iter().any(|literal| literal.equals(value)).into(),
            Self::Matches(pattern) => value.as_text().is_some_and(|text| pattern.is_match(text)).into(),
            Self::SameAs(path) => with(*path, scope, |other| *value != Value::Absent && *value == *other),
            Self::Compare(comparison, operand) => operand.compare(*comparison, value, scope),
            Self::Within(path, days) => with(*path, scope, |other| match (value, other) {
                (Value::Date(left), Value::Date(right)) => days_apart(*left, *right) <= *days,
                _ => false,
            }),
        }
    }
}

/// What holds of the value at a path; unknown where that is.
fn with(path: Path, scope: &Scope<'_, '_>, holds: impl Fn(&Value<'_>) -> bool) -> Truth {
    match &scope.read(path) {
        Value::Unknown => Truth::Unknown(scope.why(path)),
        value => holds(value).into(),
    }
}

impl Operand {
    fn compare(&self, comparison: Comparison, value: &Value<'_>, scope: &Scope<'_, '_>) -> Truth {
        let register = scope.facts.register;
        match self {
            Self::Literal(literal) => comparison.holds(value, &literal.value(), register).into(),
            Self::Path(path) => with(*path, scope, |other| comparison.holds(value, other, register)),
        }
    }
}

impl Comparison {
    fn holds(self, left: &Value<'_>, right: &Value<'_>, register: &Register) -> bool {
        let order = match (left, right) {
            (Value::Level(left), Value::Level(right)) => register.compare(*left, *right),
            (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
            (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
            _ => None,
        };
        match self {
            Self::Greater => order.is_some_and(std::cmp::Ordering::is_gt),
            Self::Less => order.is_some_and(std::cmp::Ordering::is_lt),
        }
    }
}

impl Literal {
    fn equals(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Self::Flag(literal), Value::Flag(flag)) => literal == flag,
            (Self::Number(literal), Value::Number(number)) => literal == number,
            (Self::Text(literal), Value::Text(text)) => literal == text,
            (Self::Text(literal), Value::Made(_)) => value.as_text() == Some(literal),
            (Self::Level(literal), Value::Level(level)) => literal == level,
            (Self::Date(literal), Value::Date(date)) => literal == date,
            _ => false,
        }
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Flag(flag) => Value::Flag(*flag),
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text),
            Self::Level(level) => Value::Level(*level),
            Self::Date(date) => Value::Date(*date),
        }
    }
}

/// How many days lie between two dates, whichever is first.
fn days_apart(left: Date, right: Date) -> i64 {
    i64::from((left - right).get_days()).abs()
}
