//! `cablelint rollup`: the banner line that portion marks require, and why.

mod answer;
mod slips;

use std::io::{self, BufRead, Write};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::arguments::{RuleArguments, StyleArgument, day};
use super::console;
use super::exit::{self, Exit, Failure};
use crate::marking::{Form, Marking, Style, parse_alone, roll_up};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

use answer::Answer;

/// Roll portion marks up into the banner line they require, step by step
///
/// The marks are those of one document. Without MARK, documents are read from standard input, one a line,
/// their marks parted by tabs; blank lines are passed over. Style `state` gives the form of a telegram: the
/// level, and captions. A mark that is ill-formed is said to be so, and counts as far as it can be read.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// The portion marks of one document, with or without brackets
    #[arg(value_name = "MARK")]
    marks: Vec<String>,

    /// Whose habits the banner line follows; without it, marks that only State writes mean State's
    #[arg(long, value_name = "STYLE")]
    style: Option<StyleArgument>,

    /// The day on which the document was written; without it, the register of today
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,

    /// For people, or one line of JSON a document
    #[arg(long, default_value = "human", help_heading = "Report")]
    format: RollUpFormat,

    #[command(flatten)]
    rules: RuleArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RollUpFormat {
    Human,
    Jsonl,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let register = self.rules.register()?;
        let style = self.style.map(Style::from);
        let roller = Roller { register, style, date: self.date, format: self.format };
        if self.marks.is_empty() {
            return roller.standard_input(out);
        }
        let marks: Vec<&str> = self.marks.iter().map(String::as_str).collect();
        // A blank one among others is a portion without a mark; blanks alone are no document.
        if marks.iter().all(|mark| mark.trim().is_empty()) {
            return Ok(nothing());
        }
        Ok(roller.document(&marks, out)?)
    }
}

/// How a run ends that was given nothing: it would look like a pass.
fn nothing() -> Exit {
    console::complain("no mark to roll up: there are only blank lines, or none");
    Exit::Incomplete
}

/// Rolls up documents.
struct Roller {
    register: Register,
    style: Option<Style>,
    date: Option<Date>,
    format: RollUpFormat,
}

impl Roller {
    /// Every line of standard input; what is no UTF-8 is read as Windows-1252, as in files.
    fn standard_input(&self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let mut input = io::stdin().lock();
        let (mut line, mut exit, mut documents) = (Vec::new(), Exit::Clean, 0_usize);
        loop {
            line.clear();
            match input.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    console::complain(format!("standard input cannot be read: {error}"));
                    return Ok(Exit::Incomplete);
                }
            }
            let text = Text::decode(std::mem::take(&mut line));
            let marks: Vec<&str> =
                text.as_str().split(['\t', '\n', '\r']).filter(|mark| !mark.trim().is_empty()).collect();
            if marks.is_empty() {
                continue;
            }
            if documents > 0 && matches!(self.format, RollUpFormat::Human) {
                writeln!(out)?;
            }
            exit = exit.max(self.document(&marks, out)?);
            documents += 1;
        }
        Ok(if documents == 0 { nothing() } else { exit })
    }

    /// The answer for the marks of one document.
    fn document(&self, marks: &[&str], out: &mut dyn Write) -> io::Result<Exit> {
        let portions: Vec<Marking> = marks.iter().map(|mark| self.read(mark)).collect();
        let states = portions.iter().any(|portion| portion.style == Style::State);
        let style = self.style.unwrap_or(if states { Style::State } else { Style::Ic });
        let rolled = roll_up(&portions.iter().collect::<Vec<_>>(), style, self.date, &self.register);
        let slips = slips::of(marks, &portions, self.date, &self.register);
        let answer = Answer { marks, style, rolled: &rolled, slips: &slips, register: &self.register };
        match self.format {
            RollUpFormat::Human => answer.write_human(out)?,
            RollUpFormat::Jsonl => answer.write_json(out)?,
        }
        Ok(if slips.is_empty() && !answer.list_is_unknown() { Exit::Clean } else { Exit::Findings })
    }

    /// Reads one mark, by the habits that it shows.
    fn read(&self, mark: &str) -> Marking {
        let trimmed = mark.trim();
        let within = trimmed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(trimmed);
        let start = mark.find(within).unwrap_or_default();
        let span = Span::new(start, start + within.len());
        parse_alone(mark, span, (Some(Form::Portion), true), self.style, &self.register)
    }
}
