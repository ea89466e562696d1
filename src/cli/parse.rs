//! `cablelint parse`: the anatomy of the documents in files.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::arguments::InputArguments;
use super::checking::{NO_DOCUMENT, ReadingArguments};
use super::console::complain;
use super::exit::{self, Exit, Failure};
use super::{interrupt, own};
use crate::document::{self, Reading};
use crate::input::{self, Gathered, Source};
use crate::register::Register;
use crate::report::anatomy::Anatomy;
use crate::report::count;
use crate::text::Text;

/// Show how documents are read: parts, banner line, captions, paragraphs
///
/// Prints what was recognised and judges nothing. Files are read as `check` reads them with the same
/// --rules, --as and --date; a `cablelint.yaml` is not asked. SUBJECT and REF are printed as they stand
/// unless --mask is given.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    reading: ReadingArguments,

    /// For people, or one line of JSON a document
    #[arg(long, default_value = "human", help_heading = "Report")]
    format: AnatomyFormat,

    /// Do not print the words of SUBJECT and REF
    #[arg(long, help_heading = "Report")]
    mask: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AnatomyFormat {
    Human,
    Jsonl,
}

/// What came of the files.
#[derive(Default)]
struct Tally {
    documents: usize,
    /// Files that could not be read.
    unread: usize,
    /// Files that were not looked at, since an end was asked for.
    left: usize,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let register = self.reading.rules.register()?;
        interrupt::listen();
        let gathered = self.gather()?;
        let mut tally = Tally { unread: gathered.problems.len(), ..Tally::default() };
        for source in &gathered.sources {
            match interrupt::read(source, self.input.files.max_size) {
                None => tally.left += 1,
                Some(Ok(bytes)) => tally.documents += self.file(&register, source, bytes, out)?,
                Some(Err(problem)) => {
                    complain(problem);
                    tally.unread += 1;
                }
            }
        }
        let incomplete = tally.incomplete(&gathered);
        incomplete.iter().for_each(complain);
        Ok(if incomplete.is_some() || tally.unread > 0 { Exit::Incomplete } else { Exit::Clean })
    }

    /// The files to read. What cannot be read is said, and how much is left out.
    fn gather(&self) -> Result<Gathered, Failure> {
        let mut gathered = input::gather(&self.input.query()?);
        let named = self.input.named();
        own::leave_out(&mut gathered, |name| named.contains(name));
        gathered.problems.iter().for_each(complain);
        for (reason, files) in &gathered.skipped {
            complain(format!("skipped {}: {reason}", count(*files, "file")));
        }
        Ok(gathered)
    }

    /// Prints the documents of one file and says how many there are.
    fn file(
        &self,
        register: &Register,
        source: &Source,
        bytes: Vec<u8>,
        out: &mut dyn Write,
    ) -> Result<usize, Failure> {
        let text = Text::decode(bytes);
        let reading = self.reading.reading().unwrap_or(Reading::Told);
        let documents = document::split_as(&text, register, reading, self.reading.date).documents;
        for (index, document) in documents.iter().enumerate() {
            let anatomy = Anatomy::new(&source.name, index, &text, document, register);
            let anatomy = if self.mask { anatomy.masked() } else { anatomy };
            match self.format {
                AnatomyFormat::Human => anatomy.write_human(out)?,
                AnatomyFormat::Jsonl => anatomy.write_json(out)?,
            }
        }
        Ok(documents.len())
    }
}

impl Tally {
    /// Why not everything was shown, or nothing, if so.
    fn incomplete(&self, gathered: &Gathered) -> Option<String> {
        let interrupted = interrupt::left_undone(self.left, gathered.sources.len());
        interrupted.or_else(|| self.nothing(gathered).map(str::to_owned))
    }

    /// Why nothing was shown, if so.
    fn nothing(&self, gathered: &Gathered) -> Option<&'static str> {
        if gathered.sources.is_empty() && self.unread == 0 {
            Some("no file to read: no path matched")
        } else if self.documents == 0 && self.unread < gathered.sources.len() {
            Some(NO_DOCUMENT)
        } else {
            None
        }
    }
}
