//! `cablelint mark`: one marking, judged and put into its canonical forms.

mod meaning;
mod telegram;

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;

use super::arguments::{FormArgument, RuleArguments, StyleArgument, day};
use super::console::{self, ColorChoice};
use super::exit::{self, Exit, Failure};
use super::rule_sets;
use crate::document;
use crate::fact::{Circumstances, Kind};
use crate::finding::{DocumentReport, Finding, Severity};
use crate::lint::{self, Options};
use crate::marking::{Form, Item, Marking, Style};
use crate::report::{FileReport, Format, Look, Report, write_value};
use crate::rule::RuleSet;
use crate::text::Text;
use telegram::Telegram;

/// Judge markings: are they well-formed, what do they mean, how are they written?
///
/// A marking is a portion mark, `(S//NF)`, a banner line, `SECRET//NOFORN`, or that of a telegram,
/// `UNCLAS MOSCOW 000820`. Each gets its meaning, its canonical banner line and portion mark, and what
/// is wrong with it. Without MARK, markings are read from standard input, one a line.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// The markings, with or without brackets
    #[arg(value_name = "MARK")]
    marks: Vec<String>,

    /// What they are; without it, brackets and symbols mean a portion mark
    #[arg(long = "as", value_name = "FORM", default_value = "auto")]
    form: FormArgument,

    /// Whose habits they follow; without it, forms that only State writes mean State's
    #[arg(long, value_name = "STYLE")]
    style: Option<StyleArgument>,

    /// The day on which they were written; without it, the register of today
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,

    /// For people, or one line of JSON a marking
    #[arg(long, default_value = "human", help_heading = "Report")]
    format: MarkFormat,

    /// When to use colours: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        help_heading = "Report"
    )]
    color: ColorChoice,

    #[command(flatten)]
    rules: RuleArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MarkFormat {
    Human,
    Jsonl,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let rules = rule_sets::load(&self.rules.rules)?;
        let selection = rules.about(&[Kind::Marking, Kind::Flaw, Kind::Banner]);
        let circumstances =
            Circumstances { date: Some(self.date.unwrap_or(Date::MAX)), ..Circumstances::default() };
        let options = Options { selection: &selection, circumstances, key: None };
        let judge = Judge { arguments: &self, rules: &rules, options };
        let mut exit = None;
        for mark in &self.marks {
            exit = exit.max(judge.line(mark, out)?);
        }
        if self.marks.is_empty() {
            exit = judge.standard_input(out)?;
        }
        // A run that judges nothing would look like a pass.
        Ok(exit.unwrap_or_else(|| {
            console::complain("no marking to judge: there are only blank lines, or none");
            Exit::Incomplete
        }))
    }
}

struct Judge<'a> {
    arguments: &'a Arguments,
    rules: &'a RuleSet,
    options: Options<'a>,
}

impl Judge<'_> {
    /// Every line of standard input; what is no UTF-8 is read as Windows-1252, as in files.
    fn standard_input(&self, out: &mut dyn Write) -> Result<Option<Exit>, Failure> {
        let mut exit = None;
        let mut input = io::stdin().lock();
        let mut line = Vec::new();
        let mut known = Answers::default();
        loop {
            line.clear();
            match input.read_until(b'\n', &mut line) {
                Ok(0) => return Ok(exit),
                Ok(_) => exit = exit.max(self.answer(&line, &mut known, out)?),
                Err(error) => {
                    console::complain(format!("standard input cannot be read: {error}"));
                    return Ok(Some(Exit::Incomplete));
                }
            }
        }
    }
}

/// Answers given, by line. An answer depends on nothing but the words, and long lists of marks are made
/// of few different ones (200,000 lines of 18 marks: 1.5 s without this, 0.1 s with it).
#[derive(Default)]
struct Answers(HashMap<Vec<u8>, (Vec<u8>, Option<Exit>)>);

/// How many answers are kept: those to more different marks than this are found anew.
const KEPT: usize = 4_096;

/// The longest line whose answer is kept, in bytes: longer ones do not come again, and would fill the memory.
const LONGEST_KEPT: usize = 512;

