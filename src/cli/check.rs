//! `cablelint check`: the linter.

use std::cell::OnceCell;
use std::io::Write;

use clap::Args;

use super::arguments::InputArguments;
use super::checking::{CheckingArguments, unread};
use super::exit::{self, Exit, Failure};
use super::outputs::Outputs;
use crate::exposure::{Surroundings, Survey};
use crate::input::{self, Gathered, Source};
use crate::lint;
use crate::pack;
use crate::report::{FileReport, Summary};
use crate::rule::RuleSet;
use crate::text::Text;

/// Check files for missing, contradictory and ill-formed markings
///
/// Reads files and folders, takes each document in them apart, and reports what contradicts the rules.
/// The report goes to stdout; whatever else there is to say goes to stderr. The report is itself
/// sensitive: only `human` shows source lines, and with --mask not even that.
///
/// Examples:
///   cablelint check draft.txt
///   cablelint check --fail-on warning --format jsonl --output human=report.txt cables/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = exit::TABLE)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    checking: CheckingArguments,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let rules = self.checking.load(pack::DEFAULT)?;
        let selection = self.checking.selection(&rules)?;
        let circumstances = self.checking.circumstances(&rules)?;
        let report = &self.checking.report;
        let key = report.key()?;
        let options = lint::Options { selection: &selection, circumstances, key: key.as_ref() };
        let gathered = input::gather(&self.input.query()?);
        let mut outputs = report.outputs(&rules, out);
        let run =
            Run { rules: &rules, options, max_size: self.input.files.max_size, survey: OnceCell::new() };
        let mut summary = report.summary();
        self.check_all(gathered, &run, &mut summary, &mut outputs)?;
        Ok(self.checking.exit(&summary, incomplete(&summary), outputs.incomplete))
    }

    fn check_all(
        &self,
        gathered: Gathered,
        run: &Run<'_>,
        summary: &mut Summary,
        outputs: &mut Outputs<'_>,
    ) -> Result<(), Failure> {
        for (reason, files) in gathered.skipped {
            summary.skipped.insert(reason.to_owned(), files);
        }
        gathered.problems.iter().for_each(|problem| unread(problem, summary));
        for source in &gathered.sources {
            match source.read(run.max_size) {
                Err(problem) => unread(&problem, summary),
                Ok(bytes) => {
                    let checked = run.check(source, &gathered.sources, bytes);
                    summary.add(&checked, run.rules, self.checking.report.least());
                    outputs.file(&checked)?;
                }
            }
        }
        summary.sort();
        outputs.finish(summary)
    }
}

/// Why nothing can be said, if so.
pub(super) const fn incomplete(summary: &Summary) -> Option<&'static str> {
    if summary.files == 0 && summary.unreadable.is_empty() {
        Some("no file to check: no path matched")
    } else if summary.files > 0 && summary.documents.total() == 0 {
        Some("no document was recognised in any file")
    } else {
        None
    }
}

/// What a run carries from file to file.
struct Run<'a> {
    rules: &'a RuleSet,
    options: lint::Options<'a>,
    max_size: u64,
    /// Made when the first redaction asks for it.
    survey: OnceCell<Survey>,
}

impl Run<'_> {
    fn check(&self, source: &Source, all: &[Source], bytes: Vec<u8>) -> FileReport {
        let text = Text::decode(bytes);
        let survey = || self.survey.get_or_init(|| survey(all, self.max_size));
        let alone = all.len() < 2;
        let around =
            Surroundings { file: Some(&source.name), survey: (!alone).then_some(&survey as &dyn Fn() -> _) };
        let documents = lint::lint_among(&text, around, self.rules, self.options);
        FileReport { path: source.name.clone(), text, documents }
    }
}

/// What the files of a run hide and show; one file is held at a time.
fn survey(sources: &[Source], max_size: u64) -> Survey {
    let texts = || {
        sources.iter().filter_map(|source| Some((&source.name, Text::decode(source.read_beside(max_size)?))))
    };
    let mut survey = Survey::default();
    texts().for_each(|(_, text)| survey.want(&text));
    texts().for_each(|(name, text)| survey.look(name, &text));
    survey
}
