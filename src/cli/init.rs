//! `cablelint init`: a first configuration, with its schema for editors.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::exit::{self, Exit, Failure};
use super::projects::{CONFIG, SCHEMA};
use super::schema;
use crate::input;
use crate::report::safe::visible;

/// What a first configuration says: nothing yet, but how to say it.
const CONTENT: &str = include_str!("init.yaml");

/// Write a commented `cablelint.yaml`, and its schema for editors
///
/// Nothing is overwritten.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// The folder
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let schema = format!("{:#}\n", schema::config());
        for (name, content) in [(CONFIG, CONTENT), (SCHEMA, &schema)] {
            let path = self.folder.join(name);
            create(&path, content).map_err(|error| refused(&path, &error))?;
            writeln!(out, "{}: written", visible(&input::shown(&path)))?;
        }
        writeln!(out, "next: cablelint check")?;
        Ok(Exit::Clean)
    }
}

/// Writes a file that is not there yet; one that cannot be written whole is taken away again.
fn create(path: &Path, content: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(content.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    let name = input::shown(path);
    Failure::Usage(match error.kind() {
        io::ErrorKind::AlreadyExists => format!("{name} is there already; nothing was written over it"),
        _ => format!("{name} cannot be written: {error}"),
    })
}
