//! Dates of declassification instructions, in every form that people write them.

use jiff::civil::Date;

use crate::document::DateForm;
pub(super) use crate::document::preamble::MONTHS;
use crate::document::preamble::{full_year, read_date, read_month};
use crate::span::Span;

/// A date, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct InstructionDate {
    /// Where.
    pub span: Span,
    /// The day; of a month or year alone the last.
    pub date: Date,
    /// How it is written.
    pub form: InstructionDateForm,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstructionDateForm {
    /// `20301231`.
    Digits,
    /// `12/31/2030`.
    MonthFirst,
    /// `31 December 2030`, `December 31, 2030`.
    Words,
    /// `2030-12-31`.
    Iso,
    /// Any other.
    Other,
}

impl InstructionDateForm {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Digits => "yyyymmdd",
            Self::MonthFirst => "month-first",
            Self::Words => "words",
            Self::Iso => "iso",
            Self::Other => "other",
        }
    }
}

/// `31 December 2030`, `December 31, 2030`, `31DEC30`, `December 2030`.
pub(super) fn read_words(printed: &str, span: Span, written: Option<Date>) -> Option<InstructionDate> {
    let date = read_month(printed, written)?;
    Some(InstructionDate { span, date, form: InstructionDateForm::Words })
}

/// A year alone: its last day.
pub(super) fn read_year(printed: &str, span: Span) -> Option<InstructionDate> {
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    let date = Date::new(digits.parse().ok()?, 12, 31).ok()?;
    Some(InstructionDate { span, date, form: InstructionDateForm::Other })
}

/// `20301231`, `12/31/2030`, `2030-12-31`, `31.12.2030`.
pub(super) fn read_numbers(printed: &str, span: Span, written: Option<Date>) -> Option<InstructionDate> {
    if let [day, month, year] = printed.split('.').collect::<Vec<_>>().as_slice() {
        let date = Date::new(full_year(year, written)?, month.parse().ok()?, day.parse().ok()?).ok()?;
        return Some(InstructionDate { span, date, form: InstructionDateForm::Other });
    }
    let read = read_date(printed, span, written)?;
    let hyphens = printed.contains('-');
    let form = match read.form {
        DateForm::YearFirst if hyphens && printed.len() == 10 => InstructionDateForm::Iso,
        DateForm::YearFirst if printed.bytes().all(|byte| byte.is_ascii_digit()) => {
            InstructionDateForm::Digits
        }
        DateForm::MonthFirst => InstructionDateForm::MonthFirst,
        DateForm::YearFirst | DateForm::DayFirst | DateForm::Words => InstructionDateForm::Other,
    };
    Some(InstructionDate { span, date: read.date, form })
}
