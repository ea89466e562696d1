//! `cablelint check`: the linter.

use std::io::Write;

use clap::Args;

use super::arguments::InputArguments;
use super::checking::{CheckingArguments, unread};
use super::exit::{self, Exit, Failure};
use super::outputs::Outputs;
use crate::input::{self, Gathered};
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
        let mut outputs = report.outputs(out);
        let mut run = Run { rules: &rules, options, summary: report.summary() };
        self.check_all(gathered, &mut run, &mut outputs)?;
        Ok(self.checking.exit(&run.summary, run.summary.incomplete, outputs.incomplete))
    }

    fn check_all(
        &self,
        gathered: Gathered,
        run: &mut Run<'_>,
        outputs: &mut Outputs<'_>,
    ) -> Result<(), Failure> {
        for (reason, files) in gathered.skipped {
            run.summary.skipped.insert(reason.to_owned(), files);
        }
        gathered.problems.iter().for_each(|problem| unread(problem, &mut run.summary));
        for source in gathered.sources {
            match source.read(self.input.files.max_size) {
                Err(problem) => unread(&problem, &mut run.summary),
                Ok(bytes) => {
                    let checked = run.check(source.name, bytes);
                    run.summary.add(&checked, self.checking.report.least());
                    outputs.file(&checked)?;
                }
            }
        }
        run.summary.sort();
        run.summary.incomplete = incomplete(&run.summary);
        outputs.finish(&run.summary)
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
    summary: Summary,
}

impl<'a> Run<'a> {
    fn check(&self, path: String, bytes: Vec<u8>) -> FileReport<'a> {
        let text = Text::decode(bytes);
        let documents = lint::lint(&text, self.rules, self.options);
        FileReport { path, rules: self.rules, text, documents }
    }
}
