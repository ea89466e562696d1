//! `cablelint parse`: the anatomy of the documents in files.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::arguments::InputArguments;
use super::console::complain;
use super::exit::{self, Exit, Failure};
use crate::document;
use crate::input::{self, Source};
use crate::register::Register;
use crate::report::anatomy::Anatomy;
use crate::text::Text;

/// Show how documents are read: parts, banner line, captions, paragraphs
///
/// Prints what was recognised and judges nothing. SUBJECT and REF are printed as they stand unless
/// --mask is given.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: InputArguments,

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

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let register = Register::builtin();
        let gathered = input::gather(&self.input.query()?);
        gathered.problems.iter().for_each(complain);
        let (mut documents, mut unread) = (0, gathered.problems.len());
        for source in &gathered.sources {
            match source.read(self.input.files.max_size) {
                Ok(bytes) => documents += self.file(&register, source, bytes, out)?,
                Err(problem) => {
                    complain(problem);
                    unread += 1;
                }
            }
        }
        if gathered.sources.is_empty() && unread == 0 {
            complain("no file to read: no path matched");
        } else if documents == 0 && unread < gathered.sources.len() {
            complain("no document was recognised in any file");
        }
        Ok(if documents == 0 || unread > 0 { Exit::Incomplete } else { Exit::Clean })
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
        let documents = document::split(&text, register).documents;
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
