//! Where reports go: one to stdout, and one to each file named with `--output`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;

use super::console::complain;
use super::exit::Failure;
use super::file::NewFile;
use super::step_summary::StepSummary;
use super::written::Written;
use crate::report::{FileReport, Format, Look, Report, Summary};

/// `--output FORMAT=FILE`.
#[derive(Clone, Debug)]
pub(super) struct OutputArgument {
    pub(super) format: Format,
    path: PathBuf,
}

impl FromStr for OutputArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = text.split_once('=').ok_or("FORMAT=FILE is expected, as json=report.json")?;
        if path.is_empty() {
            return Err("a file name is expected after `=`".to_owned());
        }
        Ok(Self { format: format_named(format)?, path: path.into() })
    }
}

impl OutputArgument {
    /// The file, as one that is written.
    pub(super) fn written(&self) -> Written<'_> {
        Written { what: "report", path: &self.path }
    }
}

/// The format of this name.
pub(super) fn format_named(name: &str) -> Result<Format, String> {
    let names = || Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
    let format = Format::ALL.iter().copied().find(|format| format.name() == name);
    format.ok_or_else(|| format!("unknown format `{name}`; formats are {}", names()))
}

/// All reports of a run.
pub(super) struct Outputs<'a> {
    stdout: Report,
    out: &'a mut dyn Write,
    files: Vec<FileOutput>,
    step_summary: Option<StepSummary>,
    /// What is written, for whoever asks what can be seen of it.
    formats: Vec<Format>,
    is_quiet: bool,
    /// A report file could not be written.
    pub(super) incomplete: bool,
}

struct FileOutput {
    path: PathBuf,
    report: Report,
    file: NewFile,
}

impl<'a> Outputs<'a> {
    /// One report to `out`; files are added with [`add`](Self::add).
    pub(super) fn new(format: Format, look: Look, out: &'a mut dyn Write) -> Self {
        Self {
            stdout: Report::new(format, look),
            out,
            files: Vec::new(),
            step_summary: StepSummary::beside(format, look),
            formats: vec![format],
            is_quiet: look.quiet,
            incomplete: false,
        }
    }

    /// One more report, to a file. That it cannot be written does not stop the run, but it is never a
    /// pass.
    pub(super) fn add(&mut self, argument: &OutputArgument, look: Look) {
        self.step_summary = self.step_summary.take().or_else(|| StepSummary::beside(argument.format, look));
        self.formats.push(argument.format);
        match NewFile::create(&argument.path) {
            Ok(file) => self.files.push(FileOutput {
                path: argument.path.clone(),
                report: Report::new(argument.format, look),
                file,
            }),
            Err(error) => self.lost(&argument.path, &error),
        }
    }

    /// Says that an option which was given, and asks for something in the summary, shows in no report of the run.
    pub(super) fn tell_if_unseen(&self, option: &str, is_shown_in: fn(Format) -> bool) {
        // Without its summary, human shows findings alone.
        let is_hidden = |format: Format| self.is_quiet && format == Format::Human;
        let is_seen = self.formats.iter().any(|&format| is_shown_in(format) && !is_hidden(format));
        let has_page = self.step_summary.is_some() && is_shown_in(Format::Markdown);
        if !is_seen && !has_page {
            self.tell_unseen(option, if self.is_quiet { " with --quiet" } else { "" }, is_shown_in);
        }
    }

    /// Says that no report of the run shows the characters found, which were asked for.
    pub(super) fn tell_if_no_source(&self) {
        if !self.formats.iter().copied().any(Format::shows_source) {
            self.tell_unseen("--show-source", "", Format::shows_source);
        }
    }

    /// That an option does nothing is no mistake to fail on: everything is checked all the same, and the format may be
    /// that of a configuration, or of a script that gives others too.
    fn tell_unseen(&self, option: &str, why: &str, is_shown_in: fn(Format) -> bool) {
        let names = |which: &dyn Fn(Format) -> bool| {
            let formats = Format::ALL.iter().filter(|format| which(**format)).map(|format| format.name());
            formats.collect::<Vec<_>>().join(", ")
        };
        let (here, able) = (names(&|format| self.formats.contains(&format)), names(&is_shown_in));
        complain(format!("{option} shows nothing in {here}{why}; formats that show it are {able}"));
    }

    /// Writes what was found in a file to all reports.
    pub(super) fn file(&mut self, checked: &FileReport<'_>) -> Result<(), Failure> {
        self.stdout.file(checked, self.out)?;
        self.each_file(|output| output.report.file(checked, &mut output.file));
        if let Some(page) = &mut self.step_summary {
            page.file(checked)?;
        }
        Ok(())
    }

    /// Writes the summary to all reports and puts the files in their places.
    pub(super) fn finish(&mut self, summary: &Summary) -> Result<(), Failure> {
        self.each_file(|output| output.report.finish(summary, &mut output.file));
        for output in std::mem::take(&mut self.files) {
            if let Err(error) = output.file.finish() {
                self.lost(&output.path, &error);
            }
        }
        if let Some(page) = self.step_summary.take() {
            let path = page.path.clone();
            page.finish(summary).unwrap_or_else(|error| self.lost(&path, &error));
        }
        self.stdout.finish(summary, self.out)?;
        Ok(self.out.flush()?)
    }

    fn each_file(&mut self, mut write: impl FnMut(&mut FileOutput) -> io::Result<()>) {
        for mut output in std::mem::take(&mut self.files) {
            match write(&mut output) {
                Ok(()) => self.files.push(output),
                Err(error) => self.lost(&output.path, &error),
            }
        }
    }

    fn lost(&mut self, path: &std::path::Path, error: &io::Error) {
        complain(format!("the report {} cannot be written: {error}", path.display()));
        self.incomplete = true;
    }
}