impl Judge<'_> {
    /// Answers a line of standard input.
    fn answer(&self, line: &[u8], known: &mut Answers, out: &mut dyn Write) -> Result<Option<Exit>, Failure> {
        if let Some((answer, exit)) = known.0.get(line) {
            out.write_all(answer)?;
            return Ok(*exit);
        }
        let text = Text::decode(line.to_vec());
        let mut answer = Vec::new();
        let exit = self.line(text.as_str().trim_end_matches(['\n', '\r']), &mut answer)?;
        out.write_all(&answer)?;
        if known.0.len() < KEPT && line.len() <= LONGEST_KEPT {
            known.0.insert(line.to_vec(), (answer, exit));
        }
        Ok(exit)
    }

    /// Judges one marking; a blank line is none.
    fn line(&self, mark: &str, out: &mut dyn Write) -> Result<Option<Exit>, Failure> {
        if mark.trim().is_empty() {
            return Ok(None);
        }
        let text = Text::decode(mark.as_bytes().to_vec());
        let style = self.arguments.style.map(Style::from);
        let register = self.rules.register();
        let form = self.arguments.form.form();
        let telegram = Telegram::read(&text, form, style, register);
        let other = telegram.is_none().then(|| document::of_marking(&text, form, style, register));
        let Some(document) = telegram.as_ref().map(|it| &it.document).or(other.as_ref()) else {
            return Ok(None);
        };
        let report = lint::lint_marking(&text, document, self.rules, self.options);
        let marking = telegram.as_ref().map_or(document, |it| &it.said).marking();
        let valid = report.findings.iter().all(|finding| finding.severity < Severity::Error);
        match self.arguments.format {
            MarkFormat::Human => self.write_human(text, (marking, telegram.as_ref()), report, out)?,
            MarkFormat::Jsonl => {
                let captions = telegram.as_ref().map_or(&[] as &[_], |it| &it.captions);
                self.write_json(mark, (marking, captions), valid, &text, &report, out)?;
            }
        }
        Ok(Some(if valid { Exit::Clean } else { Exit::Findings }))
    }

    fn write_json(
        &self,
        mark: &str,
        (marking, captions): (Option<&Marking>, &[String]),
        valid: bool,
        text: &Text,
        report: &DocumentReport,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(marking) = marking else { return Ok(()) };
        let register = self.rules.register();
        let canonical =
            |form: String| Some(form).filter(|form| !form.is_empty() && meaning::is_whole(marking));
        let shape = MarkShape {
            input: mark,
            kind: form_name(marking.form),
            style: style_name(marking.style),
            valid,
            level: marking.level.map(|level| register.symbol(level)),
            controls: marking.elements.iter().map(|element| element.name.as_str()).collect(),
            rel_to: marking.element("REL").map_or(Vec::new(), |list| codes(&list.items)),
            captions,
            banner: canonical(marking.banner(register)),
            portion: canonical(marking.portion(register)),
            findings: report.findings.iter().map(|finding| self.finding(finding, text)).collect(),
        };
        write_value(&shape, out)?;
        out.write_all(b"\n")
    }

    fn finding<'f>(&'f self, finding: &'f Finding, text: &Text) -> FindingShape<'f> {
        let column = |at: usize| text.position(at).column;
        FindingShape {
            rule: self.rules.rules().get(finding.rule).map_or("", |rule| rule.id.as_str()),
            severity: finding.severity.name(),
            message: &finding.message,
            column: column(finding.span.start),
            end_column: column(finding.span.end),
            help: &finding.help,
        }
    }

    /// The meaning and the canonical forms, then the findings under the very characters.
    fn write_human(
        &self,
        text: Text,
        (marking, telegram): (Option<&Marking>, Option<&Telegram>),
        report: DocumentReport,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if let Some(marking) = marking {
            meaning::write(text.as_str().trim(), marking, telegram, self.rules.register(), out)?;
        }
        let look =
            Look { color: self.arguments.color.on_stdout(), width: console::width(), ..Look::default() };
        let file =
            FileReport { path: "mark".into(), rules: self.rules, text: text.into(), documents: vec![report] };
        Report::new(Format::Human, look).file(&file, out)
    }
}

/// One marking, as machines read it. Columns count characters from 1, ends exclusive.
#[derive(Serialize)]
struct MarkShape<'a> {
    input: &'a str,
    kind: &'static str,
    style: &'static str,
    valid: bool,
    level: Option<&'a str>,
    controls: Vec<&'a str>,
    rel_to: Vec<&'a str>,
    /// Those behind the banner line of a telegram.
    captions: &'a [String],
    banner: Option<String>,
    portion: Option<String>,
    findings: Vec<FindingShape<'a>>,
}

#[derive(Serialize)]
struct FindingShape<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    column: usize,
    end_column: usize,
    help: &'a str,
}

fn codes(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.code.as_str()).collect()
}

const fn form_name(form: Form) -> &'static str {
    match form {
        Form::Banner => "banner",
        Form::Portion => "portion",
    }
}

const fn style_name(style: Style) -> &'static str {
    match style {
        Style::Ic => "ic",
        Style::State => "state",
    }
}
